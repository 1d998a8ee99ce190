//! Writing.

use super::frames::Framer;
use super::{Cell, Error, Passage};
use std::io::Write;

/// Writes what passes through it.
#[derive(Debug)]
pub struct Writer<W> {
    frames: Framer<W>,
}

impl<W: Write> Writer<W> {
    /// A new stream.
    #[must_use]
    pub fn new(to: W) -> Self {
        Self { frames: Framer::new(to) }
    }

    /// Ends the stream, and gives what it was written to.
    ///
    /// # Errors
    /// If the file system refuses.
    pub fn finish(self) -> Result<W, Error> {
        Ok(self.frames.finish()?)
    }

    fn cells<C: Cell>(&mut self, cells: &[C]) -> Result<(), Error> {
        let mut rest = cells;
        while !rest.is_empty() {
            let room = self.frames.room(C::BYTES)?;
            let (now, later) = rest.split_at(rest.len().min(room.len() / C::BYTES));
            for (cell, place) in now.iter().zip(room.chunks_exact_mut(C::BYTES)) {
                cell.put(place);
            }
            self.frames.fill(now.len() * C::BYTES);
            rest = later;
        }
        Ok(())
    }

    fn head(&mut self, name: &'static str, count: usize) -> Result<(), Error> {
        let length = u8::try_from(name.len()).expect("names are short");
        self.cells(&[length])?;
        self.cells(name.as_bytes())?;
        self.cells(&[count])
    }
}

impl<W: Write> Passage for Writer<W> {
    fn cell<C: Cell>(&mut self, name: &'static str, cell: &mut C) -> Result<(), Error> {
        self.head(name, 1)?;
        self.cells(std::slice::from_ref(cell))
    }

    fn column<C: Cell>(&mut self, name: &'static str, column: &mut Vec<C>) -> Result<(), Error> {
        self.head(name, column.len())?;
        self.cells(column)
    }
}
