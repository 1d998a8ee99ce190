//! Section campaign of MODEL.md: purpose, design and grow.

use super::leaning::chances;
use super::seats::seats;
use super::{Politics, first_best, gumbel};
use crate::society::Society;
use patronage::quantity::Money;
use patronage::random::Purpose;
use patronage::world::politics::Plan;
use patronage::world::politics::record::{CampaignPhase, MachineStep, Turnover};
use patronage::world::{Flow, Turn};

/// An aim that nobody can reach.
const BEYOND: u64 = 1 << 40;

impl Society {
    pub(crate) fn campaign(&mut self) {
        let Some(mut politics) = self.politics.take() else { return };
        let campaign = self.parameters.campaign.clone();
        for e in politics.due_or_overdue(self, campaign.purpose) {
            self.find_purpose(&mut politics, e);
        }
        for e in politics.due_or_overdue(self, campaign.design) {
            self.design(&mut politics, e);
        }
        let grows = politics.due_or_overdue(self, campaign.grow);
        if grows.contains(&politics.polity.lowest_election().index()) {
            self.choose_superiors(&mut politics);
        }
        for e in grows {
            self.count_brokers(&mut politics, e);
        }
        let performs = politics.due(self, 0);
        if !performs.is_empty() {
            self.perform(&mut politics, &performs);
        }
        self.politics = Some(politics);
    }

    fn find_purpose(&mut self, politics: &mut Politics, e: usize) {
        let election = politics.polity.elections[e].clone();
        for k in 0..election.constituencies.len() {
            let candidates = politics.candidates(e, k);
            for &c in &candidates {
                let each = politics.polity.parties[politics.politicians[c].party].funds;
                let funds = Money::nearest(election.funds * f64::from(election.constituencies[k].seats) * each);
                politics.politicians[c].funds += funds;
                self.booked.book(Flow::CampaignFunds, funds);
            }
            let expected = self.poll(politics, e, k);
            let votes: Vec<u64> = expected.iter().map(|x| (x + 0.5).floor() as u64).collect();
            for (which, &c) in candidates.iter().enumerate() {
                let aim = aim(
                    which,
                    &votes,
                    |votes| seats(election.rule, votes, election.constituencies[k].seats, election.threshold)[which],
                    election.constituencies[k].seats,
                );
                let both = expected[which] + aim as f64;
                let prospect = if both > 0.0 { expected[which] / both } else { 0.0 };
                let plan = &mut politics.politicians[c].plan;
                *plan = Plan { expected: expected[which], aim: aim as f64, prospect, ..*plan };
                politics.note(c, CampaignPhase::Purpose, both, expected[which]);
            }
        }
    }

    /// Expected votes of every candidate of a constituency.
    fn poll(&self, politics: &Politics, e: usize, k: usize) -> Vec<f64> {
        let candidates = politics.candidates(e, k);
        let voters = self.clients_in_all(&politics.villages_of(e, k));
        let step = voters.len().div_ceil(1000).max(1);
        let polled: Vec<usize> = voters.iter().copied().step_by(step).collect();
        let mut sums = vec![0.0; candidates.len()];
        for &i in &polled {
            let leanings = politics.leanings(self, i, politics.own_eyes(i), &candidates);
            let (chances, _) = chances(&leanings, self.parameters.voting.noise);
            for (sum, chance) in sums.iter_mut().zip(chances) {
                *sum += chance;
            }
        }
        let of_all = |sum: f64| if polled.is_empty() { 0.0 } else { sum / polled.len() as f64 * voters.len() as f64 };
        sums.into_iter().map(of_all).collect()
    }

    fn design(&mut self, politics: &mut Politics, e: usize) {
        for k in 0..politics.polity.elections[e].constituencies.len() {
            for c in politics.candidates(e, k) {
                self.plan(politics, c);
            }
        }
    }

    fn plan(&mut self, politics: &mut Politics, c: usize) {
        let campaign = &self.parameters.campaign;
        let budget = politics.politicians[c].funds;
        let club = budget.share(campaign.club);
        let fees = budget.share(campaign.fees);
        let weights = politics.weights(c);
        let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
        for &(v, weight) in &weights {
            let share = if all > 0.0 { club.share(weight / all) } else { Money::ZERO };
            politics.politicians[c].funds -= share;
            self.booked.book(Flow::PrivateClub, share);
            let heads = self.clients_in(v).len() as f64;
            let party = politics.politicians[c].party;
            if heads > 0.0 {
                politics.places[v].club[party] += (share.to_s() / heads) as f32;
            }
        }
        let gifts = politics.politicians[c].funds - fees;
        let plan = &mut politics.politicians[c].plan;
        *plan = Plan { gifts, fees, ..*plan };
        let planned = if all > 0.0 { budget - fees } else { Money::ZERO };
        politics.note(c, CampaignPhase::Design, budget.to_s(), planned.to_s());
    }

