//! The cells of a row of a table, for row structs that come back from their tables.

use super::Error;
use crate::table::{Table, Values};

/// The cells of a row.
pub(super) struct Cells<'a> {
    table: &'a Table,
    row: usize,
}

impl Cells<'_> {
    /// The text; nothing if it is missing.
    pub(super) fn any_text(&self, column: &str) -> Option<String> {
        self.table.words(column)?[self.row].clone()
    }

    /// The text, which must be there.
    pub(super) fn text(&self, column: &str) -> Result<String, Error> {
        self.any_text(column).ok_or_else(|| self.missing(column))
    }

    /// The real number; nothing if it is missing.
    pub(super) fn number(&self, column: &str) -> Option<f64> {
        match &self.table.column(column)?.values {
            Values::Int(values) => values[self.row].map(|whole| whole as f64),
            Values::Float(values) => values[self.row],
            Values::Text(_) => None,
        }
    }

    /// The whole number, which must be there.
    pub(super) fn int(&self, column: &str) -> Result<i64, Error> {
        let value = match self.table.column(column).map(|column| &column.values) {
            Some(Values::Int(values)) => values[self.row],
            _ => None,
        };
        value.ok_or_else(|| self.missing(column))
    }

    fn missing(&self, column: &str) -> Error {
        Error::table(&self.table.name, format!("column `{column}` has nothing in row {}", self.row + 1))
    }
}

/// The rows of a table, each as `of` makes it of its cells.
pub(super) fn rows<T>(table: &Table, of: fn(&Cells<'_>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    (0..table.rows()).map(|row| of(&Cells { table, row })).collect()
}
