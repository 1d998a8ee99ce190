//! The points of a design.

use super::grid::Grid;
use super::latin_hypercube::LatinHypercube;
use super::morris::Morris;
use super::saltelli::Saltelli;
use super::sobol::Sobol;
use super::{Design, Role, words};
use crate::sweep::{Factor, Given};

/// A value for every factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its number in the order of the design, from 0.
    pub index: u64,
    /// The values, in the order of the factors.
    pub given: Vec<Given>,
    /// What it is for.
    pub role: Role,
}

/// The points of a design. They are made when asked for, on any thread and in any order.
#[derive(Debug)]
pub struct Points {
    factors: Vec<Factor>,
    maker: Maker,
    len: u64,
}

/// What makes the points.
#[derive(Debug)]
enum Maker {
    Grid(Grid),
    LatinHypercube(LatinHypercube),
    Sobol(Sobol),
    Saltelli(Saltelli),
    Morris(Morris),
    /// With the seed.
    Random(u64),
    List(Vec<Vec<Given>>),
}

impl Points {
    /// The points of this design, which [`check`](super::check()) found in order, under this seed.
    ///
    /// # Panics
    /// May panic, here or when a point is asked for, where the check found an error.
    #[must_use]
    pub fn new(factors: &[Factor], design: &Design, seed: u64) -> Self {
        let dimensions = u32::try_from(factors.len()).expect("a checked number of factors");
        let (maker, len) = match design {
            Design::Grid => {
                let grid = Grid::new(factors);
                let len = grid.len();
                (Maker::Grid(grid), len)
            }
            Design::LatinHypercube { points, blocks, choice } => (
                Maker::LatinHypercube(LatinHypercube::new(seed, dimensions, *points, *blocks, *choice)),
                u64::from(*points) * u64::from(*blocks),
            ),
            Design::Sobol { points } => (Maker::Sobol(Sobol::new(seed)), u64::from(*points)),
            Design::Saltelli { samples } => {
                let saltelli = Saltelli::new(seed, dimensions);
                let len = u64::from(*samples) * saltelli.points_per_sample();
                (Maker::Saltelli(saltelli), len)
            }
            Design::Morris { trajectories, levels } => {
                let morris = Morris { seed, levels: *levels, factors: dimensions };
                let len = u64::from(*trajectories) * morris.points_per_trajectory();
                (Maker::Morris(morris), len)
            }
            Design::Random { points } => (Maker::Random(seed), u64::from(*points)),
            Design::List { rows } => (Maker::List(rows.clone()), rows.len() as u64),
        };
        Self { factors: factors.to_vec(), maker, len }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The point of this index.
    ///
    /// # Panics
    /// If the index is not below [`Self::len`].
    #[must_use]
    pub fn get(&self, index: u64) -> Point {
        assert!(index < self.len, "point {index} of a design of {} points", self.len);
        let (given, role) = match &self.maker {
            Maker::Grid(grid) => (grid.given(&self.factors, index), Role::Plain),
            Maker::List(rows) => (rows[index as usize].clone(), Role::Plain),
            Maker::LatinHypercube(hypercube) => (self.at(&hypercube.place(index)), Role::Plain),
            Maker::Sobol(sobol) => (self.at(&sobol.place(index as u32, 0..self.factors.len() as u32)), Role::Plain),
            Maker::Random(seed) => (self.at(&independent(*seed, index, self.factors.len())), Role::Plain),
            Maker::Saltelli(saltelli) => {
                let (place, role) = saltelli.place(index);
                (self.at(&place), role)
            }
            Maker::Morris(morris) => {
                let (place, role) = morris.place(index);
                (self.at(&place), role)
            }
        };
        Point { index, given, role }
    }

    /// The values at this place in unit coordinates.
    fn at(&self, place: &[f64]) -> Vec<Given> {
        self.factors.iter().zip(place).map(|(factor, &u)| factor.at(u)).collect()
    }
}

/// A place that is uniform in all coordinates, and independent of all others.
fn independent(seed: u64, index: u64, factors: usize) -> Vec<f64> {
    let mut words = words(seed, 0, 0, index as usize, factors as u32);
    (0..factors).map(|_| words.take::<1>()[0].uniform()).collect()
}

#[cfg(test)]
mod tests;
