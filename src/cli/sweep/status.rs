//! `patronage sweep --status`: what is done, failed and missing.

use super::run::duration;
use super::{Args, Exit, Failure};
use crate::cli::terminal;
use crate::scenario::Machine;
use crate::sweep::estimate::Estimate;
use crate::sweep::finished::Finished;
use crate::sweep::folder::Folder;
use crate::sweep::merge::Merge;
use crate::sweep::plan::{Change, Plan, Shard};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What the journals hold.
#[derive(Default)]
struct Counts {
    done: u64,
    failed: u64,
    seconds: f64,
    causes: BTreeMap<String, u64>,
}

/// Prints it.
pub(super) fn tell(args: &Args, file: &Plan, folder: &Folder, machine: Machine) -> Result<Exit, Failure> {
    let Some(plan) = folder.plan().map_err(Failure::failed)? else {
        return Err(Failure::Failed(format!("{} holds no sweep yet", folder.path().display())));
    };
    let finished = Finished::read(folder, &plan).map_err(Failure::failed)?;
    let points = plan.sweep.points();
    let counts = count(&plan, points.len(), &finished)?;
    let planned = points.len() * u64::from(plan.sweep.replicates);
    let missing = planned - counts.done - counts.failed;
    let lacking = Merge { folder, plan: &plan, points: &points, finished: &finished }.lacking();
    let has_run = counts.done + counts.failed > 0;
    let each = has_run.then(|| counts.seconds / (counts.done + counts.failed) as f64);
    let left = Estimate::new(&plan.sweep, &points).seconds(missing, machine.threads, each);
    if args.json {
        let shards: Vec<_> = lacking
            .iter()
            .map(|(shard, missing, runs)| json!({ "shard": shard.to_string(), "missing": missing, "runs": runs }))
            .collect();
        let text = json!({
            "sweep": plan.name, "runs": planned, "done": counts.done, "failed": counts.failed, "missing": missing, "causes": counts.causes,
            "seconds_left": left, "shards_with_missing_runs": shards, "tables": folder.is_finished(),
        });
        terminal::say(&(text.to_string() + "\n"))?;
        return Ok(Exit::Done);
    }
    let mut text = format!("{planned} runs: {} done, {} failed, {missing} missing\n", counts.done, counts.failed);
    for (cause, count) in &counts.causes {
        let _ = writeln!(text, "  {count} failed: {cause}");
    }
    for (shard, missing, runs) in lacking.iter().filter(|(shard, ..)| *shard != Shard::WHOLE) {
        let _ = writeln!(text, "  shard {shard}: {missing} of {runs} runs are missing");
    }
    if missing > 0 {
        let _ = writeln!(text, "About {} of work is left on {} threads; --resume goes on.", duration(left), machine.threads);
    } else if folder.is_finished() {
        let _ = writeln!(text, "Tables and manifest are written.");
    } else {
        let _ = writeln!(text, "The tables: patronage sweep-merge {}", folder.path().display());
    }
    match plan.change(file) {
        Change::Nothing => {}
        Change::Grown => text += "The file's plan has more points or replicates: --extend adds them.\n",
        Change::Shrunk => text += "The file's plan has fewer points or replicates than the folder.\n",
        Change::Other(parts) => {
            _ = writeln!(text, "The file's plan is another one than the folder's: {} differ.", parts.join(", "));
        }
    }
    terminal::say(&text)?;
    Ok(Exit::Done)
}

fn count(plan: &Plan, points: u64, finished: &Finished) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    for job in Shard::WHOLE.jobs(points, plan.sweep.replicates) {
        let Some(row) = finished.row(job).map_err(Failure::failed)? else { continue };
        counts.seconds += row.seconds;
        match row.error {
            None => counts.done += 1,
            Some(cause) => {
                counts.failed += 1;
                *counts.causes.entry(cause).or_default() += 1;
            }
        }
    }
    Ok(counts)
}
