//! How the values of a factor lie along an axis.

use crate::chart::number::{chosen, log_ticks, ticks};
use crate::output::sweep::FactorEntry;

/// How the values of a factor lie along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// At their value.
    Linear,
    /// At its logarithm to base 10.
    Log,
    /// One beside the other: they are words, or not known as numbers.
    Words,
}

/// Values of a factor that are farther apart than this ratio are drawn on a logarithmic axis, whatever the design.
const WIDE: f64 = 100.0;

impl Scale {
    /// The scale for these values of a factor, missing ones of words.
    #[must_use]
    pub fn of(factor: &FactorEntry, values: &[Option<f64>]) -> Self {
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        if factor.values == "word" || known.len() < values.len() || known.is_empty() {
            return Self::Words;
        }
        let low = known.iter().copied().fold(f64::INFINITY, f64::min);
        let high = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let is_wide = factor.scale != "linear" && high >= WIDE * low;
        if low > 0.0 && (factor.scale == "log" || is_wide) { Self::Log } else { Self::Linear }
    }

    /// Where a value is: one that is not known, at its number among the others.
    #[must_use]
    pub fn place(self, value: Option<f64>, number: usize) -> f64 {
        match (self, value) {
            (Self::Linear, Some(value)) => value,
            (Self::Log, Some(value)) if value > 0.0 => libm::log10(value),
            _ => number as f64,
        }
    }

    /// Round values between two places, at most `most`, each with its place; none of words.
    #[must_use]
    pub fn ticks(self, (from, to): (f64, f64), most: usize) -> Vec<(f64, String)> {
        let at = match self {
            Self::Linear => ticks((from, to), most),
            Self::Log => log_ticks((libm::pow(10.0, from), libm::pow(10.0, to)), most),
            Self::Words => Vec::new(),
        };
        let texts = chosen(&at);
        at.into_iter().map(|value| self.place(Some(value), 0)).zip(texts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(scale: &str, values: &str) -> FactorEntry {
        FactorEntry {
            key: String::new(),
            unit: String::new(),
            meaning: String::new(),
            scale: scale.to_owned(),
            values: values.to_owned(),
            low: None,
            high: None,
            levels: Vec::new(),
        }
    }

    #[test]
    fn scales_follow_the_factor_and_its_values() {
        let of = |scale: &str, values: &[f64]| {
            Scale::of(&factor(scale, "real"), &values.iter().copied().map(Some).collect::<Vec<_>>())
        };
        assert_eq!(of("linear", &[0.1, 1000.0]), Scale::Linear);
        assert_eq!((of("log", &[0.1, 0.2]), of("log", &[0.0, 0.2])), (Scale::Log, Scale::Linear));
        assert_eq!((of("levels", &[1.0, 10.0, 100.0]), of("levels", &[0.0, 100.0])), (Scale::Log, Scale::Linear));
        assert_eq!(of("listed", &[1.0, 50.0]), Scale::Linear);
        assert_eq!(Scale::of(&factor("levels", "word"), &[None, None]), Scale::Words);
        assert_eq!(Scale::of(&factor("linear", "real"), &[Some(1.0), None]), Scale::Words);
    }

    #[test]
    fn ticks_are_at_their_values() {
        assert_eq!(Scale::Log.ticks((0.0, 2.0), 3).iter().map(|tick| tick.1.as_str()).collect::<Vec<_>>(), ["1", "10", "100"]);
        assert!((Scale::Log.ticks((0.0, 2.0), 3)[1].0 - 1.0).abs() < 1e-12);
        assert_eq!(Scale::Linear.ticks((0.0, 1.0), 2)[1], (0.5, "0.5".to_owned()));
        assert!(Scale::Words.ticks((0.0, 5.0), 5).is_empty());
        assert_eq!((Scale::Words.place(None, 3), Scale::Log.place(Some(100.0), 0)), (3.0, 2.0));
    }
}
