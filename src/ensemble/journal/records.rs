//! What a journal holds: finding records that are whole, and reading pieces of them.

use super::Error;
use crate::ensemble::{Job, Piece};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What the file starts with; the digest of the plan and a line break follow.
pub(super) const HEAD: &str = "patronage journal 1 ";
/// Length of the content, member, replicate, checksum.
const RECORD_HEAD: usize = 8 + 4 + 4 + 32;
/// No run leaves more than this in bytes: a larger length is damage.
const LARGEST: u64 = 1 << 40;

/// Finished runs, and where what is kept of them is.
#[derive(Debug)]
pub struct Records {
    pub(super) path: PathBuf,
    pub(super) file: File,
    /// The first line, if it is one of a journal.
    pub(super) head: Option<String>,
    /// Where the last whole record ends.
    pub(super) end: u64,
    /// Where the content of each job's record is.
    runs: BTreeMap<Job, Range<u64>>,
}

impl Records {
    /// What the journal at `path` holds now, for reading: another process may go on writing to it.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|cause| Error::Io { path: path.display().to_string(), cause })?;
        Self::of(path, file)
    }

    /// What the open file at `path` holds.
    pub(super) fn of(path: &Path, file: File) -> Result<Self, Error> {
        let mut records = Self { path: path.to_owned(), file, head: None, end: 0, runs: BTreeMap::new() };
        records.scan().map_err(|cause| records.failed(cause))?;
        Ok(records)
    }

    /// The same file once it is emptied and about to get this first line.
    pub(super) fn begun_anew(self, head: &str) -> Self {
        Self { head: Some(head.to_owned()), end: 0, runs: BTreeMap::new(), ..self }
    }

    /// The digest of the plan it belongs to; nothing if this is no journal.
    #[must_use]
    pub fn plan(&self) -> Option<&str> {
        self.head.as_deref()?.strip_prefix(HEAD).map(str::trim_end)
    }

    pub(super) fn is_of(&self, head: &str) -> bool {
        self.head.as_deref() == Some(head)
    }

    /// Whether a job is finished.
    #[must_use]
    pub fn has(&self, job: Job) -> bool {
        self.runs.contains_key(&job)
    }

    /// How many jobs are finished.
    #[must_use]
    pub fn count(&self) -> usize {
        self.runs.len()
    }

    /// The finished jobs, by member and replicate.
    pub fn finished(&self) -> impl Iterator<Item = Job> + '_ {
        self.runs.keys().copied()
    }

    pub(super) fn add(&mut self, job: Job, content: Range<u64>) {
        self.runs.insert(job, content);
    }

    /// A piece of a finished job; nothing if the job is not finished or kept no such piece.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn piece(&self, job: Job, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let read = || {
            let mut places = self.places(job)?.into_iter();
            let Some((_, place)) = places.find(|(known, _)| known == name) else { return Ok(None) };
            self.bytes(place).map(Some)
        };
        read().map_err(|cause| self.failed(cause))
    }

    /// The names of the pieces of a finished job, in their order.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn pieces(&self, job: Job) -> Result<Vec<String>, Error> {
        let places = self.places(job).map_err(|cause| self.failed(cause))?;
        Ok(places.into_iter().map(|(name, _)| name).collect())
    }

    /// Where the pieces of a job are.
    fn places(&self, job: Job) -> io::Result<Vec<(String, Range<u64>)>> {
        let Some(content) = self.runs.get(&job) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let mut at = content.start;
        while at < content.end {
            let name = self.field(&mut at, content.end)?;
            let name = String::from_utf8(self.bytes(name)?).map_err(|_| damaged())?;
            found.push((name, self.field(&mut at, content.end)?));
        }
        Ok(found)
    }

    /// A length and as many bytes from `at` on: where they are. `at` comes to stand behind them.
    fn field(&self, at: &mut u64, end: u64) -> io::Result<Range<u64>> {
        let length = self.bytes(*at..*at + 8)?;
        let length = u64::from_le_bytes(length.try_into().expect("eight bytes"));
        let start = *at + 8;
        *at = start.checked_add(length).filter(|&after| after <= end).ok_or_else(damaged)?;
        Ok(start..*at)
    }

    fn bytes(&self, place: Range<u64>) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; (place.end - place.start) as usize];
        let mut file = &self.file;
        file.seek(SeekFrom::Start(place.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn failed(&self, cause: io::Error) -> Error {
        Error::Io { path: self.path.display().to_string(), cause }
    }

    /// Finds the first line and the records that are whole.
    fn scan(&mut self) -> io::Result<()> {
        let size = self.file.metadata()?.len();
        let mut reader = BufReader::new(&self.file);
        let Some(head) = first_line(&mut reader)? else { return Ok(()) };
        self.end = head.len() as u64;
        self.head = Some(head);
        while let Some((job, length)) = record(&mut reader, size - self.end)? {
            let start = self.end + RECORD_HEAD as u64;
            self.end = start + length;
            self.runs.insert(job, start..self.end);
        }
        Ok(())
    }
}

/// What is whole by its checksum and still makes no sense.
fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a record is not as this program writes it")
}

/// The first line with its break; nothing if it is not that of a journal.
fn first_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(200).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8(line).ok().filter(|line| line.starts_with(HEAD) && line.ends_with('\n')))
}

/// The next record's job and the length of its content; nothing at the end or where it is damaged.
fn record(reader: &mut impl Read, left: u64) -> io::Result<Option<(Job, u64)>> {
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
    Ok((checksum(job, &content)[..] == head[16..]).then_some((job, length)))
}

fn checksum(job: Job, content: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(job.member.to_le_bytes());
    hash.update(job.replicate.to_le_bytes());
    hash.update(content);
    hash.finalize().into()
}

/// Adds a record to `bytes`, and returns where in them its content is: per piece the length of its name, its name, the length of its
/// content, its content.
pub(super) fn encode(job: Job, pieces: &[Piece], bytes: &mut Vec<u8>) -> Range<usize> {
    let record = bytes.len();
    bytes.resize(record + RECORD_HEAD, 0);
    let start = bytes.len();
    for piece in pieces {
        bytes.extend((piece.name.len() as u64).to_le_bytes());
        bytes.extend(piece.name.as_bytes());
        bytes.extend((piece.content.len() as u64).to_le_bytes());
        bytes.extend(&piece.content);
    }
    let checksum = checksum(job, &bytes[start..]);
    let length = (bytes.len() - start) as u64;
    let head = [&length.to_le_bytes()[..], &job.member.to_le_bytes(), &job.replicate.to_le_bytes(), &checksum].concat();
    bytes[record..start].copy_from_slice(&head);
    start..bytes.len()
}
