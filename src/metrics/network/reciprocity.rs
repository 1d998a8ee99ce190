//! Whether what goes one way also comes back.

use super::Graph;
use super::degree::density;

/// The share of ties that go both ways.
#[must_use]
pub fn binary(graph: &Graph) -> Option<f64> {
    let mutual = graph.all_arcs().filter(|&(from, to, _)| graph.weight_of(to, from).is_some()).count();
    (graph.arcs() > 0).then(|| mutual as f64 / graph.arcs() as f64)
}

/// Reciprocity ρ = (r − a)/(1 − a) against chance, where a is the density (Garlaschelli and Loffredo 2004).
#[must_use]
pub fn rho(graph: &Graph) -> Option<f64> {
    let (r, chance) = (binary(graph)?, density(graph)?);
    (chance < 1.0).then(|| (r - chance) / (1.0 - chance))
}

/// Weighted reciprocity r_w = Σ min(w_ij, w_ji)/Σ w_ij (Squartini et al. 2013).
#[must_use]
pub fn weighted(graph: &Graph) -> Option<f64> {
    let (mut returned, mut all) = (0.0, 0.0);
    for (from, to, weight) in graph.all_arcs() {
        returned += graph.weight_of(to, from).map_or(0.0, |back| back.min(weight));
        all += weight;
    }
    (all > 0.0).then(|| returned / all)
}

/// The strengths of a node: what it gives and receives in all.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// What it gives, s_out.
    pub out: f64,
    /// What it receives, s_in.
    pub within: f64,
    /// What goes both ways, Σ min(w_ij, w_ji).
    pub reciprocated: f64,
}

impl Strength {
    /// What it gives without return.
    #[must_use]
    pub fn out_only(self) -> f64 {
        self.out - self.reciprocated
    }

    /// What it receives without return.
    #[must_use]
    pub fn in_only(self) -> f64 {
        self.within - self.reciprocated
    }
}

/// The strengths of all nodes of a directed graph.
#[must_use]
pub fn strengths(graph: &Graph) -> Vec<Strength> {
    let mut all = vec![Strength::default(); graph.nodes()];
    for (from, to, weight) in graph.all_arcs() {
        all[from].out += weight;
        all[to].within += weight;
        all[from].reciprocated += graph.weight_of(to, from).map_or(0.0, |back| back.min(weight));
    }
    all
}
