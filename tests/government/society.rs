//! A society with politics that a test can look into, and change, between phases.

use crate::common;
use patronage::ids::{DistrictId, PartyId, VillageId};
use patronage::phases::{Moment, Parameters, SCHEDULE};
use patronage::quantity::Money;
use patronage::random::Draws;
use patronage::world::laws::{Books, Broken, check};
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Politics, Polity, Purse};
use patronage::world::populate::{Endowment, Kind, Plans, StartNetwork, StartPolitics, populate};
use patronage::world::{Flow, Flows, World};
use std::sync::Arc;

/// A world and what it takes to run it.
pub(crate) struct Society {
    pub(crate) world: World,
    pub(crate) parameters: Parameters,
    draws: Draws,
    round: u32,
}

/// Clients, patrons, villages and districts.
pub(crate) type Size = [u32; 4];

pub(crate) const SMALL: Size = [600, 12, 6, 2];

impl Society {
    /// A society of one kind of patron whose first election is far away; without politics if it has no districts.
    pub(crate) fn new(size: Size, kinds: &[Kind], mut parameters: Parameters, seed: u64) -> Self {
        let [clients, patrons, villages, districts] = size;
        let population = &mut parameters.population;
        (population.clients, population.patrons, population.villages) = (clients, patrons, villages);
        (parameters.politics.every, parameters.politics.first) = (1000, 1_000_000);
        let settled = patronage::world::Villages::even(villages as usize, clients as usize, 0);
        let voters = (0..villages as usize).map(|v| settled.clients_of(VillageId::new(v)).len() as u32).collect();
        let polity = (districts > 0).then(|| Arc::new(Polity::two_parties(voters, districts as usize, 240.0)));
        let electorate = parameters.voting.electorate();
        let plans = Plans {
            population: &parameters.population,
            settlement: None,
            network: StartNetwork { keys: &parameters.network, listed: None },
            kinds,
            endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.35 },
            politics: polity.as_ref().map(|polity| StartPolitics { polity, electorate }),
        };
        let draws = Draws { seed, replicate: 0 };
        Self { world: populate(&plans, draws), parameters, draws, round: 0 }
    }

    /// A small society of middling patrons.
    pub(crate) fn small(change: impl FnOnce(&mut Parameters)) -> Self {
        let mut parameters = Parameters::default();
        change(&mut parameters);
        Self::new(SMALL, &common::all_of_kind([0.6, 0.3, 0.3, 0.2, 0.3], 0.1), parameters, 7)
    }

    /// The next round begins: what happened in the last one is forgotten.
    pub(crate) fn begin_round(&mut self) {
        self.round += 1;
        self.world.flows.clear();
        if let Some(politics) = &mut self.world.politics {
            politics.begin_round();
        }
    }

    /// Runs a round and checks the laws after every phase.
    pub(crate) fn try_step(&mut self) -> Result<(), Broken> {
        let before = Books::open(&self.world);
        self.begin_round();
        for phase in SCHEDULE {
            self.phase(phase.name);
            check(&self.world, before).map_err(|law| law.at(self.round, phase.name))?;
        }
        Ok(())
    }

    /// Runs a round that breaks no law.
    pub(crate) fn step(&mut self) -> &mut Self {
        self.try_step().unwrap_or_else(|broken| panic!("{broken}"));
        self
    }

    pub(crate) fn steps(&mut self, rounds: u32) -> &mut Self {
        (0..rounds).for_each(|_| {
            self.step();
        });
        self
    }

    /// Runs one phase of the round.
    pub(crate) fn phase(&mut self, name: &str) {
        let phase = SCHEDULE.iter().find(|phase| phase.name == name).expect("there is such a phase");
        (phase.run)(&mut self.world, &self.parameters, Moment { draws: self.draws, round: self.round });
    }

    pub(crate) fn politics(&self) -> &Politics {
        self.world.politics.as_ref().expect("there is politics")
    }

    pub(crate) fn politics_mut(&mut self) -> &mut Politics {
        self.world.politics.as_mut().expect("there is politics")
    }

    /// Every other patron serves the first party, the rest the second.
    pub(crate) fn two_networks(mut self) -> Self {
        for (p, party) in self.politics_mut().brokers.party.iter_mut().enumerate() {
            *party = Some(PartyId::new(p % 2));
        }
        self
    }

    /// Another party comes in everywhere, as after an election.
    pub(crate) fn elect(&mut self, party: usize) {
        let politics = self.politics_mut();
        let election = politics.polity.governing_election();
        for d in 0..politics.districts.len() {
            politics.districts.party[d] = PartyId::new(party);
            let village = politics.polity.villages_of(DistrictId::new(d))[0];
            let elected = politics.polity.candidate_of(election, village, PartyId::new(party));
            politics.districts.politician[d] = elected.expect("both parties stand");
            politics.districts.spoils[d] = true;
        }
    }

    pub(crate) fn flow(&self, flow: Flow) -> Money {
        self.world.flows.amount(flow)
    }

    pub(crate) fn flows(&self) -> &Flows {
        &self.world.flows
    }

    /// What all districts noted of a purse in this round.
    pub(crate) fn purse(&self, purse: Purse) -> Money {
        self.politics().districts.purse.iter().map(|purses| purses[purse as usize]).sum()
    }

    /// The clients with a mark.
    pub(crate) fn marked(&self, mark: Mark) -> Vec<usize> {
        let marks = &self.politics().voters.marks;
        (0..marks.len()).filter(|&i| marks[i].has(mark)).collect()
    }

    /// The district of a client.
    pub(crate) fn district(&self, client: usize) -> usize {
        self.politics().polity.district_of[self.world.villages.of_client(client).index()].index()
    }

    /// Whether the patron of a client serves a party.
    pub(crate) fn serves(&self, client: usize, party: PartyId) -> bool {
        self.world.clients.patron[client].is_some_and(|patron| self.politics().brokers.party[patron.index()] == Some(party))
    }
}
