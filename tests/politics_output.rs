//! What is written of politics: tables and measures of records made by hand, and of real runs.

mod common;

use patronage::engine::Run;
use patronage::ids::{DistrictId, ElectionId, PartyId, PatronId, PoliticianId};
use patronage::metrics::politics::parties::{disproportionality, effective_number};
use patronage::metrics::{MEASURES, Measure, Needs, Observation, observe};
use patronage::output::collect::Round;
use patronage::output::politics::PoliticalRows;
use patronage::output::{Collected, Format, collect, tables};
use patronage::quantity::{Money, SmallMoney};
use patronage::random::Draws;
use patronage::scenario::Scenario;
use patronage::table::{Table, Values};
use patronage::world::politics::districts::Service;
use patronage::world::politics::polity::{Constituency, Election, Office, Party, Polity, SeatRule};
use patronage::world::politics::record::{
    CampaignPhase, Contingency, ElectionResult, GiftsByGroup, MachineStep, OfferCounts, OfferSum, Reach, Turnover,
};
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Attitude, Politics, Purse, Strategy};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Flow, Rescue, Turn, World};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Three parties; a council of five seats in two constituencies under a governor; two districts of two villages each.
fn polity() -> Polity {
    let constituency = |name: &str, seats| Constituency { name: name.to_owned(), seats };
    let all: Vec<PartyId> = (0..3).map(PartyId::new).collect();
    let governor = Election {
        name: "governor".to_owned(),
        office: Office::Executive,
        after: 0,
        rule: SeatRule::Plurality,
        threshold: 0.0,
        funds: 100.0,
        under: None,
        parties: vec![all[0], all[2]],
        constituencies: vec![constituency("province", 1)],
        constituency_of: vec![0; 4],
    };
    let council = Election {
        name: "council".to_owned(),
        office: Office::Legislature,
        rule: SeatRule::SainteLague,
        under: Some(ElectionId::new(0)),
        parties: all,
        constituencies: vec![constituency("north", 3), constituency("south", 2)],
        constituency_of: vec![0, 0, 0, 1],
        ..governor.clone()
    };
    Polity {
        parties: vec![Party::named("red", -0.5), Party::named("white", 0.0), Party::named("blue", 0.5)],
        elections: vec![governor, council],
        districts: vec!["upper".to_owned(), "lower".to_owned()],
        district_of: [0, 0, 1, 1].map(DistrictId::new).to_vec(),
        voters: vec![100; 4],
        stations: vec![1; 4],
        leakage: Vec::new(),
        group_of: vec![0, 1, 1, 2],
        incumbent: PartyId::new(2),
    }
}

fn scenario() -> Scenario {
    let mut scenario = common::scenario("by hand", 17, common::all_of_kind([0.6, 0.5, 0.4, 0.2, 0.5], 0.1));
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (400, 8, 4);
    scenario.parameters.politics.every = 8;
    scenario.parameters.politics.rupiah_per_subsistence = 2_000_000.0;
    scenario.parameters.survey.reporting = 0.35;
    scenario.polity = Some(Arc::new(polity()));
    scenario
}

/// The world of a scenario before its first round.
fn world(scenario: &Scenario) -> World {
    let parameters = &scenario.parameters;
    let polity = scenario.polity.as_ref().filter(|_| parameters.politics.every > 0);
    let plans = Plans {
        population: &parameters.population,
        settlement: None,
        network: StartNetwork { keys: &parameters.network, listed: None },
        kinds: &scenario.kinds,
        endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.35 },
        politics: polity.map(|polity| StartPolitics { polity, electorate: parameters.voting.electorate() }),
    };
    populate(&plans, Draws { seed: 1, replicate: 0 })
}

fn result(politician: usize, votes: u64, seats: u32, [turned_out, voters]: [u64; 2]) -> ElectionResult {
    let spent = Money::from_micros(1_000_001 * politician as i64);
    let politician = PoliticianId::new(politician);
    ElectionResult { politician, votes, seats, turned_out, voters, incumbent: false, governs: false, brokers: 2, spent }
}

