//! What is seen of politics at the end of a round, and the measures of it.
//!
//! Counts of the round come from its `Record`, from the districts and from flows; nothing is counted voter by voter here.

pub mod elections;
pub mod first_party;
pub mod government;
pub mod offers;
pub mod parties;

use super::{Measure, Needs, Observation};
use crate::ids::{DistrictId, ElectionId, PartyId};
use crate::phases::Parameters;
use crate::quantity::Money;
use crate::world::politics::districts::{Service, goods_effect};
use crate::world::politics::record::{Contingency, ElectionResult, GiftsByGroup, OfferCounts, OfferSum, Reach, Turnover};
use crate::world::politics::{Attitude, Office, Politics, Polity, Purse, Strategy};

/// Which elections a measure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ballot {
    /// All of them.
    Any,
    /// The one that makes the government.
    Governing,
    /// Those of legislatures.
    Legislature,
    /// Those of legislatures, or all of them where there is no legislature.
    Assembly,
}

impl Ballot {
    /// Whether the measure is of this election.
    #[must_use]
    pub fn includes(self, polity: &Polity, election: ElectionId) -> bool {
        let is_legislature = |election: ElectionId| polity.election(election).office == Office::Legislature;
        match self {
            Self::Any => true,
            Self::Governing => election == polity.governing_election(),
            Self::Legislature => is_legislature(election),
            Self::Assembly => is_legislature(election) || !polity.elections().any(|(election, _)| is_legislature(election)),
        }
    }
}

/// One election, all constituencies together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Of which measures it is.
    pub of: Vec<Ballot>,
    /// Votes of each party of the polity.
    pub votes: Vec<u64>,
    /// Seats of each party.
    pub seats: Vec<u64>,
    /// Voters who turned out.
    pub turned_out: u64,
    /// All voters.
    pub voters: u64,
    /// Votes for candidates whose party governed a district of their constituency until then.
    pub votes_for_government: u64,
}

/// What was seen of the first party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstParty {
    /// Votes for it at the election of the government, and all votes there; if it was held, and the party stood.
    pub votes: Option<(u64, u64)>,
    /// The offers of its candidates.
    pub offers: OfferCounts,
    /// Local patrons who serve it.
    pub brokers: u64,
    /// What became of its brokers, if local patrons chose whom to serve.
    pub turnover: Option<Turnover>,
}

/// What was seen of politics at the end of a round.
#[derive(Clone, Debug)]
pub struct PoliticalObservation {
    /// The elections of the round.
    pub polls: Vec<Poll>,
    /// Candidates whose party governed or held a seat, and those of them who won no seat.
    pub incumbents: (u64, u64),
    /// All offers of the round.
    pub offers: OfferCounts,
    /// Offers in the lowest election and in those above it, from below.
    pub by_level: Vec<OfferCounts>,
    /// Offers by strategy, in the order of [`Strategy::ALL`].
    pub by_strategy: [OfferCounts; Strategy::ALL.len()],
    /// Offers by attitude, in the order of [`Attitude::ALL`].
    pub by_attitude: [OfferCounts; Attitude::ALL.len()],
    /// Whom offers reached.
    pub reach: Option<Reach>,
    /// Gifts by group of villages.
    pub by_group: Option<GiftsByGroup>,
    /// Share of those who were offered something who say so when asked.
    pub reporting: f64,
    /// The first party.
    pub first_party: FirstParty,
    /// Whether benefits hung on the vote.
    pub contingency: Option<Contingency>,
    /// Local patrons, and those of them with a superior.
    pub patrons: (u64, u64),
    /// The districts' governments.
    pub government: Government,
    /// What 1 S is in rupiah.
    pub rupiah: f64,
}

/// The governments of all districts together.
#[derive(Clone, Debug, Default)]
pub struct Government {
    /// Districts.
    pub districts: u64,
    /// Districts that were audited.
    pub audited: u64,
    /// Services of the round.
    pub service: Service,
    /// Posts that are filled.
    pub officials: u64,
    /// Those held by patronage.
    pub by_patronage: u64,
    /// Sum over districts of the share of posts held by patronage.
    pub capture: f64,
    /// Public money of the round, in the order of [`Purse::ALL`].
    pub purse: [Money; Purse::ALL.len()],
    /// Public money that is left.
    pub treasury: Money,
    /// Sum over clients of the effect of public goods in their district.
    pub goods_effect: f64,
}

/// Looks at politics at the end of a round.
pub(super) fn observe(politics: &Politics, parameters: &Parameters) -> PoliticalObservation {
    let record = &politics.record;
    let incumbents = || record.results.iter().filter(|result| result.incumbent);
    let offers = |wanted: &dyn Fn(&OfferSum) -> bool| offers_of(politics, wanted);
    let brokers = &politics.brokers.superior;
    PoliticalObservation {
        polls: politics.polity.elections().filter_map(|(election, _)| poll(politics, election)).collect(),
        incumbents: (incumbents().count() as u64, incumbents().filter(|result| result.seats == 0).count() as u64),
        offers: offers(&|_| true),
        by_level: levels(&politics.polity)
            .map(|election| offers(&|row| politics.politicians.election[row.politician.index()] == election))
            .collect(),
        by_strategy: Strategy::ALL.map(|strategy| offers(&|row| row.strategy == strategy)),
        by_attitude: Attitude::ALL.map(|attitude| offers(&|row| row.attitude == attitude)),
        reach: record.reach,
        by_group: record.by_group,
        reporting: parameters.survey.reporting,
        first_party: FirstParty::of(politics),
        contingency: record.contingency,
        patrons: (brokers.len() as u64, brokers.iter().flatten().count() as u64),
        government: Government::of(politics, parameters.government.goods_half),
        rupiah: parameters.politics.rupiah_per_subsistence,
    }
}

