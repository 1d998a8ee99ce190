//! Members against a baseline: of every measure both means, the difference with its interval and test, and the size of the effect.

use super::samples::{Member, Samples};
use crate::metrics::Reported;
pub use crate::output::tables::{Comparison, Pairing, Row};
use crate::statistics::{Contrast, Sample, benjamini_hochberg};

/// Every member of the samples against the first, each paired with it or not. A measure that only some members know has rows without a
/// difference.
///
/// # Panics
/// If there is no member, or not a pairing for each.
#[must_use]
pub fn compare(samples: &Samples, pairings: &[Pairing]) -> Comparison {
    assert_eq!(samples.members.len(), pairings.len(), "every member is paired with the baseline or not");
    let (baseline, others) = samples.members.split_first().expect("a comparison has a baseline");
    let is_known = |measure: &Reported| samples.members.iter().any(|member| !member.values_of(measure.name()).is_empty());
    let (known, unknown): (Vec<Reported>, Vec<Reported>) = Reported::all().partition(is_known);
    let rows_of = |(scenario, &pairing): (&Member, &Pairing)| {
        ranked(known.iter().map(|&measure| row(baseline, scenario, measure, pairing)).collect())
    };
    Comparison {
        baseline: baseline.name.clone(),
        at: samples.when.to_string(),
        rows: others.iter().zip(&pairings[1..]).flat_map(rows_of).collect(),
        unknown: unknown.into_iter().map(Reported::name).collect(),
    }
}

/// One measure of a member against the baseline, without rank.
fn row(baseline: &Member, scenario: &Member, measure: Reported, pairing: Pairing) -> Row {
    let name = measure.name();
    let (of, against) = match pairing {
        Pairing::Paired => scenario.pairs_with(baseline, name),
        Pairing::Unpaired => (scenario.values_of(name), baseline.values_of(name)),
    };
    let contrast = Contrast { of: &of, against: &against };
    let of_pairs = (pairing == Pairing::Paired).then_some(contrast);
    Row {
        scenario: scenario.name.clone(),
        rank: 0,
        pairing,
        measure: name,
        unit: measure.unit(),
        of_baseline: Sample::of(&against),
        of_scenario: Sample::of(&of),
        difference: of_pairs.map_or_else(|| contrast.welch(), Contrast::paired),
        p_adjusted: None,
        wilcoxon: of_pairs.and_then(Contrast::wilcoxon),
        hedges_g: contrast.hedges_g(),
        d_z: of_pairs.and_then(Contrast::cohen_dz),
        pairing_gain: of_pairs.and_then(Contrast::pairing_gain),
    }
}

/// One member's rows with their adjusted p, in the order of their ranks.
fn ranked(mut rows: Vec<Row>) -> Vec<Row> {
    let p: Vec<Option<f64>> = rows.iter().map(|row| row.difference.as_ref()?.p).collect();
    for (row, adjusted) in rows.iter_mut().zip(benjamini_hochberg(&p)) {
        row.p_adjusted = adjusted;
    }
    // Unknown sizes come last; rows of one size stay in the order of the catalogue.
    let key = |row: &Row| (row.is_clear(), row.size().unwrap_or(-1.0));
    rows.sort_by(|a, b| {
        let ((clear_a, size_a), (clear_b, size_b)) = (key(a), key(b));
        clear_b.cmp(&clear_a).then(size_b.total_cmp(&size_a))
    });
    for (i, row) in rows.iter_mut().enumerate() {
        row.rank = i + 1;
    }
    rows
}
