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
/// Clients from whom distances are searched at once: each search has two bits of a byte.
const AT_ONCE: usize = 4;

/// The mean over all ordered pairs of clients of 1/distance, from the distances to some clients; unknown for fewer than two
/// clients. Takes one byte per client.
pub(super) fn closeness(ties: &Ties, clients: usize, sources: &[u32]) -> Option<Estimate> {
    let nearness: Vec<f64> = sources.chunks(AT_ONCE).flat_map(|sources| Search::new(clients, sources).nearness(ties)).collect();
    let (sum, squares) = nearness.iter().fold((0.0, 0.0), |sum, near| (sum.0 + near, sum.1 + near * near));
    let pairs = clients as f64 * (clients as f64 - 1.0);
    (clients > 1 && !sources.is_empty()).then(|| Estimate::total(sum, squares, sources.len(), clients).scaled(1.0 / pairs))
}

/// What searches know of a client, each in one of the lower and one of the upper four bits: neither is set before it is reached, the lower one
/// in the step that reaches it, both in the step after that, the upper one from then on.
///
/// Within a step nothing happens but that some are reached, so it does not matter in which order clients are looked at, or on which thread.
#[derive(Clone, Copy, Default)]
struct Known(u8);

impl Known {
    const LOWER: u8 = (1 << AT_ONCE) - 1;

    /// The searches that had not reached the client when the step began.
    #[inline]
    fn missing(self) -> u8 {
        !(self.0 >> AT_ONCE) & Self::LOWER
    }

    /// The searches that reached the client in the last step.
    #[inline]
    fn last(self) -> u8 {
        self.0 & self.0 >> AT_ONCE
    }

    /// The searches that reach the client in this step.
    #[inline]
    fn now(self) -> u8 {
        self.0 & self.missing()
    }

    /// After the step.
    #[inline]
    fn settled(self) -> Self {
        let reached = self.now() | !self.missing() & Self::LOWER;
        Self(self.now() | reached << AT_ONCE)
    }
}

/// Breadth-first searches from up to [`AT_ONCE`] clients.
struct Search {
    known: Vec<AtomicU8>,
    sources: usize,
}

impl Search {
    fn new(clients: usize, sources: &[u32]) -> Self {
        let mut known: Vec<AtomicU8> = (0..clients).into_par_iter().map(|_| AtomicU8::new(Known::default().0)).collect();
        for (bit, &source) in sources.iter().enumerate() {
            *known[source as usize].get_mut() |= 1 << bit;
        }
        let mut search = Self { known, sources: sources.len() };
        search.settle();
        search
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

    #[inline]
    fn known(&self, client: usize) -> Known {
        Known(self.known[client].load(Relaxed))
    }

    /// Every client passes on to its neighbours what reached it in the last step, and takes what reached them.
    fn spread(&self, ties: &Ties) {
        let all = (1 << self.sources) - 1;
        (0..self.known.len()).into_par_iter().with_min_len(BLOCK).for_each(|client| {
            let own = self.known(client);
            let (given, missing) = (own.last(), all & own.missing());
            if given == 0 && missing == 0 {
                return;
            }
            let mut taken = 0;
            for other in ties.of(client).map(|tie| tie.to.index()) {
                let theirs = self.known(other);
                taken |= theirs.last() & missing;
                let wanted = given & theirs.missing();
                if wanted != 0 {
                    self.known[other].fetch_or(wanted, Relaxed);
                }
            }
            if taken != 0 {
                self.known[client].fetch_or(taken, Relaxed);
            }
        });
    }

    /// Ends a step, and counts how many clients each search reached in it.
    fn settle(&mut self) -> [u64; AT_ONCE] {
        let block = |known: &mut [AtomicU8]| {
            let mut found = [0; AT_ONCE];
            for known in known {
                let of_step = Known(*known.get_mut());
                *known.get_mut() = of_step.settled().0;
                for (bit, found) in found.iter_mut().enumerate() {
                    *found += u64::from(of_step.now() >> bit & 1);
                }
            }
            found
        };
        let add = |a: [u64; AT_ONCE], b: [u64; AT_ONCE]| std::array::from_fn(|bit| a[bit] + b[bit]);
        self.known.par_chunks_mut(BLOCK).map(block).reduce(|| [0; AT_ONCE], add)
    }
}
