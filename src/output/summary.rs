//! What a run found, in short: for people on a terminal, in `summary.md`, and for machines as JSON.

use super::last_election::LastElection;
use super::telling::{Telling, Told, contents, counts, grouped, number, reason, speed};
use super::timing::Timing;
use super::{Collected, Manifest};
use crate::language::Language;
use crate::metrics::MEASURES;
use crate::scenario::expectation::{Bound, Verdict};
use crate::scenario::{Expectation, Scenario};
use serde::Serialize;
use std::fmt::Write;

/// The measures that the readable summaries show, in their order; the JSON has all.
pub const SHOWN: [&str; 12] = [
    "attached_share",
    "loyalty_mean",
    "reciprocity_mean",
    "exchange_rate_mean",
    "resentment_mean",
    "hungry_share",
    "resilience",
    "health_index",
    "legitimacy",
    "compliance",
    "gini_wealth_clients",
    "gini_wealth_all",
];

/// A measure at the start and at the end.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The measure's name.
    pub measure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// In round 0.
    pub start: Option<f64>,
    /// In the last round.
    pub end: Option<f64>,
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
    /// What was observed.
    pub observed: Option<f64>,
    /// What it was compared with, if that is another time.
    pub compared_with: Option<f64>,
    /// `held`, `failed` or `unknown`.
    pub verdict: &'static str,
    /// Why it was expected.
    pub why: String,
    /// Who says so.
    pub source: String,
    /// What was expected.
    #[serde(skip)]
    pub bound: Bound,
}

/// How fast a run was.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Speed {
    /// Wall time in seconds.
    pub seconds: f64,
    /// Wall time of the phases per client and round in nanoseconds.
    pub phases_ns_per_client_round: Option<f64>,
    /// Threads.
    pub threads: usize,
    /// The most memory held in bytes.
    pub peak_bytes: Option<u64>,
}

/// The summary of a run.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its question.
    pub question: String,
    /// Whether all rounds were run.
    pub complete: bool,
    /// Rounds that were run.
    pub rounds: u32,
    /// Rounds that were asked for.
    pub rounds_planned: u32,
    /// The seed.
    pub seed: u64,
    /// Clients.
    pub clients: u32,
    /// Patrons.
    pub patrons: u32,
    /// Villages.
    pub villages: u32,
    /// Every measure at start and end.
    pub measures: Vec<Change>,
    /// The last elections, if there were any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_election: Option<LastElection>,
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
    /// How fast it was.
    pub speed: Speed,
    /// The language that people are told in.
    #[serde(skip)]
    pub language: Language,
}

impl Summary {
    /// The summary's file name.
    pub const FILE: &str = "summary.md";

    /// Of a run whose results go to `results`.
    #[must_use]
    pub fn new(scenario: &Scenario, collected: &Collected, manifest: &Manifest, timing: &Timing, results: &str) -> Self {
        let population = &scenario.parameters.population;
        Self {
            scenario: manifest.scenario.clone(),
            title: scenario.title.clone(),
            question: scenario.question.clone(),
            complete: manifest.complete,
            rounds: manifest.rounds,
            rounds_planned: scenario.rounds,
            seed: scenario.seed,
            clients: population.clients,
            patrons: population.patrons,
            villages: population.villages,
            measures: changes(collected),
            last_election: LastElection::of(collected),
            expectations: scenario
                .expectations
                .iter()
                .map(|expectation| judged(expectation, collected, scenario.rounds))
                .collect(),
            notes: manifest.notes.clone(),
            results: results.to_owned(),
            files: manifest.files.iter().map(|file| file.name.clone()).collect(),
            charts: 0,
            speed: Speed {
                seconds: timing.seconds.total,
                phases_ns_per_client_round: timing.ns_per_client_round.phases,
                threads: timing.threads,
                peak_bytes: timing.memory.peak_bytes,
            },
            language: Language::English,
        }
    }

