//! Campaigns: whom brokers know, what offers cost, which ones money buys, and where the money goes.

mod common;

use patronage::engine::{Checks, Run};
use patronage::ids::{ClientId, ElectionId, PartyId, PatronId, PoliticianId, VillageId};
use patronage::phases::campaign::{self, Campaign, Design, PaidBy, Pricing, Rule};
use patronage::phases::vote::{Compliance, MoneyUtility};
use patronage::phases::{Moment, Parameters};
use patronage::quantity::Money;
use patronage::random::Draws;
use patronage::scenario::Scenario;
use patronage::world::clients::Ideology;
use patronage::world::laws::{Books, check};
use patronage::world::politics::polity::{Constituency, Election, Office};
use patronage::world::politics::record::{CampaignPhase, MachineStep};
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Offer, Plan, Polity, SeatRule, Shape, Strategy};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Flow, Politics, Turn, World};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeMap;
use std::sync::Arc;

const DRAWS: Draws = Draws { seed: 7, replicate: 0 };
/// The round of the election in worlds made by hand.
const DAY: u32 = 8;

/// Keys of a society in which nothing but ideology and voting costs moves voters, and gifts always bind: the closed forms.
fn plain() -> Parameters {
    let mut parameters = Parameters::default();
    parameters.politics.every = 8;
    let population = &mut parameters.population;
    (population.clients, population.patrons, population.villages) = (400, 8, 4);
    (population.ideology_shape, population.ideology_sd, population.ideology_village) = (Shape::Uniform, 0.5, 0.0);
    let voting = &mut parameters.voting;
    (voting.cost_shape, voting.cost_mean, voting.cost_spread) = (Shape::Uniform, 0.0, 0.8);
    (voting.noise, voting.loyalty, voting.performance, voting.club, voting.fear) = (0.0, 0.0, 0.0, 0.0, 0.0);
    (voting.money, voting.money_utility) = (1.0, MoneyUtility::Linear);
    (voting.secrecy, voting.turnout_monitoring) = (0.0, 1.0);
    let campaign = &mut parameters.campaign;
    (campaign.knowledge_in, campaign.knowledge_out, campaign.reach) = (0.0, 0.0, 0.0);
    (campaign.skim, campaign.skim_broker, campaign.predation) = (0.0, 0.0, 0.0);
    (campaign.club, campaign.fees) = (0.0, 0.0);
    (campaign.pricing, campaign.sharing, campaign.quota) = (Pricing::Reservation, Design::Pooled, 0);
    parameters
}

/// The two parties of the default, left and right, in one constituency.
fn two_parties(parameters: &Parameters) -> Polity {
    let villages = parameters.population.villages as usize;
    Polity::two_parties(vec![parameters.population.clients / villages as u32; villages], 1, 240.0)
}

/// A district council, under it nobody; over it a provincial one; over that a nation. All with both parties.
fn three_levels(parameters: &Parameters) -> Polity {
    let mut polity = two_parties(parameters);
    let villages = polity.voters.len();
    let level = |name: &str, under: Option<usize>, constituencies: usize, seats: u32| Election {
        name: name.to_owned(),
        office: Office::Legislature,
        after: 0,
        rule: SeatRule::SainteLague,
        threshold: 0.0,
        funds: 10.0,
        under: under.map(ElectionId::new),
        parties: vec![PartyId::new(0), PartyId::new(1)],
        constituencies: (0..constituencies).map(|k| Constituency { name: format!("{name} {k}"), seats }).collect(),
        constituency_of: (0..villages).map(|v| (v * constituencies / villages) as u32).collect(),
    };
    polity.elections = vec![level("nation", None, 1, 2), level("province", Some(0), 2, 3), level("council", Some(1), 4, 5)];
    polity
}

