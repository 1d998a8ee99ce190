//! A stack of shares over rounds: what a whole was made up of, each round as wide as the others.

use super::Tables;
use super::canvas::{Canvas, Frame, Stroke, Type};
use super::dash::Point;
use super::lines::single;
use super::number::{share, ticks, whole_ticks};
use super::page::{Numbers, Plot, Shown, WIDER, page};
use super::place::spread;
use super::series::{Series, last};
use super::theme::{GREY, INK, LABEL, PAPER};
use super::words::{Heading, Words};
use plotters::style::{Color, RGBColor};

/// One layer of the stack, over all rounds.
pub struct Layer {
    /// What it shows.
    pub name: &'static str,
    /// Its shares.
    pub series: Series,
    /// The colour of its area.
    pub fill: RGBColor,
    /// The colour of its label.
    pub text: RGBColor,
}

impl Layer {
    /// A layer with a label of its own colour.
    #[must_use]
    pub fn new(name: &'static str, series: Series, color: RGBColor) -> Self {
        Self { name, series, fill: color, text: color }
    }

    /// Its name and last value.
    fn label(&self, words: &Words) -> String {
        match last(&self.series) {
            Some((_, value)) => format!("{} {}", self.name, share(value)),
            None => format!("{}: {}", self.name, words.no_data),
        }
    }
}

/// Draws a page with a stack of these layers, the lowest first.
#[must_use]
pub fn stack(tables: &Tables, words: &Words, heading: Heading, axis: &str, layers: &[Layer]) -> String {
    let parts = piles(layers);
    let newest = parts.last().and_then(|part| part.last());
    page(heading, Shown::Means, tables, words, |canvas, frame| {
        let plot = plot(single(frame), layers, &parts, words);
        plot.name_y(canvas, axis);
        plot.draw_y(canvas, &y_ticks(), Numbers::Shown);
        plot.draw_x(canvas, &x_ticks(&plot), Numbers::Shown);
        plot.name_x(canvas, words.round);
        draw_stack(canvas, &plot, layers, &parts);
        draw_labels(canvas, &plot, layers, newest, words);
        if parts.is_empty() {
            plot.note(canvas, words.no_data);
        }
    })
}

fn y_ticks() -> Vec<f64> {
    ticks((0.0, 1.0), 6)
}

/// As if rounds began at 0, as they do in other charts: so that the last one is written.
fn x_ticks(plot: &Plot) -> Vec<f64> {
    let (first, end) = plot.x.values;
    whole_ticks((0.0, end - 0.5), 8).into_iter().filter(|&tick| tick >= first).collect()
}

/// From the plot's edge to the labels (pixels).
const LEADER: f64 = 26.0;
/// Between the baselines of labels (pixels).
const GAP: f64 = LABEL * 1.3;

/// The plot, with room for ticks on its left and for labels on its right.
fn plot(frame: Frame, layers: &[Layer], parts: &[Vec<Pile>], words: &Words) -> Plot {
    let kind = Type::regular(LABEL, INK);
    let label = layers.iter().map(|layer| kind.width(&layer.label(words))).fold(0.0, f64::max);
    let (left, right) = (frame.left + Plot::room_for_ticks(&y_ticks()), frame.right - LEADER - 3.0 - label * WIDER);
    let known: Vec<f64> = parts.iter().flatten().map(|pile| pile.round).collect();
    let (first, last) = (known.first().copied().unwrap_or(1.0), known.last().copied().unwrap_or(1.0));
    Plot::new(Frame { left, right, ..frame }, (first - 0.5, last + 0.5), (0.0, 1.0))
}

/// One round of the stack.
#[derive(Clone)]
struct Pile {
    round: f64,
    /// The lower and the upper end of every layer, from the lowest up.
    ends: Vec<(f64, f64)>,
}

/// The rounds of the stack, in parts without rounds in which a layer is not known.
fn piles(layers: &[Layer]) -> Vec<Vec<Pile>> {
    let rounds = layers.iter().map(|layer| layer.series.len()).min().unwrap_or(0);
    let all: Vec<Option<Pile>> = (0..rounds).map(|index| pile(layers, index)).collect();
    let parts = all.split(Option::is_none).filter(|part| !part.is_empty());
    parts.map(|part| part.iter().flatten().cloned().collect()).collect()
}

fn pile(layers: &[Layer], index: usize) -> Option<Pile> {
    let mut top = 0.0;
    let mut ends = Vec::with_capacity(layers.len());
    for layer in layers {
        // Files may hold what no run can have written: the stack stays within its plot.
        let above = (top + layer.series[index].1?).clamp(top, 1.0);
        ends.push((top, above));
        top = above;
    }
    Some(Pile { round: layers.first()?.series[index].0, ends })
}

/// Steps along one height of every pile, from left to right: each round as wide as the others, also if it is the only one.
fn steps(plot: &Plot, part: &[Pile], height: impl Fn(&Pile) -> f64) -> Vec<Point> {
    part.iter().flat_map(|pile| [-0.5, 0.5].map(|side| plot.place((pile.round + side, height(pile))))).collect()
}

fn draw_stack(canvas: &Canvas<'_>, plot: &Plot, layers: &[Layer], parts: &[Vec<Pile>]) {
    for part in parts {
        for (i, layer) in layers.iter().enumerate() {
            let mut outline = steps(plot, part, |pile| pile.ends[i].1);
            outline.extend(steps(plot, part, |pile| pile.ends[i].0).into_iter().rev());
            canvas.area(&outline, layer.fill.to_rgba());
        }
        for i in 1..layers.len() {
            separate(canvas, plot, part, i);
        }
    }
}

/// Draws a line between a layer and the one below it, so that who cannot tell their colours apart sees where one ends; not where
/// it would hide them.
fn separate(canvas: &Canvas<'_>, plot: &Plot, part: &[Pile], layer: usize) {
    const LEAST: f64 = 4.0;
    let is_thin = |pile: &Pile| {
        let height = |(low, high): (f64, f64)| (high - low) * plot.frame.height();
        height(pile.ends[layer]) < LEAST || height(pile.ends[layer - 1]) < LEAST
    };
    for run in part.split(is_thin).filter(|run| !run.is_empty()) {
        canvas.line(&steps(plot, run, |pile| pile.ends[layer].0), &Stroke::solid(PAPER, 1.5));
    }
}

/// Writes the labels on the right, each as near as can be to the middle of its layer in the last round, with a leader from there.
fn draw_labels(canvas: &Canvas<'_>, plot: &Plot, layers: &[Layer], last: Option<&Pile>, words: &Words) {
    let middle = |(low, high): (f64, f64)| plot.y.place(f64::midpoint(low, high));
    let ends: Vec<Option<f64>> = (0..layers.len()).map(|i| last.map(|pile| middle(pile.ends[i]))).collect();
    let wanted: Vec<f64> = ends.iter().map(|end| end.unwrap_or(plot.frame.bottom)).collect();
    let places = spread(&wanted, GAP, (plot.frame.top + 2.0, plot.frame.bottom - 4.0));
    let edge = plot.frame.right;
    for ((layer, end), y) in layers.iter().zip(ends).zip(places) {
        let color = if end.is_some() { layer.text } else { GREY };
        if let Some(end) = end {
            canvas.line(&[(edge + 2.0, end), (edge + LEADER - 4.0, y)], &Stroke::solid(color, 1.0));
        }
        canvas.text_beside(&layer.label(words), (edge + LEADER, y), Type::regular(LABEL, color));
    }
}
