//! Who governs after an election of the government, and what begins anew with a term.

use super::ballots::{Ballot, Urn};
use super::choice::Choice;
use crate::ids::{DistrictId, PartyId, PoliticianId, VillageId};
use crate::world::politics::districts::Service;
use crate::world::politics::voters::Mark;
use crate::world::politics::{Office, constituencies_of_districts};
use crate::world::{BLOCK, Politics, Villages};
use rayon::prelude::*;

/// The election of the government has been counted: who won it governs, who voted for it is noted, and a new term begins.
pub fn change_hands(politics: &mut Politics, villages: &Villages, urn: &Urn, ballots: &[Ballot]) {
    for (district, constituency) in constituencies_of_districts(&politics.polity, villages).into_iter().enumerate() {
        if let Some(winner) = winner(politics, constituency) {
            govern(politics, DistrictId::new(district), winner);
        }
    }
    support(politics, urn);
    mark(politics, villages, ballots);
    politics.places.forget_clubs();
    politics.districts.service_of_term.fill(Service::default());
}

/// Who governs the districts of a constituency: of an executive who was elected there; of a legislature the candidate there of the party
/// with most seats in all constituencies, of equals the one with more votes, then the first. None if nobody has won a seat.
#[must_use]
pub fn winner(politics: &Politics, constituency: u32) -> Option<PoliticianId> {
    let (polity, politicians) = (&politics.polity, &politics.politicians);
    let governing = polity.governing_election();
    let candidates = polity.candidates(governing, constituency);
    let parties = candidates.len();
    let result = |of: &mut dyn Iterator<Item = usize>| {
        of.fold((0, 0), |(seats, votes), p| (seats + u64::from(politicians.seats[p]), votes + politicians.votes[p]))
    };
    let strength = |k: usize| match polity.election(governing).office {
        Office::Executive => result(&mut std::iter::once(candidates.start + k)),
        Office::Legislature => result(&mut polity.politicians_of(governing).skip(k).step_by(parties)),
    };
    // Of equals `max_by_key` takes the last one.
    let best = (0..parties).rev().max_by_key(|&k| strength(k)).filter(|&k| strength(k).0 > 0)?;
    Some(PoliticianId::new(candidates.start + best))
}

/// A politician comes in, or stays; where its party is another one, posts are to be filled again.
fn govern(politics: &mut Politics, district: DistrictId, winner: PoliticianId) {
    let (d, party) = (district.index(), politics.politicians.party[winner.index()]);
    let districts = &mut politics.districts;
    if districts.party[d] != party {
        districts.spoils[d] = true;
    }
    districts.party[d] = party;
    districts.politician[d] = winner;
}

/// The villages' support for every party; the same for all where nobody voted.
fn support(politics: &mut Politics, urn: &Urn) {
    let parties = politics.polity.parties.len();
    for village in (0..politics.polity.district_of.len()).map(VillageId::new) {
        let votes = urn.of(village);
        let all: u64 = votes.iter().copied().map(u64::from).sum();
        let support = politics.places.support_mut(village);
        if all == 0 {
            support.fill((1.0 / parties as f64) as f32);
            continue;
        }
        support.fill(0.0);
        for (party, &own) in politics.polity.election(urn.election).parties.iter().zip(votes) {
            support[party.index()] = (f64::from(own) / all as f64) as f32;
        }
    }
}

/// Notes of every client whether it voted, and whether for the party that now governs where it lives.
fn mark(politics: &mut Politics, villages: &Villages, ballots: &[Ballot]) {
    let stands = &politics.polity.election(politics.polity.governing_election()).parties;
    let place = |party: PartyId| stands.iter().position(|&stands| stands == party);
    let governs: Vec<Choice> = (0..villages.len()).map(|v| place(politics.governing(VillageId::new(v)))).collect();
    let columns = (politics.voters.marks.par_chunks_mut(BLOCK), ballots.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (marks, ballots))| {
        let first = block * BLOCK;
        for (village, part) in villages.within(first..first + marks.len()) {
            for client in part {
                let choice = ballots[client - first].choice();
                let supports = choice.is_some() && choice == governs[village.index()];
                let marks = &mut marks[client - first];
                *marks = marks.with(Mark::Voted, choice.is_some()).with(Mark::Supporter, supports);
            }
        }
    });
}
