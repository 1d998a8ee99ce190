//! `machines`: how far candidates' campaigns came, phase by phase.

use super::of_politicians;
use crate::ids::PoliticianId;
use crate::output::politics::PoliticalRows;
use crate::table::Table;

pub(super) fn table(rows: &PoliticalRows, replicate: u32) -> Table {
    let machines = &rows.machines;
    let of: Vec<(u32, PoliticianId)> = machines.iter().map(|row| (row.round, row.step.politician)).collect();
    let about = "One row per campaign phase that came to its end in a round, and candidate.";
    let wanted = "What was wanted: in purpose, the votes that the poll promises and those that one seat more needs besides; in design, the \
                  budget in S; in grow, villages of the constituency with a patron; in perform, the votes that one seat more needs besides.";
    let reached = "What was reached of it: the votes that the poll promises; money planned for villages in S; villages with a broker; votes \
                   that offers promise.";
    of_politicians("machines", about, replicate, rows, &of)
        .text(
            "phase",
            "word",
            "The phase: purpose, design, grow or perform.",
            machines.iter().map(|row| Some(row.step.phase.word().to_owned())),
        )
        .float("wanted", "votes, S or villages", wanted, machines.iter().map(|row| Some(row.step.wanted)))
        .float("reached", "votes, S or villages", reached, machines.iter().map(|row| Some(row.step.reached)))
        .float(
            "completion",
            "share",
            "Reached of wanted, at most 1; missing if nothing was wanted.",
            machines.iter().map(|row| row.step.completion),
        )
}
