//! What offers come to: money on its way down, counts by strategy and attitude, and what is remembered of them.

use super::list::Bid;
use super::money::{Chest, Handover, cost_of};
use super::note;
use super::shop::Contest;
use crate::ids::{PatronId, PoliticianId};
use crate::quantity::Money;
use crate::world::politics::record::{CampaignPhase, GiftsByGroup, OfferCounts, OfferSum};
use crate::world::politics::{Attitude, Offer, Offers, Strategy};
use crate::world::{Flow, Flows, Politics, World};
use std::collections::BTreeMap;

/// What the offers of some brokers come to. All of it but what is promised is whole numbers, which can be added up in any order.
#[derive(Default)]
pub(super) struct Settled {
    /// The offers, brokers in order.
    offers: Vec<Offer>,
    /// Net votes that the brokers of each candidate expect of them, in the same order.
    promised: Vec<(PoliticianId, f32)>,
    sums: BTreeMap<(PoliticianId, Strategy, Attitude), Sum>,
    /// What candidates paid, and what they or politicians below them got of it.
    purses: BTreeMap<PoliticianId, Purse>,
    /// Who made how many offers, and kept how much.
    brokers: Vec<(PatronId, u32, Money)>,
    /// Gifts taken by the group in which voters live.
    groups: [u64; 2],
    flows: Flows,
}

/// What the offers of a candidate, strategy and attitude come to.
#[derive(Clone, Copy, Default)]
struct Sum {
    counts: OfferCounts,
    /// The prices of all of them, taken or not.
    prices: Money,
}

/// What becomes of a politician's funds.
#[derive(Clone, Copy, Default)]
struct Purse {
    paid: Money,
    kept: Money,
    /// What of the money paid became no gift.
    skimmed: Money,
}

impl Settled {
    /// Settles what brokers offer for a candidate with this chest, brokers in order.
    pub fn add(&mut self, contest: &Contest<'_>, chest: Chest, bids: &[Bid]) {
        for bids in bids.chunk_by(|a, b| a.broker == b.broker) {
            self.hand_over(contest, chest, bids);
            for bid in bids {
                self.count(contest, bid);
            }
        }
    }

    /// Puts the offers into the order of clients, so that they are kept in few pieces.
    pub fn sort(&mut self) {
        self.offers.sort_unstable_by_key(|offer| offer.client);
    }

    /// The money for one broker's offers comes down.
    fn hand_over(&mut self, contest: &Contest<'_>, chest: Chest, bids: &[Bid]) {
        let (world, politics) = (contest.world, contest.politics);
        let (candidate, broker) = (bids[0].politician, bids[0].broker);
        let promised = bids.iter().map(|bid| cost_of(world, politics, broker, bid.price)).sum();
        let given = bids.iter().filter(|bid| bid.accepted).map(|bid| Money::from(bid.price)).sum();
        let handover = Handover::of(politics, contest.campaign(), (candidate, broker), chest.broker_keeps, [promised, given]);
        for (politician, kept) in handover.skims {
            self.purses.entry(politician).or_default().kept += kept;
            self.flows.book(Flow::Skim, kept);
        }
        self.flows.book(Flow::BrokerSkim, handover.kept);
        self.brokers.push((broker, bids.len() as u32, handover.kept));
        let purse = self.purses.entry(candidate).or_default();
        purse.paid += handover.paid;
        purse.skimmed += handover.paid - given;
    }

    fn count(&mut self, contest: &Contest<'_>, bid: &Bid) {
        let price = Money::from(bid.price);
        let sum = self.sums.entry((bid.politician, bid.strategy, bid.attitude)).or_default();
        sum.prices += price;
        sum.counts.offered += 1;
        if bid.accepted {
            sum.counts.accepted += 1;
            sum.counts.paid += price;
            let group = contest.politics.polity.group_of.get(bid.home.index()).copied().unwrap_or(0);
            self.groups[usize::from(group > 0)] += 1;
        }
        self.promised.push((bid.politician, bid.promised));
        self.offers.push(Offer {
            client: bid.client,
            election: contest.election,
            candidate: bid.place,
            strategy: bid.strategy,
            accepted: bid.accepted,
            by_patron: contest.world.clients.patron[bid.client.index()] == Some(bid.broker),
            price: bid.price,
        });
    }
}

/// All that the campaigns of a day come to.
pub(super) struct Till {
    total: Settled,
    /// What candidates' offers promise, by politician, added up in the order of brokers.
    promised: Vec<f64>,
}

