//! What each phase has to do for one client: the table to change when phases do.
//!
//! Counted is what nobody can do without: every column that a phase needs once in and, if it writes it, once out, however often
//! it passes over it; and what belongs to others where they live far away, a line of memory for each column of theirs. Columns of patrons and
//! villages are small and stay in the caches. Without politics the phases that are not listed do nothing per client.

use patronage::world::{Ties, World, budget};
use std::collections::BTreeMap;

/// What a phase has to do for one client.
pub(crate) struct Work {
    /// The phase's name in the schedule.
    pub phase: &'static str,
    /// Columns it reads.
    pub read: &'static [&'static str],
    /// Columns it writes.
    pub written: &'static [&'static str],
    /// Columns in which it looks up whoever the client meets.
    pub met: &'static [&'static str],
    /// Random words.
    pub words: f64,
}

/// All phases that look after every client, in the order of the schedule.
pub(crate) const WORK: [Work; 9] = [
    Work { phase: "shocks", read: &[], written: &["loss"], met: &[], words: 1.0 },
    Work { phase: "produce", read: &["skill", "patron", "loyalty", "resentment"], written: &["earning"], met: &[], words: 0.0 },
    Work {
        phase: "provide",
        read: &["wealth", "earning", "loss", "patron", "loyalty"],
        written: &["wealth", "unmet"],
        met: &[],
        words: 0.0,
    },
    Work {
        phase: "share",
        read: &["wealth", "unmet", "contacts"],
        written: &["contacts", "aid", "helped"],
        met: &[],
        words: 1.0,
    },
    Work { phase: "lend", read: &["wealth", "unmet", "patron", "debt"], written: &["wealth", "debt"], met: &[], words: 0.0 },
    Work { phase: "consume", read: &["wealth"], written: &["wealth", "consumed"], met: &[], words: 0.0 },
    Work {
        phase: "reconsider",
        read: &[
            "patron",
            "loss",
            "wealth",
            "consumed",
            "unmet",
            "debt",
            "skill",
            "valuation",
            "earning",
            "loyalty",
            "resentment",
            "satisfaction",
        ],
        written: &["earning", "loyalty", "resentment", "satisfaction"],
        met: &[],
        words: 0.0,
    },
    Work {
        phase: "relate",
        read: &["ends", "strengths", "contacts", "tenure", "wealth", "skill", "ideology", "helped"],
        written: &["strengths", "contacts"],
        met: &["wealth", "skill", "ideology"],
        words: 3.0,
    },
    Work {
        phase: "move",
        read: &["ends", "strengths", "contacts", "patron", "resentment", "stage", "tenure"],
        written: &["tenure"],
        met: &["patron"],
        words: 2.0,
    },
];

/// The columns of clients and their ties.
pub(crate) struct Columns {
    bytes: BTreeMap<&'static str, usize>,
    /// The share of ties that lead to another village.
    pub abroad: f64,
}

impl Columns {
    /// Of a world.
    pub(crate) fn of(world: &World) -> Self {
        let bytes = budget::CLIENTS.iter().chain(&budget::TIES).map(|column| (column.name, column.bytes)).collect();
        Self { bytes, abroad: abroad(world) }
    }

    /// Bytes of one client in some columns.
    pub(crate) fn bytes(&self, columns: &[&str]) -> Result<f64, String> {
        let each = |column: &&str| self.bytes.get(column).copied().ok_or_else(|| format!("no column is called {column}"));
        Ok(columns.iter().map(each).sum::<Result<usize, _>>()? as f64)
    }

    /// How many columns there are, all of which must be known.
    pub(crate) fn count(&self, columns: &[&str]) -> Result<f64, String> {
        self.bytes(columns).map(|_| columns.len() as f64)
    }
}

/// The share of ties that lead to another village.
fn abroad(world: &World) -> f64 {
    let World { clients, ties, villages, .. } = world;
    let (mut all, mut abroad) = (0_u64, 0_u64);
    for (village, part) in villages.within(0..clients.len()) {
        let home = villages.clients_of(village);
        for tie in part.flat_map(|client| Ties::of(ties, client)) {
            all += 1;
            abroad += u64::from(!home.contains(&tie.to.index()));
        }
    }
    abroad as f64 / (all.max(1)) as f64
}
