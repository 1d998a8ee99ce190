//! A block of clients judges its round, group by group.
//!
//! The round of a group is put into columns of its own, place by place: what passed between each client and its patron, and what the
//! patron's strategy comes to. The loops that then reckon take no decisions, so that the processor reckons with several clients at
//! once: divisions and the exponential of loyalty are what this phase spends its time on.

use super::bargain::Bargain;
use crate::ids::PatronId;
use crate::maths::{Rounding, logistic};
use crate::phases::Parameters;
use crate::phases::provide::{Column, GROUP, NOTHING, Pays, put_all};
use crate::quantity::{Money, SmallMoney};
use crate::world::Relations;
use crate::world::clients::{Degree, Exchanged, Valuation, dyadic_reciprocity, exchange_rate, is_hungry};
use crate::world::per_patron::PerPatron;
use crate::world::per_thread::PerThread;
use crate::world::politics::voters::Favour;
use crate::world::relations::{Marks, reciprocity_bin};
use std::ops::Range;

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

/// The round of a group; who has no patron has the bargain of nobody. Amounts in S.
struct Round {
    pays: Pays,
    /// 1 for who has a patron, else 0: whose relations are counted.
    counted: Column,
    /// Whether a patron of theirs cannot cover all that it promised.
    falls_short: bool,
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
        let none = NOTHING;
        Self {
            pays: Pays::new(),
            counted: none,
            falls_short: false,
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

    /// Looks up what the patrons of a group of clients offer and demand, and does nothing else: they may be anywhere in memory.
    #[inline(always)]
    fn look_up(&mut self, patrons: &[Option<PatronId>], bargains: &PerPatron<Bargain>) {
        self.falls_short = false;
        for (k, &patron) in patrons.iter().enumerate() {
            let bargain = bargains.of(patron);
            self.pays.note(k, &bargain.deal);
            self.falls_short |= bargain.cover_due > bargain.cover_funds;
            self.counted[k] = f64::from(u8::from(patron.is_some()));
            self.support[k] = bargain.support;
            self.support_worth[k] = bargain.support_worth;
            self.promise[k] = bargain.promise;
            self.given_per_output[k] = bargain.given_per_output;
            self.sympathy[k] = bargain.sympathy;
            self.exposed[k] = bargain.exposure;
            self.resented[k] = bargain.resented;
            self.fear[k] = bargain.fear;
            self.per_fear[k] = bargain.per_fear;
        }
    }

    /// Takes down the round of a group of clients.
    #[inline(always)]
    fn take_down(&mut self, group: Range<usize>, read: &Read<'_>, written: &Written<'_>) {
        self.pays.take_down(&written.earning[group.clone()], &read.loss[group.clone()], &written.loyalty[group.clone()]);
        put_all(&mut self.indebted, &read.debt[group.clone()], |&debt| Money::micros_to_s(debt.micros().into()));
        let valuation = &read.valuation[group.clone()];
        put_all(&mut self.values_wage, valuation, |valuation| valuation.wage());
        put_all(&mut self.values_protection, valuation, |valuation| valuation.protection());
        put_all(&mut self.values_support, valuation, |valuation| valuation.support());
        let lived = read.wealth[group.clone()].iter().zip(&read.consumed[group.clone()]).zip(&read.unmet[group]);
        for (exposed, ((&wealth, &consumed), &unmet)) in self.exposed.iter_mut().zip(lived) {
            *exposed *= f64::from(u8::from(is_hungry(wealth, consumed, unmet)));
        }
    }

    /// Works out what passed between the clients of a group and their patrons.
    #[inline(always)]
    fn reckon(&mut self, patrons: &[Option<PatronId>], bargains: &PerPatron<Bargain>) {
        self.pays.reckon();
        if self.falls_short {
            for (promised, &patron) in self.pays.promised.iter_mut().zip(patrons) {
                let &Bargain { cover_funds, cover_due, .. } = bargains.of(patron);
                *promised = Money::of_micros(*promised).pro_rata(cover_funds, cover_due).micros() as f64;
            }
        }
        let Pays { output, loss, wage, dues, service, promised, .. } = &self.pays;
        for k in 0..GROUP {
            // What a client without patron keeps is rounded once.
            let (own, net) = (1.0 - self.counted[k], wage[k] - dues[k] - service[k]);
            self.kept[k] = Money::micros_to_s(net - own * loss[k]) - Money::micros_to_s(self.counted[k] * loss[k]);
        }
        put_all(&mut self.output, output, |&micros| Money::micros_to_s(micros));
        put_all(&mut self.wage, wage, |&micros| Money::micros_to_s(micros));
        put_all(&mut self.dues, dues, |&micros| Money::micros_to_s(micros));
        put_all(&mut self.service, service, |&micros| Money::micros_to_s(micros));
        put_all(&mut self.loss, loss, |&micros| Money::micros_to_s(micros));
        put_all(&mut self.cover, promised, |&micros| Money::micros_to_s(micros));
    }

    /// Takes down what the clients of a group were favoured with, which is forgotten with this look.
    #[inline(always)]
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
#[inline(always)]
fn part_of(part: f64, whole: f64) -> f64 {
    let share = part / whole;
    let share = if share < 1.0 { share } else { 1.0 };
    if part > 0.0 { share } else { 0.0 }
}

impl Judgement {
    /// The judgement of no group yet.
    fn new() -> Self {
        let none = NOTHING;
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
    #[inline(always)]
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
    #[inline(always)]
    fn reconsider(&mut self, round: &Round, parameters: &Parameters) {
        let loyalty = &parameters.loyalty;
        for k in 0..GROUP {
            let drive =
                loyalty.exchange * (self.rate[k] - loyalty.justice) + round.sympathy[k] - loyalty.hunger * round.exposed[k];
            let before = round.pays.loyalty[k];
            self.loyalty[k] = before + loyalty.learning * (logistic(drive) - before);
        }
    }

    /// Scott's five marks of a healthy relation (MODEL.md, Measures: health). Loyalty is the new one. All are 0 where there is none.
    #[inline(always)]
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
        let Self {
            rate, loyalty, beyond_wage, voluntariness, reciprocated_loyalty, mutual_aid, mutual_value, compliance, ..
        } = self;
        let marks = [rate, loyalty, beyond_wage, voluntariness, reciprocated_loyalty, mutual_aid, mutual_value, compliance];
        for mark in marks {
            mark.iter_mut().zip(&round.counted).for_each(|(mark, counted)| *mark *= counted);
        }
    }

    /// The marks of the relation at place `k`.
    #[inline(always)]
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
    #[inline(always)]
    fn write(&self, group: Range<usize>, round: &Round, read: &Read<'_>, written: &mut Written<'_>, parameters: &Parameters) {
        let rounding = read.rounding;
        let (decay, hunger) = (1.0 - parameters.resentment.decay, parameters.resentment.hunger);
        for (k, earning) in written.earning[group.clone()].iter_mut().enumerate() {
            // An output too large for its column stays what it is, so that the laws see it at the end of the round.
            let net = SmallMoney::saturating(Money::of_micros(round.pays.net(k)));
            *earning = if *earning < SmallMoney::TOO_MUCH { net } else { *earning };
        }
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
            // Nothing comes to nothing, whichever way it is rounded.
            *loyalty = Degree::rounded(self.loyalty[k], rounding);
        }
    }
}

/// Judges a block of clients; every `every`-th client's exchange is kept.
#[inline(always)]
pub(super) fn judge(
    read: &Read<'_>,
    written: &mut Written<'_>,
    every: usize,
    bargains: &PerPatron<Bargain>,
    bins: &PerThread<Vec<u32>>,
    parameters: &Parameters,
) -> Relations {
    let mut relations = Relations::default();
    let mut bins = bins.own();
    let (mut round, mut judgement) = (Round::new(), Judgement::new());
    for start in (0..read.patron.len()).step_by(GROUP) {
        let group = start..(start + GROUP).min(read.patron.len());
        let sampled = group.clone().step_by(every.min(GROUP)).filter(|i| i % every == 0);
        for i in sampled.clone() {
            written.exchanged[i / every].output = written.earning[i];
        }
        round.look_up(&read.patron[group.clone()], bargains);
        round.take_down(group.clone(), read, written);
        round.reckon(&read.patron[group.clone()], bargains);
        round.take_favours(group.clone(), written.favour);
        judgement.weigh(&round);
        judgement.reconsider(&round, parameters);
        judgement.mark(&round, parameters);
        for i in sampled {
            let (k, kept) = (i - start, &mut written.exchanged[i / every]);
            let amount = |column: &Column| (column[k] * round.counted[k]) as f32;
            (kept.received, kept.given) = (amount(&judgement.received), amount(&judgement.given));
        }
        for k in 0..group.len() {
            relations.add(&judgement.marks(k));
            relations.count += round.counted[k] as u64;
            bins[reciprocity_bin(judgement.mutual_value[k])] += round.counted[k] as u32;
        }
        judgement.write(group, &round, read, written, parameters);
    }
    relations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Draws, Purpose};
    use crate::world::Strategy;
    use crate::world::patrons::Terms;
    use fearless_simd::{Level, dispatch};

