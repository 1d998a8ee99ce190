//! 3.12 Serve: officials help in misfortune, the connected always, others by merit.
//!
//! A client in misfortune that is short of `1 + unmet - wealth` turns to the officials of its district. It is *connected* if it is an
//! official, or if its patron serves the party that governs the district. Who is connected is served, and who is not is served with
//! probability `government.merit`. The treasury owes who is served `government.relief` of its loss, at most what it is short of, and pays
//! pro rata if it cannot pay all. With it the client first pays what is unmet of its loss, so that nobody has more than subsistence while
//! something is unmet (share relies on it). Who is served counts as served whatever the treasury can pay.
//!
//! Of clients in misfortune it is counted whom relief leaves with enough to live ([`Rescue`]).
//!
//! Reads misfortunes, wealth and who is connected. Writes wealth, unmet, treasuries, services, and whom the state benefited. Draws:
//! [`Purpose::Serve`], one word per client. Money changes hands, from treasury to client, and leaves the economy as losses.

use super::share::shortfall;
use super::{Moment, Parameters};
use crate::ids::{ClientId, DistrictId, PartyId, PatronId};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Purpose, Word};
use crate::world::politics::voters::{Mark, Marks};
use crate::world::politics::{Politics, Purse, districts::Service};
use crate::world::{BLOCK, Flow, Flows, Rescue, World};
use rayon::prelude::*;

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let Some(mut politics) = world.politics.take() else { return };
    let mut marks = std::mem::take(&mut politics.voters.marks);
    let blocks: Vec<Counter> = {
        let (world, politics) = (&*world, &*politics);
        let blocks = marks.par_chunks_mut(BLOCK).enumerate();
        blocks.map(|(block, marks)| attend(world, politics, block, marks, parameters, moment)).collect()
    };
    politics.voters.marks = marks;
    for &(district, service) in blocks.iter().flat_map(|block| &block.services) {
        politics.districts.count(district, service);
    }
    let flows = relieve(world, &mut politics, &blocks);
    world.flows.add(&flows);
    world.politics = Some(politics);
}

/// What the state owes one client.
#[derive(Clone, Copy)]
struct Claim {
    client: ClientId,
    district: DistrictId,
    owed: SmallMoney,
}

/// What came to the officials from one block of clients.
#[derive(Default)]
struct Counter {
    /// Of whom is served.
    claims: Vec<Claim>,
    /// By village.
    services: Vec<(DistrictId, Service)>,
}

/// Officials attend to the clients of a block, whose benefits of the last round are forgotten.
fn attend(
    world: &World,
    politics: &Politics,
    block: usize,
    marks: &mut [Marks],
    parameters: &Parameters,
    moment: Moment,
) -> Counter {
    let World { clients, villages, .. } = world;
    let government = &parameters.government;
    let first = block * BLOCK;
    let mut words = moment.draws.words(Purpose::Serve, moment.round, first, 1);
    let mut counter = Counter::default();
    let mut askers = [(0_u16, Word::default()); BLOCK];
    marks.iter_mut().for_each(|marks| *marks = marks.with(Mark::Benefited, false));
    for (village, part) in villages.within(first..first + marks.len()) {
        let district = politics.polity.district_of[village.index()];
        let party = politics.districts.party[district.index()];
        let mut service = Service::default();
        // Few ask: they are gathered in a loop without decisions.
        let mut asking = 0;
        for i in part {
            askers[asking] = ((i - first) as u16, words.take::<1>()[0]);
            let short = shortfall(clients.wealth[i], clients.unmet[i]) > Money::ZERO;
            asking += usize::from(short & (clients.loss[i] > SmallMoney::ZERO));
        }
        for &(own, word) in &askers[..asking] {
            let own = usize::from(own);
            let i = first + own;
            let connected = is_connected(politics, marks[own], clients.patron[i], party);
            let served = connected || word.happens(government.merit);
            let (asked, attended) = if connected {
                (&mut service.asked_connected, &mut service.served_connected)
            } else {
                (&mut service.asked_others, &mut service.served_others)
            };
            (*asked, *attended) = (*asked + 1, *attended + u64::from(served));
            if served {
                let owed = Money::nearest(government.relief * Money::from(clients.loss[i]).to_s());
                let owed = owed.min(shortfall(clients.wealth[i], clients.unmet[i]));
                counter.claims.push(Claim { client: ClientId::new(i), district, owed: SmallMoney::saturating(owed) });
            }
        }
        counter.services.push((district, service));
    }
    counter
}

/// Whether officials of a district that this party governs know a client as one of theirs.
fn is_connected(politics: &Politics, marks: Marks, patron: Option<PatronId>, party: PartyId) -> bool {
    marks.has(Mark::Official) || patron.is_some_and(|patron| politics.brokers.party[patron.index()] == Some(party))
}

/// Treasuries pay what they owe, or the same part of all of it.
fn relieve(world: &mut World, politics: &mut Politics, blocks: &[Counter]) -> Flows {
    let mut flows = Flows::default();
    let mut owed = vec![Money::ZERO; politics.districts.len()];
    for claim in blocks.iter().flat_map(|block| &block.claims) {
        owed[claim.district.index()] += claim.owed.into();
    }
    let there = politics.districts.treasury.clone();
    for claim in blocks.iter().flat_map(|block| &block.claims) {
        let (i, d) = (claim.client.index(), claim.district.index());
        let relief = Money::from(claim.owed).pro_rata(there[d], owed[d]);
        let unmet = Money::from(world.clients.unmet[i]);
        let paid = relief.min(unmet);
        world.clients.unmet[i] = SmallMoney::saturating(unmet - paid);
        world.clients.wealth[i] += relief - paid;
        politics.districts.pay_out(claim.district, Purse::Relief, relief);
        flows.book(Flow::Relief, relief);
        flows.book(Flow::Loss, paid);
        if relief > Money::ZERO {
            politics.voters.marks[i] = politics.voters.marks[i].with(Mark::Benefited, true);
        }
        // Who has a claim was short.
        let saved = shortfall(world.clients.wealth[i], world.clients.unmet[i]) == Money::ZERO;
        flows.save(Rescue::State, u64::from(saved));
    }
    flows
}
