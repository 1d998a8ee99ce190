//! Running a sweep, or a shard of it.

use super::finish::{Finish, finish};
use super::{Args, Exit, Failure};
use crate::cli::interrupt::{Interrupt, Kept};
use crate::cli::progress::{RunsProgress, Show};
use crate::cli::terminal;
use crate::ensemble::journal::Existing;
use crate::ensemble::{Crew, Job, Journal, Outcome};
use crate::output::timing::{Clock, EnsembleTiming};
use crate::scenario::Machine;
use crate::sweep::design::Points;
use crate::sweep::estimate::Estimate;
use crate::sweep::finished::Finished;
use crate::sweep::folder::Folder;
use crate::sweep::merge::Missing;
use crate::sweep::plan::{Plan, Shard};
use crate::sweep::work::{Done, Work};
use serde_json::json;
use std::time::Duration;

/// Runs what is missing of the sweep or of the shard, and makes the tables once nothing is missing of the whole.
pub(super) fn run(args: &Args, folder: &Folder, plan: &Plan, machine: Machine, clock: Clock) -> Result<Exit, Failure> {
    let shard = args.shard.unwrap_or(Shard::WHOLE);
    let points = plan.sweep.points();
    let finished = Finished::read(folder, plan).map_err(Failure::failed)?;
    // Whether an unsharded sweep may go on was decided by all journals together.
    let existing = if args.many.resume || args.extend || args.shard.is_none() { Existing::Continue } else { Existing::Refuse };
    let mut journal = Journal::open(&folder.journal(shard), &plan.digest, existing).map_err(Failure::failed)?;
    let show = if args.many.quiet { Show::Never } else { Show::OnTerminal };
    let progress = RunsProgress::start(show);
    let interrupt = Interrupt::watch(Kept::Journals)?;
    let jobs = || shard.jobs(points.len(), plan.sweep.replicates).filter(|&job| !finished.has(job));
    let waiting = jobs().count() as u64;
    let estimate = Estimate::new(&plan.sweep, &points);
    let planned = shard.runs(points.len(), plan.sweep.replicates);
    progress.plan(planned, planned - waiting, (waiting as f64 * estimate.client_rounds) as u64);
    let crew = Crew::new(usize::try_from(waiting).unwrap_or(usize::MAX), machine.threads, estimate.memory_each, machine.memory);
    let watch = progress.watch(&interrupt);
    let started = Clock::start();
    let work = Work { sweep: &plan.sweep, points: &points, machine };
    let ran = work.run(jobs(), crew, &mut journal, &watch);
    let running = started.elapsed();
    drop(journal);
    let (outcome, done) = ran.map_err(|error| {
        progress.end();
        let path = folder.path().display();
        Failure::Failed(format!("{error}; what is finished is in {path}, and --resume goes on"))
    })?;
    let told = Told { args, folder, plan, points: &points, shard, done, outcome };
    if shard != Shard::WHOLE || outcome == Outcome::BrokenOff || told.done.left_out > 0 {
        progress.end();
        return told.unfinished();
    }
    progress.afterwards("writing results");
    let rounds = (told.done.finished as f64 * estimate.client_rounds) as u64;
    let timing = EnsembleTiming::new(clock, running, (told.done.finished, rounds), (crew.workers, crew.threads));
    told.finished(&progress, &timing)
}

/// What became of the runs.
struct Told<'a> {
    args: &'a Args,
    folder: &'a Folder,
    plan: &'a Plan,
    points: &'a Points,
    shard: Shard,
    done: Done,
    outcome: Outcome,
}

impl Told<'_> {
    /// Makes the tables.
    fn finished(&self, progress: &RunsProgress, timing: &EnsembleTiming) -> Result<Exit, Failure> {
        let finished = Finished::read(self.folder, self.plan).map_err(Failure::failed)?;
        let how = Finish {
            folder: self.folder,
            plan: self.plan,
            points: self.points,
            finished: &finished,
            missing: Missing::Refused,
            charts: !self.args.no_charts,
            language: self.args.many.language(),
        };
        let text = finish(&how, Some(timing));
        progress.end();
        let text = text?;
        if self.args.json {
            terminal::say(&(text.json.to_string() + "\n"))?;
        } else if !self.args.many.quiet {
            terminal::say(&text.text)?;
        }
        text.exit
    }

    /// Says what is there, of a sweep that has no tables yet.
    fn unfinished(&self) -> Result<Exit, Failure> {
        let finished = Finished::read(self.folder, self.plan).map_err(Failure::failed)?;
        let (points, replicates) = (self.points.len(), self.plan.sweep.replicates);
        let of = |shard: Shard| {
            let runs = shard.runs(points, replicates);
            (shard.jobs(points, replicates).filter(|&job: &Job| finished.has(job)).count() as u64, runs)
        };
        let (shard, whole) = (of(self.shard), of(Shard::WHOLE));
        if self.args.json {
            let Done { finished, failed, left_out, .. } = self.done;
            let text = json!({
                "shard": self.shard.to_string(), "runs": shard.1, "finished": shard.0, "runs_of_sweep": whole.1, "finished_of_sweep": whole.0,
                "finished_now": finished, "failed_now": failed, "left_out": left_out, "results": self.folder.path().display().to_string(),
            });
            terminal::say(&(text.to_string() + "\n"))?;
        } else if !self.args.many.quiet {
            terminal::say(&self.words(shard, whole))?;
        }
        Ok(match (self.outcome, self.done.left_out) {
            (Outcome::BrokenOff, _) => Exit::Interrupted,
            (Outcome::Complete, 0) => Exit::Done,
            _ => Exit::Failed,
        })
    }

    fn words(&self, shard: (u64, u64), whole: (u64, u64)) -> String {
        let path = self.folder.path().display();
        let mut text = String::new();
        if self.shard != Shard::WHOLE {
            text += &format!("shard {}: {} of {} runs are finished\n", self.shard, shard.0, shard.1);
        }
        text += &format!("sweep: {} of {} runs are finished ({path})\n", whole.0, whole.1);
        if self.done.failed > 0 {
            text += &format!("{} runs failed now; their rows will say why\n", self.done.failed);
        }
        if let Some(why) = &self.done.why {
            text +=
                &format!("{} runs were left out: {why}; --resume runs them, here or on another machine\n", self.done.left_out);
        }
        text += &match (whole.0 == whole.1, self.shard == Shard::WHOLE) {
            (true, _) => format!("All runs are finished. The tables: patronage sweep-merge {path}\n"),
            (false, true) => "The same command with --resume goes on.\n".to_owned(),
            (false, false) => format!("When all shards are finished: patronage sweep-merge {path}\n"),
        };
        text
    }
}

/// Times in words: 40 s, 3 min, 2.5 h, 4 days.
pub(super) fn duration(seconds: f64) -> String {
    let duration = Duration::from_secs_f64(seconds.clamp(0.0, 1e12));
    match duration.as_secs() {
        0 => "less than a second".to_owned(),
        1..120 => format!("{seconds:.0} s"),
        120..7200 => format!("{:.0} min", seconds / 60.0),
        7200..172_800 => format!("{:.1} h", seconds / 3600.0),
        _ => format!("{:.1} days", seconds / 86_400.0),
    }
}
