//! What offers ask for, what they cost, and which ones money buys.

use super::{
    bought_by_the_right, endow, perform, plain, politics, politics_mut, prices, promised, recruit, society, spent, two_parties,
};
use patronage::ids::PoliticianId;
use patronage::phases::Parameters;
use patronage::phases::campaign::{Design, PaidBy, Pricing, Rule};
use patronage::phases::vote::Compliance;
use patronage::quantity::Money;
use patronage::world::politics::Strategy;
use std::collections::BTreeMap;

#[test]
fn reservation_prices_are_the_closed_forms() {
    // The payer stands at x_M = 0.5, its rival at -0.5, voters in between; prices as in Gans-Morse et al. 2014.
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 25.0);
    let offers = perform(&mut world, &parameters);
    let mut seen = BTreeMap::new();
    let mut net_votes = 0.0;
    for offer in &offers {
        let i = offer.client.index();
        let voters = &politics(&world).voters;
        let (x, cost) = (voters.position(i, world.clients.ideology[i]), voters.cost[i].to_f64());
        let (u, v) = (-(x - 0.5).abs() - cost, -(x + 0.5).abs() - cost);
        let (price, net) = match offer.strategy {
            Strategy::Vote if v >= 0.0 && v > u => (-2.0 * x, 2.0),
            Strategy::Abstention if v >= 0.0 && v > u => (-x - 0.5 - cost, 1.0),
            Strategy::Turnout if u < 0.0 && u >= v => (cost - x + 0.5, 1.0),
            Strategy::Persuasion if u < 0.0 && u < v => (cost - x + 0.5, 1.0),
            other => panic!("{other:?} for a voter at {x} with cost {cost}"),
        };
        let micros = f64::from(offer.price.micros());
        assert!((micros - price * 1e6).abs() < 1.001, "{:?} costs {micros}, not {price}", offer.strategy);
        net_votes += net;
        *seen.entry(offer.strategy).or_insert(0) += 1;
    }
    assert_eq!(promised(&world), net_votes);
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), Strategy::ALL[..4], "{seen:?}");
    // Nobody is left out who is cheaper per net vote than the dearest who is in: the knapsack is filled from its head.
    assert!(prices(&offers) <= Money::nearest(25.0) && spent(&world, 1, 25.0) == prices(&offers));
    assert!(Money::nearest(25.0) - prices(&offers) < Money::nearest(0.5), "what is left would have bought another offer");
}

#[test]
fn enough_money_buys_every_voter_who_is_known() {
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 1e6);
    let offers = perform(&mut world, &parameters);
    // Without limits nobody is paid to stay at home: a vote is worth more.
    assert!(offers.iter().all(|offer| offer.strategy != Strategy::Abstention));
    let anyway = |i: usize| {
        let voters = &politics(&world).voters;
        let (x, cost) = (voters.position(i, world.clients.ideology[i]), voters.cost[i].to_f64());
        x > 0.0 && -(x - 0.5).abs() - cost >= 0.0
    };
    assert_eq!(offers.len(), (0..400).filter(|&i| !anyway(i)).count());
    assert!(offers.windows(2).all(|two| two[0].client < two[1].client));
}

#[test]
fn rules_differ_between_staying_at_home_and_voting() {
    let mut parameters = plain();
    for rule in [Rule::Optimum, Rule::Published] {
        parameters.campaign.rule = rule;
        let mut world = bought_by_the_right(&parameters, 1e6);
        let offers = perform(&mut world, &parameters);
        let at_home = offers.iter().filter(|offer| offer.strategy == Strategy::Abstention).count();
        assert_eq!(at_home > 0, rule == Rule::Published, "{rule:?}: {at_home} paid to stay at home");
    }
}

#[test]
fn secrecy_makes_votes_dearer_and_nothing_else() {
    let mut parameters = plain();
    let buy = |parameters: &Parameters| perform(&mut bought_by_the_right(parameters, 1e6), parameters);
    let before = buy(&parameters);
    parameters.campaign.secrecy_premium = 1.5;
    let after = buy(&parameters);
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(&after) {
        let factor = match after.strategy {
            Strategy::Turnout => 1.0,
            _ => 1.5,
        };
        assert!((f64::from(after.price.micros()) - factor * f64::from(before.price.micros())).abs() <= 2.5);
    }
}

#[test]
fn rows_of_offers_are_found_and_in_order() {
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 25.0);
    perform(&mut world, &parameters);
    let record = &politics(&world).record;
    assert!(record.offers.len() > 4);
    for (row, sum) in record.offers.iter().enumerate() {
        assert_eq!(record.offers_of(sum.politician, sum.strategy, sum.attitude), Some(row));
        assert!(sum.counts.offered > 0 && sum.counts.complied == 0);
    }
    let missing = record.offers_of(PoliticianId::new(0), Strategy::Vote, patronage::world::politics::Attitude::Loyal);
    assert_eq!(missing, None);
}

