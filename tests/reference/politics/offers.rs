//! Section campaign of MODEL.md: whom brokers know, what they offer, and the way of the money.

use super::leaning::{Seen, chances};
use super::money::product;
use super::{Politician, Politics, first_best};
use crate::society::Society;
use patronage::phases::campaign::{Design, PaidBy, Pricing, Rule};
use patronage::quantity::Money;
use patronage::random::{Further, Purpose, Word};
use patronage::world::politics::Strategy;
use patronage::world::politics::record::CampaignPhase;

/// A broker's idea of a voter.
#[derive(Clone, Copy)]
pub(crate) struct Idea {
    pub(crate) voter: usize,
    pub(crate) broker: usize,
    pub(crate) own: bool,
    seen: Seen,
    /// What it thinks that the voter has to live on [S].
    living: f64,
}

/// Something a broker could offer a voter.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    pub(crate) idea: Idea,
    pub(crate) strategy: Strategy,
    pub(crate) price: Money,
    /// What it takes of the money that reaches the broker: the price, and what is lost on the way to its village.
    pub(crate) takes: Money,
    /// What ranks compare: that, or that by what the voter has to live on.
    cost: f64,
    merit: f64,
    pub(crate) promised: f64,
}

/// An offer, or the step from an offer to a better one, and its place in the order.
#[derive(Clone, Copy)]
struct Step {
    rank: f64,
    takes: Money,
    offer: Choice,
    betters: bool,
}

impl Society {
    pub(crate) fn perform(&mut self, politics: &mut Politics, elections: &[usize]) {
        for broker in &mut politics.brokers {
            broker.names = 0;
        }
        for voter in &mut politics.voters {
            voter.offered = false;
        }
        let ideas = self.ideas(politics);
        let of_election = |c: &usize| elections.contains(&politics.politicians[*c].election);
        let candidates: Vec<usize> = (0..politics.politicians.len()).filter(of_election).collect();
        let bought: Vec<Vec<Choice>> = candidates.iter().map(|&c| self.shop(politics, &ideas, c)).collect();
        let ways: Vec<Vec<(usize, Vec<f64>)>> = candidates
            .iter()
            .map(|&c| self.brokers_of(politics, c).into_iter().map(|p| (p, self.keeps(politics, c, p))).collect())
            .collect();
        for ((&c, offers), ways) in candidates.iter().zip(&bought).zip(&ways) {
            for (p, keeps) in ways {
                let of_broker: Vec<Choice> = offers.iter().copied().filter(|offer| offer.idea.broker == *p).collect();
                self.pay_out(politics, c, *p, keeps, &of_broker);
            }
        }
        for (&c, offers) in candidates.iter().zip(&bought) {
            let promised: f64 = offers.iter().map(|offer| offer.promised).sum();
            politics.note(c, CampaignPhase::Perform, politics.politicians[c].plan.aim, promised);
            politics.politicians[c].price = politics.mean_price(c);
            politics.politicians[c].plan.gifts = Money::ZERO;
        }
    }

    /// What brokers know of voters, by party.
    fn ideas(&self, politics: &Politics) -> Vec<Vec<Idea>> {
        let parties = politics.polity.parties.len();
        (0..parties)
            .map(|party| {
                let know = |i| {
                    let word = |party| self.draws.words(Purpose::Know, self.round, i * parties + party, 1).take::<1>()[0];
                    self.idea(politics, party, i, [word(party), word((party + 1) % parties)])
                };
                (0..self.clients.len()).filter_map(know).collect()
            })
            .collect()
    }