/// The offers of the round that are wanted, added up.
fn offers_of(politics: &Politics, wanted: &dyn Fn(&OfferSum) -> bool) -> OfferCounts {
    let rows = politics.record.offers.iter().filter(|row| wanted(row));
    rows.fold(OfferCounts::default(), |sum, row| sum.and(row.counts))
}

impl FirstParty {
    fn of(politics: &Politics) -> Self {
        let (first, record) = (PartyId::new(0), &politics.record);
        let governing = politics.polity.governing_election();
        let stands = politics.polity.election(governing).parties.contains(&first);
        let poll = poll(politics, governing).filter(|_| stands);
        Self {
            votes: poll.map(|poll| (poll.votes[first.index()], poll.votes.iter().sum())),
            offers: offers_of(politics, &|row| politics.politicians.party[row.politician.index()] == first),
            brokers: politics.brokers.party.iter().filter(|&&party| party == Some(first)).count() as u64,
            turnover: record.turnover.get(first.index()).copied(),
        }
    }
}

/// The lowest election and those above it, from below.
fn levels(polity: &Polity) -> impl Iterator<Item = ElectionId> + '_ {
    let lowest = polity.lowest_election();
    std::iter::once(lowest).chain(polity.above(lowest))
}

/// One election of the round; nothing if it was not held.
fn poll(politics: &Politics, election: ElectionId) -> Option<Poll> {
    let (polity, politicians) = (&politics.polity, &politics.politicians);
    let all = politics.record.results.iter();
    let results: Vec<&ElectionResult> =
        all.filter(|result| politicians.election[result.politician.index()] == election).collect();
    // All candidates of a constituency tell of its voters: the first one is heard.
    let parties = polity.election(election).parties.len();
    let constituencies = || results.iter().step_by(parties.max(1));
    let mut poll = Poll {
        of: [Ballot::Any, Ballot::Governing, Ballot::Legislature, Ballot::Assembly]
            .into_iter()
            .filter(|ballot| ballot.includes(polity, election))
            .collect(),
        votes: vec![0; polity.parties.len()],
        seats: vec![0; polity.parties.len()],
        turned_out: constituencies().map(|result| result.turned_out).sum(),
        voters: constituencies().map(|result| result.voters).sum(),
        votes_for_government: results.iter().filter(|result| result.governs).map(|result| result.votes).sum(),
    };
    for result in &results {
        let party = politicians.party[result.politician.index()].index();
        poll.votes[party] += result.votes;
        poll.seats[party] += u64::from(result.seats);
    }
    (!results.is_empty()).then_some(poll)
}

impl Government {
    fn of(politics: &Politics, goods_half: f64) -> Self {
        let districts = &politics.districts;
        let clients = clients_of_districts(&politics.polity);
        let mut sum = Self { districts: districts.len() as u64, ..Self::default() };
        for (d, clients) in clients.into_iter().enumerate() {
            sum.audited += u64::from(districts.audited[d]);
            sum.service = sum.service.and(districts.service[d]);
            sum.officials += u64::from(districts.officials[d]);
            sum.by_patronage += u64::from(districts.by_patronage[d]);
            sum.capture += districts.capture(DistrictId::new(d));
            for (sum, &part) in sum.purse.iter_mut().zip(&districts.purse[d]) {
                *sum += part;
            }
            sum.treasury += districts.treasury[d];
            sum.goods_effect += clients as f64 * goods_effect(districts.goods[d], goods_half);
        }
        sum
    }

    /// What went out of the treasuries by this way, as a share of all that went out; unknown if nothing did.
    fn spent_share(&self, purse: Purse) -> Option<f64> {
        let spent = SPENDING.iter().map(|&purse| self.purse[purse as usize]).sum::<Money>();
        (spent > Money::ZERO).then(|| self.purse[purse as usize].to_s() / spent.to_s())
    }
}

/// What public money goes to.
pub const SPENDING: [Purse; 6] = [Purse::Salary, Purse::PublicGoods, Purse::Relief, Purse::Club, Purse::Contract, Purse::Leak];

/// Clients of every district.
#[must_use]
pub fn clients_of_districts(polity: &Polity) -> Vec<u64> {
    let mut clients = vec![0; polity.districts.len()];
    for (district, &voters) in polity.district_of.iter().zip(&polity.voters) {
        clients[district.index()] += u64::from(voters);
    }
    clients
}

/// A part of a whole; unknown if there is no whole.
fn part(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

type Value = fn(&Observation) -> Option<f64>;

const fn of_round(name: &'static str, unit: &'static str, definition: &'static str, value: Value) -> Measure {
    Measure { name, unit, definition, needs: Needs::Politics, value }
}

const fn of_election(ballot: Ballot, name: &'static str, unit: &'static str, definition: &'static str, value: Value) -> Measure {
    Measure { name, unit, definition, needs: Needs::Election(ballot), value }
}
