//! `rank_correlations`: whether a measure rises or falls with a factor, the others held constant.

use super::{of_measures, word};
use crate::output::Error;
use crate::output::cells::Cells;
use crate::table::Table;

/// A row of `rank_correlations`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankCorrelation {
    /// The column of `results`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The factor's key.
    pub factor: String,
    /// The partial rank correlation coefficient.
    pub prcc: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// The t of the test that it is 0.
    pub t: Option<f64>,
    /// Its degrees of freedom.
    pub df: Option<f64>,
    /// Its two-sided p.
    pub p: Option<f64>,
    /// Points used.
    pub n: i64,
}

const ABOUT: &str = "One row per measure and factor of a sampled design or a list: the partial rank correlation (PRCC) of the measure with the \
                     factor, all other factors held constant (Marino, Hogue, Ray and Kirschner 2008). It tells whether the measure \
                     rises or falls with the factor, and misses effects that turn around. A factor whose values are words has none, and \
                     is not held constant either.";

pub(super) fn table(rows: &[RankCorrelation]) -> Table {
    let number = |of: fn(&RankCorrelation) -> Option<f64>| rows.iter().map(of);
    of_measures("rank_correlations", ABOUT, rows.iter().map(|row| (row.measure.as_str(), row.unit.as_str())))
        .text("factor", "word", "The key that varies.", rows.iter().map(|row| word(&row.factor)))
        .float(
            "prcc",
            "index",
            "Partial rank correlation, -1 to 1; missing for words and where nothing varies.",
            number(|row| row.prcc),
        )
        .float("low", "index", "Lower end of its 95 % interval.", number(|row| row.low))
        .float("high", "index", "Upper end of its 95 % interval.", number(|row| row.high))
        .float("t", "ratio", "t of the test that it is 0; missing where it is 1 or -1.", number(|row| row.t))
        .float("df", "count", "Degrees of freedom of t.", number(|row| row.df))
        .float("p", "probability", "Two-sided p of that test.", number(|row| row.p))
        .int("n", "count", "Points used.", rows.iter().map(|row| Some(row.n)))
}

pub(super) fn of(cells: &Cells<'_>) -> Result<RankCorrelation, Error> {
    Ok(RankCorrelation {
        measure: cells.text("measure")?,
        unit: cells.any_text("unit").unwrap_or_default(),
        factor: cells.text("factor")?,
        prcc: cells.number("prcc"),
        low: cells.number("low"),
        high: cells.number("high"),
        t: cells.number("t"),
        df: cells.number("df"),
        p: cells.number("p"),
        n: cells.int("n")?,
    })
}
