//! The run loop: a world, its schedule, its measures.
//!
//! A [`Run`] owns everything a run depends on and nothing else: no clock, no files, no terminal. Each [`Run::step`] runs one
//! round and returns its row of measures.

mod stored;

use crate::metrics::network::{self, NetworkObservation};
use crate::metrics::{Observation, observe};
use crate::phases::{Moment, Parameters, SCHEDULE, catalogue};
use crate::random::Draws;
use crate::scenario::{Event, Scenario};
use crate::world::laws::{self, Books, Broken};
use crate::world::populate::{Endowment, Plans, Settlement, StartNetwork, StartPolitics, populate_watched};
use crate::world::{Ties, Turn, Watch, World};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// When the laws are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checks {
    /// After every phase: in tests and debug builds.
    EveryPhase,
    /// After every round: always.
    EveryRound,
}

impl Default for Checks {
    fn default() -> Self {
        if cfg!(debug_assertions) { Self::EveryPhase } else { Self::EveryRound }
    }
}

/// One round's results.
#[derive(Clone, Debug)]
pub struct Row {
    /// The round; 0 is the start.
    pub round: u32,
    /// What was measured at the end of the round, and what flowed in it.
    pub observation: Observation,
}

/// Wall time spent, apart for phases, laws and measures.
#[derive(Clone, Debug, Default)]
pub struct Times {
    /// Per phase, in schedule order.
    pub phases: [Duration; SCHEDULE.len()],
    /// Checking the laws.
    pub laws: Duration,
    /// Taking the measures.
    pub measures: Duration,
    /// Measuring the networks, in the rounds in which that is due.
    pub network: Duration,
    /// Creating the world.
    pub creation: Duration,
}

/// A run in progress.
pub struct Run {
    scenario: Scenario,
    parameters: Parameters,
    draws: Draws,
    world: World,
    round: u32,
    /// The round that this process began with: 0, or that of a checkpoint.
    since: u32,
    checks: Checks,
    times: Times,
    watch: Arc<Watch>,
}

impl Run {
    /// The run of a scenario's replicate, before its first round. Work is shared out in the current thread pool.
    #[must_use]
    pub fn new(scenario: &Scenario, replicate: u32) -> Self {
        Self::watched(scenario, replicate, Arc::default())
    }

    /// The same while somebody watches what it is at, from its creation on.
    #[must_use]
    pub fn watched(scenario: &Scenario, replicate: u32, watch: Arc<Watch>) -> Self {
        let started = Instant::now();
        let draws = Draws { seed: scenario.seed, replicate };
        let parameters = scenario.parameters.clone();
        let endowment = Endowment {
            capital_per_client: parameters.economy.capital_per_client,
            satisfaction: parameters.economy.productivity * parameters.economy.outside,
        };
        let listed = scenario.start_ties.as_deref().map(|ties| &ties.list);
        let network = StartNetwork { keys: &parameters.network, listed };
        let settlement = scenario.settlement.as_deref();
        let politics = scenario.polity.as_ref().filter(|_| parameters.politics.every > 0);
        let plans = Plans {
            population: &parameters.population,
            settlement: settlement.map(|villages| Settlement { sizes: &villages.clients, skill: &villages.skill }),
            network,
            kinds: &scenario.kinds,
            endowment,
            politics: politics.map(|polity| StartPolitics { polity, electorate: parameters.voting.electorate() }),
        };
        let world = populate_watched(&plans, draws, &watch);
        let times = Times { creation: started.elapsed(), ..Times::default() };
        Self { scenario: scenario.clone(), parameters, draws, world, round: 0, since: 0, checks: Checks::default(), times, watch }
    }

    /// The same run while somebody watches what it is at.
    #[must_use]
    pub fn watched_by(mut self, watch: Arc<Watch>) -> Self {
        self.watch = watch;
        self
    }

    /// The same run with laws checked at other times.
    #[must_use]
    pub fn with_checks(mut self, checks: Checks) -> Self {
        self.checks = checks;
        self
    }

    /// The scenario that runs.
    #[must_use]
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The values of all keys in the current round.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// Which replicate this is, from 0.
    #[must_use]
    pub fn replicate(&self) -> u32 {
        self.draws.replicate
    }