#[test]
fn envelopes_are_thinner_the_more_names_and_follow_rivals() {
    let mut parameters = plain();
    (parameters.campaign.pricing, parameters.campaign.sharing) = (Pricing::Envelope, Design::Villages);
    (parameters.campaign.quota, parameters.voting.noise) = (10, 0.5);
    let price = |parameters: &Parameters, rival: Option<f64>| {
        let mut world = bought_by_the_right(parameters, 10.0);
        politics_mut(&mut world).politicians.price[0] = rival;
        let offers = perform(&mut world, parameters);
        assert!(offers.iter().all(|offer| offer.price == offers[0].price && offer.strategy != Strategy::Abstention));
        Money::from(offers[0].price)
    };
    // Eight brokers with ten names each.
    assert_eq!(price(&parameters, None), Money::nearest(0.125));
    assert_eq!(price(&parameters, Some(0.325)), Money::nearest(0.7 * 0.125 + 0.3 * 0.325));
    parameters.campaign.quota = 20;
    assert_eq!(price(&parameters, None), Money::nearest(0.0625));
    parameters.campaign.envelope_min = 0.1;
    assert_eq!(price(&parameters, None), Money::nearest(0.1));
    (parameters.campaign.envelope_min, parameters.campaign.envelope_max) = (0.0, 0.05);
    assert_eq!(price(&parameters, None), Money::nearest(0.05));
    // Skims leave less for envelopes.
    (parameters.campaign.envelope_max, parameters.campaign.skim_broker) = (1.0, 0.5);
    assert_eq!(price(&parameters, None), Money::nearest(0.03125));
}

#[test]
fn brokers_seek_what_they_are_paid_for() {
    let mut parameters = plain();
    (parameters.campaign.pricing, parameters.campaign.quota) = (Pricing::Envelope, 10);
    (parameters.campaign.sharing, parameters.campaign.reach) = (Design::Villages, 1.0);
    (parameters.voting.noise, parameters.campaign.envelope_max) = (0.5, 0.05);
    let offers_of = |parameters: &Parameters| {
        // One broker a village, of two patrons; the poor are half of each village.
        let mut world = society(parameters, two_parties(parameters));
        (0..8).step_by(2).for_each(|patron| recruit(&mut world, patron, 1));
        endow(&mut world, 1, 100.0);
        for i in 0..world.clients.len() {
            world.clients.loyalty[i] = patronage::world::clients::Degree::nearest((i % 10) as f64 / 10.0);
            world.clients.consumed[i] =
                patronage::quantity::SmallMoney::from_micros(if i % 2 == 0 { 3_000_000 } else { 500_000 });
        }
        let offers = perform(&mut world, parameters);
        assert_eq!(offers.len(), 40);
        let own = offers.iter().filter(|o| o.by_patron).count();
        let mean = |value: &dyn Fn(usize) -> f64| offers.iter().map(|o| value(o.client.index())).sum::<f64>() / 40.0;
        let loyalty = mean(&|i| world.clients.loyalty[i].into());
        let poor = mean(&|i| f64::from(u8::from(i % 2 == 1)));
        (own, loyalty, poor, promised(&world))
    };
    let by = |paid_by| {
        let mut parameters = parameters.clone();
        parameters.campaign.paid_by = paid_by;
        offers_of(&parameters)
    };
    let (votes, names, loyalty) = (by(PaidBy::Votes), by(PaidBy::Names), by(PaidBy::Loyalty));
    assert!(votes.3 > names.3 && votes.3 > loyalty.3, "who is paid by votes promises most: {votes:?} {names:?} {loyalty:?}");
    assert_eq!(loyalty.0, 40, "the loyal are the own clients");
    assert!(loyalty.1 > names.1 && loyalty.1 > 0.75, "{loyalty:?} {names:?}");
    assert_eq!(names.2, 1.0, "the poor are easily had");
}

#[test]
fn the_repeated_game_decides_whom_it_pays_to_ask() {
    let mut parameters = plain();
    parameters.voting.compliance = Compliance::Repeated;
    (parameters.voting.patience, parameters.voting.turnout_monitoring) = (0.95, 1.0);
    let mut world = bought_by_the_right(&parameters, 1e6);
    let offers = perform(&mut world, &parameters);
    assert!(offers.iter().any(|offer| offer.strategy == Strategy::Vote));
    assert!(offers.iter().all(|offer| offer.strategy != Strategy::Abstention));
    // Who thinks of today alone keeps no bargain, but for those who would go to vote unpaid by Nichter's utilities.
    parameters.voting.patience = 0.0;
    let mut world = bought_by_the_right(&parameters, 1e6);
    for offer in perform(&mut world, &parameters) {
        let i = offer.client.index();
        let voters = &politics(&world).voters;
        let away = voters.position(i, world.clients.ideology[i]) - 0.5;
        assert!(offer.strategy == Strategy::Turnout && away * away + 2.0 * voters.cost[i].to_f64() <= 0.0, "{offer:?}");
    }
}

#[test]
fn without_binding_nobody_is_asked() {
    let mut parameters = plain();
    (parameters.voting.secrecy, parameters.voting.turnout_monitoring) = (1.0, 0.0);
    (parameters.voting.norm_mean, parameters.voting.norm_sd, parameters.voting.station_monitoring) = (0.0, 0.0, 0.0);
    let mut world = bought_by_the_right(&parameters, 1e6);
    assert_eq!(perform(&mut world, &parameters), []);
    // Norms of reciprocity take the place of monitoring.
    parameters.voting.norm_mean = 0.4;
    let mut world = bought_by_the_right(&parameters, 1e6);
    let offers = perform(&mut world, &parameters);
    assert!(!offers.is_empty());
    let demanded: f64 = offers.iter().map(|offer| if offer.strategy == Strategy::Vote { 2.0 } else { 1.0 }).sum();
    let binds = promised(&world) / demanded;
    assert!((binds - 0.4).abs() < 1.0 / 255.0, "{binds}");
}
