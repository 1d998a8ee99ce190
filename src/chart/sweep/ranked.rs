//! Factors below one another, each with estimates and their intervals, and the numbers beside them.

use super::Swept;
use super::page::{Around, page};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::number::{axis_around, short, ticks};
use crate::chart::page::{Numbers, Plot, TOP, UNDER_FOOT, WIDER};
use crate::chart::theme::{GREY, INK, LABEL, LOOKS, Look, MARGIN, SMALL, WIDTH};
use crate::chart::words::Words;
use crate::output::sweep::MeasureEntry;

/// The most factors that are drawn.
pub const MOST: usize = 20;
/// The most room for keys (pixels).
const NAMES: f64 = 300.0;
/// Height for each estimate of a factor, and besides (pixels).
const EACH: f64 = 12.0;
const BESIDES: f64 = 16.0;
/// Least height of a page (pixels).
const LEAST: f64 = 360.0;
/// Height of the line that names the estimates (pixels).
const LEGEND: f64 = 28.0;

/// An estimate with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: Option<f64>,
    /// The ends of its interval.
    pub ends: Option<(f64, f64)>,
}

impl Estimate {
    /// Of what a table says: what is not finite is not known.
    #[must_use]
    pub fn of(value: Option<f64>, low: Option<f64>, high: Option<f64>) -> Self {
        let known = |value: Option<f64>| value.filter(|value| value.is_finite());
        Self { value: known(value), ends: known(low).zip(known(high)) }
    }

    fn said(&self, words: &Words) -> String {
        match (self.value, self.ends) {
            (None, _) => "–".to_owned(),
            (Some(value), None) => short(value),
            (Some(value), Some((low, high))) => {
                words.sweep.estimate.with(&[("value", &short(value)), ("low", &short(low)), ("high", &short(high))])
            }
        }
    }
}

/// A factor with its estimates.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its key.
    pub name: String,
    /// The estimates, as many in all rows.
    pub estimates: Vec<Estimate>,
}

/// The chart: rows from top to bottom.
pub struct Ranked<'a> {
    /// What is around it; its height is that of the rows.
    pub around: Around<'a>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What the estimates are; a single one needs no name.
    pub names: &'a [&'a str],
    /// What is said beside the names of several estimates.
    pub aside: Option<String>,
    /// The ends of the x axis.
    pub range: (f64, f64),
    /// What the x axis shows.
    pub axis: &'a str,
}

/// The range of the x axis: 0, all values, and their intervals as far as they do not dwarf them.
#[must_use]
pub fn range(rows: &[Row]) -> (f64, f64) {
    const FARTHEST: f64 = 1.5;
    let all = || rows.iter().flat_map(|row| &row.estimates);
    let largest = all().filter_map(|estimate| estimate.value).map(f64::abs).fold(0.0, f64::max) * FARTHEST;
    let ends =
        all().flat_map(|estimate| estimate.ends.map(|(low, high)| [low, high]).into_iter().flatten().chain(estimate.value));
    let within: Vec<f64> = ends.map(|end| end.clamp(-largest, largest)).collect();
    let (low, high) = (within.iter().copied().fold(0.0, f64::min), within.iter().copied().fold(0.0, f64::max));
    axis_around((low, high), 8)
}

