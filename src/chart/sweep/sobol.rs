//! Charts `sobol-…`: which share of a measure's variance each factor explains.

use super::Swept;
use super::page::Around;
use super::ranked::{Estimate, MOST, Ranked, Row, range};
use crate::chart::number::short;
use crate::chart::words::Words;
use crate::output::sweep::MeasureEntry;

/// Draws the chart; nothing if the analysis knows no indices of the measure.
#[must_use]
pub fn sobol(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Option<String> {
    let said = &words.sweep.sobol;
    let of_measure = swept.analysis.sobol_indices.iter().filter(|index| index.measure == measure.column);
    let mut rows: Vec<Row> = of_measure
        .map(|index| Row {
            name: index.factor.clone(),
            estimates: vec![
                Estimate::of(index.first, index.first_low, index.first_high),
                Estimate::of(index.total, index.total_low, index.total_high),
            ],
        })
        .collect();
    let all = rows.len();
    if rows.iter().flat_map(|row| &row.estimates).all(|estimate| estimate.value.is_none()) {
        return None;
    }
    let firsts: Option<Vec<f64>> = rows.iter().map(|row| row.estimates[0].value).collect();
    let sum = firsts.map(|firsts| said.sum.with(&[("sum", &short(firsts.iter().sum()))]));
    rows.sort_by(|a, b| b.total().total_cmp(&a.total()));
    rows.truncate(MOST);
    let note = shown(rows.len(), all, words).unwrap_or_default();
    let observed = &["samples", "runs"];
    let around = Around { title: said.heading.title, reading: said.heading.reading, note: &note, observed, height: 0.0 };
    let range = range(&rows);
    Some(
        Ranked { around, rows, names: &[said.first, said.total], aside: sum, range, axis: said.axis }.draw(swept, measure, words),
    )
}

impl Row {
    fn total(&self) -> f64 {
        self.estimates.last().and_then(|estimate| estimate.value).unwrap_or(f64::NEG_INFINITY)
    }
}

/// How many factors are shown, if not all are.
#[must_use]
pub fn shown(shown: usize, all: usize, words: &Words) -> Option<String> {
    let text = || words.sweep.shown.with(&[("shown", &shown.to_string()), ("all", &all.to_string())]);
    (shown < all).then(text)
}
