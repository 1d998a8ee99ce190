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
//! Four steps, each in parallel. `ask` finds who is in need and whom it asks; `answer` what each receives; `give` settles with those who
//! give, and notes through which of their ties aid went; `hand_over` moves the money. What one step leaves to the next stands in the
//! columns: who asks whom in contacts, and in `aid` what is asked of a donor or received by an asker, for nobody is both. Those in need are
//! few, and whom they ask is anywhere in memory: every step goes through a block's requests in loops that do little else than fetch, so that
//! the processor fetches for many of them at once.
//!
//! Reads loss, unmet, ties. Writes asks, aid, the ties that helped, wealth. Draws: [`Purpose::Share`], one word per client. Money changes hands.

use super::{Moment, Parameters};
use crate::ids::ClientId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Purpose, Word, Words};
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

/// A client in need asks one of its ties.
#[derive(Clone, Copy)]
struct Request {
    asker: usize,
    /// The slot of the tie it asks.
    slot: usize,
    donor: usize,
}

/// The requests of a block, as the contacts of its clients say.
fn requests_of(contacts: &[Contacts], ties: &Ties, block: usize) -> Vec<Request> {
    let first = block * BLOCK;
    let (mut askers, mut count) = ([0_u16; BLOCK + 1], 0);
    // Who asks is what no processor foresees: no branches.
    for (own, contacts) in contacts.iter().enumerate() {
        askers[count] = own as u16;
        count += usize::from(contacts.asked().is_some());
    }
    let request = |&own: &u16| {
        let (own, asker) = (usize::from(own), first + usize::from(own));
        let slot = contacts[own].asked()?;
        Some(Request { asker, slot, donor: ties.ends[asker][slot]?.index() })
    };
    askers[..count].iter().filter_map(request).collect()
}

/// What stands in place of what an asker receives, if its donor is asked for more than can be counted, and gives nothing.
const REFUSED: u32 = SmallMoney::TOO_MUCH.micros();

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    ask(world, parameters, moment);
    answer(world, &parameters.aid);
    give(world, &parameters.aid);
    let flows = hand_over(world);
    world.flows.add(&flows);
}

/// What a client has to give away [micro-S].
#[inline]
fn budget(wealth: Money, aid: &Aid) -> Money {
    (wealth - Money::SUBSISTENCE).or_zero().share(aid.share)
}

/// Clients in need choose whom to ask and note it among their contacts; `aid` of a donor becomes the sum of what is asked of it.
fn ask(world: &mut World, parameters: &Parameters, moment: Moment) {
    let World { clients, ties, .. } = world;
    let blank = (clients.aid.par_chunks_mut(BLOCK), clients.helped.par_chunks_mut(BLOCK));
    blank.into_par_iter().for_each(|(aid, helped)| {
        aid.iter_mut().for_each(|aid| *aid.get_mut() = 0);
        helped.iter_mut().for_each(|helped| *helped.get_mut() = 0);
    });
    let most = Money::nearest(parameters.aid.ask_max);
    let help = Strength::limit(parameters.uses.help);
    let (all_wealth, aid, ties) = (&clients.wealth, &clients.aid, &*ties);
    let columns = (clients.contacts.par_chunks_mut(BLOCK), clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (contacts, wealth, unmet))| {
        let first = block * BLOCK;
        let words = moment.draws.words(Purpose::Share, moment.round, first, 1);
        let needy = in_need(wealth, unmet, words);
        let choose = |&(asker, which): &(u16, Word)| {
            let (slot, donor) = one_that_helps(ties, first + usize::from(asker), help, which)?;
            Some((asker, slot, donor))
        };
        let chosen: Vec<(u16, u8, ClientId)> = needy.iter().filter_map(choose).collect();
        let can_give: Vec<bool> = chosen.iter().map(|(_, _, donor)| all_wealth[donor.index()] > Money::SUBSISTENCE).collect();
        contacts.iter_mut().for_each(|contacts| *contacts = contacts.asking(None));
        for (&(asker, slot, donor), _) in chosen.iter().zip(can_give).filter(|&(_, can_give)| can_give) {
            let own = usize::from(asker);
            contacts[own] = contacts[own].asking(Some(slot.into()));
            add_saturating(&aid[donor.index()], asked(wealth[own], unmet[own], most).micros());
        }
    });
}

/// What a client in need asks for.
#[inline]
fn asked(wealth: Money, unmet: SmallMoney, most: Money) -> SmallMoney {
    SmallMoney::saturating(shortfall(wealth, unmet).min(most))
}

/// The clients of a block that are short, by their place in it, each with its word.
fn in_need(wealth: &[Money], unmet: &[SmallMoney], mut words: Words) -> Vec<(u16, Word)> {
    let mut needy = vec![(0, Word::default()); wealth.len() + 1];
    let mut count = 0;
    for (own, (&wealth, &unmet)) in wealth.iter().zip(unmet).enumerate() {
        let [which] = words.take::<1>();
        needy[count] = (own as u16, which);
        count += usize::from(shortfall(wealth, unmet) > Money::ZERO);
    }
    needy.truncate(count);
    needy
}

