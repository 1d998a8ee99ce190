//! How a patron shares out what a client's work brings, for many clients side by side.
//!
//! A group of clients is reckoned with in columns: amounts in whole micro-S, but held as floating-point numbers, which are exact far beyond
//! what one client can earn. Loops over columns take no decisions, so that the processor reckons with several clients at once; and one that
//! only fetches the deals of patrons, who may be anywhere in memory, has many of them under way.

use crate::phases::Parameters;
use crate::quantity::{Money, SmallMoney};
use crate::world::Strategy;
use crate::world::clients::Degree;

/// How a patron shares out what a client's work brings, and what it promises.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deal {
    /// Share w of the output.
    wage: f64,
    /// Share τ·c of the wage.
    dues: f64,
    /// Service s·support of a fully loyal client \[S\].
    service: f64,
    /// Share of a misfortune.
    protection: f64,
}

impl Deal {
    /// That of a client without patron, who keeps everything.
    pub const ALONE: Self = Self { wage: 1.0, dues: 0.0, service: 0.0, protection: 0.0 };

    /// That of a patron with this strategy.
    #[must_use]
    pub fn of(strategy: &Strategy, parameters: &Parameters) -> Self {
        Self {
            wage: strategy.wage,
            dues: parameters.coercion.dues * strategy.coercion,
            service: parameters.support.service * strategy.support,
            protection: strategy.protection,
        }
    }

    /// What the patron promises to pay of a misfortune, if it can.
    #[inline(always)]
    #[must_use]
    pub fn promised(&self, loss: Money) -> Money {
        Money::nearest(self.protection * loss.to_s())
    }
}

/// Clients that are reckoned with together: few enough that all columns of a group stay in the fastest cache.
pub const GROUP: usize = 16;

/// A number for every client of a group.
pub type Column = [f64; GROUP];

/// A column of nothing.
pub const NOTHING: Column = [0.0; GROUP];

/// What the clients of a group are paid. Where there are fewer of them than places, the others get nothing of nothing.
#[derive(Clone, Debug)]
pub struct Pays {
    /// The deals.
    deals: [Column; 4],
    /// What their work brought [micro-S].
    pub output: Column,
    /// Their misfortunes [micro-S].
    pub loss: Column,
    /// Their loyalty.
    pub loyalty: Column,
    /// Patron to client, gross [micro-S].
    pub wage: Column,
    /// Client to patron, by force [micro-S].
    pub dues: Column,
    /// Client to patron, out of loyalty [micro-S].
    pub service: Column,
    /// What the patron promises to pay of the misfortune [micro-S].
    pub promised: Column,
}

impl Pays {
    /// The pay of nobody.
    #[must_use]
    pub fn new() -> Self {
        Self {
            deals: [NOTHING; 4],
            output: NOTHING,
            loss: NOTHING,
            loyalty: NOTHING,
            wage: NOTHING,
            dues: NOTHING,
            service: NOTHING,
            promised: NOTHING,
        }
    }

    /// Notes the deal of the client at place `k`.
    #[inline(always)]
    pub fn note(&mut self, k: usize, deal: &Deal) {
        let [wage, dues, service, protection] = &mut self.deals;
        (wage[k], dues[k], service[k], protection[k]) = (deal.wage, deal.dues, deal.service, deal.protection);
    }

    /// Takes down what the clients' work brought, their misfortunes and their loyalty.
    #[inline(always)]
    pub fn take_down(&mut self, output: &[SmallMoney], loss: &[SmallMoney], loyalty: &[Degree]) {
        put_all(&mut self.output, output, |&output| output.micros().into());
        put_all(&mut self.loss, loss, |&loss| loss.micros().into());
        put_all(&mut self.loyalty, loyalty, |&loyalty| loyalty.into());
    }

