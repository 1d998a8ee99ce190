//! Chart `over-time` of a comparison: what students look at first, a panel per measure and a line per member.

use super::{Compared, Member};
use crate::chart::canvas::{Canvas, Frame, Type};
use crate::chart::grid::Grid;
use crate::chart::lines::{Line, Panel, Range};
use crate::chart::page::Numbers;
use crate::chart::series::{Estimate, estimates};
use crate::chart::theme::{HEIGHT, INK, LABEL};
use crate::chart::words::Words;
use crate::chart::words::comparison::Named;
use crate::table::Table;

/// Draws the chart.
#[must_use]
pub fn over_time(compared: &Compared, words: &Words) -> String {
    let said = &words.comparison;
    let of = |rows: &Table, measure: &str| estimates(rows, measure);
    compared.page(said.over_time, HEIGHT, words, |canvas, frame| {
        panels(canvas, frame, compared, &said.panels, words, &of);
    })
}

/// Draws a panel for each of these measures.
pub(super) fn panels(
    canvas: &Canvas<'_>,
    frame: Frame,
    compared: &Compared,
    named: &[Named],
    words: &Words,
    of: &dyn Fn(&Table, &str) -> Estimate,
) {
    let members: Vec<(Member<'_>, Table)> =
        compared.shown().into_iter().map(|member| (member, compared.rows(&compared.rounds, member))).collect();
    let frame = Frame { bottom: frame.bottom - 2.0, ..frame };
    let grid = Grid { frame, columns: 3, rows: named.len().div_ceil(3), between: 22.0, above: 30.0, below: 26.0 };
    for (i, (measure, name)) in named.iter().enumerate() {
        let cell = grid.cell(i);
        let lines: Vec<Line> = members.iter().map(|(member, rows)| Line::new("", of(rows, measure), member.look)).collect();
        canvas.text(name, (cell.left, cell.top - 12.0), Type::bold(LABEL, INK));
        let range = if name.contains("[S]") { Range::Amounts } else { Range::Shares };
        let rounds = if grid.is_lowest(i, named.len()) { Numbers::Shown } else { Numbers::Hidden };
        Panel { lines: &lines, range, frame: cell, ticks: 4, rounds }.draw(canvas, words, |plot| {
            if i + 2 == named.len() {
                plot.name_x(canvas, words.round);
            }
        });
    }
}
