//! Tables as comma-separated values: a line of names, then a line per row. A missing value is an empty field.
//!
//! Real numbers are written with as many digits as it takes to read the same number back. Units and descriptions are in
//! OUTPUTS.md only.

use super::Error;
use crate::table::{Column, Table, Values};
use std::io::Read;
use std::str::FromStr;

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

/// The table from its CSV file, which is read row by row: only the columns of `shape` come into memory. It has them with their types,
/// units and descriptions; its rows do not matter.
///
/// # Errors
/// If the file cannot be read, columns are missing, or a field is not of its column's type.
pub fn decode(shape: &Table, file: impl Read) -> Result<Table, Error> {
    let wrong = |cause: &dyn std::fmt::Display| Error::table(&shape.name, cause);
    let mut reader = csv::Reader::from_reader(file);
    let names = reader.headers().map_err(|cause| wrong(&cause))?.clone();
    let place = |column: &Column| names.iter().position(|name| name == column.name);
    let place = |column| place(column).ok_or_else(|| wrong(&format!("column `{}` is missing", column.name)));
    let places = shape.columns.iter().map(place).collect::<Result<Vec<_>, _>>()?;
    let mut values: Vec<Values> = shape.columns.iter().map(|column| none_of(&column.values)).collect();
    let (mut record, mut row) = (csv::StringRecord::new(), 0);
    while reader.read_record(&mut record).map_err(|cause| wrong(&cause))? {
        row += 1;
        for ((column, place), values) in shape.columns.iter().zip(&places).zip(&mut values) {
            let field = record.get(*place).filter(|field| !field.is_empty());
            push(values, field).map_err(|text| wrong(&no_number(text, row, column)))?;
        }
    }
    let empty = Table::new(&shape.name, &shape.description);
    let add =
        |table: Table, (column, values): (&Column, Values)| table.with(&column.name, &column.unit, &column.description, values);
    Ok(shape.columns.iter().zip(values).fold(empty, add))
}

/// No values of the same type.
fn none_of(values: &Values) -> Values {
    match values {
        Values::Int(_) => Values::Int(Vec::new()),
        Values::Float(_) => Values::Float(Vec::new()),
        Values::Text(_) => Values::Text(Vec::new()),
    }
}

/// Adds a field to a column; gives it back if it is not of the column's type.
fn push<'a>(values: &mut Values, field: Option<&'a str>) -> Result<(), &'a str> {
    fn number<N: FromStr>(field: Option<&str>) -> Result<Option<N>, &str> {
        field.map(|text| text.parse().map_err(|_| text)).transpose()
    }
    match values {
        Values::Int(values) => values.push(number(field)?),
        Values::Float(values) => values.push(number(field)?),
        Values::Text(values) => values.push(field.map(str::to_owned)),
    }
    Ok(())
}

fn no_number(text: &str, row: usize, column: &Column) -> String {
    format!("`{text}` in row {row} of column `{}` is no number", column.name)
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
        assert_eq!(decode(&table(), &encode(&table()).unwrap()[..]).unwrap(), table());
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
