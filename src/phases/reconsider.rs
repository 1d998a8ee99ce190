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

use super::provide::{self, Pay};
use super::{Moment, Parameters};
use crate::ids::PatronId;
use crate::maths::logistic;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::{Exchanged, Valuation, dyadic_reciprocity, exchange_rate, is_hungry, sampled_every};
use crate::world::patrons::Terms;
use crate::world::per_thread::PerThread;
use crate::world::politics::voters::Favour;
use crate::world::relations::{Marks, RATE_BINS, reciprocity_bin};
use crate::world::{BLOCK, Relations, Strategy, World};
use rayon::prelude::*;
use std::ops::Range;

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

/// What a patron's strategy comes to for each of its clients in this round, worked out once per patron.
#[derive(Clone, Copy, Debug)]
pub struct Bargain<'p> {
    strategy: &'p Strategy,
    terms: &'p Terms,
    /// Support at cost \[S\].
    support: f64,
    /// Support as it is worth in an exchange, before the client's valuation \[S\].
    support_worth: f64,
    /// Worth of the promise of protection, before the client's valuation \[S\].
    promise: f64,
    /// G per unit of output: less what capital produced, more for unwilling work.
    given_per_output: f64,
    /// What support and coercion add to the drive to loyalty.
    sympathy: f64,
    /// What a hungry client is exposed to: 1 - protection.
    exposure: f64,
    /// What dues add to resentment.
    resented: f64,
    /// Effort and compliance that fear alone brings: c·m.
    fear: f64,
    /// Loyalty per unit of fear: 1/max(fear, 0.05).
    per_fear: f64,
}

impl<'p> Bargain<'p> {
    /// What a strategy comes to under the terms that the patron could afford, where public goods leave so much of the hazard.
    #[must_use]
    pub fn of(strategy: &'p Strategy, terms: &'p Terms, hazard_left: f64, parameters: &Parameters) -> Self {
        let Parameters { reciprocity, shocks, loyalty, resentment, coercion, .. } = parameters;
        let Strategy { protection, coercion: force, .. } = *strategy;
        let support = terms.support.to_s();
        Self {
            strategy,
            terms,
            support,
            support_worth: reciprocity.support_worth * support,
            promise: reciprocity.promise * protection * (shocks.hazard * hazard_left) * shocks.loss_mean,
            given_per_output: 1.0 - reciprocity.capital_share + reciprocity.unwillingness * force,
            sympathy: loyalty.support * support_given(strategy, terms, parameters.support.cost) - loyalty.coercion * force,
            exposure: 1.0 - protection,
            resented: resentment.dues * coercion.dues * force,
            fear: force * parameters.work.supervision,
            per_fear: 1.0 / (force * parameters.work.supervision).max(0.05),
        }
    }
}

/// Support given as a share of the most there can be: the strategy's, or less where money was short.
fn support_given(strategy: &Strategy, terms: &Terms, cost: f64) -> f64 {
    if terms.support == Money::nearest(cost * strategy.support) { strategy.support } else { terms.support.to_s() / cost }
}

/// What was exchanged, in the client's eyes.
#[derive(Clone, Copy, Debug, Default)]
struct Exchange {
    /// R \[S\].
    received: f64,
    /// G \[S\].
    given: f64,
    /// X = R/(R+G).
    rate: f64,
}

impl Exchange {
    fn kept(&self, output: SmallMoney) -> Exchanged {
        Exchanged { received: self.received as f32, given: self.given as f32, output }
    }
}

/// What passed between a client and its patron in the round.
#[derive(Clone, Copy, Debug)]
pub struct Relation<'a> {
    bargain: &'a Bargain<'a>,
    /// Output, before it was shared out \[S\].
    output: f64,
    /// Wage, dues and service \[S\].
    wage: f64,
    dues: f64,
    service: f64,
    /// What is left of the wage after dues and service.
    net: Money,
    /// Misfortune, and what the patron paid of it \[S\].
    loss: f64,
    cover: f64,
    /// Whether the client was hungry, as far as the patron does not protect: 0, or the exposure.
    exposed: f64,
    /// Loyalty before it is reconsidered.
    loyalty: f64,
}

