//! The part of a page about a parameter sweep.

use super::cite::{cite, digests};
use super::figures::{figures, more};
use super::glossary::Group;
use super::page::{Cell, DataTable, Fact, Findings, Heading, Part, Settings};
use super::sentence::capital;
use super::{Error, name_of};
use crate::chart;
use crate::evidence::analysis::findings::findings;
use crate::language::{Language, Value};
use crate::output::analysis::Analysis;
use crate::output::sweep::{FactorEntry, SweepManifest};
use serde_json::Value as Json;
use std::path::Path;

/// Rows of a table at most: the files have all.
const MOST_ROWS: usize = 600;

/// What the report says of a sweep.
pub fn part(folder: &Path, language: Language) -> Result<Part, Error> {
    let swept = chart::sweep::Swept::read(folder)?;
    let (figures, left_out) = figures(chart::sweep::draw(&swept, chart::words::words(language)), "", language);
    let chart::sweep::Swept { sweep: manifest, analysis, .. } = &swept;
    let told = Told { manifest, analysis, language };
    let title = if manifest.title.is_empty() { language.text("report-untitled").to_owned() } else { manifest.title.clone() };
    let question = Some(manifest.question.clone()).filter(|question| !question.is_empty());
    let seed = manifest.seed.to_string();
    Ok(Part {
        kind: language.text("report-kind-sweep"),
        folder: name_of(folder),
        version: manifest.head.version.clone(),
        questions: vec![question.unwrap_or_else(|| language.text("question-none").to_owned())],
        facts: told.facts(),
        notes: manifest.notes.clone(),
        findings: told.findings(),
        more_figures: more(left_out, language),
        figures,
        tables: told.tables(),
        settings: Settings { lists: base(folder), lists_heading: language.text("settings-base"), ..told.factors() },
        method: told.method(),
        again: vec![format!("patronage verify {} --sample 5", folder.display())],
        digests: digests(&manifest.files),
        cite: cite(folder, &manifest.head.version, &title, &seed, language),
        title,
        groups: vec![Group::Core, Group::Politics, Group::Statistics, Group::Sweeps],
        ..Part::default()
    })
}

/// What all points change and the base scenario's file as it was, from the plan; nothing if the plan is not there.
fn base(folder: &Path) -> Vec<(String, String)> {
    let plan = std::fs::read_to_string(folder.join("plan.json")).ok();
    let plan: Json = plan.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let set = plan.pointer("/sweep/set").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str);
    let set = ("--set".to_owned(), set.collect::<Vec<_>>().join("\n"));
    let text = |name: &str| Some(plan.pointer(name)?.as_str()?.to_owned());
    let base = text("/sweep/base/file").zip(text("/sweep/base/text"));
    [Some(set).filter(|(_, set)| !set.is_empty()), base].into_iter().flatten().collect()
}

struct Told<'a> {
    manifest: &'a SweepManifest,
    analysis: &'a Analysis,
    language: Language,
}

