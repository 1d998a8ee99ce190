//! Addressed random numbers: the one place that makes them.
//!
//! A draw belongs to an address (seed, replicate, purpose, round, agent). The first three are the key of a ChaCha8
//! stream, the round is the stream's number, and every agent owns a fixed quota of words at its place in it. So a draw
//! depends on nothing but its address: neither the number of threads nor what other agents do can move it, and two
//! scenarios with the same seed meet the same luck (common random numbers). Positioning a stream costs as much as some
//! sixty words, so it is done once for a block of agents, whose quotas then follow one another.
//!
//! Every variate is an inverse transform of its word (the gamma variate uses a bounded number of attempts, see
//! [`gamma`]). Mathematics comes from `libm`, which gives the same bits on every platform; the standard library does not
//! promise that.

use rand::Rng;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_xoshiro::SplitMix64;
use std::ops::Range;
use std::sync::LazyLock;

/// What a draw is for. Each purpose has a stream of its own, so that a new one moves no draw of the others.
///
/// The numbers are part of the address: never reuse or renumber one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Skill, first patron and valuations of clients.
    PopulateClients = 1,
    /// Kinds and start strategies of patrons.
    PopulatePatrons = 2,
    /// Ties at the start.
    PopulateTies = 3,
    /// Productivity of villages.
    Weather = 4,
    /// Misfortunes of clients.
    Misfortune = 5,
    /// Which patrons are caught taking dues.
    Detection = 6,
    /// Whom a client in need asks.
    Share = 7,
    /// Talks, flight and quitting.
    Move = 8,
    /// Imitation and mutation of strategies, and newcomers.
    Adapt = 9,
    /// From which clients shortest paths are followed in a large network.
    NetworkSources = 10,
    /// Which clients have far ties at all.
    FarTies = 11,
    /// Whom a client meets, what it learns, and whom it gets to know.
    Relate = 12,
    /// Ideology of villages and clients.
    PopulateIdeology = 13,
    /// Voting cost, norm of reciprocity and what else makes a client a voter.
    PopulateVoters = 14,
    /// Ideology of local patrons.
    PopulateBrokers = 15,
    /// Whom officials serve.
    Serve = 16,
    /// Which politician a local patron chooses.
    Grow = 17,
    /// Which brokers know a voter, and how well.
    Know = 18,
    /// What moves a voter at the ballot, and which gifts bind it.
    Ballot = 19,
    /// Which districts are audited.
    Audit = 20,
    /// Where the points of a sweep's design lie.
    Design = 21,
    /// Which observations a bootstrap resample takes.
    Resample = 22,
}

/// The source of all draws of one run: a seed and the number of the replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// The scenario's seed.
    pub seed: u64,
    /// Which replicate of the scenario, from 0.
    pub replicate: u32,
}

impl Draws {
    /// The words for `purpose` in `round`, starting with those of the agent at index `first`, where every agent owns
    /// `quota` words.
    #[must_use]
    pub fn words(self, purpose: Purpose, round: u32, first: usize, quota: u32) -> Words {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..12].copy_from_slice(&self.replicate.to_le_bytes());
        key[12..16].copy_from_slice(&(purpose as u32).to_le_bytes());
        let mut stream = ChaCha8Rng::from_seed(key);
        stream.set_stream(u64::from(round));
        stream.set_word_pos(first as u128 * u128::from(quota));
        Words { stream, made: [[0; 4]; Words::AT_ONCE], given: Words::AT_ONCE }
    }
}

/// Words of a stream, in the order of their agents.
///
/// They are taken from the stream many at once: asked for one by one, each would cost as much again as it takes to make.
pub struct Words {
    stream: ChaCha8Rng,
    /// Words in the order of the stream, each with its lowest byte first.
    made: [[u8; 4]; Self::AT_ONCE],
    /// How many of them were given away.
    given: usize,
}

impl Words {
    /// Words made at once; the quotas of agents mostly divide it.
    const AT_ONCE: usize = 64;

    /// The next `N` words. Callers take every agent's whole quota, whether it is needed or not.
    #[inline]
    pub fn take<const N: usize>(&mut self) -> [Word; N] {
        if self.given + N > Self::AT_ONCE {
            return self.take_across();
        }
        let words = &self.made[self.given..self.given + N];
        self.given += N;
        std::array::from_fn(|k| Word(u32::from_le_bytes(words[k])))
    }

