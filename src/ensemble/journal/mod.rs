//! The journal: finished runs on disk, whole or not at all.
//!
//! An append-only file. It starts with a line that names the format and the digest of the plan it belongs to; then comes a record per
//! finished run: lengths, the job, a checksum, and the pieces that are kept of the run. Records are written whole and synced, those of
//! several runs together if they ended close to one another. Whatever happens to the process or the machine, what was written before stays:
//! on opening, the first record that is cut short or does not fit its checksum ends the journal, and what follows is cut off.
//!
//! The order of records is that in which runs ended. Nothing that is made of a journal depends on it: jobs are looked up by what they are.
//! Of a record only its place is kept in memory, about 30 bytes a run.
//!
//! [`Records`] is what a journal holds, for reading, also while another process writes to it; [`Journal`] is one that is open for writing.

mod records;

pub use crate::output::folder::Existing;
pub use records::Records;

use super::{Job, Piece};
use crate::output::folder::sync_folder;
use records::{HEAD, encode};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Why a journal could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("{path} cannot be written or read: {cause}")]
    Io {
        /// The file.
        path: String,
        /// Why not.
        cause: io::Error,
    },
    /// Finished runs of an earlier start would be lost.
    #[error(
        "{finished} runs of an earlier start that was broken off are finished ({path}); go on with --resume, or start anew with --force"
    )]
    Unfinished {
        /// The journal.
        path: String,
        /// Its runs.
        finished: usize,
    },
    /// It belongs to something else.
    #[error(
        "{path} was begun with other scenarios, another seed or another version of the program, and cannot be gone on with; start anew with --force"
    )]
    OtherPlan {
        /// The journal.
        path: String,
    },
    /// Another process works with it.
    #[error("{path} is in use: is the same command running already?")]
    InUse {
        /// The journal.
        path: String,
    },
}

/// A journal that is open for writing.
#[derive(Debug)]
pub struct Journal {
    records: Records,
}

impl Journal {
    /// The journal of the results folder `folder`: a hidden file beside it.
    #[must_use]
    pub fn beside(folder: &Path) -> PathBuf {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let name = folder.file_name().map_or_else(|| "results".into(), |name| name.to_string_lossy().into_owned());
        folder.with_file_name(format!(".{name}.journal"))
    }

    /// Opens the journal at `path` of the plan with this digest (any text without spaces and line breaks). Missing folders are made.
    ///
    /// # Errors
    /// If the file system refuses, another process has it open, it is of another plan, or finished runs would be lost.
    pub fn open(path: &Path, plan: &str, existing: Existing) -> Result<Self, Error> {
        let failed = |cause| Error::Io { path: path.display().to_string(), cause };
        let records = Records::of(path, locked(path)?)?;
        let head = format!("{HEAD}{plan}\n");
        let is_other = !records.is_of(&head);
        let finished = records.count();
        match existing {
            Existing::Continue if is_other && finished > 0 => {
                return Err(Error::OtherPlan { path: path.display().to_string() });
            }
            Existing::Refuse if finished > 0 => {
                return Err(Error::Unfinished { path: path.display().to_string(), finished });
            }
            _ => {}
        }
        if existing == Existing::Continue && !is_other {
            // What follows the last whole record is of no use.
            records.file.set_len(records.end).map_err(failed)?;
            return Ok(Self { records });
        }
        records.file.set_len(0).map_err(failed)?;
        let mut journal = Self { records: records.begun_anew(&head) };
        journal.write(head.as_bytes()).map_err(failed)?;
        // The file's name is on the disk only when its folder is.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sync_folder(folder).map_err(failed)?;
        Ok(journal)
    }

    /// What it holds.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Whether a job is finished.
    #[must_use]
    pub fn has(&self, job: Job) -> bool {
        self.records.has(job)
    }

    /// Adds finished jobs, and waits until they are on the disk.
    ///
    /// # Errors
    /// If the file system refuses. The journal then has what it had before.
    pub fn append<'a>(&mut self, finished: impl IntoIterator<Item = (Job, &'a [Piece])>) -> Result<(), Error> {
        let mut bytes = Vec::new();
        let mut places = Vec::new();
        for (job, pieces) in finished {
            let content = encode(job, pieces, &mut bytes);
            places.push((job, self.records.end + content.start as u64..self.records.end + content.end as u64));
        }
        self.write(&bytes).map_err(|cause| Error::Io { path: self.records.path.display().to_string(), cause })?;
        places.into_iter().for_each(|(job, place)| self.records.add(job, place));
        Ok(())
    }

    /// Deletes the journal: its runs are in the results now.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn remove(self) -> Result<(), Error> {
        let Records { path, file, .. } = self.records;
        drop(file);
        std::fs::remove_file(&path).map_err(|cause| Error::Io { path: path.display().to_string(), cause })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Records { file, end, .. } = &mut self.records;
        file.seek(SeekFrom::Start(*end))?;
        file.write_all(bytes)?;
        file.sync_data()?;
        *end += bytes.len() as u64;
        Ok(())
    }
}

