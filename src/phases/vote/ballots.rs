//! All ballots of a day: every voter decides in every election that is held, and it is counted where it lives.
//!
//! A voter owns a word for everything that it could do in any election of the polity, held or not: elections in order, of each the parties
//! that stand, then abstention. It is what chance adds to it in the voter's eyes. Whether a gift binds says a [`Further`] word of its payer's word
//! and that of abstention.

use super::choice::{Choice, Effect, Gift, attitude, binding, choose, choose_freely, effects, on_the_day};
use super::leaning::{Booth, Seen, Utilities, worth};
use crate::ids::{ElectionId, PoliticianId, VillageId};
use crate::phases::{Moment, Parameters};
use crate::quantity::Money;
use crate::random::{Further, Purpose, Word, Words};
use crate::world::per_thread::PerThread;
use crate::world::politics::record::{OfferCounts, Record};
use crate::world::politics::{Attitude, Offer, Polity, Strategy};
use crate::world::{BLOCK, Politics, World};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

/// The votes of one election by village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urn {
    /// The election.
    pub election: ElectionId,
    parties: usize,
    votes: Vec<u32>,
}

impl Urn {
    fn new(polity: &Polity, election: ElectionId) -> Self {
        let parties = polity.election(election).parties.len();
        Self { election, parties, votes: vec![0; parties * polity.district_of.len()] }
    }

    /// The votes of a village for each of the parties that stand, in their order.
    #[must_use]
    pub fn of(&self, village: VillageId) -> &[u32] {
        &self.votes[village.index() * self.parties..][..self.parties]
    }

    fn of_mut(&mut self, village: VillageId) -> &mut [u32] {
        &mut self.votes[village.index() * self.parties..][..self.parties]
    }

    /// The votes of every candidate of the election, the first one first.
    #[must_use]
    pub fn by_candidate(&self, polity: &Polity) -> Vec<u64> {
        let first = polity.politicians_of(self.election).start;
        let mut votes = vec![0; polity.politicians_of(self.election).len()];
        for village in (0..polity.district_of.len()).map(VillageId::new) {
            let candidates = polity.candidates_in(self.election, village);
            for (sum, &part) in votes[candidates.start - first..candidates.end - first].iter_mut().zip(self.of(village)) {
                *sum += u64::from(part);
            }
        }
        votes
    }
}

/// What one voter did at the election of the government, in one byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ballot(u8);

impl Ballot {
    fn of(choice: Choice) -> Self {
        Self(choice.map_or(0, |candidate| candidate as u8 + 1))
    }

    /// The choice.
    #[must_use]
    pub fn choice(self) -> Choice {
        usize::from(self.0).checked_sub(1)
    }
}

/// By what effects of gifts are added up.
type Key = (PoliticianId, Strategy, Attitude);

/// What came of one gift, as counts.
fn counted(effect: Effect) -> OfferCounts {
    let Effect { complied, changed, delivered, anyway } = effect;
    let [complied, changed, delivered, anyway] = [complied, changed, delivered, anyway].map(u64::from);
    OfferCounts { complied, changed, delivered, anyway, ..OfferCounts::default() }
}

/// Adds to the counts of a key.
fn count(sums: &mut BTreeMap<Key, OfferCounts>, key: Key, counts: OfferCounts) {
    let sum = sums.entry(key).or_default();
    *sum = sum.and(counts);
}

/// What came out of the ballots of a day.
#[derive(Debug, PartialEq)]
pub struct Ballots {
    /// The votes, elections in order.
    pub urns: Vec<Urn>,
    /// What every client did at the election of the government; abstention where it is not held.
    pub government: Vec<Ballot>,
    effects: BTreeMap<Key, OfferCounts>,
}

impl Ballots {
    /// Notes what became of the gifts.
    pub fn note(&self, record: &mut Record) {
        for (&(politician, strategy, attitude), effects) in &self.effects {
            let row = record.offers_of(politician, strategy, attitude).expect("the campaign adds up all offers");
            let counts = &mut record.offers[row].counts;
            *counts = counts.and(*effects);
        }
    }
}

