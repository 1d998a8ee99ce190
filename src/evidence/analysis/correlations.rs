//! Partial rank correlations of a measure with the factors.

use super::{About, Unfit, has_words, places};
use crate::output::analysis;
use crate::output::sweep::SweepManifest;
use crate::statistics::LEVEL;
use crate::statistics::sensitivity::{NoCorrelation, RankCorrelation, prcc};
use crate::table::Table;

/// The factors' values at the points; nothing for words.
pub(super) struct Method {
    factors: Vec<Option<Vec<f64>>>,
}

impl Method {
    pub(super) fn of(sweep: &SweepManifest, design: &Table) -> Result<Self, Unfit> {
        let values = |factor| if has_words(factor) { Ok(None) } else { places::numbers(design, factor).map(Some) };
        Ok(Self { factors: sweep.factors.iter().map(values).collect::<Result<_, _>>()? })
    }

    /// The rows of a measure, and why there is nothing in them if there is nothing.
    pub(super) fn apply(&self, about: &About<'_>) -> (Vec<analysis::RankCorrelation>, Option<String>) {
        let known = about.points.iter().filter_map(|&point| Some((point, about.observed.mean(point)?)));
        let (points, outputs): (Vec<usize>, Vec<f64>) = known.unzip();
        let numbered: Vec<usize> = (0..self.factors.len()).filter(|&factor| self.factors[factor].is_some()).collect();
        let column = |values: &Vec<f64>| points.iter().map(|&point| values[point]).collect();
        let columns: Vec<Vec<f64>> = self.factors.iter().flatten().map(column).collect();
        let mut found = vec![None; self.factors.len()];
        let note = match prcc(&columns, &outputs, LEVEL) {
            Ok(correlations) => {
                numbered.iter().zip(correlations).for_each(|(&factor, correlation)| found[factor] = correlation);
                None
            }
            Err(cause) => Some(why_none(about, &numbered, &cause)),
        };
        (found.into_iter().enumerate().map(|(factor, correlation)| row(about, factor, correlation)).collect(), note)
    }
}

fn why_none(about: &About<'_>, numbered: &[usize], cause: &NoCorrelation) -> String {
    let cause = match cause {
        NoCorrelation::Dependent { column } => {
            let key = &about.sweep.factors[numbered[*column]].key;
            format!("the ranks of {key} follow from those of the factors before it")
        }
        cause => cause.to_string(),
    };
    format!("{}: no rank correlations, as {cause}", about.measure.column)
}

fn row(about: &About<'_>, factor: usize, found: Option<RankCorrelation>) -> analysis::RankCorrelation {
    let interval = found.and_then(|found| found.interval);
    let (measure, unit) = about.measure_and_unit();
    analysis::RankCorrelation {
        measure,
        unit,
        factor: about.sweep.factors[factor].key.clone(),
        prcc: found.map(|found| found.r),
        low: interval.map(|interval| interval.low),
        high: interval.map(|interval| interval.high),
        t: found.and_then(|found| found.t),
        df: found.map(|found| found.df),
        p: found.map(|found| found.p),
        n: found.map_or(0, |found| found.n as i64),
    }
}
