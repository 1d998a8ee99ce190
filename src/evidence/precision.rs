//! How many replicates are enough: a sequential rule for intervals of a given width.
//!
//! Replicates are added until no watched interval reaches further than the target to either side. This is the fixed-width
//! procedure of Chow and Robbins (1965, On the asymptotic theory of fixed-width sequential confidence intervals for the mean, Annals
//! of Mathematical Statistics 36): as the target goes to 0, the intervals at which it stops cover the mean as often as they
//! say. With a wide target it stops early, and more often when the spread came out small by chance, so that they cover
//! slightly less often than their 95 %. Therefore nothing is looked at before ten replicates, and there are few looks: each waits for the
//! number that the spread so far suggests, or for half as many replicates again.

use super::comparison::{Pairing, Row, compare};
use super::samples::Samples;
use crate::metrics::{Reported, Scale};
use crate::statistics::{Interval, LEVEL, Sample};

/// The replicates that are run before the first look.
pub const FIRST_LOOK: u32 = 10;

/// The widest interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Width {
    /// Of which member.
    pub member: String,
    /// Of which measure.
    pub measure: String,
    /// How far it reaches to each side on the measure's natural scale: for shares, indices and correlations as it is, else as a part of the
    /// larger mean. Infinite while fewer than two replicates know the measure, and beside means of 0.
    pub half_width: f64,
}

/// The widest interval of the watched measures: of differences from the baseline, or of means if there is no other member. Of
/// equally wide ones, the first. Measures that no replicate knows have no interval; nothing if that is so of all.
///
/// # Panics
/// If the samples have no member.
#[must_use]
pub fn widest(samples: &Samples, pairings: &[Pairing], watched: &[&str]) -> Option<Width> {
    let widths = if samples.members.len() == 1 { of_means(samples, watched) } else { of_differences(samples, pairings, watched) };
    widths.into_iter().reduce(|widest, width| if width.half_width > widest.half_width { width } else { widest })
}

fn of_means(samples: &Samples, watched: &[&str]) -> Vec<Width> {
    let member = &samples.members[0];
    let measures = Reported::all().filter(|measure| watched.contains(&measure.name()));
    let width = |measure: Reported| {
        let sample = Sample::of(&member.values_of(measure.name()))?;
        let half = sample.interval(LEVEL).map(Interval::half_width);
        let half_width = half.map_or(f64::INFINITY, |half| Scale::of(measure.unit()).size(half, [sample.mean, 0.0]));
        Some(Width { member: member.name.clone(), measure: measure.name().to_owned(), half_width })
    };
    measures.filter_map(width).collect()
}

fn of_differences(samples: &Samples, pairings: &[Pairing], watched: &[&str]) -> Vec<Width> {
    let rows = compare(samples, pairings).rows.into_iter();
    let width = |row: Row| {
        let means = [row.of_baseline?.mean, row.of_scenario?.mean];
        let half = row.interval().map(Interval::half_width);
        let half_width = half.map_or(f64::INFINITY, |half| Scale::of(row.unit).size(half, means));
        Some(Width { member: row.scenario, measure: row.measure.to_owned(), half_width })
    };
    rows.filter(|row| watched.contains(&row.measure)).filter_map(width).collect()
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Run replicates until there are so many.
    Run(u32),
    /// Stop: the target is reached.
    Reached,
    /// Stop: there are as many as there may be, and the target is not reached.
    Capped,
}

