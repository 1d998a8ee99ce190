//! Design: how much money is for villages, voters and brokers; club goods are given.
//!
//! Reads funds and support. Writes plans, funds and club goods. Draws nothing. Money leaves, as club goods.

use super::{Campaign, note};
use crate::ids::{ElectionId, PartyId, VillageId};
use crate::phases::Parameters;
use crate::quantity::Money;
use crate::world::politics::record::CampaignPhase;
use crate::world::{Flow, Flows, Politics, World};

/// Runs the phase for an election.
pub(super) fn run(world: &mut World, politics: &mut Politics, parameters: &Parameters, election: ElectionId) {
    let villages = politics.polity.election(election).villages();
    for (k, villages) in villages.iter().enumerate() {
        for candidate in politics.polity.candidates(election, k as u32) {
            let (budget, planned) = plan(world, politics, &parameters.campaign, candidate, villages);
            note(politics, candidate, CampaignPhase::Design, budget.to_s(), planned.to_s());
        }
    }
}

/// Plans a candidate's money and gives its club goods; its budget, and what of it is for villages.
fn plan(
    world: &mut World,
    politics: &mut Politics,
    campaign: &Campaign,
    candidate: usize,
    villages: &[VillageId],
) -> (Money, Money) {
    let budget = politics.politicians.funds[candidate];
    let weights = weights(politics, politics.politicians.party[candidate], villages);
    let club = give_clubs(politics, &mut world.flows, candidate, budget.share(campaign.club), villages, &weights);
    let fees = budget.share(campaign.fees).min(budget - club);
    let gifts = budget - club - fees;
    let plan = &mut politics.politicians.plan[candidate];
    (plan.gifts, plan.fees) = (gifts, fees);
    let has_voters = weights.iter().any(|&weight| weight > 0.0);
    (budget, if has_voters { club + gifts } else { Money::ZERO })
}

/// What part of a party's money villages get, relative to one another: `voters·(¼ + s(1-s))`. Where the last election was close,
/// money is thought to move most.
pub(super) fn weights(politics: &Politics, party: PartyId, villages: &[VillageId]) -> Vec<f64> {
    let weight = |village: &VillageId| {
        let support = f64::from(politics.places.support(*village)[party.index()]);
        f64::from(politics.polity.voters[village.index()]) * (0.25 + support * (1.0 - support))
    };
    villages.iter().map(weight).collect()
}

/// Gives club goods to villages; what they cost in all.
fn give_clubs(
    politics: &mut Politics,
    flows: &mut Flows,
    candidate: usize,
    amount: Money,
    villages: &[VillageId],
    weights: &[f64],
) -> Money {
    let party = politics.politicians.party[candidate].index();
    let mut given = Money::ZERO;
    for (&village, part) in villages.iter().zip(amount.shared_out(weights)).filter(|(_, part)| *part > Money::ZERO) {
        let voters = f64::from(politics.polity.voters[village.index()]);
        politics.places.club_mut(village)[party] += (part.to_s() / voters) as f32;
        flows.book(Flow::PrivateClub, part);
        given += part;
    }
    politics.politicians.funds[candidate] -= given;
    given
}
