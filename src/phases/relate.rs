//! 3.8 Relate: ties between clients are used, strengthened, lost and made.
//!
//! A client meets one of its ties, drawn at random, and talks to it. Through a tie that informs it may get *hearsay* of the other's
//! prospect; through one good for knowledge it may learn. What a tie lacks of full strength shrinks by each exchange through it:
//! by aid in either direction, by news that proved true, by the meeting (more among the similar, more where each has what
//! the other lacks). A tie that nothing passed through decays and is lost in the end. Now and then a client is brought
//! together with a tie of a tie, a neighbour, or anyone; both then get a weak tie, in place of their weakest one if they
//! have no slot left. MODEL.md 7, relate, has the equations. After Granovetter 1973 (weak and strong ties, closure), Cross 2002
//! (uses), Baker 2000 (reciprocity, exchange of different resources, similarity).
//!
//! Every client writes only its own slots. Four steps, each in parallel: `look` decides from the world as it is; `strengthen`
//! changes strengths, for which it reads others' wealth, skill and aid; `apply` carries out hearsay and lessons; `tie` makes new
//! ties, in the order of the numbers of whom they lead to.
//!
//! Reads ties, aid of the round, wealth, skill, ideology, prospects. Writes talks, ties, skill, prospect and stage. Draws:
//! [`Purpose::Relate`], eight words per client: whom it meets (below the number of its ties), hearsay, lesson, whether it is
//! brought together with someone, how (below `closure`; else below `closure + (1 - closure)·local`), which tie (or which
//! other person of the village, or of all), which of its ties, and whether they like each other. No money moves.

use super::{Moment, Parameters};
use crate::parameter::{Key, Section};
use crate::random::Purpose;
use crate::world::ties::{Slots, Strength};
use crate::world::{BLOCK, World};
use rayon::prelude::*;

/// How strong a tie must be for its uses. Communication takes any tie; each further use is harder to earn (Cross 2002).
#[derive(Clone, Debug, PartialEq)]
pub struct Uses {
    /// News of patrons, above this strength.
    pub information: f64,
    /// Problem solving: aid in need, above this strength. Such a tie is *strong*.
    pub help: f64,
    /// Knowledge: skill spreads, above this strength.
    pub knowledge: f64,
    /// Access: introductions to a patron, above this strength.
    pub access: f64,
}

impl Default for Uses {
    fn default() -> Self {
        Self { information: 0.2, help: 0.4, knowledge: 0.6, access: 0.8 }
    }
}

/// The keys of [`Uses`].
pub const USES: Section<Uses> = Section {
    name: "uses",
    meaning: "How strong a tie must be for what it is used for; any tie is good for a talk.",
    keys: &[
        Key::<Uses>::number("information", |p| &mut p.information, 0.0, 1.0, "strength")
            .means("News of patrons travels through ties stronger than this.")
            .source("assumed; the order of uses after Cross 2002"),
        Key::<Uses>::number("help", |p| &mut p.help, 0.0, 1.0, "strength")
            .means("Problem solving: aid is asked of ties stronger than this, which are called strong.")
            .source("assumed; the order of uses after Cross 2002"),
        Key::<Uses>::number("knowledge", |p| &mut p.knowledge, 0.0, 1.0, "strength")
            .means("Skill is learnt through ties stronger than this.")
            .source("assumed; the order of uses after Cross 2002"),
        Key::<Uses>::number("access", |p| &mut p.access, 0.0, 1.0, "strength")
            .means("Introductions to a patron are given through ties stronger than this.")
            .source("assumed; the order of uses after Cross 2002"),
    ],
};

const CLIENT_QUOTA: usize = 1;

/// Runs the phase.
pub fn run(world: &mut World, _parameters: &Parameters, moment: Moment) {
    let World { clients, ties, .. } = world;
    let columns = (clients.talks.par_chunks_mut(BLOCK), ties.strengths.par_chunks(BLOCK));
    columns.into_par_iter().enumerate().for_each(|(block, (talks, strengths))| {
        let mut words = moment.draws.words(Purpose::Relate, moment.round, block * BLOCK, CLIENT_QUOTA as u32);
        for (talks, strengths) in talks.iter_mut().zip(strengths) {
            let [whom] = words.take::<CLIENT_QUOTA>();
            let held = Slots::above(strengths, Strength::NONE);
            *talks = if held.is_empty() { 0 } else { held.nth(whom.below(held.len())) as u8 + 1 };
        }
    });
}
