//! What clients decide from the world as it is: whom they meet, what they hear and learn, whom they get to know. Writes whom
//! they talk to. Draws as [`super`] says.

use super::{CLIENT_QUOTA, Similarity};
use crate::ids::{ClientId, PatronId};
use crate::phases::{Moment, Parameters};
use crate::random::{Purpose, Word};
use crate::world::clients::is_hungry;
use crate::world::ties::{Slots, Strength, Tie};
use crate::world::{BLOCK, Stage, World};
use rayon::prelude::*;
use std::ops::Range;

/// Two clients are brought together; each keeps what it makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Encounter {
    pub client: ClientId,
    pub other: ClientId,
}

/// A client of a block hears of a patron from someone who has only heard of it, too.
pub(super) struct Rumour {
    /// Its place in the block.
    pub client: u16,
    pub patron: PatronId,
    /// How far that brings it.
    pub stage: Stage,
}

/// A client of a block learns.
pub(super) struct Lesson {
    /// Its place in the block.
    pub client: u16,
    /// Its skill from now on.
    pub skill: f32,
}

/// News through a tie of a client of a block has proved true.
pub(super) struct Proof {
    /// Its place in the block.
    pub client: u16,
    pub slot: u8,
}

/// What the clients of a block decide: little, because little happens to most of them.
#[derive(Default)]
pub(super) struct Decided {
    pub rumours: Vec<Rumour>,
    pub lessons: Vec<Lesson>,
    /// In the order of clients.
    pub proofs: Vec<Proof>,
    pub encounters: Vec<Encounter>,
}

/// Strengths above which ties are good for something, and how often that happens.
struct Chances {
    information: Strength,
    knowledge: Strength,
    hearsay: f64,
    teaching: f64,
    meeting: f64,
    closure: f64,
    /// Up to here, what is no closure is someone of the village.
    local: f64,
    learning: f64,
}

impl Chances {
    fn of(parameters: &Parameters) -> Self {
        let Parameters { ties, uses, mobility, .. } = parameters;
        Self {
            information: Strength::limit(uses.information),
            knowledge: Strength::limit(uses.knowledge),
            hearsay: mobility.information * ties.hearsay,
            teaching: ties.teaching,
            meeting: ties.meeting,
            closure: ties.closure,
            local: ties.closure + (1.0 - ties.closure) * ties.local,
            learning: ties.learning,
        }
    }
}

/// A client, as it looks at the world.
struct Viewer<'a> {
    world: &'a World,
    chances: &'a Chances,
    similarity: &'a Similarity<'a>,
    /// The clients of its village.
    home: Range<usize>,
    client: usize,
}

/// Everybody's decisions, block by block; also writes whom everybody talks to.
pub(super) fn look(world: &mut World, parameters: &Parameters, similarity: &Similarity<'_>, moment: Moment) -> Vec<Decided> {
    let mut talks = std::mem::take(&mut world.clients.talks);
    let (snapshot, chances) = (&*world, Chances::of(parameters));
    let blocks = talks.par_chunks_mut(BLOCK).enumerate().map(|(block, talks)| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Relate, moment.round, first, CLIENT_QUOTA as u32);
        let mut decided = Decided::default();
        for (village, part) in snapshot.villages.within(first..first + talks.len()) {
            let home = snapshot.villages.clients_of(village);
            for client in part {
                let viewer = Viewer { world: snapshot, chances: &chances, similarity, home: home.clone(), client };
                let own = (client - first) as u16;
                talks[usize::from(own)] = viewer.look(talks[usize::from(own)], own, words.take(), &mut decided);
            }
        }
        decided
    });
    let decided = blocks.collect();
    world.clients.talks = talks;
    decided
}

