//! A list of points: a CSV file whose columns are keys.

use super::keys::{Holds, Key, key};
use super::tries::{Seen, change, tell};
use crate::scenario::based::{FILE, Trial};
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::Reader;
use crate::scenario::sets::Change;
use crate::scenario::source::{Place, Source};
use crate::scenario::tree::Entry;
use crate::sweep::{Factor, Given, Spread};
use csv::{ErrorKind, Position, ReaderBuilder, StringRecord, Trim};
use std::path::Path;

/// The most rows of one file whose problems are told.
const MOST_FAULTS: usize = 20;
/// The number of the list among the sources of a trial, after the base and the sweep file.
const OF_TRIAL: usize = FILE + 1;

/// The points of a file.
pub(super) struct List {
    /// Its number among the sources of problems.
    source: usize,
    /// Its path, for messages.
    name: String,
    /// The keys.
    pub columns: Vec<Column>,
    rows: Vec<Vec<(Given, Place)>>,
}

/// A column.
pub(super) struct Column {
    /// Its key.
    pub key: Key,
    /// Where it is written.
    pub at: Place,
}

impl List {
    /// The factors: the columns.
    pub fn factors(&self) -> Vec<Factor> {
        let factor =
            |column: &Column| Factor { key: column.key.path.clone(), unit: column.key.unit.clone(), spread: Spread::Listed };
        self.columns.iter().map(factor).collect()
    }

    /// The values of every point.
    pub fn rows(self) -> Vec<Vec<Given>> {
        self.rows.into_iter().map(|row| row.into_iter().map(|(given, _)| given).collect()).collect()
    }
}

/// Reports factors beside a list.
pub(super) fn no_factors(reader: &mut Reader<'_>, factor: Option<Entry>) {
    if let Some(entry) = factor {
        let problem = Problem::new("a list has no [[factor]]: its factors are the columns of its file").at(entry.key_at, "");
        reader.report(problem.help("leave the factors out, or choose another design"));
    }
}

/// A text, and where its lines and cells are.
struct Text<'a> {
    source: usize,
    text: &'a str,
}

impl Text<'_> {
    /// The line that starts at a byte.
    fn line(&self, start: usize) -> Place {
        // Of blank lines before a record, the reader counts the end to the record.
        let start = start + self.text[start..].len() - self.text[start..].trim_start_matches(['\r', '\n']).len();
        let end = self.text[start..].find(['\r', '\n']).map_or(self.text.len(), |length| start + length);
        Place::bytes(self.source, start, end)
    }

    /// The cells of a record; the whole line for each where quotes make it hard to say.
    fn cells(&self, record: &StringRecord) -> Vec<Place> {
        let line = self.line(record.position().map_or(0, byte));
        let Some((start, end)) = line.span else { return vec![line; record.len()] };
        let written = &self.text[start..end];
        if written.contains('"') {
            return vec![line; record.len()];
        }
        let mut cells = Vec::new();
        let mut from = start;
        for cell in written.split(',') {
            let indent = cell.len() - cell.trim_start().len();
            cells.push(Place::bytes(self.source, from + indent, from + indent + cell.trim().len()));
            from += cell.len() + 1;
        }
        cells.resize(record.len(), line);
        cells
    }
}

fn byte(position: &Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(0)
}

/// The points of the file; nothing if something is wrong with it.
pub(super) fn read(reader: &mut Reader<'_>, (written, at): &(String, Place), folder: &Path) -> Option<List> {
    let path = folder.join(written);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) => {
            let why = match cause.kind() {
                std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
                std::io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
                std::io::ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
                _ => cause.to_string(),
            };
            let problem = Problem::new(format!("the list of points cannot be read: {why}"));
            let problem = problem.at(*at, format!("looked for {}", path.display()));
            reader.report(problem.help("name a CSV file in UTF-8; a path starts at the folder of the sweep"));
            return None;
        }
    };
    let name = path.display().to_string();
    let shown = Source::text(&name, &text);
    let text = shown.text.clone().unwrap_or_default();
    let source = reader.add_file(shown).source;
    rows(reader, name, &Text { source, text: &text })
}

