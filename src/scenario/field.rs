//! What a field of a file is: its name, what it holds, and what it means.

use super::schema::values;
use crate::parameter::{Choice, Word};
use serde_json::Value as Json;

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The name.
    pub name: &'static str,
    /// The unit, or the type where there is none.
    pub unit: &'static str,
    /// What it holds: as much of `allowed` as one value shows by itself.
    pub holds: Holds,
    /// Which values are allowed.
    pub allowed: &'static str,
    /// What it is where it is not written; empty where it must be written.
    pub default: &'static str,
    /// What it means, one sentence.
    pub meaning: &'static str,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Holds {
    /// Text that this regular expression matches.
    Text(&'static str),
    /// A real number from the first to the second, both included.
    Number(f64, f64),
    /// A whole number from the first to the second, both included.
    Whole(f64, f64),
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(fn() -> Vec<Word>),
    /// Something else, with its JSON Schema.
    Other(fn() -> Json),
}

impl Holds {
    /// The smallest and the largest value, where values are numbers.
    #[must_use]
    pub fn range(&self) -> Option<(f64, f64)> {
        match *self {
            Self::Number(least, most) | Self::Whole(least, most) => Some((least, most)),
            Self::Text(_) | Self::Flag | Self::Word(_) | Self::Other(_) => None,
        }
    }
}

impl Field {
    /// The default, where it is a value and not a sentence about one.
    #[must_use]
    pub fn value(&self) -> Option<Json> {
        let plain = self.default.replace('_', "");
        match self.holds {
            Holds::Number(..) => plain.parse().ok().map(values::number),
            Holds::Whole(..) => plain.parse::<i64>().ok().map(Json::from),
            Holds::Flag => plain.parse::<bool>().ok().map(Json::from),
            Holds::Text(_) | Holds::Word(_) => {
                let text = self.default.strip_prefix('"')?.strip_suffix('"')?;
                (!text.contains('"')).then(|| Json::from(text))
            }
            Holds::Other(_) => None,
        }
    }

    /// What it means, with its default if that is a value: what people are told with a value that is wrong.
    #[must_use]
    pub fn about(&self) -> String {
        match self.value() {
            Some(_) => format!("{} Default {}.", self.meaning, self.default),
            None => self.meaning.to_owned(),
        }
    }
}

/// A field.
pub(crate) const fn field(
    name: &'static str,
    unit: &'static str,
    holds: Holds,
    allowed: &'static str,
    default: &'static str,
    meaning: &'static str,
) -> Field {
    Field { name, unit, holds, allowed, default, meaning }
}

/// The words of a choice.
pub(crate) fn words<C: Choice>() -> Vec<Word> {
    C::WORDS.iter().map(|&(_, word, meaning)| Word { word, meaning }).collect()
}

/// Checks that the ranges that people read are those that are held.
#[cfg(test)]
pub(crate) fn ranges_are_as_they_read(fields: &[Field]) {
    let number = |text: &str| text.replace('_', "").parse::<f64>().ok();
    for Field { name, holds, allowed, .. } in fields {
        let first = allowed.split([';', ',']).next().unwrap_or_default();
        let read = first.trim_end_matches(" each").split_once(" to ").and_then(|(a, b)| Some((number(a)?, number(b)?)));
        if let (Some(read), Some(range)) = (read, holds.range()) {
            assert_eq!(read, range, "{name}");
        }
    }
}
