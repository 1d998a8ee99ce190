//! From journals to tables: `design`, `results` and `rounds`, in the order of the design, whoever ran what and when.
//!
//! Tables are written to the disk some thousand rows at a time, so that memory does not grow with the number of runs.

mod file;
mod tables;

use super::design::Points;
use super::finished::{self, Finished, Row};
use super::folder::{self, Folder};
use super::manifest::measures;
use super::plan::{Plan, Shard};
use super::{Keep, Sweep};
use crate::ensemble::Job;
use crate::output::manifest::Entry;
use crate::output::sweep::Runs;
use crate::output::sweep::tables::rounds as rounds_shape;
use crate::output::{Columns, parquet};
use crate::table::Table;
use file::TableFile;
use std::collections::BTreeMap;
use std::fmt::Write;
use tables::{Line, Shapes};

/// Rows that are made at once. The bytes of a file depend on it.
const AT_ONCE: u64 = 4096;

/// What is done with runs that are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No table is written.
    Refused,
    /// They are rows without measures.
    Rows,
}

/// Why tables could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What is finished cannot be read.
    #[error(transparent)]
    Finished(#[from] finished::Error),
    /// A file cannot be written.
    #[error(transparent)]
    Folder(#[from] folder::Error),
    /// A table cannot be made.
    #[error(transparent)]
    Table(#[from] crate::output::Error),
    /// Runs are missing.
    #[error("{0}")]
    Missing(String),
    /// A run's values are not those of its point.
    #[error(
        "replicate {replicate} of point {point} was run with other values than the plan has: the list of points was changed; start anew with --force"
    )]
    OtherValues {
        /// The point.
        point: u32,
        /// The replicate.
        replicate: u32,
    },
}

/// Why runs failed: each cause once with how many, the most frequent first.
pub type Causes = Vec<(u64, String)>;

/// The tables of a sweep.
#[derive(Clone, Debug)]
pub struct Merged {
    /// How many runs they have.
    pub runs: Runs,
    /// Why runs failed.
    pub causes: Causes,
    /// The files.
    pub files: Vec<Entry>,
}

/// What is needed to make tables.
pub struct Merge<'a> {
    /// The folder.
    pub folder: &'a Folder,
    /// Its plan.
    pub plan: &'a Plan,
    /// The plan's points.
    pub points: &'a Points,
    /// What is finished.
    pub finished: &'a Finished,
}

