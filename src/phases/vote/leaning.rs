//! What a voter finds in every candidate, without chance and without gifts: the deterministic part V of its utilities.
//!
//! Voters use it to vote and brokers to guess how they will: a broker looks at the same [`Seen`] with errors in it. To abstain is
//! worth 0 throughout.

use super::{MoneyUtility, Voting};
use crate::ids::{ClientId, ElectionId, PartyId, VillageId};
use crate::phases::Parameters;
use crate::world::politics::districts::goods_effect;
use crate::world::politics::polity::MOST_PARTIES;
use crate::world::politics::{Politics, Strategy};
use crate::world::{Patrons, World};
use std::ops::Range;

/// What is the same for all voters of one village in one election.
#[derive(Clone, Debug)]
pub struct Booth {
    /// The candidates, as indices of politicians.
    pub candidates: Range<usize>,
    /// Chance m that a single voter's choice is noticed.
    pub monitoring: f64,
    /// Valence, performance and club goods of every candidate, and what abstaining costs.
    pub(super) common: [f64; MOST_PARTIES],
    /// Where every candidate stands.
    pub(super) position: [f64; MOST_PARTIES],
    pub(super) salience: f64,
    /// Which candidate is of each party.
    place_of: [Option<u8>; MOST_PARTIES],
    loyalty: f64,
    fear: f64,
    kin: f64,
}

/// A voter, as it is or as a broker guesses it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Ideology x.
    pub position: f64,
    /// Cost of voting ν.
    pub cost: f64,
    /// Loyalty L to the patron; 0 without.
    pub loyalty: f64,
    /// Coercion of the patron; 0 without.
    pub coercion: f64,
    /// Which of the candidates the patron serves, counted from the first of the constituency.
    pub served: Option<usize>,
    /// Of which candidates the voter is kin.
    pub kin: Kin,
}

/// The candidates of a constituency to whose family a voter belongs, or of whose family it knows a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kin(u32);

// A bit for each candidate.
const _: () = assert!(MOST_PARTIES <= u32::BITS as usize);

impl Kin {
    /// The kin of nobody.
    pub const NONE: Self = Self(0);

    /// Whether the voter is kin of candidate c.
    #[must_use]
    pub fn includes(self, candidate: usize) -> bool {
        self.0 >> candidate & 1 == 1
    }
}

impl FromIterator<usize> for Kin {
    fn from_iter<I: IntoIterator<Item = usize>>(candidates: I) -> Self {
        Self(candidates.into_iter().fold(0, |set, candidate| set | 1 << candidate))
    }
}

/// The utilities V of all candidates of a constituency.
#[derive(Clone, Copy, Debug)]
pub struct Utilities {
    values: [f64; MOST_PARTIES],
    count: usize,
}

impl Booth {
    /// The booth of a village in an election.
    #[must_use]
    pub fn new(politics: &Politics, parameters: &Parameters, election: ElectionId, village: VillageId) -> Self {
        let voting = &parameters.voting;
        let polity = &politics.polity;
        let district = polity.district_of[village.index()];
        let performance = performance(politics, parameters, village);
        let (mut common, mut position) = ([0.0; MOST_PARTIES], [0.0; MOST_PARTIES]);
        let mut place_of = [None; MOST_PARTIES];
        for (c, &id) in polity.election(election).parties.iter().enumerate() {
            let party = &polity.parties[id.index()];
            let governs = politics.districts.party[district.index()] == id;
            let club = f64::from(politics.places.club(village)[id.index()]);
            position[c] = party.ideology;
            place_of[id.index()] = Some(c as u8);
            common[c] = party.valence
                + if governs { voting.performance * (performance - voting.expected) } else { 0.0 }
                + voting.club * libm::log1p(club)
                + voting.compulsory;
        }
        Self {
            candidates: polity.candidates_in(election, village),
            monitoring: monitoring(voting, politics, village),
            common,
            position,
            place_of,
            salience: voting.salience,
            loyalty: voting.loyalty,
            fear: voting.fear,
            kin: voting.kin,
        }
    }

    /// A booth of candidates who stand here and have so much in common for all; loyalty counts as it is, fear does not.
    #[cfg(test)]
    pub(super) fn of_places(places: &[(f64, f64)], salience: f64) -> Self {
        let (mut common, mut position) = ([0.0; MOST_PARTIES], [0.0; MOST_PARTIES]);
        for (c, &(place, own)) in places.iter().enumerate() {
            (position[c], common[c]) = (place, own);
        }
        Self {
            candidates: 0..places.len(),
            monitoring: 0.0,
            common,
            position,
            salience,
            place_of: [None; MOST_PARTIES],
            loyalty: 1.0,
            fear: 0.0,
            kin: 0.0,
        }
    }

