//! Chart `differences` of a comparison: the measures in which members differ most from the baseline, with intervals.

use super::standing::{self, Mean, Row};
use super::{Compared, Member};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::number::{axis_around, fixed, short, ticks};
use crate::chart::page::{Numbers, Plot, TOP, UNDER_FOOT, WIDER};
use crate::chart::theme::{GREY, GRID, HEIGHT, INK, LABEL, MARGIN, SMALL, WIDTH};
use crate::chart::words::Words;

/// The most measures that are drawn, of up to two members against the baseline and of more.
const MOST: [usize; 2] = [15, 12];
/// The most room for the names of measures (pixels).
const NAMES: f64 = 262.0;
/// The least height of a measure's row (pixels).
const ROW: f64 = 26.0;
/// Height for each member within it (pixels).
const EACH: f64 = 12.0;

/// Draws the chart.
#[must_use]
pub fn differences(compared: &Compared, words: &Words) -> String {
    let members = compared.shown();
    let others = members.get(1..).unwrap_or_default();
    let rows = standing::rows(&compared.differences);
    let measures = most_telling(&rows, compared, others);
    let said = &words.comparison.differences;
    let title = said.heading.title.with(&[("baseline", compared.baseline())]);
    let row = ROW.max(8.0 + EACH * others.len() as f64);
    let height = (TOP + super::KEY + 34.0 + row * measures.len() as f64 + 96.0).max(HEIGHT);
    compared.page_titled(&title, said.heading.reading, height, words, |canvas, frame| {
        let all: Vec<Vec<Mean>> =
            measures.iter().map(|row| others.iter().map(|other| of_member(&rows, compared, row, *other)).collect()).collect();
        let table = Written::of(&measures, &rows, &members, compared);
        let kind = Type::regular(SMALL, INK);
        let names = measures.iter().map(|row| kind.width(&name(row, words)) * WIDER).fold(120.0, f64::max).min(NAMES);
        let (top, right) = (frame.top + 34.0, frame.right - table.width());
        let plot_frame = Frame { left: frame.left + names + 26.0, top, right, bottom: frame.bottom - 56.0 };
        let plot = Plot::new(plot_frame, range(&all), (0.0, measures.len().max(1) as f64));
        draw_axis(canvas, &plot, &measures, (height, words));
        table.head(canvas, &plot, &members, words);
        for (i, row) in measures.iter().enumerate() {
            let y = plot.y.place(measures.len() as f64 - i as f64 - 0.5);
            let name = cut(&name(row, words), SMALL, Weight::Regular, names);
            canvas.text_beside(&name, (plot.frame.left - 14.0, y), kind.anchored(Anchor::End));
            if i > 0 && others.len() > 1 {
                let above = plot.y.place((measures.len() - i) as f64);
                canvas.line(&[(frame.left, above), (frame.right, above)], &Stroke::solid(GRID, 1.0));
            }
            draw_dots(canvas, &plot, y, &all[i], others);
            table.write(canvas, y, i, &members);
        }
        if measures.is_empty() {
            plot.note(canvas, words.no_data);
        }
    })
}

/// The measures in which the first other member differs most, the most telling first.
fn most_telling<'a>(rows: &'a [Row], compared: &Compared, others: &[Member<'_>]) -> Vec<&'a Row> {
    let Some(first) = others.first() else { return Vec::new() };
    let is_drawn = |row: &&Row| row.scenario == compared.members[first.place] && row.scaled().mean.is_some();
    let mut measures: Vec<&Row> = rows.iter().filter(is_drawn).collect();
    measures.sort_by(|a, b| a.rank.total_cmp(&b.rank));
    measures.truncate(MOST[usize::from(others.len() > 2)]);
    measures
}

fn name(row: &Row, words: &Words) -> String {
    let name = row.measure.replace('_', " ");
    if row.is_relative() { words.comparison.differences.relative.with(&[("measure", &name)]) } else { name }
}

/// The same measure of another member.
fn of_member(rows: &[Row], compared: &Compared, of: &Row, member: Member<'_>) -> Mean {
    let is_wanted = |row: &&Row| row.scenario == compared.members[member.place] && row.measure == of.measure;
    rows.iter().find(is_wanted).map_or_else(Mean::default, Row::scaled)
}

/// The range of the x axis: all differences, and their intervals as far as they do not dwarf them.
fn range(all: &[Vec<Mean>]) -> (f64, f64) {
    const FARTHEST: f64 = 1.5;
    let all = || all.iter().flatten();
    let largest = all().filter_map(|mean| mean.mean).map(f64::abs).fold(0.0, f64::max) * FARTHEST;
    let ends = all().flat_map(|mean| mean.ends.map(|(low, high)| [low, high]).into_iter().flatten().chain(mean.mean));
    let within: Vec<f64> = ends.map(|end| end.clamp(-largest, largest)).collect();
    axis_around((within.iter().copied().fold(0.0, f64::min), within.iter().copied().fold(0.0, f64::max)), 8)
}

fn draw_axis(canvas: &Canvas<'_>, plot: &Plot, measures: &[&Row], (height, words): (f64, &Words)) {
    let said = &words.comparison.differences;
    plot.draw_x(canvas, &ticks(plot.x.values, 8), Numbers::Shown);
    let zero = plot.x.place(0.0);
    canvas.line(&[(zero, plot.frame.top), (zero, plot.frame.bottom)], &Stroke::solid(GREY, 1.5));
    let at = measures.first().map_or(String::new(), |row| when(&row.at, words));
    let kind = Type::regular(LABEL, INK);
    canvas.text(&said.axis.with(&[("at", &at)]), (MARGIN, height - UNDER_FOOT - 28.0), kind);
}

/// When a measure was taken, in words.
fn when(at: &str, words: &Words) -> String {
    let said = &words.comparison.differences;
    match at.split_once(':') {
        Some(("mean", n)) => said.at_mean.with(&[("n", n)]),
        Some(("round", n)) => said.at_round.with(&[("n", n)]),
        _ if at == "end" => said.at_end.to_owned(),
        _ => at.to_owned(),
    }
}

/// Draws the differences of all members in a measure, one below the other.
fn draw_dots(canvas: &Canvas<'_>, plot: &Plot, middle: f64, means: &[Mean], others: &[Member<'_>]) {
    let (from, to) = plot.x.values;
    for (i, (member, mean)) in others.iter().zip(means).enumerate() {
        let y = middle + (i as f64 - (others.len() - 1) as f64 / 2.0) * EACH;
        let Mean { mean: Some(mean), ends } = *mean else { continue };
        if let Some((low, high)) = ends {
            let (left, right) = (plot.x.place(low.clamp(from, to)), plot.x.place(high.clamp(from, to)));
            let stroke = Stroke::solid(member.look.color, 2.0);
            canvas.line(&[(left, y), (right, y)], &stroke);
            for (end, x) in [(low, left), (high, right)] {
                // No cap where the whisker goes on beyond the axis.
                if (from..=to).contains(&end) {
                    canvas.line(&[(x, y - 5.0), (x, y + 5.0)], &stroke);
                }
            }
        }
        canvas.marker(member.look.marker, (plot.x.place(mean.clamp(from, to)), y), member.look.color);
    }
}

