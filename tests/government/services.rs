//! Whom officials serve in misfortune, and what it is good for.

use crate::society::Society;
use patronage::phases::share::shortfall;
use patronage::quantity::{Money, SmallMoney};
use patronage::world::clients::is_hungry;
use patronage::world::politics::districts::Service;
use patronage::world::politics::voters::Mark;
use patronage::world::{Flow, Rescue};

/// Services of all districts together, of this round.
fn service(society: &Society) -> Service {
    society.politics().districts.service.iter().fold(Service::default(), |sum, &part| sum.and(part))
}

/// A society in need, before officials serve in its fifth round: who is in misfortune and short.
fn in_need(merit: f64, relief: f64) -> (Society, Vec<usize>) {
    let mut society = Society::small(|p| {
        (p.government.merit, p.government.relief, p.government.tax) = (merit, relief, 0.2);
        (p.shocks.hazard, p.shocks.loss_mean) = (0.5, 2.0);
    })
    .two_networks();
    society.steps(4);
    society.begin_round();
    ["shocks", "produce", "provide"].into_iter().for_each(|phase| society.phase(phase));
    let clients = &society.world.clients;
    let short = |&i: &usize| clients.loss[i] > SmallMoney::ZERO && shortfall(clients.wealth[i], clients.unmet[i]) > Money::ZERO;
    let asking = (0..clients.len()).filter(short).collect();
    (society, asking)
}

/// What every client is short of.
fn lacks(society: &Society) -> Vec<Money> {
    let clients = &society.world.clients;
    (0..clients.len()).map(|i| shortfall(clients.wealth[i], clients.unmet[i])).collect()
}

fn connected(society: &Society, i: usize) -> bool {
    let party = society.politics().districts.party[society.district(i)];
    society.serves(i, party) || society.politics().voters.marks[i].has(Mark::Official)
}

#[test]
fn impartial_officials_serve_all() {
    let (mut society, asking) = in_need(1.0, 0.3);
    society.phase("serve");
    let Service { asked_connected, served_connected, asked_others, served_others } = service(&society);
    assert!(asked_connected > 10 && asked_others > 10);
    assert_eq!((served_connected, served_others), (asked_connected, asked_others));
    assert_eq!(asked_connected + asked_others, asking.len() as u64);
}

#[test]
fn without_merit_only_the_connected_are_served() {
    let (mut society, asking) = in_need(0.0, 0.3);
    let lacked = lacks(&society);
    society.phase("serve");
    let lacks = lacks(&society);
    let Service { asked_connected, served_connected, asked_others, served_others } = service(&society);
    assert!(asked_others > 10 && asked_connected > 10);
    assert_eq!((served_connected, served_others), (asked_connected, 0));
    for i in asking {
        assert_eq!(lacks[i] < lacked[i], connected(&society, i));
        assert_eq!(society.politics().voters.marks[i].has(Mark::Benefited), connected(&society, i));
    }
}

#[test]
fn others_are_served_by_merit() {
    let (mut asked, mut served) = (0, 0);
    let (mut society, _) = in_need(0.3, 0.0);
    for _ in 0..40 {
        society.step();
        asked += service(&society).asked_others;
        served += service(&society).served_others;
    }
    let term = society.politics().districts.service_of_term.iter().fold(Service::default(), |sum, &part| sum.and(part));
    assert!(term.asked_others >= asked && term.served_others >= served);
    let rate = served as f64 / asked as f64;
    let deviation = (0.3 * 0.7 / asked as f64).sqrt();
    assert!((rate - 0.3).abs() < 4.0 * deviation, "{rate} of {asked}");
}

/// Everybody gets its share of the loss, at most what it lacks.
#[test]
fn a_rich_state_pays_what_it_owes() {
    let (mut society, asking) = in_need(1.0, 0.4);
    society.politics_mut().districts.treasury.fill(Money::nearest(1000.0));
    let lacked = lacks(&society);
    let mut saved = 0;
    society.phase("serve");
    let (clients, lacks) = (&society.world.clients, lacks(&society));
    let mut relief = Money::ZERO;
    for i in asking {
        let owed = Money::nearest(0.4 * Money::from(clients.loss[i]).to_s()).min(lacked[i]);
        assert_eq!(lacked[i] - lacks[i], owed);
        assert!(clients.unmet[i] == SmallMoney::ZERO || clients.wealth[i] == Money::ZERO, "what is unmet is paid first");
        saved += u64::from(owed == lacked[i]);
        relief += owed;
    }
    assert_eq!(society.flow(Flow::Relief), relief);
    assert!(saved > 0);
    assert_eq!(society.flows().rescued(Rescue::State), saved);
}