fn offers(politician: usize, strategy: Strategy, attitude: Attitude, counts: [u64; 6], [paid, skimmed]: [i64; 2]) -> OfferSum {
    let [offered, accepted, complied, changed, delivered, anyway] = counts;
    let (paid, skimmed) = (Money::from_micros(paid), Money::from_micros(skimmed));
    let politician = PoliticianId::new(politician);
    let counts = OfferCounts { offered, accepted, complied, changed, delivered, anyway, paid, skimmed };
    OfferSum { politician, strategy, attitude, counts }
}

/// An election day as it might have been.
fn elect(politics: &mut Politics) {
    let record = &mut politics.record;
    let (province, north, south) = ([300, 400], [240, 300], [60, 100]);
    record.results = vec![
        result(0, 180, 1, province),
        ElectionResult { incumbent: true, governs: true, ..result(1, 120, 0, province) },
        result(2, 120, 2, north),
        result(3, 80, 1, north),
        ElectionResult { incumbent: true, ..result(4, 40, 0, north) },
        result(5, 0, 0, south),
        ElectionResult { incumbent: true, ..result(6, 30, 1, south) },
        result(7, 30, 1, south),
    ];
    record.offers = vec![
        offers(0, Strategy::Vote, Attitude::Swing, [20, 10, 6, 4, 5, 1], [1_000_000, 500_000]),
        offers(0, Strategy::Reward, Attitude::Loyal, [10, 10, 10, 0, 10, 10], [500_000, 250_000]),
        offers(4, Strategy::Abstention, Attitude::Opposed, [10, 0, 0, 0, 0, 0], [0, 10_000]),
    ];
    record.machines = vec![
        MachineStep {
            politician: PoliticianId::new(0),
            phase: CampaignPhase::Grow,
            wanted: 4.0,
            reached: 3.0,
            completion: Some(0.75),
        },
        MachineStep {
            politician: PoliticianId::new(3),
            phase: CampaignPhase::Perform,
            wanted: 0.0,
            reached: 0.0,
            completion: None,
        },
    ];
    record.reach = Some(Reach { clients: [80; 5], offered: [24, 12, 4, 0, 8], ties: 2000, ties_offered: 300 });
    record.by_group = Some(GiftsByGroup { voters: [100, 300], taken: [8, 12] });
    let turnover = |(before, left)| Turnover { before, left };
    record.turnover = [(3, 2), (0, 0), (1, 0)].map(turnover).to_vec();
    record.contingency = Some(Contingency { supporters: 200, supporters_served: 20, others: 100, others_served: 4 });
    for (place, &politician) in [0, 1, 2].iter().enumerate() {
        politics.politicians.funds[politician] = Money::from_micros(place as i64 + 5);
    }
}

/// A round of government: red has come in below.
fn govern(politics: &mut Politics) {
    let brokers = &mut politics.brokers;
    (brokers.superior[1], brokers.party[1]) = (Some(PoliticianId::new(2)), Some(PartyId::new(0)));
    (brokers.superior[6], brokers.party[6]) = (Some(PoliticianId::new(4)), Some(PartyId::new(2)));
    let districts = &mut politics.districts;
    (districts.party[1], districts.politician[1]) = (PartyId::new(0), PoliticianId::new(0));
    (districts.officials, districts.by_patronage) = (vec![8, 2], vec![2, 2]);
    districts.audited = vec![true, false];
    districts.treasury = [3_000_000, 1_000_000].map(Money::from_micros).to_vec();
    districts.goods = vec![0.1, 0.3];
    districts.service[0] = Service { asked_connected: 10, served_connected: 10, asked_others: 30, served_others: 9 };
    districts.service[1] = Service { asked_connected: 0, served_connected: 0, asked_others: 10, served_others: 1 };
    for (i, purse) in Purse::ALL.into_iter().enumerate() {
        districts.note(DistrictId::new(0), purse, Money::from_micros(1_000_000 * (i as i64 + 1)));
    }
    politics.voters.marks[0] = politics.voters.marks[0].with(Mark::Official, true);
    politics.places.support_mut(patronage::ids::VillageId::new(3)).copy_from_slice(&[0.25, 0.5, 0.25]);
}

