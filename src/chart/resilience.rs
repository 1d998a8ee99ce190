//! Chart `resilience`: what saved clients in misfortune, as one stack of shares per round.

use super::Tables;
use super::series::over_rounds;
use super::stack::{Layer, stack};
use super::theme::{GREY, GRID, LOOKS};
use super::words::Words;

/// Draws the chart.
#[must_use]
pub fn resilience(tables: &Tables, words: &Words) -> String {
    let of = |column: &str| over_rounds(&tables.rounds, column);
    let said = &words.resilience;
    let mut layers = vec![
        Layer::new(said.own_wealth, of("saved_by_wealth_share"), LOOKS[0].color),
        Layer::new(said.patron, of("saved_by_patron_share"), LOOKS[1].color),
        Layer::new(said.ties, of("saved_by_ties_share"), LOOKS[2].color),
        // Pale, because it is what is missing: the eye takes all that is saved together.
        Layer { fill: GRID, ..Layer::new(said.nothing, of("unsaved_share"), GREY) },
    ];
    if tables.politics.is_some() {
        layers.insert(2, Layer::new(said.state, of("saved_by_state_share"), LOOKS[3].color));
    }
    stack(tables, words, said.heading, said.axis, &layers)
}
