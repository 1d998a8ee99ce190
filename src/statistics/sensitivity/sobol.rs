//! Variance-based indices of Saltelli's scheme.
//!
//! With outputs a and b at the rows of two independent matrices A and B, and ab at the rows of A with one factor's column from B:
//!
//! - the first-order index is mean((b - m)·(ab - a))/V (Saltelli et al. 2010, Variance based sensitivity analysis of model output,
//!   Computer Physics Communications 181, table 2 b), with outputs taken from m, the mean of all of them, which makes it more exact
//!   where that mean is far from 0;
//! - the total index is mean((a - ab)²)/(2V) (Jansen 1999, Analysis of variance designs for model output, Computer Physics
//!   Communications 117);
//! - V is the variance of a and b together, divided by their number 2n.
//!
//! The first-order index is the part of V that the factor alone explains; the total index adds its interactions with others. Estimates may
//! be slightly below 0, above 1, or (first above total) out of order: they are not cut, so that one can see how rough they are.

use super::Bootstrap;
use crate::statistics::sample::rounding_of;
use crate::statistics::{Interval, Sample};

/// The outputs of a scheme, by samples; those that are not known are missing.
#[derive(Clone, Copy, Debug)]
pub struct Scheme<'a> {
    /// At the rows of A.
    pub a: &'a [Option<f64>],
    /// At the rows of B, as many.
    pub b: &'a [Option<f64>],
    /// For every factor, at the rows of A with its column from B, as many each.
    pub ab: &'a [Vec<Option<f64>>],
}

/// The indices of a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Indices {
    /// First order.
    pub first: f64,
    /// Its bootstrap interval over samples.
    pub first_interval: Option<Interval>,
    /// Total.
    pub total: f64,
    /// Its bootstrap interval over samples.
    pub total_interval: Option<Interval>,
    /// Samples whose three outputs are known.
    pub n: usize,
}

impl Scheme<'_> {
    /// The samples whose outputs at A and B are known: V is taken over them.
    #[must_use]
    pub fn known(&self) -> usize {
        self.a.iter().zip(self.b).filter(|(a, b)| a.is_some() && b.is_some()).count()
    }

    /// The indices of every factor. They are not defined, and missing, if fewer than two samples are known or V is 0.
    ///
    /// A factor's means leave out the samples where one of its three outputs is not known.
    ///
    /// # Panics
    /// If there are not as many outputs of each kind.
    #[must_use]
    pub fn indices(&self, bootstrap: Bootstrap) -> Vec<Option<Indices>> {
        let Some(terms) = Terms::of(self) else { return vec![None; self.ab.len()] };
        let found = terms.estimates(&vec![1.0; terms.a.len()]);
        let resampled = bootstrap.each(terms.a.len(), |counts| terms.estimates(counts));
        let interval = |factor: usize, index: fn(Estimate) -> f64| {
            bootstrap.interval(resampled.iter().map(|estimates| estimates[factor].map(index)))
        };
        let indices = |(factor, estimate): (usize, &Option<Estimate>)| {
            let Estimate { first, total } = (*estimate)?;
            let n = terms.factors[factor].iter().filter(|sample| sample.known == 1.0).count();
            let (first_interval, total_interval) = (interval(factor, |found| found.first), interval(factor, |found| found.total));
            (n > 1).then_some(Indices { first, first_interval, total, total_interval, n })
        };
        found.iter().enumerate().map(indices).collect()
    }
}

/// Both indices of a factor, in one resample.
#[derive(Clone, Copy)]
struct Estimate {
    first: f64,
    total: f64,
}

/// What the sums consist of, for the samples whose outputs at A and B are known. Outputs are taken from their mean, so that squares
/// do not cancel.
struct Terms {
    a: Vec<f64>,
    b: Vec<f64>,
    /// For every sample, the sum of all its known outputs, and how many they are.
    rows: Vec<(f64, f64)>,
    /// For every factor, a term of every sample.
    factors: Vec<Vec<Term>>,
    /// A variance up to this is rounding.
    rounding: f64,
}

/// The part of a sample in the sums of a factor.
#[derive(Clone, Copy, Default)]
struct Term {
    /// ab - a.
    step: f64,
    /// b·(ab - a).
    product: f64,
    /// (a - ab)².
    square: f64,
    /// 1, or 0 if ab is not known; then the rest is 0 too.
    known: f64,
}

impl Terms {
    /// Of a scheme; nothing if fewer than two samples are known.
    fn of(scheme: &Scheme) -> Option<Self> {
        let samples = scheme.a.len();
        let same = scheme.b.len() == samples && scheme.ab.iter().all(|outputs| outputs.len() == samples);
        assert!(same, "every sample has an output of each kind, known or not");
        let known: Vec<(usize, f64, f64)> =
            (0..samples).filter_map(|sample| Some((sample, scheme.a[sample]?, scheme.b[sample]?))).collect();
        let both: Vec<f64> = known.iter().flat_map(|&(_, a, b)| [a, b]).collect();
        if known.len() < 2 {
            return None;
        }
        let centre = Sample::of(&both)?.mean;
        let (a, b): (Vec<f64>, Vec<f64>) = known.iter().map(|&(_, a, b)| (a - centre, b - centre)).unzip();
        let mut rows: Vec<(f64, f64)> = a.iter().zip(&b).map(|(a, b)| (a + b, 2.0)).collect();
        let mut factor = |outputs: &Vec<Option<f64>>| {
            let term = |(place, &(sample, ..)): (usize, &(usize, f64, f64))| {
                let Some(ab) = outputs[sample].map(|output| output - centre) else { return Term::default() };
                rows[place] = (rows[place].0 + ab, rows[place].1 + 1.0);
                let step = ab - a[place];
                Term { step, product: b[place] * step, square: step * step, known: 1.0 }
            };
            known.iter().enumerate().map(term).collect()
        };
        let factors = scheme.ab.iter().map(&mut factor).collect();
        let rounding = rounding_of(&both) * rounding_of(&both);
        Some(Self { a, b, rows, factors, rounding })
    }

    /// The indices of every factor where each sample counts so often.
    fn estimates(&self, counts: &[f64]) -> Vec<Option<Estimate>> {
        let sum = |term: &dyn Fn(usize) -> f64| counts.iter().enumerate().map(|(k, count)| count * term(k)).sum::<f64>();
        let twice = 2.0 * sum(&|_| 1.0);
        let mean = sum(&|k| self.a[k] + self.b[k]) / twice;
        let squares = sum(&|k| (self.a[k] - mean) * (self.a[k] - mean) + (self.b[k] - mean) * (self.b[k] - mean));
        let variance = squares / twice;
        let centre = sum(&|k| self.rows[k].0) / sum(&|k| self.rows[k].1);
        let estimate = |terms: &Vec<Term>| {
            let sums = terms.iter().zip(counts).fold(Term::default(), |sums, (term, count)| sums.plus(term, *count));
            let defined = variance > self.rounding && sums.known > 0.0;
            defined.then(|| Estimate {
                first: (sums.product - centre * sums.step) / sums.known / variance,
                total: sums.square / sums.known / (2.0 * variance),
            })
        };
        self.factors.iter().map(estimate).collect()
    }
}

impl Term {
    /// With another one added, so many times.
    fn plus(self, other: &Self, times: f64) -> Self {
        Self {
            step: self.step + times * other.step,
            product: self.product + times * other.product,
            square: self.square + times * other.square,
            known: self.known + times * other.known,
        }
    }
}
