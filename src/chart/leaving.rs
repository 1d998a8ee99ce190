//! Chart `leaving`: reasons for leaving per round, and what held others back.

use super::Tables;
use super::canvas::{Canvas, Frame, Type};
use super::lines::{Line, Panel, Range};
use super::page::{Numbers, Shown, page};
use super::series::{over_rounds, turns};
use super::theme::{INK, LABEL, MARGIN, look_of};
use super::words::Words;

/// The turns, as the table of moves names them, that each line of the upper panel counts.
pub const MOVED: [&[&str]; 4] = [&["switched"], &["fled"], &["quit"], &["joined", "followed"]];
/// The turns that each line of the lower panel counts.
pub const BLOCKED: [&[&str]; 4] = [&["blocked_by_force"], &["blocked_by_debt"], &["blocked_by_both"], &["blocked_by_hunger"]];

/// Draws the chart.
#[must_use]
pub fn leaving(tables: &Tables, words: &Words) -> String {
    let rounds: Vec<f64> = over_rounds(&tables.rounds, "round").into_iter().map(|(round, _)| round).collect();
    let said = &words.leaving;
    let drawn = |named: [(&'static str, &str); 4], of: [&[&str]; 4]| -> Vec<Line> {
        let line = |((name, way), of)| Line::new(name, turns(&tables.moves, of, &rounds), look_of(way));
        named.into_iter().zip(of).map(line).collect()
    };
    let moved = [(said.switched, "switched"), (said.fled, "fled"), (said.quit, "quit"), (said.joined, "joined")];
    let blocked = [
        (said.by_force, "blocked by force"),
        (said.by_debt, "blocked by debt"),
        (said.by_both, "blocked by force with debt"),
        (said.by_hunger, "blocked by hunger"),
    ];
    let (moved, blocked) = (drawn(moved, MOVED), drawn(blocked, BLOCKED));
    page(said.heading, Shown::Bands, tables, words, |canvas, frame| draw_both(canvas, frame, words, &moved, &blocked))
}

/// Draws both panels, one above the other over the same rounds.
fn draw_both(canvas: &Canvas<'_>, frame: Frame, words: &Words, moved: &[Line], blocked: &[Line]) {
    let middle = frame.middle();
    let upper = Frame { left: MARGIN, top: frame.top + 34.0, right: frame.right, bottom: middle - 8.0 };
    let lower = Frame { top: middle + 34.0, bottom: frame.bottom - 28.0, ..upper };
    let panel = |lines, frame, rounds| Panel { lines, range: Range::Counts, frame, ticks: 4, rounds };
    let (above, below) = (panel(moved, upper, Numbers::Hidden), panel(blocked, lower, Numbers::Shown));
    // Both plots are equally wide, so that a round is at the same place in both.
    let (one, other) = (above.plot(words).frame, below.plot(words).frame);
    let (left, right) = (one.left.max(other.left), one.right.min(other.right));
    for (mut panel, heading) in [(above, words.leaving.moved), (below, words.leaving.blocked)] {
        let own = panel.plot(words).frame;
        panel.frame.left += left - own.left;
        panel.frame.right -= own.right - right;
        panel.draw(canvas, words, |plot| {
            let heading_width = Type::bold(LABEL, INK).width(heading);
            let baseline = plot.frame.top - 16.0;
            canvas.text(heading, (MARGIN, baseline), Type::bold(LABEL, INK));
            canvas.text(words.leaving.axis, (MARGIN + heading_width * 1.1 + 12.0, baseline), Type::regular(LABEL, INK));
            if panel.rounds == Numbers::Shown {
                plot.name_x(canvas, words.round);
            }
        });
    }
}