/// A poor treasury pays everybody the same part, and is never overdrawn.
#[test]
fn a_poor_state_pays_pro_rata() {
    let (mut society, asking) = in_need(1.0, 0.4);
    let treasury = Money::nearest(1.0);
    society.politics_mut().districts.treasury.fill(treasury);
    let lacked = lacks(&society);
    society.phase("serve");
    let (clients, lacks) = (&society.world.clients, lacks(&society));
    let owed = |i: usize| Money::nearest(0.4 * Money::from(clients.loss[i]).to_s()).min(lacked[i]);
    for d in 0..2 {
        let all: Money = asking.iter().filter(|&&i| society.district(i) == d).map(|&i| owed(i)).sum();
        assert!(all > treasury, "the treasury is not poor");
        for &i in asking.iter().filter(|&&i| society.district(i) == d) {
            let part = owed(i).to_s() * treasury.to_s() / all.to_s();
            assert!(((lacked[i] - lacks[i]).to_s() - part).abs() < 1.1e-6);
        }
        let left = society.politics().districts.treasury[d];
        assert!(left >= Money::ZERO && left < Money::from_micros(asking.len() as i64));
    }
}

#[test]
fn nobody_is_saved_twice() {
    let (mut society, _) = in_need(1.0, 0.4);
    for _ in 0..10 {
        society.step();
        let (clients, flows) = (&society.world.clients, society.flows());
        let struck: Vec<usize> = (0..clients.len()).filter(|&i| clients.loss[i] > SmallMoney::ZERO).collect();
        let hungry = struck.iter().filter(|&&i| society.world.was_hungry(i)).count();
        assert_eq!((flows.misfortunes(), flows.unrescued()), (struck.len() as u64, hungry as u64));
    }
    assert!(society.flows().rescued(Rescue::State) > 0 && society.flows().rescued(Rescue::Ties) > 0);
}

#[test]
fn relief_makes_fewer_hungry() {
    let hungry = |relief: f64| {
        let mut society = Society::small(|p| (p.government.relief, p.government.tax, p.government.merit) = (relief, 0.05, 1.0));
        let rounds = (0..12).map(|_| {
            society.step();
            assert_eq!(society.flow(Flow::Relief) > Money::ZERO, relief > 0.0);
            let clients = &society.world.clients;
            (0..clients.len()).filter(|&i| society.world.was_hungry(i)).count()
        });
        rounds.sum::<usize>()
    };
    let (without, with) = (hungry(0.0), hungry(1.0));
    assert!(with * 10 < without * 9, "{with} hungry with relief, {without} without");
}

#[test]
fn benefits_are_counted_by_vote() {
    let mut society = Society::small(|p| p.government.relief = 1.0).two_networks();
    for (i, mark) in society.politics_mut().voters.marks.iter_mut().enumerate() {
        *mark = mark.with(Mark::Supporter, i % 3 == 0);
    }
    society.step();
    assert_eq!(society.politics().record.contingency, None, "nobody has voted yet");
    society.parameters.politics.first = 2;
    society.begin_round();
    ["shocks", "produce", "provide", "serve", "govern"].into_iter().for_each(|phase| society.phase(phase));
    let seen = society.politics().record.contingency.expect("there was an election");
    let benefited = society.marked(Mark::Benefited);
    let supporters = benefited.iter().filter(|&&i| i % 3 == 0).count() as u64;
    assert_eq!((seen.supporters, seen.others), (200, 400));
    assert_eq!((seen.supporters_served, seen.others_served), (supporters, benefited.len() as u64 - supporters));
    // Officials, and who got relief.
    let officials = society.marked(Mark::Official);
    assert!(officials.iter().all(|i| benefited.contains(i)) && benefited.len() > officials.len());
}

/// Who is paid after consumption was hungry all the same.
#[test]
fn salaries_hide_no_hunger() {
    let mut society = Society::small(|p| {
        (p.government.posts, p.government.transfer, p.government.salary) = (1.0, 5.0, 3.0);
        (p.shocks.hazard, p.shocks.loss_mean) = (1.0, 5.0);
    });
    society.begin_round();
    for phase in ["shocks", "produce", "provide", "serve", "share", "lend", "consume"] {
        society.phase(phase);
    }
    let clients = &society.world.clients;
    let hungry: Vec<bool> =
        (0..clients.len()).map(|i| is_hungry(clients.wealth[i], clients.consumed[i], clients.unmet[i])).collect();
    assert!(hungry.iter().filter(|&&hungry| hungry).count() > 100);
    society.phase("govern");
    assert!(society.world.clients.wealth.iter().all(|&wealth| wealth >= Money::nearest(3.0)));
    assert_eq!((0..hungry.len()).map(|i| society.world.was_hungry(i)).collect::<Vec<bool>>(), hungry);
}
