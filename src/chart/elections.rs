//! Chart `elections`: shares of votes and seats of every party, a pair of bars per election.

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use super::font::{Weight, cut};
use super::number::ticks;
use super::page::{Axis, FOOT, Numbers, Plot, Shown, page};
use super::theme::{GREY, GRID, INK, LABEL, LOOKS, MARGIN, PAPER, SMALL};
use super::words::Words;
use crate::table::Table;
use plotters::style::{Color, RGBColor};
use std::collections::BTreeMap;

/// Parties that are told apart; smaller ones are drawn as one.
const PARTIES: usize = LOOKS.len() - 1;
/// The most elections that are drawn.
const PANELS: usize = 4;
/// Room for the names of parties (pixels).
const NAMES: f64 = 160.0;
/// The least room for a pair of bars (pixels).
const PAIR: f64 = 58.0;

/// Votes and seats.
type Won = (f64, f64);

/// One election, as often as it was held.
struct Held {
    name: String,
    /// By round, what each party won.
    rounds: BTreeMap<i64, BTreeMap<String, Won>>,
}

/// The elections, in the order of the table.
fn elections(table: &Table) -> Vec<Held> {
    let numbers = |name: &str| table.numbers(name).unwrap_or_default();
    let words = |name: &str| table.words(name).unwrap_or_default();
    let (rounds, votes, seats) = (numbers("round"), numbers("votes"), numbers("seats"));
    let (names, parties) = (words("election"), words("party"));
    let mut all: Vec<Held> = Vec::new();
    for ((((round, votes), seats), name), party) in rounds.into_iter().zip(votes).zip(seats).zip(names).zip(parties) {
        let (Some(round), Some(name), Some(party)) = (round.filter(|round| round.is_finite()), name, party) else { continue };
        let place = all.iter().position(|held| held.name == *name).unwrap_or_else(|| {
            all.push(Held { name: name.clone(), rounds: BTreeMap::new() });
            all.len() - 1
        });
        let won = all[place].rounds.entry(round as i64).or_default().entry(party.clone()).or_default();
        let known = |value: Option<f64>| value.filter(|value| value.is_finite()).map_or(0.0, |value| value.max(0.0));
        *won = (won.0 + known(votes), won.1 + known(seats));
    }
    all
}

/// The parties that are told apart, those with most votes first, and their colours; the rest have none.
fn parties(all: &[Held]) -> Vec<(String, RGBColor)> {
    let mut votes: Vec<(String, f64)> = Vec::new();
    for (party, won) in all.iter().flat_map(|held| held.rounds.values()).flatten() {
        match votes.iter_mut().find(|(known, _)| known == party) {
            Some((_, sum)) => *sum += won.0,
            None => votes.push((party.clone(), won.0)),
        }
    }
    votes.sort_by(|a, b| b.1.total_cmp(&a.1));
    let shown = if votes.len() <= LOOKS.len() { votes.len() } else { PARTIES };
    votes.into_iter().take(shown).zip(LOOKS).map(|((party, _), look)| (party, look.color)).collect()
}

/// Draws the chart.
#[must_use]
pub fn votes_and_seats(tables: &Tables, words: &Words) -> String {
    let all = tables.politics.as_ref().map(|politics| elections(&politics.elections)).unwrap_or_default();
    let parties = parties(&all);
    let said = &words.politics.elections;
    page(said.heading, Shown::Together, tables, words, |canvas, frame| {
        let shown = &all[..all.len().min(PANELS)];
        let grid = Grid::of(shown.len(), frame);
        let mut others = false;
        for (i, held) in shown.iter().enumerate() {
            others |= draw_panel(canvas, grid.cell(i), held, &parties, words);
        }
        if all.is_empty() {
            Plot::new(grid.cell(0), (0.0, 1.0), (0.0, 1.0)).note(canvas, words.no_data);
            return;
        }
        canvas.text(said.axis, (MARGIN, frame.top + 18.0), Type::regular(LABEL, INK));
        name_parties(canvas, frame, &parties, others, words);
        let middle = f64::midpoint(grid.frame.left, grid.frame.right);
        canvas.text(words.round, (middle, FOOT), Type::regular(LABEL, INK).anchored(Anchor::Middle));
        if all.len() > PANELS {
            let more = said.more.with(&[("n", &(all.len() - PANELS).to_string())]);
            canvas.text(&more, (MARGIN, FOOT), Type::regular(SMALL, GREY));
        }
    })
}

/// Panels: one below the other up to two, then two beside each other.
struct Grid {
    frame: Frame,
    columns: usize,
    rows: usize,
}

impl Grid {
    fn of(panels: usize, page: Frame) -> Self {
        let columns = if panels > 2 { 2 } else { 1 };
        let frame = Frame { left: page.left + 42.0, top: page.top + 34.0, right: page.right - NAMES, bottom: page.bottom - 28.0 };
        Self { frame, columns, rows: panels.div_ceil(columns).max(1) }
    }

