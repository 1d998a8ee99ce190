//! Sentences about measures: what was, and what differs.

use super::number::{beside, known, value, with_interval};
use crate::language::{Language, Value};
use crate::metrics::Reported;

/// A measure at the beginning of a sentence, with what it is a share of or counted in.
pub fn named(language: Language, measure: &str) -> String {
    let name = capital(&language.measure(measure));
    match Reported::named(measure).map(Reported::unit) {
        // Of these nothing is learnt.
        None | Some("" | "share" | "index" | "ratio" | "count") => name,
        Some(unit) => format!("{name} [{}]", language.unit(unit)),
    }
}

/// A text at the beginning of a sentence.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A difference between a scenario and its baseline.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'a> {
    /// The measure.
    pub measure: &'a str,
    /// Means of baseline and scenario.
    pub means: [Option<f64>; 2],
    /// Scenario less baseline.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
}

/// What is known of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The scenario's mean is higher: the whole interval lies above 0.
    Higher,
    /// It is lower.
    Lower,
    /// The interval has 0 in it.
    Open,
    /// There is no interval.
    Nothing,
}

impl Known {
    /// Of an interval.
    pub fn of(interval: Option<[f64; 2]>) -> Self {
        match interval {
            Some([low, _]) if low > 0.0 => Self::Higher,
            Some([_, high]) if high < 0.0 => Self::Lower,
            Some(_) => Self::Open,
            None => Self::Nothing,
        }
    }
}

/// The sentence on a difference. Only one whose interval leaves 0 out is told as one.
pub fn of_difference(language: Language, of: &Difference<'_>) -> String {
    let name = named(language, of.measure);
    let measure: (&'static str, Value<'_>) = ("measure", name.into());
    let (Some(difference), Some(interval)) = (of.difference, of.interval) else {
        return language.say("found-unknown", &[measure]);
    };
    let signed = with_interval(difference, interval);
    let [low, high] = interval;
    let [mean, reference] =
        [of.means[1], of.means[0]].map(|mean| mean.map_or_else(|| known(None), |mean| beside(mean, interval)));
    let told = |id: &str, [size, low, high]: [String; 3]| {
        let values = [("size", size), ("low", low), ("high", high), ("mean", mean), ("reference", reference)];
        let values = values.map(|(name, text)| (name, Value::from(text)));
        language.say(id, &[std::slice::from_ref(&measure), &values[..]].concat())
    };
    match Known::of(Some(interval)) {
        Known::Higher => told("found-higher", signed),
        Known::Lower => told("found-lower", with_interval(-difference, [-high, -low])),
        Known::Open | Known::Nothing => {
            let [_, low, high] = signed;
            language.say("found-undecided", &[measure.clone(), ("low", low.into()), ("high", high.into())])
        }
    }
}

/// The sentence on a measure at the end of a single run.
pub fn of_one_run(language: Language, measure: &str, start: Option<f64>, end: f64) -> String {
    let name = named(language, measure);
    let [name, end] = [("measure", name), ("end", value(end))].map(|(name, text)| (name, Value::from(text)));
    match start {
        Some(start) => language.say("found-from-to", &[name, ("start", value(start).into()), end]),
        None => language.say("found-end", &[name, end]),
    }
}

/// The sentence on a measure that is not known at the end.
pub fn of_last(language: Language, measure: &str, round: u32, mean: f64, interval: Option<[f64; 2]>) -> String {
    let of = [("measure", Value::from(named(language, measure))), ("round", round.to_string().into())];
    let (id, numbers) = match interval {
        Some(interval) => {
            let [mean, low, high] = with_interval(mean, interval);
            ("found-last-mean", vec![("value", mean.into()), ("low", low.into()), ("high", high.into())])
        }
        None => ("found-last", vec![("value", Value::from(value(mean)))]),
    };
    language.say(id, &of.into_iter().chain(numbers).collect::<Vec<_>>())
}

/// The sentence on a mean over replicates.
pub fn of_mean(language: Language, measure: &str, mean: f64, interval: Option<[f64; 2]>) -> String {
    let name = ("measure", Value::from(named(language, measure)));
    match interval {
        Some(interval) => {
            let [mean, low, high] = with_interval(mean, interval);
            language.say("found-mean", &[name, ("mean", mean.into()), ("low", low.into()), ("high", high.into())])
        }
        None => language.say("found-mean-alone", &[name, ("mean", value(mean).into())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(language: Language, difference: f64, interval: Option<[f64; 2]>) -> String {
        let means = [Some(0.87), Some(0.87 + difference)];
        of_difference(language, &Difference { measure: "loyalty_mean", means, difference: Some(difference), interval })
    }

    #[test]
    fn differences_are_told_by_their_intervals() {
        let higher = told(Language::English, 0.05, Some([0.04, 0.06]));
        assert_eq!(higher, "Mean loyalty: higher by 0.050 (0.040 to 0.060), 0.920 instead of 0.870.");
        let lower = told(Language::English, -0.05, Some([-0.06, -0.04]));
        assert_eq!(lower, "Mean loyalty: lower by 0.050 (0.040 to 0.060), 0.820 instead of 0.870.");
        assert_eq!(
            told(Language::Indonesian, -0.05, Some([-0.06, -0.04])),
            "Rata-rata loyalitas: lebih rendah sebesar 0.050 (0.040 sampai 0.060), 0.820, bukan 0.870."
        );
    }

    #[test]
    fn an_interval_with_zero_in_it_is_no_difference() {
        for interval in [[-0.01, 0.11], [0.0, 0.1], [-0.1, 0.0], [0.0, 0.0]] {
            let said = told(Language::English, 0.05, Some(interval));
            assert!(said.contains("leave open") && !said.contains("higher") && !said.contains("lower"), "{said}");
        }
        assert_eq!(told(Language::English, 0.05, None), "Mean loyalty: not known.");
    }
}
