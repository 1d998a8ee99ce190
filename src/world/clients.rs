//! Clients: one column per attribute.

mod stored;

use super::{BLOCK, budget};
use crate::ids::PatronId;
use crate::maths::Rounding;
use crate::quantity::{Money, SmallMoney};
use std::sync::atomic::{AtomicU8, AtomicU32};

/// How far a client has come with its prospect: know, like, trust, buy (MODEL.md 3.9), and what it decides on the way.
///
/// The last three are decisions of the current round, taken by all clients from one snapshot and carried out at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Stage {
    /// No prospect.
    #[default]
    None = 0,
    /// Has heard of the prospect.
    Known = 1,
    /// Has heard well of it.
    Liked = 2,
    /// Trusts it, and will join if that pays.
    Trusted = 3,
    /// Decided: joins the prospect.
    Joins = 4,
    /// Decided: flees its patron.
    Flees = 5,
    /// Decided: quits its patron.
    Quits = 6,
}

impl Stage {
    /// Whether the client has decided to move.
    #[inline]
    #[must_use]
    pub fn moves(self) -> bool {
        self as u8 >= Self::Joins as u8
    }
}

/// Three valuations of one client, in its own eyes: of wage, protection and support. They add up to 3.
///
/// They are drawn once and never change, so the grid of 3/65535 they are drawn on costs no accuracy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Valuation {
    wage: u16,
    protection: u16,
}

impl Valuation {
    const UNIT: f64 = 3.0 / 65535.0;

    /// The valuation nearest to these weights of wage and protection, in [0, 3] each and together.
    #[must_use]
    pub fn nearest(wage: f64, protection: f64) -> Self {
        let wage = (wage / Self::UNIT + 0.5).clamp(0.0, 65535.0) as u16;
        let protection = ((protection / Self::UNIT + 0.5).clamp(0.0, 65535.0) as u16).min(u16::MAX - wage);
        Self { wage, protection }
    }

    /// Weight of the wage.
    #[inline]
    #[must_use]
    pub fn wage(self) -> f64 {
        f64::from(self.wage) * Self::UNIT
    }

    /// Weight of protection.
    #[inline]
    #[must_use]
    pub fn protection(self) -> f64 {
        f64::from(self.protection) * Self::UNIT
    }

    /// Weight of support: what the other two leave of 3.
    #[inline]
    #[must_use]
    pub fn support(self) -> f64 {
        f64::from(u16::MAX - self.wage - self.protection) * Self::UNIT
    }
}

/// Where a client stands politically, from -1 to 1 in steps of 1/127: so fine that it costs nothing in an opinion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ideology(i8);

impl Ideology {
    const STEPS: f64 = 127.0;

    /// The ideology nearest to a number, which is taken as -1 or 1 if it lies beyond.
    #[must_use]
    pub fn nearest(x: f64) -> Self {
        let steps = x.clamp(-1.0, 1.0) * Self::STEPS;
        Self((steps + 0.5).floor() as i8)
    }

    /// The ideology of so many steps of 1/127.
    #[inline]
    #[must_use]
    pub fn from_steps(steps: i8) -> Self {
        Self(steps)
    }

    /// The ideology in steps of 1/127.
    #[inline]
    #[must_use]
    pub fn steps(self) -> i8 {
        self.0
    }

    /// The ideology as a number in [-1, 1].
    #[inline]
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / Self::STEPS
    }
}

/// How loyal or resentful a client is, from 0 to 1 in steps of 1/65535.
///
/// A step is a thousandth of what a round usually changes, and [`Rounding`] takes turns up and down: what the grid adds is never more than a
/// step in a round, and later rounds shrink it as they shrink all that is past.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Degree(u16);

impl Degree {
    /// Nothing of it.
    pub const ZERO: Self = Self(0);
    /// Steps from nothing to all of it.
    pub const STEPS: f64 = 65_535.0;

    /// The degree of so many steps.
    #[must_use]
    pub const fn from_steps(steps: u16) -> Self {
        Self(steps)
    }

    /// How many steps it is.
    #[inline]
    #[must_use]
    pub const fn steps(self) -> u16 {
        self.0
    }

    /// The degree nearest to a number in [0, 1].
    #[inline]
    #[must_use]
    pub fn nearest(degree: f64) -> Self {
        Self((degree * Self::STEPS + 0.5) as u16)
    }

