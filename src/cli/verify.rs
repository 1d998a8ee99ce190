//! `patronage verify`: runs a results folder's scenario again, in memory, and compares every data file.

use super::progress::{Progress, Show};
use super::{Exit, Failure, pool, terminal};
use crate::engine::Run;
use crate::output::manifest::digest;
use crate::output::{Entry, Manifest, VERSION, collect, tables};
use crate::scenario::{Copies, Machine, Scenario};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
Two questions are answered for every data file: is it still as it was written, and does the run give the same bytes
again? Exit code 1 if not.

Example:
  patronage verify output/healthy";

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The results folder of a run
    folder: PathBuf,
    /// Threads to work on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let manifest = Manifest::read(&args.folder).map_err(Failure::Failed)?;
    let [ties, villages] = [tables::START_TIES, tables::START_VILLAGES].map(|table| copy(&args.folder, &manifest, table));
    let (ties, villages) = (ties?, villages?);
    let copies = Copies { ties: ties.as_deref(), villages: villages.as_deref() };
    let scenario = Scenario::from_resolved(&manifest.resolved, copies)?;
    Machine::this(pool::threads(args.threads)).fits(&scenario).map_err(Failure::Failed)?;
    let again = pool::within(args.threads, || rerun(&manifest, &scenario))??;
    let mut report = String::new();
    let mut sound = true;
    for file in &manifest.files {
        let verdict = compare(&args.folder, file, &again);
        sound &= verdict.is_ok();
        let verdict = verdict.map_or_else(|what| what, |()| "identical".to_owned());
        report += &format!("{}: {verdict}\n", file.name);
    }
    for unlisted in again.iter().filter(|entry| manifest.files.iter().all(|file| file.name != entry.name)) {
        sound = false;
        report += &format!("{}: not in the manifest, but the run writes it\n", unlisted.name);
    }
    if !sound && manifest.version != VERSION {
        report += &format!("Note: written by version {}, verified by version {VERSION}\n", manifest.version);
    }
    terminal::say(&report)?;
    Ok(if sound { Exit::Done } else { Exit::Failed })
}

/// The table of what the run started from, if that came from a file. What was read then is not needed, and may be gone.
fn copy(folder: &Path, manifest: &Manifest, table: &str) -> Result<Option<PathBuf>, Failure> {
    let name = manifest.format().file_name(table);
    let Some(file) = manifest.files.iter().find(|file| file.name == name) else { return Ok(None) };
    let path = folder.join(name);
    let content = std::fs::read(&path).map_err(|cause| Failure::Failed(format!("{} cannot be read: {cause}", path.display())))?;
    if digest(&content) != file.sha256 {
        let path = path.display();
        return Err(Failure::Failed(format!(
            "{path} differs from what the manifest says was written, and the run started from it"
        )));
    }
    Ok(Some(path))
}

/// The data files that the run gives now.
fn rerun(manifest: &Manifest, scenario: &Scenario) -> Result<Vec<Entry>, Failure> {
    let progress = Progress::start(Show::OnTerminal, scenario.parameters.population.clients);
    let mut run = Run::new(scenario, 0);
    progress.rounds(manifest.rounds);
    let watch = |round| {
        progress.round(round);
        ControlFlow::Continue(())
    };
    let collected = collect(&mut run, manifest.rounds, watch).map_err(Failure::failed)?;
    progress.end();
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let format = manifest.format();
    let entry = |table: crate::table::Table| {
        let content = format.encode(&table).map_err(Failure::failed)?;
        Ok(Entry::of(&format.file_name(&table.name), table.rows(), &content))
    };
    let inputs = tables::Inputs::of(scenario);
    tables::each(&collected, &run.into_final_world(), &kinds, inputs).map(entry).collect()
}

/// Whether a file is as it was written and as it is written now; else in what it differs.
fn compare(folder: &Path, file: &Entry, again: &[Entry]) -> Result<(), String> {
    let there = std::fs::read(folder.join(&file.name)).map_err(|cause| format!("cannot be read: {cause}"))?;
    if digest(&there) != file.sha256 {
        return Err("differs from what the manifest says was written".to_owned());
    }
    match again.iter().find(|entry| entry.name == file.name) {
        None => Err("is not written by this version".to_owned()),
        Some(entry) if entry.sha256 != file.sha256 => Err("differs from what the run gives now".to_owned()),
        Some(_) => Ok(()),
    }
}
