//! Measures of offers to voters: to whom, at which price, and what came of them.

use super::{Ballot, PoliticalObservation, of_election, of_round, part};
use crate::metrics::{Measure, Observation};
use crate::quantity::Money;
use crate::world::politics::record::OfferCounts;
use crate::world::politics::{Attitude, Strategy};
use crate::world::{Flow, Turn};

/// What makes up the cost of campaigns, funds that are left not included.
const SPENDING: [Flow; 5] = [Flow::Gift, Flow::Skim, Flow::BrokerSkim, Flow::BrokerFee, Flow::PrivateClub];

const fn of_offers(
    name: &'static str,
    unit: &'static str,
    definition: &'static str,
    value: fn(&Observation) -> Option<f64>,
) -> Measure {
    of_election(Ballot::Any, name, unit, definition, value)
}

fn of_offered(o: &Observation, count: fn(&OfferCounts) -> u64) -> Option<f64> {
    let offers = &o.politics.as_ref()?.offers;
    part(count(offers), offers.offered)
}

fn of_taken(o: &Observation, count: fn(&OfferCounts) -> u64) -> Option<f64> {
    let offers = &o.politics.as_ref()?.offers;
    part(count(offers), offers.accepted)
}

fn strategy_share(o: &Observation, strategy: Strategy) -> Option<f64> {
    let politics = o.politics.as_ref()?;
    part(politics.by_strategy[strategy as usize].offered, politics.offers.offered)
}

fn attitude_share(o: &Observation, attitude: Attitude) -> Option<f64> {
    let politics = o.politics.as_ref()?;
    part(politics.by_attitude[attitude as usize].accepted, politics.offers.accepted)
}

/// Money per so many \[S\]; unknown if there are none.
fn price(o: &Observation, money: fn(&OfferCounts) -> Money, count: fn(&OfferCounts) -> u64) -> Option<f64> {
    let offers = &o.politics.as_ref()?.offers;
    (count(offers) > 0).then(|| money(offers).to_s() / count(offers) as f64)
}

/// The mean gift at one level over that at the top.
fn price_to_top(o: &Observation, which: fn(&[OfferCounts]) -> Option<&OfferCounts>) -> Option<f64> {
    let levels = &o.politics.as_ref()?.by_level;
    Some(which(levels)?.mean_gift()? / levels.last()?.mean_gift()?)
}

fn offered_share(o: &Observation) -> Option<f64> {
    let reach = o.politics.as_ref()?.reach?;
    part(reach.offered.iter().sum(), reach.clients.iter().sum())
}

fn offered_answered_share(o: &Observation) -> Option<f64> {
    Some(o.politics.as_ref()?.reporting * offered_share(o)?)
}

/// The mean ties of voters who were offered something, by that of all.
fn offered_ties_ratio(o: &Observation) -> Option<f64> {
    let reach = o.politics.as_ref()?.reach?;
    let [offered, all] =
        [(reach.ties_offered, reach.offered), (reach.ties, reach.clients)].map(|(ties, voters)| part(ties, voters.iter().sum()));
    all.filter(|&all| all > 0.0).and_then(|all| Some(offered? / all))
}

fn gifts_first_group_ratio(o: &Observation) -> Option<f64> {
    let gifts = o.politics.as_ref()?.by_group?;
    let [first, others] = [0, 1].map(|group| part(gifts.taken[group], gifts.voters[group]));
    others.filter(|&others| others > 0.0).and_then(|others| Some(first? / others))
}

/// Something per voter of the round's elections, each voter counted once.
fn per_voter(o: &Observation, count: fn(&PoliticalObservation) -> u64) -> Option<f64> {
    let politics = o.politics.as_ref()?;
    part(count(politics), politics.reach?.clients.iter().sum())
}

fn taken(politics: &PoliticalObservation, strategy: Strategy) -> u64 {
    politics.by_strategy[strategy as usize].accepted
}

fn offered_poorest_to_richest(o: &Observation) -> Option<f64> {
    let reach = o.politics.as_ref()?.reach?;
    let [poorest, richest] = [0, 4].map(|fifth| part(reach.offered[fifth], reach.clients[fifth]));
    richest.filter(|&richest| richest > 0.0).and_then(|richest| Some(poorest? / richest))
}

fn broker_rent_share(o: &Observation) -> Option<f64> {
    o.politics.as_ref()?;
    let [gifts, kept] = [&[Flow::Gift] as &[Flow], &[Flow::Skim, Flow::BrokerSkim]].map(|flows| o.flows_of(flows).to_s());
    (gifts + kept > 0.0).then(|| kept / (gifts + kept))
}

