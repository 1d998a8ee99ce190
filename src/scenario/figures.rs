//! Numbers and other values as people read and write them in scenarios.

use crate::parameter::{Allowed, Value};

/// A number in full, as TOML and people read it: `0.02`, `20000`, `1_000_000`.
#[must_use]
pub fn figure(x: f64) -> String {
    let text = if x != 0.0 && !(1e-6..1e15).contains(&x.abs()) { format!("{x:e}") } else { x.to_string() };
    match text.parse::<u64>() {
        Ok(whole) if whole >= 100_000 => grouped(whole),
        _ => text,
    }
}

/// A whole number with a `_` before every third digit.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

/// A range, both ends included: `0 to 1`.
#[must_use]
pub fn range((low, high): (f64, f64)) -> String {
    format!("{} to {}", figure(low), figure(high))
}

/// A key's value as people read it: a number in full, a word, a text in quotes or `none`.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(x) => figure(*x),
        Value::Count(n) => figure(f64::from(*n)),
        Value::Choice(word) => (*word).to_owned(),
        Value::Text(text) if text.is_empty() => "none".to_owned(),
        Value::Text(text) => format!("{text:?}"),
    }
}

/// Which values are allowed: `0 to 1`, `red, green or blue`, `any text`.
#[must_use]
pub fn allowed(allowed: &Allowed) -> String {
    match allowed {
        Allowed::Numbers(least, most) | Allowed::Counts(least, most) => range((*least, *most)),
        Allowed::Words(words) => one_of(&words.iter().map(|word| word.word).collect::<Vec<_>>()),
        Allowed::Text => "any text".to_owned(),
    }
}

/// Words to choose from: `red, green or blue`.
fn one_of(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// An amount of memory, rounded up: `112 MB`, `1.3 GB`.
#[must_use]
pub fn memory(bytes: u64) -> String {
    const MB: u64 = 1_000_000;
    const GB: u64 = 1000 * MB;
    if bytes < GB {
        return format!("{} MB", bytes.div_ceil(MB));
    }
    let tenths = bytes.div_ceil(GB / 10);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parameter::Word;

    #[test]
    fn large_numbers_are_grouped_as_toml_reads_them() {
        assert_eq!(figure(1e9), "1_000_000_000");
        assert_eq!(figure(20_000.0), "20000");
        assert_eq!(figure(0.02), "0.02");
        assert_eq!(figure(1e-9), "1e-9");
        assert_eq!(figure(-3.5), "-3.5");
        assert_eq!(figure(0.0), "0");
    }

    #[test]
    fn values_of_every_type_are_shown() {
        let values = [
            Value::Number(0.5),
            Value::Count(200_000),
            Value::Choice("random"),
            Value::Text("a b".into()),
            Value::Text("".into()),
        ];
        assert_eq!(values.each_ref().map(shown), ["0.5", "200_000", "random", "\"a b\"", "none"]);
        let words = ["red", "green", "blue"].map(|word| Word { word, meaning: "" });
        assert_eq!(allowed(&Allowed::Words(words.to_vec())), "red, green or blue");
        assert_eq!(allowed(&Allowed::Counts(1.0, 8.0)), "1 to 8");
    }

    #[test]
    fn memory_is_never_understated() {
        assert_eq!(memory(1), "1 MB");
        assert_eq!(memory(999_000_001), "1000 MB");
        assert_eq!(memory(1_250_000_000), "1.3 GB");
        assert_eq!(memory(120_000_000_000), "120.0 GB");
    }
}