    /// The next `N` words, the first of which may be made already.
    #[inline(never)]
    fn take_across<const N: usize>(&mut self) -> [Word; N] {
        std::array::from_fn(|_| {
            if self.given == Self::AT_ONCE {
                self.stream.fill_bytes(self.made.as_flattened_mut());
                self.given = 0;
            }
            self.given += 1;
            Word(u32::from_le_bytes(self.made[self.given - 1]))
        })
    }
}

/// How likely an event is, as the number of words with which it happens: what is asked of many agents is compared as whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odds(u64);

impl Odds {
    /// The odds of an event of this probability: those of [`Word::happens`], word by word.
    #[must_use]
    pub fn of(probability: f64) -> Self {
        // Scaling by a power of two and taking off a half are exact for every probability that can tell words apart.
        Self((probability * 4_294_967_296.0 - 0.5).ceil().clamp(0.0, 4_294_967_296.0) as u64)
    }
}

/// One uniform random word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word(u32);

impl Word {
    /// A number uniform in (0, 1), both ends excluded: the middle of one of 2^32 equal cells.
    #[inline]
    #[must_use]
    pub fn uniform(self) -> f64 {
        (f64::from(self.0) + 0.5) * (1.0 / 4_294_967_296.0)
    }

    /// All 32 bits of it, to seed what draws by a method of its own.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Whether an event of this probability happens: never at 0, always at 1.
    #[inline]
    #[must_use]
    pub fn happens(self, probability: f64) -> bool {
        self.uniform() < probability
    }

    /// A number uniform in (0, 1] of a word with which an event of this probability happened: how deep within its cells it lies.
    #[inline]
    #[must_use]
    pub fn within(self, probability: f64) -> f64 {
        (self.uniform() / probability).min(1.0)
    }

    /// Whether an event of these odds happens: the same as [`Self::happens`], faster.
    #[inline]
    #[must_use]
    pub fn wins(self, odds: Odds) -> bool {
        u64::from(self.0) < odds.0
    }

    /// A whole number below `n`, which must be positive; uneven by less than `n`/2^32.
    #[inline]
    #[must_use]
    pub fn below(self, n: usize) -> usize {
        debug_assert!(n > 0, "nothing to choose from");
        ((u64::from(self.0) * n as u64) >> 32) as usize
    }

    /// A whole number below `n` as by [`Self::below`], and a word of what is left: uniform over some 2^32/`n` values, enough
    /// for one more choice among a few.
    #[inline]
    #[must_use]
    pub fn below_and_rest(self, n: usize) -> (usize, Self) {
        let product = u64::from(self.0) * n as u64;
        ((product >> 32) as usize, Self(product as u32))
    }

    /// A whole number of a range other than `one`, which is of the range; none if that is the only one.
    #[inline]
    #[must_use]
    pub fn other_than(self, one: usize, range: Range<usize>) -> Option<usize> {
        let others = range.len().checked_sub(1).filter(|&others| others > 0)?;
        let other = range.start + self.below(others);
        Some(if other < one { other } else { other + 1 })
    }

    /// A standard normal variate.
    #[must_use]
    pub fn normal(self) -> f64 {
        normal_quantile(self.uniform())
    }

    /// The standard normal variates of some words: worked out side by side, they take little longer than one.
    #[inline]
    #[must_use]
    pub fn normals<const N: usize>(words: [Self; N]) -> [f64; N] {
        let q = words.map(|word| word.uniform() - 0.5);
        let r = q.map(|q| 0.180_625 - q * q);
        let (mut above, mut below) = ([0.0; N], [0.0; N]);
        for (a, b) in CENTRE.0.iter().zip(&CENTRE.1).rev() {
            for k in 0..N {
                above[k] = above[k] * r[k] + a;
                below[k] = below[k] * r[k] + b;
            }
        }
        std::array::from_fn(|k| if q[k].abs() <= 0.425 { q[k] * (above[k] / below[k]) } else { words[k].normal() })
    }

    /// An exponential variate of mean 1.
    #[must_use]
    pub fn exponential(self) -> f64 {
        -libm::log(self.uniform())
    }

    /// A standard Gumbel variate: of utilities with such a term each, the greatest is chosen with the chances of a logit.
    #[inline]
    #[must_use]
    pub fn gumbel(self) -> f64 {
        -libm::log(self.exponential())
    }

    /// A lognormal variate of **mean** 1 whose logarithm has the standard deviation `sd`.
    #[must_use]
    pub fn lognormal(self, sd: f64) -> f64 {
        libm::exp(sd * self.normal() - 0.5 * sd * sd)
    }
}

