//! `network`: the networks of clients, and of patrons and clients, in the rounds in which they were measured.

use super::start;
use crate::metrics::network::MEASURES;
use crate::output::Collected;
use crate::table::Table;

pub(super) fn table(collected: &Collected) -> Table {
    let rows = &collected.networks;
    let about = "One row per round in which the networks were measured: every measures.every-th, and the last one. \
                 The manifest says which measures are exact and which are estimated from a sample.";
    let rounds = rows.iter().map(|row| Some(i64::from(row.round)));
    let mut table =
        start("network", about, collected.replicate, rows.len()).int("round", "rounds", "The round; 0 is the start.", rounds);
    for (i, measure) in MEASURES.iter().enumerate() {
        table = table.float(measure.name, measure.unit, measure.definition, rows.iter().map(|row| row.measures[i]));
    }
    table
}
