//! 3.10 Campaign: machines find out what they need, plan, gather brokers, and make offers.
//!
//! The four phases of a machine are a file each: `purpose`, `design`, `grow` and `perform`; MODEL.md says what they do and when
//! they are due. Which broker knows a voter is in `know`, how it looks at the voter in [`offer`], what machines have to buy with in `shop`,
//! which offers brokers make in `list`, `shortlist` and [`knapsack`], what is left of the money on its way in `money`, and what it all comes to in `settle`.
//!
//! Reads ideologies, loyalty, consumption, ties, support and club goods. Writes plans, funds, superiors, offers, wealth and
//! capital. Draws: [`Purpose::Grow`](crate::random::Purpose::Grow) and [`Purpose::Know`](crate::random::Purpose::Know). Money enters as
//! private funds and leaves as club goods; gifts, skims and fees change hands.

mod design;
mod grow;
mod keys;
pub mod knapsack;
mod know;
mod list;
mod money;
pub mod offer;
mod perform;
mod purpose;
mod settle;
mod shop;
mod shortlist;

pub use keys::{CAMPAIGN, Campaign, Design, PaidBy, Pricing, Rule};

use super::{Moment, Parameters};
use crate::ids::{ElectionId, PoliticianId};
use crate::world::politics::record::{CampaignPhase, MachineStep};
use crate::world::{Politics, World};

/// Runs the phase: whatever is due in this round of the campaigns for elections that are near.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    // The politics are taken out of the world for as long as both are read and written.
    let Some(mut politics) = world.politics.take() else { return };
    let due = |politics: &Politics, lead| due(politics, parameters, moment.round, lead);
    for election in due(&politics, parameters.campaign.purpose) {
        purpose::run(world, &mut politics, parameters, election);
    }
    for election in due(&politics, parameters.campaign.design) {
        design::run(world, &mut politics, parameters, election);
    }
    let growing = due(&politics, parameters.campaign.grow);
    grow::run(world, &mut politics, parameters, moment, &growing);
    let held = due(&politics, 0);
    if !held.is_empty() {
        perform::run(world, &mut politics, parameters, moment, &held);
    }
    world.politics = Some(politics);
}

/// The elections for which something is due that comes `lead` rounds before them.
fn due(politics: &Politics, parameters: &Parameters, round: u32, lead: u32) -> Vec<ElectionId> {
    let is_due = |after| parameters.politics.is_due(round, lead, after);
    politics.polity.elections().filter(|(_, election)| is_due(election.after)).map(|(e, _)| e).collect()
}

/// Notes what a phase came to; it is complete when `reached` is `wanted`, and of nothing wanted nobody knows.
fn note(politics: &mut Politics, politician: usize, phase: CampaignPhase, wanted: f64, reached: f64) {
    let completion = (wanted > 0.0).then(|| (reached / wanted).clamp(0.0, 1.0));
    let politician = PoliticianId::new(politician);
    politics.record.machines.push(MachineStep { politician, phase, wanted, reached, completion });
}
