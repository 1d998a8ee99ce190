//! The bootstrap (Efron 1979, Bootstrap methods: another look at the jackknife, The Annals of Statistics 7): what a statistic could have
//! been, had other observations of the same kind come.

use crate::random::{Draws, Purpose};
use crate::statistics::Interval;
use rayon::prelude::*;

/// The part of the resamples in which a statistic must be defined, for an interval of it.
const DEFINED: f64 = 0.9;

/// How intervals are found: percentiles of a statistic in resamples of the observations, drawn with replacement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bootstrap {
    /// The seed of the draws.
    pub seed: u64,
    /// How many resamples; with none there are no intervals.
    pub resamples: u32,
    /// The level of the intervals, in (0, 1).
    pub level: f64,
}

impl Bootstrap {
    /// The statistic in every resample of `n` observations. It is told how often the resample has each observation.
    pub(super) fn each<T: Send>(self, n: usize, statistic: impl Fn(&[f64]) -> T + Sync) -> Vec<T> {
        (0..self.resamples).into_par_iter().map(|resample| statistic(&self.counts(resample, n))).collect()
    }

    /// How often this resample has each of `n` observations. All statistics of `n` observations meet the same resamples.
    fn counts(self, resample: u32, n: usize) -> Vec<f64> {
        let mut words = Draws { seed: self.seed, replicate: 0 }.words(Purpose::Resample, resample, 0, 1);
        let mut counts = vec![0.0; n];
        (0..n).for_each(|_| counts[words.take::<1>()[0].below(n)] += 1.0);
        counts
    }

    /// The percentile interval of a statistic that was found in every resample. Resamples in which it is not defined (all
    /// observations equal, for example) are left out; if they are more than a tenth, or there are none, there is no interval.
    pub(super) fn interval(self, found: impl Iterator<Item = Option<f64>>) -> Option<Interval> {
        let mut values: Vec<f64> = found.flatten().collect();
        if values.is_empty() || (values.len() as f64) < DEFINED * f64::from(self.resamples) {
            return None;
        }
        values.sort_by(f64::total_cmp);
        let tail = (1.0 - self.level) / 2.0;
        Some(Interval { low: quantile(&values, tail), high: quantile(&values, 1.0 - tail) })
    }
}

/// The quantile of sorted values, at least one, with lines between them (Hyndman and Fan 1996, definition 7).
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let below = (place as usize).min(sorted.len() - 1);
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (place - below as f64) * (sorted[above] - sorted[below])
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap { seed: 1, resamples: 200, level: 0.9 };

    #[test]
    fn quantiles_lie_on_lines_between_values() {
        let sorted = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!([0.0, 0.25, 0.375, 0.9, 1.0].map(|part| quantile(&sorted, part)), [1.0, 2.0, 3.0, 12.8, 16.0]);
        assert_eq!(quantile(&[3.0], 0.7), 3.0);
    }

    #[test]
    fn resamples_have_as_many_observations_and_differ() {
        let counts = BOOTSTRAP.each(50, <[f64]>::to_vec);
        assert_eq!(counts.len(), 200);
        assert!(counts.iter().all(|counts| counts.iter().sum::<f64>() == 50.0));
        assert!(counts.windows(2).all(|pair| pair[0] != pair[1]));
        // An observation is in a resample with chance 1 - (1 - 1/50)^50 = 0.636, here with a standard error below 0.005.
        let taken = counts.iter().flatten().filter(|&&count| count > 0.0).count() as f64 / (200.0 * 50.0);
        assert!((taken - 0.636).abs() < 0.02, "{taken}");
        let other = Bootstrap { seed: 2, ..BOOTSTRAP }.each(50, <[f64]>::to_vec);
        assert_ne!(counts, other);
    }

    #[test]
    fn few_undefined_resamples_are_left_out_and_many_leave_no_interval() {
        let values = |defined: usize| BOOTSTRAP.interval((0..200).map(move |k| (k < defined).then_some(k as f64)));
        let interval = values(181).expect("an interval");
        assert!((interval.low - 9.0).abs() < 1e-12 && (interval.high - 171.0).abs() < 1e-12, "{interval:?}");
        assert_eq!(values(179), None);
        assert_eq!(Bootstrap { resamples: 0, ..BOOTSTRAP }.interval(std::iter::empty()), None);
    }
}
