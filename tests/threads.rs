//! The number of threads changes no bit: worlds, measures and data files are the same on 1, 2, 3 and 8 threads.

mod common;

use patronage::engine::Run;
use patronage::ids::VillageId;
use patronage::metrics::MEASURES;
use patronage::output::{Format, collect, tables};
use patronage::scenario::Scenario;
use patronage::world::World;
use patronage::world::politics::Politics;
use patronage::world::politics::voters::Mark;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::Ordering::Relaxed;

/// Everything about a world that a later round or a reader could notice, as bits.
fn bits(world: &World) -> Vec<Vec<u64>> {
    let World { clients, patrons, villages, flows, politics, .. } = world;
    let single = |values: &[f32]| values.iter().map(|value| u64::from(value.to_bits())).collect::<Vec<u64>>();
    let degrees = |values: &[patronage::world::clients::Degree]| values.iter().map(|v| v.steps().into()).collect::<Vec<u64>>();
    let small = |values: &[patronage::quantity::SmallMoney]| values.iter().map(|v| u64::from(v.micros())).collect::<Vec<u64>>();
    let ids = |ids: &[Option<patronage::ids::PatronId>]| ids.iter().map(|id| id.map_or(0, |id| id.index() as u64 + 1)).collect();
    let money = |values: &[patronage::quantity::Money]| values.iter().map(|v| v.micros() as u64).collect::<Vec<u64>>();
    let booked = patronage::world::Flow::ALL.iter().flat_map(|&flow| [flows.amount(flow).micros() as u64, flows.exchanges(flow)]);
    let turns = patronage::world::Turn::ALL.iter().map(|&turn| flows.turns(turn));
    let mut columns = vec![
        single(&clients.skill),
        clients.valuation.iter().map(|v| v.wage().to_bits() ^ v.protection().to_bits().rotate_left(32)).collect(),
        money(&clients.wealth),
        small(&clients.debt),
        ids(&clients.patron),
        degrees(&clients.loyalty),
        degrees(&clients.resentment),
        single(&clients.satisfaction),
        clients.tenure.iter().map(|&tenure| tenure.into()).collect(),
        ids(&clients.prospect),
        clients.stage.iter().map(|&stage| stage as u64).collect(),
        small(&clients.earning),
        small(&clients.loss),
        small(&clients.unmet),
        clients
            .contacts
            .iter()
            .flat_map(|contacts| [contacts.asked(), contacts.met()])
            .map(|slot| slot.map_or(0, |s| s as u64 + 1))
            .collect(),
        clients.aid.iter().map(|aid| aid.load(Relaxed).into()).collect(),
        small(&clients.consumed),
        single(&clients.exchanged.iter().flat_map(|both| [both.received, both.given]).collect::<Vec<f32>>()),
        (0..clients.len()).map(|i| ties(world, i)).collect(),
        money(&patrons.capital),
        money(&patrons.profit),
        money(&patrons.consumed),
        patrons.clients.iter().map(|&clients| clients.into()).collect(),
        patrons.vacant.iter().map(|&vacant| vacant.into()).collect(),
        patrons.kind.iter().map(|&kind| kind.into()).collect(),
        patrons.capital_effect.iter().map(|effect| effect.to_bits()).collect(),
        patrons.strategy.iter().flat_map(|strategy| strategy.parts().map(f64::to_bits)).collect(),
        villages.productivity.iter().map(|z| z.to_bits()).collect(),
        booked.chain(turns).collect(),
    ];
    columns.extend(politics.iter().flat_map(|politics| political_bits(politics)));
    columns
}

/// The political part of a world, as bits.
fn political_bits(politics: &Politics) -> Vec<Vec<u64>> {
    let Politics { polity, voters, brokers, politicians, districts, places, offers, record: _ } = politics;
    let money = |values: &[patronage::quantity::Money]| values.iter().map(|v| v.micros() as u64).collect::<Vec<u64>>();
    let single = |values: &[f32]| values.iter().map(|value| u64::from(value.to_bits())).collect::<Vec<u64>>();
    let marks = [Mark::Official, Mark::ByPatronage, Mark::Accepts, Mark::Offered, Mark::Supporter, Mark::Voted, Mark::Benefited];
    let villages = || (0..polity.voters.len()).map(VillageId::new);
    vec![
        voters.marks.iter().map(|held| marks.iter().fold(0, |bits, &mark| bits * 2 + u64::from(held.has(mark)))).collect(),
        voters.favour.iter().map(|favour| favour.to_s().to_bits()).collect(),
        brokers.superior.iter().map(|superior| superior.map_or(0, |politician| politician.index() as u64 + 1)).collect(),
        brokers.names.iter().map(|&names| names.into()).collect(),
        money(&politicians.funds),
        politicians
            .plan
            .iter()
            .flat_map(|plan| [plan.expected.to_bits(), plan.aim.to_bits(), plan.gifts.micros() as u64])
            .collect(),
        politicians.price.iter().map(|price| price.map_or(0, f64::to_bits)).collect(),
        politicians.votes.clone(),
        money(&districts.treasury),
        money(&districts.stolen),
        districts.goods.iter().map(|goods| goods.to_bits()).collect(),
        villages().flat_map(|village| single(places.support(village))).collect(),
        villages().flat_map(|village| single(places.club(village))).collect(),
        offers
            .iter()
            .flat_map(|offer| [offer.client.index() as u64, offer.candidate as u64, offer.price.micros().into()])
            .collect(),
    ]
}

