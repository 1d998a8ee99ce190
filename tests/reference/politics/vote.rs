//! Section vote of MODEL.md.

use super::seats::seats;
use super::{Offer, Politics, gumbel, scaled};
use crate::society::Society;
use patronage::ids::PoliticianId;
use patronage::phases::campaign::PaidBy;
use patronage::quantity::Money;
use patronage::random::{Further, Purpose, Word};
use patronage::world::Flow;
use patronage::world::politics::districts::Service;
use patronage::world::politics::record::{ElectionResult, GiftsByGroup, OfferCounts, OfferSum, Reach};
use patronage::world::politics::{Attitude, Office, Strategy};

/// A voter's ballot: the candidate, or nobody.
type Choice = Option<usize>;

/// A gift that was accepted, as the voter sees it at the ballot.
struct Gift {
    demands: Choice,
    /// What it adds to what it demands; nothing if it does not bind.
    adds: f64,
}

impl Society {
    pub(crate) fn vote(&mut self) {
        let Some(mut politics) = self.politics.take() else { return };
        let elections = politics.due(self, 0);
        let ballots: Vec<Vec<Choice>> =
            elections.iter().map(|&e| (0..self.clients.len()).map(|i| self.ballot(&mut politics, e, i)).collect()).collect();
        politics.tell_skims_apart();
        if !elections.is_empty() {
            politics.record.reach = Some(self.reach(&politics));
            politics.record.by_group = Some(self.gifts_by_group(&politics));
        }
        let government = politics.governing_election();
        for (&e, ballots) in elections.iter().zip(&ballots) {
            self.count(&mut politics, e, ballots);
        }
        for (&e, ballots) in elections.iter().zip(&ballots) {
            self.pay_fees(&mut politics, e, ballots);
            for c in (0..politics.politicians.len()).filter(|&c| politics.politicians[c].election == e).collect::<Vec<_>>() {
                self.note_result(&mut politics, c, ballots);
            }
        }
        if let Some(place) = elections.iter().position(|&e| e == government) {
            self.take_power(&mut politics, &ballots[place]);
        }
        self.politics = Some(politics);
    }

    /// Decides one ballot, and records what came of the gifts.
    fn ballot(&self, politics: &mut Politics, e: usize, i: usize) -> Choice {
        let candidates = politics.candidates_in(e, self.clients[i].village);
        let words = self.ballot_words(politics, e, i);
        let leanings = politics.leanings(self, i, politics.own_eyes(i), &candidates);
        let noise = self.parameters.voting.noise;
        let chance: Vec<f64> = words.iter().map(|&word| noise * gumbel(word)).collect();
        let offers: Vec<Offer> =
            politics.offers.iter().filter(|offer| offer.client == i && candidates.contains(&offer.politician)).cloned().collect();
        let taken: Vec<&Offer> = offers.iter().filter(|offer| offer.accepted).collect();
        let gifts: Vec<Gift> = taken.iter().map(|offer| self.gift(politics, offer, &candidates, &leanings, &words)).collect();
        let choose = |without: Option<usize>| {
            let mut worths: Vec<f64> = leanings.iter().zip(&chance).map(|(v, chance)| v + chance).collect();
            worths.push(chance[candidates.len()]);
            for (which, gift) in gifts.iter().enumerate() {
                if without != Some(which) {
                    let place = gift.demands.map_or(candidates.len(), |c| place_of(&candidates, c));
                    worths[place] += gift.adds;
                }
            }
            candidates.get(super::first_best(&worths).expect("to stay at home is a choice")).copied()
        };
        let choice = choose(None);
        for offer in &offers {
            let gift = taken.iter().position(|taken| taken.politician == offer.politician);
            let attitude = self.attitude(&leanings, place_of(&candidates, offer.politician));
            let demanded = gift.map(|which| gifts[which].demands);
            politics.note_offer(offer, attitude, gift.map(|which| (choice, choose(Some(which)), demanded.expect("a gift"))));
        }
        choice
    }

