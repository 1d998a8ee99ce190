//! `patrons`: the final state of every patron.

use super::{index, start};
use crate::output::Collected;
use crate::table::Table;
use crate::world::{Patrons, Strategy, World};

/// What the parts of a strategy mean, in the order of [`Strategy::PARTS`].
const PARTS: [(&str, &str); 5] = [
    ("share of output", "Share of its clients' output that the patron pays as wage."),
    ("share of losses", "Share of its clients' misfortunes that the patron promises to cover."),
    ("share", "Help in kind, of the most there can be."),
    ("share", "Force."),
    ("share of shortfalls", "Share of its clients' shortfalls that the patron lends."),
];

pub(super) fn table(collected: &Collected, world: &World, kinds: &[&str]) -> Table {
    let patrons = &world.patrons;
    let all = 0..patrons.len();
    let kind = |p: usize| kinds.get(usize::from(patrons.kind[p])).map(|&name| name.to_owned());
    let table = start("patrons", "One row per patron, at the end of the last round.", collected.replicate, patrons.len())
        .int("patron", "index", "The patron, from 0.", all.clone().map(index))
        .int("village", "index", "Its village, from 0.", all.clone().map(|p| index(patrons.village[p].index())))
        .text(
            "kind",
            "name",
            "The [[patrons]] entry it started as; a newcomer has that of the patron it learned from.",
            all.map(kind),
        );
    as_broker(with_strategy(with_books(table, patrons, collected.has_flows()), patrons), world)
}

fn as_broker(table: Table, world: &World) -> Table {
    let politics = world.politics.as_deref();
    let superior = |p: usize| index(politics?.brokers.superior[p]?.index());
    let party = |p: usize| Some(politics?.polity.parties[politics?.brokers.party[p]?.index()].name.clone());
    let all = 0..world.patrons.len();
    table
        .int(
            "superior",
            "index",
            "The politician whose broker it is, from 0; missing if it serves none, or without politics.",
            all.clone().map(superior),
        )
        .text("party", "name", "The party of its superior; missing without one.", all.map(party))
}

fn with_books(table: Table, patrons: &Patrons, played: bool) -> Table {
    let all = 0..patrons.len();
    table
        .int("clients", "clients", "Its clients.", patrons.clients.iter().map(|&n| Some(n.into())))
        .float("capital", "S", "Its capital, after it has consumed.", patrons.capital.iter().map(|money| Some(money.to_s())))
        .float(
            "profit",
            "S per round",
            "Its profit of the round: revenue less enforcement, support, cover and fines.",
            all.clone().map(|p| played.then(|| patrons.profit[p].to_s())),
        )
        .float("consumed", "S per round", "What it consumed.", all.map(|p| played.then(|| patrons.consumed[p].to_s())))
        .int("vacant", "rounds", "Rounds without any client, to date.", patrons.vacant.iter().map(|&n| Some(n.into())))
}

fn with_strategy(mut table: Table, patrons: &Patrons) -> Table {
    for (i, (name, (unit, meaning))) in Strategy::PARTS.into_iter().zip(PARTS).enumerate() {
        table = table.float(name, unit, meaning, patrons.strategy.iter().map(|strategy| Some(strategy.parts()[i])));
    }
    table
}
