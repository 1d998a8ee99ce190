//! The labour core reproduces the bands that its prototype set (MODEL.md, Bands): the mean over seeds 1-20 of every
//! measure in the last round, for the six scenarios as shipped.

mod common;

use patronage::engine::{Checks, Run};
use patronage::metrics::Measure;
use rayon::prelude::*;

/// The columns of the table.
const MEASURES: [&str; 7] = [
    "attached_share",
    "loyalty_mean",
    "reciprocity_mean",
    "hungry_share",
    "resentment_mean",
    "gini_wealth_clients",
    "gini_wealth_all",
];

/// Smallest and largest mean over seeds that is accepted.
type Band = (f64, f64);

/// No band was set.
const ANY: Band = (f64::NEG_INFINITY, f64::INFINITY);

const SEEDS: std::ops::RangeInclusive<u64> = 1..=20;

/// The measures in the last round of one seed's run.
fn last_round(name: &str, seed: u64) -> [f64; MEASURES.len()] {
    let mut scenario = common::shipped(name);
    scenario.seed = seed;
    let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryRound);
    let mut row = run.row();
    for _ in 0..scenario.rounds {
        row = run.step().expect("no law is broken");
    }
    MEASURES.map(|measure| {
        let measure = Measure::named(measure).expect("a measure of the catalogue");
        measure.of(&row.observation).expect("known in every round of these scenarios")
    })
}

fn check(name: &str, bands: [Band; MEASURES.len()]) {
    let rows: Vec<_> = SEEDS.into_par_iter().map(|seed| last_round(name, seed)).collect();
    let mut outside = Vec::new();
    for (k, (measure, (least, most))) in MEASURES.iter().zip(bands).enumerate() {
        let mean = rows.iter().map(|row| row[k]).sum::<f64>() / rows.len() as f64;
        let (low, high) = rows.iter().fold((f64::MAX, f64::MIN), |(low, high), row| (low.min(row[k]), high.max(row[k])));
        println!("{name:17} {measure:20} {mean:.4} (seeds {low:.4} to {high:.4}) in [{least}, {most}]");
        if !(least..=most).contains(&mean) {
            outside.push(format!("{measure} {mean:.4} is not in [{least}, {most}]"));
        }
    }
    assert!(outside.is_empty(), "{name}: {}", outside.join("; "));
}

#[test]
fn healthy() {
    check("healthy", [(0.97, 1.0), (0.80, 0.92), (0.82, 0.90), (0.0, 0.06), (0.0, 0.06), (0.22, 0.28), (0.72, 0.82)]);
}

#[test]
fn coercive_closed() {
    check("coercive-closed", [(0.95, 1.0), (0.10, 0.24), (0.69, 0.79), (0.70, 0.95), (0.52, 0.75), (0.04, 0.13), (0.81, 0.90)]);
}

#[test]
fn coercive_open() {
    check("coercive-open", [(0.15, 0.40), (0.12, 0.30), (0.70, 0.81), (0.20, 0.45), (0.10, 0.26), (0.20, 0.28), ANY]);
}

#[test]
fn market() {
    check("market", [(0.94, 1.0), (0.75, 0.88), (0.79, 0.88), (0.0, 0.10), (0.0, 0.05), (0.25, 0.31), (0.70, 0.80)]);
}

#[test]
fn adaptive() {
    check("adaptive", [(0.68, 0.95), (0.66, 0.86), (0.83, 0.92), (0.06, 0.24), (0.0, 0.14), (0.24, 0.32), (0.79, 0.89)]);
}

#[test]
fn adaptive_no_exit() {
    check("adaptive-no-exit", [(0.80, 1.0), (0.0, 0.15), (0.12, 0.50), (0.85, 1.0), (0.45, 0.80), ANY, (0.88, 1.0)]);
}
