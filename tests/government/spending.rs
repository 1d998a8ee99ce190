//! What public money is spent on: by rule, by discretion, and what is stolen.

use crate::common;
use crate::society::{SMALL, Society};
use patronage::ids::{DistrictId, VillageId};
use patronage::quantity::Money;
use patronage::world::Flow;
use patronage::world::politics::Purse;

const DISCRETION: [Flow; 4] = [Flow::Leak, Flow::Contract, Flow::Kickback, Flow::PublicClub];

/// What the villages of a district got in club goods in this round, from nothing [S].
fn club(society: &Society, district: usize) -> Vec<f64> {
    let politics = society.politics();
    let party = politics.districts.party[district].index();
    let villages = politics.polity.villages_of(DistrictId::new(district)).into_iter();
    let amount =
        |village| f64::from(politics.places.club(village)[party]) * society.world.villages.clients_of(village).len() as f64;
    villages.map(amount).collect()
}

#[test]
fn weber_has_no_discretion() {
    let mut society = Society::small(|p| p.government.merit = 1.0).two_networks();
    for _ in 0..8 {
        society.step();
        assert!(DISCRETION.iter().all(|&flow| society.flow(flow) == Money::ZERO));
        assert!(society.flow(Flow::PublicGoods) > Money::ZERO && society.flow(Flow::Salary) > Money::ZERO);
    }
    assert!(society.politics().districts.goods.iter().all(|&goods| goods > 0.0));
}

#[test]
fn without_merit_there_are_no_public_goods() {
    let mut society = Society::small(|p| (p.government.merit, p.government.audit) = (0.0, 0.0)).two_networks();
    for _ in 0..8 {
        society.step();
        assert_eq!(society.flow(Flow::PublicGoods), Money::ZERO);
        assert!(DISCRETION.iter().all(|&flow| society.flow(flow) > Money::ZERO));
        assert_eq!(society.politics().districts.treasury, [Money::ZERO; 2], "all is spent");
    }
    assert!(society.world.villages.hazard.iter().all(|&left| left == 1.0));
}

/// The order of spending, recomputed from what came in.
#[test]
fn shares_follow_one_another() {
    let mut society = Society::small(|p| p.government.audit = 0.0).two_networks();
    society.steps(3);
    let government = society.parameters.government.clone();
    for (d, purse) in society.politics().districts.purse.iter().enumerate() {
        let of = |which: Purse| purse[which as usize].micros();
        let there = of(Purse::Tax) + of(Purse::Transfer) + of(Purse::Fine) - of(Purse::Relief);
        let officials = i64::from(society.politics().districts.officials[d]);
        assert_eq!(of(Purse::Salary), officials * 1_500_000);
        let share = |amount: i64, share: f64| (amount as f64 * share) as i64;
        let left = there - of(Purse::Salary);
        assert_eq!(of(Purse::PublicGoods), share(left, government.merit));
        let left = left - of(Purse::PublicGoods);
        assert_eq!(of(Purse::Leak), share(left, government.leak));
        let left = left - of(Purse::Leak);
        let (contracts, most) = (of(Purse::Contract), share(left, government.contracts));
        assert!(contracts <= most && contracts > most - 12, "{contracts} of {most}");
        assert_eq!(of(Purse::Club), left - contracts);
    }
}

#[test]
fn contracts_follow_clients_and_come_back_in_part() {
    let mut society = Society::small(|p| {
        (p.government.audit, p.government.merit, p.government.kickback, p.government.transfer) = (0.0, 0.0, 0.25, 0.5);
        (p.consumption.patron_mpc, p.adaptation.share) = (0.0, 0.0);
    })
    .two_networks();
    society.steps(4);
    let capital = society.world.patrons.capital.clone();
    let funds = society.politics().politicians.funds.clone();
    society.begin_round();
    society.phase("govern");
    let politics = society.politics();
    for d in 0..2 {
        let villages = politics.polity.villages_of(DistrictId::new(d));
        let patrons: Vec<usize> = villages.iter().flat_map(|&village| society.world.villages.patrons_of(village)).collect();
        let serves = |p: usize| politics.brokers.party[p] == Some(politics.districts.party[d]);
        let clients: u32 = patrons.iter().filter(|&&p| serves(p)).map(|&p| society.world.patrons.clients[p]).sum();
        let total = politics.districts.purse[d][Purse::Contract as usize].to_s();
        assert!(total > 0.0);
        for p in patrons {
            let got = (society.world.patrons.capital[p] - capital[p]).to_s();
            let share = f64::from(society.world.patrons.clients[p]) / f64::from(clients);
            let expected = if serves(p) { 0.75 * total * share } else { 0.0 };
            assert!((got - expected).abs() < 1e-4, "patron {p} got {got} for {expected}");
        }
    }
    let back: Money = politics.politicians.funds.iter().zip(&funds).map(|(now, then)| *now - *then).sum();
    assert_eq!(back, society.flow(Flow::Kickback));
    assert!((back.to_s() / society.flow(Flow::Contract).to_s() - 0.25).abs() < 1e-4);
}

