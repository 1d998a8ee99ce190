//! Words for what charts make of several replicates.

use super::super::page::Shown;

/// One line each; `{n}` is the number of replicates.
#[derive(Debug)]
pub struct Replicates {
    /// Means with bands.
    pub bands: &'static str,
    /// Means.
    pub means: &'static str,
    /// All together.
    pub together: &'static str,
    /// The first alone.
    pub first: &'static str,
}

impl Replicates {
    /// The line for what is shown.
    #[must_use]
    pub fn of(&self, shown: Shown) -> &'static str {
        match shown {
            Shown::Bands => self.bands,
            Shown::Means => self.means,
            Shown::Together => self.together,
            Shown::First => self.first,
        }
    }
}

/// The words in English.
pub const ENGLISH: Replicates = Replicates {
    bands: "Means of {n} replicates. Bands: 95 % confidence intervals of these means.",
    means: "Means of {n} replicates.",
    together: "All {n} replicates together.",
    first: "One of {n} replicates, the first.",
};
