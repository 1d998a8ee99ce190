//! What a run leaves behind, gathered round by round: everything the tables need but the final state of the world.

mod stored;

use super::looks::Looks;
use super::politics::PoliticalRows;
use super::sample::TieSample;
use crate::engine::{Row, Run};
use crate::metrics::inequality::Distribution;
use crate::metrics::network::methods::{Statement, statements};
use crate::metrics::network::{self, Connector, NetworkObservation};
use crate::metrics::{MEASURES, Observation, Reported};
use crate::quantity::Money;
use crate::scenario::expectation::{Bound, Expectation, Gaps, Verdict};
use crate::world::Flows;
use crate::world::laws::Broken;
use std::ops::ControlFlow;

/// One round as it is reported.
#[derive(Clone, Debug)]
pub struct Round {
    /// The round; 0 is the start.
    pub round: u32,
    /// The value of each of [`MEASURES`], in their order.
    pub measures: Vec<Option<f64>>,
    /// All money of clients, patrons, politicians and treasuries at the end of the round.
    pub money: Money,
    /// What flowed in the round; unknown in round 0.
    pub flows: Option<Flows>,
}

/// The networks in one round as they are reported.
#[derive(Clone, Debug)]
pub struct NetworkRound {
    /// The round; 0 is the start.
    pub round: u32,
    /// The value of each of [`network::MEASURES`], in their order.
    pub measures: Vec<Option<f64>>,
}

/// The distributions of wealth at one time, from which Lorenz curves are drawn.
#[derive(Clone, Debug)]
pub struct Wealth {
    /// The round.
    pub round: u32,
    /// Among clients.
    pub clients: Distribution,
    /// Among clients and patrons.
    pub all: Distribution,
}

/// Everything a replicate has reported so far.
#[derive(Clone, Debug)]
pub struct Collected {
    /// Which replicate, from 0.
    pub replicate: u32,
    /// The rounds that were looked at in order, round 0 first.
    pub rounds: Vec<Round>,
    /// How many rounds there were up to the last one that was passed without a look, round 0 among them.
    passed: u32,
    /// The networks in the rounds in which they were measured.
    pub networks: Vec<NetworkRound>,
    /// How they were measured in the last of these rounds.
    pub methods: Vec<Statement>,
    /// Who connects others in it.
    pub connectors: Vec<Connector>,
    /// Elections, campaigns and governments; nothing where there is no politics.
    pub politics: Option<PoliticalRows>,
    /// The ties at the end, once the run has come there.
    pub ties: TieSample,
    /// Wealth at the start and, once a round was run, at the end of the last one.
    pub wealth: Vec<Wealth>,
    /// The largest possible error of any Gini index so far; 0 where distributions are exact.
    pub gini_error: f64,
}

impl Collected {
    /// Nothing yet.
    #[must_use]
    pub fn new(replicate: u32) -> Self {
        Self {
            replicate,
            rounds: Vec::new(),
            passed: 0,
            networks: Vec::new(),
            methods: Vec::new(),
            connectors: Vec::new(),
            politics: None,
            ties: TieSample::default(),
            wealth: Vec::new(),
            gini_error: 0.0,
        }
    }

    /// Nothing yet of a run; a reader fills it.
    #[must_use]
    pub fn blank(run: &Run) -> Self {
        Self { politics: run.world().politics.as_deref().map(PoliticalRows::of), ..Self::new(run.replicate()) }
    }

    /// Adds the next round.
    pub fn add(&mut self, row: Row) {
        let Row { round, observation } = row;
        self.gini_error = gini_errors(&observation).into_iter().fold(self.gini_error, f64::max);
        self.rounds.push(Round {
            round,
            measures: MEASURES.iter().map(|measure| measure.of(&observation)).collect(),
            money: observation.money,
            flows: observation.has_flows.then(|| observation.flows.clone()),
        });
        self.wealth.truncate(1);
        self.wealth.push(Wealth { round, clients: observation.wealth_clients, all: observation.wealth_all });
    }

