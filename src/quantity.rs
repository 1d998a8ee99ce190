//! Money, exact to the unit, and the rounding rules of every transfer.
//!
//! The unit of account is the *subsistence unit* S: one S keeps one client alive for one round (MODEL.md, Units). Money
//! is a whole number of micro-S, so that the ledger balances to the last unit on every machine. A transfer is rounded
//! **once**, when its amount is decided, and both sides book the rounded amount. Proportional shares round down, and a
//! request that is met in full pays exactly what was asked.

use crate::stored::wrapper;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// Micro-S in one S.
pub const MICROS_PER_S: i64 = 1_000_000;

/// An amount of money, or a difference of amounts [micro-S].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

wrapper!(Money[i64]);

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);
    /// What keeps one client alive for one round: 1 S.
    pub const SUBSISTENCE: Self = Self(MICROS_PER_S);

    /// An amount of whole micro-S.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The micro-S of this amount.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The most that [`Self::nearest`] gives: 2^51 - 1 micro-S, over two billion S.
    pub const LARGEST_ROUNDED: Self = Self((1 << 51) - 1);

    const LARGEST: f64 = Self::LARGEST_ROUNDED.0 as f64;
    /// 1.5·2^52.
    const SHIFT: f64 = 6_755_399_441_055_744.0;

    /// The amount nearest to `s` \[S\], which is not negative; a half goes to the even neighbour. This is the one rounding
    /// of a decided transfer.
    ///
    /// Adding 1.5·2^52 moves the whole part of a number into the lowest bits of its representation, rounded as IEEE 754
    /// rounds; several amounts per client and round are rounded, and a conversion that checks its range costs three times as much.
    #[inline]
    #[must_use]
    pub fn nearest(s: f64) -> Self {
        debug_assert!(s >= 0.0, "only amounts that are not negative are rounded, not {s} S");
        let micros = s * MICROS_PER_S as f64;
        let micros = if micros < Self::LARGEST { micros } else { Self::LARGEST };
        Self::of_micros(micros)
    }

    /// [`Self::nearest`] in whole micro-S held as a floating-point number, for loops over columns.
    #[inline]
    #[must_use]
    pub fn nearest_micros(s: f64) -> f64 {
        let micros = s * MICROS_PER_S as f64;
        let micros = if micros < Self::LARGEST { micros } else { Self::LARGEST };
        (micros + Self::SHIFT) - Self::SHIFT
    }

    /// The amount of so many micro-S, at most 2^51 up or down; what is no whole number goes to the nearest.
    #[inline]
    #[must_use]
    pub fn of_micros(whole: f64) -> Self {
        Self((whole + Self::SHIFT).to_bits() as i64 - Self::SHIFT.to_bits() as i64)
    }

    /// An amount in whole micro-S, held as a floating-point number, in S: as [`Self::to_s`].
    #[inline]
    #[must_use]
    pub fn micros_to_s(whole: f64) -> f64 {
        whole * (1.0 / MICROS_PER_S as f64)
    }

    /// This amount in S, for arithmetic that is rounded again before anything is paid.
    #[inline]
    #[must_use]
    pub fn to_s(self) -> f64 {
        self.0 as f64 * (1.0 / MICROS_PER_S as f64)
    }

    /// The share `share` (in [0, 1]) of this amount, rounded down: what someone is ready to part with.
    #[inline]
    #[must_use]
    pub fn share(self, share: f64) -> Self {
        Self((self.0 as f64 * share) as i64)
    }

    /// This amount if positive, else nothing.
    #[must_use]
    pub fn or_zero(self) -> Self {
        Self(self.0.max(0))
    }

    /// The part of `self` (a request) that is paid when all requests add up to `requested` and only `available` is
    /// there: everything if it is enough, else pro rata, rounded down.
    #[inline]
    #[must_use]
    pub fn pro_rata(self, available: Self, requested: Self) -> Self {
        if requested.0 <= available.0 { self } else { self.scaled(available, requested) }
    }

    /// `part`/`whole` of this amount, which is not negative, rounded down.
    ///
    /// # Panics
    /// If the whole is 0, or the part larger than the whole and the result too large.
    #[must_use]
    pub fn part(self, part: u128, whole: u128) -> Self {
        let amount = u128::try_from(self.0).expect("only what there is is shared out");
        Self(i64::try_from(amount * part / whole).expect("a part is no larger than the whole"))
    }

    /// This amount shared out in proportion to weights, each share rounded down and never more in all than the amount; nothing to
    /// anyone if all weights are 0.
    pub fn shared_out(self, weights: &[f64]) -> impl Iterator<Item = Self> + '_ {
        let all: f64 = weights.iter().sum();
        weights.iter().scan(self, move |left, weight| {
            let share = if all > 0.0 { self.share(weight / all).min(*left) } else { Self::ZERO };
            *left -= share;
            Some(share)
        })
    }

    /// `self`·`part`/`whole`, rounded down, for a part of the whole.
    fn scaled(self, part: Self, whole: Self) -> Self {
        if let Some(product) = self.0.checked_mul(part.0) {
            return Self(product / whole.0);
        }
        let scaled = i128::from(self.0) * i128::from(part.0) / i128::from(whole.0);
        Self(i64::try_from(scaled).expect("a part is no larger than the whole"))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl std::fmt::Display for Money {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let micros = self.0.unsigned_abs();
        let per_s = MICROS_PER_S.unsigned_abs();
        write!(f, "{sign}{}.{:06} S", micros / per_s, micros % per_s)
    }
}

