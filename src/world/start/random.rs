//! Random: anyone else, each equally likely and at most once.

use super::urn::Urn;
use super::{Held, Society};
use crate::random::Word;
use crate::world::Ties;

/// Every client draws its ties without repetition, so that all have equally many, in the smallest society too.
pub(super) fn ties(society: &Society<'_>) -> Ties {
    let (clients, count) = (society.clients(), society.ties_per_client());
    society.fill(|client, village, own: &[Word; Ties::SLOTS]| {
        let home = society.villages.clients_of(village);
        let mut others = Urn::new(clients).without(client);
        let mut held: Held = [None; Ties::SLOTS];
        for (tie, &word) in held.iter_mut().zip(&own[..count]) {
            *tie = others.draw(word).map(|other| society.tie(other, &home));
        }
        held
    })
}
