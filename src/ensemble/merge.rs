//! From the journal to data files: the tables of many runs, one after another.

use super::journal::{self, Journal};
use super::{Job, Piece};
use crate::output::tables::scenario_column;
use crate::output::{self, Columns, Encoder, Format, parquet};
use crate::table::Table;

/// Why tables could not be joined.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The journal cannot be read.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// A table cannot be read or written.
    #[error(transparent)]
    Table(#[from] output::Error),
}

/// A table as a piece of the journal.
///
/// # Errors
/// If the encoder refuses the table.
pub fn piece(table: &Table) -> Result<Piece, output::Error> {
    Ok(Piece { name: table.name.clone(), content: parquet::encode(table)? })
}

/// The table of this name that was kept of a finished job; nothing if there is none.
///
/// # Errors
/// If the journal cannot be read.
pub fn table(journal: &Journal, job: Job, name: &str) -> Result<Option<Table>, Error> {
    let Some(content) = journal.records().piece(job, name)? else { return Ok(None) };
    Ok(Some(parquet::decode(name, bytes::Bytes::from(content), Columns::All)?))
}

/// A data file of the tables of this name of all these jobs, in the order given, and its rows. `change` makes of each job's table
/// what is written; all must come out with the same columns. Nothing if no job kept such a table.
///
/// # Errors
/// If the journal cannot be read or the file not be made.
pub fn file(
    journal: &Journal,
    jobs: &[Job],
    name: &str,
    format: Format,
    change: impl Fn(Job, Table) -> Table,
) -> Result<Option<(Vec<u8>, usize)>, Error> {
    let mut encoder = None;
    let mut rows = 0;
    for &job in jobs {
        let Some(table) = table(journal, job, name)? else { continue };
        let table = change(job, table);
        rows += table.rows();
        match &mut encoder {
            None => encoder.insert(Encoder::new(format, &table)?).append(&table)?,
            Some(encoder) => encoder.append(&table)?,
        }
    }
    let content = encoder.map(Encoder::finish).transpose()?;
    Ok(content.map(|content| (content, rows)))
}

/// The table with one more column in front, which says whose rows these are.
#[must_use]
pub fn of_scenario(scenario: &str, mut table: Table) -> Table {
    let column = scenario_column(vec![Some(scenario.to_owned()); table.rows()]);
    table.columns.insert(0, column);
    table
}

#[cfg(test)]
mod tests {
    use super::super::journal::Existing;
    use super::*;

    #[test]
    fn tables_follow_in_the_order_of_jobs_whatever_the_order_of_the_journal() {
        let place = tempfile::tempdir().unwrap();
        let table_of = |n: i64| Table::new("t", "A table.").int("n", "count", "Numbers.", [Some(n), None]);
        let jobs = [0, 1, 2].map(|replicate| Job { member: 0, replicate });
        let written = |order: [usize; 3]| {
            let mut journal = Journal::open(&place.path().join("j"), "plan", Existing::Discard).unwrap();
            for i in order {
                let kept = [piece(&table_of(i as i64)).unwrap()];
                journal.append([(jobs[i], &kept[..])]).unwrap();
            }
            let name = |job: Job, table| of_scenario(&format!("s{}", job.replicate), table);
            let (content, rows) = file(&journal, &jobs, "t", Format::Csv, name).unwrap().unwrap();
            assert_eq!(rows, 6);
            assert!(file(&journal, &jobs, "u", Format::Csv, name).unwrap().is_none());
            String::from_utf8(content).unwrap()
        };
        let text = written([2, 0, 1]);
        assert_eq!(text, "scenario,n\ns0,0\ns0,\ns1,1\ns1,\ns2,2\ns2,\n");
        assert_eq!(written([0, 1, 2]), text);
    }
}
