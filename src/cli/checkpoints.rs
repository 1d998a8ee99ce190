//! Checkpoints of a run: `--checkpoint` and `--resume`.

use super::many::ManyArgs;
use super::progress::Progress;
use super::{Failure, terminal};
use crate::checkpoint::disk::Room;
use crate::checkpoint::{Checkpoints, Existing, Resumed};
use crate::engine::Run;
use crate::output::Collected;
use crate::output::timing::Clock;
use crate::scenario::Scenario;
use crate::scenario::figures::memory as amount;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

/// What is said, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Talk {
    /// To whoever runs the program.
    Aloud,
    /// Only what is wrong.
    Quiet,
}

/// Who keeps a run's state, if that is asked for.
pub(super) struct Keeper {
    checkpoints: Checkpoints,
    /// Rounds between two checkpoints; none if the state is not kept.
    every: Option<u32>,
    /// Whether a checkpoint is to be gone on with.
    resumes: bool,
    /// The round that was kept last.
    last: Option<u32>,
    spent: Duration,
    talk: Talk,
}

impl Keeper {
    /// Looks after the checkpoints of the run of `scenario` whose results go to `folder`: refuses to lose one, and to start without
    /// enough disk.
    pub(super) fn open(every: Option<u32>, args: &ManyArgs, folder: &Path, scenario: &Scenario) -> Result<Self, Failure> {
        let existing = match (args.resume, args.force) {
            (true, _) => Existing::Continue,
            (_, true) => Existing::Discard,
            _ => Existing::Refuse,
        };
        let path = Checkpoints::beside(folder);
        let checkpoints = Checkpoints::open(&path, existing).map_err(Failure::failed)?;
        let there = checkpoints.bytes();
        if args.resume && there.is_none() && every.is_none() {
            let name = checkpoints.name();
            return Err(Failure::Usage(format!(
                "--resume has nothing to go on with: there is no checkpoint {name}; --checkpoint K keeps one every K rounds (of several \
                 replicates, --resume keeps those that are finished)"
            )));
        }
        let talk = if args.quiet { Talk::Quiet } else { Talk::Aloud };
        let mut keeper = Self { checkpoints, every, resumes: there.is_some(), last: None, spent: Duration::ZERO, talk };
        if args.resume && there.is_none() {
            keeper.say(&format!("there is no checkpoint {} yet: the run starts from its beginning", keeper.checkpoints.name()));
        }
        if keeper.keeps() {
            keeper.claim(Room::new(scenario, there.unwrap_or(0), path.parent().unwrap_or(Path::new("."))))?;
        }
        Ok(keeper)
    }

    /// Whether the run's state is kept.
    pub(super) fn keeps(&self) -> bool {
        self.every.is_some() || self.resumes
    }

    /// How long it took to keep it.
    pub(super) fn spent(&self) -> Duration {
        self.spent
    }

    /// Makes sure that there is enough disk, and says how much is needed.
    fn claim(&mut self, room: Room) -> Result<(), Failure> {
        let name = self.checkpoints.name();
        let [each, needed] = [room.each, room.needed].map(amount);
        let free = room.free.map_or_else(|| "unknown".to_owned(), amount);
        if !room.is_enough() {
            return Err(Failure::Failed(format!(
                "checkpoints need {needed} of disk for {name} (up to {each} each, and the old one is kept until the new one is written), \
                 and {free} are free; make room, choose another disk with --out, or run without --checkpoint"
            )));
        }
        self.checkpoints.claim().map_err(Failure::failed)?;
        self.say(&format!(
            "checkpoints go to {name}: up to {each} each, {needed} of disk while one replaces another, {free} free"
        ));
        Ok(())
    }

    /// The run as it was kept, if one is to be gone on with.
    pub(super) fn resumed(&mut self, scenario: &Scenario, progress: &Progress) -> Result<Option<Resumed>, Failure> {
        if !self.resumes {
            return Ok(None);
        }
        progress.afterwards("reading the checkpoint");
        let resumed = self.checkpoints.read(scenario).map_err(Failure::failed)?;
        if let Some(Resumed { run, every, .. }) = &resumed {
            self.last = Some(run.round());
            self.every = self.every.or(Some(*every));
            self.say(&format!("going on after round {} of {}", run.round(), scenario.rounds));
        }
        Ok(resumed)
    }

    /// Keeps the state if it is time, or if the run is about to be broken off. A run goes on even if that fails.
    pub(super) fn watch(&mut self, run: &mut Run, collected: &mut Collected, flow: ControlFlow<()>, progress: &Progress) {
        let Some(every) = self.every else { return };
        let round = run.round();
        let is_due = round > 0 && round.is_multiple_of(every) || flow.is_break();
        if !is_due || self.last == Some(round) {
            return;
        }
        let watch = Clock::start();
        let saved = progress.between("writing a checkpoint", || self.checkpoints.save(run, collected, every));
        self.spent += watch.elapsed();
        match saved {
            Ok(()) => self.last = Some(round),
            Err(cause) => terminal::warn(&format!("warning: round {round} is not kept: {cause}; {}\n", self.kept())),
        }
    }

    /// Removes the checkpoint of a run that is complete, or says how to go on with one that is not.
    pub(super) fn end(&mut self, complete: bool) -> Result<(), Failure> {
        if complete {
            return self.checkpoints.discard().map_err(Failure::failed);
        }
        if self.last.is_some() {
            self.say(&format!("{}: go on with the same command and --resume", self.kept()));
        }
        Ok(())
    }

    /// What is kept.
    fn kept(&self) -> String {
        match self.last {
            Some(round) => format!("round {round} is kept in {}", self.checkpoints.name()),
            None => "no round is kept yet".to_owned(),
        }
    }

    fn say(&self, what: &str) {
        if self.talk == Talk::Aloud {
            terminal::warn(&format!("{what}\n"));
        }
    }
}
