//! 3.7 Reconsider: what clients make of the round.
//!
//! In its own eyes an attached client received `R = v_w·wage + v_p·(cover + ½·protection·hazard·loss_mean) + v_s·2κ_s·support + v_w·favour`
//! (the wage gross: dues stand in G only; the hazard as public goods leave it where the patron lives; the favour is what campaigns and
//! governments gave the client through its patron since it last judged) and gave `G = (1-γ+φ·c)·q + dues + service`; γ is what capital itself produced, φ the
//! disutility of unwilling work. The exchange rate is `X = R/(R+G)`. Loyalty moves towards
//! `σ(β_x(X-justice) + β_s·support - β_c·c - β_h·hungry·(1-protection))` at the rate α. Resentment becomes
//! `clip((1-δ)ρ + η·τ·c + η_h·hungry·(1-protection), 0, 1)`; without patron it only decays. Satisfaction moves at its own rate
//! towards `u = (wage - dues - service - loss + cover + v_s·κ_s·support)/a`, with the full misfortune as loss; without patron
//! the whole output is wage.
//!
//! Where a patron is short of money, the support that counts is what it really gave.
//!
//! Reads the round's amounts, debt, strategies, terms and favours. Writes what was exchanged, income, loyalty, resentment, satisfaction, and
//! how the relations of the round were; favours are then forgotten. Draws nothing. No money moves.

mod bargain;
mod judge;

use super::{Moment, Parameters};
use crate::maths::Rounding;
use crate::parameter::{Key, Section};
use crate::world::clients::sampled_every;
use crate::world::per_patron::PerPatron;
use crate::world::per_thread::PerThread;
use crate::world::politics::voters::Favour;
use crate::world::relations::RATE_BINS;
use crate::world::{BLOCK, Relations, World};
use bargain::Bargain;
use fearless_simd::{Level, dispatch};
use judge::{Read, Written, judge};
use rayon::prelude::*;

/// How received and given are judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Reciprocity {
    /// Share γ of output that capital itself produced.
    pub capital_share: f64,
    /// Extra weight φ of work done under full coercion.
    pub unwillingness: f64,
    /// Worth of the promise of protection, relative to its expected payment.
    pub promise: f64,
    /// Worth of support to a client, relative to what it costs the patron.
    pub support_worth: f64,
}

impl Default for Reciprocity {
    fn default() -> Self {
        Self { capital_share: 0.15, unwillingness: 0.5, promise: 0.5, support_worth: 2.0 }
    }
}

/// The keys of [`Reciprocity`].
pub const RECIPROCITY: Section<Reciprocity> = Section {
    name: "reciprocity",
    meaning: "How clients judge what they give and receive.",
    keys: &[
        Key::<Reciprocity>::number("capital_share", |p| &mut p.capital_share, 0.0, 1.0, "share of output")
            .symbol("γ")
            .means("Share of output that the patron's capital produced, and not the client's work."),
        Key::<Reciprocity>::number("unwillingness", |p| &mut p.unwillingness, 0.0, 5.0, "share of output")
            .symbol("φ")
            .means("How much more work counts as given when it is done under full coercion."),
        Key::<Reciprocity>::number("promise", |p| &mut p.promise, 0.0, 2.0, "of expected cover")
            .means("What the promise of protection is worth in a round, relative to the cover to be expected.")
            .source("assumed; security is valued beyond its payment, Scott 1976"),
        Key::<Reciprocity>::number("support_worth", |p| &mut p.support_worth, 0.0, 10.0, "of its cost")
            .means("What support is worth in an exchange, relative to what it costs the patron.")
            .source("assumed; what each gives must be valuable to the other, Scott 1972"),
    ],
};

/// What makes clients loyal.
#[derive(Clone, Debug, PartialEq)]
pub struct Loyalty {
    /// Exchange rate that clients hold to be just.
    pub justice: f64,
    /// Weight β_x of the exchange rate.
    pub exchange: f64,
    /// Weight β_s of support.
    pub support: f64,
    /// Weight β_c of coercion, against loyalty.
    pub coercion: f64,
    /// Weight β_h of unprotected hunger, against loyalty.
    pub hunger: f64,
    /// Share α of the way to its target that loyalty goes in a round.
    pub learning: f64,
}

impl Default for Loyalty {
    fn default() -> Self {
        Self { justice: 0.40, exchange: 12.0, support: 0.8, coercion: 1.5, hunger: 1.0, learning: 0.15 }
    }
}

