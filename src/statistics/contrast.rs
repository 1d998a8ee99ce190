//! Two samples against each other: the difference of their means, with its error and its test, and the size of the effect.

use super::sample::{half_width, rounding_of};
use super::{Interval, Sample, Wilcoxon, student};

/// Two samples of a quantity. Every difference is `of` less `against`.
#[derive(Clone, Copy, Debug)]
pub struct Contrast<'a> {
    /// What is looked at.
    pub of: &'a [f64],
    /// What it is held against: the baseline.
    pub against: &'a [f64],
}

/// A difference of two means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The difference.
    pub difference: f64,
    /// Its standard error; unknown where a sample has fewer than two values.
    pub standard_error: Option<f64>,
    /// Degrees of freedom; unknown as above, and where neither of two unpaired samples varies.
    pub df: Option<f64>,
    /// The difference over its standard error; unknown where it would be infinite.
    pub t: Option<f64>,
    /// The chance of a t as far from 0, on either side, if there were no difference. Where nothing varies, it is 1 if there is none, and
    /// else 0: a difference without any error is certain.
    pub p: Option<f64>,
}

impl Difference {
    pub(super) fn new(difference: f64, standard_error: Option<f64>, df: Option<f64>) -> Self {
        let (t, p) = match standard_error {
            None => (None, None),
            Some(0.0) if difference == 0.0 => (Some(0.0), Some(1.0)),
            Some(0.0) => (None, Some(0.0)),
            Some(error) => (Some(difference / error), df.map(|df| student::two_sided(difference / error, df))),
        };
        Self { difference, standard_error, df, t, p }
    }

    /// The interval of the difference at this `level` in (0, 1): difference ± t·standard error. A point where there is no error.
    #[must_use]
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let half = match (self.standard_error?, self.df) {
            (0.0, _) => 0.0,
            (error, df) => half_width(error, df?, level),
        };
        Some(Interval::around(self.difference, half))
    }
}

impl Contrast<'_> {
    /// The differences of pairs. Those that may come of rounding are 0.
    ///
    /// # Panics
    /// If the samples are not of one length.
    #[must_use]
    pub fn differences(self) -> Vec<f64> {
        assert_eq!(self.of.len(), self.against.len(), "pairs have two sides");
        let rounding = self.rounding();
        let pairs = self.of.iter().zip(self.against);
        pairs.map(|(of, against)| of - against).map(|d| if d.abs() <= rounding { 0.0 } else { d }).collect()
    }

    /// The mean difference of pairs d = of - against, and the paired t test of it (Student 1908): standard error sd(d)/√n, n - 1
    /// degrees of freedom. Nothing if there are no pairs.
    ///
    /// # Panics
    /// If the samples are not of one length.
    #[must_use]
    pub fn paired(self) -> Option<Difference> {
        let Sample { n, mean, sd } = self.of_differences()?;
        Some(Difference::new(mean, sd.map(|sd| sd / (n as f64).sqrt()), sd.map(|_| (n - 1) as f64)))
    }

    /// The difference of the means of independent samples, and Welch's test of it: with variances v of samples of sizes n, a = v₁/n₁
    /// and b = v₂/n₂, the standard error is √(a + b), with (a + b)²/(a²/(n₁ - 1) + b²/(n₂ - 1)) degrees of freedom (Welch 1947, The
    /// generalization of "Student's" problem when several different population variances are involved, Biometrika 34). Nothing if
    /// either sample is empty.
    #[must_use]
    pub fn welch(self) -> Option<Difference> {
        let [of, against] = self.samples()?;
        let difference = of.mean - against.mean;
        let difference = if difference.abs() <= self.rounding() { 0.0 } else { difference };
        let error = |sample: Sample| sample.variance().map(|variance| variance / sample.n as f64);
        let (Some(a), Some(b)) = (error(of), error(against)) else {
            return Some(Difference::new(difference, None, None));
        };
        let parts = a * a / (of.n - 1) as f64 + b * b / (against.n - 1) as f64;
        let df = (parts > 0.0).then(|| (a + b) * (a + b) / parts);
        Some(Difference::new(difference, Some((a + b).sqrt()), df))
    }

    /// Hedges' g: the difference of the means by the pooled standard deviation, times J = Γ(m/2)/(√(m/2)·Γ((m - 1)/2)), which takes
    /// out the bias of small samples, m = n₁ + n₂ - 2 (Hedges 1981, Distribution theory for Glass's estimator of effect size and related
    /// estimators, Journal of Educational Statistics 6). Unknown where a sample has fewer than two values or where means differ
    /// and nothing varies; 0 where the means are equal.
    #[must_use]
    pub fn hedges_g(self) -> Option<f64> {
        let [of, against] = self.samples()?;
        let difference = of.mean - against.mean;
        let degrees = |sample: Sample| (sample.n - 1) as f64;
        let m = degrees(of) + degrees(against);
        let squares = degrees(of) * of.variance()? + degrees(against) * against.variance()?;
        let d = by_spread(difference, (squares / m).sqrt(), self.rounding())?;
        let j = libm::exp(libm::lgamma(m / 2.0) - libm::lgamma((m - 1.0) / 2.0)) / (m / 2.0).sqrt();
        Some(d * j)
    }

    /// Cohen's d_z: the mean difference of pairs by the standard deviation of differences (Cohen 1988, Statistical Power Analysis for the
    /// Behavioral Sciences). Unknown where there are fewer than two pairs or where all differ by the same; 0 where none differs.
    ///
    /// # Panics
    /// If the samples are not of one length.
    #[must_use]
    pub fn cohen_dz(self) -> Option<f64> {
        let differences = self.of_differences()?;
        by_spread(differences.mean, differences.sd?, 0.0)
    }

    /// The factor by which pairing made the variance of the difference smaller: (v₁ + v₂)/v(of - against). It is 1 if the samples do
    /// not vary together, and larger if they do. Unknown where there are fewer than two pairs or differences do not vary.
    ///
    /// # Panics
    /// If the samples are not of one length.
    #[must_use]
    pub fn pairing_gain(self) -> Option<f64> {
        let [of, against] = self.samples()?;
        let variance = self.of_differences()?.variance().filter(|&variance| variance > 0.0)?;
        Some((of.variance()? + against.variance()?) / variance)
    }

    /// Wilcoxon's test of the signed ranks of paired differences. Nothing if there are no pairs.
    ///
    /// # Panics
    /// If the samples are not of one length.
    #[must_use]
    pub fn wilcoxon(self) -> Option<Wilcoxon> {
        Wilcoxon::of(&self.differences())
    }

    fn of_differences(self) -> Option<Sample> {
        Sample::over(&self.differences(), self.rounding())
    }

    fn samples(self) -> Option<[Sample; 2]> {
        Some([Sample::of(self.of)?, Sample::of(self.against)?])
    }

    fn rounding(self) -> f64 {
        rounding_of(self.of).max(rounding_of(self.against))
    }
}

