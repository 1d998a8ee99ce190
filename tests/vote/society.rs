//! Societies before an election, and offers made by hand.

use super::common;
use patronage::ids::{ClientId, ElectionId, PartyId, PoliticianId, VillageId};
use patronage::phases::vote::ballots::{Ballots, cast};
use patronage::phases::vote::choice::attitude;
use patronage::phases::vote::leaning::Booth;
use patronage::phases::vote::{self, MoneyUtility};
use patronage::phases::{Moment, Parameters};
use patronage::quantity::{Money, SmallMoney};
use patronage::random::Draws;
use patronage::world::clients::Ideology;
use patronage::world::politics::polity::DEFAULT_FUNDS;
use patronage::world::politics::record::{OfferCounts, OfferSum};
use patronage::world::politics::voters::{Mark, VotingCost};
use patronage::world::politics::{Attitude, Constituency, Election, Offer, Office, Party, Politics, Polity, SeatRule, Strategy};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Villages, World};
use std::sync::Arc;

/// The round of the first election day.
pub(crate) const DAY: Moment = Moment { draws: Draws { seed: 5, replicate: 0 }, round: 8 };
/// The index of the election of the government.
pub(crate) const GOVERNING: usize = 0;

/// Keys under which a voter's utility is its distance and its cost, and nothing is left to chance; 1 S is worth 1.
pub(crate) fn plain(clients: u32, patrons: u32, villages: u32) -> Parameters {
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
pub(crate) fn two_parties(parameters: &Parameters, districts: usize) -> Polity {
    let population = &parameters.population;
    let [clients, patrons, villages] = [population.clients, population.patrons, population.villages].map(|n| n as usize);
    let places = Villages::even(villages, clients, patrons);
    let voters = (0..villages).map(|v| places.clients_of(VillageId::new(v)).len() as u32).collect();
    Polity::two_parties(voters, districts, 240.0)
}

/// An election of all these parties, the constituencies being equal stretches of villages with so many seats each.
pub(crate) fn election(name: &str, office: Office, parties: usize, villages: usize, seats: &[u32]) -> Election {
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

pub(crate) fn party(name: &str, ideology: f64) -> Party {
    Party::named(name, ideology)
}

/// A society before its first election.
pub(crate) fn society(parameters: &Parameters, polity: Polity) -> World {
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

pub(crate) fn politics(world: &mut World) -> &mut Politics {
    world.politics.as_mut().expect("there is politics")
}

pub(crate) fn vote(world: &mut World, parameters: &Parameters) {
    vote::run(world, parameters, DAY);
}

/// The ballots of the day, without consequences.
pub(crate) fn ballots(world: &mut World, parameters: &Parameters, held: &[usize]) -> Ballots {
    let politics = world.politics.take().expect("there is politics");
    let held: Vec<ElectionId> = held.iter().copied().map(ElectionId::new).collect();
    let ballots = cast(world, &politics, parameters, DAY, &held);
    world.politics = Some(politics);
    ballots
}

/// Makes a voter stand somewhere and find voting so dear.
pub(crate) fn place(world: &mut World, client: usize, position: f64, cost: f64) {
    world.clients.ideology[client] = Ideology::nearest(position);
    let voters = &mut politics(world).voters;
    voters.finely[client] = 0;
    voters.cost[client] = VotingCost::nearest(cost);
}

/// Makes an offer and notes it, as a campaign does; offers are to be made in the order of clients, then politicians.
pub(crate) fn offer(
    world: &mut World,
    parameters: &Parameters,
    client: usize,
    (politician, strategy): (usize, Strategy),
    price: f64,
) {
    let own = world.politics.take().expect("there is politics");
    let election = own.politicians.election[politician];
    let booth = Booth::new(&own, parameters, election, world.villages.of_client(client));
    let utilities = booth.utilities(&booth.look(world, &own, client));
    let candidate = politician - booth.candidates.start;
    let attitude = attitude(&utilities, candidate, parameters.voting.swing);
    world.politics = Some(own);
    let politics = politics(world);
    let price = SmallMoney::saturating(Money::nearest(price));
    let (client, politician) = (ClientId::new(client), PoliticianId::new(politician));
    let accepted = politics.voters.marks[client.index()].has(Mark::Accepts);
    let before = politics.offers.len();
    politics.offers.add(&[Offer { client, election, candidate, strategy, accepted, by_patron: false, price }]);
    politics.offers.sort();
    assert_eq!(politics.offers.len(), before + 1);
    let row = row(politics, politician.index(), strategy, attitude);
    row.counts.offered += 1;
    if accepted {
        row.counts.accepted += 1;
        row.counts.paid += Money::from(price);
    }
}

/// The row of a candidate's offers, made if need be.
pub(crate) fn row(politics: &mut Politics, politician: usize, strategy: Strategy, attitude: Attitude) -> &mut OfferSum {
    let record = &mut politics.record;
    let politician = PoliticianId::new(politician);
    if record.offers_of(politician, strategy, attitude).is_none() {
        record.offers.push(OfferSum { politician, strategy, attitude, counts: OfferCounts::default() });
        record.offers.sort_by_key(|row| (row.politician, row.strategy, row.attitude));
    }
    let place = record.offers_of(politician, strategy, attitude).expect("it was made");
    &mut record.offers[place]
}

/// What all offers of a candidate came to: accepted, complied, changed, delivered, anyway.
pub(crate) fn came_of(politics: &Politics, politician: usize) -> [u64; 5] {
    let own = politics.record.offers.iter().filter(|row| row.politician.index() == politician);
    own.fold([0; 5], |sum, row| {
        let next = [row.counts.accepted, row.counts.complied, row.counts.changed, row.counts.delivered, row.counts.anyway];
        std::array::from_fn(|k| sum[k] + next[k])
    })
}

/// Everything that is observed counts: no gift goes unwatched.
pub(crate) fn watched(parameters: &mut Parameters) {
    parameters.voting.secrecy = 0.0;
    parameters.voting.turnout_monitoring = 1.0;
}

/// Nothing obliges anybody.
pub(crate) fn unwatched(parameters: &mut Parameters) {
    let voting = &mut parameters.voting;
    (voting.secrecy, voting.station_monitoring, voting.turnout_monitoring) = (1.0, 0.0, 0.0);
    (voting.norm_mean, voting.norm_sd) = (0.0, 0.0);
}

/// A society with chance, loyalty and fear, in which two parties make offers: to every third client, and to every fifth.
pub(crate) fn bought(parameters: &Parameters) -> World {
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
pub(crate) fn lively() -> Parameters {
    let mut parameters = plain(6000, 60, 30);
    parameters.voting = vote::Voting::default();
    parameters
}

/// Six villages of ten voters; those of villages in `left` stand to the left, others to the right, and all vote.
pub(crate) fn divided(left: &[usize], polity: impl Fn(&mut Polity)) -> (World, Parameters) {
    let parameters = plain(60, 12, 6);
    let mut own = two_parties(&parameters, 3);
    polity(&mut own);
    let mut world = society(&parameters, own);
    for client in 0..60 {
        place(&mut world, client, if left.contains(&(client / 10)) { -1.0 } else { 1.0 }, -1.0);
    }
    (world, parameters)
}
