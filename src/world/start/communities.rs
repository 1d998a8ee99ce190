//! Communities: a planted partition. Groups cut across villages, and most ties stay within them.

use super::urn::Urn;
use super::{Held, Society};
use crate::random::Word;
use crate::world::Ties;

/// Words that one client owns: whether each tie leads out of the group, and to whom.
const QUOTA: usize = 2 * Ties::SLOTS;

/// Every tie leads out of the group with probability `mixing`, drawn for it alone; its end is drawn without repetition from those
/// on that side. Where nobody is left there, the slot stays empty.
pub(super) fn ties(society: &Society<'_>) -> Ties {
    let groups = Groups { clients: society.clients(), groups: society.network.communities as usize };
    let (count, mixing) = (society.ties_per_client(), society.network.mixing);
    society.fill(|client, _, own: &[Word; QUOTA]| {
        let group = client % groups.groups;
        let size = groups.size(group);
        let mut inside = Urn::new(size).without(client / groups.groups);
        let mut outside = Urn::new(groups.clients - size);
        let (leaves, whom) = own.split_at(Ties::SLOTS);
        let mut held: Held = [None; Ties::SLOTS];
        for (slot, tie) in held[..count].iter_mut().enumerate() {
            *tie = if leaves[slot].happens(mixing) {
                outside.draw(whom[slot]).map(|at| society.far(groups.stranger(group, at)))
            } else {
                inside.draw(whom[slot]).map(|at| society.near(groups.member(group, at)))
            };
        }
        held
    })
}

/// Client i is of group i mod `groups`: neighbours in a village are of different ones.
struct Groups {
    clients: usize,
    groups: usize,
}

impl Groups {
    /// How many clients a group has.
    fn size(&self, group: usize) -> usize {
        (self.clients + self.groups - 1 - group) / self.groups
    }

    /// The member of a group at a place among them.
    fn member(&self, group: usize, at: usize) -> usize {
        at * self.groups + group
    }

    /// The client at a place among those of other groups, in the order of numbers.
    fn stranger(&self, group: usize, at: usize) -> usize {
        let others = self.groups - 1;
        let (round, place) = (at / others, at % others);
        round * self.groups + if place < group { place } else { place + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn members_and_strangers_are_all_clients_once(clients in 1usize..60, groups in 1usize..12, group in 0usize..12) {
            let group = group % groups;
            let society = Groups { clients, groups };
            let size = society.size(group);
            let members: Vec<usize> = (0..size).map(|at| society.member(group, at)).collect();
            prop_assert_eq!(&members, &(0..clients).filter(|client| client % groups == group).collect::<Vec<_>>());
            let strangers: Vec<usize> = (0..clients - size).map(|at| society.stranger(group, at)).collect();
            prop_assert_eq!(strangers, (0..clients).filter(|client| client % groups != group).collect::<Vec<_>>());
        }
    }
}
