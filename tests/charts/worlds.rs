//! Tables of small worlds that were really run.

use patronage::chart::{PoliticalTables, Tables};
use patronage::engine::Run;
use patronage::output::{collect, tables};
use patronage::phases::Parameters;
use patronage::scenario::Scenario;
use patronage::table::Table;
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
    let mut run = Run::new(scenario, 0);
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
