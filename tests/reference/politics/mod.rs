//! The slow model's politics: sections serve, campaign, vote and govern of MODEL.md, as plain loops over plain lists.

pub(crate) mod campaign;
pub(crate) mod compare;
pub(crate) mod govern;
pub(crate) mod leaning;
pub(crate) mod measures;
pub(crate) mod money;
pub(crate) mod offers;
pub(crate) mod seats;
pub(crate) mod serve;
pub(crate) mod tests;
pub(crate) mod vote;

use crate::society::Society;
use patronage::quantity::Money;
use patronage::random::Word;
use patronage::world::World;
use patronage::world::politics::districts::Service;
use patronage::world::politics::voters::Mark;
use patronage::world::politics::{Attitude, Plan, Polity, Purse, Record, Strategy};

/// What a client is besides, as a voter.
#[derive(Clone)]
pub(crate) struct Voter {
    pub(crate) position: f64,
    pub(crate) cost: f64,
    pub(crate) norm: f64,
    pub(crate) accepts: bool,
    pub(crate) official: bool,
    pub(crate) by_patronage: bool,
    pub(crate) offered: bool,
    pub(crate) supporter: bool,
    pub(crate) voted: bool,
    pub(crate) benefited: bool,
    /// What it got for a public post in this round.
    pub(crate) salary: Money,
    /// Received from the patron since the last judgement, in 0.001 S.
    pub(crate) favour: u32,
}

impl Voter {
    pub(crate) fn favour_of(&mut self, s: f64) {
        let steps = (s * 1000.0 + 0.5).floor().min(65_535.0) as u32;
        self.favour = (self.favour + steps).min(65_535);
    }
}

/// What a local patron is besides, as a broker.
#[derive(Clone)]
pub(crate) struct Broker {
    pub(crate) ideology: f64,
    pub(crate) superior: Option<usize>,
    pub(crate) party: Option<usize>,
    pub(crate) names: u32,
}

#[derive(Clone)]
pub(crate) struct Politician {
    pub(crate) election: usize,
    pub(crate) constituency: usize,
    pub(crate) party: usize,
    pub(crate) superior: Option<usize>,
    pub(crate) funds: Money,
    pub(crate) plan: Plan,
    pub(crate) price: Option<f64>,
    pub(crate) votes: u64,
    pub(crate) seats: u32,
    /// The members of its family.
    pub(crate) family: Vec<usize>,
    /// What the campaign cost it in this round.
    pub(crate) spent: Money,
    /// What of its gift money did not become gifts in this round.
    pub(crate) skimmed: Money,
}

#[derive(Clone)]
pub(crate) struct District {
    pub(crate) treasury: Money,
    pub(crate) party: usize,
    pub(crate) politician: usize,
    pub(crate) spoils: bool,
    pub(crate) goods: f64,
    pub(crate) stolen: Money,
    pub(crate) service: Service,
    pub(crate) service_of_term: Service,
    pub(crate) audited: bool,
    pub(crate) purse: [Money; Purse::ALL.len()],
}

impl District {
    pub(crate) fn note(&mut self, purse: Purse, amount: Money) {
        self.purse[purse as usize] += amount;
    }
}

/// What parties have in a village.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) support: Vec<f32>,
    pub(crate) club: Vec<f32>,
}

#[derive(Clone)]
pub(crate) struct Offer {
    pub(crate) client: usize,
    pub(crate) politician: usize,
    pub(crate) strategy: Strategy,
    pub(crate) price: Money,
    pub(crate) accepted: bool,
}

pub(crate) struct Politics {
    pub(crate) polity: Polity,
    pub(crate) voters: Vec<Voter>,
    pub(crate) brokers: Vec<Broker>,
    pub(crate) politicians: Vec<Politician>,
    pub(crate) districts: Vec<District>,
    pub(crate) places: Vec<Place>,
    /// What public goods leave of the hazard, and add to the outside option, by village.
    pub(crate) hazard: Vec<f64>,
    pub(crate) outside: Vec<f64>,
    pub(crate) offers: Vec<Offer>,
    pub(crate) record: Record,
    /// Whether the government was elected yet.
    pub(crate) elected: bool,
    /// Where clients live.
    pub(crate) villages_of_clients: Vec<usize>,
    /// What the offers of a candidate were priced at, by strategy and attitude; while votes are counted.
    pub(crate) priced: Vec<((usize, Strategy, Attitude), Money)>,
    /// Of all offers ever made.
    pub(crate) strategies: Vec<Strategy>,
}