/// What one client earns, loses or consumes in one round, in four bytes: 0 to 4294.967295 S [micro-S].
///
/// Columns of clients hold this instead of [`Money`] to halve the memory moved. The largest value stands for
/// "too much": [`crate::world::laws`] stops a run that reaches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SmallMoney(u32);

wrapper!(SmallMoney[u32]);

impl SmallMoney {
    /// No money.
    pub const ZERO: Self = Self(0);
    /// The value that stands for an amount too large for a client's round.
    pub const TOO_MUCH: Self = Self(u32::MAX);

    /// An amount of whole micro-S.
    #[must_use]
    pub const fn from_micros(micros: u32) -> Self {
        Self(micros)
    }

    /// The micro-S of this amount.
    #[must_use]
    pub const fn micros(self) -> u32 {
        self.0
    }

    /// `amount`, or [`Self::TOO_MUCH`] above the largest; negative amounts become zero.
    #[must_use]
    pub fn saturating(amount: Money) -> Self {
        Self(amount.0.clamp(0, i64::from(u32::MAX)) as u32)
    }
}

impl From<SmallMoney> for Money {
    fn from(small: SmallMoney) -> Self {
        Self(i64::from(small.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nearest_rounds_halves_to_even() {
        assert_eq!(Money::nearest(0.000_000_5).micros(), 0);
        assert_eq!(Money::nearest(0.000_001_5).micros(), 2);
        assert_eq!(Money::nearest(0.000_000_4).micros(), 0);
        assert_eq!(Money::nearest(2.5).micros(), 2_500_000);
        assert_eq!(Money::nearest(1e12), Money::LARGEST_ROUNDED);
        assert_eq!(Money::nearest(f64::INFINITY), Money::LARGEST_ROUNDED);
    }

    #[test]
    fn amounts_print_in_s() {
        assert_eq!(Money::from_micros(-1_250_000).to_string(), "-1.250000 S");
    }

    #[test]
    fn small_money_marks_what_is_too_much() {
        assert_eq!(SmallMoney::saturating(Money::nearest(5000.0)), SmallMoney::TOO_MUCH);
        assert_eq!(SmallMoney::saturating(Money::from_micros(-1)), SmallMoney::ZERO);
        assert_eq!(Money::from(SmallMoney::saturating(Money::nearest(3.25))), Money::nearest(3.25));
    }

    proptest! {
        #[test]
        fn nearest_is_within_half_a_micro(micros in 0i64..1 << 50, fraction in -0.49f64..0.49) {
            prop_assert_eq!(Money::nearest(Money::from_micros(micros).to_s()).micros(), micros);
            let whole = Money::nearest_micros(Money::micros_to_s(micros as f64));
            prop_assert_eq!((whole, Money::of_micros(whole), Money::of_micros(-whole)), (micros as f64, Money::from_micros(micros), -Money::from_micros(micros)));
            let small = micros % 1_000_000_000;
            prop_assert_eq!(Money::nearest((small as f64 + fraction.abs()) / 1e6).micros(), small);
        }

        #[test]
        fn pro_rata_never_pays_more_than_there_is(asked in prop::collection::vec(0i64..10_000_000, 1..50), available in 0i64..100_000_000) {
            let requested: Money = asked.iter().map(|&a| Money::from_micros(a)).sum();
            let available = Money::from_micros(available);
            let paid: Money = asked.iter().map(|&a| Money::from_micros(a).pro_rata(available, requested)).sum();
            prop_assert!(paid <= available.max(requested));
            prop_assert!(paid <= requested);
            if requested <= available {
                prop_assert_eq!(paid, requested);
            } else {
                prop_assert!(paid <= available);
                prop_assert!((available - paid).micros() < asked.len() as i64);
            }
        }

        #[test]
        fn shares_are_in_proportion_and_never_more_than_there_is(
            micros in 0i64..1 << 50, weights in prop::collection::vec(0.0..1e6f64, 1..40)
        ) {
            let amount = Money::from_micros(micros);
            let parts: Vec<Money> = amount.shared_out(&weights).collect();
            let all: f64 = weights.iter().sum();
            prop_assert!(parts.iter().copied().sum::<Money>() <= amount);
            for (part, weight) in parts.iter().zip(&weights).filter(|_| all > 0.0) {
                let exact = micros as f64 * weight / all;
                prop_assert!((part.micros() as f64 - exact).abs() <= 1.0 + exact * 1e-12, "{part} of {amount}");
            }
        }

        #[test]
        fn a_part_is_rounded_down(micros in 0i64..1 << 50, part in 0u64..1 << 40, more in 1u64..1 << 40) {
            let (part, whole) = (u128::from(part), u128::from(part) + u128::from(more));
            let got = u128::try_from(Money::from_micros(micros).part(part, whole).micros()).unwrap();
            let product = u128::try_from(micros).unwrap() * part;
            prop_assert!(got * whole <= product && product < (got + 1) * whole);
        }
    }

    #[test]
    fn without_weights_nothing_is_shared_out() {
        assert_eq!(Money::SUBSISTENCE.shared_out(&[0.0, 0.0]).sum::<Money>(), Money::ZERO);
    }
}
