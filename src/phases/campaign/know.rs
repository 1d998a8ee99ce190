//! Which brokers know a voter, and how well.
//!
//! A broker has one idea of a voter, for all elections of a day. Draws: [`Purpose::Know`], for each client a word per party, in the
//! order of parties: whether it is on a list; of this word and the next party's (the first's after the last), four [`Further`] words: on whose,
//! and the errors in its ideology, its voting cost and its consumption. Hardly any voter is known to most parties.
//!
//! Nothing of it is kept: who knows whom is found out village by village, as often as it is asked for. Only clients whose patron lives in
//! another village are noted, by their patron.

use super::Campaign;
use crate::ids::{ClientId, PartyId, PatronId, VillageId};
use crate::phases::Moment;
use crate::random::{Further, Odds, Purpose, Word};
use crate::world::clients::Degree;
use crate::world::politics::polity::MOST_PARTIES;
use crate::world::ties::Slots;
use crate::world::{BLOCK, Politics, Ties, World};
use rayon::prelude::*;
use std::ops::{ControlFlow, Range};

/// A voter as a broker knows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Known {
    /// The voter.
    pub client: ClientId,
    /// Where it lives.
    pub village: VillageId,
    /// Who knows it.
    pub broker: PatronId,
    /// How.
    pub bond: Bond,
    /// The words of the errors in the broker's idea of it. Of most voters they are never worked out.
    pub words: [Word; 3],
}

/// By how much a broker errs about a voter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Errors {
    /// In its ideology.
    pub position: f64,
    /// In its voting cost.
    pub cost: f64,
    /// In the logarithm of its consumption.
    pub consumption: f64,
}

impl Known {
    /// By how much the broker errs.
    pub fn errors(&self, campaign: &Campaign) -> Errors {
        let sd = self.bond.spread(campaign);
        let [position, cost, consumption] = if sd > 0.0 { Word::normals(self.words).map(|error| sd * error) } else { [0.0; 3] };
        Errors { position, cost, consumption }
    }
}

/// What a voter's words, one for each party, say further of a party that knows it: on whose list it is, and what the broker errs in.
#[inline]
fn further(words: &[Word], party: usize) -> [Word; 4] {
    let next = words.get(party + 1).unwrap_or(&words[0]);
    Further::of(words[party], *next).take()
}

/// Whether the broker who knows a voter is its patron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bond {
    Own,
    Listed,
}

impl Bond {
    /// The standard deviation of errors.
    pub fn spread(self, campaign: &Campaign) -> f64 {
        match self {
            Self::Own => campaign.knowledge_in,
            Self::Listed => campaign.knowledge_out,
        }
    }
}

/// Some of the parties, a bit for each.
#[derive(Clone, Copy, Debug, Default)]
struct Parties(u32);

const _: () = assert!(MOST_PARTIES <= u32::BITS as usize);

impl Parties {
    /// The parties of which this is true, the first one first.
    #[inline]
    fn of_flags(flags: impl Iterator<Item = bool>) -> Self {
        Self(flags.enumerate().fold(0, |set, (party, flag)| set | u32::from(flag) << party))
    }

    /// Those that are in both.
    fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The same with a party, or without it.
    #[inline]
    fn with(self, party: usize, is_in: bool) -> Self {
        Self(self.0 & !(1 << party) | u32::from(is_in) << party)
    }

    /// Takes out the first one.
    #[inline]
    fn take_first(&mut self) -> Option<usize> {
        let first = self.0;
        self.0 &= first.wrapping_sub(1);
        (first != 0).then(|| first.trailing_zeros() as usize)
    }
}

/// What it takes to find out who knows a voter.
pub(super) struct Look<'a> {
    world: &'a World,
    politics: &'a Politics,
    moment: Moment,
    /// The chance to be on a list by the number of ties.
    chances: [Odds; Ties::SLOTS + 1],
    elsewhere: Vec<Away>,
}

/// A client of a broker who lives in another village; in the order of brokers, then of clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Away {
    pub broker: PatronId,
    pub client: ClientId,
    /// Where the client lives.
    pub home: VillageId,
}

/// The chance to be on a list by the number of ties: who is known to many is known to a broker.
fn chances(reach: f64) -> [Odds; Ties::SLOTS + 1] {
    std::array::from_fn(|ties| Odds::of(1.0 - libm::pow(1.0 - reach, ties as f64 / Ties::SLOTS as f64)))
}

/// The clients of brokers of another village, by broker, then by client.
fn elsewhere(world: &World, politics: &Politics) -> Vec<Away> {
    let block = |block: usize| {
        let mut found = Vec::new();
        for (village, clients) in world.villages.within(block * BLOCK..((block + 1) * BLOCK).min(world.clients.len())) {
            let patrons = world.villages.patrons_of(village);
            for client in clients {
                let Some(patron) = world.clients.patron[client].filter(|patron| !patrons.contains(&patron.index())) else {
                    continue;
                };
                if politics.brokers.party[patron.index()].is_some() {
                    found.push(Away { broker: patron, client: ClientId::new(client), home: village });
                }
            }
        }
        found.shrink_to_fit();
        found
    };
    let blocks: Vec<Vec<_>> = (0..world.clients.len().div_ceil(BLOCK)).into_par_iter().map(block).collect();
    let mut all = Vec::with_capacity(blocks.iter().map(Vec::len).sum());
    blocks.into_iter().for_each(|block| all.extend(block));
    all.par_sort_unstable();
    all
}

impl<'a> Look<'a> {
    pub fn new(world: &'a World, politics: &'a Politics, campaign: &'a Campaign, moment: Moment) -> Self {
        let (chances, elsewhere) = (chances(campaign.reach), elsewhere(world, politics));
        Self { world, politics, moment, chances, elsewhere }
    }

