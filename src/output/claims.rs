//! The data files of a folder of claims: verdicts on claims, on their tests, and means by level; and its manifest.
//!
//! A row is a plain struct that becomes a row of a table and comes back from it.

mod manifest;

pub use manifest::{ClaimEntry, ClaimInput, ClaimsManifest};

use super::cells::{Cells, rows};
use super::{Error, read_table};
use crate::table::Table;
use serde::Serialize;
use std::path::Path;

/// A row of `claims`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ClaimRow {
    /// The claim's name.
    pub claim: String,
    /// Its title.
    pub title: String,
    /// Who claims it.
    pub source: String,
    /// When.
    pub year: i64,
    /// The base scenario.
    pub base: String,
    /// The verdict's word.
    pub verdict: String,
    /// Tests, and how many of them came out how.
    pub tests: i64,
    /// Of these, supported.
    pub supported: i64,
    /// Contradicted.
    pub contradicted: i64,
    /// Undecided.
    pub undecided: i64,
}

/// A row of `claim_tests`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TestRow {
    /// The claim's name.
    pub claim: String,
    /// The test's number from 1.
    pub test: i64,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// When it is taken.
    pub at: String,
    /// The level that the effect starts from; missing where a level is held against a bound.
    pub from: Option<String>,
    /// The level that it goes to.
    pub to: String,
    /// What is expected, one word.
    pub expected: String,
    /// Margin or bound.
    pub reference: Option<f64>,
    /// Replicates used.
    pub n: i64,
    /// Mean at the first level.
    pub mean_from: Option<f64>,
    /// Mean at the second.
    pub mean_to: Option<f64>,
    /// The effect.
    pub effect: Option<f64>,
    /// Lower end of its interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// p of the effect.
    pub p: Option<f64>,
    /// Hedges' g.
    pub hedges_g: Option<f64>,
    /// The effect in parts of the larger mean.
    pub relative: Option<f64>,
    /// Lower end of its interval.
    pub relative_low: Option<f64>,
    /// Upper end.
    pub relative_high: Option<f64>,
    /// The verdict's word.
    pub verdict: String,
}

/// A row of `claim_levels`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LevelRow {
    /// The claim's name.
    pub claim: String,
    /// The level.
    pub level: String,
    /// What it changes in the base.
    pub changes: String,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// When it is taken.
    pub at: String,
    /// Replicates in which it is known.
    pub n: i64,
    /// Mean over them.
    pub mean: Option<f64>,
    /// Standard deviation.
    pub sd: Option<f64>,
    /// Lower end of the interval of the mean.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// The content of the data files.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rows {
    /// `claims`.
    pub claims: Vec<ClaimRow>,
    /// `claim_tests`.
    pub tests: Vec<TestRow>,
    /// `claim_levels`.
    pub levels: Vec<LevelRow>,
}

impl Rows {
    /// The names of the tables.
    pub const TABLES: [&str; 3] = ["claims", "claim_tests", "claim_levels"];

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> [Table; 3] {
        [claims(&self.claims), tests(&self.tests), levels(&self.levels)]
    }

    /// Reads the data files of a folder.
    ///
    /// # Errors
    /// If one is not there or cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, Error> {
        let [claims, tests, levels] = Self::TABLES;
        Ok(Self {
            claims: rows(&read_table(folder, claims)?, claim_of)?,
            tests: rows(&read_table(folder, tests)?, test_of)?,
            levels: rows(&read_table(folder, levels)?, level_of)?,
        })
    }
}

