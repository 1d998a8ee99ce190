//! What the phases of the machines come to, and when they run.

use super::{
    DAY, bought_by_the_right, endow, perform, plain, politics, politics_mut, run_in, scenario, society, steps, three_levels,
    two_parties,
};
use patronage::engine::{Checks, Run};
use patronage::ids::{ElectionId, PartyId, PoliticianId, VillageId};
use patronage::quantity::Money;
use patronage::scenario::Scenario;
use patronage::world::clients::Ideology;
use patronage::world::politics::record::CampaignPhase;
use patronage::world::politics::{Polity, Strategy};
use patronage::world::{Flow, Turn, World};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    let promised: f64 =
        perform(&mut world, &parameters).iter().map(|offer| if offer.strategy == Strategy::Vote { 2.0 } else { 1.0 }).sum();
    let row = steps(&world, CampaignPhase::Perform)[1];
    assert_eq!((row.wanted, row.reached), (10.0, promised));
    assert_eq!(row.completion, Some((promised / 10.0).min(1.0)));
    assert_eq!(politics(&world).politicians.plan[1].gifts, Money::ZERO, "the campaign is over");
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
