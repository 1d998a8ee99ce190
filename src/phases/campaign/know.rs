//! Which broker of a party knows a voter, and how well.
//!
//! A broker has one idea of a voter, for all elections of a day. Draws: [`Purpose::Know`], for each client five words per party, in the
//! order of parties: whether it is on a list, on whose, and the errors in its ideology, its voting cost and its consumption.

use super::Campaign;
use crate::ids::{ClientId, PartyId, PatronId, VillageId};
use crate::phases::Moment;
use crate::random::{Purpose, Word, Words};
use crate::world::ties::Slots;
use crate::world::{BLOCK, Politics, Ties, World};
use rayon::prelude::*;
use std::ops::Range;

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
    /// By what the broker multiplies its consumption.
    pub consumption: f64,
}

/// Words that one voter owns for each party.
const QUOTA: usize = 5;

/// The brokers of a party by village.
fn brokers(world: &World, politics: &Politics, party: PartyId) -> Vec<Vec<PatronId>> {
    let of_village = |v| {
        let patrons = world.villages.patrons_of(VillageId::new(v));
        patrons.filter(|&patron| politics.brokers.party[patron] == Some(party)).map(PatronId::new).collect()
    };
    (0..world.villages.len()).map(of_village).collect()
}

/// The voters whom brokers of a party know, in the order of brokers, then of voters.
pub(super) fn of_party(world: &World, politics: &Politics, campaign: &Campaign, moment: Moment, party: PartyId) -> Vec<Known> {
    let look =
        Look { world, politics, campaign, party, brokers: brokers(world, politics, party), chances: chances(campaign.reach) };
    let quota = (politics.polity.parties.len() * QUOTA) as u32;
    let blocks = (0..world.clients.len().div_ceil(BLOCK)).into_par_iter().flat_map_iter(|block| {
        let clients = block * BLOCK..((block + 1) * BLOCK).min(world.clients.len());
        let mut words = moment.draws.words(Purpose::Know, moment.round, clients.start, quota);
        look.block(clients, &mut words)
    });
    let mut known: Vec<Known> = blocks.collect();
    known.par_sort_unstable_by_key(|known| (known.broker, known.client));
    known
}

/// The chance to be on a list by the number of ties: who is known to many is known to a broker.
fn chances(reach: f64) -> [f64; Ties::SLOTS + 1] {
    std::array::from_fn(|ties| 1.0 - libm::pow(1.0 - reach, ties as f64 / Ties::SLOTS as f64))
}

/// What it takes to find out who knows a voter.
struct Look<'a> {
    world: &'a World,
    politics: &'a Politics,
    campaign: &'a Campaign,
    party: PartyId,
    brokers: Vec<Vec<PatronId>>,
    chances: [f64; Ties::SLOTS + 1],
}

impl Look<'_> {
    /// Those of a block of clients whom a broker knows.
    fn block(&self, clients: Range<usize>, words: &mut Words) -> Vec<Known> {
        let mut known = Vec::new();
        for (village, clients) in self.world.villages.within(clients) {
            for client in clients {
                let mut own = [Word::default(); QUOTA];
                for party in 0..self.politics.polity.parties.len() {
                    let taken = words.take::<QUOTA>();
                    if party == self.party.index() {
                        own = taken;
                    }
                }
                known.extend(self.client(client, village, own));
            }
        }
        known
    }

    /// A client, if a broker knows it.
    fn client(
        &self,
        client: usize,
        village: VillageId,
        [listed, which, position, cost, consumption]: [Word; QUOTA],
    ) -> Option<Known> {
        let patron = self.world.clients.patron[client];
        let own = patron.filter(|patron| self.politics.brokers.party[patron.index()] == Some(self.party));
        let broker = own.or_else(|| {
            let brokers = &self.brokers[village.index()];
            let ties = Slots::held(&self.world.ties.strengths[client]).len();
            (!brokers.is_empty() && listed.happens(self.chances[ties])).then(|| brokers[which.below(brokers.len())])
        })?;
        let sd = if own.is_some() { self.campaign.knowledge_in } else { self.campaign.knowledge_out };
        let error = |word: Word| if sd > 0.0 { sd * word.normal() } else { 0.0 };
        let (position, cost, consumption) = (error(position), error(cost), libm::exp(error(consumption)));
        Some(Known { client: ClientId::new(client), village, broker, position, cost, consumption })
    }
}
