//! Start networks: who knows whom before the first round (MODEL.md, Initialization).
//!
//! Whatever the start, a client holds nobody twice and not itself. Draws: [`Purpose::PopulateTies`] and
//! [`Purpose::FarTies`], in round 0.

mod communities;
pub mod listed;
mod preferential;
mod random;
mod urn;
mod villages;

pub use listed::{Listed, TieList};

use super::ties::{Strength, Tie};
use super::{BLOCK, Ties, Villages, Watch};
use crate::ids::{ClientId, VillageId};
use crate::parameter::{Choice, Key, Section};
use crate::random::{Draws, Purpose, Word};
use rayon::prelude::*;
use std::ops::Range;

/// How the first ties come about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// A ring in every village, and far ties.
    #[default]
    Villages,
    /// Anyone may know anyone.
    Random,
    /// Who is known gets known.
    Preferential,
    /// Groups across villages.
    Communities,
    /// As a file lists them.
    File,
}

impl Choice for Start {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (
            Self::Villages,
            "villages",
            "`village_ties` to the nearest neighbours on the village's ring, and `far_ties` to anyone: a small world",
        ),
        (Self::Random, "random", "`village_ties` + `far_ties` to anyone, all equally likely"),
        (
            Self::Preferential,
            "preferential",
            "clients join in the order of their numbers and choose `village_ties` + `far_ties` earlier ones, the better known the \
             likelier, so that a few are known by very many; the first ones know one another",
        ),
        (Self::Communities, "communities", "`village_ties` + `far_ties`, most of them within groups that cut across villages"),
        (Self::File, "file", "the ties that `file` lists"),
    ];
}

/// The network of clients at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// How the first ties come about.
    pub start: Start,
    /// Ties to neighbours in the village, half on either side.
    pub village_ties: u32,
    /// Ties to anyone.
    pub far_ties: u32,
    /// Share of clients that have far ties at all, in villages.
    pub far_share: f64,
    /// Groups, in communities.
    pub communities: u32,
    /// Share of ties that lead out of the group, in communities.
    pub mixing: f64,
    /// Strength of a tie within the village (in communities: the group) at the start.
    pub near_strength: f64,
    /// Strength of any other tie at the start.
    pub far_strength: f64,
    /// The path of the file of ties as it is written; empty without one.
    pub file: String,
    /// Share of clients, those through whom most shortest paths lead, who lose all their ties when this is set.
    pub remove_connectors: f64,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            start: Start::Villages,
            village_ties: 6,
            far_ties: 2,
            far_share: 1.0,
            communities: 10,
            mixing: 0.1,
            near_strength: 0.7,
            far_strength: 0.3,
            file: String::new(),
            remove_connectors: 0.0,
        }
    }
}

/// The keys of [`Network`].
pub const NETWORK: Section<Network> = Section {
    name: "network",
    meaning: "Who knows whom at the start: at most 8 ties per client in all, and no one twice.",
    keys: &[
        Key::<Network>::choice("start", |p| &mut p.start, "word")
            .at_start()
            .means("How the first ties come about.")
            .source("assumed; small world after Watts and Strogatz 1998, preferential attachment after Barabasi and Albert 1999"),
        Key::<Network>::count("village_ties", |p| &mut p.village_ties, 0.0, Ties::SLOTS as f64, "ties per client")
            .at_start()
            .means("In `villages`: strong ties to the nearest neighbours on the village's ring; an odd one goes to the right. In other starts this and `far_ties` are added up.")
            .source("assumed; strong and weak ties after Granovetter 1973"),
        Key::<Network>::count("far_ties", |p| &mut p.far_ties, 0.0, Ties::SLOTS as f64, "ties per client")
            .at_start()
            .means("In `villages`: weak ties to anyone in the society, directed; one that meets someone already known is left out.")
            .source("assumed; strong and weak ties after Granovetter 1973"),
        Key::<Network>::number("far_share", |p| &mut p.far_share, 0.0, 1.0, "share of clients")
            .at_start()
            .means("In `villages`: share of clients that have far ties at all; few connectors then hold the villages together."),
        Key::<Network>::count("communities", |p| &mut p.communities, 1.0, 1_000_000.0, "groups")
            .at_start()
            .means("In `communities`: number of groups; client i is of group i mod `communities`."),
        Key::<Network>::number("mixing", |p| &mut p.mixing, 0.0, 1.0, "share of ties")
            .at_start()
            .means("In `communities`: probability that a tie leads out of its group."),
        Key::<Network>::number("near_strength", |p| &mut p.near_strength, 0.01, 1.0, "share")
            .at_start()
            .means("Strength of a tie within the village at the start; in `communities`, within the group."),
        Key::<Network>::number("far_strength", |p| &mut p.far_strength, 0.01, 1.0, "share")
            .at_start()
            .means("Strength of any other tie at the start."),
        Key::<Network>::text("file", |p| &mut p.file, "path")
            .at_start()
            .means(
                "For `start = \"file\"`: a list of ties, CSV or Parquet, with the columns from, to (clients, from 0) and strength \
                 (above 0, at most 1); other columns are passed over. A relative path starts at the scenario's folder, on the \
                 command line at the current one.",
            )
            .source("none"),
        Key::<Network>::number("remove_connectors", |p| &mut p.remove_connectors, 0.0, 1.0, "share of clients")
            .means(
                "Share of clients, those through whom most shortest paths lead, who lose all their ties, from them and to them, at the \
                 beginning of the round in which an event sets this (round 1, if the scenario does). They may make new ones.",
            )
            .source("none"),
    ],
};

