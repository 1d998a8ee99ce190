//! 3.12 Govern: public money comes in, and goes out by rule or by discretion.
//!
//! Reads governments, support, brokers, loyalty and skill. Writes treasuries, officials, wealth, capital, funds, club goods, what public
//! goods do in the villages, and the record. Draws: [`Purpose::Audit`](crate::random::Purpose::Audit), one word per district. Money enters as
//! the central transfer and leaves as goods and leaks; salaries, contracts, kickbacks and penalties change hands.

mod keys;

pub use keys::{ClubRule, GOVERNMENT, Government};

use super::{Moment, Parameters};
use crate::world::World;

/// Runs the phase.
pub fn run(_world: &mut World, _parameters: &Parameters, _moment: Moment) {}
