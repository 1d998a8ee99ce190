//! What elections have for consequences: seats, governments, fees and the record.

use super::common;
use super::society::{DAY, bought, divided, election, lively, place, politics, two_parties, vote};
use patronage::engine::{Checks, Run};
use patronage::ids::{PartyId, VillageId};
use patronage::phases::campaign::PaidBy;
use patronage::quantity::{Money, SmallMoney};
use patronage::world::Flow;
use patronage::world::World;
use patronage::world::laws::all_money;
use patronage::world::politics::districts::Service;
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Election, Office};
use std::sync::Arc;

#[test]
fn every_constituency_elects_its_executive_and_districts_follow_the_most_voters() {
    // Constituencies are villages 0-2 and 3-5, districts 0-1, 2-3, 4-5: of the middle one half live in either.
    let (mut world, parameters) =
        divided(&[0, 1], |polity| polity.elections = vec![election("head", Office::Executive, 2, 6, &[1, 1])]);
    vote(&mut world, &parameters);
    let politics = politics(&mut world);
    assert_eq!(politics.politicians.votes, [20, 10, 0, 30]);
    assert_eq!(politics.politicians.seats, [1, 0, 0, 1]);
    let governs: Vec<(usize, usize)> =
        politics.districts.party.iter().zip(&politics.districts.politician).map(|(p, q)| (p.index(), q.index())).collect();
    assert_eq!(governs, [(0, 0), (0, 0), (1, 3)]);
    assert_eq!(politics.districts.spoils, [true, true, true], "nobody has filled the first posts yet");
    // Village 2 is for the right and governed by the left; 3 as well, by the district's constituency.
    let supporters: Vec<usize> = (0..60).filter(|&client| politics.voters.marks[client].has(Mark::Supporter)).collect();
    assert_eq!(supporters, (0..20).chain(40..60).collect::<Vec<_>>());
    let incumbents: Vec<bool> = politics.record.results.iter().map(|row| row.incumbent).collect();
    assert_eq!(incumbents, [true, false, true, false]);
    vote(&mut world, &parameters);
    let results = &super::society::politics(&mut world).record.results[4..];
    assert_eq!(
        results.iter().map(|row| row.incumbent).collect::<Vec<_>>(),
        [true, false, true, true],
        "the left governs village 3"
    );
}

#[test]
fn a_parliament_is_governed_by_its_largest_party() {
    let (mut world, parameters) =
        divided(&[0, 1], |polity| polity.elections = vec![election("house", Office::Legislature, 2, 6, &[5, 4])]);
    vote(&mut world, &parameters);
    let politics = politics(&mut world);
    // Left has 20 of 30 votes, then none: 3 of 5 seats, and none of 4.
    assert_eq!(politics.politicians.seats, [3, 2, 0, 4]);
    assert!(politics.districts.party.iter().all(|party| party.index() == 1));
    assert_eq!(politics.districts.politician.iter().map(|p| p.index()).collect::<Vec<_>>(), [1, 1, 3]);
}

#[test]
fn a_new_party_brings_spoils_and_every_term_forgets() {
    let (mut world, parameters) = divided(&[0], |_| ());
    let prepare = |world: &mut World| {
        let politics = politics(world);
        politics.districts.spoils.fill(false);
        politics.places.club_mut(VillageId::new(4)).copy_from_slice(&[1.0, 2.0]);
        politics.districts.service_of_term[1] = Service { asked_others: 3, ..Service::default() };
    };
    for (spoils, seats) in [(true, [0, 1]), (false, [0, 1])] {
        prepare(&mut world);
        vote(&mut world, &parameters);
        let politics = politics(&mut world);
        assert!(politics.districts.party.iter().all(|party| party.index() == 1));
        assert_eq!(politics.districts.spoils, [spoils; 3]);
        assert_eq!(politics.politicians.seats, seats);
        assert_eq!(politics.places.club(VillageId::new(4)), [0.0, 0.0]);
        assert_eq!(politics.districts.service_of_term[1], Service::default());
        assert_eq!(politics.places.support(VillageId::new(0)), [1.0, 0.0]);
        assert_eq!(politics.places.support(VillageId::new(5)), [0.0, 1.0]);
    }
    // Nobody votes: the seat stays empty, who governs stays, and nothing is known of the villages.
    prepare(&mut world);
    (0..60).for_each(|client| place(&mut world, client, 0.0, 5.0));
    vote(&mut world, &parameters);
    let own = politics(&mut world);
    assert!(own.districts.party.iter().all(|party| party.index() == 1) && own.districts.spoils == [false; 3]);
    assert_eq!((&own.politicians.seats, own.places.support(VillageId::new(0))), (&vec![0, 0], [0.5, 0.5].as_slice()));
    assert!(own.voters.marks.iter().all(|marks| !marks.has(Mark::Voted) && !marks.has(Mark::Supporter)));
    // Then the left comes in again.
    (0..60).for_each(|client| place(&mut world, client, if client < 45 { -1.0 } else { 1.0 }, -1.0));
    vote(&mut world, &parameters);
    assert!(politics(&mut world).districts.party.iter().all(|party| party.index() == 0));
    assert_eq!(politics(&mut world).districts.spoils, [true; 3]);
}

