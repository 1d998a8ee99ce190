//! A resolved scenario in words: every key with its value, unit, range, default, meaning and source.

use super::expectation::Expectation;
use super::figures::{allowed, figure, shown};
use super::{Event, Scenario, StartTies};
use crate::parameter::{Allowed, CatalogueKey};
use crate::phases::{CatalogueSection, Parameters, catalogue};
use crate::world::Strategy;
use crate::world::populate::Kind;

/// Columns of text at most.
const WIDTH: usize = 100;
/// What stands in an empty list.
const NONE: &str = "  none\n";

/// Explains a scenario, in at most 100 columns.
#[must_use]
pub fn explain(scenario: &Scenario) -> String {
    let mut text = head(scenario);
    let mut own = scenario.parameters.clone();
    for section in catalogue() {
        text += &self::section(&section, &mut own);
        if section.name == "network" {
            text += &scenario.start_ties.as_deref().map_or_else(String::new, start_ties);
        }
    }
    text += &kinds(&scenario.kinds);
    text += &events(&scenario.events);
    text += &expectations(&scenario.expectations);
    text
}

fn head(scenario: &Scenario) -> String {
    let mut text = wrapped("", &scenario.title) + &wrapped("", &scenario.question);
    text += &format!("\n  rounds  {}\n  seed    {}\n", scenario.rounds, scenario.seed);
    text += "\nKeys marked * differ from their default.\n";
    text
}

fn section(section: &CatalogueSection, own: &mut Parameters) -> String {
    let title = format!("\n[{}]  phase: {}\n", section.name, section.phase);
    let keys = section.keys.iter().map(|key| self::key(key, own));
    title + &wrapped("", section.meaning) + &keys.collect::<String>()
}

fn start_ties(StartTies { list, file }: &StartTies) -> String {
    let ties = figure(list.len() as f64);
    wrapped("  ", &format!("{ties} ties read from {}, SHA-256 {}", file.path.display(), file.sha256))
}

fn key(key: &CatalogueKey<Parameters>, own: &mut Parameters) -> String {
    let (value, default) = (key.get(own), key.get(&mut Parameters::default()));
    let mark = if value == default { ' ' } else { '*' };
    let (value, default) = (shown(&value), shown(&default));
    let (allowed, words) = match &key.allowed {
        Allowed::Words(words) => (format!("one of {}", words.len()), words.as_slice()),
        other => (allowed(other), [].as_slice()),
    };
    let line = format!("{mark} {:<18} {value:<12} {:<22} {allowed:<20} default {default}", key.name(), key.unit);
    let symbol = if key.symbol.is_empty() { String::new() } else { format!(" ({} in MODEL.md)", key.symbol) };
    let meaning = format!("{}{symbol} Source: {}.", key.meaning, key.source);
    let words = words.iter().map(|word| wrapped("        ", &format!("{}: {}", word.word, word.meaning)));
    line + "\n" + &wrapped("      ", &meaning) + &words.collect::<String>()
}

fn kinds(kinds: &[Kind]) -> String {
    let width = kinds.iter().map(|kind| kind.name.chars().count()).max().unwrap_or(0).max("name".len());
    let header: String = Strategy::PARTS.iter().map(|part| format!(" {part:>11}")).collect();
    let mut text = format!(
        "\n[[patrons]]  the kinds of patrons at the start\n  {:<width$} {:>11}{header} {:>11}\n",
        "name", "share", "spread"
    );
    for kind in kinds {
        let numbers = [&[kind.share], &kind.mean.parts()[..], &[kind.spread]].concat();
        let numbers: String = numbers.into_iter().map(|x| format!(" {:>11}", figure(x))).collect();
        text += &format!("  {:<width$}{numbers}\n", kind.name);
    }
    text
}

fn events(events: &[Event]) -> String {
    let mut text = "\n[[events]]  keys that change from a round on\n".to_owned();
    for event in events {
        let changes: Vec<_> = event.changes.iter().map(|(key, value)| format!("{key} = {}", shown(value))).collect();
        text += &wrapped("  ", &format!("round {}: {}", event.round, changes.join(", ")));
        text += &wrapped("      ", &event.note);
    }
    if events.is_empty() { text + NONE } else { text }
}

fn expectations(expectations: &[Expectation]) -> String {
    let mut text = "\n[[expect]]  what the scenario expects to see\n".to_owned();
    for Expectation { measure, when, bound, why, source } in expectations {
        text += &wrapped("  ", &format!("{measure} at {when}: {bound}"));
        text += &wrapped("      ", why);
        if !source.is_empty() {
            text += &wrapped("      ", &format!("Source: {source}."));
        }
    }
    if expectations.is_empty() { text + NONE } else { text }
}

/// Words in lines of at most [`WIDTH`] columns, each after `indent`.
fn wrapped(indent: &str, text: &str) -> String {
    let mut lines = String::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let width = indent.len() + line.chars().count() + 1 + word.chars().count();
        if !line.is_empty() && width > WIDTH {
            lines += &format!("{indent}{line}\n");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line += word;
    }
    if line.is_empty() { lines } else { lines + &format!("{indent}{line}\n") }
}
