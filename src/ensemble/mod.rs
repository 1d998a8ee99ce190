//! Many runs at once: scenarios and their replicates, spread over the threads.
//!
//! An [`Ensemble`] has members (scenarios) and jobs (a member and a replicate). [`Ensemble::run`] works off the jobs in their order,
//! several at once as the [`Crew`] says, and hands each finished one to the [`Journal`] before it counts as finished. A job depends on its
//! scenario, seed and replicate alone; what is made of the journal afterwards takes jobs in their order. So neither the number of threads
//! nor who ended first leaves a trace in any result.

pub mod crew;
pub mod journal;
pub mod merge;
pub mod spread;

pub use crew::Crew;
pub use journal::Journal;

use crate::engine::Run;
use crate::output::collect::collect_with;
use crate::output::{Collected, Looks};
use crate::scenario::Scenario;
use crate::world::World;
use crate::world::laws::Broken;
use spread::{Stop, spread};
use std::ops::ControlFlow;

/// A scenario among others.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it is called; no two members share a name.
    pub name: String,
    /// What runs.
    pub scenario: Scenario,
}

/// One run that is to be done: which member, which replicate. Ordered by member, then replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Job {
    /// The member's place among the members.
    pub member: u32,
    /// The replicate, from 0. Equal replicates of members with one seed have the same draws.
    pub replicate: u32,
}

/// Every member in so many replicates: first replicate 0 of all members, then replicate 1 and so on, so that what is finished when a
/// user breaks off can be compared.
#[must_use]
pub fn jobs(members: usize, replicates: std::ops::Range<u32>) -> Vec<Job> {
    replicates.flat_map(|replicate| (0..members as u32).map(move |member| Job { member, replicate })).collect()
}

/// A named piece of what is kept of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name: a table's, for instance.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// What is told of work in progress.
#[derive(Clone, Copy, Debug)]
pub enum News {
    /// A run finished one more round of a society of so many clients.
    Round {
        /// The clients.
        clients: u32,
    },
    /// A run is finished and in the journal.
    Finished(Job),
}

/// Why an ensemble could not be finished. What the journal has stays there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A run broke a law.
    #[error("replicate {replicate} of `{member}` failed: {cause}")]
    Broken {
        /// The member's name.
        member: String,
        /// The replicate.
        replicate: u32,
        /// The law that was broken.
        cause: Broken,
    },
    /// What is kept of a run could not be made.
    #[error("replicate {replicate} of `{member}` cannot be kept: {cause}")]
    Kept {
        /// The member's name.
        member: String,
        /// The replicate.
        replicate: u32,
        /// Why not.
        cause: crate::output::Error,
    },
    /// Threads could not be started.
    #[error("threads cannot be started: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// The journal could not be written.
    #[error(transparent)]
    Journal(#[from] journal::Error),
}

/// Whether all was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Every job is in the journal.
    Complete,
    /// The user broke off; finished jobs are in the journal.
    BrokenOff,
}

/// What is kept of a finished run: called in the thread that ran it.
pub type Keep<'a> = dyn Fn(Job, &Collected, &World) -> Result<Vec<Piece>, crate::output::Error> + Sync + 'a;

/// Scenarios that run together.
pub struct Ensemble<'a> {
    /// The scenarios.
    pub members: &'a [Member],
    /// What is kept of each run.
    pub keep: &'a Keep<'a>,
    /// By member, what of its runs is looked at.
    pub looks: &'a [Looks],
}

/// How a job ended.
type Ended = Result<(Job, Vec<Piece>), Error>;

impl Ensemble<'_> {
    /// Runs those of `jobs` that the journal does not have yet. After every round `watch` is told and may break off: runs in progress are
    /// then given up, finished ones stay in the journal.
    ///
    /// # Errors
    /// The first law that was broken, or what kept results from being written. Other runs in progress are given up.
    pub fn run(
        &self,
        jobs: &[Job],
        crew: Crew,
        journal: &mut Journal,
        watch: &(dyn Fn(News) -> ControlFlow<()> + Sync),
    ) -> Result<Outcome, Error> {
        let waiting: Vec<Job> = jobs.iter().copied().filter(|&job| !journal.has(job)).collect();
        let work = |job: Job, stop: &Stop| {
            let flow = |news| if stop.is_set() { ControlFlow::Break(()) } else { watch(news) };
            self.one(job, &flow).transpose()
        };
        let take = |ended: Vec<Ended>| {
            for job in finish(ended, journal)? {
                let _ = watch(News::Finished(job));
            }
            Ok(())
        };
        spread(waiting.into_iter(), crew, crew.workers, &work, take)
    }

    /// Runs one job in the current pool; nothing if it was broken off.
    fn one(&self, job: Job, watch: &dyn Fn(News) -> ControlFlow<()>) -> Result<Option<(Job, Vec<Piece>)>, Error> {
        let Member { name, scenario } = &self.members[job.member as usize];
        let mut run = Run::new(scenario, job.replicate);
        let collected = collected(&mut run, self.looks[job.member as usize].clone(), watch);
        let collected = collected.map_err(|cause| Error::Broken { member: name.clone(), replicate: job.replicate, cause })?;
        if collected.last_round() < scenario.rounds {
            return Ok(None);
        }
        let pieces = (self.keep)(job, &collected, &run.into_final_world());
        let pieces = pieces.map_err(|cause| Error::Kept { member: name.clone(), replicate: job.replicate, cause })?;
        Ok(Some((job, pieces)))
    }
}

/// Writes finished jobs to the journal; of several that ended together, also those beside one that failed.
fn finish(ended: Vec<Ended>, journal: &mut Journal) -> Result<Vec<Job>, Error> {
    let mut failure = None;
    let mut finished = Vec::new();
    for ended in ended {
        match ended {
            Ok(done) => finished.push(done),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    journal.append(finished.iter().map(|(job, pieces)| (*job, &pieces[..])))?;
    failure.map_or_else(|| Ok(finished.into_iter().map(|(job, _)| job).collect()), Err)
}

/// Runs `run` to the end of its scenario, unless `watch`, which is told of every round, breaks it off.
///
/// # Errors
/// The law that was broken.
pub fn collected(run: &mut Run, looks: Looks, watch: &dyn Fn(News) -> ControlFlow<()>) -> Result<Collected, Broken> {
    let (rounds, clients) = (run.scenario().rounds, run.scenario().parameters.population.clients);
    collect_with(run, rounds, looks, |round| match round {
        // Round 0 is the start: it was no work.
        0 => watch(News::Round { clients: 0 }),
        _ => watch(News::Round { clients }),
    })
}
