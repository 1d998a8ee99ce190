//! In which rounds the networks are measured: what `measures.every` says, at the start and after events. And in which elections are
//! held.

use crate::metrics::politics::Ballot;
use crate::parameter::Value;
use crate::phases::Parameters;
use crate::scenario::Event;
use crate::scenario::expectation::When;
use crate::world::politics::{self, Polity};
use std::sync::Arc;

/// The rounds of a scenario, as far as they are known.
pub(super) struct Calendar {
    /// The last round.
    pub rounds: Option<u32>,
    /// How many clients there are.
    pub clients: usize,
    /// Rounds between measurements from a round on, the first from round 0.
    every: Vec<(u32, u32)>,
    /// Election days.
    pub politics: politics::Calendar,
    /// Rounds before an election in which local patrons choose whom to serve.
    grow: u32,
    /// The elections; none without politics, or if what is written of them is wrong.
    polity: Option<Arc<Polity>>,
}

impl Calendar {
    pub fn new(parameters: &Parameters, events: &[Event], rounds: Option<u32>, polity: Option<Arc<Polity>>) -> Self {
        let changes = events.iter().flat_map(|event| event.changes.iter().map(|change| (event.round, change)));
        let every = changes.filter_map(|(round, (path, value))| match value {
            Value::Count(every) if path == "measures.every" => Some((round, *every)),
            _ => None,
        });
        Self {
            rounds,
            clients: parameters.population.clients as usize,
            every: [(0, parameters.measures.every)].into_iter().chain(every).collect(),
            politics: parameters.politics.clone(),
            grow: parameters.campaign.grow,
            polity,
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
        let (first, last) = self.span(when)?;
        (first..=last).find(|&round| !self.measures(round))
    }

    /// The first and the last round of a time; nothing if the last round of the scenario is not known.
    pub fn span(&self, when: When) -> Option<(u32, u32)> {
        let end = self.rounds?;
        Some(match when {
            When::Start => (0, 0),
            When::Round(round) => (round, round),
            When::End => (end, end),
            When::Mean(count) => ((end + 1).saturating_sub(count), end),
        })
    }

    /// Whether there is no election of this kind, ever.
    pub fn is_without(&self, ballot: Ballot) -> bool {
        let polity = self.polity.as_deref();
        polity.is_some_and(|polity| !polity.elections().any(|(election, _)| ballot.includes(polity, election)))
    }

    /// The rounds, in order, in which local patrons choose whom to serve; nothing if that is not known.
    pub fn choices_of_brokers(&self) -> Option<impl Iterator<Item = u32>> {
        let (rounds, polity) = (self.rounds?, self.polity.as_deref()?);
        let after = polity.election(polity.lowest_election()).after;
        Some((1..=rounds).filter(move |&round| self.politics.is_due(round, self.grow, after)))
    }

    /// The rounds, in order, in which elections of this kind are held; nothing if that is not known.
    pub fn elections(&self, ballot: Ballot) -> Option<impl Iterator<Item = u32>> {
        let (rounds, polity) = (self.rounds?, self.polity.as_deref()?);
        let after: Vec<u32> =
            polity.elections().filter(|(id, _)| ballot.includes(polity, *id)).map(|(_, election)| election.after).collect();
        Some((1..=rounds).filter(move |&round| after.iter().any(|&after| self.politics.is_due(round, 0, after))))
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
        let calendar = Calendar::new(&parameters, &[event(11, 1), event(15, 0)], Some(17), None);
        let rounds: Vec<u32> = (0..=17).filter(|&round| calendar.measures(round)).collect();
        assert_eq!(rounds, [0, 5, 10, 11, 12, 13, 14, 17]);
        let missing = [When::Start, When::End, When::Round(4), When::Round(12), When::Mean(1), When::Mean(3)];
        assert_eq!(missing.map(|when| calendar.without_networks(when)), [None, None, Some(4), None, None, Some(15)]);
    }

    #[test]
    fn elections_are_held_as_polity_and_keys_say() {
        let mut parameters = Parameters::default();
        (parameters.politics.every, parameters.politics.first) = (6, 4);
        let mut polity = Polity::two_parties(vec![10], 1, 100.0);
        let council = politics::Election { office: politics::Office::Legislature, after: 1, ..polity.elections[0].clone() };
        let held = |polity: Polity, ballot| -> Vec<u32> {
            Calendar::new(&parameters, &[], Some(17), Some(Arc::new(polity))).elections(ballot).expect("a polity").collect()
        };
        assert_eq!(held(polity.clone(), Ballot::Legislature), [0; 0]);
        assert_eq!(held(polity.clone(), Ballot::Assembly), [4, 10, 16]);
        polity.elections.push(council);
        assert_eq!(held(polity.clone(), Ballot::Governing), [4, 10, 16]);
        assert_eq!(held(polity.clone(), Ballot::Assembly), [5, 11, 17]);
        assert_eq!(held(polity, Ballot::Any), [4, 5, 10, 11, 16, 17]);
    }

    #[test]
    fn brokers_choose_before_the_lowest_election() {
        let mut parameters = Parameters::default();
        (parameters.politics.every, parameters.politics.first, parameters.campaign.grow) = (6, 4, 3);
        let mut polity = Polity::two_parties(vec![10], 1, 100.0);
        polity.elections[0].after = 1;
        let chosen = |polity: &Polity| -> Vec<u32> {
            let calendar = Calendar::new(&parameters, &[], Some(17), Some(Arc::new(polity.clone())));
            calendar.choices_of_brokers().expect("a polity").collect()
        };
        assert_eq!(chosen(&polity), [2, 8, 14]);
        let council = politics::Election { under: Some(crate::ids::ElectionId::new(0)), after: 0, ..polity.elections[0].clone() };
        polity.elections.push(council);
        assert_eq!(chosen(&polity), [1, 7, 13]);
    }
}
