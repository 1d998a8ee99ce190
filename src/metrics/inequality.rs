//! Inequality of amounts: Lorenz curve, Gini, Theil T, Palma, top shares, Hoover.
//!
//! All measures follow the Lorenz curve that is linear between its points, one point per person; none is corrected for
//! small samples. Up to [`EXACT_UP_TO`] amounts are sorted and every measure is exact. Above, amounts are counted in the
//! bins of a log-linear histogram, whose memory does not grow with their number; count and sum of each bin are exact, and
//! [`Distribution::gini_error`] bounds what the grouping hides.

mod sort;
mod stored;

use crate::quantity::Money;
use rayon::prelude::*;

/// The largest number of amounts that are sorted one by one.
pub const EXACT_UP_TO: usize = 65_536;

/// Log2 of the number of bins per octave of the histogram.
const OCTAVE_BITS: u32 = 11;

/// How the amounts of a distribution are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Grain {
    /// Equal amounts share a group.
    #[default]
    Value,
    /// Amounts of one bin of the histogram share a group.
    Bin,
}

/// Some amounts of a distribution, none of them smaller than any of the group before.
///
/// Sums are whole micro-S and as such exact up to 2^53, which is 9·10^9 S.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Group {
    count: u64,
    sum: f64,
}

impl Group {
    #[inline]
    fn mean(&self) -> f64 {
        if self.count == 1 { self.sum } else { self.sum / self.count as f64 }
    }

    /// What the amounts of this group share under a grain; larger for larger amounts.
    fn key(&self, grain: Grain) -> u64 {
        match grain {
            // Floats that are not negative are in the order of their bits.
            Grain::Value => self.mean().to_bits(),
            Grain::Bin => bin_of(self.mean() as u64) as u64,
        }
    }
}

/// A distribution of amounts that are not negative.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    groups: Vec<Group>,
    count: u64,
    total: f64,
    grain: Grain,
}

/// Theil T of a whole, split: the parts add up to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilParts {
    /// What would be left if everybody had the mean of their group \[nats\].
    pub between: f64,
    /// The groups' own Theil T, weighted by their shares of the total \[nats\].
    pub within: f64,
}

impl Distribution {
    /// The distribution of `value(0)`, …, `value(n - 1)`, in parallel. Negative amounts, which no law allows, count as zero.
    ///
    /// The result depends neither on the number of threads nor on the order of the amounts.
    pub fn of(n: usize, value: impl Fn(usize) -> Money + Sync) -> Self {
        let micros = |i| u64::try_from(value(i).micros()).unwrap_or(0);
        if n > EXACT_UP_TO {
            return Self::from_groups(Histogram::of(n, micros).groups(), Grain::Bin);
        }
        let amounts = sort::sort((0..n).map(micros).collect());
        Self::from_groups(equal_amounts(amounts.iter().map(|&micros| micros as f64)), Grain::Value)
    }

    /// The distribution of amounts in any unit, always exact.
    ///
    /// # Panics
    /// If an amount is negative or not a number.
    #[must_use]
    pub fn from_values(values: &[f64]) -> Self {
        assert!(values.iter().all(|&value| value >= 0.0), "amounts are not negative");
        let mut amounts = values.to_vec();
        amounts.sort_unstable_by(f64::total_cmp);
        Self::from_groups(equal_amounts(amounts.into_iter()), Grain::Value)
    }

    fn from_groups(groups: Vec<Group>, grain: Grain) -> Self {
        let count = groups.iter().map(|group| group.count).sum();
        let total = groups.iter().map(|group| group.sum).sum();
        Self { groups, count, total, grain }
    }

    /// This distribution of money with more amounts: the same as if they had been there from the start.
    #[must_use]
    pub fn with(&self, more: impl Iterator<Item = Money>) -> Self {
        let mut more: Vec<Group> = more.map(|amount| Group { count: 1, sum: amount.or_zero().micros() as f64 }).collect();
        more.par_sort_unstable_by(|a, b| a.sum.total_cmp(&b.sum));
        let count = self.count + more.len() as u64;
        let grain = if count > EXACT_UP_TO as u64 { Grain::Bin } else { Grain::Value };
        let mut joined = Joined::new(grain, self.groups.len() + more.len());
        let mut more = more.into_iter().peekable();
        for group in &self.groups {
            while let Some(smaller) = more.next_if(|next| next.sum < group.mean()) {
                joined.add(smaller);
            }
            joined.add(*group);
        }
        more.for_each(|larger| joined.add(larger));
        Self::from_groups(joined.groups, joined.grain)
    }

    /// The number of amounts.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// `measure` where it is defined: unknown without amounts or if all of them are zero.
    fn defined(&self, measure: impl FnOnce() -> f64) -> Option<f64> {
        (self.total > 0.0).then(measure)
    }

