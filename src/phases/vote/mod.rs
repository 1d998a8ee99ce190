//! 3.11 Vote: clients choose, votes become seats, and another party may come to govern.
//!
//! What a voter finds in every candidate is in [`leaning`], which brokers use as well. Seats are in [`seats`].
//!
//! Reads the voters' columns, loyalty, offers, performance and club goods. Writes votes, seats, governments, support, fees, marks and
//! the record. Draws: [`Purpose::Ballot`](crate::random::Purpose::Ballot).

mod keys;
pub mod leaning;
pub mod repeated;
pub mod seats;

pub use keys::{Compliance, MoneyUtility, VOTING, Voting};

use super::{Moment, Parameters};
use crate::world::World;

/// Runs the phase.
pub fn run(_world: &mut World, _parameters: &Parameters, _moment: Moment) {}
