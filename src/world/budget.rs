//! What every agent takes in memory, column by column: a line here for every column of the world.
//!
//! The sizes are those of the columns' own types; `BYTES` of [`Clients`], [`Ties`], [`Voters`], [`Patrons`] and [`Brokers`] are sums over
//! these lists, and what a scenario needs is worked out from them.

use super::politics::{Brokers, Voters};
use super::{Clients, Patrons, Ties};

/// One column: what each agent takes in it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The field's name.
    pub name: &'static str,
    /// Bytes of one agent's entry.
    pub bytes: usize,
    kind: fn() -> &'static str,
}

impl Column {
    /// The column that `field` gives.
    #[must_use]
    pub const fn of<S, T>(name: &'static str, _field: fn(&S) -> &Vec<T>) -> Self {
        Self { name, bytes: size_of::<T>(), kind: std::any::type_name::<T> }
    }

    /// The type of its entries, without the modules that they are from.
    #[must_use]
    pub fn kind(&self) -> String {
        let mut short = String::new();
        for part in (self.kind)().split_inclusive(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            short += part.rsplit("::").next().unwrap_or(part);
        }
        short
    }
}

/// Bytes of an agent in all of these columns.
#[must_use]
pub const fn bytes(columns: &[Column]) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < columns.len() {
        sum += columns[at].bytes;
        at += 1;
    }
    sum
}

/// What a client takes; the sample (`exchanged`) is small enough to be left out.
pub const CLIENTS: [Column; 19] = [
    Column::of("skill", |c: &Clients| &c.skill),
    Column::of("valuation", |c: &Clients| &c.valuation),
    Column::of("ideology", |c: &Clients| &c.ideology),
    Column::of("wealth", |c: &Clients| &c.wealth),
    Column::of("debt", |c: &Clients| &c.debt),
    Column::of("patron", |c: &Clients| &c.patron),
    Column::of("loyalty", |c: &Clients| &c.loyalty),
    Column::of("resentment", |c: &Clients| &c.resentment),
    Column::of("satisfaction", |c: &Clients| &c.satisfaction),
    Column::of("tenure", |c: &Clients| &c.tenure),
    Column::of("prospect", |c: &Clients| &c.prospect),
    Column::of("stage", |c: &Clients| &c.stage),
    Column::of("earning", |c: &Clients| &c.earning),
    Column::of("loss", |c: &Clients| &c.loss),
    Column::of("unmet", |c: &Clients| &c.unmet),
    Column::of("contacts", |c: &Clients| &c.contacts),
    Column::of("aid", |c: &Clients| &c.aid),
    Column::of("helped", |c: &Clients| &c.helped),
    Column::of("consumed", |c: &Clients| &c.consumed),
];

/// What a client's ties take.
pub const TIES: [Column; 2] =
    [Column::of("ends", |ties: &Ties| &ties.ends), Column::of("strengths", |ties: &Ties| &ties.strengths)];

/// What a client takes as a voter.
pub const VOTERS: [Column; 5] = [
    Column::of("finely", |v: &Voters| &v.finely),
    Column::of("cost", |v: &Voters| &v.cost),
    Column::of("norm", |v: &Voters| &v.norm),
    Column::of("marks", |v: &Voters| &v.marks),
    Column::of("favour", |v: &Voters| &v.favour),
];

/// What a patron takes.
pub const PATRONS: [Column; 10] = [
    Column::of("village", |p: &Patrons| &p.village),
    Column::of("kind", |p: &Patrons| &p.kind),
    Column::of("strategy", |p: &Patrons| &p.strategy),
    Column::of("capital", |p: &Patrons| &p.capital),
    Column::of("clients", |p: &Patrons| &p.clients),
    Column::of("vacant", |p: &Patrons| &p.vacant),
    Column::of("capital_effect", |p: &Patrons| &p.capital_effect),
    Column::of("terms", |p: &Patrons| &p.terms),
    Column::of("profit", |p: &Patrons| &p.profit),
    Column::of("consumed", |p: &Patrons| &p.consumed),
];

/// What a patron takes as a broker.
pub const BROKERS: [Column; 4] = [
    Column::of("superior", |b: &Brokers| &b.superior),
    Column::of("party", |b: &Brokers| &b.party),
    Column::of("ideology", |b: &Brokers| &b.ideology),
    Column::of("names", |b: &Brokers| &b.names),
];

/// Whether a list has a line for every field of a struct of columns but for so many.
const fn is_complete<S>(columns: &[Column], others: usize) -> bool {
    size_of::<S>() == (columns.len() + others) * size_of::<Vec<u8>>()
}

// A new column needs a line above.
const _: () = assert!(is_complete::<Clients>(&CLIENTS, 1));
const _: () = assert!(is_complete::<Ties>(&TIES, 0));
const _: () = assert!(is_complete::<Voters>(&VOTERS, 0));
const _: () = assert!(is_complete::<Patrons>(&PATRONS, 0));
const _: () = assert!(is_complete::<Brokers>(&BROKERS, 0));

/// All columns by agent.
pub const ALL: [(&str, &[Column]); 5] =
    [("client", &CLIENTS), ("ties", &TIES), ("voter", &VOTERS), ("patron", &PATRONS), ("broker", &BROKERS)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_without_their_modules() {
        let kind = |name: &str| CLIENTS.iter().chain(&TIES).find(|column| column.name == name).map(Column::kind);
        assert_eq!(kind("skill").as_deref(), Some("f32"));
        assert_eq!(kind("patron").as_deref(), Some("Option<PatronId>"));
        assert_eq!(kind("ends").as_deref(), Some("[Option<ClientId>; 8]"));
    }

    #[test]
    fn agents_take_what_their_columns_do() {
        let sums = ALL.map(|(_, columns)| columns.iter().map(|column| column.bytes).sum::<usize>());
        assert_eq!(sums, [Clients::BYTES, Ties::BYTES, Voters::BYTES, Patrons::BYTES, Brokers::BYTES]);
        assert!(ALL.iter().flat_map(|(_, columns)| *columns).all(|column| column.bytes > 0));
    }
}
