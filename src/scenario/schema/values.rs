//! The schemas of single values.

use crate::metrics::Reported;
use crate::parameter::{Allowed, Value, Word};
use crate::scenario::fields::{Field, Holds};
use serde_json::{Map, Value as Json, json};

/// A field: what it means and what it holds.
pub(crate) fn field(field: &Field) -> Json {
    let default = if field.default.is_empty() { "It must be given.".to_owned() } else { format!("Default: {}.", field.default) };
    let facts = format!("[{}, {}]. {default}", field.unit, field.allowed);
    let held = holds(&field.holds);
    let about = format!("{}\n\n{facts}{}", field.meaning, meanings(&field.holds));
    let mut schema = super::shape::described(field.name, &about, held);
    if let Some(value) = field.value() {
        schema["default"] = value;
    }
    schema
}

/// The words of a short list with what they mean; of a long one, an editor shows each by itself.
fn meanings(holds: &Holds) -> String {
    match holds {
        Holds::Word(words) => listed(&words()),
        _ => String::new(),
    }
}

/// Words with what they mean, as far as they are few and that is known.
pub(crate) fn listed(words: &[Word]) -> String {
    const MOST: usize = 20;
    let told = words.iter().filter(|word| !word.meaning.is_empty() && words.len() <= MOST);
    let lines: String = told.map(|Word { word, meaning }| format!("\n- `{word}`: {meaning}")).collect();
    if lines.is_empty() { lines } else { format!("\n{lines}") }
}

/// What a field holds.
pub(crate) fn holds(holds: &Holds) -> Json {
    match holds {
        Holds::Text(pattern) => json!({ "type": "string", "pattern": pattern }),
        Holds::Number(least, most) => ranged("number", *least, *most),
        Holds::Whole(least, most) => ranged("integer", *least, *most),
        Holds::Flag => json!({ "type": "boolean" }),
        Holds::Word(words) => self::words(&words()),
        Holds::Other(schema) => schema(),
    }
}

/// What a key of the catalogue may be.
pub(crate) fn allowed(allowed: &Allowed) -> Json {
    match allowed {
        Allowed::Numbers(least, most) => ranged("number", *least, *most),
        Allowed::Counts(least, most) => ranged("integer", *least, *most),
        Allowed::Words(words) => self::words(words),
        Allowed::Text => json!({ "type": "string", "pattern": r"^$|\S" }),
    }
}

/// Numbers of a type within a range; the ends of what can be written at all are not told.
fn ranged(kind: &str, least: f64, most: f64) -> Json {
    let ends = [("minimum", least, f64::MIN), ("maximum", most, f64::MAX)];
    let ends = ends.into_iter().filter(|(_, end, last)| end != last).map(|(name, end, _)| (name.to_owned(), number(end)));
    let mut schema = Map::from_iter([("type".to_owned(), Json::from(kind))]);
    schema.extend(ends);
    schema.into()
}

/// A number as JSON has it: a whole one without a point.
pub(crate) fn number(x: f64) -> Json {
    if x == libm::trunc(x) && x.abs() < 1e19 { (x as i64).into() } else { x.into() }
}

/// One of some words.
pub(crate) fn words(words: &[Word]) -> Json {
    let names: Vec<&str> = words.iter().map(|word| word.word).collect();
    let mut schema = json!({ "type": "string", "enum": names });
    if words.iter().any(|word| !word.meaning.is_empty()) {
        // What the editors that know TOML show beside each word.
        let meanings: Vec<&str> = words.iter().map(|word| word.meaning).collect();
        schema["x-taplo"] = json!({ "docs": { "enumValues": meanings } });
    }
    schema
}

/// The measures, as words.
pub(crate) fn measures() -> Vec<Word> {
    Reported::all().map(|measure| Word { word: measure.name(), meaning: measure.definition() }).collect()
}

/// A value of a key.
pub(crate) fn of(value: &Value) -> Json {
    match value {
        Value::Number(x) => number(*x),
        Value::Count(n) => (*n).into(),
        Value::Choice(word) => (*word).into(),
        Value::Text(text) => text.as_str().into(),
    }
}
