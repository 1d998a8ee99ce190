//! Whether like are tied to like.

use super::Graph;

/// External less internal ties, by both (Krackhardt and Stern 1988): −1 if all ties stay within groups, 1 if none does.
/// Ties of nodes without a group are left out.
#[must_use]
pub fn ei_index(graph: &Graph, group: impl Fn(usize) -> Option<u32>) -> Option<f64> {
    let (mut external, mut internal) = (0u64, 0u64);
    for (from, to, _) in graph.all_arcs() {
        match (group(from), group(to)) {
            (Some(a), Some(b)) if a == b => internal += 1,
            (Some(_), Some(_)) => external += 1,
            _ => {}
        }
    }
    let all = external + internal;
    (all > 0).then(|| (external as f64 - internal as f64) / all as f64)
}

/// Assortativity of groups 0 to `groups` − 1 (Newman 2003): (Tr e − Σab)/(1 − Σab), 1 if all ties stay within groups, 0 if
/// they do as often as by chance. Ties of nodes without a group are left out.
#[must_use]
pub fn assortativity_nominal(graph: &Graph, groups: usize, group: impl Fn(usize) -> Option<u32>) -> Option<f64> {
    let (mut from_group, mut to_group) = (vec![0u64; groups], vec![0u64; groups]);
    let (mut within, mut all) = (0u64, 0u64);
    for (from, to, _) in graph.all_arcs() {
        let (Some(a), Some(b)) = (group(from), group(to)) else { continue };
        from_group[a as usize] += 1;
        to_group[b as usize] += 1;
        within += u64::from(a == b);
        all += 1;
    }
    let total = all as f64;
    let by_chance: f64 = from_group.iter().zip(&to_group).map(|(&a, &b)| a as f64 / total * (b as f64 / total)).sum();
    let one_group = from_group.iter().zip(&to_group).any(|(&a, &b)| a == all && b == all);
    (all > 0 && !one_group).then(|| (within as f64 / total - by_chance) / (1.0 - by_chance))
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

/// The mean rank of every value among all, from 0; equal values share theirs.
#[must_use]
pub fn ranks<T: Ord>(values: &[T]) -> Vec<f64> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[a as usize].cmp(&values[b as usize]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|&a, &b| values[a as usize] == values[b as usize]) {
        let rank = before as f64 + (equal.len() - 1) as f64 / 2.0;
        for &i in equal {
            ranks[i as usize] = rank;
        }
        before += equal.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_their_mean_rank() {
        assert_eq!(ranks(&[30, 10, 20, 10, 10]), [4.0, 1.0, 3.0, 1.0, 1.0]);
        assert_eq!(ranks::<i64>(&[]), [0.0; 0]);
    }
}