    /// Passes a round without a look at it.
    fn pass(&mut self, round: u32) {
        self.passed = round + 1;
    }

    /// Adds the networks of the last round.
    pub fn add_network(&mut self, observation: NetworkObservation) {
        let measures = network::MEASURES.iter().map(|measure| (measure.value)(&observation)).collect();
        self.networks.push(NetworkRound { round: self.last_round(), measures });
        self.methods = statements(&observation);
        self.connectors = observation.connectors;
    }

    /// Whether the networks of the last round were measured.
    fn has_network(&self) -> bool {
        self.networks.last().is_some_and(|network| network.round == self.last_round())
    }

    /// The last round that is complete; 0 if none was run.
    #[must_use]
    pub fn last_round(&self) -> u32 {
        self.complete().saturating_sub(1)
    }

    /// How many rounds are complete, round 0 among them.
    fn complete(&self) -> u32 {
        self.rounds.last().map_or(0, |round| round.round + 1).max(self.passed)
    }

    /// Whether a round was run, so that the flows of the final state are known.
    #[must_use]
    pub fn has_flows(&self) -> bool {
        self.rounds.last().is_some_and(|round| round.flows.is_some())
    }

    /// The value of a measure in every round from 0 on, unknown in rounds in which it was not measured; nothing if
    /// `rounds.parquet` has no measure of this name.
    #[must_use]
    pub fn series(&self, measure: &str) -> Vec<Option<f64>> {
        match Reported::named(measure) {
            None => Vec::new(),
            Some(Reported::EveryRound(_)) => {
                let index = MEASURES.iter().position(|known| known.name == measure);
                self.by_round(self.rounds.iter().filter_map(|round| Some((round.round, round.measures[index?]))))
            }
            Some(Reported::WithNetworks(_)) => self.network_series(measure),
        }
    }

    /// What was observed of an expectation of a run that was meant to have `planned` rounds, what it was compared with if that is
    /// another time, and whether that is as expected. In rounds that an interrupted run did not reach, everything is unknown; what was
    /// expected of its end is then not judged by where it stopped.
    #[must_use]
    pub fn judge(&self, expectation: &Expectation, planned: u32) -> (Option<f64>, Option<f64>, Verdict) {
        let mut series = self.series(&expectation.measure);
        series.resize(planned as usize + 1, None);
        let leaves_gaps = Reported::named(&expectation.measure).is_some_and(|measure| measure.needs().leaves_gaps());
        let gaps = if leaves_gaps && self.last_round() >= planned { Gaps::LeftOut } else { Gaps::Unknown };
        let (observed, verdict) = expectation.judge(&series, gaps);
        let compared = match expectation.bound {
            Bound::MoreThan(when) | Bound::LessThan(when) => when.of(&series, gaps),
            Bound::Band { .. } => None,
        };
        (observed, compared, verdict)
    }

    /// The value of a measure of `network.parquet` in every round from 0 on, unknown in rounds in which networks were not
    /// measured.
    #[must_use]
    pub fn network_series(&self, measure: &str) -> Vec<Option<f64>> {
        let index = network::MEASURES.iter().position(|known| known.name == measure);
        self.by_round(self.networks.iter().filter_map(|network| Some((network.round, network.measures[index?]))))
    }

    /// Values of some rounds as those of every round from 0 on, unknown in all others.
    fn by_round(&self, values: impl Iterator<Item = (u32, Option<f64>)>) -> Vec<Option<f64>> {
        let mut series = vec![None; self.complete() as usize];
        values.for_each(|(round, value)| series[round as usize] = value);
        series
    }
}

