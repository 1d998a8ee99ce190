//! How a broker looks at a voter: what it could ask for, at which price, and what it expects of it.
//!
//! Gans-Morse, J., S. Mazzuca and S. Nichter 2014, "Varieties of clientelism", *American Journal of Political Science* 58, name the
//! strategies. Everything is priced from the voter's utilities, so that their closed forms follow with two candidates.

use super::{Campaign, PaidBy, Pricing};
use crate::phases::vote::leaning::{Utilities, gift_worth, noticed, worth};
use crate::phases::vote::repeated::{Bargain, sustains};
use crate::phases::vote::{Compliance, Voting};
use crate::quantity::{MICROS_PER_S, Money, SmallMoney};
use crate::world::politics::{Attitude, Strategy};

/// How much worse a choice may be than the best one and still be made when it is what was demanded: prices are whole micro-S, but
/// utilities are rounded.
pub const INDIFFERENT: f64 = 1e-9;

/// What a voter thinks of candidate c of its constituency: c's utility less that of the best other candidate, or of staying at home where
/// nobody else stands.
#[must_use]
pub fn attitude(utilities: &Utilities, candidate: usize, swing: f64) -> Attitude {
    let other = utilities.first_but(candidate).map_or(0.0, |(_, utility)| utility);
    let lead = utilities.of(candidate) - other;
    if lead > swing {
        Attitude::Loyal
    } else if lead < -swing {
        Attitude::Opposed
    } else {
        Attitude::Swing
    }
}

/// What an offer to a voter can ask for, and how much utility the voter lacks to do it of its own accord.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demand {
    /// What it asks for.
    pub strategy: Strategy,
    /// The utility that is lacking; 0 for who does it anyway.
    pub lacking: f64,
}

impl Demand {
    /// What candidate c can ask a voter for, by what the voter would do without a gift: the vote first, then that it stay at home.
    #[must_use]
    pub fn of(utilities: &Utilities, candidate: usize) -> (Self, Option<Self>) {
        let own = utilities.of(candidate);
        let (first, highest) = utilities.first();
        match utilities.choice() {
            Some(choice) if choice == candidate => (Self { strategy: Strategy::Reward, lacking: 0.0 }, None),
            Some(_) => {
                let abstention = Self { strategy: Strategy::Abstention, lacking: highest };
                (Self { strategy: Strategy::Vote, lacking: highest - own }, Some(abstention))
            }
            None if first == candidate => (Self { strategy: Strategy::Turnout, lacking: -own }, None),
            None => (Self { strategy: Strategy::Persuasion, lacking: -own }, None),
        }
    }
}

/// A voter as a broker sees it.
#[derive(Clone, Copy, Debug)]
pub struct Prospective<'a> {
    /// Its utilities, as the broker guesses them.
    pub utilities: &'a Utilities,
    /// Which candidate of the constituency pays.
    pub candidate: usize,
    /// What the voter consumes \[S\].
    pub consumption: f64,
    /// Its loyalty, if it is a client of the broker.
    pub loyalty: Option<f64>,
}

/// A price in whole micro-S, rounded up, at least one; none if it is more than there can be, or no number.
fn price(s: f64) -> Option<SmallMoney> {
    let micros = (s * MICROS_PER_S as f64).ceil().max(1.0);
    (micros < f64::from(SmallMoney::TOO_MUCH.micros())).then(|| SmallMoney::from_micros(micros as u32))
}

impl Prospective<'_> {
    /// What a demand costs if the voter is paid exactly what it lacks, in micro-S rounded up, at least one; none for a reward, or where
    /// no money is enough.
    #[must_use]
    pub fn reservation(&self, voting: &Voting, secrecy_premium: f64, demand: Demand) -> Option<SmallMoney> {
        let premium = match demand.strategy {
            Strategy::Vote | Strategy::Persuasion => secrecy_premium,
            Strategy::Turnout | Strategy::Abstention => 1.0,
            Strategy::Reward => return None,
        };
        price(premium * gift_worth(voting, demand.lacking, self.consumption))
    }

    /// The net votes that a gift that binds brings: the rise in the payer's chance, less the rise in that of its strongest rival.
    /// Without chance it is 2 for a vote that would have gone to another and 1 for every other, if the gift is enough.
    #[must_use]
    pub fn net_votes(&self, voting: &Voting, demand: Demand, gift: SmallMoney) -> f64 {
        let worth = worth(voting, Money::from(gift).to_s(), self.consumption);
        if voting.noise > 0.0 {
            return self.rise(voting.noise, demand.strategy, worth);
        }
        match demand.strategy {
            Strategy::Reward => 0.0,
            _ if worth < demand.lacking - INDIFFERENT => 0.0,
            Strategy::Vote => 2.0,
            Strategy::Turnout | Strategy::Abstention | Strategy::Persuasion => 1.0,
        }
    }

    /// The same with chance.
    fn rise(&self, noise: f64, strategy: Strategy, worth: f64) -> f64 {
        let before = self.utilities.chances(noise);
        let after = match strategy {
            // To stay at home is worth 0: what it gains on the candidates, they lose.
            Strategy::Abstention => {
                (0..self.utilities.count()).fold(*self.utilities, |all, candidate| all.with(candidate, -worth))
            }
            _ => self.utilities.with(self.candidate, worth),
        }
        .chances(noise);
        let rise = |candidate: usize| after[candidate] - before[candidate];
        let rival = self.utilities.first_but(self.candidate).map_or(0.0, |(rival, _)| rise(rival));
        rise(self.candidate) - rival
    }

    /// What an offer is good for in the eyes of a broker, who is paid for something; `promised` are the net votes it expects.
    #[must_use]
    pub fn merit(&self, paid_by: PaidBy, promised: f64) -> f64 {
        match paid_by {
            PaidBy::Votes => promised,
            PaidBy::Names => self.loyalty.map_or(0.5, |loyalty| 0.5 + 0.5 * loyalty) / self.consumption.max(0.5),
            PaidBy::Loyalty => self.loyalty.unwrap_or(0.0),
        }
    }

    /// The price of a demand: the envelope's, or what the voter lacks.
    #[must_use]
    pub fn price(
        &self,
        campaign: &Campaign,
        voting: &Voting,
        envelope: Option<SmallMoney>,
        demand: Demand,
    ) -> Option<SmallMoney> {
        match campaign.pricing {
            Pricing::Reservation => self.reservation(voting, campaign.secrecy_premium, demand),
            Pricing::Envelope => envelope.filter(|_| demand.strategy != Strategy::Abstention),
        }
    }
}

/// The chance that a gift binds a voter with this norm of reciprocity, where a single choice is noticed with chance `monitoring`; in the
/// repeated game, whether the bargain is kept (what it says of patience and chance is not read).
#[must_use]
pub fn binding(voting: &Voting, strategy: Strategy, monitoring: f64, norm: f64, bargain: impl FnOnce() -> Bargain) -> f64 {
    let noticed = noticed(voting, strategy, monitoring);
    match voting.compliance {
        Compliance::Norms => noticed + (1.0 - noticed) * norm,
        Compliance::Repeated => {
            let bargain = Bargain { noticed, patience: voting.patience, ..bargain() };
            f64::from(u8::from(sustains(strategy, &bargain)))
        }
    }
}
