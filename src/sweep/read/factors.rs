//! `[[factor]]`: keys that vary, and their values.

use super::design::Draft as Design;
use super::fields::FACTOR;
use super::keys::{Holds, Key, key};
use super::{FORM, values};
use crate::parameter::Word;
use crate::scenario::based::FILE;
use crate::scenario::fields::named;
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::{Limits, Reader};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Node, Raw, Table};
use crate::sweep::{Factor, Given, Scale, Spread};

/// Those that a factor with levels has no use for.
pub(super) const OF_RANGES: [&str; 5] = ["low", "high", "steps", "scale", "integer"];
/// The most values that a grid takes of one factor.
pub(super) const MOST_STEPS: f64 = 1_000_000.0;

/// A factor as far as it could be read.
pub(super) struct Draft {
    /// The key, if it is one that can vary.
    pub key: Option<Key>,
    /// Where the key is written.
    pub key_at: Place,
    spread: Option<Spread>,
    /// Its ends or levels, and where they are written.
    pub ends: Vec<(Given, Place)>,
}

impl Draft {
    /// The factor, if nothing is wrong with it.
    pub fn done(self) -> Option<Factor> {
        let Key { path, unit, .. } = self.key?;
        Some(Factor { key: path, unit, spread: self.spread? })
    }

    /// The value in the middle of its range.
    pub fn middle(&self) -> Option<Given> {
        let factor = Factor { key: String::new(), unit: String::new(), spread: self.spread.clone()? };
        Some(factor.at(0.5))
    }
}

/// The factors, in the order in which they are written.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, design: Option<&Design>) -> Vec<Draft> {
    let example = "write one or more entries [[factor]], each with `key`, and `low` and `high` or `levels`";
    let Some(entry) = entry else {
        reader.report(Problem::new("the sweep has no factors").at(Place::whole(FILE), "").help(example));
        return Vec::new();
    };
    let (at, found) = (entry.key_at, reader.problems.len());
    let tables = reader.tables("factor", entry.node);
    if tables.is_empty() && reader.problems.len() == found {
        reader.report(Problem::new("the sweep has no factors").at(at, "").help(example));
    }
    tables.into_iter().map(|(at, table)| factor(reader, at, table, design)).collect()
}

fn factor(reader: &mut Reader<'_>, at: Place, mut table: Table, design: Option<&Design>) -> Draft {
    let entry = reader.required(&mut table, "key", " in this factor", at, "key = \"economy.outside\"");
    let key_at = entry.as_ref().map_or(at, |entry| entry.node.at);
    let written = entry.and_then(|entry| reader.text("key", &entry.node, "name a key of the scenario, in quotes"));
    let key = written.and_then(|written| self::key(reader, &written, key_at));
    let known: Table = FACTOR.iter().filter_map(|field| Some((field.name.to_owned(), table.remove(field.name)?))).collect();
    FORM.unknown_in(reader, &table, "factor", &FACTOR);
    let (spread, ends) = match &key {
        Some(key) => spread(reader, at, known, key, design).unzip(),
        None => (None, None),
    };
    Draft { key, key_at, spread, ends: ends.unwrap_or_default() }
}

type Ends = Vec<(Given, Place)>;

fn spread(reader: &mut Reader<'_>, at: Place, mut table: Table, key: &Key, design: Option<&Design>) -> Option<(Spread, Ends)> {
    if let Some(entry) = table.remove("levels") {
        return levels(reader, entry, &table, key);
    }
    if !["low", "high"].iter().any(|end| table.contains_key(*end)) {
        let problem = Problem::new(format!("`{}` has no values", key.path)).at(at, "");
        reader.report(problem.help("add `low = …` and `high = …`, or `levels = [ … ]`"));
        return None;
    }
    if key.holds == Holds::Words {
        let problem = Problem::new(format!("`{}` holds words: there is nothing between two of them", key.path)).at(at, "");
        reader.report(problem.help("write `levels = [\"one\", \"another\"]` instead of `low` and `high`"));
        return None;
    }
    range(reader, at, table, key, design)
}

