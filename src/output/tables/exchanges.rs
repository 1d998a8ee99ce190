//! `exchanges`: what changed hands, by round, good and channel.

use super::{count, start};
use crate::output::Collected;
use crate::output::collect::Round;
use crate::table::Table;
use crate::world::{Flow, Flows};

/// A good that is exchanged, and who gives it to whom through which channel.
#[derive(Clone, Copy, Debug)]
pub struct Good {
    /// The word for it.
    pub name: &'static str,
    /// The flow it is booked as.
    pub flow: Flow,
    /// Who gives it.
    pub giver: &'static str,
    /// Who receives it.
    pub receiver: &'static str,
    /// Through which channel: see `CHANNELS`.
    pub channel: &'static str,
    /// Whose money it was: `private` or `public`.
    pub funds: &'static str,
    /// What it is, one sentence.
    pub meaning: &'static str,
}

/// The channels, in words.
const CHANNELS: &str = "individual: from one to another, by name; group: to whoever belongs to a village or district; law: by law, as a tax \
                        or a fine; theft: stolen.";

/// All goods, in the order of the rows: those of every society, then those of politics.
pub const GOODS: [Good; 26] = [
    individual("wage", Flow::Wage, "patron", "client", "Money for work."),
    individual("dues", Flow::Dues, "client", "patron", "Money taken back by force."),
    individual("service", Flow::Service, "client", "patron", "Personal service out of loyalty, at its value in money."),
    individual("protection", Flow::Protection, "patron", "client", "What a patron pays of a client's misfortune."),
    individual("support", Flow::Support, "patron", "client", "Help in kind, at what it costs the patron."),
    individual("aid", Flow::Aid, "client", "client", "Money given to a neighbour in need."),
    individual("loan", Flow::Loan, "patron", "client", "Money lent to a client that is short of subsistence."),
    individual("repayment", Flow::Repayment, "client", "patron", "Money paid back on a debt."),
    individual("fine", Flow::Fine, "patron", "law", "What a patron pays when its dues are found out.").through("law"),
    individual("campaign_funds", Flow::CampaignFunds, "donor", "politician", "Private money for a candidate's campaign."),
    individual(
        "gift",
        Flow::Gift,
        "politician",
        "client",
        "Money for a vote, for staying at home or for turning out, through a broker.",
    ),
    individual(
        "skim",
        Flow::Skim,
        "politician",
        "politician",
        "What a politician keeps of money that another passes down through it.",
    ),
    individual("broker_skim", Flow::BrokerSkim, "politician", "patron", "What a broker keeps of money for gifts."),
    individual("broker_fee", Flow::BrokerFee, "politician", "patron", "What a broker is paid for votes, names or loyalty."),
    individual("club", Flow::PrivateClub, "politician", "village", "A candidate's club goods: a football field, a road.")
        .through("group"),
    individual("tax", Flow::Tax, "client", "treasury", "Part of the output, before the rest is shared with the patron.")
        .through("law"),
    public("transfer", Flow::Transfer, "centre", "treasury", "law", "What the central government adds."),
    individual("public_fine", Flow::PublicFine, "patron", "treasury", "A fine, where there is a treasury to take it.")
        .through("law"),
    individual("penalty", Flow::Penalty, "politician", "treasury", "What a politician pays after an audit.").through("law"),
    public("job", Flow::Salary, "treasury", "client", "individual", "The salary of a public post."),
    public("relief", Flow::Relief, "treasury", "client", "individual", "What the state pays of a client's misfortune."),
    public("public_goods", Flow::PublicGoods, "treasury", "district", "group", "Public goods, for all of a district."),
    public("club", Flow::PublicClub, "treasury", "village", "group", "The government's club goods."),
    public(
        "contract",
        Flow::Contract,
        "treasury",
        "patron",
        "individual",
        "A contract for a patron who serves the governing party.",
    ),
    individual(
        "kickback",
        Flow::Kickback,
        "patron",
        "politician",
        "What a patron returns of a contract: the money is its own by then.",
    ),
    public("leak", Flow::Leak, "treasury", "outside", "theft", "Public money that is stolen."),
];
/// How many of them every society has.
const WITHOUT_POLITICS: usize = 9;

const fn individual(name: &'static str, flow: Flow, giver: &'static str, receiver: &'static str, meaning: &'static str) -> Good {
    Good { name, flow, giver, receiver, channel: "individual", funds: "private", meaning }
}

const fn public(
    name: &'static str,
    flow: Flow,
    giver: &'static str,
    receiver: &'static str,
    channel: &'static str,
    meaning: &'static str,
) -> Good {
    Good { name, flow, giver, receiver, channel, funds: "public", meaning }
}

impl Good {
    /// The same through another channel.
    const fn through(self, channel: &'static str) -> Self {
        Self { channel, ..self }
    }
}

/// The goods that there are in a run.
fn goods(collected: &Collected) -> &'static [Good] {
    if collected.politics.is_some() { &GOODS } else { &GOODS[..WITHOUT_POLITICS] }
}

pub(super) fn table(collected: &Collected) -> Table {
    let rows: Vec<(&Round, &Flows, Good)> = collected
        .rounds
        .iter()
        .filter_map(|round| Some((round, round.flows.as_ref()?)))
        .flat_map(|(round, flows)| goods(collected).iter().map(move |&good| (round, flows, good)))
        .collect();
    let words = |word: fn(&Good) -> &'static str| rows.iter().map(move |(_, _, good)| Some(word(good).to_owned()));
    let amount = |(_, flows, good): &(&Round, &Flows, Good)| flows.amount(good.flow);
    let about = "One row per round from 1 on, good, channel and funds, also where nothing was exchanged; of goods of politics, in runs with politics.";
    start("exchanges", about, collected.replicate, rows.len())
        .int("round", "rounds", "The round.", rows.iter().map(|(round, ..)| Some(round.round.into())))
        .text("good", "word", "What was exchanged; the goods are listed below.", words(|good| good.name))
        .text(
            "giver",
            "word",
            "Who gave it: patron, client, politician, treasury, or from outside donor or centre.",
            words(|good| good.giver),
        )
        .text(
            "receiver",
            "word",
            "Who received it: patron, client, politician, treasury, village or district, or outside law or others.",
            words(|good| good.receiver),
        )
        .text("channel", "word", CHANNELS, words(|good| good.channel))
        .text("funds", "word", "Whose money it was: private or public.", words(|good| good.funds))
        .int(
            "count",
            "exchanges",
            "Exchanges of more than nothing.",
            rows.iter().map(|(_, flows, good)| count(flows.exchanges(good.flow))),
        )
        .float("amount", "S per round", "What was exchanged in all.", rows.iter().map(|row| Some(amount(row).to_s())))
        .int("amount_micros", "micro-S per round", "The same, exactly.", rows.iter().map(|row| Some(amount(row).micros())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_changes_hands_or_is_given_is_a_good_once() {
        let no_goods = [
            Flow::OwnOutput,
            Flow::WorkedOutput,
            Flow::Loss,
            Flow::Enforcement,
            Flow::ClientConsumption,
            Flow::PatronConsumption,
        ];
        for flow in Flow::ALL {
            let times = GOODS.iter().filter(|good| good.flow == flow).count();
            assert_eq!(times, usize::from(!no_goods.contains(&flow)), "{flow:?}");
        }
        let key = |good: &Good| (good.name, good.channel, good.funds);
        let keys: std::collections::BTreeSet<_> = GOODS.iter().map(key).collect();
        assert_eq!(keys.len(), GOODS.len());
    }
}
