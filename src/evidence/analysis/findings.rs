//! What an analysis found, in sentences: for people on a terminal.
//!
//! A difference, an index or a correlation is told only where its interval allows no doubt; what is in doubt is said to be so.

use super::places::brief;
use crate::output::analysis::{Analysis, ElementaryEffect, MainEffect, RankCorrelation, SobolIndex};

/// How many factors of a measure are told one by one: the tables have all of them.
const TOLD: usize = 3;

/// The findings, some sentences per measure, in the order of the tables.
#[must_use]
pub fn findings(analysis: &Analysis) -> Vec<String> {
    measures(analysis).into_iter().flat_map(|measure| of_measure(analysis, measure)).collect()
}

/// The measures, each once, in their order. Every design has main effects or elementary effects.
fn measures(analysis: &Analysis) -> Vec<&str> {
    let effects = analysis.main_effects.iter().map(|row| row.measure.as_str());
    let mut all: Vec<&str> = effects.chain(analysis.elementary_effects.iter().map(|row| row.measure.as_str())).collect();
    all.dedup();
    all
}

fn of_measure(analysis: &Analysis, measure: &str) -> Vec<String> {
    let Analysis { main_effects, sobol_indices, elementary_effects, rank_correlations, .. } = analysis;
    let mut told = Vec::new();
    told.extend(explained(&rows(sobol_indices, |row| row.measure == measure)));
    told.extend(changed(&rows(elementary_effects, |row| row.measure == measure)));
    told.extend(correlated(&rows(rank_correlations, |row| row.measure == measure)));
    if sobol_indices.is_empty() && rank_correlations.is_empty() {
        told.extend(differing(&rows(main_effects, |row| row.measure == measure)));
    }
    told.into_iter().map(|sentence| format!("{measure}: {sentence}")).collect()
}

fn rows<T>(all: &[T], of: impl Fn(&T) -> bool) -> Vec<&T> {
    all.iter().filter(|row| of(row)).collect()
}

/// The sentences on those that are clear, and one on those that are in doubt, which ends in `doubt` and their keys.
fn sentences(clear: Vec<String>, doubtful: &[&str], doubt: &str) -> Vec<String> {
    let more = clear.len().saturating_sub(TOLD);
    let mut told: Vec<String> = clear.into_iter().take(TOLD).collect();
    if more > 0 {
        told.push(format!("and {more} more, less: see the tables"));
    }
    if !doubtful.is_empty() {
        told.push(format!("{doubt}: {}", doubtful.join(", ")));
    }
    told
}

/// Splits rows into those that are clear, the largest first, and the keys of those that are not. What has no `size` is neither.
fn sorted<'a, T>(
    rows: &[&'a T],
    size: fn(&T) -> Option<f64>,
    is_clear: fn(&T) -> bool,
    key: fn(&T) -> &str,
) -> (Vec<&'a T>, Vec<&'a str>) {
    let (mut clear, doubtful): (Vec<&T>, Vec<&T>) =
        rows.iter().copied().filter(|row| size(row).is_some()).partition(|row| is_clear(row));
    // Equal sizes stay in the order of the factors.
    clear.sort_by(|a, b| size(b).unwrap_or(0.0).total_cmp(&size(a).unwrap_or(0.0)));
    (clear, doubtful.into_iter().map(key).collect())
}

/// Of Sobol indices.
fn explained(rows: &[&SobolIndex]) -> Vec<String> {
    let above_zero = |row: &SobolIndex| row.total_low.is_some_and(|low| low > 0.0);
    let (clear, doubtful) = sorted(rows, |row| row.total, above_zero, |row| &row.factor);
    let sentence = |row: &SobolIndex| {
        let whole = percent(row.total, row.total_low, row.total_high);
        match row.first_low {
            Some(low) if low > 0.0 => {
                let alone = percent(row.first, row.first_low, row.first_high);
                format!("{} explains {alone} of the variance alone, {whole} with its interactions", row.factor)
            }
            _ => format!("{} explains {whole} of the variance with its interactions; alone, none for certain", row.factor),
        }
    };
    let clear = clear.into_iter().map(sentence).collect();
    sentences(clear, &doubtful, "not shown to explain any of the variance")
}

