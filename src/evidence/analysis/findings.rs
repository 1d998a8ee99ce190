//! What an analysis found, in sentences: for people on a terminal and for reports.
//!
//! A difference, an index or a correlation is told only where its interval allows no doubt; what is in doubt is said to be so.

use super::places::brief;
use crate::language::{Language, Value};
use crate::output::analysis::{Analysis, ElementaryEffect, MainEffect, RankCorrelation, SobolIndex};
use std::fmt;

/// How many factors of a measure are told one by one: the tables have all of them.
const TOLD: usize = 3;

/// A sentence about a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The column of `results`.
    pub measure: String,
    /// What was found of it, without a full stop.
    pub sentence: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.measure, self.sentence)
    }
}

/// The findings, some sentences per measure, in the order of the tables.
#[must_use]
pub fn findings(analysis: &Analysis, language: Language) -> Vec<Finding> {
    measures(analysis).into_iter().flat_map(|measure| of_measure(analysis, measure, language)).collect()
}

/// The measures, each once, in their order. Every design has main effects or elementary effects.
fn measures(analysis: &Analysis) -> Vec<&str> {
    let effects = analysis.main_effects.iter().map(|row| row.measure.as_str());
    let mut all: Vec<&str> = effects.chain(analysis.elementary_effects.iter().map(|row| row.measure.as_str())).collect();
    all.dedup();
    all
}

fn of_measure(analysis: &Analysis, measure: &str, language: Language) -> Vec<Finding> {
    let Analysis { main_effects, sobol_indices, elementary_effects, rank_correlations, .. } = analysis;
    let teller = Teller { language };
    let mut told = Vec::new();
    told.extend(teller.explained(&rows(sobol_indices, |row| row.measure == measure)));
    told.extend(teller.changed(&rows(elementary_effects, |row| row.measure == measure)));
    told.extend(teller.correlated(&rows(rank_correlations, |row| row.measure == measure)));
    if sobol_indices.is_empty() && rank_correlations.is_empty() {
        told.extend(teller.differing(&rows(main_effects, |row| row.measure == measure)));
    }
    told.into_iter().map(|sentence| Finding { measure: measure.to_owned(), sentence }).collect()
}