/// Real or whole numbers from `low` to `high`.
fn range(reader: &mut Reader<'_>, at: Place, mut table: Table, key: &Key, design: Option<&Design>) -> Option<(Spread, Ends)> {
    let kind = kind(reader, &mut table, key);
    let mut end = |reader: &mut Reader<'_>, name: &str| {
        let entry = reader.required(&mut table, name, " in this factor", at, &format!("{name} = …"))?;
        let given = match kind? {
            Kind::Real => Given::Real(values::number(reader, name, &entry.node)?),
            Kind::Whole(why) => Given::Whole(values::whole(reader, name, &entry.node, why)?),
        };
        Some((given, entry.node))
    };
    let (low, high) = (end(reader, "low"), end(reader, "high"));
    let scale_at = table.get("scale").map(|entry| entry.node.at);
    let scale = scale(reader, &mut table);
    let steps = steps(reader, at, &mut table, design);
    let ((low, low_node), (high, high_node)) = (low?, high?);
    rises(reader, &low_node, &high_node)?;
    let scale = scale?;
    if scale == Scale::Log && number(&low_node) <= 0.0 {
        let title = format!("a logarithmic scale cannot start at {}", low_node.shown(reader.sources));
        let problem = Problem::new(title).at(low_node.at, "").context(scale_at.unwrap_or(at), "");
        reader.report(problem.help("raise `low` above 0, or leave `scale` out"));
        return None;
    }
    let ends = vec![(low.clone(), low_node.at), (high.clone(), high_node.at)];
    let steps = steps?;
    let spread = match (low, high) {
        (Given::Whole(low), Given::Whole(high)) => {
            Spread::Whole { low, high, scale, steps: whole_steps(reader, steps, low, high)? }
        }
        _ => Spread::Real { low: number(&low_node), high: number(&high_node), scale, steps: steps.map(|(steps, _)| steps) },
    };
    Some((spread, ends))
}

fn number(node: &Node) -> f64 {
    match node.raw {
        Raw::Whole(whole) => whole as f64,
        Raw::Real(real) => real,
        _ => f64::NAN,
    }
}

