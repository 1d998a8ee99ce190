//! Purpose: private funds come in, and a poll says how many votes a candidate lacks for one more seat.
//!
//! Reads the voters' columns, loyalty, performance and club goods. Writes funds and plans. Draws nothing. Money enters.

use super::note;
use crate::ids::{ElectionId, VillageId};
use crate::phases::Parameters;
use crate::phases::vote::leaning::Booth;
use crate::phases::vote::seats::allocate;
use crate::quantity::Money;
use crate::world::politics::record::CampaignPhase;
use crate::world::politics::{Plan, SeatRule};
use crate::world::{Flow, Politics, World};
use rayon::prelude::*;

/// The most voters of a constituency who are polled.
const POLLED: usize = 1000;

/// The most votes that a candidate sets out to win more: some seats no number of votes can win.
const MOST_VOTES: u64 = 1 << 40;

/// Runs the phase for an election.
pub(super) fn run(world: &mut World, politics: &mut Politics, parameters: &Parameters, election: ElectionId) {
    raise(world, politics, election);
    let villages = politics.polity.election(election).villages();
    let polls: Vec<Vec<f64>> =
        villages.par_iter().map(|villages| poll(world, politics, parameters, election, villages)).collect();
    for (k, expected) in polls.iter().enumerate() {
        for (c, candidate) in politics.polity.candidates(election, k as u32).enumerate() {
            let (aim, prospect) = aim(politics, election, k, expected, c);
            politics.politicians.plan[candidate] =
                Plan { expected: expected[c], aim, prospect, ..politics.politicians.plan[candidate] };
            note(politics, candidate, CampaignPhase::Purpose, expected[c] + aim, expected[c]);
        }
    }
}

/// Private funds come in.
fn raise(world: &mut World, politics: &mut Politics, election: ElectionId) {
    for candidate in politics.polity.politicians_of(election) {
        let (politicians, polity) = (&mut politics.politicians, &politics.polity);
        let stands = polity.election(election);
        let seats = stands.constituencies[politicians.constituency[candidate] as usize].seats;
        let party = &polity.parties[politicians.party[candidate].index()];
        let funds = Money::nearest(stands.funds * f64::from(seats) * party.funds);
        politicians.funds[candidate] += funds;
        world.flows.book(Flow::CampaignFunds, funds);
    }
}

/// The votes that every candidate of a constituency can expect: the mean chance to be voted for of every k-th voter, times voters.
fn poll(world: &World, politics: &Politics, parameters: &Parameters, election: ElectionId, villages: &[VillageId]) -> Vec<f64> {
    let voters: usize = villages.iter().map(|&village| world.villages.clients_of(village).len()).sum();
    let step = voters.div_ceil(POLLED).max(1);
    let mut chances = vec![0.0; politics.polity.election(election).parties.len()];
    let (mut polled, mut before) = (0, 0);
    for &village in villages {
        let clients = world.villages.clients_of(village);
        let asked = (polled * step - before..clients.len()).step_by(step);
        before += clients.len();
        if asked.len() == 0 {
            continue;
        }
        polled += asked.len();
        let booth = Booth::new(politics, parameters, election, village);
        for client in asked.map(|place| clients.start + place) {
            let all = booth.utilities(&booth.look(world, politics, client)).chances(parameters.voting.noise);
            chances.iter_mut().zip(all).for_each(|(sum, chance)| *sum += chance);
        }
    }
    chances.iter().map(|sum| sum / (polled as f64).max(1.0) * voters as f64).collect()
}

/// The votes more that would win candidate c of a constituency one seat more, and what part of what it needs it has.
fn aim(politics: &Politics, election: ElectionId, constituency: usize, expected: &[f64], c: usize) -> (f64, f64) {
    let stands = politics.polity.election(election);
    let votes: Vec<u64> = expected.iter().map(|&votes| (votes + 0.5) as u64).collect();
    let aim = votes_lacking(stands.rule, &votes, stands.constituencies[constituency].seats, stands.threshold, c) as f64;
    let needed = expected[c] + aim;
    (aim, if needed > 0.0 { expected[c] / needed } else { 0.0 })
}

/// The least number of votes more that would win candidate c one seat more, all else equal: 0 if it has all seats, and at most
/// [`MOST_VOTES`]. More votes never cost a seat, so that the number is found by doubling and halving.
fn votes_lacking(rule: SeatRule, votes: &[u64], seats: u32, threshold: f64, c: usize) -> u64 {
    let mut with = votes.to_vec();
    let mut seats_with = |more: u64| {
        with[c] = votes[c] + more;
        allocate(rule, &with, seats, threshold)[c]
    };
    let now = seats_with(0);
    if now >= seats {
        return 0;
    }
    let mut enough = 1;
    while enough < MOST_VOTES && seats_with(enough) <= now {
        enough *= 2;
    }
    let mut too_few = enough / 2;
    while enough - too_few > 1 {
        let middle = too_few + (enough - too_few) / 2;
        if seats_with(middle) > now { enough = middle } else { too_few = middle }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_majority_takes_one_vote_more_than_the_first() {
        // Of equal votes the first candidate wins.
        assert_eq!(votes_lacking(SeatRule::Plurality, &[300, 500], 1, 0.0, 0), 200);
        assert_eq!(votes_lacking(SeatRule::Plurality, &[500, 300], 1, 0.0, 1), 201);
        assert_eq!(votes_lacking(SeatRule::Plurality, &[500, 300], 1, 0.0, 0), 0);
        // Where all votes are needed, no number suffices.
        assert_eq!(votes_lacking(SeatRule::Plurality, &[500, 300], 1, 1.0, 1), MOST_VOTES);
        assert_eq!(votes_lacking(SeatRule::DHondt, &[0, 0], 3, 0.0, 1), 1);
    }

    proptest! {
        #[test]
        fn the_aim_is_the_least_number_that_wins_a_seat(
            votes in prop::collection::vec(0u64..400, 1..6), seats in 1u32..9, threshold in 0.0..0.3f64, which in 0usize..4
        ) {
            let rule = [SeatRule::SainteLague, SeatRule::DHondt, SeatRule::Hare, SeatRule::Plurality][which];
            let now = allocate(rule, &votes, seats, threshold);
            for c in 0..votes.len() {
                let more = |more: u64| {
                    let mut votes = votes.clone();
                    votes[c] += more;
                    allocate(rule, &votes, seats, threshold)[c]
                };
                let slowly = if now[c] == seats { Some(0) } else { (1..20_000).find(|&votes| more(votes) > now[c]) };
                prop_assert_eq!(Some(votes_lacking(rule, &votes, seats, threshold, c)), slowly);
            }
        }
    }
}
