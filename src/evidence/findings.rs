//! What several replicates of one scenario found, in short: for people on a terminal, in `summary.md`, and for machines as JSON.

use super::judged::judge;
use super::samples::{Replicates, Samples, Unfit};
use crate::language::Language;
use crate::metrics::MEASURES;
use crate::output::Manifest;
use crate::output::summary::SHOWN;
use crate::output::telling::{Telling, Told, contents, counts, grouped, number, reason};
use crate::scenario::expectation::{Bound, Verdict};
use crate::scenario::{Expectation, Scenario, When};
use crate::statistics::{LEVEL, Sample};
use crate::table::Table;
use serde::Serialize;
use std::fmt::Write;

/// A mean over replicates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// Replicates in which the measure is known.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Its 95 % interval; missing with fewer than two.
    pub interval: Option<[f64; 2]>,
}

impl Estimate {
    /// Of the values of replicates; nothing if there are none.
    #[must_use]
    pub fn of(values: &[f64]) -> Option<Self> {
        let sample = Sample::of(values)?;
        let interval = sample.interval(LEVEL).map(|interval| [interval.low, interval.high]);
        Some(Self { n: sample.n, mean: sample.mean, interval })
    }

    /// The interval as it is read, `[low, high]`.
    #[must_use]
    pub fn range(&self) -> String {
        self.interval.map_or_else(String::new, |[low, high]| format!("[{low:.3}, {high:.3}]"))
    }
}

/// A measure at the start and at the end.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// The measure's name.
    pub measure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// In round 0.
    pub start: Option<Estimate>,
    /// In the last round.
    pub end: Option<Estimate>,
}

impl Finding {
    /// As it is told: its means, and the interval of the last one.
    fn cells(&self) -> [String; 3] {
        let mean = |estimate: Option<Estimate>| number(estimate.map(|estimate| estimate.mean));
        [mean(self.start), mean(self.end), self.end.map(|end| end.range()).unwrap_or_default()]
    }
}

/// An expectation and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct Judged {
    /// The measure.
    pub measure: String,
    /// When it was taken.
    pub when: String,
    /// What was expected, in words.
    pub expected: String,
    /// Replicates that know what is asked.
    pub n: usize,
    /// The mean over them.
    pub mean: Option<f64>,
    /// The mean of what it is compared with, if that is another time.
    pub compared_with: Option<f64>,
    /// The interval that decides: of the mean, or of the mean difference from the other time.
    pub interval: Option<[f64; 2]>,
    /// `held`, `failed`, `undecided` or `unknown`.
    pub verdict: &'static str,
    /// Why it was expected.
    pub why: String,
    /// Who says so.
    pub source: String,
    /// What was expected.
    #[serde(skip)]
    pub bound: Bound,
}

impl Judged {
    fn new(expectation: &Expectation, replicates: &Replicates<'_>) -> Self {
        let judgement = judge(expectation, replicates, "");
        Self {
            measure: expectation.measure.clone(),
            when: expectation.when.to_string(),
            expected: expectation.bound.to_string(),
            n: judgement.n,
            mean: judgement.mean,
            compared_with: judgement.compared_with,
            interval: judgement.interval.map(|interval| [interval.low, interval.high]),
            verdict: judgement.verdict.word(),
            why: expectation.why.clone(),
            source: expectation.source.clone(),
            bound: expectation.bound,
        }
    }

    fn finding(&self, language: Language) -> String {
        let other = self.compared_with.map(|value| format!(" ({value:.4})")).unwrap_or_default();
        let bound = self.bound.said(language, |when| when.to_string()) + &other;
        let value = self.mean.map(|mean| format!("{mean:.4}"));
        let interval = self.interval.map(|[low, high]| format!("[{low:.4}, {high:.4}]"));
        let what = [("measure", self.measure.as_str()), ("when", &self.when), ("bound", &bound)];
        let (id, numbers) = match (&value, &interval, self.compared_with) {
            (None, ..) => ("tell-mean-unknown", Vec::new()),
            (Some(value), None, _) => ("tell-mean-was", vec![("value", value.as_str())]),
            (Some(value), Some(interval), None) => {
                ("tell-mean-was-within", vec![("value", value.as_str()), ("interval", interval)])
            }
            (Some(value), Some(interval), Some(_)) => {
                ("tell-mean-changed", vec![("value", value.as_str()), ("interval", interval)])
            }
        };
        language.fill(id, &[&what[..], &numbers[..]].concat())
    }
}

/// The findings of several replicates.
#[derive(Clone, Debug, Serialize)]
pub struct Findings {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
    /// Replicates that are finished.
    pub replicates: u32,
    /// Replicates that were asked for.
    pub replicates_planned: u32,
    /// Rounds of each.
    pub rounds: u32,
    /// The seed.
    pub seed: u64,
    /// Clients.
    pub clients: u32,
    /// Patrons.
    pub patrons: u32,
    /// Villages.
    pub villages: u32,
    /// Every measure at start and end.
    pub measures: Vec<Finding>,
    /// Every expectation.
    pub expectations: Vec<Judged>,
    /// What a reader should know about this run.
    pub notes: Vec<String>,
    /// Where the results are.
    pub results: String,
    /// The data files.
    pub files: Vec<String>,
    /// Number of charts drawn.
    pub charts: usize,
    /// How fast it was, in words.
    pub speed: String,
    /// The language that people are told in.
    #[serde(skip)]
    pub language: Language,
}

