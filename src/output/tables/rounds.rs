//! `rounds`: one row per round, every measure, and the ledger.

use super::start;
use crate::metrics::MEASURES;
use crate::metrics::network::NetworkMeasure;
use crate::output::Collected;
use crate::table::Table;
use crate::world::Flow;

/// The terms of the ledger: column, flow, meaning.
const LEDGER: [(&str, Flow, &str); 16] = [
    ("ledger_output_worked", Flow::WorkedOutput, "Output of clients with a patron, before it is shared out."),
    ("ledger_output_own", Flow::OwnOutput, "Output of clients without patron."),
    ("ledger_consumption_clients", Flow::ClientConsumption, "What clients consumed."),
    ("ledger_consumption_patrons", Flow::PatronConsumption, "What patrons consumed."),
    ("ledger_losses_clients", Flow::Loss, "What clients paid for their misfortunes."),
    ("ledger_losses_cover", Flow::Protection, "What patrons paid for their clients' misfortunes."),
    ("ledger_enforcement", Flow::Enforcement, "What patrons paid for force."),
    ("ledger_support", Flow::Support, "What patrons paid for support in kind."),
    ("ledger_fines", Flow::Fine, "What patrons paid to the law, where no treasury takes it."),
    ("ledger_tax", Flow::Tax, "The treasuries' part of the output."),
    ("ledger_transfers", Flow::Transfer, "What the central government paid to treasuries."),
    ("ledger_campaign_funds", Flow::CampaignFunds, "What donors gave candidates."),
    ("ledger_club_private", Flow::PrivateClub, "What candidates paid for club goods."),
    ("ledger_club_public", Flow::PublicClub, "What treasuries paid for club goods."),
    ("ledger_public_goods", Flow::PublicGoods, "What treasuries paid for public goods."),
    ("ledger_leak", Flow::Leak, "What was stolen from treasuries."),
];

/// The table `rounds` of a replicate.
#[must_use]
pub fn table(collected: &Collected) -> Table {
    let rounds = &collected.rounds;
    let about = "One row per round. Round 0 is the start: what happens in a round is not known then. Measures that are also in \
                 the table network are known in the rounds in which networks are measured: every measures.every-th, and the last one. \
                 Measures of politics are known where there is politics, those of elections in the rounds in which these are held.";
    let mut table = start("rounds", about, collected.replicate, rounds.len()).int(
        "round",
        "rounds",
        "The round; 0 is the start.",
        rounds.iter().map(|row| Some(i64::from(row.round))),
    );
    for (i, measure) in MEASURES.iter().enumerate() {
        table = table.float(measure.name, measure.unit, measure.definition, rounds.iter().map(|row| row.measures[i]));
    }
    for measure in NetworkMeasure::in_rounds() {
        let series = collected.network_series(measure.name);
        let values = rounds.iter().map(|row| series[row.round as usize]);
        table = table.float(measure.name, measure.unit, measure.definition, values);
    }
    let money = "All money of clients, patrons, politicians and treasuries at the end of the round. It changes from one round to the next \
                 by exactly the ledger terms that add to it less all others.";
    table = table.int("money_total", "micro-S", money, rounds.iter().map(|row| Some(row.money.micros())));
    for (name, flow, meaning) in LEDGER {
        let way = if flow.sign() > 0 { "Adds to" } else { "Takes from" };
        let about = format!("{meaning} {way} money_total.");
        let amounts = rounds.iter().map(|row| Some(row.flows.as_ref()?.amount(flow).micros()));
        table = table.int(name, "micro-S", &about, amounts);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ledger_has_every_flow_that_changes_all_money() {
        let flows: Vec<Flow> = Flow::ALL.into_iter().filter(|flow| flow.sign() != 0).collect();
        assert_eq!(flows.len(), LEDGER.len());
        assert!(flows.iter().all(|flow| LEDGER.iter().any(|(_, term, _)| term == flow)));
    }
}
