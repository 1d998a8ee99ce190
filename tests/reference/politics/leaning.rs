//! What a voter finds in candidates, what gifts are worth to it, and when they bind: Utilities of MODEL.md.

use super::Politics;
use crate::society::Society;
use patronage::phases::vote::{Compliance, MoneyUtility};
use patronage::quantity::Money;
use patronage::world::politics::Strategy;

/// What is seen of a voter, by itself or by a broker.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    pub(crate) position: f64,
    pub(crate) cost: f64,
    pub(crate) norm: f64,
}

impl Politics {
    pub(crate) fn own_eyes(&self, i: usize) -> Seen {
        let voter = &self.voters[i];
        Seen { position: voter.position, cost: voter.cost, norm: voter.norm }
    }

    /// V of each of the candidates for a voter.
    pub(crate) fn leanings(&self, society: &Society, i: usize, seen: Seen, candidates: &[usize]) -> Vec<f64> {
        candidates.iter().map(|&c| self.leaning(society, i, seen, c)).collect()
    }

    fn leaning(&self, society: &Society, i: usize, seen: Seen, candidate: usize) -> f64 {
        let voting = &society.parameters.voting;
        let client = &society.clients[i];
        let party = self.politicians[candidate].party;
        let mut v = self.polity.parties[party].valence;
        v -= voting.salience * (seen.position - self.polity.parties[party].ideology).abs();
        if let Some(p) = client.patron
            && self.brokers[p].party == Some(party)
        {
            v += voting.loyalty * f64::from(client.loyalty);
            v += voting.fear * society.patrons[p].strategy.coercion * self.monitoring(society, client.village);
        }
        if self.governing(client.village) == party {
            v += voting.performance * (self.performance(society, self.district_of(client.village)) - voting.expected);
        }
        let family = &self.politicians[candidate].family;
        if family.contains(&i) || client.ties.iter().flatten().any(|tie| family.contains(&tie.to)) {
            v += voting.kin;
        }
        v += voting.club * libm::log1p(f64::from(self.places[client.village].club[party]));
        v - seen.cost + voting.compulsory
    }

    /// How a district's government does.
    pub(crate) fn performance(&self, society: &Society, district: usize) -> f64 {
        let effect = self.effect(district, society.parameters.government.goods_half);
        let service = self.districts[district].service_of_term;
        let asked = service.asked_connected + service.asked_others;
        let served = service.served_connected + service.served_others;
        if asked == 0 { effect } else { 0.5 * (effect + served as f64 / asked as f64) }
    }

    /// How far it shows how someone voted.
    pub(crate) fn monitoring(&self, society: &Society, village: usize) -> f64 {
        let voting = &society.parameters.voting;
        let size = f64::from(self.polity.voters[village]) / f64::from(self.polity.stations[village]);
        let stations = voting.station_monitoring / (1.0 + size / voting.station_half);
        1.0 - voting.secrecy * (1.0 - stations)
    }

    /// How far it shows whether someone does what the strategy asks for.
    pub(crate) fn watched(&self, society: &Society, strategy: Strategy, village: usize) -> f64 {
        match strategy {
            Strategy::Turnout | Strategy::Abstention => society.parameters.voting.turnout_monitoring,
            Strategy::Vote | Strategy::Persuasion | Strategy::Reward => self.monitoring(society, village),
        }
    }

    /// The chance that a gift binds. `platforms` are those of the payer and of the best other candidate.
    pub(crate) fn binds(
        &self,
        society: &Society,
        i: usize,
        seen: Seen,
        strategy: Strategy,
        worth: f64,
        platforms: (f64, Option<f64>),
    ) -> f64 {
        let watched = self.watched(society, strategy, society.clients[i].village);
        match society.parameters.voting.compliance {
            Compliance::Norms => watched + (1.0 - watched) * seen.norm,
            Compliance::Repeated => {
                let patience = society.parameters.voting.patience;
                let keeps = keeps_word(seen, strategy, worth, platforms, watched, patience);
                if keeps { 1.0 } else { 0.0 }
            }
        }
    }
}

/// Whether it is worth keeping one's word for the gifts to come.
fn keeps_word(seen: Seen, strategy: Strategy, u: f64, (payer, other): (f64, Option<f64>), m: f64, patience: f64) -> bool {
    let far = other.map_or(f64::INFINITY, |other| (other - payer).abs());
    let towards = if other.is_none_or(|other| other >= payer) { 1.0 } else { -1.0 };
    let y = towards * (seen.position - payer);
    let noticed = patience * m;
    match strategy {
        Strategy::Abstention => false,
        // Nichter 2008.
        Strategy::Turnout => {
            let theta = if noticed > 0.0 { (1.0 - patience * (1.0 - m)) / (2.0 * noticed) } else { f64::INFINITY };
            y < far / 2.0 && u >= theta * (y * y + 2.0 * seen.cost)
        }
        // Stokes 2005.
        Strategy::Vote | Strategy::Persuasion | Strategy::Reward => {
            let gamma = if noticed > 0.0 { noticed / (1.0 - patience + noticed) } else { 0.0 };
            y < far / 2.0 + gamma * u / far
        }
    }
}

impl Society {
    /// What a gift is worth in utility to a voter who has so much to live on.
    pub(crate) fn worth(&self, living: f64, gift: Money) -> f64 {
        let voting = &self.parameters.voting;
        match voting.money_utility {
            MoneyUtility::Linear => voting.money * gift.to_s(),
            MoneyUtility::Log => voting.money * libm::log1p(gift.to_s() / living),
        }
    }

    /// The least gift [S] that is worth so much utility; infinite if none is.
    pub(crate) fn gift_worth(&self, living: f64, utility: f64) -> f64 {
        let voting = &self.parameters.voting;
        match voting.money_utility {
            MoneyUtility::Linear => utility / voting.money,
            MoneyUtility::Log => living * libm::expm1(utility / voting.money),
        }
    }

    /// What a client consumes, at least ½ S.
    pub(crate) fn living(&self, i: usize) -> f64 {
        self.clients[i].consumed.to_s().max(0.5)
    }
}

/// The chances of the candidates, and of staying at home.
pub(crate) fn chances(leanings: &[f64], noise: f64) -> (Vec<f64>, f64) {
    let best = leanings.iter().copied().fold(0.0, f64::max);
    if noise == 0.0 {
        let chosen = super::first_best(leanings).filter(|&k| leanings[k] >= 0.0);
        let certain = (0..leanings.len()).map(|k| if chosen == Some(k) { 1.0 } else { 0.0 }).collect();
        return (certain, if chosen.is_none() { 1.0 } else { 0.0 });
    }
    let weights: Vec<f64> = leanings.iter().map(|v| libm::exp((v - best) / noise)).collect();
    let home = libm::exp(-best / noise);
    let all = weights.iter().sum::<f64>() + home;
    (weights.iter().map(|weight| weight / all).collect(), home / all)
}
