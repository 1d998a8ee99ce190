//! Which offers the machines of a party make in an election: every broker draws up a list of voters, and a budget buys from it.

use super::design::weights;
use super::knapsack::{Item, pick};
use super::know::Known;
use super::money::{Chest, Way, chests, cost_of, gifts_for};
use super::offer::{Demand, Prospective};
use super::{Campaign, Design, PaidBy, Pricing};
use crate::ids::{ElectionId, PartyId, PatronId, PoliticianId, VillageId};
use crate::phases::Parameters;
use crate::phases::vote::choice::{attitude, binding};
use crate::phases::vote::leaning::{Booth, Seen, worth};
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::Degree;
use crate::world::politics::voters::Mark;
use crate::world::politics::{Attitude, Offer};
use crate::world::{Politics, World};
use rayon::prelude::*;

/// An election of the day, and what brokers have to know of it.
pub(super) struct Contest<'a> {
    world: &'a World,
    politics: &'a Politics,
    parameters: &'a Parameters,
    election: ElectionId,
    /// The villages of every constituency.
    villages: Vec<Vec<VillageId>>,
    /// The booth of every village.
    booths: Vec<Booth>,
    /// The chest of every candidate of the election, the first one first.
    pub chests: Vec<Chest>,
}

/// An offer, and what the voter really thinks of the payer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bid {
    pub offer: Offer,
    pub attitude: Attitude,
}

/// An offer that a broker could make.
struct Prospect {
    /// The offer, not decided on.
    offer: Offer,
    /// What it is good for in the broker's eyes, above 0.
    merit: f64,
}

/// The voters whom one broker could make offers.
struct List {
    broker: PatronId,
    constituency: usize,
    prospects: Vec<Prospect>,
}

/// A candidate with its brokers.
struct Machine {
    candidate: PoliticianId,
    chest: Chest,
    /// How many brokers it has.
    brokers: usize,
    /// What the way to them leaves of money, on the mean and at least.
    leaves: (f64, f64),
    /// Voters whom they can make offers.
    names: u64,
    /// What it pays for each offer; none if prices differ, or nobody can be made one.
    envelope: Option<SmallMoney>,
}

/// Net votes to nine decimals: below that, differences of chances are rounding, which is to make nobody worth an offer, or one voter
/// worth it rather than another.
fn in_billionths(net_votes: f64) -> f64 {
    (net_votes * 1e9).round() / 1e9
}

impl<'a> Contest<'a> {
    pub fn new(world: &'a World, politics: &'a Politics, parameters: &'a Parameters, election: ElectionId) -> Self {
        let villages = politics.polity.election(election).villages();
        let voters = |villages: &Vec<VillageId>| villages.iter().map(|&v| world.villages.clients_of(v).len() as u64).sum();
        let voters: Vec<u64> = villages.iter().map(voters).collect();
        let booth = |v| Booth::new(politics, parameters, election, VillageId::new(v));
        Self {
            booths: (0..world.villages.len()).into_par_iter().map(booth).collect(),
            chests: chests(politics, &parameters.campaign, election, &voters),
            world,
            politics,
            parameters,
            election,
            villages,
        }
    }

    fn campaign(&self) -> &Campaign {
        &self.parameters.campaign
    }

    /// The offers of a party's machines, whose brokers know these voters; none if the party does not stand.
    pub fn offers(&self, party: PartyId, known: &[Known]) -> Vec<Bid> {
        let stands = &self.politics.polity.election(self.election).parties;
        let Some(place) = stands.iter().position(|&stands| stands == party) else { return Vec::new() };
        let mut machines: Vec<Machine> = (0..self.villages.len()).map(|k| self.machine(k, place, party)).collect();
        let lists: Vec<&[Known]> = known.chunk_by(|a, b| a.broker == b.broker).collect();
        for list in &lists {
            machines[self.constituency(list)].names += self.names(list);
        }
        for machine in &mut machines {
            machine.envelope = self.envelope(machine);
        }
        let list = |known: &&[Known]| self.list(&machines[self.constituency(known)], place, known);
        let lists: Vec<List> = lists.par_iter().map(list).collect();
        match self.campaign().sharing {
            Design::Villages => self.by_village(&machines, party, &lists),
            Design::Pooled => self.pooled(&machines, lists),
        }
    }

    /// The constituency of the broker who knows these voters.
    fn constituency(&self, known: &[Known]) -> usize {
        let village = self.world.patrons.village[known[0].broker.index()];
        self.politics.polity.election(self.election).constituency_of[village.index()] as usize
    }