/// Of elementary effects.
fn changed(rows: &[&ElementaryEffect]) -> Vec<String> {
    let above_zero = |row: &ElementaryEffect| row.mu_star_low.is_some_and(|low| low > 0.0);
    let (clear, doubtful) = sorted(rows, |row| row.mu_star, above_zero, |row| &row.factor);
    let sentence = |row: &ElementaryEffect| {
        let size = with_interval(row.mu_star, row.mu_star_low, row.mu_star_high);
        let direction = match (row.mu, row.mu_star) {
            (Some(mu), Some(size)) if mu == size => ", in all its effects upwards",
            (Some(mu), Some(size)) if mu == -size => ", in all its effects downwards",
            _ => ", in some of its effects upwards, in others downwards or not at all",
        };
        format!("{} changes it by {size} over its range in the mean, signs aside{direction}", row.factor)
    };
    let clear = clear.into_iter().map(sentence).collect();
    sentences(clear, &doubtful, "not shown to change it")
}

/// Of rank correlations.
fn correlated(rows: &[&RankCorrelation]) -> Vec<String> {
    // Without an interval, a coefficient of 1 or -1 is exact; any other comes of too few points.
    let is_clear = |row: &RankCorrelation| match (row.low, row.high) {
        (Some(low), Some(high)) => low > 0.0 || high < 0.0,
        _ => row.prcc.is_some_and(|prcc| prcc.abs() == 1.0),
    };
    let (clear, doubtful) = sorted(rows, |row| row.prcc.map(f64::abs), is_clear, |row| &row.factor);
    let sentence = |row: &RankCorrelation| {
        let direction = if row.prcc > Some(0.0) { "rises" } else { "falls" };
        let size = with_interval(row.prcc, row.low, row.high);
        format!("{direction} with {}, all else equal: partial rank correlation {size}", row.factor)
    };
    let clear = clear.into_iter().map(sentence).collect();
    sentences(clear, &doubtful, "not shown to rise or fall with")
}

/// Of the means of levels or bins: the lowest and the highest of each factor, where their intervals are apart.
fn differing(rows: &[&MainEffect]) -> Vec<String> {
    if rows.iter().all(|row| row.low.is_none()) {
        return Vec::new();
    }
    let factors = rows.chunk_by(|a, b| a.factor == b.factor).filter_map(Extremes::of);
    let (mut clear, doubtful): (Vec<Extremes>, Vec<Extremes>) = factors.partition(|extremes| extremes.gap() > 0.0);
    clear.sort_by(|a, b| b.difference().total_cmp(&a.difference()));
    let doubtful: Vec<&str> = doubtful.iter().map(|extremes| extremes.lowest.factor.as_str()).collect();
    let clear = clear.iter().map(Extremes::sentence).collect();
    sentences(clear, &doubtful, "no difference beyond the intervals between the levels of")
}

/// The places of a factor with the lowest and the highest mean that has an interval.
struct Extremes<'a> {
    lowest: &'a MainEffect,
    highest: &'a MainEffect,
}

impl<'a> Extremes<'a> {
    fn of(rows: &[&'a MainEffect]) -> Option<Self> {
        let with_intervals = || rows.iter().copied().filter(|row| row.low.is_some());
        let mean = |row: &MainEffect| row.mean.unwrap_or(0.0);
        // Of equal means, the first in the order of the levels.
        let lowest = with_intervals().min_by(|a, b| mean(a).total_cmp(&mean(b)))?;
        Some(Self { lowest, highest: with_intervals().min_by(|a, b| mean(b).total_cmp(&mean(a)))? })
    }

    fn difference(&self) -> f64 {
        self.highest.mean.unwrap_or(0.0) - self.lowest.mean.unwrap_or(0.0)
    }

    /// How far the intervals are apart; not above 0 where they overlap.
    fn gap(&self) -> f64 {
        self.highest.low.unwrap_or(0.0) - self.lowest.high.unwrap_or(0.0)
    }

    fn sentence(&self) -> String {
        let mean = |row: &MainEffect| with_interval(row.mean, row.low, row.high);
        let Self { lowest, highest } = self;
        let (low, high) = (mean(lowest), mean(highest));
        format!("by {}, lowest at {}: {low}, highest at {}: {high}", lowest.factor, lowest.label, highest.label)
    }
}

fn with_interval(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
    let [value, low, high] = [value, low, high].map(|number| number.map(brief));
    match (value, low.zip(high)) {
        (None, _) => "unknown".to_owned(),
        (Some(value), None) => value,
        (Some(value), Some((low, high))) => format!("{value} ({low} to {high})"),
    }
}

fn percent(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
    let [value, low, high] = [value, low, high].map(|share| share.map_or_else(|| "?".to_owned(), in_percent));
    format!("{value} % ({low} to {high} %)")
}

/// Whole percents; below one, a digit more.
fn in_percent(share: f64) -> String {
    let percents = 100.0 * share;
    if percents.abs() < 0.95 && percents != 0.0 { format!("{percents:.1}") } else { format!("{percents:.0}") }
}
