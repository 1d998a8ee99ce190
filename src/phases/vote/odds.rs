//! What a voter finds in every candidate, as odds: fast, and good enough to tell who is out of the question.
//!
//! The odds of a candidate against staying at home are `exp(V/noise)`. With `V = common - salience·|x - x_c| - ν` they are a product of what is
//! the same for a village and two exponentials of the voter's own, of its position and of its cost, whatever the number of candidates. So all
//! candidates to the left of a voter, or where it stands, can be added up once for a village, and all to the right of it; and so can the
//! best of either be found.
//!
//! All in single precision, several voters side by side. What cannot be told well enough is NaN.

use super::leaning::Booth;
use crate::maths::single;
use crate::world::politics::polity::MOST_PARTIES;

/// The largest exponent by parts: products of three stay far from what numbers can hold, and rounding an exponent changes little.
pub const MOST: f32 = 25.0;
/// By what part odds may be wrong: rounding moves each of three exponents by at most some [`MOST`]/10^6.
pub const ERROR: f32 = 5e-5;

/// Voters that are looked at side by side.
pub const ABREAST: usize = 16;
/// A number for each of them.
pub type Column = [f32; ABREAST];

/// What of some voters counts in every election of a day.
#[derive(Clone, Debug)]
pub struct Stances {
    position: Column,
    /// Factors of their own for candidates to their left, or where they stand, and to their right.
    for_left: Column,
    for_right: Column,
    /// By what their patrons multiply the odds of the candidates whom the patrons serve.
    bond: Column,
}

/// A quantity of some voters as somebody sees it: as it is, and by how much that errs.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    /// As it is.
    pub truth: Column,
    /// What is added to it.
    pub error: Column,
}

impl Stances {
    /// The stances of voters who stand here, to whom voting costs so much, and to whose utility of one candidate their patrons add so much.
    #[inline]
    #[must_use]
    pub fn of(salience: f64, noise: f64, position: &Estimate, cost: &Estimate, bond: &Column) -> Self {
        let (scale, per_noise) = ((salience / noise) as f32, (1.0 / noise) as f32);
        let none = [0.0; ABREAST];
        let mut stances = Self { position: none, for_left: none, for_right: none, bond: none };
        for k in 0..ABREAST {
            // Rounding is a part of what is added up, not of the sum.
            let reach = scale * (position.truth[k].abs() + position.error[k].abs());
            let reluctance = per_noise * (cost.truth[k].abs() + cost.error[k].abs());
            let bond = per_noise * bond[k];
            let is_told = (reach <= MOST) & (reluctance <= MOST) & (0.0..=MOST).contains(&bond);
            let x = position.truth[k] + position.error[k];
            let away = single::exp(scale * x);
            let own = single::exp(-per_noise * (cost.truth[k] + cost.error[k]));
            stances.position[k] = x;
            stances.for_left[k] = if is_told { own / away } else { f32::NAN };
            stances.for_right[k] = own * away;
            stances.bond[k] = single::exp(bond);
        }
        stances
    }
}

/// The odds of one candidate, of the best other one, and of all and staying at home; NaN where that is in doubt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Race {
    /// The candidate's.
    pub own: f32,
    /// Those of the best of the others; 0 where nobody else stands.
    pub rival: f32,
    /// Those of all, and of staying at home.
    pub all: f32,
}

impl Race {
    /// Whether it could be in doubt who is first, or whether the first is better than staying at home.
    #[inline]
    #[must_use]
    pub fn is_close(&self) -> bool {
        let near = |a: f32, b: f32| (a - b).abs() <= 4.0 * ERROR * a.max(b);
        near(self.own, self.rival) || near(self.own.max(self.rival), 1.0)
    }
}

/// Factors for voters to the right of somebody, or where it stands, and to the left of it. Of many: what all come to for one voter, who has some
/// of them to its left and the others to its right.
#[derive(Clone, Copy, Debug, Default)]
struct Sides {
    right: f32,
    left: f32,
}

/// A village's odds in an election, as the brokers of one candidate need them.
#[derive(Clone, Debug)]
pub struct Odds {
    count: usize,
    candidate: usize,
    /// Where candidates stand, and their factors.
    positions: [f32; MOST_PARTIES],
    sides: [Sides; MOST_PARTIES],
    /// The sum and the largest of the factors of the others, by how many of all candidates are to the left of a voter, or where it stands.
    sum: [Sides; MOST_PARTIES + 1],
    best: [Sides; MOST_PARTIES + 1],
}

impl Odds {
    /// The odds in a booth for the brokers of a candidate; none without noise, or where it is so small that odds could be too large.
    #[must_use]
    pub fn new(booth: &Booth, noise: f64, candidate: usize) -> Option<Self> {
        let count = booth.candidates.len();
        let (mut positions, mut sides) = ([0.0; MOST_PARTIES], [Sides::default(); MOST_PARTIES]);
        for c in 0..count {
            let (common, reach) = (booth.common[c] / noise, booth.salience * booth.position[c] / noise);
            if noise <= 0.0 || common.abs() + reach.abs() > f64::from(MOST) {
                return None;
            }
            positions[c] = booth.position[c] as f32;
            let [right, left] = [common + reach, common - reach].map(|exponent| single::exp(exponent as f32));
            sides[c] = Sides { right, left };
        }
        let [sum, best] = [[Sides::default(); MOST_PARTIES + 1]; 2];
        Some(Self { count, candidate, positions, sides, sum, best }.added_up())
    }

