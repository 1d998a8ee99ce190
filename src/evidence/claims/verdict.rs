//! Whether a claim is borne out: from the values of measures in every replicate of every level to verdicts.
//!
//! Each test has an *effect* and its 95 % interval, and the interval alone decides. What is claimed of a direction is supported if the
//! interval lies wholly on the claimed side of 0, contradicted if it lies wholly on the other side, and undecided if it holds 0. What is
//! claimed not to change is supported if the interval lies within the margin, and contradicted if it lies wholly outside.

use super::{Expected, Pair};
use crate::evidence::comparison::Pairing;
use crate::statistics::{Contrast, Difference, Interval, LEVEL, Sample, linear};

/// What came of a test or a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It is as claimed.
    Supported,
    /// It is the contrary of what is claimed.
    Contradicted,
    /// The replicates do not tell.
    Undecided,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Supported, Self::Contradicted, Self::Undecided];

    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Undecided => "undecided",
        }
    }

    /// The verdict of this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// The sign for it in tables.
    #[must_use]
    pub fn mark(self) -> char {
        match self {
            Self::Supported => '✓',
            Self::Contradicted => '✗',
            Self::Undecided => '?',
        }
    }

    /// The verdict on a claim with these verdicts on its tests: supported if all are, contradicted if any is.
    #[must_use]
    pub fn of_all(verdicts: &[Self]) -> Self {
        if verdicts.contains(&Self::Contradicted) {
            Self::Contradicted
        } else if verdicts.contains(&Self::Undecided) || verdicts.is_empty() {
            Self::Undecided
        } else {
            Self::Supported
        }
    }
}

/// A test and what came of it. What cannot be known is missing; nothing is infinite or not a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// Replicates that were used: those in which the measure is known at all levels of the test; if levels are not paired, those of
    /// the level with the fewest.
    pub n: usize,
    /// Mean at the level that the effect starts from, over these replicates.
    pub mean_from: Option<f64>,
    /// Mean at the level that the effect goes to.
    pub mean_to: Option<f64>,
    /// The effect, in the unit of the measure. Between two levels: the mean of the second less that of the first. Against a bound: the
    /// mean less the bound. Of a weaker effect: by how much the other effect is larger, signs aside.
    pub effect: Option<f64>,
    /// Its 95 % interval; missing with fewer than two replicates.
    pub interval: Option<Interval>,
    /// The chance of an effect as large, on either side, if there were none.
    pub p: Option<f64>,
    /// Hedges' g; of two levels only.
    pub hedges_g: Option<f64>,
    /// What effects are divided by to compare them: the larger of the sizes of the two means, or of mean and bound.
    pub scale: Option<f64>,
    /// What the interval says.
    pub verdict: Verdict,
}

impl Judged {
    /// The effect, and its interval, divided by the scale; missing where that is 0.
    #[must_use]
    pub fn relative(&self) -> (Option<f64>, Option<Interval>) {
        let scale = self.scale.filter(|scale| *scale > 0.0);
        let by = |value: f64| scale.map(|scale| value / scale).filter(|value| value.is_finite());
        let interval = |Interval { low, high }| Some(Interval { low: by(low)?, high: by(high)? });
        (self.effect.and_then(by), self.interval.and_then(interval))
    }
}

