//! Sobol indices of a saltelli design.

use super::{About, Unfit, places};
use crate::output::analysis::SobolIndex;
use crate::output::sweep::{SweepManifest, Used};
use crate::statistics::Interval;
use crate::statistics::sensitivity::{Bootstrap, Indices, Scheme};
use crate::table::Table;
use std::collections::BTreeMap;

/// Which points are the samples' A, B, and A with a factor from B.
pub(super) struct Method {
    bootstrap: Bootstrap,
    a: Vec<Option<usize>>,
    b: Vec<Option<usize>>,
    /// By factor.
    ab: Vec<Vec<Option<usize>>>,
}

impl Method {
    pub(super) fn of(sweep: &SweepManifest, design: &Table, bootstrap: Bootstrap) -> Result<Self, Unfit> {
        let samples = places::whole_numbers("design", design, "sample")?;
        let words =
            |column: &str| design.words(column).ok_or_else(|| Unfit::NoColumn { table: "design", column: column.to_owned() });
        let (matrices, swapped) = (words("matrix")?, words("swapped")?);
        let factors: BTreeMap<&str, usize> = sweep.factors.iter().map(|factor| factor.key.as_str()).zip(0..).collect();
        let count = usize::try_from(samples.iter().copied().max().unwrap_or(-1) + 1).unwrap_or(0).min(samples.len());
        let none = vec![None; count];
        let mut method = Self { bootstrap, a: none.clone(), b: none.clone(), ab: vec![none; factors.len()] };
        for (point, sample) in samples.into_iter().enumerate() {
            let wrong = Unfit::Scheme { design: "saltelli", row: point };
            let outputs = match (matrices[point].as_deref(), swapped[point].as_deref()) {
                (Some("A"), None) => &mut method.a,
                (Some("B"), None) => &mut method.b,
                (Some("AB"), Some(key)) => factors.get(key).map(|&factor| &mut method.ab[factor]).ok_or(wrong.clone())?,
                _ => return Err(wrong),
            };
            match usize::try_from(sample).ok().and_then(|sample| outputs.get_mut(sample)) {
                Some(there @ None) => *there = Some(point),
                _ => return Err(wrong),
            }
        }
        Ok(method)
    }

    /// The points that were drawn independently: those of A and B, in the order of the design.
    pub(super) fn independent(&self) -> Vec<usize> {
        let mut points: Vec<usize> = self.a.iter().chain(&self.b).flatten().copied().collect();
        points.sort_unstable();
        points
    }

    pub(super) fn apply(&self, about: &About<'_>) -> (Vec<SobolIndex>, Used) {
        let outputs = |points: &Vec<Option<usize>>| -> Vec<Option<f64>> {
            points.iter().map(|point| about.observed.mean((*point)?)).collect()
        };
        let (a, b, ab) = (outputs(&self.a), outputs(&self.b), self.ab.iter().map(outputs).collect::<Vec<_>>());
        let scheme = Scheme { a: &a, b: &b, ab: &ab };
        let indices = scheme.indices(self.bootstrap);
        let known = |factor: usize| (0..a.len()).filter(|&k| a[k].is_some() && b[k].is_some() && ab[factor][k].is_some()).count();
        let row = |(number, found): (usize, Option<Indices>)| row(about, number, found, known(number));
        (indices.into_iter().enumerate().map(row).collect(), about.used("samples", a.len(), scheme.known()))
    }
}

fn row(about: &About<'_>, factor: usize, found: Option<Indices>, known: usize) -> SobolIndex {
    let ends = |interval: Option<Interval>| (interval.map(|interval| interval.low), interval.map(|interval| interval.high));
    let (first_low, first_high) = ends(found.and_then(|found| found.first_interval));
    let (total_low, total_high) = ends(found.and_then(|found| found.total_interval));
    let (measure, unit) = about.measure_and_unit();
    SobolIndex {
        measure,
        unit,
        factor: about.sweep.factors[factor].key.clone(),
        first: found.map(|found| found.first),
        first_low,
        first_high,
        total: found.map(|found| found.total),
        total_low,
        total_high,
        n: known as i64,
    }
}
