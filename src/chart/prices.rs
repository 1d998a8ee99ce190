//! Chart `vote-prices`: what a gift, a vote and a changed vote cost, election by election.

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use super::font::{Weight, cut};
use super::number::{axis_end, fixed, short, ticks};
use super::page::{FOOT, Numbers, Plot, Shown, WIDER, page};
use super::theme::{GREY, INK, LABEL, LOOKS, MARGIN, SMALL};
use super::words::Words;
use crate::table::Table;
use plotters::style::Color;

/// The most elections that are drawn.
const ELECTIONS: usize = 5;
/// Room for the names of elections (pixels).
const NAMES: f64 = 150.0;

/// What was paid in one election, over all its rounds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Paid {
    election: String,
    paid: f64,
    skimmed: f64,
    accepted: f64,
    delivered: f64,
    changed: f64,
    /// Of the gifts taken, in rupiah.
    rupiah: f64,
}

impl Paid {
    /// The price of a gift, of a vote and of a changed vote \[S\].
    fn prices(&self) -> [Option<f64>; 3] {
        let per = |money: f64, count: f64| (count > 0.0).then(|| money / count);
        let all = self.paid + self.skimmed;
        [per(self.paid, self.accepted), per(all, self.delivered), per(all, self.changed)]
    }
}

/// What was paid in the elections of a table, in its order.
fn elections(table: &Table) -> Vec<Paid> {
    let known = |name: &str| -> Vec<f64> {
        let values = table.numbers(name).unwrap_or_else(|| vec![None; table.rows()]);
        values.into_iter().map(|value| value.filter(|value| value.is_finite()).map_or(0.0, |value| value.max(0.0))).collect()
    };
    let columns = ["paid", "skimmed", "accepted", "delivered", "changed", "price_rupiah"].map(known);
    let mut all: Vec<Paid> = Vec::new();
    for (i, name) in table.words("election").unwrap_or_default().iter().enumerate() {
        let Some(name) = name else { continue };
        let place = all.iter().position(|paid| paid.election == *name).unwrap_or_else(|| {
            all.push(Paid { election: name.clone(), ..Paid::default() });
            all.len() - 1
        });
        let [paid, skimmed, accepted, delivered, changed, rupiah] = columns.each_ref().map(|column| column[i]);
        let sum = &mut all[place];
        sum.paid += paid;
        sum.skimmed += skimmed;
        sum.accepted += accepted;
        sum.delivered += delivered;
        sum.changed += changed;
        sum.rupiah += rupiah * accepted;
    }
    all
}

/// Draws the chart.
#[must_use]
pub fn prices(tables: &Tables, words: &Words) -> String {
    let said = &words.politics.prices;
    let all = tables.politics.as_ref().map(|politics| elections(&politics.offers)).unwrap_or_default();
    let shown = &all[..all.len().min(ELECTIONS)];
    let largest = shown.iter().flat_map(Paid::prices).flatten().fold(0.0, f64::max);
    page(said.heading, Shown::Together, tables, words, |canvas, frame| {
        let beside = room_beside(shown, words);
        let frame =
            Frame { left: frame.left + NAMES, top: frame.top + 34.0, right: frame.right - beside, bottom: frame.bottom - 28.0 };
        let end = if largest > 0.0 { axis_end(largest, 4) } else { 1.0 };
        let plot = Plot::new(frame, (0.0, end), (0.0, shown.len().max(1) as f64));
        plot.draw_x(canvas, &ticks(plot.x.values, 4), Numbers::Shown);
        plot.name_x(canvas, said.axis);
        draw_key(canvas, frame, words);
        for (i, paid) in shown.iter().enumerate() {
            draw_election(canvas, &plot, plot.y.place((shown.len() - 1 - i) as f64 + 0.5), paid, words);
        }
        if all.is_empty() {
            plot.note(canvas, words.no_data);
        }
        if all.len() > ELECTIONS {
            let more = said.more.with(&[("n", &(all.len() - ELECTIONS).to_string())]);
            canvas.text(&more, (MARGIN, FOOT), Type::regular(SMALL, GREY));
        }
    })
}

