//! Factors: keys of a scenario that vary, and the values that they take.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A key that varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// The key, as `--set` has it: `economy.outside`, `patrons.lord.wage`, `parties.left.ideology`.
    pub key: String,
    /// Its unit, as PARAMETERS.md has it; empty where the key is no key of the catalogue.
    pub unit: String,
    /// The values.
    pub spread: Spread,
}

/// The values that a factor takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Real numbers from `low` to `high`, both included.
    Real {
        /// The smallest.
        low: f64,
        /// The largest, above `low`.
        high: f64,
        /// How they are spread.
        scale: Scale,
        /// How many of them a grid takes, at least 2; other designs have none.
        steps: Option<u32>,
    },
    /// Whole numbers from `low` to `high`, both included.
    Whole {
        /// The smallest.
        low: i64,
        /// The largest, above `low`.
        high: i64,
        /// How they are spread.
        scale: Scale,
        /// How many of them a grid takes, at least 2; other designs have none.
        steps: Option<u32>,
    },
    /// These values, at least 2.
    Levels(Vec<Given>),
    /// What the rows of a list say.
    Listed,
}

/// How numbers are spread between their ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal ratios; both ends are above 0.
    Log,
}

/// A value that a factor has at a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A whole number.
    Whole(i64),
    /// A real number.
    Real(f64),
    /// A word.
    Word(String),
}

impl fmt::Display for Given {
    /// As `--set` reads it back exactly.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Real(real) => write!(f, "{real:?}"),
            Self::Word(word) => write!(f, "{word}"),
        }
    }
}
