//! `[[tests]]`: which measure is expected to do what.

use super::FORM;
use super::fields::TESTS;
use super::levels::Draft;
use crate::evidence::claims::{Expected, Pair, Test};
use crate::parameter::Word;
use crate::scenario::based::{self, FILE, Part};
use crate::scenario::fields::named as field;
use crate::scenario::problems::Problem;
use crate::scenario::read::{Limits, Reader, named_measure};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::scenario::{When, names};

/// The keys that only some expectations have: which need them, and an example.
pub(super) const PARTS: [Part; 4] = [
    ("margin", &["unchanged"], "margin = 0.02"),
    ("bound", &["above", "below"], "bound = 0.05"),
    ("than", &["weaker"], "than = [\"from this level\", \"to that level\"]"),
    ("from", &["rises", "falls", "unchanged", "weaker"], ""),
];

/// The tests, in the order in which they are written; nothing if one of them is wrong.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, levels: &[Draft], at: Option<When>) -> Option<Vec<Test>> {
    let example = "write one or more entries [[tests]], each with `measure` and `expect`";
    let found = reader.problems.len();
    let tables = entry.map(|entry| reader.tables("tests", entry.node)).unwrap_or_default();
    if tables.is_empty() && reader.problems.len() == found {
        reader.report(Problem::new("the claim has no tests").at(Place::whole(FILE), "").help(example));
    }
    if tables.is_empty() {
        return None;
    }
    let tests: Vec<_> = tables.into_iter().map(|(place, table)| test(reader, place, table, levels, at)).collect();
    tests.into_iter().collect()
}

fn test(reader: &mut Reader<'_>, place: Place, mut table: Table, levels: &[Draft], at: Option<When>) -> Option<Test> {
    let measure = reader.required(&mut table, "measure", " in this test", place, "measure = \"loyalty_mean\"");
    let measure = measure.and_then(|entry| Some((named_measure(reader, &entry)?, entry.node.at)));
    let expected = expected(reader, place, &mut table, levels);
    FORM.unknown_in(reader, &table, "tests", &TESTS);
    let (measure, measure_at) = measure?;
    let expected = expected?;
    for level in expected.levels().filter_map(|level| levels.get(level)) {
        let problem = level.scenario().zip(at).and_then(|(scenario, at)| scenario.lacks(measure, at, measure_at));
        if let Some(problem) = problem {
            reader.report(problem.context(level.at, "at this level"));
            break;
        }
    }
    Some(Test { measure: measure.name().to_owned(), unit: measure.unit().to_owned(), expected })
}

/// The words for what a measure is expected to do.
pub(super) fn words() -> Vec<Word> {
    Expected::WORDS.map(|word| Word { word, meaning: "" }).to_vec()
}

/// What the measure is expected to do, between which levels.
fn expected(reader: &mut Reader<'_>, place: Place, table: &mut Table, levels: &[Draft]) -> Option<Expected> {
    let entry = reader.required(table, "expect", " in this test", place, "expect = \"rises\"");
    let word = entry.and_then(|entry| reader.choice("expect", &entry.node, &words(), field(&TESTS, "expect").meaning));
    let ends = ["from", "to"].map(|key| table.get(key).map(|entry| entry.node.at));
    let found = reader.problems.len();
    if let Some(word) = word {
        based::parts(reader, (place, " in this test"), table, word, &PARTS);
    }
    let margin = table.remove("margin").and_then(|entry| number(reader, "margin", &entry));
    let bound = table.remove("bound").and_then(|entry| number(reader, "bound", &entry));
    let from = table.remove("from").map_or(Some(0), |entry| end(reader, "from", &entry, levels));
    let to = table.remove("to").map_or(levels.len().checked_sub(1), |entry| end(reader, "to", &entry, levels));
    let than = table.remove("than").and_then(|entry| than(reader, entry, levels));
    let word = word?;
    if reader.problems.len() > found {
        return None;
    }
    let to = to?;
    if ["above", "below"].contains(&word) {
        return Some(if word == "above" { Expected::Above(to, bound?) } else { Expected::Below(to, bound?) });
    }
    let pair = Pair { from: from?, to };
    differ(reader, pair, ends[1].or(ends[0]).unwrap_or(place), levels)?;
    Some(match word {
        "rises" => Expected::Rises(pair),
        "falls" => Expected::Falls(pair),
        "unchanged" => Expected::Unchanged(pair, margin?),
        _ => {
            let (than, than_at) = than?;
            differ(reader, than, than_at, levels)?;
            another(reader, pair, than, than_at)?;
            Expected::Weaker(pair, than)
        }
    })
}

fn number(reader: &mut Reader<'_>, name: &str, entry: &Entry) -> Option<f64> {
    let allowed = if name == "margin" { "above 0, in the unit of the measure" } else { "in the unit of the measure" };
    let limits = Limits { allowed: allowed.to_owned(), ..Limits::of(field(&TESTS, name)) };
    reader.number(name, &entry.node, &limits)
}

/// The level that `from` or `to` names.
fn end(reader: &mut Reader<'_>, key: &str, entry: &Entry, levels: &[Draft]) -> Option<usize> {
    let name = reader.text(key, &entry.node, "name a level, in quotes")?;
    named(reader, &name, entry.node.at, levels)
}

fn than(reader: &mut Reader<'_>, entry: Entry, levels: &[Draft]) -> Option<(Pair, Place)> {
    let about = "name two levels: `than = [\"from this level\", \"to that level\"]`";
    let at = entry.node.at;
    let names = reader.texts("than", entry.node, about)?;
    let [from, to] = names.as_slice() else {
        reader.report(Problem::new("`than` names other than two levels").at(at, "").help(about));
        return None;
    };
    let ends = [from, to].map(|(name, at)| named(reader, name, *at, levels));
    Some((Pair { from: ends[0]?, to: ends[1]? }, at))
}

/// The level of this name; reports a name that is none.
fn named(reader: &mut Reader<'_>, name: &str, at: Place, levels: &[Draft]) -> Option<usize> {
    let index = levels.iter().position(|level| level.name.as_deref() == Some(name));
    // With levels whose names are wrong, nothing can be said of this one.
    if index.is_none() && levels.iter().all(|level| level.name.is_some()) {
        let known = || levels.iter().filter_map(|level| level.name.as_deref());
        let help = match names::nearest(name, known()) {
            Some(nearest) => format!("did you mean \"{nearest}\"?"),
            None => names::list("levels", known()),
        };
        reader.report(Problem::new(format!("there is no level `{name}`")).at(at, "").help(help));
    }
    index
}

/// Reports a pair of one level; nothing then.
fn differ(reader: &mut Reader<'_>, pair: Pair, at: Place, levels: &[Draft]) -> Option<()> {
    if pair.from != pair.to {
        return Some(());
    }
    // A single level was reported as such.
    if levels.len() > 1 {
        let name = levels[pair.to].name.as_deref().unwrap_or("?");
        let problem = Problem::new(format!("this compares the level `{name}` with itself")).at(at, "");
        reader.report(problem.help("name two different levels; without `from` it is the first one, without `to` the last"));
    }
    None
}

/// Reports an effect that is compared with itself; nothing then.
fn another(reader: &mut Reader<'_>, pair: Pair, than: Pair, at: Place) -> Option<()> {
    let same = pair == than || pair == Pair { from: than.to, to: than.from };
    if same {
        let problem = Problem::new("this compares an effect with itself").at(at, "");
        reader.report(problem.help("name other levels: `than` is the effect that is claimed to be larger"));
    }
    (!same).then_some(())
}
