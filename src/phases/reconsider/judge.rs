//! A block of clients judges its round, group by group.
//!
//! The round of a group is put into columns of its own, place by place: what passed between each client and its patron, and what the
//! patron's strategy comes to. The loops that then reckon take no decisions, so that the processor reckons with several clients at
//! once: divisions and the exponential of loyalty are what this phase spends its time on.

use super::bargain::Bargain;
use crate::ids::PatronId;
use crate::maths::{Rounding, logistic};
use crate::phases::Parameters;
use crate::phases::provide::{self, Pay};
use crate::quantity::{Money, SmallMoney};
use crate::world::Relations;
use crate::world::clients::{Degree, Exchanged, Valuation, dyadic_reciprocity, exchange_rate, is_hungry};
use crate::world::per_thread::PerThread;
use crate::world::politics::voters::Favour;
use crate::world::relations::{Marks, reciprocity_bin};
use std::ops::Range;

/// Clients that are judged together.
const GROUP: usize = 64;

/// A number for every client of a group.
type Column = [f64; GROUP];

/// The columns of a block that are read.
pub(super) struct Read<'a> {
    /// How degrees are rounded in this round.
    pub rounding: Rounding,
    pub patron: &'a [Option<PatronId>],
    pub loss: &'a [SmallMoney],
    pub wealth: &'a [Money],
    pub consumed: &'a [SmallMoney],
    pub unmet: &'a [SmallMoney],
    pub debt: &'a [SmallMoney],
    pub skill: &'a [f32],
    pub valuation: &'a [Valuation],
}

/// The columns of a block that are written.
pub(super) struct Written<'a> {
    pub exchanged: &'a mut [Exchanged],
    pub earning: &'a mut [SmallMoney],
    pub loyalty: &'a mut [Degree],
    pub resentment: &'a mut [Degree],
    pub satisfaction: &'a mut [f32],
    /// Nothing without politics.
    pub favour: &'a mut [Favour],
}

/// The round of a group: nothing where a client has no patron, but what its own work left it. Amounts in S.
struct Round {
    attached: [bool; GROUP],
    /// Output before it was shared out; wage, dues and service.
    output: Column,
    wage: Column,
    dues: Column,
    service: Column,
    /// What is left of the wage, or of the output of who has no patron, after the misfortune.
    kept: Column,
    /// Misfortune, and what the patron paid of it.
    loss: Column,
    cover: Column,
    /// What campaigns and governments gave through the patron.
    favour: Column,
    /// Debt as a share of the most there can be.
    indebted: Column,
    /// Whether the client was hungry, as far as the patron does not protect: 0, or the exposure.
    exposed: Column,
    /// Loyalty before it is reconsidered.
    loyalty: Column,
    /// What the client values.
    values_wage: Column,
    values_protection: Column,
    values_support: Column,
    /// What the bargain comes to ([`Bargain`]).
    support: Column,
    support_worth: Column,
    promise: Column,
    given_per_output: Column,
    sympathy: Column,
    resented: Column,
    fear: Column,
    per_fear: Column,
}

impl Round {
    /// A group of nobody.
    fn new() -> Self {
        let none = [0.0; GROUP];
        Self {
            attached: [false; GROUP],
            output: none,
            wage: none,
            dues: none,
            service: none,
            kept: none,
            loss: none,
            cover: none,
            favour: none,
            indebted: none,
            exposed: none,
            loyalty: none,
            values_wage: none,
            values_protection: none,
            values_support: none,
            support: none,
            support_worth: none,
            promise: none,
            given_per_output: none,
            sympathy: none,
            resented: none,
            fear: none,
            per_fear: none,
        }
    }

