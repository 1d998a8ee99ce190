//! Lines over rounds with direct labels: the panel that most charts are made of.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::number::{axis_end, count, share, short, tick_texts, ticks, whole_axis_end, whole_ticks};
use super::page::{Numbers, Plot, WIDER};
use super::place::spread;
use super::series::{Series, known_parts, largest, last};
use super::theme::{GREY, INK, LABEL, LOOKS, Look, MARGIN};
use super::words::Words;
use plotters::style::Color;

/// One line of a panel.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it shows.
    pub name: &'static str,
    /// Its values.
    pub series: Series,
    /// Its look.
    pub look: Look,
}

/// Lines with the looks of the theme, in order.
#[must_use]
pub fn lines(named: impl IntoIterator<Item = (&'static str, Series)>) -> Vec<Line> {
    let looked = named.into_iter().zip(LOOKS);
    looked.map(|((name, series), look)| Line { name, series, look }).collect()
}

/// What the y axis of a panel counts; it starts at 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Shares: it ends at 1, or below where all of them are small.
    Shares,
    /// Numbers without upper bound.
    Counts,
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
            (Self::Shares, largest) => axis_end(largest, most),
            (Self::Counts, largest) => whole_axis_end(largest, most),
        }
    }

    /// The ticks of an axis with this end.
    fn ticks(self, end: f64, most: usize) -> Vec<f64> {
        match self {
            Self::Shares => ticks((0.0, end), most),
            Self::Counts => whole_ticks((0.0, end), most),
        }
    }

    /// A value as the label of its line says it, on an axis with this end.
    fn said(self, value: f64, end: f64) -> String {
        match self {
            Self::Shares if end >= 1.0 => share(value),
            Self::Shares => short(value),
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
        let longest = self.lines.iter().map(|line| &line.series).max_by_key(|series| series.len());
        let rounds = longest.map_or((0.0, 1.0), |series| range_of_rounds(series));
        Plot::new(frame, rounds, (0.0, end))
    }

    /// Where the y axis ends.
    fn end(&self) -> f64 {
        let most = self.lines.iter().filter_map(|line| largest(&line.series)).max_by(f64::total_cmp);
        self.range.end(most, self.ticks)
    }

    /// A line's label: its name and last value.
    fn label(&self, line: &Line, words: &Words) -> String {
        match last(&line.series) {
            Some((_, value)) => format!("{} {}", line.name, self.range.said(value, self.end())),
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
                canvas.line(&[end, (x - 7.0, y)], &Stroke::solid(color, 1.0));
                canvas.marker(line.look.marker, (x - 4.0, y), color);
            }
            canvas.text_beside(&self.label(line, words), (x + 7.0, y), Type::regular(LABEL, color));
        }
    }

    /// The name of the y axis, which says where the axis ends if it is not at 1.
    #[must_use]
    pub fn name_of_shares(&self, name: &str, words: &Words) -> String {
        let end = self.end();
        let said = || words.zoomed.replace("{end}", &tick_texts(&[end]).concat());
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

/// Fills the area between two series, where both are known.
pub fn draw_band(canvas: &Canvas<'_>, plot: &Plot, low: &Series, high: &Series, look: Look) {
    let both: Series = low.iter().zip(high).map(|(&(round, low), &(_, high))| (round, low.and(high))).collect();
    let of = |series: &Series, round: f64| series.iter().find(|&&(at, _)| at == round).and_then(|&(_, value)| value);
    for part in known_parts(&both) {
        let side = |series: &Series| {
            part.iter().filter_map(|&(round, _)| Some(plot.place((round, of(series, round)?)))).collect::<Vec<_>>()
        };
        let mut outline = side(high);
        outline.extend(side(low).into_iter().rev());
        canvas.area(&outline, look.color.mix(0.16));
    }
}

/// A frame for a single panel on a page: below the y axis's name and above the rounds.
#[must_use]
pub fn single(frame: Frame) -> Frame {
    Frame { left: MARGIN, top: frame.top + 34.0, right: frame.right, bottom: frame.bottom - 28.0 }
}
