//! Every key moves something: a changed value changes a measure, a flow or a state within some rounds. No key is exempt.

mod common;

use patronage::engine::Run;
use patronage::metrics::{MEASURES, network};
use patronage::parameter::{Allowed, CatalogueKey, Value};
use patronage::phases::Parameters;
use patronage::scenario::{Event, Scenario};
use patronage::world::politics::{Office, Polity};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const BASE: &str = include_str!("data/every-key.toml");

/// The society of `data/every-key.toml` with some keys changed.
fn base(sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    Scenario::parse("tests/data/every-key.toml", BASE, &sets).unwrap_or_else(|problems| panic!("{sets:?}: {problems}"))
}

/// What else must be so that a key matters, of keys that do not matter in every society.
fn needed_by(path: &str) -> &'static [&'static str] {
    match path {
        "network.communities" | "network.mixing" => &["network.start=communities"],
        "network.file" => &["network.start=file", "network.file=tests/data/ties.csv"],
        "population.table" => &["population.clients=400", "population.villages=5"],
        "campaign.secrecy_premium" | "campaign.rule" => &["campaign.pricing=reservation"],
        "campaign.envelope_min" => &["campaign.envelope_min=0.3"],
        "campaign.envelope_max" => &["campaign.envelope_max=0.05"],
        // Fines are often as high as a politician's funds, whatever the penalty.
        "government.penalty" => &["government.penalty=0.1"],
        // Patrons have enough to lend, unless they may lend very little of it.
        "credit.lend_max" => &["credit.lend_max=0.02"],
        "voting.patience" => &["voting.compliance=repeated"],
        "government.convexity" => &["government.club_rule=rank"],
        _ => &[],
    }
}

/// Another text for a key: the name of a file or of a party.
fn other_text(path: &str) -> &'static str {
    match path {
        "network.file" => "tests/data/two-ties.csv",
        "population.table" => "tests/data/villages.csv",
        "politics.incumbent" => "blue",
        _ => panic!("say here what else `{path}` could be"),
    }
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

/// Other values of a key: one less where it counts, half as much again or half where that is too much, all other words, another text.
fn changed(key: &CatalogueKey<Parameters>, value: &Value) -> Vec<Value> {
    match (value, &key.allowed) {
        (Value::Count(n), _) => vec![Value::Count(n - 1)],
        (Value::Number(0.0), Allowed::Numbers(least, most)) => vec![Value::Number((least + 0.1 * (most - least)).min(1.0))],
        (Value::Number(x), Allowed::Numbers(least, most)) => {
            vec![Value::Number(if x * 1.5 <= *most { x * 1.5 } else { (x * 0.5).max(*least) })]
        }
        (Value::Choice(chosen), Allowed::Words(words)) => {
            words.iter().filter(|word| word.word != *chosen).map(|word| Value::Choice(word.word)).collect()
        }
        (Value::Text(_), Allowed::Text) => vec![Value::Text(other_text(&key.path).to_owned())],
        _ => panic!("{value:?} is not of {:?}", key.allowed),
    }
}

/// The values of a key that move nothing.
fn idle_values(key: &CatalogueKey<Parameters>, unchanged: &[u64]) -> Vec<String> {
    let needed = needed_by(&key.path);
    let before = key.get(&mut base(needed).parameters);
    let moves_nothing = |after: &Value| {
        assert_ne!(before, *after, "{} is not changed", key.path);
        let set = format!("{}={after}", key.path);
        // A start from a file needs the file.
        let file: &[&str] = if set == "network.start=file" { &["network.file=tests/data/ties.csv"] } else { &[] };
        outcome(&base(&[needed, file, &[set.as_str()]].concat())) == unchanged
    };
    changed(key, &before).iter().filter(|after| moves_nothing(after)).map(|after| format!("{} = {after}", key.path)).collect()
}

#[test]
fn every_key_moves_something() {
    let keys = common::keys();
    assert!(keys.len() > 100, "the catalogue is read");
    let settings: BTreeMap<_, Vec<u64>> = keys.iter().map(|key| (needed_by(&key.path), Vec::new())).collect();
    let unchanged: BTreeMap<_, _> = settings.into_par_iter().map(|(sets, _)| (sets, outcome(&base(sets)))).collect();
    assert_eq!(unchanged[needed_by("")], outcome(&base(&[])), "equal scenarios have equal outcomes");
    let idle: Vec<String> = keys.par_iter().flat_map(|key| idle_values(key, &unchanged[needed_by(&key.path)])).collect();
    assert!(idle.is_empty(), "values that move nothing: {}", idle.join(", "));
}

/// What a scenario says of parties and elections moves something.
#[test]
fn every_part_of_a_polity_moves_something() {
    let unchanged = outcome(&base(&[]));
    let sets = [
        "parties.red.ideology=-0.4",
        "parties.red.valence=0.1",
        "parties.red.funds=1.5",
        "parties.red.family=31",
        "parties.red.centrality=0.6",
        "elections.council.after=1",
        "elections.council.rule=dhondt",
        "elections.council.rule=hare",
        "elections.council.rule=plurality",
        "elections.council.threshold=0.3",
        "elections.council.funds=7",
        "elections.council.parties=[\"red\", \"blue\"]",
        "elections.council.constituencies=[{ name = \"upper\", seats = 4 }, { name = \"lower\", seats = 4 }]",
        "elections.council.constituencies=[{ name = \"upper\", seats = 3, villages = 4 }, { name = \"lower\", seats = 5, villages = 2 }]",
    ];
    let idle: Vec<&str> = sets.into_par_iter().filter(|&set| outcome(&base(&[set])) == unchanged).collect();
    assert!(idle.is_empty(), "these move nothing: {idle:?}");
    let other = |change: fn(&mut Polity)| {
        let mut scenario = base(&[]);
        change(Arc::make_mut(scenario.polity.as_mut().expect("there is politics")));
        outcome(&scenario)
    };
    assert_ne!(unchanged, other(|polity| polity.elections[0].under = None), "nobody stands above the council");
    assert_ne!(unchanged, other(|polity| polity.elections[1].office = Office::Legislature), "the council makes the government");
}

/// What is not a key moves things too: the seed, kinds of patrons and events.
#[test]
fn seed_kinds_and_events_move_something() {
    let base = base(&[]);
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
