//! The circles of some clients: their neighbours, and whether these are neighbours of each other. From a sample of clients follow
//! clustering and constraint of a society whose graph is too large to be built.
//!
//! A client's own slots say whom it knows; who knows it is found in passes over the slots of all. Memory grows with the sampled
//! clients' neighbours, and with a bit per client.

use super::estimate::Estimate;
use crate::ids::ClientId;
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// What the circles of a sample show.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Circles {
    /// Mean share of a client's pairs of neighbours that are neighbours; 0 with fewer than two.
    pub clustering: Option<Estimate>,
    /// The same over all pairs.
    pub transitivity: Option<Estimate>,
    /// Mean of Burt's constraint of clients with neighbours.
    pub constraint: Option<Estimate>,
}

/// One client's circle.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Circle {
    /// Pairs of neighbours who are neighbours.
    tied: u64,
    /// Pairs of neighbours.
    pairs: u64,
    constraint: Option<f64>,
}

impl Circles {
    /// Of a sample, in ascending order, of `clients` clients.
    pub fn of(ties: &Ties, clients: usize, sample: &[u32]) -> Self {
        let circles = circles(ties, clients, sample);
        let ratio = |pair: fn(&Circle) -> (f64, f64)| {
            let pairs: Vec<(f64, f64)> = circles.iter().map(pair).collect();
            Estimate::ratio(&pairs, clients)
        };
        Self {
            clustering: ratio(|c| (if c.pairs > 0 { c.tied as f64 / c.pairs as f64 } else { 0.0 }, 1.0)),
            transitivity: ratio(|c| (c.tied as f64, c.pairs as f64)),
            constraint: ratio(|c| c.constraint.map_or((0.0, 0.0), |constraint| (constraint, 1.0))),
        }
    }
}

fn circles(ties: &Ties, clients: usize, sample: &[u32]) -> Vec<Circle> {
    let rows = neighbours(ties, clients, sample);
    let mut around: Vec<u32> = rows.iter().flatten().copied().collect();
    around.sort_unstable();
    around.dedup();
    let weights = weights(ties, clients, &around);
    let total = |client: u32| around.binary_search(&client).map_or(0.0, |place| f64::from(weights[place]));
    let circle = |(&client, row): (&u32, &Vec<u32>)| {
        let totals: Vec<f64> = row.iter().map(|&other| total(other)).collect();
        circle(ties, client, row, &totals)
    };
    sample.par_iter().zip(&rows).map(circle).collect()
}

/// Some clients, whose places among them are found fast.
struct Marked<'a> {
    bits: Vec<u64>,
    clients: &'a [u32],
}

impl<'a> Marked<'a> {
    fn new(of: usize, clients: &'a [u32]) -> Self {
        let mut bits = vec![0; of.div_ceil(64)];
        for &client in clients {
            bits[client as usize / 64] |= 1 << (client % 64);
        }
        Self { bits, clients }
    }

    #[inline]
    fn place(&self, client: usize) -> Option<usize> {
        let marked = self.bits[client / 64] >> (client % 64) & 1 == 1;
        marked.then(|| self.clients.binary_search(&(client as u32)).ok()).flatten()
    }
}

/// The neighbours of some clients, in ascending order: whom they know, and who knows them.
fn neighbours(ties: &Ties, clients: usize, of: &[u32]) -> Vec<Vec<u32>> {
    let marked = Marked::new(clients, of);
    let block = |block: usize| -> Vec<(usize, u32)> {
        let own = block * BLOCK..((block + 1) * BLOCK).min(clients);
        let arcs = own.flat_map(|client| ties.of(client).map(move |tie| (tie.to.index(), client as u32)));
        arcs.filter_map(|(to, from)| Some((marked.place(to)?, from))).collect()
    };
    let knowing: Vec<Vec<(usize, u32)>> = (0..clients.div_ceil(BLOCK)).into_par_iter().map(block).collect();
    let mut rows: Vec<Vec<u32>> =
        of.iter().map(|&client| ties.of(client as usize).map(|tie| tie.to.index() as u32).collect()).collect();
    for (place, from) in knowing.into_iter().flatten() {
        rows[place].push(from);
    }
    rows.par_iter_mut().for_each(|row| {
        row.sort_unstable();
        row.dedup();
    });
    rows
}