#[test]
fn other_elections_do_not_touch_the_government() {
    let (mut world, mut parameters) = divided(&[], |polity| {
        polity.elections.push(Election { after: 2, ..election("council", Office::Legislature, 2, 6, &[3, 3]) });
    });
    parameters.politics.first = DAY.round - 2;
    politics(&mut world).places.club_mut(VillageId::new(4)).copy_from_slice(&[1.0, 2.0]);
    vote(&mut world, &parameters);
    let own = politics(&mut world);
    assert_eq!(own.record.results.iter().map(|row| row.politician.index()).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(
        (own.politicians.votes.as_slice(), own.politicians.seats.as_slice()),
        ([0, 0, 0, 30, 0, 30].as_slice(), [0, 0, 0, 3, 0, 3].as_slice())
    );
    assert!(own.districts.party.iter().all(|party| party.index() == 0));
    assert_eq!(own.places.club(VillageId::new(4)), [1.0, 2.0]);
    assert!(own.voters.marks.iter().all(|marks| !marks.has(Mark::Voted)));
}

#[test]
fn fees_add_up_to_the_unit() {
    // Twelve patrons, two a village. The left's are 0, 1 (village 0), 2 (village 1); the right's 3 (village 1) and 10 (village 5).
    for paid_by in [PaidBy::Votes, PaidBy::Names, PaidBy::Loyalty] {
        let (mut world, mut parameters) = divided(&[0, 1, 3], |_| ());
        parameters.campaign.paid_by = paid_by;
        world.clients.loyalty[7] = patronage::world::clients::Degree::nearest(0.123_456_7);
        let patron_of = world.clients.patron.clone();
        let loyalty = world.clients.loyalty.clone();
        let own = politics(&mut world);
        for (broker, party, names) in [(0, 0, 7), (1, 0, 0), (2, 0, 5), (3, 1, 9), (10, 1, 4)] {
            own.brokers.party[broker] = Some(PartyId::new(party));
            own.brokers.names[broker] = names;
        }
        let funds = [Money::from_micros(2_000_003), Money::from_micros(1_000_000)];
        own.politicians.funds.copy_from_slice(&funds);
        for (plan, fees) in own.politicians.plan.iter_mut().zip([1_000_003, 999_999]) {
            (plan.fees, plan.gifts) = (Money::from_micros(fees), Money::from_micros(1));
        }
        let before = (all_money(&world), world.patrons.capital.clone());
        vote(&mut world, &parameters);
        assert_eq!(all_money(&world), before.0);
        let received = |broker: usize| (world.patrons.capital[broker] - before.1[broker]).micros();
        let loyal = |broker: usize| -> i64 {
            let own = (0..60).filter(|&client| patron_of[client].is_some_and(|patron| patron.index() == broker));
            own.map(|client| (f64::from(loyalty[client]) * 1e6).round() as i64).sum()
        };
        let part = |pot: i64, own: i64, all: i64| (i128::from(pot) * i128::from(own) / i128::from(all)) as i64;
        let wanted = match paid_by {
            // The left has ten votes in each of its villages; the right has none in village 1 and ten in village 5.
            PaidBy::Votes => [250_000, 250_000, 500_001, 0, 999_999],
            PaidBy::Names => [583_335, 0, 416_667, part(999_999, 9, 13), part(999_999, 4, 13)],
            PaidBy::Loyalty => {
                let (left, right) = (loyal(0) + loyal(1) + loyal(2), loyal(3) + loyal(10));
                assert!(left % 5 != 0, "loyalties are too even to test rounding");
                let left = [0, 1, 2].map(|broker| part(1_000_003, loyal(broker), left));
                let right = [3, 10].map(|broker| part(999_999, loyal(broker), right));
                [left[0], left[1], left[2], right[0], right[1]]
            }
        };
        assert_eq!([0, 1, 2, 3, 10].map(received), wanted, "{paid_by:?}");
        assert!((0..12).filter(|broker| ![0, 1, 2, 3, 10].contains(broker)).all(|broker| received(broker) == 0));
        let paid = [wanted[..3].iter().sum(), wanted[3..].iter().sum()].map(Money::from_micros);
        assert_eq!(world.flows.amount(Flow::BrokerFee), paid[0] + paid[1]);
        let own = politics(&mut world);
        assert_eq!(own.politicians.funds, [funds[0] - paid[0], funds[1] - paid[1]]);
        assert!(own.politicians.plan.iter().all(|plan| plan.fees == Money::ZERO && plan.gifts == Money::ZERO));
        let rows: Vec<(Money, u32)> = own.record.results.iter().map(|row| (row.spent, row.brokers)).collect();
        assert_eq!(rows, [(paid[0], 3), (paid[1], 2)]);
    }
}

#[test]
fn reach_is_counted_by_income() {
    let (mut world, parameters) = divided(&[0], |_| ());
    for client in 0..60 {
        // From poor to rich, downwards: the poorest twelve are clients 48 to 59.
        world.clients.earning[client] = SmallMoney::from_micros(1_000_000 - 1000 * client as u32);
        let marks = &mut politics(&mut world).voters.marks[client];
        *marks = marks.with(Mark::Offered, client >= 40);
    }
    vote(&mut world, &parameters);
    let reach = politics(&mut world).record.reach.expect("there was an election");
    assert_eq!((reach.clients, reach.offered), ([12; 5], [12, 8, 0, 0, 0]));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let mut parameters = lively();
    parameters.population.clients = 10_000;
    parameters.campaign.paid_by = PaidBy::Loyalty;
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            let mut world = bought(&parameters);
            for broker in 0..60 {
                politics(&mut world).brokers.party[broker] = Some(PartyId::new(broker % 2));
            }
            for k in 0..2 {
                politics(&mut world).politicians.funds[k] = Money::nearest(100.0);
                politics(&mut world).politicians.plan[k].fees = Money::nearest(70.0);
            }
            vote(&mut world, &parameters);
            format!("{:?} {:?}", world.politics, world.patrons.capital)
        })
    };
    let one = run(1);
    assert!(one == run(2) && one == run(3));
}

