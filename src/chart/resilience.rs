//! Chart `resilience`: what saved clients in misfortune, as one stack of shares per round.

use super::Tables;
use super::series::over_rounds;
use super::stack::{Layer, stack};
use super::theme::{GREY, GRID, look_of};
use super::words::Words;

/// Draws the chart.
#[must_use]
pub fn resilience(tables: &Tables, words: &Words) -> String {
    let of = |column: &str| over_rounds(&tables.rounds, column);
    let said = &words.resilience;
    let saved = |name, measure: &str| Layer::new(name, of(measure), look_of(measure).color);
    let mut layers = vec![
        saved(said.own_wealth, "saved_by_wealth_share"),
        saved(said.patron, "saved_by_patron_share"),
        saved(said.ties, "saved_by_ties_share"),
        // Pale, because it is what is missing: the eye takes all that is saved together.
        Layer { fill: GRID, ..Layer::new(said.nothing, of("unsaved_share"), GREY) },
    ];
    if tables.politics.is_some() {
        layers.insert(2, saved(said.state, "saved_by_state_share"));
    }
    stack(tables, words, said.heading, said.axis, &layers)
}
