//! How results are told: one order and one look for a run and for many, on a terminal and in `summary.md`.

use std::fmt::Write;

/// An expectation as it is told.
#[derive(Clone, Debug)]
pub struct Told {
    /// The verdict's word.
    pub verdict: &'static str,
    /// What was found and what was expected.
    pub finding: String,
    /// Why it was expected.
    pub reason: String,
}

/// Results as they are told.
#[derive(Clone, Debug)]
pub struct Telling<'a> {
    /// The scenario's title.
    pub title: &'a str,
    /// What ran, in one line.
    pub facts: String,
    /// The scenario's question; may be empty.
    pub question: &'a str,
    /// The table of measures for a terminal, line by line.
    pub measures: Vec<String>,
    /// The same in Markdown, with what is to be said of it.
    pub measures_markdown: String,
    /// What is told of elections; nothing where there were none.
    pub elections: Vec<String>,
    /// How many expectations came out how.
    pub verdicts: String,
    /// The expectations.
    pub expectations: Vec<Told>,
    /// What a reader should know.
    pub notes: &'a [String],
    /// Where the results are.
    pub results: &'a str,
    /// What is there.
    pub contents: String,
    /// How fast it was.
    pub speed: String,
}

impl Telling<'_> {
    /// For a terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.title, self.facts);
        if !self.question.is_empty() {
            let _ = writeln!(text, "Question: {}", self.question);
        }
        let _ = writeln!(text, "\n{}", self.measures.join("\n"));
        if !self.elections.is_empty() {
            let _ = writeln!(text, "\n{}", self.elections.join("\n"));
        }
        if !self.expectations.is_empty() {
            let _ = writeln!(text, "\nExpectations: {}", self.verdicts);
        }
        for Told { verdict, finding, reason } in &self.expectations {
            let _ = writeln!(text, "  {} {verdict:<10}{finding}\n              {reason}", mark(verdict));
        }
        text.push('\n');
        for note in self.notes {
            let _ = writeln!(text, "Note: {note}");
        }
        let _ = writeln!(text, "Results: {} ({})\nSpeed: {}", self.results, self.contents, self.speed);
        text
    }

    /// For `summary.md`.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut text = format!("# {}\n\n{}.\n", self.title, self.facts);
        if !self.question.is_empty() {
            let _ = write!(text, "\n**Question:** {}\n", self.question);
        }
        let _ = write!(text, "\n## Measures\n\n{}", self.measures_markdown);
        if !self.elections.is_empty() {
            let _ = write!(text, "\n## Elections\n\n{}.\n", self.elections.join(".\n"));
        }
        if !self.expectations.is_empty() {
            let _ = write!(text, "\n## Expectations: {}\n\n", self.verdicts);
        }
        for Told { verdict, finding, reason } in &self.expectations {
            let _ = writeln!(text, "- {} **{verdict}**: {finding}. {reason}", mark(verdict));
        }
        if !self.notes.is_empty() {
            text += "\n## Notes\n\n";
        }
        for note in self.notes {
            let _ = writeln!(text, "- {note}");
        }
        let _ = write!(text, "\n## Files\n\n{}. Columns are described in OUTPUTS.md.\n\nSpeed: {}\n", self.contents, self.speed);
        text
    }
}

/// The sign for a verdict's word.
#[must_use]
pub fn mark(verdict: &str) -> char {
    match verdict {
        "held" => '✓',
        "failed" => '✗',
        "undecided" => '~',
        _ => '?',
    }
}

/// Why something is expected, and who says so.
#[must_use]
pub fn reason(why: &str, source: &str) -> String {
    match (why.is_empty(), source.is_empty()) {
        (true, true) => "No reason is given.".to_owned(),
        (false, true) => why.to_owned(),
        (true, false) => format!("({source})"),
        (false, false) => format!("{why} ({source})"),
    }
}

/// What is in a results folder.
#[must_use]
pub fn contents(files: &[String], charts: usize) -> String {
    let charts = if charts == 0 { "no charts".to_owned() } else { format!("charts/ with {charts} files") };
    format!("{}, {charts}", files.join(", "))
}

/// Three decimals; a dash if unknown.
#[must_use]
pub fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

/// So many of something, in words: 1 replicate, 5 replicates.
#[must_use]
pub fn counted(number: u64, one: &str) -> String {
    format!("{} {one}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// A whole number with its thousands apart.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
