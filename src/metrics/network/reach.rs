//! Distances from some clients, over the slots themselves, for societies whose graph is too large to be built.
//!
//! Two clients are neighbours if either knows the other. A client's slots say only whom it knows; so in every step all clients
//! are looked at, and each passes on what it has to those it knows and takes what those have.

use super::estimate::Estimate;
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

/// Paths that are longer count as none. Only societies without ties over any distance have such paths.
pub const LONGEST: u32 = 64;
/// Clients from whom distances are searched at once: half the bits of a byte.
const AT_ONCE: usize = 4;

/// The mean over all ordered pairs of clients of 1/distance, from the distances to some clients; unknown for fewer than two
/// clients. Takes two bytes per client.
pub(super) fn closeness(ties: &Ties, clients: usize, sources: &[u32]) -> Option<Estimate> {
    let nearness: Vec<f64> = sources.chunks(AT_ONCE).flat_map(|sources| Search::new(clients, sources).nearness(ties)).collect();
    let (sum, squares) = nearness.iter().fold((0.0, 0.0), |sum, near| (sum.0 + near, sum.1 + near * near));
    let pairs = clients as f64 * (clients as f64 - 1.0);
    (clients > 1 && !sources.is_empty()).then(|| Estimate::total(sum, squares, sources.len(), clients).scaled(1.0 / pairs))
}

/// What searches know of a client: in the lower half of the bits, which of them have reached it, in the upper half, which
/// did in the last step.
#[derive(Clone, Copy, Default)]
struct Known(u8);

impl Known {
    #[inline]
    fn reached(self) -> u8 {
        self.0 & ((1 << AT_ONCE) - 1)
    }

    #[inline]
    fn last(self) -> u8 {
        self.0 >> AT_ONCE
    }

    /// After a step in which some searches reached the client.
    fn and_now(self, now: u8) -> Self {
        Self(self.reached() | now | now << AT_ONCE)
    }
}

/// Breadth-first searches from up to [`AT_ONCE`] clients, one bit each.
struct Search {
    /// Per client, what was known after the last step.
    known: Vec<Known>,
    /// Per client, which searches reach it in this step.
    next: Vec<AtomicU8>,
    sources: usize,
}

impl Search {
    fn new(clients: usize, sources: &[u32]) -> Self {
        let mut known = vec![Known::default(); clients];
        for (bit, &source) in sources.iter().enumerate() {
            let own = &mut known[source as usize];
            *own = own.and_now(own.last() | 1 << bit);
        }
        Self { known, next: (0..clients).map(|_| AtomicU8::new(0)).collect(), sources: sources.len() }
    }

    /// The sum of 1/distance over all others, for every search.
    fn nearness(mut self, ties: &Ties) -> Vec<f64> {
        let mut nearness = vec![0.0; self.sources];
        for distance in 1..=LONGEST {
            self.spread(ties);
            let found = self.settle();
            for (near, found) in nearness.iter_mut().zip(found) {
                *near += found as f64 / f64::from(distance);
            }
            if found.iter().all(|&found| found == 0) {
                break;
            }
        }
        nearness
    }

    /// Every client passes on to its neighbours what reached it in the last step, and takes what reached them.
    fn spread(&self, ties: &Ties) {
        let all = (1 << self.sources) - 1;
        (0..self.known.len()).into_par_iter().with_min_len(BLOCK).for_each(|client| {
            let (given, missing) = (self.known[client].last(), all & !self.known[client].reached());
            if given == 0 && missing == 0 {
                return;
            }
            let mut taken = 0;
            for other in ties.of(client).map(|tie| tie.to.index()) {
                let theirs = self.known[other];
                taken |= theirs.last() & missing;
                let wanted = given & !theirs.reached();
                if wanted != 0 {
                    self.next[other].fetch_or(wanted, Relaxed);
                }
            }
            if taken != 0 {
                self.next[client].fetch_or(taken, Relaxed);
            }
        });
    }

    /// Ends a step, and counts how many clients each search reached in it.
    fn settle(&mut self) -> [u64; AT_ONCE] {
        let block = |(known, next): (&mut [Known], &mut [AtomicU8])| {
            let mut found = [0; AT_ONCE];
            for (known, next) in known.iter_mut().zip(next) {
                let now = std::mem::take(next.get_mut());
                *known = known.and_now(now);
                for (bit, found) in found.iter_mut().enumerate() {
                    *found += u64::from(now >> bit & 1);
                }
            }
            found
        };
        let add = |a: [u64; AT_ONCE], b: [u64; AT_ONCE]| std::array::from_fn(|bit| a[bit] + b[bit]);
        let columns = (self.known.par_chunks_mut(BLOCK), self.next.par_chunks_mut(BLOCK));
        columns.into_par_iter().map(block).reduce(|| [0; AT_ONCE], add)
    }
}
