//! `[[patrons]]`: the kinds of patrons at the start.

use super::entries::{unique, usable};
use super::values::{Limits, Reader};
use crate::scenario::default_kind;
use crate::scenario::fields::{PATRONS, named};
use crate::scenario::figures::figure;
use crate::scenario::names::Home;
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::world::Strategy;
use crate::world::populate::Kind;

/// How far from 1 shares may add up: thirds may be written to six digits.
const TOLERANCE: f64 = 1e-5;
/// The most kinds; more would be agents.
pub(in crate::scenario) const MOST_KINDS: usize = 1000;

/// Where a kind says what other kinds must agree with.
struct Written {
    name: Option<Place>,
    share: Option<Place>,
}

/// The kinds; without any entry, one default kind.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>) -> Vec<Kind> {
    let Some(entry) = entry else { return vec![default_kind()] };
    let (list_at, found) = (entry.key_at, reader.problems.len());
    let tables = reader.tables("patrons", entry.node);
    let kinds: Vec<(Kind, Written)> = tables.into_iter().map(|(_, table)| kind(reader, table)).collect();
    if kinds.is_empty() && reader.problems.len() == found {
        let problem = Problem::new("there are no kinds of patrons").at(list_at, "");
        reader.report(problem.help("add a [[patrons]] entry, or leave the empty list out: then there is one kind, the default"));
    }
    if kinds.len() > MOST_KINDS {
        let title = format!("there are {} kinds of patrons", kinds.len());
        reader.report(Problem::new(title).at(list_at, "").help(format!("write at most {MOST_KINDS}")));
    }
    names(reader, &kinds);
    // Shares that are wrong by themselves need not add up.
    if reader.problems.len() == found {
        shares(reader, list_at, &kinds);
    }
    kinds.into_iter().map(|(kind, _)| kind).collect()
}

fn kind(reader: &mut Reader<'_>, mut table: Table) -> (Kind, Written) {
    let mut kind = default_kind();
    let written =
        Written { name: table.get("name").map(|entry| entry.node.at), share: table.get("share").map(|entry| entry.node.at) };
    if let Some(entry) = table.remove("name") {
        let name = reader.text("name", &entry.node, "name the kind, in quotes");
        let what = ("a kind", "patrons.NAME.wage=0.6");
        kind.name = name.and_then(|name| usable(reader, what, name, entry.node.at)).unwrap_or(kind.name);
    }
    let mut number = |name: &str, default: f64| {
        let Some(entry) = table.remove(name) else { return default };
        reader.number(name, &entry.node, &Limits::of(named(&PATRONS, name))).unwrap_or(default)
    };
    kind.share = number("share", kind.share);
    let mut parts = kind.mean.parts();
    for (part, name) in parts.iter_mut().zip(Strategy::PARTS) {
        *part = number(name, *part);
    }
    kind.mean = Strategy::from_parts(parts);
    kind.spread = number("spread", kind.spread);
    reader.unknown(&table, Home::Entry("patrons", &PATRONS));
    (kind, written)
}

fn names(reader: &mut Reader<'_>, kinds: &[(Kind, Written)]) {
    // An entry without a name has the default one: it is shown by its share, or at the entry that has the name too.
    let first_of = |name: &str| kinds.iter().find(|(kind, _)| kind.name == name).and_then(|(_, written)| written.name);
    let at = |(kind, written): &(Kind, Written)| written.name.or(written.share).or(first_of(&kind.name));
    let named: Vec<_> = kinds.iter().filter_map(|kind| Some((kind.0.name.as_str(), at(kind)?))).collect();
    unique(reader, ("kinds of patrons", "kind"), &named);
}

fn shares(reader: &mut Reader<'_>, list_at: Place, kinds: &[(Kind, Written)]) {
    let sum: f64 = kinds.iter().map(|(kind, _)| kind.share).sum();
    if (sum - 1.0).abs() <= TOLERANCE {
        return;
    }
    let shown = figure((sum * 1e6).round() / 1e6);
    let mut places: Vec<Place> = kinds.iter().filter_map(|(_, written)| written.share).collect();
    let last = places.pop().unwrap_or(list_at);
    let problem = Problem::new("the shares of the kinds of patrons do not add up to 1");
    let problem = places.into_iter().fold(problem.at(last, format!("together {shown}")), |p, at| p.context(at, ""));
    reader.report(problem.help("correct the shares; a kind without `share` has share 1"));
}