/// How wrong the Gini indices of an observation can be.
fn gini_errors(observation: &Observation) -> [f64; 5] {
    let Observation { wealth_clients, wealth_all, income_clients, consumption_clients, consumption_all, .. } = observation;
    [wealth_clients, wealth_all, income_clients, consumption_clients, consumption_all].map(Distribution::gini_error)
}

/// Runs `run` from its start through round `rounds` and gathers its rows. After each row, `watch` sees the round and may
/// break off; what was gathered until then is returned.
///
/// # Errors
/// The law that was broken. The rows until then are lost: a run that breaks a law has no results.
pub fn collect(run: &mut Run, rounds: u32, watch: impl FnMut(u32) -> ControlFlow<()>) -> Result<Collected, Broken> {
    collect_with(run, rounds, Looks::ALL, watch)
}

/// The same of a run that is looked at like this. A time that looks are at counts from the scenario's last round.
///
/// # Errors
/// As [`collect`].
pub fn collect_with(
    run: &mut Run,
    rounds: u32,
    looks: Looks,
    mut watch: impl FnMut(u32) -> ControlFlow<()>,
) -> Result<Collected, Broken> {
    let mut gathering = Gathering::start(run, looks);
    gathering.go_on(run, rounds, |_, collected| watch(collected.last_round()))?;
    Ok(gathering.end(run))
}

/// Rows in the making, beside the run that makes them.
#[derive(Clone, Debug)]
pub struct Gathering {
    collected: Collected,
    looks: Looks,
}

impl Gathering {
    /// Of a run before its first round.
    #[must_use]
    pub fn start(run: &mut Run, looks: Looks) -> Self {
        let mut gathering = Self { collected: Collected::blank(run), looks };
        if gathering.looks_at(run) {
            gathering.collected.add(run.row());
            gathering.add_network(run);
        } else {
            gathering.collected.pass(run.round());
        }
        gathering
    }

    /// Of a run that was broken off, with what was gathered until then. It must do a round more before it can end: what only the last
    /// round knew is forgotten.
    ///
    /// # Errors
    /// The law that was broken in that round.
    pub fn again(run: &mut Run, collected: Collected, looks: Looks) -> Result<Self, Broken> {
        let mut gathering = Self { collected, looks };
        gathering.step(run)?;
        Ok(gathering)
    }

    /// Goes on through round `rounds`. Before each further round, `watch` sees the run and what is gathered, and may break off.
    ///
    /// # Errors
    /// The law that was broken.
    pub fn go_on(
        &mut self,
        run: &mut Run,
        rounds: u32,
        mut watch: impl FnMut(&mut Run, &mut Collected) -> ControlFlow<()>,
    ) -> Result<(), Broken> {
        while self.collected.last_round() < rounds && watch(run, &mut self.collected).is_continue() {
            self.step(run)?;
        }
        Ok(())
    }

    /// Ends with the last round's networks, which are measured whatever the scenario says, also of a run that was broken off.
    #[must_use]
    pub fn end(mut self, run: &mut Run) -> Collected {
        if self.looks.at_networks() && self.looks_at(run) && !self.collected.has_network() {
            self.collected.add_network(run.observe_network());
        }
        self.collected.ties = TieSample::of(run.world(), &run.parameters().uses);
        self.collected
    }

    fn step(&mut self, run: &mut Run) -> Result<(), Broken> {
        run.advance()?;
        if !self.looks_at(run) {
            self.collected.pass(run.round());
            return Ok(());
        }
        self.collected.add(run.row());
        if let Some(politics) = &mut self.collected.politics {
            politics.add_round(run);
        }
        self.add_network(run);
        Ok(())
    }

    /// Whether measures are taken of the round that was run last.
    fn looks_at(&self, run: &Run) -> bool {
        self.looks.in_round(run.round(), run.scenario().rounds)
    }

    fn add_network(&mut self, run: &mut Run) {
        let network = if self.looks.at_networks() { run.network_if_due() } else { None };
        network.into_iter().for_each(|network| self.collected.add_network(network));
    }
}
