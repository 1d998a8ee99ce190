//! `sobol_indices`: which share of a measure's variance each factor explains.

use super::{of_measures, word};
use crate::output::Error;
use crate::output::cells::Cells;
use crate::table::Table;

/// A row of `sobol_indices`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SobolIndex {
    /// The column of `results`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The factor's key.
    pub factor: String,
    /// The first-order index: the share of the variance that the factor explains alone.
    pub first: Option<f64>,
    /// Lower end of its interval.
    pub first_low: Option<f64>,
    /// Upper end.
    pub first_high: Option<f64>,
    /// The total index: the share that it explains with its interactions.
    pub total: Option<f64>,
    /// Lower end of its interval.
    pub total_low: Option<f64>,
    /// Upper end.
    pub total_high: Option<f64>,
    /// Samples used.
    pub n: i64,
}

const ABOUT: &str = "One row per measure and factor of a saltelli design: Sobol indices (first: Saltelli et al. 2010; total: Jansen 1999). They are \
                     estimates: one may lie somewhat below 0 or above 1. Intervals are 95 % bootstrap intervals over samples. Indices are \
                     missing where the measure does not vary or too few samples are known.";

pub(super) fn table(rows: &[SobolIndex]) -> Table {
    let number = |of: fn(&SobolIndex) -> Option<f64>| rows.iter().map(of);
    of_measures("sobol_indices", ABOUT, rows.iter().map(|row| (row.measure.as_str(), row.unit.as_str())))
        .text("factor", "word", "The key that varies.", rows.iter().map(|row| word(&row.factor)))
        .float("first", "share", "Share of the variance that the factor explains alone.", number(|row| row.first))
        .float("first_low", "share", "Lower end of its interval.", number(|row| row.first_low))
        .float("first_high", "share", "Upper end of its interval.", number(|row| row.first_high))
        .float(
            "total",
            "share",
            "Share of the variance that the factor explains alone and with its interactions with others.",
            number(|row| row.total),
        )
        .float("total_low", "share", "Lower end of its interval.", number(|row| row.total_low))
        .float("total_high", "share", "Upper end of its interval.", number(|row| row.total_high))
        .int(
            "n",
            "count",
            "Samples used: those whose points A, B, and A with this factor from B are all known.",
            rows.iter().map(|row| Some(row.n)),
        )
}

pub(super) fn of(cells: &Cells<'_>) -> Result<SobolIndex, Error> {
    Ok(SobolIndex {
        measure: cells.text("measure")?,
        unit: cells.any_text("unit").unwrap_or_default(),
        factor: cells.text("factor")?,
        first: cells.number("first"),
        first_low: cells.number("first_low"),
        first_high: cells.number("first_high"),
        total: cells.number("total"),
        total_low: cells.number("total_low"),
        total_high: cells.number("total_high"),
        n: cells.int("n")?,
    })
}
