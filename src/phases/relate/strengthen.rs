//! What a round makes of the strength of ties. Writes strengths, each client's own. Draws nothing.

use super::look::{Decided, Proof};
use super::similarity::Peer;
use super::{Dynamics, Similarity};
use crate::ids::ClientId;
use crate::phases::Parameters;
use crate::world::ties::{Strength, Strengths};
use crate::world::{BLOCK, Flows, Ties, Turn, World};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;

/// Whole steps of strength, rounded so that the mean over rounds is kept.
#[derive(Clone, Copy)]
struct Rounding {
    /// What is added before the fraction is cut off: it moves through [0, 1) from round to round by the golden section.
    threshold: f64,
}

impl Rounding {
    fn of(round: u32) -> Self {
        let turned = 0.618_034 * f64::from(round);
        Self { threshold: turned - turned.floor() }
    }

    #[inline]
    fn steps(self, strength: f64) -> Strength {
        Strength::from_steps((Strength::STEPS * strength + self.threshold) as u8)
    }
}

/// How strengths change this round.
struct Change<'a> {
    dynamics: &'a Dynamics,
    rounding: Rounding,
    /// What becomes of every strength where nothing passes through a tie.
    faded: [Faded; 256],
}

/// What becomes of a tie through which nothing passes.
#[derive(Clone, Copy)]
struct Faded {
    left: Strength,
    /// 1 if the tie is lost by that, else 0.
    lost: u8,
}

impl<'a> Change<'a> {
    fn of(dynamics: &'a Dynamics, round: u32) -> Self {
        let rounding = Rounding::of(round);
        let faded = std::array::from_fn(|steps| {
            let strength = Strength::from_steps(steps as u8).to_f64();
            let left = rounding.steps(strength * (1.0 - dynamics.decay));
            let left = if f64::from(left.steps()) < dynamics.forget * Strength::STEPS { Strength::NONE } else { left };
            Faded { left, lost: u8::from(steps > 0 && left == Strength::NONE) }
        });
        Self { dynamics, rounding, faded }
    }

    /// The strength of a tie through which something passed: what it lacks of full strength shrinks by each exchange.
    #[inline]
    fn grown(&self, strength: Strength, exchanges: &Exchanges, slot: usize) -> Strength {
        let mut lacking = 1.0 - strength.to_f64();
        if exchanges.aided & (1 << slot) != 0 {
            lacking *= 1.0 - self.dynamics.aid;
        }
        if exchanges.proved & (1 << slot) != 0 {
            lacking *= 1.0 - self.dynamics.news;
        }
        if exchanges.met == Some(slot) {
            lacking *= 1.0 - exchanges.talk;
        }
        self.rounding.steps(1.0 - lacking)
    }
}

/// What passed through the ties of one client in the round: slots as bits.
struct Exchanges {
    aided: u8,
    proved: u8,
    met: Option<usize>,
    /// What the meeting gives.
    talk: f64,
}

/// Clients whose meetings are looked up together.
const GROUP: usize = 256;

/// Strengthens what was used, and lets the rest fade; counts ties that are lost.
pub(super) fn strengthen(
    world: &mut World,
    parameters: &Parameters,
    similarity: &Similarity<'_>,
    decided: &[Decided],
    round: u32,
) -> Flows {
    let mut strengths = std::mem::take(&mut world.ties.strengths);
    let (snapshot, change) = (&*world, Change::of(&parameters.ties, round));
    let columns = (strengths.par_chunks_mut(BLOCK), decided);
    let blocks = columns.into_par_iter().enumerate().map(|(block, (strengths, decided))| {
        let first = block * BLOCK;
        let mut flows = Flows::default();
        let mut proofs = decided.proofs.as_slice();
        for (village, part) in snapshot.villages.within(first..first + strengths.len()) {
            let home = snapshot.villages.clients_of(village);
            for start in part.clone().step_by(GROUP) {
                let group = start..(start + GROUP).min(part.end);
                let talks = talks(snapshot, &change, similarity, &home, group.clone());
                for (client, &talk) in group.zip(&talks) {
                    let (met, proved) = (met(snapshot, client), proved(&mut proofs, (client - first) as u16));
                    let aided = aided(snapshot, client, &strengths[client - first]);
                    let exchanges = Exchanges { aided, proved, met, talk };
                    let lost = settle(&change, &mut strengths[client - first], &exchanges);
                    flows.count_many(Turn::TieLost, lost);
                }
            }
        }
        flows
    });
    let flows = blocks.sum();
    world.ties.strengths = strengths;
    flows
}

