//! Checkpoints: a run on disk as it is at the end of a round, so that it can go on from there after whatever happens to the process or
//! the machine, to the same bytes in every data file and the manifest.
//!
//! The file is hidden, beside the results folder: `.NAME.checkpoint`. It holds
//!
//! - a line that names the format, [`MAGIC`];
//! - a stream ([`crate::stored`]): the [`Header`], which says what the checkpoint is of; the run, that is its world and round; and the rows
//!   that it has gathered so far.
//!
//! What follows from the scenario is not kept: parties, parameters with the events until now, tables of villages and ties. A run goes
//! on only with the scenario it was begun with, the same input files by their digests, the same version of the program, and the same
//! columns.
//!
//! **A kill at any moment leaves one whole checkpoint.** A new one is written to `.NAME.checkpoint.part`, synced, and renamed over the old
//! one, and then the folder is synced. A name without `.part` is therefore that of a whole file; should the disk damage it later, checksums
//! find that before anything of it is used. While both exist they take twice the space ([`disk`]).
//!
//! **Leftovers.** Parts have one name, and who writes one holds a lock on it: what is there without a lock is of a process that died, and
//! the next start removes it. Who goes on with a checkpoint, or has written it, holds a lock on that, so that two processes never work
//! on one run. (On file systems without locks nobody is kept out.)
//!
//! Nothing is copied: columns pass through one frame of a few megabytes, so that a world that fills the memory can be kept.

pub mod disk;
mod header;

pub use header::{Header, Mismatch};

use crate::engine::Run;
use crate::output::Collected;
use crate::output::folder::sync_folder;
use crate::scenario::Scenario;
use crate::stored::{self, Reader, Stored, Writer};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What a checkpoint starts with; the number is that of the format.
pub const MAGIC: &str = "patronage checkpoint 1\n";

/// What to do with a checkpoint that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Go on with it.
    Continue,
    /// Throw it away.
    Discard,
    /// Refuse to start.
    Refuse,
}

/// Why a checkpoint could not be written, or cannot be gone on with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("the checkpoint {path} cannot be written or read: {cause}")]
    Io {
        /// The file.
        path: String,
        /// Why not.
        cause: io::Error,
    },
    /// A run that was broken off would be lost.
    #[error(
        "a run that was broken off left a checkpoint ({path}); go on with it by the same command and --resume, or start anew with --force"
    )]
    Unfinished {
        /// The file.
        path: String,
    },
    /// Another process works with it.
    #[error("the checkpoint {path} is in use: is the same command running already?")]
    InUse {
        /// The file.
        path: String,
    },
    /// It is something else.
    #[error("{path} is no checkpoint that this version of the program reads; start anew with --force")]
    Foreign {
        /// The file.
        path: String,
    },
    /// It is damaged.
    #[error("the checkpoint {path} cannot be gone on with: {cause}; start anew with --force")]
    Unreadable {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: stored::Error,
    },
    /// It is of another run.
    #[error("the checkpoint {path} cannot be gone on with: {cause}")]
    Other {
        /// The file.
        path: String,
        /// In what it differs.
        cause: Mismatch,
    },
}

/// A run that goes on.
pub struct Resumed {
    /// The run, at the end of a round.
    pub run: Run,
    /// What it has gathered until then.
    pub collected: Collected,
    /// Every how many rounds it was to be kept.
    pub every: u32,
}

/// Where a run's checkpoints are kept.
#[derive(Debug)]
pub struct Checkpoints {
    path: PathBuf,
    /// The checkpoint that is there, locked.
    whole: Option<File>,
    /// The next one in the making, locked.
    part: Option<File>,
}

impl Checkpoints {
    /// The checkpoint of the results folder `folder`: a hidden file beside it.
    #[must_use]
    pub fn beside(folder: &Path) -> PathBuf {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let name = folder.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
        folder.with_file_name(format!(".{name}.checkpoint"))
    }

    /// The checkpoints at `path`, whose folder is there. What a process that died left unfinished is removed.
    ///
    /// # Errors
    /// If the file system refuses, another process is at work, or a run that was broken off would be lost.
    pub fn open(path: &Path, existing: Existing) -> Result<Self, Error> {
        let mut all = Self { path: path.to_owned(), whole: None, part: None };
        let part = all.part_path();
        if let Some(left) = all.existing(&part)? {
            drop(left);
            fs::remove_file(&part).map_err(|cause| all.failed(cause))?;
        }
        all.whole = all.existing(path)?;
        match existing {
            Existing::Refuse if all.whole.is_some() => return Err(Error::Unfinished { path: all.name() }),
            Existing::Discard => all.discard()?,
            Existing::Refuse | Existing::Continue => {}
        }
        Ok(all)
    }

    /// Keeps others from working on the same run from now on, and makes sure that checkpoints can be written here.
    ///
    /// # Errors
    /// If the file system refuses, or another process was faster.
    pub fn claim(&mut self) -> Result<(), Error> {
        let open = OpenOptions::new().write(true).create(true).truncate(false).open(self.part_path());
        let file = open.map_err(|cause| self.failed(cause))?;
        lock(&file).map_err(|refused| self.refused(refused))?;
        self.part = Some(file);
        Ok(())
    }

