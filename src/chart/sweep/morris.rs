//! Charts `morris-…`: by how much a measure changes with each factor, and how much that varies.

use super::Swept;
use super::named::{Named, Names};
use super::page::{Around, page};
use super::ranked::{Estimate, MOST, Ranked, Row, range};
use super::sobol::shown;
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::number::{axis_end, ticks};
use crate::chart::page::{Numbers, Plot, UNDER_FOOT, WIDER};
use crate::chart::theme::{GREY, INK, LABEL, LOOKS, PAPER, SMALL};
use crate::chart::words::Words;
use crate::output::sweep::MeasureEntry;
use plotters::style::Color;

/// The most factors that are named.
const NAMED: usize = 12;
/// The observations that these charts rest on.
const OBSERVED: &[&str] = &["effects", "runs"];
/// Height of the page (pixels).
const HEIGHT: f64 = 680.0;
/// The most ticks of an axis.
const TICKS: usize = 7;

/// A factor with its effects.
#[derive(Clone, Debug)]
struct Effects {
    factor: String,
    mu_star: Estimate,
    sigma: Option<f64>,
}

/// The factors of a measure, that with the largest effects first, unknown ones last.
fn sorted(swept: &Swept, measure: &MeasureEntry) -> Vec<Effects> {
    let of_measure = swept.analysis.elementary_effects.iter().filter(|row| row.measure == measure.column);
    let mut all: Vec<Effects> = of_measure
        .map(|row| Effects {
            factor: row.factor.clone(),
            mu_star: Estimate::of(row.mu_star, row.mu_star_low, row.mu_star_high),
            sigma: row.sigma.filter(|sigma| sigma.is_finite()),
        })
        .collect();
    let size = |effects: &Effects| effects.mu_star.value.unwrap_or(f64::NEG_INFINITY);
    all.sort_by(|a, b| size(b).total_cmp(&size(a)));
    all
}

/// Draws mu* of all factors against sigma; nothing if the analysis knows no elementary effects of the measure.
#[must_use]
pub fn scatter(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Option<String> {
    let all = sorted(swept, measure);
    if all.iter().all(|effects| effects.mu_star.value.is_none()) {
        return None;
    }
    let said = &words.sweep.morris;
    let note = match all.len() {
        ..=NAMED => said.room.to_owned(),
        n => said.named.with(&[("most", &NAMED.to_string()), ("all", &n.to_string())]),
    };
    let around =
        Around { title: said.heading.title, reading: said.heading.reading, note: &note, observed: OBSERVED, height: HEIGHT };
    Some(page(swept, measure, &around, words, |canvas, frame| {
        let plot = plot(&all, frame);
        let [across, up] = [plot.x.values, plot.y.values].map(|range| ticks(range, TICKS));
        plot.draw_y(canvas, &up, Numbers::Shown);
        plot.draw_x(canvas, &across, Numbers::Shown);
        name_axes(canvas, &plot, measure, words);
        let Frame { left, top, right, bottom } = plot.frame;
        let mut names = Names::within(Frame { left: left + 4.0, top: top + 2.0, right, bottom: bottom - 3.0 });
        draw_equal(canvas, &plot, &mut names, words);
        draw_points(canvas, &plot, &all, &mut names);
        if all.iter().all(|effects| effects.point().is_none()) {
            plot.note(canvas, words.no_data);
        }
    }))
}

/// The plot: both axes from 0.
fn plot(all: &[Effects], frame: Frame) -> Plot {
    let largest = |values: &mut dyn Iterator<Item = f64>| {
        Some(values.fold(0.0, f64::max)).filter(|largest| *largest > 0.0).map_or(1.0, |largest| axis_end(largest, TICKS))
    };
    let values = || all.iter().filter_map(|effects| effects.mu_star.value);
    let most = values().fold(0.0, f64::max);
    let ends = all.iter().filter_map(|effects| effects.mu_star.ends).map(|(_, high)| high.min(most * 1.5));
    let (x, y) = (largest(&mut values().chain(ends)), largest(&mut all.iter().filter_map(|effects| effects.sigma)));
    let left = frame.left + Plot::room_for_ticks(&ticks((0.0, y), TICKS));
    let frame = Frame { left, top: frame.top + 38.0, right: frame.right - 8.0, bottom: frame.bottom - 56.0 };
    Plot::new(frame, (0.0, x), (0.0, y))
}

fn name_axes(canvas: &Canvas<'_>, plot: &Plot, measure: &MeasureEntry, words: &Words) {
    let said = &words.sweep.morris;
    let unit = if measure.unit.is_empty() { String::new() } else { format!(" [{}]", measure.unit) };
    let kind = Type::regular(LABEL, INK);
    plot.name_y(canvas, &said.sigma.with(&[("unit", &unit)]));
    let place = (plot.frame.center(), HEIGHT - UNDER_FOOT - 28.0);
    canvas.text(&said.mu_star.with(&[("unit", &unit)]), place, kind.anchored(Anchor::Middle));
}

/// Draws the line on which sigma is mu*, and names it where it leaves the plot.
fn draw_equal(canvas: &Canvas<'_>, plot: &Plot, names: &mut Names, words: &Words) {
    let end = plot.x.values.1.min(plot.y.values.1);
    let (x, y) = plot.place((end, end));
    canvas.line(&[plot.place((0.0, 0.0)), (x, y)], &Stroke { color: GREY, width: 1.5, dash: &[8.0, 4.0] });
    let kind = Type::regular(SMALL, GREY);
    let width = kind.width(words.sweep.morris.equal) * WIDER + 8.0;
    let left = (x - width - 14.0).max(plot.frame.left + 8.0);
    let top = (y + 6.0).min(plot.frame.bottom - 30.0);
    let place = Frame { left, top, right: left + width, bottom: top + SMALL * 1.3 };
    canvas.rectangle(place, PAPER);
    canvas.text_beside(words.sweep.morris.equal, (place.center(), place.middle()), kind.anchored(Anchor::Middle));
    names.keep_free(place);
    names.keep_line(plot.place((0.0, 0.0)), (x, y));
}

impl Effects {
    fn point(&self) -> Option<(f64, f64)> {
        self.mu_star.value.zip(self.sigma)
    }

    /// Where it is in a plot, with its interval as far as it lies there.
    fn named(&self, plot: &Plot) -> Option<Named<'_>> {
        let point = plot.place(self.point()?);
        let within = |end: f64| plot.x.place(end.clamp(0.0, plot.x.values.1));
        let whisker = self.mu_star.ends.map_or((point.0, point.0), |(low, high)| (within(low), within(high)));
        Some(Named { point, whisker, name: &self.factor })
    }
}

