//! `--set key=value`: what the command line changes in what a file says; and the same for changes that another file makes.
//!
//! A value that is set takes the place of the file's value in the tree, before anything is checked.

use super::lists::default_entries;
use super::names::{self, LISTS, TOP_LEVEL};
use super::problems::Problem;
use super::source::Place;
use super::source::Source;
use super::tree::{self, Entry, Node, Raw, Table};
use crate::parameter::Allowed;
use crate::phases::{CatalogueSection, catalogue};
use std::path::Path;

const FORM: &str = "write `--set section.key=value`, for example `--set law.detection=0.1`";

/// A change of one key, written in another file than the scenario.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// The key with dots, as on the command line: `law.detection`, `parties.left.ideology`.
    pub path: String,
    /// Where it is written.
    pub key_at: Place,
    /// The new value.
    pub node: Node,
}

/// The changes that another file makes.
pub(crate) struct ChangesOf<'a> {
    /// The file, and others in which changes are written.
    pub files: &'a [Source],
    /// The folder at which relative paths among the new values start.
    pub folder: &'a Path,
    /// The changes.
    pub changes: &'a [Change],
    /// What happens to what the scenario expects.
    pub expecting: Expecting,
}

/// What happens to what a scenario expects when it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expecting {
    /// It must make sense with the changes.
    Kept,
    /// It is left out, unread: nobody will ask whether it held.
    LeftOut,
}

impl Expecting {
    /// Does it to a scenario.
    pub fn apply(self, table: &mut Table) {
        if self == Self::LeftOut {
            table.remove("expect");
        }
    }
}

/// Where a change is written, for advice on how to write it.
#[derive(Clone, Copy)]
enum Written {
    /// In a `--set` argument.
    Argument,
    /// In a `set` table of another file.
    File,
}

impl Written {
    /// How a change is written, with an example.
    fn form(self) -> &'static str {
        match self {
            Self::Argument => FORM,
            Self::File => "write `set = { \"section.key\" = value }`, for example `set = { \"law.detection\" = 0.1 }`",
        }
    }

    /// This change.
    fn example(self, path: &str, value: &str) -> String {
        match self {
            Self::Argument => format!("`--set {path}={value}`"),
            Self::File => format!("`\"{path}\" = {value}`"),
        }
    }
}

/// A list whose entries have names.
struct NamedList {
    list: &'static str,
    /// An entry of it.
    one: &'static str,
    /// A part that an entry has, and a value for it: an example.
    part: &'static str,
    value: &'static str,
}

const NAMED: [NamedList; 3] = [
    NamedList { list: "patrons", one: "a kind of patrons", part: "wage", value: "0.6" },
    NamedList { list: "parties", one: "a party", part: "ideology", value: "0.3" },
    NamedList { list: "elections", one: "an election", part: "funds", value: "50" },
];

/// A part of a dotted key, and where it is.
struct Segment<'a> {
    name: &'a str,
    at: Place,
}

/// Sets in `table` what the argument `argument`, source `source`, says.
pub(super) fn apply(
    table: &mut Table,
    source: usize,
    argument: &str,
    catalogue: &[CatalogueSection],
) -> Result<(), Box<Problem>> {
    let all = Place::bytes(source, 0, argument.len());
    let Some((path, _)) = argument.split_once('=') else {
        return Err(Problem::new("`--set` without `=`").at(all, "").help(FORM).into());
    };
    let segments = segments(source, path);
    let value = value(source, argument, path.len() + 1, Holds::of(&segments, catalogue))?;
    set(table, &segments, Place::bytes(source, 0, path.len()), value, Written::Argument)
}

/// Sets in `table` what a change of another file says.
pub(super) fn apply_change(table: &mut Table, change: &Change) -> Result<(), Box<Problem>> {
    let segments: Vec<_> = change.path.split('.').map(|name| Segment { name: name.trim(), at: change.key_at }).collect();
    set(table, &segments, change.key_at, change.node.clone(), Written::File)
}

/// Sets the key that the segments name; `all` is where they are.
fn set(table: &mut Table, segments: &[Segment<'_>], all: Place, value: Node, written: Written) -> Result<(), Box<Problem>> {
    match segments {
        [one] if LISTS.contains(&one.name) => Err(not_settable(one, written).into()),
        [one] => match catalogue().iter().find(|section| section.name == one.name) {
            Some(section) => Err(a_table(one, section).into()),
            None => {
                insert(table, one, value);
                Ok(())
            }
        },
        [list, ..] if LISTS.contains(&list.name) => {
            let Some(named) = NAMED.iter().find(|named| named.list == list.name) else {
                return Err(not_settable(list, written).into());
            };
            let [_, which, part] = segments else {
                let NamedList { list, one, part, value } = named;
                let example = written.example(&format!("{list}.NAME.{part}"), value);
                let help = format!("write {example}, or the number of the entry for its name: `{list}.1.{part}`");
                return Err(Problem::new(format!("this names no part of {one}")).at(all, "").help(help).into());
            };
            of_entry(table, named, list, which, part, value)
        }
        [section, key] => {
            of_section(table, section, key, value);
            Ok(())
        }
        _ => Err(Problem::new("this is no key").at(all, "").help(written.form()).into()),
    }
}

fn a_table(name: &Segment<'_>, section: &CatalogueSection) -> Problem {
    let keys: Vec<_> = section.keys.iter().map(|key| key.path.as_str()).collect();
    let help = names::list("name one of its keys", keys);
    Problem::new(format!("`{}` is a table of keys", name.name)).at(name.at, "").help(help)
}

fn not_settable(list: &Segment<'_>, written: Written) -> Problem {
    let place = match written {
        Written::Argument => "on the command line",
        Written::File => "by a change",
    };
    Problem::new(format!("`{}` cannot be set {place}", list.name)).at(list.at, "").help("edit the scenario file, or a copy of it")
}

fn segments(source: usize, path: &str) -> Vec<Segment<'_>> {
    let mut start = 0;
    let segment = |part: &'_ str, start: usize| {
        let indent = part.len() - part.trim_start().len();
        let name = part.trim();
        (start + indent, start + indent + name.len())
    };
    let mut found = Vec::new();
    for part in path.split('.') {
        let (from, to) = segment(part, start);
        found.push(Segment { name: &path[from..to], at: Place::bytes(source, from, to) });
        start += part.len() + 1;
    }
    found
}

