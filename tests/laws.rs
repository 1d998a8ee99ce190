//! What must hold exactly (MODEL.md, Laws): in every run, whatever its keys; and a law that is broken is found and named.

mod common;

use patronage::engine::{Checks, Run};
use patronage::ids::{PatronId, PoliticianId, VillageId};
use patronage::metrics::MEASURES;
use patronage::phases::{Moment, SCHEDULE};
use patronage::quantity::{Money, SmallMoney};
use patronage::random::Draws;
use patronage::scenario::{Event, Scenario};
use patronage::world::clients::Degree;
use patronage::world::laws::{Agent, Books, Law, check};
use patronage::world::politics::{Politics, Polity};
use patronage::world::populate::{Endowment, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Flow, Rescue, Stage, Villages, World};
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use std::sync::Arc;

/// A strategy part: often at an end of its range.
fn part() -> impl Strategy<Value = f64> {
    prop::strategy::Union::new([Just(0.0).boxed(), Just(1.0).boxed(), (0.0..=1.0).boxed()])
}

fn worlds() -> impl Strategy<Value = Scenario> {
    let strategy = [part(), part(), part(), part(), part()];
    let size = (1u32..120, 0u32..12, 1u32..9);
    let politics = (0u32..5, 1u32..7, 1u32..7);
    (any::<u64>(), strategy, 0.0..0.5f64, size, 1u32..12, politics).prop_map(|(seed, parts, spread, size, event, politics)| {
        let mut scenario = common::scenario("any", 15, common::all_of_kind(parts, spread));
        scenario.seed = seed;
        let population = &mut scenario.parameters.population;
        (population.clients, population.patrons, population.villages) = size;
        common::randomise(&mut scenario.parameters, seed);
        elections(&mut scenario, politics);
        let mut later = scenario.parameters.clone();
        common::randomise(&mut later, seed ^ 1);
        let settable = common::keys().into_iter().filter(|key| key.settable == patronage::parameter::Settable::AnyRound);
        let changes = settable.map(|key| (key.path.clone(), key.get(&mut later))).collect();
        scenario.events = vec![Event { round: event, note: String::new(), changes }];
        scenario
    })
}

