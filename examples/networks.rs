//! Wall time and memory of measuring the networks: `cargo run --release --example networks -- [clients] [rounds] [threads]`.

mod society;

use patronage::engine::Run;
use society::argument;

/// The most memory that the process has held until now, where Linux says so.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (clients, rounds, threads) = (argument(1, 1_000_000)?, argument(2, 3)?, argument(3, 2)?);
    let scenario = society::scenario("networks", clients, rounds);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build()?;
    pool.install(|| {
        let mut run = Run::new(&scenario, 0);
        for _ in 0..rounds {
            run.step()?;
        }
        println!("peak before  {}", peak());
        let seen = run.observe_network();
        println!("peak after   {}", peak());
        println!("networks     {:.2} s", run.times().network.as_secs_f64());
        for measure in patronage::metrics::network::MEASURES {
            println!("{:>28} {:?}", measure.name, (measure.value)(&seen));
        }
        Ok::<_, patronage::world::laws::Broken>(())
    })?;
    Ok(())
}
