//! Ties as comma-separated values.

use super::find_columns;
use super::rows::Rows;
use crate::scenario::read::cells::Cell;
use crate::scenario::read::files::{Refusal, wrong_record};
use csv::{ReaderBuilder, StringRecord, Trim};
use std::fs::File;

/// Reads the rows of a file.
pub(super) fn read(file: &File, rows: &mut Rows) -> Result<(), Refusal> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(cause) => return Err(Refusal::no_csv("file of ties", cause)),
    };
    let at = find_columns(&header.iter().collect::<Vec<_>>())?;
    for record in reader.records() {
        let added = match record {
            Ok(record) => rows.add(at.map(|column| cell(&record, column))),
            Err(cause) => match wrong_record(&cause) {
                Some((what, help)) => rows.add_wrong(what, help),
                None => return Err(Refusal::no_csv("file of ties", cause)),
            },
        };
        if added.is_break() {
            break;
        }
    }
    Ok(())
}

fn cell(record: &StringRecord, column: usize) -> Cell {
    let text = record.get(column).unwrap_or_default();
    if text.is_empty() {
        return Cell::Empty;
    }
    match (text.parse(), text.parse()) {
        (Ok(whole), _) => Cell::Whole(whole),
        (_, Ok(real)) => Cell::Real(real),
        _ => Cell::Other(text.to_owned()),
    }
}
