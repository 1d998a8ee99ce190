//! 3.10 Campaign: machines find out what they need, plan, gather brokers, and make offers.
//!
//! The four phases of a machine are a file each: [`purpose`], [`design`], [`grow`] and [`perform`]; MODEL.md says what they do and when
//! they are due. How a broker looks at a voter is in [`offer`], which offers a budget buys in [`knapsack`].
//!
//! Reads ideologies, loyalty, consumption, ties, support and club goods. Writes plans, funds, superiors, offers, wealth and
//! capital. Draws: [`Purpose::Grow`](crate::random::Purpose::Grow) and [`Purpose::Know`](crate::random::Purpose::Know). Money enters as
//! private funds and leaves as club goods; gifts, skims and fees change hands.

mod keys;
pub mod knapsack;

pub use keys::{CAMPAIGN, Campaign, Design, PaidBy, Pricing, Rule};

use super::{Moment, Parameters};
use crate::world::World;

/// Runs the phase.
pub fn run(_world: &mut World, _parameters: &Parameters, _moment: Moment) {}