/// The ties of all clients at the start. `listed` are the ties of the file, where the network starts from one.
#[must_use]
pub fn ties(network: &Network, listed: Option<&TieList>, villages: &Villages, draws: Draws) -> Ties {
    ties_watched(network, listed, villages, draws, &Watch::default())
}

/// The same while somebody watches: every client is added once.
#[must_use]
pub fn ties_watched(network: &Network, listed: Option<&TieList>, villages: &Villages, draws: Draws, watch: &Watch) -> Ties {
    let society = Society { network, villages, draws, watch };
    match network.start {
        Start::Villages => villages::ties(&society),
        Start::Random => random::ties(&society),
        Start::Preferential => preferential::ties(&society),
        Start::Communities => communities::ties(&society),
        Start::File => listed::ties(&society, listed.unwrap_or(&TieList::default())),
    }
}

/// What a client's slots hold.
type Held = [Option<Tie>; Ties::SLOTS];

/// A society that has no ties yet.
struct Society<'a> {
    network: &'a Network,
    villages: &'a Villages,
    draws: Draws,
    watch: &'a Watch,
}

impl Society<'_> {
    /// The number of clients.
    fn clients(&self) -> usize {
        self.villages.client_start.last().copied().unwrap_or(0)
    }

    /// Ties per client, where near and far ones are drawn alike.
    fn ties_per_client(&self) -> usize {
        (self.network.village_ties + self.network.far_ties) as usize
    }

    /// A tie to a client that lives in one's village or elsewhere.
    fn tie(&self, to: usize, home: &Range<usize>) -> Tie {
        if home.contains(&to) { self.near(to) } else { self.far(to) }
    }

    fn near(&self, to: usize) -> Tie {
        Tie { to: ClientId::new(to), strength: Strength::nearest(self.network.near_strength) }
    }

    fn far(&self, to: usize) -> Tie {
        Tie { to: ClientId::new(to), strength: Strength::nearest(self.network.far_strength) }
    }

    /// The ties that `of` gives each client, from its number, its village and the words it owns.
    fn fill<const QUOTA: usize>(&self, of: impl Fn(usize, VillageId, &[Word; QUOTA]) -> Held + Sync) -> Ties {
        let mut ties = Ties::none(self.clients());
        let columns = (ties.ends.par_chunks_mut(BLOCK), ties.strengths.par_chunks_mut(BLOCK));
        columns.into_par_iter().enumerate().for_each(|(block, (ends, strengths))| {
            let first = block * BLOCK;
            let mut words = self.draws.words(Purpose::PopulateTies, 0, first, QUOTA as u32);
            for (village, part) in self.villages.within(first..first + ends.len()) {
                for client in part {
                    let held = of(client, village, &words.take());
                    ends[client - first] = held.map(|tie| tie.map(|tie| tie.to));
                    strengths[client - first] = held.map(|tie| tie.map_or(Strength::NONE, |tie| tie.strength));
                }
            }
            self.watch.add(ends.len());
        });
        ties
    }
}
