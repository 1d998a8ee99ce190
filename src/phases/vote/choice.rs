//! One voter's choice in one election: what it finds in the candidates, chance included, and the gifts that bind it.

use super::leaning::{Booth, Seen, Utilities, noticed};
use super::repeated::{Bargain, sustains};
use super::{Compliance, Voting};
use crate::random::{GumbelBounds, Word};
use crate::world::politics::polity::MOST_PARTIES;
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
#[expect(clippy::needless_pass_by_value, reason = "an iterator is begun anew for every candidate")]
pub fn choose<'a>(day: &Day, gifts: impl Iterator<Item = &'a Gift> + Clone) -> Choice {
    let with_gifts = |utility: f64, demanded: Choice| {
        let binding = gifts.clone().filter(|gift| gift.binds && gift.demands() == demanded);
        binding.fold(utility, |utility, gift| utility + (gift.worth + DECISIVE))
    };
    let (mut best, mut highest) = (None, f64::NEG_INFINITY);
    for (c, &utility) in day.candidates.all().iter().enumerate() {
        let utility = with_gifts(utility, Some(c));
        if utility > highest || best.is_none() {
            (best, highest) = (Some(c), utility);
        }
    }
    best.filter(|_| highest >= with_gifts(day.home, None))
}

/// Between what chance puts everything that a voter can do, before it is worked out.
struct Bounds {
    /// What the best of all is worth at least.
    least: f64,
    /// What every candidate is worth at most.
    most: [f64; MOST_PARTIES],
    /// What staying at home is worth at most.
    home: f64,
}

impl Bounds {
    /// By what a voter finds without chance, the noise, and the words of the candidates and of staying at home.
    #[inline]
    fn of(leaning: &Utilities, noise: f64, candidates: &[Word], home: Word) -> Self {
        let between = GumbelBounds::get();
        let (low, high) = between.of(home);
        let mut bounds = Self { least: noise * low, most: [0.0; MOST_PARTIES], home: noise * high };
        for (c, word) in candidates.iter().enumerate() {
            let (low, high) = between.of(*word);
            bounds.most[c] = leaning.of(c) + noise * high;
            bounds.least = bounds.least.max(leaning.of(c) + noise * low);
        }
        bounds
    }
}

/// What chance makes of a voter's utilities, by the words of the candidates and of staying at home. It is worked
/// out for what could be chosen, with these gifts or without some of them; the rest is left out of the question.
#[must_use]
pub fn on_the_day(leaning: &Utilities, noise: f64, candidates: &[Word], home: Word, gifts: &[Gift]) -> Day {
    let mut day = Day { candidates: *leaning, home: 0.0 };
    if noise <= 0.0 {
        return day;
    }
    let mut bounds = Bounds::of(leaning, noise, candidates, home);
    for gift in gifts.iter().filter(|gift| gift.binds) {
        let most = gift.demands().map_or(&mut bounds.home, |candidate| &mut bounds.most[candidate]);
        *most += gift.worth + DECISIVE;
    }
    for (c, word) in candidates.iter().enumerate() {
        let chance = if bounds.most[c] >= bounds.least { noise * word.gumbel() } else { f64::NEG_INFINITY };
        day.candidates.add(c, chance);
    }
    day.home = if bounds.home >= bounds.least { noise * home.gumbel() } else { f64::NEG_INFINITY };
    day
}

/// The choice of a voter who has taken no gift: the same as [`choose`] makes of such a day. Mostly nothing of what chance adds has to be worked
/// out, because the bounds leave one candidate only.
#[must_use]
pub fn choose_freely(leaning: &Utilities, noise: f64, candidates: &[Word], home: Word) -> Choice {
    if noise <= 0.0 {
        return leaning.choice();
    }
    let bounds = GumbelBounds::get();
    // Looked up twice rather than kept: a place to keep them for as many as could stand would take longer to make.
    let between = |(&value, word): (&f64, &Word)| {
        let (low, high) = bounds.of(*word);
        (value + noise * low, value + noise * high)
    };
    let (at_home, home_at_most) = between((&0.0, &home));
    let mut least = at_home;
    for candidate in leaning.all().iter().zip(candidates) {
        let (low, _) = between(candidate);
        least = if low > least { low } else { least };
    }
    let mut open = (0..candidates.len()).filter(|&c| between((&leaning.all()[c], &candidates[c])).1 >= least);
    match (open.next(), open.next()) {
        (None, _) => None,
        (Some(only), None) if home_at_most < least => Some(only),
        _ => choose(&on_the_day(leaning, noise, candidates, home, &[]), [].iter()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Draws, Purpose};
    use proptest::prelude::{Just, Strategy as _, any, prop, prop_assert_eq, prop_oneof, proptest};

    /// All that chance adds, worked out.
    fn in_full(leaning: &Utilities, noise: f64, candidates: &[Word], home: Word) -> Day {
        let mut day = Day { candidates: *leaning, home: 0.0 };
        for (c, word) in candidates.iter().enumerate().filter(|_| noise > 0.0) {
            day.candidates.add(c, noise * word.gumbel());
        }
        day.home = if noise > 0.0 { noise * home.gumbel() } else { 0.0 };
        day
    }

    fn gifts() -> impl proptest::strategy::Strategy<Value = Vec<Gift>> {
        let gift = (0_usize..100, 0_usize..5, 0.0..3.0f64, any::<bool>());
        let made = |(payer, strategy, worth, binds)| Gift { payer, strategy: Strategy::ALL[strategy], worth, binds };
        prop::collection::vec(gift.prop_map(made), 0..5)
    }

    proptest! {
        /// Bounds leave the choices that all that chance adds, worked out, leads to.
        #[test]
        fn bounds_change_no_choice_and_no_effect(
            values in prop::collection::vec(prop_oneof![-3.0..3.0f64, Just(0.25)], 1..12),
            noise in prop_oneof![Just(0.0), 0.001..3.0f64], first in 0_usize..1_000_000, mut gifts in gifts(),
        ) {
            let leaning = Utilities::of_values(&values);
            gifts.iter_mut().for_each(|gift| gift.payer %= values.len());
            let mut words = Draws { seed: 3, replicate: 0 }.words(Purpose::Ballot, 1, first, 13);
            for _ in 0..20 {
                let candidates: Vec<Word> = (0..values.len()).map(|_| words.take::<1>()[0]).collect();
                let [home] = words.take();
                let full = in_full(&leaning, noise, &candidates, home);
                prop_assert_eq!(choose_freely(&leaning, noise, &candidates, home), choose(&full, [].iter()));
                let day = on_the_day(&leaning, noise, &candidates, home, &gifts);
                let choice = choose(&full, gifts.iter());
                prop_assert_eq!(choose(&day, gifts.iter()), choice);
                prop_assert_eq!(effects(&day, &gifts, choice).collect::<Vec<_>>(), effects(&full, &gifts, choice).collect::<Vec<_>>());
            }
        }
    }
}
