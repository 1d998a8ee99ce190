//! Tables of small worlds that were really run.

use patronage::chart::{PoliticalTables, Tables};
use patronage::engine::Run;
use patronage::output::{collect, tables};
use patronage::phases::Parameters;
use patronage::scenario::Scenario;
use patronage::table::{Table, Values};
use patronage::world::Strategy;
use patronage::world::populate::Kind;
use std::ops::ControlFlow;

/// A scenario with one kind of patrons, of the size that is asked for.
pub fn scenario(mean: [f64; 5], clients: u32, rounds: u32) -> Scenario {
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = (clients / 100).max(1);
    parameters.population.villages = (clients / 200).max(1);
    let kind = Kind { name: "kind".to_owned(), share: 1.0, mean: Strategy::from_parts(mean), spread: 0.05 };
    Scenario::plain("A small world", rounds, parameters, vec![kind])
}

/// Protecting patrons.
pub fn healthy(clients: u32, rounds: u32) -> Scenario {
    scenario([0.70, 0.80, 0.60, 0.05, 0.5], clients, rounds)
}

/// Patrons who rule by force, and clients with nowhere to go.
pub fn coercive(clients: u32, rounds: u32) -> Scenario {
    let mut scenario = scenario([0.50, 0.15, 0.10, 0.60, 0.8], clients, rounds);
    scenario.parameters.economy.outside = 0.2;
    scenario.parameters.mobility.information = 0.1;
    scenario
}

/// Patrons of many strategies, who learn.
pub fn adaptive(clients: u32, rounds: u32) -> Scenario {
    let mut scenario = scenario([0.55, 0.50, 0.40, 0.30, 0.5], clients, rounds);
    scenario.kinds[0].spread = 0.2;
    scenario.parameters.adaptation.share = 0.3;
    scenario
}

/// Runs a scenario and puts its results into tables.
pub fn tables(scenario: &Scenario) -> Tables {
    of_replicate(scenario, 0)
}

/// Runs one replicate of a scenario and puts its results into tables.
pub fn of_replicate(scenario: &Scenario, replicate: u32) -> Tables {
    let mut run = Run::new(scenario, replicate);
    let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).unwrap();
    let all = tables::build(&collected, run.world(), &["kind"], tables::Inputs::default());
    let named = |name: &str| -> Table { all.iter().find(|table| table.name == name).unwrap().clone() };
    Tables {
        scenario: scenario.title.clone(),
        rounds: named("rounds"),
        clients: named("clients"),
        moves: named("moves"),
        lorenz: named("lorenz"),
        villages: named("villages"),
        patrons: named("patrons"),
        connectors: named("connectors"),
        network_clients: named("network_clients"),
        ties: named("ties"),
        politics: all
            .iter()
            .any(|table| table.name == "elections")
            .then(|| PoliticalTables { elections: named("elections"), offers: named("offers") }),
    }
}

/// Puts the rows of one table below those of another with the same columns.
pub fn append(table: &mut Table, rows: Table) {
    for (column, added) in table.columns.iter_mut().zip(rows.columns) {
        match (&mut column.values, added.values) {
            (Values::Int(values), Values::Int(added)) => values.extend(added),
            (Values::Float(values), Values::Float(added)) => values.extend(added),
            (Values::Text(values), Values::Text(added)) => values.extend(added),
            _ => panic!("column {} changes its type", column.name),
        }
    }
}

/// Runs so many replicates of a scenario and puts all their results into tables.
pub fn replicated(scenario: &Scenario, replicates: u32) -> Tables {
    let mut all = of_replicate(scenario, 0);
    for replicate in 1..replicates {
        let mut more = of_replicate(scenario, replicate);
        for (table, rows) in one_by_one(&mut all).into_iter().zip(one_by_one(&mut more)) {
            append(table, rows.clone());
        }
    }
    all
}

/// All tables, in a fixed order.
fn one_by_one(tables: &mut Tables) -> Vec<&mut Table> {
    let Tables { rounds, clients, moves, lorenz, villages, patrons, connectors, network_clients, ties, politics, .. } = tables;
    let mut all = vec![rounds, clients, moves, lorenz, villages, patrons, connectors, network_clients, ties];
    if let Some(PoliticalTables { elections, offers }) = politics {
        all.extend([elections, offers]);
    }
    all
}