/// The file at `path`, new or not, that no other process writes to while it is open here.
fn locked(path: &Path) -> Result<File, Error> {
    let failed = |cause| Error::Io { path: path.display().to_string(), cause };
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(failed)?;
    }
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let file = open.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse { path: path.display().to_string() }),
        // Some network file systems know no locks: nobody can be kept out there, and work is not refused for it.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

#[cfg(test)]
mod tests {
    use super::records::{HEAD, encode};
    use super::*;

    fn job(member: u32, replicate: u32) -> Job {
        Job { member, replicate }
    }

    fn pieces(text: &str) -> Vec<Piece> {
        let piece = |name: &str, content: &str| Piece { name: name.to_owned(), content: content.as_bytes().to_vec() };
        vec![piece("a", text), piece("b", ""), piece("c", "more")]
    }

    fn open(path: &Path, existing: Existing) -> Journal {
        Journal::open(path, "plan", existing).unwrap()
    }

    /// A journal of two runs, in no order.
    fn two(path: &Path) {
        let mut journal = open(path, Existing::Refuse);
        let (one, two) = (pieces("one"), pieces("two"));
        journal.append([(job(1, 0), &one[..]), (job(0, 3), &two[..])]).unwrap();
    }

    #[test]
    fn finished_runs_are_there_again() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/.x.journal");
        two(&path);
        let mut journal = open(&path, Existing::Continue);
        assert_eq!(journal.records().finished().collect::<Vec<_>>(), [job(0, 3), job(1, 0)]);
        assert_eq!(journal.records().piece(job(0, 3), "a").unwrap().unwrap(), b"two");
        assert_eq!(journal.records().piece(job(1, 0), "b").unwrap().unwrap(), b"");
        assert_eq!(journal.records().piece(job(1, 0), "d").unwrap(), None);
        assert_eq!(journal.records().piece(job(9, 9), "a").unwrap(), None);
        journal.append([(job(2, 2), &pieces("three")[..])]).unwrap();
        drop(journal);
        let journal = open(&path, Existing::Continue);
        assert_eq!(journal.records().count(), 3);
        assert_eq!(journal.records().pieces(job(2, 2)).unwrap(), ["a", "b", "c"]);
        journal.remove().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn wherever_it_is_cut_whole_records_stay() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j");
        two(&path);
        let whole = std::fs::read(&path).unwrap();
        let head = HEAD.len() + "plan\n".len();
        let first = head + encode(job(1, 0), &pieces("one"), &mut Vec::new()).end;
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut journal = open(&path, Existing::Continue);
            let expected = usize::from(cut >= first);
            assert_eq!(journal.records().count(), expected, "cut at {cut}");
            journal.append([(job(5, 5), &pieces("new")[..])]).unwrap();
            drop(journal);
            assert_eq!(open(&path, Existing::Continue).records().count(), expected + 1, "cut at {cut}");
        }
    }

    #[test]
    fn a_changed_byte_ends_the_journal_there() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j");
        two(&path);
        let whole = std::fs::read(&path).unwrap();
        let head = HEAD.len() + "plan\n".len();
        for at in head..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x40;
            std::fs::write(&path, &damaged).unwrap();
            assert!(open(&path, Existing::Continue).records().count() < 2, "byte {at}");
        }
    }

    #[test]
    fn finished_runs_are_not_lost_by_mistake() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j");
        two(&path);
        let refused = Journal::open(&path, "plan", Existing::Refuse).unwrap_err().to_string();
        assert!(refused.starts_with("2 runs") && refused.contains("--resume"), "{refused}");
        let other = Journal::open(&path, "other", Existing::Continue).unwrap_err();
        assert!(matches!(other, Error::OtherPlan { .. }), "{other}");
        assert_eq!(Journal::open(&path, "other", Existing::Discard).unwrap().records().count(), 0);
        // Nothing is finished now, so that nothing can be lost.
        assert_eq!(Journal::open(&path, "plan", Existing::Refuse).unwrap().records().count(), 0);
    }

    #[test]
    fn two_processes_do_not_share_one() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j");
        let journal = open(&path, Existing::Refuse);
        let refused = Journal::open(&path, "plan", Existing::Continue).unwrap_err();
        assert!(matches!(refused, Error::InUse { .. }), "{refused}");
        drop(journal);
        open(&path, Existing::Refuse);
    }

    #[test]
    fn what_is_no_journal_is_begun_anew() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("j");
        std::fs::write(&path, "something else\n").unwrap();
        assert_eq!(open(&path, Existing::Continue).records().count(), 0);
        assert!(std::fs::read_to_string(&path).unwrap().starts_with(HEAD));
        let folder = Path::new("somewhere/results");
        assert!(Journal::beside(folder).ends_with("somewhere/.results.journal"));
    }
}