/// A society before its first round, in which everybody consumed 1 S.
fn society(parameters: &Parameters, polity: Polity) -> World {
    let kinds = common::all_of_kind([0.6, 0.5, 0.5, 0.1, 0.5], 0.05);
    let polity = Arc::new(polity);
    let plans = Plans {
        population: &parameters.population,
        settlement: None,
        network: StartNetwork { keys: &parameters.network, listed: None },
        kinds: &kinds,
        endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.0 },
        politics: Some(StartPolitics { polity: &polity, electorate: parameters.voting.electorate() }),
    };
    let mut world = populate(&plans, DRAWS);
    world.clients.consumed.fill(patronage::quantity::SmallMoney::saturating(Money::SUBSISTENCE));
    world
}

fn politics(world: &World) -> &Politics {
    world.politics.as_ref().expect("there is politics")
}

fn politics_mut(world: &mut World) -> &mut Politics {
    world.politics.as_mut().expect("there is politics")
}

/// Makes a patron the broker of a politician.
fn recruit(world: &mut World, patron: usize, politician: usize) {
    let politics = politics_mut(world);
    politics.brokers.superior[patron] = Some(PoliticianId::new(politician));
    politics.brokers.party[patron] = Some(politics.politicians.party[politician]);
}

/// Gives a candidate money for gifts.
fn endow(world: &mut World, politician: usize, gifts: f64) {
    let politicians = &mut politics_mut(world).politicians;
    politicians.funds[politician] = Money::nearest(gifts);
    politicians.plan[politician] = Plan { gifts: Money::nearest(gifts), aim: 10.0, ..Plan::default() };
}

/// A society of two parties in which all patrons work for the candidate on the right, who has so much for gifts.
fn bought_by_the_right(parameters: &Parameters, gifts: f64) -> World {
    let mut world = society(parameters, two_parties(parameters));
    (0..world.patrons.len()).for_each(|patron| recruit(&mut world, patron, 1));
    endow(&mut world, 1, gifts);
    world
}

/// Runs the phase in a round, and checks that every law holds after it.
fn run_in(world: &mut World, parameters: &Parameters, round: u32) {
    let before = Books::open(world);
    world.flows.clear();
    politics_mut(world).begin_round();
    campaign::run(world, parameters, Moment { draws: DRAWS, round });
    check(world, before).expect("no law is broken");
}

/// Runs election day.
fn perform(world: &mut World, parameters: &Parameters) -> Vec<Offer> {
    run_in(world, parameters, DAY);
    politics(world).offers.clone()
}

fn spent(world: &World, politician: usize, gifts: f64) -> Money {
    Money::nearest(gifts) - politics(world).politicians.funds[politician]
}

fn prices(offers: &[Offer]) -> Money {
    offers.iter().map(|offer| Money::from(offer.price)).sum()
}

fn steps(world: &World, phase: CampaignPhase) -> Vec<MachineStep> {
    politics(world).record.machines.iter().copied().filter(|step| step.phase == phase).collect()
}

#[test]
fn reservation_prices_are_the_closed_forms() {
    // The payer stands at x_M = 0.5, its rival at -0.5, voters in between; prices as in Gans-Morse et al. 2014.
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 25.0);
    let offers = perform(&mut world, &parameters);
    let mut seen = BTreeMap::new();
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
        assert_eq!(offer.promised, net as f32);
        *seen.entry(offer.strategy).or_insert(0) += 1;
    }
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
fn a_list_without_errors_holds_the_brokers_own_clients() {
    let mut parameters = plain();
    let mut world = society(&parameters, two_parties(&parameters));
    recruit(&mut world, 3, 1);
    endow(&mut world, 1, 1e6);
    let offers = perform(&mut world, &parameters);
    assert!(!offers.is_empty());
    for offer in &offers {
        assert_eq!(world.clients.patron[offer.client.index()], Some(PatronId::new(3)));
        assert_eq!((offer.broker, offer.politician), (PatronId::new(3), PoliticianId::new(1)));
        assert!(politics(&world).voters.marks[offer.client.index()].has(Mark::Offered));
    }
    let marked = politics(&world).voters.marks.iter().filter(|marks| marks.has(Mark::Offered)).count();
    assert_eq!(marked, offers.len());
    assert_eq!(politics(&world).brokers.names[3] as usize, offers.len());
    // With full reach it knows its whole village and nobody else's clients elsewhere.
    parameters.campaign.reach = 1.0;
    let mut world = society(&parameters, two_parties(&parameters));
    recruit(&mut world, 3, 1);
    endow(&mut world, 1, 1e6);
    let village = world.villages.clients_of(world.patrons.village[3]);
    let all = perform(&mut world, &parameters);
    assert!(all.len() > offers.len());
    assert!(all.iter().all(|offer| village.contains(&offer.client.index())));
}

