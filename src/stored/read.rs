//! Reading.

use super::frames::Unframer;
use super::{Cell, Error, Passage};
use std::io::Read;

/// Fills what passes through it.
#[derive(Debug)]
pub struct Reader<R> {
    frames: Unframer<R>,
}

impl<R: Read> Reader<R> {
    /// The stream that a [`super::Writer`] wrote.
    #[must_use]
    pub fn new(from: R) -> Self {
        Self { frames: Unframer::new(from) }
    }

    /// Makes sure that the stream ends here.
    ///
    /// # Errors
    /// If it does not.
    pub fn finish(self) -> Result<(), Error> {
        self.frames.finish()
    }

    /// Adds so many cells to a column.
    fn cells<C: Cell>(&mut self, name: &'static str, mut count: usize, column: &mut Vec<C>) -> Result<(), Error> {
        while count > 0 {
            let bytes = self.frames.next(C::BYTES, count)?;
            for place in bytes.chunks_exact(C::BYTES) {
                column.push(C::get(place).ok_or(Error::Invalid(name))?);
            }
            count -= bytes.len() / C::BYTES;
        }
        Ok(())
    }

    fn one<C: Cell>(&mut self, name: &'static str) -> Result<C, Error> {
        C::get(self.frames.next(C::BYTES, 1)?).ok_or(Error::Invalid(name))
    }

    /// Reads a name, which must be this one, and a number of cells.
    fn head(&mut self, name: &'static str) -> Result<usize, Error> {
        let length: u8 = self.one(name)?;
        let mut found = Vec::new();
        self.cells(name, length.into(), &mut found)?;
        if found != name.as_bytes() {
            return Err(Error::Unlike { wanted: name, found: String::from_utf8_lossy(&found).into_owned() });
        }
        self.one(name)
    }
}

impl<R: Read> Passage for Reader<R> {
    fn cell<C: Cell>(&mut self, name: &'static str, cell: &mut C) -> Result<(), Error> {
        match self.head(name)? {
            1 => *cell = self.one(name)?,
            _ => return Err(Error::Invalid(name)),
        }
        Ok(())
    }

    fn column<C: Cell>(&mut self, name: &'static str, column: &mut Vec<C>) -> Result<(), Error> {
        let count = self.head(name)?;
        column.clear();
        column.try_reserve_exact(count).map_err(|_| Error::Io(std::io::ErrorKind::OutOfMemory.into()))?;
        self.cells(name, count, column)
    }
}
