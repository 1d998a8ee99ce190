//! Money that is lost on the way to villages.

use super::{bought_by_the_right, broker, perform, plain, politics, politics_mut, prices, spent};
use patronage::ids::ClientId;
use patronage::phases::Parameters;
use patronage::phases::campaign::{Design, Pricing};
use patronage::quantity::Money;
use patronage::world::politics::{Offer, Strategy};
use patronage::world::{Flow, World};
use std::sync::Arc;

/// So much is lost on the way to the villages, which are of these groups.
fn lose(world: &mut World, leakage: &[f64], group_of: &[u32]) {
    let polity = Arc::make_mut(&mut politics_mut(world).polity);
    (polity.leakage, polity.group_of) = (leakage.to_vec(), group_of.to_vec());
}

/// Gifts by the village of the broker.
fn by_village(world: &World, offers: &[Offer]) -> [Vec<Offer>; 4] {
    let mut of: [Vec<Offer>; 4] = Default::default();
    offers.iter().for_each(|offer| of[world.patrons.village[broker(world, offer)].index()].push(*offer));
    of
}

fn costs(offers: &[Offer], leakage: f64) -> i64 {
    offers.iter().map(|offer| (f64::from(offer.price.micros()) / (1.0 - leakage)).ceil() as i64).sum()
}

#[test]
fn what_is_lost_stays_with_brokers() {
    let mut parameters = plain();
    parameters.campaign.skim_broker = 0.25;
    let mut world = bought_by_the_right(&parameters, 30.0);
    let leakage = [0.0, 0.5, 0.9, 0.3];
    lose(&mut world, &leakage, &[]);
    let offers = perform(&mut world, &parameters);
    let of = by_village(&world, &offers);
    assert!(of.iter().filter(|offers| !offers.is_empty()).count() >= 3, "{:?}", of.map(|offers| offers.len()));
    // Each broker's costs are rounded up by themselves.
    let brokers: Vec<Vec<Offer>> =
        (0..8).map(|patron| offers.iter().copied().filter(|offer| broker(&world, offer) == patron).collect()).collect();
    let of_broker = |(broker, offers): (usize, &Vec<Offer>)| {
        (costs(offers, leakage[world.patrons.village[broker].index()]) as f64 / 0.75).ceil() as i64
    };
    let paid: i64 = brokers.iter().enumerate().map(of_broker).sum();
    assert_eq!(spent(&world, 1, 30.0), Money::from_micros(paid));
    let kept = Money::from_micros(paid) - prices(&offers);
    assert_eq!(world.flows.amount(Flow::BrokerSkim), kept);
    assert_eq!(politics(&world).record.offers.iter().map(|sum| sum.counts.skimmed).sum::<Money>(), kept);
    assert_eq!(politics(&world).record.by_group, None, "there are no groups");
}

/// Gifts per voter in the first village, over the same elsewhere.
fn ratio(parameters: &Parameters, leakage: &[f64]) -> f64 {
    let mut world = bought_by_the_right(parameters, 8.0);
    lose(&mut world, leakage, &[0, 1, 2, 1]);
    perform(&mut world, parameters);
    let gifts = politics(&world).record.by_group.expect("there are groups");
    assert_eq!(gifts.voters, [100, 300]);
    let each = |group: usize| gifts.taken[group] as f64 / gifts.voters[group] as f64;
    each(0) / each(1)
}

/// Dixit and Londregan 1996: who can be paid with less loss is favoured, in every way of sharing money out.
#[test]
fn the_group_to_which_less_is_lost_is_favoured() {
    for sharing in [Design::Pooled, Design::Villages] {
        for pricing in [Pricing::Reservation, Pricing::Envelope] {
            let mut parameters = plain();
            (parameters.campaign.sharing, parameters.campaign.pricing) = (sharing, pricing);
            (parameters.voting.noise, parameters.campaign.envelope_min) =
                (if pricing == Pricing::Envelope { 0.3 } else { 0.0 }, 0.1);
            let [alike, favoured, wronged] =
                [[0.2; 4], [0.0, 0.4, 0.4, 0.4], [0.6, 0.1, 0.1, 0.1]].map(|leakage| ratio(&parameters, &leakage));
            assert!(wronged < 0.9 * alike && favoured > 1.1 * alike, "{sharing:?} {pricing:?}: {wronged}, {alike}, {favoured}");
        }
    }
}

#[test]
fn nothing_lost_changes_nothing() {
    let parameters = plain();
    let seen = |leakage: &[f64]| {
        let mut world = bought_by_the_right(&parameters, 8.0);
        lose(&mut world, leakage, &[]);
        (perform(&mut world, &parameters), politics(&world).record.clone())
    };
    assert_eq!(seen(&[]), seen(&[0.0; 4]));
}

/// A voter, what it is offered, what that costs, and whether money is lost on the way to it.
type Told = (ClientId, f64, f64, bool);

/// Voters who can be asked for one thing only are bought in the order of what their votes cost, not of what they are paid.
#[test]
fn ranks_go_by_cost() {
    let mut parameters = plain();
    parameters.campaign.sharing = Design::Pooled;
    let leakage = [0.0, 0.0, 0.5, 0.5];
    let bought = |money: f64| {
        let mut world = bought_by_the_right(&parameters, money);
        lose(&mut world, &leakage, &[]);
        let offers = perform(&mut world, &parameters);
        let lost = |offer: &Offer| leakage[world.patrons.village[broker(&world, offer)].index()];
        let alone = |offer: &&Offer| matches!(offer.strategy, Strategy::Turnout | Strategy::Persuasion);
        let price = |offer: &Offer| f64::from(offer.price.micros());
        let told = |offer: &Offer| (offer.client, price(offer), (price(offer) / (1.0 - lost(offer))).ceil(), lost(offer) > 0.0);
        offers.iter().filter(alone).map(told).collect::<Vec<_>>()
    };
    let some = bought(3.0);
    let (had, left): (Vec<_>, Vec<_>) = bought(1e6).into_iter().partition(|all| some.iter().any(|one| one.0 == all.0));
    assert!([&had, &left].iter().all(|voters| voters.iter().any(|voter| voter.3) && voters.iter().any(|voter| !voter.3)));
    let most = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
    let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
    let cost = |voters: &[Told]| voters.iter().map(|voter| voter.2).collect::<Vec<f64>>();
    let price = |voters: &[Told]| voters.iter().map(|voter| voter.1).collect::<Vec<f64>>();
    assert!(most(&mut cost(&had).into_iter()) <= least(&mut cost(&left).into_iter()), "each of these is worth one vote");
    assert!(most(&mut price(&had).into_iter()) > least(&mut price(&left).into_iter()), "by prices the order would be another");
}