impl Politics {
    /// Politics as the engine created it.
    pub(crate) fn from_world(world: &World) -> Option<Self> {
        let politics = world.politics.as_ref()?;
        let parties = politics.polity.parties.len();
        let place = Place { support: vec![1.0 / parties as f32; parties], club: vec![0.0; parties] };
        let mut own = Self {
            polity: (*politics.polity).clone(),
            voters: (0..world.clients.len()).map(|i| voter(world, i)).collect(),
            brokers: (0..world.patrons.len())
                .map(|p| Broker { ideology: politics.brokers.ideology[p].into(), superior: None, party: None, names: 0 })
                .collect(),
            politicians: (0..politics.politicians.len()).map(|c| politician(world, c)).collect(),
            districts: (0..politics.districts.len()).map(|d| district(world, d)).collect(),
            places: vec![place; world.villages.len()],
            hazard: vec![1.0; world.villages.len()],
            outside: vec![1.0; world.villages.len()],
            offers: Vec::new(),
            record: Record::default(),
            elected: false,
            villages_of_clients: (0..world.clients.len()).map(|i| world.villages.of_client(i).index()).collect(),
            priced: Vec::new(),
            strategies: Vec::new(),
        };
        for c in 0..own.politicians.len() {
            own.politicians[c].family = own.find_family(world, c);
        }
        Some(own)
    }

    /// The neighbours in the order of how many know them, around where the family stands.
    fn find_family(&self, world: &World, c: usize) -> Vec<usize> {
        let party = &self.polity.parties[self.politicians[c].party];
        let lives_here = |i: &usize| self.stands_in(c, self.villages_of_clients[*i]);
        let knows = |j: usize, i: usize| world.ties.of(j).any(|tie| tie.to.index() == i);
        let known_by = |i: usize| (0..self.voters.len()).filter(|&j| knows(j, i)).count();
        let mut ranked: Vec<(usize, usize)> =
            (0..self.voters.len()).filter(lives_here).filter(|_| party.family > 0).map(|i| (known_by(i), i)).collect();
        ranked.sort_unstable();
        let all = ranked.len();
        let members = all.min(party.family as usize);
        let mut first = (party.centrality * all as f64 - members as f64 / 2.0).floor() as i64;
        while first < 0 {
            first += 1;
        }
        while first as usize + members > all {
            first -= 1;
        }
        ranked[first as usize..].iter().take(members).map(|(_, i)| *i).collect()
    }

    pub(crate) fn begin_round(&mut self) {
        self.strategies.extend(self.offers.drain(..).map(|offer| offer.strategy));
        self.record = Record::default();
        for voter in &mut self.voters {
            voter.salary = Money::ZERO;
        }
        for district in &mut self.districts {
            district.service = Service::default();
            district.audited = false;
            district.purse = Default::default();
        }
        for politician in &mut self.politicians {
            (politician.spent, politician.skimmed) = (Money::ZERO, Money::ZERO);
        }
    }

    pub(crate) fn district_of(&self, village: usize) -> usize {
        self.polity.district_of[village].index()
    }

    /// The party that governs a village.
    pub(crate) fn governing(&self, village: usize) -> usize {
        self.districts[self.district_of(village)].party
    }

    pub(crate) fn constituency_of(&self, election: usize, village: usize) -> usize {
        self.polity.elections[election].constituency_of[village] as usize
    }

    /// The candidates of a constituency, in the order of parties.
    pub(crate) fn candidates(&self, election: usize, constituency: usize) -> Vec<usize> {
        let stands = |c: &usize| self.politicians[*c].election == election && self.politicians[*c].constituency == constituency;
        (0..self.politicians.len()).filter(stands).collect()
    }

    /// The candidates for whom people of a village can vote.
    pub(crate) fn candidates_in(&self, election: usize, village: usize) -> Vec<usize> {
        self.candidates(election, self.constituency_of(election, village))
    }

    /// Whether a candidate stands in this village.
    pub(crate) fn stands_in(&self, candidate: usize, village: usize) -> bool {
        let Politician { election, constituency, .. } = self.politicians[candidate];
        self.constituency_of(election, village) == constituency
    }

    pub(crate) fn villages_of(&self, election: usize, constituency: usize) -> Vec<usize> {
        (0..self.places.len()).filter(|&v| self.constituency_of(election, v) == constituency).collect()
    }

    /// The politician, its superior, that one's superior and so on.
    pub(crate) fn chain(&self, from: usize) -> Vec<usize> {
        let mut chain = vec![from];
        while let Some(superior) = self.politicians[chain[chain.len() - 1]].superior {
            chain.push(superior);
        }
        chain
    }

