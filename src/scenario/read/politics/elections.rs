//! `[[elections]]`.

use super::constituencies::{self, Written};
use super::entries;
use crate::ids::{ElectionId, PartyId};
use crate::parameter::{Choice, Chosen};
use crate::scenario::fields::{ELECTIONS, VILLAGES, named};
use crate::scenario::figures::figure;
use crate::scenario::names::Home;
use crate::scenario::problems::Problem;
use crate::scenario::read::entries::{instead, unique, usable};
use crate::scenario::read::values::{Limits, Reader};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::world::politics::polity::{DEFAULT_FUNDS, Election, MOST_ELECTIONS, Office, Party, SeatRule};

/// The most private funds of one candidate \[S\]: sums of them can still be counted.
const MOST_MONEY: f64 = 1e8;
/// What results call the replicate: no election can have a column of this name.
const REPLICATE: &str = "replicate";

/// An election before it is known which villages belong to which constituency.
pub(in crate::scenario::read) struct Draft {
    /// What is known of it.
    pub election: Election,
    /// Where its name is written.
    pub name_at: Place,
    /// Where it says when it is held.
    pub after_at: Option<Place>,
    /// What is written of villages in constituencies.
    pub written: Written,
    under: Option<(String, Place)>,
}

impl Draft {
    /// The election, with the constituency of every village.
    pub fn with_places(self, constituency_of: Vec<u32>) -> Election {
        Election { constituency_of, ..self.election }
    }
}

/// The elections; those without name, office or seats are left out. Without parties to name, nobody stands.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, parties: Option<&[Party]>) -> Vec<Draft> {
    let found = reader.problems.len();
    let tables = entries(reader, "elections", entry, MOST_ELECTIONS);
    let mut drafts: Vec<Draft> = tables.into_iter().filter_map(|(at, table)| draft(reader, at, table, parties)).collect();
    let names: Vec<_> = drafts.iter().map(|draft| (draft.election.name.as_str(), draft.name_at)).collect();
    unique(reader, ("elections", "election"), &names);
    if reader.problems.len() == found {
        stack(reader, &mut drafts);
    }
    drafts
}

fn draft(reader: &mut Reader<'_>, at: Place, mut table: Table, parties: Option<&[Party]>) -> Option<Draft> {
    let name = reader.required(&mut table, "name", " in this election", at, "name = \"council\"");
    let name = name.and_then(|entry| self::name(reader, &entry));
    let name_at = name.as_ref().map_or(at, |(_, at)| *at);
    let whose = name.as_ref().map_or("this election".to_owned(), |(name, _)| format!("the election `{name}`"));
    let office = reader.required(&mut table, "office", " in this election", at, "office = \"legislature\"");
    let office = office.and_then(|entry| word::<Office>(reader, "office", &entry));
    let rule = table.remove("rule").and_then(|entry| word::<SeatRule>(reader, "rule", &entry));
    let after_at = table.get("after").map(|entry| entry.node.at);
    let after = table.remove("after").and_then(|entry| u32::try_from(reader.whole("after", &entry.node, &limits("after"))?).ok());
    let mut number = |name: &str, default: f64| {
        let entry = table.remove(name);
        entry.and_then(|entry| reader.number(name, &entry.node, &limits(name))).unwrap_or(default)
    };
    let (threshold, funds) = (number("threshold", 0.0), number("funds", DEFAULT_FUNDS));
    let under = table.remove("under").and_then(|entry| {
        let help = "name the election above, in quotes, or leave it out";
        Some((reader.text("under", &entry.node, help)?, entry.node.at))
    });
    let standing = standing(reader, table.remove("parties"), parties);
    let constituencies = constituencies::read(reader, &mut table, (&whose, name_at), office);
    reader.unknown(&table, Home::Entry("elections", &ELECTIONS));
    let office = office?;
    let (name, _) = name?;
    let (constituencies, written) = constituencies?;
    let election = Election {
        name,
        office,
        after: after.unwrap_or(0),
        rule: rule.unwrap_or(office.usual_rule()),
        threshold,
        funds,
        under: None,
        parties: standing,
        constituencies,
        constituency_of: Vec::new(),
    };
    Some(Draft { election, name_at, after_at, written, under })
}

fn limits(name: &str) -> Limits {
    Limits::of(named(&ELECTIONS, name))
}

fn word<C: Choice + Default>(reader: &mut Reader<'_>, name: &str, entry: &Entry) -> Option<C> {
    let mut choice = C::default();
    let word = reader.choice(name, &entry.node, &choice.words(), named(&ELECTIONS, name).meaning)?;
    choice.choose(word).then_some(choice)
}

