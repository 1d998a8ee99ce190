//! The chart of published claims and what became of them.

mod forest;
mod tests_of;

use super::words::Words;
use crate::output::{self, read_table};
use crate::table::Table;
use std::path::Path;

pub use forest::forest;

/// The tables of claims that charts are drawn from.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The claims, a row each.
    pub claims: Table,
    /// Their tests, a row each.
    pub tests: Table,
}

impl Tables {
    /// Reads the folder of claims.
    ///
    /// # Errors
    /// If a table is missing or cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, output::Error> {
        Ok(Self { claims: read_table(folder, "claims")?, tests: read_table(folder, "claim_tests")? })
    }
}

/// The charts' names with their SVG texts.
#[must_use]
pub fn draw(tables: &Tables, words: &Words) -> Vec<(&'static str, String)> {
    vec![("forest", forest(tables, words))]
}
