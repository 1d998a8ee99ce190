//! The society's networks at the end of a round.
//!
//! A tie is directed: its owner knows its other end. Density, reciprocity and mixing are taken of directed ties; where
//! paths and neighbourhoods matter, two clients are neighbours if either knows the other.

use super::clustering::Clustering;
use super::components::Components;
use super::paths::{self, Estimate, Paths};
use super::vertical::Vertical;
use super::{Graph, Kind, degree, holes, mixing, reciprocity};
use crate::ids::VillageId;
use crate::phases::relate::Uses;
use crate::random::{Draws, Purpose};
use crate::world::ties::Strength;
use crate::world::{Ties, World};
use std::collections::BTreeSet;

/// The most clients whose networks are measured. The graph and the paths through it take some 200 bytes per client while they
/// are measured: nothing in a small society, but more than everything else in a large one.
pub const LARGEST: usize = 200_000;

/// How many connectors are listed for their betweenness, and as many for their constraint.
pub const CONNECTORS: usize = 20;

/// What the networks of a society show at the end of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkObservation {
    /// Clients.
    pub clients: usize,
    /// Ties between clients.
    pub ties: usize,
    /// Strong ones among them.
    pub strong: usize,
    /// Share of possible ties that are there.
    pub density: Option<f64>,
    /// Mean number of neighbours.
    pub mean_degree: Option<f64>,
    /// Freeman's centralization of the number of neighbours.
    pub degree_centralization: Option<f64>,
    /// Share of ties that go both ways.
    pub reciprocity: Option<f64>,
    /// Clustering of the graph.
    pub transitivity: Option<f64>,
    /// Mean clustering of clients.
    pub average_clustering: Option<f64>,
    /// Number of components.
    pub components: usize,
    /// Share of clients in the largest component.
    pub largest_share: Option<f64>,
    /// Share of clients in the largest strong component.
    pub largest_strong_share: Option<f64>,
    /// Correlation of wealth ranks over ties.
    pub assortativity_wealth: Option<f64>,
    /// Assortativity of patrons over ties of attached clients.
    pub assortativity_patron: Option<f64>,
    /// E-I index of patrons over ties of attached clients.
    pub ei_patron: Option<f64>,
    /// E-I index of villages.
    pub ei_village: Option<f64>,
    /// Freeman's centralization of betweenness; unknown where betweenness is estimated, because the largest of many
    /// estimates is too large.
    pub betweenness_centralization: Option<f64>,
    /// Mean harmonic closeness.
    pub closeness: Option<Estimate>,
    /// Clients from whom shortest paths were followed.
    pub sources: usize,
    /// Mean constraint of clients who are not isolated.
    pub constraint: Option<f64>,
    /// The network of patrons and clients; unknown before the first round.
    pub vertical: Option<Vertical>,
    /// The clients who connect others.
    pub connectors: Vec<Connector>,
}

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

/// Measures the networks of a world at the end of `round`; before the first round nothing was exchanged.
#[must_use]
pub fn observe(world: &World, uses: &Uses, draws: Draws, round: u32) -> NetworkObservation {
    let (ties, strong) = graph_of(&world.ties, world.clients.len(), Strength::limit(uses.help));
    let both = ties.underlying();
    let society = Society { world, villages: villages(world) };
    let paths = Paths::of(&both, &paths::sources(&both, &mut draws.words(Purpose::NetworkSources, round, 0, 1)));
    let constraint = holes::constraint(&both);
    let mut seen = society.mixing(&ties);
    seen.strong = strong;
    seen.vertical = (round > 0).then(|| Vertical::of(world));
    seen.closeness = paths.closeness;
    seen.sources = paths.sources;
    let scores: Vec<f64> = paths.betweenness.iter().map(|estimate| estimate.value).collect();
    seen.betweenness_centralization = if paths.exact() { paths::centralization(Kind::Undirected, &scores) } else { None };
    let known = constraint.iter().flatten().count();
    seen.constraint = (known > 0).then(|| constraint.iter().flatten().sum::<f64>() / known as f64);
    seen.connectors = society.connectors(&both, &paths, &constraint);
    with_shape(seen, &both)
}

/// What the graph's shape alone shows.
fn with_shape(mut seen: NetworkObservation, both: &Graph) -> NetworkObservation {
    let degrees = degree::degrees(both);
    seen.mean_degree = (both.nodes() > 0).then(|| both.arcs() as f64 / both.nodes() as f64);
    seen.degree_centralization = degree::degree_centralization(Kind::Undirected, &degrees);
    let clustering = Clustering::of(both);
    seen.transitivity = clustering.transitivity();
    seen.average_clustering = clustering.average();
    let components = Components::connected(both);
    seen.components = components.sizes.len();
    seen.largest_share = components.largest_share();
    seen
}

