//! Districts: their treasuries, governments and officials, one column per attribute.

use crate::ids::{DistrictId, PartyId, PoliticianId};
use crate::quantity::Money;

/// What public money comes from and goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purse {
    /// In: part of the output.
    Tax,
    /// In: from the central government.
    Transfer,
    /// In: patrons fined for dues.
    Fine,
    /// In: politicians who were audited.
    Penalty,
    /// Out: officials.
    Salary,
    /// Out: public goods, by rule.
    PublicGoods,
    /// Out: club goods for villages.
    Club,
    /// Out: contracts for allied patrons, before the kickback.
    Contract,
    /// Out of contracts, to the politician: not the treasury's any more.
    Kickback,
    /// Out: stolen.
    Leak,
    /// Out: help for clients in misfortune.
    Relief,
}

impl Purse {
    /// All of them, in order.
    pub const ALL: [Self; 11] = [
        Self::Tax,
        Self::Transfer,
        Self::Fine,
        Self::Penalty,
        Self::Salary,
        Self::PublicGoods,
        Self::Club,
        Self::Contract,
        Self::Kickback,
        Self::Leak,
        Self::Relief,
    ];
}

/// The effect of a stock of public goods per client \[S\], in [0, 1): a half where it is `goods_half`.
#[must_use]
pub fn goods_effect(goods: f64, goods_half: f64) -> f64 {
    goods / (goods + goods_half)
}

/// Whom officials were asked by, and whom they served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Connected clients who asked.
    pub asked_connected: u64,
    /// Connected clients who were served.
    pub served_connected: u64,
    /// Others who asked.
    pub asked_others: u64,
    /// Others who were served.
    pub served_others: u64,
}

impl Service {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            asked_connected: self.asked_connected + other.asked_connected,
            served_connected: self.served_connected + other.served_connected,
            asked_others: self.asked_others + other.asked_others,
            served_others: self.served_others + other.served_others,
        }
    }
}

/// The districts' columns, all of one length.
#[derive(Debug, Default)]
pub struct Districts {
    /// Public money [micro-S], never negative.
    pub treasury: Vec<Money>,
    /// The party that governs.
    pub party: Vec<PartyId>,
    /// Its politician.
    pub politician: Vec<PoliticianId>,
    /// Whether posts are to be filled again: at the start, and when another party has come in.
    pub spoils: Vec<bool>,
    /// Stock of public goods per client \[S\].
    pub goods: Vec<f64>,
    /// What leaked and was kicked back since the last audit, or since another party came in [micro-S].
    pub stolen: Vec<Money>,
    /// Posts that are filled: how many clients of the district are marked as officials.
    pub officials: Vec<u32>,
    /// Those of them held by patronage.
    pub by_patronage: Vec<u32>,
    /// Services of this round.
    pub service: Vec<Service>,
    /// Services since the last election of the government.
    pub service_of_term: Vec<Service>,
    /// Whether the district was audited in this round.
    pub audited: Vec<bool>,
    /// Public money of this round, in the order of [`Purse::ALL`].
    pub purse: Vec<[Money; Purse::ALL.len()]>,
}

impl Districts {
    /// The number of districts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.treasury.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.treasury.is_empty()
    }

    /// Notes public money of this round; the treasury is changed by who moves it.
    pub fn note(&mut self, district: DistrictId, purse: Purse, amount: Money) {
        self.purse[district.index()][purse as usize] += amount;
    }

    /// Money comes into the treasury, and is noted.
    pub fn take_in(&mut self, district: DistrictId, purse: Purse, amount: Money) {
        self.treasury[district.index()] += amount;
        self.note(district, purse, amount);
    }

    /// Money leaves the treasury, and is noted.
    pub fn pay_out(&mut self, district: DistrictId, purse: Purse, amount: Money) {
        self.treasury[district.index()] -= amount;
        self.note(district, purse, amount);
    }

    /// Counts services of this round.
    pub fn count(&mut self, district: DistrictId, service: Service) {
        for all in [&mut self.service, &mut self.service_of_term] {
            all[district.index()] = all[district.index()].and(service);
        }
    }

    /// Share of posts held by patronage: what captures audits; 0 without officials.
    #[must_use]
    pub fn capture(&self, district: DistrictId) -> f64 {
        let all = self.officials[district.index()];
        if all == 0 { 0.0 } else { f64::from(self.by_patronage[district.index()]) / f64::from(all) }
    }

    /// A new round: what is counted by round starts from nothing.
    pub fn begin_round(&mut self) {
        self.service.fill(Service::default());
        self.audited.fill(false);
        self.purse.fill(Default::default());
    }
}
