//! Perform: brokers make offers, the money comes down.
//!
//! All machines of the day decide from one state of the society; then the money moves, gifts included. Villages decide side by side,
//! some at a time, so that lists take no memory that grows with the society; only the offers are kept.
//!
//! Reads plans, brokers, voters and what they consume. Writes offers, funds, capital, wealth, favours, marks and the record. Draws
//! through [`know`](super::know). Money changes hands.

use super::know::Look;
use super::list::Prospect;
use super::settle::{Settled, Till};
use super::shop::Contest;
use super::{Design, PaidBy, Pricing};
use crate::ids::{ElectionId, VillageId};
use crate::phases::{Moment, Parameters};
use crate::quantity::Money;
use crate::world::politics::voters::{Favour, Mark};
use crate::world::politics::{Offer, Offers};
use crate::world::{BLOCK, Flow, Flows, Politics, Villages, World};
use rayon::prelude::*;
use std::ops::Range;

/// Clients of the villages that are looked at together.
const STRETCH: usize = 4 * BLOCK;
/// Stretches whose offers are held before they are settled.
const AT_ONCE: usize = 128;

/// Runs the phase for the elections of the day.
pub(super) fn run(world: &mut World, politics: &mut Politics, parameters: &Parameters, moment: Moment, held: &[ElectionId]) {
    let (till, offers) = decide(world, politics, parameters, moment, held);
    politics.brokers.names.fill(0);
    let candidates: Vec<usize> = held.iter().flat_map(|&election| politics.polity.politicians_of(election)).collect();
    till.close(world, politics, &candidates);
    politics.offers = offers;
    give(world, politics);
}

/// All machines decide.
fn decide(world: &World, politics: &Politics, parameters: &Parameters, moment: Moment, held: &[ElectionId]) -> (Till, Offers) {
    let mut contests: Vec<Contest<'_>> = held.iter().map(|&e| Contest::new(world, politics, parameters, e)).collect();
    let look = Look::new(world, politics, &parameters.campaign, moment);
    let stretches = stretches(&world.villages);
    if parameters.campaign.pricing == Pricing::Envelope {
        let names = count_names(&look, &contests, &stretches);
        contests.iter_mut().zip(names).for_each(|(contest, names)| contest.price(&names));
    }
    let (mut till, mut offers) = (Till::new(politics), Offers::default());
    match parameters.campaign.sharing {
        Design::Villages => {
            for stretches in stretches.chunks(AT_ONCE) {
                let settled: Vec<Settled> =
                    stretches.par_iter().map(|villages| by_village(&look, &contests, villages.clone())).collect();
                settled.into_iter().for_each(|settled| till.add(settled, &mut offers));
            }
        }
        Design::Pooled => {
            for contest in &contests {
                till.add(pooled(&look, contest, world.villages.len()), &mut offers);
            }
        }
    }
    offers.sort();
    (till, offers)
}

/// Villages one after another, joined until they have clients enough for a thread to be busy with.
fn stretches(villages: &Villages) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for end in 1..=villages.len() {
        if end == villages.len() || villages.client_start[end] - villages.client_start[start] >= STRETCH {
            stretches.push(start..end);
            start = end;
        }
    }
    stretches
}

/// How many voters the brokers of every candidate can make offers, by election.
fn count_names(look: &Look<'_>, contests: &[Contest<'_>], stretches: &[Range<usize>]) -> Vec<Vec<u64>> {
    let none = || contests.iter().map(|contest| vec![0_u64; contest.machines.len()]).collect::<Vec<_>>();
    let campaign = contests.first().map(Contest::campaign);
    let loyal = campaign.is_some_and(|campaign| campaign.paid_by == PaidBy::Loyalty);
    let most = contests.first().map_or(0, Contest::quota);
    let add = |mut names: Vec<Vec<u64>>, villages: &Range<usize>| {
        for village in villages.clone().map(VillageId::new) {
            let near = if loyal { look.count_loyal_in(village) } else { look.count_in(village, most) };
            for (contest, names) in contests.iter().zip(&mut names) {
                contest.count_names(look, village, &near, names);
            }
        }
        names
    };
    let join = |mut all: Vec<Vec<u64>>, part: Vec<Vec<u64>>| {
        all.iter_mut().flatten().zip(part.into_iter().flatten()).for_each(|(sum, part)| *sum += part);
        all
    };
    stretches.par_iter().fold(none, add).reduce(none, join)
}

