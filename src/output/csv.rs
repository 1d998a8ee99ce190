//! Tables as comma-separated values: a line of names, then a line per row. A missing value is an empty field.
//!
//! Real numbers are written with as many digits as it takes to read the same number back. Units and descriptions are in
//! OUTPUTS.md only.

use super::Error;
use crate::table::{Column, Table, Values};

/// The table as a CSV file in UTF-8.
///
/// # Errors
/// If the encoder refuses the table.
pub fn encode(table: &Table) -> Result<Vec<u8>, Error> {
    let mut encoder = Encoder::new(table)?;
    encoder.append(table)?;
    encoder.finish()
}

/// A CSV file in the making, table after table of one shape.
pub struct Encoder {
    name: String,
    columns: Vec<String>,
    writer: csv::Writer<Vec<u8>>,
}

impl Encoder {
    /// A file of the columns of `shape`, whose rows do not matter.
    ///
    /// # Errors
    /// If the encoder refuses the shape.
    pub fn new(shape: &Table) -> Result<Self, Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let columns: Vec<String> = shape.columns.iter().map(|column| column.name.clone()).collect();
        writer.write_record(&columns).map_err(|cause| Error::table(&shape.name, cause))?;
        Ok(Self { name: shape.name.clone(), columns, writer })
    }

    /// Adds the rows of a table of the same columns.
    ///
    /// # Errors
    /// If its columns are others.
    pub fn append(&mut self, table: &Table) -> Result<(), Error> {
        if !table.columns.iter().map(|column| &column.name).eq(&self.columns) {
            return Err(Error::table(&self.name, "its columns are not those of the tables before"));
        }
        for row in 0..table.rows() {
            let fields = table.columns.iter().map(|column| field(&column.values, row));
            self.writer.write_record(fields).map_err(|cause| Error::table(&self.name, cause))?;
        }
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// If the encoder refuses.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.writer.into_inner().map_err(|cause| Error::table(&self.name, cause))
    }
}

fn field(values: &Values, row: usize) -> String {
    match values {
        Values::Int(values) => values[row].map(|n| n.to_string()),
        Values::Float(values) => values[row].map(|x| x.to_string()),
        Values::Text(values) => values[row].clone(),
    }
    .unwrap_or_default()
}

/// The table from the bytes of its CSV file. `shape` has its columns with their types, units and descriptions; its rows do
/// not matter.
///
/// # Errors
/// If columns are missing, or a field is not of its column's type.
pub fn decode(shape: &Table, bytes: &[u8]) -> Result<Table, Error> {
    let wrong = |cause: &dyn std::fmt::Display| Error::table(&shape.name, cause);
    let mut reader = csv::Reader::from_reader(bytes);
    let names = reader.headers().map_err(|cause| wrong(&cause))?.clone();
    let rows = reader.records().collect::<Result<Vec<_>, _>>().map_err(|cause| wrong(&cause))?;
    let mut table = Table::new(&shape.name, &shape.description);
    for column in &shape.columns {
        let at = names.iter().position(|name| name == column.name);
        let at = at.ok_or_else(|| wrong(&format!("column `{}` is missing", column.name)))?;
        let fields = rows.iter().map(|row| row.get(at).filter(|field| !field.is_empty()));
        let values = values(column, fields).map_err(|cause| wrong(&cause))?;
        table = table.with(&column.name, &column.unit, &column.description, values);
    }
    Ok(table)
}

fn values<'a>(column: &Column, fields: impl Iterator<Item = Option<&'a str>>) -> Result<Values, String> {
    Ok(match column.values {
        Values::Int(_) => Values::Int(numbers(column, fields)?),
        Values::Float(_) => Values::Float(numbers(column, fields)?),
        Values::Text(_) => Values::Text(fields.map(|field| field.map(str::to_owned)).collect()),
    })
}

fn numbers<'a, N: std::str::FromStr>(
    column: &Column,
    fields: impl Iterator<Item = Option<&'a str>>,
) -> Result<Vec<Option<N>>, String> {
    let number = |(row, field): (usize, Option<&str>)| match field {
        None => Ok(None),
        Some(text) => {
            text.parse().map(Some).map_err(|_| format!("`{text}` in row {} of column `{}` is no number", row + 1, column.name))
        }
    };
    fields.enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table::new("t", "A table.")
            .int("n", "count", "Whole numbers.", [Some(i64::MIN), None, Some(i64::MAX)])
            .float("x", "S", "Real numbers.", [Some(0.1), Some(-1e-300), None])
            .text("w", "word", "Words.", [None, Some("a \"b\"".to_owned()), Some("Mäluku, a\nb".to_owned())])
    }

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        assert_eq!(decode(&table(), &encode(&table()).unwrap()).unwrap(), table());
    }

    #[test]
    fn missing_is_empty() {
        let text = encode(&Table::new("t", "").int("n", "", "", [None, Some(1)]).float("x", "", "", [Some(0.5), None])).unwrap();
        assert_eq!(String::from_utf8(text).unwrap(), "n,x\n,0.5\n1,\n");
    }

    #[test]
    fn errors_say_where() {
        let shape = Table::new("t", "").int("n", "", "", []).float("x", "", "", []);
        let error = |text: &str| decode(&shape, text.as_bytes()).unwrap_err().to_string();
        assert!(error("n,x\n1,2\n3.5,4\n").contains("`3.5` in row 2 of column `n` is no number"));
        assert!(error("n\n1\n").contains("column `x` is missing"));
    }
}