fn rows<T>(all: &[T], of: impl Fn(&T) -> bool) -> Vec<&T> {
    all.iter().filter(|row| of(row)).collect()
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

/// Tells findings in a language.
#[derive(Clone, Copy)]
struct Teller {
    language: Language,
}

impl Teller {
    fn say(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let values: Vec<(&'static str, Value<'_>)> = values.iter().map(|&(name, text)| (name, Value::from(text))).collect();
        self.language.say(id, &values)
    }

    /// The sentences on those that are clear, and one, the message `doubt`, on the keys of those that are in doubt.
    fn sentences(self, clear: Vec<String>, doubtful: &[&str], doubt: &str) -> Vec<String> {
        let more = clear.len().saturating_sub(TOLD);
        let mut told: Vec<String> = clear.into_iter().take(TOLD).collect();
        if more > 0 {
            told.push(self.say("finding-more", &[("n", &more.to_string())]));
        }
        if !doubtful.is_empty() {
            told.push(self.say(doubt, &[("factors", &doubtful.join(", "))]));
        }
        told
    }

    /// Of Sobol indices.
    fn explained(self, rows: &[&SobolIndex]) -> Vec<String> {
        let above_zero = |row: &SobolIndex| row.total_low.is_some_and(|low| low > 0.0);
        let (clear, doubtful) = sorted(rows, |row| row.total, above_zero, |row| &row.factor);
        let sentence = |row: &SobolIndex| {
            let whole = self.percent(row.total, row.total_low, row.total_high);
            match row.first_low {
                Some(low) if low > 0.0 => {
                    let alone = self.percent(row.first, row.first_low, row.first_high);
                    self.say("finding-explains", &[("factor", &row.factor), ("alone", &alone), ("whole", &whole)])
                }
                _ => self.say("finding-explains-together", &[("factor", &row.factor), ("whole", &whole)]),
            }
        };
        let clear = clear.into_iter().map(sentence).collect();
        self.sentences(clear, &doubtful, "finding-explains-doubtful")
    }

    /// Of elementary effects.
    fn changed(self, rows: &[&ElementaryEffect]) -> Vec<String> {
        let above_zero = |row: &ElementaryEffect| row.mu_star_low.is_some_and(|low| low > 0.0);
        let (clear, doubtful) = sorted(rows, |row| row.mu_star, above_zero, |row| &row.factor);
        let sentence = |row: &ElementaryEffect| {
            let size = self.with_interval(row.mu_star, row.mu_star_low, row.mu_star_high);
            let id = match (row.mu, row.mu_star) {
                (Some(mu), Some(size)) if mu == size => "finding-changes-upwards",
                (Some(mu), Some(size)) if mu == -size => "finding-changes-downwards",
                _ => "finding-changes-both-ways",
            };
            self.say(id, &[("factor", &row.factor), ("size", &size)])
        };
        let clear = clear.into_iter().map(sentence).collect();
        self.sentences(clear, &doubtful, "finding-changes-doubtful")
    }

    /// Of rank correlations.
    fn correlated(self, rows: &[&RankCorrelation]) -> Vec<String> {
        // Without an interval, a coefficient of 1 or -1 is exact; any other comes of too few points.
        let is_clear = |row: &RankCorrelation| match (row.low, row.high) {
            (Some(low), Some(high)) => low > 0.0 || high < 0.0,
            _ => row.prcc.is_some_and(|prcc| prcc.abs() == 1.0),
        };
        let (clear, doubtful) = sorted(rows, |row| row.prcc.map(f64::abs), is_clear, |row| &row.factor);
        let sentence = |row: &RankCorrelation| {
            let id = if row.prcc > Some(0.0) { "finding-rises-with" } else { "finding-falls-with" };
            self.say(id, &[("factor", &row.factor), ("size", &self.with_interval(row.prcc, row.low, row.high))])
        };
        let clear = clear.into_iter().map(sentence).collect();
        self.sentences(clear, &doubtful, "finding-correlation-doubtful")
    }

    /// Of the means of levels or bins: the lowest and the highest of each factor, where their intervals are apart.
    fn differing(self, rows: &[&MainEffect]) -> Vec<String> {
        if rows.iter().all(|row| row.low.is_none()) {
            return Vec::new();
        }
        let factors = rows.chunk_by(|a, b| a.factor == b.factor).filter_map(Extremes::of);
        let (mut clear, doubtful): (Vec<Extremes>, Vec<Extremes>) = factors.partition(|extremes| extremes.gap() > 0.0);
        clear.sort_by(|a, b| b.difference().total_cmp(&a.difference()));
        let doubtful: Vec<&str> = doubtful.iter().map(|extremes| extremes.lowest.factor.as_str()).collect();
        let clear = clear.iter().map(|extremes| self.between(extremes)).collect();
        self.sentences(clear, &doubtful, "finding-levels-doubtful")
    }

    fn between(self, Extremes { lowest, highest }: &Extremes<'_>) -> String {
        let mean = |row: &MainEffect| self.with_interval(row.mean, row.low, row.high);
        let values = [
            ("factor", lowest.factor.as_str()),
            ("lowest", &lowest.label),
            ("low", &mean(lowest)),
            ("highest", &highest.label),
            ("high", &mean(highest)),
        ];
        self.say("finding-levels", &values)
    }

    fn with_interval(self, value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
        let [value, low, high] = [value, low, high].map(|number| number.map(brief));
        match (value, low.zip(high)) {
            (None, _) => self.language.text("finding-unknown").to_owned(),
            (Some(value), None) => value,
            (Some(value), Some((low, high))) => self.say("finding-within", &[("value", &value), ("low", &low), ("high", &high)]),
        }
    }

    fn percent(self, value: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
        let [value, low, high] = [value, low, high].map(|share| share.map_or_else(|| "?".to_owned(), in_percent));
        self.say("finding-percent", &[("value", &value), ("low", &low), ("high", &high)])
    }
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
}

/// Whole percents; below one, a digit more.
fn in_percent(share: f64) -> String {
    let percents = 100.0 * share;
    if percents.abs() < 0.95 && percents != 0.0 { format!("{percents:.1}") } else { format!("{percents:.0}") }
}