/// What to do after `n` replicates, whose widest interval reaches `half_width` to each side, to come to `target` > 0 with at most `cap`.
///
/// A half-width falls with √n, so that n·(half-width/target)² replicates should do; the spread is only known roughly, and so there
/// are never more than half as many again as before the next look.
#[must_use]
pub fn next(n: u32, half_width: f64, target: f64, cap: u32) -> Next {
    if n < FIRST_LOOK.min(cap) {
        return Next::Run(FIRST_LOOK.min(cap));
    }
    if n >= FIRST_LOOK && half_width <= target {
        return Next::Reached;
    }
    if n >= cap {
        return Next::Capped;
    }
    let ratio = half_width / target;
    let suggested = (f64::from(n) * ratio * ratio).ceil();
    let at_once = n.saturating_add(n.div_ceil(2));
    // Infinite and very large suggestions become the largest whole number.
    Next::Run((suggested as u32).min(at_once).max(n + 1).min(cap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::samples::Member;
    use crate::scenario::expectation::When;

    fn member(name: &str, values: &[(&str, &[f64])]) -> Member {
        let of = |values: &[f64]| (0..).zip(values.iter().copied()).collect();
        Member { name: name.into(), values: values.iter().map(|(measure, list)| ((*measure).to_owned(), of(list))).collect() }
    }

    fn samples(members: &[Member]) -> Samples {
        Samples { when: When::End, members: members.to_vec() }
    }

    const T2: f64 = 4.302_652_729_749_464;

    #[test]
    fn shares_are_as_wide_as_they_are_and_amounts_by_their_mean() {
        let one = samples(&[member("a", &[("hungry_share", &[0.1, 0.2, 0.3]), ("output_mean", &[1.0, 2.0, 3.0])])]);
        let width = |watched: &[&str]| widest(&one, &[Pairing::Paired], watched);
        let error = 1.0 / 3f64.sqrt();
        let hungry = width(&["hungry_share"]).expect("known");
        assert!((hungry.half_width - 0.1 * T2 * error).abs() < 1e-11);
        let both = width(&["hungry_share", "output_mean"]).expect("known");
        assert_eq!((both.member.as_str(), both.measure.as_str()), ("a", "output_mean"));
        assert!((both.half_width - T2 * error / 2.0).abs() < 1e-11);
        assert_eq!(width(&["resilience"]), None);
    }

    #[test]
    fn differences_are_as_wide_as_their_interval() {
        let two = samples(&[
            member("a", &[("hungry_share", &[0.1, 0.5, 0.9]), ("output_mean", &[1.0, 2.0, 3.0])]),
            member("b", &[("hungry_share", &[0.2, 0.7, 1.2]), ("output_mean", &[2.0, 4.0, 6.0])]),
        ]);
        let hungry = widest(&two, &[Pairing::Paired; 2], &["hungry_share"]).expect("known");
        assert_eq!(hungry.member, "b");
        assert!((hungry.half_width - 0.1 * T2 / 3f64.sqrt()).abs() < 1e-11);
        // The differences 1, 2, 3 by the larger mean, 4.
        let output = widest(&two, &[Pairing::Paired; 2], &["output_mean"]).expect("known");
        assert!((output.half_width - T2 / 3f64.sqrt() / 4.0).abs() < 1e-11);
        let unpaired = widest(&two, &[Pairing::Unpaired; 2], &["hungry_share"]).expect("known");
        assert!(unpaired.half_width > 4.0 * hungry.half_width);
    }

    #[test]
    fn what_has_no_interval_yet_is_infinitely_wide() {
        let one = samples(&[member("a", &[("hungry_share", &[0.1]), ("resilience", &[0.1, 0.5])])]);
        let width = widest(&one, &[Pairing::Paired], &["resilience", "hungry_share"]).expect("known");
        assert_eq!((width.measure.as_str(), width.half_width), ("hungry_share", f64::INFINITY));
    }

    #[test]
    fn replicates_are_added_until_the_target_or_the_cap() {
        assert_eq!(next(0, f64::INFINITY, 0.02, 1000), Next::Run(10));
        assert_eq!(next(4, 0.001, 0.02, 1000), Next::Run(10), "no look before the tenth");
        assert_eq!(next(10, 0.02, 0.02, 1000), Next::Reached);
        // A fifth too wide takes 1.44 times as many, twice too wide four times as many: half as many again first.
        assert_eq!(next(50, 0.024, 0.02, 1000), Next::Run(72));
        assert_eq!(next(50, 0.04, 0.02, 1000), Next::Run(75));
        assert_eq!(next(10, 0.020_000_1, 0.02, 1000), Next::Run(11), "at least one more");
        assert_eq!(next(11, f64::INFINITY, 0.02, 1000), Next::Run(17));
        assert_eq!(next(90, 0.04, 0.02, 100), Next::Run(100));
        assert_eq!(next(100, 0.04, 0.02, 100), Next::Capped);
        assert_eq!(next(100, 0.01, 0.02, 100), Next::Reached);
        assert_eq!(next(0, f64::INFINITY, 0.02, 5), Next::Run(5));
        assert_eq!(next(5, 0.01, 0.02, 5), Next::Capped, "five are too few to look at");
    }

    /// Values with a normal distribution of mean 0.5 and standard deviation 0.1, of any number, from a linear congruential generator.
    fn drawn(seed: u64, n: u32) -> Vec<f64> {
        use statrs::distribution::{ContinuousCDF, Normal};
        let normal = Normal::new(0.5, 0.1).expect("a distribution");
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut uniform = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 11) as f64 + 0.5) / (1u64 << 53) as f64
        };
        (0..n + 5).map(|_| normal.inverse_cdf(uniform())).skip(5).collect()
    }

    /// Runs one ensemble until it stops; gives the number of replicates and the interval at which it stopped.
    fn sequential(seed: u64, target: f64) -> (u32, Interval) {
        let (mut n, mut width) = (0, f64::INFINITY);
        let values = drawn(seed, 1000);
        while let Next::Run(more) = next(n, width, target, 1000) {
            assert!(more > n);
            n = more;
            let one = samples(&[member("a", &[("hungry_share", &values[..n as usize])])]);
            width = widest(&one, &[Pairing::Paired], &["hungry_share"]).expect("known").half_width;
        }
        assert!(width <= target, "{width} after {n}");
        (n, Sample::of(&values[..n as usize]).and_then(|sample| sample.interval(LEVEL)).expect("many values"))
    }

    /// The rule at work: it always reaches its target, with about (1.96·sd/target)² replicates, and the intervals at which it stops
    /// cover the mean almost as often as they say.
    #[test]
    fn stopped_intervals_cover_the_mean_almost_as_often_as_they_say() {
        const ENSEMBLES: u64 = 2000;
        let stopped: Vec<(u32, Interval)> = (1..=ENSEMBLES).map(|seed| sequential(seed, 0.03)).collect();
        let mean = stopped.iter().map(|(n, _)| f64::from(*n)).sum::<f64>() / ENSEMBLES as f64;
        assert!((39.0..48.0).contains(&mean), "{mean} replicates, for 42.7");
        let covered = stopped.iter().filter(|(_, interval)| interval.contains(0.5)).count() as f64 / ENSEMBLES as f64;
        assert!((0.915..0.96).contains(&covered), "{covered}");
    }
}
