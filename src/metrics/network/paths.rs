//! Shortest paths: who stands between others, and how near all are to each other.
//!
//! Betweenness after Brandes (2001): one search from every node, or from some of them. Searches run in parallel; what they
//! find is added up in the order of their sources, whatever the number of threads.

use super::estimate::{Estimate, spread_sample};
use super::search::{Arcs, Search};
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
        let (n, k) = (graph.nodes(), sources.len());
        let arcs = Arcs::of(graph);
        let mut sums = Sums::none(n, k);
        let (mut nearness, mut squares) = (0.0, 0.0);
        // Small searches are short: many of them for each thread, so that threads seldom wait for one another.
        let (per_thread, each) = if n <= 1 << 16 { (4, SEARCHES) } else { (1, 1) };
        let lanes = (rayon::current_num_threads() * per_thread).min(k.div_ceil(each)).max(1);
        let mut lanes: Vec<Lane> = (0..lanes).map(|_| Lane::new(n, each)).collect();
        for wave in sources.chunks(lanes.len() * each) {
            lanes.par_iter_mut().zip(wave.par_chunks(each)).for_each(|(lane, sources)| lane.search(&arcs, sources));
            let lanes = &lanes[..wave.len().div_ceil(each)];
            sums.add(lanes);
            for near in lanes.iter().flat_map(|lane| &lane.nearness) {
                nearness += near;
                squares += near * near;
            }
        }
        let pair = if graph.kind() == Kind::Undirected { 0.5 } else { 1.0 };
        let pairs = n as f64 * (n as f64 - 1.0);
        let betweenness = sums.sums.into_iter().zip(sums.squares);
        Self {
            betweenness: betweenness.map(|(sum, squares)| Estimate::total(sum, squares, k, n).scaled(pair)).collect(),
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

/// Sources that one lane searches from in a wave, in graphs of up to 2^16 nodes.
const SEARCHES: usize = 16;

/// Searches that follow one another on one thread.
struct Lane {
    nodes: usize,
    search: Search,
    /// What they found, search after search: the dependency of every node.
    dependency: Vec<f64>,
    /// And the sum of 1/distance.
    nearness: Vec<f64>,
}

impl Lane {
    fn new(n: usize, searches: usize) -> Self {
        Self { nodes: n, search: Search::new(n), dependency: vec![0.0; n * searches], nearness: Vec::with_capacity(searches) }
    }

    fn search(&mut self, arcs: &Arcs, sources: &[u32]) {
        self.nearness.clear();
        for (&source, dependency) in sources.iter().zip(self.dependency.chunks_mut(self.nodes)) {
            self.search.dependencies(arcs, source as usize, dependency);
            self.nearness.push(self.search.nearness());
        }
    }
}

/// Sums over searches of every node's dependency, and of its square.
struct Sums {
    sums: Vec<f64>,
    squares: Vec<f64>,
    /// Whether not all nodes are searched from: only then is there an error, which the squares are needed for.
    sampled: bool,
}

impl Sums {
    fn none(n: usize, sources: usize) -> Self {
        Self { sums: vec![0.0; n], squares: vec![0.0; n], sampled: sources < n }
    }

    /// Adds what lanes found, search after search.
    fn add(&mut self, lanes: &[Lane]) {
        const PART: usize = 512;
        let (n, sampled) = (self.sums.len(), self.sampled);
        let parts = self.sums.par_chunks_mut(PART).zip(self.squares.par_chunks_mut(PART));
        parts.enumerate().for_each(|(part, (sums, squares))| {
            let own = part * PART..part * PART + sums.len();
            for lane in lanes {
                for found in lane.dependency.chunks_exact(n).take(lane.nearness.len()).map(|found| &found[own.clone()]) {
                    sums.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
                    if sampled {
                        squares.iter_mut().zip(found).for_each(|(sum, found)| *sum += found * found);
                    }
                }
            }
        });
    }
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
    let arcs = Arcs::of(graph);
    let of_node = |search: &mut Search, node: usize| {
        search.spread(&arcs, node);
        let (reached, distances) = search
            .at_distances()
            .fold((0, 0), |(reached, sum), (distance, nodes)| (reached + nodes as u64, sum + nodes as u64 * u64::from(distance)));
        let component = (reached > 0).then(|| reached as f64 / distances as f64);
        Closeness {
            component,
            reached: component.map_or(0.0, |near| reached as f64 / others * near),
            harmonic: search.nearness() / others,
        }
    };
    (0..graph.nodes()).into_par_iter().map_init(|| Search::new(graph.nodes()), of_node).collect()
}