#[test]
fn reach_rises_with_ties() {
    let mut parameters = plain();
    (parameters.population.clients, parameters.population.attached) = (8000, 0.0);
    (parameters.campaign.pricing, parameters.campaign.reach) = (Pricing::Envelope, 0.5);
    (parameters.voting.noise, parameters.network.far_share) = (0.5, 0.0);
    let mut known = [0; 2];
    for (known, ties) in known.iter_mut().zip([2, 8]) {
        (parameters.network.village_ties, parameters.network.far_ties) = (ties, 0);
        let mut world = bought_by_the_right(&parameters, 1e6);
        *known = perform(&mut world, &parameters).len();
    }
    // 1 - 0.5^(2/8) and 0.5 of 8000, within five standard errors.
    for (known, chance) in known.into_iter().zip([1.0 - libm::pow(0.5, 0.25), 0.5]) {
        let error = 5.0 * (8000.0 * chance * (1.0 - chance)).sqrt();
        assert!((known as f64 - 8000.0 * chance).abs() < error, "{known} known, {chance} expected");
    }
}

#[test]
fn errors_make_brokers_ask_the_wrong_voters() {
    let mut parameters = plain();
    let rewards = |parameters: &Parameters| {
        let mut world = bought_by_the_right(parameters, 1e6);
        perform(&mut world, parameters).len()
    };
    let exact = rewards(&parameters);
    parameters.campaign.knowledge_in = 1.0;
    let blurred = rewards(&parameters);
    assert_ne!(exact, blurred);
    // Errors in lists of other brokers do not matter where there are none.
    (parameters.campaign.knowledge_in, parameters.campaign.knowledge_out) = (0.0, 1.0);
    assert_eq!(rewards(&parameters), exact);
}

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
    let of = |broker: usize| prices(&offers.iter().copied().filter(|o| o.broker.index() == broker).collect::<Vec<_>>()).to_s();
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
    assert_eq!(sums.iter().map(|sum| sum.skimmed).sum::<Money>(), paid - prices(&accepted));
    assert_eq!(sums.iter().map(|sum| sum.paid).sum::<Money>(), prices(&accepted));
    assert_eq!(sums.iter().map(|sum| (sum.offered, sum.accepted)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)), {
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
fn rows_of_offers_are_found_and_in_order() {
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 25.0);
    perform(&mut world, &parameters);
    let record = &politics(&world).record;
    assert!(record.offers.len() > 4);
    for (row, sum) in record.offers.iter().enumerate() {
        assert_eq!(record.offers_of(sum.politician, sum.strategy, sum.attitude), Some(row));
        assert!(sum.offered > 0 && sum.complied == 0);
    }
    let missing = record.offers_of(PoliticianId::new(0), Strategy::Vote, patronage::world::politics::Attitude::Loyal);
    assert_eq!(missing, None);
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
            world.clients.loyalty[i] = (i % 10) as f32 / 10.0;
            world.clients.consumed[i] =
                patronage::quantity::SmallMoney::from_micros(if i % 2 == 0 { 3_000_000 } else { 500_000 });
        }
        let offers = perform(&mut world, parameters);
        assert_eq!(offers.len(), 40);
        let own = offers.iter().filter(|o| world.clients.patron[o.client.index()] == Some(o.broker)).count();
        let mean = |value: &dyn Fn(usize) -> f64| offers.iter().map(|o| value(o.client.index())).sum::<f64>() / 40.0;
        let loyalty = mean(&|i| world.clients.loyalty[i].into());
        let poor = mean(&|i| f64::from(u8::from(i % 2 == 1)));
        let promised: f64 = offers.iter().map(|o| f64::from(o.promised)).sum();
        (own, loyalty, poor, promised)
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
    let binds = f64::from(offers[0].promised) / if offers[0].strategy == Strategy::Vote { 2.0 } else { 1.0 };
    assert!((binds - 0.4).abs() < 1.0 / 255.0, "{binds}");
}

