//! Names and widths, without any content.

use super::{Cell, Error, Passage, Stored};

/// Notes what passes through it: which columns there are, and how wide.
///
/// Of something without any agents, that is what one more of them takes in the stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The columns by name and width, one a line.
    pub text: String,
    /// Bytes of one cell of every column.
    pub bytes: u64,
}

impl Layout {
    /// The layout of something, of which it does not matter how much there is.
    #[must_use]
    pub fn of(mut stored: impl Stored) -> Self {
        let mut layout = Self::default();
        match stored.pass(&mut layout) {
            Ok(()) => layout,
            Err(_) => unreachable!("nothing is read or written"),
        }
    }

    fn note(&mut self, name: &str, width: usize) {
        self.text += &format!("{name} {width}\n");
        self.bytes += width as u64;
    }
}

impl Passage for Layout {
    fn cell<C: Cell>(&mut self, name: &'static str, _: &mut C) -> Result<(), Error> {
        self.note(name, C::BYTES);
        Ok(())
    }

    fn column<C: Cell>(&mut self, name: &'static str, _: &mut Vec<C>) -> Result<(), Error> {
        self.note(name, C::BYTES);
        Ok(())
    }

    /// One row, whether there is any or not.
    fn rows<R: Stored>(&mut self, name: &'static str, _: &mut Vec<R>, blank: impl Fn() -> R) -> Result<(), Error> {
        self.note(name, 0);
        blank().pass(self)
    }

    fn scratch<C: Default>(&mut self, name: &'static str, _: &mut Vec<C>) -> Result<(), Error> {
        self.note(name, 0);
        Ok(())
    }
}
