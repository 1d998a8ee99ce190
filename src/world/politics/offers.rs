//! Offers to voters.

use super::polity::{MOST_ELECTIONS, MOST_PARTIES};
use crate::ids::{ClientId, ElectionId};
use crate::quantity::SmallMoney;
use crate::world::BLOCK;
use rayon::prelude::*;

/// What an offer asks for, by what the voter would do without it (Gans-Morse, Mazzuca and Nichter 2014).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strategy {
    /// Vote buying: it votes for another, and is to vote for us.
    Vote,
    /// Turnout buying: it prefers us and stays at home, and is to vote.
    Turnout,
    /// Abstention buying: it votes for another, and is to stay at home.
    Abstention,
    /// Double persuasion: it prefers another and stays at home, and is to vote for us.
    Persuasion,
    /// It votes for us anyway.
    Reward,
}

impl Strategy {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Vote, Self::Turnout, Self::Abstention, Self::Persuasion, Self::Reward];

    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Vote => "vote",
            Self::Turnout => "turnout",
            Self::Abstention => "abstention",
            Self::Persuasion => "persuasion",
            Self::Reward => "reward",
        }
    }
}

/// What a voter thinks of the payer, without chance and gifts: by the payer's utility less that of the best other candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attitude {
    /// More than `voting.swing` above.
    Loyal,
    /// In between.
    Swing,
    /// More than `voting.swing` below.
    Opposed,
}

impl Attitude {
    /// All of them, in order.
    pub const ALL: [Self; 3] = [Self::Loyal, Self::Swing, Self::Opposed];

    /// The word for it in data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Loyal => "loyal",
            Self::Swing => "swing",
            Self::Opposed => "opposed",
        }
    }
}

/// One offer to one voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// To whom.
    pub client: ClientId,
    /// In which election.
    pub election: ElectionId,
    /// For which candidate of the voter's constituency, from 0.
    pub candidate: usize,
    /// What for.
    pub strategy: Strategy,
    /// Whether the voter takes it.
    pub accepted: bool,
    /// Whether the voter's own patron makes it.
    pub by_patron: bool,
    /// The gift [micro-S].
    pub price: SmallMoney,
}

/// An offer in eight bytes, among those to the clients of one block.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Kept {
    /// The client's place in the block, and in the highest bit whether its patron makes the offer.
    client: u16,
    /// From the highest bits: election, candidate, strategy, and whether it is taken.
    what: u16,
    price: SmallMoney,
}

// Everything that an offer says has room in its eight bytes.
const _: () = assert!(BLOCK <= Kept::BY_PATRON as usize);
const _: () = assert!(MOST_ELECTIONS * MOST_PARTIES * Kept::STRATEGIES <= 1 << 15);
const _: () = assert!(size_of::<Kept>() == Offers::BYTES);

impl Kept {
    const BY_PATRON: u16 = 1 << 15;
    const STRATEGIES: usize = Strategy::ALL.len();

    fn of(offer: &Offer) -> Self {
        let place = (offer.election.index() * MOST_PARTIES + offer.candidate) * Self::STRATEGIES + offer.strategy as usize;
        let client = (offer.client.index() % BLOCK) as u16;
        Self {
            client: if offer.by_patron { client | Self::BY_PATRON } else { client },
            what: (place << 1) as u16 | u16::from(offer.accepted),
            price: offer.price,
        }
    }

    fn offer(self, first: usize) -> Offer {
        let place = usize::from(self.what >> 1);
        let stands = place / Self::STRATEGIES;
        Offer {
            client: ClientId::new(first + usize::from(self.client & !Self::BY_PATRON)),
            election: ElectionId::new(stands / MOST_PARTIES),
            candidate: stands % MOST_PARTIES,
            strategy: Strategy::ALL[place % Self::STRATEGIES],
            accepted: self.what & 1 == 1,
            by_patron: self.client & Self::BY_PATRON != 0,
            price: self.price,
        }
    }

    /// By client, then by election and candidate: a voter has one offer of a candidate at most.
    fn order(self) -> (u16, u16) {
        (self.client & !Self::BY_PATRON, self.what)
    }
}

/// The offers of the last election day, by blocks of clients: from the campaign's end until the votes are cast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    blocks: Vec<Vec<Kept>>,
}

impl Offers {
    /// Bytes that one offer takes.
    pub const BYTES: usize = 8;

    /// Adds offers. Memory is taken for as many as there are: they come by the million, clients of a village after another.
    pub fn add(&mut self, offers: &[Offer]) {
        let block_of = |offer: &Offer| offer.client.index() / BLOCK;
        for offers in offers.chunk_by(|a, b| block_of(a) == block_of(b)) {
            let block = block_of(&offers[0]);
            if block >= self.blocks.len() {
                self.blocks.resize_with(block + 1, Vec::new);
            }
            self.blocks[block].reserve_exact(offers.len());
            self.blocks[block].extend(offers.iter().map(Kept::of));
        }
    }

    /// Puts them into the order of clients, elections and candidates, once all are there.
    pub fn sort(&mut self) {
        self.blocks.par_iter_mut().for_each(|block| block.sort_unstable_by_key(|kept| kept.order()));
    }

    /// The offers to the clients of a block.
    pub fn of_block(&self, block: usize) -> impl Iterator<Item = Offer> + Clone + '_ {
        self.blocks.get(block).into_iter().flatten().map(move |kept| kept.offer(block * BLOCK))
    }

    /// All offers.
    pub fn iter(&self) -> impl Iterator<Item = Offer> + '_ {
        (0..self.blocks.len()).flat_map(|block| self.of_block(block))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks.iter().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Forgets them, and gives their memory back.
    pub fn clear(&mut self) {
        self.blocks = Vec::new();
    }
}

impl FromIterator<Offer> for Offers {
    fn from_iter<I: IntoIterator<Item = Offer>>(offers: I) -> Self {
        let mut all = Self::default();
        all.add(&offers.into_iter().collect::<Vec<_>>());
        all.sort();
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy as _, any, prop_assert, prop_assert_eq, proptest};

    fn offers() -> impl proptest::strategy::Strategy<Value = Vec<Offer>> {
        let one = (0..3 * BLOCK, 0..MOST_ELECTIONS, 0..MOST_PARTIES, 0..5_usize, any::<bool>(), any::<bool>(), any::<u32>());
        let offer = |(client, election, candidate, strategy, accepted, by_patron, micros)| Offer {
            client: ClientId::new(client),
            election: ElectionId::new(election),
            candidate,
            strategy: Strategy::ALL[strategy],
            accepted,
            by_patron,
            price: SmallMoney::from_micros(micros),
        };
        proptest::collection::vec(one.prop_map(offer), 0..60)
    }

    proptest! {
        #[test]
        fn offers_are_given_back_as_they_were_in_order(mut all in offers()) {
            let place = |offer: &Offer| (offer.client, offer.election, offer.candidate);
            all.sort_by_key(place);
            all.dedup_by_key(|offer| place(offer));
            let mut kept = Offers::default();
            let (even, odd): (Vec<Offer>, Vec<Offer>) = all.iter().partition(|offer| offer.candidate % 2 == 0);
            kept.add(&odd);
            kept.add(&even);
            kept.sort();
            prop_assert_eq!(kept.len(), all.len());
            prop_assert_eq!(kept.iter().collect::<Vec<_>>(), all.clone());
            let second: Vec<Offer> = all.into_iter().filter(|offer| offer.client.index() / BLOCK == 1).collect();
            prop_assert_eq!(kept.of_block(1).collect::<Vec<_>>(), second);
            kept.clear();
            prop_assert!(kept.is_empty());
        }
    }
}