/// An election that is held.
struct Held {
    election: ElectionId,
    /// Its candidates, then abstention, among all that a voter could do in any election.
    places: Range<usize>,
    /// Whether it makes the government.
    governs: bool,
}

/// Where voters vote.
struct Hall<'a> {
    world: &'a World,
    politics: &'a Politics,
    parameters: &'a Parameters,
    moment: Moment,
    held: Vec<Held>,
    /// What a voter could do in all elections together.
    places: usize,
    /// What came of gifts, by thread: by block they would take more memory than anything else of the day.
    effects: PerThread<BTreeMap<Key, OfferCounts>>,
}

/// What came of the votes of one block of clients: by village and place.
type Counted = Vec<(VillageId, Vec<u32>)>;

/// All clients vote in these elections; politics are not in the world meanwhile.
#[must_use]
pub fn cast(world: &World, politics: &Politics, parameters: &Parameters, moment: Moment, held: &[ElectionId]) -> Ballots {
    let mut hall = Hall::new(world, politics, parameters, moment, held);
    let mut government = vec![Ballot::default(); world.clients.len()];
    let blocks = government.par_chunks_mut(BLOCK).enumerate();
    let counted: Vec<Counted> = blocks.map(|(block, ballots)| hall.block(block, ballots)).collect();
    let mut urns: Vec<Urn> = held.iter().map(|&election| Urn::new(&politics.polity, election)).collect();
    for (village, votes) in counted.into_iter().flatten() {
        for (urn, held) in urns.iter_mut().zip(&hall.held) {
            let parts = &votes[held.places.clone()];
            urn.of_mut(village).iter_mut().zip(parts).for_each(|(sum, part)| *sum += part);
        }
    }
    let mut effects: BTreeMap<Key, OfferCounts> = BTreeMap::new();
    for (key, part) in hall.effects.all().flat_map(std::mem::take) {
        count(&mut effects, key, part);
    }
    Ballots { urns, government, effects }
}

impl<'a> Hall<'a> {
    fn new(world: &'a World, politics: &'a Politics, parameters: &'a Parameters, moment: Moment, held: &[ElectionId]) -> Self {
        let (mut places, mut all) = (0, Vec::new());
        for (election, standing) in politics.polity.elections() {
            let own = places..places + standing.parties.len() + 1;
            places = own.end;
            all.push(Held { election, places: own, governs: election == politics.polity.governing_election() });
        }
        all.retain(|one| held.contains(&one.election));
        Self { world, politics, parameters, moment, held: all, places, effects: PerThread::new(BTreeMap::new) }
    }

    /// The ballots of the clients of a block.
    fn block(&self, block: usize, ballots: &mut [Ballot]) -> Counted {
        let first = block * BLOCK;
        let mut counted = Counted::default();
        let mut effects = self.effects.own();
        let mut queue = Queue::new(self, block);
        let mut leaning = Utilities::NONE;
        for (village, part) in self.world.villages.within(first..first + ballots.len()) {
            let booth = |held: &Held| Booth::new(self.politics, self.parameters, held.election, village);
            let booths: Vec<Booth> = self.held.iter().map(booth).collect();
            let mut votes = vec![0; self.places];
            for client in part {
                queue.call(client);
                let seen = &booths[0].look(self.world, self.politics, client);
                for (held, booth) in self.held.iter().zip(&booths) {
                    let voter =
                        Voter { client, seen, chances: &queue.chances[held.places.clone()], taken: queue.taken(held.election) };
                    let choice = self.vote(booth, &voter, &mut leaning, &mut effects);
                    if let Some(candidate) = choice {
                        votes[held.places.start + candidate] += 1;
                    }
                    if held.governs {
                        ballots[client - first] = Ballot::of(choice);
                    }
                }
            }
            counted.push((village, votes));
        }
        counted
    }

