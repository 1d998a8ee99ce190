//! What a reader should know about an analysis: its rule for what is not known, and what it met.

use super::{About, has_words};
use crate::output::analysis::{Analysis, MOST_PAIRED};
use crate::output::sweep::{Runs, SweepManifest};
use crate::output::telling::grouped;

/// How runs that failed, were not run, or do not know a measure are handled.
pub const RULE: &str = "Runs that failed, were not run yet, or do not know a measure have no value of it; none is put in their place. The value of a \
                        point is the mean over its replicates that know the measure; a point that none of them knows is left out. Grid: a \
                        replicate is left out of a level or cell if it does not know all its points. Saltelli: a sample is left out for a \
                        factor if its point A, B, or A with that factor from B is not known; the variance is taken over all samples whose A \
                        and B are known. Morris: an elementary effect is left out if either end is not known.";

/// What holds for all measures of a sweep.
pub(super) fn of_sweep(sweep: &SweepManifest) -> Vec<String> {
    let tables = Analysis::belonging(sweep);
    let has = |table: &str| tables.contains(&table);
    let grid = sweep.design == "grid";
    let mut notes: Vec<String> = unfinished(&sweep.runs).into_iter().collect();
    if has("rank_correlations") {
        notes.extend(words(sweep));
    }
    if grid && sweep.replicates < 2 {
        notes.push("With one replicate of a grid, means have no intervals: nothing is said of differences.".to_owned());
    }
    if !grid && sweep.draws == "common" {
        notes.push(
            "Replicate r of every point has the same draws. Intervals are over points: they leave out the luck that all points share, \
             which more replicates make smaller."
                .to_owned(),
        );
    }
    if has("sobol_indices") && sweep.draws == "own" {
        notes.push(
            "Every point has draws of its own: the luck in its mean counts as an interaction in every total index.".to_owned(),
        );
    }
    if has("sobol_indices") {
        notes.push(
            "A total index is a mean of squares, whose interval never reaches 0: one near 0 shows nothing. In a model with chance, a key that \
             does no more than move chance gets a small one too."
                .to_owned(),
        );
    }
    if has("elementary_effects") {
        notes.push(
            "mu* is a mean of effects without their signs, whose interval never reaches 0. In a model with chance, a key that does no more \
             than move chance has some: compare keys with one another, and with the least of them."
                .to_owned(),
        );
    }
    if ["latin_hypercube", "sobol", "random"].contains(&sweep.design.as_str()) && sweep.factors.len() > MOST_PAIRED {
        notes.push(format!("There are no pairs of factors: of more than {MOST_PAIRED}, too few points fall into a cell."));
    }
    notes
}

/// How many runs have no results, if any.
pub(super) fn unfinished(runs: &Runs) -> Option<String> {
    let Runs { planned, failed, missing, .. } = *runs;
    (failed + missing > 0)
        .then(|| format!("Of {} runs, {} failed and {} were not run yet.", grouped(planned), grouped(failed), grouped(missing)))
}

fn words(sweep: &SweepManifest) -> Option<String> {
    let keys: Vec<&str> = sweep.factors.iter().filter(|factor| has_words(factor)).map(|factor| factor.key.as_str()).collect();
    (!keys.is_empty()).then(|| {
        format!("Values that are words have no ranks: there is no rank correlation with {}, and others are taken without holding it constant.", keys.join(", "))
    })
}

/// What was met in one measure.
pub(super) fn of_measure(about: &About<'_>, found: &Analysis) -> Vec<String> {
    let column = &about.measure.column;
    let mut notes = Vec::new();
    let replicates = about.observed.replicates() as i64;
    let short = found.main_effects.iter().filter(|row| row.n < replicates).count();
    if about.is_grid() && short > 0 {
        let all = found.main_effects.len();
        notes.push(format!("{column}: {short} of {all} means of levels leave out replicates, as a point in them is not known."));
    }
    if !found.sobol_indices.is_empty() && found.sobol_indices.iter().all(|row| row.first.is_none()) {
        notes.push(format!("{column}: no Sobol indices, as it does not vary over the points that are known, or too few are."));
    }
    let beyond = |index: Option<f64>| index.is_some_and(|index| index > 1.0);
    if found.sobol_indices.iter().any(|row| beyond(row.first) || beyond(row.total)) {
        notes.push(format!(
            "{column}: an index came out above 1, which no share of variance is: these samples are too few; add some with `sweep --extend --size`."
        ));
    }
    let samples = found.sobol_indices.iter().map(|row| row.n);
    if let (Some(fewest), Some(most)) = (samples.clone().min(), samples.max())
        && fewest < most
    {
        notes.push(format!("{column}: factors have different numbers of samples, from {fewest} to {most}."));
    }
    notes
}
