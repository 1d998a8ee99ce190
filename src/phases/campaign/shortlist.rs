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
use crate::ids::{PartyId, PatronId, VillageId};
use crate::maths;
use crate::phases::vote::Compliance;
use crate::phases::vote::leaning::{noticed, worth};
use crate::phases::vote::odds::{Odds, Race, Stance};
use crate::quantity::Money;
use crate::world::politics::Strategy;

/// More than rounding to nine decimals moves two merits together.
const MARGIN: f64 = 2e-9;
/// Chances that are so small are left to exact arithmetic.
const SMALL: f64 = 1e-100;

/// What a broker sees of a voter at a glance, for all elections of a day.
pub(super) struct Glance {
    /// None where exact arithmetic is needed.
    stance: Option<Stance>,
    /// The party that the voter's patron serves.
    party: Option<PartyId>,
    consumption: f64,
    norm: f64,
}

impl Contest<'_> {
    /// What a broker sees of the voters whom it knows.
    pub fn glance(&self, known: &[Known]) -> Vec<Glance> {
        let noise = self.parameters.voting.noise;
        let glance = |known: &Known| {
            let Guess { seen, norm, .. } = self.guess(known);
            let patron = self.world.clients.patron[known.client.index()];
            Glance {
                stance: Stance::of(&self.booths[known.village.index()], &seen, noise),
                party: patron.and_then(|patron| self.politics.brokers.party[patron.index()]),
                consumption: self.consumption(known, maths::exp),
                norm,
            }
        };
        known.iter().map(glance).collect()
    }

    /// To how many voters a broker can make offers, where each costs the same and those of most merit come first; none where it is not so simple.
    pub fn room(&self, machine: &Machine, broker: PatronId, budget: Money) -> Option<usize> {
        let voting = &self.parameters.voting;
        let is_simple = self.campaign().paid_by == PaidBy::Votes && voting.compliance == Compliance::Norms && voting.noise > 0.0;
        let price = machine.envelope.filter(|_| is_simple && self.politics.politicians.family.is_empty())?;
        let cost = cost_of(self.world, self.politics, broker, price).micros();
        Some(usize::try_from(budget.micros() / cost).unwrap_or(0).min(self.quota()))
    }

    /// Of the voters known to a broker, who has room for some, those who may be among the best.
    pub fn shortlist(&self, machine: &Machine, place: usize, known: &[Known], glances: &[Glance], room: usize) -> Vec<Known> {
        if room == 0 {
            return Vec::new();
        }
        if known.len() <= room {
            return known.to_vec();
        }
        let mut rough = self.roughly(machine, place, known, glances);
        if rough.len() > room {
            // Who is in doubt is kept, and puts nobody out.
            let mut merits: Vec<f64> = rough.iter().map(|(merit, _)| merit.unwrap_or(f64::NEG_INFINITY)).collect();
            let (_, last, _) = merits.select_nth_unstable_by(room - 1, |a, b| b.total_cmp(a));
            let least = *last - MARGIN;
            rough.retain(|(merit, _)| merit.is_none_or(|merit| merit >= least));
        }
        rough.into_iter().map(|(_, at)| known[at as usize]).collect()
    }

    /// The voters to whom a broker can make an offer, each with what it is good for, as far as that is certain.
    fn roughly(&self, machine: &Machine, place: usize, known: &[Known], glances: &[Glance]) -> Vec<(Option<f64>, u32)> {
        let noise = self.parameters.voting.noise;
        let mut village: Option<(VillageId, Option<Odds<'_>>)> = None;
        let mut rough = Vec::with_capacity(known.len());
        for (at, (known, glance)) in known.iter().zip(glances).enumerate().filter(|(_, (known, _))| self.can_offer(known)) {
            if village.as_ref().is_none_or(|(village, _)| *village != known.village) {
                village = Some((known.village, Odds::new(&self.booths[known.village.index()], noise)));
            }
            let odds = village.as_ref().and_then(|(_, odds)| odds.as_ref());
            let merit = odds.and_then(|odds| self.merit(machine, place, known.village, glance, odds));
            rough.push((merit, at as u32));
        }
        rough
    }

    /// The merit of an offer to a voter, not rounded; none where that may be wrong.
    #[inline]
    fn merit(&self, machine: &Machine, place: usize, home: VillageId, glance: &Glance, odds: &Odds<'_>) -> Option<f64> {
        let (voting, booth) = (&self.parameters.voting, &self.booths[home.index()]);
        let served = glance.party.and_then(|party| booth.served(party));
        let race = odds.race(glance.stance.as_ref()?, served, place);
        if race.is_close() || race.own < SMALL * race.all {
            return None;
        }
        let worth = worth(voting, Money::from(machine.envelope?).to_s(), glance.consumption);
        let noticed = noticed(voting, demanded(&race), booth.monitoring);
        let binds = noticed + (1.0 - noticed) * glance.norm;
        // What the gift leaves of the odds of all else. The payer's chance rises from own/all to own/with, its rival's falls.
        let Race { own, rival, all } = race;
        let others = maths::exp(-worth / voting.noise);
        let with = own + (all - own) * others;
        Some(binds * ((own - rival * others) / with - (own - rival) / all))
    }
}

/// What a candidate would ask a voter for.
fn demanded(race: &Race) -> Strategy {
    match (race.own > race.rival, race.own.max(race.rival) > 1.0) {
        (true, true) => Strategy::Reward,
        (false, true) => Strategy::Vote,
        (true, false) => Strategy::Turnout,
        (false, false) => Strategy::Persuasion,
    }
}
