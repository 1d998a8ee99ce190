//! Ranks.

/// The ranks of values, from 1 for the smallest; equal values share the mean of their ranks.
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for group in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let shared = before as f64 + f64::midpoint(1.0, group.len() as f64);
        group.iter().for_each(|&place| ranks[place] = shared);
        before += group.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_the_mean_of_their_ranks() {
        assert_eq!(ranks(&[3.0, -1.0, 3.0, 0.0, -0.0, 3.0]), [5.0, 1.0, 5.0, 2.5, 2.5, 5.0]);
        assert_eq!(ranks(&[]), [0.0; 0]);
    }

    proptest! {
        /// A rank is one more than the number of smaller values, and half the number of other equal ones.
        #[test]
        fn ranks_count_smaller_values(values in prop::collection::vec(-4i8..4, 0..40)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            for (value, rank) in values.iter().zip(ranks(&values)) {
                let count = |holds: &dyn Fn(f64) -> bool| values.iter().filter(|&&other| holds(other)).count() as f64;
                let expected = 1.0 + count(&|other| other < *value) + (count(&|other| other == *value) - 1.0) / 2.0;
                prop_assert_eq!(rank, expected);
            }
        }
    }
}
