//! Whom a broker need not look at twice: voters who cannot be among the best of those it knows.
//!
//! A broker who pays everybody the same, and is paid for votes, buys from the head of its list, and has money and names for a part of it only. How
//! good an offer is follows from chances, which take an exponential for every candidate; [`Odds`] tells them to eleven digits at a fraction of
//! that. Who comes out behind by more than what that can move is left out. Nothing depends on it but time.

use super::PaidBy;
use super::know::Known;
use super::list::Guess;
use super::money::cost_of;
use super::shop::{Contest, Machine};
use crate::ids::{PatronId, VillageId};
use crate::maths;
use crate::phases::vote::Compliance;
use crate::phases::vote::leaning::{noticed, worth};
use crate::phases::vote::odds::{Odds, Race};
use crate::quantity::Money;
use crate::world::politics::Strategy;

/// More than rounding to nine decimals moves two merits together.
const MARGIN: f64 = 2e-9;
/// Chances that are so small are left to exact arithmetic.
const SMALL: f64 = 1e-100;

impl Contest<'_> {
    /// To how many voters a broker can make offers, where each costs the same and those of most merit come first; none where it is not so simple.
    pub fn room(&self, machine: &Machine, broker: PatronId, budget: Money) -> Option<usize> {
        let is_simple = self.campaign().paid_by == PaidBy::Votes && self.parameters.voting.compliance == Compliance::Norms;
        let price = machine.envelope.filter(|_| is_simple)?;
        let cost = cost_of(self.world, self.politics, broker, price).micros();
        Some(usize::try_from(budget.micros() / cost).unwrap_or(0).min(self.quota()))
    }

    /// Of the voters known to a broker, who has room for some, those who may be among the best.
    pub fn shortlist(&self, machine: &Machine, place: usize, known: &[Known], room: usize) -> Vec<Known> {
        if room == 0 {
            return Vec::new();
        }
        if known.len() <= room {
            return known.to_vec();
        }
        let mut rough = self.roughly(machine, place, known);
        if rough.len() > room {
            // Who is in doubt is kept, and puts nobody out.
            let mut merits: Vec<f64> = rough.iter().map(|(merit, _)| merit.unwrap_or(f64::NEG_INFINITY)).collect();
            let (_, last, _) = merits.select_nth_unstable_by(room - 1, |a, b| b.total_cmp(a));
            let least = *last - MARGIN;
            rough.retain(|(merit, _)| merit.is_none_or(|merit| merit >= least));
        }
        rough.into_iter().map(|(_, known)| known).collect()
    }

    /// The voters to whom a broker can make an offer, each with what it is good for, as far as that is certain.
    fn roughly(&self, machine: &Machine, place: usize, known: &[Known]) -> Vec<(Option<f64>, Known)> {
        let noise = self.parameters.voting.noise;
        let mut village: Option<(VillageId, Option<Odds<'_>>)> = None;
        let mut rough = Vec::with_capacity(known.len());
        for known in known.iter().filter(|known| self.can_offer(known)) {
            if village.as_ref().is_none_or(|(village, _)| *village != known.village) {
                village = Some((known.village, Odds::new(&self.booths[known.village.index()], noise)));
            }
            let odds = village.as_ref().and_then(|(_, odds)| odds.as_ref());
            let merit = odds.and_then(|odds| self.merit(machine, place, known, odds));
            rough.push((merit, *known));
        }
        rough
    }

    /// The merit of an offer to a voter, not rounded; none where that may be wrong.
    #[inline]
    fn merit(&self, machine: &Machine, place: usize, known: &Known, odds: &Odds<'_>) -> Option<f64> {
        let voting = &self.parameters.voting;
        let Guess { seen, norm, .. } = self.guess(known);
        let consumption = self.consumption(known, maths::exp);
        let race = odds.race(&seen, place).filter(|race| !race.is_close() && race.own > SMALL * race.all)?;
        let worth = worth(voting, Money::from(machine.envelope?).to_s(), consumption);
        let noticed = noticed(voting, demanded(&race), self.booths[known.village.index()].monitoring);
        let binds = noticed + (1.0 - noticed) * norm;
        let (own, rival) = (race.own / race.all, race.rival.unwrap_or(0.0) / race.all);
        let others = maths::exp(-worth / voting.noise);
        let all = own + (1.0 - own) * others;
        let net_votes = (own / all - own) - rival * (others / all - 1.0);
        Some(binds * net_votes)
    }
}

/// What a candidate would ask a voter for.
fn demanded(race: &Race) -> Strategy {
    let rival = race.rival.unwrap_or(0.0);
    match (race.own > rival, race.own.max(rival) > 1.0) {
        (true, true) => Strategy::Reward,
        (false, true) => Strategy::Vote,
        (true, false) => Strategy::Turnout,
        (false, false) => Strategy::Persuasion,
    }
}
