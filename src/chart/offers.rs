//! Chart `offers`: which strategies offers followed, and what the voters thought of the payer.

use super::Tables;
use super::canvas::{Canvas, Frame, Type};
use super::number::{axis_end, percent, ticks};
use super::page::{Numbers, Plot, Shown, WIDER, page};
use super::theme::{GREY, INK, LABEL, LOOKS, MARGIN, SMALL};
use super::words::Words;
use crate::table::Table;
use plotters::style::{Color, RGBColor};

/// The colours of loyal, swing and opposed voters.
const COLORS: [RGBColor; 3] = [LOOKS[0].color, LOOKS[3].color, LOOKS[1].color];
/// Room for the names of strategies (pixels).
const NAMES: f64 = 256.0;
/// Room for what is written beside the bars (pixels).
const BESIDE: f64 = 196.0;

/// The offers of one strategy.
#[derive(Clone, Copy, Default)]
struct Row {
    /// Made, by attitude.
    offered: [f64; 3],
    accepted: f64,
    changed: f64,
}

impl Row {
    fn all(&self) -> f64 {
        self.offered.iter().sum()
    }
}

/// The offers of a table by strategy, in the order of the words.
fn rows(table: &Table, words: &Words) -> [Row; 5] {
    let said = &words.politics.offers;
    let numbers = |name: &str| table.numbers(name).unwrap_or_default();
    let texts = |name: &str| table.words(name).unwrap_or_default();
    let mut rows = [Row::default(); 5];
    let counts = numbers("offered").into_iter().zip(numbers("accepted")).zip(numbers("changed"));
    for (((offered, accepted), changed), (strategy, attitude)) in counts.zip(texts("strategy").iter().zip(texts("attitude"))) {
        let strategy = said.strategies.iter().position(|(word, _)| strategy.as_deref() == Some(word));
        let attitude = said.attitudes.iter().position(|(word, _)| attitude.as_deref() == Some(word));
        let (Some(strategy), Some(attitude)) = (strategy, attitude) else { continue };
        let known = |value: Option<f64>| value.filter(|value| value.is_finite()).map_or(0.0, |value| value.max(0.0));
        let row = &mut rows[strategy];
        row.offered[attitude] += known(offered);
        row.accepted += known(accepted);
        row.changed += known(changed);
    }
    rows
}

/// Draws the chart.
#[must_use]
pub fn offers(tables: &Tables, words: &Words) -> String {
    let said = &words.politics.offers;
    let rows = tables.politics.as_ref().map_or([Row::default(); 5], |politics| rows(&politics.offers, words));
    let all: f64 = rows.iter().map(Row::all).sum();
    let largest = rows.iter().map(Row::all).fold(0.0, f64::max) / if all > 0.0 { all } else { 1.0 };
    let end = if largest > 0.0 { axis_end(largest, 5).min(1.0) } else { 1.0 };
    page(said.heading, Shown::Together, tables, words, |canvas, frame| {
        let frame =
            Frame { left: frame.left + NAMES, top: frame.top + 34.0, right: frame.right - BESIDE, bottom: frame.bottom - 28.0 };
        let plot = Plot::new(frame, (0.0, end), (0.0, rows.len() as f64));
        plot.draw_x(canvas, &ticks(plot.x.values, 5), Numbers::Shown);
        plot.name_x(canvas, said.axis);
        draw_key(canvas, frame, words);
        for (i, row) in rows.iter().enumerate() {
            let middle = plot.y.place((rows.len() - 1 - i) as f64 + 0.5);
            draw_name(canvas, middle, said.strategies[i].1);
            draw_row(canvas, &plot, middle, row, all, words);
        }
        if all == 0.0 {
            plot.note(canvas, words.no_data);
        }
    })
}

/// Draws what the colours mean, above the bars.
fn draw_key(canvas: &Canvas<'_>, frame: Frame, words: &Words) {
    let said = &words.politics.offers;
    let kind = Type::regular(LABEL, INK);
    let y = frame.top - 16.0;
    canvas.text(said.voter, (MARGIN, y), kind);
    let mut x = MARGIN + kind.width(said.voter) * WIDER + 18.0;
    for ((_, name), color) in said.attitudes.iter().zip(COLORS) {
        canvas.rectangle(Frame { left: x, top: y - 12.0, right: x + 14.0, bottom: y + 2.0 }, color);
        canvas.text(name, (x + 21.0, y), kind);
        x += kind.width(name) * WIDER + 48.0;
    }
}

fn draw_name(canvas: &Canvas<'_>, middle: f64, (name, without, asked): (&str, &str, &str)) {
    canvas.text(name, (MARGIN, middle - 16.0), Type::bold(LABEL, INK));
    canvas.text(without, (MARGIN, middle + 5.0), Type::regular(SMALL, GREY));
    canvas.text(asked, (MARGIN, middle + 25.0), Type::regular(SMALL, GREY));
}

/// Draws a bar, and what came of it beside.
fn draw_row(canvas: &Canvas<'_>, plot: &Plot, middle: f64, row: &Row, all: f64, words: &Words) {
    const HALF: f64 = 19.0;
    let said = &words.politics.offers;
    let (mut from, end) = (0.0, plot.x.values.1);
    for (offered, color) in row.offered.into_iter().zip(COLORS) {
        let to = from + if all > 0.0 { offered / all } else { 0.0 };
        let (left, right) = (plot.x.place(from.min(end)), plot.x.place(to.min(end)));
        // A gap parts the colours for who cannot tell them apart.
        let right = if right - left > 4.0 { right - 1.5 } else { right };
        if right > left {
            let corners = [(left, middle - HALF), (right, middle - HALF), (right, middle + HALF), (left, middle + HALF)];
            canvas.area(&corners, color.to_rgba());
        }
        from = to;
    }
    if all > 0.0 {
        let x = plot.frame.right + 14.0;
        canvas.text(&said.of_offers.with(&[("share", &percent(row.all() / all))]), (x, middle - 4.0), Type::regular(LABEL, INK));
        if row.accepted > 0.0 {
            let changed = said.changed.with(&[("share", &percent((row.changed / row.accepted).min(1.0)))]);
            canvas.text(&changed, (x, middle + 17.0), Type::regular(SMALL, GREY));
        }
    }
}
