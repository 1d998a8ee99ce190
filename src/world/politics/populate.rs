//! Politics at the start (MODEL.md, Initialization).
//!
//! Draws: [`Purpose::PopulateVoters`] and [`Purpose::PopulateBrokers`], both before the first round.

use super::families::families;
use super::polity::Polity;
use super::voters::{Favour, Mark, Marks, Voters, VotingCost};
use super::{Brokers, Districts, Offers, Places, Plan, Politicians, Politics, Record};
use crate::ids::{ElectionId, PartyId, PoliticianId, VillageId};
use crate::parameter::Choice;
use crate::quantity::Money;
use crate::random::{Draws, Purpose, Word};
use crate::world::populate::{Population, StartPolitics};
use crate::world::{BLOCK, Ties, Villages, Watch};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How a quantity is spread over voters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Normal, with this standard deviation.
    #[default]
    Normal,
    /// Uniform, so far to either side of the mean.
    Uniform,
}

impl Choice for Shape {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Normal, "normal", "normal with this standard deviation"),
        (Self::Uniform, "uniform", "uniform, so far to either side of the mean"),
    ];
}

impl Shape {
    /// The variate of a word.
    #[must_use]
    pub fn draw(self, mean: f64, spread: f64, word: Word) -> f64 {
        match self {
            Self::Normal => mean + spread * word.normal(),
            Self::Uniform => mean + spread * (2.0 * word.uniform() - 1.0),
        }
    }
}

/// What voters differ in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Electorate {
    /// What going to vote costs: how it is spread, its mean and its spread \[utility\].
    pub cost: (Shape, f64, f64),
    /// Mean and standard deviation of the norm of reciprocity, before it is clipped to [0, 1].
    pub norm: (f64, f64),
    /// Share of voters who take gifts.
    pub acceptance: f64,
}

/// Politics before the first round.
#[must_use]
pub fn populate(
    start: &StartPolitics<'_>,
    population: &Population,
    (villages, ties): (&Villages, &Ties),
    draws: Draws,
    watch: &Watch,
) -> Politics {
    let polity = start.polity;
    let patrons = villages.patron_start[villages.len()];
    Politics {
        voters: voters(&start.electorate, population.clients as usize, draws, watch),
        brokers: brokers(population, patrons, draws),
        politicians: politicians(polity, villages, ties),
        districts: districts(polity, villages),
        places: Places::new(villages.len(), polity.parties.len()),
        offers: Offers::default(),
        record: Record::default(),
        polity: Arc::clone(polity),
    }
}

/// Words that one voter owns: fine ideology, cost, norm, acceptance.
const VOTER_QUOTA: usize = 4;

