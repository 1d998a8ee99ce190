//! The constituencies of an election: `seats = [9, 5]`, or `[[elections.constituencies]]`.

use crate::scenario::fields::{CONSTITUENCIES, named};
use crate::scenario::figures::figure;
use crate::scenario::names::Home;
use crate::scenario::problems::Problem;
use crate::scenario::read::entries::unique;
use crate::scenario::read::values::{Limits, Reader};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Node, Raw, Table};
use crate::world::politics::polity::{Constituency, MOST_SEATS, Office};

/// What is written beside names and seats.
pub(in crate::scenario::read) struct Written {
    /// Where constituencies are written, or else the election's name.
    pub at: Place,
    /// How many villages belong to each, where that is written.
    pub villages: Vec<Option<(u32, Place)>>,
}

/// The constituencies of an election, as it is called in messages and where; nothing if something is wrong with them.
pub(super) fn read(
    reader: &mut Reader<'_>,
    table: &mut Table,
    election: (&str, Place),
    office: Option<Office>,
) -> Option<(Vec<Constituency>, Written)> {
    let found = reader.problems.len();
    let (seats, list) = (table.remove("seats"), table.remove("constituencies"));
    let read = match (seats, list) {
        (Some(seats), Some(list)) => {
            let problem = Problem::new(format!("the seats of {} are written twice", election.0));
            let problem = problem.at(list.key_at, "").context(seats.key_at, "");
            reader.report(problem.help("keep `seats` or [[elections.constituencies]]"));
            None
        }
        (Some(seats), None) => numbered(reader, seats, election, office),
        (None, Some(list)) => named_ones(reader, list, election, office),
        (None, None) if office == Some(Office::Executive) => {
            let all = Constituency { name: "all".to_owned(), seats: 1 };
            Some((vec![all], Written { at: election.1, villages: vec![None] }))
        }
        (None, None) => {
            // Without an office it is not known whether seats are needed.
            if office.is_some() {
                no_seats(reader, election.0, election.1);
            }
            None
        }
    };
    read.filter(|_| reader.problems.len() == found)
}

fn no_seats(reader: &mut Reader<'_>, election: &str, at: Place) {
    let problem = Problem::new(format!("{election} has no seats")).at(at, "");
    reader
        .report(problem.help("write `seats = [9, 5]`, a number for each constituency, or [[elections.constituencies]] entries"));
}

/// Constituencies that are called by their numbers.
fn numbered(
    reader: &mut Reader<'_>,
    entry: Entry,
    election: (&str, Place),
    office: Option<Office>,
) -> Option<(Vec<Constituency>, Written)> {
    let at = entry.node.at;
    let about = "write a list, a number for each constituency: `seats = [9, 5]`";
    let Raw::List(items) = entry.node.raw else {
        return reader.wrong_type("seats", &entry.node, "a list of whole numbers", about);
    };
    if items.is_empty() {
        no_seats(reader, election.0, at);
    }
    let all: Vec<_> = items.iter().map(|node| seats(reader, node, office)).collect();
    let constituency = |(index, seats): (usize, Option<u32>)| Some(Constituency { name: (index + 1).to_string(), seats: seats? });
    let villages = vec![None; all.len()];
    Some((all.into_iter().enumerate().map(constituency).collect::<Option<_>>()?, Written { at, villages }))
}

/// Constituencies with names.
fn named_ones(
    reader: &mut Reader<'_>,
    entry: Entry,
    election: (&str, Place),
    office: Option<Office>,
) -> Option<(Vec<Constituency>, Written)> {
    let (at, found) = (entry.key_at, reader.problems.len());
    let tables = reader.tables("elections.constituencies", entry.node);
    if tables.is_empty() && reader.problems.len() == found {
        no_seats(reader, election.0, at);
    }
    let read: Vec<_> = tables.into_iter().map(|(at, table)| constituency(reader, at, table, office)).collect();
    let read: Vec<_> = read.into_iter().collect::<Option<_>>()?;
    let names: Vec<_> = read.iter().map(|(constituency, at, _)| (constituency.name.as_str(), *at)).collect();
    unique(reader, (&format!("constituencies of {}", election.0), "constituency"), &names);
    let villages = read.iter().map(|(_, _, villages)| *villages).collect();
    Some((read.into_iter().map(|(constituency, ..)| constituency).collect(), Written { at, villages }))
}

type Read = (Constituency, Place, Option<(u32, Place)>);

fn constituency(reader: &mut Reader<'_>, at: Place, mut table: Table, office: Option<Office>) -> Option<Read> {
    let name = reader.required(&mut table, "name", " in this constituency", at, "name = \"north\"");
    let name = name.and_then(|entry| self::name(reader, &entry.node));
    let seats = match table.remove("seats") {
        None if office == Some(Office::Executive) => Some(1),
        None => {
            let title = "`seats` is missing in this constituency";
            reader.report(Problem::new(title).at(at, "").help("add `seats = 5`"));
            None
        }
        Some(entry) => self::seats(reader, &entry.node, office),
    };
    let villages = table.remove("villages").and_then(|entry| {
        let limits = Limits::of(named(&CONSTITUENCIES, "villages"));
        Some((u32::try_from(reader.whole("villages", &entry.node, &limits)?).ok()?, entry.node.at))
    });
    reader.unknown(&table, Home::Entry("elections.constituencies", &CONSTITUENCIES));
    let (name, at) = name?;
    Some((Constituency { name, seats: seats? }, at, villages))
}

fn name(reader: &mut Reader<'_>, node: &Node) -> Option<(String, Place)> {
    let name = reader.text("name", node, "name the constituency, in quotes")?;
    if name.trim() != name || name.contains(char::is_control) {
        let title = "the name of a constituency has space around it, or a character that cannot be seen";
        reader.report(Problem::new(title).at(node.at, "").help("take it out: a table of villages could not name it"));
        return None;
    }
    Some((name, node.at))
}

/// The seats of a constituency, as many as its office allows.
fn seats(reader: &mut Reader<'_>, node: &Node, office: Option<Office>) -> Option<u32> {
    let about = "Seats of a constituency: at least one, and no more than a rule can share out.".to_owned();
    let limits = Limits { about, ..Limits::of(named(&CONSTITUENCIES, "seats")) };
    let seats = u32::try_from(reader.whole("seats", node, &limits)?).ok()?;
    let most = office.map_or(MOST_SEATS, Office::most_seats);
    if seats > most {
        let title = format!("an executive has more seats than it can give: {}", figure(f64::from(seats)));
        let problem = Problem::new(title).at(node.at, "one head of government is elected in each constituency");
        reader.report(problem.help("write 1, or elect a council: `office = \"legislature\"`"));
        return None;
    }
    Some(seats)
}
