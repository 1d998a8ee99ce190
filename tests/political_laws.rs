//! What holds in every polity, whatever its keys (MODEL.md, serve to govern): campaigns, votes and governments together, with the laws
//! checked after every phase.

mod common;

use patronage::engine::{Checks, Run};
use patronage::ids::{DistrictId, ElectionId, PartyId, VillageId};
use patronage::metrics::MEASURES;
use patronage::quantity::Money;
use patronage::scenario::{Event, Scenario};
use patronage::world::politics::polity::{Constituency, Election, Party, even_districts, stations};
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Office, Polity, Purse, SeatRule};
use patronage::world::{Flow, Villages, World};
use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq};
use proptest::test_runner::{TestCaseError, TestRunner};
use std::cell::Cell;
use std::sync::Arc;

/// What is drawn of an election: whether it is of a council, when, by which rule, with which threshold and funds, under which earlier
/// one, who stands, where, for how many seats.
type Drawn = ((bool, u32, usize, f64), (f64, usize, u32, usize, u32));

fn elections() -> impl Strategy<Value = Vec<Drawn>> {
    let threshold = prop::sample::select(vec![0.0, 0.05, 0.4, 1.0]);
    let funds = prop::sample::select(vec![0.0, 0.5, 20.0, 500.0]);
    let what = (any::<bool>(), 0u32..6, 0usize..4, threshold);
    prop::collection::vec((what, (funds, any::<usize>(), any::<u32>(), 1usize..5, 1u32..9)), 1..5)
}

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let family = prop::sample::select(vec![0, 1, 30, 100_000]);
    let party = (-1.0..=1.0f64, -1.0..1.0f64, prop::sample::select(vec![0.0, 1.0, 3.0]), family, 0.0..=1.0f64);
    prop::collection::vec(party, 1..6).prop_map(|parties| {
        let named = |(number, (ideology, valence, funds, family, centrality)): (usize, (f64, f64, f64, u32, f64))| Party {
            valence,
            funds,
            family,
            centrality,
            ..Party::named(&format!("party {number}"), ideology)
        };
        parties.into_iter().enumerate().map(named).collect()
    })
}

/// An election of those drawn; `e` is its number.
fn election(e: usize, drawn: Drawn, every: u32, parties: usize, villages: usize) -> Election {
    let ((is_council, after, rule, threshold), (funds, under, stand, constituencies, seats)) = drawn;
    let standing: Vec<PartyId> = (0..parties).filter(|party| stand >> party & 1 == 1).map(PartyId::new).collect();
    let constituencies = constituencies.min(villages);
    let seats = if is_council { seats } else { 1 };
    Election {
        name: format!("election {e}"),
        office: if is_council { Office::Legislature } else { Office::Executive },
        after: after % every,
        rule: [SeatRule::SainteLague, SeatRule::DHondt, SeatRule::Hare, SeatRule::Plurality][rule],
        threshold,
        funds,
        under: (under % (e + 1) < e).then(|| ElectionId::new(under % (e + 1))),
        parties: if standing.is_empty() { vec![PartyId::new(parties - 1)] } else { standing },
        constituencies: (0..constituencies).map(|k| Constituency { name: format!("{k}"), seats }).collect(),
        // Districts take villages in order, constituencies in turn: they cut across one another.
        constituency_of: (0..villages).map(|v| (v % constituencies) as u32).collect(),
    }
}

fn polity(parties: Vec<Party>, drawn: Vec<Drawn>, districts: u32, scenario: &Scenario) -> Polity {
    let (population, calendar) = (&scenario.parameters.population, &scenario.parameters.politics);
    let villages = Villages::spread(population.villages as usize, population.clients as usize, 0, population.village_spread);
    let voters: Vec<u32> = (0..villages.len()).map(|v| villages.clients_of(VillageId::new(v)).len() as u32).collect();
    let numbered = drawn.into_iter().enumerate();
    let elections = numbered.map(|(e, drawn)| election(e, drawn, calendar.every, parties.len(), voters.len())).collect();
    let (districts, district_of) = even_districts((districts as usize).min(voters.len()), voters.len());
    let stations = voters.iter().map(|&voters| stations(voters, calendar.station_size)).collect();
    // More is lost on the way to every second village, or nothing anywhere.
    let leakage = |v: usize| [0.0, 0.9, 0.0, 1.0 / 3.0][v % 4];
    let leakage = if scenario.seed.is_multiple_of(2) { Vec::new() } else { (0..voters.len()).map(leakage).collect() };
    let group_of = (0..voters.len()).map(|v| v as u32 % 2).collect();
    let mut polity =
        Polity { parties, elections, districts, district_of, voters, stations, leakage, group_of, incumbent: PartyId::new(0) };
    polity.incumbent = *polity.election(polity.governing_election()).parties.last().expect("somebody stands");
    polity
}

