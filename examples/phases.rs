//! Wall time per phase and client-round: `cargo run --release --example phases -- [clients] [rounds] [threads]`.
//!
//! For looking at one phase after another while changing it; the benchmark in `benches/` is what claims are made from.

use patronage::engine::Run;
use patronage::phases::{Parameters, SCHEDULE};
use patronage::scenario::Scenario;
use patronage::world::Strategy;
use patronage::world::populate::Kind;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = |n: usize, default: u32| std::env::args().nth(n).map_or(Ok(default), |text| text.parse());
    let (clients, rounds, threads) = (argument(1, 1_000_000)?, argument(2, 20)?, argument(3, 2)?);
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = (clients / 100).max(1);
    parameters.population.villages = (clients / 200).max(1);
    let mean = Strategy::from_parts([0.7, 0.8, 0.6, 0.05, 0.5]);
    let kinds = vec![Kind { name: "patron".into(), share: 1.0, mean, spread: 0.05 }];
    let scenario = Scenario {
        title: "phases".into(),
        question: String::new(),
        rounds,
        seed: 1,
        parameters,
        start_ties: None,
        kinds,
        events: Vec::new(),
        expectations: Vec::new(),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build()?;
    pool.install(|| {
        let mut run = Run::new(&scenario, 0);
        for _ in 0..rounds {
            run.step()?;
        }
        let per_client = |time: std::time::Duration| time.as_nanos() as f64 / f64::from(rounds) / f64::from(clients);
        let times = run.times();
        for (phase, &time) in SCHEDULE.iter().zip(&times.phases) {
            println!("{:>12} {:6.2} ns", phase.name, per_client(time));
        }
        println!("{:>12} {:6.2} ns", "all phases", per_client(times.phases.iter().sum()));
        println!("{:>12} {:6.2} ns", "laws", per_client(times.laws));
        println!("{:>12} {:6.2} ns", "measures", per_client(times.measures));
        println!("{:>12} {:6.2} ns per client", "creation", times.creation.as_nanos() as f64 / f64::from(clients));
        Ok::<_, patronage::world::laws::Broken>(())
    })?;
    Ok(())
}
