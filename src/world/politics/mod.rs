//! Politics: who stands for election, who works for whom, who governs, and what a client is as a voter.
//!
//! Absent without elections (`politics.every = 0`): a labour society then carries none of this. The fixed part, what a scenario says of
//! parties, elections and places, is the [`Polity`]; the rest changes in the phases serve, campaign, vote and govern.
//!
//! The pyramid: a client has a patron, a local patron may have a politician as its superior ([`Brokers`]), and a politician the
//! candidate of its party in the election above ([`Politicians`]). There is no other kind of broker than a local patron.

pub mod brokers;
pub mod districts;
mod families;
pub mod offers;
pub mod politicians;
pub mod polity;
mod populate;
pub mod record;
mod stored;
pub mod voters;

pub use brokers::Brokers;
pub use districts::{Districts, Purse};
pub use offers::{Attitude, Offer, Offers, Strategy};
pub use politicians::{Plan, Politicians};
pub use polity::{Constituency, Election, Office, Party, Polity, SeatRule};
pub use populate::{Electorate, Shape, constituencies_of_districts, populate};
pub use record::Record;
pub use voters::Voters;

use crate::ids::{PartyId, PatronId, VillageId};
use crate::parameter::{Key, Section};
use crate::quantity::Money;
use std::sync::Arc;

/// The calendar, and what of the polity is a key.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Rounds between two election days; 0: there is no politics.
    pub every: u32,
    /// The round of the first election day.
    pub first: u32,
    /// Districts, where no table of villages names them.
    pub districts: u32,
    /// Voters per polling station, where no table of villages counts stations.
    pub station_size: f64,
    /// The party that governs before the first election; the first that stands for government, if empty.
    pub incumbent: String,
    /// What 1 S is in rupiah, for reports.
    pub rupiah_per_subsistence: f64,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            every: 0,
            first: 8,
            districts: 1,
            station_size: 240.0,
            incumbent: String::new(),
            rupiah_per_subsistence: 2_017_000.0,
        }
    }
}

impl Calendar {
    /// Whether the election that comes `after` rounds after an election day is held `lead` rounds after this round, or so soon after the
    /// first round that it is time in this one, being the first.
    #[must_use]
    pub fn is_due(&self, round: u32, lead: u32, after: u32) -> bool {
        let day = i64::from(round) + i64::from(lead) - i64::from(after) - i64::from(self.first);
        let is_late = round == 1 && day > 0;
        self.every > 0 && day >= 0 && (is_late || day % i64::from(self.every) == 0)
    }
}

/// The keys of [`Calendar`].
pub const POLITICS: Section<Calendar> = Section {
    name: "politics",
    meaning: "When elections are held, and where.",
    keys: &[
        Key::<Calendar>::count("every", |p| &mut p.every, 0.0, 1_000_000.0, "rounds")
            .at_start()
            .means("Rounds between two election days; 0: there is no politics at all."),
        Key::<Calendar>::count("first", |p| &mut p.first, 1.0, 1_000_000.0, "rounds")
            .at_start()
            .means("The round of the first election day."),
        Key::<Calendar>::count("districts", |p| &mut p.districts, 1.0, 1_000_000.0, "districts")
            .at_start()
            .means("Number of districts, each with a treasury, over which villages are spread evenly; with a table of villages, the table counts."),
        Key::<Calendar>::number("station_size", |p| &mut p.station_size, 1.0, 1e9, "voters")
            .at_start()
            .means("Voters per polling station; with a table of villages, the table counts.")
            .source("238.5 in Maluku, general election 2024 (KPU)"),
        Key::<Calendar>::text("incumbent", |p| &mut p.incumbent, "party")
            .at_start()
            .means("The party that governs before the first election; empty: the first that stands for government."),
        Key::<Calendar>::number("rupiah_per_subsistence", |p| &mut p.rupiah_per_subsistence, 1.0, 1e12, "Rp per S")
            .means("What 1 S is worth in rupiah, for reports: three monthly poverty lines.")
            .source("BPS Maluku, Rp 672,456 per head and month, September 2022"),
    ],
};

/// Everything political that a world holds.
#[derive(Debug)]
pub struct Politics {
    /// What does not change.
    pub polity: Arc<Polity>,
    /// What clients are as voters.
    pub voters: Voters,
    /// What local patrons are as brokers.
    pub brokers: Brokers,
    /// The politicians.
    pub politicians: Politicians,
    /// The districts' governments.
    pub districts: Districts,
    /// Support and club goods by village and party.
    pub places: Places,
    /// The offers made in this round's campaigns; nothing in rounds without election.
    pub offers: Offers,
    /// What happened in this round.
    pub record: Record,
}

/// What a village has seen of every party.
#[derive(Debug, Default)]
pub struct Places {
    parties: usize,
    /// Share of the village's votes for a party at the last election of the government; 1/parties before the first.
    support: Vec<f32>,
    /// Club goods of a party per client since the last election of the government \[S\].
    club: Vec<f32>,
}

impl Places {
    /// Bytes that one village takes for one party.
    pub const BYTES: usize = 2 * size_of::<f32>();

    /// Villages that have seen nothing yet.
    #[must_use]
    pub fn new(villages: usize, parties: usize) -> Self {
        let each = villages * parties;
        Self { parties, support: vec![1.0 / parties as f32; each], club: vec![0.0; each] }
    }

    /// Share of the village's votes for every party, in the order of parties.
    #[must_use]
    pub fn support(&self, village: VillageId) -> &[f32] {
        &self.support[village.index() * self.parties..][..self.parties]
    }

    /// The same, to be written.
    pub fn support_mut(&mut self, village: VillageId) -> &mut [f32] {
        &mut self.support[village.index() * self.parties..][..self.parties]
    }

    /// Club goods of every party per client of the village \[S\], in the order of parties.
    #[must_use]
    pub fn club(&self, village: VillageId) -> &[f32] {
        &self.club[village.index() * self.parties..][..self.parties]
    }

    /// The same, to be written.
    pub fn club_mut(&mut self, village: VillageId) -> &mut [f32] {
        &mut self.club[village.index() * self.parties..][..self.parties]
    }

    /// A new term: club goods are forgotten.
    pub fn forget_clubs(&mut self) {
        self.club.fill(0.0);
    }
}

impl Politics {
    /// Whether a patron of this village serves the party that governs there.
    #[must_use]
    pub fn serves_government(&self, patron: PatronId, village: VillageId) -> bool {
        self.brokers.party[patron.index()] == Some(self.governing(village))
    }

    /// The party that governs a village.
    #[must_use]
    pub fn governing(&self, village: VillageId) -> PartyId {
        self.districts.party[self.polity.district_of[village.index()].index()]
    }

    /// A new round: what happened in the last one is forgotten.
    pub fn begin_round(&mut self) {
        self.offers.clear();
        self.record = Record::default();
        self.districts.begin_round();
    }

    /// All money of politicians and treasuries.
    #[must_use]
    pub fn money(&self) -> Money {
        self.politicians.funds.iter().copied().sum::<Money>() + self.districts.treasury.iter().copied().sum()
    }
}
