//! Graphs in compressed sparse rows.

/// What a tie of a graph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// From one node to another.
    Directed,
    /// Between two nodes; it is stored as two arcs, one in the row of either.
    Undirected,
}

/// The weights of a graph's arcs, in the order of the arcs.
#[derive(Clone, Debug, PartialEq)]
enum Weights {
    /// 1 each.
    Unit,
    /// How many directed ties an undirected one stands for: 1 or 2.
    Counts(Vec<u8>),
    /// Anything positive.
    Real(Vec<f64>),
}

/// A graph without loops and repeated ties. Nodes are numbered from 0; the neighbours in a row are in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    kind: Kind,
    /// Where each node's row starts, and where the last one ends.
    starts: Vec<usize>,
    /// The arcs' far ends, row after row.
    ends: Vec<u32>,
    weights: Weights,
}

impl Graph {
    /// A graph of `n` nodes without weights. Loops are dropped, and a tie that is listed twice counts once.
    ///
    /// # Panics
    /// If a tie has an end beyond the nodes.
    #[must_use]
    pub fn new(kind: Kind, n: usize, ties: &[(u32, u32)]) -> Self {
        let back = ties.iter().filter(|_| kind == Kind::Undirected).map(|&(from, to)| (to, from));
        let mut arcs: Vec<(u32, u32)> = ties.iter().copied().chain(back).filter(|(from, to)| from != to).collect();
        arcs.sort_unstable();
        arcs.dedup();
        let ends = arcs.iter().map(|&(_, to)| to).collect();
        Self::checked(kind, row_starts(n, arcs.iter().map(|&(from, _)| from)), ends, Weights::Unit)
    }

    /// A directed graph of `n` nodes with positive weights. Loops are dropped; the weights of a tie that is listed twice
    /// are added up.
    ///
    /// # Panics
    /// If a tie has an end beyond the nodes.
    #[must_use]
    pub fn weighted(n: usize, ties: &[(u32, u32, f64)]) -> Self {
        let mut arcs: Vec<(u32, u32, f64)> = ties.iter().copied().filter(|(from, to, _)| from != to).collect();
        arcs.sort_by_key(|&(from, to, _)| (from, to));
        arcs.dedup_by(|next, first| {
            let same = (next.0, next.1) == (first.0, first.1);
            first.2 += if same { next.2 } else { 0.0 };
            same
        });
        let ends = arcs.iter().map(|arc| arc.1).collect();
        let weights = Weights::Real(arcs.iter().map(|arc| arc.2).collect());
        Self::checked(Kind::Directed, row_starts(n, arcs.iter().map(|arc| arc.0)), ends, weights)
    }

    /// The directed graph in whose row of every node is what `row` adds to an empty list, in any order, also repeatedly.
    ///
    /// # Panics
    /// If a tie has an end beyond the nodes.
    #[must_use]
    pub fn from_rows(n: usize, mut row: impl FnMut(usize, &mut Vec<u32>)) -> Self {
        let (mut starts, mut ends, mut own) = (vec![0], Vec::new(), Vec::new());
        for node in 0..n {
            own.clear();
            row(node, &mut own);
            own.retain(|&end| end as usize != node);
            own.sort_unstable();
            own.dedup();
            ends.extend_from_slice(&own);
            starts.push(ends.len());
        }
        Self::checked(Kind::Directed, starts, ends, Weights::Unit)
    }

    fn checked(kind: Kind, starts: Vec<usize>, ends: Vec<u32>, weights: Weights) -> Self {
        let n = starts.len() - 1;
        assert!(ends.iter().all(|&end| (end as usize) < n), "a tie ends at a node");
        Self { kind, starts, ends, weights }
    }

    /// What its ties are.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The number of nodes.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of arcs: of ties, if directed, or twice that.
    #[must_use]
    pub fn arcs(&self) -> usize {
        self.ends.len()
    }

    /// The number of ties.
    #[must_use]
    pub fn ties(&self) -> usize {
        match self.kind {
            Kind::Directed => self.arcs(),
            Kind::Undirected => self.arcs() / 2,
        }
    }

    /// The neighbours that arcs of `node` lead to, in ascending order.
    #[inline]
    #[must_use]
    pub fn row(&self, node: usize) -> &[u32] {
        &self.ends[self.starts[node]..self.starts[node + 1]]
    }

    /// The weight of the arc at `place` of the row of `node`.
    #[inline]
    #[must_use]
    pub fn weight(&self, node: usize, place: usize) -> f64 {
        match &self.weights {
            Weights::Unit => 1.0,
            Weights::Counts(counts) => f64::from(counts[self.starts[node] + place]),
            Weights::Real(weights) => weights[self.starts[node] + place],
        }
    }

    /// The weight of the arc from one node to another, if there is one.
    #[must_use]
    pub fn weight_of(&self, from: usize, to: usize) -> Option<f64> {
        let place = self.row(from).binary_search(&(to as u32)).ok()?;
        Some(self.weight(from, place))
    }

