//! What happened politically in one round: rows for data files, and counts for measures.

use super::{Attitude, Strategy};
use crate::ids::PoliticianId;
use crate::quantity::Money;

/// A phase of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CampaignPhase {
    /// Votes needed for one more seat.
    Purpose,
    /// Money for villages.
    Design,
    /// Brokers.
    Grow,
    /// Offers.
    Perform,
}

impl CampaignPhase {
    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Design => "design",
            Self::Grow => "grow",
            Self::Perform => "perform",
        }
    }
}

/// What one phase of one candidate's campaign came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MachineStep {
    /// Whose campaign.
    pub politician: PoliticianId,
    /// The phase.
    pub phase: CampaignPhase,
    /// What was wanted: votes expected and aim together; the budget in S; villages of the constituency with a patron; the aim in votes.
    pub wanted: f64,
    /// What was reached of it: votes expected; money planned in S; villages with a broker; net votes promised.
    pub reached: f64,
    /// Reached of wanted, in [0, 1]; unknown if nothing was wanted.
    pub completion: Option<f64>,
}

/// A candidate's result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElectionResult {
    /// Whose.
    pub politician: PoliticianId,
    /// Votes.
    pub votes: u64,
    /// Seats.
    pub seats: u32,
    /// Voters of the constituency who turned out.
    pub turned_out: u64,
    /// All voters of the constituency.
    pub voters: u64,
    /// Whether the candidate's party governed a district of the constituency, or held a seat there, until now.
    pub incumbent: bool,
    /// Whether its party governed a district of the constituency until now.
    pub governs: bool,
    /// Local patrons of the constituency who serve it.
    pub brokers: u32,
    /// What the campaign cost it in this round: gifts, skims and fees; negative never.
    pub spent: Money,
}

/// What came of offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfferCounts {
    /// Offers made.
    pub offered: u64,
    /// Offers taken.
    pub accepted: u64,
    /// Of these: the voter did what was demanded.
    pub complied: u64,
    /// Of these: without it the voter would have chosen otherwise.
    pub changed: u64,
    /// Of these: the voter voted for the payer.
    pub delivered: u64,
    /// Of these: without it the voter would have voted for the payer too.
    pub anyway: u64,
    /// Gifts taken.
    pub paid: Money,
    /// What politicians on the way and the brokers kept, and what was lost on the way.
    pub skimmed: Money,
}

impl OfferCounts {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            offered: self.offered + other.offered,
            accepted: self.accepted + other.accepted,
            complied: self.complied + other.complied,
            changed: self.changed + other.changed,
            delivered: self.delivered + other.delivered,
            anyway: self.anyway + other.anyway,
            paid: self.paid + other.paid,
            skimmed: self.skimmed + other.skimmed,
        }
    }

    /// The mean gift of those that were taken \[S\]; unknown if none was.
    #[must_use]
    pub fn mean_gift(&self) -> Option<f64> {
        (self.accepted > 0).then(|| self.paid.to_s() / self.accepted as f64)
    }
}

/// What came of the offers of one candidate, strategy and attitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfferSum {
    /// Whose offers.
    pub politician: PoliticianId,
    /// What for.
    pub strategy: Strategy,
    /// To voters of which attitude.
    pub attitude: Attitude,
    /// What came of them.
    pub counts: OfferCounts,
}

/// How many voters were offered something in this round, by fifths of income, and how many ties they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Clients of each fifth, the poorest first.
    pub clients: [u64; 5],
    /// Those of them who were offered something, by whomever.
    pub offered: [u64; 5],
    /// Ties of all clients.
    pub ties: u64,
    /// Ties of those who were offered something.
    pub ties_offered: u64,
}

impl Reach {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            clients: std::array::from_fn(|fifth| self.clients[fifth] + other.clients[fifth]),
            offered: std::array::from_fn(|fifth| self.offered[fifth] + other.offered[fifth]),
            ties: self.ties + other.ties,
            ties_offered: self.ties_offered + other.ties_offered,
        }
    }
}

/// Gifts that voters took in villages of the group that is named first, and in all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GiftsByGroup {
    /// Voters there.
    pub voters: [u64; 2],
    /// Gifts that they took.
    pub taken: [u64; 2],
}

/// What became of the brokers of one party when local patrons chose whom to serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Local patrons who served it until then.
    pub before: u64,
    /// Those of them who serve it no more.
    pub left: u64,
}

/// What individuals got from the state in this round, by whether they had voted for the government.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contingency {
    /// Clients who voted for it.
    pub supporters: u64,
    /// Those of them who got a salary or relief.
    pub supporters_served: u64,
    /// Other clients.
    pub others: u64,
    /// Those of them who got a salary or relief.
    pub others_served: u64,
}

impl Contingency {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            supporters: self.supporters + other.supporters,
            supporters_served: self.supporters_served + other.supporters_served,
            others: self.others + other.others,
            others_served: self.others_served + other.others_served,
        }
    }
}

/// What happened in one round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// Steps of campaigns.
    pub machines: Vec<MachineStep>,
    /// Results, candidates in order; nothing in rounds without election.
    pub results: Vec<ElectionResult>,
    /// Offers, by candidate, strategy and attitude; those that were made.
    pub offers: Vec<OfferSum>,
    /// Whom offers reached; only in rounds with an election.
    pub reach: Option<Reach>,
    /// Gifts by group of villages; only in rounds with an election, and where villages are grouped.
    pub by_group: Option<GiftsByGroup>,
    /// Brokers who stayed and left, by party; nothing in rounds in which local patrons did not choose whom to serve.
    pub turnover: Vec<Turnover>,
    /// Whether benefits hung on the vote; known after the first election of the government.
    pub contingency: Option<Contingency>,
}

impl Record {
    /// Where in [`Self::offers`] the offers of a candidate, strategy and attitude are added up; none if none was made.
    #[must_use]
    pub fn offers_of(&self, politician: PoliticianId, strategy: Strategy, attitude: Attitude) -> Option<usize> {
        self.offers
            .binary_search_by_key(&(politician, strategy, attitude), |sum| (sum.politician, sum.strategy, sum.attitude))
            .ok()
    }
}
