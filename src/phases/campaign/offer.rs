//! How a broker looks at a voter: what it could ask for, at which price, and what it expects of it.
//!
//! Gans-Morse, J., S. Mazzuca and S. Nichter 2014, "Varieties of clientelism", *American Journal of Political Science* 58, name the
//! strategies. Everything is priced from the voter's utilities, so that their closed forms follow with two candidates.

use super::{Campaign, PaidBy, Pricing};
use crate::maths;
use crate::phases::vote::Voting;
use crate::phases::vote::choice::DECISIVE;
use crate::phases::vote::leaning::{Utilities, gift_worth, worth};
use crate::quantity::{MICROS_PER_S, Money, SmallMoney};
use crate::world::politics::Strategy;

/// The smallest chance whose rise is worked out from itself: of smaller ones too few digits may be left.
const SMALLEST_CHANCE: f64 = 1e-200;

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
            _ if worth < demand.lacking - DECISIVE => 0.0,
            Strategy::Vote => 2.0,
            Strategy::Turnout | Strategy::Abstention | Strategy::Persuasion => 1.0,
        }
    }

    /// The same with chance. Net votes are rounded in the end: what exponentials are used for them is no matter of a last digit.
    fn rise(&self, noise: f64, strategy: Strategy, worth: f64) -> f64 {
        let before = self.utilities.chances_by(noise, maths::exp);
        let (own, rival) = (before[self.candidate], self.utilities.first_but(self.candidate).map(|(rival, _)| rival));
        if strategy != Strategy::Abstention && own > SMALLEST_CHANCE {
            // What is added to one utility multiplies its odds: most offers need no second softmax.
            let others = maths::exp(-worth / noise);
            let all = own + (1.0 - own) * others;
            return (own / all - own) - rival.map_or(0.0, |rival| before[rival] * (others / all - 1.0));
        }
        let after = match strategy {
            // To stay at home is worth 0: what it gains on the candidates, they lose.
            Strategy::Abstention => {
                (0..self.utilities.count()).fold(*self.utilities, |all, candidate| all.with(candidate, -worth))
            }
            _ => self.utilities.with(self.candidate, worth),
        }
        .chances_by(noise, maths::exp);
        let rise = |candidate: usize| after[candidate] - before[candidate];
        rise(self.candidate) - rival.map_or(0.0, rise)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ElectionId, PartyId, VillageId};
    use crate::phases::Parameters;
    use crate::phases::vote::choice::attitude;
    use crate::phases::vote::leaning::{Booth, Kin, Seen};
    use crate::random::Draws;
    use crate::world::Strategy as Offered;
    use crate::world::politics::Attitude;
    use crate::world::politics::polity::{Party, Polity};
    use crate::world::populate::{Endowment, Kind, Plans, StartNetwork, StartPolitics, populate};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use std::sync::Arc;

    /// The utilities of voters with these positions and costs, with so many parties from left to right.
    fn booth(parties: usize) -> Booth {
        let mut parameters = Parameters::default();
        let population = &mut parameters.population;
        (population.clients, population.patrons, population.villages) = (10, 1, 1);
        let mut polity = Polity::two_parties(vec![10], 1, 240.0);
        let party = |p: usize| Party::named(&format!("{p}"), 2.0 * (p as f64 + 0.5) / parties as f64 - 1.0);
        polity.parties = (0..parties).map(party).collect();
        polity.elections[0].parties = (0..parties).map(PartyId::new).collect();
        let polity = Arc::new(polity);
        let plans = Plans {
            population: &parameters.population,
            settlement: None,
            network: StartNetwork { keys: &parameters.network, listed: None },
            kinds: &[Kind { name: "all".to_owned(), share: 1.0, mean: Offered::default(), spread: 0.0 }],
            endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.0 },
            politics: Some(StartPolitics { polity: &polity, electorate: parameters.voting.electorate() }),
        };
        let world = populate(&plans, Draws { seed: 1, replicate: 0 });
        let politics = world.politics.as_ref().expect("there is politics");
        parameters.voting.performance = 0.0;
        Booth::new(politics, &parameters, ElectionId::new(0), VillageId::new(0))
    }

    proptest! {
        /// The short way gives what two softmaxes give, and every demand that is paid in full is met.
        #[test]
        fn net_votes_are_the_rise_of_chances(
            position in -1.0..1.0f64, cost in -2.0..2.0f64, parties in 1usize..6, which in 0usize..6,
            noise in 0.02..2.0f64, money in 0.1..10.0f64, micros in 1u32..2_000_000
        ) {
            let booth = booth(parties);
            let utilities = booth.utilities(&Seen { position, cost, loyalty: 0.0, coercion: 0.0, served: None, kin: Kin::NONE });
            let candidate = which % parties;
            let voter = Prospective { utilities: &utilities, candidate, consumption: 1.3, loyalty: None };
            let voting = Voting { noise, money, ..Voting::default() };
            let sure = Voting { noise: 0.0, ..voting.clone() };
            let gift = SmallMoney::from_micros(micros);
            let (first, second) = Demand::of(&utilities, candidate);
            for demand in [Some(first), second].into_iter().flatten() {
                let before = utilities.chances(noise);
                let gain = worth(&voting, Money::from(gift).to_s(), 1.3);
                let home = demand.strategy == Strategy::Abstention;
                let raised = |c: usize, all: Utilities| if home { all.with(c, -gain) } else { all };
                let all = (0..parties).fold(utilities, |all, c| raised(c, all));
                let after = if home { all } else { utilities.with(candidate, gain) }.chances(noise);
                let rise = |c: usize| after[c] - before[c];
                let exact = rise(candidate) - utilities.first_but(candidate).map_or(0.0, |(c, _)| rise(c));
                let got = voter.net_votes(&voting, demand, gift);
                prop_assert!((got - exact).abs() < 1e-12, "{got} for {exact}");

                let Some(price) = voter.reservation(&sure, 1.0, demand) else { continue };
                let expected = if demand.strategy == Strategy::Vote { 2.0 } else { 1.0 };
                prop_assert_eq!(voter.net_votes(&sure, demand, price), expected);
                // A thousandth less is too little.
                let less = SmallMoney::from_micros((f64::from(price.micros()) * 0.999) as u32);
                prop_assert!(price.micros() < 1000 || voter.net_votes(&sure, demand, less) == 0.0);
            }
        }

        #[test]
        fn attitudes_are_told_by_the_lead(position in -1.0..1.0f64, swing in 0.0..1.0f64) {
            let booth = booth(2);
            let utilities = booth.utilities(&Seen { position, cost: 0.0, loyalty: 0.0, coercion: 0.0, served: None, kin: Kin::NONE });
            let lead = utilities.of(1) - utilities.of(0);
            let expected = if lead > swing { Attitude::Loyal } else if lead < -swing { Attitude::Opposed } else { Attitude::Swing };
            prop_assert_eq!(attitude(&utilities, 1, swing), expected);
        }
    }
}
