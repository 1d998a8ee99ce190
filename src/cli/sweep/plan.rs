//! `patronage sweep --plan`: what a sweep will take.

use super::run::duration;
use super::{Args, Exit, Failure};
use crate::cli::terminal;
use crate::ensemble::Crew;
use crate::output::telling::counted;
use crate::scenario::Machine;
use crate::scenario::figures::memory;
use crate::sweep::estimate::{Estimate, NANOSECONDS};
use crate::sweep::folder::Folder;
use crate::sweep::plan::Plan;
use crate::sweep::{Factor, Given, Scale, Spread, design};
use serde_json::json;
use std::fmt::Write;

/// Prints it.
pub(super) fn tell(args: &Args, plan: &Plan, folder: &Folder, machine: Machine) -> Result<Exit, Failure> {
    let points = plan.sweep.points();
    let estimate = Estimate::new(&plan.sweep, &points);
    let runs = usize::try_from(estimate.runs).unwrap_or(usize::MAX);
    let crew = Crew::new(runs, machine.threads, estimate.memory_each, machine.memory);
    let seconds = estimate.seconds(estimate.runs, crew.threads, None);
    let disk = estimate.disk_each * estimate.runs as f64;
    let needed = estimate.memory_each.saturating_mul(crew.workers as u64);
    if args.json {
        let text = json!({
            "sweep": plan.name, "plan": plan.digest, "design": design::word(&plan.sweep.design), "factors": plan.sweep.factors.len(),
            "points": estimate.points, "replicates": plan.sweep.replicates, "runs": estimate.runs, "seconds": seconds, "threads": crew.threads,
            "disk_bytes": disk as u64, "memory_bytes": needed, "points_looked_at": estimate.sampled, "points_invalid": estimate.invalid,
            "results": folder.path().display().to_string(),
        });
        terminal::say(&(text.to_string() + "\n"))?;
        return Ok(Exit::Done);
    }
    let sweep = &plan.sweep;
    let mut text = format!("{}\n", sweep.title);
    if !sweep.question.is_empty() {
        let _ = writeln!(text, "{}", sweep.question);
    }
    let _ = writeln!(text, "\nbase     {}", sweep.base.file);
    for set in &sweep.set {
        let _ = writeln!(text, "         {set}");
    }
    let _ = writeln!(text, "design   {} of {}", design::word(&sweep.design), counted(sweep.factors.len() as u64, "factor"));
    for factor in &sweep.factors {
        let _ = writeln!(text, "         {}", words(factor));
    }
    let measures: Vec<String> = sweep.measures.iter().map(|wanted| format!("{} at {}", wanted.measure, wanted.at)).collect();
    let _ = writeln!(text, "measures {}", measures.join(", "));
    let (points, runs) = (counted(estimate.points, "point"), counted(estimate.runs, "run"));
    let _ = writeln!(text, "runs     {points} in {}: {runs}", counted(sweep.replicates.into(), "replicate"));
    let _ = writeln!(
        text,
        "time     about {} on {} threads, at {NANOSECONDS} ns per client and round on each (elections take longer)",
        duration(seconds),
        crew.threads
    );
    let _ = writeln!(text, "memory   about {} for {} runs at once", memory(needed), crew.workers);
    let _ = writeln!(text, "disk     about {} in {}", memory(disk as u64), folder.path().display());
    if let Some(why) = &estimate.why {
        let Estimate { invalid, sampled, .. } = estimate;
        let _ = writeln!(
            text,
            "\nNote: {invalid} of {sampled} points that were looked at are no valid scenarios, and their runs will fail: {why}"
        );
    }
    terminal::say(&text)?;
    Ok(Exit::Done)
}

/// A factor and its values.
fn words(factor: &Factor) -> String {
    let scale = |scale| if scale == Scale::Log { ", logarithmic" } else { "" };
    let steps = |steps: Option<u32>| steps.map(|steps| format!(" in {steps} steps")).unwrap_or_default();
    let values = match &factor.spread {
        Spread::Real { low, high, scale: kind, steps: count } => format!("{low} to {high}{}{}", steps(*count), scale(*kind)),
        Spread::Whole { low, high, scale: kind, steps: count } => {
            format!("{low} to {high}, whole{}{}", steps(*count), scale(*kind))
        }
        Spread::Levels(levels) => levels.iter().map(Given::to_string).collect::<Vec<_>>().join(", "),
        Spread::Listed => "as listed".to_owned(),
    };
    format!("{}: {values}", factor.key)
}