impl<'a> Relation<'a> {
    /// The relation of a client to its patron in this round, before loyalty is reconsidered.
    #[inline]
    fn of(bargain: &'a Bargain<'a>, output: Money, loss: Money, loyalty: f64, hungry: bool, parameters: &Parameters) -> Self {
        let Pay { wage, dues, service } = provide::pay(output, bargain.strategy, loyalty, parameters);
        Self {
            bargain,
            output: output.to_s(),
            wage: wage.to_s(),
            dues: dues.to_s(),
            service: service.to_s(),
            net: wage - dues - service,
            loss: loss.to_s(),
            cover: provide::cover(loss, bargain.strategy, bargain.terms).to_s(),
            exposed: if hungry { bargain.exposure } else { 0.0 },
            loyalty,
        }
    }

    /// Received and given, in the client's eyes.
    #[inline]
    fn weighed(&self, valuation: Valuation, favour: f64) -> Exchange {
        let received = valuation.wage() * self.wage
            + valuation.protection() * (self.cover + self.bargain.promise)
            + valuation.support() * self.bargain.support_worth
            + valuation.wage() * favour;
        let given = self.bargain.given_per_output * self.output + self.dues + self.service;
        Exchange { received, given, rate: exchange_rate(received, given) }
    }

    /// What draws the client to loyalty, before it is put between 0 and 1.
    #[inline]
    fn drive(&self, exchange: &Exchange, loyalty: &Loyalty) -> f64 {
        loyalty.exchange * (exchange.rate - loyalty.justice) + self.bargain.sympathy - loyalty.hunger * self.exposed
    }

    /// u·a \[S\]: what was left to the client.
    #[inline]
    fn left(&self, valuation: Valuation) -> f64 {
        self.net.to_s() - self.loss + self.cover + valuation.support() * self.bargain.support
    }

    /// Scott's five marks of a healthy relation, with the exchange rate (MODEL.md, Measures: health). Loyalty is the new one.
    #[inline]
    fn marks(&self, exchange_rate: f64, loyalty: f64, debt: Money, parameters: &Parameters) -> Marks {
        let Self { bargain, wage, dues, service, loss, cover, .. } = *self;
        let Bargain { support, fear, per_fear, .. } = *bargain;
        let part_of = |part: f64, whole: f64| if part > 0.0 { (part / whole).min(1.0) } else { 0.0 };
        let indebted = part_of(debt.to_s(), parameters.credit.debt_max);
        Marks {
            exchange_rate,
            beyond_wage: part_of(cover + support, loss + parameters.support.cost),
            voluntariness: (loyalty * per_fear).min(1.0) * (1.0 - 0.5 * indebted),
            reciprocated_loyalty: loyalty * part_of(wage + service, wage + service + dues),
            mutual_aid: part_of(2.0 * support.min(service), support + service),
            mutual_value: dyadic_reciprocity(exchange_rate),
            loyalty,
            compliance: loyalty.max(fear),
        }
    }
}

/// Clients that are judged together. The exponential of a loyalty is a long chain of operations; for several clients in a
/// loop of its own, the processor works on many chains at once.
const GROUP: usize = 64;

/// A group of clients whose round is weighed: without relation where a client has no patron.
struct Weighed<'a> {
    relation: [Option<Relation<'a>>; GROUP],
    exchange: [Exchange; GROUP],
    /// Where loyalty is drawn to.
    target: [f64; GROUP],
}

/// The columns of a block that are read.
struct Read<'a> {
    patron: &'a [Option<PatronId>],
    loss: &'a [SmallMoney],
    wealth: &'a [Money],
    consumed: &'a [SmallMoney],
    unmet: &'a [SmallMoney],
    debt: &'a [SmallMoney],
    skill: &'a [f32],
    valuation: &'a [Valuation],
}

/// The columns of a block that are written.
struct Written<'a> {
    exchanged: &'a mut [Exchanged],
    earning: &'a mut [SmallMoney],
    loyalty: &'a mut [f32],
    resentment: &'a mut [f32],
    satisfaction: &'a mut [f32],
    /// Nothing without politics.
    favour: &'a mut [Favour],
}

impl Written<'_> {
    /// What the clients of a group were favoured with \[S\], forgotten with this look.
    #[inline]
    fn favours(&mut self, group: Range<usize>) -> [f64; GROUP] {
        let mut favours = [0.0; GROUP];
        if let Some(kept) = self.favour.get_mut(group) {
            for (favour, kept) in favours.iter_mut().zip(kept) {
                *favour = std::mem::take(kept).to_s();
            }
        }
        favours
    }
}