    /// Works out who is paid what. No wage is more than the output and no dues more than the wage, of which they are shares.
    #[inline(always)]
    pub fn reckon(&mut self) {
        let [wage, dues, service, protection] = &self.deals;
        for k in 0..GROUP {
            self.wage[k] = Money::nearest_micros(wage[k] * Money::micros_to_s(self.output[k]));
            self.dues[k] = Money::nearest_micros(dues[k] * Money::micros_to_s(self.wage[k]));
            let (willing, left) = (Money::nearest_micros(service[k] * self.loyalty[k]), self.wage[k] - self.dues[k]);
            self.service[k] = if willing < left { willing } else { left };
            self.promised[k] = Money::nearest_micros(protection[k] * Money::micros_to_s(self.loss[k]));
        }
    }

    /// What the wage of the client at place `k` leaves it [micro-S].
    #[inline(always)]
    #[must_use]
    pub fn net(&self, k: usize) -> f64 {
        self.wage[k] - self.dues[k] - self.service[k]
    }
}

impl Default for Pays {
    fn default() -> Self {
        Self::new()
    }
}

/// Puts a number of each of some clients into a column.
#[inline(always)]
pub fn put_all<T>(column: &mut Column, all: &[T], number: impl Fn(&T) -> f64) {
    column.iter_mut().zip(all).for_each(|(place, one)| *place = number(one));
}

/// The sum of a column of amounts [micro-S], and how many of them are more than nothing.
///
/// Exact: the amounts are whole, and a group's together far below 2^53.
#[inline(always)]
#[must_use]
pub fn booked(amounts: &Column) -> (Money, u64) {
    let (mut sums, mut count) = ([0.0; 4], 0_u32);
    for four in amounts.as_chunks::<4>().0 {
        for (sum, amount) in sums.iter_mut().zip(four) {
            *sum += amount;
            count += u32::from(*amount > 0.0);
        }
    }
    (Money::of_micros(sums.iter().sum()), count.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{any, prop, prop_assert_eq, proptest};

    proptest! {
        /// Side by side as one by one, in whole numbers, to the unit.
        #[test]
        fn pay_is_what_whole_numbers_make_of_it(
            parts in prop::array::uniform5(0.0..=1.0f64), output in any::<u32>(), loss in any::<u32>(), loyalty in 0.0..=1.0f64, k in 0..GROUP
        ) {
            let (strategy, parameters) = (Strategy::from_parts(parts), Parameters::default());
            let mut pays = Pays::new();
            pays.note(k, &Deal::of(&strategy, &parameters));
            (pays.output[k], pays.loss[k], pays.loyalty[k]) = (output.into(), loss.into(), loyalty);
            pays.reckon();
            let [output, loss] = [output, loss].map(|micros| Money::from_micros(micros.into()));
            let wage = Money::nearest(strategy.wage * output.to_s()).min(output);
            let dues = Money::nearest(parameters.coercion.dues * strategy.coercion * wage.to_s()).min(wage);
            let service = Money::nearest(parameters.support.service * strategy.support * loyalty).min(wage - dues);
            let promised = Deal::of(&strategy, &parameters).promised(loss);
            for (column, wanted) in [(&pays.wage, wage), (&pays.dues, dues), (&pays.service, service), (&pays.promised, promised)] {
                prop_assert_eq!(Money::of_micros(column[k]), wanted);
                prop_assert_eq!(booked(column), (wanted, u64::from(wanted > Money::ZERO)));
            }
            prop_assert_eq!(Money::of_micros(pays.net(k)), wage - dues - service);
        }
    }

    #[test]
    fn who_has_no_patron_keeps_everything() {
        let mut pays = Pays::new();
        for (k, micros) in [0, 1, 999_999, 1_234_567, u32::MAX].into_iter().enumerate() {
            pays.note(k, &Deal::ALONE);
            (pays.output[k], pays.loss[k]) = (micros.into(), 5e5);
            pays.reckon();
            assert_eq!((pays.net(k), pays.wage[k], pays.promised[k]), (micros.into(), micros.into(), 0.0));
        }
    }
}
