//! The axes of factors.

use crate::chart::canvas::{Anchor, Canvas, Stroke, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::page::{Plot, WIDER};
use crate::chart::theme::{GRID, INK, SMALL};

/// Between texts beside each other (pixels).
const BETWEEN: f64 = 10.0;

/// Draws an x axis with ticks and lines up from them. Texts are left out evenly where there is no room for all.
pub fn draw_x(canvas: &Canvas<'_>, plot: &Plot, ticks: &[(f64, String)]) {
    let frame = plot.frame;
    for (tick, _) in ticks {
        let x = plot.x.place(*tick);
        canvas.line(&[(x, frame.top), (x, frame.bottom)], &Stroke::solid(GRID, 1.0));
        canvas.line(&[(x, frame.bottom), (x, frame.bottom + 5.0)], &Stroke::solid(INK, 1.25));
    }
    canvas.line(&[(frame.left, frame.bottom), (frame.right, frame.bottom)], &Stroke::solid(INK, 1.25));
    let placed: Vec<(f64, &str)> = ticks.iter().map(|(tick, text)| (plot.x.place(*tick), text.as_str())).collect();
    write_below(canvas, &placed, frame.bottom + 22.0);
}

/// Writes texts at these places from left to right, or as many of them, evenly spaced, as there is room for.
pub fn write_below(canvas: &Canvas<'_>, placed: &[(f64, &str)], y: f64) {
    let kind = Type::regular(SMALL, INK).anchored(Anchor::Middle);
    for (x, text) in placed.iter().step_by(every(placed, kind)) {
        canvas.text_unless_empty(text, (*x, y), kind);
    }
}

/// Every how many-th text can be written.
fn every(placed: &[(f64, &str)], kind: Type) -> usize {
    let ends: Vec<(f64, f64)> =
        placed.iter().map(|(x, text)| (x, kind.width(text) * WIDER / 2.0)).map(|(x, half)| (x - half, x + half)).collect();
    let is_apart = |every: usize| {
        let kept: Vec<_> = ends.iter().step_by(every).collect();
        kept.windows(2).all(|pair| pair[0].1 + BETWEEN <= pair[1].0)
    };
    (1..placed.len()).find(|&every| is_apart(every)).unwrap_or(placed.len().max(1))
}

/// How many lines words take that are `room` (pixels) apart: one if they fit side by side, else two by turns.
#[must_use]
pub fn lines(words: &[&str], room: f64) -> usize {
    let kind = Type::regular(SMALL, INK);
    let fits = |word: &&str| kind.width(word) * WIDER + BETWEEN <= room;
    if words.iter().all(fits) { 1 } else { 2 }
}

/// From a line of words to the next (pixels).
pub const LINE: f64 = SMALL * 1.2;

/// Writes words at these places, `room` (pixels) apart, in as many lines as [`lines`] says.
pub fn write_words(canvas: &Canvas<'_>, placed: &[(f64, &str)], room: f64, y: f64) {
    const LEAST: f64 = 50.0;
    let words: Vec<&str> = placed.iter().map(|(_, word)| *word).collect();
    let count = lines(&words, room);
    let last = placed.len().saturating_sub(1);
    // Those at the ends must not reach far beyond the plot.
    let most = |i: usize| if i == 0 || i == last { room + 2.0 * BETWEEN } else { room * count as f64 - BETWEEN };
    let cut = |(i, word): (usize, &&str)| cut(word, SMALL, Weight::Regular, most(i).max(LEAST) / WIDER);
    let texts: Vec<String> = words.iter().enumerate().map(cut).collect();
    for line in 0..count {
        let places = placed.iter().zip(&texts).map(|((x, _), text)| (*x, text.as_str()));
        let of_line: Vec<(f64, &str)> = places.skip(line).step_by(count).collect();
        write_below(canvas, &of_line, y + line as f64 * LINE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_room_go_into_two_lines() {
        let width = Type::regular(SMALL, INK).width("turnout") * WIDER + BETWEEN;
        assert_eq!((lines(&["none", "turnout"], width + 1.0), lines(&["none", "turnout"], width - 1.0)), (1, 2));
        assert_eq!(lines(&[], 10.0), 1);
    }

    #[test]
    fn texts_without_room_are_left_out_evenly() {
        let kind = Type::regular(SMALL, INK);
        let at = |step: f64| (0..9).map(|i| (f64::from(i) * step, "0.25")).collect::<Vec<_>>();
        let width = kind.width("0.25") * WIDER + BETWEEN;
        assert_eq!((every(&at(width + 1.0), kind), every(&at(width - 1.0), kind), every(&at(width / 3.5), kind)), (1, 2, 4));
        assert_eq!((every(&[], kind), every(&[(0.0, "a")], kind), every(&at(0.0), kind)), (1, 1, 9));
    }
}
