//! The page around a chart, and axes within it.

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Stroke, Type, picture};
use super::dash::Point;
use super::font::{Weight, cut};
use super::number::tick_texts;
use super::series::replicates;
use super::theme::{GREY, GRID, HEIGHT, INK, LABEL, MARGIN, READING, SMALL, TITLE, WIDTH};
use super::words::{Heading, Words};

/// From the baseline of what is written below the plots to the lower edge (pixels).
pub const UNDER_FOOT: f64 = 16.0;
/// That baseline, in a page of the usual height.
pub const FOOT: f64 = HEIGHT - UNDER_FOOT;

/// From a tick's text to the y axis (pixels).
const TO_AXIS: f64 = 8.0;
/// How much wider texts may be in a font that stands in for the bundled one.
pub const WIDER: f64 = 1.08;

/// What is written around a chart.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// What it shows.
    pub title: &'a str,
    /// One line that says how to read it.
    pub reading: &'a str,
    /// A line below that; may be empty.
    pub note: &'a str,
    /// What stands in the right half of the foot; may be empty.
    pub foot: &'a str,
    /// From top to bottom (pixels).
    pub height: f64,
}

/// Where the frame of a chart begins, if there is no note (pixels).
pub const TOP: f64 = 84.0;
/// From the reading to the note below it (pixels).
const NOTE: f64 = 24.0;

impl Sheet<'_> {
    /// Draws it, with `paint` in the frame between what is above and what is below.
    #[must_use]
    pub fn draw(&self, paint: impl FnOnce(&Canvas<'_>, Frame)) -> String {
        let description = format!("{} {}", self.reading, self.note);
        picture(self.title, description.trim_end(), self.height, |canvas| {
            canvas.text(self.title, (MARGIN, 40.0), Type::bold(TITLE, INK));
            canvas.text(self.reading, (MARGIN, 68.0), Type::regular(READING, GREY));
            let mut top = TOP;
            if !self.note.is_empty() {
                canvas.text(self.note, (MARGIN, 68.0 + NOTE), Type::regular(READING, GREY));
                top += NOTE;
            }
            if !self.foot.is_empty() {
                let kind = Type::regular(SMALL, GREY).anchored(Anchor::End);
                canvas.text(self.foot, (WIDTH - MARGIN, self.height - UNDER_FOOT), kind);
            }
            paint(canvas, Frame { left: MARGIN, top, right: WIDTH - MARGIN, bottom: self.height - 40.0 });
        })
    }
}

/// What a chart makes of several replicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Means, with bands of their intervals.
    Bands,
    /// Means.
    Means,
    /// All that is counted in any of them.
    Together,
    /// The first of them.
    First,
}

/// Draws a page: a heading above, the scenario below, and `paint` in the frame between them.
#[must_use]
pub fn page(heading: Heading, shown: Shown, tables: &Tables, words: &Words, paint: impl FnOnce(&Canvas<'_>, Frame)) -> String {
    page_read_as(heading.title, heading.reading, shown, tables, words, paint)
}

/// The same, where how to read the chart depends on what it shows.
#[must_use]
pub fn page_read_as(
    title: &str,
    reading: &str,
    shown: Shown,
    tables: &Tables,
    words: &Words,
    paint: impl FnOnce(&Canvas<'_>, Frame),
) -> String {
    let note = match replicates(&tables.rounds) {
        1 => String::new(),
        n => words.replicates.said(shown).with(&[("n", &n.to_string())]),
    };
    let foot = match tables.scenario.as_str() {
        "" => String::new(),
        title => cut_foot(&words.scenario.with(&[("scenario", title)])),
    };
    Sheet { title, reading, note: &note, foot: &foot, height: HEIGHT }.draw(paint)
}

/// Where the text in the right half of the foot starts at the earliest (pixels).
pub const FOOT_FROM: f64 = WIDTH / 2.0 + 40.0;
/// Room between it and what the x axis shows (pixels).
pub const TO_FOOT: f64 = 16.0;

/// As much of a text as fits into the right half of the foot.
#[must_use]
pub fn cut_foot(text: &str) -> String {
    cut(text, SMALL, Weight::Regular, WIDTH - MARGIN - FOOT_FROM)
}

/// An axis: from which value to which, and where these are on the canvas (pixels).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The values at both ends.
    pub values: (f64, f64),
    /// The places of both ends.
    pub places: (f64, f64),
}

impl Axis {
    /// The place of a value.
    #[must_use]
    pub fn place(&self, value: f64) -> f64 {
        let ((from, to), (start, end)) = (self.values, self.places);
        start + (value - from) / (to - from) * (end - start)
    }
}

/// Whether the ticks of an axis are written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// They are.
    Shown,
    /// A neighbouring panel shows them.
    Hidden,
}

