//! The schemas of tables and lists, and what must hold between the fields of one.

use super::values;
use crate::parameter::Word;
use crate::scenario::based::Part;
use crate::scenario::fields::Field;
use serde_json::{Map, Value as Json, json};

/// A table of these fields and no others.
pub(crate) fn table(fields: &[Field]) -> Json {
    let properties: Map<String, Json> = fields.iter().map(|field| (field.name.to_owned(), values::field(field))).collect();
    let needed: Vec<&str> = fields.iter().filter(|field| field.default.is_empty()).map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": needed, "additionalProperties": false })
}

/// The same with rules that hold between its fields.
///
/// The rules stand behind a condition that a table always meets: beside an `allOf`, taplo completes no keys.
pub(crate) fn table_with(fields: &[Field], rules: &[Json]) -> Json {
    let mut table = table(fields);
    table["if"] = json!({ "type": "object" });
    table["then"] = json!({ "allOf": rules });
    table
}

/// A list of so many things.
pub(crate) fn list(items: &Json, least: usize, most: Option<usize>) -> Json {
    let mut list = json!({ "type": "array", "items": items, "minItems": least });
    if let Some(most) = most {
        list["maxItems"] = most.into();
    }
    list
}

/// A property with what it means.
pub(crate) fn described(title: &str, about: &str, schema: Json) -> Json {
    let mut described = json!({ "title": title, "description": about });
    if let (Some(all), Json::Object(schema)) = (described.as_object_mut(), schema) {
        all.extend(schema);
    }
    described
}

/// Where a field is this word, something holds.
pub(crate) fn when_word(field: &str, word: &str, then: &Json) -> Json {
    when(field, &json!({ "const": word }), then)
}

/// Where a field is there and like this, something holds.
pub(crate) fn when(field: &str, like: &Json, then: &Json) -> Json {
    let mut properties = Map::new();
    properties.insert(field.to_owned(), like.clone());
    json!({ "if": { "properties": properties, "required": [field] }, "then": then })
}

/// One of two fields must be there, at least: the second is asked for where there is none.
pub(crate) fn either(one: &str, other: &str) -> Json {
    json!({ "if": { "required": [one] }, "else": { "required": [other] } })
}

/// The parts that only some words of a field have: which need them, and which have no use for them.
pub(crate) fn parts(field: &str, words: &[Word], parts: &[Part]) -> Vec<Json> {
    let of = |Word { word, .. }: &Word| {
        let needed: Vec<&str> =
            parts.iter().filter(|(_, of, example)| of.contains(word) && !example.is_empty()).map(|(part, ..)| *part).collect();
        let useless: Vec<&str> = parts.iter().filter(|(_, of, _)| !of.contains(word)).map(|(part, ..)| *part).collect();
        when_word(field, word, &json!({ "required": needed, "properties": without(&useless) }))
    };
    words.iter().map(of).collect()
}

/// Fields that must not be there.
pub(crate) fn without(fields: &[&str]) -> Map<String, Json> {
    fields.iter().map(|field| ((*field).to_owned(), Json::Bool(false))).collect()
}