    /// The least degree above a number in [0, 1); of larger numbers the largest degree.
    #[must_use]
    pub fn least_above(degree: f64) -> Self {
        let guess = (degree * Self::STEPS) as u16;
        let above = (guess.saturating_sub(1)..=u16::MAX).map(Self).find(|found| found.to_f64() > degree);
        above.unwrap_or(Self(u16::MAX))
    }

    /// What a number in [0, 1] comes to in a round.
    #[inline]
    #[must_use]
    pub fn rounded(degree: f64, rounding: Rounding) -> Self {
        Self(rounding.steps(degree * Self::STEPS))
    }

    /// The degree as a number in [0, 1].
    #[inline]
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) * (1.0 / Self::STEPS)
    }
}

impl From<Degree> for f64 {
    #[inline]
    fn from(degree: Degree) -> Self {
        degree.to_f64()
    }
}

/// With whom a client dealt in the round: the slots of two of its ties, in one byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contacts(u8);

impl Contacts {
    /// Bits that hold one slot plus 1, or 0 for nobody.
    const BITS: u32 = 4;
    const MASK: u8 = (1 << Self::BITS) - 1;

    /// The slot of the tie it asked for aid; none if it was not in need, or had nobody to ask.
    #[inline]
    #[must_use]
    pub fn asked(self) -> Option<usize> {
        usize::from(self.0 & Self::MASK).checked_sub(1)
    }

    /// The slot of the tie it met last.
    #[inline]
    #[must_use]
    pub fn met(self) -> Option<usize> {
        usize::from(self.0 >> Self::BITS).checked_sub(1)
    }

    /// The same, having asked the tie in a slot, or nobody.
    #[inline]
    #[must_use]
    pub fn asking(self, slot: Option<usize>) -> Self {
        Self((self.0 & !Self::MASK) | slot.map_or(0, |slot| slot as u8 + 1))
    }

    /// The same, having met the tie in a slot, or nobody.
    #[inline]
    #[must_use]
    pub fn meeting(self, slot: Option<usize>) -> Self {
        Self((self.0 & Self::MASK) | (slot.map_or(0, |slot| slot as u8 + 1) << Self::BITS))
    }
}

/// What one client produced, and what its relation exchanged in a round, in its eyes; the latter nothing without patron.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Exchanged {
    /// R \[S\], what the client received.
    pub received: f32,
    /// G \[S\], what it gave.
    pub given: f32,
    /// The client's output [micro-S], with and without patron, less tax.
    pub output: SmallMoney,
}

/// The most clients of whom everything is kept and reported; of more, a sample is.
pub const LARGEST_SAMPLE: usize = 25_000;

/// Every how many-th client of so many is in the sample: 1 is all of them. A power of two, and at most a block, so that
/// blocks begin with a sampled client; beyond 51 million clients the sample grows with their number.
#[must_use]
pub fn sampled_every(clients: usize) -> usize {
    clients.div_ceil(LARGEST_SAMPLE).max(1).next_power_of_two().min(BLOCK)
}

/// The clients' columns, all of one length but for the sample's.
///
/// The first group is state; the second is the current round, written by one phase and read by later ones.
#[derive(Debug, Default)]
pub struct Clients {
    /// Skill a, mean 1 over clients.
    pub skill: Vec<f32>,
    /// What the client values.
    pub valuation: Vec<Valuation>,
    /// Where it stands politically.
    pub ideology: Vec<Ideology>,
    /// Wealth [micro-S], never negative.
    pub wealth: Vec<Money>,
    /// Debt to the current patron [micro-S].
    pub debt: Vec<SmallMoney>,
    /// The patron, or none.
    pub patron: Vec<Option<PatronId>>,
    /// Loyalty L, in [0, 1]; 0 without patron.
    pub loyalty: Vec<Degree>,
    /// Resentment ρ, in [0, 1].
    pub resentment: Vec<Degree>,
    /// Satisfaction [S per round and unit of skill].
    pub satisfaction: Vec<f32>,
    /// Rounds with the current patron \[rounds\], at most 65535.
    pub tenure: Vec<u16>,
    /// The patron the client hears well of.
    pub prospect: Vec<Option<PatronId>>,
    /// How far it has come with the prospect.
    pub stage: Vec<Stage>,