/// A world after a round in which all of this happened.
fn after_election(scenario: &Scenario) -> World {
    let mut world = world(scenario);
    let politics = world.politics.as_mut().expect("there is politics");
    elect(politics);
    govern(politics);
    for (i, flow) in Flow::ALL.into_iter().enumerate() {
        world.flows.book_many(flow, Money::from_micros(1000 + i as i64), i as u32 + 1);
    }
    world.flows.count_many(Turn::Defected, 2);
    for (rescue, times) in Rescue::ALL.into_iter().zip([4, 3, 2, 1]) {
        (0..times).for_each(|_| world.flows.strike());
        world.flows.save(rescue, times);
    }
    world
}

fn value(seen: &Observation, name: &str) -> Option<f64> {
    Measure::named(name).unwrap_or_else(|| panic!("no measure {name}")).of(seen)
}

#[track_caller]
fn assert_near(got: Option<f64>, wanted: f64, what: &str) {
    assert!(got.is_some_and(|got| (got - wanted).abs() < 1e-12), "{what} is {got:?}, not {wanted}");
}

#[test]
fn parties_are_counted_as_published() {
    let text = std::fs::read_to_string("tests/data/parties.json").expect("the file is there");
    let lists: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
    assert!(lists.len() > 8);
    for list in lists {
        let counts = |name: &str| -> Vec<u64> { list[name].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect() };
        let known = |name: &str| list[name].as_f64().unwrap();
        let (votes, seats) = (counts("votes"), counts("seats"));
        let near =
            |got: Option<f64>, wanted: f64| assert!((got.unwrap() - wanted).abs() < 1e-11, "{}: {got:?}, {wanted}", list["name"]);
        near(effective_number(&votes), known("enp_votes"));
        near(effective_number(&seats), known("enp_seats"));
        near(disproportionality(&votes, &seats).map(|index| 100.0 * index), known("gallagher"));
    }
    assert_eq!((effective_number(&[0, 0]), disproportionality(&[1, 0], &[0, 0])), (None, None));
}

#[test]
fn elections_are_measured() {
    let scenario = scenario();
    let seen = observe(&after_election(&scenario), &scenario.parameters, true);
    for (name, wanted) in [
        ("turnout", 300.0 / 400.0),
        ("turnout_legislature", 300.0 / 400.0),
        // Of the council: 120, 110 and 70 votes, 2, 2 and 1 seats.
        ("effective_parties_votes", 300.0 * 300.0 / (120.0 * 120.0 + 110.0 * 110.0 + 70.0 * 70.0)),
        ("effective_parties_seats", 25.0 / 9.0),
        // The parties are 0, 1/30 and 1/30 apart.
        ("disproportionality", 1.0 / 30.0),
        ("incumbents_lost_share", 2.0 / 3.0),
        // Of the two candidates in the province, blue governed: the council's are no votes for the government.
        ("government_vote_share", 120.0 / 300.0),
        ("offered_share", 48.0 / 400.0),
        ("offered_answered_share", 0.35 * 48.0 / 400.0),
        ("offered_ties_ratio", (300.0 / 48.0) / (2000.0 / 400.0)),
        ("offered_poorest_to_richest", 3.0),
        ("vote_buying_share", 0.5),
        ("turnout_buying_share", 0.0),
        ("abstention_buying_share", 0.25),
        ("double_persuasion_share", 0.0),
        ("reward_share", 0.25),
        ("votes_bought_share", 10.0 / 400.0),
        ("turnout_bought_share", 0.0),
        ("abstention_bought_share", 0.0),
        ("persuasion_bought_share", 0.0),
        ("moved_share", 4.0 / 400.0),
        ("gifts_first_group_ratio", 0.08 / 0.04),
        // Of red: 180 votes for its governor; politician 0 is its only one who makes offers.
        ("first_party_vote_share", 180.0 / 300.0),
        ("first_party_price", 1.5 / 20.0),
        ("first_party_rent_share", 0.75 / 2.25),
        ("first_party_brokers_share", 1.0 / 8.0),
        ("first_party_deserted_share", 2.0 / 3.0),
        ("accepted_share", 0.5),
        ("complied_share", 0.8),
        ("delivered_share", 0.75),
        ("changed_share", 0.2),
        ("anyway_share", 0.55),
        ("taken_by_loyal_share", 0.5),
        ("taken_by_swing_share", 0.5),
        ("taken_by_opposed_share", 0.0),
        ("price_per_offer", 1.5 / 20.0),
        ("price_per_offer_rupiah", 150_000.0),
        ("price_per_vote", 2.26 / 15.0),
        ("price_per_changed_vote", 2.26 / 4.0),
        ("broker_share", 2.0 / 8.0),
        ("defection_share", 2.0 / 8.0),
        ("contingency", 0.1 - 0.04),
    ] {
        assert_near(value(&seen, name), wanted, name);
    }
    let flow = |flow: Flow| seen.flows.amount(flow).to_s();
    let kept = flow(Flow::Skim) + flow(Flow::BrokerSkim);
    assert_near(value(&seen, "broker_rent_share"), kept / (kept + flow(Flow::Gift)), "broker_rent_share");
    let spent = kept + flow(Flow::Gift) + flow(Flow::BrokerFee) + flow(Flow::PrivateClub);
    assert_near(value(&seen, "campaign_spending"), spent / 400.0, "campaign_spending");
}