/// A plot: a frame with two axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// The frame.
    pub frame: Frame,
    /// The axis from left to right.
    pub x: Axis,
    /// The axis from bottom to top.
    pub y: Axis,
}

impl Plot {
    /// A plot of these ranges in a frame.
    #[must_use]
    pub fn new(frame: Frame, x: (f64, f64), y: (f64, f64)) -> Self {
        let x = Axis { values: x, places: (frame.left, frame.right) };
        let y = Axis { values: y, places: (frame.bottom, frame.top) };
        Self { frame, x, y }
    }

    /// The place of a point.
    #[must_use]
    pub fn place(&self, (x, y): (f64, f64)) -> Point {
        (self.x.place(x), self.y.place(y))
    }

    /// The room that the ticks of a y axis take on its left (pixels).
    #[must_use]
    pub fn room_for_ticks(at: &[f64]) -> f64 {
        let kind = Type::regular(SMALL, INK);
        let widest = tick_texts(at).iter().map(|text| kind.width(text)).fold(0.0, f64::max);
        (widest * WIDER + TO_AXIS).max(40.0)
    }

    /// Draws the x axis with its ticks, and lines up from them.
    pub fn draw_x(&self, canvas: &Canvas<'_>, at: &[f64], numbers: Numbers) {
        let Frame { left, top, right, bottom } = self.frame;
        let texts = tick_texts(at);
        let every = self.written_every(at, &texts);
        for (i, (&tick, text)) in at.iter().zip(texts).enumerate() {
            let x = self.x.place(tick);
            canvas.line(&[(x, top), (x, bottom)], &Stroke::solid(GRID, 1.0));
            canvas.line(&[(x, bottom), (x, bottom + 5.0)], &Stroke::solid(INK, 1.25));
            if numbers == Numbers::Shown && i.is_multiple_of(every) {
                canvas.text(&text, (x, bottom + 22.0), Type::regular(SMALL, INK).anchored(Anchor::Middle));
            }
        }
        canvas.line(&[(left, bottom), (right, bottom)], &Stroke::solid(INK, 1.25));
    }

    /// Every how many-th tick of the x axis has room for its text.
    fn written_every(&self, at: &[f64], texts: &[String]) -> usize {
        let kind = Type::regular(SMALL, INK);
        let room = texts.iter().map(|text| kind.width(text)).fold(0.0, f64::max) * WIDER + TO_AXIS;
        match at {
            [first, second, ..] => (room / (self.x.place(*second) - self.x.place(*first))).ceil().max(1.0) as usize,
            _ => 1,
        }
    }

    /// Draws the y axis with its ticks, and lines to the right from them.
    pub fn draw_y(&self, canvas: &Canvas<'_>, at: &[f64], numbers: Numbers) {
        let Frame { left, right, .. } = self.frame;
        for (&tick, text) in at.iter().zip(tick_texts(at)) {
            let y = self.y.place(tick);
            canvas.line(&[(left, y), (right, y)], &Stroke::solid(GRID, 1.0));
            if numbers == Numbers::Shown {
                canvas.text_beside(&text, (left - TO_AXIS, y), Type::regular(SMALL, INK).anchored(Anchor::End));
            }
        }
    }

    /// Writes what the x axis shows, below it: in the middle, but not where the scenario's name may stand.
    pub fn name_x(&self, canvas: &Canvas<'_>, name: &str) {
        let kind = Type::regular(LABEL, INK).anchored(Anchor::Middle);
        let rightmost = FOOT_FROM - TO_FOOT - kind.width(name) / 2.0;
        canvas.text(name, (self.frame.center().min(rightmost), FOOT), kind);
    }

    /// Writes what the y axis shows, above it.
    pub fn name_y(&self, canvas: &Canvas<'_>, name: &str) {
        canvas.text(name, (MARGIN, self.frame.top - 16.0), Type::regular(LABEL, INK));
    }

    /// Writes a note in the middle of the plot.
    pub fn note(&self, canvas: &Canvas<'_>, note: &str) {
        let place = (self.frame.center(), self.frame.middle());
        canvas.text_beside(note, place, Type::regular(LABEL, GREY).anchored(Anchor::Middle));
    }
}
