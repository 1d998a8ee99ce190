//! The society's networks at the end of a round.
//!
//! A tie is directed: its owner knows its other end. Density, reciprocity and mixing are taken of directed ties; where
//! paths and neighbourhoods matter, two clients are neighbours if either knows the other.

use super::between::{Connector, connectors};
use super::circles::Circles;
use super::clustering::Clustering;
use super::components::Components;
use super::estimate::{Estimate, spread_sample};
use super::paths::{self, Paths};
use super::slots::{self, Slots};
use super::vertical::Vertical;
use super::{Graph, Kind, holes, parts, ranks, reach};
use crate::phases::relate::Uses;
use crate::random::{Draws, Purpose};
use crate::world::ties::Strength;
use crate::world::{Ties, World};

/// The most clients of whose ties a graph is built. The graph and the paths through it take some 200 bytes per client while they
/// are measured: nothing in a small society, but more than everything else in a large one.
pub const LARGEST: usize = 200_000;

/// Clients from whom distances are searched where no graph is built.
pub const SEARCHES: usize = 32;
/// The same in a society of more than [`MANY`] clients, where a step of a search takes seconds.
pub const FEW_SEARCHES: usize = 4;
/// The most clients from 32 of whom distances are searched.
pub const MANY: usize = 10_000_000;
/// Clients whose circles are looked at where no graph is built.
pub const CIRCLES: usize = 4096;

/// How many clients distances are searched from where no graph of so many clients is built.
const fn searches(clients: usize) -> usize {
    if clients > MANY { FEW_SEARCHES } else { SEARCHES }
}

/// Bytes per client that measuring the networks of a society without a graph takes for a while.
#[must_use]
pub const fn bytes_per_client(clients: usize) -> usize {
    reach::bytes_per_client(searches(clients))
}

/// How networks are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// On a graph of all ties: everything is known, some of it from a sample of paths.
    Graph,
    /// In passes over the slots of all clients, in a few bytes per client: what needs the whole graph is unknown.
    Passes,
}

impl Method {
    /// How the networks of so many clients are measured.
    #[must_use]
    pub fn of(clients: usize) -> Self {
        if clients > LARGEST { Self::Passes } else { Self::Graph }
    }
}

/// What the networks of a society show at the end of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkObservation {
    /// How they were measured.
    pub method: Method,
    /// Clients.
    pub clients: usize,
    /// Ties between clients.
    pub ties: u64,
    /// Share of strong ones among them.
    pub strong_share: Option<f64>,
    /// Share of possible ties that are there.
    pub density: Option<f64>,
    /// Mean number of neighbours.
    pub mean_degree: Option<f64>,
    /// Freeman's centralization of the number of neighbours.
    pub degree_centralization: Option<f64>,
    /// Share of ties that go both ways.
    pub reciprocity: Option<f64>,
    /// Correlation of wealth ranks over ties.
    pub assortativity_wealth: Option<f64>,
    /// Correlation of ideologies over ties.
    pub assortativity_ideology: Option<f64>,
    /// Assortativity of patrons over ties of attached clients.
    pub assortativity_patron: Option<f64>,
    /// E-I index of patrons over ties of attached clients.
    pub ei_patron: Option<f64>,
    /// E-I index of villages.
    pub ei_village: Option<f64>,
    /// Number of components.
    pub components: usize,
    /// Share of clients in the largest component.
    pub largest_share: Option<f64>,
    /// What needs samples in a large society.
    pub shape: Shape,
    /// The network of patrons and clients; unknown before the first round.
    pub vertical: Option<Vertical>,
    /// The clients who connect others; nobody where no graph is built.
    pub connectors: Vec<Connector>,
}

/// The network's shape: circles and paths.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shape {
    /// Clustering of the graph.
    pub transitivity: Option<Estimate>,
    /// Mean clustering of clients.
    pub average_clustering: Option<Estimate>,
    /// Mean constraint of clients who are not isolated.
    pub constraint: Option<Estimate>,
    /// Clients whose circles of neighbours were looked at.
    pub circles: usize,
    /// Mean harmonic closeness.
    pub closeness: Option<Estimate>,
    /// Clients from whom shortest paths were followed.
    pub sources: usize,
    /// Freeman's centralization of betweenness; unknown where betweenness is estimated, because the largest of many
    /// estimates is too large.
    pub betweenness_centralization: Option<f64>,
    /// Share of clients in the largest strong component.
    pub largest_strong_share: Option<f64>,
}

/// Measures the networks of a world at the end of `round`; before the first round nothing was exchanged.
#[must_use]
pub fn observe(world: &World, uses: &Uses, draws: Draws, round: u32) -> NetworkObservation {
    observe_by(Method::of(world.clients.len()), world, uses, draws, round)
}

