//! Trying the values of factors: each end or level must make a valid scenario.

use super::factors::Draft;
use super::values::node;
use crate::output::manifest::{Input, inputs};
use crate::scenario::Scenario;
use crate::scenario::based::{self, FILE, Trial};
use crate::scenario::problems::Problems;
use crate::scenario::read::Reader;
use crate::scenario::sets::Change;
use crate::scenario::source::Place;
use crate::sweep::Given;

/// What was seen of the sweep's scenarios.
pub(super) struct Seen {
    /// Some of them, the base first.
    pub scenarios: Vec<Scenario>,
    /// The files that any of them reads.
    pub inputs: Vec<Input>,
}

impl Seen {
    /// The base with what is set for all points.
    pub fn new(base: Scenario) -> Self {
        let mut seen = Self { scenarios: Vec::new(), inputs: Vec::new() };
        seen.note(&base);
        seen.scenarios.push(base);
        seen
    }

    /// Notes the files that a scenario reads.
    pub fn note(&mut self, scenario: &Scenario) {
        for input in inputs(scenario) {
            if !self.inputs.contains(&input) {
                self.inputs.push(input);
            }
        }
    }
}

/// A change that gives a key a value, which is written at a place.
pub(super) fn change(path: &str, key_at: Place, given: &Given, at: Place) -> Change {
    Change { path: path.to_owned(), key_at, node: node(given, at) }
}

/// Tries every end or level of every factor: first alone, then, as some values only go together, with all other factors in the
/// middle. Of a value that is refused both times, the problems of the first are told.
pub(super) fn factors(reader: &mut Reader<'_>, drafts: &[Draft], set: &[Change], trial: &Trial<'_>, seen: &mut Seen) {
    let middle = |draft: &Draft| Some(change(&draft.key.as_ref()?.path, draft.key_at, &draft.middle()?, draft.key_at));
    let middles: Vec<Change> = drafts.iter().filter_map(middle).collect();
    if let Ok(scenario) = trial.of(&[set, &middles].concat()) {
        seen.note(&scenario);
        seen.scenarios.push(scenario);
    }
    for draft in drafts {
        let Some(key) = &draft.key else { continue };
        for (given, at) in &draft.ends {
            let own = [change(&key.path, draft.key_at, given, *at)];
            let among_others = || trial.of(&[set, &middles, &own].concat());
            match trial.of(&[set, &own].concat()) {
                Ok(scenario) => seen.note(&scenario),
                Err(alone) => match among_others() {
                    Ok(scenario) => seen.note(&scenario),
                    Err(_) => tell(reader, alone, &[FILE]),
                },
            }
        }
    }
}

/// Tells what is wrong with a trial, but nothing twice.
pub(super) fn tell(reader: &mut Reader<'_>, problems: Problems, own: &[usize]) {
    for problem in based::adopted(reader, problems, own) {
        if !reader.problems.contains(&problem) {
            reader.report(problem);
        }
    }
}