impl Read<'_> {
    #[inline]
    fn weigh<'b>(
        &self,
        group: Range<usize>,
        written: &mut Written<'_>,
        bargains: &'b [Bargain<'b>],
        parameters: &Parameters,
    ) -> Weighed<'b> {
        let mut relation = [None; GROUP];
        let mut exchange = [Exchange::default(); GROUP];
        let mut target = [0.0; GROUP];
        let favours = written.favours(group.clone());
        for (k, i) in group.enumerate() {
            let Some(p) = self.patron[i] else { continue };
            let hungry = is_hungry(self.wealth[i], self.consumed[i], self.unmet[i]);
            let (output, loss, loyalty) = (written.earning[i].into(), self.loss[i].into(), written.loyalty[i].into());
            let own = Relation::of(&bargains[p.index()], output, loss, loyalty, hungry, parameters);
            exchange[k] = own.weighed(self.valuation[i], favours[k]);
            target[k] = own.drive(&exchange[k], &parameters.loyalty);
            relation[k] = Some(own);
        }
        Weighed { relation, exchange, target: target.map(logistic) }
    }

    /// Judges client `i`, who is number `k` of its group: writes its new loyalty, resentment and satisfaction, its income in the place
    /// of its output, and gives the marks of its relation.
    #[inline]
    fn settle(
        &self,
        i: usize,
        k: usize,
        weighed: &Weighed<'_>,
        written: &mut Written<'_>,
        parameters: &Parameters,
    ) -> Option<Marks> {
        let mut left = (Money::from(written.earning[i]) - self.loss[i].into()).to_s();
        let (mut resented, mut loyalty, mut marks) = (0.0, 0.0, None);
        if let Some(own) = &weighed.relation[k] {
            loyalty = own.loyalty + parameters.loyalty.learning * (weighed.target[k] - own.loyalty);
            resented = own.bargain.resented + parameters.resentment.hunger * own.exposed;
            left = own.left(self.valuation[i]);
            // An output too large for its column stays what it is, so that the laws see it at the end of the round.
            if written.earning[i] < SmallMoney::TOO_MUCH {
                written.earning[i] = SmallMoney::saturating(own.net);
            }
            marks = Some(own.marks(weighed.exchange[k].rate, loyalty, self.debt[i].into(), parameters));
        }
        written.loyalty[i] = loyalty as f32;
        let faded = (1.0 - parameters.resentment.decay) * f64::from(written.resentment[i]);
        written.resentment[i] = (faded + resented).clamp(0.0, 1.0) as f32;
        let (satisfied, well_being) = (f64::from(written.satisfaction[i]), left / f64::from(self.skill[i]));
        written.satisfaction[i] = (satisfied + parameters.satisfaction.learning * (well_being - satisfied)) as f32;
        marks
    }
}

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, _: Moment) {
    let World { clients, patrons, villages, relations, politics, .. } = world;
    let bargain = |p: usize| {
        let hazard_left = villages.hazard[patrons.village[p].index()];
        Bargain::of(&patrons.strategy[p], &patrons.terms[p], hazard_left, parameters)
    };
    let bargains: Vec<Bargain<'_>> = (0..patrons.len()).map(bargain).collect();
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
        let read = Read { patron, loss, wealth, consumed, unmet, debt, skill, valuation };
        let (exchanged, earning, loyalty, resentment, satisfaction) = written;
        let mut written = Written { exchanged, earning, loyalty, resentment, satisfaction, favour };
        judge(&read, &mut written, every, &bargains, &reciprocity_bins, parameters)
    });
    let blocks = blocks.collect();
    *relations = Relations::folded(blocks, reciprocity_bins);
}

/// Judges a block of clients, group by group; every `every`-th client's exchange is kept.
fn judge(
    read: &Read<'_>,
    written: &mut Written<'_>,
    every: usize,
    bargains: &[Bargain<'_>],
    bins: &PerThread<Vec<u32>>,
    parameters: &Parameters,
) -> Relations {
    let mut relations = Relations::default();
    let mut bins = bins.own();
    for start in (0..read.patron.len()).step_by(GROUP) {
        let group = start..(start + GROUP).min(read.patron.len());
        let weighed = read.weigh(group.clone(), written, bargains, parameters);
        for (k, i) in group.enumerate() {
            // `every` is a power of two: no division for the others.
            if i & (every - 1) == 0 {
                written.exchanged[i / every] = weighed.exchange[k].kept(written.earning[i]);
            }
            if let Some(marks) = read.settle(i, k, &weighed, written, parameters) {
                relations.add(&marks);
                bins[reciprocity_bin(marks.mutual_value)] += 1;
            }
        }
    }
    relations
}
