//! `[[levels]]`: the base with some keys changed.

use super::FORM;
use super::fields::LEVELS;
use crate::evidence::claims::Level;
use crate::scenario::based::{self, Base, FILE, Trial};
use crate::scenario::problems::Problem;
use crate::scenario::read::Reader;
use crate::scenario::sets::{Change, Expecting};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::scenario::{Machine, Scenario};

/// Keys of a scenario that no level may change, and why.
const FIXED: [(&str, &str); 3] = [
    ("seed", "all levels use the same draws, so that differences are theirs"),
    ("title", "the level's `name` says what it is"),
    ("question", "the claim's `statement` says what is asked"),
];

/// A level as far as it could be read.
pub(super) struct Draft {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Where it is written.
    pub at: Place,
    changes: Vec<String>,
    scenario: Option<Scenario>,
}

impl Draft {
    /// Its scenario, if nothing is wrong with it.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenario.as_ref()
    }

    /// The level, if nothing is wrong with it.
    pub fn done(self) -> Option<Level> {
        Some(Level { name: self.name?, changes: self.changes, scenario: self.scenario? })
    }

    fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or("?")
    }
}

/// The levels, in the order in which they are written.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, base: Option<&Base>, machine: &Machine) -> Vec<Draft> {
    let example = "write two or more entries [[levels]], each with `name` and `set = { \"economy.outside\" = 0.3 }`";
    let Some(entry) = entry else {
        reader.report(Problem::new("the claim has no levels").at(Place::whole(FILE), "").help(example));
        return Vec::new();
    };
    let at = entry.key_at;
    let found = reader.problems.len();
    let tables = reader.tables("levels", entry.node);
    if tables.len() == 1 {
        let problem = Problem::new("there is only one level: nothing can be compared");
        reader.report(problem.at(tables[0].0, "").help(example));
    } else if tables.is_empty() && reader.problems.len() == found {
        reader.report(Problem::new("the claim has no levels").at(at, "").help(example));
    }
    let mut levels: Vec<Draft> = Vec::new();
    for (index, (at, table)) in tables.into_iter().enumerate() {
        let mut level = level(reader, at, table, index, base, machine);
        if let Some(other) = levels.iter().find(|other| level.name.is_some() && other.name == level.name) {
            let problem = Problem::new(format!("two levels are called `{}`", level.shown())).at(at, "").context(other.at, "");
            reader.report(problem.help("give each level a name of its own"));
            level.name = None;
        }
        levels.push(level);
    }
    fit(reader, &levels);
    levels
}

fn level(reader: &mut Reader<'_>, at: Place, mut table: Table, index: usize, base: Option<&Base>, machine: &Machine) -> Draft {
    let name = reader.required(&mut table, "name", " in this level", at, "name = \"much outside\"");
    let name = name.and_then(|entry| reader.text("name", &entry.node, "say in a few words what the level is, in quotes"));
    let set = table.remove("set");
    FORM.unknown_in(reader, &table, "levels", &LEVELS);
    let found = reader.problems.len();
    let Some(changes) = based::changes(reader, set) else {
        return Draft { name, at, changes: Vec::new(), scenario: None };
    };
    if changes.is_empty() && index > 0 {
        let problem = Problem::new("this level sets nothing: only the first one can be the base as it is").at(at, "");
        reader.report(problem.help("add `set = { \"section.key\" = value }`"));
    }
    based::fixed(reader, &changes, "a level", &FIXED);
    let scenario = match base {
        Some(base) if reader.problems.len() == found => scenario(reader, base, &changes, at, machine),
        _ => None,
    };
    let changes = changes.iter().map(|change| based::words(change, reader.sources)).collect();
    Draft { name, at, changes, scenario }
}

/// The base, changed; reports what is wrong with it.
fn scenario(reader: &mut Reader<'_>, base: &Base, changes: &[Change], at: Place, machine: &Machine) -> Option<Scenario> {
    let files = std::slice::from_ref(&reader.sources[FILE]);
    match (Trial { base, files, expecting: Expecting::Kept, machine }).of(changes) {
        Ok(scenario) => Some(scenario),
        Err(problems) => {
            for problem in based::adopted(reader, problems, &[FILE]) {
                reader.report(problem.context(at, "in this level"));
            }
            None
        }
    }
}

/// Reports levels that cannot be compared with the first one that is sound, and such as are no different from another.
fn fit(reader: &mut Reader<'_>, levels: &[Draft]) {
    let sound: Vec<(&Draft, &Scenario)> = levels.iter().filter_map(|level| Some((level, level.scenario()?))).collect();
    for (index, (level, scenario)) in sound.iter().enumerate().skip(1) {
        let (first, other) = &sound[0];
        if scenario.rounds != other.rounds {
            let [a, b] = [other.rounds, scenario.rounds].map(|rounds| format!("{rounds} rounds"));
            let title = format!("`{}` and `{}` run for different times", first.shown(), level.shown());
            let problem = Problem::new(title).at(level.at, b).context(first.at, a);
            reader.report(problem.help("give all levels the same number of rounds"));
        }
        let words = |scenario: &Scenario| if has_politics(scenario) { "politics" } else { "no politics" };
        if has_politics(scenario) != has_politics(other) {
            let title = format!("`{}` has {}, `{}` has {}", first.shown(), words(other), level.shown(), words(scenario));
            let problem = Problem::new(title).at(level.at, words(scenario)).context(first.at, words(other));
            reader.report(problem.help("set `politics.every` above 0 at all levels, or at none"));
        }
        if let Some((same, _)) = sound[..index].iter().find(|(_, earlier)| earlier == scenario) {
            let title = format!("`{}` and `{}` are the same scenario", same.shown(), level.shown());
            let problem = Problem::new(title).at(level.at, "").context(same.at, "");
            reader.report(problem.help("change a key to another value at one of them"));
        }
    }
}

fn has_politics(scenario: &Scenario) -> bool {
    scenario.parameters.politics.every > 0
}
