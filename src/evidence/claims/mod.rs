//! Published claims: files that say what is claimed and how it is tested, and the verdicts that replicates give on them.
//!
//! A claim file names a base scenario, two or more *levels* (the base with some keys changed) and *tests* of how a measure differs
//! between levels. [`read`] checks it against the scenarios it makes; [`verdict`] judges it, purely, from the measure's values.

pub mod document;
pub mod plan;
pub mod read;
pub mod tables;
pub mod verdict;
pub mod verdicts;
pub mod words;

use crate::evidence::comparison::Pairing;
use crate::evidence::fit;
use crate::metrics::Reported;
use crate::scenario::expectation::Gaps;
use crate::scenario::{InputFile, Scenario, When};
use std::fmt;
use std::path::{Path, PathBuf};

/// The name of a claim: a capital letter and a number, like `P18`. Claims are in the order of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    letter: char,
    number: u32,
}

impl Id {
    /// Reads an id in capital or small letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letter = text.chars().next().filter(char::is_ascii_alphabetic)?.to_ascii_uppercase();
        let digits = &text[1..];
        let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse().ok()).flatten().map(|number| Self { letter, number })
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.letter, self.number)
    }
}

/// A checked claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Its name.
    pub id: Id,
    /// A few words.
    pub title: String,
    /// What is claimed, in a sentence or two.
    pub statement: String,
    /// Who claims it.
    pub source: String,
    /// When that was published.
    pub year: u32,
    /// When measures are taken.
    pub at: When,
    /// How the claim maps to the model, and what is lost.
    pub mapping: String,
    /// What is to be thought of the verdict; may be empty.
    pub comment: String,
    /// The file of the claim.
    pub file: InputFile,
    /// The base scenario's file.
    pub base: InputFile,
    /// Two or more.
    pub levels: Vec<Level>,
    /// One or more.
    pub tests: Vec<Test>,
}

/// A level of a claim: the base with some keys changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// What it is called; no two levels of a claim share a name.
    pub name: String,
    /// The changes, each `key=value` as on the command line; the first level may have none.
    pub changes: Vec<String>,
    /// The base, changed.
    pub scenario: Scenario,
}

/// One test of a claim. Levels are indices into the levels of the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// What it is expected to do.
    pub expected: Expected,
}

/// What a measure is expected to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// The mean is larger at the second level.
    Rises(Pair),
    /// The mean is smaller at the second level.
    Falls(Pair),
    /// The means differ by no more than a margin, above 0, in the unit of the measure.
    Unchanged(Pair, f64),
    /// The difference between the levels is smaller, sign aside, than between two other levels.
    Weaker(Pair, Pair),
    /// The mean at a level is above a bound.
    Above(usize, f64),
    /// The mean at a level is below a bound.
    Below(usize, f64),
}

/// Two levels: the effect is the second's mean less the first's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The first.
    pub from: usize,
    /// The second.
    pub to: usize,
}

impl Expected {
    /// The words that claim files have for it.
    pub const WORDS: [&str; 6] = ["rises", "falls", "unchanged", "weaker", "above", "below"];

    /// The word of claim files.
    #[must_use]
    pub fn word(self) -> &'static str {
        let index = match self {
            Self::Rises(_) => 0,
            Self::Falls(_) => 1,
            Self::Unchanged(..) => 2,
            Self::Weaker(..) => 3,
            Self::Above(..) => 4,
            Self::Below(..) => 5,
        };
        Self::WORDS[index]
    }

    /// The level that the effect starts from; none where one level is held against a bound.
    #[must_use]
    pub fn from(self) -> Option<usize> {
        match self {
            Self::Rises(pair) | Self::Falls(pair) | Self::Unchanged(pair, _) | Self::Weaker(pair, _) => Some(pair.from),
            Self::Above(..) | Self::Below(..) => None,
        }
    }

    /// The level that the effect goes to.
    #[must_use]
    pub fn to(self) -> usize {
        match self {
            Self::Rises(pair) | Self::Falls(pair) | Self::Unchanged(pair, _) | Self::Weaker(pair, _) => pair.to,
            Self::Above(level, _) | Self::Below(level, _) => level,
        }
    }

    /// The margin or bound, where there is one.
    #[must_use]
    pub fn reference(self) -> Option<f64> {
        match self {
            Self::Unchanged(_, reference) | Self::Above(_, reference) | Self::Below(_, reference) => Some(reference),
            Self::Rises(_) | Self::Falls(_) | Self::Weaker(..) => None,
        }
    }

    /// The levels that it needs, in no order, some perhaps twice.
    pub fn levels(self) -> impl Iterator<Item = usize> {
        let than = match self {
            Self::Weaker(_, than) => Some(than),
            _ => None,
        };
        self.from().into_iter().chain([self.to()]).chain(than.into_iter().flat_map(|pair| [pair.from, pair.to]))
    }
}

impl Claim {
    /// The folder of its file; paths in the file start there.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.file.path.parent().unwrap_or(Path::new(""))
    }

    /// Whether the levels of a test can be compared in pairs: if the agents of all are those of the first level of the claim, whose
    /// seed they then have too.
    #[must_use]
    pub fn pairing(&self, expected: Expected) -> Pairing {
        let first = &self.levels[0].scenario;
        let paired = |level: usize| fit::pairing(first, &self.levels[level].scenario) == Pairing::Paired;
        if expected.levels().all(paired) { Pairing::Paired } else { Pairing::Unpaired }
    }

    /// The measures of its tests, each once, in the order of the tests.
    #[must_use]
    pub fn measures(&self) -> Vec<&str> {
        let mut measures: Vec<&str> = Vec::new();
        for test in &self.tests {
            if !measures.contains(&test.measure.as_str()) {
                measures.push(&test.measure);
            }
        }
        measures
    }

    /// Every file it is made of, each once: path from the folder of the claim, with `/`, and digest. The claim's own file comes
    /// first, then the base, then tables and ties that its levels read.
    #[must_use]
    pub fn inputs(&self) -> Vec<(String, String)> {
        let named = self.levels.iter().flat_map(|level| {
            let villages = level.scenario.settlement.iter().map(|villages| &villages.file);
            villages.chain(level.scenario.start_ties.iter().map(|ties| &ties.file))
        });
        let mut inputs: Vec<(String, String)> = Vec::new();
        for file in [&self.file, &self.base].into_iter().chain(named) {
            let input = (self.inside(&file.path), file.sha256.clone());
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
        inputs
    }

    /// A path as it is seen from the claim's folder, with `/`.
    #[must_use]
    pub fn inside(&self, path: &Path) -> String {
        let inside: PathBuf = path.strip_prefix(self.folder()).unwrap_or(path).components().collect();
        inside.to_string_lossy().replace('\\', "/")
    }
}

/// What unknown values do to a mean of a measure: elections are not held in every round.
#[must_use]
pub fn gaps(measure: &str) -> Gaps {
    let leaves_gaps = Reported::named(measure).is_some_and(|measure| measure.needs().leaves_gaps());
    if leaves_gaps { Gaps::LeftOut } else { Gaps::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_and_sorted_by_number() {
        assert_eq!(Id::parse("p18").map(|id| id.to_string()), Some("P18".to_owned()));
        for wrong in ["", "P", "18", "P018", "P1x", "PP1", "P-1", "é1", "P99999999999"] {
            assert_eq!(Id::parse(wrong), None, "{wrong}");
        }
        assert!(Id::parse("P9") < Id::parse("P10"));
    }
}
