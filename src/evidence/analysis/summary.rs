//! `summary.md` of a sweep: what was asked, what was varied, what was found.

use super::findings::Finding;
use crate::output::sweep::{AnalysisManifest, FactorEntry, SweepManifest, Used};
use crate::output::telling::{counted, grouped};
use std::fmt::Write;

/// The text of the file.
#[must_use]
pub fn summary(sweep: &SweepManifest, analysis: &AnalysisManifest, findings: &[Finding]) -> String {
    let SweepManifest { head, title, question, design, points, replicates, runs, .. } = sweep;
    let mut text = format!("# {title}\n\n");
    if !question.is_empty() {
        let _ = writeln!(text, "*{question}*\n");
    }
    let _ = writeln!(
        text,
        "Sweep `{}` of `{}`: {} ({design}) in {}; {} done, {} failed, {} not run yet. Plan {}.\n",
        head.scenario,
        sweep.base,
        counted(*points, "point"),
        counted((*replicates).into(), "replicate"),
        counted(runs.done, "run"),
        grouped(runs.failed),
        grouped(runs.missing),
        &sweep.plan[..sweep.plan.len().min(12)],
    );
    let _ = writeln!(text, "## Findings\n");
    if findings.is_empty() {
        let _ = writeln!(text, "None: no interval is known.");
    }
    for finding in findings {
        let _ = writeln!(text, "- {finding}");
    }
    let _ = writeln!(text, "\nIntervals are 95 % intervals. {}\n", analysis.rule);
    let _ = writeln!(text, "| measure | observations | planned | used |\n|---|---|---:|---:|");
    for Used { measure, of, planned, used } in &analysis.used {
        let _ = writeln!(text, "| {measure} | {of} | {} | {} |", grouped(*planned), grouped(*used));
    }
    let _ = writeln!(text, "\n## Factors\n\n| key | values | unit | meaning |\n|---|---|---|---|");
    for factor in &sweep.factors {
        let _ = writeln!(text, "| `{}` | {} | {} | {} |", factor.key, values(factor), factor.unit, factor.meaning);
    }
    let notes: Vec<&String> = sweep.notes.iter().chain(&analysis.notes).collect();
    if !notes.is_empty() {
        let _ = writeln!(text, "\n## Notes\n");
    }
    for note in notes {
        let _ = writeln!(text, "- {note}");
    }
    text
}

/// The values of a factor in words.
fn values(factor: &FactorEntry) -> String {
    let scale = if factor.scale == "log" { ", logarithmic" } else { "" };
    match (factor.low, factor.high) {
        (Some(low), Some(high)) => format!("{low} to {high}{scale}"),
        _ if factor.levels.is_empty() => "as listed".to_owned(),
        _ => factor.levels.join(", "),
    }
}