    /// A word for each candidate in the voter's village, and one for staying at home.
    fn ballot_words(&self, politics: &Politics, e: usize, i: usize) -> Vec<Word> {
        let all = |e: usize| politics.polity.elections[e].parties.len() + 1;
        let quota: usize = (0..politics.polity.elections.len()).map(all).sum();
        let before: usize = (0..e).map(all).sum();
        let words = |k: usize| self.draws.words(Purpose::Ballot, self.round, i * quota + before + k, 1).take::<1>()[0];
        (0..all(e)).map(words).collect()
    }

    fn gift(&self, politics: &Politics, offer: &Offer, candidates: &[usize], leanings: &[f64], words: &[Word]) -> Gift {
        let us = place_of(candidates, offer.politician);
        let others: Vec<f64> = leanings.iter().enumerate().map(|(k, v)| if k == us { f64::NEG_INFINITY } else { *v }).collect();
        let rival = super::first_best(&others).filter(|&k| k != us);
        let platform = |k: usize| politics.polity.parties[politics.politicians[candidates[k]].party].ideology;
        let worth = self.worth(self.living(offer.client), offer.price);
        let eyes = politics.own_eyes(offer.client);
        let b = politics.binds(self, offer.client, eyes, offer.strategy, worth, (platform(us), rival.map(platform)));
        let demands = (offer.strategy != Strategy::Abstention).then_some(offer.politician);
        let [keeps] = Further::of(words[us], words[words.len() - 1]).take();
        Gift { demands, adds: if keeps.happens(b) { worth + 1e-9 } else { 0.0 } }
    }

    /// What a voter thinks of the payer.
    fn attitude(&self, leanings: &[f64], us: usize) -> Attitude {
        let others = leanings.iter().enumerate().filter(|(k, _)| *k != us).map(|(_, v)| *v);
        let other = others.reduce(f64::max).unwrap_or(0.0);
        let lead = leanings[us] - other;
        if lead > self.parameters.voting.swing {
            Attitude::Loyal
        } else if lead < -self.parameters.voting.swing {
            Attitude::Opposed
        } else {
            Attitude::Swing
        }
    }

    /// Whom offers reached, by fifths of income.
    fn reach(&self, politics: &Politics) -> Reach {
        let mut reach = Reach::default();
        let n = self.clients.len();
        for (i, client) in self.clients.iter().enumerate() {
            let less = self.clients.iter().filter(|other| other.income < client.income).count();
            let fifth = 5 * less / n;
            reach.clients[fifth] += 1;
            let ties = client.ties.iter().flatten().count() as u64;
            reach.ties += ties;
            if politics.offers.iter().any(|offer| offer.client == i) {
                reach.offered[fifth] += 1;
                reach.ties_offered += ties;
            }
        }
        reach
    }

    /// Gifts taken in villages of the first group, and elsewhere.
    fn gifts_by_group(&self, politics: &Politics) -> GiftsByGroup {
        let mut gifts = GiftsByGroup::default();
        for (i, client) in self.clients.iter().enumerate() {
            let place = if politics.polity.group_of[client.village] == 0 { 0 } else { 1 };
            let taken = politics.offers.iter().filter(|offer| offer.client == i && offer.accepted).count();
            gifts.voters[place] += 1;
            gifts.taken[place] += taken as u64;
        }
        gifts
    }

    /// Votes become seats.
    fn count(&self, politics: &mut Politics, e: usize, ballots: &[Choice]) {
        let election = politics.polity.elections[e].clone();
        for (k, constituency) in election.constituencies.iter().enumerate() {
            let candidates = politics.candidates(e, k);
            let voters = self.clients_in_all(&politics.villages_of(e, k));
            let votes_for = |c: usize| ballots.iter().filter(|ballot| **ballot == Some(c)).count() as u64;
            let votes: Vec<u64> = candidates.iter().map(|&c| votes_for(c)).collect();
            let won = seats(election.rule, &votes, constituency.seats, election.threshold);
            for (which, &c) in candidates.iter().enumerate() {
                politics.record.results.push(ElectionResult {
                    politician: PoliticianId::new(c),
                    votes: votes[which],
                    seats: won[which],
                    turned_out: votes.iter().sum(),
                    voters: voters.len() as u64,
                    incumbent: politics.governs_somewhere(c) || politics.politicians[c].seats > 0,
                    governs: politics.governs_somewhere(c),
                    brokers: 0,
                    spent: Money::ZERO,
                });
            }
            for (which, &c) in candidates.iter().enumerate() {
                politics.politicians[c].votes = votes[which];
                politics.politicians[c].seats = won[which];
            }
        }
    }