impl Till {
    pub fn new(politics: &Politics) -> Self {
        // What nothing adds up to is -0 to the standard library, and goes on being it.
        let nothing: f64 = std::iter::empty::<f64>().sum();
        Self { total: Settled::default(), promised: vec![nothing; politics.politicians.len()] }
    }

    /// Adds what further brokers' offers come to; `offers` keeps them.
    pub fn add(&mut self, settled: Settled, offers: &mut Offers) {
        offers.add(&settled.offers);
        for (politician, promised) in settled.promised {
            self.promised[politician.index()] += f64::from(promised);
        }
        for (key, part) in settled.sums {
            let sum = self.total.sums.entry(key).or_default();
            (sum.counts, sum.prices) = (sum.counts.and(part.counts), sum.prices + part.prices);
        }
        for (politician, part) in settled.purses {
            let purse = self.total.purses.entry(politician).or_default();
            (purse.paid, purse.kept, purse.skimmed) =
                (purse.paid + part.paid, purse.kept + part.kept, purse.skimmed + part.skimmed);
        }
        self.total.brokers.extend(settled.brokers);
        self.total.flows.add(&settled.flows);
        self.total.groups = [0, 1].map(|group| self.total.groups[group] + settled.groups[group]);
    }

    /// Moves the money of politicians and brokers, and records everything; candidates of the day in order.
    pub fn close(self, world: &mut World, politics: &mut Politics, candidates: &[usize]) {
        let Settled { sums, purses, brokers, groups, flows, .. } = self.total;
        world.flows.add(&flows);
        for (broker, names, kept) in brokers {
            world.patrons.capital[broker.index()] += kept;
            politics.brokers.names[broker.index()] += names;
        }
        for (politician, purse) in &purses {
            politics.politicians.funds[politician.index()] += purse.kept - purse.paid;
        }
        for &candidate in candidates {
            let id = PoliticianId::new(candidate);
            let skimmed = purses.get(&id).map_or(Money::ZERO, |purse| purse.skimmed);
            record(politics, id, &sums, skimmed);
            let aim = politics.politicians.plan[candidate].aim;
            note(politics, candidate, CampaignPhase::Perform, aim, self.promised[candidate]);
        }
        politics.record.by_group = by_group(politics, groups);
    }
}

/// The end of a candidate's campaign: what its offers come to before the vote, by strategy and attitude. What was skimmed of its money is
/// attributed in proportion to prices, in whole micro-S; the last takes the rest.
fn record(
    politics: &mut Politics,
    politician: PoliticianId,
    all: &BTreeMap<(PoliticianId, Strategy, Attitude), Sum>,
    skimmed: Money,
) {
    let mut sums = Vec::new();
    let range = (politician, Strategy::ALL[0], Attitude::ALL[0])..=(politician, Strategy::Reward, Attitude::Opposed);
    let own = || all.range(range.clone());
    let prices = own().map(|(_, sum)| sum.prices).sum();
    let mut left = skimmed;
    for (&(politician, strategy, attitude), sum) in own() {
        let skimmed = skimmed.pro_rata(sum.prices, prices);
        left -= skimmed;
        sums.push(OfferSum { politician, strategy, attitude, counts: OfferCounts { skimmed, ..sum.counts } });
    }
    if let Some(last) = sums.last_mut() {
        last.counts.skimmed += left;
    }
    let accepted: u64 = sums.iter().map(|sum| sum.counts.accepted).sum();
    let paid: Money = sums.iter().map(|sum| sum.counts.paid).sum();
    let politicians = &mut politics.politicians;
    politicians.price[politician.index()] = (accepted > 0).then(|| paid.to_s() / accepted as f64);
    politicians.plan[politician.index()].gifts = Money::ZERO;
    politics.record.offers.extend(sums);
}

/// Gifts taken by the group of villages in which the voter lives; nothing without two groups.
fn by_group(politics: &Politics, taken: [u64; 2]) -> Option<GiftsByGroup> {
    let polity = &politics.polity;
    if polity.group_of.iter().all(|&group| group == 0) {
        return None;
    }
    let mut voters = [0; 2];
    for (&own, &group) in polity.voters.iter().zip(&polity.group_of) {
        voters[usize::from(group > 0)] += u64::from(own);
    }
    Some(GiftsByGroup { voters, taken })
}
