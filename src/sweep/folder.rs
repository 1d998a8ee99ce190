//! The results folder of a sweep, and what of it is finished.
//!
//! ```text
//! DIR/plan.json               the plan, written before the first run
//! DIR/inputs/KEY.csv          copies of the files that the base reads, so that the folder needs no other file
//! DIR/journal/K-of-N.journal  finished runs, one file per shard (1-of-1 is the whole sweep)
//! DIR/design.parquet …        the tables, made of the journals when no run is missing
//! DIR/manifest.json           written last: a folder with it is finished
//! ```
//!
//! Unlike other results folders it is not made beside its place and moved there: it is there from the first run on, so that shards
//! on many machines can share it. Every file but a journal is written beside its place and renamed; a journal is sound by its checksums. Journals
//! stay, because a sweep may grow.

use super::plan::{Plan, Shard};
use crate::output::Format;
use crate::output::analysis::Analysis;
use crate::output::folder::{PART, new_part, sync_folder, write_whole};
use crate::output::summary::Summary;
use crate::output::sweep::{AnalysisManifest, SweepManifest};
use crate::output::timing::Timing;
use crate::scenario::{InputFile, Scenario};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The tables of a sweep, in the order of their making.
pub const TABLES: [&str; 3] = ["design", "results", "rounds"];