fn voters(electorate: &Electorate, n: usize, draws: Draws, watch: &Watch) -> Voters {
    let mut voters = Voters {
        finely: vec![0; n],
        cost: vec![VotingCost::default(); n],
        norm: vec![0; n],
        marks: vec![Marks::default(); n],
        favour: vec![Favour::default(); n],
    };
    let columns = (
        voters.finely.par_chunks_mut(BLOCK),
        voters.cost.par_chunks_mut(BLOCK),
        voters.norm.par_chunks_mut(BLOCK),
        voters.marks.par_chunks_mut(BLOCK),
    );
    let Electorate { cost: (shape, mean, spread), norm: (norm_mean, norm_sd), acceptance } = *electorate;
    columns.into_par_iter().enumerate().for_each(|(block, (finely, cost, norm, marks))| {
        let mut words = draws.words(Purpose::PopulateVoters, 0, block * BLOCK, VOTER_QUOTA as u32);
        for i in 0..finely.len() {
            let [fine, dear, reciprocal, accepts] = words.take::<VOTER_QUOTA>();
            finely[i] = (fine.below(256) as i32 - 128) as i8;
            cost[i] = VotingCost::nearest(shape.draw(mean, spread, dear));
            norm[i] = ((norm_mean + norm_sd * reciprocal.normal()).clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            marks[i] = Marks::default().with(Mark::Accepts, accepts.happens(acceptance));
        }
        watch.add(finely.len());
    });
    voters
}

fn brokers(population: &Population, n: usize, draws: Draws) -> Brokers {
    let mut words = draws.words(Purpose::PopulateBrokers, 0, 0, 1);
    let mut ideology = || {
        let [word] = words.take::<1>();
        let x = population.ideology_shape.draw(population.ideology_mean, population.ideology_sd, word);
        x.clamp(-1.0, 1.0) as f32
    };
    Brokers { ideology: (0..n).map(|_| ideology()).collect(), superior: vec![None; n], party: vec![None; n], names: vec![0; n] }
}

fn politicians(polity: &Polity, villages: &Villages, ties: &Ties) -> Politicians {
    let mut all = Politicians::default();
    for (e, election) in polity.elections() {
        let above = election.under.map(|above| (above, constituencies_above(polity, villages, e, above)));
        for k in 0..election.constituencies.len() {
            for &party in &election.parties {
                all.election.push(e);
                all.constituency.push(k as u32);
                all.party.push(party);
                all.superior.push(above.as_ref().and_then(|(above, of_each)| superior(polity, *above, of_each[k], party)));
            }
        }
    }
    let n = all.election.len();
    Politicians {
        funds: vec![Money::ZERO; n],
        plan: vec![Plan::default(); n],
        price: vec![None; n],
        votes: vec![0; n],
        seats: vec![0; n],
        family: families(polity, villages, ties),
        ..all
    }
}

/// For each constituency of an election the one of the election above in which most of its voters live.
fn constituencies_above(polity: &Polity, villages: &Villages, election: ElectionId, above: ElectionId) -> Vec<u32> {
    let own = polity.election(election).constituencies.len();
    most_common(villages, own, &polity.election(election).constituency_of, &polity.election(above).constituency_of)
}

/// For each of `groups` groups of villages the one among others in which most of its clients live, the first of equals.
fn most_common(villages: &Villages, groups: usize, group_of: &[u32], other_of: &[u32]) -> Vec<u32> {
    let mut clients: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (v, (&group, &other)) in group_of.iter().zip(other_of).enumerate() {
        *clients.entry((group, other)).or_default() += villages.clients_of(VillageId::new(v)).len();
    }
    let mut most = vec![(0, 0); groups];
    for ((group, other), clients) in clients {
        let best = &mut most[group as usize];
        *best = if clients > best.0 { (clients, other) } else { *best };
    }
    most.into_iter().map(|(_, other)| other).collect()
}

/// The candidate of the party in a constituency of the election above, if it stands there.
fn superior(polity: &Polity, above: ElectionId, constituency: u32, party: PartyId) -> Option<PoliticianId> {
    let which = polity.election(above).parties.iter().position(|&stands| stands == party)?;
    Some(PoliticianId::new(polity.candidates(above, constituency).start + which))
}

fn districts(polity: &Polity, villages: &Villages) -> Districts {
    let n = polity.districts.len();
    let election = polity.governing_election();
    let constituencies = constituencies_of_districts(polity, villages);
    let which = polity.election(election).parties.iter().position(|&party| party == polity.incumbent);
    let governs = |d: usize| PoliticianId::new(polity.candidates(election, constituencies[d]).start + which.unwrap_or(0));
    Districts {
        treasury: vec![Money::ZERO; n],
        party: vec![polity.incumbent; n],
        politician: (0..n).map(governs).collect(),
        spoils: vec![true; n],
        goods: vec![0.0; n],
        stolen: vec![Money::ZERO; n],
        officials: vec![0; n],
        by_patronage: vec![0; n],
        service: vec![super::districts::Service::default(); n],
        service_of_term: vec![super::districts::Service::default(); n],
        audited: vec![false; n],
        purse: vec![Default::default(); n],
    }
}

/// The constituency of the governing election in which most clients of each district live.
#[must_use]
pub fn constituencies_of_districts(polity: &Polity, villages: &Villages) -> Vec<u32> {
    let election = polity.election(polity.governing_election());
    let district_of: Vec<u32> = polity.district_of.iter().map(|district| district.index() as u32).collect();
    most_common(villages, polity.districts.len(), &district_of, &election.constituency_of)
}
