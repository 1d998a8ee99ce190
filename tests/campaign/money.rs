//! Where the money goes.

use super::{
    bought_by_the_right, endow, perform, plain, politics, politics_mut, prices, recruit, society, spent, three_levels,
    two_parties,
};
use patronage::ids::VillageId;
use patronage::phases::campaign::Design;
use patronage::quantity::Money;
use patronage::world::Flow;
use patronage::world::politics::Offer;

#[test]
fn a_quota_limits_every_broker() {
    let mut parameters = plain();
    (parameters.campaign.sharing, parameters.campaign.quota) = (Design::Villages, 7);
    let mut world = bought_by_the_right(&parameters, 1e6);
    perform(&mut world, &parameters);
    assert_eq!(politics(&world).brokers.names, [7; 8]);
    parameters.campaign.quota = 0;
    let mut world = bought_by_the_right(&parameters, 1e6);
    perform(&mut world, &parameters);
    assert!(politics(&world).brokers.names.iter().all(|&names| names > 7));
}

#[test]
fn money_planned_for_villages_stays_in_them() {
    let mut parameters = plain();
    parameters.campaign.sharing = Design::Villages;
    let mut world = society(&parameters, two_parties(&parameters));
    // Two brokers in the first village, one in the third; the village without broker is left out.
    [0, 1, 4].into_iter().for_each(|patron| recruit(&mut world, patron, 1));
    politics_mut(&mut world).places.support_mut(VillageId::new(2))[1] = 0.9;
    endow(&mut world, 1, 4.0);
    let offers = perform(&mut world, &parameters);
    // Half of the votes weigh ¼ + ¼, nine tenths ¼ + 0.09.
    let first = 4.0 * 0.5 / 0.84;
    let patron = |offer: &Offer| world.clients.patron[offer.client.index()].map(patronage::ids::PatronId::index);
    let of = |broker: usize| prices(&offers.iter().copied().filter(|o| patron(o) == Some(broker)).collect::<Vec<_>>()).to_s();
    for (broker, share) in [(0, first / 2.0), (1, first / 2.0), (4, 4.0 - first)] {
        assert!(of(broker) <= share && of(broker) > share - 0.5, "broker {broker} spent {} of {share}", of(broker));
    }
    assert_eq!(spent(&world, 1, 4.0), prices(&offers));
}

#[test]
fn everybody_on_the_way_keeps_a_part() {
    let mut parameters = plain();
    (parameters.campaign.skim, parameters.campaign.skim_broker) = (0.2, 0.25);
    parameters.voting.acceptance = 0.7;
    let mut world = society(&parameters, three_levels(&parameters));
    // Politicians: nation 0 and 1, provinces 2 to 5, councils 6 to 13. Patron 0 lives in the first village.
    recruit(&mut world, 0, 7);
    endow(&mut world, 1, 20.0);
    let capital = world.patrons.capital[0];
    let offers = perform(&mut world, &parameters);
    let funds = politics(&world).politicians.funds.clone();
    let paid = spent(&world, 1, 20.0);
    let expected = (prices(&offers).micros() as f64 / (0.75 * 0.8 * 0.8)).ceil() as i64;
    assert_eq!(paid, Money::from_micros(expected));
    // From above: the province's candidate first, then the council's.
    let province = paid.share(0.2);
    let council = (paid - province).share(0.2);
    assert_eq!((funds[3], funds[7]), (province, council));
    let accepted: Vec<Offer> = offers.iter().copied().filter(|offer| offer.accepted).collect();
    assert!(accepted.len() < offers.len() && !accepted.is_empty());
    let broker = paid - province - council - prices(&accepted);
    assert_eq!(world.patrons.capital[0] - capital, broker);
    let flows = &world.flows;
    assert_eq!(flows.amount(Flow::Gift), prices(&accepted));
    assert_eq!(flows.amount(Flow::Skim), province + council);
    assert_eq!(flows.amount(Flow::BrokerSkim), broker);
    let sums = &politics(&world).record.offers;
    assert_eq!(sums.iter().map(|sum| sum.counts.skimmed).sum::<Money>(), paid - prices(&accepted));
    assert_eq!(sums.iter().map(|sum| sum.counts.paid).sum::<Money>(), prices(&accepted));
    assert_eq!(sums.iter().map(|sum| (sum.counts.offered, sum.counts.accepted)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)), {
        (offers.len() as u64, accepted.len() as u64)
    });
    // The mean price is that of gifts that were taken.
    let mean = prices(&accepted).to_s() / accepted.len() as f64;
    assert_eq!(politics(&world).politicians.price[1], Some(mean));
    for offer in &accepted {
        let wealth = world.clients.wealth[offer.client.index()];
        assert_eq!(wealth, Money::nearest(parameters.population.wealth) + offer.price.into());
        let favour = politics(&world).voters.favour[offer.client.index()].to_s();
        assert!((favour - Money::from(offer.price).to_s()).abs() <= 0.0005, "a gift from the own patron counts");
    }
}

#[test]
fn brokers_prey_on_much_money_with_little_prospect() {
    let mut parameters = plain();
    parameters.campaign.predation = 0.4;
    let kept = |prospect: f64, rival: f64| {
        let mut world = bought_by_the_right(&parameters, 10.0);
        endow(&mut world, 0, rival);
        politics_mut(&mut world).politicians.plan[1].prospect = prospect;
        perform(&mut world, &parameters);
        world.flows.amount(Flow::BrokerSkim).to_s() / spent(&world, 1, 10.0).to_s()
    };
    let near = |got: f64, want: f64| assert!((got - want).abs() < 1e-5, "{got} for {want}");
    // f is the mean of both if the rival has as much, and twice the mean if it has nothing.
    near(kept(1.0, 10.0), 0.0);
    near(kept(0.5, 10.0), 0.4 * 0.5 * 0.5);
    near(kept(0.0, 10.0), 0.4 * 0.5);
    near(kept(0.0, 0.0), 0.4 * 10.0 / 15.0);
}