    /// How many expectations came out as `verdict`.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.expectations.iter().filter(|judged| judged.verdict == verdict.word()).count()
    }

    /// One JSON object on one line.
    ///
    /// # Panics
    /// Never: a summary is valid JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a summary is valid JSON") + "\n"
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
        let row = |Change { measure, unit, start, end }: &Change| {
            format!("  {measure:<22}{:>9}{:>9}  {}", number(*start), number(*end), self.language.unit(unit))
        };
        let [measure, start, end] = ["column-measure", "column-start", "column-end"].map(|id| self.language.text(id));
        let head = format!("  {measure:<22}{start:>9}{end:>9}");
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
            elections: self.last_election.as_ref().map(|last| last.lines(self.language)).unwrap_or_default(),
            verdicts: self.verdicts(),
            expectations: self.expectations.iter().map(told).collect(),
            notes: &self.notes,
            results: &self.results,
            contents: contents(self.language, &self.files, self.charts),
            speed: self.pace(),
        }
    }

    fn measures_markdown(&self) -> String {
        let heads = ["column-measure", "column-start", "column-end", "column-unit"].map(|id| self.language.text(id));
        let mut text = format!("| {} |\n|---|---:|---:|---|\n", heads.join(" | "));
        for Change { measure, unit, start, end } in self.shown() {
            let unit = self.language.unit(unit);
            let _ = writeln!(text, "| `{measure}` | {} | {} | {unit} |", number(*start), number(*end));
        }
        text + "\n" + self.language.text("tell-unknown-note") + "\n"
    }

    fn shown(&self) -> impl Iterator<Item = &Change> {
        SHOWN.iter().filter_map(|name| self.measures.iter().find(|change| change.measure == *name))
    }

    fn facts(&self) -> String {
        let rounds = if self.complete {
            self.language.fill("tell-rounds", &[("n", &self.rounds.to_string())])
        } else {
            let [done, planned] = [self.rounds, self.rounds_planned].map(|rounds| rounds.to_string());
            self.language.fill("tell-rounds-broken", &[("done", &done), ("planned", &planned)])
        };
        let [clients, patrons, villages] = [self.clients, self.patrons, self.villages].map(|n| grouped(n.into()));
        let (seed, agents) = (self.seed.to_string(), [("clients", &clients), ("patrons", &patrons), ("villages", &villages)]);
        let texts = [("scenario", &self.scenario), ("what", &rounds), ("seed", &seed)].into_iter().chain(agents);
        self.language.fill("tell-run", &texts.map(|(name, text)| (name, text.as_str())).collect::<Vec<_>>())
    }

    fn verdicts(&self) -> String {
        let all = [Verdict::Held, Verdict::Failed, Verdict::Unknown].map(|verdict| (self.count(verdict), verdict.word()));
        counts(self.language, &all)
    }

    fn pace(&self) -> String {
        let Speed { seconds, phases_ns_per_client_round, threads, peak_bytes } = self.speed;
        let threads = self.language.count("tell-threads", threads as u64);
        let pace = self.language.fill("tell-pace", &[("seconds", &format!("{seconds:.2}")), ("threads", &threads)]);
        speed(self.language, pace, phases_ns_per_client_round, peak_bytes)
    }
}

impl Judged {
    fn finding(&self, language: Language) -> String {
        let other = self.compared_with.map(|value| format!(" ({value:.4})")).unwrap_or_default();
        let bound = self.bound.said(language, |when| when.to_string()) + &other;
        let value = self.observed.map(|value| format!("{value:.4}"));
        let what = [("measure", self.measure.as_str()), ("when", &self.when), ("bound", &bound)];
        match &value {
            Some(value) => language.fill("tell-was", &[&what[..], &[("value", value)]].concat()),
            None => language.fill("tell-was-unknown", &what),
        }
    }
}

fn changes(collected: &Collected) -> Vec<Change> {
    let value = |round: Option<&super::collect::Round>, i: usize| round.and_then(|round| round.measures[i]);
    let change = |(i, measure): (usize, &crate::metrics::Measure)| Change {
        measure: measure.name,
        unit: measure.unit,
        start: value(collected.rounds.first(), i),
        end: value(collected.rounds.last(), i),
    };
    MEASURES.iter().enumerate().map(change).collect()
}

/// The verdict on an expectation of a run that was meant to have `planned` rounds.
fn judged(expectation: &Expectation, collected: &Collected, planned: u32) -> Judged {
    let (observed, compared_with, verdict) = collected.judge(expectation, planned);
    Judged {
        measure: expectation.measure.clone(),
        when: expectation.when.to_string(),
        expected: expectation.bound.to_string(),
        observed,
        compared_with,
        verdict: verdict.word(),
        why: expectation.why.clone(),
        source: expectation.source.clone(),
        bound: expectation.bound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_shown_exists() {
        assert!(SHOWN.iter().all(|name| crate::metrics::Measure::named(name).is_some()));
    }

    #[test]
    fn findings_say_what_was_compared() {
        let judged = Judged {
            measure: "loyalty_mean".into(),
            when: "end".into(),
            expected: "more than at start".into(),
            observed: Some(0.25),
            compared_with: Some(0.5),
            verdict: "failed",
            why: "Because.".into(),
            source: "Scott 1972".into(),
            bound: Bound::MoreThan(crate::scenario::When::Start),
        };
        assert_eq!(judged.finding(Language::English), "loyalty_mean at end was 0.2500, expected more than at start (0.5000)");
        assert_eq!(reason(Language::English, &judged.why, &judged.source), "Because. (Scott 1972)");
        let unknown = Judged { observed: None, compared_with: None, ..judged };
        assert_eq!(unknown.finding(Language::English), "loyalty_mean at end is not known, expected more than at start");
    }
}