/// Draws all points, those that are to be named in colour and with their intervals, and the names.
fn draw_points(canvas: &Canvas<'_>, plot: &Plot, all: &[Effects], names: &mut Names) {
    let (named, others) = all.split_at(all.len().min(NAMED));
    for point in others.iter().filter_map(Effects::point) {
        canvas.disc(plot.place(point), 3.5, GREY.mix(0.6));
        names.keep_point(plot.place(point));
    }
    let named: Vec<Named<'_>> = named.iter().filter_map(|effects| effects.named(plot)).collect();
    let look = LOOKS[0];
    for Named { point, whisker: (low, high), .. } in named.iter().rev().copied() {
        canvas.line(&[(low, point.1), (high, point.1)], &Stroke::solid(look.color, 1.5));
        canvas.marker(look.marker, point, look.color);
        names.keep_point(point);
        names.keep_whisker((low, point.1), (high, point.1));
    }
    for named in named {
        names.write(canvas, named);
    }
}

/// Draws mu* of the factors in a row each; nothing if the analysis knows no elementary effects of the measure.
#[must_use]
pub fn ranked(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Option<String> {
    let all = sorted(swept, measure);
    if all.iter().all(|effects| effects.mu_star.value.is_none()) {
        return None;
    }
    let said = &words.sweep.morris;
    let rows = all.iter().take(MOST).map(|effects| Row { name: effects.factor.clone(), estimates: vec![effects.mu_star] });
    let rows: Vec<Row> = rows.collect();
    let note = shown(rows.len(), all.len(), words).unwrap_or_default();
    let around = Around { title: said.ranked.title, reading: said.ranked.reading, note: &note, observed: OBSERVED, height: 0.0 };
    let unit = if measure.unit.is_empty() { String::new() } else { format!(" [{}]", measure.unit) };
    let axis = said.mu_star.with(&[("unit", &unit)]);
    let range = range(&rows);
    Some(Ranked { around, rows, names: &[""], aside: None, range, axis: &axis }.draw(swept, measure, words))
}
