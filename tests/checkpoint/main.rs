//! Checkpoints: a run that was broken off at any round, by anything, goes on to the same bytes; damage is found; disk is counted.

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod disk;
mod program;
mod same;
mod torture;

use patronage::checkpoint::{Checkpoints, Existing, Resumed};
use patronage::engine::Run;
use patronage::output::collect::{Collected, Gathering};
use patronage::output::{Entry, Format, Looks, Manifest, tables};
use patronage::scenario::Scenario;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Works on so many threads.
fn on<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool").install(work)
}

/// Every file that a run leaves, by its name; the manifest among them.
fn files(scenario: &Scenario, mut run: Run, gathering: Gathering) -> BTreeMap<String, Vec<u8>> {
    let collected = gathering.end(&mut run);
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let mut files = BTreeMap::new();
    let mut entries = Vec::new();
    for table in tables::each(&collected, &run.into_final_world(), &kinds, tables::Inputs::of(scenario)) {
        let content = Format::Parquet.encode(&table).expect("a table can be written");
        entries.push(Entry::of(&table.name, table.rows(), &content));
        files.insert(table.name.clone(), content);
    }
    let manifest = Manifest::new("x", scenario, &collected, Vec::new(), entries);
    files.insert(Manifest::FILE.to_owned(), manifest.to_text().into_bytes());
    files
}

/// A run of all rounds that nobody touched; `watch` sees it before each round but the first, with its number.
fn undisturbed(scenario: &Scenario, mut watch: impl FnMut(u32, &mut Run, &mut Collected)) -> BTreeMap<String, Vec<u8>> {
    let mut run = Run::new(scenario, 0);
    let mut gathering = Gathering::start(&mut run, Looks::ALL);
    let watch = |run: &mut Run, collected: &mut Collected| {
        watch(collected.last_round(), run, collected);
        ControlFlow::Continue(())
    };
    gathering.go_on(&mut run, scenario.rounds, watch).expect("no law is broken");
    files(scenario, run, gathering)
}

/// The files of a run that goes on from the checkpoint at `path`.
fn gone_on(scenario: &Scenario, path: &Path) -> BTreeMap<String, Vec<u8>> {
    let checkpoints = Checkpoints::open(path, Existing::Continue).expect("nobody else works with it");
    let Resumed { mut run, collected, .. } = checkpoints.read(scenario).expect("a whole checkpoint").expect("there is one");
    let mut gathering = Gathering::again(&mut run, collected, Looks::ALL).expect("no law is broken");
    gathering.go_on(&mut run, scenario.rounds, |_, _| ControlFlow::Continue(())).expect("no law is broken");
    files(scenario, run, gathering)
}

/// Keeps a run of `scenario` at the end of a round as a file in `folder`.
fn kept(scenario: &Scenario, round: u32, folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join(format!(".kept-{round}.checkpoint"));
    let mut run = Run::new(scenario, 0);
    let mut gathering = Gathering::start(&mut run, Looks::ALL);
    let watch = |run: &mut Run, collected: &mut Collected| {
        if collected.last_round() < round {
            return ControlFlow::Continue(());
        }
        Checkpoints::open(&path, Existing::Refuse).expect("a new place").save(run, collected, 1).expect("a writable folder");
        ControlFlow::Break(())
    };
    gathering.go_on(&mut run, scenario.rounds, watch).expect("no law is broken");
    path
}

/// A scenario that TOML text says, with changes.
fn parsed(text: &str, sets: &[&str]) -> Scenario {
    let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
    Scenario::parse("x.toml", text, &sets).unwrap_or_else(|problems| panic!("{problems}"))
}

/// So many rounds of the society in which every key matters: elections every sixth, learning patrons, families; and events of all sorts.
fn eventful(rounds: u32, sets: &[&str]) -> Scenario {
    let events = "
[[events]]
round = 3
set = { shocks.hazard = 0.3, mobility.information = 0.9 }
[[events]]
round = 5
set = { campaign.quota = 6, network.remove_connectors = 0.05 }
[[events]]
round = 9
set = { government.relief = 0.9, uses.help = 0.5 }
";
    parsed(&(include_str!("../data/every-key.toml").to_owned() + events), sets).with_rounds(rounds).0
}