    /// What its work brings [micro-S]: the output, from `produce` on; from `reconsider` on, when nobody asks for the output any
    /// more, the client's income: wage less dues and service, or the whole output without patron.
    pub earning: Vec<SmallMoney>,
    /// Size of the round's misfortune [micro-S], zero without one, written by `shocks`.
    pub loss: Vec<SmallMoney>,
    /// What nobody could pay of the misfortune [micro-S], written by `provide`.
    pub unmet: Vec<SmallMoney>,
    /// Whom the client asks for aid, written by `share`, and whom it meets and talks to, written by `relate`.
    pub contacts: Vec<Contacts>,
    /// Aid that passed between this client and its neighbours [micro-S]: received by one who asks, given by one who does
    /// not (nobody does both); written by `share`. Atomic because several askers add to one donor's at once.
    pub aid: Vec<AtomicU32>,
    /// The slots of the ties through which that aid went, as bits; written by `share`. Atomic for the same reason.
    pub helped: Vec<AtomicU8>,
    /// What the client consumes [micro-S], written by `consume`.
    pub consumed: Vec<SmallMoney>,
    /// What the relations of sampled clients exchanged, written by `reconsider`: entry k belongs to client k times
    /// [`sampled_every`].
    pub exchanged: Vec<Exchanged>,
}

impl Clients {
    /// The number of clients.
    #[must_use]
    pub fn len(&self) -> usize {
        self.skill.len()
    }

    /// Whether there are no clients.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.skill.is_empty()
    }

    /// Bytes that one client takes in these columns; the sample is small enough to be left out.
    pub const BYTES: usize = budget::bytes(&budget::CLIENTS);
}

/// Whether a client was hungry in the round: its wealth before consumption, less the unmet loss, was below subsistence. Holds until
/// money moves again after consumption; [`crate::world::World::was_hungry`] holds for the rest of the round.
#[inline]
#[must_use]
pub fn is_hungry(wealth: Money, consumed: SmallMoney, unmet: SmallMoney) -> bool {
    wealth + Money::from(consumed) < Money::SUBSISTENCE + Money::from(unmet)
}

/// Exchange rate X = R/(R+G), in [0, 1]; a half where nothing was exchanged.
#[inline]
#[must_use]
pub fn exchange_rate(received: f64, given: f64) -> f64 {
    let total = received + given;
    if total > 0.0 { received / total } else { 0.5 }
}

/// Dyadic reciprocity 2·min(R,G)/(R+G), in [0, 1], from the exchange rate X.
#[inline]
#[must_use]
pub fn dyadic_reciprocity(exchange_rate: f64) -> f64 {
    2.0 * exchange_rate.min(1.0 - exchange_rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_do_not_disturb_each_other() {
        let slots = || (0..8).map(Some).chain([None]);
        for (asked, met) in slots().flat_map(|asked| slots().map(move |met| (asked, met))) {
            let contacts = Contacts::default().asking(Some(3)).meeting(met).asking(asked);
            assert_eq!((contacts.asked(), contacts.met()), (asked, met));
            assert_eq!(contacts.meeting(None).asked(), asked);
        }
    }

    #[test]
    fn degrees_come_back_and_are_compared_as_their_numbers() {
        for steps in 0..=u16::MAX {
            let degree = Degree::from_steps(steps);
            assert!((0.0..=1.0).contains(&degree.to_f64()));
            assert_eq!(Degree::nearest(degree.to_f64()), degree);
        }
        assert_eq!((Degree::nearest(1.0).to_f64(), Degree::nearest(0.0)), (1.0, Degree::ZERO));
        for limit in [0.0, 0.3, 0.6, 0.989_99, 0.99, Degree::from_steps(777).to_f64()] {
            let least = Degree::least_above(limit);
            assert!(least.to_f64() > limit && Degree::from_steps(least.steps() - 1).to_f64() <= limit, "{limit}: {least:?}");
        }
        // Half a step a round is kept in the mean, in whatever direction it goes.
        let sum: f64 = (1..=1000).map(|round| Degree::rounded(0.5 / Degree::STEPS, Rounding::of(round)).to_f64()).sum();
        assert!((sum * Degree::STEPS / 1000.0 - 0.5).abs() < 0.01, "{sum}");
    }

    #[test]
    fn all_are_kept_up_to_the_largest_sample() {
        assert_eq!(sampled_every(0), 1);
        assert_eq!(sampled_every(LARGEST_SAMPLE), 1);
        assert_eq!(sampled_every(LARGEST_SAMPLE + 1), 2);
        for clients in [1_usize, 99_999, 100_001, 250_000, 12_345_678] {
            let kept = clients.div_ceil(sampled_every(clients));
            assert!(kept <= LARGEST_SAMPLE && kept * 2 >= clients.min(LARGEST_SAMPLE), "{clients} clients, {kept} kept");
        }
        assert!(BLOCK.is_multiple_of(sampled_every(usize::MAX / 4)));
    }
}
