//! The polity: what a scenario says of parties, elections and places. It does not change in a run.

use crate::ids::{DistrictId, ElectionId, PartyId, PoliticianId, VillageId};
use crate::parameter::Choice;
use std::ops::Range;

/// The most parties: what is worked out per voter and party has a place for each.
pub const MOST_PARTIES: usize = 32;

/// The most elections of a polity.
pub const MOST_ELECTIONS: usize = 100;

/// The most seats of a constituency.
pub const MOST_SEATS: u32 = 10_000;

/// Private funds of a candidate per seat where an election names none \[S\].
pub const DEFAULT_FUNDS: f64 = 100.0;

/// Where a candidate's family stands where a party says nothing of it.
pub const DEFAULT_CENTRALITY: f64 = 0.5;

/// The most that can be lost on the way to a village, as a share.
pub const MOST_LEAKAGE: f64 = 0.9;

/// The most members of a candidate's family.
pub const MOST_FAMILY: u32 = 100_000;

/// Polling stations for so many voters, of at most so many each.
#[must_use]
pub fn stations(voters: u32, size: f64) -> u32 {
    (f64::from(voters) / size).ceil() as u32
}

/// A party.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// Where it stands politically, x_c, in [-1, 1].
    pub ideology: f64,
    /// What all voters find in it, whatever they think \[utility\].
    pub valence: f64,
    /// Its candidates' private funds, as a multiple of what the election names.
    pub funds: f64,
    /// Members of each candidate's family in its constituency; fewer where fewer clients live.
    pub family: u32,
    /// Where the family stands among the clients of the constituency in the order of how many know them, in [0, 1].
    pub centrality: f64,
}

impl Party {
    /// A party of this name and ideology, all else as in a scenario that says no more of it.
    #[must_use]
    pub fn named(name: &str, ideology: f64) -> Self {
        Self { name: name.to_owned(), ideology, valence: 0.0, funds: 1.0, family: 0, centrality: DEFAULT_CENTRALITY }
    }
}

/// What is elected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Office {
    /// Seats of a council or parliament.
    Legislature,
    /// One head of government per constituency.
    #[default]
    Executive,
}

impl Choice for Office {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::Legislature, "legislature", "seats of a council or parliament"),
        (Self::Executive, "executive", "a head of government in each constituency"),
    ];
}

impl Office {
    /// The rule of an election that names none.
    #[must_use]
    pub fn usual_rule(self) -> SeatRule {
        match self {
            Self::Legislature => SeatRule::SainteLague,
            Self::Executive => SeatRule::Plurality,
        }
    }

    /// The most seats that a constituency can have.
    #[must_use]
    pub fn most_seats(self) -> u32 {
        match self {
            Self::Legislature => MOST_SEATS,
            Self::Executive => 1,
        }
    }
}

/// How votes become seats.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatRule {
    /// Divisors 1, 3, 5, …
    SainteLague,
    /// Divisors 1, 2, 3, …
    DHondt,
    /// Quota votes/seats, then largest remainders.
    Hare,
    /// All seats to the first.
    #[default]
    Plurality,
}

impl Choice for SeatRule {
    const WORDS: &'static [(Self, &'static str, &'static str)] = &[
        (Self::SainteLague, "sainte-lague", "highest averages with divisors 1, 3, 5, …"),
        (Self::DHondt, "dhondt", "highest averages with divisors 1, 2, 3, …"),
        (Self::Hare, "hare", "quota votes/seats, then largest remainders"),
        (Self::Plurality, "plurality", "all seats to the party with most votes"),
    ];
}

/// A constituency of an election.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constituency {
    /// Its name, unique in the election.
    pub name: String,
    /// Its seats, at least 1; exactly 1 for an executive.
    pub seats: u32,
}

/// An election that is held on every election day, or some rounds after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Election {
    /// Its name.
    pub name: String,
    /// What is elected.
    pub office: Office,
    /// Rounds after the election day, fewer than `politics.every`.
    pub after: u32,
    /// How votes become seats.
    pub rule: SeatRule,
    /// Share of a constituency's votes that a party needs for any seat.
    pub threshold: f64,
    /// Private funds of a candidate per seat of its constituency \[S\].
    pub funds: f64,
    /// The election whose candidates are the superiors of this one's; there are no circles.
    pub under: Option<ElectionId>,
    /// The parties that stand, in the order of parties; at least one.
    pub parties: Vec<PartyId>,
    /// The constituencies; at least one.
    pub constituencies: Vec<Constituency>,
    /// The constituency of every village.
    pub constituency_of: Vec<u32>,
}

impl Election {
    /// The villages of every constituency, in order.
    #[must_use]
    pub fn villages(&self) -> Vec<Vec<VillageId>> {
        let mut villages = vec![Vec::new(); self.constituencies.len()];
        for (v, &constituency) in self.constituency_of.iter().enumerate() {
            villages[constituency as usize].push(VillageId::new(v));
        }
        villages
    }
}

/// Districts in which villages lie evenly, in order.
#[must_use]
pub fn even_districts(districts: usize, villages: usize) -> (Vec<String>, Vec<DistrictId>) {
    let names = (1..=districts).map(|d| format!("district {d}")).collect();
    (names, (0..villages).map(|v| DistrictId::new(v * districts / villages)).collect())
}

