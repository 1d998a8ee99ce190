//! Perform: brokers make offers, the money comes down.
//!
//! All machines of the day decide from one state of the society; then the money moves, gifts included.
//!
//! Reads plans, brokers, voters and what they consume. Writes offers, funds, capital, wealth, favours, marks and the record. Draws
//! through [`know`]. Money changes hands.

use super::money::{Chest, hand_over};
use super::shop::{Bid, Contest};
use super::{know, note};
use crate::ids::{ElectionId, PartyId, PatronId, PoliticianId};
use crate::phases::{Moment, Parameters};
use crate::quantity::Money;
use crate::world::politics::record::{CampaignPhase, GiftsByGroup, OfferCounts, OfferSum};
use crate::world::politics::voters::{Favour, Mark};
use crate::world::politics::{Attitude, Offer, Strategy};
use crate::world::{BLOCK, Flow, Politics, World};
use rayon::prelude::*;

/// Runs the phase for the elections of the day.
pub(super) fn run(world: &mut World, politics: &mut Politics, parameters: &Parameters, moment: Moment, held: &[ElectionId]) {
    let contests: Vec<Contest> = held.iter().map(|&e| Contest::new(world, politics, parameters, e)).collect();
    let candidates = || held.iter().flat_map(|&election| politics.polity.politicians_of(election));
    let chests: Vec<(usize, Chest)> =
        candidates().zip(contests.iter().flat_map(|contest| contest.chests.iter().copied())).collect();
    let mut bids = Vec::new();
    for party in (0..politics.polity.parties.len()).map(PartyId::new) {
        let known = know::of_party(world, politics, &parameters.campaign, moment, party);
        bids.extend(contests.iter().flat_map(|contest| contest.offers(party, &known)));
    }
    drop(contests);
    bids.par_sort_unstable_by_key(|Bid { offer, .. }| (offer.politician, offer.broker, offer.client));
    forget(politics);
    let mut rest = bids.as_slice();
    for (candidate, chest) in chests {
        let own = rest.partition_point(|bid| bid.offer.politician.index() <= candidate);
        let (bids, others) = rest.split_at(own);
        rest = others;
        settle(world, politics, parameters, candidate, chest, bids);
    }
    give(world, politics, &bids);
    politics.record.by_group = by_group(world, politics, &bids);
    politics.offers.extend(bids.iter().map(|bid| bid.offer));
    politics.offers.par_sort_unstable_by_key(|offer| (offer.client, offer.politician));
}

/// A new election day: whom offers reached before, and who made them, is forgotten.
fn forget(politics: &mut Politics) {
    let marks = politics.voters.marks.par_chunks_mut(BLOCK);
    marks.for_each(|marks| marks.iter_mut().for_each(|marks| *marks = marks.with(Mark::Offered, false)));
    politics.brokers.names.fill(0);
}

/// The end of a candidate's campaign: its money comes down to its brokers, and it is noted what for.
fn settle(world: &mut World, politics: &mut Politics, parameters: &Parameters, candidate: usize, chest: Chest, bids: &[Bid]) {
    let mut skimmed = Money::ZERO;
    for bids in bids.chunk_by(|a, b| a.offer.broker == b.offer.broker) {
        let offers: Vec<Offer> = bids.iter().map(|bid| bid.offer).collect();
        skimmed += hand_over(world, politics, &parameters.campaign, chest.broker_keeps, &offers);
        politics.brokers.names[offers[0].broker.index()] += offers.len() as u32;
    }
    let sums = sums(PoliticianId::new(candidate), bids, skimmed);
    let accepted: u64 = sums.iter().map(|sum| sum.counts.accepted).sum();
    let paid: Money = sums.iter().map(|sum| sum.counts.paid).sum();
    let politicians = &mut politics.politicians;
    politicians.price[candidate] = (accepted > 0).then(|| paid.to_s() / accepted as f64);
    politicians.plan[candidate].gifts = Money::ZERO;
    let aim = politicians.plan[candidate].aim;
    politics.record.offers.extend(sums);
    let promised = bids.iter().map(|bid| f64::from(bid.offer.promised)).sum();
    note(politics, candidate, CampaignPhase::Perform, aim, promised);
}

/// What the offers of a candidate come to before the vote, by strategy and attitude. What was skimmed of its money is attributed in
/// proportion to prices, in whole micro-S; the last takes the rest.
fn sums(politician: PoliticianId, bids: &[Bid], skimmed: Money) -> Vec<OfferSum> {
    let mut sums = Vec::new();
    let prices = |bids: &mut dyn Iterator<Item = &Bid>| bids.map(|bid| Money::from(bid.offer.price)).sum::<Money>();
    let all = prices(&mut bids.iter());
    let mut left = skimmed;
    for (strategy, attitude) in Strategy::ALL.iter().flat_map(|&s| Attitude::ALL.map(|a| (s, a))) {
        let own = || bids.iter().filter(|bid| bid.offer.strategy == strategy && bid.attitude == attitude);
        let taken = || own().filter(|bid| bid.offer.accepted);
        let offered = own().count() as u64;
        if offered == 0 {
            continue;
        }
        let skimmed = skimmed.pro_rata(prices(&mut own()), all);
        left -= skimmed;
        let (accepted, paid) = (taken().count() as u64, prices(&mut taken()));
        let counts = OfferCounts { offered, accepted, paid, skimmed, ..OfferCounts::default() };
        sums.push(OfferSum { politician, strategy, attitude, counts });
    }
    if let Some(last) = sums.last_mut() {
        last.counts.skimmed += left;
    }
    sums
}

/// Gifts become the clients', who remember who was asked and what the own patron gave.
fn give(world: &mut World, politics: &mut Politics, bids: &[Bid]) {
    let voters = &mut politics.voters;
    for Offer { client, broker, price, accepted, .. } in bids.iter().map(|bid| bid.offer) {
        let client = client.index();
        voters.marks[client] = voters.marks[client].with(Mark::Offered, true);
        if !accepted {
            continue;
        }
        let gift = Money::from(price);
        world.clients.wealth[client] += gift;
        world.flows.book(Flow::Gift, gift);
        if world.clients.patron[client] == Some::<PatronId>(broker) {
            voters.favour[client] = voters.favour[client].and(Favour::nearest(gift.to_s()));
        }
    }
}

/// Gifts taken by the group of villages in which the voter lives; nothing without two groups.
fn by_group(world: &World, politics: &Politics, bids: &[Bid]) -> Option<GiftsByGroup> {
    let polity = &politics.polity;
    let is_other = |village: usize| usize::from(polity.group_of[village] > 0);
    if polity.group_of.iter().all(|&group| group == 0) {
        return None;
    }
    let mut gifts = GiftsByGroup::default();
    for (village, &voters) in polity.voters.iter().enumerate() {
        gifts.voters[is_other(village)] += u64::from(voters);
    }
    for offer in bids.iter().map(|bid| bid.offer).filter(|offer| offer.accepted) {
        gifts.taken[is_other(world.villages.of_client(offer.client.index()).index())] += 1;
    }
    Some(gifts)
}
