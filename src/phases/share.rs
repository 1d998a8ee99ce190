//! 3.4 Share: mutual aid between clients.
//!
//! A client short of `1 + unmet - wealth` asks one of its ties that are strong enough for help (`uses.help`), drawn at random,
//! for it (at most `aid.ask_max`); nobody asks one who has nothing above subsistence.
//! A donor gives up to the share `aid.share` of what it holds above subsistence, pro rata among those who ask it.
//! Nobody is both: who is short holds nothing above subsistence. All read the wealth before any aid. Who is asked for more than
//! 4294 S in all gives nothing: shared out among so many it would be next to nothing.
//!
//! Of clients in misfortune it is counted whom aid leaves with enough to live ([`Rescue`]); no donor gives what it needs itself.
//!
//! Reads loss, unmet, ties. Writes asks, aid, wealth. Draws: [`Purpose::Share`], one word per client. Money changes hands.

use super::{Moment, Parameters};
use crate::ids::ClientId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Purpose, Word};
use crate::world::clients::Contacts;
use crate::world::ties::{Slots, Strength};
use crate::world::{BLOCK, Flow, Flows, Rescue, Ties, World};
use rayon::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Mutual aid.
#[derive(Clone, Debug, PartialEq)]
pub struct Aid {
    /// Share of wealth above subsistence that a donor gives at most.
    pub share: f64,
    /// Most that is asked for, of a neighbour and of the patron \[S\].
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
        Key::<Aid>::number("share", |p| &mut p.share, 0.0, 1.0, "share")
            .means("Share of its wealth above subsistence that a client gives at most to neighbours in need.")
            .source("assumed; Scott 1976"),
        Key::<Aid>::number("ask_max", |p| &mut p.ask_max, 0.0, 100.0, "S")
            .means("Most that a client in need asks for: a neighbour first, then its patron."),
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
    receive(world, parameters);
    give(world);
    let flows = hand_over(world);
    world.flows.add(&flows);
}

/// What a client has to give away [micro-S].
#[inline]
fn budget(wealth: Money, aid: &Aid) -> Money {
    (wealth - Money::SUBSISTENCE).or_zero().share(aid.share)
}

/// Clients in need choose whom to ask; `aid` of a donor becomes the sum of what is asked of it.
fn ask(world: &mut World, parameters: &Parameters, moment: Moment) {
    let World { clients, ties, .. } = world;
    clients.aid.par_chunks_mut(BLOCK).for_each(|aid| aid.iter_mut().for_each(|aid| *aid.get_mut() = 0));
    let ask_max = Money::nearest(parameters.aid.ask_max);
    let help = Strength::limit(parameters.uses.help);
    let (all_wealth, aid, ties) = (&clients.wealth, &clients.aid, &*ties);
    let columns = (clients.contacts.par_chunks_mut(BLOCK), clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (contacts, wealth, unmet))| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Share, moment.round, first, 1);
        for (i, contacts) in contacts.iter_mut().enumerate() {
            let [which] = words.take::<1>();
            let needs = shortfall(wealth[i], unmet[i]) > Money::ZERO;
            *contacts = contacts.asking(if needs { one_that_helps(ties, first + i, help, which) } else { None });
        }
        for (i, donor) in requests(contacts, first, ties) {
            match donor.filter(|donor| all_wealth[donor.index()] > Money::SUBSISTENCE) {
                None => contacts[i] = contacts[i].asking(None),
                Some(donor) => {
                    let need = shortfall(wealth[i], unmet[i]).min(ask_max);
                    add_saturating(&aid[donor.index()], SmallMoney::saturating(need).micros());
                }
            }
        }
    });
}

/// The slot of one of the ties of a client through which help flows.
#[inline]
fn one_that_helps(ties: &Ties, client: usize, help: Strength, which: Word) -> Option<usize> {
    let slots = Slots::above(&ties.strengths[client], help);
    (!slots.is_empty()).then(|| slots.nth(which.below(slots.len())))
}

