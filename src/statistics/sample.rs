//! A sample: how many values, their mean, their spread, and an interval of the mean.

use super::student;

/// The level of the intervals of all results: 95 %.
pub const LEVEL: f64 = 0.95;

/// What is smaller than this part of the numbers it was computed from is taken for rounding, not for variation. A mean over the same
/// patrons, weighted by other clients, differs in the last digit; without this, such a difference would be tested like any other.
const ROUNDING: f64 = 1e-12;

/// A range of values, ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, not below the lower.
    pub high: f64,
}

impl Interval {
    /// The interval that reaches `half_width` ≥ 0 to each side of `centre`.
    #[must_use]
    pub fn around(centre: f64, half_width: f64) -> Self {
        Self { low: centre - half_width, high: centre + half_width }
    }

    /// Whether the value lies in it.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// How far it reaches to each side of its middle.
    #[must_use]
    pub fn half_width(self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// What a sample of one value or more says of its values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// The number of values.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Their standard deviation, sqrt(Σ(x - mean)²/(n - 1)); unknown for a single value, and 0 where they differ by rounding only.
    pub sd: Option<f64>,
}

impl Sample {
    /// The sample of these values; nothing if there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        Self::over(values, rounding_of(values))
    }

    /// The same, where a standard deviation up to `rounding` is taken for 0.
    pub(super) fn over(values: &[f64], rounding: f64) -> Option<Self> {
        let (&first, n) = (values.first()?, values.len());
        // Taken from the first value, so that the mean of equal values is that value to the last bit, and their spread 0.
        let mean = first + values.iter().map(|value| value - first).sum::<f64>() / n as f64;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        let sd = (n > 1).then(|| (squares / (n - 1) as f64).sqrt());
        Some(Self { n, mean, sd: sd.map(|sd| if sd <= rounding { 0.0 } else { sd }) })
    }

    /// The interval of the mean at this `level` in (0, 1): mean ± t·sd/√n, with Student's t of n - 1 degrees of freedom. A point where
    /// all values are equal; unknown for a single value.
    #[must_use]
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let standard_error = self.sd? / (self.n as f64).sqrt();
        Some(Interval::around(self.mean, half_width(standard_error, (self.n - 1) as f64, level)))
    }

    /// The square of the standard deviation.
    pub(super) fn variance(&self) -> Option<f64> {
        self.sd.map(|sd| sd * sd)
    }
}

/// What an interval of this level reaches to each side: t·standard error, 0 if there is no error.
pub(super) fn half_width(standard_error: f64, df: f64, level: f64) -> f64 {
    if standard_error == 0.0 { 0.0 } else { standard_error * student::quantile(level, df) }
}

/// How large what comes of rounding can be in numbers computed from these values.
pub(super) fn rounding_of(values: &[f64]) -> f64 {
    ROUNDING * values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_no_spread() {
        let sample = Sample::of(&[0.1; 7]).expect("values");
        assert_eq!(sample, Sample { n: 7, mean: 0.1, sd: Some(0.0) });
        assert_eq!(sample.interval(LEVEL), Some(Interval { low: 0.1, high: 0.1 }));
    }

    #[test]
    fn rounding_is_no_spread() {
        let tenth = 0.1 + 0.2 - 0.2;
        assert_ne!(f64::to_bits(tenth), f64::to_bits(0.1));
        assert_eq!(Sample::of(&[0.1, tenth]).expect("values").sd, Some(0.0));
        assert!(Sample::of(&[0.1, 0.1 + 1e-9]).expect("values").sd.is_some_and(|sd| sd > 0.0));
    }

    #[test]
    fn one_value_has_no_interval_and_none_no_sample() {
        let sample = Sample::of(&[3.0]).expect("a value");
        assert_eq!((sample.mean, sample.sd, sample.interval(LEVEL)), (3.0, None, None));
        assert_eq!(Sample::of(&[]), None);
    }

    #[test]
    fn intervals_include_their_ends() {
        let interval = Interval::around(1.0, 0.5);
        assert!(interval.contains(0.5) && interval.contains(1.5) && !interval.contains(1.6));
        assert_eq!(interval.half_width(), 0.5);
    }
}
