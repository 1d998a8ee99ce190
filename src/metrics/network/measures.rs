//! The catalogue of what `network.parquet` reports, and `rounds.parquet` in rounds in which networks are measured.

use super::paths::EXACT_UP_TO;
use super::vertical::Vertical;
use super::{Estimate, LARGEST, NetworkObservation};
use Taken::{Betweenness, Circles, Distances, Exchange, StrongComponents, Ties, Wealth};

/// What a measure is taken of, which decides how it is taken in a large society.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// All ties, one by one.
    Ties,
    /// The ranks of wealth at both ends of ties.
    Wealth,
    /// The clients' circles of neighbours.
    Circles,
    /// Distances.
    Distances,
    /// Betweenness.
    Betweenness,
    /// Strong components.
    StrongComponents,
    /// What patrons and clients exchanged.
    Exchange,
}

/// Where a measure is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In `network.parquet`, and in `rounds.parquet`, where a scenario's expectations find it.
    InRounds,
    /// In `network.parquet` only: errors, sizes of samples, and what `rounds.parquet` reports of every round.
    InNetwork,
}

/// One measure of `network.parquet`.
#[derive(Clone, Copy, Debug)]
pub struct NetworkMeasure {
    /// The column's name.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// What it means, and of what it is taken.
    pub definition: &'static str,
    /// What it is taken of.
    pub taken: Taken,
    /// Where it is reported.
    pub shown: Shown,
    /// The value.
    pub value: fn(&NetworkObservation) -> Option<f64>,
}

impl NetworkMeasure {
    /// The largest society in which the measure is known: the most clients.
    #[must_use]
    pub fn most_clients(&self) -> Option<usize> {
        match self.taken {
            Taken::Betweenness => Some(EXACT_UP_TO),
            Taken::StrongComponents => Some(LARGEST),
            Taken::Ties | Taken::Wealth | Taken::Circles | Taken::Distances | Taken::Exchange => None,
        }
    }

    /// The measures that `rounds.parquet` reports, too, in the order of the columns.
    pub fn in_rounds() -> impl Iterator<Item = &'static Self> {
        MEASURES.iter().filter(|measure| measure.shown == Shown::InRounds)
    }

    const fn in_network(self) -> Self {
        Self { shown: Shown::InNetwork, ..self }
    }
}

const fn of(
    taken: Taken,
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    value: fn(&NetworkObservation) -> Option<f64>,
) -> NetworkMeasure {
    NetworkMeasure { name, unit, definition, taken, shown: Shown::InRounds, value }
}

const fn value(estimate: Option<Estimate>) -> Option<f64> {
    match estimate {
        Some(estimate) => Some(estimate.value),
        None => None,
    }
}

const fn error(estimate: Option<Estimate>) -> Option<f64> {
    match estimate {
        Some(estimate) => Some(estimate.error),
        None => None,
    }
}

fn vertical(o: &NetworkObservation, value: fn(&Vertical) -> Option<f64>) -> Option<f64> {
    o.vertical.as_ref().and_then(value)
}