    /// The Gini index Σ(2i-n-1)·x₍ᵢ₎ / (n·Σx) over ascending amounts, in [0, 1): 0 if all are equal.
    #[must_use]
    pub fn gini(&self) -> Option<f64> {
        let weighted_ranks = || {
            let (mut below, mut sum) = (0, 0.0);
            for group in &self.groups {
                // Ranks below+1, …, below+count: their mean, doubled, less n + 1.
                sum += (2.0 * below as f64 + group.count as f64 - self.count as f64) * group.sum;
                below += group.count;
            }
            sum / (self.count as f64 * self.total)
        };
        self.defined(weighted_ranks)
    }

    /// How far the exact Gini index may lie above [`Self::gini`]; it never lies below. 0 when the distribution is exact.
    ///
    /// The Gini index is ΣΣ|xᵢ-xⱼ| / (2n·Σx). Pairs from different bins are in a known order, so that their differences
    /// follow from the bins' counts and sums alone; only pairs within one bin are taken as equal. In a bin of c amounts
    /// between a and b with mean m, ΣΣ|xᵢ-xⱼ| is a convex function of the amounts and thus largest when all lie at the ends:
    /// a share q = (m-a)/(b-a) of them at b and the rest at a, which gives c²·2q(1-q)(b-a) = 2c²(m-a)(b-m)/(b-a).
    #[must_use]
    pub fn gini_error(&self) -> f64 {
        if self.grain == Grain::Value || self.total <= 0.0 {
            return 0.0;
        }
        let hidden = |group: &Group| {
            let (mean, count) = (group.mean(), group.count as f64);
            let (smallest, largest) = bin_bounds(bin_of(mean as u64));
            let width = largest - smallest;
            if width > 0.0 { count * count * (mean - smallest) * (largest - mean) / width } else { 0.0 }
        };
        self.groups.iter().map(hidden).sum::<f64>() / (self.count as f64 * self.total)
    }

    /// Theil T, (1/n)·Σ(x/μ)·ln(x/μ) \[nats\]: 0 if all amounts are equal, ln n if one person has everything.
    #[must_use]
    pub fn theil(&self) -> Option<f64> {
        let mean = self.total / self.count as f64;
        let part = |group: &Group| if group.sum > 0.0 { group.sum * libm::log(group.mean() / mean) } else { 0.0 };
        self.defined(|| self.groups.iter().map(part).sum::<f64>() / self.total)
    }

    /// Hoover index Σ|x-μ| / (2·Σx), in [0, 1): the share of the total that would have to change hands to make all equal.
    #[must_use]
    pub fn hoover(&self) -> Option<f64> {
        let mean = self.total / self.count as f64;
        let part = |group: &Group| (group.sum - mean * group.count as f64).abs();
        self.defined(|| self.groups.iter().map(part).sum::<f64>() / (2.0 * self.total))
    }

    /// Palma ratio: what the richest 10 % hold over what the poorest 40 % hold; infinite if these hold nothing.
    #[must_use]
    pub fn palma(&self) -> Option<f64> {
        Some(self.top_share(0.1)? / self.lorenz(0.4)?)
    }

    /// The share of the total that the richest `share` (in [0, 1]) of all people hold, 1 - L(1 - share).
    #[must_use]
    pub fn top_share(&self, share: f64) -> Option<f64> {
        self.lorenz(1.0 - share).map(|below| 1.0 - below)
    }

    /// The Lorenz curve L(p): the share of the total that the poorest `p` (in [0, 1]) of all people hold.
    #[must_use]
    pub fn lorenz(&self, p: f64) -> Option<f64> {
        let held = || {
            let mut people = p * self.count as f64;
            let mut sum = 0.0;
            for group in &self.groups {
                let count = group.count as f64;
                if people < count {
                    return (sum + group.sum * (people / count)) / self.total;
                }
                sum += group.sum;
                people -= count;
            }
            sum / self.total
        };
        self.defined(held)
    }
}

/// Theil T of all amounts of several groups of people, split into inequality between and within the groups; unknown
/// without amounts or if all of them are zero. With sₖ the k-th group's share of the total and μₖ its mean, these are
/// Σsₖ·ln(μₖ/μ) and Σsₖ·Tₖ.
#[must_use]
pub fn theil_decomposition(groups: &[Distribution]) -> Option<TheilParts> {
    let total: f64 = groups.iter().map(|group| group.total).sum();
    let mean = total / groups.iter().map(|group| group.count).sum::<u64>() as f64;
    if total <= 0.0 {
        return None;
    }
    let mut parts = TheilParts { between: 0.0, within: 0.0 };
    for (group, theil) in groups.iter().filter_map(|group| Some((group, group.theil()?))) {
        let share = group.total / total;
        parts.between += share * libm::log(group.total / group.count as f64 / mean);
        parts.within += share * theil;
    }
    Some(parts)
}

