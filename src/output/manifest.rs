//! `manifest.json`: what a results folder holds, and everything needed to make it again. No clock, no machine.

use super::{Collected, Format, PROGRAM, VERSION};
use crate::metrics::network;
use crate::scenario::Scenario;
use crate::world::clients::{LARGEST_SAMPLE, sampled_every};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::Path;

/// The version of the folder's layout; a change that old readers would misread raises it.
pub const LAYOUT: u32 = 1;

/// One data file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The file's name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

impl Entry {
    /// The entry of a file with this content.
    #[must_use]
    pub fn of(name: &str, rows: usize, content: &[u8]) -> Self {
        Self { name: name.to_owned(), rows: rows as u64, bytes: content.len() as u64, sha256: digest(content) }
    }
}

/// The SHA-256 digest of `content` in hexadecimal.
#[must_use]
pub fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string does not fail");
        hex
    })
}

/// The content of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that wrote the folder.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The version of the folder's layout.
    pub layout: u32,
    /// The scenario's name: its file's name without ending.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// Whether all rounds were run; false after an interruption.
    pub complete: bool,
    /// Rounds that were run.
    pub rounds: u32,
    /// The seed of all draws.
    pub seed: u64,
    /// Replicates in the data files.
    pub replicates: u32,
    /// Every how many-th client is in the table of clients; 1 is all of them.
    pub clients_every: u64,
    /// How clients were sampled, in words.
    pub sampling: String,
    /// Whose ties are in the tables of ties, in words.
    pub tie_sampling: String,
    /// How shortest paths were sampled, in words.
    pub path_sampling: String,
    /// The largest possible error of the Gini indices; 0 where they are exact.
    pub gini_error: f64,
    /// What a reader should know about this run.
    pub notes: Vec<String>,
    /// The data files.
    pub files: Vec<Entry>,
    /// The scenario as it ran, every key with its value.
    pub resolved: serde_json::Value,
}

impl Manifest {
    /// The manifest's file name.
    pub const FILE: &str = "manifest.json";

    /// The manifest of a run of `scenario`, named `name`.
    #[must_use]
    pub fn new(name: &str, scenario: &Scenario, collected: &Collected, notes: Vec<String>, files: Vec<Entry>) -> Self {
        let every = sampled_every(scenario.parameters.population.clients as usize);
        Self {
            program: PROGRAM.to_owned(),
            version: VERSION.to_owned(),
            layout: LAYOUT,
            scenario: name.to_owned(),
            title: scenario.title.clone(),
            complete: collected.last_round() == scenario.rounds,
            rounds: collected.last_round(),
            seed: scenario.seed,
            replicates: 1,
            clients_every: every as u64,
            sampling: sampling(every),
            tie_sampling: collected.ties.words(),
            path_sampling: path_sampling(collected.path_sources, scenario.parameters.population.clients as usize),
            gini_error: collected.gini_error,
            notes,
            files,
            resolved: scenario.resolved(),
        }
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: a manifest is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a manifest is valid JSON") + "\n"
    }

    /// Reads the manifest of a results folder.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let path = folder.join(Self::FILE);
        let text = std::fs::read_to_string(&path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))?;
        let manifest: Self =
            serde_json::from_str(&text).map_err(|cause| format!("{} is no manifest of {PROGRAM}: {cause}", path.display()))?;
        if manifest.program != PROGRAM {
            return Err(format!("{} was written by `{}`, not by {PROGRAM}", path.display(), manifest.program));
        }
        if manifest.layout != LAYOUT {
            let (theirs, version) = (manifest.layout, manifest.version);
            return Err(format!(
                "{} has layout {theirs} of version {version}; this version reads layout {LAYOUT}",
                path.display()
            ));
        }
        Ok(manifest)
    }

    /// The format of the data files.
    #[must_use]
    pub fn format(&self) -> Format {
        self.files.iter().find_map(|file| Format::of_file(&file.name)).unwrap_or_default()
    }
}

fn sampling(every: usize) -> String {
    let largest = LARGEST_SAMPLE;
    if every == 1 {
        format!("clients: all of them, as there are at most {largest}")
    } else {
        format!(
            "clients: every {every}th, from client 0 on, as there are more than {largest}; tables of other agents are complete"
        )
    }
}

fn path_sampling(sources: usize, clients: usize) -> String {
    if clients > network::LARGEST {
        format!("networks: not measured, as there are more than {} clients", network::LARGEST)
    } else if sources == clients {
        "closeness and betweenness: exact, from the shortest paths of all clients".to_owned()
    } else {
        format!(
            "closeness and betweenness: estimated from the shortest paths of {sources} of {clients} clients, one drawn in each of \
             equal stretches of them; their standard errors are in the tables network and connectors"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
