//! The charts of one panel of lines over rounds: reciprocity, inequality, loyalty with resentment and hunger, strategies.

use super::Tables;
use super::lines::{Line, Panel, Range, draw_band, lines, single};
use super::page::{Numbers, Shown, page};
use super::series::{estimates, replicates};
use super::theme::{GREY, Look, Marker};
use super::words::{Heading, Words};

/// Draws a page with one panel of shares over rounds, and the band between two of its lines if there is one.
#[must_use]
pub fn shares(
    tables: &Tables,
    words: &Words,
    heading: Heading,
    axis: &str,
    lines: &[Line],
    band: Option<(usize, usize)>,
) -> String {
    page(heading, Shown::Bands, tables, words, |canvas, frame| {
        let panel = Panel { lines, range: Range::Shares, frame: single(frame), ticks: 6, rounds: Numbers::Shown };
        panel.draw(canvas, words, |plot| {
            plot.name_x(canvas, words.round);
            plot.name_y(canvas, &panel.name_of_shares(axis, words));
            if let Some((low, high)) = band {
                draw_band(canvas, plot, &[lines[low].series.clone(), lines[high].series.clone()], lines[low].look);
            }
        });
    })
}

/// Chart `reciprocity`: dyadic reciprocity over time, with its spread.
#[must_use]
pub fn reciprocity(tables: &Tables, words: &Words) -> String {
    let said = &words.reciprocity;
    let mut drawn = lines(&tables.rounds, [(said.mean, "reciprocity_mean"), (said.median, "reciprocity_p50")]);
    for (name, measure, marker) in
        [(said.low, "reciprocity_p10", Marker::Triangle), (said.high, "reciprocity_p90", Marker::Diamond)]
    {
        let look = Look { color: GREY, dash: &[1.5, 3.0], marker };
        drawn.push(Line::new(name, estimates(&tables.rounds, measure).without_interval(), look));
    }
    // Over replicates a band says how sure a mean is: a second kind of band in the same plot would be taken for the same.
    match replicates(&tables.rounds) {
        1 => shares(tables, words, said.heading, said.axis, &drawn, Some((2, 3))),
        _ => shares(tables, words, Heading { reading: said.reading_of_means, ..said.heading }, said.axis, &drawn, None),
    }
}

/// Chart `inequality`: Gini and top shares of wealth over time.
#[must_use]
pub fn inequality(tables: &Tables, words: &Words) -> String {
    let said = &words.inequality;
    let drawn = lines(
        &tables.rounds,
        [
            (said.gini_clients, "gini_wealth_clients"),
            (said.gini_all, "gini_wealth_all"),
            (said.top1, "top1_share_wealth_all"),
            (said.top10, "top10_share_wealth_all"),
        ],
    );
    shares(tables, words, said.heading, said.axis, &drawn, None)
}

/// Chart `loyalty-resentment-hunger`: how clients feel and fare over time.
#[must_use]
pub fn feelings(tables: &Tables, words: &Words) -> String {
    let said = &words.feelings;
    let drawn = lines(
        &tables.rounds,
        [(said.loyalty, "loyalty_mean"), (said.resentment, "resentment_mean"), (said.hunger, "hungry_share")],
    );
    shares(tables, words, said.heading, said.axis, &drawn, None)
}

/// Chart `strategies`: the five parts of the patrons' strategies over time.
#[must_use]
pub fn strategies(tables: &Tables, words: &Words) -> String {
    let said = &words.strategies;
    let drawn = lines(
        &tables.rounds,
        [
            (said.wage, "wage_mean"),
            (said.protection, "protection_mean"),
            (said.support, "support_mean"),
            (said.coercion, "coercion_mean"),
            (said.credit, "credit_mean"),
        ],
    );
    shares(tables, words, said.heading, said.axis, &drawn, None)
}
