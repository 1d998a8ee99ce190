//! Measures: the catalogue of what `rounds.parquet` reports, and how it is taken at the end of a round.
//!
//! [`observe`] walks through the world once and keeps sums ([`Observation`]); a [`Measure`] is a name, a unit, a definition and a
//! function of these sums. An unknown value is missing (`None`): flows in round 0, means over nobody.

mod clientelism;
pub mod inequality;
pub mod network;
pub mod politics;
mod reported;
mod scale;
mod society;
mod stored;
mod sums;
mod uses;

pub use reported::Reported;
pub use scale::Scale;
pub use sums::Sums;
pub use uses::TieCounts;

use crate::phases::Parameters;
use crate::quantity::Money;
use crate::world::{BLOCK, Flow, Flows, Relations, Strategy, Turn, World, laws};
use inequality::Distribution;
use politics::{Ballot, PoliticalObservation};
use rayon::prelude::*;

/// What was seen at the end of a round.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Whether a round was run: before the first one, flows are unknown.
    pub has_flows: bool,
    /// What flowed in the round.
    pub flows: Flows,
    /// How the relations of the round were.
    pub relations: Relations,
    /// Sums over clients.
    pub sums: Sums,
    /// Number of clients.
    pub clients: u64,
    /// Means of the patrons' strategies, weighted by their clients; unknown without attached clients.
    pub strategy: Option<Strategy>,
    /// Patrons who have clients.
    pub patrons_with_clients: u64,
    /// All capital of patrons.
    pub capital: Money,
    /// All money of clients, patrons, politicians and treasuries.
    pub money: Money,
    /// Wealth of clients before consumption.
    pub wealth_clients: Distribution,
    /// The same, and capital of patrons after consumption.
    pub wealth_all: Distribution,
    /// Income of clients.
    pub income_clients: Distribution,
    /// Consumption of clients.
    pub consumption_clients: Distribution,
    /// Consumption of clients and patrons.
    pub consumption_all: Distribution,
    /// What was seen of politics; nothing where there is none.
    pub politics: Option<PoliticalObservation>,
}

/// Measures the world as it is after a round, or before the first one (`has_flows` false); the parameters say what ties and public
/// goods are good for.
#[must_use]
pub fn observe(world: &World, parameters: &Parameters, has_flows: bool) -> Observation {
    let World { clients, patrons, .. } = world;
    let n = clients.len();
    let salaries = sums::Salaries::of(world);
    let sums_of = |block| Sums::of_block(world, &salaries, &parameters.uses, block);
    let blocks = (0..n.div_ceil(BLOCK)).into_par_iter().map(sums_of).collect();
    let wealth = || Distribution::of(n, |i| clients.wealth[i] + clients.consumed[i].into());
    let consumption = || Distribution::of(n, |i| clients.consumed[i].into());
    let income = || Distribution::of(n, |i| clients.earning[i].into());
    // A small world's distributions are sorted on one thread each; those of a large one use all threads one by one, which
    // keeps the memory of one at a time.
    let (wealth_clients, (consumption_clients, income_clients)) = if n <= inequality::EXACT_UP_TO {
        rayon::join(wealth, || rayon::join(consumption, income))
    } else {
        (wealth(), (consumption(), income()))
    };
    Observation {
        has_flows,
        flows: world.flows.clone(),
        relations: world.relations.clone(),
        sums: Sums::folded(blocks),
        clients: n as u64,
        strategy: mean_strategy(world),
        patrons_with_clients: patrons.clients.iter().filter(|&&clients| clients > 0).count() as u64,
        capital: patrons.capital.iter().copied().sum(),
        money: laws::all_money(world),
        wealth_all: wealth_clients.with(patrons.capital.iter().copied()),
        wealth_clients,
        income_clients,
        consumption_all: consumption_clients.with(patrons.consumed.iter().copied()),
        consumption_clients,
        politics: world.politics.as_ref().map(|politics| politics::observe(politics, parameters)),
    }
}