/// The measures, in the order of the columns.
pub const MEASURES: &[Measure] = &[
    of_offers("offered_share", "share of voters", "Voters who were offered something in the round, by whomever.", offered_share),
    of_offers(
        "offered_answered_share",
        "share of voters",
        "Voters who would say in a survey of all that they were offered something: survey.reporting of those who were.",
        offered_answered_share,
    ),
    of_offers(
        "offered_ties_ratio",
        "ratio",
        "Mean number of ties of voters who were offered something, by that of all voters: above 1 where the well connected are targeted.",
        offered_ties_ratio,
    ),
    of_offers(
        "offered_poorest_to_richest",
        "ratio",
        "The share of those who were offered something in the poorest fifth of incomes, by that in the richest fifth.",
        offered_poorest_to_richest,
    ),
    of_offers("vote_buying_share", "share of offers", "Offers for vote buying: the voter votes for another without it.", |o| {
        strategy_share(o, Strategy::Vote)
    }),
    of_offers(
        "turnout_buying_share",
        "share of offers",
        "Offers for turnout buying: the voter prefers the payer, and stays at home without it.",
        |o| strategy_share(o, Strategy::Turnout),
    ),
    of_offers(
        "abstention_buying_share",
        "share of offers",
        "Offers for abstention buying: the voter votes for another without it, and is paid to stay at home.",
        |o| strategy_share(o, Strategy::Abstention),
    ),
    of_offers(
        "double_persuasion_share",
        "share of offers",
        "Offers for double persuasion: the voter prefers another, and stays at home without it.",
        |o| strategy_share(o, Strategy::Persuasion),
    ),
    of_offers("reward_share", "share of offers", "Rewards: offers to voters who vote for the payer anyway.", |o| {
        strategy_share(o, Strategy::Reward)
    }),
    of_offers(
        "votes_bought_share",
        "share of voters",
        "Offers for vote buying that were taken, per voter: added up over all elections of the round and all who pay, so that a voter who took \
         several counts several times.",
        |o| per_voter(o, |politics| taken(politics, Strategy::Vote)),
    ),
    of_offers("turnout_bought_share", "share of voters", "The same of turnout buying.", |o| {
        per_voter(o, |politics| taken(politics, Strategy::Turnout))
    }),
    of_offers("abstention_bought_share", "share of voters", "The same of abstention buying.", |o| {
        per_voter(o, |politics| taken(politics, Strategy::Abstention))
    }),
    of_offers("persuasion_bought_share", "share of voters", "The same of double persuasion.", |o| {
        per_voter(o, |politics| taken(politics, Strategy::Persuasion))
    }),
    of_offers("accepted_share", "share of offers", "Offers that the voter took.", |o| of_offered(o, |offers| offers.accepted)),
    of_offers("complied_share", "share of offers taken", "Offers taken after which the voter did what was demanded.", |o| {
        of_taken(o, |offers| offers.complied)
    }),
    of_offers("delivered_share", "share of offers taken", "Offers taken after which the voter voted for the payer.", |o| {
        of_taken(o, |offers| offers.delivered)
    }),
    of_offers(
        "changed_share",
        "share of offers taken",
        "Offers taken without which the voter would have chosen otherwise.",
        |o| of_taken(o, |offers| offers.changed),
    ),
    of_offers(
        "moved_share",
        "share of voters",
        "Offers taken without which the voter would have chosen otherwise, per voter, added up over all elections of the round and all who pay.",
        |o| per_voter(o, |politics| politics.offers.changed),
    ),
    of_offers(
        "anyway_share",
        "share of offers taken",
        "Offers taken by voters who would have voted for the payer anyway.",
        |o| of_taken(o, |offers| offers.anyway),
    ),
    of_offers(
        "taken_by_loyal_share",
        "share of offers taken",
        "Offers taken by voters who like the payer better than every other candidate, by more than voting.swing.",
        |o| attitude_share(o, Attitude::Loyal),
    ),
    of_offers(
        "taken_by_swing_share",
        "share of offers taken",
        "Offers taken by voters to whom the payer and the best other candidate differ by at most voting.swing.",
        |o| attitude_share(o, Attitude::Swing),
    ),
    of_offers(
        "taken_by_opposed_share",
        "share of offers taken",
        "Offers taken by voters who like another candidate better than the payer, by more than voting.swing.",
        |o| attitude_share(o, Attitude::Opposed),
    ),
    of_offers(
        "gifts_first_group_ratio",
        "ratio",
        "Gifts taken per voter in villages of the group that is named first in the table of villages (column group), by the same in all other \
         villages, over all elections of the round; unknown where there are no two groups.",
        gifts_first_group_ratio,
    ),
    of_offers("price_per_offer", "S", "Mean gift of the offers that were taken.", |o| o.politics.as_ref()?.offers.mean_gift()),
    of_offers("price_per_offer_rupiah", "Rp", "The same in rupiah, by politics.rupiah_per_subsistence.", |o| {
        let politics = o.politics.as_ref()?;
        Some(politics.offers.mean_gift()? * politics.rupiah)
    }),
    of_offers(
        "price_lowest_to_top",
        "ratio",
        "Mean gift in the lowest election over that in the highest above it; unknown where not both are held in the round.",
        |o| price_to_top(o, <[OfferCounts]>::first),
    ),
    of_offers("price_second_to_top", "ratio", "The same of the election next to the highest.", |o| {
        price_to_top(o, |levels| levels.len().checked_sub(2).map(|second| &levels[second]))
    }),
    of_offers(
        "price_per_vote",
        "S",
        "Gifts, and what politicians and brokers on the way kept, per voter who took a gift and voted for the payer.",
        |o| price(o, |offers| offers.paid + offers.skimmed, |offers| offers.delivered),
    ),
    of_offers(
        "price_per_changed_vote",
        "S",
        "The same money per gift without which the voter would have chosen otherwise.",
        |o| price(o, |offers| offers.paid + offers.skimmed, |offers| offers.changed),
    ),
    of_offers(
        "broker_rent_share",
        "share of money for gifts",
        "What politicians on the way and brokers kept of the round's money for gifts.",
        broker_rent_share,
    ),
    of_round(
        "campaign_spending",
        "S per client",
        "What campaigns cost in the round: gifts, what was kept on the way, brokers' fees and candidates' club goods.",
        |o| {
            o.politics.as_ref()?;
            o.per_client(o.flows_of(&SPENDING).to_s())
        },
    ),
    of_round("broker_share", "share of patrons", "Local patrons who have a politician as their superior.", |o| {
        let (all, brokers) = o.politics.as_ref()?.patrons;
        part(brokers, all)
    }),
    of_round(
        "defection_share",
        "share of patrons",
        "Local patrons who left one politician for another, or for none, in the round.",
        |o| {
            let (all, _) = o.politics.as_ref()?.patrons;
            part(o.flows.turns(Turn::Defected), all)
        },
    ),
];
