//! Section campaign of MODEL.md: the way of the money.

use super::offers::Choice;
use super::{Offer, Politician, Politics};
use crate::society::Society;
use patronage::quantity::Money;
use patronage::world::Flow;

impl Society {
    /// What each on the way from candidate to broker keeps, from above, the broker last.
    pub(crate) fn keeps(&self, politics: &Politics, c: usize, p: usize) -> Vec<f64> {
        let campaign = &self.parameters.campaign;
        let mut keeps = Vec::new();
        for _ in self.between(politics, c, p) {
            keeps.push(campaign.skim);
        }
        let each = |c: usize| {
            let Politician { election, constituency, .. } = politics.politicians[c].clone();
            let voters = self.clients_in_all(&politics.villages_of(election, constituency)).len() as f64;
            if voters > 0.0 { self.gift_money(politics, c).to_s() / voters } else { 0.0 }
        };
        let election = politics.politicians[c].election;
        let rivals: Vec<f64> =
            (0..politics.politicians.len()).filter(|&c| politics.politicians[c].election == election).map(each).collect();
        let mean = rivals.iter().sum::<f64>() / rivals.len() as f64;
        let own = each(c);
        let much = if own + mean > 0.0 { own / (own + mean) } else { 0.0 };
        let predation = campaign.predation * (1.0 - politics.politicians[c].plan.prospect) * much;
        keeps.push((campaign.skim_broker + predation).clamp(0.0, 0.9));
        keeps
    }

    /// The politicians between a candidate and a broker, from above.
    fn between(&self, politics: &Politics, c: usize, p: usize) -> Vec<usize> {
        let chain = politics.chain(politics.brokers[p].superior.expect("a broker"));
        match chain.iter().position(|&politician| politician == c) {
            Some(place) => chain[..place].iter().rev().copied().collect(),
            None => Vec::new(),
        }
    }

    /// The money for one broker's offers comes down.
    pub(crate) fn pay_out(&mut self, politics: &mut Politics, c: usize, p: usize, keeps: &[f64], offers: &[Choice]) {
        let gifts: Money = offers.iter().map(|offer| offer.takes).sum();
        let pays = Money::from_micros((gifts.micros() as f64 / product(keeps)).ceil() as i64);
        politics.politicians[c].funds -= pays;
        politics.politicians[c].spent += pays;
        politics.politicians[c].skimmed += pays;
        let mut rest = pays;
        for (between, &share) in self.between(politics, c, p).into_iter().zip(keeps) {
            let kept = rest.share(share);
            rest -= kept;
            politics.politicians[between].funds += kept;
            self.booked.book(Flow::Skim, kept);
        }
        for offer in offers {
            let i = offer.idea.voter;
            let voter = &mut politics.voters[i];
            voter.offered = true;
            politics.brokers[p].names += 1;
            if voter.accepts {
                rest -= offer.price;
                self.clients[i].wealth += offer.price;
                politics.politicians[c].skimmed -= offer.price;
                self.booked.book(Flow::Gift, offer.price);
                if offer.idea.own {
                    voter.favour_of(offer.price.to_s());
                }
            }
            let Choice { strategy, price, .. } = *offer;
            let accepted = voter.accepts;
            politics.offers.push(Offer { client: i, politician: c, strategy, price, accepted });
        }
        self.patrons[p].capital += rest;
        self.booked.book(Flow::BrokerSkim, rest);
    }
}

impl Politics {
    /// The mean price of the gifts that a candidate gave in this round.
    pub(crate) fn mean_price(&self, c: usize) -> Option<f64> {
        let given: Vec<f64> =
            self.offers.iter().filter(|offer| offer.politician == c && offer.accepted).map(|offer| offer.price.to_s()).collect();
        (!given.is_empty()).then(|| given.iter().sum::<f64>() / given.len() as f64)
    }
}

/// What the way leaves of the money.
pub(crate) fn product(keeps: &[f64]) -> f64 {
    keeps.iter().rev().fold(1.0, |left, share| left * (1.0 - share))
}
