//! Statistics of the elementary effects of a factor (Morris 1991, Factorial sampling plans for preliminary computational experiments,
//! Technometrics 33; μ* by Campolongo, Cariboni and Saltelli 2007, An effective screening design for sensitivity analysis of large
//! models, Environmental Modelling & Software 22).

use super::Bootstrap;
use crate::statistics::{Interval, Sample};

/// How a measure changed where one factor changed by `change` ≠ 0 in unit coordinates: the change of the measure, per whole range
/// of the factor. Its unit is that of the measure.
#[must_use]
pub fn elementary_effect(before: f64, after: f64, change: f64) -> f64 {
    (after - before) / change
}

/// What the elementary effects of a factor say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elementary {
    /// The number of effects.
    pub n: usize,
    /// Their mean: in which direction the factor moves the measure.
    pub mu: f64,
    /// The mean of their sizes: how much it moves it.
    pub mu_star: f64,
    /// The interval of the mean of their sizes; unknown for a single effect.
    pub mu_star_interval: Option<Interval>,
    /// Their standard deviation, with divisor n - 1: how much depends on where one is, by curvature or by the other factors.
    /// Unknown for a single effect, and 0 where they differ by rounding only.
    pub sigma: Option<f64>,
}

impl Elementary {
    /// Of the effects of one factor, one from each trajectory; nothing if there are none.
    #[must_use]
    pub fn of(effects: &[f64], bootstrap: Bootstrap) -> Option<Self> {
        let signed = Sample::of(effects)?;
        let sizes: Vec<f64> = effects.iter().map(|effect| effect.abs()).collect();
        let mu_star = Sample::of(&sizes)?.mean;
        let mean = |counts: &[f64]| {
            let off: f64 = sizes.iter().zip(counts).map(|(size, count)| count * (size - mu_star)).sum();
            Some(mu_star + off / sizes.len() as f64)
        };
        let resampled = if signed.n > 1 { bootstrap.each(signed.n, mean) } else { Vec::new() };
        let mu_star_interval = bootstrap.interval(resampled.into_iter());
        Some(Self { n: signed.n, mu: signed.mean, mu_star, mu_star_interval, sigma: signed.sd })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap { seed: 1, resamples: 500, level: 0.95 };

    #[test]
    fn effects_of_both_signs_cancel_in_mu_alone() {
        let found = Elementary::of(&[1.0, -3.0, 2.0, -4.0], BOOTSTRAP).expect("effects");
        assert_eq!((found.n, found.mu, found.mu_star), (4, -1.0, 2.5));
        assert!((found.sigma.expect("known") - (26.0f64 / 3.0).sqrt()).abs() < 1e-15);
        let interval = found.mu_star_interval.expect("known");
        assert!(1.0 <= interval.low && interval.low < 2.5 && 2.5 < interval.high && interval.high <= 4.0);
    }

    #[test]
    fn equal_effects_are_certain_and_a_single_one_is_not() {
        let equal = Elementary::of(&[-0.1; 6], BOOTSTRAP).expect("effects");
        assert_eq!((equal.mu, equal.mu_star, equal.sigma), (-0.1, 0.1, Some(0.0)));
        assert_eq!(equal.mu_star_interval, Some(Interval { low: 0.1, high: 0.1 }));
        let single = Elementary::of(&[2.0], BOOTSTRAP).expect("an effect");
        assert_eq!((single.mu, single.sigma, single.mu_star_interval), (2.0, None, None));
        assert_eq!(Elementary::of(&[], BOOTSTRAP), None);
    }

    #[test]
    fn effects_are_signed_slopes() {
        assert_eq!(elementary_effect(3.0, 1.0, 0.5), -4.0);
        assert_eq!(elementary_effect(1.0, 3.0, -0.5), -4.0);
    }
}
