//! Patrons.

use ixa::prelude::*;
use peers_shared::rules::Terms;
use peers_shared::{Constants, Start};

define_entity!(Patron);

/// Its capital [S].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capital(pub f64);
impl_property!(Capital, Patron, persist = false);
// Terms come from elsewhere: a property of them.
impl_property!(Terms, Patron, persist = false);

/// The patrons of the start, in their order.
pub fn create(context: &mut Context, constants: &Constants, start: &Start) -> Result<Vec<PatronId>, IxaError> {
    let mut capital = vec![0.0; start.patrons.len()];
    for p in start.clients.iter().filter_map(|client| client.patron) {
        capital[p as usize] += constants.capital_per_client;
    }
    let strategies = start.patrons.iter().zip(capital);
    strategies.map(|(&strategy, capital)| context.add_entity(with!(Patron, Terms::of(strategy), Capital(capital)))).collect()
}
