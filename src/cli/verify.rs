//! `patronage verify`: runs what a results folder holds again, in memory or beside it, and compares every data file.

use super::language::LangArg;
use super::many::{Many, ManyArgs};
use super::progress::{Progress, Show};
use super::{Exit, Failure, compare, pool, replicates, sweep, terminal};
use crate::engine::Run;
use crate::ensemble::Member;
use crate::output::comparison::ComparisonManifest;
use crate::output::manifest::{Head, Kind, digest};
use crate::output::timing::Clock;
use crate::output::{Entry, Manifest, VERSION, collect, tables};
use crate::scenario::{Copies, Machine, Scenario};
use crate::world::Watch;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const AFTER_HELP: &str = "\
Two questions are answered for every data file: is it still as it was written, and does the run give the same bytes
again? Of a sweep, the design is made again and some of its runs are done again. Exit code 1 if anything differs.

Examples:
  patronage verify output/healthy
  patronage verify output/compare-healthy-coercive-closed
  patronage verify output/exit-by-law --sample 20";

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The results folder of a run, a comparison or a sweep
    folder: PathBuf,
    /// Of a sweep: do so many of its runs again, chosen at random
    #[arg(long, value_name = "N", default_value_t = 5)]
    sample: u32,
    /// Threads to work on [default: one per processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let head = Head::read(&args.folder).map_err(Failure::Failed)?;
    let (files, again) = match head.kind {
        Kind::Run => of_run(args)?,
        Kind::Comparison => of_comparison(args)?,
        Kind::Sweep => return sweep::verify(&args.folder, args.sample, args.threads),
        Kind::Claims => {
            let what =
                "claims are verified by testing them again: `patronage claims`, with the replicates and the seed of the manifest";
            return Err(Failure::Usage(what.to_owned()));
        }
    };
    let mut report = String::new();
    let mut sound = true;
    for file in &files {
        let verdict = same(&args.folder, file, &again);
        sound &= verdict.is_ok();
        let verdict = verdict.map_or_else(|what| what, |()| "identical".to_owned());
        report += &format!("{}: {verdict}\n", file.name);
    }
    for unlisted in again.iter().filter(|entry| files.iter().all(|file| file.name != entry.name)) {
        sound = false;
        report += &format!("{}: not in the manifest, but the run writes it\n", unlisted.name);
    }
    if !sound && head.version != VERSION {
        report += &format!("Note: written by version {}, verified by version {VERSION}\n", head.version);
    }
    terminal::say(&report)?;
    Ok(if sound { Exit::Done } else { Exit::Failed })
}

/// The files that the manifest of a run lists, and those that the run gives now.
fn of_run(args: &Args) -> Result<(Vec<Entry>, Vec<Entry>), Failure> {
    let manifest = Manifest::read(&args.folder).map_err(Failure::Failed)?;
    let [ties, villages] = [tables::START_TIES, tables::START_VILLAGES].map(|table| copy(&args.folder, &manifest, table));
    let (ties, villages) = (ties?, villages?);
    let copies = Copies { ties: ties.as_deref(), villages: villages.as_deref() };
    let scenario = Scenario::from_resolved(&manifest.resolved, copies)?;
    if manifest.replicates > 1 {
        let members = vec![Member { name: manifest.scenario.clone(), scenario }];
        let mut many = many(args, members, "verify")?;
        let again = replicates::again(&mut many, manifest.replicates, manifest.format());
        return Ok((manifest.files, ended(many, again)?));
    }
    Machine::this(pool::threads(args.threads)).fits(&scenario).map_err(Failure::Failed)?;
    let again = pool::within(args.threads, || rerun(&manifest, &scenario))??;
    Ok((manifest.files, again))
}

/// The same of a comparison.
fn of_comparison(args: &Args) -> Result<(Vec<Entry>, Vec<Entry>), Failure> {
    let manifest = ComparisonManifest::read(&args.folder).map_err(Failure::Failed)?;
    if let Some(member) = manifest.members.iter().find(|member| !member.inputs.is_empty()) {
        let file = &member.inputs[0].file;
        return Err(Failure::Failed(format!(
            "`{}` read {file}, of which a comparison keeps no copy: make the comparison again instead",
            member.name
        )));
    }
    let member = |entry: &crate::output::comparison::MemberEntry| {
        let scenario = Scenario::from_resolved(&entry.resolved, Copies::default())?;
        Ok(Member { name: entry.name.clone(), scenario })
    };
    let members = manifest.members.iter().map(member).collect::<Result<Vec<_>, Failure>>()?;
    let mut many = many(args, members, "verify")?;
    let again = compare::again(&mut many, &manifest);
    Ok((manifest.files.clone(), ended(many, again)?))
}

/// Work whose journal lies among the system's temporary files.
fn many(args: &Args, members: Vec<Member>, what: &str) -> Result<Many, Failure> {
    let place = std::env::temp_dir().join(format!("patronage-{what}-{}", std::process::id()));
    let many = ManyArgs { threads: args.threads, resume: false, force: true, quiet: false, lang: LangArg::default() };
    Many::start(&many, members, &place, what, Clock::start())
}

/// What came of the work, whose journal is no longer needed either way.
fn ended(many: Many, again: Result<Vec<Entry>, Failure>) -> Result<Vec<Entry>, Failure> {
    many.progress.end();
    many.journal.remove().map_err(Failure::failed)?;
    again
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
    let seen = Arc::new(Watch::default());
    let progress = Progress::start(Show::OnTerminal, scenario.parameters.population.clients, Arc::clone(&seen));
    let mut run = Run::watched(scenario, 0, seen);
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
fn same(folder: &Path, file: &Entry, again: &[Entry]) -> Result<(), String> {
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
