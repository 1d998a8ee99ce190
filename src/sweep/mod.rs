//! Parameter sweeps: one scenario at many points of its keys.
//!
//! A [`Sweep`] is what a sweep file says, checked: a base scenario, [`Factor`]s (keys that vary), a [`Design`] (which points), replicates,
//! and the measures that are taken of every run. It is plain data, so that `plan.json` of a results folder holds all of it: whoever has
//! the folder can go on with it, merge its shards or verify it without the file.
//!
//! A *point* is a value for every factor, known by its index; a *run* is a point and a replicate. A point depends on the design and its
//! index alone, a run on its point, its replicate and its seed alone. So a design can grow, shards can run anywhere and in any order, and what is
//! finished stays of use.

pub mod design;
pub mod estimate;
mod factor;
pub mod finished;
pub mod folder;
pub mod manifest;
pub mod merge;
pub mod plan;
pub mod read;
mod scenario;
pub mod work;

pub use design::{Design, Matrix, Point, Points, Role};
pub use factor::{Factor, Given, Scale, Spread};
pub use scenario::one_line;

use crate::output::manifest::Input;
use crate::scenario::When;
use serde::{Deserialize, Serialize};

/// A sweep, as its file says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sweep {
    /// What it is about, in a few words.
    pub title: String,
    /// What it asks; may be empty.
    pub question: String,
    /// The scenario that every point changes.
    pub base: Base,
    /// What all points change in it, each as `key=value`.
    pub set: Vec<String>,
    /// The keys that vary, in the order of the file.
    pub factors: Vec<Factor>,
    /// Which points.
    pub design: Design,
    /// How often every point runs, at least 1.
    pub replicates: u32,
    /// The seed of the design and of all runs.
    pub seed: u64,
    /// Whether points share their draws.
    pub draws: Draws,
    /// What is taken of every run, at least one.
    pub measures: Vec<Wanted>,
    /// What is kept of every run.
    pub keep: Keep,
}

impl Sweep {
    /// Its points.
    ///
    /// # Panics
    /// May panic, here or when a point is asked for, where [`design::check()`] finds an error.
    #[must_use]
    pub fn points(&self) -> Points {
        Points::new(&self.factors, &self.design, self.seed)
    }
}

/// The scenario that every point changes, with everything that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Base {
    /// Its file, as the sweep file names it.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The SHA-256 digest of the text in hexadecimal.
    pub sha256: String,
    /// The files that it reads (a table of villages, a list of ties), with what the sweep sets for all points.
    pub inputs: Vec<Input>,
    /// Where these files are now; not part of the plan, which is the same on every machine.
    #[serde(skip)]
    pub whereabouts: Whereabouts,
}

/// Where the files are that the base reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// The folder of the base: a relative path in it starts here.
    pub of_base: std::path::PathBuf,
    /// The folder of the sweep file: a relative path that it sets starts here.
    pub of_sweep: std::path::PathBuf,
    /// A copy to read instead of the list of ties.
    pub ties: Option<std::path::PathBuf>,
    /// A copy to read instead of the table of villages.
    pub villages: Option<std::path::PathBuf>,
}

/// Whether equal replicates of different points have the same luck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Draws {
    /// Replicate r of every point has the draws of (seed, r): what differs between points is the factors' doing (common random numbers).
    #[default]
    Common,
    /// Every point has a seed of its own, made of the sweep's seed and the point's index.
    Own,
}

/// A measure that is taken of every run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wanted {
    /// The measure: a column of `rounds`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// When it is taken: `end`, `start`, `round:T`, `mean:K`.
    #[serde(with = "when")]
    pub at: When,
    /// The column of `results` it goes to: the measure's name, or, taken at another time than the sweep's `at`, with that time behind it.
    pub column: String,
}

/// What is kept of every run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// One row with the measures.
    #[default]
    Summary,
    /// Also the measures in every round: the table `rounds`.
    Rounds,
}

/// Times as text in the plan.
mod when {
    use crate::scenario::When;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(when: &When, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(when)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        let text = String::deserialize(deserializer)?;
        When::parse(&text).map_err(|_| D::Error::custom(format!("`{text}` is no time")))
    }
}
