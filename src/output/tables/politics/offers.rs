//! `offers`: what candidates offered whom, and what came of it.

use super::of_politicians;
use crate::ids::PoliticianId;
use crate::output::politics::{OfferRow, PoliticalRows};
use crate::output::tables::count;
use crate::table::Table;
use crate::world::politics::record::{OfferCounts, OfferSum};

pub(super) fn table(rows: &PoliticalRows, replicate: u32) -> Table {
    let offers = &rows.offers;
    let of: Vec<(u32, PoliticianId)> = offers.iter().map(|row| (row.round, row.sum.politician)).collect();
    let counts = |value: fn(&OfferCounts) -> u64| offers.iter().map(move |row| count(value(&row.sum.counts)));
    let reals = |value: fn(&OfferRow) -> Option<f64>| offers.iter().map(value);
    let words = |word: fn(&OfferSum) -> &'static str| offers.iter().map(move |row| Some(word(&row.sum).to_owned()));
    let about = "One row per election that was held, candidate, strategy and attitude, where offers were made.";
    let strategy =
        "What for: vote (buying), turnout (buying), abstention (buying), persuasion (double), or reward: see MODEL.md, campaign.";
    let attitude = "What the voter thinks of the payer, chance and gifts apart: loyal (likes it better than any other, by more than \
                    voting.swing), opposed (likes another better, by as much) or swing.";
    of_politicians("offers", about, replicate, rows, &of)
        .text("strategy", "word", strategy, words(|sum| sum.strategy.word()))
        .text("attitude", "word", attitude, words(|sum| sum.attitude.word()))
        .int("offered", "offers", "Offers that were made.", counts(|sum| sum.offered))
        .int("accepted", "offers", "Offers that were taken.", counts(|sum| sum.accepted))
        .int("complied", "offers", "Of these, the voter did what was demanded.", counts(|sum| sum.complied))
        .int("changed", "offers", "Of these, without it the voter would have chosen otherwise.", counts(|sum| sum.changed))
        .int("delivered", "offers", "Of these, the voter voted for the payer.", counts(|sum| sum.delivered))
        .int("anyway", "offers", "Of these, the voter would have voted for the payer without it too.", counts(|sum| sum.anyway))
        .float(
            "price",
            "S",
            "Mean gift of the offers that were taken; missing if none was.",
            reals(|row| row.sum.counts.mean_gift()),
        )
        .float(
            "price_rupiah",
            "Rp",
            "The same in rupiah, by politics.rupiah_per_subsistence.",
            reals(|row| Some(row.sum.counts.mean_gift()? * row.rupiah)),
        )
        .float("paid", "S", "Gifts that were taken.", reals(|row| Some(row.sum.counts.paid.to_s())))
        .int("paid_micros", "micro-S", "The same, exactly.", offers.iter().map(|row| Some(row.sum.counts.paid.micros())))
        .float(
            "skimmed",
            "S",
            "What politicians on the way and the brokers kept of the money for these offers.",
            reals(|row| Some(row.sum.counts.skimmed.to_s())),
        )
        .int("skimmed_micros", "micro-S", "The same, exactly.", offers.iter().map(|row| Some(row.sum.counts.skimmed.micros())))
}