/// Every asker learns what it receives: its own `aid`, which nobody else reads or writes, for nobody asks one in need.
fn receive(world: &mut World, parameters: &Parameters) {
    let World { clients, ties, .. } = world;
    let ask_max = Money::nearest(parameters.aid.ask_max);
    for_each_request(&clients.contacts, ties, |asker, donor| {
        let need = shortfall(clients.wealth[asker], clients.unmet[asker]).min(ask_max);
        let asked = SmallMoney::from_micros(clients.aid[donor].load(Relaxed));
        let received = if asked < SmallMoney::TOO_MUCH {
            need.pro_rata(budget(clients.wealth[donor], &parameters.aid), asked.into())
        } else {
            Money::ZERO
        };
        clients.aid[asker].store(SmallMoney::saturating(received).micros(), Relaxed);
    });
}

/// `aid` of a donor becomes the sum of what it gives.
fn give(world: &mut World) {
    let World { clients, ties, .. } = world;
    let columns = (clients.aid.par_chunks_mut(BLOCK), clients.contacts.par_chunks(BLOCK));
    columns.into_par_iter().for_each(|(aid, contacts)| {
        for (aid, contacts) in aid.iter_mut().zip(contacts) {
            if contacts.asked().is_none() {
                *aid.get_mut() = 0;
            }
        }
    });
    for_each_request(&clients.contacts, ties, |asker, donor| {
        clients.aid[donor].fetch_add(clients.aid[asker].load(Relaxed), Relaxed);
    });
}

/// Money changes hands.
fn hand_over(world: &mut World) -> Flows {
    let clients = &mut world.clients;
    let columns = (
        clients.wealth.par_chunks_mut(BLOCK),
        clients.aid.par_chunks(BLOCK),
        clients.contacts.par_chunks(BLOCK),
        clients.unmet.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(wealth, aid, contacts, unmet, loss)| {
        let mut flows = Flows::default();
        for i in 0..wealth.len() {
            let aid = SmallMoney::from_micros(aid[i].load(Relaxed)).into();
            if contacts[i].asked().is_some() {
                wealth[i] += aid;
                flows.book(Flow::Aid, aid);
                // Who asks was short.
                let saved = (loss[i] > SmallMoney::ZERO) & (shortfall(wealth[i], unmet[i]) == Money::ZERO);
                flows.save(Rescue::Ties, u64::from(saved));
            } else {
                wealth[i] -= aid;
            }
        }
        flows
    });
    blocks.sum()
}

/// Calls `each` with everyone who asks and whom it asks.
fn for_each_request(contacts: &[Contacts], ties: &Ties, each: impl Fn(usize, usize) + Sync) {
    contacts.par_chunks(BLOCK).enumerate().for_each(|(block, contacts)| {
        for (i, donor) in requests(contacts, block * BLOCK, ties) {
            each(block * BLOCK + i, donor.expect("who is asked is a tie").index());
        }
    });
}

/// Who asks in a block that starts at client `first`, by place in the block, and whom. Gathered in two loops without
/// decisions, askers before ties, so that the processor fetches many ties from memory at once.
fn requests(contacts: &[Contacts], first: usize, ties: &Ties) -> Vec<(usize, Option<ClientId>)> {
    let mut askers = [0_u16; BLOCK];
    let mut count = 0;
    for (i, contacts) in contacts.iter().enumerate() {
        askers[count] = i as u16;
        count += usize::from(contacts.asked().is_some());
    }
    let request = |&i: &u16| {
        let i = usize::from(i);
        (i, contacts[i].asked().and_then(|slot| ties.ends[first + i][slot]))
    };
    askers[..count].iter().map(request).collect()
}

/// Adds to a sum that stops at the largest value, which stands for "too much". Whatever the order of the threads, a sum
/// that overflows ends there: every addition that passes the end puts it back.
fn add_saturating(sum: &AtomicU32, amount: u32) {
    let before = sum.fetch_add(amount, Relaxed);
    if before.checked_add(amount).is_none() {
        sum.store(SmallMoney::TOO_MUCH.micros(), Relaxed);
    }
}