#[test]
fn brokers_follow_the_money_and_leave_when_it_is_gone() {
    let mut parameters = plain();
    parameters.campaign.broker_noise = 0.0;
    (parameters.campaign.conviction, parameters.campaign.spoils, parameters.campaign.inertia) = (0.0, 0.0, 0.5);
    let mut world = society(&parameters, two_parties(&parameters));
    endow(&mut world, 1, 800.0);
    let grow = DAY - parameters.campaign.grow;
    run_in(&mut world, &parameters, grow);
    let superiors = |world: &World| politics(world).brokers.superior.clone();
    assert_eq!(superiors(&world), [Some(PoliticianId::new(1)); 8]);
    assert_eq!((world.flows.turns(Turn::Recruited), world.flows.turns(Turn::Defected)), (8, 0));
    let rows = steps(&world, CampaignPhase::Grow);
    assert_eq!(
        rows.iter().map(|row| (row.wanted, row.reached, row.completion)).collect::<Vec<_>>(),
        [(4.0, 0.0, Some(0.0)), (4.0, 4.0, Some(1.0))]
    );
    // A little less than the rival's is forgiven, for the sake of the old tie; nothing at all is not.
    endow(&mut world, 0, 900.0);
    run_in(&mut world, &parameters, grow);
    assert_eq!(world.flows.turns(Turn::Defected), 0);
    endow(&mut world, 1, 0.0);
    run_in(&mut world, &parameters, grow);
    assert_eq!(superiors(&world), [Some(PoliticianId::new(0)); 8]);
    assert_eq!((world.flows.turns(Turn::Recruited), world.flows.turns(Turn::Defected)), (0, 8));
    // Nobody is served if that is worth more.
    parameters.campaign.aloof = 50.0;
    run_in(&mut world, &parameters, grow);
    assert_eq!(superiors(&world), [None; 8]);
    assert_eq!(world.flows.turns(Turn::Defected), 8);
    assert!(politics(&world).brokers.party.iter().all(Option::is_none));
}

#[test]
fn brokers_mind_ideology_spoils_and_the_money_above() {
    let mut parameters = plain();
    let campaign = &mut parameters.campaign;
    (campaign.broker_noise, campaign.inertia, campaign.spoils, campaign.aloof) = (0.0, 0.0, 0.0, -100.0);
    let grow = DAY - campaign.grow;
    let mut world = society(&parameters, three_levels(&parameters));
    run_in(&mut world, &parameters, grow);
    for patron in 0..world.patrons.len() {
        let right = politics(&world).brokers.ideology[patron] > 0.0;
        assert_eq!(politics(&world).brokers.party[patron], Some(PartyId::new(usize::from(right))));
    }
    // Eight patrons, two parties: 100 S at the top are 25 S for each that the party can hope for.
    parameters.campaign.greed = 0.31;
    endow(&mut world, 1, 100.0);
    run_in(&mut world, &parameters, grow);
    for patron in 0..world.patrons.len() {
        let ideology = f64::from(politics(&world).brokers.ideology[patron]);
        let right = (ideology + 0.5).abs() - (ideology - 0.5).abs() + 0.31 * libm::log1p(25.0) > 0.0;
        assert_eq!(politics(&world).brokers.party[patron], Some(PartyId::new(usize::from(right))), "patron {patron}");
    }
    // The left governs: its spoils win everybody.
    parameters.campaign.spoils = 5.0;
    run_in(&mut world, &parameters, grow);
    assert_eq!(politics(&world).brokers.party, [Some(PartyId::new(0)); 8]);
}