/// A digest of one client's ties.
fn ties(world: &World, client: usize) -> u64 {
    let held = world.ties.of(client).map(|tie| (tie.to.index() as u64 + 1) << 8 | u64::from(tie.strength.steps()));
    held.fold(0, |digest, tie| digest.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(tie))
}

/// A moment of a run, as bits.
#[derive(Debug, PartialEq)]
struct Snapshot {
    columns: Vec<Vec<u64>>,
    measures: Vec<Option<u64>>,
}

/// The world and the measures at the start and after every round.
fn history(scenario: &Scenario, threads: usize) -> Vec<Snapshot> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| {
        let mut run = Run::new(scenario, 0);
        let mut row = run.row();
        let mut history = Vec::new();
        for _ in 0..=scenario.rounds {
            let measures = MEASURES.iter().map(|measure| measure.of(&row.observation).map(f64::to_bits)).collect();
            history.push(Snapshot { columns: bits(run.world()), measures });
            row = run.step().expect("no law is broken");
        }
        history
    })
}

fn same_on_all_threads(scenario: &Scenario) {
    let one = history(scenario, 1);
    assert!(one[0] != one[1], "nothing happens");
    for threads in [2, 3, 8] {
        let several = history(scenario, threads);
        for (round, (expected, got)) in one.iter().zip(&several).enumerate() {
            for (column, (expected, got)) in expected.columns.iter().zip(&got.columns).enumerate() {
                let first = expected.iter().zip(got).position(|(a, b)| a != b);
                assert_eq!(first, None, "{threads} threads, round {round}, column {column}: first difference");
            }
            assert_eq!(expected.measures, got.measures, "{threads} threads, round {round}: measures");
        }
    }
}

fn scenario(name: &str, [clients, patrons, villages]: [u32; 3], rounds: u32) -> Scenario {
    let mut scenario = common::shipped(name);
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (clients, patrons, villages);
    scenario.rounds = rounds;
    scenario
}

/// Several blocks; villages end within blocks.
#[test]
fn several_blocks() {
    for name in ["coercive-open", "adaptive"] {
        let mut scenario = scenario(name, [10_000, 130, 47], 24);
        scenario.parameters.population.attached = 0.9;
        same_on_all_threads(&scenario);
    }
}

/// Fewer clients than threads, and more clients than are sorted one by one.
#[test]
fn few_clients_and_many() {
    same_on_all_threads(&scenario("adaptive", [5, 2, 2], 12));
    same_on_all_threads(&scenario("healthy", [70_000, 700, 350], 3));
}

/// The society in which every key matters, politics among them, of several blocks.
fn with_politics(rounds: u32) -> Scenario {
    let rounds = format!("rounds={rounds}");
    let sets = [
        "population.clients=20000",
        "population.patrons=260",
        "population.villages=47",
        "campaign.quota=20",
        "elections.council.funds=100",
        &rounds,
    ];
    let sets = sets.map(str::to_owned);
    let text = include_str!("data/every-key.toml");
    Scenario::parse("tests/data/every-key.toml", text, &sets).expect("a valid scenario")
}

#[test]
fn politics() {
    let scenario = with_politics(13);
    let mut run = Run::new(&scenario, 0);
    let offers: Vec<usize> = (0..13)
        .map(|_| {
            run.step().expect("no law is broken");
            run.world().politics.as_ref().expect("there is politics").offers.len()
        })
        .collect();
    assert!(offers[5] > 2000 && offers[11] > 2000, "two campaigns: {offers:?}");
    same_on_all_threads(&scenario);
}

/// Every data file of a run, by its name.
fn files(scenario: &Scenario, threads: usize) -> BTreeMap<String, Vec<u8>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
    pool.install(|| {
        let mut run = Run::new(scenario, 0);
        let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).expect("no law is broken");
        let tables = tables::build(&collected, &run.into_final_world(), &["all"], tables::Inputs::of(scenario));
        let encoded = |table| Format::Parquet.encode(table).expect("a table can be written");
        tables.iter().map(|table| (table.name.clone(), encoded(table))).collect()
    })
}

#[test]
fn data_files() {
    let scenario = with_politics(7);
    let one = files(&scenario, 1);
    for name in ["rounds", "clients", "elections", "offers", "machines", "government"] {
        assert!(one.contains_key(name), "no table `{name}` in {:?}", one.keys());
    }
    for threads in [2, 3, 8] {
        let several = files(&scenario, threads);
        assert!(one.keys().eq(several.keys()));
        let different: Vec<_> = one.keys().filter(|&name| one[name] != several[name]).collect();
        assert!(different.is_empty(), "{threads} threads: other bytes in {different:?}");
    }
}