#[test]
fn governments_are_measured() {
    let scenario = scenario();
    let seen = observe(&after_election(&scenario), &scenario.parameters, true);
    let half = scenario.parameters.government.goods_half;
    let spent = 5.0 + 6.0 + 7.0 + 8.0 + 10.0 + 11.0;
    for (name, wanted) in [
        ("service_connected_share", 1.0),
        ("service_others_share", 0.25),
        ("service_partiality", 0.75),
        ("merit_posts_share", 0.6),
        ("capture", (0.25 + 1.0) / 2.0),
        ("audited_share", 0.5),
        ("public_goods_effect", (0.1 / (0.1 + half) + 0.3 / (0.3 + half)) / 2.0),
        ("salaries_share", 5.0 / spent),
        ("public_goods_share", 6.0 / spent),
        ("club_share", 7.0 / spent),
        ("contracts_share", 8.0 / spent),
        ("leak_share", 10.0 / spent),
        ("relief_share", 11.0 / spent),
        ("treasury_per_client", 4.0 / 400.0),
        ("resilience", 1.0),
        ("saved_by_wealth_share", 0.4),
        ("saved_by_patron_share", 0.3),
        ("saved_by_state_share", 0.2),
        ("saved_by_ties_share", 0.1),
    ] {
        assert_near(value(&seen, name), wanted, name);
    }
    let sum = |flows: &[Flow]| flows.iter().map(|&flow| seen.flows.amount(flow).to_s()).sum::<f64>();
    let social = sum(&[Flow::Wage, Flow::Protection, Flow::Support, Flow::Loan, Flow::Aid]);
    let political = sum(&[Flow::Gift, Flow::BrokerFee, Flow::Salary, Flow::Relief, Flow::Contract]);
    let group = sum(&[Flow::PrivateClub, Flow::PublicClub, Flow::PublicGoods]);
    assert_near(value(&seen, "personalism_share"), (social + political) / (social + political + group), "personalism_share");
    assert_near(value(&seen, "political_personalism_share"), political / (political + group), "political_personalism_share");
}

