//! Drawing without repetition.

use crate::random::Word;
use crate::world::Ties;

/// The numbers from 0 below some size, from which each is drawn at most once.
pub(super) struct Urn {
    size: usize,
    /// What is not in the urn any more, in order; one more than a client's slots, for the client itself.
    taken: [usize; Ties::SLOTS + 1],
    len: usize,
}

impl Urn {
    /// All numbers below `size`.
    pub fn new(size: usize) -> Self {
        Self { size, taken: [0; Ties::SLOTS + 1], len: 0 }
    }

    /// The urn without one of its numbers.
    pub fn without(mut self, number: usize) -> Self {
        self.take(number);
        self
    }

    /// One of the numbers that are left, each equally likely; nothing from an empty urn.
    pub fn draw(&mut self, word: Word) -> Option<usize> {
        if self.len >= self.size {
            return None;
        }
        let place = word.below(self.size - self.len);
        let number =
            self.taken[..self.len].iter().fold(place, |number, &taken| if number >= taken { number + 1 } else { number });
        self.take(number);
        Some(number)
    }

    fn take(&mut self, number: usize) {
        let at = self.taken[..self.len].partition_point(|&taken| taken < number);
        self.taken.copy_within(at..self.len, at + 1);
        self.taken[at] = number;
        self.len += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Draws, Purpose};

    #[test]
    fn an_urn_gives_each_number_once_and_then_nothing() {
        let mut words = Draws { seed: 1, replicate: 0 }.words(Purpose::PopulateTies, 0, 0, 8);
        for size in 1..=9 {
            let mut urn = Urn::new(size).without(size / 2);
            let mut drawn: Vec<usize> = words.take::<8>().into_iter().filter_map(|word| urn.draw(word)).collect();
            drawn.sort_unstable();
            let rest: Vec<usize> = (0..size).filter(|&number| number != size / 2).collect();
            assert_eq!(drawn, rest);
        }
    }

    #[test]
    fn all_pairs_are_equally_likely() {
        let mut words = Draws { seed: 2, replicate: 0 }.words(Purpose::PopulateTies, 0, 0, 2);
        let mut seen = [[0u32; 5]; 5];
        const DRAWS: u32 = 120_000;
        for _ in 0..DRAWS {
            let mut urn = Urn::new(5).without(1);
            let [a, b] = words.take::<2>().map(|word| urn.draw(word).unwrap());
            seen[a][b] += 1;
        }
        for (a, row) in seen.iter().enumerate() {
            for (b, &count) in row.iter().enumerate() {
                let expected = if a == b || a == 1 || b == 1 { 0.0 } else { f64::from(DRAWS) / 12.0 };
                assert!((f64::from(count) - expected).abs() <= 5.0 * expected.sqrt(), "{a}, {b}: {count}");
            }
        }
    }
}
