//! The part of a page about a comparison.

use super::cite::{cite, digests};
use super::figures::{figures, more};
use super::glossary::Group;
use super::page::{Cell, DataTable, Fact, Findings, Heading, Part};
use super::sentence::{self, Difference, Known};
use super::{Error, name_of, settings};
use crate::chart;
use crate::chart::health::PARTS as MARKS;
use crate::evidence::story::{Line, OFFERS, lines};
use crate::language::{Language, Value};
use crate::output::comparison::ComparisonManifest;
use crate::output::read_table;
use serde_json::Value as Json;
use std::path::Path;

/// Differences that are told in sentences, of each scenario.
const TOLD: usize = 10;

/// What the report says of a comparison.
pub fn part(folder: &Path, language: Language) -> Result<Part, Error> {
    let manifest = ComparisonManifest::read(folder).map_err(Error::Manifest)?;
    let lines = lines(&read_table(folder, "comparison")?);
    let compared = chart::comparison::Compared::read(folder)?;
    let (figures, left_out) = figures(chart::comparison::draw(&compared, chart::words::words(language)), "", language);
    let compared = Told { manifest: &manifest, lines: &lines, language };
    let members: Vec<(String, &Json)> = manifest.members.iter().map(|member| (member.name.clone(), &member.resolved)).collect();
    let names: Vec<&str> = manifest.members.iter().map(|member| member.name.as_str()).collect();
    let seed = manifest.members.first().map_or_else(String::new, |member| member.seed.to_string());
    Ok(Part {
        kind: language.text("report-kind-comparison"),
        title: names.join(" | "),
        folder: name_of(folder),
        version: manifest.head.version.clone(),
        questions: compared.questions(),
        facts: compared.facts(&seed),
        notes: manifest.notes.iter().chain(&manifest.stopping).cloned().collect(),
        findings: compared.findings(),
        more_figures: more(left_out, language),
        figures,
        tables: vec![compared.table()],
        settings: settings::of_members(&members, language),
        method: compared.method(),
        again: vec![format!("patronage verify {}", folder.display())],
        digests: digests(&manifest.files),
        cite: cite(folder, &manifest.head.version, &names.join(" | "), &seed, language),
        groups: vec![Group::Core, Group::Networks, Group::Politics, Group::Statistics, Group::Comparison],
        ..Part::default()
    })
}

struct Told<'a> {
    manifest: &'a ComparisonManifest,
    lines: &'a [Line],
    language: Language,
}

