//! The data files' tables, one function and file each.
//!
//! Every table starts with the column `replicate`. Unknown values are missing.

mod clients;
mod comparison;
mod connectors;
mod exchanges;
mod lorenz;
mod moves;
mod network;
mod network_clients;
mod patrons;
mod politics;
mod rounds;
mod start_ties;
mod start_villages;
mod ties;
mod villages;

pub use clients::table as clients;
pub use comparison::{Comparison, Pairing, Row};
pub use exchanges::{GOODS, Good};
pub use lorenz::table as lorenz;
pub use moves::turn_words;
pub use rounds::table as rounds;
pub use start_ties::{NAME as START_TIES, table as start_ties};
pub use start_villages::{NAME as START_VILLAGES, table as start_villages};

use super::Collected;
use super::politics::PoliticalRows;
use crate::scenario::{Scenario, Settlement};
use crate::table::{Column, Table, Values};
use crate::world::World;
use crate::world::start::TieList;

/// What files said of the start: copies of them are tables too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs<'a> {
    /// The ties that the network started from.
    pub ties: Option<&'a TieList>,
    /// The villages.
    pub villages: Option<&'a Settlement>,
}

impl<'a> Inputs<'a> {
    /// What files said of a scenario's start.
    #[must_use]
    pub fn of(scenario: &'a Scenario) -> Self {
        let ties = scenario.start_ties.as_deref().map(|ties| &ties.list);
        Self { ties, villages: scenario.settlement.as_deref() }
    }
}

/// What makes one table, when it is asked for.
pub type Maker<'a> = Box<dyn Fn() -> Table + Send + Sync + 'a>;

/// What makes the tables of a replicate whose world is now as `world`, in the order of the files. `kinds` names the kinds of patrons,
/// `inputs` is what files said of the start.
#[must_use]
pub fn makers<'a>(collected: &'a Collected, world: &'a World, kinds: &'a [&'a str], inputs: Inputs<'a>) -> Vec<Maker<'a>> {
    let mut makers: Vec<Maker<'a>> = vec![
        Box::new(|| rounds::table(collected)),
        Box::new(|| patrons::table(collected, world, kinds)),
        Box::new(|| villages::table(collected, world)),
        Box::new(|| clients::table(collected, world)),
        Box::new(|| exchanges::table(collected)),
        Box::new(|| moves::table(collected)),
        Box::new(|| lorenz::table(collected)),
        Box::new(|| network::table(collected)),
        Box::new(|| connectors::table(collected)),
        Box::new(|| network_clients::table(collected, world)),
        Box::new(|| ties::table(collected)),
    ];
    makers.extend(politics::makers(collected));
    if let Some(list) = inputs.ties {
        makers.push(Box::new(move || start_ties(collected, list)));
    }
    if let Some(settlement) = inputs.villages {
        let polity = world.politics.as_deref().map(|politics| &*politics.polity);
        makers.push(Box::new(move || start_villages(collected, settlement, polity)));
    }
    makers
}

/// The same tables, one after another: each is made when it is asked for, because all together take more memory than many a society.
pub fn each<'a>(
    collected: &'a Collected,
    world: &'a World,
    kinds: &'a [&'a str],
    inputs: Inputs<'a>,
) -> impl Iterator<Item = Table> + 'a {
    makers(collected, world, kinds, inputs).into_iter().map(|make| make())
}

/// All these tables at once.
#[must_use]
pub fn build(collected: &Collected, world: &World, kinds: &[&str], inputs: Inputs<'_>) -> Vec<Table> {
    each(collected, world, kinds, inputs).collect()
}

/// The tables of a run that never was: the columns, without any row.
#[must_use]
pub fn blank() -> Vec<Table> {
    let nowhere = World::nowhere();
    let mut nothing = Collected::new(0);
    nothing.politics = Some(PoliticalRows::nowhere());
    let nobody = Settlement {
        districts: Some(Vec::new()),
        stations: Some(Vec::new()),
        leakage: Some(Vec::new()),
        groups: Some(Vec::new()),
        ..Settlement::default()
    };
    let inputs = Inputs { ties: Some(&TieList::default()), villages: Some(&nobody) };
    build(&nothing, &nowhere, &[], inputs)
}

/// The column in front of tables of several scenarios: which one each row is of.
#[must_use]
pub fn scenario_column(names: Vec<Option<String>>) -> Column {
    Column {
        name: "scenario".to_owned(),
        unit: "word".to_owned(),
        description: "The scenario, by the name it has in the comparison.".to_owned(),
        values: Values::Text(names),
    }
}

/// The tables of what is judged over many runs: the columns, without any row.
#[must_use]
pub fn judged() -> Vec<Table> {
    let nothing = Comparison { baseline: String::new(), at: String::new(), rows: Vec::new(), unknown: Vec::new() };
    vec![nothing.table()]
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
