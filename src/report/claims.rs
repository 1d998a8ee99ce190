//! The part of a page about published claims.

use super::cite::{cite, digests};
use super::figures::{figures, more};
use super::glossary::Group;
use super::number;
use super::page::{Cell, DataTable, Expected, Fact, Findings, Heading, Part, Settings, Verdict};
use super::{Error, name_of};
use crate::chart;
use crate::language::{Language, Value};
use crate::output::claims::{ClaimRow, ClaimsManifest, LevelRow, Rows, TestRow};
use std::path::Path;

/// What the report says of a folder of claims.
pub fn part(folder: &Path, language: Language) -> Result<Part, Error> {
    let manifest = ClaimsManifest::read(folder).map_err(Error::Manifest)?;
    let rows = Rows::read(folder)?;
    let tables = chart::claims::Tables::read(folder)?;
    let (figures, left_out) = figures(chart::claims::draw(&tables, chart::words::words(language)), "", language);
    let n = u64::from(manifest.replicates);
    let text = |id: &str| language.text(id).to_owned();
    let seed = manifest.seed.to_string();
    let facts = [
        ("fact-claims", rows.claims.len().to_string()),
        ("fact-replicates", n.to_string()),
        ("fact-seed", seed.clone()),
        ("fact-version", manifest.head.version.clone()),
    ];
    let title = language.text("report-kind-claims");
    Ok(Part {
        kind: title,
        title: title.to_owned(),
        folder: name_of(folder),
        version: manifest.head.version.clone(),
        questions: vec![text("question-claims")],
        facts: facts.into_iter().map(|(label, value)| Fact { label: language.text(label), value }).collect(),
        notes: manifest.notes.clone(),
        findings: vec![findings(&rows, language)],
        expected: Some(verdicts(&rows, language)),
        more_figures: more(left_out, language),
        figures,
        tables: vec![tests(&rows.tests, language)],
        settings: levels(&rows.levels, language),
        method: vec![
            text("method-model"),
            text("method-money"),
            language.say("method-claims", &[("n", n.into())]),
            text("method-files"),
        ],
        again: vec![format!("patronage claims --replicates {n} --seed {seed}")],
        digests: digests(&manifest.files),
        cite: cite(folder, &manifest.head.version, &manifest.head.scenario, &seed, language),
        groups: vec![Group::Core, Group::Networks, Group::Politics, Group::Statistics, Group::Comparison],
        ..Part::default()
    })
}

fn findings(rows: &Rows, language: Language) -> Findings {
    let count = |word: &str| rows.claims.iter().filter(|claim| claim.verdict == word).count() as u64;
    let counts = [
        ("all", rows.claims.len() as u64),
        ("supported", count("supported")),
        ("contradicted", count("contradicted")),
        ("undecided", count("undecided")),
    ];
    let counts = counts.map(|(name, n)| (name, Value::from(n)));
    let doubtful = rows.claims.iter().filter(|claim| claim.verdict != "supported");
    Findings {
        intro: language.say("found-claims", &counts),
        sentences: doubtful.map(|claim| sentence_on(claim, rows, language)).collect(),
        outro: language.text("found-claims-meaning").to_owned(),
        ..Findings::default()
    }
}

/// A claim with the test that decided against it, or else its first.
fn sentence_on(claim: &ClaimRow, rows: &Rows, language: Language) -> String {
    let own = || rows.tests.iter().filter(|test| test.claim == claim.claim);
    let told = own().find(|test| test.verdict == claim.verdict).or_else(|| own().next());
    let verdict = language.verdict(&claim.verdict);
    let words = [("claim", claim.claim.clone()), ("verdict", verdict), ("title", claim.title.clone())];
    let estimate = told.and_then(|test| Some((test, number::with_interval(test.effect?, [test.low?, test.high?]))));
    let (id, numbers) = match estimate {
        None => ("found-claim-alone", Vec::new()),
        Some((test, [effect, low, high])) => {
            ("found-claim", vec![("measure", language.measure(&test.measure)), ("effect", effect), ("low", low), ("high", high)])
        }
    };
    let values: Vec<_> = words.into_iter().chain(numbers).map(|(name, text)| (name, Value::from(text))).collect();
    language.say(id, &values)
}

/// The claims one by one.
fn verdicts(rows: &Rows, language: Language) -> Expected {
    let item = |claim: &ClaimRow| {
        let class = ["supported", "contradicted"].into_iter().find(|word| claim.verdict == *word).unwrap_or("undecided");
        Verdict {
            class,
            mark: match class {
                "supported" => '✓',
                "contradicted" => '✗',
                _ => '?',
            },
            word: language.verdict(class),
            finding: format!("{}: {}", claim.claim, claim.title),
            why: String::new(),
            source: claim.source.clone(),
        }
    };
    Expected { heading: language.text("section-claims"), counts: String::new(), items: rows.claims.iter().map(item).collect() }
}

fn tests(rows: &[TestRow], language: Language) -> DataTable {
    let text = |id: &str| language.text(id);
    let words =
        ["column-claim", "column-name", "column-measure", "column-expected", "column-from", "column-to", "column-verdict"];
    let numbers = ["column-effect", "column-low", "column-high", "column-p", "column-g"];
    let row = |test: &TestRow| {
        let words = [
            Cell::text(&test.claim),
            Cell::text(language.measure(&test.measure)),
            Cell::code(&test.measure),
            Cell::text(expected(test, language)),
            Cell::text(test.from.clone().unwrap_or_default()),
            Cell::text(&test.to),
            Cell::text(language.verdict(&test.verdict)),
        ];
        words.into_iter().chain([test.effect, test.low, test.high, test.p, test.hedges_g].map(Cell::number)).collect()
    };
    DataTable {
        id: "tests".to_owned(),
        caption: text("table-claim-tests"),
        columns: words.map(|id| Heading::text(text(id))).into_iter().chain(numbers.map(|id| Heading::number(text(id)))).collect(),
        rows: rows.iter().map(row).collect(),
        ..DataTable::default()
    }
}

/// What a test expects, in the words of the chart.
fn expected(test: &TestRow, language: Language) -> String {
    let known = &chart::words::words(language).claims.expected;
    let reference = test.reference.map_or_else(String::new, number::value);
    let said = known.iter().find(|(word, _)| *word == test.expected);
    said.map_or_else(|| test.expected.clone(), |(_, said)| said.with(&[("reference", &reference)]))
}

/// The levels of the claims, with what each changes and the means there.
fn levels(rows: &[LevelRow], language: Language) -> Settings {
    let text = |id: &str| language.text(id);
    let words =
        ["column-claim", "column-level", "column-value", "column-measure", "column-unit"].map(|id| Heading::text(text(id)));
    let numbers = ["column-mean", "column-low", "column-high"].map(|id| Heading::number(text(id)));
    let row = |level: &LevelRow| {
        let words = [Cell::text(&level.claim), Cell::text(&level.level), Cell::text(&level.changes), Cell::code(&level.measure)];
        let words = words.into_iter().chain([Cell::text(language.unit(&level.unit))]);
        words.chain([level.mean, level.low, level.high].map(Cell::number)).collect()
    };
    Settings {
        heading: text("section-factors"),
        all: None,
        differing: Some(DataTable {
            id: "levels".to_owned(),
            caption: text("section-factors"),
            columns: words.into_iter().chain(numbers).collect(),
            rows: rows.iter().map(row).collect(),
            ..DataTable::default()
        }),
        ..Settings::default()
    }
}
