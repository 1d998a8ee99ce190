//! What the runs of a sweep say of its factors: from its manifest, its design and its results to the tables of an analysis.
//!
//! Which methods a sweep is analysed by depends on its design alone. Every measure is analysed for itself: `observations` makes of runs
//! what a method looks at, under one rule for runs that failed, were not run, or do not know the measure ([`RULE`]); the other
//! files have a method each. [`findings()`] tells the result in sentences.

mod cells;
mod correlations;
pub mod findings;
mod main_effects;
mod morris;
mod notes;
mod observations;
mod pairs;
mod places;
mod sobol;
mod summary;

pub use findings::findings;
pub use notes::RULE;
pub use summary::summary;

use crate::output::analysis::Analysis;
use crate::output::sweep::{FactorEntry, MeasureEntry, SweepManifest, Used};
use crate::statistics::LEVEL;
use crate::statistics::sensitivity::Bootstrap;
use crate::table::Table;
use observations::{Observed, Runs};
use rayon::prelude::*;

/// How often samples are drawn anew for bootstrap intervals, unless one asks for another number.
pub const RESAMPLES: u32 = 1000;

/// What is asked of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The measures, by their columns in `results`; all if there are none.
    pub measures: &'a [String],
    /// Bootstrap resamples.
    pub resamples: u32,
}

/// An analysis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysed {
    /// The rows of its tables.
    pub analysis: Analysis,
    /// How many observations were used, by measure and method.
    pub used: Vec<Used>,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// Bootstrap resamples; 0 where none were needed.
    pub resamples: u32,
}

/// Why a sweep cannot be analysed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A measure that the sweep does not have.
    #[error("the sweep has no measure `{asked}`; it has {known}")]
    NoMeasure {
        /// The name.
        asked: String,
        /// Those that it has.
        known: String,
    },
    /// A column is not there, or holds something else.
    #[error("the table {table} has no column `{column}` with a value of its kind in every row; was it changed?")]
    NoColumn {
        /// The table.
        table: &'static str,
        /// The column.
        column: String,
    },
    /// Points of the design are not in their order.
    #[error("row {row} of the table design is not point {row} of {points} (rows count from 0); was it changed?")]
    Design {
        /// The row, from 0.
        row: usize,
        /// Points that there should be.
        points: u64,
    },
    /// A run is not one of the sweep, or is there twice.
    #[error("row {row} of the table results, replicate {replicate} of point {point}, is not a run of this sweep or comes twice")]
    Run {
        /// The row, from 0.
        row: usize,
        /// The point.
        point: i64,
        /// The replicate.
        replicate: i64,
    },
    /// A factor has a value that it should not have.
    #[error("the table design has `{value}` in column `{factor}`, which the manifest does not know; was it changed?")]
    Value {
        /// The factor.
        factor: String,
        /// The value.
        value: String,
    },
    /// The scheme of the points is not that of the design.
    #[error("the table design is not that of a {design} design in row {row} (from 0); was it changed?")]
    Scheme {
        /// The design.
        design: &'static str,
        /// The row, from 0.
        row: usize,
    },
}

/// Analyses a sweep: `design` is its table of points; `results`, its table of runs, needs the columns `point`, `replicate` and the measures
/// that are asked for.
///
/// # Errors
/// If a measure is not one of the sweep, or the tables are not those that the manifest describes.
pub fn analyse(sweep: &SweepManifest, design: &Table, results: &Table, asked: &Asked<'_>) -> Result<Analysed, Unfit> {
    let measures = chosen(sweep, asked.measures)?;
    let methods = Methods::of(sweep, design, asked.resamples)?;
    let runs = Runs::of(sweep, results)?;
    let part = |measure: &&MeasureEntry| methods.apply(measure, &runs.observe(results, &measure.column)?);
    let parts = measures.par_iter().map(part).collect::<Result<Vec<_>, Unfit>>()?;
    let resamples = if methods.resample() { asked.resamples } else { 0 };
    let mut whole = Analysed { resamples, notes: notes::of_sweep(sweep), ..Analysed::default() };
    parts.into_iter().for_each(|part| whole.add(part));
    Ok(whole)
}

/// The measures that are asked for, in the order of the sweep.
fn chosen<'a>(sweep: &'a SweepManifest, names: &[String]) -> Result<Vec<&'a MeasureEntry>, Unfit> {
    let has = |name: &String| sweep.measures.iter().any(|measure| measure.column == *name);
    if let Some(asked) = names.iter().find(|name| !has(name)) {
        let known: Vec<&str> = sweep.measures.iter().map(|measure| measure.column.as_str()).collect();
        return Err(Unfit::NoMeasure { asked: asked.clone(), known: known.join(", ") });
    }
    Ok(sweep.measures.iter().filter(|measure| names.is_empty() || names.contains(&measure.column)).collect())
}

