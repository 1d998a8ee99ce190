//! Charts `phase-…`: a map of a measure over two factors.

use super::axis;
use super::contour::Field;
use super::hues::Hues;
use super::page::{Around, factor, page};
use super::phase_key::{draw_hatched, draw_key};
use super::phase_map::{Kind, Map, half, maps};
use super::{Swept, file_name};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::font::{Weight, cut};
use crate::chart::number::{short, tick_texts};
use crate::chart::page::WIDER;
use crate::chart::place::Taken;
use crate::chart::theme::{GREY, INK, LABEL, MARGIN, PAPER, SMALL, WIDTH, readable_on};
use crate::chart::words::Words;
use crate::output::analysis::PairCell;
use crate::output::sweep::MeasureEntry;

/// The most pairs of factors that are drawn of a measure.
const MOST: usize = 15;
/// Height of the page (pixels).
const HEIGHT: f64 = 680.0;
/// Where the key begins (pixels).
const KEY: f64 = WIDTH - MARGIN - 190.0;
/// The most room for the texts of rows (pixels).
const ROW_TEXTS: f64 = 150.0;
/// Contours that are shorter are not drawn (pixels).
const SHORTEST: f64 = 24.0;
/// Up to so many cells across and up, their means are written in them.
const WRITTEN: usize = 7;

/// Draws the diagrams of a measure, with their names: none if the analysis has no pairs of factors.
#[must_use]
pub fn diagrams(swept: &Swept, measure: &MeasureEntry, words: &Words) -> Vec<(String, String)> {
    let all = maps(swept, &measure.column);
    let count = all.len();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| all[b].span().total_cmp(&all[a].span()));
    let told: Vec<usize> = order.into_iter().take(MOST).collect();
    let said = &words.sweep.phase;
    let note = match count {
        ..=MOST => String::new(),
        all => said.shown.with(&[("shown", &MOST.to_string()), ("all", &all.to_string())]),
    };
    let drawn = all.iter().enumerate().filter(|(i, _)| told.contains(i));
    drawn
        .map(|(_, map)| {
            let keys = [map.x.key.as_str(), map.y.key.as_str()];
            let name = file_name("phase", &measure.column, if count == 1 { &[] } else { &keys });
            (name, diagram(swept, measure, map, &note, words))
        })
        .collect()
}

/// Draws one diagram.
fn diagram(swept: &Swept, measure: &MeasureEntry, map: &Map<'_>, note: &str, words: &Words) -> String {
    let said = &words.sweep.phase;
    let hues = map.hues();
    let levels = if map.is_of_numbers() { hues.map_or(Vec::new(), |hues| hues.levels()) } else { Vec::new() };
    let reading = if map.is_of_numbers() { said.heading.reading } else { said.reading_without_contours };
    let around = Around { title: said.heading.title, reading, note, observed: &["points", "runs"], height: HEIGHT };
    page(swept, measure, &around, words, |canvas, frame| {
        let cells = Cells::of(map, frame);
        cells.paint(canvas, map, hues);
        cells.name_sides(canvas, map);
        let mut taken = Taken::within(cells.frame);
        let texts =
            if map.columns.texts.len().max(map.rows.texts.len()) <= WRITTEN { cells.texts(map, words) } else { Vec::new() };
        let lines = cells.lines(map, &levels);
        for line in lines.iter().flat_map(|(_, lines)| lines) {
            canvas.line(line, &Stroke::solid(PAPER, 3.5));
            canvas.line(line, &Stroke::solid(INK, 1.5));
        }
        if let Some(hues) = hues {
            texts.iter().for_each(|text| text.write(canvas, hues, &mut taken));
            draw_key(canvas, (KEY, cells.frame.top), measure, map, (hues, &levels), (swept, words));
        } else {
            let place = (cells.frame.center(), cells.frame.middle());
            let kind = Type::regular(LABEL, GREY).anchored(Anchor::Middle);
            canvas.rectangle(centered(place, kind.width(words.no_data) * WIDER + 24.0, 30.0), PAPER);
            canvas.text_beside(words.no_data, place, kind);
        }
        name_lines(canvas, &lines, &mut taken);
    })
}