/// Why a folder could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("{path} cannot be read or written: {cause}")]
    Io {
        /// The file.
        path: String,
        /// Why not.
        cause: io::Error,
    },
    /// The plan is not one.
    #[error("{path} {what}")]
    Plan {
        /// The file.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// The folder holds something else.
    #[error("{0} holds something other than a sweep; choose another place with --out")]
    Foreign(String),
    /// A table could not be made.
    #[error(transparent)]
    Table(#[from] crate::output::Error),
}

/// The keys of files that a base can read.
const TIES: &str = "network.file";
const VILLAGES: &str = "population.table";

/// The files that a scenario reads besides itself, by their keys.
fn named_files(scenario: &Scenario) -> impl Iterator<Item = (&'static str, &InputFile)> {
    let ties = scenario.start_ties.as_deref().map(|ties| (TIES, &ties.file));
    let villages = scenario.settlement.as_deref().map(|settlement| (VILLAGES, &settlement.file));
    ties.into_iter().chain(villages)
}

/// Where the copy of a file is in a sweep's folder.
fn copy_name(key: &str, file: &Path) -> String {
    let ending = file.extension().map_or_else(|| "csv".to_owned(), |ending| ending.to_string_lossy().to_lowercase());
    format!("inputs/{key}.{ending}")
}

/// The results folder of a sweep.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at this path, which need not be there yet.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The plan in it; nothing if it is not there or empty.
    ///
    /// # Errors
    /// If it holds something other than a sweep, or the plan cannot be read.
    pub fn plan(&self) -> Result<Option<Plan>, Error> {
        let path = self.path.join("plan.json");
        match fs::read_to_string(&path) {
            Ok(text) => {
                let plan = Plan::of_text(&text).map_err(|what| Error::Plan { path: path.display().to_string(), what })?;
                Ok(Some(self.with_copies(plan)))
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => self.empty().map(|()| None),
            Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => Err(self.foreign()),
            Err(cause) => Err(Error::Io { path: path.display().to_string(), cause }),
        }
    }

    fn foreign(&self) -> Error {
        Error::Foreign(self.path.display().to_string())
    }

    /// Whether nothing is in the folder but what a sweep's first moments leave.
    fn empty(&self) -> Result<(), Error> {
        match fs::read_dir(&self.path) {
            Ok(entries) => {
                let names = entries.flatten().map(|entry| entry.file_name());
                let early =
                    |name: &std::ffi::OsString| name.to_string_lossy().ends_with(PART) || name == "journal" || name == "inputs";
                let mut others = names.filter(|name| !early(name));
                if others.next().is_some() { Err(self.foreign()) } else { Ok(()) }
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotADirectory => Err(self.foreign()),
            Err(cause) => Err(Error::Io { path: self.path.display().to_string(), cause }),
        }
    }

    /// Writes the plan, and copies of the files that its base reads; whatever was made of an earlier plan is deleted first, but not the
    /// journals.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn write_plan(&self, plan: &Plan) -> Result<(), Error> {
        self.clear_results()?;
        if !plan.sweep.base.inputs.is_empty() {
            let points = plan.sweep.points();
            let read = (0..points.len()).find_map(|point| plan.sweep.scenario(point, &points.get(point).given).ok());
            for (key, file) in read.iter().flat_map(named_files) {
                let content = fs::read(&file.path);
                let content = content.map_err(|cause| Error::Io { path: file.path.display().to_string(), cause })?;
                self.write(&copy_name(key, &file.path), &content)?;
            }
        }
        self.write("plan.json", plan.to_text().as_bytes())
    }

    /// The plan with the copies of files in this folder, as far as there are any.
    fn with_copies(&self, mut plan: Plan) -> Plan {
        for input in &plan.sweep.base.inputs {
            let copy = self.path.join(copy_name(&input.key, Path::new(&input.file)));
            let whereabouts = &mut plan.sweep.base.whereabouts;
            match input.key.as_str() {
                TIES if copy.exists() => whereabouts.ties = Some(copy),
                VILLAGES if copy.exists() => whereabouts.villages = Some(copy),
                _ => {}
            }
        }
        plan
    }

    /// Whether the sweep is finished and its tables are written.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        SweepManifest::read(&self.path).is_ok_and(|manifest| manifest.complete)
    }

    /// Deletes everything that a sweep writes.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn clear(&self) -> Result<(), Error> {
        // Without its plan, what is left of an interrupted clearing is taken for no sweep's.
        for (_, journal) in self.journals()? {
            self.remove(&journal)?;
        }
        self.clear_results()?;
        self.remove_all("inputs")?;
        self.remove(&self.path.join("plan.json"))
    }

    fn clear_results(&self) -> Result<(), Error> {
        // The manifest goes first and comes last: with it, all else is there.
        let tables = TABLES.into_iter().chain(Analysis::TABLES).map(|table| Format::Parquet.file_name(table));
        let manifests = [SweepManifest::FILE, AnalysisManifest::FILE].map(str::to_owned);
        for name in manifests.into_iter().chain(tables).chain([Summary::FILE, Timing::FILE].map(str::to_owned)) {
            self.remove(&self.path.join(name))?;
        }
        self.remove_all("charts")
    }

    fn remove_all(&self, folder: &str) -> Result<(), Error> {
        let path = self.path.join(folder);
        match fs::remove_dir_all(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Error::Io { path: path.display().to_string(), cause }),
            _ => Ok(()),
        }
    }

    fn remove(&self, path: &Path) -> Result<(), Error> {
        match fs::remove_file(path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Error::Io { path: path.display().to_string(), cause }),
            _ => Ok(()),
        }
    }

    /// The journal of a shard.
    #[must_use]
    pub fn journal(&self, Shard { number, of }: Shard) -> PathBuf {
        self.path.join("journal").join(format!("{number}-of-{of}.journal"))
    }

    /// The journals that are there, by shard.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn journals(&self) -> Result<Vec<(Shard, PathBuf)>, Error> {
        let folder = self.path.join("journal");
        let failed = |cause| Error::Io { path: folder.display().to_string(), cause };
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(failed)?,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(cause) => return Err(failed(cause)),
        };
        let shard = |name: &str| name.strip_suffix(".journal")?.replacen("-of-", "/", 1).parse().ok();
        let named = |entry: &fs::DirEntry| Some((shard(&entry.file_name().to_string_lossy())?, entry.path()));
        let mut found: Vec<(Shard, PathBuf)> = entries.iter().filter_map(named).collect();
        found.sort();
        Ok(found)
    }

    /// Writes a file whole or not at all.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        let made = fs::create_dir_all(path.parent().unwrap_or(&self.path));
        let written = made.and_then(|()| write_whole(&path, content)).and_then(|()| sync_folder(&self.path));
        written.map_err(|cause| Error::Io { path: path.display().to_string(), cause })
    }

    /// A new file beside the place of `name`, and where it is.
    pub(super) fn part(&self, name: &str) -> Result<(File, PathBuf), Error> {
        let path = self.path.join(name);
        new_part(&path).map_err(|cause| Error::Io { path: path.display().to_string(), cause })
    }

    /// Deletes what killed processes left of files that they were writing.
    pub(super) fn clear_parts(&self) {
        for entry in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().ends_with(PART) {
                // It does no harm where it cannot be deleted.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// Gives the file `part`, which is on the disk, its name.
    pub(super) fn publish(&self, name: &str, part: &Path) -> Result<(), Error> {
        let path = self.path.join(name);
        let moved = fs::rename(part, &path).and_then(|()| sync_folder(&self.path));
        moved.map_err(|cause| Error::Io { path: path.display().to_string(), cause })
    }
}