    /// The elections held `lead` rounds after this one.
    pub(crate) fn due(&self, society: &Society, lead: u32) -> Vec<usize> {
        let calendar = &society.parameters.politics;
        let is_due = |e: &usize| {
            let after = self.polity.elections[*e].after;
            let mut day = calendar.first;
            while day + after < society.round + lead {
                day += calendar.every;
            }
            day + after == society.round + lead
        };
        (0..self.polity.elections.len()).filter(is_due).collect()
    }

    /// The election that makes the government.
    pub(crate) fn governing_election(&self) -> usize {
        self.polity.governing_election().index()
    }

    pub(crate) fn effect(&self, district: usize, half: f64) -> f64 {
        let goods = self.districts[district].goods;
        goods / (goods + half)
    }
}

/// What belongs to a place.
impl Society {
    /// Clients who live in a village.
    pub(crate) fn clients_in(&self, village: usize) -> Vec<usize> {
        (0..self.clients.len()).filter(|&i| self.clients[i].village == village).collect()
    }

    /// Clients who live in the villages.
    pub(crate) fn clients_in_all(&self, villages: &[usize]) -> Vec<usize> {
        (0..self.clients.len()).filter(|&i| villages.contains(&self.clients[i].village)).collect()
    }

    /// Local patrons who live in the villages.
    pub(crate) fn patrons_in_all(&self, villages: &[usize]) -> Vec<usize> {
        (0..self.patrons.len()).filter(|&p| villages.contains(&self.patrons[p].village)).collect()
    }

    /// Hazard and outside option of a village, as public goods leave them.
    pub(crate) fn hazard_of(&self, village: usize) -> f64 {
        let hazard = self.parameters.shocks.hazard;
        self.politics.as_ref().map_or(hazard, |politics| hazard * politics.hazard[village])
    }

    pub(crate) fn outside_of(&self, village: usize) -> f64 {
        let outside = self.parameters.economy.outside;
        self.politics.as_ref().map_or(outside, |politics| outside * politics.outside[village])
    }
}

pub(crate) fn gumbel(word: Word) -> f64 {
    -libm::log(-libm::log(word.uniform()))
}

/// amount·part/whole, rounded down.
pub(crate) fn scaled(amount: Money, part: i128, whole: i128) -> Money {
    let scaled = i128::from(amount.micros()) * part / whole;
    Money::from_micros(i64::try_from(scaled).expect("a part of an amount"))
}

/// The first of those with the largest value.
pub(crate) fn first_best(values: &[f64]) -> Option<usize> {
    let mut best: Option<usize> = None;
    for k in 0..values.len() {
        if best.is_none_or(|b| values[k] > values[b]) {
            best = Some(k);
        }
    }
    best
}

fn voter(world: &World, i: usize) -> Voter {
    let voters = &world.politics.as_ref().expect("politics").voters;
    let has = |mark| voters.marks[i].has(mark);
    Voter {
        position: voters.position(i, world.clients.ideology[i]),
        cost: voters.cost[i].to_f64(),
        norm: voters.norm(i),
        accepts: has(Mark::Accepts),
        official: has(Mark::Official),
        by_patronage: has(Mark::ByPatronage),
        offered: has(Mark::Offered),
        supporter: has(Mark::Supporter),
        voted: has(Mark::Voted),
        benefited: has(Mark::Benefited),
        salary: Money::ZERO,
        favour: 0,
    }
}

fn politician(world: &World, c: usize) -> Politician {
    let politicians = &world.politics.as_ref().expect("politics").politicians;
    Politician {
        election: politicians.election[c].index(),
        constituency: politicians.constituency[c] as usize,
        party: politicians.party[c].index(),
        superior: politicians.superior[c].map(patronage::ids::PoliticianId::index),
        funds: politicians.funds[c],
        plan: politicians.plan[c],
        price: None,
        votes: 0,
        seats: 0,
        family: Vec::new(),
        spent: Money::ZERO,
        skimmed: Money::ZERO,
    }
}

fn district(world: &World, d: usize) -> District {
    let districts = &world.politics.as_ref().expect("politics").districts;
    District {
        treasury: districts.treasury[d],
        party: districts.party[d].index(),
        politician: districts.politician[d].index(),
        spoils: true,
        goods: 0.0,
        stolen: Money::ZERO,
        service: Service::default(),
        service_of_term: Service::default(),
        audited: false,
        purse: Default::default(),
    }
}
