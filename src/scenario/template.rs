//! A scenario to edit: valid TOML with every key, its meaning, unit and range.

use super::expectation::{Bound, Expectation};
use super::fields::{ELECTIONS, Field, PARTIES, PATRONS, named};
use super::figures::allowed;
use super::{DEFAULT_SEED, Event, Scenario, default_kind};
use crate::parameter::{Allowed, CatalogueKey, Choice, Settable, Value, Word};
use crate::phases::{Parameters, catalogue};
use crate::world::Strategy;
use crate::world::politics::{Constituency, Election, Office, Party, Polity};
use crate::world::populate::Kind;
use toml::Value as Toml;

/// Rounds of a new scenario that is not made from another.
const ROUNDS: u32 = 80;

/// A commented scenario called `name`. With `from`, it says what that scenario says; keys at their default, and
/// everything without `from`, are commented out.
#[must_use]
pub fn scenario(name: &str, from: Option<&Scenario>) -> String {
    let mut parameters = from.map_or_else(Parameters::default, |from| from.parameters.clone());
    if from.is_some_and(|from| from.settlement.is_some()) {
        // The table says how many there are; who edits it should not have to correct that here too.
        let default = Parameters::default().population;
        (parameters.population.clients, parameters.population.villages) = (default.clients, default.villages);
    }
    let mut text = head(name, from);
    for section in catalogue() {
        text += &format!("\n# {}\n[{}]\n", section.meaning, section.name);
        text += &section.keys.iter().map(|key| self::key(key, &mut parameters)).collect::<String>();
    }
    text += &kinds(from.map_or(&[], |from| &from.kinds));
    text += &politics(from);
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
        text += &(entry(name, &float(value)) + &about(named(&PATRONS, name)));
    }
    text
}

/// Parties and elections, with examples where there are none.
fn politics(from: Option<&Scenario>) -> String {
    let polity = from.and_then(|from| from.polity.as_deref());
    let has_table = from.is_some_and(|from| from.settlement.is_some());
    let example = Polity::two_parties(vec![1], 1, 1.0);
    let council = Election {
        name: "council".to_owned(),
        office: Office::Legislature,
        rule: Office::Legislature.usual_rule(),
        constituencies: [("north", 9), ("south", 5)].map(|(name, seats)| Constituency { name: name.to_owned(), seats }).into(),
        ..example.elections[0].clone()
    };
    let text = |polity: &Polity, election: &Election| self::election(polity, election, has_table);
    let (parties, elections) = match polity {
        Some(polity) => {
            let elections = polity.elections.iter().map(|election| text(polity, election));
            (polity.parties.iter().map(party).collect::<Vec<_>>(), elections.collect::<Vec<_>>())
        }
        None => {
            let parties = example.parties.iter().map(|example| commented(&party(example))).collect();
            (parties, vec![commented(&text(&example, &council))])
        }
    };
    format!(
        "\n# Who stands for election, where there is politics (`every` in [politics]): by default two parties.\n{}\
         \n# What is elected, and where: by default one executive in one constituency.\n{}",
        parties.join("\n"),
        elections.join("\n")
    )
}

fn party(party: &Party) -> String {
    let mut text = format!("[[parties]]\n{}\n", entry("name", &quoted(&party.name)));
    let Party { ideology, valence, funds, family, centrality, .. } = party;
    let [ideology, valence, funds, centrality] = [ideology, valence, funds, centrality].map(|&number| float(number));
    let values = [
        ("ideology", ideology),
        ("valence", valence),
        ("funds", funds),
        ("family", family.to_string()),
        ("centrality", centrality),
    ];
    for (name, value) in values {
        text += &(entry(name, &value) + &about(named(&PARTIES, name)));
    }
    text
}

fn election(polity: &Polity, election: &Election, has_table: bool) -> String {
    let mut lines = vec![
        ("office", quoted(election.office.word())),
        ("after", election.after.to_string()),
        ("rule", quoted(election.rule.word())),
        ("threshold", float(election.threshold)),
        ("funds", float(election.funds)),
    ];
    lines.extend(election.under.map(|under| ("under", quoted(&polity.election(under).name))));
    let parties: Vec<_> = election.parties.iter().map(|party| quoted(&polity.parties[party.index()].name)).collect();
    lines.push(("parties", format!("[{}]", parties.join(", "))));
    let lines = lines.into_iter().map(|(name, value)| entry(name, &value) + &about(named(&ELECTIONS, name)));
    let mut villages = vec![0_u32; election.constituencies.len()];
    election.constituency_of.iter().for_each(|&k| villages[k as usize] += 1);
    let constituency = |(Constituency { name, seats }, villages): (&Constituency, u32)| {
        let counted = !has_table && election.constituency_of.len() > 1;
        let villages = if counted { entry("villages", &villages.to_string()) + "\n" } else { String::new() };
        format!("[[elections.constituencies]]\n{}\nseats = {seats}\n{villages}", entry("name", &quoted(name)))
    };
    let constituencies: String = election.constituencies.iter().zip(villages).map(constituency).collect();
    format!("[[elections]]\n{}\n{}{constituencies}", entry("name", &quoted(&election.name)), lines.collect::<String>())
}

/// What a field means, behind its value.
fn about(field: &Field) -> String {
    format!(" # {} [{}, {}]\n", field.meaning, field.unit, field.allowed)
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
