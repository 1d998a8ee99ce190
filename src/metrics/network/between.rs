//! Who connects others: the clients through whom most shortest paths lead, and those whose neighbours do not know each other.

use super::Graph;
use super::estimate::Estimate;
use super::observe::{LARGEST, graph_of, paths_of};
use super::paths::Paths;
use crate::ids::{PatronId, VillageId};
use crate::random::Draws;
use crate::world::{BLOCK, Villages, World};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How many connectors are listed for their betweenness, and as many for their constraint.
pub const CONNECTORS: usize = 20;

/// A client who connects others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Connector {
    /// The client.
    pub client: usize,
    /// Its village.
    pub village: usize,
    /// Its patron.
    pub patron: Option<usize>,
    /// The share of pairs of others between whom it stands.
    pub betweenness: Estimate,
    /// Its place by betweenness, from 1.
    pub betweenness_rank: usize,
    /// Burt's constraint.
    pub constraint: Option<f64>,
    /// Its place by constraint, the lowest first, from 1; missing if it is isolated.
    pub constraint_rank: Option<usize>,
    /// Neighbours.
    pub neighbours: usize,
    /// Villages that it and its neighbours live in.
    pub villages: usize,
    /// Patrons that it and its neighbours have.
    pub patrons: usize,
}

/// The clients with the highest betweenness and those with the lowest constraint, in the order of clients.
pub(super) fn connectors(world: &World, both: &Graph, paths: &Paths, constraint: &[Option<f64>]) -> Vec<Connector> {
    let between = by_betweenness(paths);
    let mut open: Vec<(usize, f64)> = constraint.iter().enumerate().filter_map(|(i, c)| Some((i, (*c)?))).collect();
    open.sort_by(|a, b| a.1.total_cmp(&b.1));
    let lowest = open.iter().take(CONNECTORS).map(|open| open.0);
    let chosen: BTreeSet<usize> = between.iter().copied().take(CONNECTORS).chain(lowest).collect();
    let pairs = ((both.nodes() as f64 - 1.0) * (both.nodes() as f64 - 2.0) / 2.0).max(1.0);
    let village = |client: usize| world.villages.of_client(client).index();
    let patron = |client: usize| world.clients.patron[client].map(PatronId::index);
    let connector = |client: usize| Connector {
        client,
        village: village(client),
        patron: patron(client),
        betweenness: paths.betweenness[client].scaled(1.0 / pairs),
        betweenness_rank: between.iter().position(|&other| other == client).map_or(0, |place| place + 1),
        constraint: constraint[client],
        constraint_rank: open.iter().position(|open| open.0 == client).map(|place| place + 1),
        neighbours: both.row(client).len(),
        villages: around(both, client, |i| Some(village(i))),
        patrons: around(both, client, patron),
    };
    chosen.into_iter().map(connector).collect()
}

/// All clients, those with the highest betweenness first, and of equal ones those with the smallest number.
fn by_betweenness(paths: &Paths) -> Vec<usize> {
    let mut between: Vec<usize> = (0..paths.betweenness.len()).collect();
    between.sort_by(|&a, &b| paths.betweenness[b].value.total_cmp(&paths.betweenness[a].value));
    between
}

/// In how many groups a client and its neighbours are.
fn around(both: &Graph, client: usize, group: impl Fn(usize) -> Option<usize>) -> usize {
    let circle = both.row(client).iter().map(|&other| other as usize).chain([client]);
    circle.filter_map(group).collect::<BTreeSet<usize>>().len()
}

/// The `count` clients through whom most shortest paths lead, the first of them first; of equal ones those with the smallest
/// number. Fewer only if there are not so many clients.
///
/// Betweenness is what [`observe`](super::observe()) finds in this round: exact in small societies, and from the paths of some
/// clients in larger ones. In societies of more than [`LARGEST`] clients, whose paths are not followed, the clients with
/// most ties to and from other villages stand in for them (in a society of one village, with most ties): paths between
/// villages lead through such ties.
#[must_use]
pub fn most_between(world: &World, draws: Draws, round: u32, count: usize) -> Vec<usize> {
    if world.clients.len() > LARGEST {
        return most_abroad(world, count);
    }
    let both = graph_of(&world.ties, world.clients.len()).underlying();
    let mut first = by_betweenness(&paths_of(&both, draws, round));
    first.truncate(count);
    first
}

/// The clients with most ties to and from other villages. Takes four bytes per client.
fn most_abroad(world: &World, count: usize) -> Vec<usize> {
    let abroad = ties_abroad(world);
    let mut clients_with: BTreeMap<Reverse<u32>, usize> = BTreeMap::new();
    for &ties in &abroad {
        *clients_with.entry(Reverse(ties)).or_default() += 1;
    }
    let mut left = count;
    let mut least = u32::MAX;
    for (&Reverse(ties), &clients) in &clients_with {
        least = ties;
        if clients >= left {
            break;
        }
        left -= clients;
    }
    // Whoever has more than the least is in; of those who have just that, the first so many that are left.
    let mut chosen: Vec<usize> = (0..abroad.len()).filter(|&client| abroad[client] > least).collect();
    chosen.extend((0..abroad.len()).filter(|&client| abroad[client] == least).take(left));
    chosen.sort_by_key(|&client| (Reverse(abroad[client]), client));
    chosen.truncate(count);
    chosen
}

/// How many ties every client has to or from other villages; in a society of one village, all its ties.
fn ties_abroad(world: &World) -> Vec<u32> {
    let World { clients, ties, villages, .. } = world;
    let counts: Vec<AtomicU32> = (0..clients.len()).map(|_| AtomicU32::new(0)).collect();
    (0..clients.len().div_ceil(BLOCK)).into_par_iter().for_each(|block| {
        for (village, part) in villages.within(block * BLOCK..((block + 1) * BLOCK).min(clients.len())) {
            let home = home(villages, village);
            for client in part {
                for other in ties.of(client).map(|tie| tie.to.index()).filter(|other| !home.contains(other)) {
                    counts[client].fetch_add(1, Relaxed);
                    counts[other].fetch_add(1, Relaxed);
                }
            }
        }
    });
    counts.into_iter().map(AtomicU32::into_inner).collect()
}

/// The clients whose ties to each other do not count.
fn home(villages: &Villages, village: VillageId) -> std::ops::Range<usize> {
    if villages.len() > 1 { villages.clients_of(village) } else { 0..0 }
}
