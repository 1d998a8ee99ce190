//! The columns of a sweep's tables `design`, `results` and `rounds`, which depend on its design, factors and measures; and reading them.

use super::{FactorEntry, MeasureEntry, SweepManifest};
use crate::output::{Columns, Error, read_shaped};
use crate::table::{Table, Values};
use std::collections::BTreeSet;
use std::path::Path;

/// The table of points.
pub const DESIGN: &str = "design";
/// The table of runs.
pub const RESULTS: &str = "results";
/// The table of rounds, where they are kept.
pub const ROUNDS: &str = "rounds";

/// The columns of `design`, without rows.
#[must_use]
pub fn design(design: &str, factors: &[FactorEntry]) -> Table {
    let about = "One row per point: a value for every factor. Points are the same whenever and wherever they are made.";
    let table = Table::new(DESIGN, about).int("point", "index", "The point, from 0, in the order of the design.", []);
    with_factors(of_scheme(table, design), factors)
}

/// The columns that say what a point is for in its scheme.
fn of_scheme(table: Table, design: &str) -> Table {
    match design {
        "saltelli" => table
            .int("sample", "index", "Of saltelli: the pair of points A and B that this one belongs to.", [])
            .text("matrix", "word", "Of saltelli: A, B, or AB: A with the value of one factor from B.", [])
            .text("swapped", "word", "Of saltelli: the key of the factor whose value is from B; missing in A and B.", []),
        "morris" => table
            .int("trajectory", "index", "Of morris: the trajectory.", [])
            .int("step", "index", "Of morris: the step of the trajectory, from 0.", [])
            .text("moved", "word", "Of morris: the key that changed since the step before; missing in step 0.", [])
            .float("change", "share", "Of morris: by how much it changed, in parts of its range, with its sign.", []),
        _ => table,
    }
}

/// The columns of `results`, without rows.
#[must_use]
pub fn results(factors: &[FactorEntry], measures: &[MeasureEntry]) -> Table {
    let about = "One row per run, by point, then replicate. A run that failed, or was not run yet, is a row without measures.";
    let table = Table::new(RESULTS, about)
        .int("point", "index", "The point: a row of design.", [])
        .int("replicate", "index", "The replicate, from 0.", [])
        .int("seed", "", "The seed of its draws.", []);
    let table = with_factors(table, factors).text("status", "word", "done, failed, or missing: not run yet.", []).text(
        "error",
        "text",
        "Why it failed; missing where it did not.",
        [],
    );
    measures.iter().fold(table, |table, measure| {
        let MeasureEntry { column, measure, unit, at } = measure;
        table.float(column, unit, &format!("The measure {measure}, taken at {at}; missing where it is not known."), [])
    })
}

/// The columns of `rounds`, without rows.
#[must_use]
pub fn rounds(measures: &[MeasureEntry]) -> Table {
    let about =
        "One row per run and round, if the sweep keeps rounds: its measures over time. Runs that are not done have no rows.";
    let table = Table::new(ROUNDS, about)
        .int("point", "index", "The point: a row of design.", [])
        .int("replicate", "index", "The replicate, from 0.", [])
        .int("round", "index", "The round; 0 is the start.", []);
    let mut seen = BTreeSet::new();
    let distinct = measures.iter().filter(|measure| seen.insert(&measure.measure));
    distinct.fold(table, |table, MeasureEntry { measure, unit, .. }| {
        table.float(measure, unit, &format!("The measure {measure} in this round; missing where it is not known."), [])
    })
}

fn with_factors(table: Table, factors: &[FactorEntry]) -> Table {
    factors.iter().fold(table, |table, factor| {
        let values = match factor.values.as_str() {
            "whole" => Values::Int(Vec::new()),
            "word" => Values::Text(Vec::new()),
            _ => Values::Float(Vec::new()),
        };
        let meaning = if factor.meaning.is_empty() { "A key that varies." } else { &factor.meaning };
        table.with(&factor.key, &factor.unit, meaning, values)
    })
}

impl SweepManifest {
    /// Reads columns of `design`, `results` or `rounds` of the sweep in this folder, in whichever format.
    ///
    /// # Errors
    /// If there is no such file or it cannot be understood.
    pub fn table(&self, folder: &Path, name: &str, columns: Columns<'_>) -> Result<Table, Error> {
        let shape = match name {
            DESIGN => Ok(design(&self.design, &self.factors)),
            RESULTS => Ok(results(&self.factors, &self.measures)),
            ROUNDS => Ok(rounds(&self.measures)),
            _ => Err(Error::table(name, "no such table of a sweep is known")),
        };
        read_shaped(folder, name, columns, |_| shape)
    }
}
