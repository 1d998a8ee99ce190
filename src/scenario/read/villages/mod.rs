//! `population.table`: the villages that a table lists, read and checked with the scenario that names it.

mod csv;
mod parquet;
mod poverty;
mod rows;

use super::entries::instead;
use super::files::{Layout, NamedFile, Refusal, Whereabouts};
use super::politics::Draft;
use super::values::Reader;
use crate::phases::Parameters;
use crate::scenario::Settlement;
use crate::scenario::fields::VILLAGES;
use crate::scenario::figures::figure;
use crate::scenario::names::nearest;
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use rows::{Read, Rows};

/// What the file is called in messages.
const WHAT: &str = "table of villages";
/// The key that names it.
const KEY: &str = "population.table";
/// What it must have.
const WANTED: &str =
    "wanted: village,clients and, if they matter, district,poverty,polling_stations,leakage,group and a column for each election";

/// What is asked of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Village,
    Clients,
    District,
    Poverty,
    Stations,
    Leakage,
    Group,
    /// The constituency in the election of this index.
    Election(usize),
}

/// The columns that are there, and where each is among the columns of the file.
type Columns = Vec<(Column, usize)>;

/// Columns that do not depend on elections.
const FIXED: [(Column, &str); 7] = [
    (Column::Village, "village"),
    (Column::Clients, "clients"),
    (Column::District, "district"),
    (Column::Poverty, "poverty"),
    (Column::Stations, "polling_stations"),
    (Column::Leakage, "leakage"),
    (Column::Group, "group"),
];

/// What the table says.
pub(super) struct Listed {
    /// Villages, apart from elections.
    pub settlement: Settlement,
    /// The constituency of every village, for each election for which there is a column.
    constituency_of: Vec<Option<Vec<u32>>>,
    /// The file as a whole, for problems.
    place: Place,
}

impl Listed {
    /// The constituencies in the election of this index, if the table has a column for it; and the file.
    pub fn column(&self, election: usize) -> Option<(&[u32], Place)> {
        Some((self.constituency_of[election].as_deref()?, self.place))
    }
}

/// The table of villages, if the scenario names one. Its numbers of clients and villages become those of the scenario.
pub(super) fn read(
    reader: &mut Reader<'_>,
    parameters: &mut Parameters,
    elections: &[Draft],
    at: Whereabouts<'_>,
) -> Option<Listed> {
    let path = parameters.population.table.clone();
    if path.is_empty() {
        return None;
    }
    let file = NamedFile::new(reader, (WHAT, KEY), &path, at, at.copies.villages);
    let read = match rows_of(&file, elections).map(Rows::done) {
        Ok(Ok(read)) => read,
        Ok(Err(faults)) => {
            file.wrong_rows(reader, faults);
            return None;
        }
        Err(refusal) => {
            file.refused(reader, refusal);
            return None;
        }
    };
    count(reader, parameters, &read, file.place)?;
    let skill = poverty::skill(reader, parameters, &read, file.place)?;
    let seen = file.seen().map_err(|refusal| file.refused(reader, refusal)).ok()?;
    let Read { names, clients, poverty, districts, stations, leakage, groups, constituency_of } = read;
    let settlement = Settlement { names, clients, poverty, skill, districts, stations, leakage, groups, file: seen };
    Some(Listed { settlement, constituency_of, place: file.place })
}

fn rows_of<'a>(file: &NamedFile, elections: &'a [Draft]) -> Result<Rows<'a>, Refusal> {
    let columns = |names: &[&str]| find_columns(names, elections);
    let rows = |columns: &Columns| Rows::new(columns, elections);
    match file.open(WANTED)? {
        (file, Layout::Csv) => csv::read(&file, columns, rows),
        (file, Layout::Parquet) => parquet::read(file, columns, rows),
    }
}