    fn idea(&self, politics: &Politics, party: usize, i: usize, [listed, next]: [Word; 2]) -> Option<Idea> {
        let [whose, position, cost, consumption] = Further::of(listed, next).take();
        let campaign = &self.parameters.campaign;
        let client = &self.clients[i];
        let works_for = |p: &usize| politics.brokers[*p].party == Some(party);
        let (broker, own) = if let Some(p) = client.patron.filter(works_for) {
            (p, true)
        } else {
            let ties = client.ties.iter().flatten().count() as f64;
            let chance = 1.0 - libm::pow(1.0 - campaign.reach, ties / 8.0);
            let near: Vec<usize> = self.patrons_in_all(&[client.village]).into_iter().filter(works_for).collect();
            if near.is_empty() || !listed.happens(chance) {
                return None;
            }
            (near[whose.below(near.len())], false)
        };
        let error = if own { campaign.knowledge_in } else { campaign.knowledge_out };
        let voter = &politics.voters[i];
        let seen = Seen {
            position: voter.position + error * position.normal(),
            cost: voter.cost + error * cost.normal(),
            norm: if own { voter.norm } else { self.parameters.voting.norm_mean },
        };
        let living = (client.consumed.to_s() * libm::exp(error * consumption.normal())).max(0.5);
        Some(Idea { voter: i, broker, own, seen, living })
    }

    /// The local patrons who serve a candidate.
    pub(crate) fn brokers_of(&self, politics: &Politics, c: usize) -> Vec<usize> {
        (0..self.patrons.len()).filter(|&p| politics.serves(self, p, c)).collect()
    }

    /// What a candidate's brokers offer.
    fn shop(&self, politics: &Politics, ideas: &[Vec<Idea>], c: usize) -> Vec<Choice> {
        let campaign = &self.parameters.campaign;
        let brokers = self.brokers_of(politics, c);
        let known: Vec<Idea> = ideas[politics.politicians[c].party]
            .iter()
            .copied()
            .filter(|idea| brokers.contains(&idea.broker) && politics.stands_in(c, self.clients[idea.voter].village))
            .filter(|idea| campaign.paid_by != PaidBy::Loyalty || idea.own)
            .collect();
        if brokers.is_empty() {
            return Vec::new();
        }
        let gifts = self.gift_money(politics, c);
        let leaves: Vec<f64> = brokers.iter().map(|&p| product(&self.keeps(politics, c, p))).collect();
        let price = self.envelope(politics, c, &known, gifts, &brokers, &leaves);
        let steps: Vec<Step> = known.iter().flat_map(|&idea| self.steps(politics, c, idea, price)).collect();
        match campaign.sharing {
            Design::Pooled => {
                let least = leaves.iter().copied().fold(f64::INFINITY, f64::min);
                let reserve = if least < 1.0 { brokers.len() as i64 } else { 0 };
                let budget = (gifts - Money::from_micros(reserve)).share(least);
                buy(steps, budget, usize::MAX)
            }
            Design::Villages => {
                let mut all = Vec::new();
                for (&p, &leaves) in brokers.iter().zip(&leaves) {
                    let own: Vec<Step> = steps.iter().copied().filter(|step| step.offer.idea.broker == p).collect();
                    let share = self.broker_share(politics, c, p, gifts, &brokers);
                    all.extend(buy(own, share.share(leaves), self.quota()));
                }
                all
            }
        }
    }

    fn quota(&self) -> usize {
        let quota = self.parameters.campaign.quota as usize;
        if quota == 0 { usize::MAX } else { quota }
    }

    /// What a candidate has for gifts by now.
    pub(crate) fn gift_money(&self, politics: &Politics, c: usize) -> Money {
        let politician = &politics.politicians[c];
        politician.plan.gifts.min(politician.funds)
    }

    /// A broker's equal share of the plan for its village, villages without broker left out.
    fn broker_share(&self, politics: &Politics, c: usize, p: usize, gifts: Money, brokers: &[usize]) -> Money {
        let in_village = |v: usize| brokers.iter().filter(|&&p| self.patrons[p].village == v).count();
        let weights: Vec<(usize, f64)> = politics.weights(c).into_iter().filter(|&(v, _)| in_village(v) > 0).collect();
        let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
        let village = self.patrons[p].village;
        let own = weights.iter().find(|(v, _)| *v == village).map_or(0.0, |(_, weight)| *weight);
        let of_village = if all > 0.0 { gifts.share(own / all) } else { Money::ZERO };
        Money::from_micros(of_village.micros() / in_village(village) as i64)
    }