    fn note_result(&self, politics: &mut Politics, c: usize, _ballots: &[Choice]) {
        let brokers = self.brokers_of(politics, c).len() as u32;
        let spent = politics.politicians[c].spent;
        let result = politics.record.results.iter_mut().find(|result| result.politician == PoliticianId::new(c));
        let result = result.expect("noted when votes were counted");
        (result.brokers, result.spent) = (brokers, spent);
    }

    /// Brokers are paid.
    fn pay_fees(&mut self, politics: &mut Politics, e: usize, ballots: &[Choice]) {
        for c in 0..politics.politicians.len() {
            if politics.politicians[c].election != e {
                continue;
            }
            let brokers = self.brokers_of(politics, c);
            let pot = politics.politicians[c].plan.fees.min(politics.politicians[c].funds);
            politics.politicians[c].plan.fees = Money::ZERO;
            // Each weight as a fraction.
            let weights: Vec<(i128, i128)> =
                brokers.iter().map(|&p| self.fee_weight(politics, c, p, &brokers, ballots)).collect();
            let common: i128 = weights.iter().fold(1, |common, (_, by)| least_common_multiple(common, *by));
            let whole: i128 = weights.iter().map(|(part, by)| part * (common / by)).sum();
            if whole == 0 {
                continue;
            }
            for (&p, (part, by)) in brokers.iter().zip(weights) {
                let fee = scaled(pot, part * (common / by), whole);
                politics.politicians[c].funds -= fee;
                politics.politicians[c].spent += fee;
                self.patrons[p].capital += fee;
                self.booked.book(Flow::BrokerFee, fee);
            }
        }
    }

    fn fee_weight(&self, politics: &Politics, c: usize, p: usize, brokers: &[usize], ballots: &[Choice]) -> (i128, i128) {
        let village = self.patrons[p].village;
        match self.parameters.campaign.paid_by {
            PaidBy::Votes => {
                let near = self.clients_in(village);
                let votes = near.iter().filter(|&&i| ballots[i] == Some(c)).count();
                let colleagues = brokers.iter().filter(|&&p| self.patrons[p].village == village).count();
                (votes as i128, colleagues as i128)
            }
            PaidBy::Names => (politics.brokers[p].names.into(), 1),
            PaidBy::Loyalty => {
                let millionths = |i: &usize| (f64::from(self.clients[*i].loyalty) * 1e6 + 0.5).floor() as i128;
                (self.clients_of(p).iter().map(millionths).sum(), 1)
            }
        }
    }

    /// Who governs after an election of the government.
    fn take_power(&self, politics: &mut Politics, ballots: &[Choice]) {
        politics.elected = true;
        for d in 0..politics.districts.len() {
            if let Some(c) = self.who_governs(politics, d) {
                let party = politics.politicians[c].party;
                let district = &mut politics.districts[d];
                if district.party != party {
                    district.stolen = Money::ZERO;
                }
                (district.party, district.politician) = (party, c);
            }
            politics.districts[d].spoils = true;
            politics.districts[d].service_of_term = Service::default();
        }
        let parties = politics.polity.parties.len();
        for v in 0..politics.places.len() {
            let mut votes = vec![0.0; parties];
            for i in self.clients_in(v) {
                if let Some(c) = ballots[i] {
                    votes[politics.politicians[c].party] += 1.0;
                }
            }
            let all: f64 = votes.iter().sum();
            let share = |votes: f64| if all > 0.0 { (votes / all) as f32 } else { 1.0 / parties as f32 };
            politics.places[v].support = votes.into_iter().map(share).collect();
            politics.places[v].club = vec![0.0; parties];
        }
        for (i, ballot) in ballots.iter().enumerate() {
            let party = ballot.map(|c| politics.politicians[c].party);
            politics.voters[i].voted = party.is_some();
            politics.voters[i].supporter = party == Some(politics.governing(self.clients[i].village));
        }
    }

