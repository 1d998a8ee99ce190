//! `--checkpoint` and `--resume` as their users meet them.

use super::{Checkpoints, kept, parsed};
use crate::common::ends;
use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A society with elections and networks, large enough that its checkpoint is larger than its data.
const SOCIETY: &str = "\
title = \"A society\"
rounds = 12
[population]
clients = 30000
patrons = 300
villages = 60
[measures]
every = 5
[politics]
every = 6
first = 5
[[events]]
round = 6
set = { shocks.hazard = 0.3 }
";

/// A folder with the society.
pub fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("society.toml"), SOCIETY).expect("a writable folder");
    place
}

/// The program, about to be started in a folder.
pub fn program(place: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.args(arguments).current_dir(place.path()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The files of a results folder that equal runs have in common: the data and the manifest.
pub fn contents(place: &TempDir, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(place.path().join(folder)).expect("a results folder");
    let named = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_file());
    let name = |path: &std::path::Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = named.filter(|path| !["timing.json", "summary.md"].contains(&name(path).as_str()));
    files.map(|path| (name(&path), fs::read(&path).expect("a readable file"))).collect()
}

/// What is hidden in a folder.
pub fn hidden(place: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(place.path()).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with('.')).collect();
    names.sort();
    names
}

#[test]
fn a_run_that_is_kept_has_the_results_of_one_that_is_not_and_leaves_nothing() {
    let place = place();
    ends(&place, 0, &["run", "society.toml", "--out", "plain", "--quiet", "--no-charts"]);
    let said = ends(&place, 0, &["run", "society.toml", "--out", "kept", "--checkpoint", "5", "--no-charts"]);
    assert!(said.contains("checkpoints go to") && said.contains(".kept.checkpoint") && said.contains("of disk"), "{said}");
    assert_eq!(contents(&place, "kept"), contents(&place, "plain"));
    assert_eq!(hidden(&place), [""; 0]);
    let timing = fs::read_to_string(place.path().join("kept/timing.json")).expect("timing");
    let timing: serde_json::Value = serde_json::from_str(&timing).expect("JSON");
    assert!(timing["seconds"]["checkpoints"].as_f64().expect("a number") > 0.0, "{timing}");
    let said = ends(&place, 0, &["run", "society.toml", "--out", "again", "--checkpoint", "5", "--resume", "--no-charts"]);
    assert!(said.contains("no checkpoint") && said.contains("from its beginning"), "{said}");
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let place = place();
    let said = ends(&place, 2, &["run", "society.toml", "--resume"]);
    assert!(said.contains("nothing to go on with") && said.contains("--checkpoint K"), "{said}");
    let said = ends(&place, 2, &["run", "society.toml", "--checkpoint", "5", "--replicates", "2"]);
    assert!(said.contains("for one run"), "{said}");
    assert!(ends(&place, 2, &["run", "society.toml", "--checkpoint", "0"]).contains("--checkpoint"));
}

/// Puts the checkpoint of round 7 where a run into the folder `out` would have left it.
fn left_behind(place: &TempDir) {
    let made = kept(&parsed(SOCIETY, &[]), 7, place);
    fs::rename(made, Checkpoints::beside(&place.path().join("out"))).expect("a writable folder");
}

#[test]
fn a_run_that_was_broken_off_is_gone_on_with_or_thrown_away_but_never_lost() {
    let place = place();
    ends(&place, 0, &["run", "society.toml", "--out", "plain", "--quiet", "--no-charts"]);
    left_behind(&place);
    let usual = ["run", "society.toml", "--out", "out", "--no-charts"];
    for every in [&[][..], &["--checkpoint", "2"]] {
        let said = ends(&place, 1, &[&usual[..], every].concat());
        assert!(said.contains("--resume") && said.contains("--force"), "{said}");
    }
    let said = ends(&place, 1, &[&usual[..], &["--resume", "--seed", "5"]].concat());
    assert!(said.contains("`seed` was 1 and is 5"), "{said}");
    assert_eq!(hidden(&place), [".out.checkpoint"]);
    let said = ends(&place, 0, &[&usual[..], &["--resume"]].concat());
    assert!(said.contains("going on after round 7 of 12"), "{said}");
    assert_eq!(contents(&place, "out"), contents(&place, "plain"));
    assert_eq!(hidden(&place), [""; 0]);

    left_behind(&place);
    ends(&place, 0, &[&usual[..], &["--force", "--quiet"]].concat());
    assert_eq!((contents(&place, "out"), hidden(&place)), (contents(&place, "plain"), Vec::new()));
}

/// Sends a signal to a process.
#[cfg(unix)]
fn signal(child: &std::process::Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
    assert!(sent.success());
}

/// Ctrl-C, or a scheduler that needs the machine: the round is finished and kept, whether it was due or not.
#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_stop_keeps_its_state() {
    let place = place();
    let usual = ["run", "society.toml", "--no-charts", "--checkpoint", "1000000"];
    ends(&place, 0, &[&usual[..], &["--out", "plain", "--quiet"]].concat());
    for (out, name) in [("interrupted", "-INT"), ("terminated", "-TERM")] {
        let arguments = [&usual[..], &["--out", out]].concat();
        let child = program(&place, &arguments).stderr(Stdio::piped()).spawn().expect("a process");
        std::thread::sleep(Duration::from_millis(300));
        signal(&child, name);
        let output = child.wait_with_output().expect("a process that ends");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("is kept in") && said.contains("the same command and --resume"), "{said}");
        assert_eq!(hidden(&place), [format!(".{out}.checkpoint")]);
        let manifest = fs::read_to_string(place.path().join(out).join("manifest.json")).expect("a manifest");
        assert!(manifest.contains("\"complete\": false"), "what is finished has results");
        ends(&place, 0, &[&arguments[..], &["--resume"]].concat());
        assert_eq!((contents(&place, out), hidden(&place)), (contents(&place, "plain"), Vec::new()));
    }
}

/// A disk that is full in the middle of a checkpoint, as far as a limit on the size of files is like one.
#[cfg(unix)]
#[test]
fn a_checkpoint_that_cannot_be_written_does_not_end_the_run() {
    let place = place();
    // So many clients that samples of them are smaller than the state.
    let usual = "run society.toml --set population.clients=120000 --no-charts";
    let plain: Vec<&str> = usual.split(' ').chain(["--out", "plain", "--quiet"]).collect();
    ends(&place, 0, &plain);
    let program = env!("CARGO_BIN_EXE_patronage");
    let script = format!("trap '' XFSZ; ulimit -f 8000; exec '{program}' {usual} --out out --checkpoint 4");
    let output = Command::new("sh").args(["-c", &script]).current_dir(place.path()).output().expect("a shell");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("warning: round 4 is not kept") && said.contains("no round is kept yet"), "{said}");
    assert_eq!((contents(&place, "out"), hidden(&place)), (contents(&place, "plain"), Vec::new()));
}
