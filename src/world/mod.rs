//! The state of the simulated society: columns by kind of agent, and what happened to money in the current round.
//!
//! State is a structure of arrays. Clients of one village are neighbours in the columns ([`villages`]), so that a phase
//! walks through memory in order and meets each village once. A phase works on blocks of [`BLOCK`] clients in
//! parallel; whatever is added up over blocks is either a whole number (order does not matter) or folded in the order of
//! the blocks, so that the number of threads changes no bit.

pub mod budget;
pub mod clients;
pub mod flows;
pub mod laws;
pub mod patrons;
pub mod per_patron;
pub mod per_thread;
pub mod politics;
pub mod populate;
pub mod relations;
pub mod start;
mod stored;
pub mod tally;
pub mod ties;
pub mod villages;
pub mod watch;

pub use clients::{Clients, Stage};
pub use flows::{Flow, Flows, Rescue, Turn, Way};
pub use patrons::{Patrons, Strategy};
pub use politics::Politics;
pub use relations::Relations;
pub use ties::Ties;
pub use villages::Villages;
pub use watch::Watch;

use clients::is_hungry;
use politics::voters::Mark;

/// Clients per block of parallel work: small enough to share out, large enough that positioning a stream of draws and
/// scheduling a block cost nothing per client.
pub const BLOCK: usize = 2048;

/// Everything that changes from round to round.
#[derive(Debug)]
pub struct World {
    /// The clients, villages one after another.
    pub clients: Clients,
    /// Who talks to whom.
    pub ties: Ties,
    /// The patrons, villages one after another.
    pub patrons: Patrons,
    /// The villages.
    pub villages: Villages,
    /// Sums per patron that several threads add up at once; scratch of the phases.
    pub tally: tally::Tally,
    /// What was exchanged, and who moved, in the current round.
    pub flows: Flows,
    /// How the relations of the current round were; written by `reconsider`.
    pub relations: Relations,
    /// Parties, voters, brokers and governments; none where there are no elections.
    pub politics: Option<Box<Politics>>,
}

impl World {
    /// A world with nobody in it.
    #[must_use]
    pub fn nowhere() -> Self {
        Self {
            clients: Clients::default(),
            ties: Ties::default(),
            patrons: Patrons::default(),
            villages: Villages::default(),
            tally: tally::Tally::new(0),
            flows: Flows::default(),
            relations: Relations::default(),
            politics: None,
        }
    }

    /// Whether a client was hungry in the round, as seen at its end.
    #[inline]
    #[must_use]
    pub fn was_hungry(&self, client: usize) -> bool {
        match &self.politics {
            Some(politics) => politics.voters.marks[client].has(Mark::Hungry),
            None => is_hungry(self.clients.wealth[client], self.clients.consumed[client], self.clients.unmet[client]),
        }
    }
}
