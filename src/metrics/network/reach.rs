//! Distances from some clients, over the slots themselves, for societies whose graph is too large to be built.
//!
//! Two clients are neighbours if either knows the other. A client's slots say only whom it knows; so in every step all clients
//! are looked at, and each passes on what it has to those it knows and takes what those have.
//!
//! Those it knows are anywhere in memory, and fetching what is known of them is what a step spends its time on. So many searches share a pass; and
//! a bit per client says first whether any of them reached it in the last step: in most steps hardly anybody was reached, and the bits of
//! all are eight times and more smaller than what is known of them.

use super::estimate::Estimate;
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU8, AtomicU16, Ordering::Relaxed};

/// Paths that are longer count as none. Only societies without ties over any distance have such paths.
pub const LONGEST: u32 = 64;

/// The mean over all ordered pairs of clients of 1/distance, from the distances to some clients; unknown for fewer than two
/// clients. Takes [`bytes_per_client`] of memory.
pub(super) fn closeness(ties: &Ties, clients: usize, sources: &[u32]) -> Option<Estimate> {
    let few = sources.len() <= AtomicU8::AT_ONCE;
    let nearness = if few { nearness::<AtomicU8>(ties, clients, sources) } else { nearness::<AtomicU16>(ties, clients, sources) };
    let (sum, squares) = nearness.iter().fold((0.0, 0.0), |sum, near| (sum.0 + near, sum.1 + near * near));
    let pairs = clients as f64 * (clients as f64 - 1.0);
    (clients > 1 && !sources.is_empty()).then(|| Estimate::total(sum, squares, sources.len(), clients).scaled(1.0 / pairs))
}

/// Bytes per client that distances from so many sources take: what is known of it, and a bit, rounded up.
pub(super) const fn bytes_per_client(sources: usize) -> usize {
    let known = if sources <= AtomicU8::AT_ONCE { size_of::<AtomicU8>() } else { size_of::<AtomicU16>() };
    known + 1
}

/// For every source, the sum of 1/distance over all others.
fn nearness<C: Cell>(ties: &Ties, clients: usize, sources: &[u32]) -> Vec<f64> {
    sources.chunks(C::AT_ONCE).flat_map(|sources| Search::<C>::new(clients, sources).nearness(ties)).collect()
}

/// What some searches know of a client, two bits for each, one in the lower half of a cell and one in the upper: neither is set before the
/// client is reached, the lower one in the step that reaches it, both in the step after that, the upper one from then on.
///
/// Within a step nothing happens but that some are reached, so it does not matter in which order clients are looked at, or on which thread.
trait Cell: Send + Sync {
    /// Searches that one cell serves.
    const AT_ONCE: usize;
    const LOWER: u32 = (1 << Self::AT_ONCE) - 1;

    fn new(bits: u32) -> Self;
    fn bits(&self) -> u32;
    /// Sets some bits, whatever others are set at once.
    fn add(&self, bits: u32);

    /// The searches that had not reached the client when the step began.
    #[inline]
    fn missing(bits: u32) -> u32 {
        !(bits >> Self::AT_ONCE) & Self::LOWER
    }

    /// The searches that reached the client in the last step.
    #[inline]
    fn last(bits: u32) -> u32 {
        bits & bits >> Self::AT_ONCE
    }

    /// The searches that reach the client in this step.
    #[inline]
    fn now(bits: u32) -> u32 {
        bits & Self::missing(bits)
    }

    /// The bits after the step.
    #[inline]
    fn settled(bits: u32) -> u32 {
        let reached = Self::now(bits) | !Self::missing(bits) & Self::LOWER;
        Self::now(bits) | reached << Self::AT_ONCE
    }
}

impl Cell for AtomicU8 {
    const AT_ONCE: usize = 4;

    fn new(bits: u32) -> Self {
        Self::new(bits as u8)
    }

    #[inline]
    fn bits(&self) -> u32 {
        self.load(Relaxed).into()
    }

    #[inline]
    fn add(&self, bits: u32) {
        self.fetch_or(bits as u8, Relaxed);
    }
}

impl Cell for AtomicU16 {
    const AT_ONCE: usize = 8;

    fn new(bits: u32) -> Self {
        Self::new(bits as u16)
    }

    #[inline]
    fn bits(&self) -> u32 {
        self.load(Relaxed).into()
    }

    #[inline]
    fn add(&self, bits: u32) {
        self.fetch_or(bits as u16, Relaxed);
    }
}

/// Breadth-first searches from up to [`Cell::AT_ONCE`] clients.
struct Search<C> {
    /// What is known of the clients, block by block: blocks fit into memory that phases have left, where one long column would take more.
    known: Vec<Box<[C]>>,
    /// A bit per client: whether any search reached it in the last step.
    last: Vec<u64>,
    sources: usize,
}

