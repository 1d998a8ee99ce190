//! Tables of small worlds that were really run, in the shape of a results folder.

use patronage::chart::Tables;
use patronage::engine::{Row, Run};
use patronage::metrics::MEASURES;
use patronage::metrics::inequality::Distribution;
use patronage::phases::Parameters;
use patronage::scenario::Scenario;
use patronage::table::Table;
use patronage::world::populate::Kind;
use patronage::world::{Strategy, Turn, World};

/// A scenario with one kind of patrons, of the size that is asked for.
pub fn scenario(mean: [f64; 5], clients: u32, rounds: u32) -> Scenario {
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = (clients / 100).max(1);
    parameters.population.villages = (clients / 200).max(1);
    let kind = Kind { name: "kind".to_owned(), share: 1.0, mean: Strategy::from_parts(mean), spread: 0.05 };
    Scenario {
        title: "A small world".to_owned(),
        question: String::new(),
        rounds,
        seed: 1,
        parameters,
        kinds: vec![kind],
        events: Vec::new(),
        expectations: Vec::new(),
    }
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
    let mut rows = vec![run.start_row()];
    for _ in 0..scenario.rounds {
        rows.push(run.step().unwrap());
    }
    let ends = [&rows[0], rows.last().unwrap()];
    Tables {
        scenario: scenario.title.clone(),
        rounds: rounds(&rows),
        clients: clients(run.world()),
        moves: moves(&rows),
        lorenz: lorenz(&ends),
    }
}

fn rounds(rows: &[Row]) -> Table {
    let table = Table::new("rounds", "").int("replicate", "", "", rows.iter().map(|_| Some(0)));
    let table = table.int("round", "rounds", "", rows.iter().map(|row| Some(row.round.into())));
    MEASURES.iter().fold(table, |table, measure| {
        let values = rows.iter().map(|row| measure.of(&row.observation));
        table.float(measure.name, measure.unit, measure.definition, values)
    })
}

fn clients(world: &World) -> Table {
    let relation = |column: &[f32]| -> Vec<Option<f64>> {
        let pairs = world.clients.received.iter().zip(&world.clients.given).zip(column);
        pairs.map(|((received, given), value)| (received + given > 0.0).then(|| f64::from(*value))).collect()
    };
    Table::new("clients", "").float("received", "S", "", relation(&world.clients.received)).float(
        "given",
        "S",
        "",
        relation(&world.clients.given),
    )
}

/// The turns in the order of [`Turn::ALL`].
const TURNS: [&str; 15] = [
    "known",
    "liked",
    "trusted",
    "switched",
    "joined",
    "fled",
    "quit",
    "blocked_by_force",
    "blocked_by_debt",
    "blocked_by_both",
    "blocked_by_hunger",
    "followed",
    "copied",
    "mutated",
    "replaced",
];

fn moves(rows: &[Row]) -> Table {
    let rows: Vec<(u32, Turn, u64)> = rows
        .iter()
        .filter(|row| row.round > 0)
        .flat_map(|row| Turn::ALL.map(|turn| (row.round, turn, row.observation.flows.turns(turn))))
        .collect();
    Table::new("moves", "")
        .int("replicate", "", "", rows.iter().map(|_| Some(0)))
        .int("round", "rounds", "", rows.iter().map(|row| Some(row.0.into())))
        .text("turn", "", "", rows.iter().map(|row| Some(TURNS[row.1 as usize].to_owned())))
        .int("count", "", "", rows.iter().map(|row| Some(row.2 as i64)))
}

fn lorenz(ends: &[&Row]) -> Table {
    let mut points: Vec<(u32, &str, f64, Option<f64>)> = Vec::new();
    for row in ends {
        let populations: [(&str, &Distribution); 2] =
            [("clients", &row.observation.wealth_clients), ("all", &row.observation.wealth_all)];
        for (name, wealth) in populations {
            points.extend((0..=100).map(|i| f64::from(i) / 100.0).map(|p| (row.round, name, p, wealth.lorenz(p))));
        }
    }
    Table::new("lorenz", "")
        .int("replicate", "", "", points.iter().map(|_| Some(0)))
        .int("round", "rounds", "", points.iter().map(|point| Some(point.0.into())))
        .text("population", "", "", points.iter().map(|point| Some(point.1.to_owned())))
        .float("p", "", "", points.iter().map(|point| Some(point.2)))
        .float("share", "", "", points.iter().map(|point| point.3))
}