    /// The party's brokers in a village.
    fn brokers(&self, party: PartyId, village: VillageId) -> impl Iterator<Item = PatronId> + '_ {
        let patrons = self.world.villages.patrons_of(village);
        patrons.filter(move |&patron| self.politics.brokers.party[patron] == Some(party)).map(PatronId::new)
    }

    /// The machine of a party's candidate, before it has looked for voters.
    fn machine(&self, constituency: usize, place: usize, party: PartyId) -> Machine {
        let first = self.politics.polity.candidates(self.election, constituency as u32).start;
        let candidate = PoliticianId::new(first + place);
        let chest = self.chests[candidate.index() - self.politics.polity.politicians_of(self.election).start];
        let (mut brokers, mut sum, mut least) = (0, 0.0, 1.0_f64);
        for broker in self.villages[constituency].iter().flat_map(|&village| self.brokers(party, village)) {
            let leaves = self.leaves(candidate, chest, broker);
            (brokers, sum, least) = (brokers + 1, sum + leaves, least.min(leaves));
        }
        let mean = if brokers > 0 { sum / brokers as f64 } else { 0.0 };
        Machine { candidate, chest, brokers, leaves: (mean, least), names: 0, envelope: None }
    }

    /// What the way to a broker leaves of a candidate's money.
    fn leaves(&self, candidate: PoliticianId, chest: Chest, broker: PatronId) -> f64 {
        Way::new(self.politics, self.campaign(), candidate, chest.broker_keeps, broker).leaves
    }

    /// Whether a broker could make a voter an offer for the candidate whom the broker serves.
    fn can_offer(&self, known: &Known) -> bool {
        let constituency_of = &self.politics.polity.election(self.election).constituency_of;
        let broker_village = self.world.patrons.village[known.broker.index()];
        let (clients, client) = (&self.world.clients, known.client.index());
        let is_own = clients.patron[client] == Some(known.broker);
        constituency_of[known.village.index()] == constituency_of[broker_village.index()]
            && (self.campaign().paid_by != PaidBy::Loyalty || is_own && clients.loyalty[client] > Degree::ZERO)
    }

    /// How many offers one broker makes at most.
    fn quota(&self) -> usize {
        match (self.campaign().sharing, self.campaign().quota) {
            (Design::Villages, quota) if quota > 0 => quota as usize,
            _ => usize::MAX,
        }
    }

    /// How many of the voters whom one broker knows it can make an offer.
    fn names(&self, known: &[Known]) -> u64 {
        known.iter().filter(|known| self.can_offer(known)).count().min(self.quota()) as u64
    }

    /// What is in an envelope: what the money makes per name, drawn towards what rivals paid at the last election.
    fn envelope(&self, machine: &Machine) -> Option<SmallMoney> {
        let campaign = self.campaign();
        if campaign.pricing == Pricing::Reservation || machine.names == 0 {
            return None;
        }
        let own = machine.chest.gifts.to_s() * machine.leaves.0 / machine.names as f64;
        let rivals = self.rivals_price(machine.candidate).unwrap_or(own);
        let price = (1.0 - campaign.matching) * own + campaign.matching * rivals;
        let price = Money::nearest(price.max(campaign.envelope_min).min(campaign.envelope_max));
        (price > Money::ZERO && price < SmallMoney::TOO_MUCH.into()).then(|| SmallMoney::saturating(price))
    }

    /// The mean price that other candidates of the constituency paid at the last election, of those that paid any.
    fn rivals_price(&self, candidate: PoliticianId) -> Option<f64> {
        let politicians = &self.politics.politicians;
        let all = self.politics.polity.candidates(self.election, politicians.constituency[candidate.index()]);
        let paid: Vec<f64> = all.filter(|&rival| rival != candidate.index()).filter_map(|r| politicians.price[r]).collect();
        (!paid.is_empty()).then(|| paid.iter().sum::<f64>() / paid.len() as f64)
    }

    /// The offers that a broker could make to voters whom it knows.
    fn list(&self, machine: &Machine, place: usize, known: &[Known]) -> List {
        let mut prospects = Vec::new();
        if machine.chest.gifts > Money::ZERO {
            for known in known.iter().filter(|known| self.can_offer(known)) {
                self.look(machine, place, known, &mut prospects);
            }
        }
        List { broker: known[0].broker, constituency: self.constituency(known), prospects }
    }

    /// The offers that a broker could make to one voter: the vote first, then that it stay at home.
    fn look(&self, machine: &Machine, place: usize, known: &Known, prospects: &mut Vec<Prospect>) {
        let (voting, campaign, client) = (&self.parameters.voting, self.campaign(), known.client.index());
        let (clients, voters) = (&self.world.clients, &self.politics.voters);
        let booth = &self.booths[known.village.index()];
        let seen = booth.look(self.world, self.politics, client);
        let guess = Seen { position: seen.position + known.position, cost: seen.cost + known.cost, ..seen };
        let is_own = clients.patron[client] == Some(known.broker);
        let voter = Prospective {
            utilities: &booth.utilities(&guess),
            candidate: place,
            consumption: Money::from(clients.consumed[client]).to_s() * known.consumption,
            loyalty: is_own.then_some(seen.loyalty),
        };
        let norm = if is_own { voters.norm(client) } else { voting.norm_mean };
        let (first, second) = Demand::of(voter.utilities, place);
        for demand in [Some(first), second].into_iter().flatten() {
            let Some(price) = voter.price(campaign, voting, machine.envelope, demand) else { continue };
            let worth = worth(voting, Money::from(price).to_s(), voter.consumption);
            let binds = binding(voting, booth, &guess, norm, (place, demand.strategy, worth));
            let promised = if binds > 0.0 { in_billionths(binds * voter.net_votes(voting, demand, price)) } else { 0.0 };
            let merit = voter.merit(campaign.paid_by, promised);
            if merit > 0.0 {
                let offer = Offer {
                    client: known.client,
                    politician: machine.candidate,
                    broker: known.broker,
                    strategy: demand.strategy,
                    accepted: voters.marks[client].has(Mark::Accepts),
                    price,
                    promised: promised as f32,
                };
                prospects.push(Prospect { offer, merit });
            }
        }
    }

    /// Each broker buys from its list with its share of what is planned for its village.
    fn by_village(&self, machines: &[Machine], party: PartyId, lists: &[List]) -> Vec<Bid> {
        let mut budgets = vec![Money::ZERO; self.world.patrons.len()];
        for (machine, villages) in machines.iter().zip(&self.villages) {
            let brokers: Vec<usize> = villages.iter().map(|&village| self.brokers(party, village).count()).collect();
            let weights = weights(self.politics, party, villages);
            let weights: Vec<f64> =
                weights.iter().zip(&brokers).map(|(&weight, &brokers)| if brokers > 0 { weight } else { 0.0 }).collect();
            for (v, part) in machine.chest.gifts.shared_out(&weights).enumerate().filter(|&(v, _)| brokers[v] > 0) {
                let each = Money::from_micros(part.micros() / brokers[v] as i64);
                self.brokers(party, villages[v]).for_each(|broker| budgets[broker.index()] = each);
            }
        }
        let buy = |list: &List| {
            let machine = &machines[list.constituency];
            let leaves = self.leaves(machine.candidate, machine.chest, list.broker);
            self.buy(&list.prospects, gifts_for(budgets[list.broker.index()], leaves), self.quota())
        };
        lists.par_iter().flat_map_iter(buy).collect()
    }

    /// All brokers of a candidate buy from one list with one budget. What they are paid is rounded up broker by broker: a micro-S each is
    /// kept for that.
    fn pooled(&self, machines: &[Machine], lists: Vec<List>) -> Vec<Bid> {
        let mut pools: Vec<Vec<Prospect>> = machines.iter().map(|_| Vec::new()).collect();
        for list in lists {
            pools[list.constituency].extend(list.prospects);
        }
        let buy = |(machine, pool): (&Machine, &Vec<Prospect>)| {
            let (_, leaves) = machine.leaves;
            let reserve = if leaves < 1.0 { machine.brokers as i64 } else { 0 };
            let money = (machine.chest.gifts - Money::from_micros(reserve)).or_zero();
            self.buy(pool, gifts_for(money, leaves), self.quota())
        };
        machines.par_iter().zip(&pools).flat_map_iter(buy).collect()
    }

    /// The offers of a list that a budget buys.
    fn buy(&self, prospects: &[Prospect], budget: Money, most: usize) -> Vec<Bid> {
        let item = |(index, prospect): (usize, &Prospect)| Item {
            cost: cost_of(self.world, self.politics, &prospect.offer).micros(),
            gain: prospect.merit,
            group: prospect.offer.client.index() as u32,
            index: index as u32,
        };
        let items: Vec<Item> = prospects.iter().enumerate().map(item).collect();
        let picked = pick(&items, budget.micros(), most, self.campaign().rule);
        picked.into_iter().map(|index| self.bid(prospects[index as usize].offer)).collect()
    }

    /// An offer with what the voter thinks of the payer.
    fn bid(&self, offer: Offer) -> Bid {
        let client = offer.client.index();
        let booth = &self.booths[self.world.villages.of_client(client).index()];
        let utilities = booth.utilities(&booth.look(self.world, self.politics, client));
        let place = offer.politician.index() - booth.candidates.start;
        Bid { offer, attitude: attitude(&utilities, place, self.parameters.voting.swing) }
    }
}
