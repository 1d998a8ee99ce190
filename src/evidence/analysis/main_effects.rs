//! Main effects: the mean of a measure at every level, or in every bin, of one factor.

use super::cells::{Stated, samples};
use super::places::{Place, Places};
use super::{About, Unfit};
use crate::output::analysis::MainEffect;
use crate::output::sweep::SweepManifest;
use crate::table::Table;

/// Bins of a factor without levels.
const BINS: u32 = 10;

/// The levels or bins of all factors.
pub(super) struct Method {
    factors: Vec<Places>,
}

impl Method {
    pub(super) fn of(sweep: &SweepManifest, design: &Table) -> Result<Self, Unfit> {
        let factors = sweep.factors.iter().map(|factor| Places::of(design, factor, BINS)).collect::<Result<_, _>>()?;
        Ok(Self { factors })
    }

    pub(super) fn apply(&self, about: &About<'_>) -> Vec<MainEffect> {
        self.factors.iter().flat_map(|factor| of_factor(about, factor)).collect()
    }
}

fn of_factor(about: &About<'_>, factor: &Places) -> Vec<MainEffect> {
    let samples = samples(about, factor.places.len(), |point| factor.of[point]);
    let in_bins = means_in_bins(about, factor);
    let row = |(number, (place, sample)): (usize, (&Place, _))| {
        let (measure, unit) = about.measure_and_unit();
        let Stated { n, mean, sd, low, high } = Stated::of(sample);
        MainEffect {
            measure,
            unit,
            factor: factor.factor.clone(),
            place: number as i64,
            label: place.label.clone(),
            value: if place.ends.is_some() { in_bins[number] } else { place.value },
            bin_low: place.ends.map(|(low, _)| low),
            bin_high: place.ends.map(|(_, high)| high),
            n,
            mean,
            sd,
            low,
            high,
        }
    };
    factor.places.iter().zip(samples).enumerate().map(row).collect()
}

/// The mean value of the factor at the known points of every bin.
fn means_in_bins(about: &About<'_>, factor: &Places) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0.0); factor.places.len()];
    let Some(values) = &factor.values else { return vec![None; sums.len()] };
    for &point in about.points.iter().filter(|&&point| about.observed.mean(point).is_some()) {
        let (sum, n) = &mut sums[factor.of[point]];
        (*sum, *n) = (*sum + values[point], *n + 1.0);
    }
    sums.into_iter().map(|(sum, n)| (n > 0.0).then_some(sum / n)).collect()
}
