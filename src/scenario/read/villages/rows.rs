//! The rows of a table of villages: what each must be by itself, and among the others.

use super::{Column, Columns, instead_of};
use crate::scenario::figures::figure;
use crate::scenario::read::files::{Fault, MOST_FAULTS};
use crate::scenario::read::politics::Draft;
use crate::world::politics::polity::MOST_LEAKAGE;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What is wrong, and what to do.
type Wrong = (String, String);

/// The columns of a table without faults, in the order of its rows.
#[derive(Default)]
pub(super) struct Read {
    pub names: Vec<String>,
    pub clients: Vec<u32>,
    pub poverty: Vec<f64>,
    pub districts: Option<Vec<String>>,
    pub stations: Option<Vec<u32>>,
    pub leakage: Option<Vec<f64>>,
    pub groups: Option<Vec<String>>,
    /// The constituency of every village, for each election for which there is a column.
    pub constituency_of: Vec<Option<Vec<u32>>>,
}

/// The rows read so far.
pub(super) struct Rows<'a> {
    elections: &'a [Draft],
    columns: Vec<Column>,
    read: Read,
    /// In which row each name stands.
    rows: BTreeMap<String, usize>,
    count: usize,
    faults: Vec<Fault>,
}

impl<'a> Rows<'a> {
    /// None yet, of a table with these columns.
    pub fn new(columns: &Columns, elections: &'a [Draft]) -> Self {
        let columns: Vec<Column> = columns.iter().map(|(column, _)| *column).collect();
        let has = |column: Column| columns.contains(&column);
        let read = Read {
            districts: has(Column::District).then(Vec::new),
            stations: has(Column::Stations).then(Vec::new),
            leakage: has(Column::Leakage).then(Vec::new),
            groups: has(Column::Group).then(Vec::new),
            constituency_of: (0..elections.len()).map(|e| has(Column::Election(e)).then(Vec::new)).collect(),
            ..Read::default()
        };
        Self { elections, columns, read, rows: BTreeMap::new(), count: 0, faults: Vec::new() }
    }

    /// Takes the next row: what stands in each of the columns. Breaks where many rows are wrong.
    pub fn add(&mut self, cells: &[&str]) -> ControlFlow<()> {
        self.count += 1;
        let columns = std::mem::take(&mut self.columns);
        let found = |wanted: Column| columns.iter().position(|column| *column == wanted).map_or("", |at| cells[at]);
        for (column, cell) in columns.iter().zip(cells) {
            let village = found(Column::Village);
            let told = match *column {
                Column::Village => self.village(cell),
                Column::Clients => self.clients(cell),
                Column::District => self.district(village, cell),
                Column::Poverty => poverty(cell).map(|share| self.read.poverty.push(share)),
                Column::Stations => self.stations(cell, found(Column::Clients)),
                Column::Leakage => leakage(cell).map(|share| self.read.leakage.get_or_insert_default().push(share)),
                Column::Group => self.group(village, cell),
                Column::Election(e) => self.constituency(e, village, cell),
            };
            if let Err((what, help)) = told {
                self.fault(what, help);
            }
        }
        if !columns.contains(&Column::Poverty) {
            self.read.poverty.push(0.0);
        }
        self.columns = columns;
        self.go_on()
    }

    /// Takes a row that cannot be read at all.
    pub fn add_wrong(&mut self, what: String, help: &str) -> ControlFlow<()> {
        self.count += 1;
        self.fault(what, help.to_owned());
        self.go_on()
    }

    /// All rows, or what is wrong with some.
    pub fn done(self) -> Result<Read, Vec<Fault>> {
        if self.faults.is_empty() { Ok(self.read) } else { Err(self.faults) }
    }

    fn fault(&mut self, what: String, help: String) {
        self.faults.push(Fault { row: self.count, what, help });
    }

