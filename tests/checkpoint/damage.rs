//! What is no whole checkpoint of the run is never taken for one.

use super::{eventful, kept};
use patronage::checkpoint::{Checkpoints, Error, Existing, MAGIC};
use patronage::random::{Draws, Purpose};
use patronage::scenario::Scenario;
use std::fs;
use std::path::Path;

/// What is wrong with the checkpoint at `path` for a run of `scenario`.
fn refusal(scenario: &Scenario, path: &Path) -> Error {
    let checkpoints = Checkpoints::open(path, Existing::Continue).expect("nobody else works with it");
    match checkpoints.read(scenario) {
        Err(error) => error,
        Ok(_) => panic!("{} is taken for a checkpoint", path.display()),
    }
}

#[test]
fn a_changed_byte_is_found_wherever_it_is() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = eventful(8, &[]);
    let path = kept(&scenario, 6, &place);
    let whole = fs::read(&path).expect("a checkpoint");
    let mut words = Draws { seed: 7, replicate: 0 }.words(Purpose::Resample, 0, 0, 2);
    // Everything of the beginning, and a thousand places after it.
    let places = (0..200).chain((0..1000).map(|_| words.take::<2>()[0].below(whole.len()))).chain(whole.len() - 20..whole.len());
    for at in places {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&path, &bytes).expect("a writable file");
        let refused = refusal(&scenario, &path);
        let is_foreign = at < MAGIC.len();
        assert_eq!(matches!(refused, Error::Foreign { .. }), is_foreign, "byte {at}: {refused}");
        assert!(refused.to_string().contains("--force"), "{refused}");
    }
    fs::write(&path, &whole).expect("a writable file");
    let checkpoints = Checkpoints::open(&path, Existing::Continue).expect("nobody else works with it");
    assert!(checkpoints.read(&scenario).expect("a whole checkpoint").is_some());
}

#[test]
fn a_file_that_is_cut_short_or_goes_on_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = eventful(8, &[]);
    let path = kept(&scenario, 6, &place);
    let whole = fs::read(&path).expect("a checkpoint");
    for length in (0..40).chain((40..whole.len()).step_by(whole.len() / 200)).chain(whole.len() - 12..whole.len()) {
        fs::write(&path, &whole[..length]).expect("a writable file");
        let refused = refusal(&scenario, &path);
        let said = if length < MAGIC.len() { "no checkpoint" } else { "cut short" };
        assert!(refused.to_string().contains(said), "{length} bytes: {refused}");
    }
    fs::write(&path, [&whole[..], b"more"].concat()).expect("a writable file");
    assert!(refusal(&scenario, &path).to_string().contains("damaged"));
    fs::write(&path, [&whole[..], &whole[MAGIC.len()..]].concat()).expect("a writable file");
    assert!(refusal(&scenario, &path).to_string().contains("damaged"));
}

#[test]
fn another_scenario_seed_or_input_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let villages = place.path().join("villages.csv");
    fs::copy("tests/data/villages.csv", &villages).expect("a copy");
    let text = format!("title = \"x\"\nrounds = 4\n[population]\npatrons = 8\ntable = '{}'\n", villages.display());
    let scenario = super::parsed(&text, &[]);
    let path = kept(&scenario, 2, &place);
    for (set, said) in [
        ("seed=9", "`seed` was 1 and is 9"),
        ("rounds=5", "`rounds` was 4 and is 5"),
        ("economy.outside=0.123", "`economy.outside` was"),
        ("title=\"y\"", "`title` was \"x\" and is \"y\""),
    ] {
        let refused = refusal(&super::parsed(&text, &[set]), &path).to_string();
        assert!(refused.contains(said) && refused.contains("--force"), "{refused}");
    }
    let poorer = fs::read_to_string(&villages).expect("text").replacen("0.25", "0.26", 1);
    fs::write(&villages, poorer).expect("a writable file");
    let refused = refusal(&super::parsed(&text, &[]), &path).to_string();
    assert!(refused.contains("villages.csv") && refused.contains("has changed"), "{refused}");
}

#[test]
fn one_process_works_on_a_run_and_leftovers_are_removed() {
    let place = tempfile::tempdir().expect("a folder");
    let scenario = eventful(3, &[]);
    let path = kept(&scenario, 1, &place);
    let part = place.path().join(".kept-1.checkpoint.part");
    fs::write(&part, "half of a checkpoint").expect("a writable file");
    let refused = Checkpoints::open(&path, Existing::Refuse).expect_err("a run was broken off").to_string();
    assert!(refused.contains("--resume") && refused.contains("--force") && !part.exists(), "{refused}");

    let mut first = Checkpoints::open(&path, Existing::Continue).expect("nobody else works with it");
    for existing in [Existing::Continue, Existing::Discard, Existing::Refuse] {
        let refused = Checkpoints::open(&path, existing).expect_err("the first one has it");
        assert!(matches!(refused, Error::InUse { .. }), "{refused}");
    }
    first.claim().expect("a writable folder");
    first.discard().expect("a file that can be removed");
    assert!(part.exists() && !path.exists());
    let refused = Checkpoints::open(&path, Existing::Refuse).expect_err("the first one is about to write it");
    assert!(matches!(refused, Error::InUse { .. }), "{refused}");
    drop(first);
    assert!(!part.exists());

    let anew = kept(&scenario, 1, &place);
    assert_eq!(anew, path);
    drop(Checkpoints::open(&path, Existing::Discard).expect("nobody else works with it"));
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 0);
}