impl Ranked<'_> {
    /// Draws the chart.
    #[must_use]
    pub fn draw(self, swept: &Swept, measure: &MeasureEntry, words: &Words) -> String {
        let legend = if self.names.len() > 1 { LEGEND } else { 0.0 };
        let row = BESIDES + EACH * self.names.len().max(1) as f64;
        let height = (TOP + 24.0 + legend + 30.0 + row * self.rows.len() as f64 + 104.0).max(LEAST);
        let around = Around { height, ..self.around };
        let kind = Type::regular(SMALL, INK);
        let names = self.rows.iter().map(|row| kind.width(&row.name) * WIDER).fold(120.0, f64::max).min(NAMES);
        page(swept, measure, &around, words, |canvas, frame| {
            let written = Written::of(&self.rows, words);
            let (top, right) = (frame.top + legend + 14.0, frame.right - written.width());
            let frame = Frame { left: MARGIN + names + 20.0, top, right, bottom: frame.bottom - 60.0 };
            let plot = Plot::new(frame, self.range, (0.0, self.rows.len().max(1) as f64));
            if self.names.len() > 1 {
                self.name_estimates(canvas, top - 20.0);
            }
            self.draw_axis(canvas, &plot, height);
            for (i, row) in self.rows.iter().enumerate() {
                let y = plot.y.place((self.rows.len() - i) as f64 - 0.5);
                let name = cut(&row.name, SMALL, Weight::Regular, names / WIDER);
                canvas.text_beside(&name, (plot.frame.left - 12.0, y), kind.anchored(Anchor::End));
                draw_estimates(canvas, &plot, y, &row.estimates);
                written.write(canvas, y, i);
            }
        })
    }

    /// Names the estimates in a line, each with its marker.
    fn name_estimates(&self, canvas: &Canvas<'_>, y: f64) {
        let mut x = MARGIN;
        for (name, look) in self.names.iter().zip(LOOKS) {
            let kind = Type::bold(LABEL, look.color);
            canvas.marker(look.marker, (x + 6.0, y - 6.0), look.color);
            canvas.text(name, (x + 18.0, y), kind);
            x += 18.0 + kind.width(name) * WIDER + 24.0;
        }
        let aside = self.aside.as_deref().unwrap_or_default();
        let aside = cut(aside, SMALL, Weight::Regular, (WIDTH - MARGIN - x).max(0.0) / WIDER);
        canvas.text_unless_empty(&aside, (WIDTH - MARGIN, y), Type::regular(SMALL, GREY).anchored(Anchor::End));
    }

    fn draw_axis(&self, canvas: &Canvas<'_>, plot: &Plot, height: f64) {
        plot.draw_x(canvas, &ticks(plot.x.values, 8), Numbers::Shown);
        let zero = plot.x.place(0.0);
        canvas.line(&[(zero, plot.frame.top), (zero, plot.frame.bottom)], &Stroke::solid(GREY, 1.5));
        let kind = Type::regular(LABEL, INK).anchored(Anchor::Middle);
        let half = kind.width(self.axis) * WIDER / 2.0;
        let middle = plot.frame.center().clamp(MARGIN + half, (WIDTH - MARGIN - half).max(MARGIN + half));
        canvas.text(self.axis, (middle, height - UNDER_FOOT - 30.0), kind);
    }
}

/// Draws the estimates of a factor, one below the other, with their intervals.
fn draw_estimates(canvas: &Canvas<'_>, plot: &Plot, middle: f64, estimates: &[Estimate]) {
    let (from, to) = plot.x.values;
    for (i, (estimate, Look { color, marker, .. })) in estimates.iter().zip(LOOKS).enumerate() {
        let y = middle + (i as f64 - (estimates.len() - 1) as f64 / 2.0) * EACH;
        let Some(value) = estimate.value else { continue };
        if let Some((low, high)) = estimate.ends {
            let stroke = Stroke::solid(color, 2.0);
            let places = [low, high].map(|end| plot.x.place(end.clamp(from, to)));
            canvas.line(&[(places[0], y), (places[1], y)], &stroke);
            for (end, x) in [low, high].into_iter().zip(places) {
                // No cap where the whisker goes on beyond the axis.
                if (from..=to).contains(&end) {
                    canvas.line(&[(x, y - 4.0), (x, y + 4.0)], &stroke);
                }
            }
        }
        canvas.marker(marker, (plot.x.place(value.clamp(from, to)), y), color);
    }
}

/// The numbers beside the plot: of a single estimate with its interval, of several their values.
struct Written {
    columns: Vec<Vec<String>>,
}

impl Written {
    fn of(rows: &[Row], words: &Words) -> Self {
        let count = rows.first().map_or(0, |row| row.estimates.len());
        let said = |estimate: &Estimate| match count {
            1 => estimate.said(words),
            _ => Estimate { ends: None, ..*estimate }.said(words),
        };
        Self { columns: (0..count).map(|i| rows.iter().map(|row| said(&row.estimates[i])).collect()).collect() }
    }

    /// The room that a column takes.
    fn room(column: &[String]) -> f64 {
        const GAP: f64 = 18.0;
        let kind = Type::regular(SMALL, INK);
        column.iter().map(|text| kind.width(text)).fold(34.0, f64::max) * WIDER + GAP
    }

    fn width(&self) -> f64 {
        self.columns.iter().map(|column| Self::room(column)).sum()
    }

    fn write(&self, canvas: &Canvas<'_>, y: f64, i: usize) {
        let mut right = WIDTH - MARGIN;
        for (column, look) in self.columns.iter().zip(LOOKS).rev() {
            let color = if self.columns.len() > 1 { look.color } else { INK };
            canvas.text_beside(&column[i], (right, y), Type::regular(SMALL, color).anchored(Anchor::End));
            right -= Self::room(column);
        }
    }
}