/// The offers of the brokers of some villages, each of whom has its own budget.
fn by_village(look: &Look<'_>, contests: &[Contest<'_>], villages: Range<usize>) -> Settled {
    let (mut lists, mut bids) = (Vec::new(), Vec::new());
    let mut settled = Settled::default();
    for village in villages.map(VillageId::new) {
        look.known_in(village, &mut lists);
        for list in lists.iter().filter(|list| !list.is_empty()) {
            let glances = contests.first().map_or(Vec::new(), |any| any.glance(list));
            for contest in contests {
                let Some((machine, _)) = contest.machine_of(list[0].broker) else { continue };
                bids.clear();
                contest.buy_alone(list, &glances, &mut bids);
                settled.add(contest, machine.chest, &bids);
            }
        }
    }
    settled.sort();
    settled
}

/// The offers of all brokers in an election, those of each candidate with one budget. All lists lie in memory together.
fn pooled(look: &Look<'_>, contest: &Contest<'_>, villages: usize) -> Settled {
    let of_village = |village: usize| {
        let (mut lists, mut all) = (Vec::new(), Vec::new());
        look.known_in(VillageId::new(village), &mut lists);
        for list in lists.iter().filter(|list| !list.is_empty()) {
            if let Some((machine, _)) = contest.machine_of(list[0].broker) {
                all.push((machine.candidate, contest.prospects(list)));
            }
        }
        all
    };
    let lists: Vec<_> = (0..villages).into_par_iter().map(of_village).collect();
    let first = contest.machines.first().map_or(0, |machine| machine.candidate.index());
    let mut pools: Vec<Vec<Prospect>> = contest.machines.iter().map(|_| Vec::new()).collect();
    for (candidate, list) in lists.into_iter().flatten() {
        pools[candidate.index() - first].extend(list);
    }
    let machines = contest.machines.par_iter().zip(&pools);
    let bids: Vec<_> = machines.map(|(machine, pool)| contest.buy_together(machine, pool)).collect();
    let mut settled = Settled::default();
    for (machine, bids) in contest.machines.iter().zip(&bids) {
        settled.add(contest, machine.chest, bids);
    }
    settled.sort();
    settled
}

/// Gifts become the clients', who remember who was asked and what the own patron gave; whom offers reached on an earlier day is forgotten.
fn give(world: &mut World, politics: &mut Politics) {
    let Politics { voters, offers, .. } = politics;
    let offers = &*offers;
    let columns =
        (world.clients.wealth.par_chunks_mut(BLOCK), voters.marks.par_chunks_mut(BLOCK), voters.favour.par_chunks_mut(BLOCK));
    let blocks = columns.into_par_iter().enumerate().map(|(block, (wealth, marks, favour))| {
        let mut flows = Flows::default();
        marks.iter_mut().for_each(|marks| *marks = marks.with(Mark::Offered, false));
        for Offer { client, price, accepted, by_patron, .. } in offers.of_block(block) {
            let own = client.index() - block * BLOCK;
            marks[own] = marks[own].with(Mark::Offered, true);
            if !accepted {
                continue;
            }
            let gift = Money::from(price);
            wealth[own] += gift;
            flows.book(Flow::Gift, gift);
            if by_patron {
                favour[own] = favour[own].and(Favour::nearest(gift.to_s()));
            }
        }
        flows
    });
    let flows = blocks.reduce(Flows::default, |mut all, part| {
        all.add(&part);
        all
    });
    world.flows.add(&flows);
}
