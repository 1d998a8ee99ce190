//! How results are told: one order and one look for a run and for many, on a terminal and in `summary.md`.

use crate::language::Language;
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
    /// The language.
    pub language: Language,
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
        let fill = |id: &str, texts: &[(&'static str, &str)]| self.language.fill(id, texts);
        let mut text = format!("{}\n{}\n", self.title, self.facts);
        if !self.question.is_empty() {
            let _ = writeln!(text, "{}", fill("tell-question", &[("question", self.question)]));
        }
        let _ = writeln!(text, "\n{}", self.measures.join("\n"));
        if !self.elections.is_empty() {
            let _ = writeln!(text, "\n{}", self.elections.join("\n"));
        }
        if !self.expectations.is_empty() {
            let _ = writeln!(text, "\n{}", fill("tell-expectations", &[("counts", &self.verdicts)]));
        }
        for Told { verdict, finding, reason } in &self.expectations {
            let word = self.language.verdict(verdict);
            let _ = writeln!(text, "  {} {word:<10}{finding}\n              {reason}", mark(verdict));
        }
        text.push('\n');
        for note in self.notes {
            let _ = writeln!(text, "{}", fill("tell-note", &[("note", note)]));
        }
        let _ = writeln!(text, "{}", fill("tell-results", &[("place", self.results), ("contents", &self.contents)]));
        let _ = writeln!(text, "{}", fill("tell-speed", &[("speed", &self.speed)]));
        text
    }

    /// For `summary.md`.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let say = |id: &str| self.language.text(id);
        let mut text = format!("# {}\n\n{}.\n", self.title, self.facts);
        if !self.question.is_empty() {
            let _ = write!(text, "\n**{}** {}\n", say("tell-heading-question"), self.question);
        }
        let _ = write!(text, "\n## {}\n\n{}", say("tell-heading-measures"), self.measures_markdown);
        if !self.elections.is_empty() {
            let _ = write!(text, "\n## {}\n\n{}.\n", say("tell-heading-elections"), self.elections.join(".\n"));
        }
        if !self.expectations.is_empty() {
            let _ = write!(text, "\n## {}\n\n", self.language.fill("tell-expectations", &[("counts", &self.verdicts)]));
        }
        for Told { verdict, finding, reason } in &self.expectations {
            let _ = writeln!(text, "- {} **{}**: {finding}. {reason}", mark(verdict), self.language.verdict(verdict));
        }
        if !self.notes.is_empty() {
            let _ = write!(text, "\n## {}\n\n", say("tell-heading-notes"));
        }
        for note in self.notes {
            let _ = writeln!(text, "- {note}");
        }
        let files = format!("\n## {}\n\n{}. {}", say("tell-heading-files"), self.contents, say("tell-described"));
        let _ = write!(text, "{files}\n\n{}\n", self.language.fill("tell-speed", &[("speed", &self.speed)]));
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
pub fn reason(language: Language, why: &str, source: &str) -> String {
    match (why.is_empty(), source.is_empty()) {
        (true, true) => language.text("tell-no-reason").to_owned(),
        (false, true) => why.to_owned(),
        (true, false) => format!("({source})"),
        (false, false) => format!("{why} ({source})"),
    }
}

/// What is in a results folder.
#[must_use]
pub fn contents(language: Language, files: &[String], charts: usize) -> String {
    let charts = match charts {
        0 => language.text("tell-no-charts").to_owned(),
        n => language.count("tell-charts", n as u64),
    };
    format!("{}, {charts}", files.join(", "))
}

/// Three decimals; a dash if unknown.
#[must_use]
pub fn number(value: Option<f64>) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.3}"))
}

/// How many came out how.
#[must_use]
pub fn counts(language: Language, counts: &[(usize, &str)]) -> String {
    let one = |&(n, word): &(usize, &str)| {
        language.fill("tell-verdict", &[("n", &n.to_string()), ("verdict", &language.verdict(word))])
    };
    counts.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// How fast something was: how long it took, as `pace` says, then the cost of a client-round and the memory, where they are known.
#[must_use]
pub fn speed(language: Language, pace: String, ns_per_client_round: Option<f64>, peak_bytes: Option<u64>) -> String {
    let each = ns_per_client_round.map(|ns| language.fill("tell-pace-each", &[("ns", &format!("{ns:.0}"))]));
    let memory = peak_bytes.map(|bytes| language.fill("tell-pace-memory", &[("mib", &grouped(bytes >> 20))]));
    std::iter::once(pace).chain(each).chain(memory).collect::<Vec<_>>().join(", ")
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