    /// A client as it is.
    #[inline]
    #[must_use]
    pub fn look(&self, world: &World, politics: &Politics, client: usize) -> Seen {
        let clients = &world.clients;
        let patron = clients.patron[client];
        Seen {
            position: politics.voters.position(client, clients.ideology[client]),
            cost: politics.voters.cost[client].to_f64(),
            loyalty: f64::from(clients.loyalty[client]),
            coercion: patron.map_or(0.0, |patron| coercion(&world.patrons, patron.index())),
            served: patron.and_then(|patron| self.served(politics.brokers.party[patron.index()]?)),
            kin: self.kin(world, politics, client),
        }
    }

    /// A client whom another booth of the same village has seen: all but who stands is the same.
    #[inline]
    #[must_use]
    pub fn again(&self, world: &World, politics: &Politics, client: usize, seen: &Seen) -> Seen {
        let patron = world.clients.patron[client];
        let served = patron.and_then(|patron| self.served(politics.brokers.party[patron.index()]?));
        Seen { served, kin: self.kin(world, politics, client), ..*seen }
    }

    /// Of which candidates a client is kin.
    #[inline]
    fn kin(&self, world: &World, politics: &Politics, client: usize) -> Kin {
        let families = &politics.politicians.family;
        if families.is_empty() { Kin::NONE } else { self.kin_among(families, world, client) }
    }

    fn kin_among(&self, families: &[Vec<ClientId>], world: &World, client: usize) -> Kin {
        let is_kin = |family: &Vec<ClientId>| {
            let is_member = |client: ClientId| family.binary_search(&client).is_ok();
            is_member(ClientId::new(client)) || world.ties.of(client).any(|tie| is_member(tie.to))
        };
        let all = families[self.candidates.clone()].iter().enumerate();
        all.filter(|(_, family)| is_kin(family)).map(|(candidate, _)| candidate).collect()
    }

    /// Where candidate c of the constituency stands.
    #[must_use]
    pub fn position(&self, candidate: usize) -> f64 {
        self.position[candidate]
    }

    /// Which of the candidates is of this party.
    #[inline]
    #[must_use]
    pub fn served(&self, party: PartyId) -> Option<usize> {
        self.place_of[party.index()].map(usize::from)
    }

    /// What its patron adds to the candidate whom the patron serves: loyalty, and fear where votes are seen.
    #[inline]
    #[must_use]
    pub fn bond(&self, voter: &Seen) -> f64 {
        self.loyalty * voter.loyalty + self.fear * voter.coercion * self.monitoring
    }

    /// What a voter finds in every candidate.
    #[must_use]
    pub fn utilities(&self, voter: &Seen) -> Utilities {
        let mut all = Utilities::NONE;
        self.tell(voter, &mut all);
        all
    }

    /// The same, told into utilities that are there already: moving so many numbers takes as long as working them out.
    #[inline]
    pub fn tell(&self, voter: &Seen, all: &mut Utilities) {
        all.count = self.candidates.len();
        for ((value, common), position) in all.values.iter_mut().zip(&self.common).zip(&self.position).take(all.count) {
            *value = common - self.salience * (voter.position - position).abs() - voter.cost;
        }
        if let Some(c) = voter.served {
            all.values[c] += self.bond(voter);
        }
        if voter.kin != Kin::NONE {
            (0..all.count).filter(|&c| voter.kin.includes(c)).for_each(|c| all.values[c] += self.kin);
        }
    }
}

fn coercion(patrons: &Patrons, patron: usize) -> f64 {
    patrons.strategy[patron].coercion
}

/// How the district of a village has been governed, in [0, 1]: the effect of public goods, and the share of clients served among those
/// who asked in the term.
fn performance(politics: &Politics, parameters: &Parameters, village: VillageId) -> f64 {
    let d = politics.polity.district_of[village.index()].index();
    let effect = goods_effect(politics.districts.goods[d], parameters.government.goods_half);
    let service = politics.districts.service_of_term[d];
    let asked = service.asked_connected + service.asked_others;
    if asked == 0 {
        return effect;
    }
    let served = (service.served_connected + service.served_others) as f64 / asked as f64;
    0.5 * (effect + served)
}

