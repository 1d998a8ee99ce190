//! What is written in a scenario, before it is understood: values and where they are written.
//!
//! TOML files, `--set` arguments and the resolved scenario in a manifest all become such a tree, and one reader
//! ([`super::read`]) understands it. So all three meet the same checks and the same messages.

use super::problems::Problem;
use super::source::{Place, Source};
use std::collections::BTreeMap;
use toml::de::{DeInteger, DeTable, DeValue};

/// A value as it is written.
#[derive(Clone, Debug)]
pub(crate) enum Raw {
    Text(String),
    /// A whole number; one too large for this type is the nearest one that fits.
    Whole(i128),
    Real(f64),
    Bool(bool),
    Date,
    List(Vec<Node>),
    Table(Table),
}

/// A value and where it is written.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub raw: Raw,
    pub at: Place,
}

/// A value under a key, and where the key is written.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key_at: Place,
    pub node: Node,
}

/// Keys and values.
pub(crate) type Table = BTreeMap<String, Entry>;

impl Raw {
    /// What kind of value it is, with its article.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Whole(_) => "a whole number",
            Self::Real(_) => "a number",
            Self::Bool(_) => "true or false",
            Self::Date => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

impl Node {
    /// The value as it is written, or, where the text is not at hand, as it would be; shortened if it is long.
    pub fn shown(&self, sources: &[Source]) -> String {
        let written = sources.get(self.at.source).and_then(|source| source.at(self.at));
        let text = match (written, &self.raw) {
            (Some(text), _) => text.lines().next().unwrap_or_default().to_owned(),
            (None, Raw::Text(text)) => format!("{text:?}"),
            (None, Raw::Whole(n)) => n.to_string(),
            (None, Raw::Real(x)) => format!("{x:?}"),
            (None, Raw::Bool(b)) => b.to_string(),
            (None, raw) => raw.kind().to_owned(),
        };
        shortened(&text)
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

/// Parses the TOML text of source `source`.
///
/// # Errors
/// All errors of syntax. Nothing else is checked then: half-read tables would only give misleading messages.
pub(crate) fn parse(source: usize, text: &str) -> Result<Table, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(of_table(source, table.get_ref()));
    }
    Err(errors.iter().map(|error| syntax(source, text, error)).collect())
}

fn syntax(source: usize, text: &str, error: &toml::de::Error) -> Problem {
    let message = error.message();
    let span = error.span().unwrap_or(text.len()..text.len());
    let problem = Problem::new(format!("this is not valid TOML: {message}")).at(Place::bytes(source, span.start, span.end), "");
    match message {
        "duplicate key" => problem.help("keep one of the two"),
        _ => problem.help("correct the syntax; everything else is checked after that"),
    }
}

/// The value that a TOML text holds, at the given bytes of source `source`.
pub(crate) fn value(source: usize, offset: usize, text: &str) -> Option<Node> {
    let parsed = DeValue::parse(text).ok()?;
    let mut node = of_value(source, parsed.span(), parsed.get_ref());
    node.at = Place::bytes(source, offset, offset + text.len());
    Some(node)
}

fn of_table(source: usize, table: &DeTable<'_>) -> Table {
    let entry = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
        let key_at = Place::bytes(source, key.span().start, key.span().end);
        (key.get_ref().to_string(), Entry { key_at, node: of_value(source, value.span(), value.get_ref()) })
    };
    table.iter().map(entry).collect()
}

fn of_value(source: usize, span: std::ops::Range<usize>, value: &DeValue<'_>) -> Node {
    let raw = match value {
        DeValue::String(text) => Raw::Text(text.to_string()),
        DeValue::Integer(digits) => Raw::Whole(whole(digits)),
        DeValue::Float(digits) => Raw::Real(digits.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(b) => Raw::Bool(*b),
        DeValue::Datetime(_) => Raw::Date,
        DeValue::Array(items) => Raw::List(items.iter().map(|item| of_value(source, item.span(), item.get_ref())).collect()),
        DeValue::Table(table) => Raw::Table(of_table(source, table)),
    };
    Node { raw, at: Place::bytes(source, span.start, span.end) }
}

fn whole(digits: &DeInteger<'_>) -> i128 {
    let too_large = if digits.as_str().starts_with('-') { i128::MIN } else { i128::MAX };
    i128::from_str_radix(digits.as_str(), digits.radix()).unwrap_or(too_large)
}

/// The tree of a JSON value, such as the resolved scenario in a manifest.
pub(crate) fn of_json(value: &serde_json::Value) -> Node {
    use serde_json::Value;
    let raw = match value {
        Value::Null => Raw::Text("null".to_owned()),
        Value::Bool(b) => Raw::Bool(*b),
        Value::Number(number) => match (number.as_i128(), number.as_f64()) {
            (Some(whole), _) => Raw::Whole(whole),
            (None, real) => Raw::Real(real.unwrap_or(f64::NAN)),
        },
        Value::String(text) => Raw::Text(text.clone()),
        Value::Array(items) => Raw::List(items.iter().map(of_json).collect()),
        Value::Object(object) => {
            let entry = |(key, value): (&String, &Value)| (key.clone(), Entry { key_at: Place::whole(0), node: of_json(value) });
            Raw::Table(object.iter().map(entry).collect())
        }
    };
    Node { raw, at: Place::whole(0) }
}
