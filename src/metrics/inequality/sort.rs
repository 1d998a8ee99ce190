//! Amounts in ascending order. Three distributions are sorted every round: in societies of some thousands that is the largest single part of
//! what measures cost.

/// Bits by which amounts are told apart in one pass: the counts of their values fill an eighth of the fastest cache.
const DIGIT_BITS: u32 = 11;
/// The fewest amounts for which passes over all of them are faster than comparing them.
const FEWEST: usize = 1500;

/// Sorts amounts, digit by digit from the lowest (Knuth 1998, The Art of Computer Programming 3, 5.2.5, algorithm R), or, few of them, by
/// comparing them.
pub(super) fn sort(mut amounts: Vec<u64>) -> Vec<u64> {
    if amounts.len() < FEWEST {
        amounts.sort_unstable();
        return amounts;
    }
    let all_bits = amounts.iter().fold(0, |bits, amount| bits | amount);
    let mut sorted = vec![0; amounts.len()];
    for shift in (0..u64::BITS - all_bits.leading_zeros()).step_by(DIGIT_BITS as usize) {
        by_digit(&amounts, &mut sorted, shift);
        std::mem::swap(&mut amounts, &mut sorted);
    }
    amounts
}

/// Puts amounts into the order of one of their digits; amounts that have it in common stay in theirs.
fn by_digit(amounts: &[u64], sorted: &mut [u64], shift: u32) {
    const DIGITS: usize = 1 << DIGIT_BITS;
    let digit = |amount: u64| (amount >> shift) as usize % DIGITS;
    let mut places = [0_usize; DIGITS];
    amounts.iter().for_each(|&amount| places[digit(amount)] += 1);
    let mut first = 0;
    for place in &mut places {
        first += std::mem::replace(place, first);
    }
    for &amount in amounts {
        let place = &mut places[digit(amount)];
        sorted[*place] = amount;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn amounts_of_all_sizes_are_sorted(
            few in prop::collection::vec(any::<u64>(), 0..50), n in FEWEST..2 * FEWEST, width in 0u32..64, seed in any::<u64>(),
        ) {
            // Amounts of up to so many bits, many of them equal.
            let many = (0..n as u64).map(|i| (seed ^ i).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> width);
            let amounts: Vec<u64> = few.into_iter().chain(many).collect();
            let mut wanted = amounts.clone();
            wanted.sort_unstable();
            prop_assert_eq!(sort(amounts), wanted);
        }
    }
}
