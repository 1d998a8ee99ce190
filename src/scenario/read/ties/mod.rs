//! `network.file`: the ties that a file lists, read and checked with the scenario that names it.

mod csv;
mod parquet;
mod rows;

use super::values::Reader;
use crate::parameter::Choice;
use crate::phases::Parameters;
use crate::scenario::problems::Problem;
use crate::scenario::source::{Place, Source, digest};
use crate::scenario::{InputFile, StartTies};
use crate::world::start::{Network, Start};
use rows::{Rows, wrong_rows};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Where the file of ties is.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) enum Whereabouts<'a> {
    /// Where the scenario says. A relative path in the scenario's file starts at this folder, one of `--set` at the current one.
    AsWritten(&'a Path),
    /// Here, wherever the scenario says: the table of a results folder.
    Here(&'a Path),
}

/// The columns a file must have.
const COLUMNS: [&str; 3] = ["from", "to", "strength"];
/// The same for people.
const WANTED: &str = "wanted: from,to,strength, named in the first line of a CSV file";
/// The keys this is about.
const KEYS: [&str; 2] = ["network.start", "network.file"];

/// Why a file of ties is not read.
enum Refusal {
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

/// The ties that the scenario starts with, if it starts with those of a file; and the file as a source of problems.
pub(super) fn read(
    reader: &mut Reader<'_>,
    parameters: &Parameters,
    whereabouts: Whereabouts<'_>,
) -> (Option<StartTies>, Option<Source>) {
    let network = &parameters.network;
    if !names_a_file(reader, network) {
        return (None, None);
    }
    let path = path(reader, &network.file, whereabouts);
    let source = Source::unshown(&path.display().to_string());
    let place = Place::whole(reader.sources.len());
    match rows_of(&path, parameters.population.clients) {
        Ok((rows, file)) => match rows.list() {
            Ok(list) => {
                let file = InputFile { written: network.file.clone(), path, ..file };
                return (Some(StartTies { list, file }), None);
            }
            Err(faults) => wrong_rows(reader, place, faults),
        },
        Err(Refusal::Unreadable(cause)) => unreadable(reader, &path, &cause),
        Err(Refusal::Shape(title, help)) => reader.report(Problem::new(title).at(place, "").help(help)),
    }
    (None, Some(source))
}

/// Whether the network starts from a file. A file without such a start is a mistake, and so is such a start without a file.
fn names_a_file(reader: &mut Reader<'_>, network: &Network) -> bool {
    match (network.start, network.file.is_empty()) {
        (Start::File, false) => return true,
        (Start::File, true) => {
            let problem = Problem::new("the network starts from a file, but `network.file` names none");
            reader.between(problem, &KEYS, "", "add `file = \"ties.csv\"` to [network], or choose another `start`");
        }
        (_, true) => {}
        (start, false) => {
            let title = format!("`network.file` is not read when `network.start` is \"{}\"", start.word());
            let help = "set `network.start = \"file\"`, or leave `network.file` out";
            reader.between(Problem::new(title), &KEYS, "", help);
        }
    }
    false
}

/// Where the file is, as seen from the current folder.
fn path(reader: &Reader<'_>, written: &str, whereabouts: Whereabouts<'_>) -> PathBuf {
    match whereabouts {
        Whereabouts::Here(path) => path.to_owned(),
        Whereabouts::AsWritten(folder) => {
            let in_scenario = reader.given.get(KEYS[1]).is_none_or(|place| place.source == 0);
            if in_scenario { folder.join(written) } else { PathBuf::from(written) }
        }
    }
}

/// The rows of a file, and its size and digest.
fn rows_of(path: &Path, clients: u32) -> Result<(Rows, InputFile), Refusal> {
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    let file = File::open(path)?;
    let mut rows = Rows::of(clients);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "csv" => csv::read(&file, &mut rows)?,
        "parquet" => parquet::read(file.try_clone()?, &mut rows)?,
        _ => {
            let title = "the file of ties ends in neither .csv nor .parquet";
            return Err(Refusal::Shape(title.to_owned(), format!("save it as one of them; {WANTED}")));
        }
    }
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    Ok((rows, InputFile { written: String::new(), path: PathBuf::new(), bytes, sha256: digest(file)? }))
}

fn unreadable(reader: &mut Reader<'_>, path: &Path, cause: &io::Error) {
    let why = match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => cause.to_string(),
    };
    let problem = Problem::new(format!("the file of ties cannot be read: {why}"));
    let help = format!("looked for {}; a path in a scenario starts at the scenario's folder", path.display());
    reader.between(problem, &KEYS[1..], "", &help);
}

/// Where each of [`COLUMNS`] is among the columns of a file.
fn find_columns(names: &[&str]) -> Result<[usize; 3], Refusal> {
    let missing: Vec<_> = COLUMNS.iter().filter(|&column| !names.contains(column)).map(|name| format!("`{name}`")).collect();
    if !missing.is_empty() {
        let title = format!("the file of ties has no column {}", missing.join(", "));
        let found = if names.is_empty() { "none".to_owned() } else { names.join(" | ") };
        return Err(Refusal::Shape(title, format!("columns found: {found}; {WANTED}")));
    }
    Ok(COLUMNS.map(|column| names.iter().position(|name| *name == column).unwrap_or_default()))
}
