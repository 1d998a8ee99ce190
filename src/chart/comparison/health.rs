//! Chart `health` of a comparison: the health index and the five marks of a healthy relation, members next to one another.

use super::standing::{self, Mean};
use super::{Compared, Member};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::font::Weight;
use crate::chart::grid::Grid;
use crate::chart::health::{INDEX, PARTS};
use crate::chart::number::{share, ticks};
use crate::chart::page::{Numbers, Plot};
use crate::chart::theme::{GREY, HEIGHT, INK, LABEL, MARGIN, SMALL};
use crate::chart::words::Words;
use plotters::style::Color;

/// Up to so many members have all groups of bars in one row.
const IN_ONE_ROW: usize = 3;
/// Height of a page with two rows (pixels).
const TALL: f64 = 760.0;

/// Draws the chart.
#[must_use]
pub fn health(compared: &Compared, words: &Words) -> String {
    let members = compared.shown();
    let rows = standing::rows(&compared.differences);
    let groups: Vec<(&str, &str)> =
        std::iter::once((words.health.index, INDEX)).chain(words.health.parts.into_iter().zip(PARTS)).collect();
    let (height, columns) = if members.len() <= IN_ONE_ROW { (HEIGHT, groups.len()) } else { (TALL, groups.len().div_ceil(2)) };
    compared.page(words.comparison.health, height, words, |canvas, frame| {
        let frame = Frame { left: MARGIN + 46.0, top: frame.top + 14.0, bottom: frame.bottom + 6.0, ..frame };
        let grid = Grid { frame, columns, rows: groups.len().div_ceil(columns), between: 0.0, above: 20.0, below: 40.0 };
        for (i, (name, measure)) in groups.iter().enumerate() {
            let group = Group { plot: Plot::new(grid.cell(i), (0.0, members.len().max(1) as f64), (0.0, 1.0)), name };
            let weight = if *measure == INDEX { Weight::Bold } else { Weight::Regular };
            group.draw_ground(canvas, if i % columns == 0 { Numbers::Shown } else { Numbers::Hidden }, weight);
            let bars = members.iter().map(|&member| (member, standing::of(&rows, compared, member, measure)));
            group.draw_bars(canvas, &bars.collect::<Vec<_>>(), words);
        }
    })
}

/// The bars of one measure.
struct Group<'a> {
    plot: Plot,
    name: &'a str,
}

/// Room between the bars of neighbouring groups (pixels).
const APART: f64 = 26.0;

impl Group<'_> {
    fn draw_ground(&self, canvas: &Canvas<'_>, numbers: Numbers, weight: Weight) {
        let Frame { left, right, bottom, .. } = self.plot.frame;
        self.plot.draw_y(canvas, &ticks((0.0, 1.0), 5), numbers);
        canvas.line(&[(left, bottom), (right, bottom)], &Stroke::solid(INK, 1.25));
        let kind = Type { weight, ..Type::regular(SMALL, INK) }.anchored(Anchor::Middle);
        canvas.text(self.name, (self.plot.frame.center(), bottom + 24.0), kind);
    }

    /// Draws a bar for each member, pale, with its marker on top and the interval through it: the marker tells members apart in print.
    fn draw_bars(&self, canvas: &Canvas<'_>, bars: &[(Member<'_>, Mean)], words: &Words) {
        let Frame { left, right, bottom, .. } = self.plot.frame;
        let slot = (right - left - APART) / bars.len().max(1) as f64;
        for (i, (member, Mean { mean, ends })) in bars.iter().enumerate() {
            let x = left + APART / 2.0 + (i as f64 + 0.5) * slot;
            let Some(mean) = mean.map(|mean| mean.clamp(0.0, 1.0)) else { continue };
            let (y, half) = (self.plot.y.place(mean), (slot / 2.0 - 3.0).min(24.0));
            canvas.area(&[(x - half, bottom), (x + half, bottom), (x + half, y), (x - half, y)], member.look.color.mix(0.28));
            let mut top = y;
            if let Some((low, high)) = ends {
                let places = [low, high].map(|end| self.plot.y.place(end.clamp(0.0, 1.0)));
                draw_whisker(canvas, x, places, member);
                top = places[1];
            }
            canvas.marker(member.look.marker, (x, y), member.look.color);
            let kind = Type::bold(SMALL, member.look.color).anchored(Anchor::Middle);
            canvas.text(&share(mean), (x, top.min(y - 6.0) - 5.0), kind);
        }
        if bars.iter().all(|(_, mean)| mean.mean.is_none()) {
            let kind = Type::regular(LABEL, GREY).anchored(Anchor::Middle);
            canvas.text_beside(words.no_data, (self.plot.frame.center(), self.plot.frame.middle()), kind);
        }
    }
}

fn draw_whisker(canvas: &Canvas<'_>, x: f64, [low, high]: [f64; 2], member: &Member<'_>) {
    const HALF: f64 = 5.0;
    let stroke = Stroke::solid(member.look.color, 2.0);
    canvas.line(&[(x, low), (x, high)], &stroke);
    for end in [low, high] {
        canvas.line(&[(x - HALF, end), (x + HALF, end)], &stroke);
    }
}