/// All measures, in the order of the columns.
pub static MEASURES: &[NetworkMeasure] = &[
    of(Ties, "clients", "clients", "Size: the clients.", |o| Some(o.clients as f64)).in_network(),
    of(Ties, "ties", "ties", "Ties: whom clients know. A tie is directed; its owner knows its other end.", |o| {
        Some(o.ties as f64)
    })
    .in_network(),
    of(Ties, "density", "share of pairs", "Ties, of the ordered pairs of clients.", |o| o.density),
    of(
        Ties,
        "mean_degree",
        "clients",
        "Mean number of neighbours. Two clients are neighbours if either knows the other; degrees, clustering, components, \
         distances and constraint are taken of neighbours.",
        |o| o.mean_degree,
    ),
    of(Ties, "strong_share", "share of ties", "Strong ties: those through which help flows.", |o| o.strong_share).in_network(),
    of(
        Ties,
        "degree_centralization",
        "index",
        "Freeman's centralization of degree: 0 if all have as many neighbours, 1 in a star.",
        |o| o.degree_centralization,
    ),
    of(
        Betweenness,
        "betweenness_centralization",
        "index",
        "Freeman's centralization of betweenness; known up to 2,048 clients.",
        |o| o.shape.betweenness_centralization,
    ),
    of(
        Distances,
        "closeness_mean",
        "1/ties",
        "Mean of 1/distance over pairs of clients, 0 where no path leads; above 2,048 clients estimated from some clients' \
         distances, above 200,000 clients with 0 also where paths are longer than 64 ties.",
        |o| value(o.shape.closeness),
    ),
    of(Distances, "closeness_error", "1/ties", "Standard error of closeness_mean; 0 where it is exact.", |o| {
        error(o.shape.closeness)
    })
    .in_network(),
    of(
        Distances,
        "path_sources",
        "clients",
        "Clients from whom shortest paths were followed, for closeness and betweenness.",
        |o| Some(o.shape.sources as f64),
    )
    .in_network(),
    of(Ties, "tie_reciprocity", "share of ties", "Ties whose other end knows their owner.", |o| o.reciprocity),
    of(
        Circles,
        "transitivity",
        "share of triples",
        "Pairs of neighbours of a client who are neighbours of each other, of all such pairs; above 200,000 clients estimated from \
         some clients' pairs.",
        |o| value(o.shape.transitivity),
    ),
    of(Circles, "transitivity_error", "share of triples", "Standard error of transitivity; 0 where it is exact.", |o| {
        error(o.shape.transitivity)
    })
    .in_network(),
    of(
        Circles,
        "clustering_mean",
        "share",
        "Mean over clients of the share of their pairs of neighbours who are neighbours, 0 with fewer than two; above 200,000 \
         clients estimated from some.",
        |o| value(o.shape.average_clustering),
    ),
    of(Circles, "clustering_error", "share", "Standard error of clustering_mean; 0 where it is exact.", |o| {
        error(o.shape.average_clustering)
    })
    .in_network(),
    of(
        Circles,
        "constraint_mean",
        "index",
        "Mean of Burt's constraint; low where a client's neighbours do not know each other; above 200,000 clients estimated from \
         some.",
        |o| value(o.shape.constraint),
    ),
    of(Circles, "constraint_error", "index", "Standard error of constraint_mean; 0 where it is exact.", |o| {
        error(o.shape.constraint)
    })
    .in_network(),
    of(
        Circles,
        "circle_sample",
        "clients",
        "Clients whose circles of neighbours were looked at, for transitivity, clustering and constraint.",
        |o| Some(o.shape.circles as f64),
    )
    .in_network(),
    of(Ties, "components", "count", "Parts of the network that no path joins.", |o| Some(o.components as f64)),
    of(Ties, "component_largest_share", "share of clients", "Clients in the largest component.", |o| o.largest_share),
    of(
        StrongComponents,
        "component_strong_share",
        "share of clients",
        "Clients in the largest strong component, where ties lead from everyone to everyone; known up to 200,000 clients.",
        |o| o.shape.largest_strong_share,
    ),
    of(
        Wealth,
        "assortativity_wealth",
        "correlation",
        "Correlation of the ranks of wealth before consumption at both ends of ties; above 200,000 clients, those within 0.4 % of \
         each other may share a rank.",
        |o| o.assortativity_wealth,
    ),
    of(Ties, "assortativity_ideology", "correlation", "Correlation of the ideologies at both ends of ties.", |o| {
        o.assortativity_ideology
    }),
    of(
        Ties,
        "assortativity_patron",
        "index",
        "Assortativity of patrons over ties of attached clients: 1 if all share theirs, 0 if as many do as by chance.",
        |o| o.assortativity_patron,
    ),
    of(
        Ties,
        "ei_patron",
        "index",
        "E-I index of patrons: ties between less ties within their followings, by both; attached clients only.",
        |o| o.ei_patron,
    ),
    of(Ties, "ei_village", "index", "E-I index of villages: ties between less ties within villages, by both.", |o| o.ei_village),
    of(
        Exchange,
        "vertical_relations",
        "relations",
        "Relations of patrons and clients that outlasted the round, of the clients in the table of clients; the next four \
         columns are taken of them.",
        |o| vertical(o, |v| Some(v.relations as f64)),
    )
    .in_network(),
    of(
        Exchange,
        "vertical_reciprocity",
        "share",
        "Weighted reciprocity r_w: what was returned, of all that was exchanged, in the clients' eyes.",
        |o| vertical(o, |v| v.reciprocity),
    ),
    of(
        Exchange,
        "vertical_reciprocity_null",
        "share",
        "What r_w would be if all gave and received as much, but to and from anybody; up to 256 patrons and clients.",
        |o| vertical(o, |v| Some(v.null?.r_w)),
    ),
    of(
        Exchange,
        "vertical_reciprocity_rho",
        "index",
        "Reciprocity beyond that: (r_w − null)/(1 − null), amounts in hundredths of 1 S; up to 256 patrons and clients.",
        |o| vertical(o, |v| Some(v.null?.rho_w)),
    ),
    of(
        Exchange,
        "vertical_asymmetry",
        "share",
        "Mean dependence gap: the part of what a client receives that is its patron's, less the part of what the patron \
         receives that is this client's.",
        |o| vertical(o, |v| v.asymmetry),
    ),
    of(Exchange, "vertical_concentration", "index", "Herfindahl index of clients over patrons: 1 if one has all.", |o| {
        vertical(o, |v| v.concentration)
    }),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Measure;

    #[test]
    fn columns_of_rounds_have_names_of_their_own() {
        assert!(NetworkMeasure::in_rounds().all(|measure| Measure::named(measure.name).is_none()));
        assert!(MEASURES.iter().filter(|measure| measure.name.ends_with("_error")).all(|m| m.shown == Shown::InNetwork));
    }
}
