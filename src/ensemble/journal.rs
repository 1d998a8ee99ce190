//! The journal: finished runs on disk, whole or not at all.
//!
//! An append-only file. It starts with a line that names the format and the digest of the plan it belongs to; then comes a record per
//! finished run: lengths, the job, a checksum, and the pieces that are kept of the run. A record is written in one piece and synced. Whatever
//! happens to the process or the machine, what was written before stays: on opening, the first record that is cut short or
//! does not fit its checksum ends the journal, and what follows is cut off.
//!
//! The order of records is that in which runs ended. Nothing that is made of a journal depends on it: jobs are looked up by what they are.

use super::{Job, Piece};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What the file starts with; the digest of the plan and a line break follow.
const HEAD: &str = "patronage journal 1 ";
/// Length of the content, member, replicate, checksum.
const RECORD_HEAD: usize = 8 + 4 + 4 + 32;
/// No run leaves more than this in bytes: a larger length is damage.
const LARGEST: u64 = 1 << 40;

/// What to do with a journal that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// Go on with it; it must be of the same plan.
    Continue,
    /// Throw it away.
    Discard,
    /// Refuse, unless nothing is finished in it.
    Refuse,
}

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

/// Finished runs and what is kept of them.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Where the next record starts.
    end: u64,
    /// Where the pieces of each job are.
    runs: BTreeMap<Job, Vec<(String, Range<u64>)>>,
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
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let file = open.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::InUse { path: path.display().to_string() }),
            // Some network file systems know no locks: nobody can be kept out there, and work is not refused for it.
            Err(TryLockError::Error(_)) => {}
        }
        let mut journal = Self { path: path.to_owned(), file, end: 0, runs: BTreeMap::new() };
        let theirs = journal.scan()?;
        let head = format!("{HEAD}{plan}\n");
        let refused = match existing {
            Existing::Discard => false,
            Existing::Continue if theirs.as_ref().is_some_and(|theirs| *theirs != head) && !journal.runs.is_empty() => {
                return Err(Error::OtherPlan { path: path.display().to_string() });
            }
            Existing::Continue => false,
            Existing::Refuse => !journal.runs.is_empty(),
        };
        if refused {
            return Err(Error::Unfinished { path: path.display().to_string(), finished: journal.runs.len() });
        }
        if existing != Existing::Continue || theirs.as_ref() != Some(&head) {
            journal.runs.clear();
            journal.file.set_len(0).map_err(failed)?;
            journal.end = 0;
            journal.write(head.as_bytes()).map_err(failed)?;
        } else {
            // What follows the last whole record is of no use.
            journal.file.set_len(journal.end).map_err(failed)?;
        }
        Ok(journal)
    }

    /// Whether a job is finished.
    #[must_use]
    pub fn has(&self, job: Job) -> bool {
        self.runs.contains_key(&job)
    }

    /// The finished jobs, by member and replicate.
    pub fn finished(&self) -> impl Iterator<Item = Job> + '_ {
        self.runs.keys().copied()
    }

    /// Adds a finished job, and waits until it is on the disk.
    ///
    /// # Errors
    /// If the file system refuses. The journal then has what it had before.
    pub fn append(&mut self, job: Job, pieces: &[Piece]) -> Result<(), Error> {
        let content = encode(pieces);
        let mut record = Vec::with_capacity(RECORD_HEAD + content.len());
        record.extend((content.len() as u64).to_le_bytes());
        record.extend(job.member.to_le_bytes());
        record.extend(job.replicate.to_le_bytes());
        record.extend(checksum(job, &content));
        record.extend(&content);
        let start = self.end + RECORD_HEAD as u64;
        self.write(&record).map_err(|cause| Error::Io { path: self.path.display().to_string(), cause })?;
        self.runs.insert(job, places(&content, start).expect("what was just encoded can be decoded"));
        Ok(())
    }

    /// A piece of a finished job; nothing if the job is not finished or kept no such piece.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn piece(&self, job: Job, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let Some((_, place)) = self.runs.get(&job).and_then(|pieces| pieces.iter().find(|(known, _)| known == name)) else {
            return Ok(None);
        };
        let read = || {
            let mut content = vec![0; (place.end - place.start) as usize];
            let mut file = &self.file;
            file.seek(SeekFrom::Start(place.start))?;
            file.read_exact(&mut content)?;
            Ok(content)
        };
        read().map(Some).map_err(|cause| Error::Io { path: self.path.display().to_string(), cause })
    }

    /// The names of the pieces of a finished job, in their order.
    pub fn pieces(&self, job: Job) -> impl Iterator<Item = &str> {
        self.runs.get(&job).into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// Deletes the journal: its runs are in the results now.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn remove(self) -> Result<(), Error> {
        let Self { path, file, .. } = self;
        drop(file);
        std::fs::remove_file(&path).map_err(|cause| Error::Io { path: path.display().to_string(), cause })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.file.sync_data()?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Finds the records that are whole, and returns the first line if it is one of a journal.
    fn scan(&mut self) -> Result<Option<String>, Error> {
        let failed = |path: &Path, cause| Error::Io { path: path.display().to_string(), cause };
        let size = self.file.metadata().map_err(|cause| failed(&self.path, cause))?.len();
        let mut reader = BufReader::new(&self.file);
        let Some(head) = first_line(&mut reader).map_err(|cause| failed(&self.path, cause))? else { return Ok(None) };
        let mut end = head.len() as u64;
        let mut runs = BTreeMap::new();
        while let Some((job, content)) = record(&mut reader, size - end).map_err(|cause| failed(&self.path, cause))? {
            let Some(places) = places(&content, end + RECORD_HEAD as u64) else { break };
            end += (RECORD_HEAD + content.len()) as u64;
            runs.insert(job, places);
        }
        (self.end, self.runs) = (end, runs);
        Ok(Some(head))
    }
}

