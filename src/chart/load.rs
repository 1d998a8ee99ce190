//! Reads the tables of a results folder that charts are drawn from.

use super::{PoliticalTables, Tables};
use crate::output::{self, Columns, Manifest, has_table, read_columns, read_table};
use std::path::Path;

/// What charts need of the largest tables.
const CLIENTS: [&str; 3] = ["replicate", "received", "given"];
const TIES: [&str; 4] = ["replicate", "from", "to", "strong"];
const NETWORK_CLIENTS: [&str; 10] = [
    "replicate",
    "client",
    "village",
    "patron",
    "ties",
    "strong_ties",
    "ties_patron",
    "strong_ties_patron",
    "ties_village",
    "strong_ties_village",
];

/// The tables of the results folder `folder`, and the scenario's title if its manifest can be read.
///
/// # Errors
/// If a table is missing or cannot be understood.
pub fn tables(folder: &Path) -> Result<Tables, output::Error> {
    Ok(Tables {
        scenario: Manifest::read(folder).map(|manifest| manifest.title).unwrap_or_default(),
        rounds: read_table(folder, "rounds")?,
        clients: read_columns(folder, "clients", Columns::Named(&CLIENTS))?,
        moves: read_table(folder, "moves")?,
        lorenz: read_table(folder, "lorenz")?,
        villages: read_table(folder, "villages")?,
        patrons: read_table(folder, "patrons")?,
        connectors: read_table(folder, "connectors")?,
        network_clients: read_columns(folder, "network_clients", Columns::Named(&NETWORK_CLIENTS))?,
        ties: read_columns(folder, "ties", Columns::Named(&TIES))?,
        politics: has_table(folder, "elections").then(|| politics(folder)).transpose()?,
    })
}

fn politics(folder: &Path) -> Result<PoliticalTables, output::Error> {
    Ok(PoliticalTables { elections: read_table(folder, "elections")?, offers: read_table(folder, "offers")? })
}
