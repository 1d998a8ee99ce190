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
//! give, and notes through which of their ties aid went; `hand_over` moves the money. Those in need are few, and whom they ask is anywhere
//! in memory: requests are gathered once, and every step goes through them in loops that do little else than fetch, so that the
//! processor fetches for many of them at once.
//!
//! Reads loss, unmet, ties. Writes asks, aid, the ties that helped, wealth. Draws: [`Purpose::Share`], one word per client. Money changes hands.

use super::{Moment, Parameters};
use crate::ids::ClientId;
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Purpose, Word, Words};
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
    /// Place of the asker in its block.
    asker: u16,
    /// The slot of the tie it asks.
    slot: u8,
    /// Whether the donor is asked for more than can be counted, and gives nothing.
    is_refused: bool,
    donor: ClientId,
    asked: SmallMoney,
    received: SmallMoney,
}

/// The requests of every block of clients, one block after the other: in one piece, which in a large society goes back to the system after the phase,
/// as many small ones would not.
struct Requests {
    all: Vec<Request>,
    /// How many there are in each block.
    counts: Vec<usize>,
}

impl Requests {
    /// So many of each block, still to be filled in.
    fn blank(counts: Vec<usize>) -> Self {
        let zero = SmallMoney::ZERO;
        let blank = Request { asker: 0, slot: 0, is_refused: false, donor: ClientId::new(0), asked: zero, received: zero };
        Self { all: vec![blank; counts.iter().sum()], counts }
    }

    fn blocks(&self) -> Vec<&[Request]> {
        let mut rest = &*self.all;
        self.counts.iter().map(|&count| rest.split_off(..count).unwrap_or_default()).collect()
    }

    fn blocks_mut(&mut self) -> Vec<&mut [Request]> {
        let mut rest = &mut *self.all;
        self.counts.iter().map(|&count| rest.split_off_mut(..count).unwrap_or_default()).collect()
    }
}

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let counts = ask(world, parameters, moment);
    let requests = answer(world, &parameters.aid, counts);
    give(world, &requests);
    let flows = hand_over(world, &requests);
    world.flows.add(&flows);
}

/// What a client has to give away [micro-S].
#[inline]
fn budget(wealth: Money, aid: &Aid) -> Money {
    (wealth - Money::SUBSISTENCE).or_zero().share(aid.share)
}

/// Clients in need choose whom to ask and note it among their contacts; `aid` of a donor becomes the sum of what is asked of it. Gives the
/// number of those who ask in every block.
fn ask(world: &mut World, parameters: &Parameters, moment: Moment) -> Vec<usize> {
    let World { clients, ties, .. } = world;
    let blank = (clients.aid.par_chunks_mut(BLOCK), clients.helped.par_chunks_mut(BLOCK));
    blank.into_par_iter().for_each(|(aid, helped)| {
        aid.iter_mut().for_each(|aid| *aid.get_mut() = 0);
        helped.iter_mut().for_each(|helped| *helped.get_mut() = 0);
    });
    let ask_max = Money::nearest(parameters.aid.ask_max);
    let help = Strength::limit(parameters.uses.help);
    let (all_wealth, aid, ties) = (&clients.wealth, &clients.aid, &*ties);
    let columns = (clients.contacts.par_chunks_mut(BLOCK), clients.wealth.par_chunks(BLOCK), clients.unmet.par_chunks(BLOCK));
    let blocks = columns.into_par_iter().enumerate().map(|(block, (contacts, wealth, unmet))| {
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
        let mut count = 0;
        for (&(asker, slot, donor), _) in chosen.iter().zip(can_give).filter(|&(_, can_give)| can_give) {
            let own = usize::from(asker);
            contacts[own] = contacts[own].asking(Some(slot.into()));
            add_saturating(&aid[donor.index()], asked(wealth[own], unmet[own], ask_max).micros());
            count += 1;
        }
        count
    });
    blocks.collect()
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

/// Every asker learns what it receives. Nobody writes what another reads here: nobody asks one in need.
fn answer(world: &World, parameters: &Aid, counts: Vec<usize>) -> Requests {
    let World { clients, ties, .. } = world;
    let ask_max = Money::nearest(parameters.ask_max);
    let mut requests = Requests::blank(counts);
    (requests.blocks_mut(), clients.contacts.par_chunks(BLOCK)).into_par_iter().enumerate().for_each(
        |(block, (requests, contacts))| {
            let askers = contacts.iter().enumerate().filter_map(|(own, contacts)| Some((own, contacts.asked()?)));
            for (request, (own, slot)) in requests.iter_mut().zip(askers) {
                let client = block * BLOCK + own;
                let Some(donor) = ties.ends[client][slot] else { unreachable!("nobody asks through an empty slot") };
                let asked = asked(clients.wealth[client], clients.unmet[client], ask_max);
                *request = Request { asker: own as u16, slot: slot as u8, donor, asked, ..*request };
            }
            for request in requests {
                let donor = request.donor.index();
                let asked = SmallMoney::from_micros(clients.aid[donor].load(Relaxed));
                request.is_refused = asked >= SmallMoney::TOO_MUCH;
                if !request.is_refused {
                    let received = Money::from(request.asked).pro_rata(budget(clients.wealth[donor], parameters), asked.into());
                    request.received = SmallMoney::saturating(received);
                }
            }
        },
    );
    requests
}

/// `aid` of a donor becomes the sum of what it gives: what is asked of it, less what askers do not receive. Both sides note the tie.
fn give(world: &World, requests: &Requests) {
    let World { clients, ties, .. } = world;
    requests.blocks().into_par_iter().enumerate().for_each(|(block, requests)| {
        let asker = |request: &Request| block * BLOCK + usize::from(request.asker);
        let slots: Vec<u8> =
            requests.iter().map(|request| ties.slots_of(request.donor.index(), ClientId::new(asker(request)))).collect();
        for (request, slots) in requests.iter().zip(slots) {
            let donor = request.donor.index();
            if request.is_refused {
                clients.aid[donor].store(0, Relaxed);
            } else if request.received < request.asked {
                clients.aid[donor].fetch_sub(request.asked.micros() - request.received.micros(), Relaxed);
            }
            if request.received > SmallMoney::ZERO {
                clients.helped[asker(request)].store(1 << request.slot, Relaxed);
                clients.helped[donor].fetch_or(slots, Relaxed);
            }
        }
    });
}

/// Money changes hands. `aid` of who asked becomes what it received.
fn hand_over(world: &mut World, requests: &Requests) -> Flows {
    let clients = &mut world.clients;
    let columns = (
        requests.blocks(),
        clients.wealth.par_chunks_mut(BLOCK),
        clients.aid.par_chunks_mut(BLOCK),
        clients.unmet.par_chunks(BLOCK),
        clients.loss.par_chunks(BLOCK),
    );
    let blocks = columns.into_par_iter().map(|(requests, wealth, aid, unmet, loss)| {
        let mut flows = Flows::default();
        // Nobody asked who asks: so far its own `aid` is nothing.
        for (wealth, aid) in wealth.iter_mut().zip(aid.iter_mut()) {
            *wealth -= SmallMoney::from_micros(*aid.get_mut()).into();
        }
        for request in requests {
            let (i, received) = (usize::from(request.asker), request.received);
            *aid[i].get_mut() = received.micros();
            wealth[i] += received.into();
            flows.book(Flow::Aid, received.into());
            // Who asks was short.
            let saved = (loss[i] > SmallMoney::ZERO) & (shortfall(wealth[i], unmet[i]) == Money::ZERO);
            flows.save(Rescue::Ties, u64::from(saved));
        }
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
