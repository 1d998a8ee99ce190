//! Club goods: what the government buys for villages that support it.

use super::{ClubRule, Domain, Government};
use crate::ids::VillageId;
use crate::quantity::Money;
use crate::world::politics::voters::Favour;
use crate::world::politics::{Politics, Purse};
use crate::world::{Flow, Flows, World};

/// All that is left buys club goods for the villages of the district; where nobody supports the government and only support counts, it stays
/// in the treasury.
pub(super) fn buy(
    world: &World,
    politics: &mut Politics,
    domain: &Domain,
    government: &Government,
    flows: &mut Flows,
    favours: &mut [Favour],
) {
    let budget = politics.districts.treasury[domain.id.index()];
    if budget == Money::ZERO {
        return;
    }
    let ranked = by_support(politics, domain);
    let voters = |village: VillageId| world.villages.clients_of(village).len() as f64;
    let villages = ranked.len() as f64;
    let weight = |(rank, &(village, support)): (usize, &(VillageId, f64))| match government.club_rule {
        ClubRule::Proportional => voters(village) * support,
        ClubRule::Rank => voters(village) * libm::pow((villages - rank as f64) / villages, government.convexity),
    };
    let weights: Vec<f64> = ranked.iter().enumerate().map(weight).collect();
    for ((village, _), amount) in ranked.into_iter().zip(shares(budget, &weights)) {
        let per_head = amount.to_s() / voters(village);
        politics.places.club_mut(village)[domain.party.index()] += per_head as f32;
        politics.districts.pay_out(domain.id, Purse::Club, amount);
        flows.book(Flow::PublicClub, amount);
        favours[village.index()] = Favour::nearest(per_head);
    }
}

/// The villages of the district with their support for the governing party, most support first, equals in order.
fn by_support(politics: &Politics, domain: &Domain) -> Vec<(VillageId, f64)> {
    let support = |&village: &VillageId| (village, f64::from(politics.places.support(village)[domain.party.index()]));
    let mut ranked: Vec<(VillageId, f64)> = domain.villages.iter().map(support).collect();
    ranked.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranked
}

/// An amount shared out by weight, each share rounded down and what that leaves added to the first; nothing for anyone without weights.
fn shares(amount: Money, weights: &[f64]) -> Vec<Money> {
    let mut shares: Vec<Money> = amount.shared_out(weights).collect();
    if weights.iter().any(|&weight| weight > 0.0) {
        let given: Money = shares.iter().copied().sum();
        shares[0] += amount - given;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn shares_add_up(micros in 0i64..1 << 50, weights in prop::collection::vec(0.0..1e6f64, 1..40)) {
            let amount = Money::from_micros(micros);
            let shares = shares(amount, &weights);
            let sum: f64 = weights.iter().sum();
            prop_assert!(shares.iter().all(|&share| share >= Money::ZERO));
            let expected = if sum > 0.0 { amount } else { Money::ZERO };
            prop_assert_eq!(shares.iter().copied().sum::<Money>(), expected);
            for (share, weight) in shares.iter().zip(&weights).skip(1).filter(|_| sum > 0.0) {
                let exact = amount.to_s() * weight / sum;
                prop_assert!((share.to_s() - exact).abs() < 1e-6 + exact * 1e-12);
            }
        }
    }

    #[test]
    fn without_weights_nobody_gets_anything() {
        assert_eq!(shares(Money::SUBSISTENCE, &[0.0, 0.0]), [Money::ZERO; 2]);
        assert_eq!(shares(Money::from_micros(10), &[1.0, 1.0, 1.0]), [4, 3, 3].map(Money::from_micros));
    }
}
