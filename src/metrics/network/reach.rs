//! Who reaches whom, over the slots themselves: distances from some clients, and components. For societies whose graph is too
//! large to be built.
//!
//! Two clients are neighbours if either knows the other. A client's slots say only whom it knows; so in every step all clients
//! are looked at, and each passes on what it has to those it knows and takes what those have.

use super::estimate::Estimate;
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};

/// Paths that are longer count as none. Only societies without ties over any distance have such paths.
pub const LONGEST: u32 = 64;
/// Clients from whom distances are searched at once, one per bit of a byte.
const AT_ONCE: usize = u8::BITS as usize;

/// The mean over all ordered pairs of clients of 1/distance, from the distances to some clients; unknown for fewer than two
/// clients. Takes three bytes per client.
pub(super) fn closeness(ties: &Ties, clients: usize, sources: &[u32]) -> Option<Estimate> {
    let nearness: Vec<f64> = sources.chunks(AT_ONCE).flat_map(|sources| Search::new(clients, sources).nearness(ties)).collect();
    let (sum, squares) = nearness.iter().fold((0.0, 0.0), |sum, near| (sum.0 + near, sum.1 + near * near));
    let pairs = clients as f64 * (clients as f64 - 1.0);
    (clients > 1 && !sources.is_empty()).then(|| Estimate::total(sum, squares, sources.len(), clients).scaled(1.0 / pairs))
}

/// Breadth-first searches from up to [`AT_ONCE`] clients; the bits of a client's bytes are these searches.
struct Search {
    /// Which searches have reached a client.
    reached: Vec<u8>,
    /// Which did in the last step.
    last: Vec<u8>,
    /// Which do in this step.
    next: Vec<AtomicU8>,
    sources: usize,
}

impl Search {
    fn new(clients: usize, sources: &[u32]) -> Self {
        let mut reached = vec![0; clients];
        for (bit, &source) in sources.iter().enumerate() {
            reached[source as usize] |= 1 << bit;
        }
        let next = (0..clients).map(|_| AtomicU8::new(0)).collect();
        Self { last: reached.clone(), reached, next, sources: sources.len() }
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

    /// Every client passes on to its neighbours what reached it in the last step.
    fn spread(&self, ties: &Ties) {
        let all = u8::MAX >> (AT_ONCE - self.sources);
        (0..self.reached.len()).into_par_iter().with_min_len(BLOCK).for_each(|client| {
            let (given, missing) = (self.last[client], all & !self.reached[client]);
            if given == 0 && missing == 0 {
                return;
            }
            let mut taken = 0;
            for other in ties.of(client).map(|tie| tie.to.index()) {
                taken |= self.last[other] & missing;
                let wanted = given & !self.reached[other];
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
        let columns = (self.reached.par_chunks_mut(BLOCK), self.last.par_chunks_mut(BLOCK), self.next.par_chunks_mut(BLOCK));
        let block = |(reached, last, next): (&mut [u8], &mut [u8], &mut [AtomicU8])| {
            let mut found = [0; AT_ONCE];
            for ((reached, last), next) in reached.iter_mut().zip(last).zip(next) {
                *last = std::mem::take(next.get_mut());
                *reached |= *last;
                let mut rest = *last;
                while rest != 0 {
                    found[rest.trailing_zeros() as usize] += 1;
                    rest &= rest - 1;
                }
            }
            found
        };
        let add = |a: [u64; AT_ONCE], b: [u64; AT_ONCE]| std::array::from_fn(|bit| a[bit] + b[bit]);
        columns.into_par_iter().map(block).reduce(|| [0; AT_ONCE], add)
    }
}

/// The number of components, and the number of clients in the largest; 0 of 0 clients.
///
/// Each client points to one of its component with a smaller number or to itself, and ends up pointing to the first of
/// its component, in whatever order threads join them (Anderson and Woll 1991). Takes four and a half bytes per client.
pub(super) fn components(ties: &Ties, clients: usize) -> (usize, usize) {
    let forest = Forest((0..clients as u32).map(AtomicU32::new).collect());
    let every = || (0..clients).into_par_iter().with_min_len(BLOCK);
    every().for_each(|client| ties.of(client).for_each(|tie| forest.join(client as u32, tie.to.index() as u32)));
    every().for_each(|client| forest.0[client].store(forest.first(client as u32), Relaxed));
    let first: Vec<u32> = forest.0.into_iter().map(AtomicU32::into_inner).collect();
    let components = first.iter().enumerate().filter(|&(client, &first)| client == first as usize).count();
    (components, most_frequent(&first))
}

/// How often the most frequent of some numbers below their count occurs, counted for an eighth of them at a time.
fn most_frequent(numbers: &[u32]) -> usize {
    let slice = numbers.len().div_ceil(8).max(1);
    let mut most = 0;
    for least in (0..numbers.len()).step_by(slice) {
        let mut counts = vec![0_u32; slice];
        for &number in numbers {
            if let Some(count) = (number as usize).checked_sub(least).and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        most = counts.into_iter().fold(most, u32::max);
    }
    most as usize
}

struct Forest(Vec<AtomicU32>);

impl Forest {
    /// The first client that this one leads to. On the way, paths are halved.
    fn first(&self, mut client: u32) -> u32 {
        loop {
            let next = self.0[client as usize].load(Relaxed);
            let beyond = self.0[next as usize].load(Relaxed);
            if next == beyond {
                return next;
            }
            // If another thread was faster, it left something as good.
            let _ = self.0[client as usize].compare_exchange(next, beyond, Relaxed, Relaxed);
            client = beyond;
        }
    }

    fn join(&self, mut a: u32, mut b: u32) {
        loop {
            (a, b) = (self.first(a), self.first(b));
            if a == b {
                return;
            }
            let (less, more) = (a.min(b), a.max(b));
            if self.0[more as usize].compare_exchange(more, less, Relaxed, Relaxed).is_ok() {
                return;
            }
        }
    }
}
