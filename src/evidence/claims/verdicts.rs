//! The verdicts on a terminal, at most 100 columns wide.

use super::verdict::Verdict;
use super::words::{interval, signed, source};
use crate::language::{Language, Value};
use crate::output::claims::{ClaimRow, Rows, TestRow};
use crate::output::telling::counts;
use std::fmt::Write;

/// The widest line in columns.
const WIDTH: usize = 100;
/// Columns before a claim's title.
const BEFORE_TITLE: usize = 22;
/// Columns of a test's measure and what it does.
const TEST: usize = 48;

/// The verdicts as text: a line per claim and one per test below it, then how many there are of each.
#[must_use]
pub fn text(rows: &Rows, language: Language) -> String {
    let mut text = String::new();
    for row in &rows.claims {
        let _ = writeln!(text, "{}", claim(row, language));
        for test in rows.tests.iter().filter(|test| test.claim == row.claim) {
            let _ = writeln!(text, "{}", self::test(test, language));
        }
    }
    let count = |verdict: Verdict| rows.claims.iter().filter(|row| row.verdict == verdict.word()).count();
    let counts = counts(language, &Verdict::ALL.map(|verdict| (count(verdict), verdict.word())));
    let values = [("n", Value::from(rows.claims.len() as u64)), ("counts", counts.into())];
    let _ = writeln!(text, "\n{}", language.say("tell-claims-counts", &values));
    text
}

fn claim(row: &ClaimRow, language: Language) -> String {
    let who = source(&row.source, row.year);
    let title = cut(&row.title, WIDTH - BEFORE_TITLE);
    let line = format!("{:<5}{} {:<15}{title}", row.claim, mark(&row.verdict), language.verdict(&row.verdict));
    // A source that does not fit is left to the document.
    if line.chars().count() + who.chars().count() + 3 <= WIDTH { format!("{line} ({who})") } else { line }
}

fn test(row: &TestRow, language: Language) -> String {
    let what = format!("{} {}{}", row.measure, row.expected, reference(row));
    let effect = if row.effect.is_some() { signed(row.effect) } else { language.text("tell-not-known").to_owned() };
    format!(
        "     {} {:<TEST$} {effect:>9}  {:<24} n {}",
        mark(&row.verdict),
        cut(&what, TEST),
        interval(row.low, row.high),
        row.n
    )
}

fn reference(row: &TestRow) -> String {
    let sign = if row.expected == "unchanged" { " ±" } else { " " };
    row.reference.map_or_else(String::new, |reference| format!("{sign}{reference}"))
}

fn mark(word: &str) -> char {
    Verdict::of_word(word).map_or('?', Verdict::mark)
}

/// The text on one line, shortened to so many columns.
fn cut(text: &str, columns: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= columns {
        return text;
    }
    text.chars().take(columns - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_enough_and_say_what_came_of_each_test() {
        let claim = |claim: &str, title: &str, verdict: &str| ClaimRow {
            claim: claim.to_owned(),
            title: title.to_owned(),
            source: "Gans-Morse, Mazzuca and Nichter".to_owned(),
            year: 2014,
            verdict: verdict.to_owned(),
            ..ClaimRow::default()
        };
        let test = |claim: &str, measure: &str, verdict: &str| TestRow {
            claim: claim.to_owned(),
            measure: measure.to_owned(),
            expected: "unchanged".to_owned(),
            reference: Some(0.025),
            n: 20,
            effect: Some(-1234.5),
            low: Some(-2234.5),
            high: Some(-1000.0),
            verdict: verdict.to_owned(),
            ..TestRow::default()
        };
        let rows = Rows {
            claims: vec![claim("P3", &"long title ".repeat(20), "contradicted"), claim("P20", "Short", "supported")],
            tests: vec![
                test("P3", &"a_long_measure_".repeat(6), "contradicted"),
                test("P20", "loyalty_mean", "supported"),
                TestRow { effect: None, low: None, high: None, n: 0, ..test("P20", "x", "undecided") },
            ],
            levels: Vec::new(),
        };
        let text = text(&rows, Language::English);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.contains("P20  ✓ supported      Short (Gans-Morse, Mazzuca and Nichter (2014))"), "{text}");
        assert!(text.contains("✓ loyalty_mean unchanged ±0.025") && text.contains("-1234"), "{text}");
        assert!(text.contains("not known"), "{text}");
        assert!(text.ends_with("\n2 claims: 1 supported, 1 contradicted, 0 undecided\n"), "{text}");
    }
}
