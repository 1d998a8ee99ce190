//! Ties that a file lists.

use super::{Held, Society};
use crate::ids::ClientId;
use crate::world::Ties;
use crate::world::ties::{Strength, Tie};

/// One tie of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who knows the other.
    pub from: ClientId,
    /// Who is known.
    pub to: ClientId,
    /// How well; never nothing.
    pub strength: Strength,
}

/// Ties in the order of those whose they are: at most [`Ties::SLOTS`] each, no one to himself, no one twice to the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TieList(Vec<Listed>);

/// What is wrong with a tie among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It leads to its owner.
    Oneself,
    /// The tie at this index is the same.
    Twice(usize),
    /// It is one more than its owner has slots.
    TooMany,
}

impl TieList {
    /// A list of ties. Those of one client keep their order, which is that of its slots.
    ///
    /// # Errors
    /// The index of every tie that must not be there, with the reason, in order. Of a client that has too many, only the first tie
    /// too many is told.
    pub fn new(mut ties: Vec<Listed>) -> Result<Self, Vec<(usize, Fault)>> {
        let faults = faults(&ties);
        ties.sort_by_key(|tie| tie.from);
        if faults.is_empty() { Ok(Self(ties)) } else { Err(faults) }
    }

    /// The ties, in the order of their owners.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Listed> + Clone {
        self.0.iter()
    }

    /// How many ties there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The ties of a client.
    #[must_use]
    pub fn of(&self, client: ClientId) -> &[Listed] {
        let start = self.0.partition_point(|tie| tie.from < client);
        let end = start + self.0[start..].iter().take_while(|tie| tie.from == client).count();
        &self.0[start..end]
    }
}

fn faults(ties: &[Listed]) -> Vec<(usize, Fault)> {
    let mut order: Vec<usize> = (0..ties.len()).collect();
    order.sort_by_key(|&index| (ties[index].from, ties[index].to));
    let mut faults: Vec<(usize, Fault)> = Vec::new();
    for same in order.chunk_by(|&a, &b| (ties[a].from, ties[a].to) == (ties[b].from, ties[b].to)) {
        let fault = if ties[same[0]].from == ties[same[0]].to { Some((same[0], Fault::Oneself)) } else { None };
        faults.extend(fault.into_iter().chain(same[1..].iter().map(|&index| (index, Fault::Twice(same[0])))));
    }
    faults.sort_unstable_by_key(|(index, _)| *index);
    let wrong = |index: &usize| faults.binary_search_by_key(index, |(index, _)| *index).is_ok();
    order.retain(|index| !wrong(index));
    order.sort_by_key(|&index| (ties[index].from, index));
    let owners = order.chunk_by(|&a, &b| ties[a].from == ties[b].from);
    faults.extend(owners.filter_map(|of_one| of_one.get(Ties::SLOTS).map(|&index| (index, Fault::TooMany))));
    faults.sort_unstable_by_key(|(index, _)| *index);
    faults
}

/// Every client's ties as listed, in the order of the list.
pub(super) fn ties(society: &Society<'_>, list: &TieList) -> Ties {
    society.fill(|client, _, _: &[_; 0]| {
        let mut held: Held = [None; Ties::SLOTS];
        for (slot, tie) in held.iter_mut().zip(list.of(ClientId::new(client))) {
            *slot = Some(Tie { to: tie.to, strength: tie.strength });
        }
        held
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie((from, to): (usize, usize)) -> Listed {
        Listed { from: ClientId::new(from), to: ClientId::new(to), strength: Strength::FULL }
    }

    #[test]
    fn a_list_keeps_the_order_of_each_clients_ties() {
        let list = TieList::new([(2, 9), (0, 1), (2, 3), (0, 5)].map(tie).to_vec()).unwrap();
        assert_eq!(list.of(ClientId::new(2)), [(2, 9), (2, 3)].map(tie));
        assert_eq!(list.of(ClientId::new(1)), []);
        assert_eq!(list.iter().len(), 4);
    }

    #[test]
    fn every_wrong_tie_is_told_once() {
        let mut ties: Vec<Listed> = (1..=10).map(|to| tie((0, to))).collect();
        ties.extend([(3, 3), (3, 4), (3, 4), (3, 4)].map(tie));
        let faults = TieList::new(ties).unwrap_err();
        assert_eq!(faults, [(8, Fault::TooMany), (10, Fault::Oneself), (12, Fault::Twice(11)), (13, Fault::Twice(11))]);
    }
}