#[test]
fn a_poor_treasury_pays_equal_parts() {
    let mut society = Society::small(|p| {
        (p.government.tax, p.government.transfer, p.government.posts, p.law.detection) = (0.0, 0.01, 0.033, 0.0);
    });
    let wealth = society.world.clients.wealth.clone();
    society.phase("govern");
    let officials = society.marked(patronage::world::politics::voters::Mark::Official);
    // 300 clients of a district bring in 3 S for nine officials, who would get 1.5 S each.
    assert_eq!(society.politics().districts.officials, [9, 9]);
    for &i in &officials {
        assert_eq!((society.world.clients.wealth[i] - wealth[i]).micros(), 3_000_000 / 9);
    }
    assert_eq!(society.flow(Flow::Salary).micros(), 18 * (3_000_000 / 9));
    assert_eq!(society.flows().exchanges(Flow::Salary), 18);
    let others = (0..wealth.len()).filter(|i| !officials.contains(i));
    assert!(others.into_iter().all(|i| society.world.clients.wealth[i] == wealth[i]));
}

#[test]
fn an_empty_state_does_nothing() {
    let mut society =
        Society::small(|p| (p.government.tax, p.government.transfer, p.law.detection) = (0.0, 0.0, 0.0)).two_networks();
    for _ in 0..6 {
        society.step();
        for flow in [Flow::Tax, Flow::Transfer, Flow::Salary, Flow::Relief, Flow::PublicGoods, Flow::Penalty] {
            assert_eq!(society.flow(flow), Money::ZERO);
        }
        assert!(DISCRETION.iter().all(|&flow| society.flow(flow) == Money::ZERO));
        assert_eq!(society.politics().money(), Money::ZERO);
        assert!(society.world.villages.outside.iter().all(|&outside| outside == 1.0));
    }
}

#[test]
fn fines_feed_the_treasury_of_the_place() {
    let mut parameters = patronage::phases::Parameters::default();
    (parameters.law.detection, parameters.law.fine, parameters.government.tax) = (1.0, 0.5, 0.0);
    let mut society = Society::new(SMALL, &common::all_of_kind([0.6, 0.3, 0.3, 0.6, 0.3], 0.1), parameters, 3);
    for phase in ["shocks", "produce", "provide"] {
        society.phase(phase);
    }
    let (fines, dues) = (society.flow(Flow::PublicFine), society.flow(Flow::Dues));
    assert!((fines.to_s() - 0.5 * dues.to_s()).abs() < 1e-4 && fines > Money::ZERO);
    let treasury = &society.politics().districts.treasury;
    assert!(treasury.iter().all(|&treasury| treasury > Money::ZERO));
    assert_eq!(treasury[0] + treasury[1], fines);
}

fn club_society(change: impl FnOnce(&mut patronage::phases::Parameters)) -> Society {
    let mut society = Society::small(|p| {
        (p.government.merit, p.government.audit) = (0.0, 0.0);
        change(p);
    });
    for (v, support) in [0.9, 0.6, 0.3, 0.2, 0.4, 0.3].into_iter().enumerate() {
        society.politics_mut().places.support_mut(VillageId::new(v)).copy_from_slice(&[support, 1.0 - support]);
    }
    society.step();
    society
}

#[test]
fn rank_is_more_unequal_than_proportion() {
    let shares = |rule: &'static str, convexity: f64| {
        let society = club_society(|p| {
            common::choose(p, "government.club_rule", rule);
            p.government.convexity = convexity;
        });
        let all = club(&society, 0);
        let sum: f64 = all.iter().sum();
        all.into_iter().map(|amount| amount / sum).collect::<Vec<f64>>()
    };
    let near = |got: Vec<f64>, expected: [f64; 3]| {
        assert!(got.iter().zip(expected).all(|(got, expected)| (got - expected).abs() < 1e-5), "{got:?} for {expected:?}");
    };
    near(shares("proportional", 2.0), [0.5, 1.0 / 3.0, 1.0 / 6.0]);
    near(shares("rank", 2.0), [9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0]);
    near(shares("rank", 0.0), [1.0 / 3.0; 3]);
    near(shares("rank", 100.0), [1.0, 0.0, 0.0]);
}

