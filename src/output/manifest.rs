//! `manifest.json`: what a results folder holds, and everything needed to make it again. No clock, no machine.

use super::{Collected, Format, PROGRAM, VERSION};
use crate::metrics::network::methods::{Accuracy, Statement};
use crate::scenario::{InputFile, Scenario, source};
use crate::world::clients::{LARGEST_SAMPLE, sampled_every};
use serde::{Deserialize, Serialize};
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
///
/// # Panics
/// Never: what is in memory can be read.
#[must_use]
pub fn digest(content: &[u8]) -> String {
    source::digest(content).expect("what is in memory can be read")
}

/// A file that the scenario read besides itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The key that names it.
    pub key: String,
    /// Its path as it is written there.
    pub file: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256 digest in hexadecimal.
    pub sha256: String,
}

/// How some measures of the tables `network` and `connectors` were taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkMethod {
    /// The measures: columns of the table `network`.
    pub measures: Vec<String>,
    /// `exact`; `classed` if values that differ little are taken as equal; `sampled`; or `not measured`.
    pub method: String,
    /// The clients in the sample; missing where there is none.
    pub sample: Option<u64>,
    /// The method, and where its errors are, in words.
    pub how: String,
}

impl NetworkMethod {
    fn of(statement: &Statement) -> Self {
        let method = match statement.accuracy {
            Accuracy::Exact => "exact",
            Accuracy::Classed => "classed",
            Accuracy::Sampled => "sampled",
            Accuracy::Unknown => "not measured",
        };
        Self {
            measures: statement.measures().map(str::to_owned).collect(),
            method: method.to_owned(),
            sample: statement.sample.map(|sample| sample as u64),
            how: statement.how.clone(),
        }
    }
}

/// What a folder holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The results of one scenario, in one replicate or several.
    #[default]
    Run,
    /// Several scenarios, compared.
    Comparison,
    /// Published claims and their verdicts.
    Claims,
    /// One scenario at many points of its keys.
    Sweep,
}

/// What every manifest starts with, whatever the folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The program that wrote the folder.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The version of the folder's layout.
    pub layout: u32,
    /// What the folder holds.
    #[serde(default)]
    pub kind: Kind,
    /// Of what: the scenario's name, or the names of those that are compared.
    pub scenario: String,
}

impl Head {
    /// The head of a folder that this program writes.
    #[must_use]
    pub fn new(kind: Kind, scenario: &str) -> Self {
        Self { program: PROGRAM.to_owned(), version: VERSION.to_owned(), layout: LAYOUT, kind, scenario: scenario.to_owned() }
    }

    /// Reads the head of a folder's manifest.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let text = text(folder)?;
        Self::of(folder, &text)
    }

    fn of(folder: &Path, text: &str) -> Result<Self, String> {
        let head: Self = parse(folder, text)?;
        let path = folder.join(Manifest::FILE);
        if head.program != PROGRAM {
            return Err(format!("{} was written by `{}`, not by {PROGRAM}", path.display(), head.program));
        }
        if head.layout != LAYOUT {
            let (theirs, version) = (head.layout, head.version);
            return Err(format!(
                "{} has layout {theirs} of version {version}; this version reads layout {LAYOUT}",
                path.display()
            ));
        }
        Ok(head)
    }
}

/// The text of a folder's manifest.
fn text(folder: &Path) -> Result<String, String> {
    let path = folder.join(Manifest::FILE);
    std::fs::read_to_string(&path).map_err(|cause| format!("{} cannot be read: {cause}", path.display()))
}

fn parse<T: serde::de::DeserializeOwned>(folder: &Path, text: &str) -> Result<T, String> {
    let path = folder.join(Manifest::FILE);
    serde_json::from_str(text).map_err(|cause| format!("{} is no manifest of {PROGRAM}: {cause}", path.display()))
}

