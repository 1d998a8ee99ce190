//! Tables as Parquet files.
//!
//! Columns are nullable and carry `unit` and `description` in their field metadata; the file's metadata carry the
//! table's `description`. Equal tables give equal bytes.

use super::{Columns, Error, PROGRAM, VERSION};
use crate::table::{Column, Table, Values};
use arrow_array::RecordBatchReader;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::arrow::{ArrowWriter, ProjectionMask};
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;
use std::io::Write;
use std::sync::Arc;

/// The table as a Parquet file, compressed with snappy.
///
/// # Errors
/// If the encoder refuses the table.
pub fn encode(table: &Table) -> Result<Vec<u8>, Error> {
    let mut encoder = Encoder::new(table)?;
    encoder.append(table)?;
    encoder.finish()
}

/// Rows of a group: what is held in memory of a file in the making.
const GROUP: usize = 1 << 17;

/// A Parquet file in the making, table after table of one shape. It goes to `W`: into memory, unless told otherwise.
pub struct Encoder<W: Write + Send = Vec<u8>> {
    name: String,
    schema: Arc<Schema>,
    writer: ArrowWriter<W>,
}

impl Encoder {
    /// A file of the columns of `shape`, whose rows do not matter.
    ///
    /// # Errors
    /// If the encoder refuses the shape.
    pub fn new(shape: &Table) -> Result<Self, Error> {
        Self::to(Vec::new(), shape)
    }
}

impl<W: Write + Send> Encoder<W> {
    /// The same, written to `writer` group of rows by group of rows.
    ///
    /// # Errors
    /// If the encoder refuses the shape.
    pub fn to(writer: W, shape: &Table) -> Result<Self, Error> {
        let wrong = |cause: &dyn std::fmt::Display| Error::table(&shape.name, cause);
        let fields: Vec<Field> = shape.columns.iter().map(field).collect();
        let schema = Arc::new(Schema::new(fields).with_metadata([("description", shape.description.as_str())]));
        // The library's own version stays out of the file: the program's says which one it was built with.
        let properties = WriterProperties::builder()
            .set_created_by(format!("{PROGRAM} version {VERSION}"))
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(writer, schema.clone(), Some(properties)).map_err(|cause| wrong(&cause))?;
        Ok(Self { name: shape.name.clone(), schema, writer })
    }

    /// Adds the rows of a table of the same columns.
    ///
    /// # Errors
    /// If its columns are others.
    pub fn append(&mut self, table: &Table) -> Result<(), Error> {
        let wrong = |cause: &dyn std::fmt::Display| Error::table(&self.name, cause);
        let arrays = table.columns.iter().map(|column| array(&column.values)).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), arrays).map_err(|cause| wrong(&cause))?;
        self.writer.write(&batch).map_err(|cause| wrong(&cause))
    }

    /// What the file was written to: its bytes, if that was memory.
    ///
    /// # Errors
    /// If the encoder refuses, or what is written to does.
    pub fn finish(self) -> Result<W, Error> {
        self.writer.into_inner().map_err(|cause| Error::table(&self.name, cause))
    }
}

fn field(column: &Column) -> Field {
    let kind = match column.values {
        Values::Int(_) => DataType::Int64,
        Values::Float(_) => DataType::Float64,
        Values::Text(_) => DataType::Utf8,
    };
    let notes = [("unit", column.unit.as_str()), ("description", column.description.as_str())];
    Field::new(&column.name, kind, true).with_metadata(notes)
}

fn array(values: &Values) -> ArrayRef {
    match values {
        Values::Int(values) => Arc::new(values.iter().copied().collect::<Int64Array>()),
        Values::Float(values) => Arc::new(values.iter().copied().collect::<Float64Array>()),
        Values::Text(values) => Arc::new(values.iter().map(Option::as_deref).collect::<StringArray>()),
    }
}