/// Between what the Gumbel variates of words lie, at a fraction of their cost: most comparisons need no more.
#[derive(Clone, Copy, Debug)]
pub struct GumbelBounds(&'static [(f64, f64); GUMBEL_CELLS]);

impl GumbelBounds {
    /// The bounds.
    #[inline]
    #[must_use]
    pub fn get() -> Self {
        Self(&GUMBEL_LIMITS)
    }

    /// Two numbers between which [`Word::gumbel`] lies.
    #[inline]
    #[must_use]
    pub fn of(self, word: Word) -> (f64, f64) {
        self.0[(word.0 >> GUMBEL_BITS) as usize]
    }
}

/// Cells into which words are divided to say between what their Gumbel variates lie.
const GUMBEL_CELLS: usize = 1 << (32 - GUMBEL_BITS);
const GUMBEL_BITS: u32 = 22;
/// Far more than what rounding does to a logarithm.
const GUMBEL_SLACK: f64 = 1e-9;

/// Between what the Gumbel variates of the words of every cell lie: they rise with the word.
static GUMBEL_LIMITS: LazyLock<[(f64, f64); GUMBEL_CELLS]> = LazyLock::new(|| {
    std::array::from_fn(|cell| {
        let first = (cell as u32) << GUMBEL_BITS;
        let last = first | ((1 << GUMBEL_BITS) - 1);
        (Word(first).gumbel() - GUMBEL_SLACK, Word(last).gumbel() + GUMBEL_SLACK)
    })
});

/// Further words of an agent to which something rare happens, made from two of its own: a stream from which everybody takes what hardly
/// anybody needs would cost more than the rest of the draw.
///
/// SplitMix64 (Steele, Lea and Flood 2014), started at the two words.
pub struct Further(SplitMix64);

impl Further {
    /// What follows from two words. It tells nothing of what else they decide, but can be drawn once only from the same two.
    #[inline]
    #[must_use]
    pub fn of(one: Word, other: Word) -> Self {
        Self(SplitMix64::seed_from_u64(u64::from(one.0) << 32 | u64::from(other.0)))
    }

    /// The next `N` words.
    #[inline]
    pub fn take<const N: usize>(&mut self) -> [Word; N] {
        std::array::from_fn(|_| Word((self.0.next_u64() >> 32) as u32))
    }
}

/// Words that one gamma variate owns.
pub const GAMMA_QUOTA: usize = 8;

/// A gamma variate of shape `shape` (at least 1) and scale 1.
///
/// Marsaglia and Tsang (2000), with the rejection bounded to the four attempts that its words allow; the fourth
/// candidate is taken as it is. One attempt is rejected in 1.4 % of cases at shape 2.5 and in 4.8 % at shape 1 (counted in 400,000
/// draws each), so fewer than one variate in 10^5 is such a last resort.
#[must_use]
pub fn gamma(shape: f64, words: &[Word; GAMMA_QUOTA]) -> f64 {
    debug_assert!(shape >= 1.0, "the method needs a shape of at least 1");
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    let mut value = d;
    for pair in words.chunks_exact(2) {
        let x = pair[0].normal();
        let root = (1.0 + c * x).max(1e-3);
        let v = root * root * root;
        value = d * v;
        if libm::log(pair[1].uniform()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            break;
        }
    }
    value
}

/// The standard normal quantile of `p` in (0, 1), to about 1 part in 10^16.
///
/// Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(&CENTRE, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-libm::log(tail)).sqrt();
    let size = if r <= 5.0 { ratio(&MIDDLE, r - 1.6) } else { ratio(&FAR, r - 5.0) };
    if q < 0.0 { -size } else { size }
}

/// Coefficients of a rational function: numerator and denominator, from the constant upwards.
type Rational = ([f64; 8], [f64; 8]);

fn ratio((numerator, denominator): &Rational, x: f64) -> f64 {
    let polynomial = |coefficients: &[f64; 8]| coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c);
    polynomial(numerator) / polynomial(denominator)
}

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "the published digits, as printed")]
const CENTRE: Rational = (
    [
        3.3871328727963666080,
        133.14166789178437745,
        1971.5909503065514427,
        13731.693765509461125,
        45921.953931549871457,
        67265.770927008700853,
        33430.575583588128105,
        2509.0809287301226727,
    ],
    [
        1.0,
        42.313330701600911252,
        687.18700749205790830,
        5394.1960214247511077,
        21213.794301586595867,
        39307.895800092710610,
        28729.085735721942674,
        5226.4952788528545610,
    ],
);

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "the published digits, as printed")]
const MIDDLE: Rational = (
    [
        1.42343711074968357734,
        4.63033784615654529590,
        5.76949722146069140550,
        3.64784832476320460504,
        1.27045825245236838258,
        0.241780725177450611770,
        0.0227238449892691845833,
        7.74545014278341407640e-4,
    ],
    [
        1.0,
        2.05319162663775882187,
        1.67638483018380384940,
        0.689767334985100004550,
        0.148103976427480074590,
        0.0151986665636164571966,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ],
);