    /// The flat price of a candidate's envelopes.
    fn envelope(&self, politics: &Politics, c: usize, known: &[Idea], gifts: Money, brokers: &[usize], leaves: &[f64]) -> Money {
        let campaign = &self.parameters.campaign;
        let quota = if campaign.sharing == Design::Villages { self.quota() } else { usize::MAX };
        let names: usize = brokers.iter().map(|&p| known.iter().filter(|idea| idea.broker == p).count().min(quota)).sum();
        if names == 0 {
            return Money::ZERO;
        }
        let mean_left = leaves.iter().sum::<f64>() / leaves.len() as f64;
        let own = gifts.to_s() * mean_left / names as f64;
        let Politician { election, constituency, .. } = politics.politicians[c].clone();
        let others = politics.candidates(election, constituency).into_iter().filter(|&other| other != c);
        let paid: Vec<f64> = others.filter_map(|other| politics.politicians[other].price).collect();
        let rivals = if paid.is_empty() { own } else { paid.iter().sum::<f64>() / paid.len() as f64 };
        let price = (1.0 - campaign.matching) * own + campaign.matching * rivals;
        Money::nearest(price.max(campaign.envelope_min).min(campaign.envelope_max))
    }

    /// What a broker could do with a voter, in the order in which it would.
    fn steps(&self, politics: &Politics, c: usize, idea: Idea, envelope: Money) -> Vec<Step> {
        let mut options = self.options(politics, c, idea, envelope);
        options.retain(|option| option.merit > 0.0);
        let rank = |option: &Choice| option.cost / option.merit;
        let first = |offer: Choice| Step { rank: rank(&offer), takes: offer.takes, offer, betters: false };
        if options.len() < 2 {
            return options.into_iter().map(first).collect();
        }
        let (vote, abstention) = (options[0], options[1]);
        if self.parameters.campaign.rule == Rule::Published {
            let twice = Money::from_micros(2 * abstention.takes.micros());
            return vec![first(if vote.takes <= twice { vote } else { abstention })];
        }
        let (cheap, dear) = if vote.takes <= abstention.takes { (vote, abstention) } else { (abstention, vote) };
        if dear.merit <= cheap.merit {
            return vec![first(cheap)];
        }
        if rank(&dear) <= rank(&cheap) {
            return vec![first(dear)];
        }
        let step = (dear.cost - cheap.cost) / (dear.merit - cheap.merit);
        vec![first(cheap), Step { rank: step, takes: dear.takes - cheap.takes, offer: dear, betters: true }]
    }

    /// What a broker could offer a voter: one thing, or vote and abstention buying.
    fn options(&self, politics: &Politics, c: usize, idea: Idea, envelope: Money) -> Vec<Choice> {
        let Politician { election, constituency, .. } = politics.politicians[c].clone();
        let candidates = politics.candidates(election, constituency);
        let us = candidates.iter().position(|&candidate| candidate == c).expect("it stands here");
        let leanings = politics.leanings(self, idea.voter, idea.seen, &candidates);
        let preferred = first_best(&leanings).expect("there are candidates");
        let best = leanings[preferred].max(0.0);
        let goes = leanings[preferred] >= 0.0;
        let reserved = self.parameters.campaign.pricing == Pricing::Reservation;
        let strategies: &[Strategy] = match (goes, preferred == us) {
            (true, true) if reserved => &[],
            (true, true) => &[Strategy::Reward],
            (true, false) if reserved => &[Strategy::Vote, Strategy::Abstention],
            (true, false) => &[Strategy::Vote],
            (false, true) => &[Strategy::Turnout],
            (false, false) => &[Strategy::Persuasion],
        };
        let mut options = Vec::new();
        for &strategy in strategies {
            let lacking = if strategy == Strategy::Abstention { best } else { best - leanings[us] };
            let price = if reserved { self.reservation(idea.living, strategy, lacking) } else { Some(envelope) };
            let Some(price) = price else { continue };
            let net_votes = self.net_votes(politics, idea, strategy, price, lacking, (&leanings, us, &candidates));
            let promised = (net_votes * 1e9).round() / 1e9;
            let loyalty = f64::from(self.clients[idea.voter].loyalty);
            let (merit, per) = match self.parameters.campaign.paid_by {
                PaidBy::Votes => (promised, 1.0),
                PaidBy::Names if idea.own => (0.5 + 0.5 * loyalty, idea.living),
                PaidBy::Names => (0.5, idea.living),
                PaidBy::Loyalty => (loyalty, 1.0),
            };
            let takes = self.with_leakage(politics, idea.broker, price);
            options.push(Choice { idea, strategy, price, takes, cost: takes.to_s() * per, merit, promised });
        }
        options
    }

