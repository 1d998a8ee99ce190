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
//! Reads ties, aid of the round, wealth, skill, ideology, prospects. Writes whom clients meet, ties, skill, prospect and stage. Draws:
//! [`Purpose::Relate`](crate::random::Purpose::Relate), three words per client: whom it meets (below the number of its ties) with the rest for hearsay, lesson, and
//! whether it is brought together with someone; [`Further`](crate::random::Further) words of the last two for how (below `closure`; else below
//! `closure + (1 - closure)·local`), which tie (or which other person of the village, or of all), which of its ties, and whether they
//! like each other. No money moves.

mod look;
mod similarity;
mod strengthen;

use super::{Moment, Parameters};
use crate::ids::ClientId;
use crate::parameter::{Key, Section};
use crate::world::ties::{Ends, Strength, Strengths};
use crate::world::{BLOCK, Flows, Stage, Ties, Turn, Way, World};
use look::{Decided, Encounter, look};
use rayon::prelude::*;
use similarity::{Ranks, Similarity};
use strengthen::strengthen;

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

/// How ties are strengthened, lost and made, and what is told and learnt through them.
#[derive(Clone, Debug, PartialEq)]
pub struct Dynamics {
    /// Share of what a tie lacks of full strength that a meeting of the most similar, in one village, gives.
    pub talk: f64,
    /// The same across villages, relative to that within.
    pub apart: f64,
    /// Share of what a tie lacks that aid through it gives.
    pub aid: f64,
    /// Share of what a tie lacks that news through it gives, once it proved true.
    pub news: f64,
    /// How much more a meeting gives where each has what the other lacks.
    pub difference: f64,
    /// Share of its strength that a tie loses in a round in which nothing passes through it.
    pub decay: f64,
    /// Strength below which a tie is lost.
    pub forget: f64,
    /// Probability per round that a client is brought together with someone.
    pub meeting: f64,
    /// Share of these that are a tie's tie.
    pub closure: f64,
    /// Share of the others that are of the same village.
    pub local: f64,
    /// Strength of a new tie.
    pub acquaintance: f64,
    /// Weight of the village in similarity.
    pub similarity_village: f64,
    /// Weight of ideology in similarity.
    pub similarity_ideology: f64,
    /// Weight of the rank of wealth in similarity.
    pub similarity_wealth: f64,
    /// Probability that a talk that informs carries hearsay of the other's prospect, relative to `mobility.information`.
    pub hearsay: f64,
    /// Probability that a client learns in a talk.
    pub teaching: f64,
    /// Share of the gap in skill that it learns.
    pub learning: f64,
}

impl Default for Dynamics {
    fn default() -> Self {
        Self {
            talk: 0.25,
            apart: 0.25,
            aid: 0.3,
            news: 0.3,
            difference: 0.5,
            decay: 0.01,
            forget: 0.05,
            meeting: 0.05,
            closure: 0.7,
            local: 0.7,
            acquaintance: 0.25,
            similarity_village: 1.0,
            similarity_ideology: 1.0,
            similarity_wealth: 1.0,
            hearsay: 0.2,
            teaching: 0.05,
            learning: 0.01,
        }
    }
}

/// The keys of [`Dynamics`].
pub const TIES: Section<Dynamics> = Section {
    name: "ties",
    meaning: "How ties are strengthened, lost and made, and what is told and learnt through them.",
    keys: &[
        Key::<Dynamics>::number("talk", |p| &mut p.talk, 0.0, 1.0, "share of what is lacking")
            .means("How much a meeting strengthens a tie between clients of one village who are alike in everything.")
            .source("assumed; frequent contact makes ties strong, Granovetter 1973"),
        Key::<Dynamics>::number("apart", |p| &mut p.apart, 0.0, 1.0, "share")
            .means("How much a meeting across villages gives, relative to one within a village."),
        Key::<Dynamics>::number("aid", |p| &mut p.aid, 0.0, 1.0, "share of what is lacking")
            .means("How much aid strengthens the tie through which it goes, for who receives and for who gives it.")
            .source("assumed; reciprocity, Baker 2000"),
        Key::<Dynamics>::number("news", |p| &mut p.news, 0.0, 1.0, "share of what is lacking")
            .means("How much a tie gains whose news of a patron proved true: the client went there and was not hungry."),
        Key::<Dynamics>::number("difference", |p| &mut p.difference, 0.0, 10.0, "share")
            .means("How much more a meeting gives where one has more wealth and the other more skill.")
            .source("assumed; exchange of different resources, Baker 2000"),
        Key::<Dynamics>::number("decay", |p| &mut p.decay, 0.0, 1.0, "share per round")
            .means("Share of its strength that a tie loses in a round in which nothing passes through it."),
        Key::<Dynamics>::number("forget", |p| &mut p.forget, 0.0, 1.0, "strength").means("Strength below which a tie is lost."),
        Key::<Dynamics>::number("meeting", |p| &mut p.meeting, 0.0, 1.0, "probability per round")
            .means("Probability that a client is brought together with someone it may get to know."),
        Key::<Dynamics>::number("closure", |p| &mut p.closure, 0.0, 1.0, "share")
            .means("Share of those it is brought together with who are a tie of one of its ties.")
            .source("assumed; who knows two people brings them together, Granovetter 1973"),
        Key::<Dynamics>::number("local", |p| &mut p.local, 0.0, 1.0, "share")
            .means("Share of the others who are of its own village; the rest may be anyone."),
        Key::<Dynamics>::number("acquaintance", |p| &mut p.acquaintance, 0.01, 1.0, "strength").means("Strength of a new tie."),
        Key::<Dynamics>::number("similarity_village", |p| &mut p.similarity_village, 0.0, 100.0, "weight")
            .means("Weight of the village in the similarity of two clients.")
            .source("assumed; similarity, Baker 2000"),
        Key::<Dynamics>::number("similarity_ideology", |p| &mut p.similarity_ideology, 0.0, 100.0, "weight")
            .means("Weight of ideology in the similarity of two clients."),
        Key::<Dynamics>::number("similarity_wealth", |p| &mut p.similarity_wealth, 0.0, 100.0, "weight")
            .means("Weight of the rank of wealth in the similarity of two clients. With all three weights 0, all are alike."),
        Key::<Dynamics>::number("hearsay", |p| &mut p.hearsay, 0.0, 1.0, "share of information")
            .means("How often a talk carries what the other has heard of a patron, relative to news of its own patron.")
            .source("assumed; weak ties carry reputation, Granovetter 1973"),
        Key::<Dynamics>::number("teaching", |p| &mut p.teaching, 0.0, 1.0, "probability per talk")
            .means("Probability that a talk through a tie good for knowledge teaches the client something."),
        Key::<Dynamics>::number("learning", |p| &mut p.learning, 0.0, 1.0, "share of the gap")
            .means("Share of the gap to a more skilled tie that the client then learns."),
    ],
};

