//! Latin hypercubes (McKay, Beckman and Conover 1979, A comparison of three methods for selecting values of input variables, Technometrics
//! 21): of n points, every one of n equal parts of a coordinate holds exactly one, at a random place in it.
//!
//! A design is a number of such hypercubes (*blocks*), each with draws of its own: more blocks can follow when the first ones turn
//! out to be too few, while a hypercube of more points is another one. A block is made when one of its points is first asked for.

use super::{Choice, shuffled, words};
use std::sync::OnceLock;

/// How many hypercubes are drawn for one that is chosen.
pub(super) const CANDIDATES: u32 = 100;
/// Of how many points such a one may be: all distances between them are computed.
pub(super) const MAXIMIN_POINTS: u32 = 2000;

/// The stream of the places within parts. Those of the permutations follow, one for each candidate.
const WITHIN: u32 = 0;

/// A number of hypercubes.
#[derive(Debug)]
pub(super) struct LatinHypercube {
    seed: u64,
    factors: u32,
    points: u32,
    choice: Choice,
    blocks: Vec<OnceLock<Parts>>,
}

/// Which part of a coordinate a point lies in: a permutation of the points for every factor.
type Parts = Vec<Vec<u32>>;

impl LatinHypercube {
    /// So many blocks of so many points.
    pub fn new(seed: u64, factors: u32, points: u32, blocks: u32, choice: Choice) -> Self {
        Self { seed, factors, points, choice, blocks: (0..blocks).map(|_| OnceLock::new()).collect() }
    }

    /// Where the point of this index lies in unit coordinates.
    pub fn place(&self, index: u64) -> Vec<f64> {
        let (block, point) = ((index / u64::from(self.points)) as u32, (index % u64::from(self.points)) as usize);
        let parts = self.blocks[block as usize].get_or_init(|| self.chosen(block));
        self.within(block, point, parts)
    }

    /// The parts of a block.
    fn chosen(&self, block: u32) -> Parts {
        match self.choice {
            Choice::Any => self.candidate(block, 0),
            Choice::Maximin => self.farthest(block, CANDIDATES),
        }
    }

    /// The hypercube of this number of those that are drawn for a block.
    fn candidate(&self, block: u32, number: u32) -> Parts {
        let mut words = words(self.seed, block, WITHIN + 1 + number, 0, 1);
        let permutation = |_| shuffled(self.points, &mut words).into_iter().map(|part| part as u32).collect();
        (0..self.factors).map(permutation).collect()
    }

    /// Of so many candidates, the first whose smallest distance is largest.
    fn farthest(&self, block: u32, candidates: u32) -> Parts {
        let mut best = self.candidate(block, 0);
        let mut distance = self.closest(block, &best, 0.0).expect("no distance is below 0");
        for number in 1..candidates {
            let other = self.candidate(block, number);
            if let Some(larger) = self.closest(block, &other, distance).filter(|&found| found > distance) {
                (best, distance) = (other, larger);
            }
        }
        best
    }

    /// The square of the smallest distance between two points, infinite for a single one; nothing if it is below `bound`.
    fn closest(&self, block: u32, parts: &Parts, bound: f64) -> Option<f64> {
        let places: Vec<_> = (0..self.points as usize).map(|point| self.within(block, point, parts)).collect();
        let mut smallest = f64::INFINITY;
        for (number, place) in places.iter().enumerate() {
            for other in &places[..number] {
                smallest = smallest.min(place.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum());
            }
            if smallest < bound {
                return None;
            }
        }
        Some(smallest)
    }

    /// Where a point lies: somewhere in its parts, at the same place in them for all candidates.
    fn within(&self, block: u32, point: usize, parts: &Parts) -> Vec<f64> {
        let mut words = words(self.seed, block, WITHIN, point, self.factors);
        let place = |part: &Vec<u32>| (f64::from(part[point]) + words.take::<1>()[0].uniform()) / f64::from(self.points);
        parts.iter().map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FACTORS: u32 = 3;

    fn hypercube(points: u32, blocks: u32, choice: Choice) -> LatinHypercube {
        LatinHypercube::new(5, FACTORS, points, blocks, choice)
    }

    #[test]
    fn every_part_of_every_factor_holds_one_point_of_a_block() {
        for choice in [Choice::Any, Choice::Maximin] {
            let (points, blocks) = (40, 3);
            let hypercube = hypercube(points, blocks, choice);
            for block in 0..blocks {
                let first = u64::from(block * points);
                let places: Vec<_> = (0..u64::from(points)).map(|point| hypercube.place(first + point)).collect();
                for factor in 0..FACTORS as usize {
                    let mut parts: Vec<_> = places.iter().map(|place| (place[factor] * f64::from(points)) as u32).collect();
                    parts.sort_unstable();
                    assert_eq!(parts, (0..points).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn blocks_differ_and_so_do_factors() {
        let hypercube = hypercube(30, 2, Choice::Any);
        let (first, second) = (hypercube.chosen(0), hypercube.chosen(1));
        assert_ne!(first, second);
        assert_ne!(first[0], first[1]);
    }

    /// By comparing all candidates without the shortcuts.
    #[test]
    fn the_chosen_hypercube_is_the_one_with_the_largest_smallest_distance() {
        let hypercube = hypercube(25, 4, Choice::Maximin);
        for block in 0..4 {
            let distance = |parts: &Parts| hypercube.closest(block, parts, 0.0).expect("a distance");
            let chosen = distance(&hypercube.chosen(block));
            let all = (0..CANDIDATES).map(|number| distance(&hypercube.candidate(block, number)));
            assert_eq!(chosen, all.fold(0.0, f64::max));
            assert!(chosen > distance(&hypercube.candidate(block, 0)), "the first of a hundred is hardly the best");
        }
    }

    #[test]
    fn distances_are_those_of_the_closest_points() {
        let hypercube = hypercube(12, 1, Choice::Any);
        let places: Vec<_> = (0..12).map(|index| hypercube.place(index)).collect();
        let apart = |i: usize, j: usize| places[i].iter().zip(&places[j]).map(|(a, b)| (a - b) * (a - b)).sum::<f64>();
        let pairs = (0..12).flat_map(|i| (0..i).map(move |j| (i, j)));
        let smallest = pairs.map(|(i, j)| apart(i, j)).fold(f64::INFINITY, f64::min);
        let parts = hypercube.chosen(0);
        assert_eq!(hypercube.closest(0, &parts, 0.0), Some(smallest));
        assert_eq!(hypercube.closest(0, &parts, 1.01 * smallest), None);
    }

    #[test]
    fn one_point_is_a_hypercube() {
        let place = hypercube(1, 1, Choice::Maximin).place(0);
        assert!(place.iter().all(|u| (0.0..1.0).contains(u)));
    }
}
