//! The ways in: a file, a text, the resolved scenario of a manifest; and what the command line changes afterwards.

use super::kind::FileKind;
use super::problems::{Problem, Problems};
use super::read::Whereabouts;
use super::sets::{ChangesOf, Expecting};
use super::source::{Place, Source};
use super::tree::{self, Raw, Table};
use super::{Bound, Copies, Event, Expectation, Machine, Scenario, When, read, sets, source};
use crate::metrics::Reported;
use crate::phases::catalogue;
use std::path::Path;

impl Scenario {
    /// Reads a scenario file, changes what `sets` (each `key=value`) says, and checks everything, also whether the
    /// world fits into this machine's memory.
    ///
    /// # Errors
    /// All problems, each with file, line and what to do.
    pub fn load(path: &Path, sets: &[String]) -> Result<Self, Problems> {
        Self::load_for(path, sets, &Machine::default())
    }

    /// The same for a run on another machine, or on some of this machine's threads.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_for(path: &Path, sets: &[String], machine: &Machine) -> Result<Self, Problems> {
        let (source, problem) = source::read(path);
        match problem {
            Some(problem) => Err(Problems::new(vec![source], vec![problem])),
            None => understand_sets(source, sets, machine, Whereabouts::written_in(path.parent().unwrap_or(Path::new("")))),
        }
    }

    /// Reads a scenario from TOML text; `source_name` is what messages call it. Memory is not checked. Paths of files in it start at
    /// the current folder.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn parse(source_name: &str, text: &str, sets: &[String]) -> Result<Self, Problems> {
        Self::parse_for(source_name, text, sets, &Machine::UNLIMITED)
    }

    /// The same with memory checked against a machine.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn parse_for(source_name: &str, text: &str, sets: &[String], machine: &Machine) -> Result<Self, Problems> {
        understand_sets(Source::text(source_name, text), sets, machine, Whereabouts::written_in(Path::new("")))
    }

    /// Understands a scenario's text with the changes that another file makes. Relative paths in it start at `folder`. In problems, the
    /// scenario is source 0, and the files in which changes are written follow.
    ///
    /// # Errors
    /// All problems and the sources they are in.
    pub(crate) fn changed(source: Source, folder: &Path, by: &ChangesOf<'_>, machine: &Machine) -> Result<Self, Problems> {
        let sources = std::iter::once(source).chain(by.files.iter().cloned()).collect();
        let files = Whereabouts { changed: by.folder, ..Whereabouts::written_in(folder) };
        let change = |table: &mut Table, _: &mut Vec<Source>| {
            by.expecting.apply(table);
            let problems = by.changes.iter().filter_map(|change| sets::apply_change(table, change).err());
            problems.map(|problem| *problem).collect()
        };
        understand(sources, change, machine, files)
    }

    /// Understands a text with `--set` arguments, with nothing expected. Memory is not checked.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub(crate) fn of_text(source: Source, sets: &[String], files: Whereabouts<'_>) -> Result<Self, Problems> {
        let change = |table: &mut Table, sources: &mut Vec<Source>| {
            Expecting::LeftOut.apply(table);
            set(table, sources, sets)
        };
        understand(vec![source], change, &Machine::UNLIMITED, files)
    }

    /// Why a measure is never known in this scenario, or not at a time, if that is so; `at` is the place that the problem is about.
    pub(crate) fn lacks(&self, measure: Reported, when: When, at: Place) -> Option<Problem> {
        read::lacks(self, measure, when, at)
    }

    /// The scenario that [`Self::resolved`] wrote: an exact copy. Memory is not checked. Files that it names may be on another machine:
    /// `copies` are read instead, as far as there are any.
    ///
    /// # Errors
    /// All problems, without lines.
    pub fn from_resolved(value: &serde_json::Value, copies: Copies<'_>) -> Result<Self, Problems> {
        let mut sources = vec![Source::unshown("resolved scenario")];
        let Raw::Table(table) = tree::of_json(value).raw else {
            let problem = Problem::new("this is not a resolved scenario").at(Place::whole(0), "");
            return Err(Problems::new(
                sources,
                vec![problem.help("expected an object with `title`, `rounds` and tables of keys")],
            ));
        };
        let files = Whereabouts { copies, ..Whereabouts::written_in(Path::new("")) };
        let read = read::scenario(table, &mut sources, &Machine::UNLIMITED, files);
        read.map_err(|problems| Problems::new(sources, problems))
    }

    /// The scenario with another seed, at most `i64::MAX` (a larger one could not be read back).
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The scenario with another number of rounds, at least 1. Events after the last round, and expectations about
    /// rounds that there are not, are dropped: a note for each says so.
    #[must_use]
    pub fn with_rounds(mut self, rounds: u32) -> (Self, Vec<String>) {
        let mut notes = Vec::new();
        self.rounds = rounds.max(1);
        let rounds = self.rounds;
        self.events.retain(|event| {
            let kept = event.round <= rounds;
            if !kept {
                notes.push(skipped_event(event, rounds));
            }
            kept
        });
        self.expectations.retain(|expectation| {
            let kept = times(expectation).all(|when| exists(when, rounds));
            if !kept {
                notes.push(skipped_expectation(expectation, rounds));
            }
            kept
        });
        (self, notes)
    }
}

