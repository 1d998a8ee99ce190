//! The frames that a stream is cut into (their form is in the head of [`crate::stored`]).

use super::Error;
use crc32fast::Hasher;
use std::io::{self, Read, Write};

/// The most bytes of content in a frame, and all the memory that a stream takes.
pub const LARGEST: usize = 1 << 22;
/// Length and checksum.
const HEAD: usize = 8;

/// The checksum of a frame.
fn checksum(number: u64, content: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(&number.to_le_bytes());
    hasher.update(&(content.len() as u32).to_le_bytes());
    hasher.update(content);
    hasher.finalize()
}

/// Frames in the making.
#[derive(Debug)]
pub(super) struct Framer<W> {
    to: W,
    /// The head of the frame in the making and its content.
    frame: Vec<u8>,
    /// How much of the content is filled.
    filled: usize,
    /// How many frames are written.
    number: u64,
}

impl<W: Write> Framer<W> {
    pub fn new(to: W) -> Self {
        Self { to, frame: vec![0; HEAD + LARGEST], filled: 0, number: 0 }
    }

    /// Free bytes of the frame in the making, at least `least` of them. What is filled is to be told with [`Self::fill`].
    pub fn room(&mut self, least: usize) -> io::Result<&mut [u8]> {
        debug_assert!(least <= LARGEST, "a cell fits into a frame");
        if LARGEST - self.filled < least {
            self.flush()?;
        }
        Ok(&mut self.frame[HEAD + self.filled..])
    }

    /// So many bytes more are filled.
    pub fn fill(&mut self, bytes: usize) {
        self.filled += bytes;
    }

    fn flush(&mut self) -> io::Result<()> {
        let content = &self.frame[HEAD..HEAD + self.filled];
        let (length, sum) = (content.len() as u32, checksum(self.number, content));
        self.frame[..4].copy_from_slice(&length.to_le_bytes());
        self.frame[4..HEAD].copy_from_slice(&sum.to_le_bytes());
        self.to.write_all(&self.frame[..HEAD + self.filled])?;
        (self.filled, self.number) = (0, self.number + 1);
        Ok(())
    }

    /// Writes what is left, and the end.
    pub fn finish(mut self) -> io::Result<W> {
        if self.filled > 0 {
            self.flush()?;
        }
        self.flush()?;
        Ok(self.to)
    }
}

/// Frames as they are read.
#[derive(Debug)]
pub(super) struct Unframer<R> {
    from: R,
    content: Vec<u8>,
    /// How much of the content is taken.
    taken: usize,
    /// How many frames are read.
    number: u64,
}

impl<R: Read> Unframer<R> {
    pub fn new(from: R) -> Self {
        Self { from, content: Vec::new(), taken: 0, number: 0 }
    }

    /// The next bytes: as many cells of `width` as are left of a frame, at most `most` of them, and at least one.
    pub fn next(&mut self, width: usize, most: usize) -> Result<&[u8], Error> {
        if self.taken == self.content.len() {
            self.read()?;
        }
        let cells = ((self.content.len() - self.taken) / width).min(most);
        if cells == 0 {
            return Err(self.damaged());
        }
        let start = self.taken;
        self.taken += cells * width;
        Ok(&self.content[start..self.taken])
    }

    /// Reads the next frame.
    fn read(&mut self) -> Result<(), Error> {
        let mut head = [0; HEAD];
        self.exactly(&mut head)?;
        let [length, sum] = [0, 4].map(|at| u32::from_le_bytes(std::array::from_fn(|k| head[at + k])));
        if length as usize > LARGEST {
            return Err(self.damaged());
        }
        let mut content = std::mem::take(&mut self.content);
        content.resize(length as usize, 0);
        self.exactly(&mut content)?;
        if checksum(self.number, &content) != sum {
            return Err(self.damaged());
        }
        (self.content, self.taken, self.number) = (content, 0, self.number + 1);
        Ok(())
    }

    fn exactly(&mut self, place: &mut [u8]) -> Result<(), Error> {
        self.from.read_exact(place).map_err(|cause| match cause.kind() {
            io::ErrorKind::UnexpectedEof => Error::Cut,
            _ => Error::Io(cause),
        })
    }

    fn damaged(&self) -> Error {
        Error::Damaged { frame: self.number }
    }

    /// Makes sure that nothing is left but the end.
    pub fn finish(mut self) -> Result<(), Error> {
        if self.taken < self.content.len() {
            return Err(self.damaged());
        }
        self.read()?;
        let is_end = self.content.is_empty() && self.from.read(&mut [0])? == 0;
        if is_end { Ok(()) } else { Err(self.damaged()) }
    }
}
