//! A slow and obvious model agrees with the engine, exactly, after every round.
//!
//! The slow model is written from MODEL.md: one value per agent, plain loops, no blocks, no threads, no columns, no
//! shortcuts. It shares with the engine only addressed draws with the order of words in each phase, quantities with
//! their rounding rules (also that satisfaction is kept in single precision, loyalty and resentment in steps), and the world
//! before the first round. Every column of clients and patrons and every flow must be equal; means over agents must
//! agree to 1e-9, because floating-point sums depend on their order.

#[path = "../common/mod.rs"]
mod common;
mod judge;
mod measures;
mod politics;
mod relate;
mod round;
mod society;

use patronage::engine::Run;
use patronage::metrics::Measure;
use patronage::parameter::Value;
use patronage::quantity::{Money, SmallMoney};
use patronage::scenario::{Event, Scenario};
use patronage::world::{Flow, Patrons, Rescue, Ties, Turn, Way, World};
use society::{Booked, Client, Patron, Society, Tie};
use std::sync::atomic::Ordering::Relaxed;

/// Runs both models side by side.
fn agree(scenario: &Scenario) -> Society {
    let mut run = Run::new(scenario, 3);
    let mut society = Society::from_world(run.world(), scenario, 3);
    for _ in 0..scenario.rounds {
        let row = run.step().expect("no law is broken");
        society.step();
        let place = format!("{}, seed {}, round {}", scenario.title, scenario.seed, society.round);
        politics::compare::compare(run.world(), &society, &place);
        compare_worlds(run.world(), &society, &place);
        for (name, expected) in society.measures().into_iter().chain(society.political_measures()) {
            let got = Measure::named(name).expect("a measure of the catalogue").of(&row.observation);
            let near = match (got, expected) {
                (Some(got), Some(expected)) => (got - expected).abs() <= 1e-9 * expected.abs().max(1.0),
                (got, expected) => got == expected,
            };
            assert!(near, "{place}: {name} is {got:?}, not {expected:?}");
        }
    }
    society
}

fn compare_worlds(world: &World, society: &Society, place: &str) {
    assert_eq!(world.villages.productivity, society.productivity, "{place}: productivity");
    for (v, &output) in world.villages.output.iter().enumerate() {
        let expected: Money =
            society.clients.iter().filter(|client| client.village == v).map(|client| client.output + client.tax).sum();
        assert_eq!(output, expected, "{place}: output of village {v}");
    }
    for (i, client) in society.clients.iter().enumerate() {
        let ((got, ties), (expected, own_ties)) = (clients_row(world, i), own_row(client));
        assert_eq!(differing(&got, &expected), [], "{place}: client {i}: column, engine, slow model");
        assert_eq!(ties, own_ties, "{place}: ties of client {i}");
    }
    for (p, patron) in society.patrons.iter().enumerate() {
        assert_eq!(patrons_row(&world.patrons, p), patron_row(patron, society.clients_of(p).len()), "{place}: patron {p}");
    }
    for flow in Flow::ALL {
        let got = (world.flows.amount(flow), world.flows.exchanges(flow));
        assert_eq!(got, (society.booked.amounts[flow as usize], society.booked.counts[flow as usize]), "{place}: {flow:?}");
    }
    for turn in Turn::ALL {
        assert_eq!(world.flows.turns(turn), society.booked.turns[turn as usize], "{place}: {turn:?}");
    }
    for rescue in Rescue::ALL {
        assert_eq!(world.flows.rescued(rescue), society.booked.rescues[rescue as usize], "{place}: {rescue:?}");
    }
    assert_eq!(world.flows.unrescued(), society.booked.unrescued, "{place}: saved by nothing");
    for (stage, turn) in Turn::FUNNEL.into_iter().enumerate() {
        for way in Way::ALL {
            let expected = society.booked.ways[stage][way as usize];
            assert_eq!(world.flows.climbed(turn, way), expected, "{place}: {turn:?} by {way:?}");
        }
    }
}

/// A slot as a number: 0 for none.
fn slot(slot: Option<usize>) -> i64 {
    slot.map_or(0, |slot| slot as i64 + 1)
}

