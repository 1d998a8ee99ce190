//! The page: what stands on it, and how it becomes HTML.
//!
//! `page.html` is the template (minijinja), with `style.css` and `script.js` written into it, so that the file needs nothing else. Texts are
//! escaped by the template; only charts, which this program drew, are written as they are.

use super::glossary::{self, Group, Term};
use super::references::{sources, works};
use crate::chart::number::fixed;
use crate::language::Language;
use minijinja::{Environment, context};
use serde::Serialize;

/// A whole page.
#[derive(Debug, Serialize)]
pub struct Page {
    /// The language's code.
    lang: &'static str,
    /// The version of the program that makes it.
    version: &'static str,
    /// Its title.
    title: String,
    parts: Vec<Part>,
    limits: Vec<&'static str>,
    glossary: Vec<Term>,
    references: Vec<&'static str>,
    #[serde(skip)]
    language: Language,
}

/// What a page says of one results folder.
#[derive(Debug, Default, Serialize)]
pub struct Part {
    /// Its anchor on the page.
    pub id: String,
    /// What it is, in words.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The results folder's name.
    pub folder: String,
    /// The version of the program that wrote it.
    pub version: String,
    /// Questions that it asks.
    pub questions: Vec<String>,
    /// What ran.
    pub facts: Vec<Fact>,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// What was found, in groups of sentences.
    pub findings: Vec<Findings>,
    /// What was expected; nothing where there are no expectations to speak of.
    pub expected: Option<Expected>,
    /// The charts but the network.
    pub figures: Vec<Figure>,
    /// Says how many charts are left out; empty if none.
    pub more_figures: String,
    /// The map of the network.
    pub network: Option<Figure>,
    /// The tables.
    pub tables: Vec<DataTable>,
    /// The scenario, or what varies.
    pub settings: Settings,
    /// How it was done, in paragraphs.
    pub method: Vec<String>,
    /// Commands that make it again.
    pub again: Vec<String>,
    /// The data files: name and digest.
    pub digests: Vec<(String, String)>,
    /// How to cite it.
    pub cite: Cite,
    /// What parts of the glossary it needs.
    #[serde(skip)]
    pub groups: Vec<Group>,
}

/// A fact about what ran.
#[derive(Debug, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// Its value.
    pub value: String,
}

/// Some findings.
#[derive(Debug, Default, Serialize)]
pub struct Findings {
    /// A heading; empty for none.
    pub heading: String,
    /// A sentence before them; empty for none.
    pub intro: String,
    /// The findings.
    pub sentences: Vec<String>,
    /// A sentence after them; empty for none.
    pub outro: String,
}

/// What was expected.
#[derive(Debug, Default, Serialize)]
pub struct Expected {
    /// The section's heading.
    pub heading: &'static str,
    /// How many came out how.
    pub counts: String,
    /// One by one.
    pub items: Vec<Verdict>,
}

/// An expectation and what came of it.
#[derive(Debug, Serialize)]
pub struct Verdict {
    /// The verdict's word in the data files.
    pub class: &'static str,
    /// Its sign.
    pub mark: char,
    /// Its word in the page's language.
    pub word: String,
    /// What was expected and found.
    pub finding: String,
    /// Why it was expected; may be empty.
    pub why: String,
    /// Who says so; may be empty.
    pub source: String,
}

/// A chart.
#[derive(Debug, Serialize)]
pub struct Figure {
    /// Its anchor.
    pub id: String,
    /// Its title, escaped.
    pub title: String,
    /// What to look for; may be empty.
    pub caption: String,
    /// The SVG.
    pub svg: String,
}

/// A table whose rows can be sorted.
#[derive(Debug, Default, Serialize)]
pub struct DataTable {
    /// Its anchor.
    pub id: String,
    /// Its caption.
    pub caption: &'static str,
    /// What to know of it; may be empty.
    pub note: String,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// What it says.
    pub label: String,
    /// `number` or `text`.
    pub class: &'static str,
}

impl Heading {
    /// Of a column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), class: "text" }
    }

    /// Of a column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), class: "number" }
    }
}

