//! Values in a sweep file: numbers, whole numbers, words.

use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::Reader;
use crate::scenario::source::Place;
use crate::scenario::tree::{Node, Raw};
use crate::sweep::Given;

/// A finite number.
pub(super) fn number(reader: &mut Reader<'_>, name: &str, node: &Node) -> Option<f64> {
    let number = match node.raw {
        Raw::Whole(whole) => whole as f64,
        Raw::Real(real) => real,
        _ => return reader.wrong_type(name, node, "a number", "write a number, without quotes"),
    };
    if !number.is_finite() {
        let title = format!("`{name}` is not a finite number: {}", node.shown(reader.sources));
        reader.report(Problem::new(title).at(node.at, "").help("write a number, for example 0.5"));
        return None;
    }
    Some(number)
}

/// A whole number; `why` says why it must be one.
pub(super) fn whole(reader: &mut Reader<'_>, name: &str, node: &Node, why: &str) -> Option<i64> {
    let real = number(reader, name, node)?;
    let whole = match node.raw {
        Raw::Whole(whole) => i64::try_from(whole).ok(),
        _ => None,
    };
    if whole.is_none() {
        let title = format!("`{name}` must be a whole number: {}", node.shown(reader.sources));
        let help = match real.fract() == 0.0 && real.abs() < 1e15 {
            true => format!("write {}", figure(real)),
            false => format!("{why}: write one"),
        };
        reader.report(Problem::new(title).at(node.at, "").help(help));
    }
    whole
}

/// `true` or `false`.
pub(super) fn flag(reader: &mut Reader<'_>, name: &str, node: &Node, about: &str) -> Option<bool> {
    match node.raw {
        Raw::Bool(yes) => Some(yes),
        _ => reader.wrong_type(name, node, "true or false", about),
    }
}

/// A value as a scenario would have it written at a place.
pub(super) fn node(given: &Given, at: Place) -> Node {
    let raw = match given {
        Given::Whole(whole) => Raw::Whole(i128::from(*whole)),
        Given::Real(real) => Raw::Real(*real),
        Given::Word(word) => Raw::Text(word.clone()),
    };
    Node { raw, at }
}