/// Chance that the choice of a single voter of a village is noticed.
fn monitoring(voting: &Voting, politics: &Politics, village: VillageId) -> f64 {
    let stations = politics.polity.stations[village.index()];
    let voters = politics.polity.voters[village.index()];
    let size = if stations > 0 { f64::from(voters) / f64::from(stations) } else { 0.0 };
    let shown = voting.station_monitoring / (1.0 + size / voting.station_half);
    1.0 - voting.secrecy * (1.0 - shown)
}

impl Utilities {
    /// Those of nobody.
    pub const NONE: Self = Self { values: [f64::NEG_INFINITY; MOST_PARTIES], count: 0 };

    /// These utilities; at most [`MOST_PARTIES`].
    #[cfg(test)]
    pub(super) fn of_values(some: &[f64]) -> Self {
        let mut values = [f64::NEG_INFINITY; MOST_PARTIES];
        values[..some.len()].copy_from_slice(some);
        Self { values, count: some.len() }
    }

    /// The utility of candidate c of the constituency.
    #[must_use]
    pub fn of(&self, candidate: usize) -> f64 {
        self.all()[candidate]
    }

    /// The utilities of all candidates.
    #[inline]
    #[must_use]
    pub fn all(&self) -> &[f64] {
        &self.values[..self.count]
    }

    /// The number of candidates.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The same with something added to one candidate.
    #[must_use]
    pub fn with(mut self, candidate: usize, more: f64) -> Self {
        self.add(candidate, more);
        self
    }

    /// Adds something to one candidate.
    #[inline]
    pub fn add(&mut self, candidate: usize, more: f64) {
        self.values[..self.count][candidate] += more;
    }

    /// The best candidate, the first of equals, and its utility.
    #[must_use]
    pub fn first(&self) -> (usize, f64) {
        self.first_but(usize::MAX).expect("somebody stands")
    }

    /// The best candidate but one, the first of equals, and its utility.
    #[must_use]
    pub fn first_but(&self, other: usize) -> Option<(usize, f64)> {
        let all = self.all().iter().copied().enumerate().filter(|&(c, _)| c != other);
        all.reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// The choice without chance: a candidate, or none to abstain, which comes last among equals.
    #[must_use]
    pub fn choice(&self) -> Option<usize> {
        let (candidate, utility) = self.first();
        (utility >= 0.0).then_some(candidate)
    }

    /// The chance to vote for every candidate, `exp(V/noise)` over the sum with abstention; without noise all for the choice.
    #[must_use]
    pub fn chances(&self, noise: f64) -> [f64; MOST_PARTIES] {
        self.chances_by(noise, libm::exp)
    }

    /// The same by another exponential function.
    #[inline]
    #[must_use]
    pub fn chances_by(&self, noise: f64, exp: impl Fn(f64) -> f64) -> [f64; MOST_PARTIES] {
        let mut chances = [0.0; MOST_PARTIES];
        if noise <= 0.0 {
            if let Some(choice) = self.choice() {
                chances[choice] = 1.0;
            }
            return chances;
        }
        let highest = self.first().1.max(0.0);
        let mut sum = exp(-highest / noise);
        // Exponentials first, then their sum: the former can be worked out side by side.
        chances.iter_mut().zip(self.all()).for_each(|(chance, value)| *chance = exp((value - highest) / noise));
        chances[..self.count].iter().for_each(|chance| sum += chance);
        chances[..self.count].iter_mut().for_each(|chance| *chance /= sum);
        chances
    }
}

/// What a gift is worth to a voter who consumes so much \[S\]: utility.
#[must_use]
pub fn worth(voting: &Voting, gift: f64, consumption: f64) -> f64 {
    match voting.money_utility {
        MoneyUtility::Linear => voting.money * gift,
        MoneyUtility::Log => voting.money * libm::log1p(gift / consumption.max(0.5)),
    }
}

/// The gift \[S\] that is worth this much utility: the inverse of [`worth`]; infinite if money is worth nothing.
#[must_use]
pub fn gift_worth(voting: &Voting, utility: f64, consumption: f64) -> f64 {
    match voting.money_utility {
        MoneyUtility::Linear => utility / voting.money,
        MoneyUtility::Log => consumption.max(0.5) * libm::expm1(utility / voting.money),
    }
}

/// Chance that what a strategy asks for is noticed, where a single choice is with chance `monitoring`.
#[must_use]
pub fn noticed(voting: &Voting, strategy: Strategy, monitoring: f64) -> f64 {
    match strategy {
        Strategy::Turnout | Strategy::Abstention => voting.turnout_monitoring,
        Strategy::Vote | Strategy::Persuasion | Strategy::Reward => monitoring,
    }
}