/// A cell.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// By what its row is sorted, if not by its text; a number.
    pub sort: Option<f64>,
    /// `number`, `code` or `text`.
    pub class: &'static str,
}

impl Cell {
    /// Words; a number among them is sorted as one.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { sort: text.parse().ok().filter(|number: &f64| number.is_finite()), text, class: "text" }
    }

    /// A key or a measure.
    pub fn code(text: impl Into<String>) -> Self {
        Self { class: "code", ..Self::text(text) }
    }

    /// A whole number that may be unknown: how many, or which.
    pub fn count(value: Option<f64>) -> Self {
        let text = value.map_or_else(|| super::number::UNKNOWN.to_owned(), |value| fixed(value, 0));
        Self { text, sort: value, class: "number" }
    }

    /// A number that may be unknown.
    pub fn number(value: Option<f64>) -> Self {
        Self { text: super::number::known(value), sort: value, class: "number" }
    }
}

/// The keys of a scenario, or of several.
#[derive(Debug, Default, Serialize)]
pub struct Settings {
    /// The section's heading.
    pub heading: &'static str,
    /// What is said of those that differ.
    pub intro: String,
    /// Those that differ.
    pub differing: Option<DataTable>,
    /// What is said of all of them; empty if they are not shown.
    pub all_heading: String,
    /// All keys.
    pub all: Option<DataTable>,
    /// What is said of the lists that follow.
    pub lists_heading: &'static str,
    /// Kinds of patrons, parties and the like, as they are in the manifest; of a sweep, the base scenario.
    pub lists: Vec<(String, String)>,
}

/// How to cite something.
#[derive(Debug, Default, Serialize)]
pub struct Cite {
    /// The program.
    pub software: String,
    /// These results.
    pub this: String,
    /// Both for BibTeX.
    pub bibtex: String,
}

impl Page {
    /// A page of these parts.
    pub fn new(mut parts: Vec<Part>, language: Language) -> Self {
        for (i, part) in parts.iter_mut().enumerate() {
            part.number(i + 1);
        }
        let title = match &parts[..] {
            [one] => one.title.clone(),
            many => language.say("report-title-many", &[("n", (many.len() as u64).into())]),
        };
        let groups: Vec<Group> = parts.iter().flat_map(|part| part.groups.iter().copied()).collect();
        let glossary = glossary::terms(&groups, language);
        Self {
            lang: language.code(),
            version: crate::output::VERSION,
            title,
            parts,
            limits: (1..=LIMITS).map(|i| language.text(&format!("limit-{i}"))).collect(),
            references: works(glossary.iter().flat_map(|term| sources(term.source))),
            glossary,
            language,
        }
    }
}

/// Paragraphs on what is not modelled.
const LIMITS: usize = 8;

impl Part {
    /// Gives anchors of its own to everything in it.
    fn number(&mut self, number: usize) {
        self.id = format!("part-{number}");
        let prefix = format!("{}-", self.id);
        let ids = self.figures.iter_mut().chain(&mut self.network).map(|figure| &mut figure.id);
        let tables = self.tables.iter_mut().chain(&mut self.settings.differing).chain(&mut self.settings.all);
        for id in ids.chain(tables.map(|table| &mut table.id)) {
            *id = format!("{prefix}{id}");
        }
    }
}

impl Page {
    /// The HTML.
    ///
    /// # Panics
    /// Never: the template is sound, and fits the page.
    pub fn render(&self) -> String {
        let mut environment = Environment::new();
        environment.set_trim_blocks(true);
        environment.set_lstrip_blocks(true);
        let language = self.language;
        environment.add_function("t", move |id: String| language.text(&id));
        environment.add_function("sort_by", move |column: String| language.say("table-sort", &[("column", column.into())]));
        environment.add_function("made_by", move |version: String, folder: String| {
            language.say("report-made-by", &[("version", version.into()), ("folder", folder.into())])
        });
        environment.add_template("page.html", include_str!("page.html")).expect("the template is sound");
        let page = environment.get_template("page.html").expect("it was just added");
        let style = include_str!("style.css");
        let script = include_str!("script.js");
        page.render(context! { page => self, style, script }).expect("the template fits the page")
    }
}
