//! Chart `lorenz`: Lorenz curves of wealth at start and end, of clients and of all.

use super::Tables;
use super::canvas::{Canvas, Frame, Stroke, Type};
use super::font::{Weight, cut};
use super::number::{fixed, ticks};
use super::page::{Numbers, Plot, Shown, page};
use super::theme::{GREY, INK, LABEL, Look, MARGIN, Marker, WIDTH, look_of};
use super::words::Words;
use crate::table::Table;
use std::collections::BTreeMap;

/// One Lorenz curve.
struct Curve {
    who: &'static str,
    when: String,
    points: Vec<(f64, f64)>,
    look: Look,
}

/// Draws the chart.
#[must_use]
pub fn lorenz(tables: &Tables, words: &Words) -> String {
    let curves = curves(&tables.lorenz, words);
    page(words.lorenz.heading, Shown::Means, tables, words, |canvas, frame| {
        let plot = draw_square(canvas, frame, words);
        for (i, curve) in curves.iter().enumerate() {
            draw_curve(canvas, &plot, &curve.points, curve.look, i);
        }
        if curves.is_empty() {
            plot.note(canvas, words.no_data);
        }
        draw_key(canvas, &plot, &curves, words);
    })
}

/// Draws the axes, and the curve of a society in which all hold the same.
#[must_use]
pub fn draw_square(canvas: &Canvas<'_>, frame: Frame, words: &Words) -> Plot {
    let (left, top, bottom) = (MARGIN + 46.0, frame.top + 34.0, frame.bottom - 28.0);
    let plot = Plot::new(Frame { left, top, right: left + bottom - top, bottom }, (0.0, 1.0), (0.0, 1.0));
    let at = ticks((0.0, 1.0), 5);
    plot.draw_y(canvas, &at, Numbers::Shown);
    plot.draw_x(canvas, &at, Numbers::Shown);
    plot.name_x(canvas, words.lorenz.population);
    plot.name_y(canvas, words.lorenz.wealth);
    canvas.line(&[plot.place((0.0, 0.0)), plot.place((1.0, 1.0))], &Stroke::solid(GREY, 1.25));
    plot
}

/// The curves of the table that have points.
fn curves(table: &Table, words: &Words) -> Vec<Curve> {
    let rounds = table.numbers("round").unwrap_or_default();
    let known = || rounds.iter().flatten().copied();
    let (Some(first), Some(end)) = (known().min_by(f64::total_cmp), known().max_by(f64::total_cmp)) else {
        return Vec::new();
    };
    let said = &words.lorenz;
    let named = |round: f64| if round > 0.0 { said.end.with(&[("round", &fixed(round, 0))]) } else { said.start.to_owned() };
    let times = if end > first { vec![first, end] } else { vec![first] };
    let mut curves = Vec::new();
    // The colour says whose wealth it is, as in the chart of Gini indices; dashes and an empty marker, that it is the start.
    for (who, population, measure) in [(said.clients, "clients", "gini_wealth_clients"), (said.all, "all", "gini_wealth_all")] {
        for &round in &times {
            let points = points(table, round, population);
            let end = Look { dash: &[], ..look_of(measure) };
            let look = if round > first { end } else { Look { dash: &[6.0, 4.0], marker: Marker::Ring, ..end } };
            if points.len() > 1 {
                curves.push(Curve { who, when: named(round), points, look });
            }
        }
    }
    curves
}

/// The points of one curve in the order of p, each the mean of the replicates: of the round, and of `clients` or `all`.
#[must_use]
pub fn points(table: &Table, round: f64, population: &str) -> Vec<(f64, f64)> {
    let column = |name: &str| table.numbers(name).unwrap_or_default();
    let (rounds, p, share) = (column("round"), column("share"), column("wealth_share"));
    let who = table.words("population").unwrap_or_default();
    // Keyed by p in millionths: replicates agree in p.
    let mut sums: BTreeMap<i64, (f64, u32)> = BTreeMap::new();
    for (((at, who), p), share) in rounds.iter().zip(who).zip(p).zip(share) {
        let (Some(p), Some(share)) = (p, share) else { continue };
        if *at == Some(round) && who.as_deref() == Some(population) && p.is_finite() && share.is_finite() {
            let sum = sums.entry((p * 1e6) as i64).or_default();
            *sum = (sum.0 + share, sum.1 + 1);
        }
    }
    sums.into_iter().map(|(p, (sum, count))| (p as f64 / 1e6, sum / f64::from(count))).collect()
}

