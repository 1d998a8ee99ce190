//! Living ties: bounds that hold whatever the keys, who is cut off, and what ties do to a society.

mod common;

use patronage::engine::Run;
use patronage::ids::ClientId;
use patronage::metrics::{Measure, network};
use patronage::parameter::Value;
use patronage::phases::Parameters;
use patronage::quantity::{Money, SmallMoney};
use patronage::random::Draws;
use patronage::scenario::{Event, Scenario};
use patronage::world::ties::{Slots, Strength};
use patronage::world::{Flow, Ties, Turn, World};
use proptest::prelude::*;
use rayon::prelude::*;
use std::sync::atomic::Ordering::Relaxed;

/// A small society whose keys are drawn.
fn any_society(seed: u64, size: (u32, u32, u32)) -> Scenario {
    let mut scenario = common::scenario("any", 12, common::all_of_kind([0.6, 0.4, 0.4, 0.3, 0.6], 0.2));
    scenario.seed = seed;
    common::randomise(&mut scenario.parameters, seed);
    let parameters = &mut scenario.parameters;
    (parameters.population.clients, parameters.population.patrons, parameters.population.villages) = size;
    parameters.population.skill_sd = parameters.population.skill_sd.min(0.5);
    parameters.economy.productivity = parameters.economy.productivity.min(5.0);
    parameters.economy.capital_max = parameters.economy.capital_max.min(5.0);
    if parameters.network.start == patronage::world::start::Start::File {
        parameters.network.start = patronage::world::start::Start::Villages;
    }
    scenario
}

/// Nobody knows itself, nobody knows another twice, and who is known is there.
fn assert_sound(world: &World) {
    for client in 0..world.clients.len() {
        let mut known: Vec<usize> = world.ties.of(client).map(|tie| tie.to.index()).collect();
        assert!(!known.contains(&client), "client {client} knows itself");
        assert!(known.iter().all(|&other| other < world.clients.len()), "client {client} knows somebody who is not there");
        let all = known.len();
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), all, "client {client} knows somebody twice");
        let held = Slots::above(&world.ties.strengths[client], Strength::NONE).len();
        assert_eq!(held, all, "a slot of client {client} has a strength and no end");
    }
}

/// What clients received and what they gave in the round, as the columns have it.
fn aid(world: &World) -> (Money, Money) {
    let clients = &world.clients;
    let (mut received, mut given) = (Money::ZERO, Money::ZERO);
    for i in 0..clients.len() {
        let passed = Money::from(SmallMoney::from_micros(clients.aid[i].load(Relaxed)));
        *if clients.contacts[i].asked().is_some() { &mut received } else { &mut given } += passed;
    }
    (received, given)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn slots_stay_sound_and_ties_are_counted(seed in any::<u64>(), clients in 1u32..120, patrons in 1u32..9, villages in 1u32..9) {
        let scenario = any_society(seed, (clients, patrons, villages));
        let mut run = Run::new(&scenario, 0);
        let all = |world: &World| (0..world.clients.len()).map(|i| world.ties.of(i).count() as i64).sum::<i64>();
        assert_sound(run.world());
        for _ in 0..scenario.rounds {
            let before = all(run.world());
            run.step().expect("no law is broken");
            assert_sound(run.world());
            let turns = |turn| run.world().flows.turns(turn) as i64;
            prop_assert_eq!(all(run.world()) - before, turns(Turn::TieMade) - turns(Turn::TieLost));
        }
    }

    #[test]
    fn aid_is_conserved_and_goes_through_ties_good_for_it(seed in any::<u64>(), clients in 2u32..120) {
        let mut scenario = any_society(seed, (clients, 4, 2));
        scenario.parameters.shocks.hazard = 0.4;
        let help = Strength::limit(scenario.parameters.uses.help);
        let mut run = Run::new(&scenario, 0);
        for _ in 0..scenario.rounds {
            let before = run.world().ties.strengths.clone();
            run.step().expect("no law is broken");
            let world = run.world();
            let (received, given) = aid(world);
            prop_assert_eq!(received, given);
            prop_assert_eq!(received, world.flows.amount(Flow::Aid));
            for (contacts, strengths) in world.clients.contacts.iter().zip(before) {
                prop_assert!(contacts.asked().is_none_or(|slot| strengths[slot] > help));
            }
        }
    }
}

/// Ties that can only be cut: nothing fades, and nobody new is met.
fn lasting(parameters: &mut Parameters) {
    (parameters.ties.decay, parameters.ties.meeting) = (0.0, 0.0);
}

