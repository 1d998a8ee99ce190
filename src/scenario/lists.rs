//! What lists hold that a scenario does not write: one kind of patrons, two parties, one election.

use super::source::Place;
use super::tree::{Entry, Node, Raw, Table};
use crate::parameter::Choice;
use crate::world::politics::Polity;

/// The entries of a list, as if they were written at a place.
pub(super) fn default_entries(list: &str, at: Place) -> Vec<Node> {
    let polity = Polity::two_parties(vec![0], 1, 1.0);
    let text = |text: &str| Raw::Text(text.to_owned());
    let entries: Vec<Vec<(&str, Raw)>> = match list {
        "parties" => polity
            .parties
            .iter()
            .map(|party| vec![("name", text(&party.name)), ("ideology", Raw::Real(party.ideology))])
            .collect(),
        "elections" => {
            let elections = polity.elections.iter();
            elections.map(|election| vec![("name", text(&election.name)), ("office", text(election.office.word()))]).collect()
        }
        _ => vec![Vec::new()],
    };
    let entry = |(name, raw): (&str, Raw)| (name.to_owned(), Entry { key_at: at, node: Node { raw, at } });
    let table = |fields: Vec<(&str, Raw)>| Raw::Table(fields.into_iter().map(entry).collect::<Table>());
    entries.into_iter().map(|fields| Node { raw: table(fields), at }).collect()
}
