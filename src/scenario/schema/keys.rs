//! The keys of the catalogue, and the fields that have names like theirs, as definitions to refer to.

use super::lists::NAMED;
use super::{shape, values};
use crate::parameter::{Allowed, CatalogueKey, Settable};
use crate::phases::{CatalogueSection, Parameters, catalogue};
use crate::scenario::fields::{TOP, named};
use crate::scenario::figures;
use serde_json::{Map, Value as Json, json};

/// Every key by its dotted name, every section by its own; the fields of lists as `parties.ideology`; `rounds`.
pub(super) fn definitions() -> Map<String, Json> {
    let mut all = Map::new();
    all.insert("rounds".to_owned(), values::field(named(&TOP, "rounds")));
    for section in catalogue() {
        all.insert(section.name.to_owned(), self::section(&section));
        all.extend(section.keys.iter().map(|key| (key.path.clone(), self::key(key))));
    }
    for (list, fields) in NAMED {
        all.extend(fields.iter().map(|field| (format!("{list}.{}", field.name), values::field(field))));
    }
    all
}

/// What refers to a definition.
pub(crate) fn reference(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn section(section: &CatalogueSection) -> Json {
    let title = format!("[{}]", section.name);
    shape::described(&title, section.meaning, table(section.keys.iter()))
}

/// A table of some keys of a section.
pub(super) fn table<'a>(keys: impl Iterator<Item = &'a CatalogueKey<Parameters>>) -> Json {
    let properties: Map<String, Json> = keys.map(|key| (key.name().to_owned(), reference(&key.path))).collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn key(key: &CatalogueKey<Parameters>) -> Json {
    let default = key.get(&mut Parameters::default());
    let range = match &key.allowed {
        Allowed::Words(_) | Allowed::Text => String::new(),
        allowed => format!(", {}", figures::allowed(allowed)),
    };
    let start = if key.settable == Settable::AtStart { ", at the start only" } else { "" };
    let facts = format!("[{}{range}{start}]. Default: {}. Source: {}.", key.unit, figures::shown(&default), key.source);
    let words = if let Allowed::Words(words) = &key.allowed { values::listed(words) } else { String::new() };
    let about = format!("{}\n\n{facts}{words}", key.meaning);
    let mut schema = shape::described(&key.path, &about, values::allowed(&key.allowed));
    schema["default"] = values::of(&default);
    schema
}
