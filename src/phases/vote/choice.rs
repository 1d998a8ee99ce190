//! One voter's choice in one election: what it finds in the candidates, chance included, and the gifts that bind it.

use super::leaning::{Booth, Seen, Utilities, noticed};
use super::repeated::{Bargain, sustains};
use super::{Compliance, Voting};
use crate::world::politics::{Attitude, Strategy};

/// What a binding gift is worth beside its utility: it was priced so that what it asks for is as good as the best, and utilities are
/// rounded.
pub const DECISIVE: f64 = 1e-9;

/// What a voter does: the candidate that it votes for, counted from the first of the constituency, or none if it stays at home.
pub type Choice = Option<usize>;

/// A gift that a voter has taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gift {
    /// Which candidate of the constituency pays.
    pub payer: usize,
    /// What for.
    pub strategy: Strategy,
    /// What it is worth to the voter \[utility\].
    pub worth: f64,
    /// Whether the voter keeps to it.
    pub binds: bool,
}

/// What became of one gift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The voter did what was demanded.
    pub complied: bool,
    /// Without this gift, all else equal, it would have chosen otherwise.
    pub changed: bool,
    /// It voted for the payer.
    pub delivered: bool,
    /// It would have done so without this gift.
    pub anyway: bool,
}

impl Gift {
    /// What it asks for.
    #[must_use]
    pub fn demands(&self) -> Choice {
        (self.strategy != Strategy::Abstention).then_some(self.payer)
    }

    /// What became of it, if the voter made a choice and without this gift would have made another.
    #[must_use]
    pub fn effect(&self, choice: Choice, without: Choice) -> Effect {
        Effect {
            complied: choice == self.demands(),
            changed: choice != without,
            delivered: choice == Some(self.payer),
            anyway: without == Some(self.payer),
        }
    }
}

/// What a voter finds in everything that it can do on the day, gifts apart.
#[derive(Clone, Copy, Debug)]
pub struct Day {
    /// In the candidates, with what chance adds.
    pub candidates: Utilities,
    /// In staying at home: what chance adds to 0.
    pub home: f64,
}

/// What a voter does on such a day: the best, the first of equals, abstention last. Every gift that binds adds to what it asks for.
#[must_use]
pub fn choose<'a>(day: &Day, gifts: impl IntoIterator<Item = &'a Gift>) -> Choice {
    let Day { candidates: mut all, mut home } = *day;
    for gift in gifts.into_iter().filter(|gift| gift.binds) {
        match gift.demands() {
            Some(candidate) => all.add(candidate, gift.worth + DECISIVE),
            None => home += gift.worth + DECISIVE,
        }
    }
    let (candidate, utility) = all.first();
    (utility >= home).then_some(candidate)
}

/// The effects of all gifts that a voter took, in their order, on the choice it made with all of them: each is taken away by itself.
pub fn effects<'a>(day: &'a Day, gifts: &'a [Gift], choice: Choice) -> impl Iterator<Item = Effect> + 'a {
    gifts.iter().enumerate().map(move |(g, gift)| {
        let others = gifts.iter().enumerate().filter(|&(other, _)| other != g).map(|(_, other)| other);
        let without = if gift.binds { choose(day, others) } else { choice };
        gift.effect(choice, without)
    })
}

/// The chance that a voter keeps to a gift of a candidate of its constituency that is worth so much to it, `norm` being its norm of
/// reciprocity; all as they are or as a broker guesses them.
#[must_use]
pub fn binding(voting: &Voting, booth: &Booth, voter: &Seen, norm: f64, (payer, strategy, worth): (usize, Strategy, f64)) -> f64 {
    let noticed = noticed(voting, strategy, booth.monitoring);
    match voting.compliance {
        Compliance::Norms => noticed + (1.0 - noticed) * norm,
        Compliance::Repeated => {
            let rival = booth.utilities(voter).first_but(payer);
            let bargain = Bargain {
                voter: voter.position,
                machine: booth.position(payer),
                opposition: rival.map(|(rival, _)| booth.position(rival)),
                cost: voter.cost,
                reward: worth,
                patience: voting.patience,
                noticed,
            };
            f64::from(u8::from(sustains(strategy, &bargain)))
        }
    }
}

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
