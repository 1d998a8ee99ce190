//! What the slots of all clients show in one pass, without a graph: the same numbers at any size of society.
//!
//! Everything is counted in whole numbers, so that neither threads nor the order of clients matter. Besides what the patrons
//! need, it takes no memory that grows with the society.

use super::degree::centralization;
use super::mixing::{Groups, Moments, ei};
use super::{Kind, ranks};
use crate::ids::ClientId;
use crate::world::ties::Strength;
use crate::world::{BLOCK, Clients, Patrons, Ties, World};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Ties, and how they mix clients.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Slots {
    pub clients: usize,
    /// Ties.
    pub ties: u64,
    /// Those through which help flows.
    pub strong: u64,
    /// Those whose other end knows their owner.
    pub mutual: u64,
    pub ei_village: Option<f64>,
    pub patrons: Groups,
    pub wealth: Option<f64>,
    pub ideology: Option<f64>,
}

impl Slots {
    /// Of a society; `help` is the strength above which a tie is strong, `rank` the doubled rank of a client's wealth.
    pub fn of(world: &World, help: Strength, rank: impl Fn(usize) -> i64 + Sync) -> Self {
        let n = world.clients.len();
        let patrons = Followings::none(&world.patrons);
        let blocks = (0..n.div_ceil(BLOCK)).into_par_iter();
        let counts =
            blocks.map(|block| Counts::of_block(world, block, help, &rank, &patrons)).reduce(Counts::default, Counts::and);
        Self {
            clients: n,
            ties: counts.ties,
            strong: counts.strong,
            mutual: counts.mutual,
            ei_village: ei(counts.in_village, counts.ties),
            patrons: patrons.groups(),
            wealth: counts.wealth.correlation(),
            ideology: counts.ideology.correlation(),
        }
    }

    /// The share of possible ties that are there.
    pub fn density(&self) -> Option<f64> {
        let n = self.clients as f64;
        (self.clients > 1).then(|| self.ties as f64 / (n * (n - 1.0)))
    }

    /// The numbers of neighbours of all clients, added up: each tie makes two clients neighbours, but two mutual ties make
    /// the same two.
    fn degrees(&self) -> u64 {
        2 * self.ties - self.mutual
    }

    /// The mean number of neighbours.
    pub fn mean_degree(&self) -> Option<f64> {
        (self.clients > 0).then(|| self.degrees() as f64 / self.clients as f64)
    }

    /// Freeman's centralization of the number of neighbours.
    pub fn degree_centralization(&self, ties: &Ties) -> Option<f64> {
        let slice = SLICE.max(self.clients.div_ceil(8));
        centralization(Kind::Undirected, self.clients, largest_degree(ties, self.clients, slice), self.degrees())
    }

    /// A share of ties.
    pub fn share(&self, of_ties: u64) -> Option<f64> {
        (self.ties > 0).then(|| of_ties as f64 / self.ties as f64)
    }
}

/// A client's wealth before consumption [micro-S].
pub(super) fn wealth(clients: &Clients, client: usize) -> u64 {
    let wealth = clients.wealth[client] + clients.consumed[client].into();
    u64::try_from(wealth.micros()).unwrap_or(0)
}

/// The ranks of wealth by classes.
pub(super) fn classed_wealth(clients: &Clients) -> ranks::Classed {
    ranks::Classed::of(clients.len(), |client| wealth(clients, client))
}

/// Ties by the patrons of their ends, counted by all threads.
struct Followings {
    from: Vec<AtomicU64>,
    to: Vec<AtomicU64>,
    within: AtomicU64,
}

impl Followings {
    fn none(patrons: &Patrons) -> Self {
        let zeros = || (0..patrons.len()).map(|_| AtomicU64::new(0)).collect();
        Self { from: zeros(), to: zeros(), within: AtomicU64::new(0) }
    }

    fn groups(self) -> Groups {
        let counts = |counts: Vec<AtomicU64>| counts.into_iter().map(AtomicU64::into_inner).collect();
        Groups { from: counts(self.from), to: counts(self.to), within: self.within.into_inner() }
    }
}