#[test]
fn a_plan_shares_out_the_budget_and_gives_club_goods() {
    let mut parameters = plain();
    (parameters.campaign.club, parameters.campaign.fees) = (0.2, 0.3);
    let mut world = society(&parameters, two_parties(&parameters));
    endow(&mut world, 0, 200.0);
    politics_mut(&mut world).places.support_mut(VillageId::new(0))[0] = 1.0;
    run_in(&mut world, &parameters, DAY - parameters.campaign.design);
    let politics = politics(&world);
    let plan = politics.politicians.plan[0];
    assert_eq!(plan.fees, Money::nearest(60.0));
    let club = world.flows.amount(Flow::PrivateClub);
    assert!(Money::nearest(40.0) - club < Money::from_micros(4) && club <= Money::nearest(40.0));
    assert_eq!(plan.gifts + plan.fees + club, Money::nearest(200.0));
    assert_eq!(politics.politicians.funds[0], plan.gifts + plan.fees);
    // A village that is certain weighs half as much as one that is not.
    for (village, weight) in [(0, 0.25), (1, 0.5), (2, 0.5), (3, 0.5)] {
        let got = politics.places.club(VillageId::new(village));
        assert!((f64::from(got[0]) - 40.0 * weight / 1.75 / 100.0).abs() < 1e-6 && got[1] == 0.0, "{got:?}");
    }
    let rows = steps(&world, CampaignPhase::Design);
    assert_eq!((rows[0].wanted, rows[1].wanted, rows[1].completion), (200.0, 0.0, None));
    assert!((rows[0].reached - 140.0).abs() < 1e-5);
}

#[test]
fn purpose_brings_funds_and_counts_what_is_lacking() {
    let mut parameters = plain();
    parameters.voting.cost_mean = -5.0;
    let mut polity = two_parties(&parameters);
    polity.parties[1].funds = 2.5;
    let mut world = society(&parameters, polity);
    // Everybody votes; three in four stand on the left.
    for i in 0..400 {
        world.clients.ideology[i] = Ideology::nearest(if i % 4 == 0 { 0.5 } else { -0.5 });
    }
    run_in(&mut world, &parameters, DAY - parameters.campaign.purpose);
    let politicians = &politics(&world).politicians;
    assert_eq!(politicians.funds, [Money::nearest(100.0), Money::nearest(250.0)]);
    assert_eq!(world.flows.amount(Flow::CampaignFunds), Money::nearest(350.0));
    let [left, right] = [politicians.plan[0], politicians.plan[1]];
    assert_eq!((left.expected, left.aim, left.prospect), (300.0, 0.0, 1.0));
    assert_eq!((right.expected, right.aim), (100.0, 201.0));
    assert_eq!(right.prospect, 100.0 / 301.0);
    let rows = steps(&world, CampaignPhase::Purpose);
    assert_eq!((rows[1].wanted, rows[1].reached, rows[1].completion), (301.0, 100.0, Some(100.0 / 301.0)));
}

