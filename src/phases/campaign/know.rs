//! Which brokers know a voter, and how well.
//!
//! A broker has one idea of a voter, for all elections of a day. Draws: [`Purpose::Know`], for each client five words per party, in the
//! order of parties: whether it is on a list, on whose, and the errors in its ideology, its voting cost and its consumption.
//!
//! Nothing of it is kept: who knows whom is found out village by village, as often as it is asked for. Only clients whose patron lives in
//! another village are noted, by their patron.

use super::Campaign;
use crate::ids::{ClientId, PartyId, PatronId, VillageId};
use crate::phases::Moment;
use crate::random::{Purpose, Word};
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
    /// Error in the broker's idea of its ideology.
    pub position: f64,
    /// Error in the broker's idea of its voting cost.
    pub cost: f64,
    /// Error in the logarithm of the broker's idea of its consumption.
    pub consumption: f64,
}

/// Words that one voter owns for each party.
const QUOTA: usize = 5;

/// Whether the broker who knows a voter is its patron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bond {
    Own,
    Listed,
}

/// What it takes to find out who knows a voter.
pub(super) struct Look<'a> {
    world: &'a World,
    politics: &'a Politics,
    campaign: &'a Campaign,
    moment: Moment,
    /// The chance to be on a list by the number of ties.
    chances: [f64; Ties::SLOTS + 1],
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
fn chances(reach: f64) -> [f64; Ties::SLOTS + 1] {
    std::array::from_fn(|ties| 1.0 - libm::pow(1.0 - reach, ties as f64 / Ties::SLOTS as f64))
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
        Self { world, politics, campaign, moment, chances, elsewhere }
    }

    /// The voters whom each broker of a village knows, in their order: a list for every patron, the village's first patron first.
    pub fn known_in(&self, village: VillageId, lists: &mut Vec<Vec<Known>>) {
        let patrons = self.world.villages.patrons_of(village);
        lists.iter_mut().for_each(Vec::clear);
        lists.resize_with(patrons.len(), Vec::new);
        let _ = self.each(village, |client, broker, bond, errors| {
            lists[broker.index() - patrons.start].push(self.known(client, village, broker, bond, errors));
            ControlFlow::Continue(())
        });
        for clients in self.elsewhere(village).chunk_by(|a, b| a.broker == b.broker) {
            let list = &mut lists[clients[0].broker.index() - patrons.start];
            let known = |&Away { broker, client, home }: &Away| {
                self.known(client.index(), home, broker, Bond::Own, &self.errors(client, broker))
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
        let brokers = self.brokers(patrons.clone());
        let parties = self.politics.polity.parties.len();
        let mut words = self.moment.draws.words(Purpose::Know, self.moment.round, everybody.start, (parties * QUOTA) as u32);
        for client in everybody {
            let patron = clients.patron[client];
            let served = patron.and_then(|patron| self.politics.brokers.party[patron.index()]).map(PartyId::index);
            let chance = self.chances[Slots::held(&ties.strengths[client]).len()];
            for (party, brokers) in brokers[..parties].iter().enumerate() {
                let [listed, which, errors @ ..] = words.take::<QUOTA>();
                if served == Some(party) {
                    if let Some(own) = patron.filter(|patron| patrons.contains(&patron.index())) {
                        found(client, own, Bond::Own, &errors)?;
                    }
                } else if !brokers.is_empty() && listed.happens(chance) {
                    found(client, brokers[which.below(brokers.len())], Bond::Listed, &errors)?;
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
    fn errors(&self, client: ClientId, broker: PatronId) -> [Word; 3] {
        let party = self.politics.brokers.party[broker.index()].expect("noted because it serves a party");
        let place = client.index() * self.politics.polity.parties.len() + party.index();
        let [_, _, errors @ ..] = self.moment.draws.words(Purpose::Know, self.moment.round, place, QUOTA as u32).take::<QUOTA>();
        errors
    }

    fn known(&self, client: usize, village: VillageId, broker: PatronId, bond: Bond, words: &[Word; 3]) -> Known {
        let sd = match bond {
            Bond::Own => self.campaign.knowledge_in,
            Bond::Listed => self.campaign.knowledge_out,
        };
        let errors = if sd > 0.0 { Word::normals(*words).map(|error| sd * error) } else { [0.0; 3] };
        let [position, cost, consumption] = errors;
        Known { client: ClientId::new(client), village, broker, position, cost, consumption }
    }
}
