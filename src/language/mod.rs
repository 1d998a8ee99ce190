//! The languages that results are told in, and their messages.
//!
//! Messages are in `messages/LANGUAGE/*.ftl`, in the syntax of [Project Fluent](https://projectfluent.org/), and nowhere else: charts, reports and
//! the summaries on a terminal ask for them by name. Keys of scenarios, names of measures, columns of data files, and errors have one
//! language, English, as they are what people type, cite and search for.
//!
//! A test demands that every language has every message, with the same names in it, and that all of them are asked for. Numbers look
//! alike in all languages: a point before the decimals, as in the data files, and a thin space between thousands, which nobody takes for a point.

mod catalogue;
mod names;

use catalogue::Catalogue;
pub use fluent_bundle::FluentValue as Value;
use std::fmt;
use std::sync::LazyLock;

/// A language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Indonesian (bahasa Indonesia).
    Indonesian,
}

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new("en", &english::FILES));
static INDONESIAN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new("id", &indonesian::FILES));

/// The messages in English.
mod english {
    pub const FILES: [&str; 5] = [
        include_str!("../../messages/en/charts.ftl"),
        include_str!("../../messages/en/measures.ftl"),
        include_str!("../../messages/en/report.ftl"),
        include_str!("../../messages/en/glossary.ftl"),
        include_str!("../../messages/en/terminal.ftl"),
    ];
}

/// The messages in Indonesian.
mod indonesian {
    pub const FILES: [&str; 5] = [
        include_str!("../../messages/id/charts.ftl"),
        include_str!("../../messages/id/measures.ftl"),
        include_str!("../../messages/id/report.ftl"),
        include_str!("../../messages/id/glossary.ftl"),
        include_str!("../../messages/id/terminal.ftl"),
    ];
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::English, Self::Indonesian];

    /// Its code (ISO 639-1), as `--lang` and `<html lang>` call it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::English => &ENGLISH,
            Self::Indonesian => &INDONESIAN,
        }
    }

    /// The message `id`, which has no names in it.
    ///
    /// # Panics
    /// If there is none: tests see to it that there is.
    #[must_use]
    pub fn text(self, id: &str) -> &'static str {
        self.catalogue().text(id)
    }

    /// The message `id` with these values for the names in it. Numbers choose between singular and plural where the message says so.
    ///
    /// # Panics
    /// If there is none, or a name in it has no value.
    #[must_use]
    pub fn say(self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        self.catalogue().say(id, values)
    }

    /// Whether there is a message `id`: some belong to data that grow, like names of keys.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.catalogue().has(id)
    }

    /// The message `id`, whose names get their values later.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn template(self, id: &str) -> Template {
        Template { language: self, id: self.catalogue().name(id) }
    }

    /// The names of all messages with the names in each, in the order of the files.
    #[must_use]
    pub fn messages(self) -> Vec<(String, Vec<String>)> {
        self.catalogue().messages()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A message with names in it.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    language: Language,
    id: &'static str,
}

impl Template {
    /// The message with these texts for the names in it.
    ///
    /// # Panics
    /// If a name in it has no text.
    #[must_use]
    pub fn with(&self, texts: &[(&'static str, &str)]) -> String {
        let values: Vec<(&'static str, Value<'_>)> = texts.iter().map(|&(name, text)| (name, Value::from(text))).collect();
        self.language.say(self.id, &values)
    }
}
