//! Charts `effects-…`: the mean of a measure at the values of each factor, a panel per factor on the same y axis.

use super::Swept;
use super::axis;
use super::page::{Around, factor, page, with_unit};
use super::scale::Scale;
use crate::chart::canvas::{Canvas, Frame, Stroke, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::grid::Grid;
use crate::chart::number::{axis_of, ticks};
use crate::chart::page::{Numbers, Plot, TOP, WIDER};
use crate::chart::theme::{INK, LABEL, LOOKS, Look, MARGIN};
use crate::chart::words::Words;
use crate::output::analysis::MainEffect;
use crate::output::sweep::{FactorEntry, MeasureEntry};
use plotters::style::Color;

/// The most factors that have a panel.
const MOST: usize = 12;
/// Panels beside each other, at most.
const COLUMNS: usize = 3;
/// The most ticks of the y axis.
const TICKS: usize = 5;
/// More values than this are drawn as a line and a band.
const MARKED: usize = 24;
/// Below and above panels (pixels): the heading, the x axis; in the page, the name of the y axis and the foot.
const ABOVE: f64 = 34.0;
const BELOW: f64 = 34.0;
/// The look of all of them: panels tell factors apart.
const LOOK: Look = LOOKS[0];

/// A factor with the means at its values.
struct Effect<'a> {
    factor: FactorEntry,
    rows: Vec<&'a MainEffect>,
}

/// Draws the chart; nothing if the analysis has no main effects of the measure.
#[must_use]
pub fn effects(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Option<String> {
    let all = effects_on(swept, &measure.column);
    let shown = most_telling(&all);
    let range = range(&shown)?;
    let said = &words.sweep;
    let note = match all.len() {
        ..=MOST => String::new(),
        n => said.effects_shown.with(&[("shown", &shown.len().to_string()), ("all", &n.to_string())]),
    };
    let (columns, rows) = (shown.len().min(COLUMNS), shown.len().div_ceil(COLUMNS));
    let below = if shown.iter().any(|effect| effect.factor.values == "word") { BELOW + axis::LINE } else { BELOW };
    let panel = [366.0, 216.0, 181.0, 161.0][rows.clamp(1, 4) - 1] + below;
    let height = TOP + 24.0 + 30.0 + panel * rows as f64 + 46.0;
    let is_dense = shown.iter().any(|effect| effect.rows.len() > MARKED);
    let reading = if is_dense { said.effects_in_bands } else { said.effects.reading };
    let around = Around { title: said.effects.title, reading, note: &note, observed: &["points", "runs"], height };
    Some(page(swept, measure, &around, words, |canvas, frame| {
        let at = ticks(range, TICKS);
        let left = MARGIN + Plot::room_for_ticks(&at);
        let named = Frame { top: frame.top + 30.0, left, ..frame };
        let grid = Grid { frame: named, columns, rows, between: 26.0, above: ABOVE, below };
        canvas.text(&with_unit(measure), (MARGIN, frame.top + 18.0), Type::regular(LABEL, INK));
        for (i, effect) in shown.iter().enumerate() {
            let numbers = if i.is_multiple_of(columns) { Numbers::Shown } else { Numbers::Hidden };
            effect.draw(canvas, grid.cell(i), range, (&at, numbers), words);
        }
    }))
}

/// The effects of all factors on a measure, in the order of the table.
fn effects_on<'a>(swept: &'a Swept, measure: &str) -> Vec<Effect<'a>> {
    let mut all: Vec<Effect<'a>> = Vec::new();
    for row in swept.analysis.main_effects.iter().filter(|row| row.measure == measure) {
        match all.iter_mut().find(|effect| effect.factor.key == row.factor) {
            Some(effect) => effect.rows.push(row),
            None => all.push(Effect { factor: swept.factor(&row.factor), rows: vec![row] }),
        }
    }
    all.iter_mut().for_each(|effect| effect.rows.sort_by_key(|row| row.place));
    all
}

/// The factors over which the means range most: those are drawn, that which ranges most first.
fn most_telling<'a, 'b>(all: &'b [Effect<'a>]) -> Vec<&'b Effect<'a>> {
    let mut sorted: Vec<&Effect<'a>> = all.iter().collect();
    sorted.sort_by(|a, b| b.span().total_cmp(&a.span()));
    sorted.truncate(MOST);
    sorted
}

