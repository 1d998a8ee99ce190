//! What a scenario expects of its measures, held against its replicates.

use super::samples::Replicates;
use crate::scenario::expectation::{Bound, Expectation, Gaps, Verdict, When};
use crate::statistics::{Contrast, Interval, LEVEL, Sample};

/// The verdict on an expectation, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// The number of replicates that know what is asked.
    pub n: usize,
    /// The mean of the measure over them.
    pub mean: Option<f64>,
    /// The mean of what it is compared with, if that is another time.
    pub compared_with: Option<f64>,
    /// The interval that decides: of the mean, or of the mean difference from the other time. Unknown for a single replicate.
    pub interval: Option<Interval>,
    /// Whether it held.
    pub verdict: Verdict,
}

/// Holds an expectation against all replicates of a member, by a 95 % t interval over them.
///
/// A band holds if it includes the whole interval of the mean, ends included; it fails if it does not meet it; else it is undecided.
/// `more_than` and `less_than` are judged in the same way by the mean difference of the two times, taken replicate by replicate: they
/// hold if the whole interval is above (below) 0, and fail if none of it is. Without two replicates that know the measure, the
/// verdict is unknown; but a member with a single replicate is judged by its value, as a run is.
#[must_use]
pub fn judge(expectation: &Expectation, replicates: &Replicates<'_>, member: &str) -> Judgement {
    let all: Vec<(Vec<Option<f64>>, Gaps)> = replicates.series(member, &expectation.measure).into_values().collect();
    match &all[..] {
        [(series, gaps)] => of_one(expectation, series, *gaps),
        _ => of_many(expectation, replicates, member),
    }
}

fn of_one(expectation: &Expectation, series: &[Option<f64>], gaps: Gaps) -> Judgement {
    let (mean, verdict) = expectation.judge(series, gaps);
    let compared_with = other_time(expectation.bound).and_then(|when| when.of(series, gaps));
    Judgement { n: usize::from(mean.is_some()), mean, compared_with, interval: None, verdict }
}

fn of_many(expectation: &Expectation, replicates: &Replicates<'_>, member: &str) -> Judgement {
    let at = |when| replicates.values(member, &expectation.measure, when);
    let mut observed = at(expectation.when);
    let others: Option<Vec<f64>> = other_time(expectation.bound).map(at).map(|others| {
        observed.retain(|replicate, _| others.contains_key(replicate));
        others.into_iter().filter(|(replicate, _)| observed.contains_key(replicate)).map(|(_, value)| value).collect()
    });
    let observed: Vec<f64> = observed.into_values().collect();
    let interval = match &others {
        None => Sample::of(&observed).and_then(|sample| sample.interval(LEVEL)),
        Some(others) => Contrast { of: &observed, against: others }.paired().and_then(|difference| difference.interval(LEVEL)),
    };
    let mean = |values: &[f64]| Sample::of(values).map(|sample| sample.mean);
    Judgement {
        n: observed.len(),
        mean: mean(&observed),
        compared_with: others.as_deref().and_then(mean),
        interval,
        verdict: interval.map_or(Verdict::Unknown, |interval| verdict(expectation.bound, interval)),
    }
}

/// The time with which a measure is compared, if it is.
fn other_time(bound: Bound) -> Option<When> {
    match bound {
        Bound::Band { .. } => None,
        Bound::MoreThan(when) | Bound::LessThan(when) => Some(when),
    }
}

