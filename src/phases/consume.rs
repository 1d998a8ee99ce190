//! 3.6 Consume.
//!
//! A client consumes `min(wealth, 1 + mpc·(wealth-1)⁺)`: subsistence first, then a share of what is above it. It is *hungry* iff
//! its wealth before less the unmet loss is below subsistence ([`crate::world::clients::is_hungry`]). A patron consumes the share `consumption.patron_mpc` of its capital.
//!
//! Where there is politics it is noted who is hungry, for campaigns and the state give money later in the round.
//!
//! Writes wealth, consumed, capital. Draws nothing. Money leaves the economy.

use super::{Moment, Parameters};
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::is_hungry;
use crate::world::politics::voters::Mark;
use crate::world::{BLOCK, Flow, Flows, World};
use fearless_simd::{Level, dispatch};
use rayon::prelude::*;

/// What is consumed.
#[derive(Clone, Debug, PartialEq)]
pub struct Consumption {
    /// Share of wealth above subsistence that a client consumes.
    pub mpc: f64,
    /// Share of capital that a patron consumes.
    pub patron_mpc: f64,
}

impl Default for Consumption {
    fn default() -> Self {
        Self { mpc: 0.7, patron_mpc: 0.12 }
    }
}

/// The keys of [`Consumption`].
pub const CONSUMPTION: Section<Consumption> = Section {
    name: "consumption",
    meaning: "What clients and patrons consume.",
    keys: &[
        Key::<Consumption>::number("mpc", |p| &mut p.mpc, 0.0, 1.0, "share of surplus")
            .means("Share of its wealth above subsistence that a client consumes (marginal propensity to consume)."),
        Key::<Consumption>::number("patron_mpc", |p| &mut p.patron_mpc, 0.0, 1.0, "share of capital")
            .means("Share of its capital that a patron consumes each round."),
    ],
};

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, _: Moment) {
    let consumption = &parameters.consumption;
    let World { clients, patrons, flows, .. } = world;
    let columns = (clients.wealth.par_chunks_mut(BLOCK), clients.consumed.par_chunks_mut(BLOCK));
    let blocks =
        columns.into_par_iter().map(|(wealth, consumed)| dispatch!(Level::new(), _ => live(wealth, consumed, consumption.mpc)));
    flows.add(&blocks.sum());
    for (capital, consumed) in patrons.capital.iter_mut().zip(&mut patrons.consumed) {
        *consumed = Money::nearest(consumption.patron_mpc * capital.to_s()).min(*capital);
        *capital -= *consumed;
        flows.book(Flow::PatronConsumption, *consumed);
    }
    note_hunger(world);
}

/// Clients consume subsistence first, then a share of what is above it.
#[inline(always)]
fn live(wealth: &mut [Money], consumed: &mut [SmallMoney], mpc: f64) -> Flows {
    let mut flows = Flows::default();
    for (wealth, consumed) in wealth.iter_mut().zip(consumed) {
        let surplus = (*wealth - Money::SUBSISTENCE).or_zero();
        let wanted = Money::SUBSISTENCE + Money::nearest(mpc * surplus.to_s());
        *consumed = SmallMoney::saturating(wanted.min(*wealth));
        *wealth -= (*consumed).into();
        flows.book(Flow::ClientConsumption, (*consumed).into());
    }
    flows
}

fn note_hunger(world: &mut World) {
    let World { clients, politics: Some(politics), .. } = world else { return };
    let columns = (
        politics.voters.marks.par_chunks_mut(BLOCK),
        clients.wealth.par_chunks(BLOCK),
        clients.consumed.par_chunks(BLOCK),
        clients.unmet.par_chunks(BLOCK),
    );
    columns.into_par_iter().for_each(|(marks, wealth, consumed, unmet)| {
        for (i, marks) in marks.iter_mut().enumerate() {
            *marks = marks.with(Mark::Hungry, is_hungry(wealth[i], consumed[i], unmet[i]));
        }
    });
}
