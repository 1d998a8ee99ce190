//! Votes: who votes for whom, what gifts do to it, who wins and who is paid.

mod common;

use patronage::engine::{Checks, Run};
use patronage::ids::{ClientId, DistrictId, ElectionId, PartyId, PatronId, PoliticianId, VillageId};
use patronage::phases::campaign::PaidBy;
use patronage::phases::vote::ballots::{Ballots, cast};
use patronage::phases::vote::choice::attitude;
use patronage::phases::vote::leaning::Booth;
use patronage::phases::vote::{self, MoneyUtility};
use patronage::phases::{Moment, Parameters};
use patronage::quantity::{Money, SmallMoney};
use patronage::random::Draws;
use patronage::world::clients::Ideology;
use patronage::world::laws::all_money;
use patronage::world::politics::districts::Service;
use patronage::world::politics::polity::DEFAULT_FUNDS;
use patronage::world::politics::record::OfferSum;
use patronage::world::politics::voters::{Mark, VotingCost};
use patronage::world::politics::{Attitude, Constituency, Election, Offer, Office, Party, Politics, Polity, SeatRule, Strategy};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Flow, Villages, World};
use std::sync::Arc;

/// The round of the first election day.
const DAY: Moment = Moment { draws: Draws { seed: 5, replicate: 0 }, round: 8 };
/// The index of the election of the government.
const GOVERNING: usize = 0;

/// Keys under which a voter's utility is its distance and its cost, and nothing is left to chance; 1 S is worth 1.
fn plain(clients: u32, patrons: u32, villages: u32) -> Parameters {
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = patrons;
    parameters.population.villages = villages;
    parameters.politics.every = 8;
    let voting = &mut parameters.voting;
    (voting.loyalty, voting.performance, voting.club, voting.fear) = (0.0, 0.0, 0.0, 0.0);
    (voting.noise, voting.money, voting.money_utility) = (0.0, 1.0, MoneyUtility::Linear);
    parameters
}

/// Two parties at -0.5 and 0.5 and one executive election, in so many districts.
fn two_parties(parameters: &Parameters, districts: usize) -> Polity {
    let population = &parameters.population;
    let [clients, patrons, villages] = [population.clients, population.patrons, population.villages].map(|n| n as usize);
    let places = Villages::even(villages, clients, patrons);
    let voters = (0..villages).map(|v| places.clients_of(VillageId::new(v)).len() as u32).collect();
    Polity::two_parties(voters, districts, 240.0)
}

/// An election of all these parties, the constituencies being equal stretches of villages with so many seats each.
fn election(name: &str, office: Office, parties: usize, villages: usize, seats: &[u32]) -> Election {
    let constituency = |(k, &seats): (usize, &u32)| Constituency { name: format!("{name} {k}"), seats };
    Election {
        name: name.to_owned(),
        office,
        after: 0,
        rule: if office == Office::Executive { SeatRule::Plurality } else { SeatRule::SainteLague },
        threshold: 0.0,
        funds: DEFAULT_FUNDS,
        under: None,
        parties: (0..parties).map(PartyId::new).collect(),
        constituencies: seats.iter().enumerate().map(constituency).collect(),
        constituency_of: (0..villages).map(|v| (v * seats.len() / villages) as u32).collect(),
    }
}

fn party(name: &str, ideology: f64) -> Party {
    Party { name: name.to_owned(), ideology, valence: 0.0, funds: 1.0 }
}

/// A society before its first election.
fn society(parameters: &Parameters, polity: Polity) -> World {
    let kinds = common::all_of_kind([0.7, 0.8, 0.6, 0.3, 0.5], 0.05);
    let plans = Plans {
        population: &parameters.population,
        settlement: None,
        network: StartNetwork { keys: &parameters.network, listed: None },
        kinds: &kinds,
        endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.35 },
        politics: Some(StartPolitics { polity: &Arc::new(polity), electorate: parameters.voting.electorate() }),
    };
    populate(&plans, DAY.draws)
}

fn politics(world: &mut World) -> &mut Politics {
    world.politics.as_mut().expect("there is politics")
}

fn vote(world: &mut World, parameters: &Parameters) {
    vote::run(world, parameters, DAY);
}

/// The ballots of the day, without consequences.
fn ballots(world: &mut World, parameters: &Parameters, held: &[usize]) -> Ballots {
    let politics = world.politics.take().expect("there is politics");
    let held: Vec<ElectionId> = held.iter().copied().map(ElectionId::new).collect();
    let ballots = cast(world, &politics, parameters, DAY, &held);
    world.politics = Some(politics);
    ballots
}