#[test]
fn connectors_lose_all_their_ties_and_nobody_else_any() {
    let mut scenario = common::shipped("brokered");
    scenario.parameters.population.clients = 600;
    lasting(&mut scenario.parameters);
    scenario.events = vec![Event {
        round: 3,
        note: String::new(),
        changes: vec![("network.remove_connectors".to_owned(), Value::Number(0.05))],
    }];
    let mut run = Run::new(&scenario, 0);
    for _ in 0..2 {
        run.step().expect("no law is broken");
    }
    let draws = Draws { seed: scenario.seed, replicate: 0 };
    let gone = network::most_between(run.world(), draws, 3, 30);
    let known = |world: &World| -> Vec<Vec<ClientId>> {
        (0..world.clients.len()).map(|i| world.ties.of(i).map(|tie| tie.to).collect()).collect()
    };
    let mut expected = known(run.world());
    let before: usize = expected.iter().map(Vec::len).sum();
    for (client, ties) in expected.iter_mut().enumerate() {
        ties.retain(|to| !gone.contains(&client) && !gone.contains(&to.index()));
    }
    run.step().expect("no law is broken");
    assert_eq!((gone.len(), &known(run.world())), (30, &expected));
    let cut = before - expected.iter().map(Vec::len).sum::<usize>();
    assert_eq!(run.world().flows.turns(Turn::TieLost), cut as u64);
    let after = known(run.world());
    run.step().expect("no law is broken");
    assert_eq!(known(run.world()), after, "they are cut once");
}

/// The mean of a measure over the last rounds.
fn late(scenario: &Scenario, measure: &str, rounds: u32) -> f64 {
    let mut run = Run::new(scenario, 0);
    let mut values = Vec::new();
    for _ in 0..scenario.rounds {
        let row = run.step().expect("no law is broken");
        values.extend(Measure::named(measure).expect("a measure of the catalogue").of(&row.observation));
    }
    let last = &values[values.len() - rounds as usize..];
    last.iter().sum::<f64>() / last.len() as f64
}

/// The paired difference of a measure between two scenarios over seeds, in units of its standard error.
fn t_of_difference(one: &Scenario, other: &Scenario, measure: &str) -> f64 {
    let seeds: Vec<u64> = (1..=8).collect();
    let seeded = |scenario: &Scenario, seed: u64| late(&scenario.clone().with_seed(seed), measure, 20);
    let difference = |&seed: &u64| seeded(one, seed) - seeded(other, seed);
    let differences: Vec<f64> = seeds.par_iter().map(difference).collect();
    let n = differences.len() as f64;
    let mean = differences.iter().sum::<f64>() / n;
    let variance = differences.iter().map(|d| (d - mean) * (d - mean)).sum::<f64>() / (n - 1.0);
    mean / (variance / n).sqrt()
}

/// Student's t with 7 degrees of freedom is below this in 99.5 % of cases.
const LARGE: f64 = 3.5;

/// A quarter of the society as shipped: the test compares, and need not be precise.
fn quarter(name: &str) -> Scenario {
    let mut scenario = common::shipped(name);
    let population = &mut scenario.parameters.population;
    for size in [&mut population.clients, &mut population.patrons, &mut population.villages] {
        *size /= 4;
    }
    scenario
}

/// Claim P18 (Scott 1972): exit options raise the terms of exchange and lower coercion. The scenarios differ by their ties alone.
#[test]
fn weak_ties_improve_the_terms_of_exchange() {
    let (weak, isolated) = (quarter("weak-ties"), quarter("isolated-clients"));
    for (measure, sign) in [("churn_share", 1.0), ("exchange_rate_mean", 1.0), ("wage_mean", 1.0), ("coercion_mean", -1.0)] {
        let t = t_of_difference(&weak, &isolated, measure);
        assert!(sign * t > LARGE, "{measure}: t = {t}");
    }
}

/// Who can ask neighbours owes the patron less and is hungry less often.
#[test]
fn mutual_aid_makes_clients_depend_less_on_their_patron() {
    let with = Scenario { events: Vec::new(), ..quarter("strong-ties") };
    let mut without = with.clone();
    without.parameters.uses.help = 1.0;
    for (measure, sign) in [("indebted_share", -1.0), ("hungry_share", -1.0), ("resilience", 1.0)] {
        let t = t_of_difference(&with, &without, measure);
        assert!(sign * t > LARGE, "{measure}: t = {t}");
    }
}

#[test]
fn a_client_has_eight_slots() {
    assert_eq!((Ties::SLOTS, Ties::BYTES), (8, 40));
}
