//! 3.11 Vote: clients choose, votes become seats, and another party may come to govern.
//!
//! What a voter finds in every candidate is in [`leaning`], which brokers use as well; what it does with its gifts is in [`choice`], and who
//! keeps to one because there is a next time in [`repeated`]. [`ballots`] lets everybody vote, [`results`] counts, and [`seats`] gives seats for
//! votes. Then brokers are paid ([`fees`]), and who has won governs ([`power`]).
//!
//! Reads the voters' columns, loyalty, offers, performance and club goods. Writes votes, seats, governments, support, fees, marks and
//! the record. Draws: [`Purpose::Ballot`](crate::random::Purpose::Ballot), a word per voter for each of its choices, and further ones for its gifts. Fees change hands.

pub mod ballots;
pub mod choice;
pub mod fees;
mod keys;
pub mod leaning;
pub mod odds;
pub mod power;
pub mod reach;
pub mod repeated;
pub mod results;
pub mod seats;

pub use keys::{Compliance, MoneyUtility, VOTING, Voting};

use super::{Moment, Parameters};
use crate::ids::ElectionId;
use crate::world::{Politics, World};

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    // The politics are taken out of the world for as long as both are read and written.
    let Some(mut politics) = world.politics.take() else { return };
    let is_held = |after| parameters.politics.is_due(moment.round, 0, after);
    let all = politics.polity.elections();
    let held: Vec<ElectionId> = all.filter(|(_, election)| is_held(election.after)).map(|(e, _)| e).collect();
    if !held.is_empty() {
        hold(world, &mut politics, parameters, moment, &held);
    }
    world.politics = Some(politics);
}

/// Holds the elections of the day: all are decided before any of them has consequences.
fn hold(world: &mut World, politics: &mut Politics, parameters: &Parameters, moment: Moment, held: &[ElectionId]) {
    let cast = ballots::cast(world, politics, parameters, moment, held);
    cast.note(&mut politics.record);
    politics.record.reach = Some(reach::reach(&world.clients.earning, &politics.voters.marks, &world.ties.strengths));
    let standings = results::standings(politics);
    for urn in &cast.urns {
        results::count(politics, urn);
        let fees = fees::pay(world, politics, parameters.campaign.paid_by, urn);
        let rows = results::rows(world, politics, urn.election, &standings, &fees);
        politics.record.results.extend(rows);
    }
    let governing = politics.polity.governing_election();
    if let Some(urn) = cast.urns.iter().find(|urn| urn.election == governing) {
        power::change_hands(politics, &world.villages, urn, &cast.government);
    }
}