#[test]
fn elections_are_held_when_they_are_due_and_laws_hold() {
    let mut scenario = common::scenario("votes", 14, common::all_of_kind([0.7, 0.8, 0.6, 0.3, 0.5], 0.05));
    scenario.parameters = lively();
    (scenario.parameters.politics.first, scenario.parameters.politics.every) = (3, 5);
    let mut polity = two_parties(&scenario.parameters, 2);
    polity.elections.push(Election { after: 2, ..election("council", Office::Legislature, 2, 30, &[3, 4]) });
    scenario.polity = Some(Arc::new(polity));
    let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryPhase);
    let mut fees = Money::ZERO;
    for round in 1..=14_u32 {
        run.step().expect("laws hold");
        fees += run.world().flows.amount(Flow::BrokerFee);
        let record = &run.world().politics.as_ref().expect("there is politics").record;
        let wanted = match round {
            3 | 8 | 13 => 2,
            5 | 10 => 4,
            _ => 0,
        };
        assert_eq!((record.results.len(), record.reach.is_some()), (wanted, wanted > 0), "round {round}");
        assert!(record.results.iter().all(|row| row.turned_out > 0 && row.turned_out <= row.voters));
        assert_eq!(record.offers.iter().any(|row| row.counts.changed > 0), wanted > 0, "the campaign's offers move somebody");
        for row in &record.offers {
            assert!(
                row.counts.complied.max(row.counts.changed).max(row.counts.delivered).max(row.counts.anyway)
                    <= row.counts.accepted
            );
        }
    }
    assert!(fees > Money::ZERO);
    let politics = run.world().politics.as_ref().expect("there is politics");
    assert_eq!(politics.districts.party[0], politics.districts.party[1]);
}