    /// What a voter does in one election.
    fn vote(&self, booth: &Booth, voter: &Voter, leaning: &mut Utilities, sums: &mut BTreeMap<Key, OfferCounts>) -> Choice {
        let voting = &self.parameters.voting;
        let seen = &booth.again(self.world, self.politics, voter.client, voter.seen);
        booth.tell(seen, leaning);
        let (home, candidates) = voter.chances.split_last().expect("one can always stay at home");
        if voter.taken.is_empty() {
            return choose_freely(leaning, voting.noise, candidates, *home);
        }
        let gifts: Vec<Gift> = voter.taken.iter().map(|offer| self.gift(booth, voter, seen, offer)).collect();
        let day = on_the_day(leaning, voting.noise, candidates, *home, &gifts);
        let choice = choose(&day, gifts.iter());
        for (offer, effect) in voter.taken.iter().zip(effects(&day, &gifts, choice)) {
            let politician = PoliticianId::new(booth.candidates.start + offer.candidate);
            let key = (politician, offer.strategy, attitude(leaning, offer.candidate, voting.swing));
            count(sums, key, counted(effect));
        }
        choice
    }

    /// An offer that the voter has taken, as a gift.
    fn gift(&self, booth: &Booth, voter: &Voter, seen: &Seen, offer: &Offer) -> Gift {
        let voting = &self.parameters.voting;
        let consumption = Money::from(self.world.clients.consumed[voter.client]).to_s();
        let worth = worth(voting, Money::from(offer.price).to_s(), consumption);
        let payer = offer.candidate;
        let norm = self.politics.voters.norm(voter.client);
        let [keeps] = Further::of(voter.chances[payer], *voter.chances.last().expect("one can always stay at home")).take();
        let binds = keeps.happens(binding(voting, booth, seen, norm, (payer, offer.strategy, worth)));
        Gift { payer, strategy: offer.strategy, worth, binds }
    }
}

/// A voter in one election.
struct Voter<'a> {
    client: usize,
    /// As any of the booths sees it.
    seen: &'a Seen,
    /// Its words for every candidate, then for abstention.
    chances: &'a [Word],
    /// The offers that it has taken in this election.
    taken: &'a [Offer],
}

/// The clients of a block, one after another.
struct Queue<'a> {
    words: Words,
    /// The words of the client at hand.
    chances: Vec<Word>,
    /// The offers that it has taken.
    taken: Vec<Offer>,
    /// The offers to it that are not yet looked at, and to clients who come after it.
    offers: Peekable<Box<dyn Iterator<Item = Offer> + 'a>>,
}

impl<'a> Queue<'a> {
    fn new(hall: &Hall<'a>, block: usize) -> Self {
        let quota = hall.places as u32;
        let words = hall.moment.draws.words(Purpose::Ballot, hall.moment.round, block * BLOCK, quota);
        let taken = hall.politics.offers.of_block(block).filter(|offer| offer.accepted);
        let offers: Box<dyn Iterator<Item = Offer>> = Box::new(taken);
        Self { words, chances: vec![Word::default(); hall.places], taken: Vec::new(), offers: offers.peekable() }
    }

    /// Calls the next client: its words lie ready, and the offers that it has taken, in the order of elections.
    fn call(&mut self, client: usize) {
        self.chances.iter_mut().for_each(|chance| [*chance] = self.words.take());
        self.taken.clear();
        while let Some(offer) = self.offers.next_if(|offer| offer.client.index() == client) {
            self.taken.push(offer);
        }
    }

    /// What the client has taken in an election.
    fn taken(&self, election: ElectionId) -> &[Offer] {
        let start = self.taken.partition_point(|offer| offer.election < election);
        let own = self.taken[start..].partition_point(|offer| offer.election == election);
        &self.taken[start..start + own]
    }
}
