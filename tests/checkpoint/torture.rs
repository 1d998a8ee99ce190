//! Kill -9 at random moments, again and again: one whole checkpoint is always there, and the end is that of a run that nobody touched.

use super::program::{contents, hidden, place, program};
use crate::common::ends;
use patronage::random::{Draws, Purpose};
use std::time::{Duration, Instant};

/// Kills to survive, at least.
const KILLS: u32 = 40;

/// Starts the program and kills it after so long; whether it had ended by itself, and what it said.
fn killed_after(place: &tempfile::TempDir, arguments: &[&str], time: Duration) -> (bool, String) {
    let mut child = program(place, arguments).stderr(std::process::Stdio::piped()).spawn().expect("a process");
    let started = Instant::now();
    let mut has_ended = false;
    while started.elapsed() < time && !has_ended {
        has_ended = child.try_wait().expect("a process").is_some();
        std::thread::sleep(Duration::from_millis(1));
    }
    if !has_ended {
        child.kill().expect("a process that can be killed");
    }
    let output = child.wait_with_output().expect("a dead process");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!has_ended || output.status.success(), "{arguments:?}\n{said}");
    (has_ended, said)
}

/// The round after which the program said that it goes on.
fn goes_on_after(said: &str) -> Option<u32> {
    said.split_once("going on after round ")?.1.split(' ').next()?.parse().ok()
}

#[test]
fn killed_again_and_again_a_run_comes_to_the_same_bytes() {
    let place = place();
    let usual = ["run", "society.toml", "--set", "population.clients=8000", "--no-charts", "--checkpoint", "1"];
    let started = Instant::now();
    ends(&place, 0, &[&usual[..], &["--out", "whole"]].concat());
    let undisturbed = started.elapsed();
    let whole = contents(&place, "whole");
    let mut words = Draws { seed: 11, replicate: 0 }.words(Purpose::Resample, 0, 0, 2);
    let (mut kills, mut runs, mut resumed) = (0, 0, 0);
    while kills < KILLS || resumed < KILLS / 4 {
        let out = format!("killed-{runs}");
        let mut last = 0;
        loop {
            let [time, threads] = words.take::<2>();
            let threads = ["1", "2", "3"][threads.below(3)];
            let arguments = [&usual[..], &["--out", &out, "--resume", "--threads", threads]].concat();
            let (has_ended, said) = killed_after(&place, &arguments, undisturbed.mul_f64(0.7 * time.uniform()));
            if let Some(round) = goes_on_after(&said) {
                assert!(round >= last, "round {round} is gone on from, and round {last} was there before\n{said}");
                (last, resumed) = (round, resumed + 1);
            }
            if has_ended {
                break;
            }
            kills += 1;
            // Killed between the end of its work and its own: the results are there, and the next start begins anew.
            if place.path().join(&out).exists() && !place.path().join(format!(".{out}.checkpoint")).exists() {
                assert_eq!(contents(&place, &out), whole, "results that have their name are whole, after {kills} kills");
                last = 0;
            }
            assert!(hidden(&place).len() <= 3, "leftovers of killed runs are removed by the next: {:?}", hidden(&place));
        }
        assert_eq!(contents(&place, &out), whole, "after {kills} kills");
        assert_eq!(hidden(&place), [""; 0], "nothing is left of a run that has ended");
        runs += 1;
    }
}
