//! Reads the tables of a results folder that charts are drawn from.

use super::Tables;
use crate::output::{self, Manifest, read_table};
use std::path::Path;

/// The tables of the results folder `folder`, and the scenario's title if its manifest can be read.
///
/// # Errors
/// If a table is missing or cannot be understood.
pub fn tables(folder: &Path) -> Result<Tables, output::Error> {
    Ok(Tables {
        scenario: Manifest::read(folder).map(|manifest| manifest.title).unwrap_or_default(),
        rounds: read_table(folder, "rounds")?,
        clients: read_table(folder, "clients")?,
        moves: read_table(folder, "moves")?,
        lorenz: read_table(folder, "lorenz")?,
        villages: read_table(folder, "villages")?,
        patrons: read_table(folder, "patrons")?,
        connectors: read_table(folder, "connectors")?,
        network_clients: read_table(folder, "network_clients")?,
        ties: read_table(folder, "ties")?,
    })
}