impl Told<'_> {
    fn baseline(&self) -> &str {
        self.manifest.members.first().map_or("", |member| &member.name)
    }

    fn others(&self) -> impl Iterator<Item = &str> {
        self.manifest.members.iter().skip(1).map(|member| member.name.as_str())
    }

    fn questions(&self) -> Vec<String> {
        let baseline = ("baseline", Value::from(self.baseline()));
        let others: Vec<&str> = self.others().collect();
        let own = match &others[..] {
            [one] => self.language.say("question-comparison", &[("member", (*one).into()), baseline]),
            many => self.language.say("question-comparison-many", &[("members", many.join(", ").into()), baseline]),
        };
        let mut all = vec![own];
        for member in &self.manifest.members {
            if !member.question.is_empty() && !all.contains(&member.question) {
                all.push(member.question.clone());
            }
        }
        all
    }

    fn facts(&self, seed: &str) -> Vec<Fact> {
        let at = self.language.when(&self.manifest.at);
        let all = [
            ("fact-baseline", self.baseline().to_owned()),
            ("fact-replicates", self.manifest.replicates.to_string()),
            ("fact-at", at),
            ("fact-seed", seed.to_owned()),
            ("fact-version", self.manifest.head.version.clone()),
        ];
        all.into_iter().map(|(label, value)| Fact { label: self.language.text(label), value }).collect()
    }

    fn findings(&self) -> Vec<Findings> {
        self.others().enumerate().map(|(i, member)| self.against(i, member)).collect()
    }

    /// What is told of one scenario against the baseline.
    fn against(&self, place: usize, member: &str) -> Findings {
        let language = self.language;
        let own: Vec<&Line> = self.lines.iter().filter(|line| line.scenario == member).collect();
        let both = [("member", Value::from(member)), ("baseline", Value::from(self.baseline()))];
        let is_told = |line: &&&Line| {
            !MARKS.contains(&line.measure.as_str())
                && !OFFERS.contains(&line.measure.as_str())
                && Known::of(line.interval) != Known::Open
        };
        let mark = |mark: &str| own.iter().copied().find(|line| line.measure == mark);
        let marks: Vec<&Line> = MARKS.into_iter().filter_map(mark).collect();
        let most = own.iter().filter(is_told).take(TOLD).copied();
        let sentences = marks.iter().copied().chain(most).map(|line| sentence::of_difference(language, &difference(line)));
        let sentences = of_marks(&marks, &both, language).into_iter().chain(sentences).collect();
        let open = own.iter().filter(|line| matches!(Known::of(line.interval), Known::Open | Known::Nothing)).count();
        let counts =
            [("clear", own.len() - open), ("all", own.len()), ("open", open)].map(|(name, n)| (name, Value::from(n as u64)));
        let n = u64::from(self.manifest.replicates);
        Findings {
            heading: language.say("found-against", &both),
            intro: if place == 0 { language.say("found-interval-note", &[("n", n.into())]) } else { String::new() },
            sentences,
            outro: language.say("found-counts", &counts),
        }
    }

    /// Every measure of every scenario.
    fn table(&self) -> DataTable {
        let text = |id: &str| self.language.text(id);
        let words = ["column-scenario", "column-name", "column-measure", "column-unit"].map(|id| Heading::text(text(id)));
        let numbers =
            ["column-baseline", "column-mean", "column-difference", "column-low", "column-high", "column-p", "column-g"];
        let row = |line: &Line| {
            let [low, high] = line.interval.map_or([None, None], |ends| ends.map(Some));
            let words = [
                Cell::text(&line.scenario),
                Cell::text(self.language.measure(&line.measure)),
                Cell::code(&line.measure),
                Cell::text(self.language.unit(&line.unit)),
            ];
            let numbers = [line.means[0], line.means[1], line.difference, low, high, line.p_adjusted, line.hedges_g];
            words.into_iter().chain(numbers.map(Cell::number)).collect()
        };
        DataTable {
            id: "comparison".to_owned(),
            caption: text("table-comparison"),
            note: text("table-comparison-note").to_owned(),
            columns: words.into_iter().chain(numbers.map(|id| Heading::number(text(id)))).collect(),
            rows: self.lines.iter().map(row).collect(),
        }
    }

    fn method(&self) -> Vec<String> {
        let text = |id: &str| self.language.text(id).to_owned();
        let n = Value::from(u64::from(self.manifest.replicates));
        vec![
            text("method-model"),
            text("method-money"),
            self.language.say("method-comparison", &[("n", n)]),
            text("method-files"),
        ]
    }
}

fn difference(line: &Line) -> Difference<'_> {
    Difference { measure: &line.measure, means: line.means, difference: line.difference, interval: line.interval }
}

/// What the five marks say together, if all are there.
fn of_marks(marks: &[&Line], both: &[(&'static str, Value<'_>)], language: Language) -> Option<String> {
    if marks.len() < MARKS.len() {
        return None;
    }
    let count = |known: Known| marks.iter().filter(|line| Known::of(line.interval) == known).count();
    let (higher, lower) = (count(Known::Higher), count(Known::Lower));
    Some(match (higher, lower) {
        (5, _) => language.say("found-marks-all-higher", both),
        (_, 5) => language.say("found-marks-all-lower", both),
        _ => {
            let counts = [("higher", higher), ("lower", lower), ("open", MARKS.len() - higher - lower)];
            let counts = counts.map(|(name, n)| (name, Value::from(n as u64)));
            language.say("found-marks-some", &[both, &counts[..]].concat())
        }
    })
}