/// Parties, elections and places.
#[derive(Clone, Debug, PartialEq)]
pub struct Polity {
    /// The parties; at most [`MOST_PARTIES`].
    pub parties: Vec<Party>,
    /// The elections; at least one.
    pub elections: Vec<Election>,
    /// The districts' names.
    pub districts: Vec<String>,
    /// The district of every village.
    pub district_of: Vec<DistrictId>,
    /// Clients of every village, all of them voters.
    pub voters: Vec<u32>,
    /// Polling stations of every village; 0 in a village without clients.
    pub stations: Vec<u32>,
    /// Share of gift money that is lost on the way to every village, from 0 to [`MOST_LEAKAGE`]; empty where nothing is lost anywhere.
    pub leakage: Vec<f64>,
    /// The group of every village, the one that is named first being 0; empty without groups.
    pub group_of: Vec<u32>,
    /// Who governs before the first election.
    pub incumbent: PartyId,
}

impl Polity {
    /// The default: two parties and one executive election in a single constituency, in these districts.
    #[must_use]
    pub fn two_parties(voters: Vec<u32>, districts: usize, station_size: f64) -> Self {
        let villages = voters.len();
        let election = Election {
            name: "executive".to_owned(),
            office: Office::Executive,
            after: 0,
            rule: SeatRule::Plurality,
            threshold: 0.0,
            funds: DEFAULT_FUNDS,
            under: None,
            parties: vec![PartyId::new(0), PartyId::new(1)],
            constituencies: vec![Constituency { name: "all".to_owned(), seats: 1 }],
            constituency_of: vec![0; villages],
        };
        let (districts, district_of) = even_districts(districts, villages);
        Self {
            parties: vec![Party::named("left", -0.5), Party::named("right", 0.5)],
            elections: vec![election],
            districts,
            district_of,
            stations: voters.iter().map(|&voters| stations(voters, station_size)).collect(),
            voters,
            leakage: Vec::new(),
            group_of: Vec::new(),
            incumbent: PartyId::new(0),
        }
    }

    /// What is lost on the way to a village of money for gifts.
    #[must_use]
    pub fn leakage_of(&self, village: VillageId) -> f64 {
        self.leakage.get(village.index()).copied().unwrap_or(0.0)
    }

    /// An election.
    #[must_use]
    pub fn election(&self, election: ElectionId) -> &Election {
        &self.elections[election.index()]
    }

    /// All elections with their ids.
    pub fn elections(&self) -> impl Iterator<Item = (ElectionId, &Election)> {
        self.elections.iter().enumerate().map(|(e, election)| (ElectionId::new(e), election))
    }

    /// The election that makes the government: the first executive one, or else the first.
    #[must_use]
    pub fn governing_election(&self) -> ElectionId {
        let executive = self.elections.iter().position(|election| election.office == Office::Executive);
        ElectionId::new(executive.unwrap_or(0))
    }

    /// The lowest election: the first under which no other stands and that stands under most others; local patrons serve its candidates.
    #[must_use]
    pub fn lowest_election(&self) -> ElectionId {
        let is_above = |e: usize| self.elections.iter().any(|other| other.under.is_some_and(|under| under.index() == e));
        let lowest = (0..self.elections.len()).filter(|&e| !is_above(e)).map(ElectionId::new);
        lowest.rev().max_by_key(|&e| self.above(e).count()).expect("there is an election, and no circle of them")
    }

    /// The elections above one, from below.
    pub fn above(&self, election: ElectionId) -> impl Iterator<Item = ElectionId> + '_ {
        std::iter::successors(self.election(election).under, |&e| self.election(e).under)
    }

    /// The politicians of an election.
    #[must_use]
    pub fn politicians_of(&self, election: ElectionId) -> Range<usize> {
        let count = |election: &Election| election.constituencies.len() * election.parties.len();
        let start: usize = self.elections[..election.index()].iter().map(count).sum();
        start..start + count(self.election(election))
    }

    /// The candidates of a constituency: one for each party that stands, in their order.
    #[must_use]
    pub fn candidates(&self, election: ElectionId, constituency: u32) -> Range<usize> {
        let each = self.election(election).parties.len();
        let start = self.politicians_of(election).start + constituency as usize * each;
        start..start + each
    }

    /// The candidates for whom clients of a village can vote.
    #[must_use]
    pub fn candidates_in(&self, election: ElectionId, village: VillageId) -> Range<usize> {
        self.candidates(election, self.election(election).constituency_of[village.index()])
    }

    /// The candidate of a party for whom clients of a village can vote, if it stands.
    #[must_use]
    pub fn candidate_of(&self, election: ElectionId, village: VillageId, party: PartyId) -> Option<PoliticianId> {
        let which = self.election(election).parties.iter().position(|&stands| stands == party)?;
        Some(PoliticianId::new(self.candidates_in(election, village).start + which))
    }

    /// The villages of a district, in order.
    #[must_use]
    pub fn villages_of(&self, district: DistrictId) -> Vec<VillageId> {
        let all = self.district_of.iter().enumerate();
        all.filter(|&(_, &d)| d == district).map(|(v, _)| VillageId::new(v)).collect()
    }
}
