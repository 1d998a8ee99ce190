//! Politicians: one column per attribute.

use crate::ids::{ClientId, ElectionId, PartyId, PoliticianId};
use crate::quantity::Money;

/// What a candidate's machine plans in a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Plan {
    /// Votes that the poll promises.
    pub expected: f64,
    /// Votes more that would win one seat more.
    pub aim: f64,
    /// π, in [0, 1].
    pub prospect: f64,
    /// Money for gifts, what the machine and brokers keep included; part of the funds when it was planned, nothing once the election is held.
    pub gifts: Money,
    /// Money for brokers' fees; part of the funds.
    pub fees: Money,
}

/// The politicians' columns, elections one after another, constituencies within them, then parties.
#[derive(Clone, Debug, Default)]
pub struct Politicians {
    /// The election that it stands in.
    pub election: Vec<ElectionId>,
    /// Its constituency there.
    pub constituency: Vec<u32>,
    /// Its party.
    pub party: Vec<PartyId>,
    /// Its patron: the candidate of its party in the election above.
    pub superior: Vec<Option<PoliticianId>>,
    /// All its money [micro-S], never negative.
    pub funds: Vec<Money>,
    /// The campaign that runs, or ran last.
    pub plan: Vec<Plan>,
    /// The mean price of the gifts that voters took from it at the last election \[S\]; none if none did.
    pub price: Vec<Option<f64>>,
    /// Votes at the last election.
    pub votes: Vec<u64>,
    /// Seats won then.
    pub seats: Vec<u32>,
    /// The members of its family, in order; no lists at all where no party has families.
    pub family: Vec<Vec<ClientId>>,
}

impl Politicians {
    /// The number of politicians.
    #[must_use]
    pub fn len(&self) -> usize {
        self.funds.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.funds.is_empty()
    }

    /// A politician and its superiors, from below.
    pub fn chain(&self, from: PoliticianId) -> impl Iterator<Item = PoliticianId> + '_ {
        std::iter::successors(Some(from), |&politician| self.superior[politician.index()])
    }
}
