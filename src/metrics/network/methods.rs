//! How the measures of networks were taken, for whoever reads them: exact or from a sample, and how large that was.

use super::paths::EXACT_UP_TO;
use super::{LARGEST, LONGEST, MEASURES, Method, NetworkObservation, Taken};
use crate::world::clients::sampled_every;

/// How far a measure can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accuracy {
    /// It is taken of everything.
    Exact,
    /// Values that differ little are taken as equal.
    Classed,
    /// It is taken of a sample.
    Sampled,
    /// It is not measured in a society of this size.
    Unknown,
}

/// How measures that are taken of the same were measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What they are taken of.
    pub taken: Taken,
    /// How far they can be trusted.
    pub accuracy: Accuracy,
    /// The size of the sample \[clients\]; missing where there is none.
    pub sample: Option<usize>,
    /// The method, and its error, in a sentence.
    pub how: String,
}

impl Statement {
    /// The names of the measures: values, without errors and sizes of samples.
    pub fn measures(&self) -> impl Iterator<Item = &'static str> + '_ {
        let detail = |name: &str| name.ends_with("_error") || ["path_sources", "circle_sample"].contains(&name);
        MEASURES.iter().filter(move |m| m.taken == self.taken && !detail(m.name)).map(|m| m.name)
    }
}

/// How the networks of an observation were measured, for everything that measures are taken of.
#[must_use]
pub fn statements(seen: &NetworkObservation) -> Vec<Statement> {
    let state = |taken, accuracy, sample, how: &str| Statement { taken, accuracy, sample, how: how.to_owned() };
    let wealth = match seen.method {
        Method::Graph => state(Taken::Wealth, Accuracy::Exact, None, "correlation of the ranks of all clients"),
        Method::Passes => state(
            Taken::Wealth,
            Accuracy::Classed,
            None,
            "correlation of ranks; clients whose wealth lies in the same 256th of a doubling share their mean rank",
        ),
    };
    let strong = match seen.method {
        Method::Graph => state(Taken::StrongComponents, Accuracy::Exact, None, "found on the graph of all ties"),
        Method::Passes => state(Taken::StrongComponents, Accuracy::Unknown, None, &too_large(LARGEST)),
    };
    vec![
        state(Taken::Ties, Accuracy::Exact, None, "counted over all ties"),
        wealth,
        circles(seen),
        distances(seen),
        betweenness(seen),
        strong,
        exchange(seen.clients),
    ]
}

fn too_large(most: usize) -> String {
    format!("not measured in societies of more than {most} clients")
}

fn circles(seen: &NetworkObservation) -> Statement {
    let (sample, n) = (seen.shape.circles, seen.clients);
    let statement = |accuracy, sample, how| Statement { taken: Taken::Circles, accuracy, sample, how };
    if sample == n {
        return statement(Accuracy::Exact, None, "from the neighbours of all clients".to_owned());
    }
    let how = format!("from the neighbours of {sample} of {n} clients, {SPREAD}; standard errors in the table network");
    statement(Accuracy::Sampled, Some(sample), how)
}

const SPREAD: &str = "one drawn in each of equal stretches of them";

fn distances(seen: &NetworkObservation) -> Statement {
    let (sample, n) = (seen.shape.sources, seen.clients);
    let statement = |accuracy, sample, how| Statement { taken: Taken::Distances, accuracy, sample, how };
    if sample == n {
        return statement(Accuracy::Exact, None, "from the shortest paths of all clients".to_owned());
    }
    let longest = match seen.method {
        Method::Graph => String::new(),
        Method::Passes => format!("; paths of more than {LONGEST} ties count as none"),
    };
    let how =
        format!("from the shortest paths of {sample} of {n} clients, {SPREAD}{longest}; standard error in the table network");
    statement(Accuracy::Sampled, Some(sample), how)
}

fn betweenness(seen: &NetworkObservation) -> Statement {
    let (sources, n) = (seen.shape.sources, seen.clients);
    let statement = |accuracy, sample, how| Statement { taken: Taken::Betweenness, accuracy, sample, how };
    match seen.method {
        Method::Graph if sources == n => statement(Accuracy::Exact, None, "from the shortest paths of all clients".to_owned()),
        Method::Graph => {
            let how = format!(
                "of connectors, from the shortest paths of {sources} of {n} clients, {SPREAD}; standard errors in the table \
                 connectors; its centralization is not measured in societies of more than {EXACT_UP_TO} clients"
            );
            statement(Accuracy::Sampled, Some(sources), how)
        }
        Method::Passes => statement(Accuracy::Unknown, None, too_large(LARGEST) + ", so that no connectors are listed"),
    }
}

fn exchange(clients: usize) -> Statement {
    let every = sampled_every(clients);
    let statement = |accuracy, sample, how| Statement { taken: Taken::Exchange, accuracy, sample, how };
    if every == 1 {
        return statement(Accuracy::Exact, None, "from the relations of all clients".to_owned());
    }
    let how = format!("from the relations of every {every}th client; concentration from all; without a standard error");
    statement(Accuracy::Sampled, Some(clients.div_ceil(every)), how)
}