impl Merge<'_> {
    /// Makes all tables.
    ///
    /// # Errors
    /// If runs are missing and must not be, journals cannot be read, or files not be written.
    pub fn tables(&self, missing: Missing) -> Result<Merged, Error> {
        if missing == Missing::Refused {
            self.complete().map_err(Error::Missing)?;
        }
        let shapes = Shapes::of(self.sweep());
        let design = self.design(&shapes)?;
        let (results, runs, causes) = self.results(&shapes)?;
        let mut files = vec![design, results];
        if self.sweep().keep == Keep::Rounds {
            files.push(self.rounds()?);
        }
        self.folder.clear_parts();
        Ok(Merged { runs, causes, files })
    }

    fn sweep(&self) -> &Sweep {
        &self.plan.sweep
    }

    /// Whether no run is missing.
    ///
    /// # Errors
    /// Which shards are missing, in words.
    fn complete(&self) -> Result<(), String> {
        let mut lacking = Vec::new();
        for (shard, missing, runs) in self.lacking() {
            let there = self.finished.shards().any(|known| known == shard);
            lacking.push(match (there, shard == Shard::WHOLE) {
                (_, true) => format!("{missing} of {runs} runs are missing"),
                (false, false) => format!("shard {shard} is missing: none of its {missing} runs is in another journal"),
                (true, false) => format!("shard {shard} is not finished: {missing} of its {runs} runs are missing"),
            });
        }
        if lacking.is_empty() {
            return Ok(());
        }
        let more = lacking.len().saturating_sub(20);
        lacking.truncate(20);
        let mut text = lacking.join("\n  ");
        if more > 0 {
            let _ = write!(text, "\n  and {more} shards more");
        }
        let help =
            "start the same command with --resume (each missing shard with its --shard), or write what is there with --partial";
        Err(format!("the sweep is not finished:\n  {text}\n{help}"))
    }

    /// The shards that lack runs, by the division that most journals are of: how many, and of how many.
    #[must_use]
    pub fn lacking(&self) -> Vec<(Shard, u64, u64)> {
        let mut divisions: BTreeMap<u32, u32> = BTreeMap::new();
        self.finished.shards().for_each(|shard| *divisions.entry(shard.of).or_default() += 1);
        let of = divisions.into_iter().max_by_key(|&(of, count)| (count, of)).map_or(1, |(of, _)| of);
        let (points, replicates) = (self.points.len(), self.sweep().replicates);
        let lacking = |number| {
            let shard = Shard { of, number };
            let missing = shard.jobs(points, replicates).filter(|&job| !self.finished.has(job)).count() as u64;
            (shard, missing, shard.runs(points, replicates))
        };
        (1..=of).map(lacking).filter(|&(_, missing, _)| missing > 0).collect()
    }

    fn design(&self, shapes: &Shapes) -> Result<Entry, Error> {
        let mut file = TableFile::create(self.folder, &shapes.design)?;
        for table in designed(shapes, self.points) {
            file.append(&table)?;
        }
        file.publish(self.folder)
    }

    fn results(&self, shapes: &Shapes) -> Result<(Entry, Runs, Causes), Error> {
        let replicates = self.sweep().replicates;
        let mut runs = Runs { planned: self.points.len() * u64::from(replicates), ..Runs::default() };
        let mut causes = BTreeMap::new();
        let mut file = TableFile::create(self.folder, &shapes.results)?;
        let mut lines = Vec::new();
        let jobs = (0..self.points.len()).flat_map(|point| (0..replicates).map(move |replicate| (point, replicate)));
        for (point, replicate) in jobs {
            let line = self.line(point, replicate)?;
            match line.error() {
                _ if line.row.is_none() => runs.missing += 1,
                None => runs.done += 1,
                Some(cause) => {
                    runs.failed += 1;
                    count(&mut causes, cause);
                }
            }
            lines.push(line);
            if lines.len() == AT_ONCE as usize {
                file.append(&shapes.ran(&lines))?;
                lines.clear();
            }
        }
        if !lines.is_empty() {
            file.append(&shapes.ran(&lines))?;
        }
        let mut causes: Causes = causes.into_iter().map(|(cause, count)| (count, cause)).collect();
        causes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        Ok((file.publish(self.folder)?, runs, causes))
    }

    /// The line of a run, which must be of the values that its point has.
    fn line(&self, point: u64, replicate: u32) -> Result<Line, Error> {
        let given = self.points.get(point).given;
        let job = Job { member: point as u32, replicate };
        let row = self.finished.row(job)?;
        if row.as_ref().is_some_and(|row| row.given != given) {
            return Err(Error::OtherValues { point: job.member, replicate });
        }
        Ok(Line { job, given, seed: self.sweep().seed_of(point), row })
    }

    fn rounds(&self) -> Result<Entry, Error> {
        let shape = rounds_shape(&measures(self.sweep()));
        let mut file = TableFile::create(self.folder, &shape)?;
        for member in 0..self.points.len() as u32 {
            for replicate in 0..self.sweep().replicates {
                let Some(rounds) = self.finished.rounds(Job { member, replicate })? else { continue };
                file.append(&parquet::decode(&shape.name, bytes::Bytes::from(rounds), Columns::All)?)?;
            }
        }
        file.publish(self.folder)
    }
}

/// The rows of `design`, some at a time.
fn designed<'a>(shapes: &'a Shapes, points: &'a Points) -> impl Iterator<Item = Table> + 'a {
    let pages = (0..points.len().div_ceil(AT_ONCE)).map(|page| page * AT_ONCE..((page + 1) * AT_ONCE).min(points.len()));
    pages.map(move |page| shapes.designed(&page.map(|index| points.get(index)).collect::<Vec<_>>()))
}

/// The data file `design` of a sweep, made anew.
///
/// # Errors
/// If the encoder refuses.
pub fn design_file(sweep: &Sweep, points: &Points) -> Result<Vec<u8>, crate::output::Error> {
    let shapes = Shapes::of(sweep);
    let mut encoder = parquet::Encoder::new(&shapes.design)?;
    for table in designed(&shapes, points) {
        encoder.append(&table)?;
    }
    encoder.finish()
}

/// The row of `results` of a finished run.
#[must_use]
pub fn results_row(sweep: &Sweep, job: Job, row: Row) -> Table {
    let line = Line { job, given: row.given.clone(), seed: row.seed, row: Some(row) };
    Shapes::of(sweep).ran(&[line])
}

/// Counts a cause; of very many different ones, the rest together.
fn count(causes: &mut BTreeMap<String, u64>, cause: &str) {
    const MOST: usize = 100;
    let cause = if causes.len() < MOST || causes.contains_key(cause) { cause } else { "other causes" };
    *causes.entry(cause.to_owned()).or_default() += 1;
}
