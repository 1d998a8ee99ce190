//! What gifts and chance do to ballots.

use super::society::{
    GOVERNING, ballots, bought, came_of, election, lively, offer, party, place, plain, politics, society, two_parties, unwatched,
    vote, watched,
};
use patronage::ids::{ElectionId, PartyId, VillageId};
use patronage::phases::vote::Compliance;
use patronage::phases::vote::leaning::Booth;
use patronage::world::World;
use patronage::world::politics::{Office, Party, Strategy};

#[test]
fn effects_are_those_of_an_election_without_the_gift() {
    let mut parameters = lively();
    parameters.voting.secrecy = 0.3;
    let mut world = bought(&parameters);
    let with_all = ballots(&mut world, &parameters, &[GOVERNING]).government;
    vote(&mut world, &parameters);
    for payer in [0, 1] {
        let came = came_of(politics(&mut world), payer);
        let mut other = bought(&parameters);
        let others = politics(&mut other).offers.iter().filter(|offer| offer.candidate != payer).collect();
        politics(&mut other).offers = others;
        let without = ballots(&mut other, &parameters, &[GOVERNING]).government;
        let every = [3, 5][payer];
        let mut wanted = [0_u64; 5];
        for client in 0..world.clients.len() {
            let (choice, else_wise) = (with_all[client].choice(), without[client].choice());
            if client % every != 0 {
                assert_eq!(choice, else_wise, "client {client} has nothing from {payer}");
                continue;
            }
            let abstention = Strategy::ALL[client / 15 % 5] == Strategy::Abstention;
            let demanded = (!abstention).then_some(payer);
            let facts = [true, choice == demanded, choice != else_wise, choice == Some(payer), else_wise == Some(payer)];
            wanted.iter_mut().zip(facts).for_each(|(sum, fact)| *sum += u64::from(fact));
        }
        assert_eq!(came, wanted);
        let [accepted, complied, changed, ..] = came;
        assert!(changed > accepted / 20 && changed < complied && complied < accepted, "{came:?}");
    }
}

#[test]
fn a_gift_that_is_worth_nothing_or_binds_nobody_changes_nothing() {
    let mut worthless = lively();
    watched(&mut worthless);
    worthless.voting.money = 0.0;
    let mut free = lively();
    unwatched(&mut free);
    for parameters in [worthless, free] {
        let mut world = bought(&parameters);
        let with = ballots(&mut world, &parameters, &[GOVERNING]).government;
        let offers = std::mem::take(&mut politics(&mut world).offers);
        assert!(ballots(&mut world, &parameters, &[GOVERNING]).government == with);
        politics(&mut world).offers = offers;
        vote(&mut world, &parameters);
        for payer in [0, 1] {
            let [accepted, _, changed, delivered, anyway] = came_of(politics(&mut world), payer);
            assert_eq!((changed, delivered), (0, anyway));
            assert!(accepted >= 1200 && anyway > 200);
        }
    }
}

#[test]
fn a_great_gift_that_is_watched_moves_all_and_nobody_else() {
    let mut parameters = lively();
    watched(&mut parameters);
    parameters.voting.money = 100.0;
    let mut world = society(&parameters, two_parties(&parameters, 1));
    let before = ballots(&mut world, &parameters, &[GOVERNING]).government;
    let strategies = [Strategy::Vote, Strategy::Abstention, Strategy::Turnout];
    let asked = |client: usize| client.is_multiple_of(2).then(|| strategies[client / 2 % 3]);
    for client in 0..world.clients.len() {
        if let Some(strategy) = asked(client) {
            offer(&mut world, &parameters, client, (1, strategy), 3.0);
        }
    }
    let after = ballots(&mut world, &parameters, &[GOVERNING]).government;
    for client in 0..world.clients.len() {
        let wanted = match asked(client) {
            None => before[client].choice(),
            Some(Strategy::Abstention) => None,
            Some(_) => Some(1),
        };
        assert_eq!(after[client].choice(), wanted);
    }
    vote(&mut world, &parameters);
    let [accepted, complied, changed, delivered, anyway] = came_of(politics(&mut world), 1);
    let count = |is: &dyn Fn(usize) -> bool| (0..6000).filter(|&client| asked(client).is_some() && is(client)).count() as u64;
    assert_eq!((accepted, complied, delivered), (3000, 3000, 2000));
    assert_eq!(changed, count(&|client| before[client] != after[client]));
    assert_eq!(anyway, count(&|client| before[client].choice() == Some(1)));
}

#[test]
fn gifts_bind_by_watching_and_by_norms() {
    let mut parameters = plain(40_000, 40, 40);
    let voting = &mut parameters.voting;
    (voting.secrecy, voting.station_monitoring, voting.station_half, voting.turnout_monitoring) = (0.7, 0.4, 250.0, 0.25);
    (voting.norm_mean, voting.norm_sd) = (0.4, 0.0);
    // 1,000 voters at five stations: 200 at each.
    let watched = 1.0 - 0.7 * (1.0 - 0.4 / (1.0 + 200.0 / 250.0));
    for (strategy, noticed) in [(Strategy::Vote, watched), (Strategy::Turnout, 0.25_f64), (Strategy::Abstention, 0.25)] {
        let mut world = society(&parameters, two_parties(&parameters, 1));
        for client in 0..world.clients.len() {
            // All are for the right, but those who are asked to come stay at home.
            place(&mut world, client, 1.0, if strategy == Strategy::Turnout { 0.0 } else { -1.0 });
            offer(&mut world, &parameters, client, (0, strategy), 5.0);
        }
        vote(&mut world, &parameters);
        let [accepted, complied, changed, ..] = came_of(politics(&mut world), 0);
        assert_eq!((accepted, complied), (40_000, changed));
        let chance = noticed + (1.0 - noticed) * (102.0 / 255.0);
        let error = 4.0 * (chance * (1.0 - chance) / 40_000.0).sqrt();
        let share = complied as f64 / 40_000.0;
        assert!((share - chance).abs() < error, "{strategy:?}: {share} for {chance}");
    }
}

