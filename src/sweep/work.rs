//! Running the points of a sweep: a scenario made for each, its measures taken, its failures caught.

use super::design::{Point, Points};
use super::finished::{ROUNDS, Row};
use super::manifest::measures;
use super::merge::results_row;
use super::{Draws, Keep, Sweep, Wanted, one_line};
use crate::engine::Run;
use crate::ensemble::{self, Crew, Job, Journal, News, Outcome, Piece, journal};
use crate::metrics::Reported;
use crate::output::sweep::tables::rounds as shape;
use crate::output::{Collected, Looks, parquet};
use crate::scenario::expectation::Gaps;
use crate::scenario::{Machine, Scenario};
use crate::table::{Column, Table, Values};
use ensemble::spread::{Stop, spread};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// Finished runs that may wait for the journal: while it waits for the disk, work goes on.
const QUEUE: usize = 256;

/// A sweep, about to run on a machine.
pub struct Work<'a> {
    /// The sweep.
    pub sweep: &'a Sweep,
    /// Its points.
    pub points: &'a Points,
    /// The machine; a run that does not fit into its memory is left to another one.
    pub machine: Machine,
}

/// What became of some runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Runs that are finished and in the journal, failed ones too.
    pub finished: u64,
    /// Those of them that failed.
    pub failed: u64,
    /// Runs that could not be done here and now: they are missing.
    pub left_out: u64,
    /// Why the first of them could not.
    pub why: Option<String>,
}

/// Why a sweep could not go on. What the journal has stays there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The journal could not be written.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// Threads could not be started.
    #[error("threads cannot be started: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// How a run ended.
enum Ended {
    Finished(Job, Row, Vec<Piece>),
    /// It could not run here and now: why.
    LeftOut(String),
}

/// Why there is no scenario to run.
enum Unmade {
    /// There can be none, anywhere.
    Failed(String),
    /// There is none here and now.
    LeftOut(String),
}

