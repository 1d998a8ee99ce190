//! Files that build on a base scenario, claims and sweeps: what is the same in how they are read.

mod base;
mod changes;

pub(crate) use base::{Base, base, seen};
pub(crate) use changes::{Trial, adopted, changes, fixed, words};

use super::When;
use super::fields::Field;
use super::kind::FileKind;
use super::names;
use super::problems::{Problem, Problems};
use super::read::Reader;
use super::source::{self, Place, Source};
use super::tree::{self, Entry, Table};
use std::path::Path;

/// The number of the file among the sources of its problems. The sources of a changed base's problems start with the base.
pub(crate) const FILE: usize = 1;

/// What distinguishes the files of a kind.
pub(crate) struct Form {
    /// The kind.
    pub kind: FileKind,
    /// The keys at the top.
    pub top: &'static [Field],
    /// What to do about an empty file.
    pub empty: &'static str,
}

/// A part of an entry that only some words have: its name, the words, and an example where they cannot do without.
pub(crate) type Part = (&'static str, &'static [&'static str], &'static str);

impl Form {
    /// Reads a file: what `understand` makes of it, and its text.
    ///
    /// # Errors
    /// All problems, each with file, line and what to do.
    pub fn read<T>(
        &self,
        path: &Path,
        understand: impl FnOnce(&mut Reader<'_>, Table) -> Option<T>,
    ) -> Result<(T, Source), Problems> {
        let (source, problem) = source::read(path);
        let mut sources = vec![Source::unshown(&source.name), source];
        let read = match problem {
            Some(problem) => Err(vec![problem.moved(&[FILE])]),
            None => self.parse(sources[FILE].text.as_deref().unwrap_or_default()).and_then(|table| {
                let mut reader = Reader::new(&sources);
                let read = understand(&mut reader, table);
                let Reader { problems, files, .. } = reader;
                match read {
                    Some(read) if problems.is_empty() => Ok(read),
                    _ => {
                        sources.extend(files);
                        Err(problems)
                    }
                }
            }),
        };
        match read {
            Ok(read) => Ok((read, sources.swap_remove(FILE))),
            Err(problems) => Err(Problems::new(sources, problems)),
        }
    }

    fn parse(&self, text: &str) -> Result<Table, Vec<Problem>> {
        if text.trim().is_empty() {
            let problem = Problem::new(format!("the {} is empty", self.kind.word()));
            return Err(vec![problem.at(Place::whole(FILE), "").help(self.empty)]);
        }
        let table = tree::parse(FILE, text)?;
        self.kind.taken_for_another(&table).map_or(Ok(table), |problem| Err(vec![problem]))
    }

    /// Takes a key at the top that must be there, or reports that it is missing.
    pub fn take(&self, reader: &mut Reader<'_>, table: &mut Table, name: &str, example: &str) -> Option<Entry> {
        reader.required(table, name, "", Place::whole(FILE), example)
    }

    /// Reports the keys that nobody has taken from the top.
    pub fn unknown_at_top(&self, reader: &mut Reader<'_>, table: &Table) {
        self.unknown(reader, table, "", self.top);
    }

    /// Reports the keys that nobody has taken from the table or list of tables `name`, whose keys are `known`.
    pub fn unknown_in(&self, reader: &mut Reader<'_>, table: &Table, name: &str, known: &'static [Field]) {
        self.unknown(reader, table, name, known);
    }

    fn unknown(&self, reader: &mut Reader<'_>, table: &Table, inside: &str, known: &'static [Field]) {
        let names = || known.iter().map(|field| field.name);
        for (name, entry) in table {
            let help = match names::nearest(name, names()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None if !inside.is_empty() && self.top.iter().any(|field| field.name == name) => {
                    let kind = self.kind.word();
                    format!("`{name}` is a key of the whole {kind}: write it at the top, above the first [table]")
                }
                None => names::list("known here", names()),
            };
            let place = if inside.is_empty() { String::new() } else { format!(" in `{inside}`") };
            reader.report(Problem::new(format!("unknown key `{name}`{place}")).at(entry.key_at, "").help(help));
        }
    }
}

/// Reports parts that an entry with this word lacks, and such as it has no use for; these are dropped. `whose` says what the entry is.
pub(crate) fn parts(reader: &mut Reader<'_>, (place, whose): (Place, &str), table: &mut Table, word: &str, parts: &[Part]) {
    for (part, of, example) in parts {
        let given = table.get(*part).map(|entry| entry.key_at);
        match (given, of.contains(&word)) {
            (None, true) if !example.is_empty() => {
                let problem = Problem::new(format!("`{part}` is missing{whose}: \"{word}\" needs it")).at(place, "");
                reader.report(problem.help(format!("add `{example}`")));
            }
            (Some(at), false) => {
                let words: Vec<_> = of.iter().map(|word| format!("\"{word}\"")).collect();
                let problem = Problem::new(format!("`{part}` has no meaning with \"{word}\"")).at(at, "");
                reader.report(problem.help(format!("leave it out; it belongs to {}", words.join(", "))));
                table.remove(*part);
            }
            _ => {}
        }
    }
}

/// The time that a text names; reports one that is none.
pub(crate) fn time(reader: &mut Reader<'_>, text: &str, at: Place) -> Option<When> {
    let when = When::parse(text).ok();
    if when.is_none() {
        let problem = Problem::new(format!("`{text}` is no time")).at(at, "");
        reader.report(problem.help("use \"start\", \"end\", \"round:T\" or \"mean:K\" (the last K rounds)"));
    }
    when
}
