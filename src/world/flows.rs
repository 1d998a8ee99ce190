//! What flowed in the current round: exchanges by good, the terms of the ledger, who moved, and what saved clients in misfortune.
//!
//! Phases count a block's flows in a [`Flows`] of its own and add it to the world's; all are whole numbers.

mod stored;

use crate::quantity::Money;

/// A kind of flow of money, or of help in kind: who gives what to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Output kept by clients without patron: production.
    OwnOutput,
    /// Output of attached clients, before it is shared: production.
    WorkedOutput,
    /// Patron to client, for work.
    Wage,
    /// Client to patron, by force.
    Dues,
    /// Client to patron, out of loyalty.
    Service,
    /// Patron pays part of a client's misfortune; the money leaves the economy.
    Protection,
    /// Patron helps in kind; the cost leaves the economy.
    Support,
    /// Client pays for its misfortune; leaves the economy.
    Loss,
    /// Patron pays for force; leaves the economy.
    Enforcement,
    /// Patron to the law; leaves the economy where no public budget takes it.
    Fine,
    /// Client to client, in need.
    Aid,
    /// Patron to client.
    Loan,
    /// Client to patron.
    Repayment,
    /// What clients consume; leaves the economy.
    ClientConsumption,
    /// What patrons consume; leaves the economy.
    PatronConsumption,
    /// Part of the output that goes to the treasury before the rest is shared: production.
    Tax,
    /// From outside to the treasury.
    Transfer,
    /// From outside to a candidate's campaign.
    CampaignFunds,
    /// Patron to the treasury: a fine where there is one.
    PublicFine,
    /// Politician to the treasury, after an audit.
    Penalty,
    /// Candidate to a voter, through a broker.
    Gift,
    /// What politicians on the way down keep of another's campaign money.
    Skim,
    /// What brokers keep of it.
    BrokerSkim,
    /// Candidate to broker, for votes, names or loyalty.
    BrokerFee,
    /// Candidate's club goods for a village; the money leaves the economy.
    PrivateClub,
    /// Treasury to an official.
    Salary,
    /// Treasury to a client in misfortune.
    Relief,
    /// Treasury to a patron.
    Contract,
    /// Patron to the politician who gave the contract.
    Kickback,
    /// Public goods; the money leaves the economy.
    PublicGoods,
    /// The government's club goods for a village; the money leaves the economy.
    PublicClub,
    /// What is stolen of public money; leaves the economy.
    Leak,
}

impl Flow {
    /// All flows, in order.
    pub const ALL: [Self; 32] = [
        Self::OwnOutput,
        Self::WorkedOutput,
        Self::Wage,
        Self::Dues,
        Self::Service,
        Self::Protection,
        Self::Support,
        Self::Loss,
        Self::Enforcement,
        Self::Fine,
        Self::Aid,
        Self::Loan,
        Self::Repayment,
        Self::ClientConsumption,
        Self::PatronConsumption,
        Self::Tax,
        Self::Transfer,
        Self::CampaignFunds,
        Self::PublicFine,
        Self::Penalty,
        Self::Gift,
        Self::Skim,
        Self::BrokerSkim,
        Self::BrokerFee,
        Self::PrivateClub,
        Self::Salary,
        Self::Relief,
        Self::Contract,
        Self::Kickback,
        Self::PublicGoods,
        Self::PublicClub,
        Self::Leak,
    ];

    /// What this flow does to all money of clients, patrons, politicians and treasuries: +1 it enters, -1 it leaves, 0 it changes hands.
    #[must_use]
    pub fn sign(self) -> i64 {
        match self {
            Self::OwnOutput | Self::WorkedOutput | Self::Tax | Self::Transfer | Self::CampaignFunds => 1,
            Self::Protection
            | Self::Support
            | Self::Loss
            | Self::Enforcement
            | Self::Fine
            | Self::ClientConsumption
            | Self::PatronConsumption
            | Self::PrivateClub
            | Self::PublicGoods
            | Self::PublicClub
            | Self::Leak => -1,
            Self::Wage
            | Self::Dues
            | Self::Service
            | Self::Aid
            | Self::Loan
            | Self::Repayment
            | Self::PublicFine
            | Self::Penalty
            | Self::Gift
            | Self::Skim
            | Self::BrokerSkim
            | Self::BrokerFee
            | Self::Salary
            | Self::Relief
            | Self::Contract
            | Self::Kickback => 0,
        }
    }
}

