//! The tables that an analysis adds to a sweep's folder.
//!
//! A row is a plain struct that becomes a row of a table and comes back from it. All tables name the column of `results` that they are
//! about in `measure`, and its unit in `unit`. Which tables there are depends on the design alone: one that belongs to it is written even
//! if it has no rows.

mod correlations;
mod main_effects;
mod morris;
mod pairs;
mod sobol;
pub mod write;

pub use correlations::RankCorrelation;
pub use main_effects::MainEffect;
pub use morris::ElementaryEffect;
pub use pairs::PairCell;
pub use sobol::SobolIndex;
pub use write::write;

use super::cells::{Cells, rows};
use super::sweep::SweepManifest;
use super::{Error, has_table, read_table};
use crate::table::Table;
use std::path::Path;

/// The most factors of a sampled design whose pairs are shown: of more, too few points fall into a cell.
pub const MOST_PAIRED: usize = 4;

/// The content of the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// `main_effects`.
    pub main_effects: Vec<MainEffect>,
    /// `pairs`.
    pub pairs: Vec<PairCell>,
    /// `sobol_indices`.
    pub sobol_indices: Vec<SobolIndex>,
    /// `elementary_effects`.
    pub elementary_effects: Vec<ElementaryEffect>,
    /// `rank_correlations`.
    pub rank_correlations: Vec<RankCorrelation>,
}

impl Analysis {
    /// The names of the tables.
    pub const TABLES: [&str; 5] = ["main_effects", "pairs", "sobol_indices", "elementary_effects", "rank_correlations"];

    /// The names of the tables that belong to a sweep of this design.
    #[must_use]
    pub fn belonging(sweep: &SweepManifest) -> Vec<&'static str> {
        Self::TABLES.into_iter().filter(|table| belongs(table, sweep)).collect()
    }

    /// The tables that belong to a sweep of this design, in the order of [`Self::TABLES`].
    #[must_use]
    pub fn tables(&self, sweep: &SweepManifest) -> Vec<Table> {
        self.all().into_iter().filter(|table| belongs(&table.name, sweep)).collect()
    }

    /// All tables, those without rows too.
    fn all(&self) -> [Table; 5] {
        [
            main_effects::table(&self.main_effects),
            pairs::table(&self.pairs),
            sobol::table(&self.sobol_indices),
            morris::table(&self.elementary_effects),
            correlations::table(&self.rank_correlations),
        ]
    }

    /// Reads the tables of a sweep's folder; one that is not there has no rows.
    ///
    /// # Errors
    /// If one that is there cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let [effects, pairs, indices, elementary, correlations] = Self::TABLES;
        Ok(Self {
            main_effects: read(folder, effects, main_effects::of)?,
            pairs: read(folder, pairs, pairs::of)?,
            sobol_indices: read(folder, indices, sobol::of)?,
            elementary_effects: read(folder, elementary, morris::of)?,
            rank_correlations: read(folder, correlations, correlations::of)?,
        })
    }
}

/// Whether a table belongs to a sweep of this design.
fn belongs(table: &str, sweep: &SweepManifest) -> bool {
    let factors = sweep.factors.len();
    let sampled = ["latin_hypercube", "sobol", "random"].contains(&sweep.design.as_str());
    let of = |design: &str| sweep.design == design;
    match table {
        "main_effects" => !of("morris"),
        "pairs" => factors >= 2 && (of("grid") || sampled && factors <= MOST_PAIRED),
        "sobol_indices" => of("saltelli"),
        "elementary_effects" => of("morris"),
        _ => sampled || of("saltelli") || of("list") && sweep.points > factors as u64 + 2,
    }
}

/// The columns of the tables, without rows.
#[must_use]
pub fn blank() -> [Table; 5] {
    Analysis::default().all()
}

fn read<T>(folder: &Path, table: &str, of: fn(&Cells<'_>) -> Result<T, Error>) -> Result<Vec<T>, Error> {
    if has_table(folder, table) { rows(&read_table(folder, table)?, of) } else { Ok(Vec::new()) }
}

fn word(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// The unit of what is measured as the measure is.
const SAME: &str = "as measure";

/// A table whose first columns are `measure` and `unit`.
fn of_measures<'a>(name: &str, about: &str, measures: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Table {
    Table::new(name, about)
        .text("measure", "word", "The measure: a column of results.", measures.clone().map(|(measure, _)| word(measure)))
        .text("unit", "word", "Its unit.", measures.map(|(_, unit)| word(unit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Format;

    fn some() -> Analysis {
        let (measure, unit, factor) = ("m".to_owned(), String::new(), "law.detection".to_owned());
        let effect = MainEffect {
            label: "0.1 to 0.2, \"bin\"".into(),
            place: 3,
            bin_low: Some(0.1),
            n: 4,
            mean: Some(-1e-300),
            measure: measure.clone(),
            unit: unit.clone(),
            factor: factor.clone(),
            ..MainEffect::default()
        };
        let cell = PairCell {
            measure: measure.clone(),
            factor_x: "a".into(),
            factor_y: "b".into(),
            label_x: "low".into(),
            label_y: "7".into(),
            place_y: 2,
            value_y: Some(7.0),
            sd: Some(0.25),
            ..PairCell::default()
        };
        let index =
            SobolIndex { measure: measure.clone(), factor: factor.clone(), total: Some(0.5), n: 9, ..SobolIndex::default() };
        let elementary =
            ElementaryEffect { measure: measure.clone(), factor: factor.clone(), mu: Some(-2.0), ..ElementaryEffect::default() };
        let correlation =
            RankCorrelation { measure, unit, factor, p: Some(0.04), df: Some(7.0), n: 10, ..RankCorrelation::default() };
        Analysis {
            main_effects: vec![effect.clone(), MainEffect { place: 4, mean: None, ..effect }],
            pairs: vec![cell],
            sobol_indices: vec![index],
            elementary_effects: vec![elementary],
            rank_correlations: vec![correlation],
        }
    }

    #[test]
    fn rows_come_back_as_they_were_written() {
        for format in Format::ALL {
            let place = tempfile::tempdir().unwrap();
            assert_eq!(Analysis::read(place.path()).unwrap(), Analysis::default());
            for table in some().all() {
                std::fs::write(place.path().join(format.file_name(&table.name)), format.encode(&table).unwrap()).unwrap();
            }
            assert_eq!(Analysis::read(place.path()).unwrap(), some());
        }
    }

    #[test]
    fn the_names_of_the_tables_are_theirs() {
        assert_eq!(blank().map(|table| table.name), Analysis::TABLES);
    }
}