    /// Takes down the round of the client at place `k` in the group and `i` in its block, and writes its income in the place of its output.
    #[inline]
    fn take_down(
        &mut self,
        k: usize,
        i: usize,
        read: &Read<'_>,
        written: &mut Written<'_>,
        bargains: &[Bargain<'_>],
        parameters: &Parameters,
    ) {
        let (output, loss) = (Money::from(written.earning[i]), Money::from(read.loss[i]));
        self.attached[k] = read.patron[i].is_some();
        let Some(p) = read.patron[i] else {
            self.take_down_alone(k, (output - loss).to_s());
            return;
        };
        let bargain = &bargains[p.index()];
        let loyalty = written.loyalty[i].into();
        let Pay { wage, dues, service } = provide::pay(output, bargain.strategy, loyalty, parameters);
        let net = wage - dues - service;
        // An output too large for its column stays what it is, so that the laws see it at the end of the round.
        if written.earning[i] < SmallMoney::TOO_MUCH {
            written.earning[i] = SmallMoney::saturating(net);
        }
        let hungry = is_hungry(read.wealth[i], read.consumed[i], read.unmet[i]);
        let valuation = read.valuation[i];
        self.output[k] = output.to_s();
        self.wage[k] = wage.to_s();
        self.dues[k] = dues.to_s();
        self.service[k] = service.to_s();
        self.kept[k] = net.to_s() - loss.to_s();
        self.loss[k] = loss.to_s();
        self.cover[k] = provide::cover(loss, bargain.strategy, bargain.terms).to_s();
        self.indebted[k] = Money::from(read.debt[i]).to_s();
        self.exposed[k] = f64::from(u8::from(hungry)) * bargain.exposure;
        self.loyalty[k] = loyalty;
        self.values_wage[k] = valuation.wage();
        self.values_protection[k] = valuation.protection();
        self.values_support[k] = valuation.support();
        self.support[k] = bargain.support;
        self.support_worth[k] = bargain.support_worth;
        self.promise[k] = bargain.promise;
        self.given_per_output[k] = bargain.given_per_output;
        self.sympathy[k] = bargain.sympathy;
        self.resented[k] = bargain.resented;
        self.fear[k] = bargain.fear;
        self.per_fear[k] = bargain.per_fear;
    }

    /// Takes down that the client at place `k` has no patron, and what its work left it \[S\].
    fn take_down_alone(&mut self, k: usize, kept: f64) {
        let Self { cover, exposed, loyalty, values_support, support, resented, .. } = self;
        for column in [cover, exposed, loyalty, values_support, support, resented] {
            column[k] = 0.0;
        }
        self.kept[k] = kept;
    }

    /// Takes down what the clients of a group were favoured with, which is forgotten with this look.
    #[inline]
    fn take_favours(&mut self, group: Range<usize>, favours: &mut [Favour]) {
        if let Some(kept) = favours.get_mut(group) {
            for (favour, kept) in self.favour.iter_mut().zip(kept) {
                *favour = std::mem::take(kept).to_s();
            }
        }
    }
}

/// What the clients of a group make of it, place by place; of no use where there is no patron, but for what was left.
struct Judgement {
    /// R and G \[S\], and X = R/(R+G).
    received: Column,
    given: Column,
    rate: Column,
    /// Loyalty as reconsidered.
    loyalty: Column,
    /// u·a \[S\]: what was left to the client.
    left: Column,
    beyond_wage: Column,
    voluntariness: Column,
    reciprocated_loyalty: Column,
    mutual_aid: Column,
    mutual_value: Column,
    compliance: Column,
}

/// `part/whole` up to 1, or 0 where there is no part. Divides in any case: to decide first whether to would take longer.
#[inline]
fn part_of(part: f64, whole: f64) -> f64 {
    let share = part / whole;
    let share = if share < 1.0 { share } else { 1.0 };
    if part > 0.0 { share } else { 0.0 }
}

impl Judgement {
    /// The judgement of no group yet.
    fn new() -> Self {
        let none = [0.0; GROUP];
        Self {
            received: none,
            given: none,
            rate: none,
            loyalty: none,
            left: none,
            beyond_wage: none,
            voluntariness: none,
            reciprocated_loyalty: none,
            mutual_aid: none,
            mutual_value: none,
            compliance: none,
        }
    }

    /// What was exchanged, in the clients' eyes.
    #[inline]
    fn weigh(&mut self, round: &Round) {
        for k in 0..GROUP {
            self.received[k] = round.values_wage[k] * round.wage[k]
                + round.values_protection[k] * (round.cover[k] + round.promise[k])
                + round.values_support[k] * round.support_worth[k]
                + round.values_wage[k] * round.favour[k];
            self.given[k] = round.given_per_output[k] * round.output[k] + round.dues[k] + round.service[k];
            self.left[k] = round.kept[k] + round.cover[k] + round.values_support[k] * round.support[k];
        }
        for k in 0..GROUP {
            self.rate[k] = exchange_rate(self.received[k], self.given[k]);
        }
    }

    /// Loyalty moves towards where it is drawn.
    #[inline]
    fn reconsider(&mut self, round: &Round, parameters: &Parameters) {
        let loyalty = &parameters.loyalty;
        for k in 0..GROUP {
            let drive =
                loyalty.exchange * (self.rate[k] - loyalty.justice) + round.sympathy[k] - loyalty.hunger * round.exposed[k];
            self.loyalty[k] = round.loyalty[k] + loyalty.learning * (logistic(drive) - round.loyalty[k]);
        }
    }