    fn choose_superiors(&mut self, politics: &mut Politics) {
        let lowest = politics.polity.lowest_election().index();
        let parties = politics.polity.parties.len();
        let campaign = self.parameters.campaign.clone();
        let before = politics.brokers.clone();
        politics.record.turnover = vec![Turnover::default(); parties];
        for (p, broker) in before.iter().enumerate() {
            let village = self.patrons[p].village;
            let words: Vec<_> = (0..=parties)
                .map(|which| {
                    let first = p * (parties + 1) + which;
                    self.draws.words(Purpose::Grow, self.round, first, 1).take::<1>()[0]
                })
                .collect();
            let candidates = politics.candidates_in(lowest, village);
            let mut worths: Vec<f64> = Vec::new();
            for &c in &candidates {
                let party = politics.politicians[c].party;
                let distance = (broker.ideology - politics.polity.parties[party].ideology).abs();
                let mut worth = -campaign.conviction * distance;
                worth += campaign.greed * libm::log1p(self.money_through(politics, c));
                worth += if politics.governing(village) == party { campaign.spoils } else { 0.0 };
                worth += if broker.superior == Some(c) { campaign.inertia } else { 0.0 };
                worths.push(worth + campaign.broker_noise * gumbel(words[party]));
            }
            worths.push(campaign.aloof + campaign.broker_noise * gumbel(words[parties]));
            let best = first_best(&worths).expect("serving nobody is a choice");
            let superior = candidates.get(best).copied();
            match (broker.superior, superior) {
                (None, Some(_)) => self.booked.count(Turn::Recruited),
                (Some(old), new) if new != Some(old) => self.booked.count(Turn::Defected),
                _ => {}
            }
            politics.brokers[p].superior = superior;
            politics.brokers[p].party = superior.map(|c| politics.politicians[c].party);
            if let Some(party) = broker.party {
                politics.record.turnover[party].before += 1;
                politics.record.turnover[party].left += u64::from(politics.brokers[p].party != Some(party));
            }
        }
    }

    /// m_c: what a patron would have of the gift money of a candidate and those above it [S].
    fn money_through(&self, politics: &Politics, c: usize) -> f64 {
        let mut sum = 0.0;
        for above in politics.chain(c) {
            let politician = &politics.politicians[above];
            let patrons = self.patrons_in_all(&politics.villages_of(politician.election, politician.constituency)).len();
            let candidates = politics.candidates(politician.election, politician.constituency).len();
            if patrons > 0 {
                sum += politician.plan.gifts.to_s() / (patrons as f64 / candidates as f64);
            }
        }
        sum
    }

    fn count_brokers(&mut self, politics: &mut Politics, e: usize) {
        for c in (0..politics.politicians.len()).filter(|&c| politics.politicians[c].election == e).collect::<Vec<usize>>() {
            let (mut wanted, mut reached) = (0, 0);
            for v in politics.villages_of(e, politics.politicians[c].constituency) {
                let patrons = self.patrons_in_all(&[v]);
                wanted += u32::from(!patrons.is_empty());
                reached += u32::from(patrons.iter().any(|&p| politics.serves(self, p, c)));
            }
            politics.note(c, CampaignPhase::Grow, wanted.into(), reached.into());
        }
    }
}

impl Politics {
    /// The elections of which a phase is due, also if it should have been before the first round.
    fn due_or_overdue(&self, society: &Society, lead: u32) -> Vec<usize> {
        let mut due = self.due(society, lead);
        if society.round == 1 {
            for (e, election) in self.polity.elections.iter().enumerate() {
                let first = society.parameters.politics.first + election.after;
                if first < 1 + lead {
                    due.push(e);
                }
            }
            due.sort_unstable();
            due.dedup();
        }
        due
    }

    /// Whether a local patron serves a candidate: of its superior's party, where it lives.
    pub(crate) fn serves(&self, society: &Society, p: usize, c: usize) -> bool {
        self.brokers[p].party == Some(self.politicians[c].party) && self.stands_in(c, society.patrons[p].village)
    }

    /// The villages of a candidate's constituency, with their weights in its plan.
    pub(crate) fn weights(&self, c: usize) -> Vec<(usize, f64)> {
        let politician = &self.politicians[c];
        let weight = |v: usize| {
            let support = f64::from(self.places[v].support[politician.party]);
            f64::from(self.polity.voters[v]) * (0.25 + support * (1.0 - support))
        };
        self.villages_of(politician.election, politician.constituency).into_iter().map(|v| (v, weight(v))).collect()
    }

    pub(crate) fn note(&mut self, c: usize, phase: CampaignPhase, wanted: f64, reached: f64) {
        let completion = (wanted > 0.0).then(|| (reached / wanted).clamp(0.0, 1.0));
        let politician = patronage::ids::PoliticianId::new(c);
        self.record.machines.push(MachineStep { politician, phase, wanted, reached, completion });
    }
}

/// The least number of votes more that win one seat more.
fn aim(which: usize, votes: &[u64], won: impl Fn(&[u64]) -> u32, seats: u32) -> u64 {
    let now = won(votes);
    if now == seats {
        return 0;
    }
    let wins = |more: u64| {
        let mut votes = votes.to_vec();
        votes[which] += more;
        won(&votes) > now
    };
    // One by one as far as any of these small societies goes.
    for more in 1..100_000 {
        if wins(more) {
            return more;
        }
    }
    assert!(!wins(BEYOND - 1), "this model does not look for aims so large");
    BEYOND
}
