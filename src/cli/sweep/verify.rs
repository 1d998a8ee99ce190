//! `patronage verify` of a sweep: files against the manifest, the design made again, some runs done again.

use crate::cli::progress::{RunsProgress, Show};
use crate::cli::{Exit, Failure, pool, terminal};
use crate::ensemble::Job;
use crate::output::Columns;
use crate::output::manifest::digest;
use crate::output::sweep::SweepManifest;
use crate::output::sweep::tables::RESULTS;
use crate::random::{Draws, Purpose};
use crate::scenario::Machine;
use crate::sweep::folder::Folder;
use crate::sweep::merge::design_file;
use crate::sweep::plan::Plan;
use crate::sweep::work::Work;
use rayon::prelude::*;
use std::fmt::Write;
use std::hash::{BuildHasher, Hasher};
use std::path::Path;

/// Verifies the sweep in this folder; `sample` of its runs are done again.
pub(in crate::cli) fn verify(path: &Path, sample: u32, threads: Option<u16>) -> Result<Exit, Failure> {
    let manifest = SweepManifest::read(path).map_err(Failure::Failed)?;
    let folder = Folder::at(path);
    let plan = folder.plan().map_err(Failure::failed)?;
    let plan = plan.ok_or_else(|| Failure::Failed(format!("{} has no plan.json: nothing can be run again", path.display())))?;
    let mut report = Report { text: String::new(), sound: true };
    report.tell("plan.json", (plan.digest == manifest.plan).then_some("identical").ok_or("is another plan than the manifest's"));
    for file in &manifest.files {
        let there = std::fs::read(path.join(&file.name));
        report.tell(
            &file.name,
            match there {
                Ok(content) if digest(&content) == file.sha256 => Ok("as the manifest says"),
                Ok(_) => Err("differs from what the manifest says was written"),
                Err(_) => Err("cannot be read"),
            },
        );
    }
    design(&mut report, &plan, &manifest)?;
    again(&mut report, &plan, &manifest, path, sample, threads)?;
    terminal::say(&report.text)?;
    Ok(if report.sound { Exit::Done } else { Exit::Failed })
}

struct Report {
    text: String,
    sound: bool,
}

impl Report {
    fn tell(&mut self, what: &str, found: Result<&str, &str>) {
        self.sound &= found.is_ok();
        let _ = writeln!(self.text, "{what}: {}", found.unwrap_or_else(|wrong| wrong));
    }
}

/// Makes the design again.
fn design(report: &mut Report, plan: &Plan, manifest: &SweepManifest) -> Result<(), Failure> {
    let content = design_file(&plan.sweep, &plan.sweep.points()).map_err(Failure::failed)?;
    let written = manifest.files.iter().find(|file| file.name.starts_with("design."));
    let same = written.is_some_and(|file| digest(&content) == file.sha256);
    report.tell("design, made again", if same { Ok("identical") } else { Err("differs from what was written") });
    Ok(())
}

/// Runs some of the runs again.
fn again(
    report: &mut Report,
    plan: &Plan,
    manifest: &SweepManifest,
    path: &Path,
    sample: u32,
    threads: Option<u16>,
) -> Result<(), Failure> {
    let sweep = &plan.sweep;
    let points = sweep.points();
    let results = manifest.table(path, RESULTS, Columns::All).map_err(Failure::failed)?;
    let missing = |row: usize| results.words("status").is_some_and(|status| status[row].as_deref() == Some("missing"));
    let chosen = some_of((0..results.rows()).filter(|&row| !missing(row)).collect(), sample as usize);
    let replicates = sweep.replicates as usize;
    let job = |row: usize| Job { member: (row / replicates) as u32, replicate: (row % replicates) as u32 };
    let work = Work { sweep, points: &points, machine: Machine::this(pool::threads(threads)) };
    let progress = RunsProgress::start(Show::OnTerminal);
    progress.plan(chosen.len() as u64, 0, chosen.len() as u64);
    let again = |&row: &usize| {
        let verdict = match work.again(job(row)) {
            Ok(now) if now == results.slice(row..row + 1) => Ok("identical"),
            Ok(_) => Err("differs from what the run gives now".to_owned()),
            Err(why) => Err(why),
        };
        progress.round(1);
        progress.run();
        (job(row), verdict)
    };
    let verdicts: Vec<_> = pool::within(threads, || chosen.par_iter().map(again).collect())?;
    progress.end();
    for (Job { member, replicate }, verdict) in verdicts {
        let verdict = verdict.as_ref().map(|same| *same).map_err(String::as_str);
        report.tell(&format!("point {member}, replicate {replicate}, run again"), verdict);
    }
    Ok(())
}

/// Some of these, different ones each time: what is always looked at could be right by design.
fn some_of(mut rows: Vec<usize>, count: usize) -> Vec<usize> {
    let seed = unforeseen();
    let mut words = Draws { seed, replicate: 0 }.words(Purpose::Resample, 0, 0, 1);
    let mut chosen = Vec::new();
    while chosen.len() < count && !rows.is_empty() {
        let [word] = words.take::<1>();
        chosen.push(rows.swap_remove(word.below(rows.len())));
    }
    chosen.sort_unstable();
    chosen
}

/// A number of the operating system, by which the standard library seeds its hashes.
#[expect(clippy::disallowed_types, reason = "which rows are looked at must not be known beforehand; no result depends on it")]
fn unforeseen() -> u64 {
    std::hash::RandomState::new().build_hasher().finish()
}