#[derive(Clone, Copy, Default)]
struct Counts {
    ties: u64,
    strong: u64,
    mutual: u64,
    in_village: u64,
    wealth: Moments,
    ideology: Moments,
}

impl Counts {
    fn of_block(world: &World, block: usize, help: Strength, rank: &impl Fn(usize) -> i64, followings: &Followings) -> Self {
        let World { clients, ties, villages, .. } = world;
        let ideology = |client: usize| i64::from(clients.ideology[client].steps());
        let mut counts = Self::default();
        let mut within = 0;
        for (village, part) in villages.within(block * BLOCK..((block + 1) * BLOCK).min(clients.len())) {
            let village = villages.clients_of(village);
            for client in part {
                let patron = clients.patron[client];
                let (own_rank, own_ideology) = (rank(client), ideology(client));
                let mut known = 0;
                for tie in ties.of(client) {
                    let other = tie.to.index();
                    counts.ties += 1;
                    counts.strong += u64::from(tie.strength > help);
                    counts.mutual += u64::from(ties.between(other, ClientId::new(client)).is_some());
                    counts.in_village += u64::from(village.contains(&other));
                    counts.wealth.add(own_rank, rank(other));
                    counts.ideology.add(own_ideology, ideology(other));
                    if let (Some(own), Some(theirs)) = (patron, clients.patron[other]) {
                        known += 1;
                        within += u64::from(own == theirs);
                        followings.to[theirs.index()].fetch_add(1, Relaxed);
                    }
                }
                if let Some(own) = patron {
                    followings.from[own.index()].fetch_add(known, Relaxed);
                }
            }
        }
        followings.within.fetch_add(within, Relaxed);
        counts
    }

    fn and(self, other: Self) -> Self {
        Self {
            ties: self.ties + other.ties,
            strong: self.strong + other.strong,
            mutual: self.mutual + other.mutual,
            in_village: self.in_village + other.in_village,
            wealth: self.wealth.and(other.wealth),
            ideology: self.ideology.and(other.ideology),
        }
    }
}

/// Clients whose incoming ties are counted at once, if an eighth of all is not more: 1 MiB of counts.
const SLICE: usize = 1 << 18;

/// The largest number of neighbours. Ties from others are counted for one slice of the clients after another: slices of an
/// eighth take eight passes over the slots and half a byte per client.
fn largest_degree(ties: &Ties, clients: usize, slice: usize) -> u64 {
    let mut largest = 0;
    for first in (0..clients).step_by(slice) {
        let within = first..(first + slice).min(clients);
        let counts: Vec<AtomicU32> = within.clone().map(|_| AtomicU32::new(0)).collect();
        (0..clients).into_par_iter().with_min_len(BLOCK).for_each(|client| {
            for tie in ties.of(client).filter(|tie| within.contains(&tie.to.index())) {
                counts[tie.to.index() - first].fetch_add(1, Relaxed);
            }
        });
        // Mutual ties were counted twice. Few clients come near the largest, so that they are seldom looked for.
        for (client, count) in within.zip(counts) {
            let both = u64::from(count.into_inner()) + ties.of(client).count() as u64;
            if both > largest {
                let own = ClientId::new(client);
                let mutual = ties.of(client).filter(|tie| ties.between(tie.to.index(), own).is_some()).count();
                largest = largest.max(both - mutual as u64);
            }
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::network::degree;
    use crate::metrics::network::observe::graph_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_largest_degree_is_that_of_the_graph(slice in 1usize..50, list in prop::collection::vec((0usize..40, 0usize..40), 0..150)) {
            let ties = Ties::of_pairs(40, &list);
            let degrees = degree::degrees(&graph_of(&ties, 40).underlying());
            prop_assert_eq!(largest_degree(&ties, 40, slice), u64::from(degrees.into_iter().max().unwrap_or(0)));
        }
    }
}