#[test]
fn prices_are_compared_between_levels_of_one_day() {
    let text = r#"
        title = "levels"
        rounds = 8
        population = { clients = 2000, patrons = 20, villages = 10 }
        politics = { every = 8 }
        elections = [
            { name = "council", office = "legislature", seats = [3, 4], under = "province", funds = 9 },
            { name = "province", office = "legislature", seats = [3], under = "nation", funds = 12 },
            { name = "nation", office = "legislature", seats = [2], funds = 11 },
            { name = "governor", office = "executive" },
        ]
    "#;
    let scenario = Scenario::parse("levels", text, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let mut run = Run::new(&scenario, 0);
    let row = (0..8).map(|_| run.step().expect("no law is broken")).last().expect("eight rounds");
    let politics = run.world().politics.as_deref().expect("there is politics");
    let mean = |election: usize| {
        let of = |row: &&OfferSum| politics.politicians.election[row.politician.index()].index() == election;
        let rows = || politics.record.offers.iter().filter(of);
        rows().map(|row| row.counts.paid.to_s()).sum::<f64>() / rows().map(|row| row.counts.accepted as f64).sum::<f64>()
    };
    assert!(mean(0) > 0.0 && (mean(0) - mean(1)).abs() > 1e-3, "{} and {}", mean(0), mean(1));
    assert_near(value(&row.observation, "price_lowest_to_top"), mean(0) / mean(2), "council against nation");
    assert_near(value(&row.observation, "price_second_to_top"), mean(1) / mean(2), "province against nation");
}

#[test]
fn measures_of_what_did_not_happen_are_unknown() {
    let scenario = scenario();
    let mut world = after_election(&scenario);
    // Prices are compared by level only where offers are made at two.
    let by_level = |measure: &&Measure| ["price_lowest_to_top", "price_second_to_top"].contains(&measure.name);
    let unknown = |seen: &Observation| -> Vec<Needs> {
        let all = MEASURES.iter().filter(|measure| !by_level(measure));
        all.filter(|measure| measure.of(seen).is_none()).map(|measure| measure.needs).collect()
    };
    // Nothing of the hand-made round is unknown but what needs relations and clients who had a round.
    let seen = observe(&world, &scenario.parameters, true);
    assert!(unknown(&seen).iter().all(|needs| *needs == Needs::Round), "{:?}", unknown(&seen));

    world.politics.as_mut().unwrap().begin_round();
    let quiet = unknown(&observe(&world, &scenario.parameters, true));
    let of_elections = |measure: &&Measure| matches!(measure.needs, Needs::Election(_)) && !by_level(measure);
    let elections = MEASURES.iter().filter(of_elections).count();
    // The share of rents is taken of flows, which this test has left there.
    assert_eq!(quiet.iter().filter(|needs| matches!(needs, Needs::Election(_))).count(), elections - 1);
    assert!(quiet.contains(&Needs::Term));

    world.politics = None;
    let seen = observe(&world, &scenario.parameters, true);
    for measure in MEASURES.iter().filter(|m| !matches!(m.needs, Needs::State | Needs::Round)) {
        assert_eq!(measure.of(&seen), None, "{}", measure.name);
    }
    let before = observe(&world, &scenario.parameters, false);
    assert!(MEASURES.iter().all(|measure| measure.needs == Needs::State || measure.of(&before).is_none()));
}

/// Two clients of a patron for long, one who came last round, and one who moved; the others have none.
#[test]
fn the_four_elements_are_measured() {
    let mut scenario = scenario();
    (scenario.parameters.population.clients, scenario.parameters.politics.every) = (8, 0);
    let mut world = world(&scenario);
    let clients = &mut world.clients;
    clients.patron.fill(None);
    for (i, tenure) in [5, 2, 1, 0].into_iter().enumerate() {
        (clients.patron[i], clients.tenure[i]) = (Some(PatronId::new(i.min(1))), tenure);
        clients.earning[i] = SmallMoney::from_micros(1_000_000 * (i as u32 + 1));
    }
    // The second asked for aid, and got a third of what it earned.
    clients.contacts[1] = clients.contacts[1].asking(Some(0));
    clients.aid[1] = 1_000_000.into();
    clients.aid[0] = 9_000_000.into();
    world.patrons.clients.fill(0);
    (world.patrons.clients[0], world.patrons.clients[1]) = (1, 3);
    world.flows.count_many(Turn::Switched, 1);
    world.flows.count_many(Turn::Fled, 2);
    let seen = observe(&world, &scenario.parameters, true);
    // Six had a patron at the start, of whom one switched and two fled.
    assert_near(value(&seen, "tie_kept_share"), 3.0 / 6.0, "tie_kept_share");
    assert_near(value(&seen, "dependence_gap"), (1.0 + 2.0 / 3.0 + 1.0) / 3.0 - 2.0 / 4.0, "dependence_gap");
    assert_near(value(&seen, "old_ties_share"), 3.0 / 6.0, "old_ties_share");
    assert_eq!(value(&seen, "personalism_share"), None, "nothing was given");
    world.flows.book(Flow::Wage, Money::from_micros(5));
    assert_eq!(value(&observe(&world, &scenario.parameters, true), "personalism_share"), Some(1.0));
}

#[test]
fn a_public_salary_makes_a_client_depend_less() {
    let scenario = scenario();
    let gap = |salary: i64| {
        let mut world = world(&scenario);
        world.clients.tenure.fill(3);
        world.clients.earning.fill(SmallMoney::from_micros(1_000_000));
        let politics = world.politics.as_mut().unwrap();
        for official in [0, 1] {
            politics.voters.marks[official] = politics.voters.marks[official].with(Mark::Official, true);
        }
        politics.districts.officials[0] = 2;
        politics.districts.note(DistrictId::new(0), Purse::Salary, Money::from_micros(salary));
        value(&observe(&world, &scenario.parameters, true), "dependence_gap")
    };
    assert_near(gap(0), 1.0 - 8.0 / 400.0, "without salary");
    assert_near(gap(6_000_000), (398.0 + 2.0 * 0.25) / 400.0 - 8.0 / 400.0, "with salary");
}

/// The tables of a replicate whose only round was made by hand.
fn by_hand(scenario: &Scenario) -> Vec<Table> {
    let mut collected = Collected::new(0);
    collected.politics = world(scenario).politics.as_deref().map(PoliticalRows::of);
    let world = after_election(scenario);
    let seen = observe(&world, &scenario.parameters, true);
    let measures = MEASURES.iter().map(|measure| measure.of(&seen)).collect();
    collected.rounds.push(Round { round: 1, measures, money: seen.money, flows: Some(world.flows.clone()) });
    let rows = collected.politics.as_mut().unwrap();
    rows.add(1, world.politics.as_ref().unwrap(), 2_000_000.0, 0.1);
    rows.add(2, world.politics.as_ref().unwrap(), 2_000_000.0, 0.1);
    tables::build(&collected, &world, &["all"], tables::Inputs::default())
}

fn named<'a>(tables: &'a [Table], name: &str) -> &'a Table {
    tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table `{name}`"))
}

