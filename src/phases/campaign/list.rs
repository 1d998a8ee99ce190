//! Which offers brokers make: every broker draws up a list of the voters whom it knows, and a budget buys from it.

use super::PaidBy;
use super::knapsack::{Item, pick};
use super::know::{Bond, Errors, Known};
use super::money::{cost_of, gifts_for};
use super::offer::{Demand, Prospective};
use super::shop::{Contest, Machine};
use super::shortlist::Glances;
use crate::ids::{ClientId, PatronId, PoliticianId, VillageId};
use crate::phases::vote::choice::{attitude, binding};
use crate::phases::vote::leaning::{Seen, worth};
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::Degree;
use crate::world::politics::voters::Mark;
use crate::world::politics::{Attitude, Strategy};

/// An offer that a broker could make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prospect {
    pub client: ClientId,
    /// Where it lives.
    pub home: VillageId,
    pub broker: PatronId,
    pub strategy: Strategy,
    pub price: SmallMoney,
    /// Net votes that the broker expects of it.
    pub promised: f32,
    /// What it is good for in the broker's eyes, above 0.
    pub merit: f64,
}

/// An offer that is made.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bid {
    pub client: ClientId,
    pub home: VillageId,
    pub broker: PatronId,
    /// For whom.
    pub politician: PoliticianId,
    /// The same, counted from the first candidate of the constituency.
    pub place: usize,
    pub strategy: Strategy,
    pub price: SmallMoney,
    pub promised: f32,
    /// Whether the voter takes it.
    pub accepted: bool,
    /// What the voter really thinks of the payer.
    pub attitude: Attitude,
}

/// A voter in the eyes of a broker.
struct Guess {
    seen: Seen,
    /// Its norm of reciprocity.
    norm: f64,
    /// Its loyalty, if it is a client of the broker.
    loyalty: Option<f64>,
    /// What it consumes \[S\].
    consumption: f64,
}

/// Net votes to nine decimals: below that, differences of chances are rounding, which is to make nobody worth an offer, or one voter
/// worth it rather than another.
fn in_billionths(net_votes: f64) -> f64 {
    (net_votes * 1e9).round() / 1e9
}

