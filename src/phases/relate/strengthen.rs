//! What a round makes of the strength of ties. Writes strengths, each client's own. Draws nothing.

use super::look::{Decided, Proof};
use super::similarity::{Compared, Peer};
use super::{Dynamics, Similarity};
use crate::ids::ClientId;
use crate::phases::Parameters;
use crate::world::ties::{Strength, Strengths};
use crate::world::{BLOCK, Flows, Turn, World};
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
    /// What every strength lacks of full strength: a table is read faster than a number is divided.
    lacking: [f64; 256],
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
        let lacking = std::array::from_fn(|steps| 1.0 - Strength::from_steps(steps as u8).to_f64());
        Self { dynamics, rounding, faded, lacking }
    }

    /// The strength of a tie through which something passed: what it lacks of full strength shrinks by each exchange.
    #[inline]
    fn grown(&self, strength: Strength, exchanges: &Exchanges, slot: usize) -> Strength {
        let mut lacking = self.lacking[usize::from(strength.steps())];
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
        let mut lost = 0;
        let mut proofs = decided.proofs.as_slice();
        for (village, part) in snapshot.villages.within(first..first + strengths.len()) {
            let home = snapshot.villages.clients_of(village);
            for start in part.clone().step_by(GROUP) {
                let group = start..(start + GROUP).min(part.end);
                let talks = talks(snapshot, &change, similarity, &home, group.clone());
                for (client, &talk) in group.zip(&talks) {
                    let (met, proved) = (met(snapshot, client), proved(&mut proofs, (client - first) as u16));
                    let aided = snapshot.clients.helped[client].load(Relaxed);
                    let exchanges = Exchanges { aided, proved, met, talk };
                    lost += settle(&change, &mut strengths[client - first], &exchanges);
                }
            }
        }
        let mut flows = Flows::default();
        flows.count_many(Turn::TieLost, lost);
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
///
/// Step by step for all of them, in loops that each do one thing: those met are anywhere in memory, and a loop that does nothing but
/// fetch lets the processor fetch many at once; a loop that does nothing but reckon lets it reckon with several at once.
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
    let mut others = [0_usize; GROUP];
    let others = &mut others[..group.len()];
    for (other, one) in others.iter_mut().zip(group.clone()) {
        // Who meets nobody is as if it met itself: nothing will come of it.
        *other = met(world, one).and_then(|slot| ties.ends[one][slot]).map_or(one, ClientId::index);
    }
    let mut fetched = [(Peer::default(), 0.0); GROUP];
    for (fetched, &other) in fetched.iter_mut().zip(&*others) {
        *fetched = (Peer::of(clients, other), clients.skill[other]);
    }
    let mut sides = [(0.0, Compared::default(), Compared::default(), 1.0); GROUP];
    for (((sides, &other), one), (peer, skill)) in sides.iter_mut().zip(&*others).zip(group.clone()).zip(fetched) {
        let own = Peer::of(clients, one);
        let richer = (own.wealth > peer.wealth) & (clients.skill[one] < skill);
        let poorer = (own.wealth < peer.wealth) & (clients.skill[one] > skill);
        let bonus = [1.0, 1.0 + dynamics.difference][usize::from(richer | poorer)];
        let at_home = f64::from(u8::from(home.contains(&other)));
        *sides = (at_home, similarity.compared(own), similarity.compared(peer), bonus);
    }
    let mut talks = [0.0; GROUP];
    for (talk, (at_home, own, other, bonus)) in talks[..group.len()].iter_mut().zip(sides) {
        let distance = if at_home > 0.0 { 1.0 } else { dynamics.apart };
        *talk = (dynamics.talk * distance * similarity.between(at_home, own, other) * bonus).min(1.0);
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