impl Viewer<'_> {
    /// Decides for client `own` of the block, who last talked to `last`; gives whom it talks to now: a slot plus 1, or 0.
    #[inline]
    fn look(&self, last: u8, own: u16, words: [Word; CLIENT_QUOTA], decided: &mut Decided) -> u8 {
        let [whom, rumour, lesson, meets, how, which, whose, likes] = words;
        if let Some(slot) = self.proved(last) {
            decided.proofs.push(Proof { client: own, slot });
        }
        if meets.happens(self.chances.meeting) {
            decided.encounters.extend(self.encounter(how, which, whose, likes));
        }
        let Some(slot) = self.one_of(self.client, whom) else { return 0 };
        let strength = self.world.ties.strengths[self.client][slot];
        if rumour.happens(self.chances.hearsay) && strength > self.chances.information {
            decided.rumours.extend(self.hearsay(slot, own));
        }
        if lesson.happens(self.chances.teaching) && strength > self.chances.knowledge {
            decided.lessons.extend(self.lesson(slot, own));
        }
        slot as u8 + 1
    }

    /// The slot of one of the ties of a client.
    #[inline]
    fn one_of(&self, client: usize, word: Word) -> Option<usize> {
        let held = Slots::above(&self.world.ties.strengths[client], Strength::NONE);
        (!held.is_empty()).then(|| held.nth(word.below(held.len())))
    }

    /// The slot on whose word the client changed patrons last round, if that was no mistake: it was not hungry since.
    #[inline]
    fn proved(&self, last: u8) -> Option<u8> {
        let clients = &self.world.clients;
        let (i, slot) = (self.client, last.checked_sub(1)?);
        let is_new = clients.tenure[i] == 0 && clients.patron[i].is_some();
        if !is_new || is_hungry(clients.wealth[i], clients.consumed[i], clients.unmet[i]) {
            return None;
        }
        let Tie { to, .. } = self.world.ties.tie(i, slot.into())?;
        (clients.patron[to.index()] == clients.patron[i]).then_some(slot)
    }

    /// What the client hears of the prospect of the tie in a slot, if that brings it any further.
    fn hearsay(&self, slot: usize, own: u16) -> Option<Rumour> {
        let clients = &self.world.clients;
        let teller = self.world.ties.tie(self.client, slot)?.to.index();
        let patron = clients.prospect[teller].filter(|&patron| clients.patron[self.client] != Some(patron))?;
        let same = clients.prospect[self.client] == Some(patron);
        let likes = matches!(clients.stage[teller], Stage::Liked | Stage::Trusted);
        let stage = match clients.stage[self.client] {
            Stage::None | Stage::Known if !same => Stage::Known,
            Stage::Known if likes => Stage::Liked,
            _ => return None,
        };
        Some(Rumour { client: own, patron, stage })
    }

    /// What the client learns from the tie in a slot, if that one is more skilled.
    fn lesson(&self, slot: usize, own: u16) -> Option<Lesson> {
        let skill = &self.world.clients.skill;
        let teacher = self.world.ties.tie(self.client, slot)?.to.index();
        let (skill, better) = (f64::from(skill[self.client]), f64::from(skill[teacher]));
        (better > skill).then(|| Lesson { client: own, skill: (skill + self.chances.learning * (better - skill)) as f32 })
    }

    /// Whom the client gets to know, if it does not know that one, and they are alike enough to like each other.
    fn encounter(&self, how: Word, which: Word, whose: Word, likes: Word) -> Option<Encounter> {
        let other = if how.happens(self.chances.closure) {
            self.tie_of_a_tie(which, whose)?
        } else if how.happens(self.chances.local) {
            another(&self.home, self.client, which)?
        } else {
            another(&(0..self.world.clients.len()), self.client, which)?
        };
        let id = ClientId::new(other);
        let stranger = other != self.client && self.world.ties.between(self.client, id).is_none();
        let accepted = stranger && likes.happens(self.similarity.of(&self.world.clients, &self.home, self.client, other));
        accepted.then_some(Encounter { client: ClientId::new(self.client), other: id })
    }

    fn tie_of_a_tie(&self, which: Word, whose: Word) -> Option<usize> {
        let ties = &self.world.ties;
        let friend = ties.tie(self.client, self.one_of(self.client, which)?)?.to.index();
        Some(ties.tie(friend, self.one_of(friend, whose)?)?.to.index())
    }
}

/// Another client of a range that `client` is in, if there is one.
fn another(range: &Range<usize>, client: usize, word: Word) -> Option<usize> {
    if range.len() < 2 {
        return None;
    }
    let other = range.start + word.below(range.len() - 1);
    Some(if other < client { other } else { other + 1 })
}