/// Words that a client owns.
const CLIENT_QUOTA: usize = 3;

/// Runs the phase.
pub fn run(world: &mut World, parameters: &Parameters, moment: Moment) {
    let ranks = Ranks::of(&world.clients.wealth);
    let similarity = Similarity::new(&parameters.ties, &ranks);
    let decided = look(world, parameters, &similarity, moment);
    let lost = strengthen(world, parameters, &similarity, &decided, moment.round);
    let (told, encounters) = apply(world, decided);
    let made = tie(world, encounters, Strength::nearest(parameters.ties.acquaintance));
    for flows in [lost, told, made] {
        world.flows.add(&flows);
    }
}

/// Carries out what clients heard and learnt. Also gives the encounters of all.
fn apply(world: &mut World, decided: Vec<Decided>) -> (Flows, Vec<Encounter>) {
    let clients = &mut world.clients;
    let columns = (
        clients.skill.par_chunks_mut(BLOCK),
        clients.prospect.par_chunks_mut(BLOCK),
        clients.stage.par_chunks_mut(BLOCK),
        &decided,
    );
    let blocks = columns.into_par_iter().map(|(skill, prospect, stage, decided)| {
        let mut flows = Flows::default();
        for lesson in &decided.lessons {
            skill[usize::from(lesson.client)] = lesson.skill;
            flows.count(Turn::Learnt);
        }
        for rumour in &decided.rumours {
            let client = usize::from(rumour.client);
            (prospect[client], stage[client]) = (Some(rumour.patron), rumour.stage);
            flows.climb(if rumour.stage == Stage::Liked { Turn::Liked } else { Turn::Known }, Way::Hearsay);
        }
        flows
    });
    let flows = blocks.sum();
    let mut encounters = Vec::with_capacity(decided.iter().map(|decided| decided.encounters.len()).sum());
    decided.into_iter().for_each(|decided| encounters.extend(decided.encounters));
    (flows, encounters)
}

/// Gives both sides of every encounter a tie to the other, everyone in the order of the others' numbers.
fn tie(world: &mut World, mut encounters: Vec<Encounter>, strength: Strength) -> Flows {
    let there = encounters.len();
    encounters.reserve_exact(there);
    for place in 0..there {
        let Encounter { client, other } = encounters[place];
        encounters.push(Encounter { client: other, other: client });
    }
    encounters.par_sort_unstable();
    // Two who choose each other meet once.
    encounters.dedup();
    let World { ties, clients, .. } = world;
    let columns = (ties.ends.par_chunks_mut(BLOCK), ties.strengths.par_chunks_mut(BLOCK), clients.contacts.par_chunks(BLOCK));
    let blocks = columns.into_par_iter().enumerate().map(|(block, (ends, strengths, contacts))| {
        let mut flows = Flows::default();
        let first = block * BLOCK;
        let up_to = |client: usize| encounters.partition_point(|encounter| encounter.client.index() < client);
        for Encounter { client, other } in &encounters[up_to(first)..up_to(first + ends.len())] {
            let own = client.index() - first;
            if let Some(slot) = room(&ends[own], &strengths[own], contacts[own].met(), *other, strength) {
                if strengths[own][slot] > Strength::NONE {
                    flows.count(Turn::TieLost);
                }
                flows.count(Turn::TieMade);
                (ends[own][slot], strengths[own][slot]) = (Some(*other), strength);
            }
        }
        flows
    });
    blocks.sum()
}

/// The slot for a new tie of this strength: the first empty one, or that of the weakest tie if it is weaker; but not that of the tie
/// the client talks to. None if there is no room, or the client knows the other already.
fn room(ends: &Ends, strengths: &Strengths, met: Option<usize>, other: ClientId, strength: Strength) -> Option<usize> {
    let knows = |slot: usize| strengths[slot] > Strength::NONE && ends[slot] == Some(other);
    if (0..Ties::SLOTS).any(knows) {
        return None;
    }
    let others = (0..Ties::SLOTS).filter(|&slot| met != Some(slot));
    others.min_by_key(|&slot| strengths[slot]).filter(|&slot| strengths[slot] < strength)
}
