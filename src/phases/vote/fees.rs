//! Brokers' fees, paid when the votes are counted.
//!
//! A candidate shares out the money that it has put aside for them, rounded down to the micro-S; what is left stays in its funds. Weights are
//! whole numbers: loyalty counts in millionths.

use super::ballots::Urn;
use crate::ids::{PatronId, VillageId};
use crate::phases::campaign::PaidBy;
use crate::quantity::Money;
use crate::world::politics::polity::MOST_PARTIES;
use crate::world::{BLOCK, Flow, Politics, World};
use rayon::prelude::*;

/// What brokers are paid for; they share it evenly.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Claim {
    weight: u64,
    brokers: Vec<PatronId>,
}

/// Pays the brokers of all candidates of an election that has been counted; what each candidate paid, the first one's first. The campaigns
/// are over then: what is left of their money is planned for nothing.
pub fn pay(world: &mut World, politics: &mut Politics, paid_by: PaidBy, urn: &Urn) -> Vec<Money> {
    let claims = match paid_by {
        PaidBy::Votes => for_votes(world, politics, urn),
        PaidBy::Names => {
            let names: Vec<u64> = politics.brokers.names.iter().copied().map(u64::from).collect();
            one_by_one(world, politics, urn, &names)
        }
        PaidBy::Loyalty => {
            let loyalty = loyalty_to_patrons(world);
            one_by_one(world, politics, urn, &loyalty)
        }
    };
    let candidates = politics.polity.politicians_of(urn.election);
    let politicians = &mut politics.politicians;
    let mut pay = |(candidate, claims): (usize, Vec<Claim>)| {
        let plan = &mut politicians.plan[candidate];
        let pot = plan.fees.min(politicians.funds[candidate]);
        (plan.gifts, plan.fees) = (Money::ZERO, Money::ZERO);
        let mut paid = Money::ZERO;
        for (broker, fee) in shared_out(pot, &claims) {
            world.patrons.capital[broker.index()] += fee;
            world.flows.book(Flow::BrokerFee, fee);
            paid += fee;
        }
        politicians.funds[candidate] -= paid;
        paid
    };
    candidates.zip(claims).map(&mut pay).collect()
}

/// What every broker receives of a pot. Nobody receives anything if nobody has done anything for it.
fn shared_out(pot: Money, claims: &[Claim]) -> Vec<(PatronId, Money)> {
    let all: u128 = claims.iter().map(|claim| u128::from(claim.weight)).sum();
    if all == 0 {
        return Vec::new();
    }
    let fee = |claim: &Claim| pot.part(claim.weight.into(), all * claim.brokers.len() as u128);
    claims.iter().flat_map(|claim| claim.brokers.iter().map(move |&broker| (broker, fee(claim)))).collect()
}

/// The claims on every candidate where its votes in a village are paid for, to all its brokers there.
fn for_votes(world: &World, politics: &Politics, urn: &Urn) -> Vec<Vec<Claim>> {
    let polity = &politics.polity;
    let all = polity.politicians_of(urn.election);
    let mut claims = vec![Vec::new(); all.len()];
    for village in (0..world.villages.len()).map(VillageId::new) {
        let mut brokers: [Vec<PatronId>; MOST_PARTIES] = Default::default();
        for patron in world.villages.patrons_of(village).map(PatronId::new) {
            if let Some(party) = politics.brokers.party[patron.index()] {
                brokers[party.index()].push(patron);
            }
        }
        let candidates = polity.candidates_in(urn.election, village);
        for ((candidate, &votes), party) in candidates.zip(urn.of(village)).zip(&polity.election(urn.election).parties) {
            let brokers = std::mem::take(&mut brokers[party.index()]);
            if !brokers.is_empty() {
                claims[candidate - all.start].push(Claim { weight: u64::from(votes), brokers });
            }
        }
    }
    claims
}

/// The claims on every candidate where each of its brokers is paid for its own weight.
fn one_by_one(world: &World, politics: &Politics, urn: &Urn, weights: &[u64]) -> Vec<Vec<Claim>> {
    let all = politics.polity.politicians_of(urn.election);
    let mut claims = vec![Vec::new(); all.len()];
    for (patron, (&village, &party)) in world.patrons.village.iter().zip(&politics.brokers.party).enumerate() {
        let candidate = party.and_then(|party| politics.polity.candidate_of(urn.election, village, party));
        if let Some(candidate) = candidate {
            let claim = Claim { weight: weights[patron], brokers: vec![PatronId::new(patron)] };
            claims[candidate.index() - all.start].push(claim);
        }
    }
    claims
}

/// The loyalty of every patron's clients together, in millionths.
fn loyalty_to_patrons(world: &mut World) -> Vec<u64> {
    let World { clients, patrons, tally, .. } = world;
    tally.clear();
    let columns = (clients.patron.par_chunks(BLOCK), clients.loyalty.par_chunks(BLOCK));
    let lanes = &*tally;
    columns.into_par_iter().for_each(|(patron, loyalty)| {
        let mut lane = lanes.lane();
        for (&patron, &loyalty) in patron.iter().zip(loyalty) {
            lane.of_mut(patron)[0] += (f64::from(loyalty) * 1e6 + 0.5) as i64;
        }
    });
    let total = |patron| u64::try_from(tally.total(PatronId::new(patron))[0]).expect("loyalty is not negative");
    (0..patrons.len()).map(total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn claims(weights: &[(u64, usize)]) -> Vec<Claim> {
        let claim = |(k, &(weight, brokers)): (usize, &(u64, usize))| Claim {
            weight,
            brokers: (0..brokers).map(|b| PatronId::new(100 * k + b)).collect(),
        };
        weights.iter().enumerate().map(claim).collect()
    }

    #[test]
    fn fees_are_in_proportion_and_rounded_down() {
        // 30 votes of two brokers and 10 votes of one: 3/8 each, and 2/8.
        let paid: Vec<i64> =
            shared_out(Money::from_micros(1001), &claims(&[(30, 2), (10, 1)])).iter().map(|p| p.1.micros()).collect();
        assert_eq!(paid, [375, 375, 250]);
        assert_eq!(shared_out(Money::from_micros(1001), &claims(&[(0, 2), (0, 1)])), []);
        assert_eq!(shared_out(Money::from_micros(1001), &[]), []);
    }

    proptest! {
        #[test]
        fn fees_leave_less_than_a_micro_for_each(pot in 0i64..1 << 50, weights in prop::collection::vec((0u64..1 << 40, 1usize..5), 1..20)) {
            prop_assume!(weights.iter().any(|&(weight, _)| weight > 0));
            let fees = shared_out(Money::from_micros(pot), &claims(&weights));
            let paid: i64 = fees.iter().map(|(_, fee)| fee.micros()).sum();
            prop_assert!(paid <= pot && pot - paid <= fees.len() as i64, "{paid} of {pot} to {}", fees.len());
        }
    }
}
