//! Chart `health`: the health index and its five parts, in panels of one scale.

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use super::lines::{Line, draw_band, draw_line, range_of_rounds};
use super::number::{share, ticks, whole_ticks};
use super::page::{Numbers, Plot, Shown, page};
use super::series::{Estimate, Series, estimates, known_parts, last};
use super::theme::{GREY, INK, LABEL, look_of};
use super::words::Words;

/// The measure of the index.
pub const INDEX: &str = "health_index";
/// The measures of its five parts.
pub const PARTS: [&str; 5] =
    ["health_beyond_wage", "health_voluntariness", "health_reciprocated_loyalty", "health_mutual_aid", "health_mutual_value"];
const COLUMNS: usize = 3;
const ROWS: usize = 2;

/// Draws the chart.
#[must_use]
pub fn health(tables: &Tables, words: &Words) -> String {
    let said = &words.health;
    let index = estimates(&tables.rounds, INDEX);
    let parts = said.parts.into_iter().zip(PARTS).map(|(name, column)| (name, estimates(&tables.rounds, column)));
    let all: Vec<(&'static str, Estimate)> = std::iter::once((said.index, index.clone())).chain(parts).collect();
    let index = index.mean;
    page(said.heading, Shown::Bands, tables, words, |canvas, frame| {
        for (i, (name, estimate)) in all.into_iter().enumerate() {
            let cell = Cell { row: i / COLUMNS, column: i % COLUMNS };
            let plot = Plot::new(cell.frame(frame), range_of_rounds(&index), (0.0, 1.0));
            cell.draw_axes(canvas, &plot, words);
            if i > 0 {
                compare(canvas, &plot, &index);
            }
            draw_part(canvas, &plot, &Line::new(name, estimate, look_of(INDEX)), words);
        }
    })
}

/// A place in the grid of panels.
#[derive(Clone, Copy)]
struct Cell {
    row: usize,
    column: usize,
}

impl Cell {
    fn frame(self, page: Frame) -> Frame {
        let (left, between, above) = (page.left + 46.0, 38.0, 62.0);
        let width = (page.right - 14.0 - left - between * (COLUMNS - 1) as f64) / COLUMNS as f64;
        let (top, under, gap) = (page.top + above, 28.0, 46.0);
        let height = (page.bottom - under - top - gap * (ROWS - 1) as f64) / ROWS as f64;
        let (left, top) = (left + self.column as f64 * (width + between), top + self.row as f64 * (height + gap));
        Frame { left, top, right: left + width, bottom: top + height }
    }

    fn draw_axes(self, canvas: &Canvas<'_>, plot: &Plot, words: &Words) {
        let shown = |is_edge: bool| if is_edge { Numbers::Shown } else { Numbers::Hidden };
        plot.draw_y(canvas, &ticks(plot.y.values, 5), shown(self.column == 0));
        plot.draw_x(canvas, &whole_ticks(plot.x.values, 6), shown(self.row == ROWS - 1));
        if (self.row, self.column) == (0, 0) {
            canvas.text(words.health.axis, (super::theme::MARGIN, plot.frame.top - 38.0), Type::regular(LABEL, INK));
        }
        if (self.row, self.column) == (ROWS - 1, COLUMNS / 2) {
            plot.name_x(canvas, words.round);
        }
    }
}

/// Draws the index in grey behind a part.
fn compare(canvas: &Canvas<'_>, plot: &Plot, index: &Series) {
    for part in known_parts(index) {
        let points: Vec<_> = part.iter().map(|&point| plot.place(point)).collect();
        canvas.line(&points, &Stroke { color: GREY, width: 2.0, dash: &[3.0, 3.0] });
    }
}

/// Draws one line, with its name on the left above the plot and its last value on the right.
fn draw_part(canvas: &Canvas<'_>, plot: &Plot, line: &Line, words: &Words) {
    draw_band(canvas, plot, &line.band, line.look);
    draw_line(canvas, plot, line, 0.5);
    let baseline = plot.frame.top - 11.0;
    canvas.text(&line.name, (plot.frame.left, baseline), Type::bold(LABEL, INK));
    let value = last(&line.series).map(|(_, value)| share(value));
    match value {
        Some(value) => {
            let kind = Type::bold(LABEL, look_of(INDEX).color).anchored(Anchor::End);
            canvas.text(&value, (plot.frame.right, baseline), kind);
        }
        None => plot.note(canvas, words.no_data),
    }
}
