//! How the relations of a round were: sums over all clients who had a patron in the round.
//!
//! Taken when clients judge the round (`reconsider`), because later some of them move and strategies change.

use super::per_thread::PerThread;

/// Bins of the histogram of exchange rates: quantiles are known to 1/1000.
pub const RATE_BINS: usize = 1000;

/// The marks of one relation in one round, each in [0, 1] (MODEL.md, Measures: health).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marks {
    /// X = R/(R+G).
    pub exchange_rate: f64,
    /// Loss covered and support given, of what was needed.
    pub beyond_wage: f64,
    /// Part of effort and stay that loyalty explains, not fear or debt.
    pub voluntariness: f64,
    /// Loyalty, as far as what is asked lies within the work.
    pub reciprocated_loyalty: f64,
    /// Help outside work, in both directions.
    pub mutual_aid: f64,
    /// Dyadic reciprocity.
    pub mutual_value: f64,
    /// Loyalty, as reconsidered.
    pub loyalty: f64,
    /// Loyalty or fear, whichever makes the client comply more.
    pub compliance: f64,
}

/// Sums of the marks of all relations of a round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relations {
    /// Number of relations.
    pub count: u64,
    /// Sum of exchange rates.
    pub exchange_rate: f64,
    /// Sums of the five marks in the order of [`Marks`]: beyond wage, voluntariness, reciprocated loyalty, mutual aid,
    /// mutual value.
    pub health: [f64; 5],
    /// Sum of loyalty, as reconsidered.
    pub loyalty: f64,
    /// Sum of compliance.
    pub compliance: f64,
    /// Number of relations by dyadic reciprocity, in equal bins over [0, 1]; empty where nothing was counted.
    pub reciprocity_bins: Vec<u32>,
}

/// The bin of a dyadic reciprocity.
#[inline]
#[must_use]
pub fn reciprocity_bin(reciprocity: f64) -> usize {
    ((reciprocity * RATE_BINS as f64) as usize).min(RATE_BINS - 1)
}

impl Relations {
    /// Adds the marks of a relation, but to no bin, and does not count it: marks of 0 stand for no relation.
    #[inline]
    pub fn add(&mut self, marks: &Marks) {
        self.exchange_rate += marks.exchange_rate;
        let parts = [marks.beyond_wage, marks.voluntariness, marks.reciprocated_loyalty, marks.mutual_aid, marks.mutual_value];
        for (sum, part) in self.health.iter_mut().zip(parts) {
            *sum += part;
        }
        self.loyalty += marks.loyalty;
        self.compliance += marks.compliance;
    }

    /// The sums over all blocks, added up in their order (floating-point sums depend on it), with what each thread
    /// counted by bin.
    #[must_use]
    pub fn folded(blocks: Vec<Self>, mut bins: PerThread<Vec<u32>>) -> Self {
        let mut total = Self { reciprocity_bins: vec![0; RATE_BINS], ..Self::default() };
        for block in blocks {
            total.count += block.count;
            total.exchange_rate += block.exchange_rate;
            for (sum, part) in total.health.iter_mut().zip(block.health) {
                *sum += part;
            }
            total.loyalty += block.loyalty;
            total.compliance += block.compliance;
        }
        for counted in bins.all() {
            for (sum, part) in total.reciprocity_bins.iter_mut().zip(counted) {
                *sum += *part;
            }
        }
        total
    }

    /// The mean of a sum over all relations; unknown without any.
    #[must_use]
    pub fn mean(&self, sum: f64) -> Option<f64> {
        (self.count > 0).then(|| sum / self.count as f64)
    }

    /// The dyadic reciprocity below which the share `p` of relations lies, to half a bin.
    #[must_use]
    pub fn reciprocity_quantile(&self, p: f64) -> Option<f64> {
        let wanted = p * self.count as f64;
        let mut seen = 0.0;
        for (bin, &count) in self.reciprocity_bins.iter().enumerate() {
            seen += f64::from(count);
            if count > 0 && seen >= wanted {
                return Some((bin as f64 + 0.5) / RATE_BINS as f64);
            }
        }
        None
    }
}
