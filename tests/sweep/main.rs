//! Sweeps as their users meet them: resumed, killed, sharded, grown, refused, verified; always to the same bytes.

#[path = "../common/mod.rs"]
mod common;
mod growing;
mod refused;
mod shards;
mod tables;
mod torture;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A society in which some points cannot be: with six ties of each kind, a client has more than it has slots for.
const BASE: &str = "\
title = \"A small society\"
rounds = 6
[population]
clients = 120
patrons = 6
villages = 3
[network]
village_ties = 2
";

/// A grid of twelve points, of which three fail.
const GRID: &str = "\
title = \"A small sweep\"
base = \"base.toml\"
replicates = 2
measures = [\"coercion_mean\", \"loyalty_mean@round:3\"]
at = \"mean:4\"
[design]
kind = \"grid\"
[[factor]]
key = \"network.village_ties\"
levels = [2, 6]
[[factor]]
key = \"network.far_ties\"
levels = [0, 6]
[[factor]]
key = \"economy.outside\"
low = 0.1
high = 0.9
steps = 3
";

/// A folder with the base and this sweep, `sweep.toml`.
fn place(sweep: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    put(&place, "base.toml", BASE);
    put(&place, "sweep.toml", sweep);
    place
}

fn put(place: &TempDir, name: &str, text: &str) {
    fs::write(place.path().join(name), text).expect("a writable file");
}

/// The grid with another design.
fn sampled(design: &str) -> String {
    let factors = "[[factor]]\nkey = \"economy.outside\"\nlow = 0.1\nhigh = 0.9\n[[factor]]\nkey = \"network.far_ties\"\nlow = 0\nhigh = 5\n";
    let head = GRID.split("[design]").next().expect("a head");
    format!("{head}[design]\n{design}\n{factors}")
}

/// The bytes of everything but journals, charts and times.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("results").map(|entry| entry.expect("an entry").path());
    let files = entries.filter(|path| path.is_file() && !path.ends_with("timing.json"));
    files
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file")))
        .collect()
}

/// The names of the data files whose bytes differ.
fn differing(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

/// The program on the command line, for tests that kill it.
fn program(place: &TempDir, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.current_dir(place.path()).args(arguments);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    command
}
