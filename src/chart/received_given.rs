//! Chart `received-given`: what clients received against what they gave, in the last round.

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use super::font::Weight;
use super::number::{axis_end, percent, short, tick_texts, ticks};
use super::page::{Numbers, Plot, Shown, WIDER, page};
use super::rows::of_first_replicate;
use super::theme::{GREY, INK, LABEL, LOOKS, MARGIN, PAPER, SMALL, shade};
use super::words::Words;
use crate::language::Template;
use crate::table::Table;
use plotters::style::Color;

/// Up to this many clients are drawn as dots, more as shaded squares.
pub const DOTS: usize = 500;
/// Squares along an axis.
const SQUARES: usize = 50;
/// The side of a square (pixels): whole, so that no seams show between them.
const SIDE: f64 = 8.0;
/// The most ticks of an axis.
const TICKS: usize = 6;
/// Share of clients that lie within the axes: a few far outside would leave no room for the others.
const WITHIN: f64 = 0.995;

/// What clients gave and received, of those who exchanged anything.
pub struct Exchange {
    given: Vec<f64>,
    received: Vec<f64>,
}

impl Exchange {
    /// The exchange of a table of clients.
    #[must_use]
    pub fn of(clients: &Table) -> Self {
        let (given, received) = (clients.numbers("given").unwrap_or_default(), clients.numbers("received").unwrap_or_default());
        let known = given.into_iter().zip(received).filter_map(|(given, received)| Some((given?, received?)));
        let is_exchange = |&(given, received): &(f64, f64)| given.is_finite() && received.is_finite() && given + received > 0.0;
        let (given, received) = known.filter(is_exchange).unzip();
        Self { given, received }
    }

    /// How many clients exchanged anything.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether nobody did.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// The median of what was received and of what was given \[S per round\].
    #[must_use]
    pub fn medians(&self) -> [Option<f64>; 2] {
        [&self.received, &self.given].map(|values| quantile(values.clone(), 0.5))
    }

    fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.given.iter().copied().zip(self.received.iter().copied())
    }

    /// Share of clients for which this holds.
    #[must_use]
    pub fn share(&self, is_counted: impl Fn(&(f64, f64)) -> bool) -> f64 {
        self.pairs().filter(|pair| is_counted(pair)).count() as f64 / self.len() as f64
    }

    /// The end of both axes.
    fn end(&self) -> f64 {
        self.nearly_all().map_or(1.0, |larger| axis_end(larger, TICKS))
    }

    /// The clients in each of `squares` × `squares` squares, row by row from what nobody received up, of axes that end at `end`.
    #[must_use]
    pub fn counts(&self, end: f64, squares: usize) -> Vec<u32> {
        let mut counts = vec![0_u32; squares * squares];
        let square = |value: f64| ((value / end * squares as f64) as usize).min(squares - 1);
        for (given, received) in self.pairs().filter(|&(given, received)| given.max(received) < end) {
            counts[square(received) * squares + square(given)] += 1;
        }
        counts
    }

    /// What nearly all clients neither gave nor received more of.
    #[must_use]
    pub fn nearly_all(&self) -> Option<f64> {
        quantile(self.pairs().map(|(given, received)| given.max(received)).collect(), WITHIN)
    }
}

/// The smallest value that is not below the share `p` of values.
fn quantile(mut values: Vec<f64>, p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = libm::ceil(p * values.len() as f64) as usize;
    values.get(place.max(1) - 1).copied()
}

/// Draws the chart.
#[must_use]
pub fn received_given(tables: &Tables, words: &Words) -> String {
    let exchange = Exchange::of(&of_first_replicate(&tables.clients));
    let said = &words.received_given;
    page(said.heading, Shown::First, tables, words, |canvas, frame| {
        let end = exchange.end();
        let plot = square(frame, end);
        let at = ticks((0.0, end), TICKS);
        plot.draw_y(canvas, &at, Numbers::Shown);
        plot.draw_x(canvas, &at, Numbers::Shown);
        plot.name_x(canvas, said.given);
        plot.name_y(canvas, said.received);
        let most = (exchange.len() > DOTS).then(|| exchange.counts(end, SQUARES).into_iter().max()).flatten();
        draw_exchange(canvas, &plot, &exchange, SQUARES, most);
        if exchange.is_empty() {
            plot.note(canvas, words.no_data);
            return;
        }
        name_sides(canvas, &plot, words);
        let x = plot.frame.right + 48.0;
        let y = draw_summary(canvas, (x, plot.frame.top + 14.0), &exchange, words);
        draw_key(canvas, (x, y), most, words);
    })
}

