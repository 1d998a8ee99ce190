//! Keys of a scenario that something else changes: an event, a claim's level, a sweep.

use super::keys::{self, reference};
use super::lists::NAMED;
use super::shape;
use crate::parameter::{CatalogueKey, Settable};
use crate::phases::{CatalogueSection, Parameters, catalogue};
use crate::scenario::fields::{Field, Holds};
use serde_json::{Map, Value as Json, json};

/// What stands for the name of an entry in a pattern.
const ENTRY: &str = r"[^.]+";

/// The keys that an event sets: tables of those that may change in any round.
pub(crate) fn later() -> Json {
    let is_later = |key: &&CatalogueKey<Parameters>| key.settable == Settable::AnyRound;
    let sections = catalogue().into_iter().filter(|section| section.keys.iter().any(|key| is_later(&key)));
    let table = |section: &CatalogueSection| {
        shape::described(&format!("[{}]", section.name), section.meaning, keys::table(section.keys.iter().filter(is_later)))
    };
    let tables: Map<String, Json> = sections.map(|section| (section.name.to_owned(), table(&section))).collect();
    json!({ "type": "object", "minProperties": 1, "properties": tables, "additionalProperties": false })
}

/// The keys that a claim's level or a sweep sets in its base: with dots and quotes, in tables, or some of both.
pub(crate) fn changes() -> Json {
    let mut properties = Map::from_iter([("rounds".to_owned(), reference("rounds"))]);
    for section in catalogue() {
        properties.insert(section.name.to_owned(), reference(section.name));
        properties.extend(section.keys.iter().map(|key| (key.path.clone(), reference(&key.path))));
    }
    let mut patterns = Map::new();
    for (list, fields) in NAMED {
        let entries = parts(&format!("^{ENTRY}"), list, fields);
        let table = json!({ "type": "object", "patternProperties": entries, "additionalProperties": false });
        properties.insert(list.to_owned(), table);
        patterns.extend(parts(&format!(r"^{list}\.{ENTRY}"), list, fields));
    }
    json!({ "type": "object", "properties": properties, "patternProperties": patterns, "additionalProperties": false })
}

/// An entry of a list, named by a pattern, and each of its fields behind a dot.
fn parts(entry: &str, list: &str, fields: &[Field]) -> Map<String, Json> {
    let refer = |field: &Field| reference(&format!("{list}.{}", field.name));
    let own: Map<String, Json> = fields.iter().map(|field| (field.name.to_owned(), refer(field))).collect();
    let table = json!({ "type": "object", "properties": own, "additionalProperties": false });
    let dotted = fields.iter().map(|field| (format!(r"{entry}\.{}$", field.name), refer(field)));
    std::iter::once((format!("{entry}$"), table)).chain(dotted).collect()
}

/// The fields of lists that hold one value, as keys with dots: a pattern, and the definition of the field.
pub(crate) fn single_fields() -> impl Iterator<Item = (String, String)> {
    let is_single = |field: &&Field| !matches!(field.holds, Holds::Other(_));
    let of = move |(list, fields): (&'static str, &'static [Field])| {
        let single = fields.iter().filter(is_single);
        single.map(move |field| (format!(r"^{list}\.{ENTRY}\.{}$", field.name), format!("{list}.{}", field.name)))
    };
    NAMED.into_iter().flat_map(of)
}
