//! The state: patrons, and what clients show one another.

use crate::client::Client;
use krabmaga::engine::schedule::Schedule;
use krabmaga::engine::state::State;
use krabmaga::rand::SeedableRng;
use krabmaga::rand_pcg::Pcg64Mcg;
use peers_shared::rules::{Bond, Character, Outlook, Terms, Work};
use peers_shared::{Constants, Request, Seen, Start};
use std::any::Any;

/// Which half of a round the schedule's step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Work,
    Live,
}

/// A patron.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patron {
    pub terms: Terms,
    pub capital: f64,
    clients: u32,
    revenue: f64,
    losses: f64,
}

impl Patron {
    /// Takes in what a client's work brought, and hears of its misfortune.
    pub fn gather(&mut self, work: &Work) {
        self.clients += 1;
        self.revenue += work.output - work.net();
        self.losses += work.loss;
    }

    /// Spends what the round brought.
    fn spend(&mut self, constants: &Constants) {
        self.capital = self.terms.spend(constants, self.capital, self.clients, self.revenue, self.losses);
        (self.clients, self.revenue, self.losses) = (0, 0.0, 0.0);
    }
}

/// The simulation state.
pub struct Society {
    pub constants: Constants,
    pub half: Half,
    pub patrons: Vec<Patron>,
    /// Every client's bond at the end of the last round.
    pub shown: Vec<Bond<u32>>,
    /// What is measured of every client, written in the last round.
    pub seen: Vec<Seen>,
    pub moves: u64,
    pub rng: Pcg64Mcg,
    agents: Vec<Client>,
    rounds: u32,
    ended: u32,
}

impl Society {
    /// A society at its start.
    pub fn new(request: &Request, start: Start) -> Self {
        let constants = request.constants.clone();
        let mut patrons: Vec<Patron> =
            start.patrons.into_iter().map(|strategy| Patron { terms: Terms::of(strategy), ..Patron::default() }).collect();
        let satisfaction = constants.productivity * constants.outside;
        let client = |(id, client): (usize, peers_shared::start::StartClient)| {
            let loyalty = if client.patron.is_some() { constants.loyalty } else { 0.0 };
            if let Some(p) = client.patron {
                patrons[p as usize].capital += constants.capital_per_client;
            }
            Client {
                id: id as u32,
                character: Character { skill: client.skill, values: client.values },
                ties: client.ties,
                wealth: constants.wealth,
                bond: Bond { patron: client.patron, loyalty, resentment: 0.0, satisfaction },
                outlook: Outlook::default(),
                work: Work::default(),
                hungry: false,
            }
        };
        let agents: Vec<Client> = start.clients.into_iter().enumerate().map(client).collect();
        Self {
            shown: agents.iter().map(|client| client.bond).collect(),
            seen: agents.iter().map(Client::seen).collect(),
            constants,
            half: Half::Work,
            patrons,
            moves: 0,
            rng: Pcg64Mcg::seed_from_u64(request.seed),
            agents,
            rounds: request.all_rounds(),
            ended: 0,
        }
    }

    /// All capital.
    pub fn capital(&self) -> f64 {
        self.patrons.iter().map(|patron| patron.capital).sum()
    }

    /// Whether the last round runs.
    pub fn is_last(&self) -> bool {
        self.ended + 1 == self.rounds
    }
}

impl State for Society {
    fn init(&mut self, schedule: &mut Schedule) {
        for client in std::mem::take(&mut self.agents) {
            schedule.schedule_repeating(Box::new(client), 0.0, 0);
        }
    }

    /// After the first half of a round, patrons know what they have to spend.
    fn after_step(&mut self, _: &mut Schedule) {
        self.half = match self.half {
            Half::Work => {
                self.patrons.iter_mut().for_each(|patron| patron.spend(&self.constants));
                Half::Live
            }
            Half::Live => {
                self.ended += 1;
                Half::Work
            }
        };
    }

    fn update(&mut self, _: u64) {}

    fn reset(&mut self) {}

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn as_state(&self) -> &dyn State {
        self
    }

    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }
}