/// Something that happened to a client on its way between patrons (MODEL.md 3.9), or to a patron (3.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Heard of a patron: it became the prospect.
    Known,
    /// Heard well of the prospect.
    Liked,
    /// Came to trust the prospect.
    Trusted,
    /// Left its patron for the prospect.
    Switched,
    /// Joined the prospect, having had no patron.
    Joined,
    /// Fled in resentment.
    Fled,
    /// Quit for work of its own.
    Quit,
    /// Would have switched, fled or quit but for force.
    BlockedByForce,
    /// Would have switched but for debt.
    BlockedByDebt,
    /// Would have switched but for force and debt together: without one of them it would still have stayed.
    BlockedByBoth,
    /// Would have fled or quit, but own work would not feed it.
    BlockedByHunger,
    /// Became the first follower of a newcomer.
    Followed,
    /// A patron copied another's strategy.
    Copied,
    /// A patron changed its strategy by itself.
    Mutated,
    /// A patron without clients was replaced by a newcomer.
    Replaced,
    /// Got to know someone: a tie more.
    TieMade,
    /// Lost sight of someone, or had no slot left for both: a tie less.
    TieLost,
    /// Learnt from a tie.
    Learnt,
    /// A local patron became a politician's broker, having served none.
    Recruited,
    /// A broker left its politician for another, or for none.
    Defected,
    /// A client was given a public post.
    Appointed,
    /// An official lost its post.
    Dismissed,
    /// A district was audited.
    Audited,
}

impl Turn {
    /// The stages on the way to another patron, which come first among the turns: of each it is counted how clients came to it.
    pub const FUNNEL: [Self; 5] = [Self::Known, Self::Liked, Self::Trusted, Self::Switched, Self::Joined];

    /// All turns, in order.
    pub const ALL: [Self; 23] = [
        Self::Known,
        Self::Liked,
        Self::Trusted,
        Self::Switched,
        Self::Joined,
        Self::Fled,
        Self::Quit,
        Self::BlockedByForce,
        Self::BlockedByDebt,
        Self::BlockedByBoth,
        Self::BlockedByHunger,
        Self::Followed,
        Self::Copied,
        Self::Mutated,
        Self::Replaced,
        Self::TieMade,
        Self::TieLost,
        Self::Learnt,
        Self::Recruited,
        Self::Defected,
        Self::Appointed,
        Self::Dismissed,
        Self::Audited,
    ];
}

/// How a client came a stage further with another patron: through which tie, and by which of its uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A strong tie spoke of its own patron.
    StrongTie,
    /// A weak tie did.
    WeakTie,
    /// A tie passed on what it has heard itself.
    Hearsay,
    /// A tie with access to its patron introduced the client.
    Introduction,
}

impl Way {
    /// All ways, in order.
    pub const ALL: [Self; 4] = [Self::StrongTie, Self::WeakTie, Self::Hearsay, Self::Introduction];
}

/// What saved a client from hunger in a misfortune: the first source, in the order in which they come in a round, with which it had
/// enough to live (its wealth, less what it cannot pay of the misfortune, was at least 1 S).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rescue {
    /// It could have paid all of it by itself, whatever others paid.
    OwnWealth,
    /// Its patron: cover, or later credit.
    Patron,
    /// Relief by the state.
    State,
    /// Aid from another client.
    Ties,
}

impl Rescue {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::OwnWealth, Self::Patron, Self::State, Self::Ties];
}

/// Counts and amounts of everything that flowed, counts of turns, and of misfortunes by what saved the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flows {
    amounts: [Money; Flow::ALL.len()],
    counts: [u64; Flow::ALL.len()],
    turns: [u64; Turn::ALL.len()],
    ways: [[u64; Way::ALL.len()]; Turn::FUNNEL.len()],
    misfortunes: u64,
    rescues: [u64; Rescue::ALL.len()],
}

impl Flows {
    /// Books one flow. A flow of nothing is no exchange and is not counted.
    #[inline]
    pub fn book(&mut self, flow: Flow, amount: Money) {
        self.amounts[flow as usize] += amount;
        self.counts[flow as usize] += u64::from(amount > Money::ZERO);
    }

