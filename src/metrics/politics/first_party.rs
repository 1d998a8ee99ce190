//! Measures of the first party of a scenario: the one that an experiment looks at.

use super::{Ballot, FirstParty, of_election, of_round, part};
use crate::metrics::{Measure, Needs, Observation};

fn first(o: &Observation) -> Option<&FirstParty> {
    o.politics.as_ref().map(|politics| &politics.first_party)
}

fn rent_share(o: &Observation) -> Option<f64> {
    let offers = first(o)?.offers;
    let [gifts, kept] = [offers.paid, offers.skimmed].map(crate::quantity::Money::to_s);
    (gifts + kept > 0.0).then(|| kept / (gifts + kept))
}

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    of_election(
        Ballot::Governing,
        "first_party_vote_share",
        "share of votes",
        "Votes for the first party of the scenario at the election of the government; unknown where it does not stand for it.",
        |o| {
            let (own, all) = first(o)?.votes?;
            part(own, all)
        },
    ),
    of_election(
        Ballot::Any,
        "first_party_price",
        "S",
        "Mean gift, of those that were taken, of the first party's candidates in all elections of the round.",
        |o| first(o)?.offers.mean_gift(),
    ),
    of_election(
        Ballot::Any,
        "first_party_rent_share",
        "share of money for gifts",
        "What politicians on the way and brokers kept of the money for gifts of the first party's candidates.",
        rent_share,
    ),
    of_round(
        "first_party_brokers_share",
        "share of patrons",
        "Local patrons who have a politician of the first party as their superior.",
        |o| {
            let (all, _) = o.politics.as_ref()?.patrons;
            part(first(o)?.brokers, all)
        },
    ),
    Measure {
        name: "first_party_deserted_share",
        unit: "share of brokers",
        definition: "Local patrons who left the first party in the round, of those who served it when the round began. Known in the rounds in \
                     which local patrons choose whom to serve, once somebody serves it.",
        needs: Needs::Brokers,
        value: |o| {
            let turnover = first(o)?.turnover?;
            part(turnover.left, turnover.before)
        },
    },
];
