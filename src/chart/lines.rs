//! Lines over rounds with direct labels: the panel that most charts are made of.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::number::{axis_end, count, share, short, tick_texts, ticks, whole_axis_end, whole_ticks};
use super::page::{Numbers, Plot, WIDER};
use super::place::spread;
use super::series::{Estimate, Series, estimates, known_parts, largest, last};
use super::theme::{GREY, INK, LABEL, Look, MARGIN, look_of};
use super::words::Words;
use crate::table::Table;
use plotters::style::Color;

/// One line of a panel.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows; may be empty where something else says it.
    pub name: String,
    /// Its values.
    pub series: Series,
    /// The ends of the interval of each value.
    pub band: [Series; 2],
    /// Its look.
    pub look: Look,
}

/// The lines of measures over rounds, each with its name and the look that the measure has in all charts.
#[must_use]
pub fn lines<const N: usize>(rounds: &Table, named: [(&'static str, &str); N]) -> Vec<Line> {
    named.map(|(name, measure)| Line::new(name, estimates(rounds, measure), look_of(measure))).to_vec()
}

impl Line {
    /// A line of means with a band of their intervals.
    #[must_use]
    pub fn new(name: &str, Estimate { mean, low, high }: Estimate, look: Look) -> Self {
        Self { name: name.to_owned(), series: mean, band: [low, high], look }
    }

    /// The largest value that its axis is to show: all means, and of the band not so much that it flattens them.
    #[must_use]
    pub fn largest(&self) -> Option<f64> {
        const MOST: f64 = 1.5;
        let mean = largest(&self.series)?;
        let band = largest(&self.band[1]).map_or(mean, |band| band.min(mean * MOST));
        // Shares whose means are within 1 stay on an axis to 1.
        Some(if mean <= 1.0 { band.min(1.0) } else { band }.max(mean))
    }
}

/// What the y axis of a panel counts; it starts at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Shares: it ends at 1, or below where all of them are small.
    Shares,
    /// Whole numbers without upper bound, or means of such.
    Counts,
    /// Amounts without upper bound.
    Amounts,
}

/// Shares up to this are shown on an axis that ends below 1.
const SMALL_SHARE: f64 = 0.25;

impl Range {
    /// The end of an axis with `most` ticks for values up to `largest`.
    #[must_use]
    pub fn end(self, largest: Option<f64>, most: usize) -> f64 {
        match (self, largest.unwrap_or(0.0)) {
            (_, largest) if largest <= 0.0 => 1.0,
            (Self::Shares, largest) if largest > SMALL_SHARE && largest <= 1.0 => 1.0,
            (Self::Shares | Self::Amounts, largest) => axis_end(largest, most),
            (Self::Counts, largest) => whole_axis_end(largest, most),
        }
    }

    /// The ticks of an axis with this end.
    fn ticks(self, end: f64, most: usize) -> Vec<f64> {
        match self {
            Self::Shares | Self::Amounts => ticks((0.0, end), most),
            Self::Counts => whole_ticks((0.0, end), most),
        }
    }

    /// A value as the label of its line says it, on an axis with this end.
    fn said(self, value: f64, end: f64) -> String {
        match self {
            Self::Shares if end >= 1.0 => share(value),
            Self::Shares | Self::Amounts => short(value),
            Self::Counts => count(value),
        }
    }
}

/// The x axis's range for series over rounds; with room around a single round.
#[must_use]
pub fn range_of_rounds(series: &[(f64, Option<f64>)]) -> (f64, f64) {
    match (series.first(), series.last()) {
        (Some(&(first, _)), Some(&(last, _))) if last > first => (first, last),
        (Some(&(only, _)), _) => (only - 0.5, only + 0.5),
        _ => (0.0, 1.0),
    }
}

/// A panel of lines.
pub struct Panel<'a> {
    /// The lines.
    pub lines: &'a [Line],
    /// What the y axis counts.
    pub range: Range,
    /// Where it goes, labels and the names of axes included.
    pub frame: Frame,
    /// The most ticks of the y axis.
    pub ticks: usize,
    /// Whether the rounds are written below it.
    pub rounds: Numbers,
}

