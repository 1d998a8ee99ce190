//! Whether like are tied to like.

use super::Graph;

/// The E-I index of groups over the ties of a graph; ties of nodes without a group are left out.
#[must_use]
pub fn ei_index(graph: &Graph, group: impl Fn(usize) -> Option<u32>) -> Option<f64> {
    let (mut within, mut all) = (0u64, 0u64);
    for (from, to, _) in graph.all_arcs() {
        if let (Some(a), Some(b)) = (group(from), group(to)) {
            within += u64::from(a == b);
            all += 1;
        }
    }
    ei(within, all)
}

/// Ties by the groups of their ends, for those whose ends both have one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Ties that start in each group.
    pub from: Vec<u64>,
    /// Ties that end in each group.
    pub to: Vec<u64>,
    /// Ties that stay within their group.
    pub within: u64,
}

impl Groups {
    fn all(&self) -> u64 {
        self.from.iter().sum()
    }

    /// External less internal ties, by both (Krackhardt and Stern 1988): −1 if all ties stay within groups, 1 if none does.
    #[must_use]
    pub fn ei_index(&self) -> Option<f64> {
        ei(self.within, self.all())
    }

    /// Assortativity of groups (Newman 2003): (Tr e − Σab)/(1 − Σab), 1 if all ties stay within groups, 0 if they do as
    /// often as by chance.
    #[must_use]
    pub fn assortativity(&self) -> Option<f64> {
        let all = self.all();
        let total = all as f64;
        let ends = || self.from.iter().zip(&self.to);
        let by_chance: f64 = ends().map(|(&a, &b)| a as f64 / total * (b as f64 / total)).sum();
        let one_group = ends().any(|(&a, &b)| a == all && b == all);
        (all > 0 && !one_group).then(|| (self.within as f64 / total - by_chance) / (1.0 - by_chance))
    }
}

/// The E-I index of `all` ties of which so many stay within groups.
#[must_use]
pub fn ei(within: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| ((all - within) as f64 - within as f64) / all as f64)
}

/// [`Groups::assortativity`] of groups 0 to `groups` − 1 over the ties of a graph.
#[must_use]
pub fn assortativity_nominal(graph: &Graph, groups: usize, group: impl Fn(usize) -> Option<u32>) -> Option<f64> {
    let mut found = Groups { from: vec![0; groups], to: vec![0; groups], within: 0 };
    for (from, to, _) in graph.all_arcs() {
        let (Some(a), Some(b)) = (group(from), group(to)) else { continue };
        found.from[a as usize] += 1;
        found.to[b as usize] += 1;
        found.within += u64::from(a == b);
    }
    found.assortativity()
}

/// Sums over ties of a whole number at both ends, from which Pearson's correlation follows without rounding: the order in
/// which ties are added does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    ties: i128,
    from: i128,
    to: i128,
    both: i128,
    from_squares: i128,
    to_squares: i128,
}

impl Moments {
    /// Adds a tie.
    #[inline]
    pub fn add(&mut self, from: i64, to: i64) {
        let (from, to) = (i128::from(from), i128::from(to));
        self.ties += 1;
        self.from += from;
        self.to += to;
        self.both += from * to;
        self.from_squares += from * from;
        self.to_squares += to * to;
    }

    /// The sums of the ties of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            ties: self.ties + other.ties,
            from: self.from + other.from,
            to: self.to + other.to,
            both: self.both + other.both,
            from_squares: self.from_squares + other.from_squares,
            to_squares: self.to_squares + other.to_squares,
        }
    }

    /// Pearson's correlation; unknown where the values at either end do not vary.
    #[must_use]
    pub fn correlation(self) -> Option<f64> {
        let scaled = |product: i128, a: i128, b: i128| (self.ties * product - a * b) as f64;
        let of_from = scaled(self.from_squares, self.from, self.from);
        let of_to = scaled(self.to_squares, self.to, self.to);
        let varies = of_from > 0.0 && of_to > 0.0;
        varies.then(|| scaled(self.both, self.from, self.to) / (of_from.sqrt() * of_to.sqrt()))
    }
}

/// Assortativity of a quantity: Pearson's correlation of its values at both ends of ties. Unknown where the values at
/// either end do not vary.
#[must_use]
pub fn assortativity_numeric(graph: &Graph, values: &[f64]) -> Option<f64> {
    let ends = || graph.all_arcs().map(|(from, to, _)| (values[from], values[to]));
    let first = ends().next()?;
    let varies = |end: fn((f64, f64)) -> f64| ends().any(|pair| end(pair) != end(first));
    if !varies(|pair| pair.0) || !varies(|pair| pair.1) {
        return None;
    }
    let n = graph.arcs() as f64;
    let sums = ends().fold((0.0, 0.0), |sum, (a, b)| (sum.0 + a, sum.1 + b));
    let means = (sums.0 / n, sums.1 / n);
    let (mut both, mut of_from, mut of_to) = (0.0, 0.0, 0.0);
    for (a, b) in ends() {
        let (a, b) = (a - means.0, b - means.1);
        both += a * b;
        of_from += a * a;
        of_to += b * b;
    }
    Some(both / (of_from * of_to).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::network::Kind;

    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_of_whole_numbers_give_the_correlation(ties in prop::collection::vec((0u32..12, 0u32..12), 1..60), values in prop::array::uniform12(-9i64..9)) {
            let graph = Graph::new(Kind::Directed, 12, &ties);
            let mut moments = Moments::default();
            graph.all_arcs().for_each(|(from, to, _)| moments.add(values[from], values[to]));
            match (moments.correlation(), assortativity_numeric(&graph, &values.map(|value| value as f64))) {
                (Some(got), Some(want)) => prop_assert!((got - want).abs() < 1e-12, "{} {}", got, want),
                (got, want) => prop_assert_eq!(got, want),
            }
        }
    }
}
