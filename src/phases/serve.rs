//! 3.12 Serve: officials help in misfortune, the connected always, others by merit.
//!
//! Reads misfortunes, wealth and who is connected. Writes wealth, treasuries and services. Draws:
//! [`Purpose::Serve`](crate::random::Purpose::Serve), one word per client. Money changes hands, from treasury to client.

use super::{Moment, Parameters};
use crate::world::World;

/// Runs the phase.
pub fn run(_world: &mut World, _parameters: &Parameters, _moment: Moment) {}
