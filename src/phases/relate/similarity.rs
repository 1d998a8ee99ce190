//! How alike two clients are. Writes nothing. Draws nothing.

use super::Dynamics;
use crate::quantity::Money;
use crate::world::clients::Ideology;
use crate::world::per_thread::PerThread;
use crate::world::{BLOCK, Clients};
use rayon::prelude::*;

/// Classes of wealth: all that 64 bits of micro-S can be in.
const CLASSES: usize = 1024;
/// A sixteenth of a doubling: how many bits of a single-precision number lie below its class.
const BITS_WITHIN: u32 = 19;

/// The class of a wealth: classes of wealth+1 S are a sixteenth of a doubling wide.
#[inline]
fn class(wealth: Money) -> usize {
    let place = (wealth.to_s() as f32 + 1.0).to_bits() >> BITS_WITHIN;
    ((place - (1.0_f32.to_bits() >> BITS_WITHIN)) as usize).min(CLASSES - 1)
}

/// The rank of every class of wealth among all clients, in [0, 1].
pub(super) struct Ranks(Vec<f64>);

impl Ranks {
    /// The ranks: the share of clients in lower classes, and half of those in the own class.
    pub fn of(wealth: &[Money]) -> Self {
        let mut counted = PerThread::new(|| vec![0_u32; CLASSES]);
        wealth.par_chunks(BLOCK).for_each(|wealth| {
            let mut counts = counted.own();
            wealth.iter().for_each(|&wealth| counts[class(wealth)] += 1);
        });
        let mut counts = vec![0_u64; CLASSES];
        for part in counted.all() {
            counts.iter_mut().zip(part).for_each(|(sum, part)| *sum += u64::from(*part));
        }
        let mut below = 0;
        let rank = |count: u64| {
            let rank = (below as f64 + 0.5 * count as f64) / wealth.len() as f64;
            below += count;
            rank
        };
        Self(counts.into_iter().map(rank).collect())
    }

    #[inline]
    fn rank(&self, wealth: Money) -> f64 {
        self.0[class(wealth)]
    }
}

/// The measure of similarity.
pub(super) struct Similarity<'a> {
    village: f64,
    ideology: f64,
    wealth: f64,
    total: f64,
    ranks: &'a Ranks,
    /// Half of every ideology, in the order of the bits of its steps: a table is read faster than a number is divided.
    halves: [f64; 256],
}

/// What is compared of a client, the village apart: the rank of its wealth, and half of its ideology, in [-1/2, 1/2].
pub(super) type Compared = (f64, f64);

impl<'a> Similarity<'a> {
    pub fn new(dynamics: &Dynamics, ranks: &'a Ranks) -> Self {
        let [village, ideology, wealth] = [dynamics.similarity_village, dynamics.similarity_ideology, dynamics.similarity_wealth];
        let halves = std::array::from_fn(|bits| 0.5 * Ideology::from_steps(bits as u8 as i8).to_f64());
        Self { village, ideology, wealth, total: village + ideology + wealth, ranks, halves }
    }

    /// What is compared of a client.
    #[inline]
    pub fn compared(&self, peer: Peer) -> Compared {
        (self.ranks.rank(peer.wealth), self.halves[usize::from(peer.ideology.steps() as u8)])
    }

    /// How alike two clients are, in [0, 1], who live in one village (1) or not (0). If nothing counts, all are alike.
    #[inline]
    pub fn between(&self, at_home: f64, one: Compared, other: Compared) -> f64 {
        let alike = |a: f64, b: f64| 1.0 - (a - b).abs();
        let (wealth, ideology) = (alike(one.0, other.0), alike(one.1, other.1));
        let sum = self.village * at_home + self.ideology * ideology + self.wealth * wealth;
        if self.total > 0.0 { sum / self.total } else { 1.0 }
    }

    /// The same of two peers.
    #[inline]
    pub fn of(&self, at_home: bool, one: Peer, other: Peer) -> f64 {
        self.between(f64::from(u8::from(at_home)), self.compared(one), self.compared(other))
    }
}

/// What of a client can be like another's.
#[derive(Clone, Copy, Default)]
pub(super) struct Peer {
    pub wealth: Money,
    pub ideology: Ideology,
}

impl Peer {
    #[inline]
    pub fn of(clients: &Clients, client: usize) -> Self {
        Self { wealth: clients.wealth[client], ideology: clients.ideology[client] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_grow_with_wealth_and_hold_all_of_it() {
        let amounts = [0, 1, 1_000_000, 1_100_000, 5_000_000, 1_000_000_000_000, i64::MAX];
        let classes = amounts.map(|micros| class(Money::from_micros(micros)));
        assert!(classes.is_sorted() && classes[0] == 0 && classes[6] < CLASSES - 1, "{classes:?}");
        assert_eq!(class(Money::nearest(1.0)), 16, "1 S is a doubling of 0 + 1 S");
    }

    #[test]
    fn ranks_are_the_middle_of_their_class() {
        let wealth = [0.0, 0.0, 1.0, 9.0].map(Money::nearest);
        let ranks = Ranks::of(&wealth);
        assert_eq!(wealth.map(|wealth| ranks.rank(wealth)), [0.25, 0.25, 0.625, 0.875]);
    }
}
