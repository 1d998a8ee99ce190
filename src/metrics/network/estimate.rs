//! Values that are known exactly, or from a sample with an error.

/// A value, and its standard error where it is estimated from a sample; 0 where it is exact.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Estimate {
    /// A value that is known exactly.
    #[must_use]
    pub const fn exact(value: f64) -> Self {
        Self { value, error: 0.0 }
    }

    /// The total over `n` nodes, of which `k` were looked at and have this sum and sum of squares. The error is that of
    /// a simple random sample without replacement; samples spread evenly over villages err less.
    #[must_use]
    pub fn total(sum: f64, squares: f64, k: usize, n: usize) -> Self {
        let (k, n) = (k as f64, n as f64);
        let variance = if k > 1.0 { ((squares - sum * sum / k) / (k - 1.0)).max(0.0) } else { 0.0 };
        Self { value: sum * (n / k), error: n * (variance / k * (1.0 - k / n)).sqrt() }
    }

    /// The ratio Σy/Σx over `n` nodes, from the pairs (y, x) of a sample of them; unknown if no x is there. The error is
    /// that of a ratio in a simple random sample without replacement (Cochran 1977), good for some hundred nodes and more.
    #[must_use]
    pub fn ratio(sample: &[(f64, f64)], n: usize) -> Option<Self> {
        let sums = sample.iter().fold((0.0, 0.0), |sum, (y, x)| (sum.0 + y, sum.1 + x));
        let value = (sums.1 > 0.0).then(|| sums.0 / sums.1)?;
        let k = sample.len() as f64;
        let squares: f64 = sample.iter().map(|(y, x)| (y - value * x) * (y - value * x)).sum();
        let variance = if sample.len() > 1 { squares / (k - 1.0) } else { 0.0 };
        Some(Self { value, error: (variance * k * (1.0 - k / n as f64)).sqrt() / sums.1 })
    }

    /// The estimate in another unit.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { value: self.value * factor, error: self.error * factor }
    }
}

/// Numbers below `n`, one drawn in each of `number` equal stretches; all of them if there are no more. Takes one word
/// for each that is drawn.
#[must_use]
pub fn spread_sample(n: usize, number: usize, words: &mut crate::random::Words) -> Vec<u32> {
    if n <= number {
        return (0..n as u32).collect();
    }
    let stretch = |k: usize| (k as u128 * n as u128 / number as u128) as usize;
    (0..number)
        .map(|k| {
            let [word] = words.take::<1>();
            (stretch(k) + word.below(stretch(k + 1) - stretch(k))) as u32
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_of_all_is_exact_and_its_error_is_that_of_the_formula() {
        let all = [(1.0, 2.0), (0.0, 1.0), (3.0, 3.0)];
        assert_eq!(Estimate::ratio(&all, 3), Some(Estimate::exact(4.0 / 6.0)));
        assert_eq!(Estimate::ratio(&[(0.0, 0.0)], 1), None);
        // A mean: x is 1. Variance 1 of three of six: sqrt(1/3·(1 - 3/6)).
        let mean = Estimate::ratio(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)], 6).expect("known");
        assert!((mean.value - 2.0).abs() < 1e-15 && (mean.error - (1.0f64 / 6.0).sqrt()).abs() < 1e-15);
        let total = Estimate::total(6.0, 14.0, 3, 6);
        assert!((total.value - 12.0).abs() < 1e-12 && (total.error / 6.0 - mean.error).abs() < 1e-12);
    }
}