    /// What a gift takes of the money that reaches a broker.
    fn with_leakage(&self, politics: &Politics, p: usize, price: Money) -> Money {
        let arrives = 1.0 - politics.polity.leakage[self.patrons[p].village];
        Money::from_micros((price.micros() as f64 / arrives).ceil() as i64)
    }

    /// The least gift that makes the demanded choice as good as the best; none if nobody can pay it.
    fn reservation(&self, living: f64, strategy: Strategy, lacking: f64) -> Option<Money> {
        let secret = matches!(strategy, Strategy::Vote | Strategy::Persuasion);
        let premium = if secret { self.parameters.campaign.secrecy_premium } else { 1.0 };
        let micros = (self.gift_worth(living, lacking) * premium * 1e6).ceil().max(1.0);
        (micros < 4_294_967_295.0).then(|| Money::from_micros(micros as i64))
    }

    fn net_votes(
        &self,
        politics: &Politics,
        idea: Idea,
        strategy: Strategy,
        price: Money,
        lacking: f64,
        (leanings, us, candidates): (&[f64], usize, &[usize]),
    ) -> f64 {
        let noise = self.parameters.voting.noise;
        let worth = self.worth(idea.living, price);
        let others: Vec<f64> = leanings.iter().enumerate().map(|(k, v)| if k == us { f64::NEG_INFINITY } else { *v }).collect();
        let rival = first_best(&others).filter(|&k| k != us);
        let platform = |k: usize| politics.polity.parties[politics.politicians[candidates[k]].party].ideology;
        let binds = politics.binds(self, idea.voter, idea.seen, strategy, worth, (platform(us), rival.map(platform)));
        if noise == 0.0 {
            let reserved = self.parameters.campaign.pricing == Pricing::Reservation;
            let enough = reserved || worth >= lacking;
            return match strategy {
                _ if !enough => 0.0,
                Strategy::Reward => 0.0,
                Strategy::Vote => 2.0 * binds,
                Strategy::Turnout | Strategy::Abstention | Strategy::Persuasion => binds,
            };
        }
        let (before, _) = chances(leanings, noise);
        let after: Vec<f64> = if strategy == Strategy::Abstention {
            // Home is worth so much more: the same as all else being worth so much less.
            chances(&leanings.iter().map(|v| v - worth).collect::<Vec<f64>>(), noise).0
        } else {
            let with_gift = leanings.iter().enumerate().map(|(k, v)| if k == us { v + worth } else { *v });
            chances(&with_gift.collect::<Vec<f64>>(), noise).0
        };
        let rise = |k: usize| after[k] - before[k];
        (rise(us) - rival.map_or(0.0, rise)) * binds
    }
}

/// Buys in the order of ranks, until something does not fit.
fn buy(mut steps: Vec<Step>, budget: Money, quota: usize) -> Vec<Choice> {
    steps.sort_by(|a, b| a.rank.total_cmp(&b.rank).then(a.offer.idea.voter.cmp(&b.offer.idea.voter)));
    let mut bought: Vec<Choice> = Vec::new();
    let mut left = budget;
    for step in steps {
        if step.takes > left {
            break;
        }
        left -= step.takes;
        if step.betters {
            let place = bought.iter().position(|offer| offer.idea.voter == step.offer.idea.voter).expect("bettered");
            bought[place] = step.offer;
        } else {
            bought.push(step.offer);
            if bought.len() == quota {
                break;
            }
        }
    }
    bought
}
