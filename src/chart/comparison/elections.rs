//! Chart `elections` of a comparison: how votes were sought, a panel per measure and a point per election.

use super::Compared;
use super::over_time::panels;
use crate::chart::series::estimates;
use crate::chart::theme::HEIGHT;
use crate::chart::words::Words;
use crate::table::Table;

/// Whether elections were held.
#[must_use]
pub fn are_known(compared: &Compared) -> bool {
    let is_known = |measure| compared.rounds.numbers(measure).is_some_and(|values| values.iter().any(Option::is_some));
    is_known("turnout") || is_known("turnout_legislature")
}

/// Draws the chart.
#[must_use]
pub fn elections(compared: &Compared, words: &Words) -> String {
    let said = &words.comparison;
    // Between elections nothing is known: the points are joined.
    let of = |rows: &Table, measure: &str| estimates(rows, measure).known();
    compared.page(said.elections, HEIGHT, words, |canvas, frame| {
        panels(canvas, frame, compared, &said.election_panels, words, &of);
    })
}
