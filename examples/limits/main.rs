//! How far from the machine's limits each phase is: `cargo run --release --example limits -- [clients] [rounds] [threads]`.
//!
//! First the machine is measured, then a society is run on it. What a phase has to do for a client is in `work.rs`. Takes 2 GiB of memory
//! for measuring the machine, and after that what the society takes.

mod machine;
#[path = "../society/mod.rs"]
mod society;
mod work;

use machine::Machine;
use patronage::engine::Run;
use patronage::phases::SCHEDULE;
use society::argument;
use work::{Columns, WORK, Work};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (clients, rounds, threads) = (argument(1, 1_000_000)?, argument(2, 20)?, argument(3, 2)?);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build()?;
    let machine = Machine::measured(&pool);
    println!(
        "copying           {:6.1} GB/s on one thread, {:.1} on {threads} (read and written)",
        machine.copying_alone, machine.copying
    );
    println!("random words      {:6.2} ns each, on every thread at once", machine.word);
    println!("random reads      {:6.1} ns each, if each waits for the one before", machine.waiting);
    println!("                  {:6.2} ns each on {threads} threads, if none waits\n", machine.read);
    let scenario = society::scenario("limits", clients, rounds);
    let run = pool.install(|| {
        let mut run = Run::new(&scenario, 0);
        for _ in 0..rounds {
            run.step()?;
        }
        Ok::<_, patronage::world::laws::Broken>(run)
    })?;
    tell(&run, &machine, f64::from(threads))?;
    Ok(())
}

/// Prints the table of phases.
fn tell(run: &Run, machine: &Machine, threads: f64) -> Result<(), String> {
    let columns = Columns::of(run.world());
    let client_rounds = f64::from(run.round()) * run.world().clients.len() as f64;
    println!("per client and round; times in ns; the limit is the largest of what bytes, words and reads take");
    println!(
        "{:>12} {:>6} {:>6} {:>6} | {:>6} {:>6} {:>6} | {:>6} {:>8} {:>6}",
        "phase", "bytes", "words", "reads", "bytes", "words", "reads", "limit", "measured", "times"
    );
    let (mut limits, mut times) = (0.0, 0.0);
    for Work { phase, read, written, met, words } in &WORK {
        let place = SCHEDULE.iter().position(|p| p.name == *phase).ok_or_else(|| format!("no phase is called {phase}"))?;
        let measured = run.times().phases[place].as_nanos() as f64 / client_rounds;
        let bytes = columns.bytes(read)? + columns.bytes(written)?;
        let reads = columns.count(met)? * columns.abroad;
        let takes = [bytes / machine.copying, words * machine.word / threads, reads * machine.read];
        let limit = takes.into_iter().fold(0.0, f64::max);
        let [by_bytes, by_words, by_reads] = takes;
        println!(
            "{phase:>12} {bytes:6.0} {words:6.0} {reads:6.2} | {by_bytes:6.2} {by_words:6.2} {by_reads:6.2} | {limit:6.2} {measured:8.2} {:6.1}",
            measured / limit
        );
        limits += limit;
        times += measured;
    }
    println!("{:>12} {:62.2} {times:8.2} {:6.1}", "all of these", limits, times / limits);
    Ok(())
}
