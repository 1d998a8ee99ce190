//! The data files' tables, one function and file each.
//!
//! Every table starts with the column `replicate`. Unknown values are missing.

mod clients;
mod connectors;
mod exchanges;
mod lorenz;
mod moves;
mod network;
mod network_clients;
mod patrons;
mod rounds;
mod start_ties;
mod ties;
mod villages;

pub use exchanges::GOODS;
pub use moves::turn_words;
pub use start_ties::{NAME as START_TIES, table as start_ties};

use super::Collected;
use crate::table::Table;
use crate::world::start::TieList;
use crate::world::{Clients, Flows, Patrons, Relations, Ties, Villages, World, tally::Tally};

/// All tables of a replicate whose world is now as `world`; `kinds` names the kinds of patrons, `listed` are the ties of the
/// file that it started from, if it did.
#[must_use]
pub fn build(collected: &Collected, world: &World, kinds: &[&str], listed: Option<&TieList>) -> Vec<Table> {
    let mut tables = vec![
        rounds::table(collected),
        patrons::table(collected, world, kinds),
        villages::table(collected, world),
        clients::table(collected, world),
        exchanges::table(collected),
        moves::table(collected),
        lorenz::table(collected),
        network::table(collected),
        connectors::table(collected),
        network_clients::table(collected, world),
        ties::table(collected),
    ];
    tables.extend(listed.map(|list| start_ties(collected, list)));
    tables
}

/// The tables of a run that never was: the columns, without any row.
#[must_use]
pub fn blank() -> Vec<Table> {
    let nowhere = World {
        clients: Clients::default(),
        ties: Ties::default(),
        patrons: Patrons::default(),
        villages: Villages::default(),
        tally: Tally::new(0),
        flows: Flows::default(),
        relations: Relations::default(),
    };
    build(&Collected::new(0), &nowhere, &[], Some(&TieList::default()))
}

/// The column every table starts with.
fn start(name: &str, description: &str, replicate: u32, rows: usize) -> Table {
    let replicates = std::iter::repeat_n(Some(i64::from(replicate)), rows);
    Table::new(name, description).int("replicate", "index", "Which replicate of the run, from 0.", replicates)
}

/// An index of agents as a value.
fn index(index: usize) -> Option<i64> {
    i64::try_from(index).ok()
}

/// A count as a value.
fn count(count: u64) -> Option<i64> {
    i64::try_from(count).ok()
}
