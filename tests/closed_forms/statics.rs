//! Comparative statics: what changes if voting becomes compulsory, the vote secret, ideology less salient, the machine more popular, or
//! the parties more polarized.

use crate::areas::Electorate;
use crate::{assert_near, rows, rule, strategy};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[allow(non_snake_case, reason = "the names of the file")]
pub(crate) struct Row {
    pub(crate) set: u32,
    pub(crate) x_M: f64,
    pub(crate) X: f64,
    pub(crate) L: f64,
    pub(crate) C_hi: f64,
    pub(crate) B: f64,
    pub(crate) rule: String,
    pub(crate) change: String,
    pub(crate) value_after: f64,
    pub(crate) strategy: String,
    pub(crate) mass_before: f64,
    pub(crate) mass_after: f64,
    pub(crate) rel_change: f64,
    pub(crate) sign: String,
    b_star_before: f64,
    b_star_after: f64,
    net_votes_before: f64,
    net_votes_after: f64,
}

impl Row {
    pub(crate) fn all() -> Vec<Self> {
        let all = rows(include_str!("../data/gmn_signs.csv"));
        assert_eq!(all.len(), 240);
        all
    }

    pub(crate) fn before(&self) -> Electorate {
        Electorate {
            x: [-self.X, self.X],
            cost: [-self.L, self.C_hi],
            x_m: self.x_M,
            salience: 1.0,
            secrecy: 1.0,
            budget: self.B,
        }
    }

    pub(crate) fn after(&self) -> Electorate {
        let (before, value) = (self.before(), self.value_after);
        match self.change.as_str() {
            "compulsory_voting" => Electorate { cost: before.cost.map(|c| c - value), ..before },
            "ballot_secrecy" => Electorate { secrecy: value, ..before },
            "salience_decrease" => Electorate { salience: value, ..before },
            "machine_support" => Electorate { x: before.x.map(|x| x + value), ..before },
            "polarization_range_moves" => Electorate { x: [-value, value], x_m: value, ..before },
            "polarization_range_fixed" => Electorate { x_m: value, ..before },
            _ => panic!("no change {}", self.change),
        }
    }
}

/// The sign of a relative change, 0 within 1e-9.
fn sign(change: f64) -> &'static str {
    match change {
        _ if change.abs() < 1e-9 => "0",
        _ if change > 0.0 => "+",
        _ => "-",
    }
}

#[test]
fn masses_and_signs_agree_with_numbers_from_outside() {
    for row in Row::all() {
        let (rule, s) = (rule(&row.rule), strategy(&row.strategy));
        let (before, after) = (row.before().purchase(rule), row.after().purchase(rule));
        for (what, got, want) in [
            ("b* before", before.price, row.b_star_before),
            ("b* after", after.price, row.b_star_after),
            ("mass before", before.masses[s], row.mass_before),
            ("mass after", after.masses[s], row.mass_after),
            ("net votes before", before.net_votes(), row.net_votes_before),
            ("net votes after", after.net_votes(), row.net_votes_after),
        ] {
            assert_near(&format!("{what} of {row:?}"), got, want, 1e-10);
        }
        assert_eq!(sign(after.masses[s] / before.masses[s] - 1.0), row.sign, "{row:?}");
    }
}
