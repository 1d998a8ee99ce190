//! What must hold between keys.

use super::values::Reader;
use crate::phases::Parameters;
use crate::scenario::figures::{figure, memory as amount};
use crate::scenario::memory::{Machine, Size};
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use crate::world::Ties;

impl Reader<'_> {
    /// A problem between keys, shown at those of them that are given.
    pub fn between(&mut self, problem: Problem, keys: &[&str], label: &str, help: &str) {
        let mut places: Vec<Place> = keys.iter().filter_map(|key| self.given.get(*key).copied()).collect();
        places.sort_unstable();
        let last = places.pop().unwrap_or(Place::whole(0));
        let problem = places.into_iter().fold(problem.at(last, label), |problem, at| problem.context(at, ""));
        self.report(problem.help(help));
    }
}

/// Clients that start attached need patrons.
pub(super) fn population(reader: &mut Reader<'_>, parameters: &Parameters) {
    let population = &parameters.population;
    if population.patrons > 0 || population.attached == 0.0 {
        return;
    }
    let share = figure(population.attached);
    let problem = Problem::new(format!("there are no patrons, but clients start with one (`population.attached` is {share})"));
    let help = "set `population.attached = 0`, or let there be patrons";
    reader.between(problem, &["population.patrons", "population.attached"], "", help);
}

/// A client has a fixed number of slots for ties.
pub(super) fn ties(reader: &mut Reader<'_>, parameters: &Parameters) {
    let network = &parameters.network;
    let ties = network.village_ties + network.far_ties;
    if ties as usize <= Ties::SLOTS {
        return;
    }
    let title = format!("{ties} ties per client are too many: a client has {} slots", Ties::SLOTS);
    let label = format!("{} village ties and {} far ties", network.village_ties, network.far_ties);
    let help = "lower `network.village_ties` or `network.far_ties`";
    reader.between(Problem::new(title), &["network.village_ties", "network.far_ties"], &label, help);
}

/// Whether the world fits into the machine's memory; it must.
pub(super) fn memory(reader: &mut Reader<'_>, size: Size, machine: &Machine) -> bool {
    let needed = size.memory(machine.threads);
    if needed <= machine.memory {
        return true;
    }
    let (needed, there) = (amount(needed), amount(machine.memory));
    let title = format!("this needs about {needed} of memory, and {there} are free");
    let keys = ["population.clients", "population.patrons", "population.villages", "population.table"];
    reader.between(Problem::new(title), &keys, "", "lower the sizes, close other programs, or use a larger machine");
    false
}
