//! What commands that run many scenarios and replicates share: threads, journal, progress, Ctrl-C.

use super::interrupt::{Interrupt, Kept};
use super::language::LangArg;
use super::progress::{RunsProgress, Show};
use super::{Failure, pool};
use crate::ensemble::journal::Existing;
use crate::ensemble::{Crew, Ensemble, Job, Journal, Keep, Member, Outcome};
use crate::language::Language;
use crate::output::folder::{Draft, Replace};
use crate::output::manifest::{digest, inputs};
use crate::output::timing::{Clock, EnsembleTiming};
use crate::output::{Looks, VERSION};
use crate::scenario::{Machine, Scenario};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Arguments of all commands that do many runs.
#[derive(Clone, Debug, clap::Args)]
pub struct ManyArgs {
    /// Threads to work on [default: one per processor]; results do not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// Go on with what an earlier start of the same command finished before it was broken off
    #[arg(long, conflicts_with = "force")]
    pub(super) resume: bool,
    /// Replace the results folder, whatever is in it, and start anew
    #[arg(long)]
    pub(super) force: bool,
    /// Print nothing but errors
    #[arg(long)]
    pub(super) quiet: bool,
    #[command(flatten)]
    pub(super) lang: LangArg,
}

impl ManyArgs {
    /// The results folder `folder` in the making, of what is called `name`. It replaces neither the files it is made of (`files`, and those
    /// that scenarios name) nor the current folder.
    pub(super) fn draft<'a>(
        &self,
        folder: &Path,
        name: &str,
        files: impl IntoIterator<Item = &'a Path>,
        scenarios: impl IntoIterator<Item = &'a Scenario>,
    ) -> Result<Draft, Failure> {
        let replace = if self.force { Replace::Anything } else { Replace::SameScenario };
        let mut needed: Vec<&Path> = files.into_iter().collect();
        needed.push(Path::new("."));
        for scenario in scenarios {
            needed.extend(scenario.start_ties.as_deref().map(|ties| ties.file.path.as_path()));
            needed.extend(scenario.settlement.as_deref().map(|settlement| settlement.file.path.as_path()));
        }
        Draft::open(folder, name, replace, &needed).map_err(Failure::failed)
    }
}

/// Many runs, about to be done or done.
pub(super) struct Many {
    /// The scenarios.
    pub(super) members: Vec<Member>,
    /// What is finished.
    pub(super) journal: Journal,
    /// The progress bar.
    pub(super) progress: RunsProgress,
    interrupt: Interrupt,
    clock: Clock,
    machine: Machine,
    crew: Crew,
    /// Runs and rounds of clients that were done now, and how long that took.
    done: (u64, u64),
    running: Duration,
    /// By member, what of its runs is looked at: everything, unless a command knows that nobody asks for it.
    pub(super) looks: Vec<Looks>,
}

impl ManyArgs {
    /// The language that results are told in.
    pub(super) fn language(&self) -> Language {
        self.lang.language()
    }

    /// What to do with what an earlier start has left to go on with.
    pub(super) fn existing(&self) -> Existing {
        match (self.resume, self.force) {
            (true, _) => Existing::Continue,
            (_, true) => Existing::Discard,
            _ => Existing::Refuse,
        }
    }
}

impl Many {
    /// Gets ready to run `members`, whose results go to `folder`. `what` is kept of each run, in words: a journal in which something else
    /// was kept cannot be gone on with.
    pub(super) fn start(args: &ManyArgs, members: Vec<Member>, folder: &Path, what: &str, clock: Clock) -> Result<Self, Failure> {
        let machine = Machine::this(pool::threads(args.threads));
        for member in &members {
            let one = Machine { threads: 1, ..machine };
            one.fits(&member.scenario).map_err(|what| Failure::Failed(format!("`{}`: {what}", member.name)))?;
        }
        let plan = plan(&members, what);
        let journal = Journal::open(&Journal::beside(folder), &plan, args.existing()).map_err(Failure::failed)?;
        let show = if args.quiet { Show::Never } else { Show::OnTerminal };
        Ok(Self {
            looks: vec![Looks::ALL; members.len()],
            members,
            journal,
            progress: RunsProgress::start(show),
            interrupt: Interrupt::watch(Kept::Runs)?,
            clock,
            machine,
            crew: Crew { workers: 1, threads: machine.threads },
            done: (0, 0),
            running: Duration::ZERO,
        })
    }

    /// Runs those of these jobs that are not finished yet.
    pub(super) fn run(&mut self, jobs: &[Job], keep: &Keep<'_>) -> Result<Outcome, Failure> {
        let waiting: Vec<Job> = jobs.iter().copied().filter(|&job| !self.journal.has(job)).collect();
        let rounds_of = |job: &Job| {
            let scenario = &self.members[job.member as usize].scenario;
            u64::from(scenario.rounds) * u64::from(scenario.parameters.population.clients)
        };
        let client_rounds: u64 = waiting.iter().map(rounds_of).sum();
        self.progress.plan(jobs.len() as u64, (jobs.len() - waiting.len()) as u64, client_rounds);
        let memory = self.members.iter().map(|member| member.scenario.memory_needed(1)).max().unwrap_or(0);
        self.crew = Crew::new(waiting.len(), self.machine.threads, memory, self.machine.memory);
        let watch = self.progress.watch(&self.interrupt);
        let started = Clock::start();
        let outcome =
            Ensemble { members: &self.members, keep, looks: &self.looks }.run(&waiting, self.crew, &mut self.journal, &watch);
        self.running += started.elapsed();
        for job in waiting.iter().filter(|&&job| self.journal.has(job)) {
            self.done = (self.done.0 + 1, self.done.1 + rounds_of(job));
        }
        outcome.map_err(|error| {
            let kept = self.journal.records().count();
            Failure::Failed(format!("{error}; {kept} finished runs are kept for --resume"))
        })
    }

    /// The same, where only all of them are of use.
    pub(super) fn run_all(&mut self, jobs: &[Job], keep: &Keep<'_>) -> Result<(), Failure> {
        match self.run(jobs, keep)? {
            Outcome::Complete => Ok(()),
            Outcome::BrokenOff => Err(Failure::Stopped("broken off".to_owned())),
        }
    }

    /// How many replicates every member has finished, from 0 on without a gap: what results are made of.
    pub(super) fn replicates(&self) -> u32 {
        let members = self.members.len() as u32;
        let finished = |replicate: &u32| (0..members).all(|member| self.journal.has(Job { member, replicate: *replicate }));
        (0..).take_while(finished).count() as u32
    }

    /// Times until now.
    pub(super) fn timing(&self) -> EnsembleTiming {
        EnsembleTiming::new(self.clock, self.running, self.done, (self.crew.workers, self.crew.threads))
    }
}

/// What a journal belongs to: everything that a run's results depend on, and what is kept of them. Not the number of replicates, which may grow.
fn plan(members: &[Member], what: &str) -> String {
    let member = |member: &Member| json!({ "name": member.name, "scenario": member.scenario.resolved(), "inputs": inputs(&member.scenario) });
    let all: Vec<_> = members.iter().map(member).collect();
    digest(json!({ "version": VERSION, "what": what, "members": all }).to_string().as_bytes())
}

/// The name of a scenario file without its ending.
pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "scenario".to_owned(), |stem| stem.to_string_lossy().into_owned())
}
