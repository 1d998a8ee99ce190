//! Shortest paths: who stands between others, and how near all are to each other.
//!
//! Betweenness after Brandes (2001): one search from every node, or from some of them. Searches run in parallel; what they
//! find is added up in the order of their sources, whatever the number of threads.

use super::estimate::{Estimate, spread_sample};
use super::{Graph, Kind};
use crate::random::Words;
use rayon::prelude::*;

/// The largest number of nodes whose paths are all followed.
pub const EXACT_UP_TO: usize = 2048;
/// About how many arcs searches of larger graphs may follow in all.
const ARCS: usize = 16_000_000;
/// The least number of searches of larger graphs.
pub const FEWEST_SOURCES: usize = 32;

/// Nodes to search from: all of a small graph; else one drawn in each of equal stretches of the nodes, as many as the
/// number of arcs allows, but not fewer than [`FEWEST_SOURCES`]. Takes one word for each that is drawn.
#[must_use]
pub fn sources(graph: &Graph, words: &mut Words) -> Vec<u32> {
    let n = graph.nodes();
    let number = (ARCS / graph.arcs().max(1)).clamp(FEWEST_SOURCES, EXACT_UP_TO);
    spread_sample(n, if n <= EXACT_UP_TO { n } else { number }, words)
}

/// What the paths of a graph show.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// Per node, the number of shortest paths between others that lead through it, each pair of others counting 1 in all.
    pub betweenness: Vec<Estimate>,
    /// The mean of 1/distance over all ordered pairs of nodes, 0 where no path leads; unknown for fewer than two nodes.
    pub closeness: Option<Estimate>,
    /// The number of nodes searched from.
    pub sources: usize,
}

impl Paths {
    /// The paths from `sources`, which are distinct nodes.
    #[must_use]
    pub fn of(graph: &Graph, sources: &[u32]) -> Self {
        let n = graph.nodes();
        let mut sums = vec![(0.0, 0.0); n];
        let (mut nearness, mut squares) = (0.0, 0.0);
        // Small searches are short: several of them for each thread, so that threads seldom wait.
        let per_thread = if n <= 1 << 16 { 4 } else { 1 };
        let at_once = (rayon::current_num_threads() * per_thread).min(sources.len()).max(1);
        let mut searches: Vec<Search> = (0..at_once).map(|_| Search::new(n)).collect();
        for wave in sources.chunks(at_once) {
            let searches = &mut searches[..wave.len()];
            searches.par_iter_mut().zip(wave).for_each(|(search, &source)| search.from(graph, source as usize));
            add(&mut sums, searches);
            for near in searches.iter().map(Search::nearness) {
                nearness += near;
                squares += near * near;
            }
        }
        let pair = if graph.kind() == Kind::Undirected { 0.5 } else { 1.0 };
        let k = sources.len();
        let pairs = n as f64 * (n as f64 - 1.0);
        Self {
            betweenness: sums.into_iter().map(|(sum, squares)| Estimate::total(sum, squares, k, n).scaled(pair)).collect(),
            closeness: (n > 1 && k > 0).then(|| Estimate::total(nearness, squares, k, n).scaled(1.0 / pairs)),
            sources: k,
        }
    }

    /// Whether every node was searched from.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.sources == self.betweenness.len()
    }
}

/// Adds what searches found to the sums and sums of squares of all nodes, search after search.
fn add(sums: &mut [(f64, f64)], searches: &[Search]) {
    const PART: usize = 4096;
    sums.par_chunks_mut(PART).enumerate().for_each(|(part, sums)| {
        for search in searches {
            for ((sum, squares), found) in sums.iter_mut().zip(&search.dependency[part * PART..]) {
                *sum += found;
                *squares += found * found;
            }
        }
    });
}

/// Betweenness by the number of pairs of others there are.
#[must_use]
pub fn normalized(kind: Kind, betweenness: &[f64]) -> Option<Vec<f64>> {
    let n = betweenness.len() as f64;
    let pairs = match kind {
        Kind::Directed => (n - 1.0) * (n - 2.0),
        Kind::Undirected => (n - 1.0) * (n - 2.0) / 2.0,
    };
    (n > 2.0).then(|| betweenness.iter().map(|b| b / pairs).collect())
}