    /// Adds up the others from the left, and from the right.
    fn added_up(mut self) -> Self {
        let mut order: [usize; MOST_PARTIES] = std::array::from_fn(|c| c);
        let order = &mut order[..self.count];
        order.sort_unstable_by(|&a, &b| self.positions[a].total_cmp(&self.positions[b]));
        let other = |c: usize| if c == self.candidate { Sides::default() } else { self.sides[c] };
        for (k, &c) in order.iter().enumerate() {
            let right = other(c).right;
            (self.sum[k + 1].right, self.best[k + 1].right) = (self.sum[k].right + right, self.best[k].right.max(right));
        }
        for (k, &c) in order.iter().enumerate().rev() {
            let left = other(c).left;
            (self.sum[k].left, self.best[k].left) = (self.sum[k + 1].left + left, self.best[k + 1].left.max(left));
        }
        self
    }

    /// The odds in the eyes of one of some voters, whose patron serves one of the candidates or none.
    #[inline]
    #[must_use]
    pub fn race(&self, stances: &Stances, voter: usize, served: Option<usize>) -> Race {
        let (position, bond) = (stances.position[voter], stances.bond[voter]);
        let (for_left, for_right) = (stances.for_left[voter], stances.for_right[voter]);
        let of = |c: usize| {
            let Sides { right, left } = self.sides[c];
            if position >= self.positions[c] { right * for_left } else { left * for_right }
        };
        let to_the_left = self.positions[..self.count].iter().map(|&at| usize::from(position >= at)).sum::<usize>();
        let (sum, best) = (self.sum[to_the_left], self.best[to_the_left]);
        let mut own = of(self.candidate);
        let mut others = sum.right * for_left + sum.left * for_right;
        let mut rival = (best.right * for_left).max(best.left * for_right);
        match served {
            Some(served) if served == self.candidate => own *= bond,
            Some(served) => {
                // The bond is never less than 1.
                let bound = bond * of(served);
                others += bound - of(served);
                rival = rival.max(bound);
            }
            None => {}
        }
        Race { own, rival, all: 1.0 + own + others }
    }
}

#[cfg(test)]
mod tests {
    use super::super::leaning::{Kin, Seen as Voter};
    use super::*;
    use proptest::prelude::{Just, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    /// A column in which everybody is like this.
    fn all_alike(value: f64) -> Column {
        [value as f32; ABREAST]
    }

    proptest! {
        #[test]
        fn odds_are_those_of_utilities(
            places in prop::collection::vec((prop_oneof![-1.0..1.0f64, Just(0.25)], -2.0..2.0f64), 1..10),
            position in prop_oneof![-1.0..1.0f64, Just(0.25)], error in prop_oneof![-2.0..2.0f64, Just(0.0)],
            cost in -2.0..2.0f64, bond in 0.0..2.0f64, noise in 0.05..2.0f64, salience in 0.0..3.0f64, which in 0_usize..100,
        ) {
            // As columns hold them: where candidates and voters stand exactly is not in question here.
            let [position, error, cost, bond] = [position, error, cost, bond].map(|number| f64::from(number as f32));
            let count = places.len();
            let booth = Booth::of_places(&places, salience);
            let candidate = which % count;
            let served = (which % 3 > 0).then_some(which / 3 % count);
            let seen = [position, cost].map(|truth| Estimate { truth: all_alike(truth), error: all_alike(error) });
            let stances = Stances::of(salience, noise, &seen[0], &seen[1], &all_alike(bond));
            let Some(odds) = Odds::new(&booth, noise, candidate) else { return Ok(()) };
            let race = odds.race(&stances, which % ABREAST, served);
            if race.all.is_nan() {
                let reach = salience * (position.abs() + error.abs());
                prop_assert!(reach.max(cost.abs() + error.abs()).max(bond) / noise > 0.999 * f64::from(MOST), "{race:?}");
                return Ok(());
            }
            let voter =
                Voter { position: position + error, cost: cost + error, loyalty: bond, coercion: 0.0, served, kin: Kin::NONE };
            let utilities = booth.utilities(&voter);
            let exact = |c: usize| libm::exp(utilities.of(c) / noise);
            let near = |a: f32, b: f64| (f64::from(a) - b).abs() <= f64::from(ERROR) * b;
            prop_assert!(near(race.own, exact(candidate)), "{race:?} for {}", exact(candidate));
            prop_assert!(near(race.all, 1.0 + (0..count).map(exact).sum::<f64>()));
            let rival = utilities.first_but(candidate).map(|(c, _)| exact(c));
            prop_assert!(near(race.rival, rival.unwrap_or(0.0)));
            // Where it is not close, who is first is as the utilities say.
            if !race.is_close() {
                prop_assert_eq!(race.own > race.rival, utilities.first().0 == candidate);
                prop_assert_eq!(race.own.max(race.rival) > 1.0, utilities.choice().is_some());
            }
        }
    }

    #[test]
    fn where_noise_is_small_there_are_no_odds() {
        let booth = Booth::of_places(&[(0.5, 0.0), (-0.5, 0.0)], 1.0);
        assert!(Odds::new(&booth, 0.0, 0).is_none() && Odds::new(&booth, 1e-4, 0).is_none());
        let odds = Odds::new(&booth, 0.5, 0).expect("the noise is large enough");
        let [here, far] = [0.0, 300.0].map(|x| Estimate { truth: all_alike(x), error: all_alike(0.0) });
        for (position, bond) in [(&far, 0.0), (&here, -1.0), (&here, 300.0)] {
            assert!(odds.race(&Stances::of(1.0, 0.5, position, &here, &all_alike(bond)), 0, Some(1)).all.is_nan());
        }
    }
}