/// Makes a voter stand somewhere and find voting so dear.
fn place(world: &mut World, client: usize, position: f64, cost: f64) {
    world.clients.ideology[client] = Ideology::nearest(position);
    let voters = &mut politics(world).voters;
    voters.finely[client] = 0;
    voters.cost[client] = VotingCost::nearest(cost);
}

/// Makes an offer and notes it, as a campaign does; offers are to be made in the order of clients, then politicians.
fn offer(world: &mut World, parameters: &Parameters, client: usize, (politician, strategy): (usize, Strategy), price: f64) {
    let own = world.politics.take().expect("there is politics");
    let election = own.politicians.election[politician];
    let booth = Booth::new(&own, parameters, election, world.villages.of_client(client));
    let utilities = booth.utilities(&booth.look(world, &own, client));
    let attitude = attitude(&utilities, politician - booth.candidates.start, parameters.voting.swing);
    world.politics = Some(own);
    let politics = politics(world);
    let price = SmallMoney::saturating(Money::nearest(price));
    let (client, politician) = (ClientId::new(client), PoliticianId::new(politician));
    let accepted = politics.voters.marks[client.index()].has(Mark::Accepts);
    let broker = PatronId::new(0);
    politics.offers.push(Offer { client, politician, broker, strategy, accepted, price, promised: 0.0 });
    assert!(politics.offers.is_sorted_by_key(|offer| (offer.client, offer.politician)));
    let row = row(politics, politician.index(), strategy, attitude);
    row.offered += 1;
    if accepted {
        row.accepted += 1;
        row.paid += Money::from(price);
    }
}

/// The row of a candidate's offers, made if need be.
fn row(politics: &mut Politics, politician: usize, strategy: Strategy, attitude: Attitude) -> &mut OfferSum {
    let record = &mut politics.record;
    let politician = PoliticianId::new(politician);
    if record.offers_of(politician, strategy, attitude).is_none() {
        record.offers.push(OfferSum::new(politician, strategy, attitude));
        record.offers.sort_by_key(|row| (row.politician, row.strategy, row.attitude));
    }
    let place = record.offers_of(politician, strategy, attitude).expect("it was made");
    &mut record.offers[place]
}

/// What all offers of a candidate came to: accepted, complied, changed, delivered, anyway.
fn came_of(politics: &Politics, politician: usize) -> [u64; 5] {
    let own = politics.record.offers.iter().filter(|row| row.politician.index() == politician);
    own.fold([0; 5], |sum, row| {
        let next = [row.accepted, row.complied, row.changed, row.delivered, row.anyway];
        std::array::from_fn(|k| sum[k] + next[k])
    })
}

/// Everything that is observed counts: no gift goes unwatched.
fn watched(parameters: &mut Parameters) {
    parameters.voting.secrecy = 0.0;
    parameters.voting.turnout_monitoring = 1.0;
}

/// Nothing obliges anybody.
fn unwatched(parameters: &mut Parameters) {
    let voting = &mut parameters.voting;
    (voting.secrecy, voting.station_monitoring, voting.turnout_monitoring) = (1.0, 0.0, 0.0);
    (voting.norm_mean, voting.norm_sd) = (0.0, 0.0);
}

