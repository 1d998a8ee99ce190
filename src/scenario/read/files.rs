//! Files that a scenario names besides itself: where they are, and how it is told what is wrong with them.

use super::values::Reader;
use crate::scenario::problems::Problem;
use crate::scenario::source::{Place, Source, digest};
use crate::scenario::{Copies, InputFile};
use std::fmt::Display;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The most problems of one file that are told.
pub(super) const MOST_FAULTS: usize = 20;

/// Where the files are that a scenario names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whereabouts<'a> {
    /// The folder at which a relative path in the scenario's file starts.
    pub folder: &'a Path,
    /// The folder at which one starts that a change of the scenario brings: of `--set`, the current folder.
    pub changed: &'a Path,
    /// What is read instead, wherever the scenario says: the tables of a results folder.
    pub copies: Copies<'a>,
}

impl<'a> Whereabouts<'a> {
    /// As they are written, in a scenario of this folder.
    pub fn written_in(folder: &'a Path) -> Self {
        Self { folder, changed: Path::new(""), copies: Copies::default() }
    }
}

/// A file that a key names.
pub(super) struct NamedFile {
    /// What it is, for people: `file of ties`.
    what: &'static str,
    /// The key.
    key: &'static str,
    /// As it is written.
    written: String,
    /// Where its path starts, for people.
    starts: &'static str,
    /// Where it is.
    pub path: PathBuf,
    /// The file as a whole, for problems.
    pub place: Place,
}

/// How a file holds its rows.
pub(super) enum Layout {
    /// Comma-separated values.
    Csv,
    /// Parquet.
    Parquet,
}

/// Why a file is not read.
pub(super) enum Refusal {
    /// The file itself cannot be read.
    Unreadable(io::Error),
    /// It is not what its ending says, or lacks columns: what is wrong, and what to do.
    Shape(String, String),
}

impl From<io::Error> for Refusal {
    fn from(cause: io::Error) -> Self {
        Self::Unreadable(cause)
    }
}

impl Refusal {
    /// The CSV file cannot be read on; `what` is what it is.
    pub fn no_csv(what: &str, cause: csv::Error) -> Self {
        match cause.into_kind() {
            csv::ErrorKind::Io(cause) => Self::Unreadable(cause),
            csv::ErrorKind::Utf8 { .. } => Self::Shape(format!("the {what} is not UTF-8"), "save it as UTF-8".to_owned()),
            other => Self::Unreadable(io::Error::other(format!("{other:?}"))),
        }
    }

    /// It is no Parquet file; `what` is what it is.
    pub fn no_parquet(what: &str, cause: &dyn Display) -> Self {
        let help = "write it again, for instance with pandas, polars or R's arrow".to_owned();
        Self::Shape(format!("the {what} is no Parquet file that can be read: {cause}"), help)
    }
}

/// What is wrong with a record of a CSV file, and what to do, if the next one can be read nevertheless.
pub(super) fn wrong_record(cause: &csv::Error) -> Option<(String, &'static str)> {
    match cause.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Some((format!("fields: {len}, columns: {expected_len}"), "separate fields by commas, and write 0.5, not 0,5"))
        }
        csv::ErrorKind::Utf8 { .. } => Some(("this is not UTF-8".to_owned(), "save the file as UTF-8")),
        _ => None,
    }
}

/// What is wrong with a row: its number from 1, what, and what to do.
pub(super) struct Fault {
    pub row: usize,
    pub what: String,
    pub help: String,
}

impl NamedFile {
    /// The file that `key` names by `written`, read from `copy` if there is one. It becomes a source of problems.
    pub fn new(
        reader: &mut Reader<'_>,
        (what, key): (&'static str, &'static str),
        written: &str,
        at: Whereabouts<'_>,
        copy: Option<&Path>,
    ) -> Self {
        let in_scenario = reader.given.get(key).is_none_or(|place| place.source == 0);
        let path = match copy {
            Some(path) => path.to_owned(),
            None if in_scenario => at.folder.join(written),
            None => at.changed.join(written),
        };
        let starts = match in_scenario {
            true => "a path in a scenario starts at the scenario's folder",
            false => "a path starts at the folder of the file in which it is written, one of `--set` at the current folder",
        };
        let place = reader.add_file(Source::unshown(&path.display().to_string()));
        Self { what, key, written: written.to_owned(), starts, path, place }
    }

    /// Opens it. `wanted` says what is to be in it.
    pub fn open(&self, wanted: &str) -> Result<(File, Layout), Refusal> {
        if self.path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
        }
        let file = File::open(&self.path)?;
        let ending = self.path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        match ending.as_str() {
            "csv" => Ok((file, Layout::Csv)),
            "parquet" => Ok((file, Layout::Parquet)),
            _ => {
                let title = format!("the {} ends in neither .csv nor .parquet", self.what);
                Err(Refusal::Shape(title, format!("save it as one of them; {wanted}")))
            }
        }
    }

    /// What is kept of it in results: size and digest.
    pub fn seen(&self) -> Result<InputFile, Refusal> {
        let file = File::open(&self.path)?;
        let bytes = file.metadata()?.len();
        Ok(InputFile { written: self.written.clone(), path: self.path.clone(), bytes, sha256: digest(file)? })
    }

    /// Tells why it is not read.
    pub fn refused(&self, reader: &mut Reader<'_>, refusal: Refusal) {
        match refusal {
            Refusal::Unreadable(cause) => self.unreadable(reader, &cause),
            Refusal::Shape(title, help) => reader.report(Problem::new(title).at(self.place, "").help(help)),
        }
    }

    fn unreadable(&self, reader: &mut Reader<'_>, cause: &io::Error) {
        let why = match cause.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => cause.to_string(),
        };
        let problem = Problem::new(format!("the {} cannot be read: {why}", self.what));
        let help = format!("looked for {}; {}", self.path.display(), self.starts);
        reader.between(problem, &[self.key], "", &help);
    }

    /// Tells what is wrong with its rows, in their order: the first of many problems.
    pub fn wrong_rows(&self, reader: &mut Reader<'_>, faults: Vec<Fault>) {
        let more = faults.len() > MOST_FAULTS;
        for Fault { row, what, help } in faults.into_iter().take(MOST_FAULTS) {
            reader.report(Problem::new(format!("data row {row}: {what}")).at(self.place, "").help(help));
        }
        if more {
            let title = format!("more is wrong with this file: only the first {MOST_FAULTS} problems are told");
            let help = "correct these first; data rows are counted from 1, below the header";
            reader.report(Problem::new(title).at(self.place, "").help(help));
        }
    }
}
