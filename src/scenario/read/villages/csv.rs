//! The table of villages as comma-separated values.

use super::rows::Rows;
use super::{Columns, WHAT};
use crate::scenario::read::files::{Refusal, wrong_record};
use csv::{ReaderBuilder, Trim};
use std::fs::File;

/// Reads the rows of a file; `columns` finds what is needed among its columns.
pub(super) fn read<'a>(
    file: &File,
    columns: impl FnOnce(&[&str]) -> Result<Columns, Refusal>,
    rows: impl FnOnce(&Columns) -> Rows<'a>,
) -> Result<Rows<'a>, Refusal> {
    let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(file);
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(cause) => return Err(Refusal::no_csv(WHAT, cause)),
    };
    let columns = columns(&header.iter().collect::<Vec<_>>())?;
    let mut rows = rows(&columns);
    for record in reader.records() {
        let added = match record {
            Ok(record) => {
                let cells: Vec<&str> = columns.iter().map(|&(_, at)| record.get(at).unwrap_or_default()).collect();
                rows.add(&cells)
            }
            Err(cause) => match wrong_record(&cause) {
                Some((what, help)) => rows.add_wrong(what, help),
                None => return Err(Refusal::no_csv(WHAT, cause)),
            },
        };
        if added.is_break() {
            break;
        }
    }
    Ok(rows)
}
