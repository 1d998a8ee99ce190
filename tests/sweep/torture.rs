//! Kill -9 at random moments, again and again: nothing that was finished is lost, and the end is that of a sweep that nobody touched.

use super::{contents, differing, place, program, sampled};
use crate::common::ends;
use patronage::random::{Draws, Purpose};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Kills to survive, at least.
const KILLS: u32 = 60;

/// How many runs the journals hold, by what the program says of them.
fn finished(place: &TempDir, out: &str) -> u64 {
    let text = ends(place, 0, &["sweep", "sweep.toml", "--out", out, "--status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    status["done"].as_u64().expect("a count") + status["failed"].as_u64().expect("a count")
}

/// Starts the program and kills it after so long; whether it had ended by itself.
fn killed_after(place: &TempDir, arguments: &[&str], time: Duration) -> bool {
    let mut child = program(place, arguments).spawn().expect("a process");
    let started = Instant::now();
    while started.elapsed() < time {
        if let Some(status) = child.try_wait().expect("a process") {
            assert!(status.success(), "{arguments:?}");
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("a process that can be killed");
    child.wait().expect("a dead process");
    false
}

#[test]
fn killed_again_and_again_a_sweep_comes_to_the_same_bytes() {
    let sweep = sampled("kind = \"random\"\npoints = 150");
    let place = place(&sweep.replace("at = ", "set = { rounds = 20, \"population.clients\" = 400 }\nat = "));
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
    let whole = contents(&place.path().join("whole"));
    // How long a start takes until runs are finished depends on the machine: kills come within the time of an undisturbed sweep.
    let started = Instant::now();
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "timed", "--quiet", "--no-charts"]);
    let undisturbed = started.elapsed();
    let mut words = Draws { seed: 6, replicate: 0 }.words(Purpose::Resample, 0, 0, 1);
    let mut random = || words.take::<1>()[0].uniform();
    let (mut kills, mut sweeps) = (0, 0);
    while kills < KILLS {
        let out = &*format!("killed-{sweeps}");
        let shards = 1 + sweeps % 3;
        let mut before = 0;
        for number in (1..=shards).rev() {
            let shard = format!("{number}/{shards}");
            let mut arguments = vec!["sweep", "sweep.toml", "--out", out, "--resume", "--quiet", "--no-charts"];
            if shards > 1 {
                arguments.extend(["--shard", &shard]);
            }
            // A quarter of the time is enough for some runs, and seldom for all.
            while !killed_after(&place, &arguments, undisturbed.mul_f64(0.4 * random())) {
                kills += 1;
                if place.path().join(out).join("plan.json").exists() {
                    let now = finished(&place, out);
                    assert!(now >= before, "{now} runs are finished, and {before} were before");
                    before = now;
                }
            }
        }
        if shards > 1 {
            ends(&place, 0, &["sweep-merge", out, "--quiet", "--no-charts"]);
        }
        assert_eq!(differing(&whole, &contents(&place.path().join(out))), Vec::<String>::new(), "after {kills} kills");
        sweeps += 1;
    }
    assert!(sweeps >= 1 && kills >= KILLS);
}
