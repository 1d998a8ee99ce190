//! Putting an analysis into a sweep's folder.

use super::Analysis;
use crate::output::folder::write_whole;
use crate::output::sweep::AnalysisManifest;
use crate::output::{self, Entry, Format};
use crate::table::Table;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why an analysis could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The encoder refuses a table.
    #[error(transparent)]
    Table(#[from] output::Error),
    /// The file system refuses.
    #[error("{path} cannot be written: {cause}", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
}

/// Writes the tables of an analysis and its `analysis.json`, whose files are filled in, and takes away what an earlier analysis left. Every
/// file is written beside its place and then moved there; `analysis.json` goes first and comes last, so that where it is, the tables
/// are those that it describes.
///
/// # Errors
/// If a file cannot be written, for instance because the disk is full.
pub fn write(folder: &Path, format: Format, tables: &[Table], mut manifest: AnalysisManifest) -> Result<AnalysisManifest, Error> {
    remove(&folder.join(AnalysisManifest::FILE))?;
    manifest.files.clear();
    for table in tables {
        let (name, content) = (format.file_name(&table.name), format.encode(table)?);
        replace(folder, &name, &content)?;
        manifest.files.push(Entry::of(&name, table.rows(), &content));
    }
    let possible = Format::ALL.into_iter().flat_map(|format| Analysis::TABLES.map(|table| format.file_name(table)));
    for name in possible.filter(|name| manifest.files.iter().all(|file| file.name != *name)) {
        remove(&folder.join(name))?;
    }
    replace(folder, AnalysisManifest::FILE, manifest.to_text().as_bytes())?;
    Ok(manifest)
}

fn replace(folder: &Path, name: &str, content: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    write_whole(&path, content).map_err(|cause| Error::Write { path, cause })
}

/// Removes a file, if it is there.
fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(Error::Write { path: path.to_owned(), cause }),
        _ => Ok(()),
    }
}
