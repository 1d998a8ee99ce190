//! Whose talks give them something to decide, group by group. Writes nothing. Draws as [`super`] says.

use super::{CLIENT_QUOTA, Limits, News};
use crate::ids::{ClientId, PatronId};
use crate::phases::Parameters;
use crate::random::{Odds, Word, Words};
use crate::world::clients::Degree;
use crate::world::ties::Strength;
use crate::world::{Ties, World};
use std::ops::Range;

/// A client who has something to decide: whom it talks to, with the rest of its words.
#[derive(Clone, Copy)]
pub(super) struct Talk {
    pub client: usize,
    /// Itself, if it talks to nobody.
    teller: usize,
    /// The patron that the teller speaks of: none if the teller has no patron or the client's own, or says nothing.
    told: Option<PatronId>,
    /// The teller's loyalty and satisfaction.
    loyalty: Degree,
    satisfaction: f32,
    tie: Strength,
    /// Its own words.
    pub words: [Word; CLIENT_QUOTA],
}

/// Clients whose talks are looked up together: few enough to stay in the fastest cache.
pub(super) const GROUP: usize = 256;

/// A client that may have something to decide: its talk carries news, or it could leave.
#[derive(Clone, Copy, Default)]
struct Open {
    /// Its place in the group.
    place: usize,
    tie: Strength,
    carries: bool,
    leaves: bool,
    words: [Word; CLIENT_QUOTA],
}

/// What decides who may have something to decide.
pub(super) struct Chances {
    information: Odds,
    limit: Strength,
    quit: Odds,
    /// The least resentment with which clients flee.
    rebels: Degree,
}

impl Chances {
    pub fn of(parameters: &Parameters) -> Self {
        let mobility = &parameters.mobility;
        Self {
            information: Odds::of(mobility.information),
            limit: Limits::of(&parameters.uses).information,
            quit: Odds::of(mobility.quit),
            rebels: Degree::least_above(mobility.rebel),
        }
    }
}

/// The talks of a group of clients, as far as they give something to decide. Every teller's patron is somewhere else in memory: a
/// loop that only fetches lets the processor fetch many of them at once, and who has nothing to decide is left out before.
pub(super) fn talks(world: &World, group: Range<usize>, words: &mut Words, chances: &Chances, gathered: &mut Gathered) {
    let World { clients, ties, .. } = world;
    let Gathered { open, tellers, talks } = gathered;
    let columns = clients.contacts[group.clone()].iter().zip(&ties.strengths[group.clone()]);
    let feelings = clients.resentment[group.clone()].iter().zip(&clients.patron[group.clone()]);
    let mut count = 0;
    for (place, ((contacts, strengths), (resentment, patron))) in columns.zip(feelings).enumerate() {
        let [informs, quits] = words.take();
        // Who talks to nobody has no teller: the strength of its first slot does not matter.
        let tie = strengths[contacts.met().unwrap_or(0) % Ties::SLOTS];
        let carries = (tie > chances.limit) & informs.wins(chances.information);
        let leaves = patron.is_some() & ((*resentment >= chances.rebels) | quits.wins(chances.quit));
        open[count] = Open { place, tie, carries, leaves, words: [informs, quits] };
        count += usize::from(carries | leaves);
    }
    let open = &open[..count];
    for (teller, open) in tellers.iter_mut().zip(open) {
        let client = group.start + open.place;
        teller.0 = clients.contacts[client].met().and_then(|slot| ties.ends[client][slot]);
    }
    for (teller, patron) in &mut tellers[..count] {
        *patron = teller.and_then(|teller: ClientId| clients.patron[teller.index()]);
    }
    talks.clear();
    for (&Open { place, tie, carries, leaves, words }, &(teller, patron)) in open.iter().zip(&*tellers) {
        let client = group.start + place;
        let told = patron.filter(|_| carries & (patron != clients.patron[client]));
        let teller = teller.map_or(client, ClientId::index);
        talks.push(Talk { client, teller, told, tie, words, loyalty: Degree::ZERO, satisfaction: 0.0 });
        // Whether there is something to decide is what no processor foresees.
        talks.truncate(talks.len() - usize::from(!(told.is_some() | leaves)));
    }
    for talk in talks {
        (talk.loyalty, talk.satisfaction) = (clients.loyalty[talk.teller], clients.satisfaction[talk.teller]);
    }
}

/// What is gathered of a group.
pub(super) struct Gathered {
    open: [Open; GROUP],
    /// Who talks to the open ones, and its patron.
    tellers: [(Option<ClientId>, Option<PatronId>); GROUP],
    pub talks: Vec<Talk>,
}

impl Gathered {
    /// Room for a group.
    pub fn new() -> Self {
        Self { open: [Open::default(); GROUP], tellers: [(None, None); GROUP], talks: Vec::with_capacity(GROUP) }
    }
}

impl Talk {
    /// What the client hears of the teller's patron.
    #[inline]
    pub fn news(&self) -> Option<News> {
        let (loyalty, satisfaction) = (self.loyalty.into(), self.satisfaction.into());
        Some(News { patron: self.told?, loyalty, satisfaction, tie: self.tie })
    }
}
