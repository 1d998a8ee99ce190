//! What a voter finds in every candidate, as odds: fast, and good enough to tell who is out of the question.
//!
//! The odds of a candidate against staying at home are `exp(V/noise)`. With `V = common - salience·|x - x_c| - ν` they are a product of what is
//! the same for a village and two exponentials of the voter's own, of its position and of its cost, whatever the number of candidates.

use super::leaning::{Booth, Kin, Seen};
use crate::maths;
use crate::world::politics::polity::MOST_PARTIES;

/// The largest exponent by parts: products of three stay far from what floating-point numbers can hold.
const MOST: f64 = 100.0;
/// By what part odds may be wrong.
const ERROR: f64 = 1e-11;

/// What is the same for all voters of one village in one election.
#[derive(Clone, Debug)]
pub struct Odds<'a> {
    booth: &'a Booth,
    count: usize,
    /// Factors of every candidate for voters to the right of it, or where it stands.
    right: [f64; MOST_PARTIES],
    /// The same to the left of it.
    left: [f64; MOST_PARTIES],
}

/// What of a voter counts in every election of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    position: f64,
    /// Factors of its own for candidates to its left, or where it stands, and to its right.
    for_left: f64,
    for_right: f64,
    /// By what its patron multiplies the odds of the candidate whom the patron serves.
    bond: f64,
}

impl Stance {
    /// The stance of a voter; none where its odds could be too large for a number, and for kin of a candidate.
    #[inline]
    #[must_use]
    pub fn of(booth: &Booth, voter: &Seen, noise: f64) -> Option<Self> {
        let (away, cost, bond) = (booth.salience * voter.position / noise, -voter.cost / noise, booth.bond(voter) / noise);
        if away.abs() > MOST || cost.abs() > MOST || bond.abs() > MOST || voter.kin != Kin::NONE {
            return None;
        }
        let [cost, to_the_left, bond] = [cost, away, bond].map(maths::exp);
        Some(Self { position: voter.position, for_left: cost / to_the_left, for_right: cost * to_the_left, bond })
    }
}

/// The odds of one candidate, of the best other one, and of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Race {
    /// The candidate's.
    pub own: f64,
    /// Those of the best of the others; 0 where nobody else stands.
    pub rival: f64,
    /// Those of all, and of staying at home.
    pub all: f64,
}

impl Race {
    /// Whether it could be in doubt who is first, or whether the first is better than staying at home.
    #[must_use]
    pub fn is_close(&self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 4.0 * ERROR * a.max(b);
        near(self.own, self.rival) || near(self.own.max(self.rival), 1.0)
    }
}

impl<'a> Odds<'a> {
    /// The odds in a booth; none without noise, or where it is so small that odds could be too large for a number.
    #[must_use]
    pub fn new(booth: &'a Booth, noise: f64) -> Option<Self> {
        let count = booth.candidates.len();
        let (mut right, mut left) = ([0.0; MOST_PARTIES], [0.0; MOST_PARTIES]);
        for c in 0..count {
            let reach = booth.salience * booth.position[c];
            let exponents = [(booth.common[c] + reach) / noise, (booth.common[c] - reach) / noise];
            if noise <= 0.0 || exponents.iter().any(|exponent| exponent.abs() > MOST) {
                return None;
            }
            [right[c], left[c]] = exponents.map(maths::exp);
        }
        Some(Self { booth, count, right, left })
    }

    /// The odds of a candidate and of the others in the eyes of a voter, whose patron serves one of them or none.
    #[inline]
    #[must_use]
    pub fn race(&self, voter: &Stance, served: Option<usize>, candidate: usize) -> Race {
        let mut odds = [0.0; MOST_PARTIES];
        for (c, odds) in odds.iter_mut().enumerate().take(self.count) {
            let (right, left) = (self.right[c] * voter.for_left, self.left[c] * voter.for_right);
            *odds = if voter.position >= self.booth.position[c] { right } else { left };
        }
        if let Some(served) = served {
            odds[served] *= voter.bond;
        }
        let own = std::mem::take(&mut odds[candidate]);
        let (mut all, mut rival) = (1.0 + own, 0.0_f64);
        for &other in &odds[..self.count] {
            all += other;
            rival = if other > rival { other } else { rival };
        }
        Race { own, rival, all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn odds_are_those_of_utilities(
            places in prop::collection::vec((-1.0..1.0f64, -2.0..2.0f64), 1..10), position in -3.0..3.0f64, cost in -2.0..2.0f64,
            bond in 0.0..2.0f64, noise in 0.05..2.0f64, salience in 0.0..3.0f64, which in 0_usize..100,
        ) {
            let count = places.len();
            let booth = Booth::of_places(&places, salience);
            let candidate = which % count;
            let served = (which % 3 > 0).then_some(which / 3 % count);
            let voter = Seen { position, cost, loyalty: bond, coercion: 0.0, served, kin: Kin::NONE };
            let both = Odds::new(&booth, noise).zip(Stance::of(&booth, &voter, noise));
            let Some((odds, stance)) = both else { return Ok(()) };
            let race = odds.race(&stance, served, candidate);
            let utilities = booth.utilities(&voter);
            let exact = |c: usize| libm::exp(utilities.of(c) / noise);
            let near = |a: f64, b: f64| (a - b).abs() <= ERROR * a.max(b);
            prop_assert!(near(race.own, exact(candidate)));
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
        assert!(Odds::new(&booth, 0.0).is_none() && Odds::new(&booth, 1e-4).is_none());
        let far = Seen { position: 300.0, cost: 0.0, loyalty: 0.0, coercion: 0.0, served: None, kin: Kin::NONE };
        assert_eq!(Stance::of(&booth, &far, 0.5), None);
    }
}
