//! Villages: a ring of neighbours in each, and far ties between them.

use super::{Held, Society};
use crate::ids::ClientId;
use crate::random::{Purpose, Word};
use crate::world::ties::Strength;
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;

/// First the village's ties, then the far ones. A far tie that by chance meets someone already held leaves its slot empty.
pub(super) fn ties(society: &Society<'_>) -> Ties {
    let (near, far) = (society.network.village_ties as usize, society.network.far_ties as usize);
    let clients = society.clients();
    let mut ties = society.fill(|client, village, own: &[Word; Ties::SLOTS]| {
        let ring = society.villages.clients_of(village);
        let mut held: Held = [None; Ties::SLOTS];
        for (slot, tie) in held[..near].iter_mut().enumerate() {
            *tie = neighbour(client - ring.start, ring.len(), slot).map(|at| society.near(ring.start + at));
        }
        for slot in near..near + far {
            let Some(other) = own[slot - near].other_than(client, 0..clients) else { continue };
            let known = held[..slot].iter().flatten().any(|tie| tie.to == ClientId::new(other));
            held[slot] = (!known).then(|| society.far(other));
        }
        held
    });
    if society.network.far_share < 1.0 {
        leave_out_far(society, &mut ties, near..near + far);
    }
    ties
}

/// Empties the far slots of the clients that have no far ties. Each has one word of its own for this, so that the others'
/// ties are what they would be if all had some.
fn leave_out_far(society: &Society<'_>, ties: &mut Ties, far: std::ops::Range<usize>) {
    let columns = (ties.ends.par_chunks_mut(BLOCK), ties.strengths.par_chunks_mut(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (ends, strengths))| {
        let mut words = society.draws.words(Purpose::FarTies, 0, block * BLOCK, 1);
        for (ends, strengths) in ends.iter_mut().zip(strengths) {
            let [word] = words.take();
            if !word.happens(society.network.far_share) {
                ends[far.clone()].fill(None);
                strengths[far.clone()].fill(Strength::NONE);
            }
        }
    });
}

/// The neighbour in a slot on a ring of `size`: +1, -1, +2, -2, … Nobody where the ring is so small that this neighbour
/// is oneself or has a slot already.
fn neighbour(at: usize, size: usize, slot: usize) -> Option<usize> {
    if slot + 1 >= size {
        return None;
    }
    let distance = slot / 2 + 1;
    Some(if slot.is_multiple_of(2) { (at + distance) % size } else { (at + size - distance) % size })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_ring_holds_no_one_twice_and_not_oneself(size in 1usize..12, at in 0usize..12, slots in 0usize..=Ties::SLOTS) {
            let at = at % size;
            let mut met: Vec<usize> = (0..slots).filter_map(|slot| neighbour(at, size, slot)).collect();
            prop_assert_eq!(met.len(), slots.min(size - 1));
            prop_assert!(!met.contains(&at));
            met.sort_unstable();
            met.dedup();
            prop_assert_eq!(met.len(), slots.min(size - 1));
        }
    }
}
