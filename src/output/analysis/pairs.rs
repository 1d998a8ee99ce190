//! `pairs`: the mean of a measure in each cell of two factors.

use super::{SAME, of_measures, word};
use crate::output::Error;
use crate::output::cells::Cells;
use crate::table::Table;

/// A row of `pairs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairCell {
    /// The column of `results`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The key of the first factor.
    pub factor_x: String,
    /// The key of the second, which comes after it in the sweep.
    pub factor_y: String,
    /// The level or bin of the first, from 0.
    pub place_x: i64,
    /// That of the second.
    pub place_y: i64,
    /// The first's level or bin as written.
    pub label_x: String,
    /// The second's.
    pub label_y: String,
    /// The first's value: the level's, or the middle of the bin; missing for words.
    pub value_x: Option<f64>,
    /// The second's.
    pub value_y: Option<f64>,
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

const ABOUT: &str = "One row per measure, pair of factors, and cell of two levels or bins: the mean of the measure there, over everything else \
                     that varies. Of grids, and of sampled designs of at most four factors. Observations and intervals are as in main_effects.";

pub(super) fn table(rows: &[PairCell]) -> Table {
    let text = |of: fn(&PairCell) -> &str| rows.iter().map(move |row| word(of(row)));
    let int = |of: fn(&PairCell) -> i64| rows.iter().map(move |row| Some(of(row)));
    let number = |of: fn(&PairCell) -> Option<f64>| rows.iter().map(of);
    of_measures("pairs", ABOUT, rows.iter().map(|row| (row.measure.as_str(), row.unit.as_str())))
        .text("factor_x", "word", "The first key.", text(|row| &row.factor_x))
        .text("factor_y", "word", "The second key.", text(|row| &row.factor_y))
        .int("place_x", "index", "The first's level or bin, from 0.", int(|row| row.place_x))
        .int("place_y", "index", "The second's level or bin, from 0.", int(|row| row.place_y))
        .text("label_x", "text", "The first's level or bin as written.", text(|row| &row.label_x))
        .text("label_y", "text", "The second's level or bin as written.", text(|row| &row.label_y))
        .float(
            "value_x",
            "as factor_x",
            "The first's value: the level's, or the middle of the bin (of a logarithmic factor, in the logarithm); missing for words.",
            number(|row| row.value_x),
        )
        .float("value_y", "as factor_y", "The second's value, likewise.", number(|row| row.value_y))
        .int("n", "count", "Observations used.", int(|row| row.n))
        .float("mean", SAME, "Mean over these observations.", number(|row| row.mean))
        .float("sd", SAME, "Standard deviation between these observations.", number(|row| row.sd))
        .float("low", SAME, "Lower end of the interval of the mean.", number(|row| row.low))
        .float("high", SAME, "Upper end of the interval of the mean.", number(|row| row.high))
}

pub(super) fn of(cells: &Cells<'_>) -> Result<PairCell, Error> {
    Ok(PairCell {
        measure: cells.text("measure")?,
        unit: cells.any_text("unit").unwrap_or_default(),
        factor_x: cells.text("factor_x")?,
        factor_y: cells.text("factor_y")?,
        place_x: cells.int("place_x")?,
        place_y: cells.int("place_y")?,
        label_x: cells.any_text("label_x").unwrap_or_default(),
        label_y: cells.any_text("label_y").unwrap_or_default(),
        value_x: cells.number("value_x"),
        value_y: cells.number("value_y"),
        n: cells.int("n")?,
        mean: cells.number("mean"),
        sd: cells.number("sd"),
        low: cells.number("low"),
        high: cells.number("high"),
    })
}