impl Contest<'_> {
    /// The offers that a broker could make to voters whom it knows, for the candidate whom it serves.
    pub fn prospects(&self, known: &[Known]) -> Vec<Prospect> {
        let mut prospects = Vec::new();
        let Some((machine, place)) = known.first().and_then(|known| self.machine_of(known.broker)) else { return prospects };
        if machine.chest.gifts > Money::ZERO {
            for known in known.iter().filter(|known| self.can_offer(known)) {
                self.look(machine, place, known, &mut prospects);
            }
        }
        prospects
    }

    /// The machine that a broker works for, and the candidate's place in its constituency; none if nobody of its party stands.
    pub fn machine_of(&self, broker: PatronId) -> Option<(&Machine, usize)> {
        let place = self.place(broker)?;
        Some((self.machine(self.world.patrons.village[broker.index()], place), place))
    }

    /// Whether a broker could make a voter an offer for the candidate whom the broker serves.
    pub fn can_offer(&self, known: &Known) -> bool {
        let is_loyal = || known.bond == Bond::Own && self.world.clients.loyalty[known.client.index()] > Degree::ZERO;
        self.votes_for(known.village, known.broker) && (self.campaign().paid_by != PaidBy::Loyalty || is_loyal())
    }

    /// The offers that a broker could make to one voter: the vote first, then that it stay at home.
    fn look(&self, machine: &Machine, place: usize, known: &Known, prospects: &mut Vec<Prospect>) {
        let (voting, campaign) = (&self.parameters.voting, self.campaign());
        let booth = &self.booths[known.village.index()];
        let Guess { seen, norm, loyalty, consumption } = self.guess(known);
        let voter = Prospective { utilities: &booth.utilities(&seen), candidate: place, consumption, loyalty };
        let (first, second) = Demand::of(voter.utilities, place);
        for demand in [Some(first), second].into_iter().flatten() {
            let Some(price) = voter.price(campaign, voting, machine.envelope, demand) else { continue };
            let worth = worth(voting, Money::from(price).to_s(), consumption);
            let binds = binding(voting, booth, &seen, norm, (place, demand.strategy, worth));
            let promised = if binds > 0.0 { in_billionths(binds * voter.net_votes(voting, demand, price)) } else { 0.0 };
            let merit = voter.merit(campaign.paid_by, promised);
            if merit > 0.0 {
                let &Known { client, village: home, broker, .. } = known;
                let (strategy, promised) = (demand.strategy, promised as f32);
                prospects.push(Prospect { client, home, broker, strategy, price, promised, merit });
            }
        }
    }

    /// What a broker thinks of a voter whom it knows.
    fn guess(&self, known: &Known) -> Guess {
        let client = known.client.index();
        let Errors { position, cost, consumption } = known.errors(self.campaign());
        let seen = self.booths[known.village.index()].look(self.world, self.politics, client);
        Guess {
            seen: Seen { position: seen.position + position, cost: seen.cost + cost, ..seen },
            norm: self.norm(known),
            loyalty: (known.bond == Bond::Own).then_some(seen.loyalty),
            consumption: Money::from(self.world.clients.consumed[client]).to_s() * libm::exp(consumption),
        }
    }

    /// What a broker thinks is the norm of reciprocity of a voter whom it knows: it knows that of its own clients.
    pub fn norm(&self, known: &Known) -> f64 {
        match known.bond {
            Bond::Own => self.politics.voters.norm(known.client.index()),
            Bond::Listed => self.parameters.voting.norm_mean,
        }
    }

    /// The offers of one broker, who buys with its share of what is planned for its village from the voters whom it knows.
    pub fn buy_alone(&self, known: &[Known], glances: &[Glances], bids: &mut Vec<Bid>) {
        let broker = known[0].broker;
        let Some((machine, place)) = self.machine_of(broker) else { return };
        let budget = self.budget(self.world.patrons.village[broker.index()], place);
        let budget = gifts_for(budget, self.leaves(machine, broker));
        let prospects = match self.room(machine, broker, budget) {
            Some(room) => self.prospects(&self.shortlist((machine, place), known, glances, room)),
            None => self.prospects(known),
        };
        self.buy(machine, place, &prospects, budget, bids);
    }

    /// The offers of all brokers of a candidate, who buy from one list with one budget, in the order of brokers. What they are paid is rounded up
    /// broker by broker: a micro-S each is kept for that.
    pub fn buy_together(&self, machine: &Machine, prospects: &[Prospect]) -> Vec<Bid> {
        let mut bids = Vec::new();
        let Some(place) = prospects.first().and_then(|prospect| self.place(prospect.broker)) else { return bids };
        let (_, leaves) = machine.leaves;
        let reserve = if leaves < 1.0 { machine.brokers as i64 } else { 0 };
        let money = (machine.chest.gifts - Money::from_micros(reserve)).or_zero();
        self.buy(machine, place, prospects, gifts_for(money, leaves), &mut bids);
        bids.sort_unstable_by_key(|bid| (bid.broker, bid.client));
        bids
    }

    /// The offers of a list that a budget buys.
    fn buy(&self, machine: &Machine, place: usize, prospects: &[Prospect], budget: Money, bids: &mut Vec<Bid>) {
        let item = |(index, prospect): (usize, &Prospect)| Item {
            cost: cost_of(self.world, self.politics, prospect.broker, prospect.price).micros(),
            gain: prospect.merit,
            group: prospect.client.index() as u32,
            index: index as u32,
        };
        let items: Vec<Item> = prospects.iter().enumerate().map(item).collect();
        let picked = pick(&items, budget.micros(), self.quota(), self.campaign().rule);
        bids.extend(picked.into_iter().map(|index| self.bid(machine, place, &prospects[index as usize])));
    }

    /// An offer with what the voter thinks of the payer.
    fn bid(&self, machine: &Machine, place: usize, prospect: &Prospect) -> Bid {
        let &Prospect { client, home, broker, strategy, price, promised, .. } = prospect;
        let booth = &self.booths[home.index()];
        let utilities = booth.utilities(&booth.look(self.world, self.politics, client.index()));
        Bid {
            client,
            home,
            broker,
            politician: machine.candidate,
            place,
            strategy,
            price,
            promised,
            accepted: self.politics.voters.marks[client.index()].has(Mark::Accepts),
            attitude: attitude(&utilities, place, self.parameters.voting.swing),
        }
    }
}
