//! A data file on the disk, written some rows at a time.

use super::Error;
use crate::output::manifest::Entry;
use crate::output::{Format, parquet};
use crate::sweep::folder::{self, Folder};
use crate::table::Table;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// A data file in the making, on the disk.
pub(super) struct TableFile {
    name: String,
    part: PathBuf,
    encoder: parquet::Encoder<Counted>,
    rows: usize,
}

impl TableFile {
    pub fn create(folder: &Folder, shape: &Table) -> Result<Self, Error> {
        let name = Format::Parquet.file_name(&shape.name);
        let (file, part) = folder.part(&name)?;
        let counted = Counted { file: BufWriter::new(file), sha: Sha256::new(), bytes: 0 };
        Ok(Self { name, part, encoder: parquet::Encoder::to(counted, shape)?, rows: 0 })
    }

    pub fn append(&mut self, table: &Table) -> Result<(), Error> {
        self.rows += table.rows();
        Ok(self.encoder.append(table)?)
    }

    pub fn publish(self, folder: &Folder) -> Result<Entry, Error> {
        let Self { name, part, encoder, rows } = self;
        let Counted { file, sha, bytes } = encoder.finish()?;
        let written = file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all());
        written.map_err(|cause| folder::Error::Io { path: part.display().to_string(), cause })?;
        folder.publish(&name, &part)?;
        let sha256 = sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Entry { name, rows: rows as u64, bytes, sha256 })
    }
}

/// A file of which size and digest are known as it is written.
struct Counted {
    file: BufWriter<File>,
    sha: Sha256,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sha.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
