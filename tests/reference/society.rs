//! The slow model's state: one value per agent, read from the engine's world once, before the first round.

use crate::politics::Politics;
use patronage::parameter::Value;
use patronage::phases::{Parameters, catalogue};
use patronage::quantity::Money;
use patronage::random::Draws;
use patronage::scenario::{Event, Scenario};
use patronage::world::clients::{Degree, Ideology, Valuation};
use patronage::world::ties::Strength;
use patronage::world::{Flow, Rescue, Stage, Strategy, Ties, Turn, Way, World};

/// Ties that a client has at most.
pub(crate) const SLOTS: usize = Ties::SLOTS;

/// Someone a client knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tie {
    pub(crate) to: usize,
    pub(crate) strength: Strength,
}

/// A client, and its last round.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) village: usize,
    pub(crate) skill: f64,
    pub(crate) valuation: Valuation,
    pub(crate) ideology: Ideology,
    pub(crate) ties: [Option<Tie>; SLOTS],
    pub(crate) wealth: Money,
    pub(crate) debt: Money,
    pub(crate) patron: Option<usize>,
    pub(crate) loyalty: Degree,
    pub(crate) resentment: Degree,
    pub(crate) satisfaction: f32,
    pub(crate) tenure: u16,
    pub(crate) prospect: Option<usize>,
    pub(crate) stage: Stage,

    pub(crate) loss: Money,
    /// What is left of it after taxes.
    pub(crate) output: Money,
    pub(crate) tax: Money,
    pub(crate) income: Money,
    pub(crate) wage: Money,
    pub(crate) dues: Money,
    pub(crate) service: Money,
    pub(crate) cover: Money,
    pub(crate) unmet: Money,
    /// What first left it enough to live in its misfortune, if anything did yet.
    pub(crate) rescue: Option<Rescue>,
    pub(crate) asked_slot: Option<usize>,
    pub(crate) aid_received: Money,
    pub(crate) aid_given: Money,
    /// The slot of the tie that it meets and talks to.
    pub(crate) talks: Option<usize>,
    pub(crate) consumed: Money,
    pub(crate) hungry: bool,
    pub(crate) received: f64,
    pub(crate) given: f64,
    pub(crate) marks: Option<Marks>,
}

/// How one relation was in a round.
#[derive(Clone, Copy, Default)]
pub(crate) struct Marks {
    pub(crate) exchange_rate: f64,
    pub(crate) reciprocity: f64,
    pub(crate) beyond_wage: f64,
    pub(crate) voluntariness: f64,
    pub(crate) reciprocated_loyalty: f64,
    pub(crate) mutual_aid: f64,
    pub(crate) loyalty: f64,
    pub(crate) compliance: f64,
}

/// A patron, and its last round.
#[derive(Clone)]
pub(crate) struct Patron {
    pub(crate) village: usize,
    pub(crate) kind: u16,
    pub(crate) strategy: Strategy,
    pub(crate) capital: Money,
    pub(crate) vacant: u32,

    pub(crate) capital_effect: f64,
    /// What each client gets as support in kind.
    pub(crate) support: Money,
    /// All cover promised, and what there is to pay it.
    pub(crate) cover_due: Money,
    pub(crate) cover_funds: Money,
    pub(crate) revenue: Money,
    pub(crate) dues: Money,
    pub(crate) profit: Money,
    pub(crate) consumed: Money,
}

/// What flowed in a round.
#[derive(Clone, Default)]
pub(crate) struct Booked {
    pub(crate) amounts: [Money; Flow::ALL.len()],
    pub(crate) counts: [u64; Flow::ALL.len()],
    pub(crate) turns: [u64; Turn::ALL.len()],
    pub(crate) rescues: [u64; Rescue::ALL.len()],
    pub(crate) unrescued: u64,
    pub(crate) ways: [[u64; Way::ALL.len()]; Turn::FUNNEL.len()],
}

impl Booked {
    pub(crate) fn book(&mut self, flow: Flow, amount: Money) {
        self.amounts[flow as usize] += amount;
        if amount > Money::ZERO {
            self.counts[flow as usize] += 1;
        }
    }

    pub(crate) fn count(&mut self, turn: Turn) {
        self.turns[turn as usize] += 1;
    }

