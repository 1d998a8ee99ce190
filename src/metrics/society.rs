//! Measures of the society and its relations.

use super::{Measure, Observation, round, state};
use crate::world::{Rescue, Turn};

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    state("attached_share", "share of clients", "Clients who have a patron.", |o| o.per_client(o.sums.attached as f64)),
    state("loyalty_mean", "share", "Mean loyalty of attached clients.", |o| o.per_attached(o.sums.loyalty)),
    round(
        "reciprocity_mean",
        "share",
        "Mean dyadic reciprocity 2·min(R,G)/(R+G) of the round's relations, in the clients' eyes.",
        |o| o.relations.mean(o.relations.health[4]),
    ),
    round("reciprocity_p10", "share", "Dyadic reciprocity below which a tenth of the round's relations lies, to 0.001.", |o| {
        o.relations.reciprocity_quantile(0.1)
    }),
    round("reciprocity_p50", "share", "Median dyadic reciprocity of the round's relations, to 0.001.", |o| {
        o.relations.reciprocity_quantile(0.5)
    }),
    round("reciprocity_p90", "share", "Dyadic reciprocity above which a tenth of the round's relations lies, to 0.001.", |o| {
        o.relations.reciprocity_quantile(0.9)
    }),
    round("exchange_rate_mean", "share", "Mean exchange rate X = R/(R+G) of the round's relations; ½ is even.", |o| {
        o.relations.mean(o.relations.exchange_rate)
    }),
    state("resentment_mean", "share", "Mean resentment of all clients.", |o| o.per_client(o.sums.resentment)),
    state(
        "satisfaction_mean",
        "S per round and skill",
        "Mean satisfaction of all clients: what was left to them, by their skill.",
        |o| o.per_client(o.sums.satisfaction),
    ),
    round("hungry_share", "share of clients", "Clients whose wealth less unmet loss was below subsistence.", |o| {
        o.per_client(o.sums.hungry as f64)
    }),
    round("unmet_mean", "S per client", "Part of misfortunes that nobody could pay, per client.", |o| {
        o.per_client(o.sums.unmet.to_s())
    }),
    round("misfortune_share", "share of clients", "Clients who suffered a misfortune.", |o| {
        o.per_client(o.flows.misfortunes() as f64)
    }),
    round(
        "resilience",
        "share of misfortunes",
        "Misfortunes of the round that ended without hunger: the sum of the four shares that follow.",
        |o| o.per_misfortune(o.flows.misfortunes() - o.flows.unrescued()),
    ),
    round(
        "saved_by_wealth_share",
        "share of misfortunes",
        "Misfortunes that the client could have paid by itself and still have lived, whatever others paid.",
        |o| o.per_misfortune(o.flows.rescued(Rescue::OwnWealth)),
    ),
    round(
        "saved_by_patron_share",
        "share of misfortunes",
        "Misfortunes in which the client first had enough to live by its patron: by cover, or after its neighbours' aid by credit.",
        |o| o.per_misfortune(o.flows.rescued(Rescue::Patron)),
    ),
    round(
        "saved_by_state_share",
        "share of misfortunes",
        "Misfortunes in which the client first had enough to live by relief from the state; 0 where there is no politics.",
        |o| o.per_misfortune(o.flows.rescued(Rescue::State)),
    ),
    round(
        "saved_by_ties_share",
        "share of misfortunes",
        "Misfortunes in which the client first had enough to live by the aid of another client.",
        |o| o.per_misfortune(o.flows.rescued(Rescue::Ties)),
    ),
    round("unsaved_share", "share of misfortunes", "Misfortunes from which nothing saved the client: it went hungry.", |o| {
        o.per_misfortune(o.flows.unrescued())
    }),
    round("churn_share", "share of clients", "Clients who joined, changed or left a patron in the round.", |o| {
        o.per_client(o.turns(&[Turn::Switched, Turn::Joined, Turn::Fled, Turn::Quit, Turn::Followed]))
    }),
    state("tenure_mean", "rounds", "Mean time of attached clients with their patron.", |o| o.per_attached(o.sums.tenure as f64)),
    state("indebted_share", "share of clients", "Clients who owe their patron something.", |o| {
        o.per_client(o.sums.indebted as f64)
    }),
    round("output_mean", "S per client", "Output per client, with and without patron.", |o| {
        o.per_client(o.flows.output().to_s())
    }),
    state("capital_per_client", "S per client", "Capital of all patrons per client.", |o| o.per_client(o.capital.to_s())),
    state("wage_mean", "share of output", "Share of the output that patrons pay as wage, weighted by clients.", |o| {
        Some(o.strategy?.wage)
    }),
    state(
        "protection_mean",
        "share of losses",
        "Share of misfortunes that patrons promise to cover, weighted by clients.",
        |o| Some(o.strategy?.protection),
    ),
    state("support_mean", "share", "Help in kind, of the most there can be, weighted by clients.", |o| Some(o.strategy?.support)),
    state("coercion_mean", "share", "Force, weighted by clients.", |o| Some(o.strategy?.coercion)),
    state("credit_mean", "share of shortfalls", "Share of shortfalls that patrons lend, weighted by clients.", |o| {
        Some(o.strategy?.credit)
    }),
    state("gini_wealth_clients", "index", "Gini of clients' wealth before consumption.", |o| o.wealth_clients.gini()),
    state("gini_wealth_all", "index", "Gini of clients' wealth before and patrons' capital after consumption.", |o| {
        o.wealth_all.gini()
    }),
    round("gini_income_clients", "index", "Gini of clients' income: wage less dues and service, or the whole own output.", |o| {
        o.income_clients.gini()
    }),
    round("gini_consumption_clients", "index", "Gini of clients' consumption.", |o| o.consumption_clients.gini()),
    round("gini_consumption_all", "index", "Gini of clients' and patrons' consumption.", |o| o.consumption_all.gini()),
    state("theil_wealth_clients", "nats", "Theil T of clients' wealth before consumption.", |o| o.wealth_clients.theil()),
    state("palma_wealth_clients", "ratio", "Wealth of the richest 10 % of clients over that of the poorest 40 %.", |o| {
        o.wealth_clients.palma()
    }),
    state("top1_share_wealth_all", "share of wealth", "Wealth held by the richest 1 % of clients and patrons.", |o| {
        o.wealth_all.top_share(0.01)
    }),
    state("top10_share_wealth_all", "share of wealth", "Wealth held by the richest 10 % of clients and patrons.", |o| {
        o.wealth_all.top_share(0.1)
    }),
    round(
        "health_index",
        "share",
        "Mean of the five marks of a healthy relation, over the round's relations.",
        Observation::health,
    ),
    round("health_beyond_wage", "share", "Losses covered and support given, of what was needed (Scott's first mark).", |o| {
        o.relations.mean(o.relations.health[0])
    }),
    round(
        "health_voluntariness",
        "share",
        "Part of effort and stay that loyalty explains, not fear or debt (second mark).",
        |o| o.relations.mean(o.relations.health[1]),
    ),
    round("health_reciprocated_loyalty", "share", "Loyalty, as far as what is asked lies within the work (third mark).", |o| {
        o.relations.mean(o.relations.health[2])
    }),
    round("health_mutual_aid", "share", "Help outside work, in both directions (fourth mark).", |o| {
        o.relations.mean(o.relations.health[3])
    }),
    round("health_mutual_value", "share", "What each gives, in the receivers' eyes: dyadic reciprocity (fifth mark).", |o| {
        o.relations.mean(o.relations.health[4])
    }),
    round("legitimacy", "share", "Mean loyalty over the round's relations: compliance that needs no fear.", |o| {
        o.relations.mean(o.relations.loyalty)
    }),
    round("compliance", "share", "Mean of loyalty or fear, whichever is larger, over the round's relations.", |o| {
        o.relations.mean(o.relations.compliance)
    }),
    state("ties_per_client", "ties per client", "Ties that clients have, at most 8 each: whom they know.", |o| {
        o.per_client(o.sums.ties.held as f64)
    }),
    state("ties_informing_share", "share of ties", "Ties that carry news of patrons: stronger than uses.information.", |o| {
        o.per_tie(o.sums.ties.informing)
    }),
    state("ties_strong_share", "share of ties", "Strong ties, through which help flows: stronger than uses.help.", |o| {
        o.per_tie(o.sums.ties.strong)
    }),
    state("ties_teaching_share", "share of ties", "Ties through which skill spreads: stronger than uses.knowledge.", |o| {
        o.per_tie(o.sums.ties.teaching)
    }),
    state(
        "ties_introducing_share",
        "share of ties",
        "Ties through which introductions to a patron are given: stronger than uses.access.",
        |o| o.per_tie(o.sums.ties.introducing),
    ),
    state("skill_mean", "mean skill at the start", "Mean skill of clients: 1 at the start, but for chance.", |o| {
        o.per_client(o.sums.skill)
    }),
];
