//! What is known of keys, for those who only read results: the catalogue without where values live.

use super::Scenario;
use crate::phases::{Parameters, catalogue};

/// What a key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFacts {
    /// Its section.
    pub section: &'static str,
    /// Its name within the section.
    pub name: String,
    /// Its unit; may be empty.
    pub unit: &'static str,
    /// What it means, a sentence.
    pub meaning: &'static str,
}

/// All keys, in the order of the catalogue.
#[must_use]
pub fn key_facts() -> Vec<KeyFacts> {
    let keys = catalogue().into_iter().flat_map(|section| section.keys.into_iter().map(move |key| (section.name, key)));
    keys.map(|(section, key)| KeyFacts { section, name: key.name().to_owned(), unit: key.unit, meaning: key.meaning }).collect()
}

/// The default of every key, as a resolved scenario has them.
#[must_use]
pub fn default_values() -> serde_json::Value {
    Scenario::plain("", 1, Parameters::default(), Vec::new()).resolved()
}