#[test]
fn a_small_election_by_hand() {
    use Strategy::{Abstention, Persuasion, Reward, Turnout, Vote};
    let mut parameters = plain(12, 1, 1);
    watched(&mut parameters);
    let mut world = society(&parameters, two_parties(&parameters, 1));
    // V of left and right: -|x ∓ 0.5| - ν.
    let voters = [
        (-1.0, -1.0), // 0: ½ and -½: left
        (0.0, -1.0),  // 1: ½ both: the first
        (1.0, -1.0),  // 2: right
        (1.0, 0.0),   // 3: below 0 both: stays at home
        (0.0, -0.5),  // 4: 0 both, as good as staying at home, which comes last: left
        (1.0, -1.0),  // 5: -½ and ½; left pays the difference: left
        (1.0, -1.0),  // 6: left pays a thousandth less: right
        (-1.0, 0.0),  // 7: -½ and -1½; left pays ½: left
        (1.0, -1.0),  // 8: left pays ½ for its staying at home: does
        (1.0, -1.0),  // 9: left pays 1, right 0.2: right
        (1.0, 0.0),   // 10: -1½ and -½; left pays 1½: left
        (1.0, -1.0),  // 11: takes no gifts: right
    ];
    for (client, (position, cost)) in voters.into_iter().enumerate() {
        place(&mut world, client, position, cost);
    }
    politics(&mut world).voters.marks[11] = Default::default();
    let (left, right) = (0, 1);
    let offers = [
        (5, (left, Vote), 1.0),
        (6, (left, Vote), 0.999),
        (7, (left, Turnout), 0.5),
        (8, (left, Abstention), 0.5),
        (9, (left, Vote), 1.0),
        (9, (right, Reward), 0.2),
        (10, (left, Persuasion), 1.5),
        (11, (left, Vote), 4.0),
    ];
    for (client, what, price) in offers {
        offer(&mut world, &parameters, client, what, price);
    }
    vote(&mut world, &parameters);
    let politics = politics(&mut world);
    let did = |client: usize| politics.voters.marks[client];
    let home: Vec<usize> = (0..12).filter(|&client| !did(client).has(Mark::Voted)).collect();
    assert_eq!(home, [3, 8]);
    let for_left: Vec<usize> = (0..12).filter(|&client| did(client).has(Mark::Supporter)).collect();
    assert_eq!(for_left, [0, 1, 4, 5, 7, 10]);
    let results = &politics.record.results;
    assert_eq!((results[0].votes, results[0].seats, results[1].votes, results[1].seats), (6, 1, 4, 0));
    assert!(results.iter().all(|row| (row.turned_out, row.voters) == (10, 12)));
    assert_eq!(results.iter().map(|row| row.incumbent).collect::<Vec<_>>(), [true, false]);
    // Gifts taken: 1 + 0.999 + 0.5 + 0.5 + 1 + 1.5, and 0.2.
    assert_eq!((results[0].spent, results[1].spent), (Money::nearest(5.499), Money::nearest(0.2)));
    let came = |politician, strategy, attitude| {
        let row = politics.record.offers[politics.record.offers_of(PoliticianId::new(politician), strategy, attitude).unwrap()];
        [row.offered, row.accepted, row.complied, row.changed, row.delivered, row.anyway]
    };
    assert_eq!(came(left, Vote, Attitude::Opposed), [4, 3, 1, 1, 1, 0]);
    assert_eq!(came(left, Turnout, Attitude::Loyal), [1, 1, 1, 1, 1, 0]);
    assert_eq!(came(left, Abstention, Attitude::Opposed), [1, 1, 1, 1, 0, 0]);
    assert_eq!(came(left, Persuasion, Attitude::Opposed), [1, 1, 1, 1, 1, 0]);
    // Without it, left's gift would have decided.
    assert_eq!(came(right, Reward, Attitude::Loyal), [1, 1, 1, 1, 1, 0]);
    assert_eq!(politics.record.offers.len(), 5);
    assert_eq!(politics.places.support(VillageId::new(0)), [0.6, 0.4]);
}

/// A society with chance, loyalty and fear, in which two parties make offers: to every third client, and to every fifth.
fn bought(parameters: &Parameters) -> World {
    let mut world = society(parameters, two_parties(parameters, 1));
    for client in 0..world.clients.len() {
        for (politician, every) in [(0, 3), (1, 5)] {
            if client % every == 0 {
                let strategy = Strategy::ALL[client / 15 % Strategy::ALL.len()];
                offer(&mut world, parameters, client, (politician, strategy), 1.0);
            }
        }
    }
    world
}

/// Keys with everything that moves a vote.
fn lively() -> Parameters {
    let mut parameters = plain(6000, 60, 30);
    parameters.voting = vote::Voting::default();
    parameters
}

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
        politics(&mut other).offers.retain(|offer| offer.politician.index() != payer);
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

/// Six villages of ten voters; those of villages in `left` stand to the left, others to the right, and all vote.
fn divided(left: &[usize], polity: impl Fn(&mut Polity)) -> (World, Parameters) {
    let parameters = plain(60, 12, 6);
    let mut own = two_parties(&parameters, 3);
    polity(&mut own);
    let mut world = society(&parameters, own);
    for client in 0..60 {
        place(&mut world, client, if left.contains(&(client / 10)) { -1.0 } else { 1.0 }, -1.0);
    }
    (world, parameters)
}

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
    let results = &self::politics(&mut world).record.results[4..];
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
    let (mut world, mut parameters) = divided(&[0], |_| ());
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
    // A threshold that only the left passes.
    (0..60).for_each(|client| place(&mut world, client, if client < 45 { -1.0 } else { 1.0 }, -1.0));
    parameters.politics.first = DAY.round;
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
        world.clients.loyalty[7] = 0.123_456_7;
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
    for round in 1..=14_u32 {
        run.step().expect("laws hold");
        let record = &run.world().politics.as_ref().expect("there is politics").record;
        let wanted = match round {
            3 | 8 | 13 => 2,
            5 | 10 => 4,
            _ => 0,
        };
        assert_eq!((record.results.len(), record.reach.is_some()), (wanted, wanted > 0), "round {round}");
        assert!(record.results.iter().all(|row| row.turned_out > 0 && row.turned_out <= row.voters));
    }
    let politics = run.world().politics.as_ref().expect("there is politics");
    assert_eq!(politics.districts.party[DistrictId::new(0).index()], politics.districts.party[1]);
}
