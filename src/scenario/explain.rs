//! A resolved scenario in words: every key with its value, unit, range, default, meaning and source.

use super::expectation::Expectation;
use super::figures::{allowed, figure, shown};
use super::{Event, Scenario, Settlement, StartTies};
use crate::parameter::{Allowed, CatalogueKey, Choice};
use crate::phases::{CatalogueSection, Parameters, catalogue};
use crate::world::Strategy;
use crate::world::politics::{Constituency, Election, Party, Polity};
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
        text += &match section.name {
            "population" => scenario.settlement.as_deref().map_or_else(String::new, settlement),
            "network" => scenario.start_ties.as_deref().map_or_else(String::new, start_ties),
            _ => String::new(),
        };
    }
    text += &kinds(&scenario.kinds);
    if let Some(polity) = scenario.polity.as_deref() {
        text += &parties(polity);
        text += &elections(polity);
    }
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

fn settlement(settlement: &Settlement) -> String {
    let Settlement { clients, poverty, districts, stations, leakage, groups, file, .. } = settlement;
    let poor = poverty.iter().any(|&poverty| poverty > 0.0).then_some("poverty");
    let with = [
        districts.as_ref().map(|_| "districts"),
        poor,
        stations.as_ref().map(|_| "polling stations"),
        leakage.as_ref().map(|_| "leakage"),
        groups.as_ref().map(|_| "groups"),
    ];
    let with: Vec<&str> = with.into_iter().flatten().collect();
    let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(", ")) };
    let villages = figure(clients.len() as f64);
    wrapped("  ", &format!("{villages} villages{with} read from {}, SHA-256 {}", file.path.display(), file.sha256))
}

fn key(key: &CatalogueKey<Parameters>, own: &mut Parameters) -> String {
    let (value, default) = (key.get(own), key.get(&mut Parameters::default()));
    let mark = if value == default { ' ' } else { '*' };
    let (value, default) = (shown(&value), shown(&default));
    let (allowed, words) = match &key.allowed {
        Allowed::Words(words) => (format!("one of {}", words.len()), words.as_slice()),
        other => (allowed(other), [].as_slice()),
    };
    let (start, rest) =
        (format!("{mark} {:<18} {value:<12}", key.name()), format!("{:<22} {allowed:<20} default {default}", key.unit));
    let fits = start.chars().count() + 1 + rest.chars().count() <= WIDTH;
    let line = if fits { format!("{start} {rest}") } else { format!("{}\n{:33} {rest}", start.trim_end(), "") };
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

fn parties(polity: &Polity) -> String {
    let width = polity.parties.iter().map(|party| party.name.chars().count()).max().unwrap_or(0).clamp("name".len(), 38);
    let mut text = format!(
        "\n[[parties]]  who stands for election\n  {:<width$} {:>11} {:>11} {:>11} {:>11} {:>11}\n",
        "name", "ideology", "valence", "funds", "family", "centrality"
    );
    for Party { name, ideology, valence, funds, family, centrality } in &polity.parties {
        let numbers = [*ideology, *valence, *funds, f64::from(*family), *centrality];
        let numbers: String = numbers.into_iter().map(|x| format!(" {:>11}", figure(x))).collect();
        text += &format!("  {name:<width$}{numbers}\n");
    }
    let incumbent = &polity.parties[polity.incumbent.index()].name;
    text + &wrapped("  ", &format!("`{incumbent}` governs before the first election."))
}

fn elections(polity: &Polity) -> String {
    let mut text = "\n[[elections]]  what is elected, and where\n".to_owned();
    for (id, election) in polity.elections() {
        let seats: u32 = election.constituencies.iter().map(|constituency| constituency.seats).sum();
        let (office, rule) = (election.office.word(), election.rule.word());
        let (all, seats) = (figure(election.constituencies.len() as f64), figure(f64::from(seats)));
        let line = format!("{}: {office}, {rule}, seats: {seats}, constituencies: {all}", election.name);
        text += &wrapped("  ", &line);
        let under = election.under.map(|under| format!("under {}", polity.election(under).name));
        let after = (election.after > 0).then(|| format!("{} rounds after the election day", election.after));
        let threshold = (election.threshold > 0.0).then(|| format!("threshold {}", figure(election.threshold)));
        let funds = Some(format!("private funds {} S per seat", figure(election.funds)));
        let governs = (id == polity.governing_election()).then(|| "makes the government".to_owned());
        let brokers = (id == polity.lowest_election()).then(|| "local patrons serve its candidates".to_owned());
        let facts: Vec<String> = [under, after, threshold, funds, governs, brokers].into_iter().flatten().collect();
        text += &wrapped("      ", &format!("{}.", facts.join("; ")));
        let names = election.parties.iter().map(|party| polity.parties[party.index()].name.as_str());
        text += &wrapped("      ", &format!("Parties: {}.", names.collect::<Vec<_>>().join(", ")));
        text += &wrapped("      ", &format!("Constituencies: {}.", constituencies(election)));
    }
    text
}

/// Constituencies with seats and villages, the first of many.
fn constituencies(election: &Election) -> String {
    const MOST: usize = 50;
    let mut villages = vec![0_u32; election.constituencies.len()];
    election.constituency_of.iter().for_each(|&k| villages[k as usize] += 1);
    let one = |(constituency, villages): (&Constituency, u32)| {
        format!("{} ({} of {} villages)", constituency.name, constituency.seats, figure(f64::from(villages)))
    };
    let mut all: Vec<String> = election.constituencies.iter().zip(villages).take(MOST).map(one).collect();
    if election.constituencies.len() > MOST {
        all.push(format!("and {} more", election.constituencies.len() - MOST));
    }
    all.join(", ")
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