/// The common y axis: all means, and their intervals as far as they do not dwarf them; nothing if no mean is known.
fn range(shown: &[&Effect<'_>]) -> Option<(f64, f64)> {
    const FARTHEST: f64 = 1.0;
    let rows = || shown.iter().flat_map(|effect| effect.known());
    let means = || rows().filter_map(|row| row.mean);
    let (low, high) = (means().min_by(f64::total_cmp)?, means().max_by(f64::total_cmp)?);
    let room = (high - low) * FARTHEST;
    let ends = rows().flat_map(|row| [row.low, row.high]).flatten().filter(|end| end.is_finite());
    let within = ends.map(|end| if room > 0.0 { end.clamp(low - room, high + room) } else { end });
    let (least, most) = within.fold((low, high), |(least, most), end| (least.min(end), most.max(end)));
    Some(axis_of((least, most), TICKS))
}

impl Effect<'_> {
    /// The rows with a mean.
    fn known(&self) -> impl Iterator<Item = &MainEffect> {
        self.rows.iter().copied().filter(|row| row.mean.is_some_and(f64::is_finite))
    }

    fn span(&self) -> f64 {
        let means = || self.known().filter_map(|row| row.mean);
        let most = means().max_by(f64::total_cmp);
        most.zip(means().min_by(f64::total_cmp)).map_or(-1.0, |(most, least)| most - least)
    }

    fn draw(&self, canvas: &Canvas<'_>, frame: Frame, y: (f64, f64), (at, numbers): (&[f64], Numbers), words: &Words) {
        // A bin without points has no value, but says nothing of the others.
        let values: Vec<Option<f64>> = self.rows.iter().filter(|row| row.n > 0).map(|row| row.value).collect();
        let scale = Scale::of(&self.factor, &values);
        let places: Vec<f64> = self.rows.iter().enumerate().map(|(i, row)| scale.place(row.value, i)).collect();
        let plot = Plot::new(frame, self.across(scale, &places), y);
        plot.draw_y(canvas, at, numbers);
        self.draw_x(canvas, &plot, scale);
        canvas.text_unless_empty(&self.name(frame.width() / WIDER), (frame.left, frame.top - 12.0), Type::bold(LABEL, INK));
        if self.known().next().is_none() {
            plot.note(canvas, words.no_data);
        }
        let is_known = |row: &MainEffect| row.mean.is_some_and(f64::is_finite);
        let all: Vec<(f64, &MainEffect)> = places.into_iter().zip(self.rows.iter().copied()).collect();
        for part in all.split(|(_, row)| !is_known(row)).filter(|part| !part.is_empty()) {
            draw_part(canvas, &plot, part, scale);
        }
    }

    /// The range of the x axis, with some air at both ends.
    fn across(&self, scale: Scale, places: &[f64]) -> (f64, f64) {
        let known =
            || self.rows.iter().zip(places).filter(|(row, _)| row.n > 0 || scale == Scale::Words).map(|(_, place)| *place);
        let (Some(low), Some(high)) = (known().min_by(f64::total_cmp), known().max_by(f64::total_cmp)) else { return (0.0, 1.0) };
        let air = match scale {
            Scale::Words => 0.5,
            _ if high > low => (high - low) * 0.06,
            _ => 0.5,
        };
        (low - air, high + air)
    }

    /// Draws the x axis: with round numbers, or with the words of the levels.
    fn draw_x(&self, canvas: &Canvas<'_>, plot: &Plot, scale: Scale) {
        const EACH: f64 = 44.0;
        let most = ((plot.frame.width() / EACH) as usize).clamp(2, 8);
        if scale != Scale::Words {
            return axis::draw_x(canvas, plot, &scale.ticks(plot.x.values, most));
        }
        let ticks: Vec<(f64, String)> = (0..self.rows.len()).map(|i| (i as f64, String::new())).collect();
        axis::draw_x(canvas, plot, &ticks);
        let placed: Vec<(f64, &str)> =
            self.rows.iter().zip(&ticks).map(|(row, (i, _))| (plot.x.place(*i), row.label.as_str())).collect();
        axis::write_words(canvas, &placed, plot.frame.width() / placed.len().max(1) as f64, plot.frame.bottom + 22.0);
    }

    /// The factor's key, with its unit if there is room (pixels).
    fn name(&self, room: f64) -> String {
        let whole = factor(&self.factor);
        if Type::bold(LABEL, INK).width(&whole) <= room { whole } else { cut(&self.factor.key, LABEL, Weight::Bold, room) }
    }
}

/// Draws means that follow one another: with their intervals, and joined by a line unless they are those of words.
fn draw_part(canvas: &Canvas<'_>, plot: &Plot, part: &[(f64, &MainEffect)], scale: Scale) {
    let points: Vec<(f64, f64)> = part.iter().filter_map(|(x, row)| Some(plot.place((*x, row.mean?)))).collect();
    let (from, to) = plot.y.values;
    let ends = |row: &MainEffect| Some([row.low?, row.high?].map(|end| plot.y.place(end.clamp(from, to))));
    if scale != Scale::Words {
        canvas.line(&points, &Stroke::solid(LOOK.color, 1.5));
    }
    if part.len() > MARKED && scale != Scale::Words {
        let known: Vec<(f64, [f64; 2])> = part.iter().filter_map(|(x, row)| Some((plot.x.place(*x), ends(row)?))).collect();
        let upper = known.iter().map(|(x, ends)| (*x, ends[1]));
        let outline: Vec<_> = upper.chain(known.iter().rev().map(|(x, ends)| (*x, ends[0]))).collect();
        if known.len() > 1 {
            canvas.area(&outline, LOOK.color.mix(0.16));
        }
        return;
    }
    for ((_, row), (x, y)) in part.iter().zip(points) {
        if let Some([low, high]) = ends(row) {
            let stroke = Stroke::solid(LOOK.color, 2.0);
            canvas.line(&[(x, low), (x, high)], &stroke);
            for (end, place) in [(row.low, low), (row.high, high)] {
                // No cap where the whisker goes on beyond the axis.
                if end.is_some_and(|end| (from..=to).contains(&end)) {
                    canvas.line(&[(x - 4.0, place), (x + 4.0, place)], &stroke);
                }
            }
        }
        canvas.marker(LOOK.marker, (x, y), LOOK.color);
    }
}
