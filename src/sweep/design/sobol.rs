//! Sobol' sequences, scrambled.
//!
//! The sequence is that of `sobol_burley`: the direction numbers of Joe and Kuo (2008), scrambled by nested uniform permutations (Owen
//! 1995) made by hashing, and with its indices shuffled in the same way (Burley 2020, Practical Hash-based Owen Scrambling, Journal of
//! Computer Graphics Techniques 9). Of its first 2^k points, every one of 2^k equal parts of a coordinate holds exactly one. The crate
//! computes in whole numbers and multiplies once by a power of two, so that its values are the same everywhere.

use super::words;
use std::ops::Range;

/// The longest sequence that the direction numbers of the crate allow.
pub(super) const POINTS: u32 = 1 << 16;
/// The most coordinates that they allow.
pub(super) const COORDINATES: u32 = sobol_burley::NUM_DIMENSIONS;

/// A sequence.
#[derive(Debug)]
pub(super) struct Sobol {
    /// What scrambles it.
    scramble: u32,
}

impl Sobol {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self { scramble: words(seed, 0, 0, 0, 1).take::<1>()[0].bits() }
    }

    /// These coordinates of the point of this index, each in [0, 1).
    pub fn place(&self, index: u32, coordinates: Range<u32>) -> Vec<f64> {
        coordinates.map(|coordinate| f64::from(sobol_burley::sample(index, coordinate, self.scramble))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(points: u32) -> Vec<Vec<f64>> {
        let sobol = Sobol::new(7);
        (0..points).map(|index| sobol.place(index, 0..COORDINATES)).collect()
    }

    #[test]
    fn every_part_of_a_coordinate_holds_one_of_the_first_points() {
        for k in [0, 1, 4, 7, 10] {
            let parts = 1u32 << k;
            let points = sequence(parts);
            for coordinate in 0..COORDINATES as usize {
                let mut held = vec![0; parts as usize];
                points.iter().for_each(|point| held[(point[coordinate] * f64::from(parts)) as usize] += 1);
                assert!(held.iter().all(|&points| points == 1), "coordinate {coordinate}, {parts} parts");
            }
        }
    }

    /// Of 2^k points, every box of 2^a by 2^(k - a) equal boxes holds one, in the first two coordinates.
    #[test]
    fn every_box_of_two_coordinates_holds_one_of_the_first_points() {
        for k in 1..=12 {
            let points: Vec<_> = (0..1 << k).map(|index| Sobol::new(3).place(index, 0..2)).collect();
            for a in 0..=k {
                let (wide, high) = (1u32 << a, 1u32 << (k - a));
                let mut held = vec![0; 1 << k];
                for point in &points {
                    let (x, y) = ((point[0] * f64::from(wide)) as u32, (point[1] * f64::from(high)) as u32);
                    held[(x * high + y) as usize] += 1;
                }
                assert!(held.iter().all(|&points| points == 1), "{wide} x {high} boxes");
            }
        }
    }

    #[test]
    fn the_longest_sequence_is_stratified_too() {
        let sobol = Sobol::new(11);
        let mut held = vec![0; POINTS as usize];
        for index in 0..POINTS {
            held[(sobol.place(index, 255..256)[0] * f64::from(POINTS)) as usize] += 1;
        }
        assert!(held.iter().all(|&points| points == 1));
    }

    #[test]
    fn seeds_scramble_differently() {
        assert_ne!(Sobol::new(1).place(0, 0..3), Sobol::new(2).place(0, 0..3));
    }
}