/// From a line's end to its label (pixels): a leader, and the marker.
const LEADER: f64 = 26.0;
/// Between the baselines of labels (pixels).
const GAP: f64 = LABEL * 1.3;
impl Panel<'_> {
    /// The plot, with room for ticks on its left and for labels on its right.
    #[must_use]
    pub fn plot(&self, words: &Words) -> Plot {
        let end = self.end();
        let kind = Type::regular(LABEL, INK);
        let label = self.lines.iter().map(|line| kind.width(&self.label(line, words))).fold(0.0, f64::max);
        let Frame { left, top, right, bottom } = self.frame;
        let left = left + Plot::room_for_ticks(&self.range.ticks(end, self.ticks));
        let frame = Frame { left, top, right: right - LEADER - 9.0 - label * WIDER, bottom };
        let mut rounds: Series = self.lines.iter().flat_map(|line| line.series.iter().copied()).collect();
        rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
        Plot::new(frame, range_of_rounds(&rounds), (0.0, end))
    }

    /// Where the y axis ends.
    fn end(&self) -> f64 {
        let most = self.lines.iter().filter_map(Line::largest).max_by(f64::total_cmp);
        self.range.end(most, self.ticks)
    }

    /// A line's label: its name and last value.
    fn label(&self, line: &Line, words: &Words) -> String {
        match last(&line.series) {
            Some((_, value)) => format!("{} {}", line.name, self.range.said(value, self.end())).trim_start().to_owned(),
            None if line.name.is_empty() => words.no_data.to_owned(),
            None => format!("{}: {}", line.name, words.no_data),
        }
    }

    /// Draws the axes and what lies under the lines, then the lines and their labels.
    pub fn draw(&self, canvas: &Canvas<'_>, words: &Words, under: impl FnOnce(&Plot)) {
        let plot = self.plot(words);
        plot.draw_y(canvas, &self.range.ticks(self.end(), self.ticks), Numbers::Shown);
        plot.draw_x(canvas, &whole_ticks(plot.x.values, 8), self.rounds);
        under(&plot);
        if self.lines.iter().all(|line| last(&line.series).is_none()) {
            plot.note(canvas, words.no_data);
        }
        self.lines.iter().for_each(|line| draw_band(canvas, &plot, &line.band, line.look));
        for (i, line) in self.lines.iter().enumerate() {
            draw_line(canvas, &plot, line, i as f64 / self.lines.len() as f64);
        }
        self.draw_labels(canvas, &plot, words);
    }

    /// Writes the labels on the right, each as near as can be to the end of its line, with a leader from there.
    fn draw_labels(&self, canvas: &Canvas<'_>, plot: &Plot, words: &Words) {
        let ends: Vec<_> = self.lines.iter().map(|line| last(&line.series).map(|end| plot.place(end))).collect();
        let wanted: Vec<f64> = ends.iter().map(|end| end.map_or(plot.frame.bottom, |(_, y)| y)).collect();
        let places = spread(&wanted, GAP, (plot.frame.top + 2.0, plot.frame.bottom - 4.0));
        let x = plot.frame.right + LEADER;
        for ((line, end), y) in self.lines.iter().zip(ends).zip(places) {
            let color = if end.is_some() { line.look.color } else { GREY };
            if let Some(end) = end {
                // A leader from far away would look like the line going on.
                let from = if end.0 < plot.frame.right - LEADER { (plot.frame.right + 4.0, y) } else { end };
                canvas.line(&[from, (x - 7.0, y)], &Stroke::solid(color, 1.0));
                canvas.marker(line.look.marker, (x - 4.0, y), color);
            }
            canvas.text_beside(&self.label(line, words), (x + 7.0, y), Type::regular(LABEL, color));
        }
    }

    /// The name of the y axis, which says where the axis ends if it is not at 1.
    #[must_use]
    pub fn name_of_shares(&self, name: &str, words: &Words) -> String {
        let end = self.end();
        let said = || words.zoomed.with(&[("end", &tick_texts(&[end]).concat())]);
        if end < 1.0 { format!("{name} {}", said()) } else { name.to_owned() }
    }
}

/// Draws a line with markers, which are shifted by a part of their distance so that those of different lines do not meet.
pub fn draw_line(canvas: &Canvas<'_>, plot: &Plot, line: &Line, shift: f64) {
    const MARKERS: f64 = 6.0;
    let stroke = Stroke { color: line.look.color, width: 2.5, dash: line.look.dash };
    let parts = known_parts(&line.series);
    let known: usize = parts.iter().map(Vec::len).sum();
    let every = (known as f64 / MARKERS).max(1.0);
    let mut next = if known as f64 > 2.0 * MARKERS { every * (0.25 + 0.5 * shift) } else { 0.0 };
    let mut before = 0;
    for part in parts {
        let points: Vec<_> = part.iter().map(|&point| plot.place(point)).collect();
        canvas.line(&points, &stroke);
        for (i, &point) in points.iter().enumerate() {
            let is_alone = points.len() == 1;
            if (before + i) as f64 >= next || is_alone {
                canvas.marker(line.look.marker, point, line.look.color);
                next += every;
            }
        }
        before += points.len();
    }
}

/// Fills the area between two series over the same rounds, where both are known, as far as it lies within the plot. Where only a
/// single round is known, it is a bar.
pub fn draw_band(canvas: &Canvas<'_>, plot: &Plot, [low, high]: &[Series; 2], look: Look) {
    const HALF: f64 = 4.0;
    let (from, to) = plot.y.values;
    let within = |value: &Option<f64>| value.map(|value| value.clamp(from, to));
    let both: Vec<Option<[(f64, f64); 2]>> = low
        .iter()
        .zip(high)
        .map(|((round, low), (_, high))| Some([plot.place((*round, within(low)?)), plot.place((*round, within(high)?))]))
        .collect();
    for part in both.split(Option::is_none).filter(|part| !part.is_empty()) {
        let known: Vec<[(f64, f64); 2]> = part.iter().flatten().copied().collect();
        let outline: Vec<_> = match known[..] {
            [[(x, low), (_, high)]] => vec![(x - HALF, high), (x + HALF, high), (x + HALF, low), (x - HALF, low)],
            _ => known.iter().map(|ends| ends[1]).chain(known.iter().rev().map(|ends| ends[0])).collect(),
        };
        canvas.area(&outline, look.color.mix(0.16));
    }
}

/// A frame for a single panel on a page: below the y axis's name and above the rounds.
#[must_use]
pub fn single(frame: Frame) -> Frame {
    Frame { left: MARGIN, top: frame.top + 34.0, right: frame.right, bottom: frame.bottom - 28.0 }
}
