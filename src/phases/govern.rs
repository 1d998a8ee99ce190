//! 3.12 Govern: public money comes in, and goes out by rule or by discretion.
//!
//! In every district in turn: the central transfer comes in; after an election of the government posts are given out (`posts`); officials are
//! paid, public goods are bought and, if there is an audit, what was stolen is paid for (`budget`); patrons who serve the governing party
//! get contracts (`contracts`), villages club goods (`club`). Then clients get what is theirs (`hand_out`). A district
//! without clients does nothing.
//!
//! Reads governments, support, brokers, loyalty and skill. Writes treasuries, officials, wealth, capital, funds, club goods, favours, what
//! public goods do in the villages, and the record. Draws: [`Purpose::Audit`], one word per district. Money enters as
//! the central transfer and leaves as public goods, club goods and leaks; salaries, contracts, kickbacks and penalties change hands.

mod budget;
mod club;
mod contracts;
mod hand_out;
mod keys;
mod posts;

pub use keys::{ClubRule, GOVERNMENT, Government};

use super::{Moment, Parameters};
use crate::ids::{DistrictId, PartyId, PoliticianId, VillageId};
use crate::quantity::Money;
use crate::random::Purpose;
use crate::world::politics::{Politics, voters::Favour};
use crate::world::{Flows, World};

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let Some(mut politics) = world.politics.take() else { return };
    let government = &parameters.government;
    let election = politics.polity.election(politics.polity.governing_election());
    let elected = parameters.politics.is_due(moment.round, 0, election.after);
    let known = moment.round >= parameters.politics.first.saturating_add(election.after);
    let mut words = moment.draws.words(Purpose::Audit, moment.round, 0, 1);
    let mut flows = Flows::default();
    let mut gifts = Gifts::none(&politics, world);
    for domain in Domain::all(world, &politics) {
        let [word] = words.take::<1>();
        if domain.clients == 0 {
            continue;
        }
        budget::transfer(&mut politics, &domain, government, &mut flows);
        if elected || politics.districts.spoils[domain.id.index()] {
            posts::give_out(world, &mut politics, &domain, government, &mut flows);
        }
        gifts.salary[domain.id.index()] = budget::pay_officials(&mut politics, &domain, government, &mut flows);
        budget::public_goods(world, &mut politics, &domain, government, &mut flows);
        let watch = budget::watch(&mut politics, &domain, government, word, &mut flows);
        budget::leak(&mut politics, &domain, government, watch, &mut flows);
        contracts::give(world, &mut politics, &domain, government, watch, &mut flows);
        club::buy(world, &mut politics, &domain, government, &mut flows, &mut gifts.favour);
        budget::penalty(&mut politics, &domain, government, watch, &mut flows);
    }
    let contingency = hand_out::run(world, &mut politics, &gifts);
    politics.record.contingency = known.then_some(contingency);
    world.flows.add(&flows);
    world.politics = Some(politics);
}

/// A district, and who governs it.
struct Domain {
    id: DistrictId,
    party: PartyId,
    politician: PoliticianId,
    /// Its villages that have clients, in order.
    villages: Vec<VillageId>,
    clients: u64,
}

impl Domain {
    /// All districts, in order.
    fn all(world: &World, politics: &Politics) -> Vec<Self> {
        let districts = &politics.districts;
        let empty = |d: usize| Self {
            id: DistrictId::new(d),
            party: districts.party[d],
            politician: districts.politician[d],
            villages: Vec::new(),
            clients: 0,
        };
        let mut all: Vec<Self> = (0..districts.len()).map(empty).collect();
        for (v, district) in politics.polity.district_of.iter().enumerate() {
            let village = VillageId::new(v);
            let clients = world.villages.clients_of(village).len() as u64;
            if clients > 0 {
                let domain = &mut all[district.index()];
                domain.villages.push(village);
                domain.clients += clients;
            }
        }
        all
    }
}

/// Whether somebody looks into a district's books in this round.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Nobody does.
    Unwatched,
    /// It is audited: nothing is stolen.
    Audited,
}

/// What clients get from the state in this round.
struct Gifts {
    /// Salary of every official, by district.
    salary: Vec<Money>,
    /// What a patron who serves the government seems to give each of its clients in club goods, by the clients' village.
    favour: Vec<Favour>,
}

impl Gifts {
    fn none(politics: &Politics, world: &World) -> Self {
        Self { salary: vec![Money::ZERO; politics.districts.len()], favour: vec![Favour::default(); world.villages.len()] }
    }
}
