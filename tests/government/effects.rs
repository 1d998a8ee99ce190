//! What government does to the labour core, and that it does nothing else.

use crate::common;
use crate::society::{SMALL, Society};
use patronage::ids::VillageId;
use patronage::phases::Parameters;
use patronage::quantity::{Money, SmallMoney};
use patronage::world::clients::Degree;
use patronage::world::politics::voters::{Favour, Mark};
use patronage::world::{Flow, World};

/// All keys of the government that are numbers, at their least.
fn no_government(parameters: &mut Parameters) {
    for key in common::keys().into_iter().filter(|key| key.path.starts_with("government.")) {
        if let Some((least, _)) = key.allowed.range() {
            common::set(parameters, &key.path, least);
        }
    }
}

/// What clients and patrons are and have, as bits.
fn labour(world: &World) -> Vec<Vec<u64>> {
    let World { clients, patrons, .. } = world;
    let single = |values: &[f32]| values.iter().map(|value| u64::from(value.to_bits())).collect::<Vec<u64>>();
    let degrees = |values: &[Degree]| values.iter().map(|value| value.steps().into()).collect::<Vec<u64>>();
    let money = |values: &[Money]| values.iter().map(|value| value.micros() as u64).collect::<Vec<u64>>();
    vec![
        money(&clients.wealth),
        money(&patrons.capital),
        money(&patrons.profit),
        degrees(&clients.loyalty),
        degrees(&clients.resentment),
        single(&clients.satisfaction),
        single(&clients.exchanged.iter().flat_map(|both| [both.received, both.given]).collect::<Vec<f32>>()),
        clients.patron.iter().map(|patron| patron.map_or(0, |patron| patron.index() as u64 + 1)).collect(),
        clients.debt.iter().chain(&clients.earning).chain(&clients.loss).map(|amount| u64::from(amount.micros())).collect(),
        patrons.strategy.iter().flat_map(|strategy| strategy.parts().map(f64::to_bits)).collect(),
    ]
}

#[test]
fn a_state_without_money_leaves_the_labour_core_alone() {
    let kinds = common::all_of_kind([0.6, 0.3, 0.3, 0.3, 0.3], 0.2);
    let mut parameters = Parameters::default();
    no_government(&mut parameters);
    parameters.adaptation.share = 0.3;
    // Fines would go to treasuries.
    parameters.law.detection = 0.0;
    let mut with = Society::new(SMALL, &kinds, parameters.clone(), 11).two_networks();
    let mut without = Society::new([600, 12, 6, 0], &kinds, parameters, 11);
    for round in 1..=24 {
        with.step();
        without.step();
        assert_eq!(labour(&with.world), labour(&without.world), "round {round}");
    }
    assert!(with.flows().turns(patronage::world::Turn::Copied) > 0 || with.flows().exchanges(Flow::Aid) > 0, "nothing happens");
}

#[test]
fn taxes_are_taken_before_the_rest_is_shared() {
    let society = |tax: f64| {
        let mut society = Society::small(|p| p.government.tax = tax);
        ["shocks", "produce"].into_iter().for_each(|phase| society.phase(phase));
        society
    };
    let (free, taxed) = (society(0.0), society(0.13));
    let mut all = Money::ZERO;
    for (whole, rest) in free.world.clients.earning.iter().zip(&taxed.world.clients.earning) {
        let tax = Money::nearest(0.13 * Money::from(*whole).to_s());
        assert_eq!(Money::from(*rest), Money::from(*whole) - tax);
        all += tax;
    }
    assert_eq!((taxed.flow(Flow::Tax), free.flow(Flow::Tax)), (all, Money::ZERO));
    assert_eq!(taxed.flows().exchanges(Flow::Tax), 600);
    assert_eq!(taxed.world.villages.output, free.world.villages.output, "a village's output is whole");
    assert_eq!(taxed.politics().districts.treasury.iter().copied().sum::<Money>(), all);
    let mut taxed = taxed;
    taxed.phase("provide");
    assert_eq!(taxed.flows().output(), free.world.villages.output.iter().copied().sum());
}