fn numbers(table: &Table, name: &str, rows: usize) -> Vec<Option<f64>> {
    table.numbers(name).unwrap_or_else(|| panic!("no column `{name}`")).into_iter().take(rows).collect()
}

fn words<'a>(table: &'a Table, name: &str, rows: usize) -> Vec<&'a str> {
    let words = table.words(name).unwrap_or_else(|| panic!("no column `{name}`"));
    words.iter().take(rows).map(|word| word.as_deref().unwrap_or("")).collect()
}

#[test]
fn elections_have_a_row_per_candidate() {
    let tables = by_hand(&scenario());
    let table = named(&tables, "elections");
    assert_eq!(table.rows(), 16);
    let some = |values: [f64; 8]| values.map(Some).to_vec();
    assert_eq!(numbers(table, "round", 16)[7..9], [Some(1.0), Some(2.0)]);
    assert_eq!(words(table, "election", 3), ["governor", "governor", "council"]);
    assert_eq!(words(table, "office", 3), ["executive", "executive", "legislature"]);
    assert_eq!(words(table, "constituency", 8)[1..], ["province", "north", "north", "north", "south", "south", "south"]);
    assert_eq!(words(table, "party", 8), ["red", "blue", "red", "white", "blue", "red", "white", "blue"]);
    let superiors = [None, None, Some(0.0), None, Some(1.0), Some(0.0), None, Some(1.0)];
    assert_eq!(numbers(table, "superior", 8), superiors);
    assert_eq!(numbers(table, "votes", 8), some([180.0, 120.0, 120.0, 80.0, 40.0, 0.0, 30.0, 30.0]));
    let shares = [180.0 / 300.0, 120.0 / 300.0, 0.5, 80.0 / 240.0, 40.0 / 240.0, 0.0, 0.5, 0.5];
    assert_eq!(numbers(table, "vote_share", 8), some(shares));
    assert_eq!(numbers(table, "seats", 8), some([1.0, 0.0, 2.0, 1.0, 0.0, 0.0, 1.0, 1.0]));
    assert_eq!(numbers(table, "constituency_seats", 8), some([1.0, 1.0, 3.0, 3.0, 3.0, 2.0, 2.0, 2.0]));
    assert_eq!(numbers(table, "elected", 8), some([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0]));
    assert_eq!(numbers(table, "incumbent", 8), some([0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0]));
    assert_eq!(numbers(table, "spent_micros", 3), [Some(0.0), Some(1_000_001.0), Some(2_000_002.0)]);
    assert_eq!(numbers(table, "funds_micros", 4), [Some(5.0), Some(6.0), Some(7.0), Some(0.0)]);
}