impl Told<'_> {
    fn facts(&self) -> Vec<Fact> {
        let SweepManifest { points, replicates, runs, seed, design, head, .. } = self.manifest;
        let counts =
            [("done", runs.done), ("planned", runs.planned), ("failed", runs.failed)].map(|(name, n)| (name, Value::from(n)));
        let all = [
            ("fact-design", design.clone()),
            ("fact-points", points.to_string()),
            ("fact-replicates", replicates.to_string()),
            ("fact-runs", self.language.say("fact-runs-of", &counts)),
            ("fact-seed", seed.to_string()),
            ("fact-version", head.version.clone()),
        ];
        all.into_iter().map(|(label, value)| Fact { label: self.language.text(label), value }).collect()
    }

    /// What the analysis found, measure by measure.
    fn findings(&self) -> Vec<Findings> {
        let mut groups: Vec<Findings> = Vec::new();
        for finding in findings(self.analysis, self.language) {
            let heading = self.title_of(&finding.measure);
            match groups.last_mut() {
                Some(group) if group.heading == heading => group.sentences.push(finding.sentence),
                _ => groups.push(Findings { heading, sentences: vec![finding.sentence], ..Findings::default() }),
            }
        }
        if groups.is_empty() {
            groups.push(Findings { intro: self.language.text("found-nothing-clear").to_owned(), ..Findings::default() });
        }
        groups
    }

    /// The name of a column of the results, which may have its time behind an `@`.
    fn title_of(&self, column: &str) -> String {
        let known = self.manifest.measures.iter().find(|measure| measure.column == column);
        let measure = known.map_or(column, |measure| measure.measure.as_str());
        format!("{} ({column})", capital(&self.language.measure(measure)))
    }

    fn factors(&self) -> Settings {
        let text = |id: &str| self.language.text(id);
        let range = |factor: &FactorEntry| {
            let ends = factor.low.zip(factor.high).map(|(low, high)| format!("{low} – {high}"));
            let levels = || factor.levels.join(", ");
            if factor.levels.is_empty() {
                ends.unwrap_or_default()
            } else {
                ends.map_or_else(levels, |ends| format!("{ends}: {}", levels()))
            }
        };
        let row = |factor: &FactorEntry| {
            let first = factor.levels.first().and_then(|level| level.parse().ok());
            let range = Cell { sort: factor.low.or(first), ..Cell::text(range(factor)) };
            let words = [factor.scale.clone(), factor.unit.clone(), factor.meaning.clone()];
            [Cell::code(&factor.key), range].into_iter().chain(words.map(Cell::text)).collect()
        };
        let columns = ["column-key", "column-value", "column-scale", "column-unit", "column-meaning"];
        Settings {
            heading: text("section-factors"),
            intro: format!("{}: {}", text("fact-baseline"), self.manifest.base),
            differing: Some(DataTable {
                id: "factors".to_owned(),
                caption: text("table-factors"),
                columns: columns.map(|id| Heading::text(text(id))).to_vec(),
                rows: self.manifest.factors.iter().map(row).collect(),
                ..DataTable::default()
            }),
            ..Settings::default()
        }
    }

    fn tables(&self) -> Vec<DataTable> {
        let Analysis { main_effects, sobol_indices, elementary_effects, rank_correlations, .. } = self.analysis;
        let number = |values: &[Option<f64>]| values.iter().copied().map(Cell::number).collect::<Vec<_>>();
        let sobol = sobol_indices.iter().map(|row| {
            let numbers = [row.first, row.first_low, row.first_high, row.total, row.total_low, row.total_high];
            (row.measure.as_str(), row.factor.as_str(), number(&numbers))
        });
        let morris = elementary_effects.iter().map(|row| {
            (row.measure.as_str(), row.factor.as_str(), number(&[row.mu_star, row.mu_star_low, row.mu_star_high, row.sigma]))
        });
        let correlations = rank_correlations
            .iter()
            .map(|row| (row.measure.as_str(), row.factor.as_str(), number(&[row.prcc, row.low, row.high, row.p])));
        let effects = main_effects.iter().map(|row| {
            // An empty bin has no value of its own: it stands where it begins.
            let begins = || row.label.split(' ').next()?.parse().ok();
            let label = Cell { sort: row.value.or_else(begins), ..Cell::text(&row.label) };
            let cells = std::iter::once(label).chain(number(&[row.mean, row.low, row.high])).collect();
            (row.measure.as_str(), row.factor.as_str(), cells)
        });
        let columns = |ids: &[&'static str]| ids.to_vec();
        let low_high = ["column-low", "column-high"];
        let tables = [
            self.table(
                "sobol_indices",
                "table-sobol",
                &columns(&["column-first", low_high[0], low_high[1], "column-total", low_high[0], low_high[1]]),
                sobol.collect(),
            ),
            self.table(
                "elementary_effects",
                "table-morris",
                &columns(&["column-mu-star", low_high[0], low_high[1], "column-sigma"]),
                morris.collect(),
            ),
            self.table(
                "rank_correlations",
                "table-correlations",
                &columns(&["column-prcc", low_high[0], low_high[1], "column-p"]),
                correlations.collect(),
            ),
            self.table(
                "main_effects",
                "table-main-effects",
                &columns(&["column-level", "column-mean", low_high[0], low_high[1]]),
                effects.collect(),
            ),
        ];
        tables.into_iter().flatten().collect()
    }

    /// A table of the analysis with its measures and factors, or none if it has no rows.
    fn table(
        &self,
        file: &str,
        caption: &str,
        columns: &[&'static str],
        rows: Vec<(&str, &str, Vec<Cell>)>,
    ) -> Option<DataTable> {
        let all = rows.len();
        let text = |id: &str| self.language.text(id);
        let head = ["column-measure", "column-factor"].map(|id| Heading::text(text(id)));
        let shown = all.min(MOST_ROWS) as u64;
        let note = [("shown", Value::from(shown)), ("all", Value::from(all as u64)), ("file", Value::from(file))];
        let row = |(measure, factor, cells): (&str, &str, Vec<Cell>)| {
            [Cell::code(measure), Cell::code(factor)].into_iter().chain(cells).collect()
        };
        (all > 0).then(|| DataTable {
            id: file.to_owned(),
            caption: text(caption),
            note: if all > MOST_ROWS { self.language.say("table-more", &note) } else { String::new() },
            columns: head.into_iter().chain(columns.iter().map(|id| Heading::number(text(id)))).collect(),
            rows: rows.into_iter().take(MOST_ROWS).map(row).collect(),
        })
    }

    fn method(&self) -> Vec<String> {
        let text = |id: &str| self.language.text(id).to_owned();
        let values = [
            ("points", Value::from(self.manifest.points)),
            ("design", Value::from(self.manifest.design.as_str())),
            ("replicates", Value::from(u64::from(self.manifest.replicates))),
        ];
        vec![text("method-model"), text("method-money"), self.language.say("method-sweep", &values), text("method-files")]
    }
}