    /// What clients make of a round: sums, and all that is written of them.
    type Judged = (Relations, Vec<Exchanged>, Vec<SmallMoney>, Vec<[u16; 2]>, Vec<u32>);

    /// Some clients of six patrons, of whom some are short of money, and of nobody.
    fn judged(level: Level) -> Judged {
        const CLIENTS: usize = 1_000;
        let parameters = Parameters::default();
        let mut words = Draws { seed: 9, replicate: 0 }.words(Purpose::Misfortune, 1, 0, 8);
        let mut column = |most: f64| -> Vec<f64> { (0..CLIENTS).map(|_| most * words.take::<1>()[0].uniform()).collect() };
        let mut micros =
            |most: f64| -> Vec<SmallMoney> { column(most).into_iter().map(|m| SmallMoney::from_micros(m as u32)).collect() };
        let (loss, consumed, unmet, debt) = (micros(2e6), micros(2e6), micros(5e5), micros(4e6));
        let mut earning = micros(6e6);
        earning[17] = SmallMoney::TOO_MUCH;
        let degrees = |column: Vec<f64>| -> Vec<Degree> { column.into_iter().map(Degree::nearest).collect() };
        let (mut loyalty, mut resentment) = (degrees(column(1.0)), degrees(column(1.0)));
        let skill: Vec<f32> = column(2.0).into_iter().map(|a| a as f32 + 0.1).collect();
        let valuation: Vec<Valuation> = column(1.5).into_iter().map(|v| Valuation::nearest(v, 1.4 - 0.5 * v)).collect();
        let wealth: Vec<Money> = column(3.0).into_iter().map(Money::nearest).collect();
        let mut satisfaction: Vec<f32> = column(3.0).into_iter().map(|s| s as f32).collect();
        let patron: Vec<Option<PatronId>> =
            column(7.0).into_iter().map(|p| (p as usize).checked_sub(1).map(PatronId::new)).collect();
        let bargain = |p: usize| {
            let part = p as f64 / 5.0;
            let terms = Terms {
                support: Money::nearest(0.1 * part),
                cover_due: Money::nearest(50.0),
                cover_funds: Money::nearest(if p.is_multiple_of(2) { 60.0 } else { 20.0 }),
            };
            Bargain::of(&Strategy::from_parts([0.4 + 0.1 * part, part, 1.0 - part, part, 0.0]), &terms, 0.8, &parameters)
        };
        let bargains = PerPatron::new(Bargain::NONE, (0..6).map(bargain));
        let mut exchanged = vec![Exchanged::default(); CLIENTS.div_ceil(4)];
        let read = Read {
            rounding: Rounding::of(3),
            patron: &patron,
            loss: &loss,
            wealth: &wealth,
            consumed: &consumed,
            unmet: &unmet,
            debt: &debt,
            skill: &skill,
            valuation: &valuation,
        };
        let mut written = Written {
            exchanged: &mut exchanged,
            earning: &mut earning,
            loyalty: &mut loyalty,
            resentment: &mut resentment,
            satisfaction: &mut satisfaction,
            favour: &mut [],
        };
        let bins = PerThread::new(|| vec![0; crate::world::relations::RATE_BINS]);
        let relations = dispatch!(level, _ => judge(&read, &mut written, 4, &bargains, &bins, &parameters));
        let relations = Relations::folded(vec![relations], bins);
        let feelings =
            loyalty.iter().zip(&resentment).map(|(loyalty, resentment)| [loyalty.steps(), resentment.steps()]).collect();
        (relations, exchanged, earning, feelings, satisfaction.iter().map(|satisfied| satisfied.to_bits()).collect())
    }

    /// Whatever instructions a processor has: every bit is the same.
    #[test]
    fn wide_vectors_judge_as_narrow_ones() {
        let (wide, narrow) = (judged(Level::new()), judged(Level::baseline()));
        assert_eq!(wide, narrow);
        let (relations, _, earning, feelings, _) = narrow;
        let counted: u32 = relations.reciprocity_bins.iter().sum();
        assert!(relations.count == u64::from(counted) && (800..900).contains(&counted), "{counted}");
        assert_eq!(earning[17], SmallMoney::TOO_MUCH);
        assert!(feelings.iter().filter(|[loyalty, _]| *loyalty == 0).count() as u64 == 1_000 - relations.count);
    }
}
