//! Whom offers reached: by fifths of income, and how many ties they have.
//!
//! A client's fifth follows from how many clients earn less than it, so that equal incomes are of one fifth. Where the fifths begin is found by
//! counting the upper halves of incomes, then the lower halves where a fifth begins: it takes no sorting, and no memory per client.

use crate::quantity::SmallMoney;
use crate::world::politics::record::Reach;
use crate::world::politics::voters::{Mark, Marks};
use crate::world::ties::{Slots, Strengths};
use crate::world::{BLOCK, per_thread::PerThread};
use rayon::prelude::*;

const FIFTHS: usize = 5;
/// Halves of an income in micro-S: 16 bits each.
const HALVES: usize = 1 << 16;

/// How many clients of every fifth there are, how many of them were offered something, and how many ties they have.
#[must_use]
pub fn reach(income: &[SmallMoney], marks: &[Marks], strengths: &[Strengths]) -> Reach {
    let limits = limits(income);
    let columns = (income.par_chunks(BLOCK), marks.par_chunks(BLOCK), strengths.par_chunks(BLOCK));
    let blocks = columns.into_par_iter().map(|(income, marks, strengths)| {
        let mut reach = Reach::default();
        for ((income, marks), strengths) in income.iter().zip(marks).zip(strengths) {
            let fifth = limits.iter().filter(|&&limit| income.micros() > limit).count();
            let (offered, ties) = (u64::from(marks.has(Mark::Offered)), Slots::held(strengths).len() as u64);
            reach.clients[fifth] += 1;
            reach.offered[fifth] += offered;
            reach.ties += ties;
            reach.ties_offered += offered * ties;
        }
        reach
    });
    blocks.reduce(Reach::default, Reach::and)
}

/// The incomes [micro-S] above which the second to the last fifth begin: a client is above the k-th iff at least k fifths of all earn less.
fn limits(income: &[SmallMoney]) -> [u32; FIFTHS - 1] {
    let upper = |income: u32| (income >> 16) as usize;
    let uppers = counts(income, |income| Some(upper(income)));
    std::array::from_fn(|k| {
        // The last of so many who are to be below.
        let rank = ((k + 1) * income.len()).div_ceil(FIFTHS);
        let (high, before) = at(&uppers, rank);
        let lowers = counts(income, |income| (upper(income) == high).then_some(income as usize % HALVES));
        let (low, _) = at(&lowers, rank - before);
        (high * HALVES + low) as u32
    })
}

/// How many incomes fall into each class.
fn counts(income: &[SmallMoney], class: impl Fn(u32) -> Option<usize> + Sync) -> Vec<u64> {
    let mut lanes = PerThread::new(|| vec![0_u64; HALVES]);
    income.par_chunks(BLOCK).for_each(|income| {
        let mut lane = lanes.own();
        income.iter().filter_map(|income| class(income.micros())).for_each(|class| lane[class] += 1);
    });
    let mut sums = vec![0; HALVES];
    for lane in lanes.all() {
        sums.iter_mut().zip(lane).for_each(|(sum, part)| *sum += *part);
    }
    sums
}

/// The class in which the one of this rank (from 1) is, and how many are in the classes before it; the first class where nobody is.
fn at(counts: &[u64], rank: usize) -> (usize, usize) {
    let mut before = 0;
    for (class, &count) in counts.iter().enumerate() {
        if before + count as usize >= rank {
            return (class, before);
        }
        before += count as usize;
    }
    unreachable!("a rank is at most the number of all")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Ties;
    use crate::world::ties::Strength;
    use proptest::prelude::*;

    /// As it is defined: by how many earn less.
    fn obvious(income: &[u32], offered: &[bool], ties: &[usize]) -> Reach {
        let mut reach = Reach::default();
        for ((own, &offered), &ties) in income.iter().zip(offered).zip(ties) {
            let less = income.iter().filter(|&other| other < own).count();
            reach.clients[FIFTHS * less / income.len()] += 1;
            reach.offered[FIFTHS * less / income.len()] += u64::from(offered);
            reach.ties += ties as u64;
            reach.ties_offered += if offered { ties as u64 } else { 0 };
        }
        reach
    }

    fn counted(income: &[u32], offered: &[bool], ties: &[usize]) -> Reach {
        let income: Vec<SmallMoney> = income.iter().copied().map(SmallMoney::from_micros).collect();
        let marks: Vec<Marks> = offered.iter().map(|&offered| Marks::default().with(Mark::Offered, offered)).collect();
        let tie = |held: bool| if held { Strength::nearest(0.3) } else { Strength::NONE };
        // A client's ties lie in its last slots.
        let strengths: Vec<Strengths> =
            ties.iter().map(|&ties| std::array::from_fn(|slot| tie(slot + ties >= Ties::SLOTS))).collect();
        reach(&income, &marks, &strengths)
    }

    proptest! {
        #[test]
        fn fifths_are_as_defined(income in prop::collection::vec(prop_oneof![0_u32..4, 65_530_u32..65_540, any::<u32>()], 1..60)) {
            let offered: Vec<bool> = income.iter().map(|income| income % 3 == 0).collect();
            let ties: Vec<usize> = income.iter().map(|income| *income as usize % 9).collect();
            prop_assert_eq!(counted(&income, &offered, &ties), obvious(&income, &offered, &ties));
        }
    }

    #[test]
    fn equals_are_of_one_fifth() {
        let reach = counted(&[0, 0, 0, 0, 0, 0, 7, 8, 9, 9], &[true; 10], &[3; 10]);
        assert_eq!((reach.clients, reach.offered), ([6, 0, 0, 2, 2], [6, 0, 0, 2, 2]));
        assert_eq!(counted(&[], &[], &[]), Reach::default());
    }
}
