//! Chart `received-given` of a comparison: what clients received against what they gave, a panel per member on the same axes.

use super::{Compared, Member};
use crate::chart::canvas::{Canvas, Frame, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::number::{axis_end, percent, short, ticks};
use crate::chart::page::{Numbers, Plot, TOP, UNDER_FOOT};
use crate::chart::received_given::{DOTS, Exchange, draw_exchange};
use crate::chart::rows::of_first_replicate;
use crate::chart::theme::{HEIGHT, INK, LABEL, MARGIN, SMALL};
use crate::chart::words::Words;

/// Squares along an axis.
const SQUARES: usize = 40;
/// The most ticks of an axis.
const TICKS: usize = 4;
/// Between panels (pixels): the numbers of the y axis.
const BETWEEN: f64 = 46.0;
/// Above all panels, for the name of the y axis (pixels).
const AXIS: f64 = 26.0;
/// Above a panel, for its heading (pixels).
const ABOVE: f64 = 30.0;
/// Below a panel, for numbers and what they come to (pixels).
const BELOW: f64 = 104.0;

/// Draws the chart.
#[must_use]
pub fn received_given(compared: &Compared, words: &Words) -> String {
    let members: Vec<(Member<'_>, Exchange)> = compared
        .shown()
        .into_iter()
        .map(|member| (member, Exchange::of(&of_first_replicate(&compared.rows(&compared.clients, member)))))
        .collect();
    let end = members.iter().filter_map(|(_, exchange)| exchange.nearly_all()).max_by(f64::total_cmp);
    let end = end.filter(|&end| end > 0.0).map_or(1.0, |end| axis_end(end, TICKS));
    // One scale of shades for all, so that equally dark is equally many; dots only where all have few clients.
    let is_shaded = members.iter().any(|(_, exchange)| exchange.len() > DOTS);
    let counts = || members.iter().flat_map(|(_, exchange)| exchange.counts(end, SQUARES)).max();
    let most = if is_shaded { counts() } else { None };
    let layout = Layout::of(members.len());
    let said = &words.received_given;
    compared.page(words.comparison.received_given.heading, layout.height(), words, |canvas, frame| {
        canvas.text(said.received, (MARGIN, frame.top + 20.0), Type::regular(LABEL, INK));
        canvas.text(said.given, (MARGIN, layout.height() - UNDER_FOOT), Type::regular(LABEL, INK));
        if members.is_empty() {
            Plot::new(frame, (0.0, 1.0), (0.0, 1.0)).note(canvas, words.no_data);
        }
        for (i, (member, exchange)) in members.iter().enumerate() {
            let plot = Plot::new(layout.panel(i, frame), (0.0, end), (0.0, end));
            draw_panel(canvas, &plot, *member, exchange, most, words);
        }
    })
}

/// Squares in rows: two or three beside each other.
struct Layout {
    columns: usize,
    rows: usize,
    /// Of a square: a whole number of its squares, so that no seams show between them (pixels).
    side: f64,
}

impl Layout {
    fn of(members: usize) -> Self {
        let columns = if members == 2 || members == 4 { 2 } else { 3 };
        let side = match members {
            2 => 360.0,
            4 => 280.0,
            _ => 240.0,
        };
        Self { columns, rows: members.div_ceil(columns).max(1), side }
    }

    fn height(&self) -> f64 {
        (TOP + super::KEY + AXIS + self.rows as f64 * (ABOVE + self.side + BELOW) + 26.0).max(HEIGHT)
    }

    fn panel(&self, i: usize, page: Frame) -> Frame {
        let (row, column) = ((i / self.columns) as f64, (i % self.columns) as f64);
        let room = (page.width() - self.columns as f64 * (self.side + BETWEEN)) / self.columns as f64;
        let left = (MARGIN + BETWEEN + column * (self.side + BETWEEN + room)).round();
        let top = (page.top + AXIS + row * (ABOVE + self.side + BELOW) + ABOVE).round();
        Frame { left, top, right: left + self.side, bottom: top + self.side }
    }
}

fn draw_panel(canvas: &Canvas<'_>, plot: &Plot, member: Member<'_>, exchange: &Exchange, most: Option<u32>, words: &Words) {
    let Frame { left, top, right, bottom } = plot.frame;
    let at = ticks(plot.x.values, TICKS);
    plot.draw_y(canvas, &at, Numbers::Shown);
    plot.draw_x(canvas, &at, Numbers::Shown);
    draw_exchange(canvas, plot, exchange, SQUARES, most);
    let name = cut(member.name, LABEL, Weight::Bold, right - left - 20.0);
    canvas.marker(member.look.marker, (left + 6.0, top - 16.0), member.look.color);
    canvas.text(&name, (left + 18.0, top - 10.0), Type::bold(LABEL, member.look.color));
    if exchange.is_empty() {
        plot.note(canvas, words.no_data);
        return;
    }
    let said = &words.comparison.received_given;
    let [received, given] = exchange.medians().map(|median| median.map_or(String::new(), short));
    let lines = [
        said.received_more.with(&[("share", &percent(exchange.share(|(given, received)| received > given)))]),
        said.gave_more.with(&[("share", &percent(exchange.share(|(given, received)| received < given)))]),
        said.median.with(&[("received", &received), ("given", &given)]),
    ];
    for (i, line) in lines.iter().enumerate() {
        canvas.text(line, (left, bottom + 46.0 + 21.0 * i as f64), Type::regular(SMALL, INK));
    }
}