/// The first line with its break; nothing if it is not that of a journal.
fn first_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(200).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8(line).ok().filter(|line| line.starts_with(HEAD) && line.ends_with('\n')))
}

/// The next record; nothing at the end or where it is damaged.
fn record(reader: &mut impl Read, left: u64) -> io::Result<Option<(Job, Vec<u8>)>> {
    if left < RECORD_HEAD as u64 {
        return Ok(None);
    }
    let mut head = [0; RECORD_HEAD];
    reader.read_exact(&mut head)?;
    let number = |from: usize| u32::from_le_bytes(head[from..from + 4].try_into().expect("four bytes"));
    let length = u64::from_le_bytes(head[..8].try_into().expect("eight bytes"));
    if length > LARGEST || length > left - RECORD_HEAD as u64 {
        return Ok(None);
    }
    let job = Job { member: number(8), replicate: number(12) };
    let mut content = vec![0; length as usize];
    reader.read_exact(&mut content)?;
    Ok((checksum(job, &content)[..] == head[16..]).then_some((job, content)))
}

fn checksum(job: Job, content: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(job.member.to_le_bytes());
    hash.update(job.replicate.to_le_bytes());
    hash.update(content);
    hash.finalize().into()
}

/// Per piece: the length of its name, its name, the length of its content, its content.
fn encode(pieces: &[Piece]) -> Vec<u8> {
    let mut content = Vec::new();
    for piece in pieces {
        content.extend((piece.name.len() as u64).to_le_bytes());
        content.extend(piece.name.as_bytes());
        content.extend((piece.content.len() as u64).to_le_bytes());
        content.extend(&piece.content);
    }
    content
}

/// Where the pieces are, if the content starts at `start` of the file; nothing if they are not well formed.
fn places(content: &[u8], start: u64) -> Option<Vec<(String, Range<u64>)>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < content.len() {
        let name = field(content, &mut at)?;
        let name = String::from_utf8(content[name].to_vec()).ok()?;
        let place = field(content, &mut at)?;
        found.push((name, start + place.start as u64..start + place.end as u64));
    }
    Some(found)
}

/// A length and as many bytes from `at` on: where they are.
fn field(content: &[u8], at: &mut usize) -> Option<Range<usize>> {
    let length = u64::from_le_bytes(content.get(*at..*at + 8)?.try_into().ok()?);
    let start = *at + 8;
    let end = start.checked_add(usize::try_from(length).ok()?).filter(|&end| end <= content.len())?;
    *at = end;
    Some(start..end)
}

#[cfg(test)]
mod tests {
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
        journal.append(job(1, 0), &pieces("one")).unwrap();
        journal.append(job(0, 3), &pieces("two")).unwrap();
    }

    #[test]
    fn finished_runs_are_there_again() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("deep/.x.journal");
        two(&path);
        let mut journal = open(&path, Existing::Continue);
        assert_eq!(journal.finished().collect::<Vec<_>>(), [job(0, 3), job(1, 0)]);
        assert_eq!(journal.piece(job(0, 3), "a").unwrap().unwrap(), b"two");
        assert_eq!(journal.piece(job(1, 0), "b").unwrap().unwrap(), b"");
        assert_eq!(journal.piece(job(1, 0), "d").unwrap(), None);
        assert_eq!(journal.piece(job(9, 9), "a").unwrap(), None);
        journal.append(job(2, 2), &pieces("three")).unwrap();
        drop(journal);
        let journal = open(&path, Existing::Continue);
        assert_eq!(journal.finished().count(), 3);
        assert_eq!(journal.pieces(job(2, 2)).collect::<Vec<_>>(), ["a", "b", "c"]);
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
        let first = head + RECORD_HEAD + encode(&pieces("one")).len();
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let mut journal = open(&path, Existing::Continue);
            let expected = usize::from(cut >= first);
            assert_eq!(journal.finished().count(), expected, "cut at {cut}");
            journal.append(job(5, 5), &pieces("new")).unwrap();
            drop(journal);
            assert_eq!(open(&path, Existing::Continue).finished().count(), expected + 1, "cut at {cut}");
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
            assert!(open(&path, Existing::Continue).finished().count() < 2, "byte {at}");
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
        assert_eq!(Journal::open(&path, "other", Existing::Discard).unwrap().finished().count(), 0);
        // Nothing is finished now, so that nothing can be lost.
        assert_eq!(Journal::open(&path, "plan", Existing::Refuse).unwrap().finished().count(), 0);
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
        assert_eq!(open(&path, Existing::Continue).finished().count(), 0);
        assert!(std::fs::read_to_string(&path).unwrap().starts_with(HEAD));
        let folder = Path::new("somewhere/results");
        assert!(Journal::beside(folder).ends_with("somewhere/.results.journal"));
    }
}
