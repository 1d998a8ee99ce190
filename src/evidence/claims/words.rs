//! Effects and tests as people read them, in documents and on the terminal.

use super::{Claim, Expected, Pair, Test};
use crate::output::claims::TestRow;
use crate::scenario::When;
use crate::scenario::figures::figure;

/// A number to three digits, those before the point in full; a dash if it is not known.
#[must_use]
pub fn short(value: Option<f64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    let size = value.abs();
    if size == 0.0 {
        return "0".to_owned();
    }
    if size < 1e-4 {
        return format!("{value:.1e}");
    }
    let magnitude = libm::floor(libm::log10(size)) as i32;
    let decimals = (2 - magnitude).clamp(0, 6) as usize;
    format!("{value:.decimals$}")
}

/// The same with its sign.
#[must_use]
pub fn signed(value: Option<f64>) -> String {
    let sign = if value.is_some_and(|value| value > 0.0) { "+" } else { "" };
    format!("{sign}{}", short(value))
}

/// An effect, `+0.12 [+0.10, +0.14]`.
#[must_use]
pub fn effect(row: &TestRow) -> String {
    match (row.effect, row.low, row.high) {
        (None, ..) => "not known".to_owned(),
        (Some(_), Some(_), Some(_)) => format!("{} {}", signed(row.effect), interval(row.low, row.high)),
        (Some(_), ..) => signed(row.effect),
    }
}

/// An interval of effects; a dash if there is none.
#[must_use]
pub fn interval(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(_), Some(_)) => format!("[{}, {}]", signed(low), signed(high)),
        _ => "–".to_owned(),
    }
}

/// A p value.
#[must_use]
pub fn chance(p: Option<f64>) -> String {
    match p {
        Some(p) if p < 0.001 => "< 0.001".to_owned(),
        Some(p) => format!("{p:.3}"),
        None => "–".to_owned(),
    }
}

/// What a test expects, between which levels.
#[must_use]
pub fn expected(claim: &Claim, test: &Test) -> String {
    let name = |level: usize| format!("“{}”", claim.levels[level].name);
    let between = |Pair { from, to }: Pair| format!("from {} to {}", name(from), name(to));
    match test.expected {
        Expected::Rises(pair) | Expected::Falls(pair) => format!("{} {}", test.expected.word(), between(pair)),
        Expected::Unchanged(pair, margin) => format!("is unchanged (±{}) {}", figure(margin), between(pair)),
        Expected::Weaker(pair, than) => format!("differs less {} than {}", between(pair), between(than)),
        Expected::Above(level, bound) | Expected::Below(level, bound) => {
            format!("is {} {} at {}", test.expected.word(), figure(bound), name(level))
        }
    }
}

/// When measures are taken.
#[must_use]
pub fn time(at: When) -> String {
    match at {
        When::Start => "at the start".to_owned(),
        When::End | When::Mean(1) => "in the last round".to_owned(),
        When::Round(round) => format!("in round {round}"),
        When::Mean(rounds) => format!("as means of the last {rounds} rounds"),
    }
}

/// Who claims it and when: the source has the year already, or it follows.
#[must_use]
pub fn source(source: &str, year: i64) -> String {
    let year = year.to_string();
    if source.contains(&year) { source.to_owned() } else { format!("{source} ({year})") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits() {
        let numbers = [0.0, 0.123_456, -12.3456, 1234.5, 0.001_234_5, -0.000_012, 999.6];
        let texts = numbers.map(|number| short(Some(number)));
        assert_eq!(texts, ["0", "0.123", "-12.3", "1234", "0.00123", "-1.2e-5", "1000"]);
        assert_eq!([signed(Some(0.5)), signed(Some(-0.5)), signed(None)], ["+0.500", "-0.500", "–"]);
        assert_eq!([chance(Some(0.000_2)), chance(Some(0.04)), chance(None)], ["< 0.001", "0.040", "–"]);
    }

    #[test]
    fn what_is_not_known_is_said() {
        let row = TestRow::default();
        assert_eq!(effect(&row), "not known");
        let single = TestRow { effect: Some(0.25), ..row };
        assert_eq!(effect(&single), "+0.250");
        let row = TestRow { low: Some(-0.5), high: Some(1.0), ..single };
        assert_eq!(effect(&row), "+0.250 [-0.500, +1.00]");
    }

    #[test]
    fn years_are_not_written_twice() {
        assert_eq!(source("Scott 1972", 1972), "Scott 1972");
        assert_eq!(source("Scott", 1972), "Scott (1972)");
    }
}
