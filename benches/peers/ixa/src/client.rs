//! Clients.

use crate::patron::PatronId;
use ixa::prelude::*;
use peers_shared::Constants;
use peers_shared::rules::{Bond, Character, Outlook, Work};
use peers_shared::start::{StartClient, TIES};

define_entity!(Client);
define_property!(struct Hungry(bool), Client);

/// Its wealth [S].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wealth(pub f64);
impl_property!(Wealth, Client, persist = false);

/// Its bond to a patron.
pub type Bonded = Bond<PatronId>;
/// What it has heard of another patron.
pub type Outlooking = Outlook<PatronId>;

impl_property!(Character, Client, persist = false);
impl_property!(Bonded, Client, persist = false);
impl_property!(Outlooking, Client, persist = false);
impl_property!(Work, Client, persist = false);

/// Whom it knows. The edges of ixa's networks can be reached by copying a client's whole list only; eight ties fit into a property.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ties(pub Option<[ClientId; TIES]>);
impl_property!(Ties, Client, persist = false);

/// The clients of the start, in their order.
pub fn create(
    context: &mut Context,
    constants: &Constants,
    clients: Vec<StartClient>,
    patrons: &[PatronId],
) -> Result<(), IxaError> {
    let satisfaction = constants.productivity * constants.outside;
    let mut ids = Vec::with_capacity(clients.len());
    for client in &clients {
        let loyalty = if client.patron.is_some() { constants.loyalty } else { 0.0 };
        let patron = client.patron.map(|p| patrons[p as usize]);
        ids.push(context.add_entity(with!(
            Client,
            Character { skill: client.skill, values: client.values },
            Bonded { patron, loyalty, resentment: 0.0, satisfaction },
            Outlooking::default(),
            Work::default(),
            Wealth(constants.wealth),
            Hungry(false),
            Ties(None)
        ))?);
    }
    for (&id, client) in ids.iter().zip(&clients) {
        context.set_property(id, Ties(Some(client.ties.map(|tie| ids[tie as usize]))));
    }
    Ok(())
}
