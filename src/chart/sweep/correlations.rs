//! Charts `correlations-…`: what a measure rises and falls with.

use super::Swept;
use super::page::Around;
use super::ranked::{Estimate, MOST, Ranked, Row};
use super::sobol::shown;
use crate::chart::words::Words;
use crate::output::sweep::MeasureEntry;

/// Draws the chart; nothing if the analysis knows no rank correlations of the measure.
#[must_use]
pub fn correlations(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Option<String> {
    let said = &words.sweep.correlations;
    let of_measure = swept.analysis.rank_correlations.iter().filter(|row| row.measure == measure.column);
    let all: Vec<Row> = of_measure
        .map(|row| Row { name: row.factor.clone(), estimates: vec![Estimate::of(row.prcc, row.low, row.high)] })
        .collect();
    let (mut rows, without): (Vec<Row>, Vec<Row>) = all.into_iter().partition(|row| row.estimates[0].value.is_some());
    if rows.is_empty() {
        return None;
    }
    let known = rows.len();
    let size = |row: &Row| row.estimates[0].value.unwrap_or_default().abs();
    rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    rows.truncate(MOST);
    let names: Vec<&str> = without.iter().map(|row| row.name.as_str()).collect();
    let without = (!names.is_empty()).then(|| said.without.with(&[("factors", &names.join(", "))]));
    let note: Vec<String> = shown(rows.len(), known, words).into_iter().chain(without).collect();
    let note = note.join(" ");
    let around = Around {
        title: said.heading.title,
        reading: said.heading.reading,
        note: &note,
        observed: &["points", "runs"],
        height: 0.0,
    };
    Some(Ranked { around, rows, names: &[""], aside: None, range: (-1.0, 1.0), axis: said.axis }.draw(swept, measure, words))
}