/// The keys of [`Loyalty`].
pub const LOYALTY: Section<Loyalty> = Section {
    name: "loyalty",
    meaning: "What makes clients loyal.",
    keys: &[
        Key::<Loyalty>::number("justice", |p| &mut p.justice, 0.0, 1.0, "exchange rate")
            .symbol("justice")
            .means("Exchange rate R/(R+G) that clients hold to be just.")
            .source("assumed; the norm of reciprocity, Scott 1976"),
        Key::<Loyalty>::number("exchange", |p| &mut p.exchange, 0.0, 100.0, "per unit of X")
            .symbol("β_x")
            .means("Weight of the exchange rate in loyalty."),
        Key::<Loyalty>::number("support", |p| &mut p.support, 0.0, 100.0, "at full support")
            .symbol("β_s")
            .means("Weight of personal support in loyalty."),
        Key::<Loyalty>::number("coercion", |p| &mut p.coercion, 0.0, 100.0, "at full coercion")
            .symbol("β_c")
            .means("Weight of coercion against loyalty.")
            .source("assumed; the tie is not held by force, Scott 1972"),
        Key::<Loyalty>::number("hunger", |p| &mut p.hunger, 0.0, 100.0, "when hungry")
            .symbol("β_h")
            .means("Weight of hunger without protection against loyalty.")
            .source("assumed; the right to subsistence, Scott 1976"),
        Key::<Loyalty>::number("learning", |p| &mut p.learning, 0.0, 1.0, "per round")
            .symbol("α")
            .means("Share of the way to its target that loyalty goes in a round."),
    ],
};

/// What makes clients resentful.
#[derive(Clone, Debug, PartialEq)]
pub struct Resentment {
    /// Share δ that fades in a round.
    pub decay: f64,
    /// Growth η per unit of dues rate τ·c.
    pub dues: f64,
    /// Growth η_h from hunger without protection.
    pub hunger: f64,
}

impl Default for Resentment {
    fn default() -> Self {
        Self { decay: 0.10, dues: 0.15, hunger: 0.04 }
    }
}

/// The keys of [`Resentment`].
pub const RESENTMENT: Section<Resentment> = Section {
    name: "resentment",
    meaning: "What makes clients resentful.",
    keys: &[
        Key::<Resentment>::number("decay", |p| &mut p.decay, 0.0, 1.0, "per round")
            .symbol("δ")
            .means("Share of resentment that fades in a round."),
        Key::<Resentment>::number("dues", |p| &mut p.dues, 0.0, 10.0, "per round")
            .symbol("η")
            .means("How fast forced dues breed resentment, per share of the wage taken."),
        Key::<Resentment>::number("hunger", |p| &mut p.hunger, 0.0, 10.0, "per round")
            .symbol("η_h")
            .means("How fast hunger without protection breeds resentment.")
            .source("assumed; Scott 1976"),
    ],
};

/// How clients remember what they lived on.
#[derive(Clone, Debug, PartialEq)]
pub struct Satisfaction {
    /// Share of the way to the round's well-being that satisfaction goes.
    pub learning: f64,
}

impl Default for Satisfaction {
    fn default() -> Self {
        Self { learning: 0.25 }
    }
}

/// The keys of [`Satisfaction`].
pub const SATISFACTION: Section<Satisfaction> = Section {
    name: "satisfaction",
    meaning: "How clients remember what was left to them.",
    keys: &[Key::<Satisfaction>::number("learning", |p| &mut p.learning, 0.0, 1.0, "per round")
        .means("Share of the way to the round's well-being that satisfaction goes.")
        .source("assumed; peasants judge by what is left, Scott 1976")],
};

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let rounding = Rounding::of(moment.round);
    let World { clients, patrons, villages, relations, politics, .. } = world;
    let bargain = |p: usize| {
        let hazard_left = villages.hazard[patrons.village[p].index()];
        Bargain::of(&patrons.strategy[p], &patrons.terms[p], hazard_left, parameters)
    };
    let bargains = PerPatron::new(Bargain::NONE, (0..patrons.len()).map(bargain));
    let reciprocity_bins = PerThread::new(|| vec![0_u32; RATE_BINS]);
    let every = sampled_every(clients.len());
    let read = (
        clients.patron.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
        clients.wealth.par_chunks(BLOCK),
        clients.consumed.par_chunks(BLOCK),
        clients.unmet.par_chunks(BLOCK),
        clients.debt.par_chunks(BLOCK),
        clients.skill.par_chunks(BLOCK),
        clients.valuation.par_chunks(BLOCK),
    );
    let written = (
        clients.exchanged.par_chunks_mut(BLOCK / every),
        clients.earning.par_chunks_mut(BLOCK),
        clients.loyalty.par_chunks_mut(BLOCK),
        clients.resentment.par_chunks_mut(BLOCK),
        clients.satisfaction.par_chunks_mut(BLOCK),
    );
    let favours: Vec<&mut [Favour]> = match politics {
        Some(politics) => politics.voters.favour.chunks_mut(BLOCK).collect(),
        None => clients.skill.chunks(BLOCK).map(|_| Default::default()).collect(),
    };
    let blocks = (read, written, favours).into_par_iter().map(|(read, written, favour)| {
        let (patron, loss, wealth, consumed, unmet, debt, skill, valuation) = read;
        let read = Read { rounding, patron, loss, wealth, consumed, unmet, debt, skill, valuation };
        let (exchanged, earning, loyalty, resentment, satisfaction) = written;
        let mut written = Written { exchanged, earning, loyalty, resentment, satisfaction, favour };
        dispatch!(Level::new(), _ => judge(&read, &mut written, every, &bargains, &reciprocity_bins, parameters))
    });
    let blocks = blocks.collect();
    *relations = Relations::folded(blocks, reciprocity_bins);
}
