//! Vote buying and turnout buying as repeated games.

use crate::{assert_near, rows};
use patronage::phases::vote::repeated::{Bargain, sustains};
use patronage::world::politics::Strategy;
use proptest::prelude::*;
use proptest::strategy::Strategy as _;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Stokes {
    x1: f64,
    x2: f64,
    x_i: f64,
    b: f64,
    beta: f64,
    p: f64,
    gamma: f64,
    lower: f64,
    upper: f64,
    reason: String,
    buyable: bool,
}

impl Stokes {
    fn bargain(&self) -> Bargain {
        Bargain {
            voter: self.x_i,
            machine: self.x1,
            opposition: Some(self.x2),
            cost: 0.0,
            reward: self.b,
            patience: self.beta,
            noticed: self.p,
        }
    }
}

/// The same game seen in a mirror: the machine stands on the other side.
fn mirrored(bargain: Bargain) -> Bargain {
    Bargain { voter: -bargain.voter, machine: -bargain.machine, opposition: bargain.opposition.map(|x| -x), ..bargain }
}

#[test]
fn votes_are_sold_as_in_stokes() {
    let rows: Vec<Stokes> = rows(include_str!("../data/stokes.csv"));
    assert_eq!(rows.iter().filter(|row| row.buyable).count(), 1027);
    for row in rows {
        for bargain in [row.bargain(), mirrored(row.bargain())] {
            assert_near("gamma", bargain.gamma(), row.gamma, 1e-11);
            let (lower, upper) = bargain.window();
            assert_near(&format!("lower end of {row:?}"), row.x1 + lower, row.lower, 1e-11);
            assert_near(&format!("upper end of {row:?}"), row.x1 + upper, row.upper, 1e-11);
            assert_eq!(bargain.is_supporter(), row.reason == "votes_for_machine_anyway", "{row:?}");
            for strategy in [Strategy::Vote, Strategy::Persuasion] {
                let bought = sustains(strategy, &bargain) && !bargain.is_supporter();
                assert_eq!(bought, row.buyable, "{row:?}");
            }
        }
    }
}

#[derive(Debug, Deserialize)]
struct Nichter {
    x1: f64,
    x2: f64,
    x: f64,
    b: f64,
    beta: f64,
    q: f64,
    c: f64,
    theta: f64,
    required_b: f64,
    supporter: bool,
    nonvoter: bool,
    inequality_holds: bool,
    buyable: bool,
}

impl Nichter {
    fn bargain(&self) -> Bargain {
        Bargain {
            voter: self.x,
            machine: self.x1,
            opposition: Some(self.x2),
            cost: self.c,
            reward: self.b,
            patience: self.beta,
            noticed: self.q,
        }
    }
}

#[test]
fn turnout_is_sold_as_in_nichter() {
    let rows: Vec<Nichter> = rows(include_str!("../data/nichter.csv"));
    assert_eq!(rows.iter().filter(|row| row.buyable).count(), 796);
    for row in rows {
        for bargain in [row.bargain(), mirrored(row.bargain())] {
            assert_near(&format!("theta of {row:?}"), bargain.theta(), row.theta, 1e-11);
            assert_near(&format!("required b of {row:?}"), bargain.required(), row.required_b, 1e-11);
            assert_eq!(bargain.is_supporter(), row.supporter, "{row:?}");
            assert_eq!(bargain.effort() > 0.0, row.nonvoter, "{row:?}");
            assert_eq!(row.b >= bargain.required(), row.inequality_holds, "{row:?}");
            let bought = sustains(Strategy::Turnout, &bargain) && bargain.effort() > 0.0;
            assert_eq!(bought, row.buyable, "{row:?}");
        }
    }
}

fn bargain() -> impl proptest::strategy::Strategy<Value = Bargain> {
    let position = || -1.0..1.0;
    let places = (position(), position(), proptest::option::of(position()));
    (places, -1.0..1.0, 0.0..3.0, 0.0..=1.0, 0.0..=1.0).prop_map(
        |((voter, machine, opposition), cost, reward, patience, noticed)| Bargain {
            voter,
            machine,
            opposition,
            cost,
            reward,
            patience,
            noticed,
        },
    )
}

proptest! {
    #[test]
    fn more_money_patience_or_attention_never_breaks_a_bargain(bargain in bargain(), more in 0.0..=1.0) {
        let towards_one = |x: f64| x + more * (1.0 - x);
        let better = [
            Bargain { reward: bargain.reward + more, ..bargain },
            Bargain { patience: towards_one(bargain.patience), ..bargain },
            Bargain { noticed: towards_one(bargain.noticed), ..bargain },
        ];
        for strategy in Strategy::ALL.into_iter().filter(|&strategy| sustains(strategy, &bargain)) {
            for better in better {
                prop_assert!(sustains(strategy, &better), "{strategy:?} {bargain:?} {better:?}");
            }
        }
    }

    #[test]
    fn abstention_is_never_sold(bargain in bargain()) {
        prop_assert!(!sustains(Strategy::Abstention, &bargain));
    }
}

/// A voter at 0, a machine at -0.5, an opposition at 0.5, and a gift worth 1.
const MIDDLE: Bargain =
    Bargain { voter: 0.0, machine: -0.5, opposition: Some(0.5), cost: 0.5, reward: 1.0, patience: 0.5, noticed: 0.5 };

#[test]
fn nobody_who_is_never_noticed_keeps_an_unwelcome_bargain() {
    for never in [
        Bargain { noticed: 0.0, ..MIDDLE },
        Bargain { noticed: 0.0, patience: 1.0, ..MIDDLE },
        Bargain { patience: 0.0, ..MIDDLE },
    ] {
        assert!(!sustains(Strategy::Vote, &never) && !sustains(Strategy::Turnout, &Bargain { voter: -0.2, ..never }));
    }
}

#[test]
fn gifts_to_those_who_would_do_it_anyway_are_no_temptation() {
    let ours = Bargain { voter: -0.4, noticed: 0.0, ..MIDDLE };
    assert!(sustains(Strategy::Reward, &ours) && sustains(Strategy::Vote, &ours));
    assert!(sustains(Strategy::Turnout, &Bargain { cost: -0.1, ..ours }));
    assert!(sustains(Strategy::Reward, &Bargain { opposition: None, voter: 1.0, ..ours }), "there is nobody else to vote for");
}

#[test]
fn the_smallest_gift_sells_a_vote_where_both_stand_in_one_place() {
    let same = Bargain { opposition: Some(-0.5), reward: 1e-9, ..MIDDLE };
    assert!(sustains(Strategy::Vote, &same) && sustains(Strategy::Vote, &Bargain { voter: -1.0, ..same }));
}
