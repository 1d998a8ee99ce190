//! Wall time and memory of measuring the networks: `cargo run --release --example networks -- [clients] [rounds] [threads]`.

use patronage::engine::Run;
use patronage::phases::Parameters;
use patronage::scenario::Scenario;
use patronage::world::Strategy;
use patronage::world::populate::Kind;

/// The most memory that the process has held until now, where Linux says so.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = |n: usize, default: u32| std::env::args().nth(n).map_or(Ok(default), |text| text.parse());
    let (clients, rounds, threads) = (argument(1, 1_000_000)?, argument(2, 3)?, argument(3, 2)?);
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = (clients / 100).max(1);
    parameters.population.villages = (clients / 200).max(1);
    let mean = Strategy::from_parts([0.7, 0.8, 0.6, 0.05, 0.5]);
    let kinds = vec![Kind { name: "patron".into(), share: 1.0, mean, spread: 0.05 }];
    let scenario = Scenario {
        title: "networks".into(),
        question: String::new(),
        rounds,
        seed: 1,
        parameters,
        kinds,
        events: Vec::new(),
        expectations: Vec::new(),
        start_ties: None,
    };
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
