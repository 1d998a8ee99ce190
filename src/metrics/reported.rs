//! The columns of `rounds.parquet` that a scenario can expect something of: what is measured in every round, and what in the rounds
//! in which networks are measured.

use super::network::{NetworkMeasure, Taken};
use super::{MEASURES, Measure, Needs};

/// A measure of `rounds.parquet`.
#[derive(Clone, Copy, Debug)]
pub enum Reported {
    /// Measured in every round.
    EveryRound(&'static Measure),
    /// Measured when networks are.
    WithNetworks(&'static NetworkMeasure),
}

impl Reported {
    /// The measure of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|measure| measure.name() == name)
    }

    /// All of them, in the order of the columns.
    pub fn all() -> impl Iterator<Item = Self> {
        let networks = NetworkMeasure::in_rounds().map(Self::WithNetworks);
        MEASURES.iter().map(Self::EveryRound).chain(networks)
    }

    /// The column's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EveryRound(measure) => measure.name,
            Self::WithNetworks(measure) => measure.name,
        }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::EveryRound(measure) => measure.unit,
            Self::WithNetworks(measure) => measure.unit,
        }
    }

    /// What it means.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::EveryRound(measure) => measure.definition,
            Self::WithNetworks(measure) => measure.definition,
        }
    }

    /// What it needs to be known.
    #[must_use]
    pub fn needs(self) -> Needs {
        match self {
            Self::EveryRound(measure) => measure.needs,
            Self::WithNetworks(measure) if measure.taken == Taken::Exchange => Needs::Round,
            Self::WithNetworks(_) => Needs::State,
        }
    }
}
