//! `manifest.json` of a comparison: which scenarios, how often, and everything needed to make it again.

use super::manifest::{Entry, Head, Input, Kind, inputs, read_kind};
use super::{Format, Manifest};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A scenario of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberEntry {
    /// What the tables call it.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its question; may be empty.
    pub question: String,
    /// `paired` with the baseline or `unpaired`; the baseline is paired with itself.
    pub pairing: String,
    /// The seed of its draws.
    pub seed: u64,
    /// Files that it read besides itself.
    pub inputs: Vec<Input>,
    /// The scenario as it ran, every key with its value.
    pub resolved: serde_json::Value,
}

impl MemberEntry {
    /// Of a scenario.
    #[must_use]
    pub fn new(name: &str, scenario: &Scenario, pairing: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            pairing: pairing.to_owned(),
            seed: scenario.seed,
            inputs: inputs(scenario),
            resolved: scenario.resolved(),
        }
    }
}

/// The content of `manifest.json` of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComparisonManifest {
    /// Program, version, layout, kind, and the members' names.
    #[serde(flatten)]
    pub head: Head,
    /// Whether all replicates that were asked for are in it.
    pub complete: bool,
    /// Replicates of each member.
    pub replicates: u32,
    /// When measures were taken.
    pub at: String,
    /// By which rule replicates were added, if their number was not fixed.
    pub stopping: Option<String>,
    /// What a reader should know about this comparison.
    pub notes: Vec<String>,
    /// The scenarios, the baseline first.
    pub members: Vec<MemberEntry>,
    /// The data files.
    pub files: Vec<Entry>,
}

impl ComparisonManifest {
    /// The head of a comparison of members of these names.
    #[must_use]
    pub fn head<'a>(names: impl Iterator<Item = &'a str>) -> Head {
        Head::new(Kind::Comparison, &names.collect::<Vec<_>>().join(" | "))
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: a manifest is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a manifest is valid JSON") + "\n"
    }

    /// Reads the manifest of a comparison's results folder.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        read_kind(folder, Kind::Comparison)
    }

    /// The format of the data files.
    #[must_use]
    pub fn format(&self) -> Format {
        self.files.iter().find_map(|file| Format::of_file(&file.name)).unwrap_or_default()
    }

    /// The file's name.
    pub const FILE: &str = Manifest::FILE;
}
