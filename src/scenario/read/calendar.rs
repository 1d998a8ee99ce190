//! In which rounds the networks are measured: what `measures.every` says, at the start and after events.

use crate::parameter::Value;
use crate::phases::Parameters;
use crate::scenario::Event;
use crate::scenario::expectation::When;

/// The rounds of a scenario, as far as they are known.
pub(super) struct Calendar {
    /// The last round.
    pub rounds: Option<u32>,
    /// How many clients there are.
    pub clients: usize,
    /// Rounds between measurements from a round on, the first from round 0.
    every: Vec<(u32, u32)>,
}

impl Calendar {
    pub fn new(parameters: &Parameters, events: &[Event], rounds: Option<u32>) -> Self {
        let changes = events.iter().flat_map(|event| event.changes.iter().map(|change| (event.round, change)));
        let every = changes.filter_map(|(round, (path, value))| match value {
            Value::Count(every) if path == "measures.every" => Some((round, *every)),
            _ => None,
        });
        Self {
            rounds,
            clients: parameters.population.clients as usize,
            every: [(0, parameters.measures.every)].into_iter().chain(every).collect(),
        }
    }

    /// Rounds between measurements in a round; 0 if only the last round is measured.
    pub fn every(&self, round: u32) -> u32 {
        self.every.iter().rev().find(|(from, _)| *from <= round).map_or(0, |(_, every)| *every)
    }

    /// Whether the networks are measured in a round.
    fn measures(&self, round: u32) -> bool {
        let every = self.every(round);
        self.rounds == Some(round) || (every > 0 && round.is_multiple_of(every))
    }

    /// The first round of a time in which networks are not measured; nothing if they are in all of them, or if the last round
    /// is not known.
    pub fn without_networks(&self, when: When) -> Option<u32> {
        let end = self.rounds?;
        let (first, last) = match when {
            When::Start => (0, 0),
            When::Round(round) => (round, round),
            When::End => (end, end),
            When::Mean(count) => ((end + 1).saturating_sub(count), end),
        };
        (first..=last).find(|&round| !self.measures(round))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_measured_as_the_key_and_events_say() {
        let mut parameters = Parameters::default();
        parameters.measures.every = 5;
        let event = |round, every| {
            let changes = vec![("measures.every".to_owned(), Value::Count(every))];
            Event { round, note: String::new(), changes }
        };
        let calendar = Calendar::new(&parameters, &[event(11, 1), event(15, 0)], Some(17));
        let rounds: Vec<u32> = (0..=17).filter(|&round| calendar.measures(round)).collect();
        assert_eq!(rounds, [0, 5, 10, 11, 12, 13, 14, 17]);
        let missing = [When::Start, When::End, When::Round(4), When::Round(12), When::Mean(1), When::Mean(3)];
        assert_eq!(missing.map(|when| calendar.without_networks(when)), [None, None, Some(4), None, None, Some(15)]);
    }
}
