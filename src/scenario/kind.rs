//! The kinds of files that people write, and how they are told that they took one for another.

use super::problems::Problem;
use super::source::Place;
use super::tree::Table;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A scenario.
    Scenario,
    /// A claim about several changes of a scenario.
    Claim,
    /// A scenario at many points of its keys.
    Sweep,
}

impl FileKind {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scenario => "scenario",
            Self::Claim => "claim",
            Self::Sweep => "sweep",
        }
    }

    /// What is done with such a file.
    fn use_of_it(self) -> &'static str {
        match self {
            Self::Scenario => "run it with `patronage run FILE`; another file names it as its `base`",
            Self::Claim => "test it with `patronage claims FILE`; its base is a scenario",
            Self::Sweep => "run it with `patronage sweep FILE`; its base is a scenario",
        }
    }

    /// What a file plainly is, and the key that shows it.
    pub fn of(table: &Table) -> Option<(Self, Place)> {
        let has = |keys: &[&str]| keys.iter().any(|key| table.contains_key(*key));
        let shown_by = |key: &str| table.get(key).map(|entry| entry.key_at);
        let claim = shown_by("claim").filter(|_| has(&["levels"])).map(|at| (Self::Claim, at));
        let sweep = || shown_by("design").filter(|_| has(&["base", "factor"])).map(|at| (Self::Sweep, at));
        let based = has(&["base", "claim", "levels", "tests", "design", "factor"]);
        let scenario = || shown_by("rounds").filter(|_| !based).map(|at| (Self::Scenario, at));
        claim.or_else(sweep).or_else(scenario)
    }

    /// Says so if a file is of another kind than this: everything in it would be wrong.
    pub fn taken_for_another(self, table: &Table) -> Option<Problem> {
        let (kind, at) = Self::of(table).filter(|(kind, _)| *kind != self)?;
        let title = format!("this is a {}, not a {}", kind.word(), self.word());
        Some(Problem::new(title).at(at, "").help(kind.use_of_it()))
    }
}
