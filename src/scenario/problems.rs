//! Diagnostics: what is wrong with a scenario, where it is written, and what to do.

use super::source::{Place, Source};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt;

/// How problems are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain ASCII text, for files and pipes.
    Plain,
    /// With colours, for terminals.
    Colour,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    title: String,
    at: Option<(Place, String)>,
    context: Vec<(Place, String)>,
    help: Vec<String>,
}

impl Problem {
    /// A problem, named by a lower-case fragment.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), at: None, context: Vec::new(), help: Vec::new() }
    }

    /// Where it is, and what is said under the carets there (may be empty).
    pub(crate) fn at(mut self, place: Place, label: impl Into<String>) -> Self {
        self.at = Some((place, label.into()));
        self
    }

    /// Another place that has to do with it.
    pub(crate) fn context(mut self, place: Place, label: impl Into<String>) -> Self {
        self.context.push((place, label.into()));
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same problem where the sources have other numbers: `to[i]` instead of i.
    pub(crate) fn moved(mut self, to: &[usize]) -> Self {
        for (place, _) in self.at.iter_mut().chain(&mut self.context) {
            place.source = to[place.source];
        }
        self
    }

    /// What is wrong, without the place.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether it says what to do.
    #[must_use]
    pub fn has_help(&self) -> bool {
        !self.help.is_empty()
    }

    /// The place it is sorted by.
    fn place(&self) -> Place {
        self.at.as_ref().map_or(Place::whole(0), |(place, _)| *place)
    }

    /// The places to show, the first one marked as the problem's own.
    fn marks(&self) -> impl Iterator<Item = (AnnotationKind, &(Place, String))> {
        let own = self.at.iter().map(|at| (AnnotationKind::Primary, at));
        own.chain(self.context.iter().map(|at| (AnnotationKind::Context, at)))
    }

    fn group<'a>(&'a self, sources: &'a [Source]) -> Group<'a> {
        let mut group = Group::with_title(Level::ERROR.primary_title(self.title.as_str()));
        let mut shown: Vec<usize> = Vec::new();
        for (_, (place, _)) in self.marks() {
            if !shown.contains(&place.source) {
                shown.push(place.source);
            }
        }
        for index in shown {
            let source = &sources[index];
            let spans = self.marks().filter_map(|(kind, (place, label))| {
                let (start, end) = place.span.filter(|_| place.source == index)?;
                Some(kind.span(start..end).label(label.as_str()))
            });
            let spans: Vec<_> = spans.collect();
            group = match &source.text {
                Some(text) if !spans.is_empty() => {
                    group.element(Snippet::source(text.as_str()).path(source.name.as_str()).annotations(spans))
                }
                _ => group.element(Origin::path(source.name.as_str())),
            };
        }
        group.elements(self.help.iter().map(|help| Level::HELP.message(help.as_str())))
    }
}

/// All that is wrong with a scenario, in the order in which it is written.
#[derive(Clone, Debug)]
pub struct Problems {
    sources: Vec<Source>,
    problems: Vec<Problem>,
}

impl Problems {
    /// The problems found in these sources.
    pub(crate) fn new(sources: Vec<Source>, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(Problem::place);
        Self { sources, problems }
    }

    /// The sources and what is wrong with them.
    pub(crate) fn into_parts(self) -> (Vec<Source>, Vec<Problem>) {
        (self.sources, self.problems)
    }

    /// The problems, in the order of lines.
    #[must_use]
    pub fn list(&self) -> &[Problem] {
        &self.problems
    }

    /// All problems as people read them: each with file, line, caret and what to do, a blank line between two.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let rendered = self.problems.iter().map(|problem| renderer.render(&[problem.group(&self.sources)]));
        rendered.collect::<Vec<_>>().join("\n\n")
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Style::Plain))
    }
}

impl std::error::Error for Problems {}
