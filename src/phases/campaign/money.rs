//! The way of the money: from the candidate through the politicians below it and its broker to the voter.
//!
//! A gift costs more than it is where money is lost on the way to the broker's village. For gifts that cost P the candidate pays P over what
//! the way leaves of it. Each politician on the way keeps its part of what reaches it, the broker gives the gifts, and what is then left of
//! the money is the broker's.

use super::Campaign;
use crate::ids::{ElectionId, PatronId, PoliticianId};
use crate::quantity::{Money, SmallMoney};
use crate::world::politics::Politicians;
use crate::world::{Politics, World};

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

/// What the way from a candidate to a broker of its party leaves for gifts of each unit of money, in (0, 1]: down the chain, or straight to
/// the broker if the candidate is not on its chain.
pub(super) fn leaves(
    politics: &Politics,
    campaign: &Campaign,
    candidate: PoliticianId,
    broker_keeps: f64,
    broker: PatronId,
) -> f64 {
    let between =
        politics.brokers.superior[broker.index()].map_or(0, |superior| below(&politics.politicians, superior, candidate));
    (0..between).fold(1.0 - broker_keeps, |leaves, _| leaves * (1.0 - campaign.skim))
}

/// What it takes to have so much of which a way leaves only a part; rounded up.
fn cost(amount: Money, leaves: f64) -> Money {
    let exact = amount.micros() as f64 / leaves;
    Money::from_micros(exact.ceil() as i64)
}

/// What gifts cost: they, and what is lost on the way to the broker's village.
pub(super) fn cost_of(world: &World, politics: &Politics, broker: PatronId, price: SmallMoney) -> Money {
    let village = world.patrons.village[broker.index()];
    cost(price.into(), 1.0 - politics.polity.leakage_of(village))
}

/// The cost of gifts that a candidate can pay for with so much, if the way leaves a part of it.
pub(super) fn gifts_for(money: Money, leaves: f64) -> Money {
    let most = money.share(leaves);
    // A product and a quotient may round apart by one.
    if cost(most, leaves) <= money { most } else { Money::from_micros(most.micros() - 1).or_zero() }
}

/// How many politicians are below a candidate on the chain that begins with a superior; none if it is not on the chain.
fn below(politicians: &Politicians, superior: PoliticianId, candidate: PoliticianId) -> usize {
    politicians.chain(superior).position(|politician| politician == candidate).unwrap_or(0)
}

/// How the money for what one broker offers for one candidate comes down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Handover {
    /// What the candidate pays.
    pub paid: Money,
    /// What the politicians on the way keep, from above.
    pub skims: Vec<(PoliticianId, Money)>,
    /// What the broker keeps.
    pub kept: Money,
}

impl Handover {
    /// Of gifts that cost so much in all, of which so much is given in the end.
    pub fn of(
        politics: &Politics,
        campaign: &Campaign,
        (candidate, broker): (PoliticianId, PatronId),
        broker_keeps: f64,
        [promised, given]: [Money; 2],
    ) -> Self {
        let paid = cost(promised, leaves(politics, campaign, candidate, broker_keeps, broker));
        let between = politics.brokers.superior[broker.index()].map_or(Vec::new(), |superior| {
            let below = below(&politics.politicians, superior, candidate);
            politics.politicians.chain(superior).take(below).collect()
        });
        let mut rest = paid;
        let mut keep = |politician| {
            let kept = rest.share(campaign.skim).min(rest - promised);
            rest -= kept;
            (politician, kept)
        };
        let skims = between.into_iter().rev().map(&mut keep).collect();
        Self { paid, skims, kept: rest - given }
    }
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