/// How many ties each of some clients is an end of, so that mutual ones count twice.
fn weights(ties: &Ties, clients: usize, of: &[u32]) -> Vec<u32> {
    let marked = Marked::new(clients, of);
    let counts: Vec<AtomicU32> = of.iter().map(|&own| AtomicU32::new(ties.of(own as usize).count() as u32)).collect();
    (0..clients).into_par_iter().with_min_len(BLOCK).for_each(|client| {
        for place in ties.of(client).filter_map(|tie| marked.place(tie.to.index())) {
            counts[place].fetch_add(1, Relaxed);
        }
    });
    counts.into_iter().map(AtomicU32::into_inner).collect()
}

/// The circle of a client with these neighbours, whose ties have these weights in all. See
/// [`holes::constraint`](super::holes::constraint): the same, but the weight of two neighbours' tie is added up from the ties
/// of either.
fn circle(ties: &Ties, client: u32, row: &[u32], totals: &[f64]) -> Circle {
    let knows = |from: u32, to: u32| ties.between(from as usize, ClientId::new(to as usize)).is_some();
    let weight = |&other: &u32| f64::from(u8::from(knows(client, other)) + u8::from(knows(other, client)));
    let weights: Vec<f64> = row.iter().map(weight).collect();
    let all: f64 = weights.iter().sum();
    let mut invested: Vec<f64> = weights.iter().map(|weight| weight / all).collect();
    let mut tied = 0;
    for (at, &from) in row.iter().enumerate() {
        for tie in ties.of(from as usize) {
            let to = tie.to.index() as u32;
            let Ok(end) = row.binary_search(&to) else { continue };
            invested[end] += weights[at] / all / totals[at];
            invested[at] += weights[end] / all / totals[end];
            tied += u64::from(from < to || !knows(to, from));
        }
    }
    let degree = row.len() as u64;
    let constraint = (!row.is_empty()).then(|| invested.iter().map(|share| share * share).sum());
    Circle { tied, pairs: degree * degree.saturating_sub(1) / 2, constraint }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::network::clustering::Clustering;
    use crate::metrics::network::holes;
    use crate::metrics::network::observe::graph_of;
    use proptest::prelude::*;

    fn near(got: Option<f64>, want: Option<f64>) -> bool {
        match (got, want) {
            (Some(got), Some(want)) => (got - want).abs() < 1e-12,
            (got, want) => got == want,
        }
    }

    proptest! {
        #[test]
        fn circles_of_all_are_those_of_the_graph(n in 2usize..40, list in prop::collection::vec((0usize..40, 0usize..40), 0..150)) {
            let ties = Ties::of_pairs(n, &list);
            let graph = graph_of(&ties, n).underlying();
            let everyone: Vec<u32> = (0..n as u32).collect();
            let clustering = Clustering::of(&graph);
            let found = circles(&ties, n, &everyone);
            for ((circle, local), constraint) in found.iter().zip(clustering.local()).zip(holes::constraint(&graph)) {
                prop_assert_eq!((circle.pairs > 0).then(|| circle.tied as f64 / circle.pairs as f64), local);
                prop_assert!(near(circle.constraint, constraint), "{:?} {:?}", circle, constraint);
            }
            let circles = Circles::of(&ties, n, &everyone);
            prop_assert!(near(circles.transitivity.map(|t| t.value), clustering.transitivity()));
            prop_assert!(near(circles.clustering.map(|c| c.value), clustering.average()));
            prop_assert!([circles.transitivity, circles.clustering, circles.constraint].iter().flatten().all(|e| e.error == 0.0));
        }
    }
}
