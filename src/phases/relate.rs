//! 3.8 Relate: ties between clients are used, strengthened, lost and made.

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