#[test]
fn in_a_repeated_game_gifts_bind_whom_the_next_one_keeps() {
    use Strategy::{Abstention, Turnout, Vote};
    let mut parameters = plain(7, 1, 1);
    watched(&mut parameters);
    (parameters.voting.compliance, parameters.voting.patience) = (Compliance::Repeated, 0.9);
    let mut world = society(&parameters, two_parties(&parameters, 1));
    // All is noticed: γ is 0.9, and votes are sold up to ½ + 0.9·gift from the left; θ is 1/1.8, so turnout at ν = 0.3 costs 0.6/1.8.
    let cases = [
        (0.2, -1.0, Vote, 1.0, Some(0)),       // 0.7 from the left, sold up to 1.4
        (1.0, -1.0, Vote, 1.0, Some(1)),       // 1.5 from it
        (1.0, -1.0, Vote, 1.2, Some(0)),       // sold up to 1.58
        (-0.5, 0.3, Turnout, 0.32, None),      // enough to make it go once, not to keep it going
        (-0.5, 0.3, Turnout, 0.35, Some(0)),   // enough for both
        (0.2, 0.0, Turnout, 3.0, None),        // no supporter
        (1.0, -1.0, Abstention, 9.0, Some(1)), // not sold
    ];
    for (client, (position, cost, strategy, price, _)) in cases.into_iter().enumerate() {
        place(&mut world, client, position, cost);
        offer(&mut world, &parameters, client, (0, strategy), price);
    }
    let did = ballots(&mut world, &parameters, &[GOVERNING]).government;
    for (client, (.., wanted)) in cases.into_iter().enumerate() {
        assert_eq!(did[client].choice(), wanted, "client {client}");
    }
}

#[test]
fn votes_come_in_the_shares_that_chances_promise() {
    let mut parameters = lively();
    parameters.population.clients = 60_000;
    let mut polity = two_parties(&parameters, 1);
    polity.parties.push(Party { valence: 0.2, ..party("centre", 0.1) });
    polity.elections[0].parties.push(PartyId::new(2));
    let mut world = society(&parameters, polity);
    let voted = ballots(&mut world, &parameters, &[GOVERNING]).government;
    let own = world.politics.take().expect("there is politics");
    let (mut mean, mut variance, mut seen) = ([0.0; 4], [0.0; 4], [0.0; 4]);
    for client in 0..world.clients.len() {
        let booth = Booth::new(&own, &parameters, ElectionId::new(0), world.villages.of_client(client));
        let chances = booth.utilities(&booth.look(&world, &own, client)).chances(parameters.voting.noise);
        let [a, b, c] = [chances[0], chances[1], chances[2]];
        for (k, chance) in [a, b, c, 1.0 - a - b - c].into_iter().enumerate() {
            mean[k] += chance;
            variance[k] += chance * (1.0 - chance);
        }
        seen[voted[client].choice().unwrap_or(3)] += 1.0;
    }
    for k in 0..4 {
        assert!(mean[k] > 3000.0, "choice {k} is seldom");
        let off = (seen[k] - mean[k]) / f64::sqrt(variance[k]);
        assert!(off.abs() < 4.0, "choice {k}: {} for {}, off by {off} standard errors", seen[k], mean[k]);
    }
}

#[test]
fn elections_of_one_day_are_decided_apart() {
    let parameters = lively();
    let mut polity = two_parties(&parameters, 1);
    polity.elections.push(election("council", Office::Legislature, 2, 30, &[7, 5, 3]));
    let mut world = society(&parameters, polity);
    let quiet = ballots(&mut world, &parameters, &[0, 1]);
    assert_ne!(quiet.urns[0].by_candidate(&politics(&mut world).polity.clone()), [0, 0]);
    let alone = |world: &mut World, e| ballots(world, &parameters, &[e]).urns.remove(0);
    assert_eq!([alone(&mut world, 0), alone(&mut world, 1)], [quiet.urns[0].clone(), quiet.urns[1].clone()]);
    let same = (0..30).all(|v| quiet.urns[0].of(VillageId::new(v)) == quiet.urns[1].of(VillageId::new(v)));
    assert!(!same, "every election has its own chance");
    for client in (0..6000).step_by(3) {
        // Politicians 2, 4 and 6 are the left in the council's constituencies.
        let constituency = client / 2000;
        offer(&mut world, &parameters, client, (2 + 2 * constituency, Strategy::Vote), 5.0);
    }
    let bought = ballots(&mut world, &parameters, &[0, 1]);
    assert_eq!(bought.urns[0], quiet.urns[0]);
    assert!(bought.government == quiet.government);
    assert_ne!(bought.urns[1], quiet.urns[1]);
    vote(&mut world, &parameters);
    let politics = politics(&mut world);
    assert_eq!(politics.record.results.len(), 2 + 6);
    assert_eq!(politics.politicians.seats[2..].chunks(2).map(|both| both[0] + both[1]).collect::<Vec<_>>(), [7, 5, 3]);
    assert_eq!(
        politics.record.results.iter().map(|row| row.voters).collect::<Vec<_>>(),
        [6000, 6000, 2000, 2000, 2000, 2000, 2000, 2000]
    );
}
