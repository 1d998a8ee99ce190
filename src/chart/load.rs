//! Reads the tables of a results folder that charts are drawn from.

use super::Tables;
use crate::table::{Table, Values};
use std::path::Path;

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read table {table}: {why}")]
pub struct ReadError {
    table: String,
    why: String,
}

/// The tables of the results folder `folder`.
///
/// # Errors
/// If a table is missing or cannot be understood.
pub fn tables(folder: &Path) -> Result<Tables, ReadError> {
    Ok(Tables {
        scenario: title(folder),
        rounds: read_table(folder, "rounds")?,
        clients: read_table(folder, "clients")?,
        moves: read_table(folder, "moves")?,
        lorenz: read_table(folder, "lorenz")?,
    })
}

/// The scenario's title as the manifest has it; empty where it cannot be read.
fn title(folder: &Path) -> String {
    let manifest = std::fs::read_to_string(folder.join("manifest.json")).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
    manifest["title"].as_str().unwrap_or_default().to_owned()
}

// Stands in for output::read_table until that is merged: CSV only.
fn read_table(folder: &Path, name: &str) -> Result<Table, ReadError> {
    let error = |why: csv::Error| ReadError { table: name.to_owned(), why: why.to_string() };
    let mut reader = csv::Reader::from_path(folder.join(format!("{name}.csv"))).map_err(error)?;
    let headers = reader.headers().map_err(error)?.clone();
    let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(error)?;
    let mut table = Table::new(name, "");
    for (i, header) in headers.iter().enumerate() {
        let texts = rows.iter().map(|row| row.get(i).filter(|text| !text.is_empty()));
        let is_number = texts.clone().flatten().all(|text| text.parse::<f64>().is_ok());
        let values = if is_number {
            Values::Float(texts.map(|text| text.and_then(|text| text.parse().ok())).collect())
        } else {
            Values::Text(texts.map(|text| text.map(str::to_owned)).collect())
        };
        table = table.with(header, "", "", values);
    }
    Ok(table)
}
