//! Campaigns: whom brokers know, what offers cost, which ones money buys, and where the money goes.

#[path = "../common/mod.rs"]
mod common;
mod laws;
mod leakage;
mod lists;
mod machines;
mod money;
mod offers;

use patronage::ids::{ElectionId, PartyId, PoliticianId};
use patronage::phases::campaign::{self, Design, Pricing};
use patronage::phases::vote::MoneyUtility;
use patronage::phases::{Moment, Parameters};
use patronage::quantity::Money;
use patronage::random::Draws;
use patronage::scenario::Scenario;
use patronage::world::laws::{Books, check};
use patronage::world::politics::polity::{Constituency, Election, Office};
use patronage::world::politics::record::{CampaignPhase, MachineStep};
use patronage::world::politics::{Offer, Plan, Polity, SeatRule, Shape};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Politics, World};
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
    politics(world).offers.iter().collect()
}

/// The candidate who pays for an offer.
fn payer(world: &World, offer: &Offer) -> usize {
    let village = world.villages.of_client(offer.client.index());
    politics(world).polity.candidates_in(offer.election, village).start + offer.candidate
}

/// Who makes an offer, where brokers know their own clients only.
fn broker(world: &World, offer: &Offer) -> usize {
    assert!(offer.by_patron, "{offer:?}");
    world.clients.patron[offer.client.index()].expect("it is of its patron").index()
}

/// Net votes that all offers of the day promise.
fn promised(world: &World) -> f64 {
    steps(world, CampaignPhase::Perform).iter().map(|step| step.reached).sum()
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

/// A run with the default keys of politics.
fn scenario(every: u32, first: u32, rounds: u32) -> Scenario {
    let mut scenario = common::scenario("campaigns", rounds, common::all_of_kind([0.6, 0.5, 0.5, 0.1, 0.5], 0.1));
    let parameters = &mut scenario.parameters;
    (parameters.politics.every, parameters.politics.first) = (every, first);
    (parameters.population.clients, parameters.population.patrons, parameters.population.villages) = (400, 8, 4);
    scenario.polity = Some(Arc::new(three_levels(&scenario.parameters)));
    scenario
}
