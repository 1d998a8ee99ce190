//! 3.13 Adapt: patrons learn from one another, and newcomers replace those whom everybody left.
//!
//! Every `adaptation.every` rounds each patron, with probability `adaptation.share`, compares its profit of the round (revenue
//! less costs, cover and fines) with that of another patron drawn at random. It copies the other's strategy with probability
//! `σ(selection·Δprofit/sd(profit))` and then, copied or not, mutates each part by Normal(0, `mutation`), clipped to [0, 1]. All
//! compare from one snapshot.
//!
//! A patron without clients for `adaptation.vacancy` rounds is replaced by a newcomer: it takes over what is left of the
//! capital, learns a mutated strategy from a random patron who has clients, and wins a first follower, a client of its village
//! without patron, if there is one. Without this, emptied patrons never recover and every result is a transient. Newcomers
//! come whatever `adaptation.share` is.
//!
//! Reads profit, number of clients. Writes strategies, vacancy, and the first followers. Draws: [`Purpose::Adapt`], a quota per
//! patron. No money moves. Patrons are few, so this phase runs on one thread.

use super::{Moment, Parameters, r#move::Mobility};
use crate::ids::PatronId;
use crate::maths::logistic;
use crate::parameter::{Key, Section};
use crate::quantity::SmallMoney;
use crate::random::{Purpose, Word};
use crate::world::clients::Degree;
use crate::world::{Patrons, Stage, Strategy, Turn, World};

/// How patrons learn.
#[derive(Clone, Debug, PartialEq)]
pub struct Adaptation {
    /// Probability that a patron compares itself when it is time to.
    pub share: f64,
    /// Rounds between two times of comparison.
    pub every: u32,
    /// Strength of selection by profit.
    pub selection: f64,
    /// Standard deviation of the mutation of each part of a strategy.
    pub mutation: f64,
    /// Rounds without clients after which a patron is replaced.
    pub vacancy: u32,
}

impl Default for Adaptation {
    fn default() -> Self {
        Self { share: 0.0, every: 4, selection: 2.0, mutation: 0.03, vacancy: 8 }
    }
}

/// The keys of [`Adaptation`].
pub const ADAPTATION: Section<Adaptation> = Section {
    name: "adaptation",
    meaning: "How patrons learn from one another.",
    keys: &[
        Key::<Adaptation>::number("share", |p| &mut p.share, 0.0, 1.0, "probability")
            .means("Probability that a patron compares itself with another when it is time to."),
        Key::<Adaptation>::count("every", |p| &mut p.every, 1.0, 1_000_000.0, "rounds")
            .means("Rounds between two times of comparison."),
        Key::<Adaptation>::number("selection", |p| &mut p.selection, 0.0, 100.0, "per sd of profit")
            .symbol("selection")
            .means("How strongly a more profitable strategy is copied."),
        Key::<Adaptation>::number("mutation", |p| &mut p.mutation, 0.0, 1.0, "sd")
            .symbol("mutation")
            .means("Standard deviation of the mutation of each part of a strategy."),
        Key::<Adaptation>::count("vacancy", |p| &mut p.vacancy, 1.0, 1_000_000.0, "rounds")
            .means("Rounds without clients after which a patron is replaced by a newcomer."),
    ],
};

/// Words that one patron owns: compares, with whom, copies, five mutations; a newcomer's teacher, follower, five mutations.
const PATRON_QUOTA: usize = 15;

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let adaptation = &parameters.adaptation;
    if adaptation.share > 0.0 && world.patrons.len() > 1 && moment.round.is_multiple_of(adaptation.every) {
        imitate(world, adaptation, own_words(moment));
    }
    replace_the_deserted(world, parameters, own_words(moment));
}

/// Every patron's words, in order.
fn own_words(moment: Moment) -> impl Iterator<Item = [Word; PATRON_QUOTA]> {
    let mut words = moment.draws.words(Purpose::Adapt, moment.round, 0, PATRON_QUOTA as u32);
    std::iter::repeat_with(move || words.take())
}

