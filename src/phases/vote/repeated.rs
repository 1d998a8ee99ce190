//! When a gift binds because there is a next time: the machine goes on paying who keeps its word, and never again pays whom it has seen
//! break it.
//!
//! A voter of ideology x loses `½(x - x_c)²` when it votes for a candidate at x_c (Stokes), and what it costs to go there besides
//! (Nichter). It keeps to the bargain if the gifts to come, in so far as they hang on being trusted, outweigh what it loses now.
//! Positions count as they are: salience, valence, loyalty and all else that leans a voter one way or the other do not.
//!
//! References: Stokes, S. C. 2005, "Perverse accountability", *American Political Science Review* 99; Nichter, S. 2008, "Vote buying or
//! turnout buying?", *American Political Science Review* 102.

use crate::world::politics::Strategy;

/// A gift that is given at every election to a voter who is trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bargain {
    /// Where the voter stands, x.
    pub voter: f64,
    /// Where the candidate stands who pays, the machine.
    pub machine: f64,
    /// Where the best of the other candidates stands; none if nobody else stands for election.
    pub opposition: Option<f64>,
    /// What it costs the voter to vote, ν \[utility\].
    pub cost: f64,
    /// What the gift is worth to the voter, b \[utility\], not negative.
    pub reward: f64,
    /// Weight β of the next election against this one, in [0, 1].
    pub patience: f64,
    /// Chance that it is noticed if the voter breaks its word, in [0, 1].
    pub noticed: f64,
}

/// Whether a voter who is trusted, and patient, does what a gift asks for.
///
/// Votes are sold up to the upper end of Stokes's [`Bargain::window`]; left of its lower end they go to the machine anyway. Turnout is
/// sold by supporters for [`Bargain::required`] at least (Nichter). Abstention is not sold: nothing in either game speaks for it.
#[must_use]
pub fn sustains(strategy: Strategy, bargain: &Bargain) -> bool {
    match strategy {
        Strategy::Vote | Strategy::Persuasion | Strategy::Reward => bargain.across() < bargain.window().1,
        Strategy::Turnout => bargain.is_supporter() && bargain.reward >= bargain.required(),
        Strategy::Abstention => false,
    }
}

impl Bargain {
    /// γ: what a gift at every election is worth now, as a share of one gift, in so far as it hangs on voting as agreed.
    #[must_use]
    pub fn gamma(&self) -> f64 {
        let risk = self.patience * self.noticed;
        if risk > 0.0 { risk / (1.0 - self.patience + risk) } else { 0.0 }
    }

    /// θ: how many times the loss of one election a gift must be worth for turnout to be sold; infinite if nothing is ever noticed, or
    /// nobody thinks of the next time.
    #[must_use]
    pub fn theta(&self) -> f64 {
        let risk = self.patience * self.noticed;
        if risk > 0.0 { (1.0 - self.patience * (1.0 - self.noticed)) / (2.0 * risk) } else { f64::INFINITY }
    }

    /// How far from the machine towards the opposition the voters stand who sell their votes: from here, where they are indifferent, to there,
    /// exclusively. Infinite if both stand in one place, or nobody else stands.
    #[must_use]
    pub fn window(&self) -> (f64, f64) {
        let apart = self.apart();
        let lower = 0.5 * apart;
        let gain = self.gamma() * self.reward;
        (lower, if gain > 0.0 { lower + gain / apart } else { lower })
    }

    /// What going to vote for the machine costs, twice over: `(x - x_1)² + 2ν`. Who is below 0 goes unpaid.
    #[must_use]
    pub fn effort(&self) -> f64 {
        let distance = self.voter - self.machine;
        distance * distance + 2.0 * self.cost
    }

    /// The least gift for which turnout is sold \[utility\]: θ times the effort; not above 0 if the voter goes unpaid.
    #[must_use]
    pub fn required(&self) -> f64 {
        let effort = self.effort();
        if effort == 0.0 { 0.0 } else { self.theta() * effort }
    }

    /// Whether the voter stands nearer to the machine than to the opposition.
    #[must_use]
    pub fn is_supporter(&self) -> bool {
        self.across() < 0.5 * self.apart()
    }

    /// How far the opposition is from the machine.
    fn apart(&self) -> f64 {
        self.opposition.map_or(f64::INFINITY, |opposition| (opposition - self.machine).abs())
    }

    /// How far the voter is from the machine on the side of the opposition; below 0 on the other side.
    fn across(&self) -> f64 {
        let away = self.voter - self.machine;
        if self.opposition.is_some_and(|opposition| opposition < self.machine) { -away } else { away }
    }
}
