//! How many ties there are, and how unevenly they are spread over nodes.

use super::{Graph, Kind};

/// The share of possible ties that are there.
#[must_use]
pub fn density(graph: &Graph) -> Option<f64> {
    let n = graph.nodes() as f64;
    (n > 1.0).then(|| graph.arcs() as f64 / (n * (n - 1.0)))
}

/// The number of neighbours that arcs of each node lead to: its degree, or out-degree if directed.
#[must_use]
pub fn degrees(graph: &Graph) -> Vec<u32> {
    (0..graph.nodes()).map(|node| graph.row(node).len() as u32).collect()
}

/// Freeman's centralization of degree: how much the largest exceeds all others, of the most it could; 1 in a star. For
/// a directed graph `degrees` are in-degrees or out-degrees.
#[must_use]
pub fn degree_centralization(kind: Kind, degrees: &[u32]) -> Option<f64> {
    let largest = u64::from(*degrees.iter().max()?);
    centralization(kind, degrees.len(), largest, degrees.iter().map(|&degree| u64::from(degree)).sum())
}

/// The same for `n` nodes, from the largest of their degrees and the sum of all.
#[must_use]
pub fn centralization(kind: Kind, n: usize, largest: u64, sum: u64) -> Option<f64> {
    let nodes = n as f64;
    let most = match kind {
        Kind::Directed => (nodes - 1.0) * (nodes - 1.0),
        Kind::Undirected => (nodes - 1.0) * (nodes - 2.0),
    };
    (n > 2).then(|| (largest * n as u64 - sum) as f64 / most)
}
