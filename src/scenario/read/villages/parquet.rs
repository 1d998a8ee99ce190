//! The table of villages as a Parquet file.

use super::rows::Rows;
use super::{Columns, WHAT};
use crate::scenario::read::cells::Cell;
use crate::scenario::read::files::Refusal;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;

/// Reads the rows of a file; `columns` finds what is needed among its columns.
pub(super) fn read<'a>(
    file: File,
    columns: impl FnOnce(&[&str]) -> Result<Columns, Refusal>,
    rows: impl FnOnce(&Columns) -> Rows<'a>,
) -> Result<Rows<'a>, Refusal> {
    let broken = |cause: &dyn std::fmt::Display| Refusal::no_parquet(WHAT, cause);
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|cause| broken(&cause))?;
    let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let columns = columns(&names.iter().map(String::as_str).collect::<Vec<_>>())?;
    types(builder.schema(), &columns)?;
    let wanted = ProjectionMask::roots(builder.parquet_schema(), columns.iter().map(|&(_, at)| at));
    let reader = builder.with_projection(wanted).build().map_err(|cause| broken(&cause))?;
    let names: Vec<&str> = columns.iter().map(|&(_, at)| names[at].as_str()).collect();
    let mut rows = rows(&columns);
    for batch in reader {
        if !add(&batch.map_err(|cause| broken(&cause))?, &names, &mut rows) {
            break;
        }
    }
    Ok(rows)
}

/// Adds the rows of a batch; whether to read on.
fn add(batch: &RecordBatch, names: &[&str], rows: &mut Rows<'_>) -> bool {
    let columns: Vec<_> = names.iter().map(|name| batch.column_by_name(name)).collect();
    (0..batch.num_rows()).all(|row| {
        let text =
            |column: &Option<&arrow_array::ArrayRef>| column.map_or(Cell::Empty, |column| Cell::of(column, row)).into_text();
        let cells: Vec<String> = columns.iter().map(text).collect();
        rows.add(&cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>()).is_continue()
    })
}

/// Whether the columns hold numbers or texts.
fn types(schema: &Schema, columns: &Columns) -> Result<(), Refusal> {
    for &(_, at) in columns {
        let field = schema.field(at);
        let kind = field.data_type();
        let text = matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
        if !(text || kind.is_integer() || matches!(kind, DataType::Float32 | DataType::Float64)) {
            let title = format!("column `{}` of the {WHAT} holds {kind}, not numbers or texts", field.name());
            return Err(Refusal::Shape(title, "convert the column to numbers or texts".to_owned()));
        }
    }
    Ok(())
}
