//! A comparison in words and a table, for people: what differs, the marks of a healthy relation, the largest differences.
//!
//! Made of the table `comparison` alone, so that it can be told again from the files.

use crate::language::Language;
use crate::output::telling::number;
use crate::table::Table;
use serde::Serialize;
use std::fmt::Write;

/// Scott's five marks of a healthy relation, in his order, and their index.
const MARKS: [&str; 6] = [
    "health_beyond_wage",
    "health_voluntariness",
    "health_reciprocated_loyalty",
    "health_mutual_aid",
    "health_mutual_value",
    "health_index",
];

/// Measures that only say what patrons were told to offer: they are told as changed keys.
pub const OFFERS: [&str; 5] = ["wage_mean", "protection_mean", "support_mean", "coercion_mean", "credit_mean"];

/// How many keys are named, and how many measures are shown, if not all are asked for.
const KEYS: usize = 10;
const MEASURES: usize = 15;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// What tells most.
    Short,
    /// Every measure.
    Everything,
}

/// One measure of a member against the baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The member.
    pub scenario: String,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// Means of baseline and member.
    pub means: [Option<f64>; 2],
    /// The member's mean less the baseline's.
    pub difference: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<[f64; 2]>,
    /// Hedges' g.
    pub hedges_g: Option<f64>,
    /// p, adjusted over measures.
    pub p_adjusted: Option<f64>,
    /// By what pairing reduced the variance of the difference.
    pub pairing_gain: Option<f64>,
}

impl Line {
    /// Where the member lies: `+` above the baseline, `-` below, `?` if the interval has 0 in it or is not known.
    #[must_use]
    pub fn side(&self) -> char {
        match self.interval {
            Some([low, _]) if low > 0.0 => '+',
            Some([_, high]) if high < 0.0 => '-',
            _ => '?',
        }
    }

    fn finding(&self, language: Language) -> String {
        let Some(difference) = self.difference else { return language.text("tell-not-known").to_owned() };
        match self.interval {
            Some([low, high]) => format!("{} [{}, {}]", signed(difference), signed(low), signed(high)),
            None => format!("{} [{}]", signed(difference), language.text("tell-no-interval")),
        }
    }
}

/// The lines of a table `comparison`, in its order.
#[must_use]
pub fn lines(comparison: &Table) -> Vec<Line> {
    let words = |name: &str, row: usize| comparison.words(name).and_then(|words| words[row].clone()).unwrap_or_default();
    let numbers: Vec<Vec<Option<f64>>> =
        ["mean_baseline", "mean_scenario", "difference", "low", "high", "hedges_g", "p_adjusted", "pairing_gain"]
            .map(|name| comparison.numbers(name).unwrap_or_else(|| vec![None; comparison.rows()]))
            .to_vec();
    let line = |row: usize| Line {
        scenario: words("scenario", row),
        measure: words("measure", row),
        unit: words("unit", row),
        means: [numbers[0][row], numbers[1][row]],
        difference: numbers[2][row],
        interval: numbers[3][row].zip(numbers[4][row]).map(|(low, high)| [low, high]),
        hedges_g: numbers[5][row],
        p_adjusted: numbers[6][row],
        pairing_gain: numbers[7][row],
    };
    (0..comparison.rows()).map(line).collect()
}

/// A comparison that is told.
#[derive(Clone, Debug, Serialize)]
pub struct Story {
    /// The members' names and titles, the baseline first.
    pub members: Vec<(String, String)>,
    /// How many replicates, compared how, measured when.
    pub facts: String,
    /// The keys in which members differ.
    pub changed: Vec<String>,
    /// Every measure of every other member, the most telling first.
    pub lines: Vec<Line>,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// Where the results are.
    pub results: String,
    /// What is there.
    #[serde(skip)]
    pub contents: String,
    /// How fast it was.
    pub speed: String,
    /// The language that people are told in.
    #[serde(skip)]
    pub language: Language,
}