/// The numbers beside the plot: the difference, where there is one other member, and the means of all.
struct Written {
    differences: Vec<String>,
    means: Vec<Vec<String>>,
}

/// Between columns of numbers (pixels).
const GAP: f64 = 16.0;

impl Written {
    fn of(measures: &[&Row], rows: &[Row], members: &[Member<'_>], compared: &Compared) -> Self {
        let said = |value: Option<f64>| value.map_or("–".to_owned(), compact);
        let mean = |row: &&Row, member: Member<'_>| said(standing::of(rows, compared, member, &row.measure).mean);
        let means = members.iter().map(|member| measures.iter().map(|row| mean(row, *member)).collect()).collect();
        let differences =
            if members.len() == 2 { measures.iter().map(|row| difference(row.scaled())).collect() } else { Vec::new() };
        Self { differences, means }
    }

    /// The room that a column takes.
    fn room(column: &[String]) -> f64 {
        let kind = Type::bold(SMALL, INK);
        column.iter().map(|text| kind.width(text)).fold(34.0, f64::max) * WIDER + GAP
    }

    fn width(&self) -> f64 {
        let differences = if self.differences.is_empty() { 0.0 } else { Self::room(&self.differences).max(96.0) };
        self.means.iter().map(|column| Self::room(column)).sum::<f64>() + differences
    }

    /// The right ends of the columns of means, in the order of members.
    fn ends(&self) -> Vec<f64> {
        let mut end = WIDTH - MARGIN;
        let mut ends: Vec<f64> = Vec::new();
        for column in self.means.iter().rev() {
            ends.push(end);
            end -= Self::room(column);
        }
        ends.reverse();
        ends
    }

    /// Heads the columns: those of means by the members' markers.
    fn head(&self, canvas: &Canvas<'_>, plot: &Plot, members: &[Member<'_>], words: &Words) {
        let y = plot.frame.top - 12.0;
        for (member, end) in members.iter().zip(self.ends()) {
            canvas.marker(member.look.marker, (end - 8.0, y - 6.0), member.look.color);
        }
        if let (false, Some(end)) = (self.differences.is_empty(), self.before_means()) {
            canvas.text(words.comparison.differences.difference, (end, y), Type::regular(SMALL, INK).anchored(Anchor::End));
        }
    }

    /// Where the columns of means begin.
    fn before_means(&self) -> Option<f64> {
        Some(self.ends().first()? - Self::room(self.means.first()?))
    }

    fn write(&self, canvas: &Canvas<'_>, y: f64, i: usize, members: &[Member<'_>]) {
        for ((column, end), member) in self.means.iter().zip(self.ends()).zip(members) {
            let kind = Type::regular(SMALL, member.look.color).anchored(Anchor::End);
            canvas.text_beside(&column[i], (end, y), kind);
        }
        if let (Some(text), Some(end)) = (self.differences.get(i), self.before_means()) {
            canvas.text_beside(text, (end, y), Type::bold(SMALL, INK).anchored(Anchor::End));
        }
    }
}

/// A mean in few letters.
fn compact(value: f64) -> String {
    if value.abs() < 1e5 { short(value) } else { format!("{value:.1e}") }
}

/// A difference with what its interval reaches to each side.
fn difference(Mean { mean, ends }: Mean) -> String {
    let Some(mean) = mean else { return "–".to_owned() };
    let sign = if mean > 0.0 { "+" } else { "" };
    match ends {
        None => format!("{sign}{}", fixed(mean, 2)),
        Some((low, high)) => {
            let half = (high - low) / 2.0;
            let decimals = if half < 0.01 { 3 } else { 2 };
            format!("{sign}{} ± {}", fixed(mean, decimals), fixed(half, decimals))
        }
    }
}
