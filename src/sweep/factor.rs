//! Factors: keys of a scenario that vary, and the values that they take.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A key that varies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// The key, as `--set` has it: `economy.outside`, `patrons.lord.wage`, `parties.left.ideology`.
    pub key: String,
    /// Its unit, as PARAMETERS.md has it; empty where the key is no key of the catalogue.
    pub unit: String,
    /// The values.
    pub spread: Spread,
}

/// The values that a factor takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spread {
    /// Real numbers from `low` to `high`, both included.
    Real {
        /// The smallest.
        low: f64,
        /// The largest, above `low`.
        high: f64,
        /// How they are spread.
        scale: Scale,
        /// How many of them a grid takes, at least 2; other designs have none.
        steps: Option<u32>,
    },
    /// Whole numbers from `low` to `high`, both included.
    Whole {
        /// The smallest.
        low: i64,
        /// The largest, above `low`.
        high: i64,
        /// How they are spread.
        scale: Scale,
        /// How many of them a grid takes, at least 2; other designs have none.
        steps: Option<u32>,
    },
    /// These values, at least 2.
    Levels(Vec<Given>),
    /// What the rows of a list say.
    Listed,
}

/// How numbers are spread between their ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// Equal steps are equal differences.
    #[default]
    Linear,
    /// Equal steps are equal ratios; both ends are above 0.
    Log,
}

impl Factor {
    /// The value at this place between the ends, from 0 to 1 (*unit coordinates*): what designs that sample take.
    ///
    /// Real numbers: low + u·(high - low), or low·(high/low)^u on the log scale. Whole numbers and levels get equal parts of the places
    /// (on the log scale, whole numbers get the parts that the real numbers from them to the next have).
    ///
    /// # Panics
    /// For a listed factor, whose values are in the rows of the list.
    #[must_use]
    pub fn at(&self, u: f64) -> Given {
        match &self.spread {
            Spread::Real { low, high, scale, .. } => Given::Real(real_at(*low, *high, *scale, u)),
            Spread::Whole { low, high, scale, .. } => Given::Whole(whole_at(*low, *high, *scale, u)),
            Spread::Levels(levels) => levels[((u * levels.len() as f64) as usize).min(levels.len() - 1)].clone(),
            Spread::Listed => panic!("`{}` has the values of a list, and none between them", self.key),
        }
    }

    /// How many values a grid takes of it; nothing if that was not said.
    #[must_use]
    pub fn steps(&self) -> Option<u32> {
        match &self.spread {
            Spread::Real { steps, .. } | Spread::Whole { steps, .. } => *steps,
            Spread::Levels(levels) => u32::try_from(levels.len()).ok(),
            Spread::Listed => None,
        }
    }

    /// The value of this number, from 0 and below [`Self::steps`], of those that a grid takes: evenly spaced on the factor's scale, both
    /// ends included and exact. Real numbers between the ends are written to twelve digits, so that the third of nine from 0.1 to 0.9 is
    /// 0.3 and not 0.30000000000000004; whole numbers are the nearest ones.
    ///
    /// # Panics
    /// For a factor without steps, or a number that is not below them.
    #[must_use]
    pub fn step(&self, number: u32) -> Given {
        let last = self.steps().filter(|&steps| number < steps).expect("a step of the factor") - 1;
        match &self.spread {
            Spread::Real { low, high, scale, .. } => Given::Real(real_step(*low, *high, *scale, number, last)),
            Spread::Whole { low, high, scale, .. } => Given::Whole(whole_step(*low, *high, *scale, number, last)),
            Spread::Levels(levels) => levels[number as usize].clone(),
            Spread::Listed => unreachable!("a list has no steps"),
        }
    }
}

/// The real number at this place, from 0 to 1; the ends are exact.
fn real_at(low: f64, high: f64, scale: Scale, u: f64) -> f64 {
    if u <= 0.0 {
        return low;
    }
    if u >= 1.0 {
        return high;
    }
    let value = match scale {
        Scale::Linear => low + u * (high - low),
        Scale::Log => low * libm::pow(high / low, u),
    };
    value.clamp(low, high)
}

