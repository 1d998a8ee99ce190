//! Grids: every combination of the factors' values.

use crate::sweep::{Factor, Given};

/// How a grid counts: like a number of so many digits, the last factor fastest.
#[derive(Debug)]
pub(super) struct Grid {
    /// How many values every factor has.
    steps: Vec<u32>,
}

impl Grid {
    /// The grid of these factors, which have steps.
    pub fn new(factors: &[Factor]) -> Self {
        Self { steps: factors.iter().map(|factor| factor.steps().expect("a factor of a checked grid")).collect() }
    }

    /// How many combinations there are.
    pub fn len(&self) -> u64 {
        self.steps.iter().map(|&steps| u64::from(steps)).product()
    }

    /// The values of the combination of this number.
    pub fn given(&self, factors: &[Factor], index: u64) -> Vec<Given> {
        let mut rest = index;
        let mut given: Vec<Given> = factors
            .iter()
            .zip(&self.steps)
            .rev()
            .map(|(factor, &steps)| {
                let step = rest % u64::from(steps);
                rest /= u64::from(steps);
                factor.step(step as u32)
            })
            .collect();
        given.reverse();
        given
    }
}
