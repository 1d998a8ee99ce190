//! What campaigns cost: wall time of each phase of the machines, for three elections of eight parties on one day.
//!
//! `cargo run --release --example campaigns -- 1340000 2` for so many voters and threads.

use patronage::ids::{ElectionId, PartyId};
use patronage::phases::campaign::{self, Design, PaidBy, Pricing};
use patronage::phases::{Moment, Parameters, SCHEDULE};
use patronage::random::Draws;
use patronage::world::politics::polity::{Constituency, Election, Office, Party};
use patronage::world::politics::{Polity, SeatRule};
use patronage::world::populate::{Endowment, Kind, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Strategy, World};
use std::sync::Arc;
use std::time::Instant;

const DRAWS: Draws = Draws { seed: 1, replicate: 0 };
const PARTIES: usize = 8;
/// The round of the election.
const DAY: u32 = 8;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|word| word.parse::<usize>().expect("a number"));
    let voters = arguments.next().unwrap_or(1_340_000);
    let threads = arguments.next().unwrap_or(2);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
    pool.install(|| time_all(voters));
}

fn time_all(voters: usize) {
    let mut parameters = Parameters::default();
    let population = &mut parameters.population;
    (population.clients, population.patrons, population.villages) =
        (voters as u32, voters as u32 / 100, (voters as u32 / 1000).max(1));
    parameters.politics.every = 20;
    for (name, sharing, pricing, paid_by) in [
        ("envelopes by village, for votes", Design::Villages, Pricing::Envelope, PaidBy::Votes),
        ("envelopes by village, for names", Design::Villages, Pricing::Envelope, PaidBy::Names),
        ("reservation prices, pooled", Design::Pooled, Pricing::Reservation, PaidBy::Votes),
    ] {
        let keys = &mut parameters.campaign;
        (keys.sharing, keys.pricing, keys.paid_by) = (sharing, pricing, paid_by);
        println!("{name}");
        let mut world = society(&parameters);
        let keys = &parameters.campaign;
        let leads = [("purpose", keys.purpose), ("design", keys.design), ("grow", keys.grow), ("perform", 0)];
        for phase in SCHEDULE.iter().take_while(|phase| phase.name != "campaign") {
            (phase.run)(&mut world, &parameters, Moment { draws: DRAWS, round: 1 });
        }
        for (phase, lead) in leads {
            let started = Instant::now();
            campaign::run(&mut world, &parameters, Moment { draws: DRAWS, round: DAY - lead });
            println!("  {phase:8} {:7.3} s", started.elapsed().as_secs_f64());
        }
        println!("  {} offers", world.politics.as_ref().map_or(0, |politics| politics.offers.len()));
    }
}

fn society(parameters: &Parameters) -> World {
    let kinds = [Kind { name: "all".into(), share: 1.0, mean: Strategy::from_parts([0.6, 0.5, 0.5, 0.1, 0.5]), spread: 0.1 }];
    let polity = Arc::new(polity(parameters));
    let plans = Plans {
        population: &parameters.population,
        settlement: None,
        network: StartNetwork { keys: &parameters.network, listed: None },
        kinds: &kinds,
        endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.35 },
        politics: Some(StartPolitics { polity: &polity, electorate: parameters.voting.electorate() }),
    };
    populate(&plans, DRAWS)
}

/// Eight parties, and three legislatures above one another with 1, 7 and 39 constituencies.
fn polity(parameters: &Parameters) -> Polity {
    let villages = parameters.population.villages as usize;
    let size = |v: usize| (v * parameters.population.clients as usize / villages) as u32;
    let mut polity = Polity::two_parties((0..villages).map(|v| size(v + 1) - size(v)).collect(), 1, 240.0);
    let party = |p: usize| Party { funds: 1.0 + 0.1 * p as f64, ..Party::named(&format!("party {p}"), -0.7 + 0.2 * p as f64) };
    polity.parties = (0..PARTIES).map(party).collect();
    let level = |name: &str, under: Option<usize>, constituencies: usize, seats: u32, funds: f64| Election {
        name: name.to_owned(),
        office: Office::Legislature,
        after: 0,
        rule: SeatRule::SainteLague,
        threshold: 0.0,
        funds,
        under: under.map(ElectionId::new),
        parties: (0..PARTIES).map(PartyId::new).collect(),
        constituencies: (0..constituencies).map(|k| Constituency { name: format!("{k}"), seats }).collect(),
        constituency_of: (0..villages).map(|v| (v * constituencies / villages) as u32).collect(),
    };
    let each = f64::from(parameters.population.clients) * 0.01;
    polity.elections = vec![
        level("nation", None, 1, 4, each / 4.0),
        level("province", Some(0), 7, 6, each / 42.0),
        level("district", Some(1), 39, 7, each / 273.0),
    ];
    polity
}