/// A price in S and in rupiah.
fn text(price: Option<f64>, paid: &Paid, words: &Words) -> String {
    let said = &words.politics.prices;
    let Some(price) = price else { return said.none.to_owned() };
    let per_s = if paid.paid > 0.0 { paid.rupiah / paid.paid } else { 0.0 };
    said.price.with(&[("s", &short(price)), ("rp", &fixed(three_digits(price * per_s), 0))])
}

/// A number with three digits that count, as prices in rupiah are said.
fn three_digits(value: f64) -> f64 {
    let step = libm::pow(10.0, (libm::floor(libm::log10(value.max(1.0))) - 2.0).max(0.0));
    libm::round(value / step) * step
}

fn room_beside(shown: &[Paid], words: &Words) -> f64 {
    let kind = Type::regular(SMALL, INK);
    let widths = shown.iter().flat_map(|paid| paid.prices().map(|price| kind.width(&text(price, paid, words))));
    widths.fold(60.0, f64::max) * WIDER + 16.0
}

/// Draws what the colours mean, above the bars.
fn draw_key(canvas: &Canvas<'_>, frame: Frame, words: &Words) {
    let kind = Type::regular(LABEL, INK);
    let (mut x, y) = (MARGIN, frame.top - 16.0);
    for (name, look) in words.politics.prices.bars.iter().zip(LOOKS) {
        canvas.rectangle(Frame { left: x, top: y - 12.0, right: x + 14.0, bottom: y + 2.0 }, look.color);
        canvas.text(name, (x + 21.0, y), kind);
        x += kind.width(name) * WIDER + 52.0;
    }
}

/// Draws the three bars of an election.
fn draw_election(canvas: &Canvas<'_>, plot: &Plot, middle: f64, paid: &Paid, words: &Words) {
    const STEP: f64 = 22.0;
    let name = cut(&paid.election, LABEL, Weight::Bold, NAMES - 16.0);
    canvas.text_beside(&name, (plot.frame.left - 12.0, middle), Type::bold(LABEL, INK).anchored(Anchor::End));
    for ((price, look), place) in paid.prices().into_iter().zip(LOOKS).zip([-1.0, 0.0, 1.0]) {
        let y = middle + place * STEP;
        let right = plot.x.place(price.unwrap_or(0.0));
        if price.is_some_and(|price| price > 0.0) {
            let (left, half) = (plot.frame.left, STEP / 2.0 - 2.0);
            canvas.area(&[(left, y - half), (right, y - half), (right, y + half), (left, y + half)], look.color.to_rgba());
        }
        canvas.text_beside(&text(price, paid, words), (right + 8.0, y), Type::regular(SMALL, INK));
    }
    let Frame { left, top, bottom, .. } = plot.frame;
    canvas.line(&[(left, top), (left, bottom)], &Stroke::solid(INK, 1.25));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupiah_are_said_in_three_digits() {
        assert_eq!(
            [0.0, 7.4, 123.0, 1234.0, 99_960.0, 1_043_478.0].map(three_digits),
            [0.0, 7.0, 123.0, 1230.0, 100_000.0, 1_040_000.0]
        );
    }

    #[test]
    fn prices_are_of_all_rounds_together() {
        let text = |words: [&str; 3]| words.map(|word| Some(word.to_owned()));
        let real = |values: [f64; 3]| values.map(Some);
        let table = Table::new("offers", "")
            .text("election", "", "", text(["a", "b", "a"]))
            .float("paid", "", "", real([1.0, 5.0, 3.0]))
            .float("skimmed", "", "", real([1.0, 0.0, 1.0]))
            .float("accepted", "", "", real([10.0, 5.0, 30.0]))
            .float("delivered", "", "", real([2.0, 0.0, 1.0]))
            .float("changed", "", "", real([1.0, 0.0, 0.0]))
            .float("price_rupiah", "", "", real([100.0, 1000.0, 100.0]));
        let all = elections(&table);
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].prices(), [Some(0.1), Some(2.0), Some(6.0)]);
        assert_eq!(all[1].prices(), [Some(1.0), None, None]);
        assert_eq!(all[0].rupiah, 4000.0);
        assert!(elections(&Table::new("offers", "")).is_empty());
    }
}
