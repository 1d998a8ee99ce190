//! From runs to observations: what every run, and every point, says of a measure.

use super::{Unfit, places};
use crate::output::sweep::SweepManifest;
use crate::table::Table;

/// Where the runs are in the table of results.
pub(super) struct Runs {
    replicates: usize,
    /// The row of every run, by point, then replicate; nothing for a run that has none.
    rows: Vec<Option<u32>>,
}

impl Runs {
    /// Of a table of results. Runs may be in any order, and some may not be there: they are missing then.
    pub(super) fn of(sweep: &SweepManifest, results: &Table) -> Result<Self, Unfit> {
        let [points, replicates] = ["point", "replicate"].map(|column| places::whole_numbers("results", results, column));
        let mut runs = Self { replicates: sweep.replicates as usize, rows: vec![None; runs_of(sweep)] };
        for (row, (point, replicate)) in points?.into_iter().zip(replicates?).enumerate() {
            let wrong = Unfit::Run { row, point, replicate };
            let (Ok(of_point), Ok(of_replicate)) = (usize::try_from(point), usize::try_from(replicate)) else {
                return Err(wrong);
            };
            let place = of_point.checked_mul(runs.replicates).filter(|_| of_replicate < runs.replicates);
            match place.and_then(|place| runs.rows.get_mut(place + of_replicate)) {
                Some(there @ None) => *there = u32::try_from(row).ok(),
                _ => return Err(wrong),
            }
        }
        Ok(runs)
    }

    /// What the runs say of the measure in this column. What is not finite is not known.
    pub(super) fn observe(&self, results: &Table, column: &str) -> Result<Observed, Unfit> {
        let missing = || Unfit::NoColumn { table: "results", column: column.to_owned() };
        let values = results.numbers(column).ok_or_else(missing)?;
        let value = |row: &Option<u32>| values[(*row)? as usize].filter(|value| value.is_finite());
        Ok(Observed::new(self.replicates, self.rows.iter().map(value).collect()))
    }
}

fn runs_of(sweep: &SweepManifest) -> usize {
    usize::try_from(sweep.points).unwrap_or(usize::MAX).saturating_mul(sweep.replicates as usize)
}

/// What the runs of a sweep say of one measure.
pub(super) struct Observed {
    replicates: usize,
    /// By point, then replicate.
    values: Vec<Option<f64>>,
    /// Of every point, the mean over the replicates that know it.
    means: Vec<Option<f64>>,
}

impl Observed {
    fn new(replicates: usize, values: Vec<Option<f64>>) -> Self {
        let means = values.chunks(replicates.max(1)).map(mean_of_known).collect();
        Self { replicates, values, means }
    }

    /// Replicates of every point.
    pub(super) fn replicates(&self) -> usize {
        self.replicates
    }

    /// The value in a run, if it is known.
    pub(super) fn value(&self, point: usize, replicate: usize) -> Option<f64> {
        self.values[point * self.replicates + replicate]
    }

    /// The mean of a point over the replicates that know it; nothing if none does.
    pub(super) fn mean(&self, point: usize) -> Option<f64> {
        self.means[point]
    }

    /// Points.
    pub(super) fn points(&self) -> usize {
        self.means.len()
    }

    /// Points times replicates.
    pub(super) fn runs(&self) -> usize {
        self.values.len()
    }

    /// Runs that know the measure.
    pub(super) fn known_runs(&self) -> usize {
        self.values.iter().flatten().count()
    }
}

/// Taken from the first value, so that the mean of equal values is that value to the last bit.
fn mean_of_known(values: &[Option<f64>]) -> Option<f64> {
    let mut known = values.iter().flatten();
    let first = *known.next()?;
    let (sum, n) = known.fold((0.0, 1.0), |(sum, n), value| (sum + (value - first), n + 1.0));
    Some(first + sum / n)
}
