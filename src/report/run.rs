//! The part of a page about a run: one scenario, in one replicate or several.

use super::cite::{cite, digests};
use super::figures::{figures, more};
use super::glossary::Group;
use super::page::{Cell, DataTable, Expected, Fact, Findings, Heading, Part, Verdict};
use super::run_tables::{connectors, elections};
use super::sentence::{self, capital};
use super::{Error, name_of, number, settings};
use crate::chart::health::PARTS as MARKS;
use crate::chart::number::fixed;
use crate::chart::{self, load};
use crate::evidence::findings::Estimate;
use crate::evidence::{Judgement, Replicates, judge};
use crate::language::{Language, Value};
use crate::metrics::Reported;
use crate::output::Manifest;
use crate::output::summary::SHOWN;
use crate::output::telling::mark;
use crate::scenario::expectation::{Expectation, Verdict as Word, When};
use crate::scenario::resolved::expectations;
use serde_json::Value as Json;
use std::path::Path;

/// Measures of elections that are told besides, where they are known.
const POLITICAL: [&str; 6] =
    ["turnout", "offered_share", "changed_share", "price_per_changed_vote", "broker_rent_share", "personalism_share"];

/// What the report says of a run.
pub fn part(folder: &Path, language: Language) -> Result<Part, Error> {
    let manifest = Manifest::read(folder).map_err(Error::Manifest)?;
    let tables = load::tables(folder)?;
    let planned = manifest.resolved.get("rounds").and_then(Json::as_u64).map_or(manifest.rounds, |rounds| rounds as u32);
    let replicates = Replicates::of(&tables.rounds, planned)?;
    let run = Run { folder, manifest: &manifest, planned, replicates: &replicates, language };
    let (mut drawn, left_out) = figures(chart::draw(&tables, chart::words::words(language)), "", language);
    let network = drawn.iter().position(|figure| figure.id == "-network").map(|place| drawn.remove(place));
    let elections = tables.politics.as_ref().map(|politics| elections(&politics.elections, language));
    Ok(Part {
        kind: language.text(if manifest.replicates > 1 { "report-kind-replicates" } else { "report-kind-run" }),
        title: manifest.title.clone(),
        folder: name_of(folder),
        version: manifest.version.clone(),
        questions: vec![run.question()],
        facts: run.facts(),
        notes: run.notes(),
        findings: run.findings(),
        expected: Some(run.expected()),
        more_figures: more(left_out, language),
        figures: drawn,
        network,
        tables: std::iter::once(run.measures()).chain(elections).chain(connectors(folder, language)?).collect(),
        settings: settings::of_one(&manifest.resolved, language),
        method: run.method(),
        again: run.again(),
        digests: digests(&manifest.files),
        cite: cite(folder, &manifest.version, &manifest.title, &manifest.seed.to_string(), language),
        groups: run.groups(),
        ..Part::default()
    })
}

struct Run<'a> {
    folder: &'a Path,
    manifest: &'a Manifest,
    /// Rounds that the scenario asks for.
    planned: u32,
    replicates: &'a Replicates<'a>,
    language: Language,
}

