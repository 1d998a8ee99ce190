//! What a budget buys of an electorate uniform on a rectangle of ideology and voting cost, by exact areas.
//!
//! Prices are linear in ideology and cost, so whoever is bought at a price lies in a convex polygon. This knows nothing of the closed forms.

use crate::uniform::Row;
use crate::{Purchase, assert_near, root};
use patronage::phases::campaign::Rule;

/// The function `constant + x·ideology + c·cost` of a voter.
#[derive(Clone, Copy, Debug)]
struct Linear {
    constant: f64,
    x: f64,
    c: f64,
}

impl Linear {
    fn at(&self, [x, c]: [f64; 2]) -> f64 {
        self.constant + self.x * x + self.c * c
    }

    fn times(self, factor: f64) -> Self {
        Self { constant: self.constant * factor, x: self.x * factor, c: self.c * factor }
    }

    fn less(self, other: Self) -> Self {
        Self { constant: self.constant - other.constant, x: self.x - other.x, c: self.c - other.c }
    }

    fn plus(self, constant: f64) -> Self {
        Self { constant: self.constant + constant, ..self }
    }
}

/// A convex polygon, its corners in turn.
#[derive(Clone, Debug)]
struct Polygon(Vec<[f64; 2]>);

impl Polygon {
    /// The part of it where a function is not above 0.
    fn within(&self, function: Linear) -> Self {
        let mut corners = Vec::new();
        for (i, &here) in self.0.iter().enumerate() {
            let next = self.0[(i + 1) % self.0.len()];
            let (a, b) = (function.at(here), function.at(next));
            if a <= 0.0 {
                corners.push(here);
            }
            if (a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0) {
                let t = a / (a - b);
                corners.push([here[0] + t * (next[0] - here[0]), here[1] + t * (next[1] - here[1])]);
            }
        }
        Self(corners)
    }

    /// The integral of a function over it: triangles from the first corner, each with the mean of its corners.
    fn integral(&self, function: Linear) -> f64 {
        let Some(&[x0, c0]) = self.0.first() else { return 0.0 };
        let triangle = |pair: &[[f64; 2]]| {
            let ([x1, c1], [x2, c2]) = (pair[0], pair[1]);
            let area = 0.5 * ((x1 - x0) * (c2 - c0) - (x2 - x0) * (c1 - c0)).abs();
            area * (function.at([x0, c0]) + function.at(pair[0]) + function.at(pair[1])) / 3.0
        };
        self.0[1..].windows(2).map(triangle).sum()
    }
}

/// An electorate uniform on a rectangle, the opposition at -x_M and the machine at x_M, outside of which nobody's vote is for sale.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Electorate {
    /// Range of ideology.
    pub(crate) x: [f64; 2],
    /// Range of voting costs.
    pub(crate) cost: [f64; 2],
    pub(crate) x_m: f64,
    /// Weight κ of the distance in ideology.
    pub(crate) salience: f64,
    /// What the secrecy of the vote multiplies the prices of vote buying and double persuasion by.
    pub(crate) secrecy: f64,
    /// Money per citizen.
    pub(crate) budget: f64,
}

impl Electorate {
    /// What every voter lacks of the utility to do what is asked, in the order of `STRATEGIES`, before secrecy.
    fn lacking(&self) -> [Linear; 4] {
        let (k, away) = (self.salience, self.salience * self.x_m);
        let to_us = Linear { constant: away, x: -k, c: 1.0 };
        [Linear { constant: 0.0, x: -2.0 * k, c: 0.0 }, to_us, Linear { constant: -away, x: -k, c: -1.0 }, to_us]
    }

    fn prices(&self) -> [Linear; 4] {
        let [vote, turnout, abstention, persuasion] = self.lacking();
        [vote.times(self.secrecy), turnout, abstention, persuasion.times(self.secrecy)]
    }

    /// Who is bought by each strategy while a net vote costs at most b.
    fn bought(&self, b: f64, rule: Rule) -> [Polygon; 4] {
        let ([x0, x1], [c0, c1]) = (self.x, self.cost);
        let all = Polygon(vec![[x0, c0], [x1, c0], [x1, c1], [x0, c1]]);
        let [vote, turnout, abstention, persuasion] = self.prices();
        let opposed = Linear { constant: 0.0, x: 1.0, c: 0.0 };
        let [_, stays_for_us, goes, _] = self.lacking();
        // The vote is preferred to the abstention where this is not above 0.
        let preferred = match rule {
            Rule::Optimum => vote.less(abstention).plus(-b),
            Rule::Published => vote.less(abstention.times(2.0)),
        };
        let opponents = all.within(opposed).within(goes.times(-1.0));
        [
            opponents.within(preferred).within(vote.plus(-2.0 * b)),
            all.within(opposed.times(-1.0)).within(stays_for_us.times(-1.0)).within(turnout.plus(-b)),
            opponents.within(preferred.times(-1.0)).within(abstention.plus(-b)),
            all.within(opposed).within(goes).within(persuasion.plus(-b)),
        ]
    }

    fn density(&self) -> f64 {
        1.0 / ((self.x[1] - self.x[0]) * (self.cost[1] - self.cost[0]))
    }

    /// Money spent per citizen where a net vote costs at most b.
    fn spent(&self, b: f64, rule: Rule) -> f64 {
        let spent = self.bought(b, rule).iter().zip(self.prices()).map(|(who, price)| who.integral(price)).sum::<f64>();
        spent * self.density()
    }

    /// What the budget buys.
    pub(crate) fn purchase(&self, rule: Rule) -> Purchase {
        let price = root(|b| self.spent(b, rule) - self.budget, 0.0, 100.0);
        let one = Linear { constant: 1.0, x: 0.0, c: 0.0 };
        Purchase { price, masses: self.bought(price, rule).map(|who| who.integral(one) * self.density()) }
    }
}

#[test]
fn areas_agree_with_numbers_from_outside() {
    for row in Row::all() {
        let (x_m, low, high) = (row.x_M, row.L, row.C_hi);
        let electorate = Electorate { x: [-x_m, x_m], cost: [-low, high], x_m, salience: 1.0, secrecy: 1.0, budget: row.B };
        for (rule, want) in [(Rule::Optimum, row.optimum()), (Rule::Published, row.published())] {
            let got = electorate.purchase(rule);
            assert_near(&format!("b* of row {}, {rule:?}", row.id), got.price, want.price, 1e-11);
            for s in 0..4 {
                let what = format!("{:?} of row {}, {rule:?}", crate::STRATEGIES[s], row.id);
                assert_near(&what, got.masses[s], want.masses[s], 1e-11);
            }
        }
    }
}
