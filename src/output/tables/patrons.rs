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

/// The most patrons of whom all are reported.
const MOST: usize = 100_000;
/// The most that are reported of more, but for those whom the network's clients have or live among.
const SAMPLE: usize = 50_000;

/// The patrons who are reported, in order.
fn reported(collected: &Collected, world: &World) -> Vec<usize> {
    let all = world.patrons.len();
    if all <= MOST {
        return (0..all).collect();
    }
    let mut some: Vec<usize> = (0..all).step_by(all.div_ceil(SAMPLE).next_power_of_two()).collect();
    for clients in &collected.ties.clients {
        some.extend(clients.clone().filter_map(|client| Some(world.clients.patron[client]?.index())));
        some.extend(world.villages.within(clients.clone()).flat_map(|(village, _)| world.villages.patrons_of(village)));
    }
    some.sort_unstable();
    some.dedup();
    some
}

pub(super) fn table(collected: &Collected, world: &World, kinds: &[&str]) -> Table {
    let about = "One row per patron, at the end of the last round: all patrons; of more than 100,000, every k-th (k being the least power of two \
                 that leaves at most 50,000), and those whom clients of `network_clients` have or live among.";
    let (patrons, some) = (&world.patrons, reported(collected, world));
    let each = || some.iter().copied();
    let kind = |p: usize| kinds.get(usize::from(patrons.kind[p])).map(|&name| name.to_owned());
    let table = start("patrons", about, collected.replicate, some.len())
        .int("patron", "index", "The patron, from 0.", each().map(index))
        .int("village", "index", "Its village, from 0.", each().map(|p| index(patrons.village[p].index())))
        .text(
            "kind",
            "name",
            "The [[patrons]] entry it started as; a newcomer has that of the patron it learned from.",
            each().map(kind),
        );
    as_broker(with_strategy(with_books(table, patrons, &some, collected.has_flows()), patrons, &some), world, &some)
}

fn as_broker(table: Table, world: &World, some: &[usize]) -> Table {
    let politics = world.politics.as_deref();
    let superior = |&p: &usize| index(politics?.brokers.superior[p]?.index());
    let party = |&p: &usize| Some(politics?.polity.parties[politics?.brokers.party[p]?.index()].name.clone());
    table
        .int(
            "superior",
            "index",
            "The politician whose broker it is, from 0; missing if it serves none, or without politics.",
            some.iter().map(superior),
        )
        .text("party", "name", "The party of its superior; missing without one.", some.iter().map(party))
}

fn with_books(table: Table, patrons: &Patrons, some: &[usize], played: bool) -> Table {
    let each = || some.iter().copied();
    table
        .int("clients", "clients", "Its clients.", each().map(|p| Some(patrons.clients[p].into())))
        .float("capital", "S", "Its capital, after it has consumed.", each().map(|p| Some(patrons.capital[p].to_s())))
        .float(
            "profit",
            "S per round",
            "Its profit of the round: revenue less enforcement, support, cover and fines.",
            each().map(|p| played.then(|| patrons.profit[p].to_s())),
        )
        .float("consumed", "S per round", "What it consumed.", each().map(|p| played.then(|| patrons.consumed[p].to_s())))
        .int("vacant", "rounds", "Rounds without any client, to date.", each().map(|p| Some(patrons.vacant[p].into())))
}

fn with_strategy(mut table: Table, patrons: &Patrons, some: &[usize]) -> Table {
    for (i, (name, (unit, meaning))) in Strategy::PARTS.into_iter().zip(PARTS).enumerate() {
        table = table.float(name, unit, meaning, some.iter().map(|&p| Some(patrons.strategy[p].parts()[i])));
    }
    table
}
