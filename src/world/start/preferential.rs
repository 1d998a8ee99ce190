//! Preferential attachment: clients join one after another, and the better known someone is, the likelier newcomers choose him.
//!
//! A newcomer who makes k choices picks one of the entries of a list in which every earlier client stands once for being there
//! and once more for every first choice of others that fell on him (Batagelj and Brandes 2005). The entries of client j are
//! the k + 1 places from j·(k + 1) on: himself, then his k choices. So the list need not be kept: an entry that is a choice is looked up in the
//! word that its owner drew for it, and so on back to someone who stands for himself. Every choice depends on earlier words only,
//! never on earlier results, and all clients choose at once (Sanders and Schulz 2016, "Scalable generation of scale-free graphs").

use super::{Held, Society};
use crate::ids::ClientId;
use crate::random::{Purpose, Word};
use crate::world::{BLOCK, Ties};
use rayon::prelude::*;

/// Words that one client owns: its first choices, and spare ones for choices that fell on someone it knows already.
const QUOTA: usize = 2 * Ties::SLOTS;

/// The first k + 1 clients have nobody, or too few, to choose from: they know one another. Who chooses someone twice chooses again,
/// eight times in all, and then leaves the slot empty; who is well known is judged by first choices only.
pub(super) fn ties(society: &Society<'_>) -> Ties {
    let count = society.ties_per_client();
    let choices = Choices::draw(society, count);
    society.fill(|client, village, own: &[Word; QUOTA]| {
        let home = society.villages.clients_of(village);
        let mut held: Held = [None; Ties::SLOTS];
        if client <= count {
            let others = (0..=count).filter(|&other| other != client && other < society.clients());
            for (tie, other) in held.iter_mut().zip(others) {
                *tie = Some(society.tie(other, &home));
            }
            return held;
        }
        let mut spare = own[Ties::SLOTS..].iter();
        for slot in 0..count {
            let mut words = std::iter::once(&own[slot]).chain(&mut spare);
            held[slot] = words.find_map(|&word| {
                let other = choices.end(client, word);
                let known = held[..slot].iter().flatten().any(|tie| tie.to == ClientId::new(other));
                (!known).then(|| society.tie(other, &home))
            });
        }
        held
    })
}

/// The words of all first choices.
struct Choices {
    words: Vec<Word>,
    per_client: usize,
}

impl Choices {
    /// Draws them: four bytes per choice, until the ties are made.
    fn draw(society: &Society<'_>, per_client: usize) -> Self {
        let mut words = vec![Word::default(); society.clients() * per_client];
        words.par_chunks_mut(BLOCK * per_client.max(1)).enumerate().for_each(|(block, words)| {
            let mut drawn = society.draws.words(Purpose::PopulateTies, 0, block * BLOCK, QUOTA as u32);
            for own in words.chunks_exact_mut(per_client) {
                own.copy_from_slice(&drawn.take::<QUOTA>()[..per_client]);
            }
        });
        Self { words, per_client }
    }

    /// Whom a word chooses among the clients before `client`, which is none of the first k + 1.
    fn end(&self, mut client: usize, mut word: Word) -> usize {
        loop {
            let (earlier, rest) = word.below_and_rest(client);
            let Some(choice) = rest.below(self.per_client + 1).checked_sub(1) else { return earlier };
            if earlier <= self.per_client {
                return if choice < earlier { choice } else { choice + 1 };
            }
            (client, word) = (earlier, self.words[earlier * self.per_client + choice]);
        }
    }
}
