//! `start_villages`: the villages that the society started with, where a table lists them.

use super::start;
use crate::output::Collected;
use crate::scenario::Settlement;
use crate::table::Table;
use crate::world::politics::{Election, Polity};

/// The name of the table.
pub const NAME: &str = "start_villages";

/// The table of villages, with a column for each election.
#[must_use]
pub fn table(collected: &Collected, settlement: &Settlement, polity: Option<&Polity>) -> Table {
    let about = "The villages as they were read from a table (`population.table`), with a column for each election, named as it, that holds \
                 the village's constituency; other runs do not write this table. It can be read as such a table again. The columns \
                 `district`, `polling_stations`, `leakage` and `group` are there if they were in the table that was read.";
    let Settlement { names, clients, poverty, districts, stations, leakage, groups, .. } = settlement;
    let texts = |names: &[String]| names.iter().cloned().map(Some).collect::<Vec<_>>();
    let counts = |counts: &[u32]| counts.iter().map(|&count| Some(i64::from(count))).collect::<Vec<_>>();
    let shares = |shares: &[f64]| shares.iter().copied().map(Some).collect::<Vec<_>>();
    let mut table = start(NAME, about, collected.replicate, names.len())
        .text("village", "name", "What the village is called, in the order of the other tables.", texts(names))
        .int("clients", "clients", "Its clients.", counts(clients))
        .float(
            "poverty",
            "share of clients",
            "Clients who cannot live by their own work in an average season; 0: skill is as elsewhere.",
            shares(poverty),
        );
    if let Some(districts) = districts {
        table = table.text("district", "name", "Its district.", texts(districts));
    }
    if let Some(stations) = stations {
        table = table.int("polling_stations", "stations", "Its polling stations.", counts(stations));
    }
    if let Some(leakage) = leakage {
        table = table.float("leakage", "share of money", "Gift money that is lost on the way to it.", shares(leakage));
    }
    if let Some(groups) = groups {
        table = table.text("group", "name", "Its group of villages.", texts(groups));
    }
    polity.iter().flat_map(|polity| &polity.elections).fold(table, of_election)
}

fn of_election(table: Table, election: &Election) -> Table {
    let name = |&k: &u32| Some(election.constituencies[k as usize].name.clone());
    let about = "Its constituency in this election.";
    table.text(&election.name, "name", about, election.constituency_of.iter().map(name))
}
