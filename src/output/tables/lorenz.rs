//! `lorenz`: who holds how much of the wealth, at the start and at the end.

use super::start;
use crate::metrics::inequality::Distribution;
use crate::output::Collected;
use crate::table::Table;

/// The shares of the population at which the curve is given: every hundredth, and the richest thousandth.
fn shares() -> impl Iterator<Item = f64> {
    (0..100).map(|percent| f64::from(percent) / 100.0).chain([0.999, 1.0])
}

/// One point of a curve.
struct Point {
    round: u32,
    population: &'static str,
    share: f64,
    held: Option<f64>,
}

/// The table `lorenz` of a replicate.
#[must_use]
pub fn table(collected: &Collected) -> Table {
    let curve = |round: u32, population: &'static str, wealth: &Distribution| -> Vec<Point> {
        shares().map(|share| Point { round, population, share, held: wealth.lorenz(share) }).collect()
    };
    let curves = collected
        .wealth
        .iter()
        .flat_map(|wealth| [curve(wealth.round, "clients", &wealth.clients), curve(wealth.round, "all", &wealth.all)]);
    let points: Vec<Point> = curves.flatten().collect();
    let about = "The Lorenz curves of wealth in round 0 and in the last round: one row per round, population and share.";
    start("lorenz", about, collected.replicate, points.len())
        .int("round", "rounds", "The round; 0 is the start.", points.iter().map(|point| Some(point.round.into())))
        .text(
            "population",
            "word",
            "clients (wealth before consumption) or all (with patrons' capital after consumption).",
            points.iter().map(|point| Some(point.population.to_owned())),
        )
        .float(
            "share",
            "share of population",
            "The poorest share of the population …",
            points.iter().map(|point| Some(point.share)),
        )
        .float("wealth_share", "share of wealth", "… holds this share of all wealth.", points.iter().map(|point| point.held))
}
