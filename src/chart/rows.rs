//! Parts of tables: the rows of one replicate, or of one member of a comparison.

use crate::table::{Column, Table, Values};

/// The table with the rows for which this holds alone.
#[must_use]
pub fn kept(table: &Table, keep: &[bool]) -> Table {
    fn of<T: Clone>(values: &[T], keep: &[bool]) -> Vec<T> {
        values.iter().zip(keep).filter(|(_, keep)| **keep).map(|(value, _)| value.clone()).collect()
    }
    let column = |column: &Column| {
        let values = match &column.values {
            Values::Int(values) => Values::Int(of(values, keep)),
            Values::Float(values) => Values::Float(of(values, keep)),
            Values::Text(values) => Values::Text(of(values, keep)),
        };
        Column { values, ..column.clone() }
    };
    Table { columns: table.columns.iter().map(column).collect(), ..table.clone() }
}

/// The rows of a table's first replicate; all of them where it does not say.
#[must_use]
pub fn of_first_replicate(table: &Table) -> Table {
    let of = table.numbers("replicate").unwrap_or_default();
    match of.iter().flatten().copied().min_by(f64::total_cmp) {
        None => table.clone(),
        Some(first) => kept(table, &of.iter().map(|of| *of == Some(first)).collect::<Vec<_>>()),
    }
}

/// The rows in which `column` says `word`.
#[must_use]
pub fn where_word(table: &Table, column: &str, word: &str) -> Table {
    let words = table.words(column).map(<[_]>::to_vec).unwrap_or_else(|| vec![None; table.rows()]);
    kept(table, &words.iter().map(|said| said.as_deref() == Some(word)).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let words = ["a", "b", "a"].map(|word| Some(word.to_owned()));
        Table::new("t", "").int("replicate", "", "", [3, 3, 4].map(Some)).text("scenario", "", "", words)
    }

    #[test]
    fn rows_of_one_replicate_or_member() {
        assert_eq!(of_first_replicate(&table()).numbers("replicate").unwrap(), [Some(3.0), Some(3.0)]);
        assert_eq!(where_word(&table(), "scenario", "a").numbers("replicate").unwrap(), [Some(3.0), Some(4.0)]);
        assert_eq!(where_word(&table(), "no such column", "a").rows(), 0);
        assert_eq!(of_first_replicate(&Table::new("t", "")).rows(), 0);
    }
}
