//! Saltelli's scheme: two independent matrices A and B, and A with one column at a time from B (Saltelli et al. 2010, Variance based
//! sensitivity analysis of model output, Computer Physics Communications 181).
//!
//! A and B are the two halves of the coordinates of one scrambled Sobol' sequence. Points come sample by sample, A, B and then A with
//! each factor from B in turn, so that every prefix of whole samples is a smaller scheme.

use super::sobol::Sobol;
use super::{Matrix, Role};

/// A scheme.
#[derive(Debug)]
pub(super) struct Saltelli {
    sobol: Sobol,
    factors: u32,
}

impl Saltelli {
    /// The scheme of so many factors.
    pub fn new(seed: u64, factors: u32) -> Self {
        Self { sobol: Sobol::new(seed), factors }
    }

    /// A, B, and one for every factor.
    pub fn points_per_sample(&self) -> u64 {
        u64::from(self.factors) + 2
    }

    /// Where the point of this index lies in unit coordinates, and what it is.
    pub fn place(&self, index: u64) -> (Vec<f64>, Role) {
        let sample = (index / self.points_per_sample()) as u32;
        let row = (index % self.points_per_sample()) as usize;
        let (a, b) = (0..self.factors, self.factors..2 * self.factors);
        let (place, matrix) = match row {
            0 => (self.sobol.place(sample, a), Matrix::A),
            1 => (self.sobol.place(sample, b), Matrix::B),
            _ => (self.swapped(sample, row - 2), Matrix::Ab(row - 2)),
        };
        (place, Role::Saltelli { sample, matrix })
    }

    /// The row of A with this factor from B.
    fn swapped(&self, sample: u32, factor: usize) -> Vec<f64> {
        let mut place = self.sobol.place(sample, 0..self.factors);
        let from_b = self.factors + factor as u32;
        place[factor] = self.sobol.place(sample, from_b..from_b + 1)[0];
        place
    }
}