/// The value after the `=`: text as it is where a key holds text, else a number or any TOML value.
fn value(source: usize, argument: &str, after: usize, kind: Holds) -> Result<Node, Box<Problem>> {
    let rest = &argument[after..];
    let text = rest.trim();
    let start = after + rest.len() - rest.trim_start().len();
    let at = Place::bytes(source, start, start + text.len());
    if text.is_empty() {
        let whole = Place::bytes(source, 0, argument.len());
        return Err(Problem::new("`--set` without a value").at(whole, "").help(FORM).into());
    }
    let quoted = text.starts_with(['"', '\'']);
    if !quoted && kind == Holds::Text {
        return Ok(Node { raw: Raw::Text(text.to_owned()), at });
    }
    // Rust reads numbers that TOML would not (`.2`, `007`); on a command line they are welcome.
    if let Ok(whole) = text.parse() {
        return Ok(Node { raw: Raw::Whole(whole), at });
    }
    if let Ok(real) = text.parse() {
        return Ok(Node { raw: Raw::Real(real), at });
    }
    Ok(tree::value(source, start, text).unwrap_or(Node { raw: Raw::Text(text.to_owned()), at }))
}

/// What a key holds, as far as that decides how its value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Text or a word, which need no quotes.
    Text,
    /// Anything else.
    Other,
}

impl Holds {
    fn of(path: &[Segment<'_>], catalogue: &[CatalogueSection]) -> Self {
        let is_text = match path {
            [key] => ["title", "question"].contains(&key.name),
            [list, _, part] => match list.name {
                "patrons" | "parties" => part.name == "name",
                "elections" => ["name", "office", "rule", "under"].contains(&part.name),
                _ => false,
            },
            [section, key] => {
                let sections = catalogue.iter().filter(|known| known.name == section.name);
                let mut keys = sections.flat_map(|section| &section.keys).filter(|known| known.name() == key.name);
                keys.any(|key| matches!(key.allowed, Allowed::Words(_) | Allowed::Text))
            }
            _ => false,
        };
        if is_text { Self::Text } else { Self::Other }
    }
}

fn insert(table: &mut Table, key: &Segment<'_>, node: Node) {
    table.insert(key.name.to_owned(), Entry { key_at: key.at, node });
}

fn of_section(table: &mut Table, section: &Segment<'_>, key: &Segment<'_>, value: Node) {
    if TOP_LEVEL.contains(&section.name) {
        insert(table, section, Node { raw: Raw::Table(Table::new()), at: section.at });
    }
    let new = || Entry { key_at: section.at, node: Node { raw: Raw::Table(Table::new()), at: section.at } };
    let entry = table.entry(section.name.to_owned()).or_insert_with(new);
    // If the file has something else under this name, that is reported when the file's value is read.
    if let Raw::Table(keys) = &mut entry.node.raw {
        insert(keys, key, value);
    }
}

fn of_entry(
    table: &mut Table,
    named: &NamedList,
    list: &Segment<'_>,
    which: &Segment<'_>,
    part: &Segment<'_>,
    value: Node,
) -> Result<(), Box<Problem>> {
    let default = || {
        let entries = default_entries(list.name, list.at);
        Entry { key_at: list.at, node: Node { raw: Raw::List(entries), at: list.at } }
    };
    let entry = table.entry(list.name.to_owned()).or_insert_with(default);
    let Raw::List(entries) = &mut entry.node.raw else { return Ok(()) };
    let names: Vec<String> = entries.iter().map(name_of).collect();
    let number = which.name.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let index = names.iter().position(|name| name == which.name).or(number.filter(|&index| index < names.len()));
    let Some(index) = index else { return Err(no_such_entry(named, which, &names).into()) };
    if let Raw::Table(keys) = &mut entries[index].raw {
        insert(keys, part, value);
    }
    Ok(())
}

fn name_of(entry: &Node) -> String {
    match &entry.raw {
        Raw::Table(keys) => match keys.get("name").map(|entry| &entry.node.raw) {
            Some(Raw::Text(name)) => name.clone(),
            _ => super::DEFAULT_KIND.to_owned(),
        },
        _ => String::new(),
    }
}

fn no_such_entry(named: &NamedList, which: &Segment<'_>, names: &[String]) -> Problem {
    let known = names.iter().enumerate().map(|(index, name)| format!("{name} ({})", index + 1));
    let known = known.collect::<Vec<_>>().join(", ");
    let one = named.one.split_once(' ').map_or(named.one, |(_, one)| one);
    let many = if named.list == "patrons" { "kinds" } else { named.list };
    Problem::new(format!("there is no {one} `{}`", which.name)).at(which.at, "").help(format!("{many}: {known}"))
}