/// The slot of the tie that a client met.
#[inline]
fn met(world: &World, client: usize) -> Option<usize> {
    world.clients.contacts[client].met()
}

/// What their meetings give the ties of a group of clients of one village.
#[inline]
fn talks(
    world: &World,
    change: &Change<'_>,
    similarity: &Similarity<'_>,
    home: &Range<usize>,
    group: Range<usize>,
) -> [f64; GROUP] {
    let World { clients, ties, .. } = world;
    let dynamics = change.dynamics;
    let mut talks = [0.0; GROUP];
    let mut others = [0_usize; GROUP];
    for (other, one) in others.iter_mut().zip(group.clone()) {
        // Who meets nobody is as if it met itself: nothing will come of it.
        *other = met(world, one).and_then(|slot| ties.ends[one][slot]).map_or(one, ClientId::index);
    }
    // Those met are anywhere in memory: this loop does nothing but fetch what is needed of them, many at once.
    let mut fetched = [(Peer::default(), 0.0); GROUP];
    for (fetched, &other) in fetched.iter_mut().zip(&others[..group.len()]) {
        *fetched = (Peer::of(clients, other), clients.skill[other]);
    }
    for (k, one) in group.enumerate() {
        let (peer, skill) = fetched[k];
        let at_home = home.contains(&others[k]);
        let distance = if at_home { 1.0 } else { dynamics.apart };
        let own = Peer::of(clients, one);
        let richer = (own.wealth > peer.wealth) & (clients.skill[one] < skill);
        let poorer = (own.wealth < peer.wealth) & (clients.skill[one] > skill);
        let bonus = if richer | poorer { 1.0 + dynamics.difference } else { 1.0 };
        talks[k] = (dynamics.talk * distance * similarity.of(at_home, own, peer) * bonus).min(1.0);
    }
    talks
}

/// The slots of a client whose news proved true, as bits; takes them from the list of the block's proofs.
#[inline]
fn proved(proofs: &mut &[Proof], client: u16) -> u8 {
    match proofs.split_first() {
        Some((proof, rest)) if proof.client == client => {
            *proofs = rest;
            1 << proof.slot
        }
        _ => 0,
    }
}

/// The slots through whose ties aid went to a client or from it in this round, as bits.
#[inline]
fn aided(world: &World, client: usize, strengths: &Strengths) -> u8 {
    let World { clients, ties, .. } = world;
    if clients.aid[client].load(Relaxed) == 0 {
        return 0;
    }
    if let Some(asked) = clients.contacts[client].asked() {
        return 1 << asked;
    }
    // It gave: to those of its ties who asked it and received something.
    let donor = ClientId::new(client);
    let others = ties.ends[client].map(|end| end.unwrap_or(donor).index());
    let asked = others.map(|other| clients.contacts[other].asked());
    let received = |slot: usize| {
        let asked = asked[slot].filter(|_| strengths[slot] > Strength::NONE);
        asked.is_some_and(|asked| was_helped_by(world, others[slot], asked, donor))
    };
    (0..Ties::SLOTS).fold(0, |bits, slot| bits | (u8::from(received(slot)) << slot))
}

/// Whether a client received aid from this donor, having asked the tie in a slot.
fn was_helped_by(world: &World, client: usize, asked: usize, donor: ClientId) -> bool {
    world.ties.ends[client][asked] == Some(donor) && world.clients.aid[client].load(Relaxed) > 0
}

/// What the round makes of a client's ties; gives how many are lost.
#[inline]
fn settle(change: &Change<'_>, strengths: &mut Strengths, exchanges: &Exchanges) -> u64 {
    let before = *strengths;
    let mut lost = 0;
    for (after, before) in strengths.iter_mut().zip(before) {
        let faded = change.faded[usize::from(before.steps())];
        *after = faded.left;
        lost += u64::from(faded.lost);
    }
    let met = exchanges.met.map_or(0, |slot| 1 << slot);
    let mut used: u8 = exchanges.aided | exchanges.proved | met;
    while used != 0 {
        let slot = used.trailing_zeros() as usize;
        lost -= u64::from(change.faded[usize::from(before[slot].steps())].lost);
        strengths[slot] = change.grown(before[slot], exchanges, slot);
        used &= used - 1;
    }
    lost
}