    /// The candidate who is to govern a district, if anybody won a seat.
    fn who_governs(&self, politics: &Politics, d: usize) -> Option<usize> {
        let e = politics.governing_election();
        let election = &politics.polity.elections[e];
        let mut residents = vec![0; election.constituencies.len()];
        for client in &self.clients {
            if politics.district_of(client.village) == d {
                residents[politics.constituency_of(e, client.village)] += 1;
            }
        }
        let most = *residents.iter().max().expect("there are constituencies");
        let k = residents.iter().position(|&here| here == most).expect("the largest");
        let candidates = politics.candidates(e, k);
        if election.office == Office::Executive {
            return candidates.into_iter().find(|&c| politics.politicians[c].seats > 0);
        }
        let mut best: Option<(u32, u64, usize)> = None;
        for c in candidates {
            let party = politics.politicians[c].party;
            let of_party = politics.politicians.iter().filter(|other| other.election == e && other.party == party);
            let seats: u32 = of_party.clone().map(|other| other.seats).sum();
            let votes: u64 = of_party.map(|other| other.votes).sum();
            if seats > 0 && best.is_none_or(|(most, votes_of, _)| (seats, votes) > (most, votes_of)) {
                best = Some((seats, votes, c));
            }
        }
        best.map(|(_, _, c)| c)
    }
}

impl Politics {
    /// Whether a candidate's party governs a village of its constituency.
    fn governs_somewhere(&self, c: usize) -> bool {
        let politician = &self.politicians[c];
        let villages = self.villages_of(politician.election, politician.constituency);
        villages.iter().any(|&v| self.governing(v) == politician.party)
    }

    /// What was skimmed of a candidate's money is shared out over its offers by their prices, taken or not; the last gets the rest.
    fn tell_skims_apart(&mut self) {
        self.record.offers.sort_by_key(|sum| (sum.politician, sum.strategy, sum.attitude));
        for (c, politician) in self.politicians.iter().enumerate() {
            let all: i64 = self.priced.iter().filter(|(of, _)| of.0 == c).map(|(_, price)| price.micros()).sum();
            let mut left = politician.skimmed;
            let mut rows: Vec<&mut OfferSum> =
                self.record.offers.iter_mut().filter(|sum| sum.politician == PoliticianId::new(c)).collect();
            for sum in &mut rows {
                let is = |of: &(usize, Strategy, Attitude)| *of == (c, sum.strategy, sum.attitude);
                let own: i64 = self.priced.iter().filter(|(of, _)| is(of)).map(|(_, price)| price.micros()).sum();
                sum.counts.skimmed = if all > 0 { scaled(politician.skimmed, own.into(), all.into()) } else { Money::ZERO };
                left -= sum.counts.skimmed;
            }
            if let Some(last) = rows.last_mut() {
                last.counts.skimmed += left;
            }
        }
        self.priced.clear();
    }

    /// Adds an offer to the record; `came` is what the voter chose, would have chosen without it, and should have chosen.
    fn note_offer(&mut self, offer: &Offer, attitude: Attitude, came: Option<(Choice, Choice, Choice)>) {
        let politician = PoliticianId::new(offer.politician);
        let strategy = offer.strategy;
        let is = |sum: &OfferSum| (sum.politician, sum.strategy, sum.attitude) == (politician, strategy, attitude);
        if !self.record.offers.iter().any(is) {
            self.record.offers.push(OfferSum { politician, strategy, attitude, counts: OfferCounts::default() });
        }
        let sum = self.record.offers.iter_mut().find(|sum| is(sum)).expect("just added");
        sum.counts.offered += 1;
        self.priced.push(((offer.politician, strategy, attitude), offer.price));
        if let Some((choice, without, demanded)) = came {
            let payer = Some(offer.politician);
            sum.counts.accepted += 1;
            sum.counts.complied += u64::from(choice == demanded);
            sum.counts.changed += u64::from(choice != without);
            sum.counts.delivered += u64::from(choice == payer);
            sum.counts.anyway += u64::from(without == payer);
            sum.counts.paid += offer.price;
        }
    }
}

fn least_common_multiple(a: i128, b: i128) -> i128 {
    (1..=b).map(|k| k * a).find(|multiple| multiple % b == 0).expect("at the latest the product")
}

fn place_of(candidates: &[usize], c: usize) -> usize {
    candidates.iter().position(|&candidate| candidate == c).expect("a candidate of this constituency")
}