impl Findings {
    /// Of the table `rounds` of all replicates.
    ///
    /// # Errors
    /// If the table is not one of whole runs of the scenario.
    pub fn new(scenario: &Scenario, rounds: &Table, manifest: &Manifest, speed: String, results: &str) -> Result<Self, Unfit> {
        let population = &scenario.parameters.population;
        let replicates = Replicates::of(rounds, scenario.rounds)?;
        let [start, end] = [When::Start, When::End].map(|when| replicates.at(when));
        let estimate = |samples: &Samples, measure: &str| Estimate::of(&samples.members.first()?.values_of(measure));
        let finding = |measure: &crate::metrics::Measure| Finding {
            measure: measure.name,
            unit: measure.unit,
            start: estimate(&start, measure.name),
            end: estimate(&end, measure.name),
        };
        let judged = |expectation: &Expectation| Judged::new(expectation, &replicates);
        Ok(Self {
            scenario: manifest.scenario.clone(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            replicates: manifest.replicates,
            replicates_planned: manifest.replicates,
            rounds: manifest.rounds,
            seed: scenario.seed,
            clients: population.clients,
            patrons: population.patrons,
            villages: population.villages,
            measures: MEASURES.iter().map(finding).collect(),
            expectations: scenario.expectations.iter().map(judged).collect(),
            notes: manifest.notes.clone(),
            results: results.to_owned(),
            files: manifest.files.iter().map(|file| file.name.clone()).collect(),
            charts: 0,
            speed,
            language: Language::English,
        })
    }

    /// How many expectations came out as `verdict`.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.expectations.iter().filter(|judged| judged.verdict == verdict.word()).count()
    }

    /// One JSON object on one line.
    ///
    /// # Panics
    /// Never: findings are valid JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("findings are valid JSON") + "\n"
    }

    /// For a terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.telling().to_text()
    }

    /// For `summary.md`.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.telling().to_markdown()
    }

    fn telling(&self) -> Telling<'_> {
        let row = |finding: &Finding| {
            let [start, mean, range] = finding.cells();
            format!("  {:<22}{start:>9}{mean:>9}  {range:<18}{}", finding.measure, self.language.unit(finding.unit))
        };
        let heads = ["column-measure", "column-start", "column-end", "tell-interval"];
        let [measure, start, end, interval] = heads.map(|id| self.language.text(id));
        let head = format!("  {measure:<22}{start:>9}{end:>9}  {interval}");
        let told = |judged: &Judged| Told {
            verdict: judged.verdict,
            finding: judged.finding(self.language),
            reason: reason(self.language, &judged.why, &judged.source),
        };
        Telling {
            language: self.language,
            title: &self.title,
            facts: self.facts(),
            question: &self.question,
            measures: std::iter::once(head).chain(self.shown().map(row)).collect(),
            measures_markdown: self.measures_markdown(),
            elections: Vec::new(),
            verdicts: self.verdicts(),
            expectations: self.expectations.iter().map(told).collect(),
            notes: &self.notes,
            results: &self.results,
            contents: contents(self.language, &self.files, self.charts),
            speed: self.speed.clone(),
        }
    }

    fn measures_markdown(&self) -> String {
        let heads = ["column-measure", "column-start", "column-end", "tell-interval", "column-unit"];
        let heads = heads.map(|id| self.language.text(id)).join(" | ");
        let mut text = format!("| {heads} |\n|---|---:|---:|---|---|\n");
        for finding in self.shown() {
            let [start, mean, range] = finding.cells();
            let _ =
                writeln!(text, "| `{}` | {start} | {mean} | {range} | {} |", finding.measure, self.language.unit(finding.unit));
        }
        text + "\n" + self.language.text("tell-means-note") + "\n"
    }

    fn shown(&self) -> impl Iterator<Item = &Finding> {
        SHOWN.iter().filter_map(|name| self.measures.iter().find(|finding| finding.measure == *name))
    }

    fn facts(&self) -> String {
        let [n, planned, rounds] = [self.replicates, self.replicates_planned, self.rounds].map(|count| count.to_string());
        let what = if self.replicates == self.replicates_planned {
            self.language.fill("tell-replicates", &[("n", &n), ("rounds", &rounds)])
        } else {
            self.language.fill("tell-replicates-broken", &[("n", &n), ("planned", &planned), ("rounds", &rounds)])
        };
        let [clients, patrons, villages] = [self.clients, self.patrons, self.villages].map(|n| grouped(n.into()));
        let (seed, agents) = (self.seed.to_string(), [("clients", &clients), ("patrons", &patrons), ("villages", &villages)]);
        let texts = [("scenario", &self.scenario), ("what", &what), ("seed", &seed)].into_iter().chain(agents);
        self.language.fill("tell-run", &texts.map(|(name, text)| (name, text.as_str())).collect::<Vec<_>>())
    }

    fn verdicts(&self) -> String {
        let verdicts = [Verdict::Held, Verdict::Failed, Verdict::Undecided, Verdict::Unknown];
        counts(self.language, &verdicts.map(|verdict| (self.count(verdict), verdict.word())))
    }
}
