//! Patrons: one column per attribute.

use super::budget;
use crate::ids::VillageId;
use crate::quantity::Money;

/// What a patron offers and demands; every part in [0, 1].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strategy {
    /// Share w of the output paid as wage.
    pub wage: f64,
    /// Share of a client's misfortune that the patron covers.
    pub protection: f64,
    /// Help in kind, of the most it can give.
    pub support: f64,
    /// Force c: supervision, dues, barriers to leaving.
    pub coercion: f64,
    /// Share of a client's shortfall that the patron lends.
    pub credit: f64,
}

impl Strategy {
    /// The names of the parts, in order; keys, columns and charts use them.
    pub const PARTS: [&'static str; 5] = ["wage", "protection", "support", "coercion", "credit"];

    /// The parts in the order of [`Self::PARTS`].
    #[must_use]
    pub fn parts(self) -> [f64; 5] {
        [self.wage, self.protection, self.support, self.coercion, self.credit]
    }

    /// The strategy with these parts, in the order of [`Self::PARTS`].
    #[must_use]
    pub fn from_parts([wage, protection, support, coercion, credit]: [f64; 5]) -> Self {
        Self { wage, protection, support, coercion, credit }
    }
}

/// The patrons' columns, all of one length. Patrons are about one in a hundred agents: their columns may be wide.
#[derive(Debug, Default)]
pub struct Patrons {
    /// The village.
    pub village: Vec<VillageId>,
    /// Which `[[patrons]]` entry the patron started as; newcomers keep that of the patron they learned from.
    pub kind: Vec<u16>,
    /// The strategy.
    pub strategy: Vec<Strategy>,
    /// Capital K [micro-S], never negative.
    pub capital: Vec<Money>,
    /// Number of clients.
    pub clients: Vec<u32>,
    /// Rounds without any client, to date \[rounds\].
    pub vacant: Vec<u32>,

    /// Output per client relative to a patron with k0 per client, (K/(n·k0))^θ clipped; written by `produce`.
    pub capital_effect: Vec<f64>,
    /// Terms of the round, written by `provide`.
    pub terms: Vec<Terms>,
    /// Profit of the round [micro-S]: revenue less costs, cover and fines; written by `provide`.
    pub profit: Vec<Money>,
    /// What the patron consumes [micro-S], written by `consume`.
    pub consumed: Vec<Money>,
}

/// What a patron could pay in a round, from which every client's amounts follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// What each client receives as support in kind [micro-S].
    pub support: Money,
    /// What all clients' misfortunes would take to cover as promised [micro-S].
    pub cover_due: Money,
    /// What there is to cover them with [micro-S].
    pub cover_funds: Money,
}

impl Patrons {
    /// The number of patrons.
    #[must_use]
    pub fn len(&self) -> usize {
        self.capital.len()
    }

    /// Whether there are no patrons.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.capital.is_empty()
    }

    /// Bytes that one patron takes in these columns.
    pub const BYTES: usize = budget::bytes(&budget::PATRONS);
}
