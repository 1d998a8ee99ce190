//! How many ties are strong enough for each use, counted in every round.

use crate::phases::relate::Uses;
use crate::world::ties::Strength;

/// Ties, and how many of them are good for what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TieCounts {
    /// All ties; each is good for a talk.
    pub held: u64,
    /// Those that carry news.
    pub informing: u64,
    /// Those through which help flows: strong ones.
    pub strong: u64,
    /// Those through which skill spreads.
    pub teaching: u64,
    /// Those through which introductions are given.
    pub introducing: u64,
}

/// Strengths that are counted side by side.
const LANES: usize = 32;

impl TieCounts {
    /// Of some slots.
    #[must_use]
    pub fn of(slots: &[Strength], uses: &Uses) -> Self {
        let limits = [0.0, uses.information, uses.help, uses.knowledge, uses.access];
        let [held, informing, strong, teaching, introducing] = above(slots, limits.map(Strength::limit));
        Self { held, informing, strong, teaching, introducing }
    }

    /// The sums of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            held: self.held + other.held,
            informing: self.informing + other.informing,
            strong: self.strong + other.strong,
            teaching: self.teaching + other.teaching,
            introducing: self.introducing + other.introducing,
        }
    }
}

/// How many strengths are above each limit. Counts of one byte per lane, which hold up to 255 rows of lanes, let the processor
/// compare many strengths in one instruction.
fn above<const N: usize>(strengths: &[Strength], limits: [Strength; N]) -> [u64; N] {
    let mut counts = [0; N];
    for rows in strengths.chunks(LANES * usize::from(u8::MAX)) {
        let (whole, rest) = rows.as_chunks::<LANES>();
        let mut lanes = [[0_u8; LANES]; N];
        for row in whole {
            for (lanes, limit) in lanes.iter_mut().zip(limits) {
                for (lane, strength) in lanes.iter_mut().zip(row) {
                    *lane += u8::from(*strength > limit);
                }
            }
        }
        for ((count, lanes), limit) in counts.iter_mut().zip(lanes).zip(limits) {
            *count += lanes.into_iter().map(u64::from).sum::<u64>();
            *count += rest.iter().filter(|&&strength| strength > limit).count() as u64;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strengths_above_limits_are_counted(steps in prop::collection::vec(0u8..=255, 0..20_000), limits in prop::array::uniform3(0u8..=255)) {
            let strengths: Vec<Strength> = steps.iter().copied().map(Strength::from_steps).collect();
            let wanted = limits.map(|limit| steps.iter().filter(|&&step| step > limit).count() as u64);
            prop_assert_eq!(above(&strengths, limits.map(Strength::from_steps)), wanted);
        }
    }

    #[test]
    fn more_rows_than_a_byte_counts() {
        let strengths = vec![Strength::FULL; LANES * 600 + 7];
        assert_eq!(above(&strengths, [Strength::NONE, Strength::FULL]), [strengths.len() as u64, 0]);
    }
}
