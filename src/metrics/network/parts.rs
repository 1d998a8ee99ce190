//! Components, over the slots themselves, for societies whose graph is too large to be built.
//!
//! Two clients are neighbours if either knows the other, and a component is whom a path of neighbours joins.

use crate::world::{BLOCK, Ties};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// The number of components, and the number of clients in the largest; 0 of 0 clients.
///
/// The component of the first client is filled first, with one bit per client; it usually is the whole network or nearly so.
/// The others are joined in a forest of those that it leaves out, which takes up to four and a half bytes per client.
pub(super) fn components(ties: &Ties, clients: usize) -> (usize, usize) {
    if clients == 0 {
        return (0, 0);
    }
    let filled = Filled::from_first(ties, clients);
    let rest = filled.count_rest(clients);
    let forest = |places: Places<'_>| Forest::of(ties, places).components();
    if !filled.complete || rest > clients / 2 {
        return forest(Places::All(clients));
    }
    let left: Vec<u32> = (0..clients as u32).filter(|&client| !filled.has(client as usize)).collect();
    let (others, largest) = forest(Places::Of(&left));
    (others + 1, largest.max(clients - rest))
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

/// Passes over all clients in which a component is filled, or it is given up: rings without far ties would take as many as they
/// have members.
const PASSES: u32 = 50;

/// The component of the first client, one bit per client.
struct Filled {
    bits: Vec<AtomicU64>,
    /// Whether all of it was found; if not, nothing follows from it.
    complete: bool,
}

impl Filled {
    /// What is found in one pass depends on threads, but not where it ends.
    fn from_first(ties: &Ties, clients: usize) -> Self {
        let bits = (0..clients.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        let mut filled = Self { bits, complete: false };
        filled.add(0);
        for _ in 0..PASSES {
            let pass = |client: usize| {
                let others = || ties.of(client).map(|tie| tie.to.index());
                if filled.has(client) {
                    others().fold(false, |more, other| more | filled.add(other))
                } else {
                    others().any(|other| filled.has(other)) && filled.add(client)
                }
            };
            let more = (0..clients).into_par_iter().with_min_len(BLOCK).fold(|| false, |more, client| more | pass(client));
            if !more.reduce(|| false, |a, b| a | b) {
                filled.complete = true;
                break;
            }
        }
        filled
    }

    #[inline]
    fn has(&self, client: usize) -> bool {
        self.bits[client / 64].load(Relaxed) >> (client % 64) & 1 == 1
    }

    /// Adds a client, and says whether it is new.
    #[inline]
    fn add(&self, client: usize) -> bool {
        let bit = 1 << (client % 64);
        !self.has(client) && self.bits[client / 64].fetch_or(bit, Relaxed) & bit == 0
    }

    fn count_rest(&self, clients: usize) -> usize {
        clients - self.bits.iter().map(|bits| bits.load(Relaxed).count_ones() as usize).sum::<usize>()
    }
}

/// Some clients and their places among themselves.
#[derive(Clone, Copy)]
enum Places<'a> {
    /// All clients, so many: each is its own place.
    All(usize),
    /// Some clients in ascending order, who have ties among themselves only.
    Of(&'a [u32]),
}

impl Places<'_> {
    fn len(self) -> usize {
        match self {
            Self::All(clients) => clients,
            Self::Of(clients) => clients.len(),
        }
    }

    fn client(self, place: usize) -> usize {
        match self {
            Self::All(_) => place,
            Self::Of(clients) => clients[place] as usize,
        }
    }

    fn place(self, client: usize) -> u32 {
        match self {
            Self::All(_) => client as u32,
            Self::Of(clients) => clients.partition_point(|&other| (other as usize) < client) as u32,
        }
    }
}

/// Clients by their places, each of which points to one of its component with a smaller place or to itself, and ends up
/// pointing to the first of its component, in whatever order threads join them (Anderson and Woll 1991).
struct Forest(Vec<AtomicU32>);

impl Forest {
    fn of(ties: &Ties, places: Places<'_>) -> Self {
        let forest = Self((0..places.len() as u32).map(AtomicU32::new).collect());
        (0..places.len()).into_par_iter().with_min_len(BLOCK).for_each(|own| {
            for tie in ties.of(places.client(own)) {
                forest.join(own as u32, places.place(tie.to.index()));
            }
        });
        forest
    }

    /// The number of components, and the size of the largest.
    fn components(self) -> (usize, usize) {
        (0..self.0.len()).into_par_iter().for_each(|place| self.0[place].store(self.first(place as u32), Relaxed));
        let first: Vec<u32> = self.0.into_iter().map(AtomicU32::into_inner).collect();
        let components = first.iter().enumerate().filter(|&(place, &first)| place == first as usize).count();
        (components, most_frequent(&first))
    }

    /// The first place that this one leads to. On the way, paths are halved.
    fn first(&self, mut place: u32) -> u32 {
        loop {
            let next = self.0[place as usize].load(Relaxed);
            let beyond = self.0[next as usize].load(Relaxed);
            if next == beyond {
                return next;
            }
            // If another thread was faster, it left something as good.
            let _ = self.0[place as usize].compare_exchange(next, beyond, Relaxed, Relaxed);
            place = beyond;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::network::components::Components;
    use crate::metrics::network::observe::graph_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn components_are_those_of_the_graph(n in 1usize..60, list in prop::collection::vec((0usize..60, 0usize..60), 0..70)) {
            let ties = Ties::of_pairs(n, &list);
            let wanted = Components::connected(&graph_of(&ties, n).underlying()).sizes;
            let wanted = (wanted.len(), wanted[0] as usize);
            prop_assert_eq!(components(&ties, n), wanted);
            prop_assert_eq!(Forest::of(&ties, Places::All(n)).components(), wanted);
        }
    }

    #[test]
    fn nobody_has_no_component() {
        assert_eq!(components(&Ties::none(0), 0), (0, 0));
        assert_eq!(components(&Ties::none(3), 3), (3, 1));
    }
}