#[test]
fn offers_and_machines_have_a_row_per_record() {
    let tables = by_hand(&scenario());
    let table = named(&tables, "offers");
    assert_eq!(table.rows(), 6);
    assert_eq!(words(table, "party", 3), ["red", "red", "blue"]);
    assert_eq!(words(table, "strategy", 3), ["vote", "reward", "abstention"]);
    assert_eq!(words(table, "attitude", 3), ["swing", "loyal", "opposed"]);
    assert_eq!(numbers(table, "price", 3), [Some(0.1), Some(0.05), None]);
    assert_eq!(numbers(table, "price_rupiah", 3), [Some(200_000.0), Some(100_000.0), None]);
    let counts = ["offered", "accepted", "complied", "changed", "delivered", "anyway"];
    assert_eq!(counts.map(|name| numbers(table, name, 1)[0].unwrap()), [20.0, 10.0, 6.0, 4.0, 5.0, 1.0]);
    assert_eq!(numbers(table, "skimmed_micros", 3), [Some(500_000.0), Some(250_000.0), Some(10_000.0)]);
    let machines = named(&tables, "machines");
    assert_eq!((machines.rows(), words(machines, "phase", 2)), (4, vec!["grow", "perform"]));
    assert_eq!(numbers(machines, "completion", 2), [Some(0.75), None]);
    assert_eq!(words(machines, "constituency", 2), ["province", "north"]);
}

#[test]
fn governments_have_a_row_per_district() {
    let tables = by_hand(&scenario());
    let table = named(&tables, "government");
    assert_eq!((table.rows(), words(table, "name", 2)), (4, vec!["upper", "lower"]));
    assert_eq!(words(table, "party", 2), ["blue", "red"]);
    assert_eq!(numbers(table, "changed", 4), [0.0, 1.0, 0.0, 0.0].map(Some), "red came in below in the first round");
    assert_eq!(numbers(table, "clients", 2), [Some(200.0), Some(200.0)]);
    for (purse, name) in Purse::ALL.into_iter().zip([
        "tax",
        "transfer",
        "fines",
        "penalties",
        "salaries",
        "public_goods",
        "club",
        "contracts",
        "kickbacks",
        "leak",
        "relief",
    ]) {
        assert_eq!(numbers(table, name, 2), [Some(purse as usize as f64 + 1.0), Some(0.0)], "{name}");
    }
    assert_eq!(numbers(table, "merit_posts_share", 2), [Some(0.75), Some(0.0)]);
    assert_eq!(numbers(table, "capture", 2), [Some(0.25), Some(1.0)]);
    assert_eq!(numbers(table, "audited", 2), [Some(1.0), Some(0.0)]);
    assert_eq!(numbers(table, "service_partiality", 2), [Some(0.7), None], "below, no connected client asked");
    assert_eq!(numbers(table, "goods_effect", 2), [Some(0.5), Some(0.3 / 0.4)]);
    let villages = named(&tables, "villages");
    assert_eq!(numbers(villages, "district", 4), [0.0, 0.0, 1.0, 1.0].map(Some));
    assert_eq!(numbers(villages, "support", 4)[3], Some(0.25), "for red");
    assert_eq!(numbers(named(&tables, "clients"), "official", 2), [Some(1.0), Some(0.0)]);
    let patrons = named(&tables, "patrons");
    assert_eq!(numbers(patrons, "superior", 3), [None, Some(2.0), None]);
    assert_eq!(words(patrons, "party", 3), ["", "red", ""]);
}