    fn go_on(&self) -> ControlFlow<()> {
        if self.faults.len() > MOST_FAULTS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn village(&mut self, cell: &str) -> Result<(), Wrong> {
        if cell.is_empty() {
            return Err(("`village` is empty".to_owned(), "name the village".to_owned()));
        }
        if let Some(first) = self.rows.insert(cell.to_owned(), self.count) {
            self.rows.insert(cell.to_owned(), first);
            let help = format!("data row {first} has this name already: give each village a name of its own");
            return Err((format!("a second village is called `{cell}`"), help));
        }
        self.read.names.push(cell.to_owned());
        Ok(())
    }

    fn clients(&mut self, cell: &str) -> Result<(), Wrong> {
        self.read.clients.push(whole("clients", cell, "how many clients live in the village")?);
        Ok(())
    }

    fn district(&mut self, village: &str, cell: &str) -> Result<(), Wrong> {
        if cell.is_empty() {
            let help = "name its district in column `district`, or leave the column out";
            return Err((format!("village `{village}` belongs to no district"), help.to_owned()));
        }
        self.read.districts.get_or_insert_default().push(cell.to_owned());
        Ok(())
    }

    fn group(&mut self, village: &str, cell: &str) -> Result<(), Wrong> {
        if cell.is_empty() {
            let help = "name its group in column `group`, or leave the column out";
            return Err((format!("village `{village}` belongs to no group"), help.to_owned()));
        }
        self.read.groups.get_or_insert_default().push(cell.to_owned());
        Ok(())
    }

    /// Polling stations; a village without clients needs none.
    fn stations(&mut self, cell: &str, clients: &str) -> Result<(), Wrong> {
        let about = "the village's polling stations";
        let count = if cell.is_empty() { 0 } else { whole("polling_stations", cell, about)? };
        let inhabited = number(clients).is_some_and(|clients| clients > 0.0);
        if inhabited && count == 0 {
            let found = if cell.is_empty() { "is empty".to_owned() } else { "is 0".to_owned() };
            let help = format!("write at least 1: {clients} clients vote there");
            return Err((format!("`polling_stations` {found} in a village with clients"), help));
        }
        self.read.stations.get_or_insert_default().push(if inhabited { count } else { 0 });
        Ok(())
    }

    fn constituency(&mut self, e: usize, village: &str, cell: &str) -> Result<(), Wrong> {
        let draft = &self.elections[e];
        let name = &draft.election.name;
        if cell.is_empty() {
            let what = format!("village `{village}` belongs to no constituency of the election `{name}`");
            return Err((what, format!("name one in column `{name}`; {}", instead_of("", draft))));
        }
        let Some(k) = draft.election.constituencies.iter().position(|constituency| constituency.name == cell) else {
            return Err((format!("there is no constituency `{cell}` in the election `{name}`"), instead_of(cell, draft)));
        };
        self.read.constituency_of[e].get_or_insert_default().push(k as u32);
        Ok(())
    }
}

/// A number as people and programs write it.
fn number(cell: &str) -> Option<f64> {
    cell.parse().ok()
}

/// A whole number of something.
fn whole(column: &str, cell: &str, about: &str) -> Result<u32, Wrong> {
    const MOST: f64 = 1e9;
    let help = format!("write {about}, a whole number from 0 to {}", figure(MOST));
    let shown: String = cell.chars().take(40).collect();
    match number(cell) {
        None if cell.is_empty() => Err((format!("`{column}` is empty"), help)),
        None => Err((format!("`{column}` is not a number: {shown}"), help)),
        Some(x) if !(0.0..=MOST).contains(&x) => Err((format!("`{column}` is out of range: {shown}"), help)),
        Some(x) if x.fract() != 0.0 => Err((format!("`{column}` is not a whole number: {shown}"), help)),
        Some(x) => Ok(x as u32),
    }
}

/// A share of poor; nothing is 0.
fn poverty(cell: &str) -> Result<f64, Wrong> {
    let help = "write a share from 0 to less than 1: 0.25 for 25 %";
    share(("poverty", help), cell, |share| (0.0..1.0).contains(&share))
}

/// A share of money; nothing is 0.
fn leakage(cell: &str) -> Result<f64, Wrong> {
    let help = "write the share of gift money that is lost on the way, from 0 to 0.9: 0.25 for 25 %";
    share(("leakage", help), cell, |share| (0.0..=MOST_LEAKAGE).contains(&share))
}

/// A share of a column that is as it may be; nothing is 0.
fn share((column, help): (&str, &str), cell: &str, may_be: impl Fn(f64) -> bool) -> Result<f64, Wrong> {
    let wrong = |what: &str| {
        let shown: String = cell.chars().take(40).collect();
        Err((format!("`{column}` is {what}: {shown}"), help.to_owned()))
    };
    match number(cell) {
        None if cell.is_empty() => Ok(0.0),
        None => wrong("not a number"),
        Some(x) if may_be(x) => Ok(x),
        Some(_) => wrong("out of range"),
    }
}