/// The plot: a square, so that the diagonal is one.
fn square(frame: Frame, end: f64) -> Plot {
    let side = SIDE * SQUARES as f64;
    let left = (MARGIN + Plot::room_for_ticks(&ticks((0.0, end), TICKS))).ceil();
    let bottom = frame.bottom - 30.0;
    Plot::new(Frame { left, top: bottom - side, right: left + side, bottom }, (0.0, end), (0.0, end))
}

/// Names the sides of the diagonal in the corners of the plot.
fn name_sides(canvas: &Canvas<'_>, plot: &Plot, words: &Words) {
    let Frame { left, top, right, bottom } = plot.frame;
    let name = |text: &str, (x, y): (f64, f64), anchor: Anchor| {
        let kind = Type { weight: Weight::Bold, anchor, ..Type::regular(LABEL, INK) };
        let width = kind.width(text) * WIDER;
        let start = if anchor == Anchor::Start { x } else { x - width };
        let behind = Frame { left: start - 5.0, top: y - LABEL, right: start + width + 5.0, bottom: y + 6.0 };
        canvas.rectangle(behind, PAPER);
        canvas.text(text, (x, y), kind);
    };
    name(words.received_given.received_more, (left + 12.0, top + 26.0), Anchor::Start);
    name(words.received_given.gave_more, (right - 12.0, bottom - 14.0), Anchor::End);
}

/// Draws the clients of an exchange and the diagonal: with `most`, as shaded squares of which the darkest stands for so many, so many
/// squares to an axis; without, as dots.
pub fn draw_exchange(canvas: &Canvas<'_>, plot: &Plot, exchange: &Exchange, squares: usize, most: Option<u32>) {
    if let Some(most) = most {
        draw_squares(canvas, plot, &exchange.counts(plot.x.values.1, squares), most);
    }
    let end = plot.x.values.1;
    let diagonal = [plot.place((0.0, 0.0)), plot.place((end, end))];
    canvas.line(&diagonal, &Stroke::solid(PAPER, 4.5));
    canvas.line(&diagonal, &Stroke { color: INK, width: 2.0, dash: &[8.0, 4.0] });
    if most.is_none() {
        draw_dots(canvas, plot, exchange);
    }
}

/// Draws each client as a dot.
fn draw_dots(canvas: &Canvas<'_>, plot: &Plot, exchange: &Exchange) {
    let (_, end) = plot.x.values;
    for pair in exchange.pairs().filter(|&(given, received)| given.max(received) <= end) {
        canvas.disc(plot.place(pair), 4.0, LOOKS[0].color.mix(0.55));
    }
}

/// Draws squares shaded by their number of clients, as `Exchange::counts` gives them.
fn draw_squares(canvas: &Canvas<'_>, plot: &Plot, counts: &[u32], most: u32) {
    let (_, end) = plot.x.values;
    let along = libm::round(libm::sqrt(counts.len() as f64)) as usize;
    for (i, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > 0) {
        let corner = |x: usize, y: usize| plot.place((x as f64 * end / along as f64, y as f64 * end / along as f64));
        let (x, y) = (i % along, i / along);
        let ((left, bottom), (right, top)) = (corner(x, y), corner(x + 1, y + 1));
        canvas.rectangle(Frame { left, top, right, bottom }, shade(depth(count, most)));
    }
}

/// How dark a number of clients is drawn: by its logarithm.
fn depth(count: u32, most: u32) -> f64 {
    if most > 1 { libm::log(f64::from(count)) / libm::log(f64::from(most)) } else { 1.0 }
}

