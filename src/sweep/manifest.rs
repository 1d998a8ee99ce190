//! The manifest of a sweep's folder, from its plan and its tables.

use super::merge::Merged;
use super::plan::Plan;
use super::{Design, Factor, Given, Scale, Spread, Sweep, design};
use crate::output::sweep::{FactorEntry, MeasureEntry, SweepManifest};
use crate::phases::catalogue;

/// The manifest.
#[must_use]
pub fn manifest(plan: &Plan, points: u64, merged: &Merged) -> SweepManifest {
    let sweep = &plan.sweep;
    SweepManifest {
        head: SweepManifest::head(&plan.name),
        title: sweep.title.clone(),
        question: sweep.question.clone(),
        complete: merged.runs.missing == 0,
        plan: plan.digest.clone(),
        base: sweep.base.file.clone(),
        base_sha256: sweep.base.sha256.clone(),
        design: design::word(&sweep.design).to_owned(),
        points,
        replicates: sweep.replicates,
        seed: sweep.seed,
        draws: sweep.draws.word().to_owned(),
        factors: factors(sweep),
        measures: measures(sweep),
        runs: merged.runs,
        notes: notes(merged),
        files: merged.files.clone(),
    }
}

/// The factors as the manifest and the tables have them.
#[must_use]
pub fn factors(sweep: &Sweep) -> Vec<FactorEntry> {
    sweep.factors.iter().enumerate().map(|(place, factor)| entry(sweep, place, factor)).collect()
}

/// The measures as the manifest and the tables have them.
#[must_use]
pub fn measures(sweep: &Sweep) -> Vec<MeasureEntry> {
    let entry = |wanted: &super::Wanted| MeasureEntry {
        column: wanted.column.clone(),
        measure: wanted.measure.clone(),
        unit: wanted.unit.clone(),
        at: wanted.at.to_string(),
    };
    sweep.measures.iter().map(entry).collect()
}

/// What a reader should know.
fn notes(merged: &Merged) -> Vec<String> {
    let mut notes = Vec::new();
    let runs = merged.runs;
    if runs.missing > 0 {
        notes.push(format!("{} of {} runs are missing: they were not run yet", runs.missing, runs.planned));
    }
    notes.extend(merged.causes.iter().map(|(count, cause)| format!("{count} of {} runs failed: {cause}", runs.planned)));
    notes
}

fn entry(sweep: &Sweep, place: usize, factor: &Factor) -> FactorEntry {
    let meaning = catalogue().into_iter().flat_map(|section| section.keys).find(|key| key.path == factor.key);
    let (scale, low, high) = match &factor.spread {
        Spread::Real { low, high, scale, .. } => (scale_word(*scale), Some(*low), Some(*high)),
        Spread::Whole { low, high, scale, .. } => (scale_word(*scale), Some(*low as f64), Some(*high as f64)),
        Spread::Levels(_) => ("levels", None, None),
        Spread::Listed => ("listed", None, None),
    };
    let steps = factor.steps().filter(|_| matches!(sweep.design, Design::Grid) || matches!(factor.spread, Spread::Levels(_)));
    FactorEntry {
        key: factor.key.clone(),
        unit: factor.unit.clone(),
        meaning: meaning.map(|key| key.meaning.to_owned()).unwrap_or_default(),
        scale: scale.to_owned(),
        values: kind(&factor.spread, sweep, place).to_owned(),
        low,
        high,
        levels: (0..steps.unwrap_or(0)).map(|step| shown(&factor.step(step))).collect(),
    }
}

/// What the values of the factor at this place are: words if any is one, real numbers if any is one, else whole numbers.
fn kind(spread: &Spread, sweep: &Sweep, place: usize) -> &'static str {
    let of = |given: &mut dyn Iterator<Item = &Given>| {
        given.fold("whole", |kind, given| match (kind, given) {
            ("word", _) | (_, Given::Word(_)) => "word",
            ("real", _) | (_, Given::Real(_)) => "real",
            (_, Given::Whole(_)) => "whole",
        })
    };
    match (spread, &sweep.design) {
        (Spread::Whole { .. }, _) => "whole",
        (Spread::Real { .. }, _) => "real",
        (Spread::Levels(levels), _) => of(&mut levels.iter()),
        (Spread::Listed, Design::List { rows }) => of(&mut rows.iter().map(|row| &row[place])),
        (Spread::Listed, _) => "word",
    }
}

/// A value as people write it: without the point of whole numbers.
fn shown(given: &Given) -> String {
    match given {
        Given::Real(real) => real.to_string(),
        other => other.to_string(),
    }
}

fn scale_word(scale: Scale) -> &'static str {
    match scale {
        Scale::Linear => "linear",
        Scale::Log => "log",
    }
}