/// The whole number at this place, from 0 to 1.
fn whole_at(low: i64, high: i64, scale: Scale, u: f64) -> i64 {
    match scale {
        Scale::Linear => {
            let values = high.abs_diff(low) as f64 + 1.0;
            low.saturating_add_unsigned((u * values) as u64).clamp(low, high)
        }
        Scale::Log => (real_at(low as f64, high as f64 + 1.0, Scale::Log, u) as i64).clamp(low, high),
    }
}

/// The real number after so many of `last` steps from the lower end.
fn real_step(low: f64, high: f64, scale: Scale, number: u32, last: u32) -> f64 {
    let at = |number: u32| real_at(low, high, scale, f64::from(number) / f64::from(last));
    let value = at(number);
    if number == 0 || number == last {
        return value;
    }
    let written: f64 = format!("{value:.11e}").parse().expect("a number that was just written");
    // Where steps are so close that twelve digits would move them, they stay as they are.
    if (written - value).abs() < 1e-6 * (value - at(number - 1)) { written } else { value }
}

/// The whole number after so many of `last` steps from the lower end.
fn whole_step(low: i64, high: i64, scale: Scale, number: u32, last: u32) -> i64 {
    match scale {
        Scale::Linear => {
            let (number, last) = (u128::from(number), u128::from(last));
            let nearest = (2 * u128::from(high.abs_diff(low)) * number + last) / (2 * last);
            low.saturating_add_unsigned(u64::try_from(nearest).expect("not above the distance of the ends"))
        }
        Scale::Log => {
            (real_at(low as f64, high as f64, Scale::Log, f64::from(number) / f64::from(last)).round() as i64).clamp(low, high)
        }
    }
}

/// A value that a factor has at a point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A whole number.
    Whole(i64),
    /// A real number.
    Real(f64),
    /// A word.
    Word(String),
}

impl fmt::Display for Given {
    /// As `--set` reads it back exactly.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Real(real) => write!(f, "{real:?}"),
            Self::Word(word) => write!(f, "{word}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn factor(spread: Spread) -> Factor {
        Factor { key: "k".to_owned(), unit: String::new(), spread }
    }

    fn real(low: f64, high: f64, scale: Scale, steps: u32) -> Factor {
        factor(Spread::Real { low, high, scale, steps: Some(steps) })
    }

    fn whole(low: i64, high: i64, scale: Scale, steps: u32) -> Factor {
        factor(Spread::Whole { low, high, scale, steps: Some(steps) })
    }

    fn words(words: &[&str]) -> Factor {
        factor(Spread::Levels(words.iter().map(|&word| Given::Word(word.to_owned())).collect()))
    }

    fn all_steps(factor: &Factor) -> Vec<Given> {
        (0..factor.steps().expect("steps")).map(|k| factor.step(k)).collect()
    }

    #[test]
    fn real_numbers_reach_both_ends_exactly() {
        for scale in [Scale::Linear, Scale::Log] {
            // 0.1·(0.7/0.1) and 0.1 + (0.7 - 0.1) are both next to 0.7, and not 0.7.
            let factor = real(0.1, 0.7, scale, 3);
            assert_eq!((factor.at(0.0), factor.at(1.0)), (Given::Real(0.1), Given::Real(0.7)));
            assert_eq!((factor.step(0), factor.step(2)), (Given::Real(0.1), Given::Real(0.7)));
        }
        assert_eq!(real(1.0, 100.0, Scale::Log, 2).at(0.5), Given::Real(10.0));
        assert_eq!(real(-1.0, 3.0, Scale::Linear, 2).at(0.25), Given::Real(0.0));
    }