/// Goods at half their effect take half of what they can off the hazard of misfortunes, of the same clients that are struck without.
#[test]
fn public_goods_make_life_safer() {
    let struck = |goods: f64| {
        let mut society =
            Society::new([20_000, 200, 100, 2], &common::all_of_kind([0.7, 0.5, 0.5, 0.1, 0.5], 0.0), Parameters::default(), 5);
        let government = &mut society.parameters.government;
        (government.merit, government.goods_hazard, government.goods_pace) = (1.0, 0.8, 0.0);
        government.goods_half = 0.1;
        society.politics_mut().districts.goods = vec![goods, 0.0];
        society.step();
        society.begin_round();
        society.phase("shocks");
        society.world.clients.loss.iter().map(|&loss| loss > SmallMoney::ZERO).collect::<Vec<bool>>()
    };
    let (with, without) = (struck(0.1), struck(0.0));
    let count = |struck: &[bool]| struck.iter().filter(|&&struck| struck).count() as f64;
    assert!(with.iter().zip(&without).all(|(with, without)| with <= without));
    assert_eq!(with[10_000..], without[10_000..], "the other district has no public goods");
    // 0.15·(1 - 0.8·½) of 10,000 clients, with a standard deviation of 29.
    assert!((count(&with[..10_000]) - 900.0).abs() < 120.0, "{}", count(&with[..10_000]));
    assert!((count(&without[..10_000]) - 1500.0).abs() < 140.0, "{}", count(&without[..10_000]));
}

/// Public goods make own work worth more, and no other work.
#[test]
fn public_goods_raise_what_one_can_earn_alone() {
    let outputs = |outside: f64| {
        let mut society = Society::small(|p| (p.population.attached, p.government.tax) = (0.5, 0.0));
        society.world.villages.outside[2] = outside;
        society.phase("produce");
        society
    };
    let (plain, better) = (outputs(1.0), outputs(1.5));
    let mut alone = 0;
    for i in 0..600 {
        let [before, now] = [&plain, &better].map(|society| Money::from(society.world.clients.earning[i]).to_s());
        let affected = plain.world.clients.patron[i].is_none() && plain.world.villages.of_client(i) == VillageId::new(2);
        let expected = if affected { 1.5 * before } else { before };
        assert!((now - expected).abs() < 2e-6, "client {i}: {now} for {expected}");
        alone += u32::from(affected);
    }
    assert!(alone > 20);
}

/// Where own work is worth more or life is safer, more clients quit.
#[test]
fn public_goods_open_the_exit() {
    let quits = |hazard: f64, outside: f64| {
        let mut society =
            Society::small(|p| p.government = patronage::phases::govern::Government { goods_pace: 0.0, ..Default::default() });
        let left = (0..10).map(|_| {
            society.begin_round();
            for phase in patronage::phases::SCHEDULE {
                if phase.name == "govern" {
                    continue;
                }
                if phase.name == "move" {
                    society.world.villages.outside.fill(outside);
                    society.world.villages.hazard.fill(hazard);
                }
                society.phase(phase.name);
                // Only what clients hope for is to differ, not what happens to them.
                society.world.villages.outside.fill(1.0);
                society.world.villages.hazard.fill(1.0);
            }
            society.flows().turns(patronage::world::Turn::Quit)
        });
        left.sum::<u64>()
    };
    let (closed, open, safe) = (quits(1.0, 1.0), quits(1.0, 1.6), quits(0.0, 1.0));
    assert!(open > closed && safe > closed, "{closed} quit, {open} with good work outside, {safe} in safety");
}

/// The stock moves to what is spent, and with it what villages live with.
#[test]
fn the_stock_follows_spending() {
    let mut society = Society::small(|p| {
        (p.government.tax, p.government.transfer, p.government.salary, p.government.merit) = (0.0, 0.2, 0.0, 1.0);
        (p.government.goods_pace, p.government.goods_half, p.law.detection) = (0.5, 0.15, 0.0);
    });
    for stock in [0.1, 0.15, 0.175] {
        society.step();
        let effect = stock / (stock + 0.15);
        for d in 0..2 {
            assert!((society.politics().districts.goods[d] - stock).abs() < 1e-12);
        }
        let World { villages, .. } = &society.world;
        assert!(villages.hazard.iter().all(|left| (left - (1.0 - 0.3 * effect)).abs() < 1e-12));
        assert!(villages.outside.iter().all(|more| (more - (1.0 + 0.2 * effect)).abs() < 1e-12));
    }
}