    /// All arcs: from, to, weight.
    pub fn all_arcs(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.nodes()).flat_map(move |from| {
            let arc = move |(place, &to): (usize, &u32)| (from, to as usize, self.weight(from, place));
            self.row(from).iter().enumerate().map(arc)
        })
    }

    /// The graph with every tie of a directed graph turned round.
    #[must_use]
    pub fn reversed(&self) -> Self {
        if self.kind == Kind::Undirected {
            return self.clone();
        }
        let mut starts = vec![0; self.nodes() + 1];
        for &end in &self.ends {
            starts[end as usize + 1] += 1;
        }
        for node in 0..self.nodes() {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut ends = vec![0; self.arcs()];
        let weighted = matches!(self.weights, Weights::Real(_));
        let mut real = vec![0.0; if weighted { self.arcs() } else { 0 }];
        for (from, to, weight) in self.all_arcs() {
            ends[next[to]] = from as u32;
            if let Some(place) = real.get_mut(next[to]) {
                *place = weight;
            }
            next[to] += 1;
        }
        let weights = if weighted { Weights::Real(real) } else { Weights::Unit };
        Self { kind: self.kind, starts, ends, weights }
    }

    /// The undirected graph in which two nodes are tied if a tie leads from either to the other; its weights are those of
    /// both added up. An undirected graph stays as it is.
    #[must_use]
    pub fn underlying(&self) -> Self {
        if self.kind == Kind::Undirected {
            return self.clone();
        }
        let back = self.reversed();
        let (mut starts, mut ends) = (vec![0], Vec::with_capacity(self.arcs()));
        let (mut counts, mut real) = (Vec::new(), Vec::new());
        for node in 0..self.nodes() {
            merge(self, &back, node, |end, weight, count| {
                ends.push(end);
                match self.weights {
                    Weights::Real(_) => real.push(weight),
                    Weights::Unit | Weights::Counts(_) => counts.push(count),
                }
            });
            starts.push(ends.len());
        }
        let weights = if matches!(self.weights, Weights::Real(_)) { Weights::Real(real) } else { Weights::Counts(counts) };
        Self { kind: Kind::Undirected, starts, ends, weights }
    }
}

/// Where rows start, from the nodes that arcs leave in ascending order.
fn row_starts(n: usize, from: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut starts = vec![0; n + 1];
    for node in from {
        assert!((node as usize) < n, "a tie starts at a node");
        starts[node as usize + 1] += 1;
    }
    for node in 0..n {
        starts[node + 1] += starts[node];
    }
    starts
}

/// Gives every neighbour of `node` in either graph once, in ascending order: its weights in both added up, and in how many
/// of the two it is.
fn merge(a: &Graph, b: &Graph, node: usize, mut each: impl FnMut(u32, f64, u8)) {
    let (of_a, of_b) = (a.row(node), b.row(node));
    let (mut i, mut j) = (0, 0);
    while i < of_a.len() || j < of_b.len() {
        let end = match (of_a.get(i), of_b.get(j)) {
            (Some(&x), Some(&y)) => x.min(y),
            (Some(&x), None) => x,
            (None, Some(&y)) => y,
            (None, None) => break,
        };
        let (mut weight, mut count) = (0.0, 0);
        if of_a.get(i) == Some(&end) {
            (weight, count) = (a.weight(node, i), 1);
            i += 1;
        }
        if of_b.get(j) == Some(&end) {
            (weight, count) = (weight + b.weight(node, j), count + 1);
            j += 1;
        }
        each(end, weight, count);
    }
}

/// Gives every element that two ascending lists have in common, by its places in both.
pub(super) fn in_common(a: &[u32], b: &[u32], mut each: impl FnMut(usize, usize)) {
    // Looking up the few among the many is cheaper than walking through both once they differ much in length.
    if a.len() * 16 < b.len() {
        look_up(a, b, each);
    } else if b.len() * 16 < a.len() {
        look_up(b, a, |j, i| each(i, j));
    } else {
        walk(a, b, each);
    }
}

fn look_up(few: &[u32], many: &[u32], mut each: impl FnMut(usize, usize)) {
    for (i, end) in few.iter().enumerate() {
        if let Ok(j) = many.binary_search(end) {
            each(i, j);
        }
    }
}

fn walk(a: &[u32], b: &[u32], mut each: impl FnMut(usize, usize)) {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(i, j);
                i += 1;
                j += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn common_elements_are_found_whatever_the_lengths(mut a in prop::collection::vec(0u32..400, 0..200), mut b in prop::collection::vec(0u32..400, 0..8)) {
            for list in [&mut a, &mut b] {
                list.sort_unstable();
                list.dedup();
            }
            let wanted: Vec<u32> = a.iter().copied().filter(|x| b.contains(x)).collect();
            for (a, b) in [(&a, &b), (&b, &a)] {
                let mut found = Vec::new();
                in_common(a, b, |i, j| {
                    assert_eq!(a[i], b[j]);
                    found.push(a[i]);
                });
                prop_assert_eq!(&found, &wanted);
            }
        }

        #[test]
        fn turning_round_twice_changes_nothing(ties in prop::collection::vec((0u32..20, 0u32..20, 0.5f64..9.0), 0..60)) {
            let graph = Graph::weighted(20, &ties);
            prop_assert_eq!(graph.reversed().reversed(), graph.clone());
            let both = graph.underlying();
            for (from, to, weight) in both.all_arcs() {
                let [there, back] = [(from, to), (to, from)].map(|(a, b)| graph.weight_of(a, b));
                prop_assert_eq!(weight, there.unwrap_or(0.0) + back.unwrap_or(0.0));
                prop_assert_eq!(both.weight_of(to, from), Some(weight));
            }
            prop_assert_eq!(graph.all_arcs().filter(|&(a, b, _)| both.weight_of(a, b).is_none()).count(), 0);
        }
    }

    #[test]
    fn rows_and_lists_of_ties_give_the_same_graph() {
        let ties = [(3, 1), (0, 2), (0, 1), (3, 3), (0, 1)];
        let listed = Graph::new(Kind::Directed, 4, &ties);
        let rows = Graph::from_rows(4, |node, row| {
            row.extend(ties.iter().filter(|tie| tie.0 as usize == node).map(|tie| tie.1));
        });
        assert_eq!(listed, rows);
        assert_eq!((listed.ties(), listed.row(0), listed.row(2)), (3, &[1, 2][..], &[][..]));
        assert_eq!(Graph::new(Kind::Undirected, 4, &ties).ties(), 3);
    }
}
