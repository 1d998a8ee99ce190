//! Ranks of wealth: exact, or by classes where there is no room for the rank of every client.
//!
//! Ranks are doubled, which makes the mean rank of equal values a whole number.

use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Classes of wealth per doubling.
pub const CLASSES: u64 = 1 << CLASS_BITS;
const CLASS_BITS: u32 = 8;

/// The doubled mean rank of every value among all, from 0; equal values share theirs.
#[must_use]
pub fn exact<T: Ord>(values: &[T]) -> Vec<i64> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_by(|&a, &b| values[a as usize].cmp(&values[b as usize]));
    let mut ranks = vec![0; values.len()];
    let mut before = 0;
    for equal in order.chunk_by(|&a, &b| values[a as usize] == values[b as usize]) {
        for &i in equal {
            ranks[i as usize] = doubled(before, equal.len());
        }
        before += equal.len();
    }
    ranks
}

/// The doubled mean rank of so many values above so many others.
fn doubled(before: usize, equal: usize) -> i64 {
    (2 * before + equal) as i64 - 1
}

/// The class of a value: the value itself up to [`CLASSES`], and classes of equal parts of a doubling above.
fn class(value: u64) -> usize {
    let shift = (u64::BITS - value.leading_zeros()).saturating_sub(CLASS_BITS + 1);
    ((u64::from(shift) << CLASS_BITS) + (value >> shift)) as usize
}

/// Ranks by classes: all values of a class have its mean rank.
pub struct Classed(Vec<i64>);

impl Classed {
    /// Of `n` values, in parallel. Takes no memory that grows with their number.
    #[must_use]
    pub fn of(n: usize, value: impl Fn(usize) -> u64 + Sync) -> Self {
        let counts: Vec<AtomicU32> = (0..=class(u64::MAX)).map(|_| AtomicU32::new(0)).collect();
        (0..n).into_par_iter().for_each(|i| {
            counts[class(value(i))].fetch_add(1, Relaxed);
        });
        let mut before = 0;
        let rank = |count: AtomicU32| {
            let count = count.into_inner() as usize;
            before += count;
            doubled(before - count, count)
        };
        Self(counts.into_iter().map(rank).collect())
    }

    /// The doubled rank of a value that is one of them.
    #[inline]
    #[must_use]
    pub fn rank(&self, value: u64) -> i64 {
        self.0[class(value)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_their_mean_rank() {
        assert_eq!(exact(&[30, 10, 20, 10, 10]), [8, 2, 6, 2, 2]);
        assert_eq!(exact::<i64>(&[]), [0; 0]);
    }

    proptest! {
        #[test]
        fn classes_are_in_order_and_narrow(value in 0u64..u64::MAX / 2, step in 0u64..1 << 40) {
            prop_assert!(class(value) <= class(value + step));
            let next = value + (value >> CLASS_BITS).max(1);
            prop_assert!(class(value) < class(next), "{} {}", value, next);
        }

        #[test]
        fn within_a_class_all_have_its_mean_rank(values in prop::collection::vec(0u64..1000, 1..80)) {
            let classed = Classed::of(values.len(), |i| values[i]);
            let ranks: Vec<i64> = values.iter().map(|&value| classed.rank(value)).collect();
            let even: Vec<u64> = values.iter().map(|&value| if value < 2 * CLASSES { value } else { value / 2 * 2 }).collect();
            prop_assert_eq!(ranks, exact(&even));
        }
    }
}
