//! `clients`: the final state of the clients, or of every k-th of them.

use super::{index, start};
use crate::output::Collected;
use crate::quantity::{Money, SmallMoney};
use crate::table::Table;
use crate::world::clients::{Exchanged, Valuation, dyadic_reciprocity, exchange_rate, sampled_every};
use crate::world::politics::voters::Mark;
use crate::world::{Clients, Stage, World};
use std::sync::atomic::Ordering;

/// Where aid is seen from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Received,
    Given,
}

/// The clients that are reported, and what is known of them.
struct Sample<'a> {
    clients: &'a Clients,
    every: usize,
    /// Whether a round was run: before the first one, flows are unknown.
    played: bool,
}

impl Sample<'_> {
    fn indices(&self) -> impl Iterator<Item = usize> + use<> {
        (0..self.clients.len()).step_by(self.every)
    }

    /// Money of the round \[S\]; unknown before the first.
    fn flow<'b>(&'b self, column: &'b [SmallMoney]) -> impl Iterator<Item = Option<f64>> + 'b {
        self.indices().map(|i| self.played.then(|| Money::from(column[i]).to_s()))
    }

    /// Output of the round \[S\]; unknown before the first.
    fn output(&self) -> impl Iterator<Item = Option<f64>> {
        self.clients.exchanged.iter().map(|exchanged| self.played.then(|| Money::from(exchanged.output).to_s()))
    }

    fn real<'b, T: Copy + Into<f64>>(&'b self, column: &'b [T]) -> impl Iterator<Item = Option<f64>> + 'b {
        self.indices().map(|i| Some(column[i].into()))
    }

    /// Aid of the round on one side \[S\]: who asked for it received, and who did not gave.
    fn aid(&self, side: Side) -> impl Iterator<Item = Option<f64>> {
        self.indices().map(move |i| {
            let of = if self.clients.contacts[i].asked().is_some() { Side::Received } else { Side::Given };
            let passed = SmallMoney::from_micros(self.clients.aid[i].load(Ordering::Relaxed));
            self.played.then(|| if side == of { Money::from(passed).to_s() } else { 0.0 })
        })
    }

    /// A value of the relation a client had in the round, from what it received and gave \[S\].
    fn relation<'b>(&'b self, value: impl Fn(f64, f64) -> f64 + 'b) -> impl Iterator<Item = Option<f64>> + 'b {
        self.indices().map(move |i| {
            let Exchanged { received, given, .. } = self.clients.exchanged[i / self.every];
            let (received, given) = (received.into(), given.into());
            (self.played && received + given > 0.0).then(|| value(received, given))
        })
    }
}

/// The table `clients` of a replicate whose world is now as `world`.
#[must_use]
pub fn table(collected: &Collected, world: &World) -> Table {
    let clients = &world.clients;
    let sample = Sample { clients, every: sampled_every(clients.len()), played: collected.has_flows() };
    let village = |i: usize| index(world.villages.of_client(i).index());
    let about =
        "One row per client, at the end of the last round; of more than 25,000 clients, every k-th (the manifest says k).";
    let table = start("clients", about, collected.replicate, sample.indices().count())
        .int(
            "client",
            "index",
            "The client, from 0. Neighbours in the village have neighbouring indices.",
            sample.indices().map(index),
        )
        .int("village", "index", "Its village, from 0.", sample.indices().map(village))
        .int(
            "patron",
            "index",
            "Its patron, from 0, after the round's moves; missing without patron.",
            sample.indices().map(|i| index(clients.patron[i]?.index())),
        );
    let table = relation_of_round(round(ways(state(character(table, &sample), &sample), &sample), &sample, world), &sample);
    citizen(table, &sample, world)
}

/// What a client is to the state.
fn citizen(table: Table, sample: &Sample, world: &World) -> Table {
    let marks = world.politics.as_deref().map(|politics| &politics.voters.marks);
    let has = |mark: Mark| sample.indices().map(move |i| marks.map(|marks| i64::from(marks[i].has(mark))));
    table
        .int("official", "0 or 1", "1 if it holds a public post, else 0; missing without politics.", has(Mark::Official))
        .int(
            "by_patronage",
            "0 or 1",
            "1 if it holds a post by patronage, else 0; missing without politics.",
            has(Mark::ByPatronage),
        )
        .int(
            "offered",
            "0 or 1",
            "1 if a candidate offered it something in the last round with an election, else 0; missing without politics.",
            has(Mark::Offered),
        )
        .int(
            "supporter",
            "0 or 1",
            "1 if it voted for the government at its last election, else 0; missing without politics.",
            has(Mark::Supporter),
        )
}

