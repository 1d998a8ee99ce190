//! Distributions as they are kept in a checkpoint.

use super::{Distribution, Grain, Group};
use crate::stored::{Error, Passage, Stored, choice, record};

impl Stored for Distribution {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        let Self { groups, count, total, grain } = self;
        passage.column("groups", groups)?;
        passage.cell("count", count)?;
        passage.cell("total", total)?;
        passage.cell("grain", grain)
    }
}

record!(Group { count: u64, sum: f64 });
choice!(Grain { Value, Bin });