/// Makes keys agree that limit one another, as every scenario must.
fn agree(scenario: &mut Scenario) {
    let (campaign, every) = (&mut scenario.parameters.campaign, scenario.parameters.politics.every);
    let mut leads = [campaign.purpose % every, campaign.design % every, campaign.grow % every];
    leads.sort_unstable();
    [campaign.grow, campaign.design, campaign.purpose] = leads;
    campaign.fees = campaign.fees.min(1.0 - campaign.club);
    campaign.envelope_min = campaign.envelope_min.min(campaign.envelope_max);
    scenario.parameters.politics.first = leads[2] + 1;
}

fn scenarios() -> impl Strategy<Value = Scenario> {
    let size = (1u32..150, 0u32..16, 1u32..9);
    let strategy = prop::sample::select(vec![[0.6, 0.5, 0.4, 0.1, 0.5], [0.3, 0.0, 0.2, 0.9, 0.0], [0.9, 1.0, 1.0, 0.0, 1.0]]);
    let calendar = (1u32..7, 1u32..9, 1u32..15);
    // Half of the runs have default keys: where all are drawn, few campaigns have voters to win.
    let wild = prop::sample::select(vec![0.0, 1.0]);
    (any::<u64>(), strategy, size, calendar, wild, parties(), elections()).prop_map(
        |(seed, parts, size, (every, districts, event), wild, parties, drawn)| {
            let mut scenario = common::scenario("any", 16, common::all_of_kind(parts, 0.2));
            scenario.seed = seed;
            let defaults = scenario.parameters.clone();
            common::randomise(&mut scenario.parameters, seed);
            let mut later = scenario.parameters.clone();
            if wild == 0.0 {
                scenario.parameters = defaults;
            }
            let population = &mut scenario.parameters.population;
            (population.clients, population.patrons, population.villages) = size;
            // Output must fit its column.
            (scenario.parameters.economy, later.economy) = Default::default();
            scenario.parameters.politics.every = every;
            agree(&mut scenario);
            scenario.polity = Some(Arc::new(polity(parties, drawn, districts, &scenario)));
            let government = common::keys().into_iter().filter(|key| key.path.starts_with("government."));
            let changes = government.map(|key| (key.path.clone(), key.get(&mut later))).collect();
            scenario.events = vec![Event { round: event, note: String::new(), changes }];
            scenario
        },
    )
}

/// What happened in all runs together: a law about what never happens says nothing.
#[derive(Default)]
struct Happened {
    offers: Cell<usize>,
    seats: Cell<u32>,
    changes: Cell<usize>,
    contracts: Cell<Money>,
}

impl Happened {
    fn note(&self, world: &World, governed: &[PartyId]) {
        let politics = world.politics.as_ref().expect("there is politics");
        self.offers.set(self.offers.get() + politics.offers.len());
        self.seats.set(self.seats.get() + politics.record.results.iter().map(|row| row.seats).sum::<u32>());
        let changed = governed.iter().zip(&politics.districts.party).filter(|(before, now)| before != now);
        self.changes.set(self.changes.get() + changed.count());
        self.contracts.set(self.contracts.get() + world.flows.amount(Flow::Contract));
    }
}

#[test]
fn no_polity_breaks_a_law() {
    let happened = Happened::default();
    let mut runner = TestRunner::new(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() });
    runner.run(&scenarios(), |scenario| obeys(&scenario, &happened)).unwrap_or_else(|failed| panic!("{failed}"));
    assert!(happened.offers.get() > 1000, "{} offers", happened.offers.get());
    assert!(happened.seats.get() > 1000, "{} seats", happened.seats.get());
    assert!(happened.changes.get() > 100, "{} new governments", happened.changes.get());
    assert!(happened.contracts.get() > Money::ZERO);
}

fn obeys(scenario: &Scenario, happened: &Happened) -> Result<(), TestCaseError> {
    let mut run = Run::new(scenario, 0).with_checks(Checks::EveryPhase);
    for _ in 0..scenario.rounds {
        let politics = run.world().politics.as_ref().expect("there is politics");
        let (treasuries, governed) = (politics.districts.treasury.clone(), politics.districts.party.clone());
        let funds: Money = politics.politicians.funds.iter().copied().sum();
        let row = match run.step() {
            Err(broken) => {
                prop_assert!(broken.law.what.contains("the most a client's round can hold"), "{broken}");
                return Ok(());
            }
            Ok(row) => row,
        };
        for measure in MEASURES {
            prop_assert!(measure.of(&row.observation).is_none_or(|value| !value.is_nan()), "{} is NaN", measure.name);
        }
        results_add_up(&run)?;
        offers_add_up(run.world())?;
        books_agree(run.world(), &treasuries, funds)?;
        networks_fit(run.world())?;
        happened.note(run.world(), &governed);
    }
    Ok(())
}