/// Reads a whole manifest of one kind, whose head must be readable by this version.
///
/// # Errors
/// A sentence that says what is wrong with it, or that the folder holds something else.
pub fn read_kind<T: serde::de::DeserializeOwned>(folder: &Path, kind: Kind) -> Result<T, String> {
    let text = text(folder)?;
    let head = Head::of(folder, &text)?;
    if head.kind != kind {
        let word = |kind| match kind {
            Kind::Run => "a run",
            Kind::Comparison => "a comparison",
            Kind::Claims => "claims",
            Kind::Sweep => "a sweep",
        };
        return Err(format!("{} holds the results of {}, not of {}", folder.display(), word(head.kind), word(kind)));
    }
    parse(folder, &text)
}

/// What a manifest says of how a run's tables came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Rounds that were run.
    pub rounds: u32,
    /// Whose ties are in the tables of ties, in words.
    pub tie_sampling: String,
    /// How the networks were measured.
    pub networks: Vec<NetworkMethod>,
    /// The largest possible error of the Gini indices; 0 where they are exact.
    pub gini_error: f64,
}

impl Account {
    /// Of a replicate.
    #[must_use]
    pub fn of(collected: &Collected) -> Self {
        Self {
            rounds: collected.last_round(),
            tie_sampling: collected.ties.words(),
            networks: collected.methods.iter().map(NetworkMethod::of).collect(),
            gini_error: collected.gini_error,
        }
    }
}

/// The content of `manifest.json` of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program that wrote the folder.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The version of the folder's layout.
    pub layout: u32,
    /// What the folder holds: a run.
    #[serde(default)]
    pub kind: Kind,
    /// The scenario's name: its file's name without ending.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// Whether all rounds of all replicates were run; false after an interruption.
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
    /// How the networks were measured.
    pub networks: Vec<NetworkMethod>,
    /// The largest possible error of the Gini indices; 0 where they are exact.
    pub gini_error: f64,
    /// What a reader should know about this run.
    pub notes: Vec<String>,
    /// Files that the scenario read besides itself.
    #[serde(default)]
    pub inputs: Vec<Input>,
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
        let account = Account::of(collected);
        Self { complete: account.rounds == scenario.rounds, ..Self::of_replicates(name, scenario, account, 1, notes, files) }
    }

    /// The manifest of so many complete replicates of `scenario`, named `name`; the account is that of any of them, with the largest
    /// error of all.
    #[must_use]
    pub fn of_replicates(
        name: &str,
        scenario: &Scenario,
        account: Account,
        replicates: u32,
        notes: Vec<String>,
        files: Vec<Entry>,
    ) -> Self {
        let every = sampled_every(scenario.parameters.population.clients as usize);
        let Head { program, version, layout, kind, scenario: name } = Head::new(Kind::Run, name);
        let Account { rounds, tie_sampling, networks, gini_error } = account;
        Self {
            program,
            version,
            layout,
            kind,
            scenario: name,
            title: scenario.title.clone(),
            complete: true,
            rounds,
            seed: scenario.seed,
            replicates,
            clients_every: every as u64,
            sampling: sampling(every),
            tie_sampling,
            networks,
            gini_error,
            notes,
            inputs: inputs(scenario),
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

    /// Reads the manifest of a run's results folder.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        read_kind(folder, Kind::Run)
    }

    /// The format of the data files.
    #[must_use]
    pub fn format(&self) -> Format {
        self.files.iter().find_map(|file| Format::of_file(&file.name)).unwrap_or_default()
    }
}

/// The files that a scenario read besides itself.
#[must_use]
pub fn inputs(scenario: &Scenario) -> Vec<Input> {
    let villages = scenario.settlement.iter().map(|settlement| input("population.table", &settlement.file));
    let ties = scenario.start_ties.iter().map(|ties| input("network.file", &ties.file));
    villages.chain(ties).collect()
}

fn input(key: &str, InputFile { written, bytes, sha256, .. }: &InputFile) -> Input {
    Input { key: key.to_owned(), file: written.clone(), bytes: *bytes, sha256: sha256.clone() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
