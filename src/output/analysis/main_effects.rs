//! `main_effects`: the mean of a measure at each level, or in each bin, of one factor.

use super::{SAME, of_measures, word};
use crate::output::Error;
use crate::output::cells::Cells;
use crate::table::Table;

/// A row of `main_effects`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MainEffect {
    /// The column of `results`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The factor's key.
    pub factor: String,
    /// The level or bin, from 0.
    pub place: i64,
    /// The level or bin as written.
    pub label: String,
    /// The level's value, or the mean of the values in the bin; missing for words and for empty bins.
    pub value: Option<f64>,
    /// The smallest value of the bin; missing for levels.
    pub bin_low: Option<f64>,
    /// The largest value of the bin; missing for levels.
    pub bin_high: Option<f64>,
    /// Observations used.
    pub n: i64,
    /// Their mean.
    pub mean: Option<f64>,
    /// Their standard deviation.
    pub sd: Option<f64>,
    /// Lower end of the interval of the mean.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

const ABOUT: &str = "One row per measure, factor, and level or bin of the factor: the mean of the measure there, over everything else that \
                     varies. In a grid an observation is a replicate's mean over the points of the level; in other designs it is a point's \
                     mean over its replicates. Intervals are 95 % t intervals over observations; where one is missing, there are fewer \
                     than two.";

pub(super) fn table(rows: &[MainEffect]) -> Table {
    let number = |of: fn(&MainEffect) -> Option<f64>| rows.iter().map(of);
    of_measures("main_effects", ABOUT, rows.iter().map(|row| (row.measure.as_str(), row.unit.as_str())))
        .text("factor", "word", "The key that varies.", rows.iter().map(|row| word(&row.factor)))
        .int(
            "place",
            "index",
            "The level or bin, from 0, from small to large or as listed.",
            rows.iter().map(|row| Some(row.place)),
        )
        .text("label", "text", "The level or bin as written.", rows.iter().map(|row| word(&row.label)))
        .float(
            "value",
            "as factor",
            "The level's value, or the mean of the values in the bin; missing for words and for empty bins.",
            number(|row| row.value),
        )
        .float("bin_low", "as factor", "Lower end of the bin; missing for levels.", number(|row| row.bin_low))
        .float("bin_high", "as factor", "Upper end of the bin; missing for levels.", number(|row| row.bin_high))
        .int("n", "count", "Observations used.", rows.iter().map(|row| Some(row.n)))
        .float("mean", SAME, "Mean over these observations.", number(|row| row.mean))
        .float("sd", SAME, "Standard deviation between these observations.", number(|row| row.sd))
        .float("low", SAME, "Lower end of the interval of the mean.", number(|row| row.low))
        .float("high", SAME, "Upper end of the interval of the mean.", number(|row| row.high))
}

pub(super) fn of(cells: &Cells<'_>) -> Result<MainEffect, Error> {
    Ok(MainEffect {
        measure: cells.text("measure")?,
        unit: cells.any_text("unit").unwrap_or_default(),
        factor: cells.text("factor")?,
        place: cells.int("place")?,
        label: cells.any_text("label").unwrap_or_default(),
        value: cells.number("value"),
        bin_low: cells.number("bin_low"),
        bin_high: cells.number("bin_high"),
        n: cells.int("n")?,
        mean: cells.number("mean"),
        sd: cells.number("sd"),
        low: cells.number("low"),
        high: cells.number("high"),
    })
}
