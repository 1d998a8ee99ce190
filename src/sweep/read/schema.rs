//! The JSON Schema of sweep files.

use super::design::PARTS;
use super::factors::OF_RANGES;
use super::fields::{DESIGN, FACTOR, TOP};
use super::keys::can_vary;
use crate::parameter::{Allowed, CatalogueKey};
use crate::phases::{Parameters, catalogue};
use crate::scenario::fields::{Holds, MEASURE, TIME};
use crate::scenario::schema::changes::single_fields;
use crate::scenario::schema::keys::reference;
use crate::scenario::schema::{document, shape, values};
use serde_json::{Value as Json, json};

/// The schema of sweep files.
#[must_use]
pub fn sweep() -> Json {
    let table = shape::table_with(&TOP, &factor_rules());
    document("A sweep of patronage", "A scenario at many points of its keys: what `patronage sweep` runs.", table)
}

/// Measures, each with or without its time.
pub(super) fn measures() -> Json {
    let names: Vec<&str> = values::measures().iter().map(|measure| measure.word).collect();
    let Holds::Text(time) = TIME else { unreachable!("a time is a text") };
    let timed = format!(r"^\s*({})\s*@\s*({})\s*$", names.join("|"), time.trim_matches(['^', '$']));
    let measure = json!({ "anyOf": [values::holds(&MEASURE), { "type": "string", "pattern": timed }] });
    let mut list = shape::list(&measure, 1, None);
    list["uniqueItems"] = true.into();
    list
}

/// `[design]`.
pub(super) fn design() -> Json {
    shape::table_with(&DESIGN, &shape::parts("kind", &super::design::KINDS, &PARTS))
}

/// An even number of levels.
pub(super) fn even() -> Json {
    let (least, most) = super::design::LEVELS;
    json!({ "type": "integer", "minimum": least, "maximum": most, "multipleOf": 2, "default": super::design::USUAL_LEVELS })
}

/// `[[factor]]`.
pub(super) fn factors() -> Json {
    shape::list(&shape::table_with(&FACTOR, &value_rules()), 1, None)
}

/// A key that can vary: of the catalogue, or a field of an entry of a list.
pub(super) fn key() -> Json {
    let keys: Vec<String> = varying().map(|key| key.path).collect();
    let fields = single_fields().map(|(pattern, _)| json!({ "pattern": pattern }));
    let any: Vec<Json> = std::iter::once(json!({ "enum": keys })).chain(fields).collect();
    json!({ "type": "string", "anyOf": any })
}

/// Two values or more, no two of them equal.
pub(super) fn levels() -> Json {
    json!({ "type": "array", "items": { "type": ["number", "string"] }, "minItems": 2, "uniqueItems": true })
}

fn varying() -> impl Iterator<Item = CatalogueKey<Parameters>> {
    catalogue().into_iter().flat_map(|section| section.keys).filter(|key| can_vary(&key.path, key.unit).is_ok())
}

/// What holds between the values of a factor: levels or a range, and both in the range of their key.
fn value_rules() -> Vec<Json> {
    let levels = json!({ "properties": shape::without(&OF_RANGES) });
    let range = json!({ "required": ["low", "high"] });
    let whole = json!({ "properties": { "low": { "type": "integer" }, "high": { "type": "integer" } } });
    let log = json!({ "properties": { "low": { "exclusiveMinimum": 0 } } });
    let general = [
        json!({ "if": { "required": ["levels"] }, "then": levels, "else": range }),
        shape::when("integer", &json!({ "const": true }), &whole),
        shape::when_word("scale", "log", &log),
    ];
    let of_keys = varying().map(|key| shape::when_word("key", &key.path, &of_key(&key)));
    let of_fields = single_fields().map(|(pattern, field)| shape::when("key", &json!({ "pattern": pattern }), &within(&field)));
    general.into_iter().chain(of_keys).chain(of_fields).collect()
}

/// Values of a key.
fn of_key(key: &CatalogueKey<Parameters>) -> Json {
    let mut values = within(&key.path);
    match key.allowed {
        Allowed::Numbers(..) => {}
        Allowed::Counts(..) => values["properties"]["integer"] = json!({ "const": true }),
        // There is nothing between two words.
        Allowed::Words(_) | Allowed::Text => values["properties"]["low"] = false.into(),
    }
    values
}

/// Values within a definition.
fn within(definition: &str) -> Json {
    let one = reference(definition);
    json!({ "properties": { "low": one, "high": one, "levels": { "items": one } } })
}

/// What a design demands of the factors: a grid takes steps, a list has no factors.
fn factor_rules() -> Vec<Json> {
    let design = |kind: &str| json!({ "properties": { "kind": { "const": kind } }, "required": ["kind"] });
    let of_grid = shape::either("levels", "steps");
    let of_others = json!({ "properties": shape::without(&["steps"]) });
    let of = |factor: Json| json!({ "properties": { "factor": { "items": factor } } });
    let rule = |kind: &str, then: Json, otherwise: Json| {
        let mut rule = shape::when("design", &design(kind), &then);
        rule["else"] = otherwise;
        rule
    };
    vec![
        rule("grid", of(of_grid), of(of_others)),
        rule("list", json!({ "properties": shape::without(&["factor"]) }), json!({ "required": ["factor"] })),
    ]
}
