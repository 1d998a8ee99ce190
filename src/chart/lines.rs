//! Lines over rounds with direct labels: the panel that most charts are made of.

use super::canvas::{Canvas, Frame, Stroke, Type};
use super::number::{axis_end, short, whole_ticks};
use super::page::{Numbers, Plot};
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
    /// The ends of an axis for values up to `largest`.
    #[must_use]
    pub fn of(self, largest: Option<f64>) -> (f64, f64) {
        match (self, largest.unwrap_or(0.0)) {
            (_, largest) if largest <= 0.0 => (0.0, 1.0),
            (Self::Shares, largest) if largest > SMALL_SHARE => (0.0, 1.0_f64.max(largest)),
            (_, largest) => (0.0, axis_end(largest)),
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

/// From a line's end to its label [pixels]: a leader, and the marker.
const LEADER: f64 = 26.0;
/// Between the baselines of labels [pixels].
const GAP: f64 = LABEL * 1.3;
/// How much wider labels may be in a font that stands in for the bundled one.
const WIDER: f64 = 1.08;

impl Panel<'_> {
    /// The plot, with room for ticks on its left and for labels on its right.
    #[must_use]
    pub fn plot(&self, words: &Words) -> Plot {
        let kind = Type::regular(LABEL, INK);
        let label = self.lines.iter().map(|line| kind.width(&label(line, words))).fold(0.0, f64::max);
        let Frame { left, top, right, bottom } = self.frame;
        let frame = Frame { left: left + 46.0, top, right: right - LEADER - 9.0 - label * WIDER, bottom };
        let longest = self.lines.iter().map(|line| &line.series).max_by_key(|series| series.len());
        let rounds = longest.map_or((0.0, 1.0), |series| range_of_rounds(series));
        let most = self.lines.iter().filter_map(|line| largest(&line.series)).max_by(f64::total_cmp);
        Plot::new(frame, rounds, self.range.of(most))
    }

    /// Draws the axes and what lies under the lines, then the lines and their labels.
    pub fn draw(&self, canvas: &Canvas<'_>, words: &Words, under: impl FnOnce(&Plot)) {
        let plot = self.plot(words);
        plot.draw_y(canvas, self.ticks, Numbers::Shown);
        plot.draw_x(canvas, &whole_ticks(plot.x.values, 8), self.rounds);
        under(&plot);
        if self.lines.iter().all(|line| last(&line.series).is_none()) {
            plot.note(canvas, words.no_data);
        }
        for (i, line) in self.lines.iter().enumerate() {
            draw_line(canvas, &plot, line, i as f64 / self.lines.len() as f64);
        }
        draw_labels(canvas, &plot, self.lines, words);
    }

    /// The name of the y axis, which says where the axis ends if it is not at 1.
    #[must_use]
    pub fn name_of_shares(&self, name: &str, words: &Words) -> String {
        let (_, end) = self.plot(words).y.values;
        if end < 1.0 { format!("{name} {}", words.zoomed.replace("{end}", &short(end))) } else { name.to_owned() }
    }
}

/// A line's label: its name and last value.
fn label(line: &Line, words: &Words) -> String {
    last(&line.series)
        .map_or_else(|| format!("{}: {}", line.name, words.no_data), |(_, value)| format!("{} {}", line.name, short(value)))
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

/// Writes the labels on the right, each as near as can be to the end of its line, with a leader from there.
fn draw_labels(canvas: &Canvas<'_>, plot: &Plot, lines: &[Line], words: &Words) {
    let ends: Vec<_> = lines.iter().map(|line| last(&line.series).map(|end| plot.place(end))).collect();
    let wanted: Vec<f64> = ends.iter().map(|end| end.map_or(plot.frame.bottom, |(_, y)| y)).collect();
    let places = spread(&wanted, GAP, (plot.frame.top + 2.0, plot.frame.bottom - 4.0));
    let x = plot.frame.right + LEADER;
    for ((line, end), y) in lines.iter().zip(ends).zip(places) {
        let color = if end.is_some() { line.look.color } else { GREY };
        if let Some(end) = end {
            canvas.line(&[end, (x - 7.0, y)], &Stroke::solid(color, 1.0));
            canvas.marker(line.look.marker, (x - 4.0, y), color);
        }
        canvas.text_beside(&label(line, words), (x + 7.0, y), Type::regular(LABEL, color));
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
