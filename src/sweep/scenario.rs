//! From a point to its scenario: the base with what is set for all points and a value for every factor, as `--set` would make it.

use super::{Draws, Given, Sweep};
use crate::output::manifest::inputs;
use crate::scenario::read::Whereabouts;
use crate::scenario::source::Source;
use crate::scenario::{Copies, Problems, Scenario};

impl Sweep {
    /// The scenario of a point: its index, and the values of its factors in their order. It is the one that the base with `--set` for
    /// everything in [`Self::set`] and for every factor gives, with the seed of [`Self::seed_of`] and nothing expected. Memory is not
    /// checked.
    ///
    /// # Errors
    /// All problems of these values together, and of files that the base reads. [`one_line`] makes a row's error of them.
    pub fn scenario(&self, point: u64, given: &[Given]) -> Result<Scenario, Problems> {
        let values = self.factors.iter().zip(given).map(|(factor, given)| format!("{}={given}", factor.key));
        let sets: Vec<String> = self.set.iter().cloned().chain(values).collect();
        let whereabouts = &self.base.whereabouts;
        let files = Whereabouts {
            folder: &whereabouts.of_base,
            changed: &whereabouts.of_sweep,
            copies: Copies { ties: whereabouts.ties.as_deref(), villages: whereabouts.villages.as_deref() },
        };
        let scenario = Scenario::of_text(Source::text(&self.base.file, &self.base.text), &sets, files)?;
        Ok(scenario.with_seed(self.seed_of(point)))
    }

    /// Whether the files that a scenario of this sweep reads are what they were when the plan was made.
    #[must_use]
    pub fn reads_as_planned(&self, scenario: &Scenario) -> bool {
        inputs(scenario).iter().all(|input| self.base.inputs.contains(input))
    }

    /// The seed of all runs of a point, at most `i64::MAX`. With common draws it is the sweep's. Otherwise it is the number `point + 1` of
    /// the sequence that SplitMix64 (Steele, Lea and Flood 2014) makes of the sweep's seed, less its lowest bit: it depends on the two alone,
    /// and seeds of different points agree by chance only (among a million points, once in 2·10^7 sweeps).
    #[must_use]
    pub fn seed_of(&self, point: u64) -> u64 {
        match self.draws {
            Draws::Common => self.seed,
            Draws::Own => splitmix64(self.seed, point) >> 1,
        }
    }
}

/// The number `index`, from 0, of the SplitMix64 sequence of a seed.
fn splitmix64(seed: u64, index: u64) -> u64 {
    let mut z = seed.wrapping_add(index.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// What is wrong, in a line: the titles of all problems.
#[must_use]
pub fn one_line(problems: &Problems) -> String {
    let mut titles: Vec<&str> = Vec::new();
    for problem in problems.list() {
        if !titles.contains(&problem.title()) {
            titles.push(problem.title());
        }
    }
    titles.join("; ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_of_points_are_those_of_splitmix64() {
        // The first numbers for the seed 1234567 in the published reference.
        let published = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([0, 1, 2].map(|index| splitmix64(1_234_567, index)), published);
    }
}
