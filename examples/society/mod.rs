//! The society that examples time: healthy patrons with 100 clients each, two to a village.

use patronage::phases::Parameters;
use patronage::scenario::Scenario;
use patronage::world::Strategy;
use patronage::world::populate::Kind;

/// A whole number given on the command line, or its default.
pub(crate) fn argument(n: usize, default: u32) -> Result<u32, std::num::ParseIntError> {
    std::env::args().nth(n).map_or(Ok(default), |text| text.parse())
}

/// The scenario of so many clients and rounds.
pub(crate) fn scenario(title: &str, clients: u32, rounds: u32) -> Scenario {
    let mut parameters = Parameters::default();
    parameters.population.clients = clients;
    parameters.population.patrons = (clients / 100).max(1);
    parameters.population.villages = (clients / 200).max(1);
    let mean = Strategy::from_parts([0.7, 0.8, 0.6, 0.05, 0.5]);
    Scenario::plain(title, rounds, parameters, vec![Kind { name: "patron".into(), share: 1.0, mean, spread: 0.05 }])
}