    /// The voters whom each broker of a village knows, in their order: a list for every patron, the village's first patron first.
    pub fn known_in(&self, village: VillageId, lists: &mut Vec<Vec<Known>>) {
        let patrons = self.world.villages.patrons_of(village);
        lists.iter_mut().for_each(Vec::clear);
        lists.resize_with(patrons.len(), Vec::new);
        let _ = self.each(village, |client, broker, bond, &words| {
            lists[broker.index() - patrons.start].push(Known { client: ClientId::new(client), village, broker, bond, words });
            ControlFlow::Continue(())
        });
        for clients in self.elsewhere(village).chunk_by(|a, b| a.broker == b.broker) {
            let list = &mut lists[clients[0].broker.index() - patrons.start];
            let known = |&Away { broker, client, home: village }: &Away| Known {
                client,
                village,
                broker,
                bond: Bond::Own,
                words: self.words_of(client, broker),
            };
            list.extend(clients.iter().map(known));
            // Two runs that are in order: this sort finds and joins them.
            list.sort_by_key(|known| known.client);
        }
    }

    /// How many voters of the same village each broker of a village knows, first the village's first patron; of more than `most`, at least so
    /// many.
    pub fn count_in(&self, village: VillageId, most: usize) -> Vec<usize> {
        let patrons = self.world.villages.patrons_of(village);
        let mut counts = vec![0; patrons.len()];
        let brokers = patrons.clone().filter(|&patron| self.politics.brokers.party[patron].is_some());
        let mut open = brokers.count();
        if open == 0 {
            return counts;
        }
        // Most brokers know as many as matter before half of the village was asked.
        let _ = self.each(village, |_, broker, _, _| {
            let count = &mut counts[broker.index() - patrons.start];
            *count += 1;
            open -= usize::from(*count == most);
            if open == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        counts
    }

    /// How many loyal clients each broker of a village has in the village, first the village's first patron.
    pub fn count_loyal_in(&self, village: VillageId) -> Vec<usize> {
        let World { clients, villages, .. } = self.world;
        let patrons = villages.patrons_of(village);
        let mut counts = vec![0; patrons.len()];
        for client in villages.clients_of(village).filter(|&client| clients.loyalty[client] > Degree::ZERO) {
            if let Some(patron) = clients.patron[client].filter(|patron| patrons.contains(&patron.index())) {
                counts[patron.index() - patrons.start] += 1;
            }
        }
        counts
    }

    /// The clients of a village's brokers who live in other villages.
    pub fn elsewhere(&self, village: VillageId) -> &[Away] {
        let Range { start, end } = self.world.villages.patrons_of(village);
        let before = |patron: usize| self.elsewhere.partition_point(|away| away.broker.index() < patron);
        &self.elsewhere[before(start)..before(end)]
    }

    /// Calls `found` for every client of a village and broker of the village who know each other, with the words for what the broker errs in,
    /// until it has enough.
    fn each(
        &self,
        village: VillageId,
        mut found: impl FnMut(usize, PatronId, Bond, &[Word; 3]) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let World { clients, villages, ties, .. } = self.world;
        let (everybody, patrons) = (villages.clients_of(village), villages.patrons_of(village));
        let (brokers, parties) = (self.brokers(patrons.clone()), self.politics.polity.parties.len());
        let with_brokers = Parties::of_flags(brokers[..parties].iter().map(|brokers| !brokers.is_empty()));
        let mut words = self.moment.draws.words(Purpose::Know, self.moment.round, everybody.start, parties as u32);
        let mut own = [Word::default(); MOST_PARTIES];
        let own = &mut own[..parties];
        for client in everybody {
            own.iter_mut().for_each(|own| [*own] = words.take());
            let patron = clients.patron[client];
            let served = patron.and_then(|patron| self.politics.brokers.party[patron.index()]).map(PartyId::index);
            let chance = self.chances[Slots::held(&ties.strengths[client]).len()];
            // On whose list somebody is, is what no processor foresees: no branches, but for those who know it.
            let listed = own.iter().map(|word| word.wins(chance));
            let mut knowing = Parties::of_flags(listed).and(with_brokers);
            if let Some(party) = served {
                knowing = knowing.with(party, patron.is_some_and(|patron| patrons.contains(&patron.index())));
            }
            while let Some(party) = knowing.take_first() {
                let [which, errors @ ..] = &further(own, party);
                match patron.filter(|_| served == Some(party)) {
                    Some(patron) => found(client, patron, Bond::Own, errors)?,
                    None => found(client, brokers[party][which.below(brokers[party].len())], Bond::Listed, errors)?,
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// The brokers of every party among some patrons.
    fn brokers(&self, patrons: Range<usize>) -> [Vec<PatronId>; MOST_PARTIES] {
        let mut brokers: [Vec<PatronId>; MOST_PARTIES] = Default::default();
        for patron in patrons {
            if let Some(party) = self.politics.brokers.party[patron] {
                brokers[party.index()].push(PatronId::new(patron));
            }
        }
        brokers
    }

    /// The words for what a broker errs in of a client of its own who lives elsewhere.
    fn words_of(&self, client: ClientId, broker: PatronId) -> [Word; 3] {
        let party = self.politics.brokers.party[broker.index()].expect("noted because it serves a party");
        let parties = self.politics.polity.parties.len();
        let mut words = self.moment.draws.words(Purpose::Know, self.moment.round, client.index(), parties as u32);
        let mut own = [Word::default(); MOST_PARTIES];
        own[..parties].iter_mut().for_each(|own| [*own] = words.take());
        let [_, errors @ ..] = further(&own[..parties], party.index());
        errors
    }
}