impl Story {
    /// One JSON object on one line.
    ///
    /// # Panics
    /// Never: a story is valid JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a story is valid JSON") + "\n"
    }

    /// For a terminal.
    #[must_use]
    pub fn to_text(&self, length: Length) -> String {
        let mut text = String::new();
        for (name, title) in &self.members {
            let _ = writeln!(text, "{name}: {title}");
        }
        let _ = writeln!(text, "{}\n", self.facts);
        self.tell_changes(&mut text);
        for (name, _) in self.others() {
            self.tell_member(&mut text, name, length);
        }
        for note in &self.notes {
            let _ = writeln!(text, "{}", self.language.fill("tell-note", &[("note", note)]));
        }
        let results = [("place", self.results.as_str()), ("contents", &self.contents)];
        let _ = writeln!(text, "{}", self.language.fill("tell-results", &results));
        let _ = writeln!(text, "{}", self.language.fill("tell-speed", &[("speed", &self.speed)]));
        text
    }

    /// For `summary.md`.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let names: Vec<&str> = self.members.iter().map(|(name, _)| name.as_str()).collect();
        format!("# {}\n\n```text\n{}```\n", names.join(" against "), self.to_text(Length::Everything))
    }

    fn others(&self) -> impl Iterator<Item = &(String, String)> {
        self.members.iter().skip(1)
    }

    /// A member's name as it is told: of variants of one key (`law.fine=1`, `law.fine=3`) the value only.
    fn short<'a>(&self, name: &'a str) -> &'a str {
        let key = |name: &'a str| name.split_once('=');
        let Some((own, value)) = key(name) else { return name };
        let same = self.members.iter().all(|(other, _)| other.split_once('=').is_some_and(|(other, _)| other == own));
        if same { value } else { name }
    }

    fn baseline(&self) -> &str {
        self.members.first().map_or("", |(name, _)| self.short(name))
    }

    fn tell_changes(&self, text: &mut String) {
        if self.changed.is_empty() {
            let _ = writeln!(text, "{}\n", self.language.text("tell-same-keys"));
            return;
        }
        let _ = writeln!(text, "{}", self.language.text("tell-changed"));
        for line in self.changed.iter().take(KEYS) {
            let _ = writeln!(text, "  {}", shortened(line, 96));
        }
        if self.changed.len() > KEYS {
            let _ = writeln!(text, "  {}", self.language.count("tell-changed-more", (self.changed.len() - KEYS) as u64));
        }
        text.push('\n');
    }

    fn tell_member(&self, text: &mut String, name: &str, length: Length) {
        let own: Vec<&Line> = self.lines.iter().filter(|line| line.scenario == name).collect();
        let name = self.short(name);
        let mark = |(i, measure): (usize, &&str)| {
            let line = *own.iter().find(|line| line.measure == **measure)?;
            Some((line, self.language.text(&format!("tell-mark-{}", i + 1))))
        };
        let marks: Vec<(&Line, &str)> = MARKS.iter().enumerate().filter_map(mark).collect();
        if !marks.is_empty() {
            self.head(text, "tell-marks", [self.baseline(), name]);
            for (line, label) in &marks {
                self.row(text, line, label);
            }
            let _ = writeln!(text, "{}\n", self.verdict(&marks, name));
        }
        let told = |line: &&&Line| {
            length == Length::Everything
                || !OFFERS.contains(&line.measure.as_str()) && MARKS.iter().all(|mark| *mark != line.measure)
        };
        let most = if length == Length::Everything { usize::MAX } else { MEASURES };
        let title = if length == Length::Everything { "tell-all-measures" } else { "tell-largest" };
        self.head(text, title, [self.baseline(), name]);
        let shown: Vec<&&Line> = own.iter().filter(told).take(most).collect();
        for line in &shown {
            self.row(text, line, &line.measure);
        }
        let open = own.iter().filter(|line| line.side() == '?').count();
        let counts = [("clear", own.len() - open), ("all", own.len()), ("open", open)].map(|(name, n)| (name, n.to_string()));
        let counts = counts.each_ref().map(|(name, n)| (*name, n.as_str()));
        let _ = writeln!(text, "{}", self.language.fill("tell-differ", &counts));
        if let Some(gain) = median(own.iter().filter_map(|line| line.pairing_gain).collect()) {
            let _ = writeln!(text, "{}", self.language.fill("tell-gain", &[("gain", &format!("{gain:.1}"))]));
        }
        text.push('\n');
    }

    /// What the marks say together.
    fn verdict(&self, marks: &[(&Line, &str)], name: &str) -> String {
        let five: Vec<char> =
            marks.iter().filter(|(line, _)| line.measure != "health_index").map(|(line, _)| line.side()).collect();
        let count = |side| five.iter().filter(|&&own| own == side).count();
        let (lower, higher, all) = (count('-'), count('+'), five.len());
        let id = match () {
            () if lower == all => "tell-marks-lower",
            () if higher == all => "tell-marks-higher",
            () => "tell-marks-some",
        };
        let [lower, higher, all] = [lower, higher, all].map(|n| n.to_string());
        let counts = [("all", all.as_str()), ("lower", &lower), ("higher", &higher)];
        self.language.fill(id, &[&counts[..], &[("member", name), ("baseline", self.baseline())]].concat())
    }

    fn head(&self, text: &mut String, title: &str, members: [&str; 2]) {
        let [a, b] = members.map(|name| shortened(name, 15));
        let [title, difference] = [title, "tell-difference"].map(|id| self.language.text(id));
        let _ = writeln!(text, "{title:<32}{a:>16}{b:>16}  {difference:<27}{:>6}", "g");
    }

    fn row(&self, text: &mut String, line: &Line, label: &str) {
        let [a, b] = line.means.map(number);
        let g = line.hedges_g.map_or("–".to_owned(), effect_size);
        let _ = writeln!(text, "  {:<30}{a:>16}{b:>16}  {:<27}{g:>6}", shortened(label, 30), line.finding(self.language));
    }
}