/// Elections are held when they are due, nobody votes twice, and all seats of a constituency are given or none.
fn results_add_up(run: &Run) -> Result<(), TestCaseError> {
    let politics = run.world().politics.as_ref().expect("there is politics");
    let polity = &politics.polity;
    let results = &politics.record.results;
    for (id, election) in polity.elections() {
        let is_due = run.parameters().politics.is_due(run.round(), 0, election.after);
        for (k, constituency) in election.constituencies.iter().enumerate() {
            let candidates = polity.candidates(id, k as u32);
            let rows: Vec<_> = results.iter().filter(|row| candidates.contains(&row.politician.index())).collect();
            prop_assert_eq!(rows.len(), if is_due { candidates.len() } else { 0 });
            let Some(first) = rows.first() else { continue };
            let voters = (0..polity.voters.len()).filter(|&v| election.constituency_of[v] as usize == k);
            prop_assert_eq!(first.voters, voters.map(|v| u64::from(polity.voters[v])).sum::<u64>());
            prop_assert_eq!(rows.iter().map(|row| row.votes).sum::<u64>(), first.turned_out);
            prop_assert!(first.turned_out <= first.voters);
            let seats: u32 = rows.iter().map(|row| row.seats).sum();
            prop_assert!(seats == 0 || seats == constituency.seats, "{seats} of {}", constituency.seats);
            prop_assert!(rows.iter().all(|row| row.seats == 0 || row.votes > 0));
        }
    }
    Ok(())
}

/// Gifts are what was offered and taken, and what came of offers is told of all of them.
fn offers_add_up(world: &World) -> Result<(), TestCaseError> {
    let politics = world.politics.as_ref().expect("there is politics");
    let (offers, record) = (&politics.offers, &politics.record);
    prop_assert!(offers.is_empty() || !record.results.is_empty(), "offers without an election");
    let taken: Money = offers.iter().filter(|offer| offer.accepted).map(|offer| Money::from(offer.price)).sum();
    prop_assert_eq!(taken, world.flows.amount(Flow::Gift));
    prop_assert_eq!(taken, record.offers.iter().map(|sum| sum.counts.paid).sum());
    prop_assert_eq!(offers.len() as u64, record.offers.iter().map(|sum| sum.counts.offered).sum::<u64>());
    for sum in &record.offers {
        prop_assert!(sum.counts.accepted <= sum.counts.offered && sum.counts.complied <= sum.counts.accepted, "{sum:?}");
        prop_assert!(
            sum.counts.changed <= sum.counts.accepted
                && sum.counts.delivered <= sum.counts.accepted
                && sum.counts.anyway <= sum.counts.accepted,
            "{sum:?}"
        );
    }
    let was_offered = |i: usize| politics.voters.marks[i].has(Mark::Offered);
    prop_assert!(offers.iter().all(|offer| was_offered(offer.client.index())));
    Ok(())
}

/// Treasuries and campaign funds change by what was booked.
fn books_agree(world: &World, treasuries: &[Money], funds: Money) -> Result<(), TestCaseError> {
    let politics = world.politics.as_ref().expect("there is politics");
    let districts = &politics.districts;
    for (d, before) in treasuries.iter().enumerate() {
        let of = |purses: &[Purse]| purses.iter().map(|&purse| districts.purse[d][purse as usize]).sum::<Money>();
        let came = of(&[Purse::Tax, Purse::Transfer, Purse::Fine, Purse::Penalty]);
        let went = of(&[Purse::Salary, Purse::PublicGoods, Purse::Club, Purse::Contract, Purse::Leak, Purse::Relief]);
        prop_assert_eq!(districts.treasury[d], *before + came - went);
    }
    let booked = |flows: &[Flow]| flows.iter().map(|&flow| world.flows.amount(flow)).sum::<Money>();
    let came = booked(&[Flow::CampaignFunds, Flow::Kickback]);
    let went = booked(&[Flow::Gift, Flow::BrokerSkim, Flow::BrokerFee, Flow::PrivateClub, Flow::Penalty]);
    prop_assert_eq!(politics.politicians.funds.iter().copied().sum::<Money>(), funds + came - went);
    Ok(())
}

/// Brokers serve candidates of the lowest election where they live, officials are counted, and support is shared out.
fn networks_fit(world: &World) -> Result<(), TestCaseError> {
    let politics = world.politics.as_ref().expect("there is politics");
    let polity = &politics.polity;
    for (p, superior) in politics.brokers.superior.iter().enumerate() {
        prop_assert_eq!(politics.brokers.party[p], superior.map(|of| politics.politicians.party[of.index()]));
        let candidates = polity.candidates_in(polity.lowest_election(), world.patrons.village[p]);
        prop_assert!(superior.is_none_or(|of| candidates.contains(&of.index())));
    }
    let governing = &polity.election(polity.governing_election()).parties;
    prop_assert!(politics.districts.party.iter().all(|party| governing.contains(party)));
    for v in (0..polity.voters.len()).map(VillageId::new) {
        let support: f32 = politics.places.support(v).iter().sum();
        prop_assert!((0.0..1.0 + 1e-5).contains(&support), "support of {support}");
    }
    for d in (0..politics.districts.len()).map(DistrictId::new) {
        let villages = polity.villages_of(d);
        let clients = || villages.iter().flat_map(|&v| world.villages.clients_of(v));
        let marked = |mark| clients().filter(|&i| politics.voters.marks[i].has(mark)).count();
        prop_assert_eq!(marked(Mark::Official), politics.districts.officials[d.index()] as usize);
        prop_assert_eq!(marked(Mark::ByPatronage), politics.districts.by_patronage[d.index()] as usize);
    }
    Ok(())
}