fn mutated(strategy: Strategy, sd: f64, words: &[Word]) -> Strategy {
    let parts = strategy.parts();
    Strategy::from_parts(std::array::from_fn(|k| (parts[k] + sd * words[k].normal()).clamp(0.0, 1.0)))
}

fn imitate(world: &mut World, adaptation: &Adaptation, own: impl Iterator<Item = [Word; PATRON_QUOTA]>) {
    let patrons = &mut world.patrons;
    let before = patrons.strategy.clone();
    let spread = profit_sd(patrons);
    for (p, words) in (0..before.len()).zip(own) {
        let [compares, whom, copies, ..] = words;
        if !compares.happens(adaptation.share) {
            continue;
        }
        let drawn = whom.below(before.len() - 1);
        let other = if drawn < p { drawn } else { drawn + 1 };
        let gap = (patrons.profit[other] - patrons.profit[p]).to_s();
        let advantage = if spread > 0.0 { gap / spread } else { 0.0 };
        let copied = copies.happens(logistic(adaptation.selection * advantage));
        if copied {
            world.flows.count(Turn::Copied);
        }
        world.flows.count(Turn::Mutated);
        let model = if copied { before[other] } else { before[p] };
        patrons.strategy[p] = mutated(model, adaptation.mutation, &words[3..8]);
    }
}

/// Standard deviation of the round's profit over all patrons \[S\].
fn profit_sd(patrons: &Patrons) -> f64 {
    let n = patrons.len() as f64;
    let mean = patrons.profit.iter().map(|profit| profit.to_s()).sum::<f64>() / n;
    let squares: f64 = patrons.profit.iter().map(|profit| (profit.to_s() - mean) * (profit.to_s() - mean)).sum();
    (squares / n).sqrt()
}

fn replace_the_deserted(world: &mut World, parameters: &Parameters, own: impl Iterator<Item = [Word; PATRON_QUOTA]>) {
    let adaptation = &parameters.adaptation;
    for (vacant, &clients) in world.patrons.vacant.iter_mut().zip(&world.patrons.clients) {
        *vacant = if clients == 0 { *vacant + 1 } else { 0 };
    }
    if world.patrons.vacant.iter().all(|&vacant| vacant < adaptation.vacancy) {
        return;
    }
    let teachers: Vec<usize> = (0..world.patrons.len()).filter(|&p| world.patrons.clients[p] > 0).collect();
    if teachers.is_empty() {
        return;
    }
    let before = world.patrons.strategy.clone();
    for (p, words) in (0..before.len()).zip(own) {
        if world.patrons.vacant[p] < adaptation.vacancy {
            continue;
        }
        let teacher = teachers[words[8].below(teachers.len())];
        world.patrons.strategy[p] = mutated(before[teacher], adaptation.mutation, &words[10..15]);
        world.patrons.kind[p] = world.patrons.kind[teacher];
        world.patrons.vacant[p] = 0;
        world.flows.count(Turn::Replaced);
        win_first_follower(world, &parameters.mobility, PatronId::new(p), words[9]);
    }
}

fn win_first_follower(world: &mut World, mobility: &Mobility, patron: PatronId, which: Word) {
    let village = world.villages.clients_of(world.patrons.village[patron.index()]);
    let free = world.clients.patron[village.clone()].iter().filter(|patron| patron.is_none()).count();
    if free == 0 {
        return;
    }
    let mut candidates = village.filter(|&client| world.clients.patron[client].is_none());
    let follower = candidates.nth(which.below(free)).expect("below the number of candidates");
    let clients = &mut world.clients;
    clients.patron[follower] = Some(patron);
    clients.prospect[follower] = None;
    clients.stage[follower] = Stage::None;
    clients.tenure[follower] = 0;
    clients.debt[follower] = SmallMoney::ZERO;
    clients.resentment[follower] = Degree::nearest(mobility.kept * clients.resentment[follower].to_f64());
    clients.loyalty[follower] = Degree::nearest(mobility.newcomer);
    world.patrons.clients[patron.index()] += 1;
    world.flows.count(Turn::Followed);
}
