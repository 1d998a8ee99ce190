//! Gone on from any round, on any number of threads, a run comes to the same bytes.

use super::{eventful, files, gone_on, on, parsed, undisturbed};
use crate::common;
use patronage::checkpoint::{Checkpoints, Existing, Resumed};
use patronage::output::Looks;
use patronage::output::collect::Gathering;
use patronage::scenario::Scenario;
use std::ops::ControlFlow;
use std::path::Path;

/// Keeps a run at the end of every round but the last, goes on from each, and compares all files.
fn same_from_every_round(scenario: &Scenario) {
    let place = tempfile::tempdir().expect("a folder");
    let path = |round: u32| place.path().join(format!(".{round}.checkpoint"));
    let whole = on(2, || {
        undisturbed(scenario, |round, run, collected| {
            let mut checkpoints = Checkpoints::open(&path(round), Existing::Refuse).expect("a new place");
            checkpoints.save(run, collected, 1).expect("a writable folder");
        })
    });
    for round in 0..scenario.rounds {
        let threads = [1, 2, 3, 8][round as usize % 4];
        let again = on(threads, || gone_on(scenario, &path(round)));
        assert!(whole.keys().eq(again.keys()), "{:?} and {:?}", whole.keys(), again.keys());
        let differing: Vec<_> = whole.keys().filter(|&name| whole[name] != again[name]).collect();
        assert!(differing.is_empty(), "from round {round} on {threads} threads: other bytes in {differing:?}");
    }
}

#[test]
fn with_politics_events_and_networks() {
    same_from_every_round(&eventful(14, &["measures.every=4"]));
}

#[test]
fn with_gifts_that_are_remembered_and_several_blocks() {
    let sets = ["population.clients=5000", "population.patrons=70", "population.villages=11", "campaign.quota=20"];
    same_from_every_round(&eventful(8, &sets));
}

#[test]
fn without_politics() {
    for name in ["adaptive", "coercive-open", "first-steps"] {
        let (scenario, _) = common::shipped(name).with_rounds(9);
        let mut scenario = scenario;
        let population = &mut scenario.parameters.population;
        (population.clients, population.patrons, population.villages) = (900, 30, 9);
        scenario.parameters.measures.every = 2;
        same_from_every_round(&scenario);
    }
}

#[test]
fn with_listed_villages_and_ties() {
    let text = "title = \"x\"\nrounds = 6\n[population]\npatrons = 8\ntable = 'tests/data/villages.csv'\n\
                [network]\nstart = \"file\"\nfile = 'tests/data/ties.csv'\n";
    same_from_every_round(&parsed(text, &[]));
}

/// More clients than are reported one by one, and than distributions are exact for.
#[test]
fn with_samples() {
    let sets = ["population.clients=70000", "population.patrons=700", "population.villages=350", "rounds=3"];
    let text = include_str!("../../scenarios/first-steps.toml").replace("round = 15", "round = 2");
    let text = text.split("[[expect]]").next().expect("text before the expectations");
    same_from_every_round(&parsed(text, &sets));
}

#[test]
fn every_shipped_scenario_with_politics() {
    for name in ["vote-buying", "spoils", "village-brokers", "patrimonial"] {
        let (mut scenario, _) = common::shipped(name).with_rounds(10);
        assert!(scenario.polity.is_some(), "{name} has politics");
        scenario.parameters.measures.every = 0;
        same_from_two_rounds(&scenario);
    }
}

/// The same from the middle only, gone on from a run that was itself gone on with.
fn same_from_two_rounds(scenario: &Scenario) {
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join(".x.checkpoint");
    let whole = undisturbed(scenario, |round, run, collected| {
        if round == 3 {
            Checkpoints::open(&path, Existing::Refuse).expect("a new place").save(run, collected, 3).expect("a writable folder");
        }
    });
    let again = twice_broken_off(scenario, &path);
    let differing: Vec<_> = whole.keys().filter(|&name| whole[name] != again[name]).collect();
    assert!(differing.is_empty(), "{}: other bytes in {differing:?}", scenario.title);
}

fn twice_broken_off(scenario: &Scenario, path: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    {
        let mut checkpoints = Checkpoints::open(path, Existing::Continue).expect("nobody else works with it");
        let Resumed { mut run, collected, every } = checkpoints.read(scenario).expect("a checkpoint").expect("there is one");
        assert_eq!((run.round(), collected.last_round(), every), (3, 3, 3));
        let mut gathering = Gathering::again(&mut run, collected, Looks::ALL).expect("no law is broken");
        let saving = |run: &mut _, collected: &mut _| {
            checkpoints.save(run, collected, 3).expect("a writable folder");
            if run.round() < 7 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        gathering.go_on(&mut run, scenario.rounds, saving).expect("no law is broken");
        assert_eq!((run.round(), run.rounds_run()), (7, 4));
        // What was broken off has results too.
        assert!(!files(scenario, run, gathering).is_empty());
    }
    gone_on(scenario, path)
}
