//! Student's t distribution (Student 1908, The probable error of a mean, Biometrika 6).

use statrs::distribution::{Continuous, ContinuousCDF, StudentsT};

/// The t distribution with `df` > 0 degrees of freedom, which need not be whole.
fn distribution(df: f64) -> StudentsT {
    StudentsT::new(0.0, 1.0, df).expect("degrees of freedom are positive")
}

/// The t that a two-sided interval of this `level` in (0, 1) reaches on each side: the quantile at (1 + level)/2.
///
/// The search of `statrs` for it stops early where there are many degrees of freedom (at ten thousand the twelfth digit is off, at a
/// hundred thousand the sixth). Newton's steps from there come as close as the distribution itself is known: twelve digits up to a
/// thousand degrees of freedom.
pub(super) fn quantile(level: f64, df: f64) -> f64 {
    const STEPS: usize = 4;
    let (t, tail) = (distribution(df), (1.0 - level) / 2.0);
    let start = t.inverse_cdf(1.0 - tail);
    settled((0..STEPS).fold(start, |x, _| x + (t.sf(x) - tail) / t.pdf(x)))
}

/// The chance of a t as far from 0 as this one, on either side.
pub(super) fn two_sided(t: f64, df: f64) -> f64 {
    settled((2.0 * distribution(df).sf(t.abs())).min(1.0))
}

/// The value to twelve digits. `statrs` takes logarithms and exponentials from the platform, which may round the last bit differently;
/// data files should not.
fn settled(value: f64) -> f64 {
    format!("{value:.11e}").parse().expect("a number that was just written")
}