    #[test]
    fn steps_are_the_numbers_that_one_would_write() {
        let nine: Vec<_> = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(Given::Real).into();
        assert_eq!(all_steps(&real(0.1, 0.9, Scale::Linear, 9)), nine);
        let decades: Vec<_> = [0.001, 0.01, 0.1, 1.0, 10.0].map(Given::Real).into();
        assert_eq!(all_steps(&real(0.001, 10.0, Scale::Log, 5)), decades);
        assert_eq!(all_steps(&whole(0, 10, Scale::Linear, 4)), [0, 3, 7, 10].map(Given::Whole));
        assert_eq!(all_steps(&whole(-3, 2, Scale::Linear, 3)), [-3, 0, 2].map(Given::Whole));
        assert_eq!(all_steps(&whole(1, 1000, Scale::Log, 4)), [1, 10, 100, 1000].map(Given::Whole));
        assert_eq!(all_steps(&words(&["a", "b"])), ["a", "b"].map(|word| Given::Word(word.to_owned())));
        assert_eq!(factor(Spread::Listed).steps(), None);
    }

    #[test]
    fn close_steps_stay_apart() {
        let (low, high) = (1.0, 1.0 + 1e-12);
        let steps = all_steps(&real(low, high, Scale::Linear, 11));
        let rising = steps.windows(2).all(|pair| matches!(pair, [Given::Real(a), Given::Real(b)] if a < b));
        assert!(rising, "{steps:?}");
    }

    #[test]
    fn whole_numbers_and_levels_are_equally_probable() {
        let places = 60_000;
        let mut counts = BTreeMap::new();
        for factor in [whole(-2, 3, Scale::Linear, 2), words(&["a", "b", "c", "d", "e"])] {
            for k in 0..places {
                *counts.entry(factor.at((f64::from(k) + 0.5) / f64::from(places)).to_string()).or_insert(0) += 1;
            }
        }
        let expected: BTreeMap<_, _> = ["-2", "-1", "0", "1", "2", "3"].map(|whole| (whole.to_owned(), places / 6)).into();
        let words: BTreeMap<_, _> = ["a", "b", "c", "d", "e"].map(|word| (word.to_owned(), places / 5)).into();
        assert_eq!(counts, expected.into_iter().chain(words).collect());
    }

    #[test]
    fn whole_numbers_on_the_log_scale_are_as_probable_as_the_real_numbers_from_them_to_the_next() {
        let (factor, places) = (whole(1, 7, Scale::Log, 2), 100_000);
        let ones = (0..places).filter(|&k| factor.at((f64::from(k) + 0.5) / f64::from(places)) == Given::Whole(1)).count();
        assert!((ones as f64 / f64::from(places) - 1.0 / 3.0).abs() < 1e-4, "ln 2 / ln 8 is a third");
        assert_eq!((factor.at(0.0), factor.at(1.0)), (Given::Whole(1), Given::Whole(7)));
    }

    #[test]
    fn wide_ranges_do_not_overflow() {
        let factor = whole(i64::MIN, i64::MAX, Scale::Linear, 3);
        assert_eq!((factor.at(0.0), factor.at(1.0)), (Given::Whole(i64::MIN), Given::Whole(i64::MAX)));
        assert_eq!(all_steps(&factor), [i64::MIN, 0, i64::MAX].map(Given::Whole));
    }

    proptest! {
        #[test]
        fn values_rise_and_stay_between_the_ends(low in 1e-6f64..1e3, ratio in 1.001f64..1e6, u in 0.0f64..=1.0, v in 0.0f64..=1.0) {
            let (high, (u, v)) = (low * ratio, (u.min(v), u.max(v)));
            for scale in [Scale::Linear, Scale::Log] {
                let (Given::Real(a), Given::Real(b)) = (real(low, high, scale, 2).at(u), real(low, high, scale, 2).at(v)) else {
                    panic!("real numbers")
                };
                prop_assert!(low <= a && a <= b && b <= high);
                let (low, high) = (low as i64 + 1, high as i64 + 2);
                let (Given::Whole(a), Given::Whole(b)) = (whole(low, high, scale, 2).at(u), whole(low, high, scale, 2).at(v)) else {
                    panic!("whole numbers")
                };
                prop_assert!(low <= a && a <= b && b <= high);
            }
        }
    }
}
