//! Measures of politics, taken naively: from the offers and votes of the round, one by one where they are at hand.

use super::{Offer, Politics};
use crate::society::Society;
use patronage::quantity::Money;
use patronage::world::politics::Strategy;
use patronage::world::politics::record::OfferSum;

fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}

impl Society {
    /// Every measure of politics that this model knows, after a round; unknown without politics.
    pub(crate) fn political_measures(&self) -> Vec<(&'static str, Option<f64>)> {
        let of = |value: &dyn Fn(&Politics) -> Option<f64>| self.politics.as_ref().and_then(value);
        let bought = |strategy| of(&|politics| self.per_voter(politics, |offer| offer.accepted && offer.strategy == strategy));
        vec![
            ("votes_bought_share", bought(Strategy::Vote)),
            ("turnout_bought_share", bought(Strategy::Turnout)),
            ("abstention_bought_share", bought(Strategy::Abstention)),
            ("persuasion_bought_share", bought(Strategy::Persuasion)),
            ("moved_share", of(&|politics| self.moved(politics))),
            ("offered_share", of(&|politics| self.offered(politics))),
            ("offered_answered_share", of(&|politics| Some(self.parameters.survey.reporting * self.offered(politics)?))),
            ("offered_ties_ratio", of(&|politics| self.ties_of_offered(politics))),
            ("gifts_first_group_ratio", of(&gifts_of_first_group)),
            ("government_vote_share", of(&|politics| self.votes_for_government(politics))),
            ("first_party_vote_share", of(&|politics| self.votes_for_first(politics))),
            ("first_party_price", of(&price_of_first)),
            ("first_party_rent_share", of(&rent_of_first)),
            ("first_party_brokers_share", of(&brokers_of_first)),
            ("first_party_deserted_share", of(&deserters_of_first)),
        ]
    }

    fn is_election_day(&self, politics: &Politics) -> bool {
        !politics.due(self, 0).is_empty()
    }

    fn per_voter(&self, politics: &Politics, counts: impl Fn(&Offer) -> bool) -> Option<f64> {
        let some = politics.offers.iter().filter(|offer| counts(offer)).count();
        share(some as f64, self.clients.len() as f64).filter(|_| self.is_election_day(politics))
    }

    fn moved(&self, politics: &Politics) -> Option<f64> {
        let moved: u64 = politics.record.offers.iter().map(|sum| sum.counts.changed).sum();
        share(moved as f64, self.clients.len() as f64).filter(|_| self.is_election_day(politics))
    }

    /// The voters who were offered something in this round.
    fn who_was_offered(&self, politics: &Politics) -> Vec<usize> {
        (0..self.clients.len()).filter(|&i| politics.offers.iter().any(|offer| offer.client == i)).collect()
    }

    fn offered(&self, politics: &Politics) -> Option<f64> {
        let offered = self.who_was_offered(politics).len();
        share(offered as f64, self.clients.len() as f64).filter(|_| self.is_election_day(politics))
    }

    fn ties_of_offered(&self, politics: &Politics) -> Option<f64> {
        let mean_ties = |clients: &[usize]| {
            let ties: usize = clients.iter().map(|&i| self.clients[i].ties.iter().flatten().count()).sum();
            share(ties as f64, clients.len() as f64)
        };
        let everybody: Vec<usize> = (0..self.clients.len()).collect();
        share(mean_ties(&self.who_was_offered(politics))?, mean_ties(&everybody)?)
    }

    /// Candidates at the election of the government, if it is held: party, votes, and whether they governed.
    fn government_results(&self, politics: &Politics) -> Vec<(usize, f64, bool)> {
        let results = politics.record.results.iter().map(|result| {
            let politician = &politics.politicians[result.politician.index()];
            (politician, (politician.party, result.votes as f64, result.governs))
        });
        results.filter(|(politician, _)| politician.election == politics.governing_election()).map(|(_, result)| result).collect()
    }

    fn votes_for_government(&self, politics: &Politics) -> Option<f64> {
        let results = self.government_results(politics);
        let own: f64 = results.iter().filter(|(_, _, governs)| *governs).map(|(_, votes, _)| votes).sum();
        share(own, results.iter().map(|(_, votes, _)| votes).sum())
    }

    fn votes_for_first(&self, politics: &Politics) -> Option<f64> {
        let results = self.government_results(politics);
        let own: Vec<f64> = results.iter().filter(|(party, ..)| *party == 0).map(|(_, votes, _)| *votes).collect();
        if own.is_empty() {
            return None;
        }
        share(own.iter().sum(), results.iter().map(|(_, votes, _)| votes).sum())
    }
}

fn gifts_of_first_group(politics: &Politics) -> Option<f64> {
    let gifts = politics.record.by_group?;
    let each = |group: usize| share(gifts.taken[group] as f64, gifts.voters[group] as f64);
    share(each(0)?, each(1)?)
}

fn is_of_first(politics: &Politics, politician: usize) -> bool {
    politics.politicians[politician].party == 0
}

fn price_of_first(politics: &Politics) -> Option<f64> {
    let own = politics.offers.iter().filter(|offer| offer.accepted && is_of_first(politics, offer.politician));
    let gifts: Vec<f64> = own.map(|offer| offer.price.to_s()).collect();
    share(gifts.iter().sum(), gifts.len() as f64)
}

fn rent_of_first(politics: &Politics) -> Option<f64> {
    let own = |sum: &&OfferSum| is_of_first(politics, sum.politician.index());
    let sums = || politics.record.offers.iter().filter(own);
    let kept: Money = sums().map(|sum| sum.counts.skimmed).sum();
    let given: Money = sums().map(|sum| sum.counts.paid).sum();
    share(kept.to_s(), (kept + given).to_s())
}

fn brokers_of_first(politics: &Politics) -> Option<f64> {
    let own = politics.brokers.iter().filter(|broker| broker.superior.is_some_and(|c| is_of_first(politics, c)));
    share(own.count() as f64, politics.brokers.len() as f64)
}

fn deserters_of_first(politics: &Politics) -> Option<f64> {
    let turnover = politics.record.turnover.first()?;
    share(turnover.left as f64, turnover.before as f64)
}
