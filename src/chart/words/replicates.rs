//! Words for what charts make of several replicates.

use super::super::page::Shown;
use crate::language::{Language, Template};

/// One line each; `{n}` is the number of replicates.
#[derive(Debug)]
pub struct Replicates {
    /// Means with bands.
    pub bands: Template,
    /// Means.
    pub means: Template,
    /// All together.
    pub together: Template,
    /// The first alone.
    pub first: Template,
}

impl Replicates {
    /// The line for what is shown.
    #[must_use]
    pub fn said(&self, shown: Shown) -> Template {
        match shown {
            Shown::Bands => self.bands,
            Shown::Means => self.means,
            Shown::Together => self.together,
            Shown::First => self.first,
        }
    }
}

impl Replicates {
    /// The words in a language.
    #[must_use]
    pub(super) fn of(language: Language) -> Self {
        Self {
            bands: language.template("replicates-bands"),
            means: language.template("replicates-means"),
            together: language.template("replicates-together"),
            first: language.template("replicates-first"),
        }
    }
}
