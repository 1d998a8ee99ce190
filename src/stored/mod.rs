//! State as bytes: how what a run lives on is written to a stream and read back.
//!
//! A struct that is kept says once what it consists of ([`Stored::pass`]): one line per column, in a list that begins by taking the struct
//! apart, so that a column that is forgotten does not compile. The same list serves whoever passes through it ([`Passage`]): the
//! [`Writer`], the [`Reader`], and [`Layout`], which only notes names and widths.
//!
//! What has a fixed width is a [`Cell`]. Numbers are little-endian, whatever the machine.
//!
//! The stream, for which memory need never hold more than one frame of it:
//!
//! - A *column* is its name (a length in one byte, and UTF-8), the number of its cells (8 bytes), and its cells. What is no column is a
//!   column of one cell; a struct of many rows is their number, and then row after row.
//! - The stream is cut into *frames* of at most [`frames::LARGEST`] bytes: length (4 bytes), checksum (4), content. No cell is split. The
//!   checksum (CRC-32) is that of the frame's number, length and content, so that a frame that is damaged, missing or misplaced is
//!   found before anything of it is used.
//! - A frame of length 0 ends the stream. Where it is missing, the stream was cut short.
//!
//! Reading never builds a value that its type does not allow: a [`Cell`] that has such bytes refuses them.

mod cell;
pub mod frames;
mod layout;
mod read;
mod write;

pub use cell::Cell;
pub(crate) use cell::{choice, get_first, put_first, record, wrapper};
pub use layout::Layout;
pub use read::Reader;
pub use write::Writer;

use std::io;

/// Why a stream could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file system refused.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The stream ends before its end was written.
    #[error("it is cut short")]
    Cut,
    /// A frame is not as it was written.
    #[error("it is damaged: its frame {frame} is not as it was written")]
    Damaged {
        /// The number of the frame, from 0.
        frame: u64,
    },
    /// A cell has bytes that no value of its type has.
    #[error("it is damaged: `{0}` has a value that there is not")]
    Invalid(&'static str),
    /// Something else comes in the stream.
    #[error("it holds `{found}` where `{wanted}` was expected")]
    Unlike {
        /// The name that was expected.
        wanted: &'static str,
        /// The name that is there.
        found: String,
    },
}

/// Something that can be kept and read back.
pub trait Stored {
    /// Passes all that is kept of it through `passage`, in a fixed order.
    ///
    /// # Errors
    /// Those of the passage.
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error>;
}

/// What state passes through: a writer leaves it as it is, a reader fills it.
///
/// Names tell columns apart in the stream; they need not be unique.
pub trait Passage: Sized {
    /// Passes a single value.
    ///
    /// # Errors
    /// Those of the stream.
    fn cell<C: Cell>(&mut self, name: &'static str, cell: &mut C) -> Result<(), Error>;

    /// Passes a column. A reader makes it exactly as long as it is.
    ///
    /// # Errors
    /// Those of the stream.
    fn column<C: Cell>(&mut self, name: &'static str, column: &mut Vec<C>) -> Result<(), Error>;

    /// Passes rows, one after another; `blank` is what a reader fills.
    ///
    /// # Errors
    /// Those of the stream.
    fn rows<R: Stored>(&mut self, name: &'static str, rows: &mut Vec<R>, blank: impl Fn() -> R) -> Result<(), Error> {
        let mut count = rows.len();
        self.cell(name, &mut count)?;
        rows.resize_with(count, blank);
        rows.iter_mut().try_for_each(|row| row.pass(self))
    }

    /// Passes a text.
    ///
    /// # Errors
    /// Those of the stream.
    fn text(&mut self, name: &'static str, text: &mut String) -> Result<(), Error> {
        let mut bytes = std::mem::take(text).into_bytes();
        self.column(name, &mut bytes)?;
        *text = String::from_utf8(bytes).map_err(|_| Error::Invalid(name))?;
        Ok(())
    }

    /// Passes the length of a column whose content is of no use afterwards: every round writes it before it reads it.
    ///
    /// # Errors
    /// Those of the stream.
    fn scratch<C: Default>(&mut self, name: &'static str, column: &mut Vec<C>) -> Result<(), Error> {
        let mut count = column.len();
        self.cell(name, &mut count)?;
        column.resize_with(count, C::default);
        Ok(())
    }
}

/// A list is a row of one column.
impl<C: Cell> Stored for Vec<C> {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        passage.column("list", self)
    }
}