/// Writes on which side of the diagonal how many clients are, and returns where it ends.
fn draw_summary(canvas: &Canvas<'_>, (x, mut y): (f64, f64), exchange: &Exchange, words: &Words) -> f64 {
    let said = &words.received_given;
    let of_clients = |share: f64| said.of_clients.with(&[("share", &percent(share))]);
    let amount = |template: Template, values: &[f64]| {
        template.with(&[("amount", &quantile(values.to_vec(), 0.5).map_or(String::new(), short))])
    };
    let end = exchange.end();
    let beyond = exchange.share(|&(given, received)| given.max(received) > end);
    let groups = [
        (said.above, vec![format!("{}:", said.received_more), of_clients(exchange.share(|(given, received)| received > given))]),
        (said.below, vec![format!("{}:", said.gave_more), of_clients(exchange.share(|(given, received)| received < given))]),
        (said.median, vec![amount(said.median_received, &exchange.received), amount(said.median_given, &exchange.given)]),
    ];
    for (heading, lines) in groups {
        canvas.text(heading, (x, y), Type::bold(LABEL, INK));
        for line in lines {
            y += LABEL * 1.35;
            canvas.text(&line, (x, y), Type::regular(LABEL, INK));
        }
        y += LABEL * 2.1;
    }
    if beyond > 0.0 {
        canvas.text(&said.beyond.with(&[("share", &percent(beyond))]), (x, y), Type::regular(SMALL, GREY));
        y += LABEL * 2.1;
    }
    y
}

/// Draws the key of the shades, or says what a dot is.
pub fn draw_key(canvas: &Canvas<'_>, (x, y): (f64, f64), most: Option<u32>, words: &Words) {
    const STEPS: usize = 50;
    let (Some(most), width, height) = (most, 200.0, 16.0) else {
        canvas.text(words.received_given.each_dot, (x, y), Type::regular(SMALL, GREY));
        return;
    };
    canvas.text(words.received_given.per_cell, (x, y), Type::bold(LABEL, INK));
    let top = y + 12.0;
    for step in 0..STEPS {
        let at = |step: usize| x + width * step as f64 / STEPS as f64;
        let frame = Frame { left: at(step), top, right: at(step + 1), bottom: top + height };
        canvas.rectangle(frame, shade(step as f64 / (STEPS - 1) as f64));
    }
    for count in key_counts(most) {
        let place = x + width * depth(count, most);
        canvas.line(&[(place, top + height), (place, top + height + 5.0)], &Stroke::solid(INK, 1.25));
        let text = tick_texts(&[f64::from(count)]).concat();
        canvas.text(&text, (place, top + height + 22.0), Type::regular(SMALL, INK).anchored(Anchor::Middle));
    }
}

/// The numbers written at the key of shades: powers of ten, and the largest if it is not too near to one.
fn key_counts(most: u32) -> Vec<u32> {
    let mut counts: Vec<u32> = (0..10).map(|power| 10_u32.pow(power)).take_while(|&count| count <= most).collect();
    if depth(counts.last().copied().unwrap_or(1), most) < 0.8 {
        counts.push(most);
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values() {
        assert_eq!(quantile(vec![3.0, 1.0, 2.0], 0.5), Some(2.0));
        assert_eq!(quantile(vec![3.0, 1.0], 1.0), Some(3.0));
        assert_eq!(quantile(vec![3.0], 0.0), Some(3.0));
        assert_eq!(quantile(Vec::new(), 0.5), None);
    }

    #[test]
    fn clients_without_exchange_are_left_out() {
        let clients = Table::new("clients", "")
            .float("given", "S", "", [Some(1.0), Some(0.0), None, Some(2.0), Some(f64::NAN)])
            .float("received", "S", "", [Some(2.0), Some(0.0), None, Some(1.0), Some(1.0)]);
        let exchange = Exchange::of(&clients);
        assert_eq!(exchange.len(), 2);
        assert_eq!(exchange.share(|(given, received)| received > given), 0.5);
        assert_eq!(Exchange::of(&Table::new("clients", "")).end(), 1.0);
    }

    #[test]
    fn keys_name_few_numbers() {
        assert_eq!(key_counts(1), [1]);
        assert_eq!(key_counts(12), [1, 10]);
        assert_eq!(key_counts(60), [1, 10, 60]);
        assert_eq!(key_counts(120), [1, 10, 100]);
    }
}
