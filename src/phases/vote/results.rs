//! Results: votes become seats, and what the candidates had to do with them is noted.

use super::ballots::Urn;
use super::seats::allocate;
use crate::ids::{ElectionId, PoliticianId, VillageId};
use crate::quantity::Money;
use crate::world::politics::Polity;
use crate::world::politics::record::ElectionResult;
use crate::world::{Politics, World};

/// What a politician has before an election.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its party governs a district with a village in its constituency.
    pub governs: bool,
    /// It holds a seat.
    pub holds_seat: bool,
}

impl Standing {
    /// Whether it is an incumbent.
    #[must_use]
    pub fn is_incumbent(self) -> bool {
        self.governs || self.holds_seat
    }
}

/// What every politician has before the elections of the day are counted.
#[must_use]
pub fn standings(politics: &Politics) -> Vec<Standing> {
    let polity = &politics.polity;
    let seats = politics.politicians.seats.iter();
    let mut standings: Vec<Standing> = seats.map(|&seats| Standing { governs: false, holds_seat: seats > 0 }).collect();
    for village in villages(polity) {
        let governs = politics.governing(village);
        for (election, _) in polity.elections() {
            if let Some(candidate) = polity.candidate_of(election, village, governs) {
                standings[candidate.index()].governs = true;
            }
        }
    }
    standings
}

fn villages(polity: &Polity) -> impl Iterator<Item = VillageId> + use<> {
    (0..polity.district_of.len()).map(VillageId::new)
}

/// Counts an election: votes and seats of its candidates.
pub fn count(politics: &mut Politics, urn: &Urn) {
    let Politics { polity, politicians, .. } = politics;
    let election = polity.election(urn.election);
    let all = polity.politicians_of(urn.election);
    politicians.votes[all.clone()].copy_from_slice(&urn.by_candidate(polity));
    for (constituency, own) in election.constituencies.iter().zip(all.step_by(election.parties.len())) {
        let own = own..own + election.parties.len();
        let seats = allocate(election.rule, &politicians.votes[own.clone()], constituency.seats, election.threshold);
        politicians.seats[own].copy_from_slice(&seats);
    }
}

/// The rows of an election that has been counted, in which candidates paid brokers these fees, the first candidate's first.
#[must_use]
pub fn rows(
    world: &World,
    politics: &Politics,
    election: ElectionId,
    standings: &[Standing],
    fees: &[Money],
) -> Vec<ElectionResult> {
    let (polity, politicians) = (&politics.polity, &politics.politicians);
    let all = polity.politicians_of(election);
    let brokers = brokers(world, politics, election);
    let (turned_out, voters) = turnout(politics, election);
    let row = |(k, politician): (usize, usize)| {
        let constituency = politicians.constituency[politician] as usize;
        let id = PoliticianId::new(politician);
        let offers = &politics.record.offers;
        let own = offers.partition_point(|row| row.politician < id)..offers.partition_point(|row| row.politician <= id);
        ElectionResult {
            politician: id,
            votes: politicians.votes[politician],
            seats: politicians.seats[politician],
            turned_out: turned_out[constituency],
            voters: voters[constituency],
            incumbent: standings[politician].is_incumbent(),
            governs: standings[politician].governs,
            brokers: brokers[k],
            spent: offers[own].iter().map(|row| row.counts.paid + row.counts.skimmed).sum::<Money>() + fees[k],
        }
    };
    all.enumerate().map(row).collect()
}

/// How many local patrons serve each candidate of an election.
fn brokers(world: &World, politics: &Politics, election: ElectionId) -> Vec<u32> {
    let all = politics.polity.politicians_of(election);
    let mut brokers = vec![0; all.len()];
    for (&village, &party) in world.patrons.village.iter().zip(&politics.brokers.party) {
        let candidate = party.and_then(|party| politics.polity.candidate_of(election, village, party));
        if let Some(candidate) = candidate {
            brokers[candidate.index() - all.start] += 1;
        }
    }
    brokers
}

/// Votes cast and voters of every constituency.
fn turnout(politics: &Politics, election: ElectionId) -> (Vec<u64>, Vec<u64>) {
    let polity = &politics.polity;
    let constituencies = polity.election(election).constituencies.len();
    let cast = |k: usize| politics.politicians.votes[polity.candidates(election, k as u32)].iter().sum();
    let mut voters = vec![0; constituencies];
    for village in villages(polity) {
        voters[polity.election(election).constituency_of[village.index()] as usize] += u64::from(polity.voters[village.index()]);
    }
    ((0..constituencies).map(cast).collect(), voters)
}