fn centered((x, y): Point, width: f64, height: f64) -> Frame {
    Frame { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
}

/// Where the cells of a map are.
struct Cells {
    frame: Frame,
    columns: usize,
    width: f64,
    height: f64,
    /// Where the factor across is named.
    name: f64,
}

impl Cells {
    /// As large as there is room for, in whole pixels, so that no seams show between them.
    fn of(map: &Map<'_>, frame: Frame) -> Self {
        let kind = Type::regular(SMALL, INK);
        let texts = map.rows.texts.iter().map(|text| kind.width(text) * WIDER).fold(30.0, f64::max).min(ROW_TEXTS);
        let (left, top) = ((frame.left + texts + 10.0).ceil(), frame.top + 38.0);
        let whole = |room: f64, count: usize| {
            let each = room / count.max(1) as f64;
            if each >= 2.0 { each.floor() } else { each }
        };
        let (columns, rows) = (map.columns.texts.len(), map.rows.texts.len());
        let width = whole(KEY - 36.0 - left, columns);
        let words: Vec<&str> = map.columns.texts.iter().map(String::as_str).collect();
        let lines = if map.columns.kind == Kind::Words { axis::lines(&words, width) } else { 1 };
        let below = 24.0 + axis::LINE * lines as f64;
        let height = whole(frame.bottom - below - 12.0 - top, rows);
        let bottom = top + height * rows as f64;
        let frame = Frame { left, top, right: left + width * columns as f64, bottom };
        Self { frame, columns, width, height, name: bottom + below + 3.0 }
    }

    fn cell(&self, i: usize) -> Frame {
        let (row, column) = ((i / self.columns) as f64, (i % self.columns) as f64);
        let (left, bottom) = (self.frame.left + column * self.width, self.frame.bottom - row * self.height);
        Frame { left, top: bottom - self.height, right: left + self.width, bottom }
    }

    fn paint(&self, canvas: &Canvas<'_>, map: &Map<'_>, hues: Option<Hues>) {
        for (i, mean) in map.means().into_iter().enumerate() {
            match mean.zip(hues) {
                Some((mean, hues)) => canvas.rectangle(self.cell(i), hues.color(mean)),
                None => draw_hatched(canvas, self.cell(i)),
            }
        }
        let Frame { left, top, right, bottom } = self.frame;
        canvas.line(&[(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], &Stroke::solid(INK, 1.25));
    }

    /// Writes the values of columns and rows, and the names of the factors.
    fn name_sides(&self, canvas: &Canvas<'_>, map: &Map<'_>) {
        let Frame { left, top, bottom, .. } = self.frame;
        let columns = map.columns.texts.iter().enumerate();
        let placed: Vec<(f64, &str)> = columns.map(|(i, text)| (left + (i as f64 + 0.5) * self.width, text.as_str())).collect();
        match map.columns.kind {
            Kind::Numbers => axis::write_below(canvas, &placed, bottom + 22.0),
            Kind::Words => axis::write_words(canvas, &placed, self.width, bottom + 22.0),
        }
        let kind = Type::regular(SMALL, INK).anchored(Anchor::End);
        let every = (SMALL * 1.35 / self.height).ceil().max(1.0) as usize;
        for (i, text) in map.rows.texts.iter().enumerate().step_by(every) {
            let text = cut(text, SMALL, Weight::Regular, ROW_TEXTS / WIDER);
            canvas.text_beside(&text, (left - 8.0, bottom - (i as f64 + 0.5) * self.height), kind);
        }
        let kind = Type::bold(LABEL, INK);
        let name = |name: &str, room: f64| cut(name, LABEL, Weight::Bold, room / WIDER);
        canvas.text_unless_empty(&name(&factor(&map.y), KEY - MARGIN - 36.0), (MARGIN, top - 14.0), kind);
        let across = name(&factor(&map.x), KEY - MARGIN - 36.0);
        let half = kind.width(&across) * WIDER / 2.0;
        let middle = self.frame.center().clamp(MARGIN + half, (WIDTH - MARGIN - half).max(MARGIN + half));
        canvas.text_unless_empty(&across, (middle, self.name), kind.anchored(Anchor::Middle));
    }

    /// The contour lines of each level on the canvas.
    fn lines(&self, map: &Map<'_>, levels: &[f64]) -> Vec<(String, Vec<Vec<Point>>)> {
        let means = map.means();
        let field = Field { values: &means, columns: self.columns };
        let place = |(x, y): &Point| (self.frame.left + (x + 0.5) * self.width, self.frame.bottom - (y + 0.5) * self.height);
        // Dots are no lines: chance makes them.
        let is_line = |line: &Vec<Point>| length(line) >= SHORTEST;
        let on_canvas = |line: &Vec<Point>| line.iter().map(place).collect::<Vec<Point>>();
        let of = |level: f64| field.contours(level).iter().map(on_canvas).filter(is_line).collect();
        tick_texts(levels).into_iter().zip(levels.iter().map(|level| of(*level))).collect()
    }

    /// What is written in cells, as far as there is room.
    fn texts(&self, map: &Map<'_>, words: &Words) -> Vec<Text> {
        let written = |(i, cell): (usize, &Option<&PairCell>)| {
            let cell = cell.as_ref()?;
            let mean = cell.mean.filter(|mean| mean.is_finite())?;
            let half = half(cell).map(|half| words.sweep.phase.half.with(&[("half", &short(half))]));
            Text::fitting(self.cell(i), mean, half)
        };
        map.cells.iter().enumerate().filter_map(written).collect()
    }
}

/// What is written in a cell.
struct Text {
    mean: f64,
    lines: Vec<String>,
    place: Frame,
}

/// From baseline to baseline in a cell (pixels).
const LINE: f64 = SMALL * 1.2;

impl Text {
    /// A mean, and half its interval if there is room for that too.
    fn fitting(cell: Frame, mean: f64, half: Option<String>) -> Option<Self> {
        let kind = Type::regular(SMALL, INK);
        let all = [vec![short(mean)].into_iter().chain(half).collect::<Vec<_>>(), vec![short(mean)]];
        all.into_iter().find_map(|lines| {
            let width = lines.iter().map(|line| kind.width(line) * WIDER).fold(0.0, f64::max);
            let place = centered((cell.center(), cell.middle()), width, LINE * lines.len() as f64);
            let fits = place.left >= cell.left + 2.0 && place.top >= cell.top + 2.0;
            fits.then_some(Self { mean, lines, place })
        })
    }

    /// Writes it on the colour of its cell, so that contours do not run through it.
    fn write(&self, canvas: &Canvas<'_>, hues: Hues, taken: &mut Taken) {
        let ground = hues.color(self.mean);
        canvas.rectangle(self.place, ground);
        for (i, line) in self.lines.iter().enumerate() {
            let weight = if i == 0 { Weight::Bold } else { Weight::Regular };
            let kind = Type { weight, ..Type::regular(SMALL, readable_on(ground)) }.anchored(Anchor::Middle);
            canvas.text_beside(line, (self.place.center(), self.place.top + (i as f64 + 0.5) * LINE), kind);
        }
        taken.take(self.place);
    }
}

/// Writes the value of each level at its longest line, and at others that are long, where nothing else is written.
fn name_lines(canvas: &Canvas<'_>, lines: &[(String, Vec<Vec<Point>>)], taken: &mut Taken) {
    const LONG: f64 = 160.0;
    let kind = Type::regular(SMALL, INK).anchored(Anchor::Middle);
    for (text, lines) in lines {
        let mut sorted: Vec<&Vec<Point>> = lines.iter().collect();
        sorted.sort_by(|a, b| length(b).total_cmp(&length(a)));
        let named = sorted.iter().enumerate().filter(|(i, line)| *i == 0 || length(line) > LONG);
        for (_, line) in named {
            let size = (kind.width(text) * WIDER + 8.0, SMALL * 1.25);
            // A name must not hide its line; the key has all levels.
            if length(line) < 1.5 * size.0 {
                continue;
            }
            let candidates = along(line).into_iter().map(|place| centered(place, size.0, size.1));
            if let Some(place) = taken.first_free(candidates) {
                canvas.rectangle(place, PAPER);
                canvas.text_beside(text, (place.center(), place.middle()), kind);
            }
        }
    }
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|ends| libm::hypot(ends[1].0 - ends[0].0, ends[1].1 - ends[0].1)).sum()
}

/// Points along a line, those near its middle first.
fn along(line: &[Point]) -> Vec<Point> {
    const STEPS: usize = 20;
    let whole = length(line);
    let at = |share: f64| {
        let mut left = share * whole;
        for ends in line.windows(2) {
            let ((x, y), (to_x, to_y)) = (ends[0], ends[1]);
            let step = libm::hypot(to_x - x, to_y - y);
            if left <= step && step > 0.0 {
                return (x + (to_x - x) * left / step, y + (to_y - y) * left / step);
            }
            left -= step;
        }
        line[line.len() - 1]
    };
    let shares = (0..=STEPS).map(|i| if i.is_multiple_of(2) { i / 2 } else { STEPS - i / 2 });
    let mut from_middle: Vec<f64> = shares.map(|i| i as f64 / STEPS as f64).collect();
    from_middle.sort_by(|a, b| (a - 0.5).abs().total_cmp(&(b - 0.5).abs()));
    from_middle.into_iter().map(at).collect()
}
