//! What clients decide from the world as it is: whom they meet, what they hear and learn, whom they get to know. Writes whom
//! they talk to. Draws as [`super`] says.

use super::similarity::Peer;
use super::{CLIENT_QUOTA, Similarity};
use crate::ids::{ClientId, PatronId};
use crate::phases::{Moment, Parameters};
use crate::random::{Further, Odds, Purpose, Word};
use crate::world::clients::is_hungry;
use crate::world::ties::{Slots, Strength, Strengths, Tie};
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

impl Decided {
    /// Gives back what the lists took too much: those of all blocks are held together.
    fn shrink(&mut self) {
        self.rumours.shrink_to_fit();
        self.lessons.shrink_to_fit();
        self.proofs.shrink_to_fit();
        self.encounters.shrink_to_fit();
    }
}

/// Strengths above which ties are good for something, and how often that happens.
struct Chances {
    information: Strength,
    knowledge: Strength,
    hearsay: Odds,
    teaching: Odds,
    meeting: Odds,
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
            hearsay: Odds::of(mobility.information * ties.hearsay),
            teaching: Odds::of(ties.teaching),
            meeting: Odds::of(ties.meeting),
            closure: ties.closure,
            local: ties.closure + (1.0 - ties.closure) * ties.local,
            learning: ties.learning,
        }
    }
}

/// Who looks, and at what: the world as it is.
#[derive(Clone, Copy)]
struct View<'a> {
    world: &'a World,
    chances: &'a Chances,
    similarity: &'a Similarity<'a>,
}

/// A client of a block, to whose slot something happens.
#[derive(Clone, Copy)]
struct At {
    client: usize,
    /// Its place in the block.
    own: u16,
    slot: usize,
}

/// A client that is brought together with someone, and its words for that.
struct Chance {
    client: usize,
    words: [Word; 4],
}

/// Clients to whom more happens than to meet a tie. They are gathered first and looked at together: whom they look at is anywhere
/// in memory, and loops that only fetch let the processor fetch many at once.
#[derive(Default)]
struct Gathered {
    rumours: Vec<At>,
    lessons: Vec<At>,
    chances: Vec<Chance>,
}

impl Gathered {
    fn clear(&mut self) {
        self.rumours.clear();
        self.lessons.clear();
        self.chances.clear();
    }
}

/// Everybody's decisions, block by block; also writes whom everybody talks to.
pub(super) fn look(world: &mut World, parameters: &Parameters, similarity: &Similarity<'_>, moment: Moment) -> Vec<Decided> {
    let mut contacts = std::mem::take(&mut world.clients.contacts);
    let view = View { world, chances: &Chances::of(parameters), similarity };
    // What is gathered of a block is thrown away after it: every thread does with one set of lists.
    let blocks = contacts.par_chunks_mut(BLOCK).enumerate().map_init(Gathered::default, |gathered, (block, contacts)| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Relate, moment.round, first, CLIENT_QUOTA as u32);
        let mut decided = Decided::default();
        gathered.clear();
        for (own, contacts) in contacts.iter_mut().enumerate() {
            let at = |slot| At { client: first + own, own: own as u16, slot };
            let met = view.meet(contacts.met(), at, words.take(), gathered, &mut decided);
            *contacts = contacts.meeting(met);
        }
        decided.rumours = view.rumours(&gathered.rumours);
        decided.lessons = view.lessons(&gathered.lessons);
        decided.encounters = view.encounters(&gathered.chances);
        decided.shrink();
        decided
    });
    let decided = blocks.collect();
    world.clients.contacts = contacts;
    decided
}