/// The same, by a method that need not be that of the society's size.
#[must_use]
pub fn observe_by(method: Method, world: &World, uses: &Uses, draws: Draws, round: u32) -> NetworkObservation {
    let help = Strength::limit(uses.help);
    let mut seen = match method {
        Method::Graph => {
            let wealth: Vec<u64> = (0..world.clients.len()).map(|client| slots::wealth(&world.clients, client)).collect();
            let ranks = ranks::exact(&wealth);
            let slots = Slots::of(world, help, |client| ranks[client]);
            on_graph(with_slots(method, &slots, &world.ties), world, draws, round)
        }
        Method::Passes => {
            let ranks = slots::classed_wealth(&world.clients);
            let slots = Slots::of(world, help, |client| ranks.rank(slots::wealth(&world.clients, client)));
            in_passes(with_slots(method, &slots, &world.ties), world, draws, round)
        }
    };
    seen.vertical = (round > 0).then(|| Vertical::of(world));
    seen
}

/// What the slots show; the rest is filled in later.
fn with_slots(method: Method, slots: &Slots, ties: &Ties) -> NetworkObservation {
    NetworkObservation {
        method,
        clients: slots.clients,
        ties: slots.ties,
        strong_share: slots.share(slots.strong),
        density: slots.density(),
        mean_degree: slots.mean_degree(),
        degree_centralization: slots.degree_centralization(ties),
        reciprocity: slots.share(slots.mutual),
        assortativity_wealth: slots.wealth,
        assortativity_ideology: slots.ideology,
        assortativity_patron: slots.patrons.assortativity(),
        ei_patron: slots.patrons.ei_index(),
        ei_village: slots.ei_village,
        components: 0,
        largest_share: None,
        shape: Shape::default(),
        vertical: None,
        connectors: Vec::new(),
    }
}

fn on_graph(mut seen: NetworkObservation, world: &World, draws: Draws, round: u32) -> NetworkObservation {
    let directed = graph_of(&world.ties, world.clients.len());
    let both = directed.underlying();
    let paths = paths_of(&both, draws, round);
    let constraint = holes::constraint(&both);
    let clustering = Clustering::of(&both);
    let components = Components::connected(&both);
    seen.components = components.sizes.len();
    seen.largest_share = components.largest_share();
    let scores = || paths.betweenness.iter().map(|estimate| estimate.value).collect::<Vec<f64>>();
    let known = constraint.iter().flatten().count();
    seen.shape = Shape {
        transitivity: clustering.transitivity().map(Estimate::exact),
        average_clustering: clustering.average().map(Estimate::exact),
        constraint: (known > 0).then(|| Estimate::exact(constraint.iter().flatten().sum::<f64>() / known as f64)),
        circles: both.nodes(),
        closeness: paths.closeness,
        sources: paths.sources,
        betweenness_centralization: paths.exact().then(|| paths::centralization(Kind::Undirected, &scores())).flatten(),
        largest_strong_share: Components::strong(&directed).largest_share(),
    };
    seen.connectors = connectors(world, &both, &paths, &constraint);
    seen
}

fn in_passes(mut seen: NetworkObservation, world: &World, draws: Draws, round: u32) -> NetworkObservation {
    let (ties, clients) = (&world.ties, world.clients.len());
    let mut words = draws.words(Purpose::NetworkSources, round, 0, 1);
    let sources = spread_sample(clients, searches(clients), &mut words);
    let sample = spread_sample(clients, CIRCLES, &mut words);
    let (components, largest) = parts::components(ties, clients);
    seen.components = components;
    seen.largest_share = (clients > 0).then(|| largest as f64 / clients as f64);
    let circles = Circles::of(ties, clients, &sample);
    seen.shape = Shape {
        transitivity: circles.transitivity,
        average_clustering: circles.clustering,
        constraint: circles.constraint,
        circles: sample.len(),
        closeness: reach::closeness(ties, clients, &sources),
        sources: sources.len(),
        ..Shape::default()
    };
    seen
}

/// The graph of ties.
pub(super) fn graph_of(ties: &Ties, clients: usize) -> Graph {
    Graph::from_rows(clients, |client, row| row.extend(ties.of(client).map(|tie| tie.to.index() as u32)))
}

/// The paths of the clients' graph in a round, from all of them or those drawn for this round.
pub(super) fn paths_of(both: &Graph, draws: Draws, round: u32) -> Paths {
    Paths::of(both, &paths::sources(both, &mut draws.words(Purpose::NetworkSources, round, 0, 1)))
}
