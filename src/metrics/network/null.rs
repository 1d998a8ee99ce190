//! How much weighted reciprocity there would be if every node gave and received what it does, but to and from anybody:
//! the directed weighted configuration model at its maximum likelihood (Squartini et al. 2013).
//!
//! Weights are whole numbers. In the model the weight from i to j is geometric with mean x_i·y_j/(1 − x_i·y_j), and x and
//! y are such that every node's mean strengths are those it has. For given y every x_i solves an equation of its own
//! and the other way round; the likelihood is concave in (ln x, ln y), so solving them in turn climbs to its maximum.

use super::Graph;
use super::reciprocity::{strengths, weighted};
use rayon::prelude::*;

/// What the model expects, and what there is beyond it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Null {
    /// Weighted reciprocity that the strengths alone would give.
    pub r_w: f64,
    /// (r_w − null)/(1 − null): 0 if there is no more than that, 1 if everything is returned.
    pub rho_w: f64,
}

/// Solving for x and for y this many times is enough, or it does not converge.
const SWEEPS: usize = 5000;
/// Strengths are met to this part of their size.
const PRECISION: f64 = 1e-10;
/// Newton steps for one equation; it takes five or six.
const STEPS: usize = 60;

/// The model of a directed graph whose weights are positive whole numbers. The work grows with the square of the number of
/// nodes. Unknown where strengths do not determine it: where nothing flows, and where they leave some pair of nodes no
/// other choice than none at all, as in a star, for which likelihood has no maximum.
#[must_use]
pub fn null(graph: &Graph) -> Option<Null> {
    let r_w = weighted(graph)?;
    let strengths = strengths(graph);
    let out: Vec<f64> = strengths.iter().map(|strength| strength.out).collect();
    let within: Vec<f64> = strengths.iter().map(|strength| strength.within).collect();
    let (x, y) = solved(&out, &within)?;
    let row = |i: usize| -> f64 {
        let pair = |j: usize| {
            let q = x[i] * y[j] * x[j] * y[i];
            q / (1.0 - q)
        };
        (0..x.len()).filter(|&j| j != i).map(pair).sum()
    };
    let rows: Vec<f64> = (0..x.len()).into_par_iter().map(row).collect();
    let expected = rows.iter().sum::<f64>() / out.iter().sum::<f64>();
    Some(Null { r_w: expected, rho_w: (r_w - expected) / (1.0 - expected) })
}

/// x and y for these strengths.
fn solved(out: &[f64], within: &[f64]) -> Option<(Vec<f64>, Vec<f64>)> {
    let mut y: Vec<f64> = within.iter().map(|strength| strength / (1.0 + strength)).collect();
    let mut x = vec![0.0; out.len()];
    for _ in 0..SWEEPS {
        x = half(out, &x, &y)?;
        y = half(within, &y, &x)?;
        // Now what nodes receive is exact; if what they give is, too, the solution is found.
        let off = |i: usize| (sums(x[i], i, &y).0 - out[i]).abs() / out[i].max(1.0);
        let errors: Vec<f64> = (0..x.len()).into_par_iter().with_min_len(16).map(off).collect();
        if errors.into_iter().fold(0.0, f64::max) < PRECISION {
            return Some((x, y));
        }
    }
    None
}

/// One side's parameters, given the other's: each meets its own strength.
fn half(strength: &[f64], own: &[f64], other: &[f64]) -> Option<Vec<f64>> {
    (0..own.len()).into_par_iter().with_min_len(16).map(|i| solve(strength[i], own[i], i, other)).collect()
}

/// Σ x·y_j/(1 − x·y_j) and Σ x·y_j/(1 − x·y_j)² over all j but `i`.
fn sums(x: f64, i: usize, other: &[f64]) -> (f64, f64) {
    let term = |sum: (f64, f64), y: &f64| {
        let odds = x * y / (1.0 - x * y);
        (sum.0 + odds, sum.1 + odds * (1.0 + odds))
    };
    let (before, after) = (&other[..i], &other[i + 1..]);
    before.iter().chain(after).fold((0.0, 0.0), term)
}

/// The x whose mean strength is `strength`, from a first guess.
///
/// Newton's method for z = 1/x on 1/f: as a function of z that is a harmonic mean of straight lines and as such concave and
/// nearly straight, so that steps land short of the root, never far beyond it.
fn solve(strength: f64, guess: f64, i: usize, other: &[f64]) -> Option<f64> {
    if strength == 0.0 {
        return Some(0.0);
    }
    let largest = other.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, &y)| y).fold(0.0, f64::max);
    if largest == 0.0 {
        return None;
    }
    let mut z = 1.0 / guess;
    if !(z.is_finite() && z > largest) {
        z = largest * (1.0 + 1.0 / strength);
    }
    for _ in 0..STEPS {
        let (f, slope) = sums(1.0 / z, i, other);
        let next = z - (1.0 / f - 1.0 / strength) * f * f * z / slope;
        let next = if next > largest { next } else { 0.5 * (z + largest) };
        let change = (next - z).abs();
        z = next;
        if change <= 1e-15 * z {
            break;
        }
    }
    z.is_finite().then(|| 1.0 / z)
}
