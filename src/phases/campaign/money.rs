//! The way of the money: from the candidate through the politicians below it and its broker to the voter.
//!
//! A gift costs more than it is where money is lost on the way to the broker's village. For gifts that cost P the candidate pays P over what
//! the way leaves of it. Each politician on the way keeps its part of what reaches it, the broker gives the gifts, and what is then left of
//! the money is the broker's.

use super::Campaign;
use crate::ids::{ElectionId, PatronId, PoliticianId};
use crate::quantity::Money;
use crate::world::politics::{Offer, Politicians};
use crate::world::{Flow, Politics, World};

/// The most that a broker keeps.
const MOST_SKIM: f64 = 0.9;

/// What a candidate has for gifts on the day, and what its brokers keep of it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Chest {
    /// Money for gifts, what is kept on the way included.
    pub gifts: Money,
    /// The share s_b that a broker keeps.
    pub broker_keeps: f64,
}

/// The chests of the candidates of an election, whose constituencies have so many voters.
pub(super) fn chests(politics: &Politics, campaign: &Campaign, election: ElectionId, voters: &[u64]) -> Vec<Chest> {
    let politicians = &politics.politicians;
    let candidates = politics.polity.politicians_of(election);
    let gifts = |candidate: usize| politicians.plan[candidate].gifts.min(politicians.funds[candidate]);
    let per_voter = |candidate: usize| {
        let voters = voters[politicians.constituency[candidate] as usize];
        if voters > 0 { gifts(candidate).to_s() / voters as f64 } else { 0.0 }
    };
    let mean = candidates.clone().map(per_voter).sum::<f64>() / candidates.len() as f64;
    let chest = |candidate| {
        let (own, prospect) = (per_voter(candidate), politicians.plan[candidate].prospect);
        let much = if own > 0.0 { own / (own + mean) } else { 0.0 };
        let keeps = campaign.skim_broker + campaign.predation * (1.0 - prospect) * much;
        Chest { gifts: gifts(candidate), broker_keeps: keeps.clamp(0.0, MOST_SKIM) }
    };
    candidates.map(chest).collect()
}

/// The way from a candidate to a broker of its party.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// The politicians between them, from below.
    between: Vec<PoliticianId>,
    /// What is left for gifts of each unit of money, in (0, 1].
    pub leaves: f64,
}

impl Way {
    /// The way down the chain, or straight to the broker if the candidate is not on its chain.
    pub fn new(politics: &Politics, campaign: &Campaign, candidate: PoliticianId, broker_keeps: f64, broker: PatronId) -> Self {
        let superior = politics.brokers.superior[broker.index()];
        let between = superior.map_or(Vec::new(), |superior| between(&politics.politicians, superior, candidate));
        let leaves = between.iter().fold(1.0 - broker_keeps, |leaves, _| leaves * (1.0 - campaign.skim));
        Self { between, leaves }
    }
}

/// What it takes to have so much of which a way leaves only a part; rounded up.
fn cost(amount: Money, leaves: f64) -> Money {
    let exact = amount.micros() as f64 / leaves;
    Money::from_micros(exact.ceil() as i64)
}

/// What an offer costs: the gift, and what is lost on the way to the broker's village.
pub(super) fn cost_of(world: &World, politics: &Politics, offer: &Offer) -> Money {
    let village = world.patrons.village[offer.broker.index()];
    cost(offer.price.into(), 1.0 - politics.polity.leakage_of(village))
}

/// The cost of gifts that a candidate can pay for with so much, if the way leaves a part of it.
pub(super) fn gifts_for(money: Money, leaves: f64) -> Money {
    let most = money.share(leaves);
    // A product and a quotient may round apart by one.
    if cost(most, leaves) <= money { most } else { Money::from_micros(most.micros() - 1).or_zero() }
}

/// The politicians below a candidate on the chain that begins with a superior, from below; none if it is not on the chain.
fn between(politicians: &Politicians, superior: PoliticianId, candidate: PoliticianId) -> Vec<PoliticianId> {
    let chain: Vec<_> = politicians.chain(superior).collect();
    let above = chain.iter().position(|&politician| politician == candidate).unwrap_or(0);
    chain[..above].to_vec()
}

/// Moves the money for the offers that one broker made for one candidate; what did not become gifts of it.
pub(super) fn hand_over(
    world: &mut World,
    politics: &mut Politics,
    campaign: &Campaign,
    broker_keeps: f64,
    offers: &[Offer],
) -> Money {
    let (candidate, broker) = (offers[0].politician, offers[0].broker);
    let way = Way::new(politics, campaign, candidate, broker_keeps, broker);
    let promised: Money = offers.iter().map(|offer| cost_of(world, politics, offer)).sum();
    let given: Money = offers.iter().filter(|offer| offer.accepted).map(|offer| Money::from(offer.price)).sum();
    let funds = &mut politics.politicians.funds;
    let paid = cost(promised, way.leaves);
    funds[candidate.index()] -= paid;
    let mut rest = paid;
    for politician in way.between.iter().rev() {
        let kept = rest.share(campaign.skim).min(rest - promised);
        funds[politician.index()] += kept;
        world.flows.book(Flow::Skim, kept);
        rest -= kept;
    }
    let kept = rest - given;
    world.patrons.capital[broker.index()] += kept;
    world.flows.book(Flow::BrokerSkim, kept);
    paid - given
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_money_can_pay_for_costs_no_more_than_it(micros in 0i64..1 << 50, leaves in 0.001..=1.0f64) {
            let money = Money::from_micros(micros);
            let gifts = gifts_for(money, leaves);
            prop_assert!(gifts <= cost(gifts, leaves) && cost(gifts, leaves) <= money);
            prop_assert!(cost(gifts + Money::from_micros(2), leaves) > money, "{gifts} are too few for {money}");
        }
    }

    #[test]
    fn nothing_is_lost_on_a_way_without_skims() {
        let money = Money::from_micros(123_457);
        assert_eq!((cost(money, 1.0), gifts_for(money, 1.0)), (money, money));
    }
}