/// Groups of equal amounts, of amounts in ascending order.
fn equal_amounts(ascending: impl Iterator<Item = f64>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(ascending.size_hint().0);
    let mut last = f64::NAN;
    for amount in ascending {
        match groups.last_mut() {
            Some(group) if amount == last => {
                group.count += 1;
                group.sum = amount * group.count as f64;
            }
            _ => groups.push(Group { count: 1, sum: amount }),
        }
        last = amount;
    }
    groups
}

/// Groups that come in ascending order, joined where they belong together under a grain.
struct Joined {
    groups: Vec<Group>,
    grain: Grain,
    last: Option<u64>,
}

impl Joined {
    fn new(grain: Grain, capacity: usize) -> Self {
        Self { groups: Vec::with_capacity(capacity), grain, last: None }
    }

    fn add(&mut self, group: Group) {
        let key = group.key(self.grain);
        match self.groups.last_mut() {
            Some(open) if self.last == Some(key) => {
                open.count += group.count;
                open.sum += group.sum;
            }
            _ => self.groups.push(group),
        }
        self.last = Some(key);
    }
}

/// The bin of an amount: one per micro-S below 2^12, then 2^11 in every octave, so that no bin is wider than 1/2048 of
/// the amounts in it.
#[inline]
fn bin_of(micros: u64) -> usize {
    let shift = (u64::BITS - 1 - OCTAVE_BITS) - (micros | 1 << OCTAVE_BITS).leading_zeros();
    ((shift << OCTAVE_BITS) as usize) + (micros >> shift) as usize
}

/// The smallest and the largest whole amount in a bin.
fn bin_bounds(bin: usize) -> (f64, f64) {
    let shift = (bin >> OCTAVE_BITS).saturating_sub(1);
    let first = ((bin - (shift << OCTAVE_BITS)) as u64) << shift;
    (first as f64, (first + ((1 << shift) - 1)) as f64)
}

/// Count and sum [micro-S] of amounts by bin, up to the largest bin in use.
#[derive(Debug, Default)]
struct Histogram {
    bins: Vec<(u64, u64)>,
}

impl Histogram {
    /// The histogram of `n` amounts: one per thread, added up.
    fn of(n: usize, micros: impl Fn(usize) -> u64 + Sync) -> Self {
        let jobs = rayon::current_num_threads().max(1);
        let part = |job: usize| {
            let mut histogram = Self::default();
            for i in n * job / jobs..n * (job + 1) / jobs {
                histogram.count(micros(i));
            }
            histogram
        };
        (0..jobs).into_par_iter().map(part).reduce(Self::default, Self::joined)
    }

    #[inline]
    fn count(&mut self, micros: u64) {
        let bin = bin_of(micros);
        if let Some((count, sum)) = self.bins.get_mut(bin) {
            *count += 1;
            *sum += micros;
        } else {
            self.count_beyond(bin, micros);
        }
    }

    /// Counts an amount for whose bin there is no room yet, and makes room for that bin's whole octave.
    #[cold]
    fn count_beyond(&mut self, bin: usize, micros: u64) {
        self.bins.resize((bin + 1).next_multiple_of(1 << OCTAVE_BITS), (0, 0));
        self.bins[bin] = (1, micros);
    }

    fn joined(mut self, mut other: Self) -> Self {
        if self.bins.len() < other.bins.len() {
            std::mem::swap(&mut self, &mut other);
        }
        for ((count, sum), (more, amounts)) in self.bins.iter_mut().zip(other.bins) {
            *count += more;
            *sum += amounts;
        }
        self
    }

    fn groups(&self) -> Vec<Group> {
        let used = self.bins.iter().filter(|(count, _)| *count > 0);
        used.map(|&(count, sum)| Group { count, sum: sum as f64 }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bins_are_narrow_and_in_order(micros in 0u64..i64::MAX as u64) {
            let bin = bin_of(micros);
            let (smallest, largest) = bin_bounds(bin);
            prop_assert!(smallest <= micros as f64 && micros as f64 <= largest);
            prop_assert!((largest - smallest) * 2048.0 <= smallest.max(1.0));
            prop_assert!(bin_of(micros + 1) - bin <= 1);
        }
    }

    #[test]
    fn bins_meet_at_the_octaves() {
        for octave in 12..62 {
            let first = 1u64 << octave;
            assert_eq!(bin_of(first), bin_of(first - 1) + 1);
            assert_eq!(bin_bounds(bin_of(first)).0, first as f64);
            assert_eq!(bin_bounds(bin_of(first - 1)).1, (first - 1) as f64);
        }
    }
}