/// What a range is of.
#[derive(Clone, Copy)]
enum Kind {
    Real,
    /// With the reason.
    Whole(&'static str),
}

/// Whether the range is of whole numbers.
fn kind(reader: &mut Reader<'_>, table: &mut Table, key: &Key) -> Option<Kind> {
    const OF_KEY: Kind = Kind::Whole("the key holds whole numbers");
    let holds_whole = key.holds == Holds::Whole;
    let Some(entry) = table.remove("integer") else { return Some(if holds_whole { OF_KEY } else { Kind::Real }) };
    let about = named(&FACTOR, "integer").meaning;
    match values::flag(reader, "integer", &entry.node, about)? {
        false if holds_whole => {
            let problem = Problem::new(format!("`{}` holds whole numbers", key.path)).at(entry.node.at, "");
            reader.report(problem.help("leave `integer` out: only whole numbers are taken then"));
            None
        }
        true if holds_whole => Some(OF_KEY),
        true => Some(Kind::Whole("`integer = true` takes whole numbers only")),
        false => Some(Kind::Real),
    }
}

/// The words for how a range is spread.
pub(super) fn scales() -> Vec<Word> {
    ["linear", "log"].map(|word| Word { word, meaning: "" }).to_vec()
}

fn scale(reader: &mut Reader<'_>, table: &mut Table) -> Option<Scale> {
    let Some(entry) = table.remove("scale") else { return Some(Scale::Linear) };
    let about = format!("{} Default linear.", named(&FACTOR, "scale").meaning);
    let word = reader.choice("scale", &entry.node, &scales(), &about)?;
    Some(if word == "log" { Scale::Log } else { Scale::Linear })
}

/// How many values a grid takes, and where that is written; nothing else takes them.
fn steps(reader: &mut Reader<'_>, at: Place, table: &mut Table, design: Option<&Design>) -> Option<Option<(u32, Place)>> {
    let entry = table.remove("steps");
    // Of a design that cannot be read, nothing is known.
    let design = match design {
        Some(design) => design,
        None => return Some(None),
    };
    match entry {
        None if design.is_grid() => {
            let problem = Problem::new("`steps` is missing in this factor: a grid takes so many values").at(at, "");
            reader.report(problem.help("add `steps = 9`, or write `levels` instead of `low` and `high`"));
            None
        }
        None => Some(None),
        Some(entry) if !design.is_grid() => {
            let problem = Problem::new(format!("`steps` has no meaning in a design \"{}\"", design.word())).at(entry.key_at, "");
            reader.report(problem.help("leave it out: only a grid takes steps, other designs any value of the range"));
            None
        }
        Some(entry) => {
            let steps = reader.whole("steps", &entry.node, &Limits::of(named(&FACTOR, "steps")))?;
            Some(Some((u32::try_from(steps).ok()?, entry.node.at)))
        }
    }
}

/// The steps between whole numbers, if there are as many.
fn whole_steps(reader: &mut Reader<'_>, steps: Option<(u32, Place)>, low: i64, high: i64) -> Option<Option<u32>> {
    let Some((steps, at)) = steps else { return Some(None) };
    let there = high.abs_diff(low).saturating_add(1);
    if u64::from(steps) > there {
        let title = format!("there are no {steps} whole numbers from {low} to {high}");
        let problem = Problem::new(title).at(at, format!("at most {there}"));
        reader.report(problem.help("lower `steps`, or widen the range"));
        return None;
    }
    Some(Some(steps))
}

/// Reports a lower end that is not below the upper one.
fn rises(reader: &mut Reader<'_>, low: &Node, high: &Node) -> Option<()> {
    let (a, b) = (number(low), number(high));
    if a < b {
        return Some(());
    }
    let (title, help) = match a > b {
        true => (format!("`low` is above `high`: {} > {}", figure(a), figure(b)), "exchange the two"),
        false => (format!("`low` is `high`: {}", figure(a)), "a factor varies: widen the range, or write the value in `set`"),
    };
    reader.report(Problem::new(title).at(low.at, "").context(high.at, "").help(help));
    None
}

/// A few values.
fn levels(reader: &mut Reader<'_>, entry: Entry, rest: &Table, key: &Key) -> Option<(Spread, Ends)> {
    let found = reader.problems.len();
    for name in OF_RANGES {
        if let Some(entry) = rest.get(name) {
            let problem = Problem::new(format!("`{name}` has no meaning with `levels`")).at(entry.key_at, "");
            reader.report(problem.help("leave it out, or leave out `levels`"));
        }
    }
    let at = entry.node.at;
    let about = "write the values in brackets: `levels = [0.1, 0.5]`";
    let Raw::List(items) = entry.node.raw else {
        return reader.wrong_type("levels", &entry.node, "a list of values", about);
    };
    if items.len() < 2 {
        let problem = Problem::new("a factor needs two levels or more").at(at, "");
        reader.report(problem.help("write more values, or the only one in `set`"));
    }
    let holds = match (key.holds, items.first().map(|item| &item.raw)) {
        (Holds::Anything, Some(Raw::Text(_))) => Holds::Words,
        (Holds::Anything, _) => Holds::Real,
        (holds, _) => holds,
    };
    let mut ends: Ends = Vec::new();
    for item in &items {
        let given = level(reader, item, holds)?;
        if let Some((_, first)) = ends.iter().find(|(other, _)| *other == given) {
            let problem = Problem::new(format!("two levels are {}", item.shown(reader.sources))).at(item.at, "");
            reader.report(problem.context(*first, "").help("keep one of the two"));
        }
        ends.push((given, item.at));
    }
    let spread = Spread::Levels(ends.iter().map(|(given, _)| given.clone()).collect());
    (reader.problems.len() == found).then_some((spread, ends))
}

fn level(reader: &mut Reader<'_>, node: &Node, holds: Holds) -> Option<Given> {
    match holds {
        Holds::Words => reader.text("levels", node, "the key holds words: write them in quotes").map(Given::Word),
        Holds::Whole => values::whole(reader, "levels", node, "the key holds whole numbers").map(Given::Whole),
        Holds::Real | Holds::Anything => values::number(reader, "levels", node).map(Given::Real),
    }
}
