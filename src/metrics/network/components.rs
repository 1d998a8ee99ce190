//! Parts of a graph that hang together.

use super::{Graph, Kind};

/// The components of a graph, the largest first; of equal ones that with the smallest member first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Components {
    /// The component of every node.
    pub of: Vec<u32>,
    /// The number of nodes of every component.
    pub sizes: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Components {
    /// Components of an undirected graph: two nodes are in one if a path joins them. The weak components of a directed
    /// graph are those of its [underlying](Graph::underlying) one.
    ///
    /// # Panics
    /// If the graph is directed.
    #[must_use]
    pub fn connected(graph: &Graph) -> Self {
        assert_eq!(graph.kind(), Kind::Undirected, "weak components are taken of the underlying graph");
        let mut of = vec![NONE; graph.nodes()];
        let (mut count, mut waiting) = (0, Vec::new());
        for first in 0..graph.nodes() {
            if of[first] != NONE {
                continue;
            }
            of[first] = count;
            waiting.push(first);
            while let Some(node) = waiting.pop() {
                for &next in graph.row(node) {
                    if of[next as usize] == NONE {
                        of[next as usize] = count;
                        waiting.push(next as usize);
                    }
                }
            }
            count += 1;
        }
        Self::in_order(&of, count)
    }

    /// Strong components of a directed graph: two nodes are in one if paths lead from each to the other.
    ///
    /// Tarjan (1972), with a stack of its own instead of recursion, which would be as deep as the longest path.
    #[must_use]
    pub fn strong(graph: &Graph) -> Self {
        let mut search = Tarjan::new(graph.nodes());
        for node in 0..graph.nodes() {
            if search.reached[node] == NONE {
                search.from(graph, node);
            }
        }
        Self::in_order(&search.component, search.components)
    }

    /// Components renumbered by size and smallest member.
    fn in_order(of: &[u32], count: u32) -> Self {
        let mut found: Vec<(u32, u32)> = vec![(0, NONE); count as usize];
        for (node, &component) in of.iter().enumerate() {
            let (size, smallest) = &mut found[component as usize];
            *size += 1;
            *smallest = (*smallest).min(node as u32);
        }
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_unstable_by_key(|&component| (std::cmp::Reverse(found[component].0), found[component].1));
        let mut place = vec![0; found.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new as u32;
        }
        Self {
            of: of.iter().map(|&component| place[component as usize]).collect(),
            sizes: order.iter().map(|&component| found[component].0).collect(),
        }
    }

    /// The share of nodes that are in the largest component.
    #[must_use]
    pub fn largest_share(&self) -> Option<f64> {
        self.sizes.first().map(|&size| f64::from(size) / self.of.len() as f64)
    }
}

struct Tarjan {
    /// When each node was reached, from 0.
    reached: Vec<u32>,
    /// The earliest node known to be in the same component, by when it was reached.
    low: Vec<u32>,
    component: Vec<u32>,
    components: u32,
    clock: u32,
    /// Nodes reached whose component is not complete.
    open: Vec<u32>,
    /// The current path: a node, and how many of its neighbours were looked at.
    path: Vec<(u32, u32)>,
}

impl Tarjan {
    fn new(n: usize) -> Self {
        let unknown = || vec![NONE; n];
        Self {
            reached: unknown(),
            low: unknown(),
            component: unknown(),
            components: 0,
            clock: 0,
            open: Vec::new(),
            path: Vec::new(),
        }
    }

    fn enter(&mut self, node: usize) {
        self.reached[node] = self.clock;
        self.low[node] = self.clock;
        self.clock += 1;
        self.open.push(node as u32);
        self.path.push((node as u32, 0));
    }

    fn from(&mut self, graph: &Graph, first: usize) {
        self.enter(first);
        while let Some((node, looked)) = self.path.last_mut() {
            let node = *node as usize;
            let Some(&next) = graph.row(node).get(*looked as usize) else {
                self.leave(node);
                continue;
            };
            *looked += 1;
            let next = next as usize;
            if self.reached[next] == NONE {
                self.enter(next);
            } else if self.component[next] == NONE {
                self.low[node] = self.low[node].min(self.reached[next]);
            }
        }
    }

    fn leave(&mut self, node: usize) {
        self.path.pop();
        if let Some(&(before, _)) = self.path.last() {
            let before = before as usize;
            self.low[before] = self.low[before].min(self.low[node]);
        }
        if self.low[node] == self.reached[node] {
            while let Some(member) = self.open.pop() {
                self.component[member as usize] = self.components;
                if member as usize == node {
                    break;
                }
            }
            self.components += 1;
        }
    }
}