/// Freeman's centralization of betweenness: how much the largest exceeds all others, of the most it could; 1 in a star.
#[must_use]
pub fn centralization(kind: Kind, betweenness: &[f64]) -> Option<f64> {
    let all = normalized(kind, betweenness)?;
    let largest = all.iter().copied().fold(0.0, f64::max);
    Some(all.iter().map(|b| largest - b).sum::<f64>() / (all.len() as f64 - 1.0))
}

/// How near a node is to the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// 1 by the mean distance to those it reaches; unknown for a node that reaches nobody.
    pub component: Option<f64>,
    /// The same, times the share of others it reaches (Wasserman and Faust 1994).
    pub reached: f64,
    /// The mean of 1/distance over all others, 0 where no path leads.
    pub harmonic: f64,
}

/// How near every node is to the others, along ties; for distances *to* nodes, take the [reversed](Graph::reversed) graph.
#[must_use]
pub fn closeness(graph: &Graph) -> Vec<Closeness> {
    let others = (graph.nodes() as f64 - 1.0).max(1.0);
    let of_node = |search: &mut Search, node: usize| {
        search.spread(graph, node);
        let reached = (search.order.len() - 1) as f64;
        let distances: u64 = search.order.iter().map(|&other| u64::from(search.distance[other as usize])).sum();
        let component = (reached > 0.0).then(|| reached / distances as f64);
        Closeness {
            component,
            reached: component.map_or(0.0, |near| reached / others * near),
            harmonic: search.nearness() / others,
        }
    };
    (0..graph.nodes()).into_par_iter().map_init(|| Search::new(graph.nodes()), of_node).collect()
}

const FAR: u32 = u32::MAX;

/// A breadth-first search from one node.
struct Search {
    /// The nodes reached, the nearest first.
    order: Vec<u32>,
    /// Per node, the distance; [`FAR`] if it is not reached.
    distance: Vec<u32>,
    /// Per node, the number of shortest paths to it.
    paths: Vec<f64>,
    /// Per node, how many of the shortest paths to all others lead through it, those to one other counting 1 in all.
    dependency: Vec<f64>,
    /// Per node reached, (1 + dependency)/paths: what each path to it passes on.
    passes_on: Vec<f64>,
}

impl Search {
    fn new(n: usize) -> Self {
        let zeros = || vec![0.0; n];
        Self { order: Vec::with_capacity(n), distance: vec![FAR; n], paths: zeros(), dependency: zeros(), passes_on: zeros() }
    }

    /// Searches from a node, and finds what depends on whom.
    fn from(&mut self, graph: &Graph, source: usize) {
        self.spread(graph, source);
        self.dependency.fill(0.0);
        // From the farthest back: whoever lies beyond a node is complete before it.
        for &node in self.order.iter().skip(1).rev() {
            let node = node as usize;
            let beyond = self.distance[node] + 1;
            let mut from_beyond = 0.0;
            for &next in graph.row(node) {
                if self.distance[next as usize] == beyond {
                    from_beyond += self.passes_on[next as usize];
                }
            }
            self.dependency[node] = from_beyond * self.paths[node];
            self.passes_on[node] = (1.0 + self.dependency[node]) / self.paths[node];
        }
    }

    /// Finds distances and numbers of paths.
    fn spread(&mut self, graph: &Graph, source: usize) {
        self.order.clear();
        self.distance.fill(FAR);
        self.paths[source] = 1.0;
        self.distance[source] = 0;
        self.order.push(source as u32);
        let mut at = 0;
        while let Some(&node) = self.order.get(at) {
            at += 1;
            let node = node as usize;
            let beyond = self.distance[node] + 1;
            let paths = self.paths[node];
            for &next in graph.row(node) {
                let next = next as usize;
                if self.distance[next] == FAR {
                    self.distance[next] = beyond;
                    self.paths[next] = paths;
                    self.order.push(next as u32);
                } else if self.distance[next] == beyond {
                    self.paths[next] += paths;
                }
            }
        }
    }

    /// The sum of 1/distance over the nodes reached.
    fn nearness(&self) -> f64 {
        self.order.iter().skip(1).map(|&node| 1.0 / f64::from(self.distance[node as usize])).sum()
    }
}
