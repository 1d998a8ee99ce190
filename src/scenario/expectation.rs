//! What a scenario expects of its measures, and whether it held.

use crate::language::Language;
use std::fmt;

/// When a measure is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// `start`: round 0, before anything happened. Flows are unknown then.
    Start,
    /// `end`: the last round.
    End,
    /// `round:T`: round T.
    Round(u32),
    /// `mean:K`: the mean of the last K rounds.
    Mean(u32),
}

impl When {
    /// Reads `start`, `end`, `round:T` or `mean:K`.
    ///
    /// # Errors
    /// A fragment that says what is allowed, if it is none of these.
    pub fn parse(text: &str) -> Result<Self, String> {
        let count = |digits: &str| digits.parse::<u32>().ok();
        let when = match text.split_once(':') {
            None if text == "start" => Some(Self::Start),
            None if text == "end" => Some(Self::End),
            Some(("round", t)) => count(t).map(Self::Round),
            Some(("mean", k)) => count(k).filter(|&k| k > 0).map(Self::Mean),
            _ => None,
        };
        when.ok_or_else(|| format!("`{text}` is no time; use \"start\", \"end\", \"round:T\" or \"mean:K\" (the last K rounds)"))
    }

    /// Whether the value at this time, in a run of so many rounds, depends on this round.
    #[must_use]
    pub fn needs(self, round: u32, rounds: u32) -> bool {
        match self {
            Self::Start => round == 0,
            Self::End => round == rounds,
            Self::Round(asked) => round == asked,
            Self::Mean(last) => rounds - round < last,
        }
    }

    /// The value at this time of a measure whose value in round t is `series[t]`. Unknown if any value it needs is, unless a mean
    /// leaves unknown values out.
    #[must_use]
    pub fn of(self, series: &[Option<f64>], gaps: Gaps) -> Option<f64> {
        match self {
            Self::Start => *series.first()?,
            Self::End => *series.last()?,
            Self::Round(round) => *series.get(round as usize)?,
            Self::Mean(rounds) => {
                let last = series.get(series.len().checked_sub(rounds as usize)?..)?;
                let known: Vec<f64> = last.iter().copied().flatten().collect();
                let suffices = known.len() == last.len() || gaps == Gaps::LeftOut && !known.is_empty();
                suffices.then(|| known.iter().sum::<f64>() / known.len() as f64)
            }
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => write!(f, "start"),
            Self::End => write!(f, "end"),
            Self::Round(round) => write!(f, "round:{round}"),
            Self::Mean(rounds) => write!(f, "mean:{rounds}"),
        }
    }
}

/// What unknown values do to a mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// It is unknown too.
    Unknown,
    /// It is taken over the values that are known: of elections, which are not held in every round.
    LeftOut,
}

/// What a measure is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// It lies in a band, ends included; an end that is not given does not bind.
    Band {
        /// `at_least`
        at_least: Option<f64>,
        /// `at_most`
        at_most: Option<f64>,
    },
    /// It is larger than the same measure at another time.
    MoreThan(When),
    /// It is smaller than the same measure at another time.
    LessThan(When),
}

impl Bound {
    /// The same in a language; `when` says how times are called.
    #[must_use]
    pub fn said(self, language: Language, when: impl Fn(When) -> String) -> String {
        let [low, high] = match self {
            Self::Band { at_least, at_most } => {
                [at_least, at_most].map(|limit| limit.map_or_else(String::new, |limit| limit.to_string()))
            }
            Self::MoreThan(_) | Self::LessThan(_) => [String::new(), String::new()],
        };
        match self {
            Self::Band { at_least: Some(_), at_most: Some(_) } => {
                language.fill("bound-between", &[("low", &low), ("high", &high)])
            }
            Self::Band { at_least: Some(_), at_most: None } => language.fill("bound-at-least", &[("low", &low)]),
            Self::Band { at_least: None, at_most: Some(_) } => language.fill("bound-at-most", &[("high", &high)]),
            Self::Band { at_least: None, at_most: None } => language.text("bound-any").to_owned(),
            Self::MoreThan(other) => language.fill("bound-more-than", &[("when", &when(other))]),
            Self::LessThan(other) => language.fill("bound-less-than", &[("when", &when(other))]),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::English, |when| when.to_string()))
    }
}

