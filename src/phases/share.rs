//! 3.4 Share: mutual aid between clients.
//!
//! A client short of `1 + unmet - wealth` asks one of its strong ties, drawn at random, for it (at most `aid.ask_max`).
//! A donor gives up to the share `aid.share` of what it holds above subsistence, pro rata among those who ask it.
//! Nobody is both: who is short holds nothing above subsistence. All read the wealth before any aid. Who is asked for more than
//! 4294 S in all gives nothing: shared out among so many it would be next to nothing.
//!
//! Reads wealth, unmet, ties. Writes aid, wealth. Draws: [`Purpose::Share`], one word per client. Money changes hands.

use super::{Moment, Parameters};
use crate::ids::ClientId;
use crate::parameter::{Key, Section, Settable, Slot};
use crate::quantity::{Money, SmallMoney};
use crate::random::Purpose;
use crate::world::{BLOCK, Flow, Flows, Ties, World};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Mutual aid.
#[derive(Clone, Debug, PartialEq)]
pub struct Aid {
    /// Share of wealth above subsistence that a donor gives at most.
    pub share: f64,
    /// Most that is asked for [S].
    pub ask_max: f64,
}

impl Default for Aid {
    fn default() -> Self {
        Self { share: 0.5, ask_max: 1.0 }
    }
}

/// The keys of [`Aid`].
pub const AID: Section<Aid> = Section {
    name: "aid",
    meaning: "Mutual aid between clients.",
    keys: &[
        Key {
            name: "share",
            symbol: "",
            unit: "share",
            range: (0.0, 1.0),
            settable: Settable::AnyRound,
            meaning: "Share of its wealth above subsistence that a client gives at most to neighbours in need.",
            source: "assumed; Scott 1976",
            slot: |p| Slot::Number(&mut p.share),
        },
        Key {
            name: "ask_max",
            symbol: "",
            unit: "S",
            range: (0.0, 100.0),
            settable: Settable::AnyRound,
            meaning: "Most that a client in need asks a neighbour for.",
            source: "assumed",
            slot: |p| Slot::Number(&mut p.ask_max),
        },
    ],
};

/// What a client lacks to live through the round: `1 + unmet - wealth`, if positive.
#[inline]
#[must_use]
pub fn shortfall(wealth: Money, unmet: SmallMoney) -> Money {
    (Money::SUBSISTENCE + Money::from(unmet) - wealth).or_zero()
}

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    ask(world, parameters, moment);
    receive(world, parameters, moment);
    hand_over(world, moment);
    let World { clients, flows, .. } = world;
    let blocks = clients.aid.par_chunks(BLOCK).map(|aid| {
        let mut flows = Flows::default();
        aid.iter().for_each(|&aid| flows.book(Flow::Aid, aid.into()));
        flows
    });
    flows.add(&blocks.sum());
}

/// What everybody asks, added up by donor.
fn ask(world: &mut World, parameters: &Parameters, moment: Moment) {
    let World { clients, ties, .. } = world;
    clear(&mut clients.asked);
    let ask_max = Money::nearest(parameters.aid.ask_max);
    let (asked, ties) = (&clients.asked, &*ties);
    let columns = (clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (wealth, unmet))| {
        let needs = |i: usize| shortfall(wealth[i], unmet[i]).min(ask_max);
        for_each_request(block, wealth.len(), ties, moment, needs, |_, donor, need| {
            add_saturating(&asked[donor.index()], SmallMoney::saturating(need));
        });
    });
}

/// What everybody receives of what it asked.
fn receive(world: &mut World, parameters: &Parameters, moment: Moment) {
    let World { clients, ties, .. } = world;
    let ask_max = Money::nearest(parameters.aid.ask_max);
    let (asked, all_wealth, ties) = (&clients.asked, &clients.wealth, &*ties);
    let columns = (clients.aid.par_chunks_mut(BLOCK), clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (aid, wealth, unmet))| {
        aid.fill(SmallMoney::ZERO);
        let needs = |i: usize| shortfall(wealth[i], unmet[i]).min(ask_max);
        for_each_request(block, wealth.len(), ties, moment, needs, |i, donor, need| {
            let total = SmallMoney::from_micros(asked[donor.index()].load(Relaxed));
            if total < SmallMoney::TOO_MUCH {
                let budget = (all_wealth[donor.index()] - Money::SUBSISTENCE).or_zero().share(parameters.aid.share);
                aid[i] = SmallMoney::saturating(need.pro_rata(budget, total.into()));
            }
        });
    });
}

/// Money changes hands: first what every donor gives is added up, then both sides are booked.
fn hand_over(world: &mut World, moment: Moment) {
    let World { clients, ties, .. } = world;
    clear(&mut clients.asked);
    let (given, ties) = (&clients.asked, &*ties);
    clients.aid.par_chunks(BLOCK).enumerate().for_each(|(block, aid)| {
        for_each_request(
            block,
            aid.len(),
            ties,
            moment,
            |i| aid[i].into(),
            |i, donor, _| {
                add_saturating(&given[donor.index()], aid[i]);
            },
        );
    });
    let columns = (clients.wealth.par_chunks_mut(BLOCK), clients.aid.par_chunks(BLOCK), clients.asked.par_chunks(BLOCK));
    columns.into_par_iter().for_each(|(wealth, aid, given)| {
        for i in 0..wealth.len() {
            wealth[i] += Money::from(aid[i]) - Money::from(SmallMoney::from_micros(given[i].load(Relaxed)));
        }
    });
}

/// Calls `each` with the place in the block, the donor asked and the need, for every client of a block that needs more
/// than nothing and finds a donor. A block without need costs no draws.
fn for_each_request(
    block: usize,
    clients: usize,
    ties: &Ties,
    moment: Moment,
    need: impl Fn(usize) -> Money,
    mut each: impl FnMut(usize, ClientId, Money),
) {
    if ties.strong() == 0 || (0..clients).all(|i| need(i) == Money::ZERO) {
        return;
    }
    let first = block * BLOCK;
    let mut words = moment.draws.words(Purpose::Share, moment.round, first, 1);
    for i in 0..clients {
        let [which] = words.take::<1>();
        let need = need(i);
        if need > Money::ZERO
            && let Some(donor) = ties.slot(first + i, which.below(ties.strong()))
        {
            each(i, donor, need);
        }
    }
}

fn clear(sums: &mut [AtomicU32]) {
    sums.par_chunks_mut(BLOCK).for_each(|sums| sums.iter_mut().for_each(|sum| *sum.get_mut() = 0));
}

/// Adds to a sum that stops at the largest value, which stands for "too much". Whatever the order of the threads, a sum
/// that overflows ends there: every addition that passes the end puts it back.
fn add_saturating(sum: &AtomicU32, amount: SmallMoney) {
    let before = sum.fetch_add(amount.micros(), Relaxed);
    if before.checked_add(amount.micros()).is_none() {
        sum.store(SmallMoney::TOO_MUCH.micros(), Relaxed);
    }
}
