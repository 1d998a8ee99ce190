//! Structural holes: whether a node stands between others who do not know each other (Burt 1992).

use super::graph::in_common;
use super::{Graph, Kind};
use rayon::prelude::*;

/// Burt's constraint of every node of an undirected graph: Σ_j (p_ij + Σ_q p_iq·p_qj)² over its neighbours j, where p_ij
/// is the share of i's ties, by weight, that j has. Low where neighbours do not know each other; unknown for isolated
/// nodes. Of a directed graph, take the [underlying](Graph::underlying) one, in which a mutual tie weighs 2.
///
/// # Panics
/// If the graph is directed.
#[must_use]
pub fn constraint(graph: &Graph) -> Vec<Option<f64>> {
    assert_eq!(graph.kind(), Kind::Undirected, "constraint is taken of the underlying graph");
    let total = |node: usize| (0..graph.row(node).len()).map(|place| graph.weight(node, place)).sum();
    let totals: Vec<f64> = (0..graph.nodes()).into_par_iter().map(total).collect();
    (0..graph.nodes()).into_par_iter().map(|node| of_node(graph, &totals, node)).collect()
}

fn of_node(graph: &Graph, totals: &[f64], i: usize) -> Option<f64> {
    let row = graph.row(i);
    let share = |place: usize| graph.weight(i, place) / totals[i];
    let invested = |(place, &j): (usize, &u32)| {
        let j = j as usize;
        let mut through_others = 0.0;
        in_common(row, graph.row(j), |of_i, of_j| {
            let q = row[of_i] as usize;
            through_others += share(of_i) * (graph.weight(j, of_j) / totals[q]);
        });
        let all = share(place) + through_others;
        all * all
    };
    (!row.is_empty()).then(|| row.iter().enumerate().map(invested).sum())
}
