//! The scenario on the page: every key with its value, and what differs from the default or between scenarios.

use super::number::value;
use super::page::{Cell, DataTable, Heading, Settings};
use crate::language::Language;
use crate::scenario::facts::{KeyFacts, default_values, key_facts};
use serde_json::Value as Json;

/// Settings of a resolved scenario, the keys that differ from their defaults first.
pub fn of_one(resolved: &Json, language: Language) -> Settings {
    let rows: Vec<Row> = rows(resolved);
    let differing: Vec<&Row> = rows.iter().filter(|row| row.own != row.default).collect();
    let n = differing.len() as u64;
    let heading = language.text("section-scenario");
    Settings {
        heading,
        intro: language.say("settings-differ", &[("n", n.into())]),
        differing: (n > 0).then(|| table("keys-changed", heading, &differing, language)),
        all_heading: language.text("settings-all").to_owned(),
        all: Some(table("keys", language.text("settings-all"), &rows.iter().collect::<Vec<_>>(), language)),
        lists_heading: language.text("settings-lists"),
        lists: lists(resolved),
    }
}

/// Settings of several scenarios: the keys in which they differ, then all keys of the first.
pub fn of_members(members: &[(String, &Json)], language: Language) -> Settings {
    let Some((baseline, first)) = members.first() else { return Settings::default() };
    let heading = language.text("section-settings-of-members");
    let all: Vec<Vec<Row>> = members.iter().map(|(_, resolved)| rows(resolved)).collect();
    let differing: Vec<usize> =
        (0..all[0].len()).filter(|&i| all.iter().any(|rows| rows.get(i).map(|row| &row.own) != Some(&all[0][i].own))).collect();
    let names = members.iter().map(|(name, _)| Heading::text(name));
    let columns = std::iter::once(Heading::text(language.text("column-key"))).chain(names);
    let columns = columns.chain([Heading::text(language.text("column-meaning"))]).collect();
    let row = |&i: &usize| {
        let own = &all[0][i];
        let values = all.iter().map(|rows| Cell::text(rows.get(i).map_or_else(String::new, |row| shown(&row.own))));
        std::iter::once(Cell::code(&own.key)).chain(values).chain([Cell::text(own.meaning)]).collect()
    };
    let lists_differ = members.iter().any(|(_, resolved)| lists(resolved) != lists(first));
    let of_lists = differing_in_lists(members);
    let n = (differing.len() + of_lists.len()) as u64;
    let keys = table("keys", language.text("settings-all"), &all[0].iter().collect::<Vec<_>>(), language);
    let differing = DataTable {
        id: "keys-changed".to_owned(),
        caption: heading,
        note: String::new(),
        columns,
        rows: differing.iter().map(row).chain(of_lists).collect(),
    };
    let named = |(name, resolved): &(String, &Json)| {
        lists(resolved).into_iter().map(|(list, text)| (format!("{name}: {list}"), text)).collect::<Vec<_>>()
    };
    Settings {
        heading,
        intro: language.say("settings-changed-members", &[("n", n.into())]),
        differing: (n > 0).then_some(differing),
        all_heading: language.say("settings-of-baseline", &[("member", baseline.as_str().into())]),
        all: Some(keys),
        lists_heading: language.text("settings-lists"),
        lists: if lists_differ { members.iter().flat_map(named).collect() } else { lists(first) },
    }
}

/// Rows on what differs within kinds of patrons, parties, elections and events: `patrons.1.wage`.
fn differing_in_lists(members: &[(String, &Json)]) -> Vec<Vec<Cell>> {
    let all: Vec<Vec<(String, &Json)>> = members.iter().map(|(_, resolved)| entries_of_lists(resolved)).collect();
    let mut keys: Vec<&String> = Vec::new();
    for (key, _) in all.iter().flatten() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let values = |key: &String| -> Vec<Option<&Json>> {
        all.iter().map(|own| own.iter().find(|(other, _)| other == key).map(|(_, value)| *value)).collect()
    };
    let row = |key: &String| {
        let values = values(key);
        let differs = values.iter().any(|value| *value != values[0]);
        let cells = values.iter().map(|value| Cell::text(shown(value.unwrap_or(&Json::Null))));
        differs.then(|| std::iter::once(Cell::code(key)).chain(cells).chain([Cell::text("")]).collect())
    };
    keys.into_iter().filter_map(row).collect()
}

/// The entries of a resolved scenario's lists, key by key; expectations left out.
fn entries_of_lists(resolved: &Json) -> Vec<(String, &Json)> {
    let lists = resolved.as_object().into_iter().flatten().filter(|(name, _)| *name != "expect");
    let entries =
        lists.flat_map(|(name, list)| list.as_array().into_iter().flatten().enumerate().map(move |(i, entry)| (name, i, entry)));
    let keys = entries
        .flat_map(|(name, i, entry)| entry.as_object().into_iter().flatten().map(move |(key, value)| (name, i, key, value)));
    keys.map(|(name, i, key, value)| (format!("{name}.{}.{key}", i + 1), value)).collect()
}

/// One key with its value.
struct Row {
    key: String,
    own: Json,
    default: Json,
    unit: &'static str,
    meaning: &'static str,
}

/// All keys of the catalogue with their values in a resolved scenario. One that an older version did not know is missing.
fn rows(resolved: &Json) -> Vec<Row> {
    let defaults = default_values();
    let row = |facts: KeyFacts| {
        let at = |all: &Json| all.get(facts.section).and_then(|section| section.get(&facts.name)).cloned();
        let own = at(resolved).unwrap_or(Json::Null);
        let default = at(&defaults).unwrap_or(Json::Null);
        Row { key: format!("{}.{}", facts.section, facts.name), own, default, unit: facts.unit, meaning: facts.meaning }
    };
    key_facts().into_iter().map(row).collect()
}

fn table(id: &str, caption: &'static str, rows: &[&Row], language: Language) -> DataTable {
    let head = |id: &str| Heading::text(language.text(id));
    let row = |row: &&Row| {
        let [own, default] = [&row.own, &row.default].map(|value| Cell { sort: value.as_f64(), ..Cell::text(shown(value)) });
        vec![Cell::code(&row.key), own, default, Cell::text(row.unit), Cell::text(row.meaning)]
    };
    DataTable {
        id: id.to_owned(),
        caption,
        note: String::new(),
        columns: ["column-key", "column-value", "column-default", "column-unit", "column-meaning"].map(head).to_vec(),
        rows: rows.iter().map(row).collect(),
    }
}

/// A value as it is read.
fn shown(json: &Json) -> String {
    match json {
        Json::Null => super::number::UNKNOWN.to_owned(),
        Json::String(text) if text.is_empty() => super::number::UNKNOWN.to_owned(),
        Json::String(text) => text.clone(),
        Json::Number(number) => number.as_f64().map_or_else(|| number.to_string(), value),
        other => other.to_string(),
    }
}

/// The lists of a resolved scenario, each entry on a line; empty ones and expectations, which have a section of their own, left out.
fn lists(resolved: &Json) -> Vec<(String, String)> {
    let Json::Object(all) = resolved else { return Vec::new() };
    let lines = |entries: &[Json]| {
        entries.iter().map(|entry| entry.to_string().replace("\":", "\": ").replace(",\"", ", \"")).collect::<Vec<_>>().join("\n")
    };
    let list = |(name, value): (&String, &Json)| match value {
        Json::Array(entries) if !entries.is_empty() && name != "expect" => Some((name.clone(), lines(entries))),
        _ => None,
    };
    all.iter().filter_map(list).collect()
}
