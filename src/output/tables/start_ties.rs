//! `start_ties`: the ties that the society started with, where a file lists them.

use super::{index, start};
use crate::output::Collected;
use crate::table::Table;
use crate::world::start::{Listed, TieList};

/// The name of the table.
pub const NAME: &str = "start_ties";

/// The table of a list of ties.
#[must_use]
pub fn table(collected: &Collected, list: &TieList) -> Table {
    let about = "The ties before the first round, of a run that read them from a file (`network.start = \"file\"`); other runs do not \
                 write this table. It can be read as such a file again.";
    let ints = |value: fn(&Listed) -> usize| list.iter().map(move |tie| index(value(tie)));
    start(NAME, about, collected.replicate, list.len())
        .int("from", "index", "The client who knows the other, from 0.", ints(|tie| tie.from.index()))
        .int("to", "index", "The client who is known, from 0.", ints(|tie| tie.to.index()))
        .float("strength", "share", "Strength of the tie, in steps of 1/255.", list.iter().map(|tie| Some(tie.strength.to_f64())))
}
