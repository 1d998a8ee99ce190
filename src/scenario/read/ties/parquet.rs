//! Ties as a Parquet file.

use super::rows::{Cell, Rows};
use super::{COLUMNS, Refusal, find_columns};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fmt::Display;
use std::fs::File;

/// Reads the rows of a file.
pub(super) fn read(file: File, rows: &mut Rows) -> Result<(), Refusal> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(broken)?;
    let names: Vec<&str> = builder.schema().fields().iter().map(|field| field.name().as_str()).collect();
    let at = find_columns(&names)?;
    types(builder.schema(), at)?;
    let wanted = ProjectionMask::roots(builder.parquet_schema(), at);
    let reader = builder.with_projection(wanted).build().map_err(broken)?;
    for batch in reader {
        if !add(&batch.map_err(broken)?, rows) {
            break;
        }
    }
    Ok(())
}

/// Adds the rows of a batch; whether to read on.
fn add(batch: &RecordBatch, rows: &mut Rows) -> bool {
    let columns = COLUMNS.map(|name| batch.column_by_name(name));
    let cell = |column: Option<&arrow_array::ArrayRef>, row| column.map_or(Cell::Empty, |column| cell(column, row));
    (0..batch.num_rows()).all(|row| rows.add(columns.map(|column| cell(column, row))).is_continue())
}

fn broken(cause: impl Display) -> Refusal {
    let help = "write it again, for instance with pandas, polars or R's arrow".to_owned();
    Refusal::Shape(format!("the file of ties is no Parquet file that can be read: {cause}"), help)
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

fn cell(column: &dyn Array, row: usize) -> Cell {
    if column.is_null(row) {
        return Cell::Empty;
    }
    match column.data_type() {
        DataType::Int8 => Cell::Whole(column.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => Cell::Whole(column.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => Cell::Whole(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Cell::Whole(column.as_primitive::<Int64Type>().value(row)),
        DataType::UInt8 => Cell::Whole(column.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => Cell::Whole(column.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => Cell::Whole(column.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => {
            let whole = column.as_primitive::<UInt64Type>().value(row);
            i64::try_from(whole).map_or_else(|_| Cell::Other(whole.to_string()), Cell::Whole)
        }
        DataType::Float32 => Cell::Real(column.as_primitive::<Float32Type>().value(row).into()),
        DataType::Float64 => Cell::Real(column.as_primitive::<Float64Type>().value(row)),
        other => Cell::Other(other.to_string()),
    }
}
