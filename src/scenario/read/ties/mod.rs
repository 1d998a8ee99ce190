//! `network.file`: the ties that a file lists, read and checked with the scenario that names it.

mod csv;
mod parquet;
mod rows;

use super::files::{Layout, NamedFile, Refusal, Whereabouts};
use super::values::Reader;
use crate::parameter::Choice;
use crate::phases::Parameters;
use crate::scenario::StartTies;
use crate::scenario::problems::Problem;
use crate::world::start::{Network, Start};
use rows::Rows;

/// The columns a file must have.
const COLUMNS: [&str; 3] = ["from", "to", "strength"];
/// The same for people.
const WANTED: &str = "wanted: from,to,strength, named in the first line of a CSV file";
/// The keys this is about.
const KEYS: [&str; 2] = ["network.start", "network.file"];

/// The ties that the scenario starts with, if it starts with those of a file.
pub(super) fn read(reader: &mut Reader<'_>, parameters: &Parameters, at: Whereabouts<'_>) -> Option<StartTies> {
    let network = &parameters.network;
    if !names_a_file(reader, network) {
        return None;
    }
    let file = NamedFile::new(reader, ("file of ties", KEYS[1]), &network.file, at, at.copies.ties);
    match rows_of(&file, parameters.population.clients).map(Rows::list) {
        Ok(Ok(list)) => match file.seen() {
            Ok(file) => return Some(StartTies { list, file }),
            Err(refusal) => file.refused(reader, refusal),
        },
        Ok(Err(faults)) => file.wrong_rows(reader, faults),
        Err(refusal) => file.refused(reader, refusal),
    }
    None
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

/// The rows of a file.
fn rows_of(file: &NamedFile, clients: u32) -> Result<Rows, Refusal> {
    let mut rows = Rows::of(clients);
    match file.open(WANTED)? {
        (file, Layout::Csv) => csv::read(&file, &mut rows)?,
        (file, Layout::Parquet) => parquet::read(file, &mut rows)?,
    }
    Ok(rows)
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