/// A number with its sign: three decimals; none if it is large; its order of magnitude if it is so small that nothing would be left of it.
fn signed(value: f64) -> String {
    match value.abs() {
        0.0 => "0".to_owned(),
        size if size < 0.0005 => format!("{value:+.0e}"),
        size if size < 1000.0 => format!("{value:+.3}"),
        _ => format!("{value:+.0}"),
    }
}

/// Hedges' g with its sign, to a tenth, whole where it is large.
fn effect_size(g: f64) -> String {
    match g.abs() {
        size if size < 0.05 => "0.0".to_owned(),
        size if size < 100.0 => format!("{g:+.1}"),
        _ => format!("{g:+.0}"),
    }
}

/// A text of at most so many characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

/// The middle of some values, the lower one of two.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(measure: &str, interval: Option<[f64; 2]>) -> Line {
        Line {
            scenario: "b".to_owned(),
            measure: measure.to_owned(),
            unit: "share".to_owned(),
            means: [Some(0.5), Some(0.25)],
            difference: Some(-0.25),
            interval,
            hedges_g: Some(-2.0),
            p_adjusted: Some(0.01),
            pairing_gain: Some(4.0),
        }
    }

    fn story(lines: Vec<Line>) -> Story {
        let members = [("a", "First"), ("b", "Second")].map(|(name, title)| (name.to_owned(), title.to_owned()));
        Story {
            members: members.to_vec(),
            facts: "facts".to_owned(),
            changed: Vec::new(),
            lines,
            notes: Vec::new(),
            results: "there".to_owned(),
            contents: "files".to_owned(),
            speed: "fast".to_owned(),
            language: Language::English,
        }
    }

    #[test]
    fn marks_are_judged_together_by_their_intervals() {
        let below = Some([-0.3, -0.2]);
        let told = |intervals: [Option<[f64; 2]>; 2]| {
            let lines = vec![line("health_beyond_wage", intervals[0]), line("health_voluntariness", intervals[1])];
            story(lines).to_text(Length::Short)
        };
        assert!(told([below, below]).contains("All 2 marks are lower in b than in a."));
        assert!(told([below, Some([-0.3, 0.1])]).contains("Of 2 marks, 1 are lower and 0 higher"));
        assert!(told([below, None]).contains("-0.250 [no interval]"));
    }

    #[test]
    fn what_patrons_were_told_is_no_finding_but_counts_among_all() {
        let lines = vec![line("wage_mean", Some([-0.3, -0.2])), line("hungry_share", Some([-0.3, 0.2]))];
        let story = story(lines);
        let short = story.to_text(Length::Short);
        assert!(!short.contains("wage_mean") && short.contains("hungry_share"), "{short}");
        assert!(short.contains("1 of 2 measures differ; of 1 the interval"), "{short}");
        assert!(story.to_text(Length::Everything).contains("wage_mean"));
        assert!(short.lines().all(|line| line.chars().count() <= 110));
    }

    #[test]
    fn variants_of_one_key_are_told_by_their_values() {
        let mut story = story(vec![Line { scenario: "law.fine=3".to_owned(), ..line("hungry_share", None) }]);
        story.members = ["law.fine=1", "law.fine=3"].map(|name| (name.to_owned(), String::new())).to_vec();
        let text = story.to_text(Length::Short);
        assert!(text.contains("               1               3  difference"), "{text}");
        assert_eq!(story.short("other"), "other");
        story.members[0].0 = "law.fine=1, twice".replace("law", "flaw");
        assert_eq!(story.short("law.fine=3"), "law.fine=3");
    }

    #[test]
    fn medians_and_long_names() {
        assert_eq!(median(vec![3.0, 1.0, 2.0, 9.0]), Some(2.0));
        assert_eq!(median(Vec::new()), None);
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!([0.1234, -1234.5, 0.0, -0.000_034].map(signed), ["+0.123", "-1234", "0", "-3e-5"]);
        assert_eq!([-0.01, 2.34, -123.4].map(effect_size), ["0.0", "+2.3", "-123"]);
    }
}
