//! Scenarios: what a researcher asks, resolved and validated.
//!
//! A scenario comes in as TOML, is checked once against the catalogue of keys ([`crate::phases::catalogue`]) and the
//! catalogue of measures ([`crate::metrics::MEASURES`]), and is then a [`Scenario`]: nothing after this boundary validates again.

pub(crate) mod based;
pub mod expectation;
pub mod explain;
pub mod facts;
pub mod field;
pub mod fields;
pub mod figures;
pub(crate) mod kind;
mod lists;
mod load;
pub mod memory;
pub(crate) mod names;
pub mod problems;
pub(crate) mod read;
pub mod reference;
pub mod resolved;
pub mod schema;
pub(crate) mod sets;
pub mod source;
pub mod template;
pub(crate) mod tree;

pub use expectation::{Bound, Expectation, When};
pub use memory::Machine;
pub use problems::{Problems, Style};

use crate::parameter::Value;
use crate::phases::Parameters;
use crate::world::Strategy;
use crate::world::politics::Polity;
use crate::world::populate::Kind;
use crate::world::start::TieList;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A validated scenario: everything a run depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the scenario is called.
    pub title: String,
    /// What it asks; may be empty.
    pub question: String,
    /// How many rounds it runs, at least 1.
    pub rounds: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// The value of every key at the start.
    pub parameters: Parameters,
    /// The ties that a file lists, of a network that starts from one.
    pub start_ties: Option<Arc<StartTies>>,
    /// Where clients live, if a table of villages says so.
    pub settlement: Option<Arc<Settlement>>,
    /// Parties, elections and places, if there is politics.
    pub polity: Option<Arc<Polity>>,
    /// The kinds of patrons; shares add up to 1.
    pub kinds: Vec<Kind>,
    /// Changes of keys, in the order of rounds.
    pub events: Vec<Event>,
    /// What the scenario expects to see.
    pub expectations: Vec<Expectation>,
}

impl Scenario {
    /// A scenario of these keys and kinds of patrons (shares add up to 1) and nothing else: the default seed, no files, no politics, no
    /// events, nothing expected. Nothing is checked.
    #[must_use]
    pub fn plain(title: &str, rounds: u32, parameters: Parameters, kinds: Vec<Kind>) -> Self {
        Self {
            title: title.to_owned(),
            question: String::new(),
            rounds,
            seed: DEFAULT_SEED,
            parameters,
            start_ties: None,
            settlement: None,
            polity: None,
            kinds,
            events: Vec::new(),
            expectations: Vec::new(),
        }
    }
}

/// The villages that a table lists, and the file that does. All lists are in the order of its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settlement {
    /// What the villages are called.
    pub names: Vec<String>,
    /// Clients of each village; together `population.clients`.
    pub clients: Vec<u32>,
    /// Share of each village's clients who cannot live by their own work in an average season; 0 where the table says nothing.
    pub poverty: Vec<f64>,
    /// By what the skill of each village's clients is multiplied to make it so.
    pub skill: Vec<f64>,
    /// The name of each village's district, if the table has any.
    pub districts: Option<Vec<String>>,
    /// Polling stations of each village, if the table counts them.
    pub stations: Option<Vec<u32>>,
    /// Share of gift money that is lost on the way to each village, if the table says it.
    pub leakage: Option<Vec<f64>>,
    /// The name of each village's group, if the table has any.
    pub groups: Option<Vec<String>>,
    /// The file.
    pub file: InputFile,
}

/// The ties that a network starts from, and the file that lists them.
#[derive(Clone, Debug, PartialEq)]
pub struct StartTies {
    /// The ties, all between clients that there are.
    pub list: TieList,
    /// The file.
    pub file: InputFile,
}

/// A file that a scenario names, as it was when it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputFile {
    /// Its path as it is written in the scenario.
    pub written: String,
    /// Where it was found.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

/// Copies, in a results folder, of the files that a scenario names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Copies<'a> {
    /// The ties that the network starts from.
    pub ties: Option<&'a Path>,
    /// The table of villages.
    pub villages: Option<&'a Path>,
}

/// Keys that change from a round on.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The first round with the new values, from 1.
    pub round: u32,
    /// Why, for people; may be empty.
    pub note: String,
    /// The keys (`section.name`) and their new values.
    pub changes: Vec<(String, Value)>,
}

/// The most rounds a scenario may run.
pub const MAX_ROUNDS: u32 = 1_000_000;
/// The seed of a scenario that gives none.
pub const DEFAULT_SEED: u64 = 1;
/// The name of a kind of patrons that gives none.
pub const DEFAULT_KIND: &str = "patron";
/// What a `[[patrons]]` entry has where it says nothing: the patron of a healthy relation.
#[must_use]
pub fn default_kind() -> Kind {
    let mean = Strategy::from_parts([0.70, 0.80, 0.60, 0.05, 0.5]);
    Kind { name: DEFAULT_KIND.to_owned(), share: 1.0, mean, spread: 0.05 }
}