/// The Gini index of a Lorenz curve with straight lines between its points: 1 less twice the area under it.
#[must_use]
pub fn gini(points: &[(f64, f64)]) -> f64 {
    1.0 - points.windows(2).map(|ends| (ends[1].0 - ends[0].0) * (ends[0].1 + ends[1].1)).sum::<f64>()
}

/// Draws a curve with markers, at other places than those of curves with another index.
pub fn draw_curve(canvas: &Canvas<'_>, plot: &Plot, curve: &[(f64, f64)], look: Look, index: usize) {
    let Look { color, dash, marker } = look;
    let points: Vec<_> = curve.iter().map(|&point| plot.place(point)).collect();
    canvas.line(&points, &Stroke { color, width: 2.5, dash });
    for tenth in (1..10).filter(|tenth| tenth % 4 == index % 4) {
        let p = f64::from(tenth as u32) / 10.0;
        if let Some(&point) = curve.iter().min_by(|a, b| libm::fabs(a.0 - p).total_cmp(&libm::fabs(b.0 - p))) {
            canvas.marker(marker, plot.place(point), color);
        }
    }
}

/// Writes which curve is which, on the right of the plot: the curves meet at both ends, where labels would.
fn draw_key(canvas: &Canvas<'_>, plot: &Plot, curves: &[Curve], words: &Words) {
    let name = |curve: &Curve| format!("{}, {}", curve.who, curve.when);
    let named: Vec<_> = curves.iter().map(|curve| Named { name: name(curve), points: &curve.points, look: curve.look }).collect();
    name_curves(canvas, plot, &named, words);
}

/// A curve with its name.
pub struct Named<'a> {
    /// The name.
    pub name: String,
    /// Its points.
    pub points: &'a [(f64, f64)],
    /// Its look.
    pub look: Look,
}

/// Writes the names of curves on the right of the plot, with their Gini indices.
pub fn name_curves(canvas: &Canvas<'_>, plot: &Plot, curves: &[Named<'_>], words: &Words) {
    let (x, mut y) = (plot.frame.right + 48.0, plot.frame.top + 30.0);
    let sample = |y: f64, stroke: &Stroke| canvas.line(&[(x, y), (x + 62.0, y)], stroke);
    sample(y, &Stroke::solid(GREY, 1.25));
    canvas.text_beside(words.lorenz.equality, (x + 72.0, y), Type::regular(LABEL, INK));
    for Named { name, points, look } in curves {
        y += 58.0;
        sample(y, &Stroke { color: look.color, width: 2.5, dash: look.dash });
        canvas.marker(look.marker, (x + 31.0, y), look.color);
        let kind = Type { weight: Weight::Bold, ..Type::regular(LABEL, look.color) };
        let name = cut(name, LABEL, Weight::Bold, WIDTH - MARGIN - x - 72.0);
        canvas.text_beside(&name, (x + 72.0, y), kind);
        let gini = words.lorenz.gini.with(&[("gini", &fixed(gini(points), 2))]);
        canvas.text_beside(&gini, (x + 72.0, y + LABEL * 1.35), Type::regular(LABEL, INK));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gini_of_known_curves() {
        assert!(gini(&[(0.0, 0.0), (1.0, 1.0)]).abs() < 1e-12);
        assert!((gini(&[(0.0, 0.0), (0.5, 0.0), (1.0, 1.0)]) - 0.5).abs() < 1e-12);
    }
}
