//! Measures of governments: whom officials serve, who they are, and where public money goes.

use super::{Government, of_round, part};
use crate::metrics::{Measure, Needs, Observation};
use crate::world::politics::Purse;
use crate::world::politics::record::Contingency;

fn government(o: &Observation) -> Option<&Government> {
    o.politics.as_ref().map(|politics| &politics.government)
}

fn spent(o: &Observation, purse: Purse) -> Option<f64> {
    government(o)?.spent_share(purse)
}

fn served_connected(o: &Observation) -> Option<f64> {
    let service = government(o)?.service;
    part(service.served_connected, service.asked_connected)
}

fn served_others(o: &Observation) -> Option<f64> {
    let service = government(o)?.service;
    part(service.served_others, service.asked_others)
}

fn partiality(o: &Observation) -> Option<f64> {
    let connected = served_connected(o)?;
    let others = served_others(o)?;
    (connected > 0.0).then(|| 1.0 - others / connected)
}

fn contingency(o: &Observation) -> Option<f64> {
    let Contingency { supporters, supporters_served, others, others_served } = o.politics.as_ref()?.contingency?;
    Some(part(supporters_served, supporters)? - part(others_served, others)?)
}

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    Measure {
        name: "contingency",
        unit: "difference of shares",
        definition: "Clients who got a salary or relief from the state in the round: their share among those who had voted for the \
                     government, less that among the others. 0 where benefits do not hang on the vote.",
        needs: Needs::Term,
        value: contingency,
    },
    of_round(
        "service_connected_share",
        "share of those who asked",
        "Clients served by officials, of the connected who asked: officials and clients of patrons who serve the governing party.",
        served_connected,
    ),
    of_round(
        "service_others_share",
        "share of those who asked",
        "Clients served by officials, of the others who asked.",
        served_others,
    ),
    of_round(
        "service_partiality",
        "share",
        "1 less the service of the unconnected by that of the connected: 0 where officials are impartial.",
        partiality,
    ),
    of_round("merit_posts_share", "share of posts", "Public posts that are not held by patronage.", |o| {
        let government = government(o)?;
        part(government.officials - government.by_patronage, government.officials)
    }),
    of_round("capture", "share", "Mean over districts of the share of posts held by patronage, which keeps audits away.", |o| {
        let government = government(o)?;
        (government.districts > 0).then(|| government.capture / government.districts as f64)
    }),
    of_round("audited_share", "share of districts", "Districts that were audited.", |o| {
        let government = government(o)?;
        part(government.audited, government.districts)
    }),
    of_round(
        "public_goods_effect",
        "share",
        "Effect of public goods e = stock/(stock + government.goods_half), mean over clients.",
        |o| o.per_client(government(o)?.goods_effect),
    ),
    of_round("salaries_share", "share of public spending", "Public money that was paid to officials.", |o| {
        spent(o, Purse::Salary)
    }),
    of_round("public_goods_share", "share of public spending", "Public money for public goods, by rule.", |o| {
        spent(o, Purse::PublicGoods)
    }),
    of_round("relief_share", "share of public spending", "Public money for clients in misfortune.", |o| spent(o, Purse::Relief)),
    of_round("club_share", "share of public spending", "Public money for club goods of villages.", |o| spent(o, Purse::Club)),
    of_round(
        "contracts_share",
        "share of public spending",
        "Public money for contracts with patrons who serve the governing party, before kickbacks.",
        |o| spent(o, Purse::Contract),
    ),
    of_round("leak_share", "share of public spending", "Public money that was stolen.", |o| spent(o, Purse::Leak)),
    of_round("treasury_per_client", "S per client", "Public money left at the end of the round, per client.", |o| {
        o.per_client(government(o)?.treasury.to_s())
    }),
];
