//! Scenarios made by hand, for tests that need them before or beside the shipped files.

#![allow(dead_code, reason = "every test crate uses its own part")]

use patronage::parameter::{Allowed, CatalogueKey, Value};
use patronage::phases::{Parameters, catalogue};
use patronage::random::{Draws, Purpose};
use patronage::scenario::{Machine, Scenario};
use patronage::world::populate::Kind;
use patronage::world::{Strategy, Ties};
use std::path::Path;
use std::process::Command;

/// A strategy from its parts: wage, protection, support, coercion, credit.
pub(crate) fn strategy(parts: [f64; 5]) -> Strategy {
    Strategy::from_parts(parts)
}

/// One kind of patron, for all of them.
pub(crate) fn all_of_kind(parts: [f64; 5], spread: f64) -> Vec<Kind> {
    vec![Kind { name: "all".to_owned(), share: 1.0, mean: strategy(parts), spread }]
}

/// A scenario with default keys.
pub(crate) fn scenario(title: &str, rounds: u32, kinds: Vec<Kind>) -> Scenario {
    Scenario::plain(title, rounds, Parameters::default(), kinds)
}

/// All keys of the catalogue.
pub(crate) fn keys() -> Vec<CatalogueKey<Parameters>> {
    catalogue().into_iter().flat_map(|section| section.keys).collect()
}

/// Sets a key to a number, rounded for keys that count.
pub(crate) fn set(parameters: &mut Parameters, path: &str, value: f64) {
    let keys = keys();
    let key = keys.iter().find(|key| key.path == path).unwrap_or_else(|| panic!("no key {path}"));
    let value = match key.allowed {
        Allowed::Numbers(..) => Value::Number(value),
        Allowed::Counts(..) => Value::Count(value.round() as u32),
        Allowed::Words(_) | Allowed::Text => panic!("{path} is no number"),
    };
    key.set(parameters, value);
}

/// A scenario as it is shipped in `scenarios/`.
pub(crate) fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).with_extension("toml");
    Scenario::load_for(&path, &[], &Machine::UNLIMITED).expect("a shipped scenario is valid")
}

/// Whether a key says how many agents there are.
pub(crate) fn is_size(path: &str) -> bool {
    ["population.clients", "population.patrons", "population.villages"].contains(&path)
}

/// The number that a value is, if it is one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(x) => Some(*x),
        Value::Count(n) => Some(f64::from(*n)),
        Value::Choice(_) | Value::Text(_) => None,
    }
}

/// Chooses a word for a key.
pub(crate) fn choose(parameters: &mut Parameters, path: &str, word: &'static str) {
    let keys = keys();
    let key = keys.iter().find(|key| key.path == path).unwrap_or_else(|| panic!("no key {path}"));
    key.set(parameters, Value::Choice(word));
}

/// Draws every key but the numbers of agents and texts. Choices are drawn evenly. Of numbers, half of them near their default, half
/// anywhere in their range, small values more often where the range is wide. Ties are kept to the slots that there are, and nobody's
/// are cut: that is done to a society, by something that looks at all of it.
pub(crate) fn randomise(parameters: &mut Parameters, seed: u64) {
    let mut words = Draws { seed, replicate: 0 }.words(Purpose::PopulatePatrons, u32::MAX, 0, 2);
    for key in keys().iter().filter(|key| !is_size(&key.path)) {
        let [which, place] = words.take::<2>();
        if let Allowed::Words(words) = &key.allowed {
            key.set(parameters, Value::Choice(words[place.below(words.len())].word));
        }
        let (Some((least, most)), Some(default)) = (key.allowed.range(), number(&key.get(parameters))) else { continue };
        let value = match (which.happens(0.5), most > 10.0) {
            (true, _) => default * (0.5 + place.uniform()),
            (false, false) => least + place.uniform() * (most - least),
            (false, true) => least + libm::pow(1.0 + most - least, place.uniform()) - 1.0,
        };
        set(parameters, &key.path, value.clamp(least, most));
    }
    let network = &mut parameters.network;
    network.far_ties = network.far_ties.min(Ties::SLOTS as u32 - network.village_ties);
    network.remove_connectors = 0.0;
}

/// Runs the program in a folder; it must end with `code`. Gives what it printed.
pub(crate) fn ends(folder: &tempfile::TempDir, code: i32, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    let output = command.args(arguments).current_dir(folder.path()).output().expect("the program runs");
    let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{}", texts.concat());
    texts.concat()
}
