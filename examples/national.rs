//! What every stage of `scenarios/indonesia-2024.toml` takes at a fraction of its size: time, work and memory per client.
//!
//! `cargo run --release --example national -- 40` runs a fortieth (5.1 million clients) up to its election day. Memory is the process's highest
//! during the stage, less what the columns take; it is known on Linux only.

use patronage::metrics::{network, observe};
use patronage::phases::{Moment, Parameters, SCHEDULE};
use patronage::random::Draws;
use patronage::scenario::Scenario;
use patronage::world::laws::{Books, check};
use patronage::world::politics::Voters;
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Clients, Ties, World};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Bytes of a client in columns.
const COLUMNS: f64 = (Clients::BYTES + Ties::BYTES + Voters::BYTES) as f64;

fn main() {
    let argument = |k: usize| std::env::args().nth(k).and_then(|text| text.parse::<u32>().ok());
    let (part, threads) = (argument(1).unwrap_or(40), argument(2).unwrap_or(0));
    let scenario = scenario(part);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build().expect("threads");
    pool.install(|| run(&scenario));
}

/// A part of the nation, with as much money per voter.
fn scenario(part: u32) -> Scenario {
    let share = |whole: f64| whole / f64::from(part);
    let villages = share(83_731.0) as u32;
    let sets = [
        format!("population.clients={}", share(204_807_222.0) as u32),
        format!("population.patrons={}", share(2_000_000.0) as u32),
        format!("population.villages={villages}"),
        format!("politics.districts={}", villages.min(514)),
        format!("elections.parliament.funds={}", share(340.0)),
        format!("elections.president.funds={}", share(152_700.0)),
    ];
    Scenario::load(Path::new("scenarios/indonesia-2024.toml"), &sets).unwrap_or_else(|problems| panic!("{problems}"))
}

fn run(scenario: &Scenario) {
    let parameters = &scenario.parameters;
    let clients = f64::from(parameters.population.clients);
    println!("| stage | wall ns | CPU ns | bytes above columns |\n|---|---|---|---|");
    let mut world = staged("creation", clients, || create(scenario));
    let draws = Draws { seed: scenario.seed, replicate: 0 };
    let election = parameters.politics.first;
    for round in 1..=election {
        if round == election {
            println!("| *round {round}: election day* | | | |");
        }
        let shown = round == 1 || round + 1 >= election;
        step(&mut world, parameters, Moment { draws, round }, if shown { Some(clients) } else { None });
    }
    staged("networks", clients, || network::observe(&world, &parameters.uses, draws, election));
}

fn create(scenario: &Scenario) -> World {
    let parameters = &scenario.parameters;
    let economy = &parameters.economy;
    let polity = scenario.polity.as_ref().expect("the scenario has politics");
    let plans = Plans {
        population: &parameters.population,
        settlement: None,
        network: StartNetwork { keys: &parameters.network, listed: None },
        kinds: &scenario.kinds,
        endowment: Endowment {
            capital_per_client: economy.capital_per_client,
            satisfaction: economy.productivity * economy.outside,
        },
        politics: Some(StartPolitics { polity, electorate: parameters.voting.electorate() }),
    };
    populate(&plans, Draws { seed: scenario.seed, replicate: 0 })
}

/// One round, as the engine runs it.
fn step(world: &mut World, parameters: &Parameters, moment: Moment, shown: Option<f64>) {
    let before = Books::open(world);
    world.flows.clear();
    world.politics.as_mut().expect("there is politics").begin_round();
    for phase in SCHEDULE {
        match shown {
            Some(clients) => staged(phase.name, clients, || (phase.run)(world, parameters, moment)),
            None => (phase.run)(world, parameters, moment),
        }
    }
    let Some(clients) = shown else { return };
    staged("laws", clients, || check(world, before).expect("no law is broken"));
    staged("measures", clients, || observe(world, parameters, true));
}

/// Does something, and says what it took per client.
fn staged<T>(name: &str, clients: f64, work: impl FnOnce() -> T) -> T {
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    let result = work();
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    let per_client = |seconds: f64| seconds * 1e9 / clients;
    let above = highest_memory() / clients - COLUMNS;
    println!("| {name} | {:.1} | {:.1} | {above:.2} |", per_client(wall), per_client(cpu));
    result
}

/// Time of all threads; in hundredths of a second, as Linux counts it.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory that the process has held since it was last asked, in bytes.
fn highest_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib * 1024.0)
}
