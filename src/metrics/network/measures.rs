//! The catalogue of what `network.parquet` reports.

use super::NetworkObservation;
use super::vertical::Vertical;

/// One measure of `network.parquet`.
#[derive(Clone, Copy, Debug)]
pub struct NetworkMeasure {
    /// The column's name.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// What it means, and of what it is taken.
    pub definition: &'static str,
    /// The value.
    pub value: fn(&NetworkObservation) -> Option<f64>,
}

const fn of(
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    value: fn(&NetworkObservation) -> Option<f64>,
) -> NetworkMeasure {
    NetworkMeasure { name, unit, definition, value }
}

fn vertical(o: &NetworkObservation, value: fn(&Vertical) -> Option<f64>) -> Option<f64> {
    o.vertical.as_ref().and_then(value)
}

/// All measures, in the order of the columns.
pub static MEASURES: &[NetworkMeasure] = &[
    of("clients", "clients", "Size: the clients.", |o| Some(o.clients as f64)),
    of("ties", "ties", "Ties: whom clients know. A tie is directed; its owner knows its other end.", |o| Some(o.ties as f64)),
    of("density", "share of pairs", "Ties, of the ordered pairs of clients.", |o| o.density),
    of(
        "mean_degree",
        "clients",
        "Mean number of neighbours. Two clients are neighbours if either knows the other; degrees, clustering, components, \
         paths and constraint are taken of neighbours.",
        |o| o.mean_degree,
    ),
    of("strong_share", "share of ties", "Strong ties.", |o| (o.ties > 0).then(|| o.strong as f64 / o.ties as f64)),
    of(
        "degree_centralization",
        "index",
        "Freeman's centralization of degree: 0 if all have as many neighbours, 1 in a star.",
        |o| o.degree_centralization,
    ),
    of("betweenness_centralization", "index", "Freeman's centralization of betweenness; known up to 2,048 clients.", |o| {
        o.betweenness_centralization
    }),
    of(
        "closeness_mean",
        "1/ties",
        "Mean of 1/distance over pairs of clients, 0 where no path leads; above 2,048 clients estimated from paths of some.",
        |o| Some(o.closeness?.value),
    ),
    of("closeness_error", "1/ties", "Standard error of closeness_mean; 0 where it is exact.", |o| Some(o.closeness?.error)),
    of("path_sources", "clients", "Clients from whom shortest paths were followed, for closeness and betweenness.", |o| {
        Some(o.sources as f64)
    }),
    of("tie_reciprocity", "share of ties", "Ties whose other end knows their owner.", |o| o.reciprocity),
    of(
        "transitivity",
        "share of triples",
        "Pairs of neighbours of a client who are neighbours of each other, of all such pairs.",
        |o| o.transitivity,
    ),
    of(
        "clustering_mean",
        "share",
        "Mean over clients of the share of their pairs of neighbours who are neighbours; 0 with fewer than two.",
        |o| o.average_clustering,
    ),
    of("components", "count", "Parts of the network that no path joins.", |o| Some(o.components as f64)),
    of("component_largest_share", "share of clients", "Clients in the largest component.", |o| o.largest_share),
    of(
        "component_strong_share",
        "share of clients",
        "Clients in the largest strong component, where ties lead from everyone to everyone.",
        |o| o.largest_strong_share,
    ),
    of(
        "assortativity_wealth",
        "correlation",
        "Correlation of the ranks of wealth before consumption at both ends of ties.",
        |o| o.assortativity_wealth,
    ),
    of(
        "assortativity_patron",
        "index",
        "Assortativity of patrons over ties of attached clients: 1 if all share theirs, 0 if as many do as by chance.",
        |o| o.assortativity_patron,
    ),
    of(
        "ei_patron",
        "index",
        "E-I index of patrons: ties between less ties within their followings, by both; attached clients only.",
        |o| o.ei_patron,
    ),
    of("ei_village", "index", "E-I index of villages: ties between less ties within villages, by both.", |o| o.ei_village),
    of("constraint_mean", "index", "Mean of Burt's constraint; low where a client's neighbours do not know each other.", |o| {
        o.constraint
    }),
    of(
        "vertical_relations",
        "relations",
        "Relations of patrons and clients that outlasted the round, of the clients in the table of clients; the next four \
         columns are taken of them.",
        |o| vertical(o, |v| Some(v.relations as f64)),
    ),
    of(
        "vertical_reciprocity",
        "share",
        "Weighted reciprocity r_w: what was returned, of all that was exchanged, in the clients' eyes.",
        |o| vertical(o, |v| v.reciprocity),
    ),
    of(
        "vertical_reciprocity_null",
        "share",
        "What r_w would be if all gave and received as much, but to and from anybody; up to 256 patrons and clients.",
        |o| vertical(o, |v| Some(v.null?.r_w)),
    ),
    of(
        "vertical_reciprocity_rho",
        "index",
        "Reciprocity beyond that: (r_w − null)/(1 − null), amounts in hundredths of 1 S; up to 256 patrons and clients.",
        |o| vertical(o, |v| Some(v.null?.rho_w)),
    ),
    of(
        "vertical_asymmetry",
        "share",
        "Mean dependence gap: the part of what a client receives that is its patron's, less the part of what the patron \
         receives that is this client's.",
        |o| vertical(o, |v| v.asymmetry),
    ),
    of("vertical_concentration", "index", "Herfindahl index of clients over patrons: 1 if one has all.", |o| {
        vertical(o, |v| v.concentration)
    }),
];
