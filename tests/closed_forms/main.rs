//! The published formal models of vote buying, against numbers computed outside the project.
//!
//! - Gans-Morse, Mazzuca and Nichter 2014: which votes a machine buys. The program's own way of choosing offers against the exact optimum of
//!   finite electorates ([`finite`]); what the model implies for a uniform electorate in closed form ([`uniform`]) and by exact areas
//!   ([`areas`]), with the comparative statics ([`statics`]); and what simulated campaigns buy ([`simulated`]).
//! - Stokes 2005 and Nichter 2008: which bargains last ([`repeated`]).

mod areas;
#[path = "../common/mod.rs"]
mod common;
mod finite;
mod repeated;
mod shipped;
mod simulated;
mod statics;
mod uniform;

use patronage::phases::campaign::Rule;
use patronage::world::politics::Strategy;

/// The strategies by which votes are bought, in the order of all arrays of masses.
const STRATEGIES: [Strategy; 4] = [Strategy::Vote, Strategy::Turnout, Strategy::Abstention, Strategy::Persuasion];

/// What a budget buys.
#[derive(Clone, Copy, Debug)]
struct Purchase {
    /// Price of the last net vote, b*.
    price: f64,
    /// Shares of the electorate by strategy, in the order of [`STRATEGIES`].
    masses: [f64; 4],
}

impl Purchase {
    /// Net votes per citizen: two for a vote bought, else one.
    fn net_votes(&self) -> f64 {
        self.masses.iter().sum::<f64>() + self.masses[0]
    }
}

/// The strategy in the words of the article.
fn strategy(word: &str) -> usize {
    ["VB", "TB", "AB", "DP"].iter().position(|&known| known == word).unwrap_or_else(|| panic!("no strategy {word}"))
}

fn rule(word: &str) -> Rule {
    match word {
        "optimum" => Rule::Optimum,
        "published" => Rule::Published,
        _ => panic!("no rule {word}"),
    }
}

/// The rows of a table.
fn rows<R: serde::de::DeserializeOwned>(table: &str) -> Vec<R> {
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().expect("every row has all columns")
}

#[track_caller]
fn assert_near(what: &str, got: f64, want: f64, tolerance: f64) {
    let near = got == want || (got - want).abs() <= tolerance * want.abs().max(1.0);
    assert!(near, "{what}: {got}, not {want}");
}

/// The root of an increasing function between two places.
fn root(increasing: impl Fn(f64) -> f64, mut from: f64, mut to: f64) -> f64 {
    assert!(increasing(from) <= 0.0 && increasing(to) >= 0.0, "the root lies between {from} and {to}");
    for _ in 0..200 {
        let half = 0.5 * (from + to);
        if increasing(half) < 0.0 { from = half } else { to = half }
    }
    0.5 * (from + to)
}