    /// Counts a stage of the funnel, and how the client came to it.
    pub(crate) fn climb(&mut self, turn: Turn, way: Way) {
        self.count(turn);
        let stage = Turn::FUNNEL.iter().position(|&stage| stage == turn).expect("a stage of the funnel");
        self.ways[stage][way as usize] += 1;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(sum, more)| *sum += more);
        self.turns.iter_mut().zip(other.turns).for_each(|(sum, more)| *sum += more);
        self.rescues.iter_mut().zip(other.rescues).for_each(|(sum, more)| *sum += more);
        self.unrescued += other.unrescued;
        self.ways.iter_mut().flatten().zip(other.ways.iter().flatten()).for_each(|(sum, more)| *sum += more);
    }
}

/// Everybody.
pub(crate) struct Society {
    pub(crate) parameters: Parameters,
    pub(crate) events: Vec<Event>,
    pub(crate) draws: Draws,
    pub(crate) round: u32,
    pub(crate) clients: Vec<Client>,
    pub(crate) patrons: Vec<Patron>,
    pub(crate) villages: usize,
    pub(crate) productivity: Vec<f64>,
    pub(crate) politics: Option<Politics>,
    pub(crate) booked: Booked,
    /// The same of all rounds.
    pub(crate) ever: Booked,
}

impl Society {
    /// The society as the engine created it.
    pub(crate) fn from_world(world: &World, scenario: &Scenario, replicate: u32) -> Self {
        Self {
            parameters: scenario.parameters.clone(),
            events: scenario.events.clone(),
            draws: Draws { seed: scenario.seed, replicate },
            round: 0,
            clients: (0..world.clients.len()).map(|i| client(world, i)).collect(),
            patrons: (0..world.patrons.len()).map(|p| patron(world, p)).collect(),
            villages: world.villages.len(),
            productivity: world.villages.productivity.clone(),
            politics: Politics::from_world(world),
            booked: Booked::default(),
            ever: Booked::default(),
        }
    }

    /// The clients of a patron.
    pub(crate) fn clients_of(&self, patron: usize) -> Vec<usize> {
        (0..self.clients.len()).filter(|&i| self.clients[i].patron == Some(patron)).collect()
    }

    /// Sets the keys that change in this round.
    pub(crate) fn apply_events(&mut self) {
        let keys: Vec<_> = catalogue().into_iter().flat_map(|section| section.keys).collect();
        for event in self.events.clone().iter().filter(|event| event.round == self.round) {
            for (path, value) in &event.changes {
                let key = keys.iter().find(|key| key.path == *path).expect("a key of the catalogue");
                let value: Value = value.clone();
                key.set(&mut self.parameters, value);
            }
        }
    }
}

fn client(world: &World, i: usize) -> Client {
    let (clients, ties) = (&world.clients, &world.ties);
    let tie = |slot| ties.tie(i, slot).map(|tie| Tie { to: tie.to.index(), strength: tie.strength });
    Client {
        village: (0..world.villages.len())
            .find(|&v| world.villages.client_start[v + 1] > i)
            .expect("every client lives in a village"),
        skill: clients.skill[i].into(),
        valuation: clients.valuation[i],
        ideology: clients.ideology[i],
        ties: std::array::from_fn(tie),
        wealth: clients.wealth[i],
        debt: clients.debt[i].into(),
        patron: clients.patron[i].map(patronage::ids::PatronId::index),
        loyalty: clients.loyalty[i],
        resentment: clients.resentment[i],
        satisfaction: clients.satisfaction[i],
        tenure: clients.tenure[i],
        prospect: None,
        stage: Stage::None,
        loss: Money::ZERO,
        output: Money::ZERO,
        tax: Money::ZERO,
        income: Money::ZERO,
        wage: Money::ZERO,
        dues: Money::ZERO,
        service: Money::ZERO,
        cover: Money::ZERO,
        unmet: Money::ZERO,
        rescue: None,
        asked_slot: None,
        aid_received: Money::ZERO,
        aid_given: Money::ZERO,
        talks: None,
        consumed: Money::ZERO,
        hungry: false,
        received: 0.0,
        given: 0.0,
        marks: None,
    }
}

fn patron(world: &World, p: usize) -> Patron {
    let patrons = &world.patrons;
    Patron {
        village: patrons.village[p].index(),
        kind: patrons.kind[p],
        strategy: patrons.strategy[p],
        capital: patrons.capital[p],
        vacant: 0,
        capital_effect: 1.0,
        support: Money::ZERO,
        cover_due: Money::ZERO,
        cover_funds: Money::ZERO,
        revenue: Money::ZERO,
        dues: Money::ZERO,
        profit: Money::ZERO,
        consumed: Money::ZERO,
    }
}