    /// Scott's five marks of a healthy relation (MODEL.md, Measures: health). Loyalty is the new one.
    #[inline]
    fn mark(&mut self, round: &Round, parameters: &Parameters) {
        let (full_support, debt_max) = (parameters.support.cost, parameters.credit.debt_max);
        for k in 0..GROUP {
            let (support, service, wage) = (round.support[k], round.service[k], round.wage[k]);
            self.beyond_wage[k] = part_of(round.cover[k] + support, round.loss[k] + full_support);
            self.reciprocated_loyalty[k] = self.loyalty[k] * part_of(wage + service, wage + service + round.dues[k]);
            let less = if support < service { support } else { service };
            self.mutual_aid[k] = part_of(2.0 * less, support + service);
        }
        for k in 0..GROUP {
            let unforced = self.loyalty[k] * round.per_fear[k];
            let unforced = if unforced < 1.0 { unforced } else { 1.0 };
            self.voluntariness[k] = unforced * (1.0 - 0.5 * part_of(round.indebted[k], debt_max));
            self.mutual_value[k] = dyadic_reciprocity(self.rate[k]);
            self.compliance[k] = if self.loyalty[k] > round.fear[k] { self.loyalty[k] } else { round.fear[k] };
        }
    }

    /// The marks of the relation at place `k`.
    #[inline]
    fn marks(&self, k: usize) -> Marks {
        Marks {
            exchange_rate: self.rate[k],
            beyond_wage: self.beyond_wage[k],
            voluntariness: self.voluntariness[k],
            reciprocated_loyalty: self.reciprocated_loyalty[k],
            mutual_aid: self.mutual_aid[k],
            mutual_value: self.mutual_value[k],
            loyalty: self.loyalty[k],
            compliance: self.compliance[k],
        }
    }

    /// Writes what the clients of a group feel from now on.
    #[inline]
    fn write(&self, group: Range<usize>, round: &Round, read: &Read<'_>, written: &mut Written<'_>, parameters: &Parameters) {
        let rounding = read.rounding;
        let (decay, hunger) = (1.0 - parameters.resentment.decay, parameters.resentment.hunger);
        for (k, resentment) in written.resentment[group.clone()].iter_mut().enumerate() {
            let resented = round.resented[k] + hunger * round.exposed[k];
            *resentment = Degree::rounded((decay * f64::from(*resentment) + resented).clamp(0.0, 1.0), rounding);
        }
        for (k, (satisfaction, &skill)) in
            written.satisfaction[group.clone()].iter_mut().zip(&read.skill[group.clone()]).enumerate()
        {
            let satisfied = f64::from(*satisfaction);
            let well_being = self.left[k] / f64::from(skill);
            *satisfaction = (satisfied + parameters.satisfaction.learning * (well_being - satisfied)) as f32;
        }
        for (k, loyalty) in written.loyalty[group].iter_mut().enumerate() {
            *loyalty = if round.attached[k] { Degree::rounded(self.loyalty[k], rounding) } else { Degree::ZERO };
        }
    }
}

/// Judges a block of clients; every `every`-th client's exchange is kept.
pub(super) fn judge(
    read: &Read<'_>,
    written: &mut Written<'_>,
    every: usize,
    bargains: &[Bargain<'_>],
    bins: &PerThread<Vec<u32>>,
    parameters: &Parameters,
) -> Relations {
    let mut relations = Relations::default();
    let mut bins = bins.own();
    let (mut round, mut judgement) = (Round::new(), Judgement::new());
    for start in (0..read.patron.len()).step_by(GROUP) {
        let group = start..(start + GROUP).min(read.patron.len());
        for (k, i) in group.clone().enumerate() {
            // `every` is a power of two: no division for the others.
            if i & (every - 1) == 0 {
                written.exchanged[i / every].output = written.earning[i];
            }
            round.take_down(k, i, read, written, bargains, parameters);
        }
        round.take_favours(group.clone(), written.favour);
        judgement.weigh(&round);
        judgement.reconsider(&round, parameters);
        judgement.mark(&round, parameters);
        for (k, i) in group.clone().enumerate() {
            let attached = round.attached[k];
            if i & (every - 1) == 0 {
                let amount = |column: &Column| if attached { column[k] as f32 } else { 0.0 };
                let kept = &mut written.exchanged[i / every];
                (kept.received, kept.given) = (amount(&judgement.received), amount(&judgement.given));
            }
            if attached {
                relations.add(&judgement.marks(k));
                bins[reciprocity_bin(judgement.mutual_value[k])] += 1;
            }
        }
        judgement.write(group, &round, read, written, parameters);
    }
    relations
}
