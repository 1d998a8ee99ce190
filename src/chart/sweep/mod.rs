//! Charts of a sweep that was analysed: phase diagrams, main effects, Sobol indices, elementary effects and rank correlations, a file
//! for every measure.

mod axis;
mod contour;
mod correlations;
mod effects;
mod hues;
mod morris;
mod named;
mod page;
mod phase;
mod phase_key;
mod phase_map;
mod ranked;
mod scale;
mod sobol;

use super::Error;
use super::words::Words;
use crate::output::analysis::Analysis;
use crate::output::sweep::{AnalysisManifest, FactorEntry, MeasureEntry, SweepManifest, Used};
use rayon::prelude::*;
use std::path::Path;

/// A sweep and its analysis, as charts are drawn from them.
#[derive(Clone, Debug)]
pub struct Swept {
    /// What the sweep's folder holds.
    pub sweep: SweepManifest,
    /// The tables of the analysis.
    pub analysis: Analysis,
    /// How many observations each of them has.
    pub used: Vec<Used>,
}

impl Swept {
    /// Reads the folder of a sweep.
    ///
    /// # Errors
    /// If it has not been analysed since its results were written, or a file is missing or cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let sweep = SweepManifest::read(folder).map_err(Error::Manifest)?;
        let Some(analysis) = AnalysisManifest::read(folder).map_err(Error::Manifest)? else {
            return Err(Error::NotAnalysed(folder.to_owned()));
        };
        let results = sweep.files.iter().find(|file| file.name == sweep.format().file_name("results"));
        if results.is_some_and(|file| file.sha256 != analysis.results_sha256) {
            return Err(Error::AnalysedBefore(folder.to_owned()));
        }
        Ok(Self { sweep, analysis: Analysis::read(folder)?, used: analysis.used })
    }

    /// The factor of this key; one of which nothing else is known if the manifest lacks it.
    fn factor(&self, key: &str) -> FactorEntry {
        let known = self.sweep.factors.iter().find(|factor| factor.key == key).cloned();
        known.unwrap_or_else(|| FactorEntry {
            key: key.to_owned(),
            unit: String::new(),
            meaning: String::new(),
            scale: "listed".to_owned(),
            values: "real".to_owned(),
            low: None,
            high: None,
            levels: Vec::new(),
        })
    }

    /// The first of these kinds of observations of a measure that are not all known.
    fn unknown(&self, measure: &str, kinds: &[&str]) -> Option<&Used> {
        let of_kind = |kind: &&str| self.used.iter().find(|used| used.measure == measure && used.of == *kind);
        kinds.iter().filter_map(of_kind).find(|used| used.used < used.planned)
    }
}

/// The charts' names with their SVG texts, measure by measure.
#[must_use]
pub fn draw(swept: &Swept, words: &Words) -> Vec<(String, String)> {
    swept.sweep.measures.par_iter().flat_map_iter(|measure| of_measure(swept, measure, words)).collect()
}

/// The charts of a measure: those for which the analysis has something.
fn of_measure(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Vec<(String, String)> {
    let named = |(kind, svg): (&str, Option<String>)| Some((file_name(kind, &measure.column, &[]), svg?));
    let others = [
        ("effects", effects::effects(swept, measure, words)),
        ("sobol", sobol::sobol(swept, measure, words)),
        ("morris", morris::scatter(swept, measure, words)),
        ("morris-rank", morris::ranked(swept, measure, words)),
        ("correlations", correlations::correlations(swept, measure, words)),
    ];
    phase::diagrams(swept, measure, words).into_iter().chain(others.into_iter().filter_map(named)).collect()
}

/// The stem of a chart's files: a kind, a measure's column and keys, with nothing in it that a file system might refuse.
fn file_name(kind: &str, measure: &str, keys: &[&str]) -> String {
    let all: Vec<&str> = [kind, measure].into_iter().chain(keys.iter().copied()).collect();
    let is_safe = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    all.join("-").chars().map(|letter| if is_safe(letter) { letter } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_safe_names() {
        assert_eq!(file_name("effects", "coercion_mean", &[]), "effects-coercion_mean");
        assert_eq!(file_name("phase", "gini@round:40", &["law.x", "a/b"]), "phase-gini-round-40-law.x-a-b");
    }
}