#[expect(clippy::excessive_precision, clippy::unreadable_literal, reason = "the published digits, as printed")]
const FAR: Rational = (
    [
        6.65790464350110377720,
        5.46378491116411436990,
        1.78482653991729133580,
        0.296560571828504891230,
        0.0265321895265761230930,
        0.00124266094738807843860,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ],
    [
        1.0,
        0.599832206555887937690,
        0.136929880922735805310,
        0.0148753612908506148525,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ],
);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    const DRAWS: Draws = Draws { seed: 42, replicate: 3 };

    #[test]
    fn value_stability() {
        let [a, b] = DRAWS.words(Purpose::Misfortune, 7, 1000, 2).take::<2>();
        assert_eq!((a, b), (Word(PINNED.0), Word(PINNED.1)));
    }

    #[test]
    fn gumbel_variates_lie_between_their_bounds() {
        let starts = (0..GUMBEL_CELLS as u32).map(|cell| cell << GUMBEL_BITS);
        let edges = starts.flat_map(|start| [start, start | ((1 << GUMBEL_BITS) - 1)]);
        let some = (0..100_000_u32).map(|k| k.wrapping_mul(2_654_435_761));
        for word in edges.chain(some).map(Word) {
            let (least, most) = GumbelBounds::get().of(word);
            assert!((least..=most).contains(&word.gumbel()), "{word:?}: {least} {} {most}", word.gumbel());
        }
    }

    #[test]
    fn normal_variates_are_the_same_side_by_side() {
        let some = (0..60_000_u32).map(|k| Word(k.wrapping_mul(2_654_435_761)));
        for words in some.collect::<Vec<_>>().as_chunks::<3>().0 {
            assert_eq!(Word::normals(*words).map(f64::to_bits), words.map(|word| word.normal().to_bits()));
        }
    }

    /// Pinned words of one address. If this changes, every published result changes: say so in the changelog.
    const PINNED: (u32, u32) = (3_174_580_052, 766_189_458);

    /// The words that follow from these.
    const FURTHER: (u32, u32) = (2_140_617_434, 2_739_209_286);

    #[test]
    fn a_draw_depends_on_its_address_alone() {
        let mut from_start = DRAWS.words(Purpose::Move, 4, 0, 5);
        for _ in 0..77 {
            let _ = from_start.take::<5>();
        }
        assert_eq!(from_start.take::<5>(), DRAWS.words(Purpose::Move, 4, 77, 5).take::<5>());
        let here = DRAWS.words(Purpose::Move, 4, 0, 5).take::<5>();
        assert_ne!(here, DRAWS.words(Purpose::Share, 4, 0, 5).take::<5>());
        assert_ne!(here, DRAWS.words(Purpose::Move, 5, 0, 5).take::<5>());
        assert_ne!(here, Draws { replicate: 4, ..DRAWS }.words(Purpose::Move, 4, 0, 5).take::<5>());
        assert_ne!(here, Draws { seed: 43, ..DRAWS }.words(Purpose::Move, 4, 0, 5).take::<5>());
    }

    #[test]
    fn certain_and_impossible_events() {
        for word in [Word(0), Word(u32::MAX)] {
            assert!(word.happens(1.0));
            assert!(!word.happens(0.0));
            assert!(word.below(3) < 3);
            assert_eq!((word.other_than(7, 7..8), word.other_than(7, 7..9), word.other_than(8, 7..9)), (None, Some(8), Some(7)));
            assert_eq!(word.below_and_rest(7).0, word.below(7));
            assert!(word.normal().is_finite() && word.exponential().is_finite() && word.gumbel().is_finite());
        }
    }

    proptest! {
        #[test]
        fn odds_are_probabilities(
            p in prop_oneof![0.0..1.0f64, 0.0..1e-8f64, (0u32..=u32::MAX).prop_map(|w| (f64::from(w) + 0.5) / 4_294_967_296.0), Just(1.0), Just(0.0)],
            far in 0u32..=u32::MAX,
        ) {
            let near = (p * 4_294_967_296.0) as u32;
            for word in [far, near.saturating_sub(1), near, near.saturating_add(1), 0, u32::MAX].map(Word) {
                prop_assert_eq!(word.wins(Odds::of(p)), word.happens(p), "{:?} at {}", word, p);
            }
        }
    }

    #[test]
    fn further_words_are_uniform_whatever_the_words_they_follow_from_decide() {
        assert_eq!(Further::of(Word(PINNED.0), Word(PINNED.1)).take(), [Word(FURTHER.0), Word(FURTHER.1)]);
        let n = 400_000;
        let mut words = DRAWS.words(Purpose::Relate, 1, 0, 2);
        let (mut count, mut sums, mut products) = (0.0, [0.0; 2], [0.0; 3]);
        for _ in 0..n {
            let [one, other] = words.take();
            // Asked for in rare cases only, as phases do.
            if !other.happens(0.05) {
                continue;
            }
            let [a, b] = Further::of(one, other).take().map(|word| word.uniform() - 0.5);
            count += 1.0;
            sums = [sums[0] + a, sums[1] + b];
            let deep = other.within(0.05) - 0.5;
            products = [products[0] + a * b, products[1] + a * deep, products[2] + b * (one.uniform() - 0.5)];
        }
        // Five standard errors: of a mean of uniform numbers, and of products of two of them.
        let spread = (1.0_f64 / 12.0).sqrt();
        assert!(sums.iter().all(|sum| (sum / count).abs() < 5.0 * spread / count.sqrt()), "{sums:?} of {count}");
        assert!(products.iter().all(|sum| (sum / count).abs() < 5.0 * spread * spread / count.sqrt()), "{products:?} of {count}");
    }

    #[test]
    fn how_deep_a_word_lies_within_its_chance_is_uniform() {
        let p = 0.15;
        let mut words = DRAWS.words(Purpose::Misfortune, 1, 0, 1);
        let all = (0..400_000).map(|_| words.take::<1>()[0]);
        let depths: Vec<f64> = all.filter(|word| word.happens(p)).map(|word| word.within(p)).collect();
        let n = depths.len() as f64;
        assert!((n / 400_000.0 - p).abs() < 0.003, "{n} happened");
        assert!(depths.iter().all(|&depth| depth > 0.0 && depth <= 1.0));
        let moment = |k: i32| depths.iter().map(|&depth| libm::pow(depth, f64::from(k))).sum::<f64>() / n;
        assert!((moment(1) - 0.5).abs() < 5.0 * 0.29 / n.sqrt() && (moment(2) - 1.0 / 3.0).abs() < 5.0 * 0.3 / n.sqrt());
    }

    #[test]
    fn the_normal_quantile_agrees_with_a_statistics_library() {
        let normal = Normal::standard();
        for p in [1e-9, 1e-6, 0.01, 0.074, 0.076, 0.3, 0.5, 0.8, 0.926, 0.999, 1.0 - 1e-9] {
            let back = normal.cdf(normal_quantile(p));
            assert!((back - p).abs() < 1e-10 * p.max(1e-3), "quantile of {p} goes back to {back}");
        }
    }

    #[test]
    fn variates_have_their_mean_and_spread() {
        let n = 200_000;
        let mut words = DRAWS.words(Purpose::PopulateClients, 0, 0, 1);
        let mut moments = |draw: &mut dyn FnMut(&mut Words) -> f64| {
            let values: Vec<f64> = (0..n).map(|_| draw(&mut words)).collect();
            let mean = values.iter().sum::<f64>() / f64::from(n);
            let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
            (mean, variance)
        };
        let near = |got: (f64, f64), mean: f64, variance: f64| {
            // Five standard errors of the mean; the variance of a variance is bounded by that of these skewed laws.
            let tolerance = 5.0 * (variance / f64::from(n)).sqrt();
            assert!((got.0 - mean).abs() < tolerance, "mean {} for {mean}", got.0);
            assert!((got.1 / variance - 1.0).abs() < 0.05, "variance {} for {variance}", got.1);
        };
        near(moments(&mut |w| w.take::<1>()[0].normal()), 0.0, 1.0);
        near(moments(&mut |w| w.take::<1>()[0].exponential()), 1.0, 1.0);
        let pi = std::f64::consts::PI;
        near(moments(&mut |w| w.take::<1>()[0].gumbel()), std::f64::consts::EULER_GAMMA, pi * pi / 6.0);
        near(moments(&mut |w| w.take::<1>()[0].lognormal(0.35)), 1.0, libm::exp(0.35 * 0.35) - 1.0);
        near(moments(&mut |w| gamma(2.5, &w.take())), 2.5, 2.5);
        near(moments(&mut |w| gamma(1.0, &w.take())), 1.0, 1.0);
    }
}