    /// How checkpoints are called, for people.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Bytes of the checkpoint that is there; none if none is.
    #[must_use]
    pub fn bytes(&self) -> Option<u64> {
        self.whole.as_ref()?.metadata().ok().map(|metadata| metadata.len())
    }

    /// The run that is kept, if there is one; it must be one of `scenario`.
    ///
    /// # Errors
    /// If the checkpoint is damaged, or of something else.
    pub fn read(&self, scenario: &Scenario) -> Result<Option<Resumed>, Error> {
        let Some(mut file) = self.whole.as_ref() else { return Ok(None) };
        let mut magic = [0; MAGIC.len()];
        file.seek(SeekFrom::Start(0)).map_err(|cause| self.failed(cause))?;
        match file.read_exact(&mut magic) {
            Ok(()) if magic == MAGIC.as_bytes() => {}
            Err(cause) if cause.kind() != io::ErrorKind::UnexpectedEof => return Err(self.failed(cause)),
            _ => return Err(Error::Foreign { path: self.name() }),
        }
        let unreadable = |cause| match cause {
            stored::Error::Io(cause) => self.failed(cause),
            cause => Error::Unreadable { path: self.name(), cause },
        };
        let mut reader = Reader::new(file);
        let header = Header::read(&mut reader).map_err(unreadable)?;
        header.fits(&Header::of(scenario)).map_err(|cause| Error::Other { path: self.name(), cause })?;
        let resumed = resumed(scenario, &header, reader).map_err(unreadable)?;
        Ok(Some(resumed))
    }

    /// Keeps a run as it is, in exchange for what was kept before; it is to be kept again every so many rounds.
    ///
    /// # Errors
    /// If the file system refuses. What was kept before is then still there.
    pub fn save(&mut self, run: &mut Run, collected: &mut Collected, every: u32) -> Result<(), Error> {
        if self.part.is_none() {
            self.claim()?;
        }
        let Some(file) = self.part.take() else { unreachable!("it was just claimed") };
        match write(&file, run, collected, every).and_then(|()| self.publish()) {
            Ok(()) => {
                self.whole = Some(file);
                Ok(())
            }
            Err(cause) => {
                // It is of no use, and the disk may be full; the first error is the one to tell.
                let _ = file.set_len(0);
                self.part = Some(file);
                Err(self.failed(cause))
            }
        }
    }

    /// Gives what is written its name, to the disk.
    fn publish(&self) -> io::Result<()> {
        fs::rename(self.part_path(), &self.path)?;
        sync_folder(self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")))
    }

    /// Removes the checkpoint that is there, if any: the run has ended, or starts anew.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn discard(&mut self) -> Result<(), Error> {
        match self.whole.take() {
            None => Ok(()),
            Some(_locked) => fs::remove_file(&self.path).map_err(|cause| self.failed(cause)),
        }
    }

    /// The file at `path`, locked, if there is one.
    fn existing(&self, path: &Path) -> Result<Option<File>, Error> {
        let file = match OpenOptions::new().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(self.failed(cause)),
        };
        lock(&file).map_err(|refused| self.refused(refused))?;
        Ok(Some(file))
    }

    fn part_path(&self) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(".part");
        path.into()
    }

    fn failed(&self, cause: io::Error) -> Error {
        Error::Io { path: self.name(), cause }
    }

    fn refused(&self, _: Locked) -> Error {
        Error::InUse { path: self.name() }
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        if let Some(_locked) = self.part.take() {
            // One that stays is removed by the next start.
            let _ = fs::remove_file(self.part_path());
        }
    }
}

/// Another process holds the lock.
struct Locked;

/// Locks a file, where the file system knows locks: nobody can be kept out elsewhere, and work is not refused for it.
fn lock(file: &File) -> Result<(), Locked> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Locked),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// Writes a whole checkpoint, to the disk.
fn write(mut file: &File, run: &mut Run, collected: &mut Collected, every: u32) -> io::Result<()> {
    let mut write = || {
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(MAGIC.as_bytes())?;
        let mut writer = Writer::new(file);
        Header { every, ..Header::of(run.scenario()) }.write(&mut writer)?;
        run.pass(&mut writer)?;
        collected.pass(&mut writer)?;
        writer.finish()?;
        file.sync_all()?;
        Ok(())
    };
    write().map_err(|cause: stored::Error| match cause {
        stored::Error::Io(cause) => cause,
        other => io::Error::other(other),
    })
}

/// What follows the header.
fn resumed(scenario: &Scenario, header: &Header, mut reader: Reader<impl Read>) -> Result<Resumed, stored::Error> {
    let run = Run::read(scenario, 0, &mut reader)?;
    let mut collected = Collected::blank(&run);
    collected.pass(&mut reader)?;
    reader.finish()?;
    // A run that has come to its end is not kept.
    let is_on_its_way = run.round() < scenario.rounds && collected.last_round() == run.round();
    if is_on_its_way { Ok(Resumed { run, collected, every: header.every }) } else { Err(stored::Error::Invalid("round")) }
}