/// Equal support: the villages' order decides the rank.
#[test]
fn ties_of_support_rank_in_order() {
    let society = club_society(|p| common::choose(p, "government.club_rule", "rank"));
    let second = club(&society, 1);
    assert!(second[1] > second[2] && second[2] > second[0], "{second:?}");
}

#[test]
fn club_goods_that_nobody_deserves_stay_in_the_treasury() {
    let mut society = Society::small(|p| (p.government.merit, p.government.audit) = (0.0, 0.0));
    for v in 0..6 {
        society.politics_mut().places.support_mut(VillageId::new(v)).copy_from_slice(&[0.0, 1.0]);
    }
    society.step();
    assert_eq!(society.flow(Flow::PublicClub), Money::ZERO);
    assert!(society.politics().districts.treasury.iter().all(|&treasury| treasury > Money::ZERO));
}

#[test]
fn audits_recover_what_was_stolen() {
    let mut society =
        Society::small(|p| (p.government.audit, p.government.merit, p.government.transfer) = (0.0, 0.5, 0.5)).two_networks();
    society.steps(5);
    let stolen: Money = society.politics().districts.stolen.iter().copied().sum();
    assert!(stolen > Money::ZERO);
    let rich = Money::nearest(10_000.0);
    society.politics_mut().politicians.funds.fill(rich);
    // Nobody holds a post by patronage: every round is audited.
    (society.parameters.government.audit, society.parameters.government.penalty) = (1.0, 2.0);
    society.politics_mut().districts.by_patronage.fill(0);
    let politician = society.politics().districts.politician[0].index();
    society.begin_round();
    society.phase("govern");
    assert_eq!(society.politics().districts.audited, [true; 2]);
    assert_eq!((society.flow(Flow::Leak), society.flow(Flow::Kickback)), (Money::ZERO, Money::ZERO));
    assert!(society.flow(Flow::Contract) > Money::ZERO);
    assert_eq!(society.flow(Flow::Penalty), stolen + stolen);
    assert_eq!(society.politics().politicians.funds[politician], rich - stolen - stolen);
    assert_eq!(society.politics().districts.treasury.iter().copied().sum::<Money>(), stolen + stolen);
    assert_eq!(society.politics().districts.stolen, [Money::ZERO; 2]);
}

#[test]
fn who_has_nothing_pays_no_penalty() {
    let mut society = Society::small(|p| (p.government.audit, p.government.kickback) = (0.0, 0.0)).two_networks();
    society.steps(3);
    society.parameters.government.audit = 1.0;
    society.politics_mut().districts.by_patronage.fill(0);
    society.phase("govern");
    assert_eq!(society.politics().districts.audited, [true; 2]);
    assert_eq!(society.flow(Flow::Penalty), Money::ZERO);
    assert_eq!(society.politics().districts.stolen, [Money::ZERO; 2]);
}

#[test]
fn patronage_captures_audits() {
    let audits = |merit: f64| {
        let mut society = Society::small(|p| (p.government.audit, p.government.merit) = (1.0, merit)).two_networks();
        let audited = (0..60).map(|_| {
            society.step();
            society.politics().districts.audited.iter().filter(|&&audited| audited).count()
        });
        audited.sum::<usize>()
    };
    assert_eq!(audits(0.0), 0);
    assert_eq!(audits(1.0), 120);
    // Half of 120 with a standard deviation of 5.5.
    assert!((40..=80).contains(&audits(0.5)), "{}", audits(0.5));
}

/// A new government does not answer for the old one.
#[test]
fn theft_is_forgotten_with_the_government() {
    let mut society = Society::small(|p| p.government.audit = 0.0).two_networks();
    society.steps(3);
    let of_round = |society: &Society| society.flow(Flow::Leak) + society.flow(Flow::Kickback);
    assert!(society.politics().districts.stolen.iter().copied().sum::<Money>() > of_round(&society));
    society.elect(1);
    society.step();
    assert_eq!(society.politics().districts.stolen.iter().copied().sum::<Money>(), of_round(&society));
}

#[test]
fn only_patrons_of_the_network_get_contracts() {
    let mut society = Society::small(|p| (p.government.audit, p.government.merit) = (0.0, 0.0));
    society.politics_mut().brokers.party[3] = Some(society.politics().districts.party[0]);
    society.politics_mut().districts.treasury.fill(Money::nearest(5.0));
    (society.parameters.government.tax, society.parameters.government.salary) = (0.0, 0.0);
    let before = society.world.patrons.capital.clone();
    society.phase("govern");
    let gained: Vec<usize> = (0..12).filter(|&p| society.world.patrons.capital[p] > before[p]).collect();
    assert_eq!(gained, [3]);
}
