//! JSON Schemas of the files that people write, for editors: completion, descriptions, and errors while one types.
//!
//! They are made of what checks the files: the catalogue of keys and the descriptions of fields ([`super::fields`], and those of sweeps
//! and claims beside their readers). A schema knows one file and no other, and of most values only what each may be by itself: it
//! refuses nothing that is right, and `patronage check` finds what it cannot see.
//!
//! The dialect is 2020-12; of it, only what older validators understand too, as editors have them.

pub(crate) mod changes;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod shape;
pub(crate) mod values;

use super::fields::TOP;
use crate::phases::catalogue;
use serde_json::{Map, Value as Json, json};

/// The schema of scenario files.
#[must_use]
pub fn scenario() -> Json {
    let mut table = shape::table(&TOP);
    let sections = catalogue().into_iter().map(|section| (section.name.to_owned(), keys::reference(section.name)));
    let lists = lists::all().map(|(name, list)| (name.to_owned(), list));
    properties(&mut table).extend(sections.chain(lists));
    document("A scenario of patronage", "Patrons, clients and what changes between them: what `patronage run` runs.", table)
}

/// The properties of a table's schema.
fn properties(table: &mut Json) -> &mut Map<String, Json> {
    table["properties"].as_object_mut().expect("a table has properties")
}

/// A whole schema: of a file that is this table.
pub(crate) fn document(title: &str, about: &str, table: Json) -> Json {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": about,
    });
    let all = schema.as_object_mut().expect("an object");
    if let Json::Object(table) = table {
        all.extend(table);
    }
    all.insert("$defs".to_owned(), keys::definitions().into());
    schema
}