/// The difference by a standard deviation: 0 for a difference that may come of rounding, unknown where there is a difference and no
/// deviation.
fn by_spread(difference: f64, sd: f64, rounding: f64) -> Option<f64> {
    match (difference, sd) {
        (difference, _) if difference.abs() <= rounding => Some(0.0),
        (_, 0.0) => None,
        (difference, sd) => Some(difference / sd),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::LEVEL;

    const X: [f64; 4] = [0.3, 0.1, 0.4, 0.15];

    #[test]
    fn what_does_not_differ_is_certain_not_to() {
        let same = Contrast { of: &X, against: &X };
        let point = Some(Interval { low: 0.0, high: 0.0 });
        let paired = same.paired().expect("pairs");
        assert_eq!((paired.difference, paired.t, paired.p, paired.interval(LEVEL)), (0.0, Some(0.0), Some(1.0), point));
        assert_eq!((same.hedges_g(), same.cohen_dz(), same.pairing_gain()), (Some(0.0), Some(0.0), None));
        let constant = Contrast { of: &[0.7; 3], against: &[0.7; 4] };
        let welch = constant.welch().expect("values");
        assert_eq!((welch.t, welch.df, welch.p, welch.interval(LEVEL)), (Some(0.0), None, Some(1.0), point));
        assert_eq!(constant.hedges_g(), Some(0.0));
    }

    #[test]
    fn what_differs_without_varying_is_certain_and_has_no_size_in_deviations() {
        let constant = Contrast { of: &[0.75; 3], against: &[0.5; 3] };
        for difference in [constant.paired(), constant.welch()].map(|difference| difference.expect("values")) {
            assert_eq!((difference.difference, difference.t, difference.p), (0.25, None, Some(0.0)));
            assert_eq!(difference.interval(LEVEL), Some(Interval { low: 0.25, high: 0.25 }));
        }
        assert_eq!((constant.hedges_g(), constant.cohen_dz(), constant.pairing_gain()), (None, None, None));
    }

    #[test]
    fn rounding_is_no_difference() {
        let noisy = X.map(|x| x + 0.7 - 0.7);
        assert!(noisy.iter().zip(X).any(|(a, b)| a.to_bits() != b.to_bits()));
        let contrast = Contrast { of: &noisy, against: &X };
        assert_eq!(contrast.paired().map(|difference| (difference.difference, difference.p)), Some((0.0, Some(1.0))));
        assert_eq!(contrast.welch().map(|difference| difference.difference), Some(0.0));
        assert_eq!(contrast.hedges_g(), Some(0.0));
        let shifted = X.map(|x| x + 0.7);
        let contrast = Contrast { of: &shifted, against: &X };
        assert_eq!(contrast.paired().and_then(|difference| difference.standard_error), Some(0.0));
    }

    #[test]
    fn one_value_has_a_difference_and_no_interval() {
        let single = Contrast { of: &[0.75], against: &[0.5] };
        for difference in [single.paired(), single.welch()].map(|difference| difference.expect("values")) {
            assert_eq!((difference.difference, difference.t, difference.df, difference.p), (0.25, None, None, None));
            assert_eq!(difference.interval(LEVEL), None);
        }
        assert_eq!((single.hedges_g(), single.cohen_dz(), single.pairing_gain()), (None, None, None));
        assert_eq!(Contrast { of: &[], against: &[] }.paired(), None);
        assert_eq!(Contrast { of: &[1.0, 2.0], against: &[] }.welch(), None);
    }

    #[test]
    fn one_side_may_be_constant() {
        let welch = Contrast { of: &X, against: &[0.5; 9] }.welch().expect("values");
        assert_eq!(welch.df, Some(3.0));
    }
}
