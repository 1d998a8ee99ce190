//! What a claim file says at its top.

use super::FORM;
use super::fields::TOP;
use super::levels::Draft;
use crate::evidence::claims::Id;
use crate::scenario::based::{self, Base};
use crate::scenario::fields::named;
use crate::scenario::problems::Problem;
use crate::scenario::read::{Limits, Reader, too_late};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::scenario::{Machine, Scenario, When};
use std::path::Path;

/// The texts at the top, and the year.
pub(super) struct Head {
    pub id: Id,
    /// Where the id is written.
    pub id_at: Place,
    pub title: String,
    pub statement: String,
    pub source: String,
    pub year: u32,
    pub mapping: String,
    pub comment: String,
}

/// The texts at the top; nothing if one of them is missing or wrong.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table) -> Option<Head> {
    let id = take(reader, table, "claim", "claim = \"P18\"").and_then(|entry| id(reader, &entry));
    let mut text = |name: &str, example: &str, about: &str| {
        take(reader, table, name, example).and_then(|entry| reader.text(name, &entry.node, about))
    };
    let title = text("title", "title = \"Exit improves the terms of exchange\"", "say in a few words what is claimed, in quotes");
    let statement =
        text("statement", "statement = \"The more clients can leave, the better the terms.\"", "say what is claimed, in quotes");
    let source = text("source", "source = \"Scott 1972\"", "say who claims it, in quotes");
    let mapping = text(
        "mapping",
        "mapping = \"How the claim maps to the model.\"",
        "say what the keys are in the author's words, what the measure is, and what is lost",
    );
    let comment = table.remove("comment").map_or(Some(String::new()), |entry| {
        reader.text("comment", &entry.node, "say what is to be thought of the verdict, in quotes, or leave it out")
    });
    let year = take(reader, table, "year", "year = 1972").and_then(|entry| year(reader, &entry));
    let (id, id_at) = id?;
    Some(Head {
        id,
        id_at,
        title: title?,
        statement: statement?,
        source: source?,
        year: year?,
        mapping: mapping?,
        comment: comment?,
    })
}

fn take(reader: &mut Reader<'_>, table: &mut Table, name: &str, example: &str) -> Option<Entry> {
    FORM.take(reader, table, name, example)
}

fn id(reader: &mut Reader<'_>, entry: &Entry) -> Option<(Id, Place)> {
    let about = "a capital letter and a number, like \"P18\"";
    let text = reader.text("claim", &entry.node, about)?;
    let id = Id::parse(&text).filter(|id| id.to_string() == text);
    if id.is_none() {
        reader.report(Problem::new(format!("this is no name of a claim: {text}")).at(entry.node.at, "").help(about));
    }
    id.map(|id| (id, entry.node.at))
}

fn year(reader: &mut Reader<'_>, entry: &Entry) -> Option<u32> {
    let limits = Limits { allowed: "from 1000 to 9999".to_owned(), ..Limits::of(named(&TOP, "year")) };
    u32::try_from(reader.whole("year", &entry.node, &limits)?).ok()
}

/// The base, a valid scenario by itself.
pub(super) fn base(reader: &mut Reader<'_>, table: &mut Table, claim: &Path, machine: &Machine) -> Option<Base> {
    let base = based::base(reader, &FORM, table, claim, "base = \"bases/village.toml\"")?;
    if let Err(problems) = Scenario::load_for(&base.path, &[], machine) {
        let problems = based::adopted(reader, problems, &[]);
        problems.into_iter().for_each(|problem| reader.report(problem));
        return None;
    }
    Some(base)
}

/// When measures are taken: a time that the levels' scenarios have.
pub(super) fn at(reader: &mut Reader<'_>, table: &mut Table, levels: &[Draft]) -> Option<When> {
    let entry = take(reader, table, "at", "at = \"mean:20\"")?;
    let about = "use \"start\", \"end\", \"round:T\" or \"mean:K\" (the last K rounds)";
    let text = reader.text("at", &entry.node, about)?;
    let place = entry.node.at;
    let when = based::time(reader, &text, place)?;
    let rounds = levels.iter().filter_map(Draft::scenario).map(|scenario| scenario.rounds).min();
    let problem = rounds.and_then(|rounds| too_late(when, place, rounds));
    let exists = problem.is_none();
    problem.into_iter().for_each(|problem| reader.report(problem));
    exists.then_some(when)
}
