//! Scenarios made by hand, for tests that need them before or beside the shipped files.

#![allow(dead_code, reason = "every test crate uses its own part")]

use patronage::parameter::{CatalogueKey, Value};
use patronage::phases::{Parameters, catalogue};
use patronage::scenario::Scenario;
use patronage::world::Strategy;
use patronage::world::populate::Kind;

/// A strategy from its parts: wage, protection, support, coercion, credit.
pub fn strategy(parts: [f64; 5]) -> Strategy {
    Strategy::from_parts(parts)
}

/// One kind of patron, for all of them.
pub fn all_of_kind(parts: [f64; 5], spread: f64) -> Vec<Kind> {
    vec![Kind { name: "all".to_owned(), share: 1.0, mean: strategy(parts), spread }]
}

/// A scenario with default keys.
pub fn scenario(title: &str, rounds: u32, kinds: Vec<Kind>) -> Scenario {
    Scenario {
        title: title.to_owned(),
        question: String::new(),
        rounds,
        seed: 1,
        parameters: Parameters::default(),
        kinds,
        events: Vec::new(),
        expectations: Vec::new(),
    }
}

/// All keys of the catalogue.
pub fn keys() -> Vec<CatalogueKey<Parameters>> {
    catalogue().into_iter().flat_map(|section| section.keys).collect()
}

/// Sets a key to a number, rounded for keys that count.
pub fn set(parameters: &mut Parameters, path: &str, value: f64) {
    let keys = keys();
    let key = keys.iter().find(|key| key.path == path).unwrap_or_else(|| panic!("no key {path}"));
    let value = if key.is_count(parameters) { Value::Count(value.round() as u32) } else { Value::Number(value) };
    key.set(parameters, value);
}

/// The six scenarios of the model's table, by name, at the size they are shipped in.
pub fn shipped(name: &str) -> Scenario {
    const COERCIVE: [f64; 5] = [0.50, 0.15, 0.10, 0.60, 0.8];
    const ADAPTIVE: [f64; 5] = [0.55, 0.50, 0.40, 0.30, 0.5];
    let (parts, spread, rounds, changes): (_, _, _, &[(&str, f64)]) = match name {
        "healthy" => ([0.70, 0.80, 0.60, 0.05, 0.5], 0.05, 80, &[]),
        "coercive-closed" => (COERCIVE, 0.05, 80, &[("economy.outside", 0.20), ("mobility.information", 0.1)]),
        "coercive-open" => (COERCIVE, 0.05, 80, &[]),
        "market" => ([0.75, 0.0, 0.0, 0.0, 0.0], 0.05, 80, &[]),
        "adaptive" => (ADAPTIVE, 0.2, 240, &[("adaptation.share", 0.3)]),
        "adaptive-no-exit" => {
            (ADAPTIVE, 0.2, 240, &[("adaptation.share", 0.3), ("mobility.information", 0.02), ("economy.outside", 0.20)])
        }
        other => panic!("no scenario {other}"),
    };
    let mut scenario = scenario(name, rounds, all_of_kind(parts, spread));
    for (path, value) in changes {
        set(&mut scenario.parameters, path, *value);
    }
    scenario
}
