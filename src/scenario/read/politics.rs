//! Parties, elections and places.

use crate::ids::VillageId;
use crate::phases::Parameters;
use crate::world::Villages;
use crate::world::politics::Polity;

/// The polity of a scenario that names neither parties nor elections.
pub(super) fn default(parameters: &Parameters) -> Option<Polity> {
    let (population, calendar) = (&parameters.population, &parameters.politics);
    if calendar.every == 0 {
        return None;
    }
    let villages = Villages::even(population.villages as usize, population.clients as usize, 0);
    let voters = (0..villages.len()).map(|v| villages.clients_of(VillageId::new(v)).len() as u32).collect();
    Some(Polity::two_parties(voters, calendar.districts as usize, calendar.station_size))
}
