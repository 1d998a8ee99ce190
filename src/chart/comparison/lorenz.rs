//! Chart `lorenz` of a comparison: who holds the wealth of clients at the end, a curve per member.

use super::Compared;
use crate::chart::lorenz::{Named, draw_curve, draw_square, name_curves, points};
use crate::chart::number::fixed;
use crate::chart::theme::HEIGHT;
use crate::chart::words::Words;

/// Draws the chart.
#[must_use]
pub fn lorenz(compared: &Compared, words: &Words) -> String {
    let said = words.comparison.lorenz;
    let rounds = compared.lorenz.numbers("round").unwrap_or_default();
    let last = rounds.into_iter().flatten().filter(|round| round.is_finite()).max_by(f64::total_cmp);
    let drawn: Vec<_> = compared
        .shown()
        .into_iter()
        .map(|member| (member, points(&compared.rows(&compared.lorenz, member), last.unwrap_or(0.0), "clients")))
        .filter(|(_, points)| points.len() > 1)
        .collect();
    let title = said.title.with(&[("round", &last.map_or("?".to_owned(), |last| fixed(last, 0)))]);
    compared.page_titled(&title, said.reading, HEIGHT, words, |canvas, frame| {
        let plot = draw_square(canvas, frame, words);
        for (i, (member, points)) in drawn.iter().enumerate() {
            draw_curve(canvas, &plot, points, member.look, i);
        }
        let named: Vec<_> =
            drawn.iter().map(|(member, points)| Named { name: member.name.to_owned(), points, look: member.look }).collect();
        name_curves(canvas, &plot, &named, words);
        if drawn.is_empty() {
            plot.note(canvas, words.no_data);
        }
    })
}
