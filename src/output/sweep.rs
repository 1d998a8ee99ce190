//! `manifest.json` and `analysis.json` of a sweep: what its folder holds, and everything that an analysis or a chart needs to know of it.
//!
//! The tables: `design`, a row per point; `results`, a row per run; with `keep = "rounds"` also `rounds`. `plan.json` has the whole plan.
//! An analysis adds tables of its own, and `analysis.json`, which says how they were made.

pub mod tables;

use super::manifest::{Entry, Head, Kind, read_kind};
use super::{Format, Manifest};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A factor, as the tables have it: a column of `design` and `results` under its key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactorEntry {
    /// The key.
    pub key: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// What its key means, one sentence; may be empty.
    pub meaning: String,
    /// `linear`, `log`, `levels` (a few values, in `levels`) or `listed` (whatever the rows of a list say).
    pub scale: String,
    /// `real`, `whole` or `word`: what its values are.
    pub values: String,
    /// The smallest value of a linear or logarithmic factor.
    pub low: Option<f64>,
    /// The largest.
    pub high: Option<f64>,
    /// The values of a factor with levels, in their order, or those that a grid takes of any factor; else empty.
    pub levels: Vec<String>,
}

/// A measure that was taken of every run: a column of `results`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureEntry {
    /// The column.
    pub column: String,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// When it was taken: `end`, `start`, `round:T`, `mean:K`.
    pub at: String,
}

/// How many runs there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runs {
    /// Points times replicates.
    pub planned: u64,
    /// Those that have results.
    pub done: u64,
    /// Those that failed: their rows hold the error.
    pub failed: u64,
    /// Those that were not run yet.
    pub missing: u64,
}

/// The content of `manifest.json` of a sweep.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SweepManifest {
    /// Program, version, layout, kind, and the sweep's name: its file's name without ending.
    #[serde(flatten)]
    pub head: Head,
    /// Its title.
    pub title: String,
    /// Its question; may be empty.
    pub question: String,
    /// Whether no run is missing.
    pub complete: bool,
    /// The SHA-256 digest of the plan (all of `plan.json` but the numbers of points and replicates, which may grow), in hexadecimal.
    pub plan: String,
    /// The base scenario's file, as the sweep file names it.
    pub base: String,
    /// The SHA-256 digest of the base scenario's text in hexadecimal.
    pub base_sha256: String,
    /// The design's word: `grid`, `latin_hypercube`, `sobol`, `saltelli`, `morris`, `random`, `list`.
    pub design: String,
    /// Points.
    pub points: u64,
    /// Replicates of every point.
    pub replicates: u32,
    /// The seed of the design and of all runs.
    pub seed: u64,
    /// `common` or `own`: whether equal replicates of different points have the same draws.
    pub draws: String,
    /// The factors, in the order of their columns.
    pub factors: Vec<FactorEntry>,
    /// The measures, in the order of their columns.
    pub measures: Vec<MeasureEntry>,
    /// Runs, done, failed and missing.
    pub runs: Runs,
    /// What a reader should know about these results.
    pub notes: Vec<String>,
    /// The data files.
    pub files: Vec<Entry>,
}

impl SweepManifest {
    /// The file's name.
    pub const FILE: &str = Manifest::FILE;

    /// The head of a sweep of this name.
    #[must_use]
    pub fn head(name: &str) -> Head {
        Head::new(Kind::Sweep, name)
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: a manifest is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a manifest is valid JSON") + "\n"
    }

    /// Reads the manifest of a sweep's folder.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, String> {
        read_kind(folder, Kind::Sweep)
    }

    /// The format of the data files.
    #[must_use]
    pub fn format(&self) -> Format {
        self.files.iter().find_map(|file| Format::of_file(&file.name)).unwrap_or_default()
    }
}

/// How many observations an analysis has of a measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The column of `results`.
    pub measure: String,
    /// What counts as an observation: `points`, `samples` (of Saltelli's scheme), `effects` (elementary effects) or `runs`.
    pub of: String,
    /// Observations of the design.
    pub planned: u64,
    /// Those that could be used.
    pub used: u64,
}

/// The content of `analysis.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalysisManifest {
    /// The version of the program that made the analysis.
    pub version: String,
    /// The SHA-256 digest of the results that were analysed, in hexadecimal.
    pub results_sha256: String,
    /// Bootstrap resamples; 0 where none were needed.
    pub resamples: u32,
    /// The level of all intervals.
    pub level: f64,
    /// How failed and missing runs were handled, in words.
    pub rule: String,
    /// What was used, by measure and method.
    pub used: Vec<Used>,
    /// What a reader should know about the analysis.
    pub notes: Vec<String>,
    /// The data files of the analysis.
    pub files: Vec<Entry>,
}

impl AnalysisManifest {
    /// The file's name.
    pub const FILE: &str = "analysis.json";

    /// The text of the file.
    ///
    /// # Panics
    /// Never: it is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("it is valid JSON") + "\n"
    }

    /// Reads that of a sweep's folder; nothing if it has not been analysed.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Option<Self>, String> {
        let path = folder.join(Self::FILE);
        match std::fs::read_to_string(&path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(format!("{} cannot be read: {cause}", path.display())),
            Ok(text) => {
                serde_json::from_str(&text).map(Some).map_err(|cause| format!("{} is no analysis: {cause}", path.display()))
            }
        }
    }
}
