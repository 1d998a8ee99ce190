//! What clients are as voters: one column per attribute, as long as the clients' columns.

use crate::stored::wrapper;
use crate::world::budget;
use crate::world::clients::Ideology;

/// Facts about one client as a voter, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

/// One such fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// Holds a public post.
    Official = 1,
    /// Holds it by patronage, not by merit.
    ByPatronage = 2,
    /// Takes gifts at all; for life.
    Accepts = 4,
    /// Was offered something in the last round with an election.
    Offered = 8,
    /// Voted, at the last election of the government, for who came in.
    Supporter = 16,
    /// Turned out at that election.
    Voted = 32,
    /// Received something from the state in this round: a salary, or relief.
    Benefited = 64,
    /// Was hungry in this round: once campaigns and the state have given money, its wealth does not show it any more.
    Hungry = 128,
}

wrapper!(Marks[u8]);

impl Marks {
    /// Whether a fact holds.
    #[inline]
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & mark as u8 != 0
    }

    /// The same with a fact said to hold or not.
    #[inline]
    #[must_use]
    pub fn with(self, mark: Mark, holds: bool) -> Self {
        Self(if holds { self.0 | mark as u8 } else { self.0 & !(mark as u8) })
    }
}

/// Money received from the own patron beyond work, in steps of 0.001 S, at most 65 S: it only weighs in a judgement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Favour(u16);

wrapper!(Favour[u16]);

impl Favour {
    const STEPS: f64 = 1000.0;

    /// The favour nearest to this much \[S\]; more than there can be is the most.
    #[must_use]
    pub fn nearest(s: f64) -> Self {
        Self((s * Self::STEPS + 0.5).clamp(0.0, f64::from(u16::MAX)) as u16)
    }

    /// How much it is \[S\].
    #[inline]
    #[must_use]
    pub fn to_s(self) -> f64 {
        f64::from(self.0) / Self::STEPS
    }

    /// Both favours.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

/// What going to vote costs, in steps of 0.001 of utility, from -32 to 32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VotingCost(i16);

wrapper!(VotingCost[i16]);

impl VotingCost {
    const STEPS: f64 = 1000.0;

    /// The cost nearest to a number.
    #[must_use]
    pub fn nearest(utility: f64) -> Self {
        Self((utility * Self::STEPS + 0.5).floor().clamp(f64::from(i16::MIN), f64::from(i16::MAX)) as i16)
    }

    /// The cost \[utility\].
    #[inline]
    #[must_use]
    pub fn to_f64(self) -> f64 {
        f64::from(self.0) / Self::STEPS
    }
}

/// The voters' columns.
#[derive(Debug, Default)]
pub struct Voters {
    /// What [`Ideology`] rounds away, in 256ths of its step: neighbours do not notice it, elections do.
    pub finely: Vec<i8>,
    /// What going to vote costs, ν.
    pub cost: Vec<VotingCost>,
    /// Norm of reciprocity, in 255ths: the chance that a gift nobody watches binds.
    pub norm: Vec<u8>,
    /// Facts.
    pub marks: Vec<Marks>,
    /// What the client received from its patron since it last judged the relation; written by campaign and govern, read and
    /// cleared by reconsider.
    pub favour: Vec<Favour>,
}

impl Voters {
    /// Bytes that one client takes in these columns.
    pub const BYTES: usize = budget::bytes(&budget::VOTERS);

    /// Where a voter stands politically, x, in [-1, 1], to 1/32512.
    #[inline]
    #[must_use]
    pub fn position(&self, client: usize, ideology: Ideology) -> f64 {
        ((f64::from(ideology.steps()) + f64::from(self.finely[client]) / 256.0) / 127.0).clamp(-1.0, 1.0)
    }

    /// A voter's norm of reciprocity, in [0, 1].
    #[inline]
    #[must_use]
    pub fn norm(&self, client: usize) -> f64 {
        f64::from(self.norm[client]) / 255.0
    }
}