impl Run<'_> {
    fn resolved(&self, section: &str, key: &str) -> Option<&Json> {
        self.manifest.resolved.get(section)?.get(key)
    }

    fn has_politics(&self) -> bool {
        self.resolved("politics", "every").and_then(Json::as_u64).is_some_and(|every| every > 0)
    }

    fn groups(&self) -> Vec<Group> {
        let politics = self.has_politics().then_some(Group::Politics);
        let many = (self.manifest.replicates > 1).then_some(Group::Statistics);
        [Group::Core, Group::Networks].into_iter().chain(politics).chain(many).collect()
    }

    fn question(&self) -> String {
        let question = self.manifest.resolved.get("question").and_then(Json::as_str).filter(|text| !text.is_empty());
        question.map_or_else(|| self.language.text("question-none").to_owned(), str::to_owned)
    }

    fn facts(&self) -> Vec<Fact> {
        let population =
            |key: &str| self.resolved("population", key).and_then(Json::as_f64).map_or_else(String::new, |n| fixed(n, 0));
        let Manifest { rounds, seed, replicates, version, .. } = self.manifest;
        let rounds = match (*rounds, self.planned) {
            (done, planned) if done < planned => {
                self.language.say("fact-rounds-of", &[("done", u64::from(done).into()), ("planned", u64::from(planned).into())])
            }
            (done, _) => done.to_string(),
        };
        let all = [
            ("fact-rounds", rounds),
            ("fact-replicates", replicates.to_string()),
            ("fact-clients", population("clients")),
            ("fact-patrons", population("patrons")),
            ("fact-villages", population("villages")),
            ("fact-seed", seed.to_string()),
            ("fact-version", version.clone()),
        ];
        all.into_iter().map(|(label, value)| Fact { label: self.language.text(label), value }).collect()
    }

    fn notes(&self) -> Vec<String> {
        let sampled = (self.manifest.clients_every > 1).then(|| capital(&self.manifest.sampling));
        self.manifest.notes.iter().cloned().chain(sampled).collect()
    }

    /// A measure at a time, over replicates.
    fn estimate(&self, measure: &str, when: When) -> Option<Estimate> {
        let values: Vec<f64> = self.replicates.values("", measure, when).into_values().collect();
        Estimate::of(&values)
    }

    fn findings(&self) -> Vec<Findings> {
        let n = self.manifest.replicates;
        let intro = if n > 1 {
            self.language.say("found-interval-note", &[("n", u64::from(n).into())])
        } else {
            self.language.text("found-one-run").to_owned()
        };
        let told = SHOWN.iter().copied().chain(POLITICAL.into_iter().filter(|_| self.has_politics()));
        let sentences = self.marks().into_iter().chain(told.filter_map(|measure| self.sentence(measure))).collect();
        vec![Findings { intro, sentences, ..Findings::default() }]
    }

    /// The last round in which a measure is known, if that is not the last of all: elections are not held in every round.
    fn last_known(&self, measure: &str) -> Option<u32> {
        let series = self.replicates.series("", measure).into_values().next()?.0;
        let last = series.iter().rposition(Option::is_some)?;
        (last + 1 < series.len()).then_some(last as u32)
    }

    fn sentence(&self, measure: &str) -> Option<String> {
        if let Some(round) = self.last_known(measure) {
            let known = self.estimate(measure, When::Round(round))?;
            return Some(sentence::of_last(self.language, measure, round, known.mean, known.interval));
        }
        let end = self.estimate(measure, When::End)?;
        Some(if self.manifest.replicates > 1 {
            sentence::of_mean(self.language, measure, end.mean, end.interval)
        } else {
            let start = self.estimate(measure, When::Start).map(|start| start.mean);
            sentence::of_one_run(self.language, measure, start, end.mean)
        })
    }

    /// Which of Scott's marks was the largest and which the smallest, if all are known.
    fn marks(&self) -> Option<String> {
        let marks: Vec<(f64, &str)> =
            MARKS.iter().map(|mark| Some((self.estimate(mark, When::End)?.mean, *mark))).collect::<Option<_>>()?;
        let (most, best) = marks.iter().copied().reduce(|a, b| if b.0 > a.0 { b } else { a })?;
        let (least, worst) = marks.iter().copied().reduce(|a, b| if b.0 < a.0 { b } else { a })?;
        let values = [
            ("best", self.language.measure(best)),
            ("most", number::value(most)),
            ("worst", self.language.measure(worst)),
            ("least", number::value(least)),
        ];
        Some(self.language.say("found-marks", &values.map(|(name, text)| (name, Value::from(text)))))
    }

    fn expected(&self) -> Expected {
        let heading = self.language.text("section-expected");
        let expectations = expectations(&self.manifest.resolved);
        if expectations.is_empty() {
            return Expected { heading, counts: self.language.text("expected-none").to_owned(), items: Vec::new() };
        }
        let judged: Vec<(&Expectation, Judgement)> =
            expectations.iter().map(|expectation| (expectation, judge(expectation, self.replicates, ""))).collect();
        let counts = [Word::Held, Word::Failed, Word::Undecided, Word::Unknown].map(|word| {
            (word.word(), Value::from(judged.iter().filter(|(_, judgement)| judgement.verdict == word).count() as u64))
        });
        let item = |(expectation, judgement): &(&Expectation, Judgement)| {
            let class = judgement.verdict.word();
            Verdict {
                class,
                mark: mark(class),
                word: self.language.verdict(class),
                finding: finding(self.language, expectation, judgement),
                why: expectation.why.clone(),
                source: expectation.source.clone(),
            }
        };
        Expected { heading, counts: self.language.say("expected-counts", &counts), items: judged.iter().map(item).collect() }
    }

    /// Every measure that is known at the end.
    fn measures(&self) -> DataTable {
        let text = |id: &str| self.language.text(id);
        let many = self.manifest.replicates > 1;
        let ends = [text("column-low"), text("column-high")].into_iter().filter(|_| many).map(Heading::number);
        let columns =
            [Heading::text(text("column-name")), Heading::text(text("column-measure")), Heading::text(text("column-unit"))];
        let columns = columns
            .into_iter()
            .chain([text("column-start"), text("column-end"), text("column-round")].map(Heading::number))
            .chain(ends);
        let row = |measure: Reported| {
            let key = measure.name();
            let last = self.last_known(key);
            let end = self.estimate(key, last.map_or(When::End, When::Round))?;
            let start = self.estimate(key, When::Start).map(|start| start.mean);
            let [low, high] = end.interval.map_or([None, None], |ends| ends.map(Some));
            let interval = [low, high].into_iter().filter(|_| many).map(Cell::number);
            let words = [
                Cell::text(self.language.measure(key)),
                Cell::code(key),
                Cell::text(self.language.unit(measure.unit())),
                Cell::number(start),
                Cell::number(Some(end.mean)),
                Cell::count(Some(f64::from(last.unwrap_or(self.manifest.rounds)))),
            ];
            Some(words.into_iter().chain(interval).collect())
        };
        DataTable {
            id: "measures".to_owned(),
            caption: text("table-measures"),
            note: text("table-measures-note").to_owned(),
            columns: columns.collect(),
            rows: Reported::all().filter_map(row).collect(),
        }
    }

    fn method(&self) -> Vec<String> {
        let text = |id: &str| self.language.text(id).to_owned();
        let n = self.manifest.replicates;
        let many = if n > 1 { self.language.say("method-replicates", &[("n", u64::from(n).into())]) } else { text("method-one") };
        let mut ways: Vec<&str> = self.manifest.networks.iter().map(|method| method.how.as_str()).collect();
        ways.dedup();
        let networks = self.language.say("method-networks", &[("how", ways.join("; ").into())]);
        vec![text("method-model"), text("method-money"), many, networks, text("method-files")]
    }

    fn again(&self) -> Vec<String> {
        vec![format!("patronage verify {}", self.folder.display())]
    }
}

