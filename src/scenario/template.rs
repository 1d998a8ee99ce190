//! A scenario to edit: valid TOML with every key, its meaning, unit and range.

use super::expectation::{Bound, Expectation};
use super::fields::{PATRONS, named};
use super::figures::allowed;
use super::{DEFAULT_SEED, Event, Scenario, default_kind};
use crate::parameter::{Allowed, CatalogueKey, Settable, Value, Word};
use crate::phases::{Parameters, catalogue};
use crate::world::Strategy;
use crate::world::populate::Kind;
use toml::Value as Toml;

/// Rounds of a new scenario that is not made from another.
const ROUNDS: u32 = 80;

/// A commented scenario called `name`. With `from`, it says what that scenario says; keys at their default, and
/// everything without `from`, are commented out.
#[must_use]
pub fn scenario(name: &str, from: Option<&Scenario>) -> String {
    let mut parameters = from.map_or_else(Parameters::default, |from| from.parameters.clone());
    let mut text = head(name, from);
    for section in catalogue() {
        text += &format!("\n# {}\n[{}]\n", section.meaning, section.name);
        text += &section.keys.iter().map(|key| self::key(key, &mut parameters)).collect::<String>();
    }
    text += &kinds(from.map_or(&[], |from| &from.kinds));
    text += &events(from.map_or(&[], |from| &from.events));
    text += &expectations(from.map_or(&[], |from| &from.expectations));
    text
}

fn head(name: &str, from: Option<&Scenario>) -> String {
    let rounds = from.map_or(ROUNDS, |from| from.rounds);
    let seed = from.map_or(DEFAULT_SEED, |from| from.seed);
    let question = from.map_or("", |from| &from.question);
    let question = if question.is_empty() {
        "# question = \"What does this scenario ask?\"".to_owned()
    } else {
        entry("question", &quoted(question))
    };
    let seed_line = if seed == DEFAULT_SEED { format!("# seed = {seed}") } else { format!("seed = {seed}") };
    format!(
        "# A scenario of patronage. Lines that begin with # are comments: remove the # before a key to set it.\n\
         # Unit and range stand behind the meaning of each key. PARAMETERS.md explains them all.\n\
         \n\
         # What the scenario is called.\n\
         title = {}\n\
         # What it asks.\n\
         {question}\n\
         # How many rounds (seasons) to simulate [rounds, 1 to 1_000_000].\n\
         rounds = {rounds}\n\
         # Seed of all random numbers: equal seeds give equal results.\n\
         {seed_line}\n",
        quoted(name)
    )
}

fn key(key: &CatalogueKey<Parameters>, parameters: &mut Parameters) -> String {
    let value = key.get(parameters);
    let mark = if value == key.get(&mut Parameters::default()) { "# " } else { "" };
    let start = if key.settable == Settable::AtStart { ", at the start only" } else { "" };
    let about = format!("# {} [{}, {}{start}]\n", key.meaning, key.unit, allowed(&key.allowed));
    let words = match &key.allowed {
        Allowed::Words(words) => words.as_slice(),
        _ => &[],
    };
    let words: String = words.iter().map(|Word { word, meaning }| format!("#   {word}: {meaning}\n")).collect();
    about + &words + mark + &entry(key.name(), &toml(&value)) + "\n"
}

/// The entries of a list under a comment; where there are none, an example that is commented out.
fn entries<T>(about: &str, items: &[T], text: fn(&T) -> String, example: &T) -> String {
    let entries = match items {
        [] => commented(&text(example)),
        items => items.iter().map(text).collect::<Vec<_>>().join("\n"),
    };
    format!("\n# {about}\n{entries}")
}

fn kinds(kinds: &[Kind]) -> String {
    let about = "The kinds of patrons at the start: what share of all they are, and their mean strategy.";
    entries(about, kinds, kind, &default_kind())
}

fn kind(kind: &Kind) -> String {
    let mut text = format!("[[patrons]]\n{}\n", entry("name", &quoted(&kind.name)));
    let parts = Strategy::PARTS.into_iter().zip(kind.mean.parts());
    for (name, value) in [("share", kind.share)].into_iter().chain(parts).chain([("spread", kind.spread)]) {
        let field = named(&PATRONS, name);
        text += &format!("{} # {} [{}, {}]\n", entry(name, &float(value)), field.meaning, field.unit, field.allowed);
    }
    text
}

fn events(events: &[Event]) -> String {
    let example = Event {
        round: ROUNDS / 2,
        note: "A law that punishes force.".to_owned(),
        changes: vec![("law.detection".to_owned(), Value::Number(0.5))],
    };
    entries("Keys that change from a round on.", events, event, &example)
}

fn event(event: &Event) -> String {
    let changes: Vec<_> = event.changes.iter().map(|(key, value)| entry(key, &toml(value))).collect();
    let note = if event.note.is_empty() { String::new() } else { entry("note", &quoted(&event.note)) + "\n" };
    format!("[[events]]\nround = {}\n{note}set = {{ {} }}\n", event.round, changes.join(", "))
}

fn expectations(expectations: &[Expectation]) -> String {
    let example = Expectation {
        measure: "loyalty_mean".to_owned(),
        when: super::When::End,
        bound: Bound::Band { at_least: Some(0.5), at_most: Some(0.9) },
        why: "Patrons who protect are followed willingly.".to_owned(),
        source: "Scott 1972".to_owned(),
    };
    entries("What the scenario expects to see; each run says whether it held.", expectations, expectation, &example)
}

fn expectation(expectation: &Expectation) -> String {
    let time = |when: super::When| quoted(&when.to_string());
    let mut lines = vec![("measure", quoted(&expectation.measure)), ("when", time(expectation.when))];
    match expectation.bound {
        Bound::Band { at_least, at_most } => {
            lines.extend(at_least.map(|limit| ("at_least", float(limit))));
            lines.extend(at_most.map(|limit| ("at_most", float(limit))));
        }
        Bound::MoreThan(when) => lines.push(("more_than", time(when))),
        Bound::LessThan(when) => lines.push(("less_than", time(when))),
    }
    let texts = [("why", &expectation.why), ("source", &expectation.source)];
    lines.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, quoted(text))));
    let lines: String = lines.into_iter().map(|(name, value)| entry(name, &value) + "\n").collect();
    "[[expect]]\n".to_owned() + &lines
}

fn entry(name: &str, value: &str) -> String {
    format!("{name} = {value}")
}

/// TOML lines, commented out.
fn commented(lines: &str) -> String {
    lines.lines().map(|line| format!("# {line}\n")).collect()
}

fn quoted(text: &str) -> String {
    Toml::String(text.to_owned()).to_string()
}

fn float(x: f64) -> String {
    Toml::Float(x).to_string()
}

fn toml(value: &Value) -> String {
    match value {
        Value::Number(x) => float(*x),
        Value::Count(n) => n.to_string(),
        Value::Choice(word) => quoted(word),
        Value::Text(text) => quoted(text),
    }
}
