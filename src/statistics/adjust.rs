//! Many tests at once.

/// p-values adjusted so that rejecting those up to q keeps the expected share of false rejections at q: the smallest m·p/rank over all
/// ranks from its own on, at most 1, where m is the number of tests (Benjamini and Hochberg 1995, Controlling the false discovery rate,
/// Journal of the Royal Statistical Society B 57). Missing values stay missing and are not counted.
#[must_use]
pub fn benjamini_hochberg(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut known: Vec<(usize, f64)> = values.iter().enumerate().filter_map(|(i, p)| Some((i, (*p)?))).collect();
    known.sort_by(|(_, a), (_, b)| a.total_cmp(b));
    let mut adjusted = vec![None; values.len()];
    let (tests, mut smallest) = (known.len() as f64, 1.0f64);
    for (below, &(i, p)) in known.iter().enumerate().rev() {
        smallest = smallest.min(p * tests / (below + 1) as f64);
        adjusted[i] = Some(smallest);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_are_not_counted() {
        assert_eq!(benjamini_hochberg(&[None, Some(0.25), None, Some(0.75)]), [None, Some(0.5), None, Some(0.75)]);
        assert_eq!(benjamini_hochberg(&[None]), [None]);
        assert_eq!(benjamini_hochberg(&[]), []);
    }

    #[test]
    fn equal_values_stay_equal() {
        assert_eq!(benjamini_hochberg(&[Some(0.5), Some(0.125), Some(0.5), Some(0.5)]), [Some(0.5); 4]);
    }
}
