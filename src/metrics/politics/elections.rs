//! Measures of elections: who voted, for whom, and who won.

use super::parties::{disproportionality, effective_number};
use super::{Ballot, Poll, of_election, part};
use crate::metrics::{Measure, Observation};

/// The elections of the round that a measure is of.
fn polls(o: &Observation, ballot: Ballot) -> Vec<&Poll> {
    o.politics.iter().flat_map(|politics| &politics.polls).filter(|poll| poll.of.contains(&ballot)).collect()
}

fn turnout(o: &Observation, ballot: Ballot) -> Option<f64> {
    let sum = |value: fn(&Poll) -> u64| polls(o, ballot).into_iter().map(value).sum();
    part(sum(|poll| poll.turned_out), sum(|poll| poll.voters))
}

/// The mean of a value over assemblies in which it is known.
fn of_assemblies(o: &Observation, value: fn(&Poll) -> Option<f64>) -> Option<f64> {
    let values: Vec<f64> = polls(o, Ballot::Assembly).into_iter().filter_map(value).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    of_election(
        Ballot::Governing,
        "turnout",
        "share of voters",
        "Voters who turned out at the election of the government.",
        |o| turnout(o, Ballot::Governing),
    ),
    of_election(
        Ballot::Legislature,
        "turnout_legislature",
        "share of voters",
        "Voters who turned out at the elections of legislatures, all of them together.",
        |o| turnout(o, Ballot::Legislature),
    ),
    of_election(
        Ballot::Assembly,
        "effective_parties_votes",
        "parties",
        "Effective number of parties 1/Σp² by votes (Laakso and Taagepera 1979): mean over the legislatures elected in the round, or, where \
         there are none, over its elections. Votes of all constituencies are added up.",
        |o| of_assemblies(o, |poll| effective_number(&poll.votes)),
    ),
    of_election(Ballot::Assembly, "effective_parties_seats", "parties", "The same by seats.", |o| {
        of_assemblies(o, |poll| effective_number(&poll.seats))
    }),
    of_election(
        Ballot::Assembly,
        "disproportionality",
        "share",
        "Gallagher's index sqrt(½ Σ(v - s)²) of parties' shares of votes and seats: mean over the same elections; 0 where seats follow votes.",
        |o| of_assemblies(o, |poll| disproportionality(&poll.votes, &poll.seats)),
    ),
    of_election(
        Ballot::Governing,
        "government_vote_share",
        "share of votes",
        "Votes for the government at its election: for candidates whose party governed a district with a village in their constituency until \
         then.",
        |o| {
            let polls = polls(o, Ballot::Governing);
            let sum = |value: fn(&Poll) -> u64| polls.iter().map(|poll| value(poll)).sum();
            part(sum(|poll| poll.votes_for_government), sum(|poll| poll.votes.iter().sum()))
        },
    ),
    of_election(
        Ballot::Any,
        "incumbents_lost_share",
        "share of incumbents",
        "Candidates who won no seat, of those whose party governed or held a seat in their constituency until then, over all elections of \
         the round.",
        |o| {
            let (all, lost) = o.politics.as_ref()?.incumbents;
            part(lost, all)
        },
    ),
];
