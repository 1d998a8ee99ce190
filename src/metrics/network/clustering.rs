//! Whether the friends of one's friends are one's friends. Directed graphs are taken by their
//! [underlying](Graph::underlying) undirected one.
//!
//! Exact at any size: the work grows with the number of ties and the size of neighbourhoods, which slots keep small.

use super::graph::in_common;
use super::{Graph, Kind};
use rayon::prelude::*;

/// Triangles and pairs of neighbours of every node.
#[derive(Clone, Debug, PartialEq)]
pub struct Clustering {
    /// Per node: pairs of neighbours that are tied, and all pairs.
    nodes: Vec<(u64, u64)>,
}

impl Clustering {
    /// Of an undirected graph.
    ///
    /// # Panics
    /// If the graph is directed.
    #[must_use]
    pub fn of(graph: &Graph) -> Self {
        assert_eq!(graph.kind(), Kind::Undirected, "clustering is taken of undirected graphs");
        let node = |node: usize| {
            let row = graph.row(node);
            let mut tied = 0u64;
            for &neighbour in row {
                in_common(row, graph.row(neighbour as usize), |_, _| tied += 1);
            }
            let degree = row.len() as u64;
            (tied / 2, degree * degree.saturating_sub(1) / 2)
        };
        Self { nodes: (0..graph.nodes()).into_par_iter().map(node).collect() }
    }

    /// The share of pairs of a node's neighbours that are tied; unknown for nodes with fewer than two neighbours.
    pub fn local(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.nodes.iter().map(|&(tied, pairs)| (pairs > 0).then(|| tied as f64 / pairs as f64))
    }

    /// The mean of the local shares over all nodes, in which those with fewer than two neighbours count as 0.
    #[must_use]
    pub fn average(&self) -> Option<f64> {
        (!self.nodes.is_empty()).then(|| self.local().flatten().sum::<f64>() / self.nodes.len() as f64)
    }

    /// The mean of the local shares over nodes with two neighbours or more.
    #[must_use]
    pub fn average_where_known(&self) -> Option<f64> {
        let known = self.local().flatten().count();
        (known > 0).then(|| self.local().flatten().sum::<f64>() / known as f64)
    }

    /// Three times the number of triangles, by the number of connected triples.
    #[must_use]
    pub fn transitivity(&self) -> Option<f64> {
        let (tied, pairs) = self.nodes.iter().fold((0, 0), |sum, node| (sum.0 + node.0, sum.1 + node.1));
        (pairs > 0).then(|| tied as f64 / pairs as f64)
    }
}