fn character(table: Table, sample: &Sample) -> Table {
    let values = |part: fn(Valuation) -> f64| sample.indices().map(move |i| Some(part(sample.clients.valuation[i])));
    table
        .float("skill", "factor", "Its skill; the mean over clients is about 1.", sample.real(&sample.clients.skill))
        .float("value_wage", "weight", "How much it values the wage; the three weights add up to 3.", values(Valuation::wage))
        .float("value_protection", "weight", "How much it values protection.", values(Valuation::protection))
        .float("value_support", "weight", "How much it values support.", values(Valuation::support))
        .float(
            "ideology",
            "position",
            "Where it stands politically, from -1 to 1.",
            sample.indices().map(|i| Some(sample.clients.ideology[i].to_f64())),
        )
}

fn state(table: Table, sample: &Sample) -> Table {
    let clients = sample.clients;
    let before = |i: usize| clients.wealth[i] + clients.consumed[i].into();
    let tenure = |i: usize| clients.patron[i].map(|_| i64::from(clients.tenure[i]));
    table
        .float("wealth", "S", "Its wealth before consumption.", sample.indices().map(|i| Some(before(i).to_s())))
        .float("wealth_left", "S", "Its wealth after consumption.", sample.indices().map(|i| Some(clients.wealth[i].to_s())))
        .float("debt", "S", "What it owes its patron.", sample.indices().map(|i| Some(Money::from(clients.debt[i]).to_s())))
        .float("loyalty", "share", "Its loyalty to its patron; 0 without patron.", sample.real(&clients.loyalty))
        .float("resentment", "share", "Its resentment.", sample.real(&clients.resentment))
        .float(
            "satisfaction",
            "S per round and skill",
            "What was left to it, by its skill, smoothed.",
            sample.real(&clients.satisfaction),
        )
        .int("tenure", "rounds", "Rounds with its patron; missing without patron.", sample.indices().map(tenure))
}

fn ways(table: Table, sample: &Sample) -> Table {
    let clients = sample.clients;
    let prospects = sample.indices().map(|i| index(clients.prospect[i]?.index()));
    let stages = sample.indices().map(|i| Some(stage_word(clients.stage[i]).to_owned()));
    table.int("prospect", "index", "The patron it hears well of, from 0; missing without one.", prospects).text(
        "stage",
        "word",
        "How far it has come with the prospect: none, known, liked or trusted.",
        stages,
    )
}

fn round(table: Table, sample: &Sample, world: &World) -> Table {
    let clients = sample.clients;
    let hungry = sample.indices().map(|i| sample.played.then(|| i64::from(world.was_hungry(i))));
    let income = "What it earned: wage less dues and service, or its whole output without patron.";
    table
        .float("output", "S per round", "Its output.", sample.output())
        .float("income", "S per round", income, sample.flow(&clients.earning))
        .float("loss", "S per round", "Its misfortune; 0 without one.", sample.flow(&clients.loss))
        .float("unmet", "S per round", "What nobody could pay of the misfortune.", sample.flow(&clients.unmet))
        .float("aid", "S per round", "What neighbours gave it.", sample.aid(Side::Received))
        .float("aid_given", "S per round", "What it gave neighbours.", sample.aid(Side::Given))
        .float("consumption", "S per round", "What it consumed.", sample.flow(&clients.consumed))
        .int("hungry", "0 or 1", "1 if its wealth less unmet loss was below subsistence, else 0.", hungry)
}

fn relation_of_round(table: Table, sample: &Sample) -> Table {
    table
        .float(
            "received",
            "S per round",
            "R: what it received from its patron, in its own eyes; missing without relation in the round.",
            sample.relation(|received, _| received),
        )
        .float(
            "given",
            "S per round",
            "G: what it gave its patron; missing without relation in the round.",
            sample.relation(|_, given| given),
        )
        .float(
            "exchange_rate",
            "share",
            "X = R/(R+G); ½ is even; missing without relation in the round.",
            sample.relation(exchange_rate),
        )
        .float(
            "reciprocity",
            "share",
            "Dyadic reciprocity 2·min(R,G)/(R+G); missing without relation in the round.",
            sample.relation(|received, given| dyadic_reciprocity(exchange_rate(received, given))),
        )
}

/// The word for a stage.
fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::None => "none",
        Stage::Known => "known",
        Stage::Liked => "liked",
        Stage::Trusted => "trusted",
        Stage::Joins => "joins",
        Stage::Flees => "flees",
        Stage::Quits => "quits",
    }
}
