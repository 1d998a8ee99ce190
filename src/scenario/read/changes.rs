//! `[[events]]`: keys that change from a round on.

use super::values::{Later, Limits, Reader};
use crate::parameter::{CatalogueKey, Settable, Value};
use crate::phases::Parameters;
use crate::scenario::Event;
use crate::scenario::fields::{EVENTS, named};
use crate::scenario::names::Home;
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Node, Table};

/// The events, in the order of rounds; events of one round stay in the order in which they are written.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, rounds: Option<u32>) -> Vec<Event> {
    let Some(entry) = entry else { return Vec::new() };
    let tables = reader.tables("events", entry.node);
    let mut events: Vec<Event> = tables.into_iter().filter_map(|(at, table)| event(reader, at, table, rounds)).collect();
    events.sort_by_key(|event| event.round);
    events
}

fn event(reader: &mut Reader<'_>, at: Place, mut table: Table, rounds: Option<u32>) -> Option<Event> {
    let round = reader.required(&mut table, "round", " in this event", at, "round = 20");
    let round = round.and_then(|entry| self::round(reader, &entry.node, rounds));
    let note = table.remove("note");
    let note = note.and_then(|entry| reader.text("note", &entry.node, "say why, in quotes, or leave it out"));
    let set = reader.required(&mut table, "set", " in this event", at, "set = { law.detection = 0.5 }");
    let changes = set.map(|entry| changes(reader, entry.node, round));
    reader.unknown(&table, Home::Entry("events", &EVENTS));
    Some(Event { round: round?, note: note.unwrap_or_default(), changes: changes? })
}

fn round(reader: &mut Reader<'_>, node: &Node, rounds: Option<u32>) -> Option<u32> {
    let round = u32::try_from(reader.whole("round", node, &Limits::of(named(&EVENTS, "round")))?).ok()?;
    if let Some(last) = rounds.filter(|&last| round > last) {
        let title = format!("this event comes after the last round: {round}");
        let label = format!("the scenario runs {last} rounds");
        reader.report(Problem::new(title).at(node.at, label).help(format!("choose a round from 1 to {last}, or raise `rounds`")));
        return None;
    }
    Some(round)
}

/// The keys that `set` changes, in the order of the catalogue.
fn changes(reader: &mut Reader<'_>, node: Node, round: Option<u32>) -> Vec<(String, Value)> {
    let at = node.at;
    let about = "write `set = { section.key = value }`, for example `set = { law.detection = 0.5 }`";
    let Some(mut table) = reader.table("set", node, about) else { return Vec::new() };
    if table.is_empty() {
        reader.report(Problem::new("this event sets nothing").at(at, "").help(about));
    }
    let sections = std::mem::take(&mut reader.catalogue);
    let mut changes = Vec::new();
    let mut unknown = Vec::new();
    for section in &sections {
        let Some(entry) = table.remove(section.name) else { continue };
        let Some(mut keys) = reader.table(section.name, entry.node, about) else { continue };
        for key in &section.keys {
            let Some(entry) = keys.remove(key.name()) else { continue };
            let Some((path, value)) = change(reader, key, &entry) else { continue };
            if let Some(round) = round {
                reader.later.push(Later { round, path: path.clone(), value: value.clone(), at: entry.node.at });
            }
            changes.push((path, value));
        }
        unknown.push((section.name, keys));
    }
    reader.catalogue = sections;
    for (section, keys) in unknown {
        reader.unknown(&keys, Home::Section(section));
    }
    reader.unknown(&table, Home::Changes);
    changes
}

fn change(reader: &mut Reader<'_>, key: &CatalogueKey<Parameters>, entry: &Entry) -> Option<(String, Value)> {
    let value = reader.value(key, &entry.node);
    if key.settable == Settable::AtStart {
        let title = format!("`{}` can only be set at the start", key.path);
        let help = format!("it shapes the world that is created: set it in [{}], not in an event", key.section);
        reader.report(Problem::new(title).at(entry.key_at, "").help(help));
        return None;
    }
    Some((key.path.clone(), value?))
}
