//! A run as it is kept in a checkpoint: its world and its round. All else follows from the scenario.

use super::{Checks, Run, Times};
use crate::random::Draws;
use crate::scenario::Scenario;
use crate::stored::{Error, Passage, Stored};
use crate::world::World;
use crate::world::politics::Politics;
use crate::world::tally::Tally;
use std::sync::Arc;
use std::time::Instant;

impl Stored for Run {
    fn pass<P: Passage>(&mut self, passage: &mut P) -> Result<(), Error> {
        // Parameters are those of the scenario with the events until now.
        let Self { scenario: _, parameters: _, draws: _, world, round, since: _, checks: _, times: _, watch: _ } = self;
        passage.cell("round", round)?;
        world.pass(passage)
    }
}

impl Run {
    /// A run of a scenario's replicate with nobody in its world: what a reader fills.
    #[must_use]
    pub fn blank(scenario: &Scenario, replicate: u32) -> Self {
        let parameters = scenario.parameters.clone();
        let polity = scenario.polity.as_ref().filter(|_| parameters.politics.every > 0);
        let politics = polity.map(|polity| Box::new(Politics::blank(Arc::clone(polity))));
        Self {
            draws: Draws { seed: scenario.seed, replicate },
            scenario: scenario.clone(),
            parameters,
            world: World { politics, ..World::nowhere() },
            round: 0,
            since: 0,
            checks: Checks::default(),
            times: Times::default(),
            watch: Arc::default(),
        }
    }

    /// The run of a scenario's replicate as it was when it passed into a stream. What only a round knows is unknown until the next
    /// one: exchanges, flows, relations, and what happened politically.
    ///
    /// # Errors
    /// Those of the stream.
    pub fn read<P: Passage>(scenario: &Scenario, replicate: u32, passage: &mut P) -> Result<Self, Error> {
        let started = Instant::now();
        let mut run = Self::blank(scenario, replicate);
        run.pass(passage)?;
        run.since = run.round;
        run.world.tally = Tally::new(run.world.patrons.len());
        for round in 1..=run.round {
            run.apply_events(round);
        }
        run.times.creation = started.elapsed();
        Ok(run)
    }
}
