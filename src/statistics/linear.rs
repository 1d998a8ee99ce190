//! A weighted sum of the means of several independent samples.

use super::sample::rounding_of;
use super::{Difference, Sample};

/// The sum of weight·mean over independent samples, with its error and its test: with a = weight²·variance/n, the standard error is √Σa,
/// with (Σa)²/Σ(a²/(n - 1)) degrees of freedom (Satterthwaite 1946, An approximate distribution of estimates of variance components,
/// Biometrics Bulletin 2). Weights 1 and -1 give Welch's test of two means. Samples of weight 0 do not count. Nothing if one of
/// the others is empty, or there are none.
#[must_use]
pub fn linear(parts: &[(f64, &[f64])]) -> Option<Difference> {
    let parts: Vec<_> = parts.iter().filter(|(weight, _)| *weight != 0.0).collect();
    let samples: Vec<(f64, Sample)> =
        parts.iter().map(|(weight, values)| Some((*weight, Sample::of(values)?))).collect::<Option<_>>()?;
    let rounding = parts.iter().map(|(weight, values)| weight.abs() * rounding_of(values)).fold(0.0, f64::max);
    let sum: f64 = samples.iter().map(|(weight, sample)| weight * sample.mean).sum();
    let sum = if sum.abs() <= rounding { 0.0 } else { sum };
    if samples.is_empty() {
        return None;
    }
    let error = |(weight, sample): &(f64, Sample)| Some((weight * weight * sample.variance()? / sample.n as f64, sample.n));
    let Some(errors) = samples.iter().map(error).collect::<Option<Vec<_>>>() else {
        return Some(Difference::new(sum, None, None));
    };
    let all: f64 = errors.iter().map(|(error, _)| error).sum();
    let parts: f64 = errors.iter().map(|(error, n)| error * error / (n - 1) as f64).sum();
    Some(Difference::new(sum, Some(all.sqrt()), (parts > 0.0).then(|| all * all / parts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{Contrast, LEVEL};

    const X: [f64; 4] = [0.3, 0.1, 0.4, 0.15];
    const Y: [f64; 5] = [0.9, 0.2, 0.6, 0.5, 0.3];

    #[test]
    fn two_means_give_the_test_of_welch() {
        let welch = Contrast { of: &X, against: &Y }.welch().expect("values");
        let linear = linear(&[(1.0, &X), (-1.0, &Y), (0.0, &[])]).expect("values");
        assert_eq!((linear.difference, linear.standard_error), (welch.difference, welch.standard_error));
        assert!((linear.df.expect("known") - welch.df.expect("known")).abs() < 1e-12);
    }

    #[test]
    fn equal_samples_cancel_only_where_they_are_one() {
        let sum = linear(&[(2.0, &X), (-1.0, &X), (-1.0, &Y)]).expect("values");
        let expected = Sample::of(&X).expect("values").mean - Sample::of(&Y).expect("values").mean;
        assert!((sum.difference - expected).abs() < 1e-15);
        assert!(sum.standard_error > linear(&[(1.0, &X), (-1.0, &Y)]).expect("values").standard_error);
    }

    #[test]
    fn what_is_not_known_is_missing() {
        assert_eq!(linear(&[]), None);
        assert_eq!(linear(&[(1.0, &X), (1.0, &[])]), None);
        assert_eq!(linear(&[(1.0, &X), (-1.0, &[0.5])]).expect("values").interval(LEVEL), None);
        let certain = linear(&[(1.0, &[0.5; 3]), (-2.0, &[0.25; 3])]).expect("values");
        assert_eq!((certain.difference, certain.p), (0.0, Some(1.0)));
    }
}