/// The patrons' strategies, weighted by their clients.
fn mean_strategy(world: &World) -> Option<Strategy> {
    let mut sums = [0.0; 5];
    let mut clients = 0.0;
    for (strategy, &weight) in world.patrons.strategy.iter().zip(&world.patrons.clients) {
        for (sum, part) in sums.iter_mut().zip(strategy.parts()) {
            *sum += part * f64::from(weight);
        }
        clients += f64::from(weight);
    }
    (clients > 0.0).then(|| Strategy::from_parts(sums.map(|sum| sum / clients)))
}

/// What a measure needs to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// It describes a state: known from the start.
    State,
    /// It describes what happened in a round: unknown at the start.
    Round,
    /// The same, where there is politics.
    Politics,
    /// It describes what hangs on the vote: known from the first election of the government on.
    Term,
    /// It describes elections: known in the rounds in which such a one is held.
    Election(Ballot),
    /// It describes whom local patrons choose to serve: known in the rounds in which they choose.
    Brokers,
}

impl Needs {
    /// Whether it is known in some rounds only, by its nature: a mean over rounds leaves the others out.
    #[must_use]
    pub fn leaves_gaps(self) -> bool {
        matches!(self, Self::Election(_) | Self::Brokers)
    }
}

/// One measure of `rounds.parquet`.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The column's name.
    pub name: &'static str,
    /// The unit.
    pub unit: &'static str,
    /// What it means, and over whom it is taken.
    pub definition: &'static str,
    /// Whether it is known at the start.
    pub needs: Needs,
    /// The value.
    pub value: fn(&Observation) -> Option<f64>,
}

impl Measure {
    /// The measure of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        MEASURES.iter().find(|measure| measure.name == name)
    }

    /// The measure's value in an observation.
    #[must_use]
    pub fn of(&self, observation: &Observation) -> Option<f64> {
        if self.needs != Needs::State && !observation.has_flows { None } else { (self.value)(observation) }
    }
}

const fn state(
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    value: fn(&Observation) -> Option<f64>,
) -> Measure {
    Measure { name, unit, definition, needs: Needs::State, value }
}

const fn round(
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    value: fn(&Observation) -> Option<f64>,
) -> Measure {
    Measure { name, unit, definition, needs: Needs::Round, value }
}

impl Observation {
    fn per_client(&self, sum: f64) -> Option<f64> {
        (self.clients > 0).then(|| sum / self.clients as f64)
    }

    fn per_attached(&self, sum: f64) -> Option<f64> {
        (self.sums.attached > 0).then(|| sum / self.sums.attached as f64)
    }

    fn per_tie(&self, ties: u64) -> Option<f64> {
        let held = self.sums.ties.held;
        (held > 0).then(|| ties as f64 / held as f64)
    }

    fn per_misfortune(&self, count: u64) -> Option<f64> {
        let misfortunes = self.flows.misfortunes();
        (misfortunes > 0).then(|| count as f64 / misfortunes as f64)
    }

    /// All that flowed in these ways.
    fn flows_of(&self, flows: &[Flow]) -> Money {
        flows.iter().map(|&flow| self.flows.amount(flow)).sum()
    }

    fn turns(&self, turns: &[Turn]) -> f64 {
        turns.iter().map(|&turn| self.flows.turns(turn)).sum::<u64>() as f64
    }

    fn health(&self) -> Option<f64> {
        self.relations.mean(self.relations.health.iter().sum::<f64>() / 5.0)
    }
}

/// All measures, in the order of the columns.
pub static MEASURES: &[Measure] = &ALL;

const PARTS: [&[Measure]; 6] = [
    society::MEASURES,
    clientelism::MEASURES,
    politics::elections::MEASURES,
    politics::offers::MEASURES,
    politics::first_party::MEASURES,
    politics::government::MEASURES,
];

const ALL: [Measure; count(&PARTS)] = {
    let mut all = [PARTS[0][0]; count(&PARTS)];
    let (mut part, mut filled) = (0, 0);
    while part < PARTS.len() {
        let mut i = 0;
        while i < PARTS[part].len() {
            all[filled] = PARTS[part][i];
            (i, filled) = (i + 1, filled + 1);
        }
        part += 1;
    }
    all
};

const fn count(parts: &[&[Measure]]) -> usize {
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}