impl Work<'_> {
    /// Runs `jobs` and writes each to the journal as it is finished. After every round `watch` is told and may break off: runs in progress
    /// are then given up, finished ones stay.
    ///
    /// # Errors
    /// If the journal or the threads fail. Runs that fail are rows.
    pub fn run(
        &self,
        jobs: impl Iterator<Item = Job> + Send,
        crew: Crew,
        journal: &mut Journal,
        watch: &(dyn Fn(News) -> ControlFlow<()> + Sync),
    ) -> Result<(Outcome, Done), Error> {
        let mut done = Done::default();
        let work = |job: Job, stop: &Stop| {
            let flow = |news| if stop.is_set() { ControlFlow::Break(()) } else { watch(news) };
            // Whoever breaks off does so between rounds, and before a run that has none yet.
            if flow(News::Round { clients: 0 }).is_break() { None } else { self.one(job, &flow) }
        };
        let take = |ended: Vec<Ended>| {
            for job in finish(ended, journal, &mut done)? {
                let _ = watch(News::Finished(job));
            }
            Ok::<(), Error>(())
        };
        let outcome = spread(jobs, crew, QUEUE, &work, take)?;
        Ok((outcome, done))
    }

    /// The row of `results` that a run gives now.
    ///
    /// # Errors
    /// Why it cannot be run here, in words.
    pub fn again(&self, job: Job) -> Result<Table, String> {
        match self.one(job, &|_| ControlFlow::Continue(())) {
            Some(Ended::Finished(job, row, _)) => Ok(results_row(self.sweep, job, row)),
            Some(Ended::LeftOut(why)) => Err(format!("cannot be run here: {why}")),
            None => Err("was broken off".to_owned()),
        }
    }

    /// Runs one job; nothing if it was broken off.
    fn one(&self, job: Job, watch: &dyn Fn(News) -> ControlFlow<()>) -> Option<Ended> {
        let started = Instant::now();
        let point = self.points.get(job.member.into());
        let seed = self.sweep.seed_of(point.index);
        let ran = match self.scenario(&point) {
            Err(Unmade::Failed(error)) => Err(error),
            Err(Unmade::LeftOut(why)) => return Some(Ended::LeftOut(why)),
            Ok(scenario) => self.simulated(&scenario, job, watch).transpose()?,
        };
        let (values, pieces, error) = match ran {
            Ok((values, pieces)) => (values, pieces, None),
            Err(error) => (Vec::new(), Vec::new(), Some(error)),
        };
        let row = Row { given: point.given, seed, values, error, seconds: started.elapsed().as_secs_f64() };
        Some(Ended::Finished(job, row, pieces))
    }

    /// The scenario of a point, if it can run here and now. What is wrong with the point itself is a result; what is wrong with the machine
    /// (its memory, the files that the base reads) is none, because elsewhere, or later, it is another.
    fn scenario(&self, point: &Point) -> Result<Scenario, Unmade> {
        let files = "the files that the base reads are gone or not what they were when the sweep began; put them back";
        let scenario = match self.sweep.scenario(point.index, &point.given) {
            Ok(scenario) => scenario,
            // The base without any factor is valid, unless its files are not there.
            Err(_) if self.sweep.scenario(point.index, &[]).is_err() => return Err(Unmade::LeftOut(files.to_owned())),
            Err(problems) => return Err(Unmade::Failed(one_line(&problems))),
        };
        if !self.sweep.reads_as_planned(&scenario) {
            return Err(Unmade::LeftOut(files.to_owned()));
        }
        (Machine { threads: 1, ..self.machine }).fits(&scenario).map_err(Unmade::LeftOut)?;
        Ok(scenario)
    }

    /// Runs a scenario; its measures, and what else is kept. Nothing if it was broken off.
    fn simulated(&self, scenario: &Scenario, job: Job, watch: &dyn Fn(News) -> ControlFlow<()>) -> Result<Option<Kept>, String> {
        let run = || {
            let mut run = Run::new(scenario, job.replicate);
            ensemble::collected(&mut run, self.looks(), watch)
        };
        // A bug in the model costs the run in which it shows, not the sweep.
        let collected = catch_unwind(AssertUnwindSafe(run)).map_err(|cause| panicked(&*cause))?;
        let collected = collected.map_err(|broken| broken.to_string())?;
        if collected.last_round() < scenario.rounds {
            return Ok(None);
        }
        self.kept(job, &collected).map(Some)
    }

    fn looks(&self) -> Looks {
        let looks = Looks::at(self.sweep.measures.iter().map(|wanted| (wanted.measure.as_str(), wanted.at)));
        match self.sweep.keep {
            Keep::Summary => looks,
            Keep::Rounds => looks.in_every_round(),
        }
    }

    fn kept(&self, job: Job, collected: &Collected) -> Result<Kept, String> {
        let value = |wanted: &Wanted| {
            let leaves_gaps = Reported::named(&wanted.measure).is_some_and(|measure| measure.needs().leaves_gaps());
            let gaps = if leaves_gaps { Gaps::LeftOut } else { Gaps::Unknown };
            wanted.at.of(&collected.series(&wanted.measure), gaps).filter(|value| value.is_finite())
        };
        let values = self.sweep.measures.iter().map(value).collect();
        let pieces = match self.sweep.keep {
            Keep::Summary => Vec::new(),
            Keep::Rounds => {
                let content =
                    parquet::encode(&rounds(&shape(&measures(self.sweep)), job, collected)).map_err(|cause| cause.to_string())?;
                vec![Piece { name: ROUNDS.to_owned(), content }]
            }
        };
        Ok((values, pieces))
    }
}

/// The measures of a run, and what else is kept of it.
type Kept = (Vec<Option<f64>>, Vec<Piece>);

/// Writes finished runs to the journal, all at once.
fn finish(ended: Vec<Ended>, journal: &mut Journal, done: &mut Done) -> Result<Vec<Job>, journal::Error> {
    let mut finished = Vec::new();
    let mut failed = 0;
    for ended in ended {
        match ended {
            Ended::Finished(job, row, mut pieces) => {
                failed += u64::from(row.error.is_some());
                pieces.insert(0, row.piece());
                finished.push((job, pieces));
            }
            Ended::LeftOut(why) => {
                done.left_out += 1;
                done.why.get_or_insert(why);
            }
        }
    }
    journal.append(finished.iter().map(|(job, pieces)| (*job, &pieces[..])))?;
    done.finished += finished.len() as u64;
    done.failed += failed;
    Ok(finished.into_iter().map(|(job, _)| job).collect())
}

/// What a panic says.
fn panicked(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    format!("the program has a bug that shows in this run, please report it: {}", text.unwrap_or("it panicked"))
}

/// The rounds of a run: each measure once, whenever it is taken for `results`.
fn rounds(shape: &Table, Job { member, replicate }: Job, collected: &Collected) -> Table {
    let same = |value: u32| vec![Some(i64::from(value)); collected.rounds.len()];
    let columns = shape.columns.iter().map(|column| {
        let values = match column.name.as_str() {
            "point" => Values::Int(same(member)),
            "replicate" => Values::Int(same(replicate)),
            "round" => Values::Int(collected.rounds.iter().map(|round| Some(round.round.into())).collect()),
            measure => Values::Float(collected.series(measure)),
        };
        Column { values, ..column.clone() }
    });
    Table { columns: columns.collect(), ..Table::new(&shape.name, &shape.description) }
}

impl Draws {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Own => "own",
        }
    }
}
