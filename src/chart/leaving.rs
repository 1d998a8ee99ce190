//! Chart `leaving`: reasons for leaving per round, and what held others back.

use super::Tables;
use super::canvas::{Canvas, Frame, Type};
use super::lines::{Line, Panel, Range, lines};
use super::page::{Numbers, page};
use super::series::{over_rounds, turns};
use super::theme::{INK, LABEL, MARGIN};
use super::words::Words;
use crate::output::tables::turn_words;
use crate::world::Turn;

/// Draws the chart.
#[must_use]
pub fn leaving(tables: &Tables, words: &Words) -> String {
    let rounds: Vec<f64> = over_rounds(&tables.rounds, "round").into_iter().map(|(round, _)| round).collect();
    let of = |taken: &[Turn]| turns(&tables.moves, &taken.iter().map(|&turn| turn_words(turn).0).collect::<Vec<_>>(), &rounds);
    let said = &words.leaving;
    let moved = lines([
        (said.switched, of(&[Turn::Switched])),
        (said.fled, of(&[Turn::Fled])),
        (said.quit, of(&[Turn::Quit])),
        (said.joined, of(&[Turn::Joined, Turn::Followed])),
    ]);
    let blocked = lines([
        (said.by_force, of(&[Turn::BlockedByForce])),
        (said.by_debt, of(&[Turn::BlockedByDebt])),
        (said.by_both, of(&[Turn::BlockedByBoth])),
        (said.by_hunger, of(&[Turn::BlockedByHunger])),
    ]);
    page(said.heading, tables, words, |canvas, frame| draw_both(canvas, frame, words, &moved, &blocked))
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
