//! Offers to voters.

use crate::ids::{ClientId, PatronId, PoliticianId};
use crate::quantity::SmallMoney;

/// What an offer asks for, by what the voter would do without it (Gans-Morse, Mazzuca and Nichter 2014).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// Vote buying: it votes for another, and is to vote for us.
    Vote,
    /// Turnout buying: it prefers us and stays at home, and is to vote.
    Turnout,
    /// Abstention buying: it votes for another, and is to stay at home.
    Abstention,
    /// Double persuasion: it prefers another and stays at home, and is to vote for us.
    Persuasion,
    /// It votes for us anyway.
    Reward,
}

impl Strategy {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Vote, Self::Turnout, Self::Abstention, Self::Persuasion, Self::Reward];

    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Turnout => "turnout",
            Self::Abstention => "abstention",
            Self::Persuasion => "persuasion",
            Self::Reward => "reward",
        }
    }
}

/// What a voter thinks of the payer, without chance and gifts: by the payer's utility less that of the best other candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attitude {
    /// More than `voting.swing` above.
    Loyal,
    /// In between.
    Swing,
    /// More than `voting.swing` below.
    Opposed,
}

impl Attitude {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Loyal, Self::Swing, Self::Opposed];

    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Loyal => "loyal",
            Self::Swing => "swing",
            Self::Opposed => "opposed",
        }
    }
}

/// One offer to one voter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// To whom.
    pub client: ClientId,
    /// For whom.
    pub politician: PoliticianId,
    /// By whom.
    pub broker: PatronId,
    /// What for.
    pub strategy: Strategy,
    /// Whether the voter takes it.
    pub accepted: bool,
    /// The gift [micro-S].
    pub price: SmallMoney,
    /// Net votes that the broker expects of it.
    pub promised: f32,
}
