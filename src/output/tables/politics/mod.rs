//! The tables of politics; a run without politics does not write them.

mod elections;
mod government;
mod machines;
mod offers;

use super::{Maker, start};
use crate::ids::PoliticianId;
use crate::output::Collected;
use crate::output::politics::PoliticalRows;
use crate::table::Table;

/// All tables of the political rows of a replicate, in the order of the files.
const TABLES: [fn(&PoliticalRows, u32) -> Table; 4] = [elections::table, offers::table, machines::table, government::table];

/// What makes the tables of a replicate; nothing without politics.
pub(super) fn makers(collected: &Collected) -> impl Iterator<Item = Maker<'_>> + '_ {
    let of = move |rows| TABLES.into_iter().map(move |table| Box::new(move || table(rows, collected.replicate)) as Maker<'_>);
    collected.politics.iter().flat_map(of)
}

/// A table with the columns that say when, and whose: a row for each politician given.
fn of_politicians(name: &str, about: &str, replicate: u32, rows: &PoliticalRows, of: &[(u32, PoliticianId)]) -> Table {
    let word = |word: fn(&PoliticalRows, PoliticianId) -> &str| of.iter().map(move |&(_, p)| Some(word(rows, p).to_owned()));
    let about = format!("{about} Runs without politics do not write this table.");
    start(name, &about, replicate, of.len())
        .int("round", "rounds", "The round.", of.iter().map(|&(round, _)| Some(round.into())))
        .text("election", "name", "The election.", word(PoliticalRows::election))
        .text("constituency", "name", "The constituency.", word(PoliticalRows::constituency))
        .text("party", "name", "The candidate's party.", word(PoliticalRows::party))
        .int(
            "politician",
            "index",
            "The candidate, from 0: the slate of a party in a constituency of an election.",
            of.iter().map(|&(_, p)| super::index(p.index())),
        )
}