#[test]
fn a_poll_of_some_speaks_for_all() {
    let mut parameters = plain();
    (parameters.population.clients, parameters.population.villages, parameters.voting.noise) = (20_000, 7, 0.3);
    let polity = Polity::two_parties((0..7).map(|v| [2857, 2858][usize::from(v % 7 > 5)]).collect(), 1, 240.0);
    let mut world = society(&parameters, polity);
    run_in(&mut world, &parameters, DAY - parameters.campaign.purpose);
    let politics = politics(&world);
    let booth = |v| patronage::phases::vote::leaning::Booth::new(politics, &parameters, ElectionId::new(0), VillageId::new(v));
    let (mut sum, mut polled) = (0.0, 0);
    // Every 20th voter of the constituency, which is everybody here.
    for i in (0..20_000).step_by(20) {
        let booth = booth(world.villages.of_client(i).index());
        sum += booth.utilities(&booth.look(&world, politics, i)).chances(0.3)[1];
        polled += 1;
    }
    let expected = politics.politicians.plan[1].expected;
    assert_eq!(polled, 1000);
    assert!((expected - sum / 1000.0 * 20_000.0).abs() < 1e-6, "{expected}");
}

#[test]
fn votes_promised_complete_a_campaign() {
    let parameters = plain();
    let mut world = bought_by_the_right(&parameters, 1.0);
    let promised: f64 = perform(&mut world, &parameters).iter().map(|offer| f64::from(offer.promised)).sum();
    let row = steps(&world, CampaignPhase::Perform)[1];
    assert_eq!((row.wanted, row.reached), (10.0, promised));
    assert_eq!(row.completion, Some((promised / 10.0).min(1.0)));
    assert_eq!(politics(&world).politicians.plan[1].gifts, Money::ZERO, "the campaign is over");
}

/// A run with the default keys of politics.
fn scenario(every: u32, first: u32, rounds: u32) -> Scenario {
    let mut scenario = common::scenario("campaigns", rounds, common::all_of_kind([0.6, 0.5, 0.5, 0.1, 0.5], 0.1));
    let parameters = &mut scenario.parameters;
    (parameters.politics.every, parameters.politics.first) = (every, first);
    (parameters.population.clients, parameters.population.patrons, parameters.population.villages) = (400, 8, 4);
    scenario.polity = Some(Arc::new(three_levels(&scenario.parameters)));
    scenario
}

/// In which rounds which phases of an election's campaigns ran.
fn calendar(scenario: &Scenario, election: usize) -> BTreeMap<&'static str, Vec<u32>> {
    let mut run = Run::new(scenario, 0).with_checks(Checks::EveryPhase);
    let mut found: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
    for round in 1..=scenario.rounds {
        run.step().expect("no law is broken");
        let politics = politics(run.world());
        let candidates = politics.polity.politicians_of(ElectionId::new(election));
        for step in politics.record.machines.iter().filter(|step| step.politician.index() == candidates.start) {
            found.entry(step.phase.word()).or_default().push(round);
        }
    }
    found
}

#[test]
fn machines_keep_the_calendar() {
    let mut scenario = scenario(10, 6, 18);
    let polity = Arc::make_mut(scenario.polity.as_mut().expect("there is one"));
    polity.elections[0].after = 1;
    let expected = |rounds: [[u32; 2]; 4]| {
        let words = ["purpose", "design", "grow", "perform"];
        words.into_iter().zip(rounds.map(Vec::from)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(calendar(&scenario, 2), expected([[2, 12], [3, 13], [4, 14], [6, 16]]));
    assert_eq!(calendar(&scenario, 0), expected([[3, 13], [4, 14], [5, 15], [7, 17]]));
    // What would come before the first round comes in it.
    scenario.parameters.politics.first = 2;
    scenario.rounds = 17;
    assert_eq!(calendar(&scenario, 2), expected([[1, 8], [1, 9], [1, 10], [2, 12]]));
}

#[test]
fn threads_do_not_matter() {
    let results = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let mut scenario = scenario(4, 4, 8);
            (scenario.parameters.population.clients, scenario.parameters.population.patrons) = (6000, 60);
            let mut run = Run::new(&scenario, 0);
            let mut all = Vec::new();
            for _ in 0..8 {
                run.step().expect("no law is broken");
                let politics = politics(run.world());
                all.push((politics.offers.clone(), politics.record.clone(), politics.politicians.funds.clone()));
            }
            all
        })
    };
    let one = results(1);
    assert!(one.iter().any(|(offers, ..)| offers.len() > 100));
    assert!(one == results(3));
}