/// Where the columns are that are needed, and those that are there.
fn find_columns(names: &[&str], elections: &[Draft]) -> Result<Columns, Refusal> {
    let shape = |title: String, help: String| Err(Refusal::Shape(title, help));
    let found = || if names.is_empty() { "none".to_owned() } else { names.join(" | ") };
    let missing: Vec<_> = VILLAGES[..2].iter().filter(|field| !names.contains(&field.name)).map(|field| field.name).collect();
    if !missing.is_empty() {
        let missing = missing.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        return shape(format!("the {WHAT} has no column {missing}"), format!("columns found: {}; {WANTED}", found()));
    }
    let of_elections = || elections.iter().enumerate().map(|(e, draft)| (Column::Election(e), draft.election.name.as_str()));
    if let Some(draft) = elections.iter().find(|draft| needs_column(draft) && !names.contains(&draft.election.name.as_str())) {
        let title = format!("the {WHAT} has no column `{0}`, for the election `{0}`", draft.election.name);
        let help = "an election with several constituencies has a column in which each village names its own";
        return shape(title, format!("columns found: {}; {help}", found()));
    }
    let known: Vec<(Column, &str)> = FIXED.into_iter().chain(of_elections()).collect();
    for (index, name) in names.iter().enumerate() {
        let is_known = known.iter().any(|(_, known)| known == name);
        if is_known && names[..index].contains(name) {
            return shape(format!("two columns of the {WHAT} are called `{name}`"), "take one of them out".to_owned());
        }
        // A column that is passed over because of a slip would be missed by nobody.
        let absent = FIXED.iter().map(|(_, known)| *known).filter(|known| !names.contains(known));
        if let Some(near) = nearest(name, absent).filter(|_| !is_known) {
            let help = format!("did you mean `{near}`? If not, rename the column: others are passed over");
            return shape(format!("the {WHAT} has an unknown column `{name}`"), help);
        }
    }
    let place = |(column, name): (Column, &str)| Some((column, names.iter().position(|known| *known == name)?));
    Ok(known.into_iter().filter_map(place).collect())
}

/// Whether an election does not say by itself which villages belong where.
fn needs_column(draft: &Draft) -> bool {
    draft.election.constituencies.len() > 1 && draft.written.villages.iter().all(Option::is_none)
}

/// Takes the numbers of clients and villages from the table; others that are written must be the same.
fn count(reader: &mut Reader<'_>, parameters: &mut Parameters, read: &Read, file: Place) -> Option<()> {
    const MOST_CLIENTS: u64 = 1_000_000_000;
    const MOST_VILLAGES: usize = 100_000_000;
    let clients: u64 = read.clients.iter().map(|&clients| u64::from(clients)).sum();
    let (villages, found) = (read.clients.len(), reader.problems.len());
    let wrong = if villages == 0 {
        Some((format!("the {WHAT} has no rows"), "add a row for each village"))
    } else if clients == 0 {
        Some((format!("there are no clients in the {WHAT}"), "somebody must live somewhere: correct the column `clients`"))
    } else if clients > MOST_CLIENTS || villages > MOST_VILLAGES {
        let counts = format!("{} clients in {} villages are too many", figure(clients as f64), figure(villages as f64));
        Some((counts, "there are at most 1_000_000_000 clients in 100_000_000 villages"))
    } else {
        None
    };
    if let Some((title, help)) = wrong {
        reader.report(Problem::new(title).at(file, "").help(help));
        return None;
    }
    let population = &mut parameters.population;
    let counted = [
        ("population.clients", clients as u32, &mut population.clients),
        ("population.villages", villages as u32, &mut population.villages),
    ];
    for (key, counted, written) in counted {
        if reader.given.contains_key(key) && *written != counted {
            let [written, counted] = [*written, counted].map(|n| figure(f64::from(n)));
            let problem = Problem::new(format!("`{key}` is {written}, but the {WHAT} counts {counted}"));
            reader.between(problem, &[key, KEY], "", &format!("leave `{key}` out: the table says it"));
        }
        *written = counted;
    }
    (reader.problems.len() == found).then_some(())
}

/// What to do about a constituency that there is not.
fn instead_of(name: &str, draft: &Draft) -> String {
    instead(name, "constituencies", draft.election.constituencies.iter().map(|constituency| constituency.name.as_str()))
}