fn rows(reader: &mut Reader<'_>, name: String, text: &Text<'_>) -> Option<List> {
    let mut csv = ReaderBuilder::new().trim(Trim::All).from_reader(text.text.as_bytes());
    let found = reader.problems.len();
    let header = csv.headers().cloned().unwrap_or_default();
    if header.iter().all(str::is_empty) {
        let problem = Problem::new("the list of points is empty").at(Place::whole(text.source), "");
        reader
            .report(problem.help("write a first line of keys, like `economy.outside,law.detection`, and a line for each point"));
        return None;
    }
    let columns = columns(reader, &header, text);
    let mut records = Vec::new();
    for record in csv.records() {
        match record {
            Ok(record) => records.push(record),
            Err(cause) => unequal(reader, &cause, text),
        }
        if reader.problems.len() >= found + MOST_FAULTS {
            return None;
        }
    }
    if records.is_empty() && reader.problems.len() == found {
        let problem = Problem::new("the list has no rows").at(Place::whole(text.source), "");
        reader.report(problem.help("write a line for each point below the keys"));
    }
    let columns = columns.filter(|_| reader.problems.len() == found)?;
    let holds: Vec<Holds> = columns.iter().enumerate().map(|(index, column)| holds(column, &records, index)).collect();
    let mut rows = Vec::new();
    for record in &records {
        let cells = record.iter().zip(text.cells(record)).zip(columns.iter().zip(&holds));
        rows.push(cells.filter_map(|((cell, at), (column, holds))| value(reader, cell, at, column, *holds)).collect());
        if reader.problems.len() >= found + MOST_FAULTS {
            break;
        }
    }
    (reader.problems.len() == found).then_some(List { source: text.source, name, columns, rows })
}

/// The keys of the header; nothing if one of them cannot vary.
fn columns(reader: &mut Reader<'_>, header: &StringRecord, text: &Text<'_>) -> Option<Vec<Column>> {
    let mut columns = Vec::new();
    for (name, at) in header.iter().zip(text.cells(header)) {
        if name.is_empty() {
            let problem = Problem::new("a column of the list has no name").at(at, "");
            reader.report(problem.help("write a key above each column, like `economy.outside`"));
        }
        columns.push(key(reader, name, at).filter(|key| !key.path.is_empty()).map(|key| Column { key, at }));
    }
    columns.into_iter().collect()
}

/// Reports a line that is no row.
fn unequal(reader: &mut Reader<'_>, cause: &csv::Error, text: &Text<'_>) {
    let at = cause.position().map_or(Place::whole(text.source), |position| text.line(byte(position)));
    let title = match cause.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("this line has {len} values, and there are {expected_len} columns")
        }
        _ => format!("this line cannot be read: {cause}"),
    };
    reader.report(Problem::new(title).at(at, "").help("separate values by commas, and write 0.5, not 0,5"));
}

/// What a column holds; where its key does not say, its values do.
fn holds(column: &Column, records: &[StringRecord], index: usize) -> Holds {
    let is_number = |record: &StringRecord| record.get(index).is_some_and(|cell| cell.parse::<f64>().is_ok());
    match column.key.holds {
        Holds::Anything if records.iter().all(is_number) => Holds::Real,
        Holds::Anything => Holds::Words,
        holds => holds,
    }
}

fn value(reader: &mut Reader<'_>, cell: &str, at: Place, column: &Column, holds: Holds) -> Option<(Given, Place)> {
    let given = match holds {
        _ if cell.is_empty() => None,
        Holds::Whole => cell.parse().ok().map(Given::Whole),
        Holds::Real | Holds::Anything => cell.parse().ok().filter(|real: &f64| real.is_finite()).map(Given::Real),
        Holds::Words => Some(Given::Word(cell.to_owned())),
    };
    if given.is_none() {
        let key = &column.key.path;
        let (title, help) = match (cell.parse::<f64>(), holds) {
            _ if cell.is_empty() => (format!("`{key}` has no value here"), "write a value in every row".to_owned()),
            (Ok(real), Holds::Whole) if real.fract() == 0.0 && real.abs() < 1e15 => {
                (format!("`{key}` must be a whole number: {cell}"), format!("write {}", real as i64))
            }
            (_, Holds::Whole) => (format!("`{key}` must be a whole number: {cell}"), "write a whole number".to_owned()),
            _ => (format!("`{key}` must be a number: {cell}"), "write a number, like 0.5".to_owned()),
        };
        reader.report(Problem::new(title).at(at, "").help(help));
    }
    given.map(|given| (given, at))
}

/// Tries every point.
pub(super) fn check(reader: &mut Reader<'_>, list: &List, set: &[Change], trial: &Trial<'_>, seen: &mut Seen) {
    let found = reader.problems.len();
    let files = [trial.files, &[Source::unshown(&list.name)]].concat();
    let Trial { base, expecting, machine, .. } = *trial;
    let trial = Trial { base, files: &files, expecting, machine };
    let there = |at: Place| Place { source: OF_TRIAL, ..at };
    for row in &list.rows {
        let cells = list.columns.iter().zip(row);
        let changes: Vec<Change> =
            cells.map(|(column, (given, at))| change(&column.key.path, there(column.at), given, there(*at))).collect();
        match trial.of(&[set, &changes].concat()) {
            Ok(scenario) => {
                seen.note(&scenario);
                if seen.scenarios.len() == 1 {
                    seen.scenarios.push(scenario);
                }
            }
            Err(problems) => tell(reader, problems, &[FILE, list.source]),
        }
        let told = reader.problems.len() - found;
        if told >= MOST_FAULTS {
            let title = format!("more may be wrong with this list: only the first {} problems are told", figure(told as f64));
            reader.report(Problem::new(title).at(Place::whole(list.source), "").help("correct these first"));
            break;
        }
    }
}