/// The graph of ties, and the number of strong ones: those through which help flows.
fn graph_of(ties: &Ties, clients: usize, help: Strength) -> (Graph, usize) {
    let mut strong = 0;
    let graph = Graph::from_rows(clients, |client, row| {
        for tie in ties.of(client) {
            strong += usize::from(tie.strength > help);
            row.push(tie.to.index() as u32);
        }
    });
    (graph, strong)
}

fn villages(world: &World) -> Vec<u32> {
    let clients_of = |v: usize| world.villages.clients_of(VillageId::new(v)).map(move |_| v as u32);
    (0..world.villages.len()).flat_map(clients_of).collect()
}

/// A world, and the village of every client.
struct Society<'a> {
    world: &'a World,
    villages: Vec<u32>,
}

impl Society<'_> {
    fn patron(&self, client: usize) -> Option<u32> {
        self.world.clients.patron[client].map(|patron| patron.index() as u32)
    }

    /// What directed ties show; the rest is filled in later.
    fn mixing(&self, ties: &Graph) -> NetworkObservation {
        let World { clients, patrons, .. } = self.world;
        let wealth: Vec<i64> = (0..clients.len()).map(|i| (clients.wealth[i] + clients.consumed[i].into()).micros()).collect();
        let patron = |client| self.patron(client);
        NetworkObservation {
            clients: ties.nodes(),
            ties: ties.ties(),
            strong: 0,
            density: degree::density(ties),
            mean_degree: None,
            degree_centralization: None,
            reciprocity: reciprocity::binary(ties),
            transitivity: None,
            average_clustering: None,
            components: 0,
            largest_share: None,
            largest_strong_share: Components::strong(ties).largest_share(),
            assortativity_wealth: mixing::assortativity_numeric(ties, &mixing::ranks(&wealth)),
            assortativity_patron: mixing::assortativity_nominal(ties, patrons.len(), patron),
            ei_patron: mixing::ei_index(ties, patron),
            ei_village: mixing::ei_index(ties, |client| Some(self.villages[client])),
            betweenness_centralization: None,
            closeness: None,
            sources: 0,
            constraint: None,
            vertical: None,
            connectors: Vec::new(),
        }
    }

    /// The clients with the highest betweenness and those with the lowest constraint, in the order of clients.
    fn connectors(&self, both: &Graph, paths: &Paths, constraint: &[Option<f64>]) -> Vec<Connector> {
        let mut between: Vec<usize> = (0..both.nodes()).collect();
        between.sort_by(|&a, &b| paths.betweenness[b].value.total_cmp(&paths.betweenness[a].value));
        let mut open: Vec<(usize, f64)> = constraint.iter().enumerate().filter_map(|(i, c)| Some((i, (*c)?))).collect();
        open.sort_by(|a, b| a.1.total_cmp(&b.1));
        let chosen: BTreeSet<usize> =
            between.iter().copied().take(CONNECTORS).chain(open.iter().take(CONNECTORS).map(|open| open.0)).collect();
        let pairs = ((both.nodes() as f64 - 1.0) * (both.nodes() as f64 - 2.0) / 2.0).max(1.0);
        let connector = |client: usize| {
            let found = paths.betweenness[client];
            let place = between.iter().position(|&other| other == client).map_or(0, |place| place + 1);
            Connector {
                client,
                village: self.villages[client] as usize,
                patron: self.patron(client).map(|patron| patron as usize),
                betweenness: Estimate { value: found.value / pairs, error: found.error / pairs },
                betweenness_rank: place,
                constraint: constraint[client],
                constraint_rank: open.iter().position(|open| open.0 == client).map(|place| place + 1),
                neighbours: both.row(client).len(),
                villages: self.around(both, client, |i| Some(self.villages[i])),
                patrons: self.around(both, client, |i| self.patron(i)),
            }
        };
        chosen.into_iter().map(connector).collect()
    }

    /// In how many groups a client and its neighbours are.
    fn around(&self, both: &Graph, client: usize, group: impl Fn(usize) -> Option<u32>) -> usize {
        let circle = both.row(client).iter().map(|&other| other as usize).chain([client]);
        circle.filter_map(group).collect::<BTreeSet<u32>>().len()
    }
}