/// Names and values of everything about one agent; real numbers by their bits.
type AgentRow = Vec<(&'static str, i64)>;

/// What is not equal in two rows.
fn differing(got: &AgentRow, expected: &AgentRow) -> Vec<(&'static str, i64, i64)> {
    let both = got.iter().zip(expected);
    both.filter(|(got, expected)| got != expected).map(|(got, expected)| (expected.0, got.1, expected.1)).collect()
}

fn clients_row(world: &World, i: usize) -> (AgentRow, Vec<Option<Tie>>) {
    let World { clients, ties, .. } = world;
    let money = |amount: SmallMoney| i64::from(amount.micros());
    let id = |id: Option<patronage::ids::PatronId>| id.map_or(-1, |id| id.index() as i64);
    let row = vec![
        ("skill", clients.skill[i].to_bits().into()),
        ("wealth", clients.wealth[i].micros()),
        ("debt", money(clients.debt[i])),
        ("patron", id(clients.patron[i])),
        ("loyalty", clients.loyalty[i].steps().into()),
        ("resentment", clients.resentment[i].steps().into()),
        ("satisfaction", clients.satisfaction[i].to_bits().into()),
        ("tenure", clients.tenure[i].into()),
        ("prospect", id(clients.prospect[i])),
        ("stage", clients.stage[i] as i64),
        ("output", money(clients.exchanged[i].output)),
        ("income", money(clients.earning[i])),
        ("loss", money(clients.loss[i])),
        ("unmet", money(clients.unmet[i])),
        ("asks", slot(clients.contacts[i].asked())),
        ("talks", slot(clients.contacts[i].met())),
        ("aid", clients.aid[i].load(Relaxed).into()),
        ("consumed", money(clients.consumed[i])),
        ("hungry", world.was_hungry(i).into()),
        ("received", clients.exchanged[i].received.to_bits().into()),
        ("given", clients.exchanged[i].given.to_bits().into()),
    ];
    let tie = |slot| ties.tie(i, slot).map(|tie| Tie { to: tie.to.index(), strength: tie.strength });
    (row, (0..Ties::SLOTS).map(tie).collect())
}

fn own_row(client: &Client) -> (AgentRow, Vec<Option<Tie>>) {
    let id = |id: Option<usize>| id.map_or(-1, |id| id as i64);
    let row = vec![
        ("skill", (client.skill as f32).to_bits().into()),
        ("wealth", client.wealth.micros()),
        ("debt", client.debt.micros()),
        ("patron", id(client.patron)),
        ("loyalty", client.loyalty.steps().into()),
        ("resentment", client.resentment.steps().into()),
        ("satisfaction", client.satisfaction.to_bits().into()),
        ("tenure", client.tenure.into()),
        ("prospect", id(client.prospect)),
        ("stage", client.stage as i64),
        ("output", client.output.micros()),
        ("income", client.income.micros()),
        ("loss", client.loss.micros()),
        ("unmet", client.unmet.micros()),
        ("asks", slot(client.asked_slot)),
        ("talks", slot(client.talks)),
        ("aid", (client.aid_received + client.aid_given).micros()),
        ("consumed", client.consumed.micros()),
        ("hungry", client.hungry.into()),
        ("received", (client.received as f32).to_bits().into()),
        ("given", (client.given as f32).to_bits().into()),
    ];
    (row, client.ties.to_vec())
}

fn patrons_row(patrons: &Patrons, p: usize) -> (AgentRow, [f64; 5]) {
    let terms = patrons.terms[p];
    let row = vec![
        ("village", patrons.village[p].index() as i64),
        ("kind", patrons.kind[p].into()),
        ("capital", patrons.capital[p].micros()),
        ("clients", patrons.clients[p].into()),
        ("vacant", patrons.vacant[p].into()),
        ("capital_effect", patrons.capital_effect[p].to_bits() as i64),
        ("support", terms.support.micros()),
        ("cover_due", terms.cover_due.micros()),
        ("cover_funds", terms.cover_funds.micros()),
        ("profit", patrons.profit[p].micros()),
        ("consumed", patrons.consumed[p].micros()),
    ];
    (row, patrons.strategy[p].parts())
}

fn patron_row(patron: &Patron, clients: usize) -> (AgentRow, [f64; 5]) {
    let row = vec![
        ("village", patron.village as i64),
        ("kind", patron.kind.into()),
        ("capital", patron.capital.micros()),
        ("clients", clients as i64),
        ("vacant", patron.vacant.into()),
        ("capital_effect", patron.capital_effect.to_bits() as i64),
        ("support", patron.support.micros()),
        ("cover_due", patron.cover_due.micros()),
        ("cover_funds", patron.cover_funds.micros()),
        ("profit", patron.profit.micros()),
        ("consumed", patron.consumed.micros()),
    ];
    (row, patron.strategy.parts())
}

/// A small society of the shipped scenario's kind.
fn small(name: &str, seed: u64, [clients, patrons, villages]: [u32; 3], rounds: u32) -> Scenario {
    let mut scenario = common::shipped(name);
    scenario.seed = seed;
    scenario.rounds = rounds;
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (clients, patrons, villages);
    scenario
}

#[test]
fn healthy() {
    for (seed, size) in [(1, [200, 4, 2]), (2, [137, 5, 3]), (3, [300, 7, 8])] {
        agree(&small("healthy", seed, size, 60));
    }
}

#[test]
fn coercive() {
    for (seed, size) in [(4, [211, 4, 3]), (5, [96, 3, 2])] {
        agree(&small("coercive-closed", seed, size, 70));
        let society = agree(&small("coercive-open", seed, size, 70));
        assert!(society.clients.iter().any(|client| client.patron.is_none()), "somebody left");
    }
}

#[test]
fn market() {
    agree(&small("market", 6, [240, 6, 4], 60));
}

#[test]
fn adaptive() {
    for (seed, size) in [(7, [180, 12, 4]), (8, [143, 17, 5])] {
        agree(&small("adaptive", seed, size, 90));
        agree(&small("adaptive-no-exit", seed, size, 90));
    }
}

/// Villages smaller than their rings, some without patrons, and clients who start without one.
#[test]
fn tiny_villages() {
    for (seed, size) in [(9, [17, 5, 8]), (10, [1, 1, 1]), (11, [23, 2, 9]), (12, [61, 0, 3])] {
        let mut scenario = small("adaptive", seed, size, 60);
        scenario.parameters.population.attached = 0.6;
        agree(&scenario);
    }
}

/// Ties come and go fast, in villages of two or three, at first with few ties, many or none.
#[test]
fn living_ties() {
    for (seed, near, far) in [(20, 6, 2), (21, 0, 0), (22, 3, 1), (23, 0, 8)] {
        let mut scenario = small("coercive-open", seed, [74, 9, 30], 60);
        let (network, ties) = (&mut scenario.parameters.network, &mut scenario.parameters.ties);
        (network.village_ties, network.far_ties) = (near, far);
        (ties.meeting, ties.decay, ties.teaching, ties.hearsay) = (0.5, 0.08, 0.5, 1.0);
        let society = agree(&scenario);
        for turn in [Turn::TieMade, Turn::TieLost, Turn::Learnt] {
            assert!(society.ever.turns[turn as usize] > 0, "{turn:?} never happened with {near} + {far} ties");
        }
    }
}

/// Nothing is forgotten before it is gone, meetings give everything, and who is asked for help gives nothing.
#[test]
fn ties_at_their_limits() {
    let mut scenario = small("coercive-open", 25, [80, 5, 9], 60);
    let parameters = &mut scenario.parameters;
    (parameters.ties.forget, parameters.ties.decay, parameters.ties.acquaintance) = (0.0, 0.6, 0.01);
    (parameters.ties.talk, parameters.ties.difference, parameters.ties.meeting) = (1.0, 10.0, 0.5);
    (parameters.aid.share, parameters.shocks.hazard) = (0.0, 0.5);
    let society = agree(&scenario);
    let in_vain = |client: &Client| client.asked_slot.is_some() && client.aid_received == Money::ZERO;
    assert!(society.clients.iter().any(in_vain), "nobody asked in vain: the case is not tested");
    assert!(society.ever.turns[Turn::TieLost as usize] > 0, "no tie was lost");
}

/// No likeness counts: all are taken as alike.
#[test]
fn without_similarity() {
    let mut scenario = small("healthy", 24, [120, 5, 6], 40);
    let ties = &mut scenario.parameters.ties;
    (ties.similarity_village, ties.similarity_ideology, ties.similarity_wealth) = (0.0, 0.0, 0.0);
    (ties.meeting, ties.acquaintance) = (0.3, 0.5);
    agree(&scenario);
}

/// Patrons who promise more than they can pay: force, support, cover and loans all run short.
#[test]
fn patrons_without_money() {
    for seed in 13..16 {
        let mut scenario = small("healthy", seed, [150, 6, 3], 60);
        scenario.kinds = common::all_of_kind([0.97, 0.95, 0.9, 0.7, 0.9], 0.05);
        scenario.parameters.economy.capital_per_client = 0.05;
        scenario.parameters.shocks.hazard = 0.5;
        scenario.parameters.law.detection = 0.5;
        let society = agree(&scenario);
        let short = |patron: &Patron| patron.cover_funds < patron.cover_due;
        assert!(society.patrons.iter().any(short), "no patron was short of money: the case is not tested");
    }
}

/// Keys change while the society lives; kinds of patrons mix.
#[test]
fn events() {
    let mut scenario = small("healthy", 16, [190, 8, 4], 60);
    scenario.kinds[0].share = 0.5;
    let mut harsh = common::all_of_kind([0.5, 0.15, 0.1, 0.6, 0.8], 0.1);
    harsh[0].share = 0.5;
    scenario.kinds.append(&mut harsh);
    let event = |round, changes: &[(&str, Value)]| Event {
        round,
        note: String::new(),
        changes: changes.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect(),
    };
    scenario.events = vec![
        event(1, &[("law.detection", Value::Number(0.3))]),
        event(20, &[("shocks.hazard", Value::Number(0.6)), ("credit.debt_max", Value::Number(1.5))]),
        event(10, &[("ties.meeting", Value::Number(0.6)), ("uses.help", Value::Number(0.6)), ("ties.decay", Value::Number(0.1))]),
        event(20, &[("adaptation.share", Value::Number(0.5)), ("adaptation.every", Value::Count(3))]),
        event(40, &[("economy.outside", Value::Number(0.9)), ("shocks.hazard", Value::Number(0.1))]),
    ];
    let society = agree(&scenario);
    assert_eq!(society.parameters.uses.help, 0.6);
    assert_eq!(society.parameters.economy.outside, 0.9);
    assert_eq!(society.clients.iter().map(|client| client.wealth).min().map(|least| least >= Money::ZERO), Some(true));
}

/// Every key drawn from its range; output per client is kept below the most that its column holds.
#[test]
fn any_keys() {
    let mut ever = Booked::default();
    for seed in 100..180 {
        let mut scenario = small("adaptive", seed, [90, 6, 4], 25);
        let parameters = &mut scenario.parameters;
        common::randomise(parameters, seed);
        parameters.population.skill_sd = parameters.population.skill_sd.min(0.5);
        parameters.shocks.village_sd = parameters.shocks.village_sd.min(0.5);
        parameters.economy.productivity = parameters.economy.productivity.min(10.0);
        parameters.economy.capital_max = parameters.economy.capital_max.min(10.0);
        ever.add(&agree(&scenario).ever);
    }
    let of_work = &ever.counts[..Flow::Tax as usize];
    assert!(of_work.iter().all(|&count| count > 0), "a flow was never compared: {:?}", ever.counts);
    let unseen = |(stage, way): &(usize, usize)| ever.ways[*stage][*way] == 0;
    let possible = |(stage, way): &(usize, usize)| match (Turn::FUNNEL[*stage], Way::ALL[*way]) {
        (_, Way::StrongTie | Way::WeakTie) => true,
        (turn, Way::Hearsay) => turn == Turn::Known || turn == Turn::Liked,
        (turn, Way::Introduction) => turn == Turn::Trusted,
    };
    let all = (0..Turn::FUNNEL.len()).flat_map(|stage| (0..Way::ALL.len()).map(move |way| (stage, way)));
    let (possible, impossible): (Vec<_>, Vec<_>) = all.partition(possible);
    assert!(!possible.iter().any(unseen), "a way was never compared: {:?}", ever.ways);
    assert!(impossible.iter().all(unseen), "a way that there is not: {:?}", ever.ways);
    let of_work = &ever.turns[..Turn::Recruited as usize];
    assert!(of_work.iter().all(|&turns| turns > 0), "a turn was never compared: {:?}", ever.turns);
    let of_work = |rescue: &Rescue| *rescue != Rescue::State;
    let seen = |rescue: Rescue| ever.rescues[rescue as usize] > 0;
    assert!(Rescue::ALL.into_iter().filter(of_work).all(seen), "a rescue was never compared: {:?}", ever.rescues);
    assert!(ever.unrescued > 0, "nobody went hungry for a misfortune");
}
