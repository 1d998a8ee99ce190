//! Means by cell: a level or bin of a factor, or of two.

use super::About;
use crate::statistics::{LEVEL, Sample};

/// The sample of each of so many cells, where `cell` says in which one a point is; nothing where a cell has no observations.
///
/// In a grid, an observation is the mean over the points of a cell in a replicate that knows them all: points differ by the other
/// factors, which are the same in every cell, and only replicates are luck. In other designs, it is the mean of a point.
pub(super) fn samples(about: &About<'_>, cells: usize, cell: impl Fn(usize) -> usize) -> Vec<Option<Sample>> {
    let mut observations = vec![Vec::new(); cells];
    if about.is_grid() {
        for replicate in 0..about.observed.replicates() {
            let means = of_replicate(about, cells, &cell, replicate);
            observations.iter_mut().zip(means).for_each(|(all, mean)| all.extend(mean));
        }
    } else {
        let known = about.points.iter().filter_map(|&point| Some((point, about.observed.mean(point)?)));
        known.for_each(|(point, mean)| observations[cell(point)].push(mean));
    }
    observations.iter().map(|all| Sample::of(all)).collect()
}

/// The mean of each cell in a replicate; nothing where one of its points is not known, or it has none.
fn of_replicate(about: &About<'_>, cells: usize, cell: impl Fn(usize) -> usize, replicate: usize) -> Vec<Option<f64>> {
    let mut sums: Vec<Option<(f64, f64)>> = vec![Some((0.0, 0.0)); cells];
    for point in 0..about.observed.points() {
        let sum = &mut sums[cell(point)];
        *sum = sum.zip(about.observed.value(point, replicate)).map(|((sum, n), value)| (sum + value, n + 1.0));
    }
    sums.into_iter().map(|sum| sum.filter(|&(_, n)| n > 0.0).map(|(sum, n)| sum / n)).collect()
}

/// What a table says of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Stated {
    pub(super) n: i64,
    pub(super) mean: Option<f64>,
    pub(super) sd: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

impl Stated {
    pub(super) fn of(sample: Option<Sample>) -> Self {
        let Some(sample) = sample else { return Self::default() };
        let interval = sample.interval(LEVEL);
        Self {
            n: sample.n as i64,
            mean: Some(sample.mean),
            sd: sample.sd,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    }
}