    fn cell(&self, i: usize) -> Frame {
        let (row, column) = (i / self.columns, i % self.columns);
        let (between, heading) = (52.0, 30.0);
        let width = (self.frame.width() - between * (self.columns - 1) as f64) / self.columns as f64;
        let under = 34.0;
        let height = (self.frame.height() - under * (self.rows - 1) as f64) / self.rows as f64;
        let (left, top) = (self.frame.left + column as f64 * (width + between), self.frame.top + row as f64 * (height + under));
        Frame { left, top: top + heading, right: left + width, bottom: top + height }
    }
}

/// Draws one election, and returns whether parties were drawn as one.
fn draw_panel(canvas: &Canvas<'_>, frame: Frame, held: &Held, parties: &[(String, RGBColor)], words: &Words) -> bool {
    let said = &words.politics.elections;
    let most = (frame.width() / PAIR) as usize;
    let skipped = held.rounds.len().saturating_sub(most);
    let rounds: Vec<_> = held.rounds.iter().skip(skipped).collect();
    let name = match skipped {
        0 => held.name.clone(),
        _ => said.last.with(&[("election", &held.name), ("n", &rounds.len().to_string())]),
    };
    let name = cut(&name, LABEL, Weight::Bold, frame.width());
    canvas.text(&name, (frame.left, frame.top - 11.0), Type::bold(LABEL, INK));
    let plot = Plot::new(frame, (0.0, rounds.len() as f64), (0.0, 1.0));
    plot.draw_y(canvas, &ticks((0.0, 1.0), 5), Numbers::Shown);
    let mut others = false;
    for (i, (round, won)) in rounds.iter().enumerate() {
        let middle = plot.x.place(i as f64 + 0.5);
        let width = (plot.x.place(1.0) - plot.x.place(0.0)).min(150.0) * 0.36;
        for (side, of) in [(-1.0, (|won: &Won| won.0) as fn(&Won) -> f64), (1.0, |won: &Won| won.1)] {
            let bar = Axis { values: (0.0, 1.0), places: (middle + side * (width + 2.0), middle + side * 2.0) };
            others |= draw_bar(canvas, &plot, bar, parties, won, of);
        }
        canvas.text(&round.to_string(), (middle, frame.bottom + 20.0), Type::regular(SMALL, INK).anchored(Anchor::Middle));
    }
    let Frame { left, right, bottom, .. } = frame;
    canvas.line(&[(left, bottom), (right, bottom)], &Stroke::solid(INK, 1.25));
    others
}

/// Draws one bar from the largest party up, and returns whether parties without a colour are part of it.
fn draw_bar(
    canvas: &Canvas<'_>,
    plot: &Plot,
    bar: Axis,
    parties: &[(String, RGBColor)],
    won: &BTreeMap<String, Won>,
    of: fn(&Won) -> f64,
) -> bool {
    let all: f64 = won.values().map(of).sum();
    let (left, right) = (bar.places.0.min(bar.places.1), bar.places.0.max(bar.places.1));
    let mut below = 0.0;
    for (party, color) in parties {
        let share = won.get(party).map_or(0.0, of) / if all > 0.0 { all } else { 1.0 };
        if share > 0.0 {
            fill(canvas, plot, (left, right), (below, below + share), *color);
            below += share;
        }
    }
    let rest = all > 0.0 && below < 1.0 - 1e-9;
    if rest {
        fill(canvas, plot, (left, right), (below, 1.0), GRID);
    }
    rest
}

/// Fills a part of a bar, with a gap above it, so that who cannot tell colours apart sees where it ends.
fn fill(canvas: &Canvas<'_>, plot: &Plot, (left, right): (f64, f64), (from, to): (f64, f64), color: RGBColor) {
    let (bottom, top) = (plot.y.place(from), plot.y.place(to));
    canvas.area(&[(left, bottom), (right, bottom), (right, top), (left, top)], color.to_rgba());
    if bottom - top > 4.0 {
        canvas.line(&[(left, top), (right, top)], &Stroke::solid(PAPER, 1.5));
    }
}

/// Names the parties on the right, the uppermost layer first.
fn name_parties(canvas: &Canvas<'_>, frame: Frame, parties: &[(String, RGBColor)], others: bool, words: &Words) {
    let said = &words.politics.elections;
    let x = frame.right - NAMES + 24.0;
    let mut y = frame.top + 74.0;
    canvas.text(said.parties, (x, y), Type::bold(LABEL, INK));
    let rest = others.then(|| (said.others.to_owned(), GRID));
    for (name, color) in rest.iter().chain(parties.iter().rev()) {
        y += LABEL * 1.6;
        canvas.rectangle(Frame { left: x, top: y - 12.0, right: x + 14.0, bottom: y + 2.0 }, *color);
        let name = cut(name, LABEL, Weight::Regular, frame.right - x - 22.0);
        canvas.text(&name, (x + 22.0, y), Type::regular(LABEL, INK));
    }
}