/// One `[[expect]]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The name of the measure.
    pub measure: String,
    /// When it is taken.
    pub when: When,
    /// What it is held against.
    pub bound: Bound,
    /// Why it is expected.
    pub why: String,
    /// Who says so; may be empty.
    pub source: String,
}

/// Whether an expectation held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It held.
    Held,
    /// It did not.
    Failed,
    /// Replicates allow both: the interval over them lies neither within what is expected nor wholly outside. Never of a single run.
    Undecided,
    /// The measure is unknown at that time.
    Unknown,
}

impl Verdict {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Failed => "failed",
            Self::Undecided => "undecided",
            Self::Unknown => "unknown",
        }
    }
}

impl Expectation {
    /// What was observed in the measure's series (value in round t at index t), and whether that is as expected.
    #[must_use]
    pub fn judge(&self, series: &[Option<f64>], gaps: Gaps) -> (Option<f64>, Verdict) {
        let observed = self.when.of(series, gaps);
        let holds = |value: f64| match self.bound {
            Bound::Band { at_least, at_most } => {
                Some(at_least.is_none_or(|low| value >= low) && at_most.is_none_or(|high| value <= high))
            }
            Bound::MoreThan(when) => when.of(series, gaps).map(|other| value > other),
            Bound::LessThan(when) => when.of(series, gaps).map(|other| value < other),
        };
        let verdict = match observed.and_then(holds) {
            Some(true) => Verdict::Held,
            Some(false) => Verdict::Failed,
            None => Verdict::Unknown,
        };
        (observed, verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERIES: [Option<f64>; 5] = [None, Some(1.0), Some(2.0), Some(3.0), Some(4.0)];

    fn judge(when: When, bound: Bound) -> (Option<f64>, Verdict) {
        Expectation { measure: String::new(), when, bound, why: String::new(), source: String::new() }
            .judge(&SERIES, Gaps::Unknown)
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for text in ["start", "end", "round:12", "mean:3"] {
            assert_eq!(When::parse(text).map(|when| when.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "last", "round", "round:", "round:-1", "mean:0", "mean:x"] {
            assert!(When::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn bands_include_their_ends() {
        let band = Bound::Band { at_least: Some(4.0), at_most: Some(4.0) };
        assert_eq!(judge(When::End, band), (Some(4.0), Verdict::Held));
        assert_eq!(judge(When::Mean(2), band), (Some(3.5), Verdict::Failed));
    }

    #[test]
    fn means_over_elections_leave_other_rounds_out() {
        assert_eq!(When::Mean(5).of(&SERIES, Gaps::LeftOut), Some(2.5));
        assert_eq!(When::Mean(9).of(&SERIES, Gaps::LeftOut), None);
        assert_eq!(When::Mean(1).of(&SERIES[..1], Gaps::LeftOut), None);
        assert_eq!(When::End.of(&SERIES[..1], Gaps::LeftOut), None);
    }

    #[test]
    fn unknown_values_give_no_verdict() {
        let band = Bound::Band { at_least: Some(0.0), at_most: None };
        assert_eq!(judge(When::Start, band), (None, Verdict::Unknown));
        assert_eq!(judge(When::Mean(5), band), (None, Verdict::Unknown));
        assert_eq!(judge(When::Mean(9), band), (None, Verdict::Unknown));
        assert_eq!(judge(When::End, Bound::MoreThan(When::Start)), (Some(4.0), Verdict::Unknown));
        assert_eq!(judge(When::End, Bound::MoreThan(When::Round(1))), (Some(4.0), Verdict::Held));
        assert_eq!(judge(When::End, Bound::LessThan(When::Round(1))), (Some(4.0), Verdict::Failed));
    }
}
