//! Pairs: the mean of a measure in every cell of two factors.

use super::cells::{Stated, samples};
use super::places::Places;
use super::{About, Unfit};
use crate::output::analysis::PairCell;
use crate::output::sweep::SweepManifest;
use crate::table::Table;

/// Bins of a factor without levels: fewer than for main effects, as cells are their square.
const BINS: u32 = 8;

/// The levels or bins of all factors.
pub(super) struct Method {
    factors: Vec<Places>,
}

impl Method {
    pub(super) fn of(sweep: &SweepManifest, design: &Table) -> Result<Self, Unfit> {
        let factors = sweep.factors.iter().map(|factor| Places::of(design, factor, BINS)).collect::<Result<_, _>>()?;
        Ok(Self { factors })
    }

    /// The cells of every pair of factors, in the order of the sweep.
    pub(super) fn apply(&self, about: &About<'_>) -> Vec<PairCell> {
        let pairs =
            self.factors.iter().enumerate().flat_map(|(number, x)| self.factors[number + 1..].iter().map(move |y| (x, y)));
        pairs.flat_map(|(x, y)| of_pair(about, x, y)).collect()
    }
}

fn of_pair(about: &About<'_>, x: &Places, y: &Places) -> Vec<PairCell> {
    let across = y.places.len();
    let samples = samples(about, x.places.len() * across, |point| x.of[point] * across + y.of[point]);
    let cell = |(number, sample): (usize, _)| {
        let (place_x, place_y) = (number / across, number % across);
        let (of_x, of_y) = (&x.places[place_x], &y.places[place_y]);
        let (measure, unit) = about.measure_and_unit();
        let Stated { n, mean, sd, low, high } = Stated::of(sample);
        PairCell {
            measure,
            unit,
            factor_x: x.factor.clone(),
            factor_y: y.factor.clone(),
            place_x: place_x as i64,
            place_y: place_y as i64,
            label_x: of_x.label.clone(),
            label_y: of_y.label.clone(),
            value_x: of_x.value,
            value_y: of_y.value,
            n,
            mean,
            sd,
            low,
            high,
        }
    };
    samples.into_iter().enumerate().map(cell).collect()
}