    /// The world as it is.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The world at the end, without the ties: only a further round would need them, and results are written from what
    /// memory they leave.
    #[must_use]
    pub fn into_final_world(mut self) -> World {
        self.world.ties = Ties::default();
        self.world
    }

    /// The last round that was run; 0 before the first.
    #[must_use]
    pub fn round(&self) -> u32 {
        self.round
    }

    /// How many rounds were run since the world was made or read.
    #[must_use]
    pub fn rounds_run(&self) -> u32 {
        self.round - self.since
    }

    /// Time spent so far.
    #[must_use]
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// Runs one round and measures it.
    ///
    /// # Errors
    /// As [`Self::advance`].
    pub fn step(&mut self) -> Result<Row, Broken> {
        self.advance()?;
        Ok(self.row())
    }

    /// Runs one round.
    ///
    /// # Errors
    /// The law that was broken, with phase, round and agent. The world is then not to be trusted.
    pub fn advance(&mut self) -> Result<(), Broken> {
        self.round += 1;
        self.apply_events(self.round);
        let moment = Moment { draws: self.draws, round: self.round };
        let before = Books::open(&self.world);
        self.world.flows.clear();
        if let Some(politics) = &mut self.world.politics {
            politics.begin_round();
        }
        self.remove_connectors();
        for (phase, time) in SCHEDULE.iter().zip(&mut self.times.phases) {
            self.watch.begin(phase.name, 0);
            let started = Instant::now();
            (phase.run)(&mut self.world, &self.parameters, moment);
            *time += started.elapsed();
            if self.checks == Checks::EveryPhase {
                laws::check(&self.world, before).map_err(|law| law.at(self.round, phase.name))?;
            }
        }
        if self.checks == Checks::EveryRound {
            self.watch.begin("laws", 0);
            let started = Instant::now();
            laws::check(&self.world, before).map_err(|law| law.at(self.round, "end of round"))?;
            self.times.laws += started.elapsed();
        }
        Ok(())
    }

    /// The networks as they are now, in every so many rounds from round 0 on, as `measures.every` says.
    #[must_use]
    pub fn network_if_due(&mut self) -> Option<NetworkObservation> {
        let every = self.parameters.measures.every;
        (every > 0 && self.round.is_multiple_of(every)).then(|| self.observe_network())
    }

    /// Measures the networks as they are now. This costs more than a round and is done as often as `measures.every` says.
    #[must_use]
    pub fn observe_network(&mut self) -> NetworkObservation {
        self.watch.begin("networks", 0);
        let started = Instant::now();
        let observation = network::observe(&self.world, &self.parameters.uses, self.draws, self.round);
        self.times.network += started.elapsed();
        observation
    }

    /// Cuts the ties of those who connect others, in the round in which the scenario or an event asks for it.
    fn remove_connectors(&mut self) {
        let asks = |event: &Event| {
            event.round == self.round && event.changes.iter().any(|(path, _)| path == "network.remove_connectors")
        };
        let due = self.round == 1 || self.scenario.events.iter().any(asks);
        let count = (self.parameters.network.remove_connectors * self.world.clients.len() as f64 + 0.5) as usize;
        if due && count > 0 {
            let connectors = network::most_between(&self.world, self.draws, self.round, count);
            let cut = self.world.ties.cut(&connectors);
            self.world.flows.count_many(Turn::TieLost, cut);
        }
    }

    /// Measures the last round; round 0 is the start.
    #[must_use]
    pub fn row(&mut self) -> Row {
        self.watch.begin("measures", 0);
        let started = Instant::now();
        let observation = observe(&self.world, &self.parameters, self.round > 0);
        self.times.measures += started.elapsed();
        Row { round: self.round, observation }
    }

    /// Sets the keys of a round's events.
    fn apply_events(&mut self, round: u32) {
        let events: Vec<_> = self.scenario.events.iter().filter(|event| event.round == round).collect();
        if events.is_empty() {
            return;
        }
        let keys: Vec<_> = catalogue().into_iter().flat_map(|section| section.keys).collect();
        for (path, value) in events.iter().flat_map(|event| &event.changes) {
            let key = keys.iter().find(|key| key.path == *path).expect("validated: events set keys of the catalogue");
            key.set(&mut self.parameters, value.clone());
        }
    }
}
