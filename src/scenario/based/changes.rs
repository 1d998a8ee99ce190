//! `set`: what a file changes in its base.

use super::base::Base;
use crate::scenario::figures::figure;
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::read::Reader;
use crate::scenario::sets::{Change, ChangesOf, Expecting};
use crate::scenario::source::Source;
use crate::scenario::tree::{Entry, Node, Raw, Table};
use crate::scenario::{Machine, Scenario};

/// The changes of a table `set`: tables in it are parts of paths. Nothing if it is no table.
pub(crate) fn changes(reader: &mut Reader<'_>, set: Option<Entry>) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    if let Some(entry) = set {
        let about = "write `set = { \"section.key\" = value }`, for example `set = { \"law.detection\" = 0.1 }`";
        flatten("", reader.table("set", entry.node, about)?, &mut changes);
    }
    Some(changes)
}

fn flatten(path: &str, table: Table, changes: &mut Vec<Change>) {
    for (name, Entry { key_at, node }) in table {
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        match node.raw {
            Raw::Table(table) => flatten(&path, table, changes),
            _ => changes.push(Change { path, key_at, node }),
        }
    }
}

/// Reports changes of keys that `whose` cannot change: their names, and why.
pub(crate) fn fixed(reader: &mut Reader<'_>, changes: &[Change], whose: &str, fixed: &[(&str, &str)]) {
    for change in changes {
        if let Some((name, why)) = fixed.iter().find(|(name, _)| *name == change.path) {
            let problem = Problem::new(format!("{whose} cannot change `{name}`")).at(change.key_at, "");
            reader.report(problem.help(format!("leave it out: {why}")));
        }
    }
}

/// A change as it would be written on the command line.
pub(crate) fn words(change: &Change, sources: &[Source]) -> String {
    format!("{}={}", change.path, value(&change.node, sources))
}

fn value(node: &Node, sources: &[Source]) -> String {
    match &node.raw {
        Raw::Text(text) => text.clone(),
        Raw::Whole(whole) => whole.to_string(),
        Raw::Real(real) => figure(*real),
        Raw::Bool(yes) => yes.to_string(),
        Raw::Date | Raw::List(_) | Raw::Table(_) => {
            let written = sources.get(node.at.source).and_then(|source| source.at(node.at));
            written.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
        }
    }
}

/// A base with changes, to be tried.
pub(crate) struct Trial<'a> {
    /// The base.
    pub base: &'a Base,
    /// The texts in which changes are written: sources of its problems from 1 on.
    pub files: &'a [Source],
    /// What happens to what the base expects.
    pub expecting: Expecting,
    /// The machine on which it must fit into memory.
    pub machine: &'a Machine,
}

impl Trial<'_> {
    /// The base, changed.
    ///
    /// # Errors
    /// All problems. The base is their source 0, the files in which changes are written follow.
    pub fn of(&self, changes: &[Change]) -> Result<Scenario, Problems> {
        let Self { base, files, expecting, machine } = *self;
        let by = ChangesOf { files, folder: &base.folder, changes, expecting };
        Scenario::changed(base.source.clone(), base.own_folder(), &by, machine)
    }
}

/// The problems of a trial where the files in which changes are written have the numbers `own` among the sources.
pub(crate) fn adopted(reader: &mut Reader<'_>, problems: Problems, own: &[usize]) -> Vec<Problem> {
    let (sources, problems) = problems.into_parts();
    let number = |(index, source): (usize, Source)| {
        // The base is shown once, however many trials went wrong.
        let known = reader.files.iter().position(|file| index == 0 && file.name == source.name);
        let known = index.checked_sub(1).and_then(|index| own.get(index).copied()).or(known.map(|n| n + reader.sources.len()));
        known.unwrap_or_else(|| reader.add_file(source).source)
    };
    let to: Vec<usize> = sources.into_iter().enumerate().map(number).collect();
    problems.into_iter().map(|problem| problem.moved(&to)).collect()
}
