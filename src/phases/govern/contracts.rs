//! Contracts for patrons who serve the governing party, and what comes back.

use super::{Domain, Government, Watch};
use crate::ids::PatronId;
use crate::quantity::Money;
use crate::world::politics::{Politics, Purse};
use crate::world::{Flow, Flows, World};

/// A share of what is left goes to the patrons of the district who serve the governing party, in proportion to their clients; unless
/// somebody looks, they return a part of it to its politician.
pub(super) fn give(
    world: &mut World,
    politics: &mut Politics,
    domain: &Domain,
    government: &Government,
    watch: Watch,
    flows: &mut Flows,
) {
    let d = domain.id.index();
    let budget = politics.districts.treasury[d].share(government.contracts);
    if budget == Money::ZERO {
        return;
    }
    let kickback = if watch == Watch::Audited { 0.0 } else { government.kickback };
    let allies = allies(world, politics, domain);
    let clients: u128 = allies.iter().map(|ally| u128::from(world.patrons.clients[ally.index()])).sum();
    for ally in allies {
        let contract = budget.part(world.patrons.clients[ally.index()].into(), clients);
        let returned = contract.share(kickback);
        world.patrons.capital[ally.index()] += contract - returned;
        politics.politicians.funds[domain.politician.index()] += returned;
        politics.districts.stolen[d] += returned;
        politics.districts.pay_out(domain.id, Purse::Contract, contract);
        politics.districts.note(domain.id, Purse::Kickback, returned);
        flows.book(Flow::Contract, contract);
        flows.book(Flow::Kickback, returned);
    }
}

/// The patrons of the district who have clients and serve the governing party.
fn allies(world: &World, politics: &Politics, domain: &Domain) -> Vec<PatronId> {
    let patrons = domain.villages.iter().flat_map(|&village| world.villages.patrons_of(village));
    let serves = |&p: &usize| politics.brokers.party[p] == Some(domain.party) && world.patrons.clients[p] > 0;
    patrons.filter(serves).map(PatronId::new).collect()
}