fn word(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn claims(rows: &[ClaimRow]) -> Table {
    let about = "One row per published claim: whether the replicates bear it out.";
    let text = |of: fn(&ClaimRow) -> &str| rows.iter().map(move |row| word(of(row)));
    let count = |of: fn(&ClaimRow) -> i64| rows.iter().map(move |row| Some(of(row)));
    Table::new("claims", about)
        .text("claim", "word", "The claim, P1 and so on.", text(|row| &row.claim))
        .text("title", "text", "What it says, in a few words.", text(|row| &row.title))
        .text("source", "text", "Who claims it.", text(|row| &row.source))
        .int("year", "year", "When it was published.", count(|row| row.year))
        .text("base", "text", "The scenario that its levels change, from the folder of the claim file.", text(|row| &row.base))
        .text("verdict", "word", "supported if all tests are, contradicted if any is, else undecided.", text(|row| &row.verdict))
        .int("tests", "count", "Tests of the claim.", count(|row| row.tests))
        .int("supported", "count", "Tests that came out as claimed.", count(|row| row.supported))
        .int("contradicted", "count", "Tests that came out contrary to the claim.", count(|row| row.contradicted))
        .int("undecided", "count", "Tests that the replicates do not decide.", count(|row| row.undecided))
}

fn tests(rows: &[TestRow]) -> Table {
    let about = "One row per test of a claim: the effect of the changed keys on a measure. Intervals are 95 % t intervals over \
                 replicates; where an interval is missing, fewer than two replicates know the measure.";
    let text = |of: fn(&TestRow) -> &str| rows.iter().map(move |row| word(of(row)));
    let number = |of: fn(&TestRow) -> Option<f64>| rows.iter().map(of);
    let same = "as measure";
    Table::new("claim_tests", about)
        .text("claim", "word", "The claim.", text(|row| &row.claim))
        .int("test", "index", "The test within the claim, from 1.", rows.iter().map(|row| Some(row.test)))
        .text("measure", "word", "The measure: a column of rounds.", text(|row| &row.measure))
        .text("unit", "word", "Its unit.", text(|row| &row.unit))
        .text("at", "word", "When it is taken: end, round:T, or mean:K (the last K rounds).", text(|row| &row.at))
        .text(
            "from",
            "word",
            "The level that the effect starts from; missing where a level is held against a bound.",
            rows.iter().map(|row| row.from.clone()),
        )
        .text("to", "word", "The level that the effect goes to.", text(|row| &row.to))
        .text("expected", "word", "rises, falls, unchanged, weaker, above or below.", text(|row| &row.expected))
        .float("reference", same, "The margin of unchanged, the bound of above and below.", number(|row| row.reference))
        .int(
            "n",
            "count",
            "Replicates used: pairs, or, where agents differ between levels, those of the level with the fewest.",
            rows.iter().map(|row| Some(row.n)),
        )
        .float("mean_from", same, "Mean at the level from, over these replicates.", number(|row| row.mean_from))
        .float("mean_to", same, "Mean at the level to.", number(|row| row.mean_to))
        .float(
            "effect",
            same,
            "mean_to less mean_from; of above and below, mean_to less the bound; of weaker, by how much the effect that it is held \
             against is larger, signs aside.",
            number(|row| row.effect),
        )
        .float("low", same, "Lower end of the interval of the effect.", number(|row| row.low))
        .float("high", same, "Upper end of the interval of the effect.", number(|row| row.high))
        .float("p", "probability", "Two-sided p of the t test that the effect is 0.", number(|row| row.p))
        .float("hedges_g", "sd", "Hedges' g of the two levels; missing of other tests.", number(|row| row.hedges_g))
        .float(
            "relative",
            "share",
            "The effect divided by the larger of |mean_from| and |mean_to| (of above and below: of |mean_to| and |bound|).",
            number(|row| row.relative),
        )
        .float("relative_low", "share", "Lower end of the interval of relative.", number(|row| row.relative_low))
        .float("relative_high", "share", "Upper end of the interval of relative.", number(|row| row.relative_high))
        .text("verdict", "word", "supported, contradicted or undecided.", text(|row| &row.verdict))
}

fn levels(rows: &[LevelRow]) -> Table {
    let about = "One row per level of a claim and measure that it tests: the mean over replicates.";
    let text = |of: fn(&LevelRow) -> &str| rows.iter().map(move |row| word(of(row)));
    let number = |of: fn(&LevelRow) -> Option<f64>| rows.iter().map(of);
    let same = "as measure";
    Table::new("claim_levels", about)
        .text("claim", "word", "The claim.", text(|row| &row.claim))
        .text("level", "word", "The level.", text(|row| &row.level))
        .text(
            "changes",
            "text",
            "What it changes in the base, key=value; missing if nothing.",
            rows.iter().map(|row| word(&row.changes).filter(|changes| !changes.is_empty())),
        )
        .text("measure", "word", "The measure.", text(|row| &row.measure))
        .text("unit", "word", "Its unit.", text(|row| &row.unit))
        .text("at", "word", "When it is taken.", text(|row| &row.at))
        .int("n", "count", "Replicates in which it is known.", rows.iter().map(|row| Some(row.n)))
        .float("mean", same, "Mean over these replicates.", number(|row| row.mean))
        .float("sd", same, "Standard deviation between these replicates.", number(|row| row.sd))
        .float("low", same, "Lower end of the 95 % interval of the mean.", number(|row| row.low))
        .float("high", same, "Upper end of the 95 % interval of the mean.", number(|row| row.high))
}

/// The columns of the tables, without rows.
#[must_use]
pub fn blank() -> [Table; 3] {
    Rows::default().tables()
}

fn claim_of(cells: &Cells<'_>) -> Result<ClaimRow, Error> {
    Ok(ClaimRow {
        claim: cells.text("claim")?,
        title: cells.text("title")?,
        source: cells.text("source")?,
        year: cells.int("year")?,
        base: cells.text("base")?,
        verdict: cells.text("verdict")?,
        tests: cells.int("tests")?,
        supported: cells.int("supported")?,
        contradicted: cells.int("contradicted")?,
        undecided: cells.int("undecided")?,
    })
}

fn test_of(cells: &Cells<'_>) -> Result<TestRow, Error> {
    Ok(TestRow {
        claim: cells.text("claim")?,
        test: cells.int("test")?,
        measure: cells.text("measure")?,
        unit: cells.text("unit")?,
        at: cells.text("at")?,
        from: cells.any_text("from"),
        to: cells.text("to")?,
        expected: cells.text("expected")?,
        reference: cells.number("reference"),
        n: cells.int("n")?,
        mean_from: cells.number("mean_from"),
        mean_to: cells.number("mean_to"),
        effect: cells.number("effect"),
        low: cells.number("low"),
        high: cells.number("high"),
        p: cells.number("p"),
        hedges_g: cells.number("hedges_g"),
        relative: cells.number("relative"),
        relative_low: cells.number("relative_low"),
        relative_high: cells.number("relative_high"),
        verdict: cells.text("verdict")?,
    })
}

fn level_of(cells: &Cells<'_>) -> Result<LevelRow, Error> {
    Ok(LevelRow {
        claim: cells.text("claim")?,
        level: cells.text("level")?,
        changes: cells.any_text("changes").unwrap_or_default(),
        measure: cells.text("measure")?,
        unit: cells.text("unit")?,
        at: cells.text("at")?,
        n: cells.int("n")?,
        mean: cells.number("mean"),
        sd: cells.number("sd"),
        low: cells.number("low"),
        high: cells.number("high"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Format;

    #[test]
    fn rows_come_back_as_they_were_written() {
        let rows = Rows {
            claims: vec![ClaimRow {
                claim: "P1".into(),
                title: "a, \"b\"".into(),
                source: "X".into(),
                base: "b".into(),
                verdict: "undecided".into(),
                ..ClaimRow::default()
            }],
            tests: vec![TestRow {
                claim: "P1".into(),
                measure: "m".into(),
                unit: "S".into(),
                at: "end".into(),
                to: "t".into(),
                expected: "above".into(),
                reference: Some(0.1),
                p: Some(1e-300),
                verdict: "undecided".into(),
                ..TestRow::default()
            }],
            levels: vec![LevelRow {
                claim: "P1".into(),
                level: "base".into(),
                measure: "m".into(),
                unit: "S".into(),
                at: "end".into(),
                ..LevelRow::default()
            }],
        };
        for format in Format::ALL {
            let place = tempfile::tempdir().unwrap();
            for table in rows.tables() {
                std::fs::write(place.path().join(format.file_name(&table.name)), format.encode(&table).unwrap()).unwrap();
            }
            assert_eq!(Rows::read(place.path()).unwrap(), rows);
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let mut rows = Rows::default();
        rows.claims.push(ClaimRow::default());
        let place = tempfile::tempdir().unwrap();
        for table in rows.tables() {
            std::fs::write(place.path().join(format!("{}.csv", table.name)), Format::Csv.encode(&table).unwrap()).unwrap();
        }
        let error = Rows::read(place.path()).unwrap_err().to_string();
        assert!(error.contains("column `claim` has nothing in row 1"), "{error}");
    }
}