/// What was expected and what was found, in a sentence.
fn finding(language: Language, expectation: &Expectation, judgement: &Judgement) -> String {
    let when = |when: When| language.when(&when.to_string());
    let bound = expectation.bound.said(language, when);
    let (id, numbers): (&str, Vec<(&'static str, String)>) = match (judgement.mean, judgement.compared_with, judgement.interval) {
        (None, ..) => ("expectation-unknown", Vec::new()),
        (Some(mean), None, None) => ("expectation-was", vec![("value", number::value(mean))]),
        (Some(mean), Some(other), None) => {
            ("expectation-was-against", vec![("value", number::value(mean)), ("other", number::value(other))])
        }
        (Some(mean), None, Some(ends)) => {
            let [value, low, high] = number::with_interval(mean, [ends.low, ends.high]);
            ("expectation-was-within", vec![("value", value), ("low", low), ("high", high)])
        }
        (Some(mean), Some(other), Some(ends)) => {
            let [_, low, high] = number::with_interval(mean - other, [ends.low, ends.high]);
            let [value, other] = [mean, other].map(number::value);
            ("expectation-change-within", vec![("value", value), ("other", other), ("low", low), ("high", high)])
        }
    };
    let words =
        [("measure", sentence::named(language, &expectation.measure)), ("when", when(expectation.when)), ("bound", bound)];
    let values: Vec<_> = words.into_iter().chain(numbers).map(|(name, text)| (name, Value::from(text))).collect();
    language.say(id, &values)
}