impl Analysed {
    fn add(&mut self, other: Self) {
        let Analysis { main_effects, pairs, sobol_indices, elementary_effects, rank_correlations } = other.analysis;
        self.analysis.main_effects.extend(main_effects);
        self.analysis.pairs.extend(pairs);
        self.analysis.sobol_indices.extend(sobol_indices);
        self.analysis.elementary_effects.extend(elementary_effects);
        self.analysis.rank_correlations.extend(rank_correlations);
        self.used.extend(other.used);
        self.notes.extend(other.notes);
    }
}

/// The methods of a design, with all they need to know of its points.
struct Methods<'a> {
    sweep: &'a SweepManifest,
    /// The points that main effects and correlations look at.
    points: Vec<usize>,
    main_effects: Option<main_effects::Method>,
    pairs: Option<pairs::Method>,
    sobol: Option<sobol::Method>,
    morris: Option<morris::Method>,
    correlations: Option<correlations::Method>,
}

impl<'a> Methods<'a> {
    fn of(sweep: &'a SweepManifest, design: &Table, resamples: u32) -> Result<Self, Unfit> {
        in_order(sweep, design)?;
        let belonging = Analysis::belonging(sweep);
        let belongs = |table: &str| belonging.contains(&table);
        let bootstrap = Bootstrap { seed: sweep.seed, resamples, level: LEVEL };
        let sobol = belongs("sobol_indices").then(|| sobol::Method::of(sweep, design, bootstrap)).transpose()?;
        let points = sobol.as_ref().map_or_else(|| (0..design.rows()).collect(), sobol::Method::independent);
        Ok(Self {
            sweep,
            main_effects: belongs("main_effects").then(|| main_effects::Method::of(sweep, design)).transpose()?,
            pairs: belongs("pairs").then(|| pairs::Method::of(sweep, design)).transpose()?,
            morris: belongs("elementary_effects").then(|| morris::Method::of(sweep, design, bootstrap)).transpose()?,
            correlations: belongs("rank_correlations").then(|| correlations::Method::of(sweep, design)).transpose()?,
            points,
            sobol,
        })
    }

    /// Whether any method draws samples anew.
    fn resample(&self) -> bool {
        self.sobol.is_some() || self.morris.is_some()
    }

    /// What the methods say of a measure.
    fn apply(&self, measure: &MeasureEntry, observed: &Observed) -> Result<Analysed, Unfit> {
        let about = About { sweep: self.sweep, measure, observed, points: &self.points };
        let mut found = Analysed { used: vec![about.runs()], ..Analysed::default() };
        if self.morris.is_none() {
            found.used.push(about.known_points());
        }
        if let Some(method) = &self.main_effects {
            found.analysis.main_effects = method.apply(&about);
        }
        if let Some(method) = &self.pairs {
            found.analysis.pairs = method.apply(&about);
        }
        if let Some(method) = &self.sobol {
            let (rows, used) = method.apply(&about);
            found.analysis.sobol_indices = rows;
            found.used.push(used);
        }
        if let Some(method) = &self.morris {
            let (rows, used) = method.apply(&about);
            found.analysis.elementary_effects = rows;
            found.used.push(used);
        }
        if let Some(method) = &self.correlations {
            let (rows, note) = method.apply(&about);
            found.analysis.rank_correlations = rows;
            found.notes.extend(note);
        }
        found.notes.extend(notes::of_measure(&about, &found.analysis));
        Ok(found)
    }
}

/// Whether the rows of the design are the points of the sweep.
fn in_order(sweep: &SweepManifest, design: &Table) -> Result<(), Unfit> {
    let points = places::whole_numbers("design", design, "point")?;
    let wrong = points.iter().enumerate().find(|&(row, &point)| point != row as i64).map(|(row, _)| row);
    let short = (points.len() as u64 != sweep.points).then_some(points.len());
    match wrong.or(short) {
        Some(row) => Err(Unfit::Design { row, points: sweep.points }),
        None => Ok(()),
    }
}

/// What a method is told of a measure.
struct About<'a> {
    sweep: &'a SweepManifest,
    measure: &'a MeasureEntry,
    observed: &'a Observed,
    /// The points that main effects and correlations look at.
    points: &'a [usize],
}

impl About<'_> {
    fn used(&self, of: &str, planned: usize, used: usize) -> Used {
        Used { measure: self.measure.column.clone(), of: of.to_owned(), planned: planned as u64, used: used as u64 }
    }

    fn runs(&self) -> Used {
        self.used("runs", self.observed.runs(), self.observed.known_runs())
    }

    fn known_points(&self) -> Used {
        let known = self.points.iter().filter(|&&point| self.observed.mean(point).is_some()).count();
        self.used("points", self.points.len(), known)
    }

    /// Whether observations are replicates of a whole grid, and not points.
    fn is_grid(&self) -> bool {
        self.sweep.design == "grid"
    }

    fn measure_and_unit(&self) -> (String, String) {
        (self.measure.column.clone(), self.measure.unit.clone())
    }
}

/// Whether the values of a factor are words.
fn has_words(factor: &FactorEntry) -> bool {
    factor.values == "word"
}