/// One of the ties of a client through which help flows: its slot, and whom it leads to.
#[inline]
fn one_that_helps(ties: &Ties, client: usize, help: Strength, which: Word) -> Option<(u8, ClientId)> {
    let slots = Slots::above(&ties.strengths[client], help);
    if slots.is_empty() {
        return None;
    }
    let slot = slots.nth(which.below(slots.len()));
    Some((slot as u8, ties.ends[client][slot]?))
}

/// `aid` of an asker becomes what it receives. Nobody writes what another reads here: nobody asks one in need.
fn answer(world: &World, parameters: &Aid) {
    let World { clients, ties, .. } = world;
    let most = Money::nearest(parameters.ask_max);
    clients.contacts.par_chunks(BLOCK).enumerate().for_each(|(block, contacts)| {
        let requests = requests_of(contacts, ties, block);
        let donors: Vec<(u32, Money)> =
            requests.iter().map(|&Request { donor, .. }| (clients.aid[donor].load(Relaxed), clients.wealth[donor])).collect();
        for (Request { asker, .. }, (in_all, wealth)) in requests.into_iter().zip(donors) {
            let asked = asked(clients.wealth[asker], clients.unmet[asker], most);
            let in_all = SmallMoney::from_micros(in_all);
            let received = Money::from(asked).pro_rata(budget(wealth, parameters), in_all.into());
            let received = if in_all < SmallMoney::TOO_MUCH { SmallMoney::saturating(received).micros() } else { REFUSED };
            clients.aid[asker].store(received, Relaxed);
        }
    });
}

/// `aid` of a donor becomes the sum of what it gives: what is asked of it, less what askers do not receive. Both sides note the tie.
fn give(world: &World, parameters: &Aid) {
    let World { clients, ties, .. } = world;
    let most = Money::nearest(parameters.ask_max);
    clients.contacts.par_chunks(BLOCK).enumerate().for_each(|(block, contacts)| {
        let requests = requests_of(contacts, ties, block);
        let slots: Vec<u8> = requests.iter().map(|request| ties.slots_of(request.donor, ClientId::new(request.asker))).collect();
        for (Request { asker, slot, donor }, slots) in requests.into_iter().zip(slots) {
            let received = clients.aid[asker].load(Relaxed);
            if received == REFUSED {
                clients.aid[donor].store(0, Relaxed);
                clients.aid[asker].store(0, Relaxed);
                continue;
            }
            let asked = asked(clients.wealth[asker], clients.unmet[asker], most).micros();
            if received < asked {
                clients.aid[donor].fetch_sub(asked - received, Relaxed);
            }
            if received > 0 {
                clients.helped[asker].store(1 << slot, Relaxed);
                clients.helped[donor].fetch_or(slots, Relaxed);
            }
        }
    });
}

/// Money changes hands: those who ask receive their `aid`, all others give it.
fn hand_over(world: &mut World) -> Flows {
    let clients = &mut world.clients;
    let columns = (
        clients.contacts.par_chunks(BLOCK),
        clients.wealth.par_chunks_mut(BLOCK),
        clients.aid.par_chunks_mut(BLOCK),
        clients.unmet.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(contacts, wealth, aid, unmet, loss)| {
        let (mut given, mut received, mut saved) = (Money::ZERO, 0, 0);
        // Who asks is what no processor foresees: no branches.
        let columns = contacts.iter().zip(wealth).zip(aid).zip(unmet.iter().zip(loss));
        for (((contacts, wealth), aid), (&unmet, &loss)) in columns {
            let (asks, aid) = (contacts.asked().is_some(), i64::from(*aid.get_mut()));
            let gain = if asks { aid } else { 0 };
            *wealth += Money::from_micros(gain + gain - aid);
            given += Money::from_micros(gain);
            received += u32::from(gain > 0);
            // Who asks was short.
            saved += u32::from(asks & (loss > SmallMoney::ZERO) & (shortfall(*wealth, unmet) == Money::ZERO));
        }
        let mut flows = Flows::default();
        flows.book_all(Flow::Aid, given, received.into());
        flows.save(Rescue::Ties, saved.into());
        flows
    });
    blocks.sum()
}

/// Adds to a sum that stops at the largest value, which stands for "too much". Whatever the order of the threads, a sum
/// that overflows ends there: every addition that passes the end puts it back.
fn add_saturating(sum: &AtomicU32, amount: u32) {
    let before = sum.fetch_add(amount, Relaxed);
    if before.checked_add(amount).is_none() {
        sum.store(SmallMoney::TOO_MUCH.micros(), Relaxed);
    }
}
