//! Wall time per phase and client-round: `cargo run --release --example phases -- [clients] [rounds] [threads] [districts]`.
//!
//! With districts there is politics; without, or with 0, there is none. For looking at one phase after another while changing it; the benchmark in `benches/` is what claims are made from.

mod society;

use patronage::engine::Run;
use patronage::ids::VillageId;
use patronage::metrics::inequality::Distribution;
use patronage::phases::SCHEDULE;
use patronage::world::politics::Polity;
use patronage::world::{Villages, World};
use society::argument;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// Prints what one distribution of wealth and its Gini index take, of which a round's measures have several. Best of five.
fn tell_inequality(world: &World) {
    let clients = &world.clients;
    let distribution = || Distribution::of(clients.len(), |i| clients.wealth[i] + clients.consumed[i].into());
    let wealth = distribution();
    let best = |work: &dyn Fn()| {
        let time = |_| {
            let started = Instant::now();
            work();
            started.elapsed().as_nanos() as f64 / clients.len() as f64
        };
        (0..5).map(time).fold(f64::INFINITY, f64::min)
    };
    let (one, gini) = (best(&|| _ = black_box(distribution())), best(&|| _ = black_box(wealth.gini())));
    println!("{:>12} {one:6.2} ns, of the measures", "distribution");
    println!("{:>12} {gini:6.2} ns, of the measures; at most {:.1e} below the exact index", "gini", wealth.gini_error());
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (clients, rounds, threads) = (argument(1, 1_000_000)?, argument(2, 20)?, argument(3, 2)?);
    let mut scenario = society::scenario("phases", clients, rounds);
    let districts = argument(4, 0)?;
    if districts > 0 {
        scenario.parameters.politics.every = 20;
        let villages = scenario.parameters.population.villages as usize;
        let settled = Villages::even(villages, clients as usize, 0);
        let voters = (0..villages).map(|v| settled.clients_of(VillageId::new(v)).len() as u32).collect();
        scenario.polity = Some(Arc::new(Polity::two_parties(voters, districts as usize, 240.0)));
    }
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
        tell_inequality(run.world());
        println!("{:>12} {:6.2} ns per client", "creation", times.creation.as_nanos() as f64 / f64::from(clients));
        Ok::<_, patronage::world::laws::Broken>(())
    })?;
    Ok(())
}
