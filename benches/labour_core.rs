//! Cost of the labour core per client-round, on two threads, from 10^4 to 10^7 clients: `cargo bench`.
//!
//! The column of throughput is client-rounds per second: 16.7 M/s are 60 ns per client-round. Phases, laws and measures are timed
//! apart. The share of each phase is what `cargo run --release --example phases` shows. Quote medians, and ratios from one run.

use divan::counter::ItemsCount;
use divan::{Bencher, bench};
use patronage::metrics::observe;
use patronage::phases::{Moment, Parameters, SCHEDULE};
use patronage::random::Draws;
use patronage::world::populate::{Endowment, Kind, Plans, StartNetwork, populate};
use patronage::world::{Strategy, World, laws as lawbook};
use rayon::{ThreadPool, ThreadPoolBuilder};

const DRAWS: Draws = Draws { seed: 1, replicate: 0 };
const SIZES: [u32; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
const THREADS: usize = 2;
/// Rounds before the first one that is timed: the start, in which all are alike, is not typical.
const WARM_UP: u32 = 10;

fn main() {
    divan::main();
}

fn pool() -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(THREADS).build().expect("a pool of two threads")
}

fn parameters(clients: u32) -> Parameters {
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = clients / 100;
    parameters.population.villages = clients / 200;
    parameters
}

fn created(parameters: &Parameters) -> World {
    let healthy = Strategy::from_parts([0.7, 0.8, 0.6, 0.05, 0.5]);
    let kinds = [Kind { name: "healthy".into(), share: 1.0, mean: healthy, spread: 0.05 }];
    let endowment = Endowment { capital_per_client: 3.0, satisfaction: 1.35 };
    let network = StartNetwork { keys: &parameters.network, listed: None };
    populate(
        &Plans { population: &parameters.population, settlement: None, network, kinds: &kinds, endowment, politics: None },
        DRAWS,
    )
}

fn run_round(world: &mut World, parameters: &Parameters, round: u32) {
    world.flows.clear();
    for phase in SCHEDULE {
        (phase.run)(world, parameters, Moment { draws: DRAWS, round });
    }
}

fn warmed_up(parameters: &Parameters) -> World {
    let mut world = created(parameters);
    (1..=WARM_UP).for_each(|round| run_round(&mut world, parameters, round));
    world
}

#[bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn phases(bencher: Bencher, clients: u32) {
    let (pool, parameters) = (pool(), parameters(clients));
    let mut world = pool.install(|| warmed_up(&parameters));
    let mut round = WARM_UP;
    bencher.counter(ItemsCount::new(clients)).bench_local(|| {
        round += 1;
        pool.install(|| run_round(&mut world, &parameters, round));
    });
}

#[bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn measures(bencher: Bencher, clients: u32) {
    let (pool, parameters) = (pool(), parameters(clients));
    let world = pool.install(|| warmed_up(&parameters));
    bencher.counter(ItemsCount::new(clients)).bench_local(|| pool.install(|| observe(&world, &parameters, true)));
}

#[bench(args = SIZES, sample_count = 20, sample_size = 1)]
fn laws(bencher: Bencher, clients: u32) {
    let (pool, parameters) = (pool(), parameters(clients));
    let mut world = pool.install(|| warmed_up(&parameters));
    world.flows.clear();
    bencher
        .counter(ItemsCount::new(clients))
        .bench_local(|| pool.install(|| lawbook::check(&world, lawbook::Books::open(&world))));
}

#[bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn creation(bencher: Bencher, clients: u32) {
    let (pool, parameters) = (pool(), parameters(clients));
    bencher.counter(ItemsCount::new(clients)).bench_local(|| pool.install(|| created(&parameters)));
}