#[test]
fn exchanges_hold_every_good_at_its_amount() {
    let tables = by_hand(&scenario());
    let (table, rounds) = (named(&tables, "exchanges"), named(&tables, "rounds"));
    assert_eq!(table.rows(), tables::GOODS.len());
    let amounts = numbers(table, "amount_micros", table.rows());
    let counts = numbers(table, "count", table.rows());
    for (i, good) in tables::GOODS.iter().enumerate() {
        let place = Flow::ALL.iter().position(|flow| *flow == good.flow).unwrap() as f64;
        assert_eq!((amounts[i], counts[i]), (Some((1000.0 + place) * (place + 1.0)), Some(place + 1.0)), "{}", good.name);
        let described = ["good", "giver", "receiver", "channel", "funds"].map(|name| words(table, name, table.rows())[i]);
        assert_eq!(described, [good.name, good.giver, good.receiver, good.channel, good.funds]);
    }
    // What enters or leaves all money is a term of the ledger too.
    for (good, funds, term) in [
        ("tax", "private", "ledger_tax"),
        ("transfer", "public", "ledger_transfers"),
        ("campaign_funds", "private", "ledger_campaign_funds"),
        ("club", "private", "ledger_club_private"),
        ("club", "public", "ledger_club_public"),
        ("public_goods", "public", "ledger_public_goods"),
        ("leak", "public", "ledger_leak"),
        ("fine", "private", "ledger_fines"),
    ] {
        let row = tables::GOODS.iter().position(|known| (known.name, known.funds) == (good, funds)).unwrap();
        assert_eq!(amounts[row], numbers(rounds, term, 1)[0], "{good}");
    }
}

fn run_of(scenario: &Scenario) -> Vec<Table> {
    let mut run = Run::new(scenario, 0);
    let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).expect("no law is broken");
    tables::build(&collected, run.world(), &["all"], tables::Inputs::default())
}

#[test]
fn political_tables_are_the_same_on_any_number_of_threads() {
    let mut scenario = scenario();
    scenario.parameters.population.clients = 5000;
    let mut polity = polity();
    polity.voters = vec![1250; 4];
    scenario.polity = Some(Arc::new(polity));
    let bytes_on = |threads: usize| -> Vec<Vec<u8>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| run_of(&scenario)).iter().map(|table| Format::Parquet.encode(table).unwrap()).collect()
    };
    let one = bytes_on(1);
    for threads in [2, 3, 8] {
        assert!(bytes_on(threads) == one, "{threads} threads give other bytes than one");
    }
}

#[test]
fn runs_without_politics_write_what_they_always_wrote() {
    let mut off = scenario();
    off.parameters.politics.every = 0;
    let (without, with) = (run_of(&off), run_of(&scenario()));
    let names = |tables: &[Table]| tables.iter().map(|table| table.name.clone()).collect::<Vec<_>>();
    let political = ["elections", "offers", "machines", "government"];
    assert!(political.iter().all(|name| !names(&without).contains(&(*name).to_owned())));
    assert!(political.iter().all(|name| names(&with).contains(&(*name).to_owned())));
    let rounds = named(&without, "rounds");
    for measure in MEASURES.iter().filter(|measure| !matches!(measure.needs, Needs::State | Needs::Round)) {
        assert!(rounds.numbers(measure.name).unwrap().iter().all(Option::is_none), "{}", measure.name);
    }
    assert_eq!(named(&without, "exchanges").rows(), 17 * 9);
    for (table, column) in [("villages", "support"), ("clients", "official"), ("patrons", "superior")] {
        assert!(named(&without, table).numbers(column).unwrap().iter().all(Option::is_none), "{table}.{column}");
    }
    // A polity that nobody votes in changes nothing.
    off.polity = None;
    assert_eq!(run_of(&off), without);
}

#[test]
fn blank_tables_have_the_columns_of_political_ones() {
    let blank = tables::blank();
    for full in by_hand(&scenario()) {
        let blank = named(&blank, &full.name);
        let columns = |table: &Table| -> Vec<_> {
            let kind = |values: &Values| std::mem::discriminant(values);
            table.columns.iter().map(|c| (c.name.clone(), c.unit.clone(), c.description.clone(), kind(&c.values))).collect()
        };
        assert_eq!((columns(&full), &full.description), (columns(blank), &blank.description));
    }
}

/// What 1 S is in rupiah can change in a run: each round's prices have their own.
#[test]
fn rupiah_are_those_of_the_round() {
    let mut rows = PoliticalRows::of(world(&scenario()).politics.as_deref().unwrap());
    let world = after_election(&scenario());
    rows.add(1, world.politics.as_deref().unwrap(), 1.0, 0.1);
    rows.add(2, world.politics.as_deref().unwrap(), 7.0, 0.1);
    assert_eq!(rows.offers.iter().map(|row| row.rupiah).collect::<Vec<_>>(), [1.0, 1.0, 1.0, 7.0, 7.0, 7.0]);
}