/// Judges what is expected of a measure. `values` are those of the measure by level and replicate: as many of every level. Levels that are
/// paired have the same agents and draws in equal replicates.
///
/// # Panics
/// If a level of the test has no values, or another number of them.
#[must_use]
pub fn judge(expected: Expected, pairing: Pairing, values: &[Vec<Option<f64>>]) -> Judged {
    let used = Used::of(expected, pairing, values);
    let (from, to) = (expected.from().map(|level| used.values(level)), used.values(expected.to()));
    let [mean_from, mean_to] = [from, Some(to)].map(|values| Sample::of(values?).map(|sample| sample.mean));
    let between = from.map(|from| Contrast { of: to, against: from });
    let difference = match expected {
        Expected::Rises(_) | Expected::Falls(_) | Expected::Unchanged(..) => {
            between.and_then(|contrast| used.difference(contrast))
        }
        Expected::Above(_, bound) | Expected::Below(_, bound) => Contrast { of: to, against: &vec![bound; to.len()] }.paired(),
        Expected::Weaker(pair, than) => used.weaker(pair, than),
    };
    let hedges_g = between.filter(|_| !matches!(expected, Expected::Weaker(..))).and_then(Contrast::hedges_g);
    // A level whose weight happens to be 0 has no part in the error, but a share in the claim.
    let error = difference.filter(|_| used.n() >= 2);
    let interval = error.and_then(|difference| difference.interval(LEVEL));
    let other = mean_from.or(expected.reference().filter(|_| from.is_none()));
    Judged {
        n: used.n(),
        mean_from,
        mean_to,
        effect: difference.map(|difference| difference.difference),
        interval,
        p: error.and_then(|difference| difference.p),
        hedges_g,
        scale: mean_to.zip(other).map(|(a, b)| a.abs().max(b.abs())),
        verdict: interval.map_or(Verdict::Undecided, |interval| verdict(expected, interval)),
    }
}

/// What the interval of the effect says of what is expected.
fn verdict(expected: Expected, Interval { low, high }: Interval) -> Verdict {
    let (as_claimed, contrary) = match expected {
        Expected::Rises(_) | Expected::Above(..) | Expected::Weaker(..) => (low > 0.0, high < 0.0),
        Expected::Falls(_) | Expected::Below(..) => (high < 0.0, low > 0.0),
        Expected::Unchanged(_, margin) => (-margin <= low && high <= margin, low > margin || high < -margin),
    };
    match (as_claimed, contrary) {
        (true, _) => Verdict::Supported,
        (_, true) => Verdict::Contradicted,
        _ => Verdict::Undecided,
    }
}

/// The values that a test uses.
struct Used {
    pairing: Pairing,
    /// By level; nothing of levels that the test does not need.
    values: Vec<Option<Vec<f64>>>,
}

impl Used {
    /// Where levels are paired, replicates in which every level is known; else all that is known of each level.
    fn of(expected: Expected, pairing: Pairing, values: &[Vec<Option<f64>>]) -> Self {
        let needed: Vec<usize> = expected.levels().collect();
        let known = |level: usize, replicate: usize| values[level][replicate].filter(|value| value.is_finite());
        let kept = |level: usize, replicate: usize| match pairing {
            Pairing::Paired => needed.iter().all(|&level| known(level, replicate).is_some()),
            Pairing::Unpaired => known(level, replicate).is_some(),
        };
        let of_level = |level: usize| {
            let replicates = (0..values[level].len()).filter(|&replicate| kept(level, replicate));
            needed.contains(&level).then(|| replicates.filter_map(|replicate| known(level, replicate)).collect())
        };
        Self { pairing, values: (0..values.len()).map(of_level).collect() }
    }

    fn values(&self, level: usize) -> &[f64] {
        self.values[level].as_deref().expect("the levels of a test are those of its claim")
    }

    fn n(&self) -> usize {
        self.values.iter().flatten().map(Vec::len).min().unwrap_or(0)
    }