impl<C: Cell> Search<C> {
    fn new(clients: usize, sources: &[u32]) -> Self {
        let block = |block: usize| (block * BLOCK..((block + 1) * BLOCK).min(clients)).map(|_| C::new(0)).collect();
        let known = (0..clients.div_ceil(BLOCK)).into_par_iter().map(block).collect();
        let mut search = Self { known, last: vec![0; clients.div_ceil(64)], sources: sources.len() };
        for (bit, &source) in sources.iter().enumerate() {
            search.known(source as usize).add(1 << bit);
        }
        search.settle();
        search
    }

    /// The sum of 1/distance over all others, for every search.
    fn nearness(mut self, ties: &Ties) -> Vec<f64> {
        let mut nearness = vec![0.0; self.sources];
        for distance in 1..=LONGEST {
            self.spread(ties);
            let found = self.settle();
            for (near, &found) in nearness.iter_mut().zip(&found) {
                *near += found as f64 / f64::from(distance);
            }
            if found.iter().all(|&found| found == 0) {
                break;
            }
        }
        nearness
    }

    #[inline]
    fn known(&self, client: usize) -> &C {
        &self.known[client / BLOCK][client % BLOCK]
    }

    #[inline]
    fn was_reached_last(&self, client: usize) -> bool {
        self.last[client / 64] >> (client % 64) & 1 == 1
    }

    /// Every client passes on to its neighbours what reached it in the last step, and takes what reached them.
    fn spread(&self, ties: &Ties) {
        let all = (1 << self.sources) - 1;
        (0..ties.ends.len()).into_par_iter().with_min_len(BLOCK).for_each(|client| {
            let own = self.known(client).bits();
            let (given, missing) = (C::last(own), all & C::missing(own));
            if given == 0 && missing == 0 {
                return;
            }
            let mut taken = 0;
            for other in ties.of(client).map(|tie| tie.to.index()) {
                if given == 0 && !self.was_reached_last(other) {
                    continue;
                }
                let theirs = self.known(other).bits();
                taken |= C::last(theirs) & missing;
                let wanted = given & C::missing(theirs);
                if wanted != 0 {
                    self.known(other).add(wanted);
                }
            }
            if taken != 0 {
                self.known(client).add(taken);
            }
        });
    }

    /// Ends a step, and counts how many clients each search reached in it.
    fn settle(&mut self) -> Vec<u64> {
        let blocks = self.known.par_iter_mut().zip(self.last.par_chunks_mut(BLOCK / 64));
        let add = |mut a: Vec<u64>, b: Vec<u64>| {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
            a
        };
        let none = || vec![0; self.sources];
        let block = |mut found: Vec<u64>, (known, last): (&mut Box<[C]>, &mut [u64])| {
            for (known, last) in known.chunks_mut(64).zip(last) {
                *last = 0;
                for (place, cell) in known.iter_mut().enumerate() {
                    let bits = cell.bits();
                    let mut now = C::now(bits);
                    *last |= u64::from(now != 0) << place;
                    *cell = C::new(C::settled(bits));
                    while now != 0 {
                        found[now.trailing_zeros() as usize] += 1;
                        now &= now - 1;
                    }
                }
            }
            found
        };
        blocks.fold(none, block).reduce(none, add)
    }
}

#[cfg(test)]
mod tests {
    use super::super::observe::graph_of;
    use super::super::search::{Arcs, Search as OnGraph};
    use super::*;
    use proptest::prelude::*;

    /// Searches in cells of both widths find what searches on the graph find.
    fn same_as_on_graph(ties: &Ties, n: usize, every: usize) -> Result<(), TestCaseError> {
        let sources: Vec<u32> = (0..n as u32).step_by(every).collect();
        let few = nearness::<AtomicU8>(ties, n, &sources);
        prop_assert_eq!(&few, &nearness::<AtomicU16>(ties, n, &sources));
        let (arcs, mut search) = (Arcs::of(&graph_of(ties, n).underlying()), OnGraph::new(n));
        for (&source, near) in sources.iter().zip(few) {
            search.spread(&arcs, source as usize);
            let wanted = search.nearness();
            prop_assert!((wanted - near).abs() <= 1e-12 * wanted, "{} {}", wanted, near);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn distances_are_those_of_the_graph(n in 2usize..200, list in prop::collection::vec((0usize..200, 0usize..200), 0..600)) {
            same_as_on_graph(&Ties::of_pairs(n, &list), n, 3)?;
        }
    }

    #[test]
    fn searches_go_from_block_to_block() {
        let n = 2 * BLOCK + 100;
        let near = (0..n).map(|i| (i, i + 1));
        let far = (0..n).step_by(7).map(|i| (i, i * 31 + 5));
        let list: Vec<(usize, usize)> = near.chain(far).collect();
        same_as_on_graph(&Ties::of_pairs(n, &list), n, 409).expect("the same");
    }
}
