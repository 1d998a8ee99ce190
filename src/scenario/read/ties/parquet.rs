//! Ties as a Parquet file.

use super::rows::Rows;
use super::{COLUMNS, find_columns};
use crate::scenario::read::cells::Cell;
use crate::scenario::read::files::Refusal;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;

/// Reads the rows of a file.
pub(super) fn read(file: File, rows: &mut Rows) -> Result<(), Refusal> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|cause| Refusal::no_parquet("file of ties", &cause))?;
    let names: Vec<&str> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
    let at = find_columns(&names)?;
    types(builder.schema(), at)?;
    let wanted = ProjectionMask::roots(builder.parquet_schema(), at);
    let reader = builder.with_projection(wanted).build().map_err(|cause| Refusal::no_parquet("file of ties", &cause))?;
    for batch in reader {
        if !add(&batch.map_err(|cause| Refusal::no_parquet("file of ties", &cause))?, rows) {
            break;
        }
    }
    Ok(())
}

/// Adds the rows of a batch; whether to read on.
fn add(batch: &RecordBatch, rows: &mut Rows) -> bool {
    let columns = COLUMNS.map(|name| batch.column_by_name(name));
    let cell = |column: Option<&ArrayRef>, row| column.map_or(Cell::Empty, |column| Cell::of(column, row));
    (0..batch.num_rows()).all(|row| rows.add(columns.map(|column| cell(column, row))).is_continue())
}

/// Whether the columns hold numbers: whole ones for clients.
fn types(schema: &Schema, at: [usize; 3]) -> Result<(), Refusal> {
    for (column, index) in COLUMNS.into_iter().zip(at) {
        let kind = schema.field(index).data_type();
        let real = matches!(kind, DataType::Float32 | DataType::Float64);
        let (fits, wanted) = match column {
            "strength" => (real || kind.is_integer(), "numbers"),
            _ => (kind.is_integer(), "whole numbers"),
        };
        if !fits {
            let title = format!("column `{column}` of the file of ties holds {kind}, not {wanted}");
            return Err(Refusal::Shape(title, format!("convert the column to {wanted}")));
        }
    }
    Ok(())
}
