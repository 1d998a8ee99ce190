//! Every key moves something: a changed value changes a measure, a flow or a state within some rounds. No key is exempt.

mod common;

use patronage::engine::Run;
use patronage::metrics::{MEASURES, network};
use patronage::parameter::{Allowed, CatalogueKey, Value};
use patronage::phases::Parameters;
use patronage::scenario::{Event, Scenario};
use rayon::prelude::*;

/// A society in which every key can matter: patrons differ, learn and are deserted, some are poor; clients are short, in
/// debt, resentful, and move; some have no patron.
fn base() -> Scenario {
    let mut scenario = common::scenario("base", 40, common::all_of_kind([0.5, 0.4, 0.4, 0.4, 0.6], 0.25));
    for (path, value) in [
        ("population.clients", 600.0),
        ("population.patrons", 90.0),
        ("population.villages", 6.0),
        ("population.attached", 0.9),
        ("adaptation.share", 0.3),
        ("adaptation.vacancy", 4.0),
        ("law.detection", 0.1),
        ("economy.capital_per_client", 1.0),
        ("economy.capital_min", 0.5),
        ("economy.capital_max", 1.5),
        ("credit.debt_max", 2.0),
        ("mobility.debt_counted", 1.0),
        ("mobility.rebel", 0.3),
        ("work.effort_min", 0.4),
        ("work.effort", 0.3),
        ("ties.decay", 0.1),
        ("measures.every", 20.0),
    ] {
        common::set(&mut scenario.parameters, path, value);
    }
    scenario
}

/// Everything that outputs could show of a run, as bits.
fn outcome(scenario: &Scenario) -> Vec<u64> {
    let mut run = Run::new(scenario, 0);
    let mut seen = Vec::new();
    for _ in 0..scenario.rounds {
        let row = run.step().expect("no law is broken");
        let measures = MEASURES.iter().map(|measure| measure.of(&row.observation));
        seen.extend(measures.map(|value| value.map_or(0, f64::to_bits)));
        let networks = run.network_if_due();
        let value = |measure: &network::NetworkMeasure| (measure.value)(networks.as_ref()?);
        seen.extend(network::MEASURES.iter().map(|measure| value(measure).map_or(0, f64::to_bits)));
        let flows = &row.observation.flows;
        seen.extend(patronage::world::Flow::ALL.iter().map(|&flow| flows.amount(flow).micros() as u64));
        seen.extend(patronage::world::Turn::ALL.iter().map(|&turn| flows.turns(turn)));
    }
    seen
}

/// Other values of a key: one less where it counts, half as much again or half where that is too much, all other words.
fn changed(value: &Value, allowed: &Allowed) -> Vec<Value> {
    match (value, allowed) {
        (Value::Count(n), _) => vec![Value::Count(n - 1)],
        (Value::Number(0.0), Allowed::Numbers(least, most)) => vec![Value::Number((least + 0.1 * (most - least)).min(1.0))],
        (Value::Number(x), Allowed::Numbers(least, most)) => {
            vec![Value::Number(if x * 1.5 <= *most { x * 1.5 } else { (x * 0.5).max(*least) })]
        }
        (Value::Choice(chosen), Allowed::Words(words)) => {
            words.iter().filter(|word| word.word != *chosen).map(|word| Value::Choice(word.word)).collect()
        }
        _ => panic!("{value:?} is not of {allowed:?}"),
    }
}

/// The start networks in which a key matters that does not matter in all.
fn start_for(path: &str) -> &'static str {
    if ["network.communities", "network.mixing"].contains(&path) { "communities" } else { "villages" }
}

#[test]
fn every_key_moves_something() {
    let base_with = |start| {
        let mut base = base();
        common::choose(&mut base.parameters, "network.start", start);
        let unchanged = outcome(&base);
        (base, unchanged)
    };
    let bases = ["villages", "communities"].map(|start| (start, base_with(start)));
    assert_eq!(bases[0].1.1, outcome(&base()), "equal scenarios have equal outcomes");
    let moves_nothing = |key: &CatalogueKey<Parameters>| {
        let (_, (base, unchanged)) = bases.iter().find(|(start, _)| *start == start_for(&key.path)).expect("a base");
        let mut scenario = base.clone();
        let before = key.get(&mut scenario.parameters);
        changed(&before, &key.allowed).into_iter().any(|after| {
            assert_ne!(before, after, "{} is not changed", key.path);
            key.set(&mut scenario.parameters, after);
            outcome(&scenario) == *unchanged
        })
    };
    let keys = common::keys();
    assert!(keys.len() > 50, "the catalogue is read");
    // A text is the name of a file: what the file holds moves something, see tests/ties_file.rs.
    let keys: Vec<_> = keys.into_iter().filter(|key| key.allowed != Allowed::Text).collect();
    let idle: Vec<String> = keys.par_iter().filter(|key| moves_nothing(key)).map(|key| key.path.clone()).collect();
    assert!(idle.is_empty(), "keys that move nothing: {}", idle.join(", "));
}

/// What is not a key moves things too: the seed, kinds of patrons and events.
#[test]
fn seed_kinds_and_events_move_something() {
    let base = base();
    let unchanged = outcome(&base);
    let other = |change: &dyn Fn(&mut Scenario)| {
        let mut scenario = base.clone();
        change(&mut scenario);
        outcome(&scenario)
    };
    assert_ne!(unchanged, other(&|scenario| scenario.seed = 2));
    assert_ne!(unchanged, other(&|scenario| scenario.kinds[0].spread = 0.2));
    for part in 0..5 {
        let shift = |scenario: &mut Scenario| {
            let mut parts = scenario.kinds[0].mean.parts();
            parts[part] += 0.05;
            scenario.kinds[0].mean = common::strategy(parts);
        };
        assert_ne!(unchanged, other(&shift), "{}", patronage::world::Strategy::PARTS[part]);
    }
    let event = Event { round: 30, note: String::new(), changes: vec![("shocks.hazard".to_owned(), Value::Number(0.5))] };
    let with_event = other(&|scenario| scenario.events = vec![event.clone()]);
    let per_round = unchanged.len() / base.rounds as usize;
    let first = unchanged.iter().zip(&with_event).position(|(a, b)| a != b).expect("the event moves something");
    assert_eq!(first / per_round, 29, "nothing moves before the event's round");
}
