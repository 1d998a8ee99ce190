//! Which colour stands for which value in a map.

use crate::chart::number::ticks;
use crate::chart::theme::{heat, heat_around_zero};
use plotters::style::RGBColor;

/// The colours of values from the smallest to the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hues {
    /// The smallest and the largest value.
    pub range: (f64, f64),
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// From low to high.
    Rising,
    /// Away from 0, to both sides.
    AroundZero,
    /// All are the same.
    One,
}

impl Hues {
    /// The colours of these values; nothing without values.
    #[must_use]
    pub fn of(values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        // Sums in another order differ by as much.
        const NOTHING: f64 = 1e-9;
        let low = values.clone().min_by(f64::total_cmp)?;
        let high = values.max_by(f64::total_cmp)?;
        let kind = match () {
            () if high - low <= NOTHING * low.abs().max(high.abs()) => Kind::One,
            () if low < 0.0 && high > 0.0 => Kind::AroundZero,
            () => Kind::Rising,
        };
        Some(Self { range: (low, high), kind })
    }

    /// The colour of a value.
    #[must_use]
    pub fn color(&self, value: f64) -> RGBColor {
        let (low, high) = self.range;
        match self.kind {
            Kind::Rising => heat((value - low) / (high - low)),
            Kind::AroundZero => heat_around_zero(value / high.max(-low)),
            Kind::One => heat(0.25),
        }
    }

    /// Round values between the smallest and the largest: where contours go.
    #[must_use]
    pub fn levels(&self) -> Vec<f64> {
        const MOST: usize = 7;
        let (low, high) = self.range;
        if self.kind == Kind::One {
            return Vec::new();
        }
        ticks((low, high), MOST).into_iter().filter(|level| (low..=high).contains(level)).collect()
    }

    /// Whether all values are the same.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.kind == Kind::One
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[f64]) -> Hues {
        Hues::of(values.iter().copied()).unwrap()
    }

    #[test]
    fn both_signs_are_coloured_away_from_zero() {
        let both = of(&[-1.0, 0.5]);
        assert_eq!((both.color(-1.0), both.color(0.0)), (heat_around_zero(-1.0), heat_around_zero(0.0)));
        // As strong as a value of the same size on the other side.
        assert_eq!(both.color(0.5), heat_around_zero(0.5));
        let one = of(&[1.0, 3.0, 2.0]);
        assert_eq!((one.color(1.0), one.color(3.0)), (heat(0.0), heat(1.0)));
    }

    #[test]
    fn contours_go_through_round_values() {
        assert_eq!(of(&[0.05, 0.42]).levels().len(), 4);
        assert!(of(&[0.3, 0.3]).is_one() && of(&[0.1 + 0.2, 0.3]).levels().is_empty());
        assert_eq!(Hues::of([].into_iter()), None);
    }
}
