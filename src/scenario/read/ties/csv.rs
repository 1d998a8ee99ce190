//! Ties as comma-separated values.

use super::rows::{Cell, Rows};
use super::{Refusal, find_columns};
use csv::{ErrorKind, ReaderBuilder, StringRecord, Trim};
use std::fs::File;
use std::io;

/// Reads the rows of a file.
pub(super) fn read(file: &File, rows: &mut Rows) -> Result<(), Refusal> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(cause) => return Err(unreadable(cause)),
    };
    let at = find_columns(&header.iter().collect::<Vec<_>>())?;
    for record in reader.records() {
        let added = match record {
            Ok(record) => rows.add(at.map(|column| cell(&record, column))),
            Err(cause) => match cause.kind() {
                ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    let what = format!("fields: {len}, columns: {expected_len}");
                    rows.add_wrong(what, "separate fields by commas, and write 0.5, not 0,5")
                }
                ErrorKind::Utf8 { .. } => rows.add_wrong("this is not UTF-8".to_owned(), "save the file as UTF-8"),
                _ => return Err(unreadable(cause)),
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

fn unreadable(cause: csv::Error) -> Refusal {
    match cause.into_kind() {
        ErrorKind::Io(cause) => Refusal::Unreadable(cause),
        ErrorKind::Utf8 { .. } => Refusal::Shape("the file of ties is not UTF-8".to_owned(), "save it as UTF-8".to_owned()),
        other => Refusal::Unreadable(io::Error::other(format!("{other:?}"))),
    }
}