/// Two parties and elections every few rounds in so many districts; no politics without any.
fn elections(scenario: &mut Scenario, (districts, every, first): (u32, u32, u32)) {
    let (population, calendar) = (&scenario.parameters.population, &mut scenario.parameters.politics);
    (calendar.every, calendar.first) = (if districts > 0 { every } else { 0 }, first);
    let villages = Villages::spread(population.villages as usize, population.clients as usize, 0, population.village_spread);
    let voters = (0..villages.len()).map(|v| villages.clients_of(VillageId::new(v)).len() as u32).collect();
    let districts = (districts as usize).min(villages.len());
    scenario.polity = (districts > 0).then(|| Arc::new(Polity::two_parties(voters, districts, calendar.station_size)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The only law that keys can break is that a client's round must fit its columns, and the run says so.
    #[test]
    fn no_keys_break_a_law(scenario in worlds()) {
        let mut run = Run::new(&scenario, 0).with_checks(Checks::EveryPhase);
        for _ in 0..scenario.rounds {
            let before = money(run.world());
            match run.step() {
                Err(broken) => {
                    prop_assert!(broken.law.what.contains("the most a client's round can hold"), "{broken}");
                    return Err(TestCaseError::reject("output outgrew its column"));
                }
                Ok(row) => {
                    prop_assert_eq!(money(run.world()) - before, run.world().flows.net());
                    for measure in MEASURES {
                        prop_assert!(measure.of(&row.observation).is_none_or(|value| !value.is_nan()), "{} is NaN", measure.name);
                    }
                    shares_are_shares(run.world())?;
                    misfortunes_add_up(run.world())?;
                }
            }
        }
    }
}

/// All money, added up without the engine's help.
fn money(world: &World) -> Money {
    let society: Money = world.clients.wealth.iter().chain(&world.patrons.capital).copied().sum();
    let politics = world.politics.as_ref();
    let public = politics.map(|politics| politics.politicians.funds.iter().chain(&politics.districts.treasury).copied().sum());
    society + public.unwrap_or(Money::ZERO)
}

/// Every misfortune was counted, and those that nothing saved a client from are those that ended in hunger: nobody who had enough
/// to live in one phase lost it in a later one.
fn misfortunes_add_up(world: &World) -> Result<(), TestCaseError> {
    let World { clients, flows, .. } = world;
    let struck: Vec<usize> = (0..clients.len()).filter(|&i| clients.loss[i] > SmallMoney::ZERO).collect();
    let hungry = struck.iter().filter(|&&i| world.was_hungry(i)).count();
    let saved: u64 = Rescue::ALL.iter().map(|&rescue| flows.rescued(rescue)).sum();
    prop_assert_eq!(flows.misfortunes(), struck.len() as u64);
    prop_assert_eq!(flows.misfortunes() - saved, hungry as u64);
    prop_assert_eq!(flows.unrescued(), hungry as u64);
    Ok(())
}

fn shares_are_shares(world: &World) -> Result<(), TestCaseError> {
    let clients = &world.clients;
    for (i, patron) in clients.patron.iter().enumerate() {
        prop_assert!(clients.exchanged[i].received >= 0.0 && clients.exchanged[i].given >= 0.0);
        prop_assert!(patron.is_some() || clients.debt[i] == SmallMoney::ZERO);
        prop_assert_eq!(clients.prospect[i].is_some(), clients.stage[i] != Stage::None);
        prop_assert!(patron.is_none() || clients.prospect[i] != *patron, "client {} considers the patron it has", i);
    }
    for p in 0..world.patrons.len() {
        let counted = clients.patron.iter().filter(|patron| **patron == Some(PatronId::new(p))).count();
        prop_assert_eq!(counted, world.patrons.clients[p] as usize);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// With all couplings off, loyalty goes the same share of the way to its target in every round.
    #[test]
    fn loyalty_alone_converges_geometrically(wage in 0.1..0.9f64, learning in 0.01..1.0f64, start in 0.0..=1.0f64, seed in any::<u64>()) {
        let mut scenario = common::scenario("uncoupled", 30, common::all_of_kind([wage, 0.0, 0.0, 0.0, 0.0], 0.0));
        scenario.seed = seed;
        let parameters = &mut scenario.parameters;
        (parameters.population.clients, parameters.population.patrons, parameters.population.villages) = (50, 3, 2);
        parameters.population.loyalty = start;
        parameters.support.service = 0.0;
        parameters.shocks.hazard = 0.0;
        parameters.loyalty.hunger = 0.0;
        parameters.loyalty.learning = learning;
        // Nobody moves: a newcomer starts anew.
        (parameters.mobility.information, parameters.mobility.quit) = (0.0, 0.0);
        let (reciprocity, loyalty) = (parameters.reciprocity.clone(), parameters.loyalty.clone());

        let mut run = Run::new(&scenario, 0);
        for t in 1..=30 {
            run.step().expect("no law is broken");
            let clients = &run.world().clients;
            for i in 0..clients.len() {
                let received = clients.valuation[i].wage() * wage;
                let given = 1.0 - reciprocity.capital_share;
                let drive = loyalty.exchange * (received / (received + given) - loyalty.justice);
                let target = 1.0 / (1.0 + libm::exp(-drive));
                let expected = target + libm::pow(1.0 - learning, f64::from(t)) * (start - target);
                // Wages are rounded to micro-S, and loyalty to steps: by less than one a round, of which later rounds leave 1 - learning.
                let rounded: f64 = (0..t).map(|k| libm::pow(1.0 - learning, f64::from(k))).sum();
                prop_assert!((f64::from(clients.loyalty[i]) - expected).abs() < (rounded + 1.0) / Degree::STEPS, "{:?} for {expected}", clients.loyalty[i]);
            }
        }
    }

    /// Without misfortunes and weather, output is A·a·e·k, rounded once.
    #[test]
    fn output_without_luck_is_exact(coercion in 0.0..=1.0f64, wage in 0.2..0.9f64, seed in any::<u64>()) {
        let mut scenario = common::scenario("no luck", 12, common::all_of_kind([wage, 0.5, 0.5, coercion, 0.5], 0.1));
        scenario.seed = seed;
        let parameters = &mut scenario.parameters;
        (parameters.population.clients, parameters.population.patrons, parameters.population.villages) = (70, 5, 3);
        parameters.population.attached = 0.8;
        (parameters.shocks.hazard, parameters.shocks.village_sd) = (0.0, 0.0);
        let (economy, work) = (parameters.economy.clone(), parameters.work.clone());
        let mut run = Run::new(&scenario, 0);
        for _ in 0..12 {
            let expected = expected_outputs(run.world(), &economy, &work);
            let row = run.step().expect("no law is broken");
            let outputs: Vec<SmallMoney> = run.world().clients.exchanged.iter().map(|exchanged| exchanged.output).collect();
            prop_assert_eq!(&outputs, &expected);
            prop_assert_eq!(row.observation.flows.amount(Flow::Loss), Money::ZERO);
        }
    }
}

fn expected_outputs(
    world: &World,
    economy: &patronage::phases::produce::Economy,
    work: &patronage::phases::produce::Work,
) -> Vec<SmallMoney> {
    let World { clients, patrons, .. } = world;
    let output = |i: usize| {
        let skill = f64::from(clients.skill[i]);
        let q = match clients.patron[i].map(PatronId::index) {
            None => economy.productivity * skill * economy.outside,
            Some(p) => {
                let drive = f64::from(clients.loyalty[i]).max(patrons.strategy[p].coercion * work.supervision);
                let effort = work.effort + (1.0 - work.effort) * drive - work.resistance * f64::from(clients.resentment[i]);
                let capital = patrons.capital[p].to_s() / (f64::from(patrons.clients[p]) * economy.capital_per_client);
                let effect = libm::pow(capital.clamp(economy.capital_min, economy.capital_max), economy.capital_elasticity);
                economy.productivity * skill * effort.clamp(work.effort_min, 1.0) * effect
            }
        };
        SmallMoney::saturating(Money::nearest(q))
    };
    (0..clients.len()).map(output).collect()
}

/// A society of 60 clients after one lawful round, and its books.
fn lawful_world() -> (World, Books) {
    let mut scenario = common::shipped("coercive-open");
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (60, 4, 2);
    population.attached = 0.8;
    let draws = Draws { seed: 5, replicate: 0 };
    let endowment = Endowment { capital_per_client: 3.0, satisfaction: 1.35 };
    let network = StartNetwork { keys: &scenario.parameters.network, listed: None };
    let mut world = populate(
        &Plans {
            population: &scenario.parameters.population,
            settlement: None,
            network,
            kinds: &scenario.kinds,
            endowment,
            politics: None,
        },
        draws,
    );
    let before = Books::open(&world);
    for phase in SCHEDULE {
        (phase.run)(&mut world, &scenario.parameters, Moment { draws, round: 1 });
    }
    assert_eq!(check(&world, before), Ok(()));
    (world, before)
}

/// The law found broken after `harm` was done to a lawful world.
fn broken_by(harm: impl FnOnce(&mut World)) -> Law {
    let (mut world, before) = lawful_world();
    harm(&mut world);
    check(&world, before).expect_err("the harm goes unnoticed")
}

fn first(world: &World, attached: bool) -> usize {
    world.clients.patron.iter().position(|patron| patron.is_some() == attached).expect("both kinds exist")
}

#[test]
fn money_from_nowhere_is_found() {
    let law = broken_by(|world| world.clients.wealth[7] += Money::from_micros(1));
    assert_eq!(law.agent, Agent::All);
    assert!(law.what.contains("0.000001 S too much"), "{}", law.what);
    let law = broken_by(|world| world.patrons.capital[2] += Money::from_micros(1_000_000));
    assert!(law.what.contains("1.000000 S too much"), "{}", law.what);
    let law = broken_by(|world| world.flows.book(Flow::Fine, Money::from_micros(3)));
    assert!(law.what.contains("the ledger does not balance"), "{}", law.what);
}

#[test]
fn money_below_zero_is_found() {
    let law = broken_by(|world| {
        let all = world.clients.wealth[9] + Money::from_micros(1);
        world.clients.wealth[9] -= all;
        world.clients.wealth[10] += all;
    });
    assert_eq!((law.agent, law.what.as_str()), (Agent::Client(9), "wealth of -0.000001 S is below zero"));
    let law = broken_by(|world| {
        let all = world.patrons.capital[1] + Money::from_micros(5);
        world.patrons.capital[1] -= all;
        world.clients.wealth[0] += all;
    });
    assert_eq!((law.agent, law.what.as_str()), (Agent::Patron(1), "capital of -0.000005 S is below zero"));
}

/// The law found broken after `harm` was done to the politics of a lawful world.
fn broken_politically_by(harm: impl FnOnce(&mut Politics, &mut World)) -> Law {
    let mut scenario = common::scenario("politics", 3, common::all_of_kind([0.6, 0.5, 0.4, 0.1, 0.5], 0.1));
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (60, 4, 2);
    elections(&mut scenario, (2, 2, 1));
    let plans = Plans {
        population: &scenario.parameters.population,
        settlement: None,
        network: StartNetwork { keys: &scenario.parameters.network, listed: None },
        kinds: &scenario.kinds,
        endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.35 },
        politics: scenario
            .polity
            .as_ref()
            .map(|polity| StartPolitics { polity, electorate: scenario.parameters.voting.electorate() }),
    };
    let mut world = populate(&plans, Draws { seed: 5, replicate: 0 });
    let before = Books::open(&world);
    assert_eq!(check(&world, before), Ok(()));
    let mut politics = world.politics.take().expect("there is politics");
    harm(&mut politics, &mut world);
    world.politics = Some(politics);
    check(&world, before).expect_err("the harm goes unnoticed")
}

#[test]
fn public_money_from_nowhere_or_below_zero_is_found() {
    let one = Money::from_micros(1);
    let law = broken_politically_by(|politics, _| politics.politicians.funds[0] += one);
    assert!(law.agent == Agent::All && law.what.contains("0.000001 S too much"), "{}", law.what);
    let law = broken_politically_by(|politics, _| politics.districts.treasury[1] += one);
    assert!(law.agent == Agent::All && law.what.contains("0.000001 S too much"), "{}", law.what);
    let law = broken_politically_by(|politics, world| {
        politics.politicians.funds[1] -= one;
        world.clients.wealth[0] += one;
    });
    assert_eq!((law.agent, law.what.as_str()), (Agent::Politician(1), "funds of -0.000001 S are below zero"));
    let law = broken_politically_by(|politics, world| {
        politics.districts.treasury[1] -= one;
        world.clients.wealth[0] += one;
    });
    assert_eq!((law.agent, law.what.as_str()), (Agent::District(1), "treasury of -0.000001 S is below zero"));
}

#[test]
fn who_is_his_own_superior_is_found() {
    let law = broken_politically_by(|politics, _| politics.politicians.superior[1] = Some(PoliticianId::new(1)));
    assert_eq!((law.agent, law.what.as_str()), (Agent::Politician(1), "the chain of its superiors has no end"));
}

#[test]
fn clients_miscounted_are_found() {
    let law = broken_by(|world| world.patrons.clients[3] += 1);
    assert_eq!(law.agent, Agent::Patron(3));
    assert!(law.what.contains("clients, but"), "{}", law.what);
    let law = broken_by(|world| world.clients.patron[11] = Some(PatronId::new(4)));
    assert_eq!((law.agent, law.what.as_str()), (Agent::Client(11), "patron 4 does not exist"));
    let law = broken_by(|world| {
        let i = first(world, true);
        world.clients.patron[i] = None;
        (world.clients.loyalty[i], world.clients.debt[i]) = (Degree::ZERO, SmallMoney::ZERO);
    });
    assert!(matches!(law.agent, Agent::Patron(_)), "{law:?}");
}

#[test]
fn shares_out_of_range_are_found() {
    for value in [f32::INFINITY, f32::NAN] {
        let mut harmed = 0;
        let law = broken_by(|world| {
            harmed = first(world, true);
            world.clients.satisfaction[harmed] = value;
        });
        assert_eq!(law.agent, Agent::Client(harmed));
        assert!(law.what.contains("must be a number"), "{}", law.what);
    }
    for value in [1.2, -0.2, f64::NAN] {
        let law = broken_by(|world| world.patrons.strategy[2].credit = value);
        assert_eq!(law.agent, Agent::Patron(2));
        assert!(law.what.contains("is not within [0, 1]"), "{}", law.what);
    }
}

#[test]
fn ties_to_nobody_are_found() {
    let mut harmed = 0;
    let law = broken_by(|world| {
        harmed = first(world, false);
        world.clients.debt[harmed] = SmallMoney::from_micros(1);
    });
    assert_eq!((law.agent, law.what.as_str()), (Agent::Client(harmed), "it has no patron, but loyalty or debt"));
    let law = broken_by(|world| world.clients.loyalty[harmed] = Degree::nearest(0.1));
    assert_eq!(law.agent, Agent::Client(harmed));
}

#[test]
fn amounts_too_large_are_found() {
    for column in 0..2 {
        let law = broken_by(|world| {
            [&mut world.clients.earning, &mut world.clients.loss][column][21] = SmallMoney::TOO_MUCH;
        });
        assert_eq!(law.agent, Agent::Client(21));
        assert!(law.what.contains("4294.967295 S, the most a client's round can hold"), "{}", law.what);
    }
}

/// A run stops at the phase that broke the law, and says which, when and who.
#[test]
fn a_run_names_phase_round_and_agent() {
    let mut scenario = common::shipped("market");
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (40, 2, 1);
    let flood = [("economy.productivity", 100.0), ("economy.outside", 2.0), ("shocks.village_sd", 1.0)];
    let flood =
        flood.iter().chain(&[("work.effort_min", 1.0), ("economy.capital_elasticity", 1.0), ("economy.capital_max", 1000.0)]);
    let changes = flood.map(|(path, value)| ((*path).to_owned(), patronage::parameter::Value::Number(*value))).collect();
    scenario.events = vec![Event { round: 3, note: String::new(), changes }];
    let stopped = |checks| {
        let mut run = Run::new(&scenario, 0).with_checks(checks);
        (0..40).find_map(|_| run.step().err()).expect("output outgrows its column")
    };
    let phase_by_phase = stopped(Checks::EveryPhase);
    assert_eq!(phase_by_phase.phase, "produce");
    assert!(phase_by_phase.round >= 3);
    let Agent::Client(client) = phase_by_phase.law.agent else { panic!("{phase_by_phase}") };
    let message = phase_by_phase.to_string();
    let place = format!("a law was broken in round {}, after phase `produce`, by client {client}: ", phase_by_phase.round);
    assert!(message.starts_with(&place), "{message}");
    let at_the_end = stopped(Checks::EveryRound);
    assert_eq!((at_the_end.round, at_the_end.phase, at_the_end.law), (phase_by_phase.round, "end of round", phase_by_phase.law));
}
