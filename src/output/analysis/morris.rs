//! `elementary_effects`: by how much a measure changes when one factor does.

use super::{SAME, of_measures, word};
use crate::output::Error;
use crate::output::cells::Cells;
use crate::table::Table;

/// A row of `elementary_effects`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ElementaryEffect {
    /// The column of `results`.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// The factor's key.
    pub factor: String,
    /// The mean of the effects.
    pub mu: Option<f64>,
    /// The mean of their sizes.
    pub mu_star: Option<f64>,
    /// Lower end of its interval.
    pub mu_star_low: Option<f64>,
    /// Upper end.
    pub mu_star_high: Option<f64>,
    /// The standard deviation of the effects.
    pub sigma: Option<f64>,
    /// Effects used.
    pub n: i64,
}

const ABOUT: &str = "One row per measure and factor of a morris design. An elementary effect is the change of the measure over the change of the \
                     factor in parts of its range (of a logarithmic factor, of the range of its logarithm), at one step of a trajectory \
                     (Morris 1991; mu_star: Campolongo, Cariboni and Saltelli 2007). Intervals are 95 % bootstrap intervals over \
                     trajectories.";

pub(super) fn table(rows: &[ElementaryEffect]) -> Table {
    let number = |of: fn(&ElementaryEffect) -> Option<f64>| rows.iter().map(of);
    of_measures("elementary_effects", ABOUT, rows.iter().map(|row| (row.measure.as_str(), row.unit.as_str())))
        .text("factor", "word", "The key that varies.", rows.iter().map(|row| word(&row.factor)))
        .float("mu", SAME, "Mean of the effects: small if they cancel.", number(|row| row.mu))
        .float(
            "mu_star",
            SAME,
            "Mean of the sizes of the effects, signs aside: how much the factor matters.",
            number(|row| row.mu_star),
        )
        .float("mu_star_low", SAME, "Lower end of the interval of mu_star.", number(|row| row.mu_star_low))
        .float("mu_star_high", SAME, "Upper end of the interval of mu_star.", number(|row| row.mu_star_high))
        .float(
            "sigma",
            SAME,
            "Standard deviation of the effects: large if the effect depends on the other factors or on where the factor stands.",
            number(|row| row.sigma),
        )
        .int("n", "count", "Effects used: those whose both ends are known.", rows.iter().map(|row| Some(row.n)))
}

pub(super) fn of(cells: &Cells<'_>) -> Result<ElementaryEffect, Error> {
    Ok(ElementaryEffect {
        measure: cells.text("measure")?,
        unit: cells.any_text("unit").unwrap_or_default(),
        factor: cells.text("factor")?,
        mu: cells.number("mu"),
        mu_star: cells.number("mu_star"),
        mu_star_low: cells.number("mu_star_low"),
        mu_star_high: cells.number("mu_star_high"),
        sigma: cells.number("sigma"),
        n: cells.int("n")?,
    })
}