/// The name, if `--set` and a column of the table of villages can have it.
fn name(reader: &mut Reader<'_>, entry: &Entry) -> Option<(String, Place)> {
    let at = entry.node.at;
    let name = reader.text("name", &entry.node, "name the election, in quotes")?;
    let name = usable(reader, ("an election", "elections.NAME.funds=50"), name, at)?;
    let columns = VILLAGES.iter().map(|field| field.name).chain([REPLICATE]);
    if columns.into_iter().any(|column| column == name) {
        let title = format!("an election cannot be called `{name}`");
        let label = "a table of villages has a column of this name";
        reader.report(Problem::new(title).at(at, label).help("choose another name"));
        return None;
    }
    Some((name, at))
}

/// The parties that stand, in the order of parties.
fn standing(reader: &mut Reader<'_>, entry: Option<Entry>, parties: Option<&[Party]>) -> Vec<PartyId> {
    let all = parties.unwrap_or_default();
    let Some(entry) = entry else { return (0..all.len()).map(PartyId::new).collect() };
    let at = entry.node.at;
    let Some(names) = reader.texts("parties", entry.node, "write `parties = [\"left\", \"right\"]`, or leave it out: all stand")
    else {
        return Vec::new();
    };
    if names.is_empty() {
        let problem = Problem::new("no party stands in this election").at(at, "");
        reader.report(problem.help("name at least one, or leave `parties` out: then all stand"));
    }
    let mut standing = Vec::new();
    for (name, at) in names.iter().filter(|_| parties.is_some()) {
        match all.iter().position(|party| party.name == *name).map(PartyId::new) {
            Some(party) if standing.contains(&party) => {
                reader.report(Problem::new(format!("the party `{name}` stands twice")).at(*at, "").help("name it once"));
            }
            Some(party) => standing.push(party),
            None => {
                let known = all.iter().map(|party| party.name.as_str());
                let problem = Problem::new(format!("there is no party `{name}`")).at(*at, "");
                reader.report(problem.help(instead(name, "parties", known)));
            }
        }
    }
    standing.sort_unstable();
    standing
}

/// Puts elections under others, and reports those that there are not, and circles.
fn stack(reader: &mut Reader<'_>, drafts: &mut [Draft]) {
    let names: Vec<String> = drafts.iter().map(|draft| draft.election.name.clone()).collect();
    for draft in drafts.iter_mut() {
        let Some((name, at)) = &draft.under else { continue };
        draft.election.under = names.iter().position(|known| known == name).map(ElectionId::new);
        if draft.election.under.is_none() {
            let known = names.iter().filter(|known| **known != draft.election.name).map(String::as_str);
            let problem = Problem::new(format!("there is no election `{name}`")).at(*at, "");
            reader.report(problem.help(instead(name, "elections", known)));
        }
    }
    let under = |e: &usize| drafts[*e].election.under.map(ElectionId::index);
    let above = |e: usize| std::iter::successors(under(&e), under).take(drafts.len());
    let in_circle = |e: usize| above(e).any(|other| other == e);
    // A circle is told once, at the first of its elections.
    let first = |e: &usize| in_circle(*e) && above(*e).all(|other| other >= *e);
    for e in (0..drafts.len()).filter(first) {
        let circle: Vec<&str> = above(e).take_while(|&other| other != e).map(|other| names[other].as_str()).collect();
        let way = [&[names[e].as_str()], &circle[..], &[names[e].as_str()]].concat().join("` under `");
        let at = drafts[e].under.as_ref().map_or(drafts[e].name_at, |(_, at)| *at);
        let problem = Problem::new(format!("elections stand under one another in a circle: `{way}`")).at(at, "");
        reader.report(problem.help("leave `under` out in the highest of them"));
    }
}

/// What a candidate brings along must be countable.
pub(super) fn money(reader: &mut Reader<'_>, parties: &[Party], drafts: &[Draft]) {
    for Draft { election, name_at, .. } in drafts {
        let seats = election.constituencies.iter().map(|constituency| constituency.seats).max().unwrap_or(0);
        let factor = election.parties.iter().map(|party| parties[party.index()].funds).fold(0.0, f64::max);
        let most = election.funds * f64::from(seats) * factor;
        if most > MOST_MONEY {
            let title = format!("a candidate of the election `{}` would have {} S of private funds", election.name, figure(most));
            let problem = Problem::new(title).at(*name_at, format!("at most {} S can be counted", figure(MOST_MONEY)));
            reader.report(problem.help("lower its `funds`, those of its parties, or its seats"));
        }
    }
}
