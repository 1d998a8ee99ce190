//! The rows of a file of ties: what each must be by itself, and all together.

use crate::ids::ClientId;
use crate::scenario::figures::figure;
use crate::scenario::read::cells::Cell;
use crate::scenario::read::files::{Fault, MOST_FAULTS};
use crate::world::Ties;
use crate::world::start::listed::Fault as ListFault;
use crate::world::start::{Listed, TieList};
use crate::world::ties::Strength;
use std::ops::ControlFlow;

/// The rows read so far.
pub(super) struct Rows {
    clients: u32,
    count: usize,
    ties: Vec<Listed>,
    faults: Vec<Fault>,
}

impl Rows {
    /// None yet; ties are between so many clients.
    pub fn of(clients: u32) -> Self {
        Self { clients, count: 0, ties: Vec::new(), faults: Vec::new() }
    }

    /// Takes the next row: from, to, strength. Breaks where reading on would tell nothing new: many rows are wrong, or there are more
    /// than fit all clients' slots.
    pub fn add(&mut self, [from, to, strength]: [Cell; 3]) -> ControlFlow<()> {
        self.count += 1;
        let tie = self.client("from", &from).and_then(|from| {
            let to = self.client("to", &to)?;
            Ok(Listed { from, to, strength: strength_of(&strength)? })
        });
        match tie {
            Ok(tie) => self.ties.push(tie),
            Err((what, help)) => self.fault(what, help),
        }
        self.go_on()
    }

    /// Takes a row that cannot be read at all.
    pub fn add_wrong(&mut self, what: String, help: &str) -> ControlFlow<()> {
        self.count += 1;
        self.fault(what, help.to_owned());
        self.go_on()
    }

    fn fault(&mut self, what: String, help: String) {
        self.faults.push(Fault { row: self.count, what, help });
    }

    fn go_on(&self) -> ControlFlow<()> {
        let full = self.ties.len() > Ties::SLOTS * self.clients as usize;
        if full || self.faults.len() > MOST_FAULTS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// The client that a cell names.
    fn client(&self, column: &str, cell: &Cell) -> Result<ClientId, (String, String)> {
        let help = format!("clients are numbered from 0 to {}", self.clients - 1);
        match cell {
            Cell::Whole(n) => match usize::try_from(*n).ok().filter(|&n| n < self.clients as usize) {
                Some(index) => Ok(ClientId::new(index)),
                None => Err((format!("there is no client {n} (`{column}`)"), help)),
            },
            Cell::Empty => Err((format!("`{column}` is empty"), help)),
            other => Err((format!("`{column}` is not a whole number: {other}"), help)),
        }
    }

    /// All rows as a list of ties.
    pub fn list(self) -> Result<TieList, Vec<Fault>> {
        let Self { ties, mut faults, .. } = self;
        let wrong: Vec<usize> = faults.iter().map(|fault| fault.row).collect();
        // Rows that are wrong by themselves are no ties: others have moved up.
        let row = |index: usize| wrong.iter().fold(index + 1, |row, &wrong| if wrong <= row { row + 1 } else { row });
        let of = |index: usize| (ties[index].from, ties[index].to);
        let list = match TieList::new(ties.clone()) {
            Ok(list) if faults.is_empty() => return Ok(list),
            Ok(_) => Vec::new(),
            Err(list) => list,
        };
        faults.extend(list.into_iter().map(|(index, fault)| told(row(index), of(index), fault, row)));
        faults.sort_by_key(|fault| fault.row);
        Err(faults)
    }
}

fn told(row: usize, (from, to): (ClientId, ClientId), fault: ListFault, row_of: impl Fn(usize) -> usize) -> Fault {
    let (what, help) = match fault {
        ListFault::Oneself => (format!("client {from} is tied to itself"), "take this row out".to_owned()),
        ListFault::Twice(first) => {
            let first = row_of(first);
            (
                format!("client {from} is tied to client {to} twice"),
                format!("data row {first} has this tie already: keep one of the two"),
            )
        }
        ListFault::TooMany => {
            let help = format!("a client has {} slots: take rows out", Ties::SLOTS);
            (format!("this is tie {} of client {from}", Ties::SLOTS + 1), help)
        }
    };
    Fault { row, what, help }
}

/// The strength that a cell gives, at least one step.
fn strength_of(cell: &Cell) -> Result<Strength, (String, String)> {
    let help = || "write a number above 0 and at most 1".to_owned();
    let number = match cell {
        Cell::Whole(n) => *n as f64,
        Cell::Real(x) => *x,
        Cell::Empty => return Err(("`strength` is empty".to_owned(), help())),
        Cell::Other(_) => return Err((format!("`strength` is not a number: {cell}"), help())),
    };
    if 0.0 < number && number <= 1.0 {
        return Ok(Strength::nearest(number).max(Strength::LEAST));
    }
    Err((format!("`strength` is out of range: {}", figure(number)), help()))
}