fn skipped_event(event: &Event, rounds: u32) -> String {
    let note = if event.note.is_empty() { String::new() } else { format!(" ({})", event.note) };
    format!("the event of round {}{note} is skipped: the run ends after round {rounds}", event.round)
}

fn skipped_expectation(expectation: &Expectation, rounds: u32) -> String {
    let Expectation { measure, when, bound, .. } = expectation;
    format!("the expectation of `{measure}` at {when} ({bound}) is skipped: the run ends after round {rounds}")
}

/// The times an expectation is about.
fn times(expectation: &Expectation) -> impl Iterator<Item = When> {
    let other = match expectation.bound {
        Bound::MoreThan(when) | Bound::LessThan(when) => Some(when),
        Bound::Band { .. } => None,
    };
    [Some(expectation.when), other].into_iter().flatten()
}

fn exists(when: When, rounds: u32) -> bool {
    match when {
        When::Start | When::End => true,
        When::Round(round) => round <= rounds,
        When::Mean(count) => count <= rounds,
    }
}

/// From a source and `--set` arguments to a scenario.
fn understand_sets(source: Source, sets: &[String], machine: &Machine, files: Whereabouts<'_>) -> Result<Scenario, Problems> {
    understand(vec![source], |table, sources| set(table, sources, sets), machine, files)
}

/// Sets what `--set` arguments say, and makes them sources.
fn set(table: &mut Table, sources: &mut Vec<Source>, arguments: &[String]) -> Vec<Problem> {
    let catalogue = catalogue();
    let mut problems = Vec::new();
    for argument in arguments {
        sources.push(Source::text("--set", argument));
        problems.extend(sets::apply(table, sources.len() - 1, argument, &catalogue).err().map(|problem| *problem));
    }
    problems
}

/// From the first source, changed, to a scenario.
fn understand(
    mut sources: Vec<Source>,
    change: impl FnOnce(&mut Table, &mut Vec<Source>) -> Vec<Problem>,
    machine: &Machine,
    files: Whereabouts<'_>,
) -> Result<Scenario, Problems> {
    let text = sources[0].text.clone().unwrap_or_default();
    let mut table = match parse(&text) {
        Ok(table) => table,
        Err(problems) => return Err(Problems::new(sources, problems)),
    };
    if let Some(problem) = FileKind::Scenario.taken_for_another(&table) {
        return Err(Problems::new(sources, vec![problem]));
    }
    let problems = change(&mut table, &mut sources);
    match read::scenario(table, &mut sources, machine, files) {
        Ok(scenario) if problems.is_empty() => Ok(scenario),
        Ok(_) => Err(Problems::new(sources, problems)),
        Err(more) => Err(Problems::new(sources, problems.into_iter().chain(more).collect())),
    }
}

fn parse(text: &str) -> Result<Table, Vec<Problem>> {
    if text.trim().is_empty() {
        let help = "write at least `title = \"…\"` and `rounds = 80`; `patronage new NAME` writes a scenario to start from";
        return Err(vec![Problem::new("the scenario is empty").at(Place::whole(0), "").help(help)]);
    }
    tree::parse(0, text)
}
