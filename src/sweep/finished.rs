//! What is finished of a sweep: the runs in all journals of its folder, whoever ran them.

use super::Given;
use super::folder::{self, Folder};
use super::plan::{Plan, Shard};
use crate::ensemble::journal::{self, Records};
use crate::ensemble::{Job, Piece};
use serde::{Deserialize, Serialize};

/// The piece of a journal with a run's row.
const ROW: &str = "row";
/// The piece with its rounds, where they are kept.
pub const ROUNDS: &str = "rounds";

/// What a run left behind: its row of `results`, and what it was a run of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The factors' values: whoever reads the row can see that it belongs to its point.
    pub given: Vec<Given>,
    /// The seed.
    pub seed: u64,
    /// The measures; empty if it failed.
    pub values: Vec<Option<f64>>,
    /// Why it failed, if it did.
    pub error: Option<String>,
    /// How long it took \[s\]. In no table: clocks differ.
    pub seconds: f64,
}

impl Row {
    /// The row as a piece of a journal. Values that are no finite numbers become missing.
    ///
    /// # Panics
    /// Never: a row is valid JSON.
    #[must_use]
    pub fn piece(&self) -> Piece {
        Piece { name: ROW.to_owned(), content: serde_json::to_vec(self).expect("a row is valid JSON") }
    }

    /// Whether it says the same, however long it took.
    fn agrees_with(&self, other: &Self) -> bool {
        Self { seconds: 0.0, ..self.clone() } == Self { seconds: 0.0, ..other.clone() }
    }
}

/// Why what is finished could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A journal cannot be read.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The folder cannot be read.
    #[error(transparent)]
    Folder(#[from] folder::Error),
    /// A journal belongs to another plan.
    #[error("{path} belongs to another plan than {folder}; take it out of the folder")]
    OtherPlan {
        /// The journal.
        path: String,
        /// The folder.
        folder: String,
    },
    /// A row is not as this program writes it.
    #[error("run {replicate} of point {point} cannot be read: {what}")]
    Row {
        /// The point.
        point: u32,
        /// The replicate.
        replicate: u32,
        /// What is wrong.
        what: String,
    },
    /// Two machines, or two versions of the program, came to different results.
    #[error(
        "replicate {replicate} of point {point} is in {first} and {second} with different results; the same run must give the same \
         results anywhere: delete the journal that is not to be trusted, and run what is missing with --resume"
    )]
    Contradiction {
        /// The point.
        point: u32,
        /// The replicate.
        replicate: u32,
        /// A journal.
        first: Shard,
        /// Another one.
        second: Shard,
    },
}

/// The runs in all journals of a folder.
#[derive(Debug)]
pub struct Finished {
    journals: Vec<(Shard, Records)>,
    /// Every run that is finished and the journal it is in, sorted: there may be a thousand journals. A run may be in several.
    places: Vec<(Job, u32)>,
}

impl Finished {
    /// What the journals of a folder with this plan hold now; other processes may go on writing to them.
    ///
    /// # Errors
    /// If a journal cannot be read or belongs to another plan.
    pub fn read(folder: &Folder, plan: &Plan) -> Result<Self, Error> {
        let mut journals = Vec::new();
        for (shard, path) in folder.journals()? {
            let records = Records::read(&path)?;
            match records.plan() {
                // Whoever opened it was stopped before it had its first line.
                None => {}
                Some(theirs) if theirs == plan.digest => journals.push((shard, records)),
                Some(_) => {
                    let [path, folder] = [&path, folder.path()].map(|path| path.display().to_string());
                    return Err(Error::OtherPlan { path, folder });
                }
            }
        }
        let of_journal = |(number, (_, records)): (usize, &(Shard, Records))| {
            records.finished().map(move |job| (job, number as u32)).collect::<Vec<_>>()
        };
        let mut places: Vec<(Job, u32)> = journals.iter().enumerate().flat_map(of_journal).collect();
        places.sort_unstable();
        Ok(Self { journals, places })
    }

    /// The journals that a run is in.
    fn holding(&self, job: Job) -> impl Iterator<Item = &(Shard, Records)> {
        let first = self.places.partition_point(|(known, _)| *known < job);
        let same = self.places[first..].iter().take_while(move |(known, _)| *known == job);
        same.map(|&(_, number)| &self.journals[number as usize])
    }

    /// The shards that have a journal.
    pub fn shards(&self) -> impl Iterator<Item = Shard> + '_ {
        self.journals.iter().map(|(shard, _)| *shard)
    }

    /// How many runs all journals hold, those that are in several of them counted each time.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Whether a run is finished.
    #[must_use]
    pub fn has(&self, job: Job) -> bool {
        self.holding(job).next().is_some()
    }

    /// The row of a run; nothing if it is not finished.
    ///
    /// # Errors
    /// If a journal cannot be read, or two of them contradict one another.
    pub fn row(&self, job: Job) -> Result<Option<Row>, Error> {
        let mut found: Option<(Shard, Row)> = None;
        for (shard, records) in self.holding(job) {
            let row = row(records, job)?;
            match &found {
                None => found = Some((*shard, row)),
                Some((_, known)) if known.agrees_with(&row) => {}
                Some((first, _)) => {
                    let Job { member: point, replicate } = job;
                    return Err(Error::Contradiction { point, replicate, first: *first, second: *shard });
                }
            }
        }
        Ok(found.map(|(_, row)| row))
    }

    /// The rounds that were kept of a run, as Parquet; nothing if there are none.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn rounds(&self, job: Job) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.holding(job).next().map(|(_, records)| records.piece(job, ROUNDS)).transpose()?.flatten())
    }
}

fn row(records: &Records, job: Job) -> Result<Row, Error> {
    let Job { member: point, replicate } = job;
    let broken = |what: String| Error::Row { point, replicate, what };
    let content = records.piece(job, ROW)?.ok_or_else(|| broken("it has no row".to_owned()))?;
    serde_json::from_slice(&content).map_err(|cause| broken(cause.to_string()))
}
