//! The four elements of clientelism (Hicken 2011), in every society: iteration, asymmetry, reciprocity, personalism. Reciprocity is
//! that of the relations, among the measures of exchange.

use super::{Measure, Needs, Observation, round};
use crate::world::{Flow, Turn};

/// What politicians and the state give to named individuals.
const POLITICAL: [Flow; 5] = [Flow::Gift, Flow::BrokerFee, Flow::Salary, Flow::Relief, Flow::Contract];
/// What patrons and neighbours give to named individuals.
const SOCIAL: [Flow; 5] = [Flow::Wage, Flow::Protection, Flow::Support, Flow::Loan, Flow::Aid];
/// What is given to groups: whoever belongs to them has it.
const GROUP: [Flow; 3] = [Flow::PrivateClub, Flow::PublicClub, Flow::PublicGoods];

/// Part of what was given that went to named individuals.
fn personalism(o: &Observation, individual: &[&[Flow]]) -> Option<f64> {
    let named: f64 = individual.iter().map(|flows| o.flows_of(flows).to_s()).sum();
    let all = named + o.flows_of(&GROUP).to_s();
    (all > 0.0).then(|| named / all)
}

/// Part of the relations at the start of the round that outlasted it. Who left is counted as it left, whoever came is not.
fn kept(o: &Observation) -> Option<f64> {
    let left = o.turns(&[Turn::Switched, Turn::Fled, Turn::Quit]);
    let came = o.turns(&[Turn::Switched, Turn::Joined, Turn::Followed]);
    let before = o.sums.attached as f64 + left - came;
    (before > 0.0).then(|| 1.0 - left / before)
}

fn dependence_gap(o: &Observation) -> Option<f64> {
    let on_patron = (o.sums.lasting > 0).then(|| o.sums.dependence / o.sums.lasting as f64)?;
    Some(on_patron - o.per_attached(o.patrons_with_clients as f64)?)
}

fn old_ties(o: &Observation) -> Option<f64> {
    let all = o.sums.paid_lasting.to_s();
    (all > 0.0).then(|| o.sums.paid_older.to_s() / all)
}

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    round(
        "tie_kept_share",
        "share of relations",
        "Iteration: clients who had a patron at the start of the round and still have the same at its end.",
        kept,
    ),
    round(
        "dependence_gap",
        "difference of shares",
        "Asymmetry: the part of a client's income that comes from its patron (wage less dues and service, beside aid and a public salary), \
         mean over clients who kept their patron; less the part of a patron's revenue from clients that comes from one of them, mean over \
         attached clients, which is the number of patrons with clients by that of attached clients. 1: clients depend, patrons do not.",
        dependence_gap,
    ),
    round(
        "personalism_share",
        "share of what was given",
        "Personalism: what was given to named individuals (wages, protection, support, loans, aid, gifts, brokers' fees, salaries, relief, \
         contracts), of that and of what was given to groups (club goods and public goods).",
        |o| personalism(o, &[&SOCIAL, &POLITICAL]),
    ),
    round(
        "old_ties_share",
        "share of income from patrons",
        "Of what clients who kept their patron earned from it (wage less dues and service): what went to those who had worked for it in an \
         earlier round already.",
        old_ties,
    ),
    Measure {
        name: "political_personalism_share",
        unit: "share of what was given",
        definition: "The same as personalism_share, of what politicians and the state gave: gifts, brokers' fees, salaries, relief and \
                     contracts, against club goods and public goods.",
        needs: Needs::Politics,
        value: |o| {
            o.politics.as_ref()?;
            personalism(o, &[&POLITICAL])
        },
    },
];
