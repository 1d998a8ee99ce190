//! `network_clients`: the clients whose ties are in the table `ties`.

use super::{index, start};
use crate::ids::PatronId;
use crate::output::Collected;
use crate::output::sample::{Circle, TieSample};
use crate::table::Table;
use crate::world::World;

/// The sample with the world it is of.
struct Known<'a> {
    sample: &'a TieSample,
    world: &'a World,
    /// Whether a round was run: before the first one, hunger is unknown.
    played: bool,
}

impl Known<'_> {
    /// A number of every client.
    fn real(&self, value: impl Fn(usize) -> f64) -> impl Iterator<Item = Option<f64>> {
        self.sample.each_client().map(move |i| Some(value(i)))
    }

    /// An index or a whole number of every client, if it has one.
    fn whole(&self, value: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = Option<i64>> {
        self.sample.each_client().map(move |i| index(value(i)?))
    }

    /// A number of ties of every client.
    fn ties(&self, count: impl Fn(&Circle) -> u8) -> impl Iterator<Item = Option<i64>> {
        self.sample.circles.iter().map(move |circle| Some(count(circle).into()))
    }

    /// A number of ties of every client with a patron.
    fn attached(&self, count: impl Fn(&Circle) -> u8) -> impl Iterator<Item = Option<i64>> {
        let both = self.sample.each_client().zip(&self.sample.circles);
        both.map(move |(i, circle)| self.world.clients.patron[i].map(|_| count(circle).into()))
    }
}

pub(super) fn table(collected: &Collected, world: &World) -> Table {
    let about = "One row per client whose ties are in `ties`, at the end of the last round: all clients; of more than 25,000, those of \
                 whole villages, evenly spread, or the first 25,000 of a larger village (the manifest says which).";
    let known = Known { sample: &collected.ties, world, played: collected.has_flows() };
    let table = start("network_clients", about, collected.replicate, known.sample.len())
        .int("client", "index", "The client, from 0.", known.whole(Some))
        .int("village", "index", "Its village, from 0.", known.whole(|i| Some(world.villages.of_client(i).index())))
        .int(
            "patron",
            "index",
            "Its patron, from 0, after the round's moves; missing without patron.",
            known.whole(|i| world.clients.patron[i].map(PatronId::index)),
        );
    with_ties(with_state(table, &known), &known)
}

fn with_state(table: Table, known: &Known) -> Table {
    let clients = &known.world.clients;
    let wealth = |i: usize| (clients.wealth[i] + clients.consumed[i].into()).to_s();
    let hungry = |i: usize| usize::from(known.world.was_hungry(i));
    table
        .float("skill", "factor", "Its skill; the mean over clients is about 1.", known.real(|i| clients.skill[i].into()))
        .float("ideology", "position", "Where it stands politically, from -1 to 1.", known.real(|i| clients.ideology[i].to_f64()))
        .float("wealth", "S", "Its wealth before consumption.", known.real(wealth))
        .float("loyalty", "share", "Its loyalty to its patron; 0 without patron.", known.real(|i| clients.loyalty[i].into()))
        .float("resentment", "share", "Its resentment.", known.real(|i| clients.resentment[i].into()))
        .float(
            "satisfaction",
            "S per round and skill",
            "What was left to it, by its skill, smoothed.",
            known.real(|i| clients.satisfaction[i].into()),
        )
        .int(
            "hungry",
            "0 or 1",
            "1 if its wealth less unmet loss was below subsistence, else 0.",
            known.whole(|i| known.played.then(|| hungry(i))),
        )
}

fn with_ties(table: Table, known: &Known) -> Table {
    table
        .int("ties", "ties", "The clients it knows, wherever they are.", known.ties(|circle| circle.ties[0]))
        .int("strong_ties", "ties", "Strong ones among these ties.", known.ties(|circle| circle.ties[1]))
        .int(
            "ties_patron",
            "ties",
            "Ties to clients of its own patron; missing without patron.",
            known.attached(|circle| circle.same_patron[0]),
        )
        .int(
            "strong_ties_patron",
            "ties",
            "Strong ones among these; missing without patron.",
            known.attached(|circle| circle.same_patron[1]),
        )
        .int("ties_village", "ties", "Ties to clients of its own village.", known.ties(|circle| circle.same_village[0]))
        .int("strong_ties_village", "ties", "Strong ones among these.", known.ties(|circle| circle.same_village[1]))
        .int("ties_outside", "ties", "Ties to clients who are not in this table.", known.ties(|circle| circle.outside))
}