/// A promise is worth less where misfortunes are rarer: where the patron lives.
#[test]
fn promises_are_worth_what_the_hazard_makes_them() {
    let received = |hazard: f64| {
        let mut society = Society::small(|p| p.shocks.hazard = 0.4);
        society.begin_round();
        for phase in ["shocks", "produce", "provide", "serve", "share", "lend", "consume"] {
            society.phase(phase);
        }
        society.world.villages.hazard[1] = hazard;
        society.phase("reconsider");
        society
    };
    let (plain, safe) = (received(1.0), received(0.25));
    for i in 0..600 {
        let [before, now] = [&plain, &safe].map(|society| f64::from(society.world.clients.exchanged[i].received));
        let patron = plain.world.clients.patron[i].expect("all start with a patron").index();
        let lives_there = plain.world.patrons.village[patron] == VillageId::new(1);
        let promise = 0.5 * plain.world.patrons.strategy[patron].protection * 0.4 * 0.75;
        let expected = if lives_there { plain.world.clients.valuation[i].protection() * promise } else { 0.0 };
        assert!((before - now - expected).abs() < 1e-5, "client {i}: {} for {expected}", before - now);
    }
}

#[test]
fn favours_count_as_received_once() {
    let received = |favour: f64| {
        let mut society = Society::small(|_| ());
        society.politics_mut().voters.favour[17] = Favour::nearest(favour);
        society.begin_round();
        for phase in ["shocks", "produce", "provide", "serve", "share", "lend", "consume", "reconsider"] {
            society.phase(phase);
        }
        assert!(society.politics().voters.favour.iter().all(|&favour| favour == Favour::default()));
        let clients = &society.world.clients;
        (f64::from(clients.exchanged[17].received), clients.loyalty[17], clients.exchanged[18])
    };
    let (plain, favoured) = (received(0.0), received(0.4));
    let society = Society::small(|_| ());
    assert!((favoured.0 - plain.0 - 0.4 * society.world.clients.valuation[17].wage()).abs() < 1e-6);
    assert!(favoured.1 > plain.1, "favours make loyal");
    assert_eq!(favoured.2, plain.2, "nobody else is favoured");
}

/// Club goods seem a gift of the patrons who serve the government, to their own clients.
#[test]
fn club_goods_favour_the_network() {
    let mut society =
        Society::small(|p| (p.government.merit, p.government.audit, p.government.salary) = (0.0, 0.0, 0.0)).two_networks();
    society.step();
    let politics = society.politics();
    for i in 0..600 {
        let village = society.world.villages.of_client(i);
        let party = politics.districts.party[society.district(i)];
        let club = f64::from(politics.places.club(village)[party.index()]);
        assert!(club > 0.0);
        let expected = if society.serves(i, party) { Favour::nearest(club) } else { Favour::default() };
        assert_eq!(politics.voters.favour[i], expected);
    }
}

#[test]
fn threads_change_nothing() {
    let end = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            let mut parameters = Parameters::default();
            (parameters.government.merit, parameters.government.posts) = (0.4, 0.05);
            let kinds = common::all_of_kind([0.6, 0.3, 0.3, 0.3, 0.3], 0.2);
            let mut society = Society::new([9_000, 90, 37, 5], &kinds, parameters, 2).two_networks();
            society.steps(4);
            society.elect(1);
            society.steps(4);
            let politics = society.politics();
            let marks = politics
                .voters
                .marks
                .iter()
                .map(|marks| [Mark::Official, Mark::ByPatronage, Mark::Benefited].map(|mark| marks.has(mark)));
            let favours: Vec<f64> = politics.voters.favour.iter().map(|favour| favour.to_s()).collect();
            let goods: Vec<u64> = politics.districts.goods.iter().map(|goods| goods.to_bits()).collect();
            let money = (politics.districts.purse.clone(), politics.politicians.funds.clone(), society.flows().clone());
            (labour(&society.world), marks.collect::<Vec<_>>(), favours, goods, money, politics.record.clone())
        })
    };
    let one = end(1);
    for threads in [2, 3] {
        assert!(one == end(threads), "{threads} threads");
    }
}