impl View<'_> {
    /// Decides for a client who last talked to the tie in the slot `last` to whose slot it talks now, and gathers what else happens.
    #[inline]
    fn meet(
        self,
        last: Option<usize>,
        at: impl Fn(usize) -> At,
        words: [Word; CLIENT_QUOTA],
        gathered: &mut Gathered,
        decided: &mut Decided,
    ) -> Option<usize> {
        let [whom, lesson, meets] = words;
        let At { client, own, .. } = at(0);
        if let Some(slot) = self.proved(client, last) {
            decided.proofs.push(Proof { client: own, slot: slot as u8 });
        }
        if meets.wins(self.chances.meeting) {
            gathered.chances.push(Chance { client, words: Further::of(lesson, meets).take() });
        }
        let strengths = &self.world.ties.strengths[client];
        let (slot, rumour) = one_of(strengths, whom)?;
        if rumour.wins(self.chances.hearsay) && strengths[slot] > self.chances.information {
            gathered.rumours.push(at(slot));
        }
        if lesson.wins(self.chances.teaching) && strengths[slot] > self.chances.knowledge {
            gathered.lessons.push(at(slot));
        }
        Some(slot)
    }

    /// The slot on whose word the client changed patrons last round, if that was no mistake: it was not hungry since.
    #[inline]
    fn proved(self, i: usize, last: Option<usize>) -> Option<usize> {
        let clients = &self.world.clients;
        let slot = last.filter(|_| clients.tenure[i] == 0)?;
        if clients.patron[i].is_none() || is_hungry(clients.wealth[i], clients.consumed[i], clients.unmet[i]) {
            return None;
        }
        let Tie { to, .. } = self.world.ties.tie(i, slot)?;
        (clients.patron[to.index()] == clients.patron[i]).then_some(slot)
    }

    /// Whom a client talks to through a slot that holds a tie.
    #[inline]
    fn end(self, at: At) -> usize {
        self.world.ties.ends[at.client][at.slot].map_or(at.client, ClientId::index)
    }

    /// What clients hear of the prospects of those they talk to, as far as that brings them any further.
    fn rumours(self, heard: &[At]) -> Vec<Rumour> {
        let clients = &self.world.clients;
        let tellers = heard.iter().map(|&at| self.end(at));
        let told: Vec<_> = tellers.map(|teller| (clients.prospect[teller], clients.stage[teller])).collect();
        let rumour = |(at, (prospect, stage)): (&At, (Option<PatronId>, Stage))| {
            let patron = prospect.filter(|_| clients.patron[at.client] != prospect)?;
            let same = clients.prospect[at.client] == prospect;
            let likes = matches!(stage, Stage::Liked | Stage::Trusted);
            let stage = match clients.stage[at.client] {
                Stage::None | Stage::Known if !same => Stage::Known,
                Stage::Known if likes => Stage::Liked,
                _ => return None,
            };
            Some(Rumour { client: at.own, patron, stage })
        };
        heard.iter().zip(told).filter_map(rumour).collect()
    }

    /// What clients learn from those they talk to who are more skilled.
    fn lessons(self, taught: &[At]) -> Vec<Lesson> {
        let skill = &self.world.clients.skill;
        let better: Vec<f32> = taught.iter().map(|&at| skill[self.end(at)]).collect();
        let lesson = |(at, better): (&At, f32)| {
            let (skill, better) = (f64::from(skill[at.client]), f64::from(better));
            let learnt = self.chances.learning * (better - skill);
            (better > skill).then_some(Lesson { client: at.own, skill: (skill + learnt) as f32 })
        };
        taught.iter().zip(better).filter_map(lesson).collect()
    }

    /// Whom clients get to know, if they do not know them yet, and are alike enough to like each other.
    fn encounters(self, chances: &[Chance]) -> Vec<Encounter> {
        let clients = &self.world.clients;
        let others = self.others(chances);
        let peers: Vec<Peer> = others.iter().map(|&(_, other)| Peer::of(clients, other)).collect();
        let liking = |(&(chance, other), peer): (&(&Chance, usize), Peer)| {
            let Chance { client, words: [.., likes] } = *chance;
            let id = ClientId::new(other);
            let stranger = other != client && self.world.ties.between(client, id).is_none();
            let at_home = self.home(client).contains(&other);
            let liked = stranger && likes.happens(self.similarity.of(at_home, Peer::of(clients, client), peer));
            liked.then_some(Encounter { client: ClientId::new(client), other: id })
        };
        others.iter().zip(peers).filter_map(liking).collect()
    }

    /// Whom clients are brought together with: a tie of a tie, someone of the village, or anyone; without those for whom there is nobody.
    fn others(self, chances: &[Chance]) -> Vec<(&Chance, usize)> {
        let ties = &self.world.ties;
        // The friend through whom a client gets to know someone; no such friend, no acquaintance.
        let friend = |chance: &Chance| {
            let (slot, _) = one_of(&ties.strengths[chance.client], chance.words[1])?;
            ties.ends[chance.client][slot].map(ClientId::index)
        };
        let through = |chance: &&Chance| chance.words[0].happens(self.chances.closure);
        let (close, open): (Vec<&Chance>, Vec<&Chance>) = chances.iter().partition(through);
        let friends: Vec<(&Chance, usize)> = close.into_iter().filter_map(|chance| Some((chance, friend(chance)?))).collect();
        let theirs: Vec<Strengths> = friends.iter().map(|&(_, friend)| ties.strengths[friend]).collect();
        let slots =
            theirs.iter().zip(&friends).map(|(strengths, (chance, _))| one_of(strengths, chance.words[2]).map(|(slot, _)| slot));
        let known = slots.zip(&friends).map(|(slot, &(chance, friend))| (chance, slot.and_then(|slot| ties.ends[friend][slot])));
        let met = known.filter_map(|(chance, end)| Some((chance, end?.index())));
        met.chain(open.into_iter().filter_map(|chance| Some((chance, self.someone(chance)?)))).collect()
    }

    /// Someone else of the village, or of all.
    fn someone(self, chance: &Chance) -> Option<usize> {
        let Chance { client, words: [how, which, ..] } = *chance;
        let range = if how.happens(self.chances.local) { self.home(client) } else { 0..self.world.clients.len() };
        which.other_than(client, range)
    }

    /// The clients of a client's village.
    fn home(self, client: usize) -> Range<usize> {
        self.world.villages.clients_of(self.world.villages.of_client(client))
    }
}

/// The slot of one of a client's ties, and a word of what is left.
#[inline]
fn one_of(strengths: &Strengths, word: Word) -> Option<(usize, Word)> {
    let held = Slots::held(strengths);
    if held.is_empty() {
        return None;
    }
    let (place, rest) = word.below_and_rest(held.len());
    Some((held.nth(place), rest))
}
