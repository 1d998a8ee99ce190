//! `measures` and `at`: what is taken of every run, and when.

use super::FORM;
use crate::metrics::Reported;
use crate::scenario::based;
use crate::scenario::problems::Problem;
use crate::scenario::read::{Reader, measure_of, too_late};
use crate::scenario::source::Place;
use crate::scenario::tree::Table;
use crate::scenario::{Scenario, When};
use crate::sweep::Wanted;

/// A measure, its time, and where they are written.
pub(super) struct Draft {
    measure: Reported,
    when: When,
    /// Where the measure is written.
    at: Place,
    /// Where its time is written, if that is anywhere.
    when_at: Option<Place>,
    column: String,
}

/// The measures, in the order of the file; nothing if one of them is wrong.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table) -> Option<Vec<Draft>> {
    let about = "name columns of rounds.parquet, each as \"name\" or \"name@time\"";
    let usual = usual(reader, table);
    let entry = FORM.take(reader, table, "measures", "measures = [\"loyalty_mean\", \"coercion_mean@start\"]")?;
    let at = entry.node.at;
    let names = reader.texts("measures", entry.node, about)?;
    if names.is_empty() {
        reader.report(Problem::new("the sweep has no measures").at(at, "").help(about));
        return None;
    }
    let (usual, usual_at) = usual?;
    let drafts: Vec<Option<Draft>> = names.iter().map(|(name, at)| draft(reader, name, *at, (usual, usual_at))).collect();
    let drafts: Vec<Draft> = drafts.into_iter().collect::<Option<_>>()?;
    twice(reader, &drafts)?;
    Some(drafts)
}

/// The time at which measures are taken that name none, and where it is written.
fn usual(reader: &mut Reader<'_>, table: &mut Table) -> Option<(When, Option<Place>)> {
    let Some(entry) = table.remove("at") else { return Some((When::End, None)) };
    let text = reader.text("at", &entry.node, "use \"start\", \"end\", \"round:T\" or \"mean:K\" (the last K rounds)")?;
    Some((based::time(reader, &text, entry.node.at)?, Some(entry.node.at)))
}

fn draft(reader: &mut Reader<'_>, text: &str, at: Place, usual: (When, Option<Place>)) -> Option<Draft> {
    let (name, time) = match text.split_once('@') {
        Some((name, time)) => (name.trim(), Some(time.trim())),
        None => (text.trim(), None),
    };
    let measure = measure_of(reader, name, at);
    let (when, when_at) = match time {
        Some(time) => (based::time(reader, time, at)?, Some(at)),
        None => usual,
    };
    let column = match when == usual.0 {
        true => name.to_owned(),
        false => format!("{name}_at_{}", when.to_string().replace(':', "_")),
    };
    Some(Draft { measure: measure?, when, at, when_at, column })
}

/// Reports measures that are asked for twice; nothing then.
fn twice(reader: &mut Reader<'_>, drafts: &[Draft]) -> Option<()> {
    let mut result = Some(());
    for (index, draft) in drafts.iter().enumerate() {
        if let Some(first) = drafts[..index].iter().find(|first| first.column == draft.column) {
            let title = format!("`{}` at {} is asked for twice", draft.measure.name(), draft.when);
            let problem = Problem::new(title).at(draft.at, "").context(first.at, "");
            reader.report(problem.help("keep one of the two, or take it at another time: \"name@time\""));
            result = None;
        }
    }
    result
}

/// The measures, if each is known at its time in one of some scenarios of the sweep at least; the base comes first.
pub(super) fn known(reader: &mut Reader<'_>, drafts: Vec<Draft>, scenarios: &[Scenario]) -> Option<Vec<Wanted>> {
    let found = reader.problems.len();
    for draft in &drafts {
        let at = draft.when_at.unwrap_or(draft.at);
        let late = scenarios.first().and_then(|base| too_late(draft.when, at, base.rounds));
        let lacks = |scenario: &Scenario| scenario.lacks(draft.measure, draft.when, draft.at);
        let never = || scenarios.iter().map(lacks).collect::<Option<Vec<_>>>().and_then(|problems| problems.into_iter().next());
        // A time that is wrong for all measures is told once.
        if let Some(problem) = late.or_else(never).filter(|problem| !reader.problems.contains(problem)) {
            reader.report(problem);
        }
    }
    let wanted = |draft: Draft| Wanted {
        measure: draft.measure.name().to_owned(),
        unit: draft.measure.unit().to_owned(),
        at: draft.when,
        column: draft.column,
    };
    (reader.problems.len() == found).then(|| drafts.into_iter().map(wanted).collect())
}