/// What the interval, of the mean or of the mean difference of two times, says of the bound.
fn verdict(bound: Bound, Interval { low, high }: Interval) -> Verdict {
    let (all, none) = match bound {
        Bound::Band { at_least, at_most } => (
            at_least.is_none_or(|least| low >= least) && at_most.is_none_or(|most| high <= most),
            at_least.is_some_and(|least| high < least) || at_most.is_some_and(|most| low > most),
        ),
        Bound::MoreThan(_) => (low > 0.0, high <= 0.0),
        Bound::LessThan(_) => (high < 0.0, low >= 0.0),
    };
    match (all, none) {
        (true, _) => Verdict::Held,
        (false, true) => Verdict::Failed,
        (false, false) => Verdict::Undecided,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    /// Replicates 0, 1, … of a member without a name, each with these values of `loyalty_mean` in its rounds.
    fn table(replicates: &[&[Option<f64>]]) -> Table {
        let rows: Vec<(i64, i64, Option<f64>)> = replicates
            .iter()
            .zip(0..)
            .flat_map(|(series, replicate)| series.iter().zip(0..).map(move |(&value, round)| (replicate, round, value)))
            .collect();
        Table::new("rounds", "")
            .int("replicate", "", "", rows.iter().map(|row| Some(row.0)))
            .int("round", "", "", rows.iter().map(|row| Some(row.1)))
            .float("loyalty_mean", "", "", rows.iter().map(|row| row.2))
    }

    fn judged(bound: Bound, replicates: &[&[Option<f64>]]) -> Judgement {
        let expectation =
            Expectation { measure: "loyalty_mean".into(), when: When::End, bound, why: String::new(), source: String::new() };
        let rounds = replicates.iter().map(|series| series.len()).max().expect("replicates") - 1;
        let table = table(replicates);
        judge(&expectation, &Replicates::of(&table, rounds as u32).expect("a table of rounds"), "")
    }

    fn band(at_least: f64, at_most: f64) -> Bound {
        Bound::Band { at_least: Some(at_least), at_most: Some(at_most) }
    }

    #[test]
    fn bands_are_held_against_the_interval_of_the_mean() {
        // Mean 0.5, standard error 0.1/√3, t of 2 degrees 4.3027: 0.2516 to 0.7484.
        let values: [&[Option<f64>]; 3] = [&[Some(0.4)], &[Some(0.5)], &[Some(0.6)]];
        for (bound, verdict) in [
            (band(0.25, 0.75), Verdict::Held),
            (band(0.26, 0.75), Verdict::Undecided),
            (band(0.25, 0.74), Verdict::Undecided),
            (band(0.4, 0.6), Verdict::Undecided),
            (band(0.75, 0.9), Verdict::Failed),
            (band(0.1, 0.25), Verdict::Failed),
        ] {
            let judgement = judged(bound, &values);
            assert_eq!((judgement.n, judgement.verdict), (3, verdict), "{bound}");
            let interval = judgement.interval.expect("three replicates");
            assert!((interval.low - 0.2516).abs() < 1e-4 && (interval.high - 0.7484).abs() < 1e-4, "{interval:?}");
        }
    }

    #[test]
    fn values_that_do_not_vary_are_judged_as_points_ends_included() {
        let same: [&[Option<f64>]; 2] = [&[Some(0.1)], &[Some(0.1)]];
        assert_eq!(judged(band(0.1, 0.1), &same).verdict, Verdict::Held);
        assert_eq!(judged(band(0.2, 0.3), &same).verdict, Verdict::Failed);
        assert_eq!(judged(Bound::Band { at_least: None, at_most: None }, &same).verdict, Verdict::Held);
    }

    #[test]
    fn times_are_compared_replicate_by_replicate() {
        // The replicates differ by far more than the two times do.
        let rises: [&[Option<f64>]; 3] = [&[Some(0.1), Some(0.12)], &[Some(0.5), Some(0.52)], &[Some(0.9), Some(0.93)]];
        let more = judged(Bound::MoreThan(When::Start), &rises);
        assert_eq!((more.n, more.verdict), (3, Verdict::Held));
        assert!(more.compared_with.is_some_and(|mean| (mean - 0.5).abs() < 1e-15));
        assert_eq!(judged(Bound::LessThan(When::Start), &rises).verdict, Verdict::Failed);
        let mixed: [&[Option<f64>]; 2] = [&[Some(0.1), Some(0.2)], &[Some(0.2), Some(0.1)]];
        assert_eq!(judged(Bound::MoreThan(When::Start), &mixed).verdict, Verdict::Undecided);
        assert_eq!(judged(Bound::LessThan(When::Start), &mixed).verdict, Verdict::Undecided);
        let stays: [&[Option<f64>]; 2] = [&[Some(0.1), Some(0.1)], &[Some(0.2), Some(0.2)]];
        assert_eq!(judged(Bound::MoreThan(When::Start), &stays).verdict, Verdict::Failed);
        assert_eq!(judged(Bound::LessThan(When::Start), &stays).verdict, Verdict::Failed);
    }

    #[test]
    fn unknown_values_are_left_out_and_two_are_needed() {
        let some: [&[Option<f64>]; 3] = [&[Some(0.4)], &[None], &[Some(0.4)]];
        assert_eq!(judged(band(0.3, 0.5), &some), Judgement { n: 2, ..judged(band(0.3, 0.5), &[&[Some(0.4)], &[Some(0.4)]]) });
        let one = judged(band(0.3, 0.5), &[&[Some(0.4)], &[None]]);
        assert_eq!((one.n, one.mean, one.interval, one.verdict), (1, Some(0.4), None, Verdict::Unknown));
        let pair: [&[Option<f64>]; 3] = [&[None, Some(0.4)], &[Some(0.1), Some(0.2)], &[Some(0.3), None]];
        let more = judged(Bound::MoreThan(When::Start), &pair);
        assert_eq!((more.n, more.mean, more.compared_with, more.verdict), (1, Some(0.2), Some(0.1), Verdict::Unknown));
    }

    #[test]
    fn a_single_run_is_judged_by_its_value() {
        let one = judged(band(0.3, 0.5), &[&[Some(0.4)]]);
        assert_eq!(one, Judgement { n: 1, mean: Some(0.4), compared_with: None, interval: None, verdict: Verdict::Held });
        assert_eq!(judged(band(0.5, 0.6), &[&[Some(0.4)]]).verdict, Verdict::Failed);
        assert_eq!(judged(band(0.5, 0.6), &[&[None]]).verdict, Verdict::Unknown);
        let less = judged(Bound::LessThan(When::Start), &[&[Some(0.4), Some(0.3)]]);
        assert_eq!((less.mean, less.compared_with, less.verdict), (Some(0.3), Some(0.4), Verdict::Held));
    }
}