/// The table `name` from its Parquet file.
///
/// # Errors
/// If it is no such file, or holds columns of a type that tables do not have.
pub fn decode(name: &str, file: impl ChunkReader + 'static, columns: Columns<'_>) -> Result<Table, Error> {
    let wrong = |cause: &dyn std::fmt::Display| Error::table(name, cause);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|cause| wrong(&cause))?;
    let fields = builder.schema().fields().iter().enumerate();
    let wanted: Vec<usize> = fields.filter(|(_, field)| columns.wants(field.name())).map(|(place, _)| place).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let notes = builder.schema().metadata().clone();
    let reader = builder.with_projection(mask).build().map_err(|cause| wrong(&cause))?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<RecordBatch>, _>>().map_err(|cause| wrong(&cause))?;
    let note = |notes: &arrow_schema::Metadata, key: &str| notes.get(key).cloned().unwrap_or_default();
    let mut table = Table::new(name, &note(&notes, "description"));
    for (i, field) in schema.fields().iter().enumerate() {
        let parts = batches.iter().map(|batch| batch.column(i));
        let values = values(field.data_type(), parts)
            .ok_or_else(|| wrong(&format!("column `{}` has the unknown type {}", field.name(), field.data_type())))?;
        table = table.with(field.name(), &note(field.metadata(), "unit"), &note(field.metadata(), "description"), values);
    }
    Ok(table)
}

/// The values of one column's batches; `None` for a type that tables do not have.
fn values<'a>(kind: &DataType, parts: impl Iterator<Item = &'a ArrayRef>) -> Option<Values> {
    match kind {
        DataType::Int64 => Some(Values::Int(parts.flat_map(|part| part.as_primitive::<Int64Type>().iter()).collect())),
        DataType::Float64 => Some(Values::Float(parts.flat_map(|part| part.as_primitive::<Float64Type>().iter()).collect())),
        DataType::Utf8 => {
            let words = parts.flat_map(|part| part.as_string::<i32>().iter().map(|word| word.map(str::to_owned)));
            Some(Values::Text(words.collect()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn table() -> Table {
        Table::new("t", "A table.")
            .int("n", "count", "Whole numbers.", [Some(i64::MIN), None, Some(i64::MAX)])
            .float("x", "S", "Real numbers.", [Some(0.1), Some(-1e-300), None])
            .text("w", "word", "Words, \"quoted\".", [None, Some(String::new()), Some("Mäluku, a\nb".to_owned())])
    }

    #[test]
    fn a_table_comes_back_as_it_was_written() {
        let bytes = encode(&table()).unwrap();
        assert_eq!(decode("t", file(&bytes), Columns::All).unwrap(), table());
        let mut some = table();
        some.columns.remove(0);
        let names: Vec<&str> = some.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(decode("t", file(&bytes), Columns::Named(&names)).unwrap(), some);
        assert_eq!(encode(&table()).unwrap(), bytes);
    }

    #[test]
    fn tables_of_one_shape_follow_one_another() {
        let mut encoder = Encoder::new(&table()).unwrap();
        encoder.append(&table()).unwrap();
        encoder.append(&table()).unwrap();
        let twice = decode("t", file(&encoder.finish().unwrap()), Columns::All).unwrap();
        assert_eq!(twice.rows(), 6);
        assert_eq!(twice.numbers("x").unwrap()[..3], twice.numbers("x").unwrap()[3..]);
        let other = Table::new("t", "").int("n", "count", "", [Some(1)]);
        assert!(Encoder::new(&table()).unwrap().append(&other).is_err());
    }

    #[test]
    fn a_table_without_rows_keeps_its_columns() {
        let empty = Table::new("t", "").int("n", "", "", []).float("x", "", "", []).text("w", "", "", []);
        assert_eq!(decode("t", file(&encode(&empty).unwrap()), Columns::All).unwrap(), empty);
    }

    #[test]
    fn what_is_no_parquet_file_is_an_error() {
        let cut = encode(&table()).unwrap().split_off(10);
        for bytes in [Vec::new(), b"replicate,round\n".to_vec(), cut] {
            let error = decode("t", file(&bytes), Columns::All).unwrap_err().to_string();
            assert!(error.starts_with("table `t` cannot be read"), "{error}");
        }
    }
}
