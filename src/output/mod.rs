//! Results out: what a run gathers, the tables made of it, and the folder they are written to.
//!
//! Data files and the manifest hold nothing that differs between equal runs: no clock, no machine, no thread count.
//! Those are in `timing.json`.

pub mod analysis;
mod cells;
pub mod claims;
pub mod collect;
pub mod comparison;
pub mod csv;
pub mod folder;
pub mod graph;
pub mod last_election;
pub mod looks;
pub mod manifest;
pub mod parquet;
pub mod politics;
pub mod reference;
pub mod sample;
pub mod summary;
pub mod sweep;
pub mod tables;
pub mod telling;
pub mod timing;

pub use collect::{Collected, collect};
pub use looks::Looks;
pub use manifest::{Entry, Manifest};

use crate::table::Table;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The program's name, as files give it.
pub const PROGRAM: &str = env!("CARGO_PKG_NAME");
/// The program's version, as files give it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How data files are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Parquet: columns carry unit and description.
    #[default]
    Parquet,
    /// Comma-separated values: readable anywhere, without units.
    Csv,
}

impl Format {
    /// Both formats.
    pub const ALL: [Self; 2] = [Self::Parquet, Self::Csv];

    /// What data files' names end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
        }
    }

    /// The format of a data file by its name's ending.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.into_iter().find(|format| format.extension() == ending)
    }

    /// The data file's name for a table.
    #[must_use]
    pub fn file_name(self, table: &str) -> String {
        format!("{table}.{}", self.extension())
    }

    /// The bytes of the table's data file: the same for equal tables.
    ///
    /// # Errors
    /// If the encoder refuses the table.
    pub fn encode(self, table: &Table) -> Result<Vec<u8>, Error> {
        match self {
            Self::Parquet => parquet::encode(table),
            Self::Csv => csv::encode(table),
        }
    }
}

/// A data file in the making, table after table of one shape: all of them need not be in memory at once.
pub enum Encoder {
    /// Of Parquet.
    Parquet(Box<parquet::Encoder>),
    /// Of comma-separated values.
    Csv(Box<csv::Encoder>),
}

impl Encoder {
    /// A file of the columns of `shape`, whose rows do not matter.
    ///
    /// # Errors
    /// If the encoder refuses the shape.
    pub fn new(format: Format, shape: &Table) -> Result<Self, Error> {
        Ok(match format {
            Format::Parquet => Self::Parquet(Box::new(parquet::Encoder::new(shape)?)),
            Format::Csv => Self::Csv(Box::new(csv::Encoder::new(shape)?)),
        })
    }

    /// Adds the rows of a table of the same columns.
    ///
    /// # Errors
    /// If its columns are others.
    pub fn append(&mut self, table: &Table) -> Result<(), Error> {
        match self {
            Self::Parquet(encoder) => encoder.append(table),
            Self::Csv(encoder) => encoder.append(table),
        }
    }

    /// The bytes of the file: the same for equal tables in the same order.
    ///
    /// # Errors
    /// If the encoder refuses.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        match self {
            Self::Parquet(encoder) => encoder.finish(),
            Self::Csv(encoder) => encoder.finish(),
        }
    }
}

/// Why a data file could not be made or understood.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("{path} cannot be read: {cause}")]
    Read {
        /// The file.
        path: String,
        /// Why not.
        cause: std::io::Error,
    },
    /// No data file of this table is there.
    #[error("{folder} has neither {table}.parquet nor {table}.csv; is it a results folder?")]
    NoTable {
        /// Where it was looked for.
        folder: String,
        /// The table.
        table: String,
    },
    /// A file is not what it should be.
    #[error("table `{table}` cannot be read or written: {cause}")]
    Table {
        /// The table.
        table: String,
        /// What is wrong.
        cause: String,
    },
}

impl Error {
    pub(crate) fn table(table: &str, cause: impl std::fmt::Display) -> Self {
        Self::Table { table: table.to_owned(), cause: cause.to_string() }
    }
}

/// Which columns of a table are read.
#[derive(Clone, Copy, Debug)]
pub enum Columns<'a> {
    /// All of them.
    All,
    /// Those of these names, as far as they are there: a large table takes much less memory then.
    Named(&'a [&'a str]),
}

impl Columns<'_> {
    fn wants(self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.contains(&name),
        }
    }
}

/// Whether a results folder has the table `name`, in whichever format.
#[must_use]
pub fn has_table(folder: &Path, name: &str) -> bool {
    Format::ALL.into_iter().any(|format| folder.join(format.file_name(name)).exists())
}

/// Reads the table `name` of a results folder, in whichever format it is there.
///
/// # Errors
/// If there is no such file or it cannot be understood.
pub fn read_table(folder: &Path, name: &str) -> Result<Table, Error> {
    read_columns(folder, name, Columns::All)
}

/// Reads some columns of the table `name` of a results folder.
///
/// # Errors
/// If there is no such file or it cannot be understood.
pub fn read_columns(folder: &Path, name: &str, columns: Columns<'_>) -> Result<Table, Error> {
    read_shaped(folder, name, columns, |header| known_shape(name, header))
}

/// The same of a table whose columns, should it be a CSV file, are those that `shape` makes of its first line.
fn read_shaped(
    folder: &Path,
    name: &str,
    columns: Columns<'_>,
    shape: impl FnOnce(&[u8]) -> Result<Table, Error>,
) -> Result<Table, Error> {
    let found =
        Format::ALL.into_iter().map(|format| (format, folder.join(format.file_name(name)))).find(|(_, path)| path.exists());
    let Some((format, path)) = found else {
        return Err(Error::NoTable { folder: folder.display().to_string(), table: name.to_owned() });
    };
    let unreadable = |cause| Error::Read { path: path.display().to_string(), cause };
    match format {
        Format::Parquet => parquet::decode(name, File::open(&path).map_err(unreadable)?, columns),
        Format::Csv => {
            let mut file = BufReader::new(File::open(&path).map_err(unreadable)?);
            let mut header = Vec::new();
            file.read_until(b'\n', &mut header).map_err(unreadable)?;
            let mut shape = shape(&header)?;
            shape.columns.retain(|column| columns.wants(&column.name));
            csv::decode(&shape, header.as_slice().chain(file))
        }
    }
}

/// The columns of the table of this name whose CSV file has this first line.
fn known_shape(name: &str, header: &[u8]) -> Result<Table, Error> {
    let known = tables::blank().into_iter().chain(tables::judged()).chain(claims::blank()).chain(analysis::blank());
    let mut shape =
        known.into_iter().find(|table| table.name == name).ok_or_else(|| Error::table(name, "no such table is known"))?;
    // Of several scenarios, tables have a column more, and only some of the others.
    if header.starts_with(b"scenario,") {
        let names: Vec<&[u8]> = header.trim_ascii_end().split(|&byte| byte == b',').collect();
        shape.columns.retain(|column| names.contains(&column.name.as_bytes()));
        if shape.column("scenario").is_none() {
            shape.columns.insert(0, tables::scenario_column(Vec::new()));
        }
    }
    Ok(shape)
}
