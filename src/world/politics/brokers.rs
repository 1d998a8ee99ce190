//! What local patrons are as brokers: one column per attribute, as long as the patrons' columns.

use crate::ids::{PartyId, PoliticianId};
use crate::world::budget;

/// The brokers' columns.
#[derive(Debug, Default)]
pub struct Brokers {
    /// Whose broker the patron is: a candidate of the lowest election; none if it serves nobody.
    pub superior: Vec<Option<PoliticianId>>,
    /// The party of the superior.
    pub party: Vec<Option<PartyId>>,
    /// Where the patron stands politically, in [-1, 1].
    pub ideology: Vec<f32>,
    /// Offers that the broker made for its party in the last round with an election, of all elections held then; for its fee.
    pub names: Vec<u32>,
}

impl Brokers {
    /// Bytes that one patron takes in these columns.
    pub const BYTES: usize = budget::bytes(&budget::BROKERS);
}
