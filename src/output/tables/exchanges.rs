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
    /// `individual` (from one to another, by name) or `law`.
    pub channel: &'static str,
    /// What it is, one sentence.
    pub meaning: &'static str,
}

/// All goods, in the order of the rows.
pub const GOODS: [Good; 9] = [
    individual("wage", Flow::Wage, "patron", "client", "Money for work."),
    individual("dues", Flow::Dues, "client", "patron", "Money taken back by force."),
    individual("service", Flow::Service, "client", "patron", "Personal service out of loyalty, at its value in money."),
    individual("protection", Flow::Protection, "patron", "client", "What a patron pays of a client's misfortune."),
    individual("support", Flow::Support, "patron", "client", "Help in kind, at what it costs the patron."),
    individual("aid", Flow::Aid, "client", "client", "Money given to a neighbour in need."),
    individual("loan", Flow::Loan, "patron", "client", "Money lent to a client that is short of subsistence."),
    individual("repayment", Flow::Repayment, "client", "patron", "Money paid back on a debt."),
    Good {
        name: "fine",
        flow: Flow::Fine,
        giver: "patron",
        receiver: "law",
        channel: "law",
        meaning: "What a patron pays when its dues are found out.",
    },
];

const fn individual(name: &'static str, flow: Flow, giver: &'static str, receiver: &'static str, meaning: &'static str) -> Good {
    Good { name, flow, giver, receiver, channel: "individual", meaning }
}

pub(super) fn table(collected: &Collected) -> Table {
    let rows: Vec<(&Round, &Flows, Good)> = collected
        .rounds
        .iter()
        .filter_map(|round| Some((round, round.flows.as_ref()?)))
        .flat_map(|(round, flows)| GOODS.map(|good| (round, flows, good)))
        .collect();
    let words = |word: fn(&Good) -> &'static str| rows.iter().map(move |(_, _, good)| Some(word(good).to_owned()));
    let amount = |(_, flows, good): &(&Round, &Flows, Good)| flows.amount(good.flow);
    let about = "One row per round from 1 on, good and channel, also where nothing was exchanged.";
    start("exchanges", about, collected.replicate, rows.len())
        .int("round", "rounds", "The round.", rows.iter().map(|(round, ..)| Some(round.round.into())))
        .text("good", "word", "What was exchanged; the goods are listed below.", words(|good| good.name))
        .text("giver", "word", "Who gave it: patron or client.", words(|good| good.giver))
        .text("receiver", "word", "Who received it: patron, client or law.", words(|good| good.receiver))
        .text("channel", "word", "individual: from one to another, by name; law: to the law.", words(|good| good.channel))
        .text("funds", "word", "Whose money it was: private.", rows.iter().map(|_| Some("private".to_owned())))
        .int(
            "count",
            "exchanges",
            "Exchanges of more than nothing.",
            rows.iter().map(|(_, flows, good)| count(flows.exchanges(good.flow))),
        )
        .float("amount", "S per round", "What was exchanged in all.", rows.iter().map(|row| Some(amount(row).to_s())))
        .int("amount_micros", "micro-S per round", "The same, exactly.", rows.iter().map(|row| Some(amount(row).micros())))
}
