//! What stands in a column of a row, in either format of files.

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_schema::DataType;

/// What stands in one column of a row.
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// A whole number.
    Whole(i64),
    /// Another number.
    Real(f64),
    /// Something that is no number.
    Other(String),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => write!(f, "nothing"),
            Self::Whole(n) => write!(f, "{n}"),
            Self::Real(x) => write!(f, "{x}"),
            Self::Other(text) => write!(f, "{}", text.chars().take(40).collect::<String>()),
        }
    }
}

impl Cell {
    /// The whole text of it; empty where there is nothing.
    pub fn into_text(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Other(text) => text,
            number => number.to_string(),
        }
    }

    /// What stands in a row of a column of a Parquet file.
    pub fn of(column: &dyn Array, row: usize) -> Self {
        if column.is_null(row) {
            return Self::Empty;
        }
        match column.data_type() {
            DataType::Int8 => Self::Whole(column.as_primitive::<Int8Type>().value(row).into()),
            DataType::Int16 => Self::Whole(column.as_primitive::<Int16Type>().value(row).into()),
            DataType::Int32 => Self::Whole(column.as_primitive::<Int32Type>().value(row).into()),
            DataType::Int64 => Self::Whole(column.as_primitive::<Int64Type>().value(row)),
            DataType::UInt8 => Self::Whole(column.as_primitive::<UInt8Type>().value(row).into()),
            DataType::UInt16 => Self::Whole(column.as_primitive::<UInt16Type>().value(row).into()),
            DataType::UInt32 => Self::Whole(column.as_primitive::<UInt32Type>().value(row).into()),
            DataType::UInt64 => {
                let whole = column.as_primitive::<UInt64Type>().value(row);
                i64::try_from(whole).map_or_else(|_| Self::Other(whole.to_string()), Self::Whole)
            }
            DataType::Float32 => Self::Real(column.as_primitive::<Float32Type>().value(row).into()),
            DataType::Float64 => Self::Real(column.as_primitive::<Float64Type>().value(row)),
            DataType::Utf8 => Self::Other(column.as_string::<i32>().value(row).to_owned()),
            DataType::LargeUtf8 => Self::Other(column.as_string::<i64>().value(row).to_owned()),
            DataType::Utf8View => Self::Other(column.as_string_view().value(row).to_owned()),
            other => Self::Other(other.to_string()),
        }
    }
}
