//! Reports: one self-contained HTML page about results folders, for reading, printing and citing.
//!
//! A page is made of the data files alone, as charts are: it can be made anew a year later, and holds no clock. Each kind of folder has a file
//! here that turns its tables into a `Part` of a `Page` (what was asked, found and expected, charts, tables, the scenario, the
//! method); what all have in common, limits, glossary and citation, is written once. All words are messages ([`crate::language`]), all looks
//! are in `page/`, and nothing on the page is fetched from elsewhere.
//!
//! **What is told as a difference** has an interval without 0 in it (`sentence.rs`). A single run has no intervals, and of it no
//! difference is told.

mod cite;
mod claims;
mod comparison;
mod figures;
mod glossary;
mod number;
mod page;
mod references;
mod run;
mod run_tables;
mod sentence;
mod settings;
mod sweep;

use crate::chart;
use crate::evidence;
use crate::language::Language;
use crate::output;
use crate::output::manifest::Kind;
use page::{Page, Part};
use std::path::{Path, PathBuf};

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A manifest could not be understood.
    #[error("{0}")]
    Manifest(String),
    /// A data file could not be read.
    #[error(transparent)]
    Read(#[from] output::Error),
    /// Charts could not be drawn.
    #[error(transparent)]
    Chart(#[from] chart::Error),
    /// The rounds of a run are not those of its manifest.
    #[error(transparent)]
    Unfit(#[from] evidence::samples::Unfit),
}

/// The report on these results folders as the text of an HTML file, in the order in which they are given.
///
/// # Errors
/// If a folder is none, or a file of it cannot be read.
pub fn report(folders: &[PathBuf], language: Language) -> Result<String, Error> {
    let parts = folders.iter().map(|folder| part(folder, language)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::new(parts, language).render())
}

/// What the report says of one folder.
fn part(folder: &Path, language: Language) -> Result<Part, Error> {
    match chart::kind(folder)? {
        Kind::Run => run::part(folder, language),
        Kind::Comparison => comparison::part(folder, language),
        Kind::Claims => claims::part(folder, language),
        Kind::Sweep => sweep::part(folder, language),
    }
}

/// The SHA-256 digest of a folder's manifest: with it a citation names exactly these results.
fn digest_of_manifest(folder: &Path) -> String {
    let content = std::fs::read(folder.join(output::Manifest::FILE)).unwrap_or_default();
    output::manifest::digest(&content)
}

/// A folder's name for people.
fn name_of(folder: &Path) -> String {
    folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}