#[test]
fn luck_of_one_party_does_not_move_the_others() {
    // The lists of the right are the same whether the left has brokers or not: draws are by address.
    let mut parameters = plain();
    parameters.campaign.reach = 0.5;
    (parameters.campaign.knowledge_in, parameters.campaign.knowledge_out) = (0.1, 0.3);
    let offers = |left: bool| {
        let mut world = society(&parameters, two_parties(&parameters));
        (0..8).step_by(2).for_each(|patron| recruit(&mut world, patron, 1));
        endow(&mut world, 1, 1e6);
        if left {
            recruit(&mut world, 1, 0);
            endow(&mut world, 0, 1e6);
        }
        let offers = perform(&mut world, &parameters);
        offers.into_iter().filter(|offer| offer.politician.index() == 1).collect::<Vec<_>>()
    };
    assert!(!offers(true).is_empty());
    assert_eq!(offers(true), offers(false));
    assert!(offers(true).iter().any(|offer| offer.client != ClientId::new(0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Whatever the keys: no law is broken, nobody spends what it does not have, and what is offered adds up.
    #[test]
    fn no_keys_break_a_law(seed in any::<u64>(), clients in 4u32..200, patrons in 0u32..12, every in 1u32..7, first in 1u32..6) {
        let mut scenario = scenario(every, first, 12);
        scenario.seed = seed;
        common::randomise(&mut scenario.parameters, seed);
        let parameters = &mut scenario.parameters;
        (parameters.politics.every, parameters.politics.first) = (every, first);
        (parameters.population.clients, parameters.population.patrons) = (clients, patrons);
        let Campaign { club, fees, .. } = &mut parameters.campaign;
        *fees = fees.min(1.0 - *club);
        let mut polity = three_levels(parameters);
        polity.voters = (0..4).map(|v| clients * (v + 1) / 4 - clients * v / 4).collect();
        scenario.polity = Some(Arc::new(polity));
        let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryPhase);
        for _ in 0..scenario.rounds {
            let before = politics(run.world()).politicians.plan.clone();
            if let Err(broken) = run.step() {
                prop_assert!(broken.law.what.contains("the most a client's round can hold"), "{broken}");
                return Ok(());
            }
            let World { flows, .. } = run.world();
            let politics = politics(run.world());
            prop_assert!(politics.offers.windows(2).all(|two| (two[0].client, two[0].politician) < (two[1].client, two[1].politician)));
            let accepted: Money = politics.offers.iter().filter(|offer| offer.accepted).map(|offer| Money::from(offer.price)).sum();
            prop_assert_eq!(flows.amount(Flow::Gift), accepted);
            for (politician, plan) in before.iter().enumerate() {
                let sums = politics.record.offers.iter().filter(|sum| sum.politician.index() == politician);
                let (paid, skimmed) = sums.fold((Money::ZERO, Money::ZERO), |(paid, skimmed), sum| (paid + sum.paid, skimmed + sum.skimmed));
                let designed = politics.record.machines.iter().any(|step| step.politician.index() == politician && step.phase == CampaignPhase::Design);
                prop_assert!(designed || paid + skimmed <= plan.gifts, "{paid} and {skimmed} of {}", plan.gifts);
            }
            for step in &politics.record.machines {
                prop_assert!(step.completion.is_none_or(|completion| (0.0..=1.0).contains(&completion)), "{step:?}");
                prop_assert!(step.wanted.is_finite() && step.reached.is_finite(), "{step:?}");
            }
        }
    }
}
