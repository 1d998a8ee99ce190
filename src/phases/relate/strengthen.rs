//! What a round makes of the strength of ties. Writes strengths, each client's own. Draws nothing.

use super::look::{Decided, Proof};
use super::similarity::Peer;
use super::{Dynamics, Similarity};
use crate::ids::ClientId;
use crate::maths::Rounding;
use crate::phases::Parameters;
use crate::world::ties::{Strength, Strengths};
use crate::world::{BLOCK, Clients, Flows, Ties, Turn, World};
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::Ordering::Relaxed;

/// The strength that a number between 0 and 1 comes to in a round.
#[inline]
fn rounded(rounding: Rounding, strength: f64) -> Strength {
    Strength::from_steps(rounding.steps(Strength::STEPS * strength) as u8)
}

/// How strengths change this round.
struct Change<'a> {
    dynamics: &'a Dynamics,
    rounding: Rounding,
    /// What becomes of every strength where nothing passes through a tie.
    faded: [Faded; 256],
    /// What every strength lacks of full strength: a table is read faster than a number is divided.
    lacking: [f64; 256],
    /// What is left of that without aid through the tie, and with it.
    aided: [f64; 2],
    /// The same for news that proved true.
    proved: [f64; 2],
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
            let left = rounded(rounding, strength * (1.0 - dynamics.decay));
            let left = if f64::from(left.steps()) < dynamics.forget * Strength::STEPS { Strength::NONE } else { left };
            Faded { left, lost: u8::from(steps > 0 && left == Strength::NONE) }
        });
        let lacking = std::array::from_fn(|steps| 1.0 - Strength::from_steps(steps as u8).to_f64());
        Self { dynamics, rounding, faded, lacking, aided: [1.0, 1.0 - dynamics.aid], proved: [1.0, 1.0 - dynamics.news] }
    }

    /// The strength of a tie through which something passed: what it lacks of full strength shrinks by each exchange. The talk gives
    /// nothing (0) through a tie that was not met.
    #[inline]
    fn grown(&self, strength: Strength, exchanges: &Exchanges, slot: usize, talk: f64) -> Strength {
        let [aided, proved] = [exchanges.aided, exchanges.proved].map(|slots| usize::from(slots >> slot & 1));
        let lacking = self.lacking[usize::from(strength.steps())] * self.aided[aided] * self.proved[proved] * (1.0 - talk);
        rounded(self.rounding, 1.0 - lacking)
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

/// A number for every client of a group.
type Column = [f64; GROUP];

/// What of whom a client meets matters for what the meeting gives.
#[derive(Clone, Copy, Default)]
struct Met {
    peer: Peer,
    skill: f32,
}

/// The meetings of a group of clients of one village, step by step for all of them, in loops that each do one thing: those met are
/// anywhere in memory, and a loop that does nothing but fetch lets the processor fetch many at once; a loop that does nothing but reckon
/// lets it reckon with several at once.
struct Meetings {
    others: [usize; GROUP],
    met: [Met; GROUP],
    /// 1 if both live in one village, else 0.
    at_home: Column,
    own: [Column; 2],
    other: [Column; 2],
    /// What the meeting gives the more because each has what the other lacks, as a factor.
    bonus: Column,
    /// What the meeting gives, as a share of what the tie lacks.
    gives: Column,
}

impl Meetings {
    /// Room for a group.
    fn new() -> Self {
        let none = [0.0; GROUP];
        Self {
            others: [0; GROUP],
            met: [Met::default(); GROUP],
            at_home: none,
            own: [none; 2],
            other: [none; 2],
            bonus: none,
            gives: none,
        }
    }

    /// Looks up whom the clients of a group meet.
    #[inline]
    fn look_up(&mut self, world: &World, group: Range<usize>) {
        let World { clients, ties, .. } = world;
        let own = clients.contacts[group.clone()].iter().zip(&ties.ends[group.clone()]);
        for ((other, one), (contacts, ends)) in self.others.iter_mut().zip(group).zip(own) {
            // Who meets nobody is as if it met itself: nothing will come of it.
            *other = contacts.met().and_then(|slot| ends[slot % Ties::SLOTS]).map_or(one, ClientId::index);
        }
    }

    /// Fetches what matters of them, and compares it.
    #[inline]
    fn compare(
        &mut self,
        clients: &Clients,
        similarity: &Similarity<'_>,
        home: &Range<usize>,
        group: Range<usize>,
        difference: f64,
    ) {
        for (met, &other) in self.met.iter_mut().zip(&self.others[..group.len()]) {
            *met = Met { peer: Peer::of(clients, other), skill: clients.skill[other] };
        }
        let own = clients.wealth[group.clone()].iter().zip(&clients.ideology[group.clone()]).zip(&clients.skill[group]);
        let met = self.met.iter().zip(&self.others);
        let [own_rank, own_half] = &mut self.own;
        let [other_rank, other_half] = &mut self.other;
        let compared = own_rank.iter_mut().zip(own_half).zip(other_rank.iter_mut().zip(other_half));
        let places = self.bonus.iter_mut().zip(&mut self.at_home).zip(compared);
        for ((((&wealth, &ideology), &skill), (met, other)), ((bonus, at_home), (own, theirs))) in own.zip(met).zip(places) {
            // Who is richer is what no processor foresees: no branches.
            let ahead = wealth.cmp(&met.peer.wealth) as i8 * (i8::from(skill > met.skill) - i8::from(skill < met.skill));
            *bonus = 1.0 + difference * f64::from(u8::from(ahead < 0));
            *at_home = f64::from(u8::from(home.contains(other)));
            (*own.0, *own.1) = similarity.compared(Peer { wealth, ideology });
            (*theirs.0, *theirs.1) = similarity.compared(met.peer);
        }
    }

    /// Reckons what so many meetings give.
    #[inline]
    fn reckon(&mut self, count: usize, similarity: &Similarity<'_>, dynamics: &Dynamics) {
        // In whole fours: what is reckoned beyond the last meeting is of no use, and does no harm.
        for k in 0..count.next_multiple_of(4).min(GROUP) {
            let distance = if self.at_home[k] > 0.0 { 1.0 } else { dynamics.apart };
            let [one, other] = [&self.own, &self.other].map(|[rank, half]| (rank[k], half[k]));
            let gives = dynamics.talk * distance * similarity.between(self.at_home[k], one, other) * self.bonus[k];
            self.gives[k] = if gives < 1.0 { gives } else { 1.0 };
        }
    }
}

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
    let blocks = columns.into_par_iter().enumerate().map_init(Meetings::new, |meetings, (block, (strengths, decided))| {
        let first = block * BLOCK;
        let mut lost = 0;
        let mut proofs = decided.proofs.as_slice();
        for (village, part) in snapshot.villages.within(first..first + strengths.len()) {
            let home = snapshot.villages.clients_of(village);
            for start in part.clone().step_by(GROUP) {
                let group = start..(start + GROUP).min(part.end);
                meetings.look_up(snapshot, group.clone());
                meetings.compare(&snapshot.clients, similarity, &home, group.clone(), change.dynamics.difference);
                meetings.reckon(group.len(), similarity, change.dynamics);
                let own = &mut strengths[group.start - first..group.end - first];
                lost += settle_group(&snapshot.clients, &change, group, own, &mut proofs, &meetings.gives);
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

/// What the round makes of the ties of a group; gives how many are lost.
#[inline]
fn settle_group(
    clients: &Clients,
    change: &Change<'_>,
    group: Range<usize>,
    strengths: &mut [Strengths],
    proofs: &mut &[Proof],
    gives: &Column,
) -> u64 {
    let mut lost = 0;
    let own = clients.contacts[group.clone()].iter().zip(&clients.helped[group.clone()]);
    for (((client, strengths), (contacts, helped)), &talk) in group.zip(strengths).zip(own).zip(gives) {
        let proved = proved(proofs, (client % BLOCK) as u16);
        let exchanges = Exchanges { aided: helped.load(Relaxed), proved, met: contacts.met(), talk };
        lost += settle(change, strengths, &exchanges);
    }
    lost
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
    let mut use_of = |slot: usize, talk: f64| {
        lost -= u64::from(change.faded[usize::from(before[slot].steps())].lost);
        strengths[slot] = change.grown(before[slot], exchanges, slot, talk);
    };
    let mut used: u8 = exchanges.aided | exchanges.proved;
    // Nearly everybody meets somebody; aid and proofs are rare.
    if let Some(slot) = exchanges.met.map(|slot| slot % Ties::SLOTS) {
        use_of(slot, exchanges.talk);
        used &= !(1 << slot);
    }
    while used != 0 {
        use_of(used.trailing_zeros() as usize % Ties::SLOTS, 0.0);
        used &= used - 1;
    }
    lost
}
