//! Closed forms for an electorate that is uniform in ideology and voting cost, between platforms at its edges.

use crate::{Purchase, assert_near, root, rows};
use serde::Deserialize;

/// Ideology x uniform on [-x_M, x_M], with the opposition and the machine at the ends; voting cost uniform on [-low, high].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Uniform {
    pub(crate) x_m: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// Money per citizen, in units of utility.
    pub(crate) budget: f64,
}

impl Uniform {
    pub(crate) fn density(&self) -> f64 {
        1.0 / (2.0 * self.x_m * (self.high + self.low))
    }

    /// The forms hold while the last price b is within these bounds.
    fn check(&self, b: f64) {
        assert!(0.0 < b && b <= self.x_m && self.x_m < self.low && self.high >= b, "{self:?} with b = {b}");
    }

    /// What the budget buys if a further vote is bought where it is worth its further price.
    pub(crate) fn optimum(&self) -> Purchase {
        let (d, x) = (self.density(), self.x_m);
        let b = (self.budget / (d * self.low)).sqrt();
        self.check(b);
        let vote = d * (b * (self.low - x) + b * b / 4.0);
        Purchase { price: b, masses: [vote, d * b * x, d * (b * x - 0.75 * b * b), d * b * b / 4.0] }
    }

    /// What it buys by the rule printed in the article: the vote iff it costs at most twice the abstention.
    pub(crate) fn published(&self) -> Purchase {
        let (d, x) = (self.density(), self.x_m);
        let spent = |b: f64| d * (b * b * self.low - b * b * b / 6.0);
        let b = root(|b| spent(b) - self.budget, 0.0, 4.0 * self.low);
        self.check(b);
        let masses = [d * b * (self.low - x), d * b * x, d * (b * x - b * b / 2.0), d * b * b / 4.0];
        Purchase { price: b, masses }
    }
}

#[derive(Debug, Deserialize)]
#[allow(non_snake_case, reason = "the names of the file")]
pub(crate) struct Row {
    pub(crate) id: u32,
    pub(crate) x_M: f64,
    pub(crate) L: f64,
    pub(crate) C_hi: f64,
    pub(crate) B: f64,
    density: f64,
    b_star: f64,
    VB: f64,
    TB: f64,
    AB: f64,
    DP: f64,
    net_votes: f64,
    pub_b_star: f64,
    pub_VB: f64,
    pub_TB: f64,
    pub_AB: f64,
    pub_DP: f64,
    pub_net_votes: f64,
}

impl Row {
    pub(crate) fn all() -> Vec<Self> {
        let all = rows(include_str!("../data/gmn_uniform.csv"));
        assert_eq!(all.len(), 60);
        all
    }

    pub(crate) fn uniform(&self) -> Uniform {
        Uniform { x_m: self.x_M, low: self.L, high: self.C_hi, budget: self.B }
    }

    pub(crate) fn optimum(&self) -> Purchase {
        Purchase { price: self.b_star, masses: [self.VB, self.TB, self.AB, self.DP] }
    }

    pub(crate) fn published(&self) -> Purchase {
        Purchase { price: self.pub_b_star, masses: [self.pub_VB, self.pub_TB, self.pub_AB, self.pub_DP] }
    }
}

fn assert_same(what: &str, got: &Purchase, want: &Purchase) {
    assert_near(&format!("b* of {what}"), got.price, want.price, 1e-11);
    for s in 0..4 {
        assert_near(&format!("{:?} of {what}", crate::STRATEGIES[s]), got.masses[s], want.masses[s], 1e-11);
    }
}

#[test]
fn closed_forms_agree_with_numbers_from_outside() {
    for row in Row::all() {
        let uniform = row.uniform();
        assert_near("density", uniform.density(), row.density, 1e-11);
        for (what, got, want, net) in [
            ("optimum", uniform.optimum(), row.optimum(), row.net_votes),
            ("published rule", uniform.published(), row.published(), row.pub_net_votes),
        ] {
            assert_same(&format!("row {}, {what}", row.id), &got, &want);
            assert_near(&format!("net votes of row {}, {what}", row.id), got.net_votes(), net, 1e-11);
        }
    }
}

#[test]
fn the_published_rule_wins_no_more_than_the_optimum() {
    for row in Row::all() {
        let (optimum, published) = (row.uniform().optimum(), row.uniform().published());
        assert!(published.net_votes() < optimum.net_votes(), "row {}", row.id);
        assert_near("net votes at 2B/b", optimum.net_votes(), 2.0 * row.B / optimum.price, 1e-11);
    }
}