    /// Books `count` flows of the same amount.
    pub fn book_many(&mut self, flow: Flow, amount: Money, count: u32) {
        self.amounts[flow as usize] += Money::from_micros(amount.micros() * i64::from(count));
        self.counts[flow as usize] += if amount > Money::ZERO { u64::from(count) } else { 0 };
    }

    /// Books flows that add up to an amount, so many of them of more than nothing.
    pub fn book_all(&mut self, flow: Flow, amount: Money, count: u64) {
        self.amounts[flow as usize] += amount;
        self.counts[flow as usize] += count;
    }

    /// Counts one turn.
    #[inline]
    pub fn count(&mut self, turn: Turn) {
        self.turns[turn as usize] += 1;
    }

    /// Counts a turn so many times.
    #[inline]
    pub fn count_many(&mut self, turn: Turn, times: u64) {
        self.turns[turn as usize] += times;
    }

    /// Counts one stage of the funnel, and how a client came to it.
    #[inline]
    pub fn climb(&mut self, turn: Turn, way: Way) {
        self.count(turn);
        self.ways[turn as usize][way as usize] += 1;
    }

    /// Counts one misfortune.
    #[inline]
    pub fn strike(&mut self) {
        self.misfortunes += 1;
    }

    /// Counts clients in misfortune who have enough to live from here on: as a number, because whether one has is what no processor
    /// foresees. Nobody is counted twice: who has enough keeps it until it consumes.
    #[inline]
    pub fn save(&mut self, rescue: Rescue, clients: u64) {
        self.rescues[rescue as usize] += clients;
    }

    /// What flowed in all.
    #[must_use]
    pub fn amount(&self, flow: Flow) -> Money {
        self.amounts[flow as usize]
    }

    /// How many exchanges of more than nothing there were.
    #[must_use]
    pub fn exchanges(&self, flow: Flow) -> u64 {
        self.counts[flow as usize]
    }

    /// How often the turn was taken.
    #[must_use]
    pub fn turns(&self, turn: Turn) -> u64 {
        self.turns[turn as usize]
    }

    /// How often a stage of the funnel was reached in this way; 0 for other turns.
    #[must_use]
    pub fn climbed(&self, turn: Turn, way: Way) -> u64 {
        self.ways.get(turn as usize).map_or(0, |ways| ways[way as usize])
    }

    /// How many clients suffered a misfortune.
    #[must_use]
    pub fn misfortunes(&self) -> u64 {
        self.misfortunes
    }

    /// How many of them this saved from hunger.
    #[must_use]
    pub fn rescued(&self, rescue: Rescue) -> u64 {
        self.rescues[rescue as usize]
    }

    /// How many of them nothing saved: they go hungry.
    #[must_use]
    pub fn unrescued(&self) -> u64 {
        self.misfortunes - self.rescues.iter().sum::<u64>()
    }

    /// All that clients produced, with and without patron, tax included.
    #[must_use]
    pub fn output(&self) -> Money {
        self.amount(Flow::WorkedOutput) + self.amount(Flow::OwnOutput) + self.amount(Flow::Tax)
    }

    /// What these flows add to all money of clients, patrons, politicians and treasuries.
    #[must_use]
    pub fn net(&self) -> Money {
        let signed = |flow: &Flow| Money::from_micros(self.amount(*flow).micros() * flow.sign());
        Flow::ALL.iter().map(signed).sum()
    }

    /// Adds the flows of another part of the same round.
    pub fn add(&mut self, other: &Self) {
        for (sum, part) in self.amounts.iter_mut().zip(other.amounts) {
            *sum += part;
        }
        for (sum, part) in self.counts.iter_mut().zip(other.counts) {
            *sum += part;
        }
        for (sum, part) in self.turns.iter_mut().zip(other.turns) {
            *sum += part;
        }
        for (sum, part) in self.ways.iter_mut().flatten().zip(other.ways.iter().flatten()) {
            *sum += part;
        }
        self.misfortunes += other.misfortunes;
        for (sum, part) in self.rescues.iter_mut().zip(other.rescues) {
            *sum += part;
        }
    }

    /// Forgets everything: a new round starts.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl std::iter::Sum for Flows {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |mut sum, part| {
            sum.add(&part);
            sum
        })
    }
}