    fn contrast(&self, pair: Pair) -> Contrast<'_> {
        Contrast { of: self.values(pair.to), against: self.values(pair.from) }
    }

    fn difference(&self, contrast: Contrast<'_>) -> Option<Difference> {
        match self.pairing {
            Pairing::Paired => contrast.paired(),
            Pairing::Unpaired => contrast.welch(),
        }
    }

    /// By how much the effect between the levels of `than` is larger than that between those of `pair`, each with the sign that makes
    /// its mean positive.
    fn weaker(&self, pair: Pair, than: Pair) -> Option<Difference> {
        let signed = |pair: Pair| {
            let contrast = self.contrast(pair);
            let sign = if self.difference(contrast)?.difference < 0.0 { -1.0 } else { 1.0 };
            Some((contrast, sign))
        };
        let ((weak, weak_sign), (strong, strong_sign)) = (signed(pair)?, signed(than)?);
        match self.pairing {
            Pairing::Paired => {
                let sized = |contrast: Contrast<'_>, sign: f64| -> Vec<f64> {
                    contrast.differences().into_iter().map(|difference| sign * difference).collect()
                };
                Contrast { of: &sized(strong, strong_sign), against: &sized(weak, weak_sign) }.paired()
            }
            Pairing::Unpaired => {
                let mut weights = vec![0.0; self.values.len()];
                for (pair, sign) in [(pair, -weak_sign), (than, strong_sign)] {
                    weights[pair.to] += sign;
                    weights[pair.from] -= sign;
                }
                let levels = weights.iter().zip(&self.values).filter_map(|(&weight, values)| Some((weight, values.as_deref()?)));
                linear(&levels.collect::<Vec<_>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PAIR: Pair = Pair { from: 0, to: 1 };
    const SWAPPED: Pair = Pair { from: 1, to: 0 };
    const PAIRINGS: [Pairing; 2] = [Pairing::Paired, Pairing::Unpaired];

    fn known(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    fn verdict_of(expected: Expected, values: &[Vec<Option<f64>>]) -> Verdict {
        judge(expected, Pairing::Paired, values).verdict
    }

    #[test]
    fn directions_are_judged_by_the_interval() {
        let up = [known(&[0.1, 0.2, 0.3]), known(&[0.5, 0.7, 0.75])];
        assert_eq!(verdict_of(Expected::Rises(PAIR), &up), Verdict::Supported);
        assert_eq!(verdict_of(Expected::Falls(PAIR), &up), Verdict::Contradicted);
        assert_eq!(verdict_of(Expected::Rises(SWAPPED), &up), Verdict::Contradicted);
        let either = [known(&[0.1, 0.2, 0.3]), known(&[0.3, 0.1, 0.31])];
        assert_eq!(verdict_of(Expected::Rises(PAIR), &either), Verdict::Undecided);
        assert_eq!(verdict_of(Expected::Falls(PAIR), &either), Verdict::Undecided);
    }

    /// Student (1908): pairs d = 0.4, 0.5, 0.45 have mean 0.45 and sd 0.05; t(0.975; 2) = 4.302653.
    #[test]
    fn effects_come_with_everything_that_is_reported() {
        let values = [known(&[0.1, 0.2, 0.3]), known(&[0.5, 0.7, 0.75])];
        let judged = judge(Expected::Rises(PAIR), Pairing::Paired, &values);
        let near = |a: Option<f64>, b: f64| assert!(a.is_some_and(|a| (a - b).abs() < 1e-6), "{a:?} is not {b}");
        near(judged.effect, 0.45);
        near(judged.mean_from, 0.2);
        near(judged.mean_to, 0.65);
        near(judged.interval.map(|interval| interval.high), 0.45 + 4.302_653 * 0.05 / 3f64.sqrt());
        near(judged.relative().0, 0.45 / 0.65);
        near(judged.relative().1.map(|interval| interval.low), (0.45 - 4.302_653 * 0.05 / 3f64.sqrt()) / 0.65);
        // Pooled variance (0.01 + 0.0175)/2, J(4) = 0.7978845608.
        near(judged.hedges_g, 0.45 / 0.013_75_f64.sqrt() * 0.797_884_560_8);
        assert_eq!(judged.n, 3);
        assert!(judged.p.is_some_and(|p| p < 0.01), "{judged:?}");
    }

    #[test]
    fn pairs_with_a_gap_are_left_out_as_pairs() {
        let values = [vec![Some(0.1), None, Some(0.3), Some(f64::NAN)], vec![Some(0.5), Some(9.0), Some(0.75), Some(1.0)]];
        let judged = judge(Expected::Rises(PAIR), Pairing::Paired, &values);
        assert_eq!((judged.n, judged.mean_to), (2, Some(0.625)));
        let judged = judge(Expected::Rises(PAIR), Pairing::Unpaired, &values);
        assert_eq!((judged.n, judged.mean_to), (2, Some(2.8125)));
    }

    #[test]
    fn fewer_than_two_replicates_decide_nothing() {
        for pairing in PAIRINGS {
            for expected in [Expected::Rises(PAIR), Expected::Unchanged(PAIR, 9.0), Expected::Weaker(PAIR, SWAPPED)] {
                let one = judge(expected, pairing, &[vec![Some(0.1), None], vec![Some(0.5), None]]);
                assert_eq!((one.n, one.interval, one.p, one.verdict), (1, None, None, Verdict::Undecided));
                let none = judge(expected, pairing, &[vec![None; 3], vec![Some(0.5); 3]]);
                assert_eq!((none.n, none.effect, none.verdict), (0, None, Verdict::Undecided));
            }
            let above = judge(Expected::Above(0, 0.0), pairing, &[vec![Some(1.0), None]]);
            assert_eq!((above.n, above.effect, above.verdict), (1, Some(1.0), Verdict::Undecided));
        }
    }

    #[test]
    fn what_does_not_vary_is_certain() {
        let values = [vec![Some(0.5); 3], vec![Some(0.75); 3], vec![Some(0.5); 3]];
        for pairing in PAIRINGS {
            let up = judge(Expected::Rises(PAIR), pairing, &values);
            assert_eq!((up.verdict, up.effect, up.p, up.hedges_g), (Verdict::Supported, Some(0.25), Some(0.0), None));
            let same = Pair { from: 0, to: 2 };
            assert_eq!(judge(Expected::Rises(same), pairing, &values).verdict, Verdict::Undecided);
            assert_eq!(judge(Expected::Falls(same), pairing, &values).verdict, Verdict::Undecided);
            assert_eq!(judge(Expected::Unchanged(same, 0.01), pairing, &values).verdict, Verdict::Supported);
            assert_eq!(judge(Expected::Unchanged(PAIR, 0.01), pairing, &values).verdict, Verdict::Contradicted);
            assert_eq!(judge(Expected::Weaker(same, PAIR), pairing, &values).verdict, Verdict::Supported);
            assert_eq!(judge(Expected::Weaker(PAIR, same), pairing, &values).verdict, Verdict::Contradicted);
            assert_eq!(judge(Expected::Above(0, 0.5), pairing, &values).verdict, Verdict::Undecided);
            assert_eq!(judge(Expected::Above(0, 0.4), pairing, &values).verdict, Verdict::Supported);
            assert_eq!(judge(Expected::Below(0, 0.4), pairing, &values).verdict, Verdict::Contradicted);
        }
    }

    #[test]
    fn bounds_are_held_against_the_mean_of_one_level() {
        let judged = judge(Expected::Above(0, 0.4), Pairing::Paired, &[known(&[0.5, 0.6, 0.7]), known(&[0.0; 3])]);
        assert_eq!((judged.mean_from, judged.hedges_g, judged.n), (None, None, 3));
        assert!(judged.effect.is_some_and(|effect| (effect - 0.2).abs() < 1e-12));
        assert!(judged.scale.is_some_and(|scale| (scale - 0.6).abs() < 1e-12));
    }

    #[test]
    fn effects_of_either_sign_are_compared_by_size() {
        // From 0 to 1 it falls by about 0.1; from 0 to 2 it rises by about 0.5.
        let values = [known(&[0.5, 0.6, 0.7]), known(&[0.41, 0.49, 0.6]), known(&[1.0, 1.12, 1.2])];
        let strong = Pair { from: 0, to: 2 };
        for pairing in PAIRINGS {
            let judged = judge(Expected::Weaker(PAIR, strong), pairing, &values);
            assert!(judged.effect.is_some_and(|effect| (effect - (1.52 / 3.0 - 0.1)).abs() < 1e-12), "{judged:?}");
            assert_eq!(judge(Expected::Weaker(strong, PAIR), pairing, &values).effect.map(|effect| effect < 0.0), Some(true));
        }
        assert_eq!(verdict_of(Expected::Weaker(PAIR, strong), &values), Verdict::Supported);
        assert_eq!(verdict_of(Expected::Weaker(strong, PAIR), &values), Verdict::Contradicted);
    }

    #[test]
    fn without_pairs_errors_add_up() {
        // All replicates differ by the same, but means vary: certain in pairs only.
        let values = [known(&[0.1, 0.5, 0.9]), known(&[0.2, 0.6, 1.0])];
        assert_eq!(verdict_of(Expected::Rises(PAIR), &values), Verdict::Supported);
        assert_eq!(judge(Expected::Rises(PAIR), Pairing::Unpaired, &values).verdict, Verdict::Undecided);
    }

    #[test]
    fn a_claim_is_what_its_tests_are() {
        use Verdict::{Contradicted, Supported, Undecided};
        assert_eq!(Verdict::of_all(&[Supported, Supported]), Supported);
        assert_eq!(Verdict::of_all(&[Supported, Undecided]), Undecided);
        assert_eq!(Verdict::of_all(&[Undecided, Contradicted, Supported]), Contradicted);
        assert_eq!(Verdict::of_all(&[]), Undecided);
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::of_word(verdict.word()), Some(verdict));
        }
    }

    fn values() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
        let value = prop::option::weighted(0.9, prop_oneof![-1.0..1.0, Just(0.0), Just(0.5), -1e6..1e6]);
        (0_usize..9).prop_flat_map(move |n| prop::collection::vec(prop::collection::vec(value.clone(), n), 3))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn turning_levels_and_direction_round_keeps_the_verdict(values in values()) {
            for pairing in PAIRINGS {
                let (up, down) = (judge(Expected::Rises(PAIR), pairing, &values), judge(Expected::Falls(SWAPPED), pairing, &values));
                prop_assert_eq!(up.verdict, down.verdict);
                prop_assert_eq!(up.n, down.n);
                let contrary = match up.verdict {
                    Verdict::Supported => Verdict::Contradicted,
                    Verdict::Contradicted => Verdict::Supported,
                    Verdict::Undecided => Verdict::Undecided,
                };
                prop_assert_eq!(judge(Expected::Falls(PAIR), pairing, &values).verdict, contrary);
                prop_assert_eq!(judge(Expected::Rises(SWAPPED), pairing, &values).verdict, contrary);
            }
        }

        #[test]
        fn a_wider_margin_never_speaks_against(values in values(), margin in 0.001..10.0_f64, wider in 1.0..100.0_f64) {
            for pairing in PAIRINGS {
                let narrow = judge(Expected::Unchanged(PAIR, margin), pairing, &values).verdict;
                let wide = judge(Expected::Unchanged(PAIR, margin * wider), pairing, &values).verdict;
                if narrow == Verdict::Supported {
                    prop_assert_eq!(wide, Verdict::Supported);
                }
                if wide == Verdict::Contradicted {
                    prop_assert_eq!(narrow, Verdict::Contradicted);
                }
            }
        }

        #[test]
        fn of_two_effects_at_most_one_is_weaker(values in values()) {
            let than = Pair { from: 0, to: 2 };
            for pairing in PAIRINGS {
                let one = judge(Expected::Weaker(PAIR, than), pairing, &values);
                let other = judge(Expected::Weaker(than, PAIR), pairing, &values);
                prop_assert!(one.verdict == Verdict::Undecided && other.verdict == Verdict::Undecided || one.verdict != other.verdict);
            }
        }

        #[test]
        fn nothing_is_infinite_or_no_number(values in values(), bound in -1.0..1.0_f64) {
            let than = Pair { from: 2, to: 0 };
            for expected in [Expected::Rises(PAIR), Expected::Above(2, bound), Expected::Below(2, bound), Expected::Weaker(PAIR, than)] {
                for pairing in PAIRINGS {
                    let judged = judge(expected, pairing, &values);
                    let (relative, interval) = judged.relative();
                    let ends = judged.interval.into_iter().chain(interval).flat_map(|interval| [interval.low, interval.high]);
                    let rest = [judged.mean_from, judged.mean_to, judged.effect, judged.p, judged.hedges_g, judged.scale, relative];
                    prop_assert!(rest.into_iter().flatten().chain(ends).all(f64::is_finite), "{:?}", judged);
                    prop_assert_eq!(judged.interval.is_some(), judged.n >= 2);
                }
            }
        }
    }
}
