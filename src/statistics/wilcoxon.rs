//! Wilcoxon's signed-rank test (Wilcoxon 1945, Individual comparisons by ranking methods, Biometrics Bulletin 1): whether differences
//! lie around 0, by their ranks alone.

/// Up to this many differences without ties, p is exact.
const EXACT_UP_TO: usize = 60;
/// Differences are rounded to this part of one first: what is equal but for rounding must tie.
const PER_UNIT: f64 = 1e9;

/// How p was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By counting all ways to put signs to the ranks.
    Exact,
    /// From the normal distribution, with corrections for ties and for continuity.
    Normal,
}

impl Method {
    /// As files give it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Normal => "normal",
        }
    }
}

/// The outcome of the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wilcoxon {
    /// The number of differences that are not 0.
    pub n: usize,
    /// The sum of the ranks of positive differences.
    pub plus: f64,
    /// The sum of the ranks of negative differences.
    pub minus: f64,
    /// The chance of rank sums as uneven, if every difference were as likely of the other sign. 1 where no difference is left.
    pub p: f64,
    /// How p was found.
    pub method: Method,
}

impl Wilcoxon {
    /// The test of these differences; nothing if there are none. They are rounded to nine decimals, zeros are dropped, and equal sizes
    /// share the mean of their ranks. p is exact for up to 60 differences of which no two are of one size.
    #[must_use]
    pub fn of(differences: &[f64]) -> Option<Self> {
        let rounded = differences.iter().map(|difference| (difference * PER_UNIT).round());
        let mut sorted: Vec<f64> = rounded.filter(|&difference| difference != 0.0).collect();
        sorted.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
        let Ranked { plus, minus, ties } = Ranked::of(&sorted);
        let n = sorted.len();
        let method = if ties == 0.0 && n <= EXACT_UP_TO { Method::Exact } else { Method::Normal };
        let p = match method {
            Method::Exact => exact(n, plus.min(minus) as usize),
            Method::Normal => normal(n as f64, plus.min(minus), ties),
        };
        (!differences.is_empty()).then_some(Self { n, plus, minus, p, method })
    }
}

/// Sums of ranks.
struct Ranked {
    plus: f64,
    minus: f64,
    /// Σ(t³ - t) over groups of t differences of one size.
    ties: f64,
}

impl Ranked {
    /// Of differences in the order of their sizes, none 0.
    fn of(sorted: &[f64]) -> Self {
        let mut sums = Self { plus: 0.0, minus: 0.0, ties: 0.0 };
        let mut before = 0.0;
        for group in sorted.chunk_by(|a, b| a.abs() == b.abs()) {
            let size = group.len() as f64;
            let rank = before + f64::midpoint(1.0, size);
            let positive = group.iter().filter(|&&difference| difference > 0.0).count() as f64;
            sums.plus += rank * positive;
            sums.minus += rank * (size - positive);
            sums.ties += size * size * size - size;
            before += size;
        }
        sums
    }
}

/// min(1, 2·P(W ≤ smaller)), where W is the sum of those of the ranks 1 to n whose sign is positive: the number of ways to come to each
/// sum, rank by rank. There are at most 2^60 ways, so that whole numbers hold them.
fn exact(n: usize, smaller: usize) -> f64 {
    let mut ways = vec![0u64; smaller + 1];
    ways[0] = 1;
    for rank in 1..=n {
        for sum in (rank..=smaller).rev() {
            ways[sum] += ways[sum - rank];
        }
    }
    let tail: u64 = ways.iter().sum();
    (2.0 * tail as f64 / (1u64 << n) as f64).min(1.0)
}

/// The same from the normal distribution: mean n(n + 1)/4, variance n(n + 1)(2n + 1)/24 - Σ(t³ - t)/48, half a rank for continuity.
fn normal(n: f64, smaller: f64, ties: f64) -> f64 {
    let mean = n * (n + 1.0) / 4.0;
    let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ties / 48.0;
    let z = (mean - smaller - 0.5).max(0.0) / variance.sqrt();
    libm::erfc(z / std::f64::consts::SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All 2^n ways, one by one.
    fn counted(n: usize, smaller: usize) -> f64 {
        let sum = |signs: u32| (1..=n).filter(|rank| signs >> (rank - 1) & 1 == 1).sum::<usize>();
        let tail = (0..1u32 << n).filter(|&signs| sum(signs) <= smaller).count();
        (2.0 * tail as f64 / f64::from(1u32 << n)).min(1.0)
    }

    #[test]
    fn exact_p_counts_all_signs() {
        for n in 0..=10 {
            for smaller in 0..=n * (n + 1) / 4 {
                assert_eq!(exact(n, smaller), counted(n, smaller), "{n} ranks, {smaller}");
            }
        }
    }

    #[test]
    fn sixty_differences_are_counted_and_more_are_not() {
        let differences: Vec<f64> = (1..=61).map(f64::from).collect();
        let sixty = Wilcoxon::of(&differences[..60]).expect("differences");
        assert_eq!((sixty.method, sixty.p), (Method::Exact, 2.0 / (1u64 << 60) as f64));
        assert_eq!(Wilcoxon::of(&differences).map(|test| test.method), Some(Method::Normal));
    }

    #[test]
    fn zeros_say_nothing_and_rounding_ties() {
        let test = Wilcoxon::of(&[0.0, 1e-10, -0.0]).expect("differences");
        assert_eq!((test.n, test.p), (0, 1.0));
        let tied = Wilcoxon::of(&[0.1 + 0.2, -0.3, 0.5]).expect("differences");
        assert_eq!((tied.plus, tied.minus, tied.method), (4.5, 1.5, Method::Normal));
        assert_eq!(Wilcoxon::of(&[]), None);
    }
}
