//! The key beside a phase diagram: which colour is which value, how wide intervals are, and what is not known.

use super::Swept;
use super::hues::Hues;
use super::page::{name, wrapped};
use super::phase_map::Map;
use crate::chart::canvas::{Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::number::{short, tick_texts};
use crate::chart::theme::{GREY, INK, LABEL, MARGIN, PAPER, SMALL, WIDTH};
use crate::chart::words::Words;
use crate::output::sweep::MeasureEntry;
use plotters::style::RGBColor;

/// Height of the bar of colours (pixels).
const BAR: f64 = 210.0;
/// Its width (pixels).
const WIDE: f64 = 26.0;
/// From baseline to baseline (pixels).
const LINE: f64 = LABEL * 1.32;
/// The ground of cells that are not known.
const UNKNOWN: RGBColor = RGBColor(0xF2, 0xF2, 0xF2);

/// Draws the key of a map.
pub fn draw_key(
    canvas: &Canvas<'_>,
    (x, top): Point,
    measure: &MeasureEntry,
    map: &Map<'_>,
    (hues, levels): (Hues, &[f64]),
    (swept, words): (&Swept, &Words),
) {
    let said = &words.sweep.phase;
    let room = WIDTH - MARGIN - x;
    let mut y = top + SMALL;
    let write = |y: &mut f64, text: &str, kind: Type| {
        for line in wrapped(text, kind, room) {
            canvas.text(&line, (x, *y), kind);
            *y += LINE;
        }
    };
    write(&mut y, &name(measure), Type::bold(LABEL, INK));
    if !measure.unit.is_empty() {
        write(&mut y, &format!("[{}]", measure.unit), Type::regular(LABEL, INK));
    }
    y = draw_bar(canvas, (x, y), hues, levels) + LINE * 1.6;
    let kind = Type::regular(SMALL, INK);
    let halves = map.halves();
    if let (Some(median), Some(widest)) = (halves.get(halves.len().saturating_sub(1) / 2), halves.last()) {
        write(&mut y, said.intervals, Type::bold(SMALL, INK));
        write(&mut y, &said.median.with(&[("half", &short(*median))]), kind);
        write(&mut y, &said.widest.with(&[("half", &short(*widest))]), kind);
        y += LINE * 0.4;
    }
    if let Some((least, most)) = map.observations() {
        let both = said.range.with(&[("least", &least.to_string()), ("most", &most.to_string())]);
        let n = if least == most { least.to_string() } else { both };
        let (of, one) =
            if swept.sweep.design == "grid" { (said.replicates, said.one_replicate) } else { (said.points, said.one_point) };
        let text = if (least, most) == (1, 1) { one.to_owned() } else { of.with(&[("n", &n)]) };
        write(&mut y, &text, Type::regular(SMALL, GREY));
        y += LINE * 0.4;
    }
    if map.means().contains(&None) {
        draw_hatched(canvas, Frame { left: x, top: y - 15.0, right: x + WIDE, bottom: y + 3.0 });
        canvas.text(said.unknown, (x + WIDE + 8.0, y), kind);
    }
}

/// Draws the bar of colours with its ticks, contours across it, and returns where it ends.
fn draw_bar(canvas: &Canvas<'_>, (x, y): Point, hues: Hues, levels: &[f64]) -> f64 {
    let kind = Type::regular(SMALL, INK);
    // In whole pixels, as its steps are: paper would show between them.
    let top = (y - SMALL * 0.4).round();
    if hues.is_one() {
        canvas.rectangle(Frame { left: x, top, right: x + WIDE, bottom: top + WIDE }, hues.color(hues.range.0));
        canvas.text_beside(&short(hues.range.0), (x + WIDE + 12.0, top + WIDE / 2.0), kind);
        return top + WIDE;
    }
    let (low, high) = hues.range;
    let at = |value: f64| top + BAR * (high - value) / (high - low);
    for step in 0..BAR as usize {
        let value = high - (high - low) * (step as f64 + 0.5) / BAR;
        let top = top + step as f64;
        canvas.rectangle(Frame { left: x, top, right: x + WIDE, bottom: top + 1.0 }, hues.color(value));
    }
    for level in levels {
        let line = [(x, at(*level)), (x + WIDE, at(*level))];
        canvas.line(&line, &Stroke::solid(PAPER, 3.5));
        canvas.line(&line, &Stroke::solid(INK, 1.5));
    }
    let ticks = hues.levels();
    for (level, text) in ticks.iter().zip(tick_texts(&ticks)) {
        canvas.line(&[(x + WIDE, at(*level)), (x + WIDE + 5.0, at(*level))], &Stroke::solid(INK, 1.25));
        canvas.text_beside(&text, (x + WIDE + 10.0, at(*level)), kind);
    }
    top + BAR
}

/// Fills a cell that is not known: with grey lines, which no value has.
pub fn draw_hatched(canvas: &Canvas<'_>, cell: Frame) {
    const APART: f64 = 7.0;
    canvas.rectangle(cell, UNKNOWN);
    let (width, height) = (cell.width(), cell.height());
    let count = ((width + height) / APART) as usize;
    for i in 1..=count {
        let s = i as f64 * APART;
        let from = if s <= width { (cell.left + s, cell.bottom) } else { (cell.right, cell.bottom - (s - width)) };
        let to = if s <= height { (cell.left, cell.bottom - s) } else { (cell.left + s - height, cell.top) };
        canvas.line(&[from, to], &Stroke::solid(GREY, 0.75));
    }
}
