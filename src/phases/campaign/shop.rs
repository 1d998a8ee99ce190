//! What the machines of an election have to buy with: candidates and their brokers, what is in an envelope, and what each village is to get.

use super::design::weights;
use super::know::{Away, Look};
use super::money::{Chest, chests, leaves};
use super::{Campaign, Design, PaidBy, Pricing};
use crate::ids::{ElectionId, PatronId, PoliticianId, VillageId};
use crate::phases::Parameters;
use crate::phases::vote::leaning::Booth;
use crate::quantity::{Money, SmallMoney};
use crate::world::clients::Degree;
use crate::world::{Politics, World};
use rayon::prelude::*;

/// An election of the day, and what brokers have to know of it.
pub(super) struct Contest<'a> {
    pub world: &'a World,
    pub politics: &'a Politics,
    pub parameters: &'a Parameters,
    pub election: ElectionId,
    /// The booth of every village.
    pub booths: Vec<Booth>,
    /// Which candidate of a constituency is of each party, if it stands.
    place_of: Vec<Option<usize>>,
    /// The candidates of the election with their brokers, the first one first.
    pub machines: Vec<Machine>,
    /// What every broker of a village has for gifts, by village, then by candidate; nothing where budgets are pooled.
    budgets: Vec<Money>,
}

/// A candidate with its brokers.
#[derive(Clone, Debug)]
pub(super) struct Machine {
    pub candidate: PoliticianId,
    pub chest: Chest,
    /// How many brokers it has.
    pub brokers: usize,
    /// What the way to them leaves of money, on the mean and at least.
    pub leaves: (f64, f64),
    /// What it pays for each offer; none if prices differ, or nobody can be made one.
    pub envelope: Option<SmallMoney>,
}

impl<'a> Contest<'a> {
    pub fn new(world: &'a World, politics: &'a Politics, parameters: &'a Parameters, election: ElectionId) -> Self {
        let stands = politics.polity.election(election);
        let mut voters = vec![0; stands.constituencies.len()];
        for (v, &k) in stands.constituency_of.iter().enumerate() {
            voters[k as usize] += world.villages.clients_of(VillageId::new(v)).len() as u64;
        }
        let place = |party| stands.parties.iter().position(|&stands| stands.index() == party);
        let booth = |v| Booth::new(politics, parameters, election, VillageId::new(v));
        let chests = chests(politics, &parameters.campaign, election, &voters);
        let contest = Self {
            world,
            politics,
            parameters,
            election,
            booths: (0..world.villages.len()).into_par_iter().map(booth).collect(),
            place_of: (0..politics.polity.parties.len()).map(place).collect(),
            machines: Vec::new(),
            budgets: Vec::new(),
        };
        contest.with_machines(chests)
    }

    /// Gathers the brokers of every candidate, and shares out its money.
    fn with_machines(mut self, chests: Vec<Chest>) -> Self {
        let first = self.politics.polity.politicians_of(self.election).start;
        let machine = |(k, chest)| {
            let candidate = PoliticianId::new(first + k);
            Machine { candidate, chest, brokers: 0, leaves: (0.0, 1.0), envelope: None }
        };
        self.machines = chests.into_iter().enumerate().map(machine).collect();
        let mut brokers = vec![0_u32; self.world.villages.len() * self.candidates()];
        for patron in (0..self.world.patrons.len()).map(PatronId::new) {
            let Some(place) = self.place(patron) else { continue };
            let village = self.world.patrons.village[patron.index()];
            let at = self.machine_at(village, place);
            let Machine { candidate, chest, .. } = self.machines[at];
            let left = leaves(self.politics, self.campaign(), candidate, chest.broker_keeps, patron);
            let Machine { brokers: count, leaves: (sum, least), .. } = &mut self.machines[at];
            (*count, *sum, *least) = (*count + 1, *sum + left, least.min(left));
            brokers[village.index() * self.candidates() + place] += 1;
        }
        for machine in self.machines.iter_mut().filter(|machine| machine.brokers > 0) {
            machine.leaves.0 /= machine.brokers as f64;
        }
        if self.campaign().sharing == Design::Villages {
            self.budgets = self.shared_out(&brokers);
        }
        self
    }

    pub fn campaign(&self) -> &'a Campaign {
        &self.parameters.campaign
    }

    /// How many candidates stand in a constituency.
    fn candidates(&self) -> usize {
        self.politics.polity.election(self.election).parties.len()
    }

    /// The constituency of a village.
    pub fn constituency(&self, village: VillageId) -> u32 {
        self.politics.polity.election(self.election).constituency_of[village.index()]
    }

    /// Which of its constituency's candidates a patron works for; none if it serves no party, or none that stands.
    pub fn place(&self, patron: PatronId) -> Option<usize> {
        self.place_of[self.politics.brokers.party[patron.index()]?.index()]
    }

    /// The machine of a candidate of a village's constituency, among all.
    fn machine_at(&self, village: VillageId, place: usize) -> usize {
        self.constituency(village) as usize * self.candidates() + place
    }

    /// The machine of a candidate of a village's constituency.
    pub fn machine(&self, village: VillageId, place: usize) -> &Machine {
        &self.machines[self.machine_at(village, place)]
    }

    /// What a broker of a village has for gifts of this candidate, what is kept on the way included.
    pub fn budget(&self, village: VillageId, place: usize) -> Money {
        self.budgets[village.index() * self.candidates() + place]
    }

    /// How many offers one broker makes at most.
    pub fn quota(&self) -> usize {
        match (self.campaign().sharing, self.campaign().quota) {
            (Design::Villages, quota) if quota > 0 => quota as usize,
            _ => usize::MAX,
        }
    }

    /// Every broker's share of what is planned for its village, by village, then by candidate. Where nobody is a candidate's broker nothing is
    /// planned.
    fn shared_out(&self, brokers: &[u32]) -> Vec<Money> {
        let candidates = self.candidates();
        let mut budgets = vec![Money::ZERO; brokers.len()];
        let parties = &self.politics.polity.election(self.election).parties;
        for (k, villages) in self.politics.polity.election(self.election).villages().iter().enumerate() {
            for (place, &party) in parties.iter().enumerate() {
                let brokers = |village: VillageId| brokers[village.index() * candidates + place];
                let mut weights = weights(self.politics, party, villages);
                for (weight, &village) in weights.iter_mut().zip(villages) {
                    *weight = if brokers(village) > 0 { *weight } else { 0.0 };
                }
                let gifts = self.machines[k * candidates + place].chest.gifts;
                for (&village, part) in villages.iter().zip(gifts.shared_out(&weights)).filter(|(v, _)| brokers(**v) > 0) {
                    let each = Money::from_micros(part.micros() / i64::from(brokers(village)));
                    budgets[village.index() * candidates + place] = each;
                }
            }
        }
        budgets
    }

    /// Whether a broker could make a client an offer, for the candidate whom the broker serves, as far as clients elsewhere are concerned: in
    /// another constituency nobody votes for it.
    pub fn votes_for(&self, home: VillageId, broker: PatronId) -> bool {
        self.constituency(home) == self.constituency(self.world.patrons.village[broker.index()])
    }

    /// Adds to every machine's names those whom the brokers of a village can make offers; `near` are the voters of the village whom each of
    /// them knows.
    pub fn count_names(&self, look: &Look<'_>, village: VillageId, near: &[usize], names: &mut [u64]) {
        let loyal = self.campaign().paid_by == PaidBy::Loyalty;
        let patrons = self.world.villages.patrons_of(village);
        let mut elsewhere = look.elsewhere(village);
        for (patron, &near) in patrons.map(PatronId::new).zip(near) {
            let far = elsewhere.iter().take_while(|away| away.broker == patron).count();
            let (far, others) = elsewhere.split_at(far);
            elsewhere = others;
            let Some(place) = self.place(patron) else { continue };
            let can_offer = |away: &&Away| {
                self.votes_for(away.home, patron) && (!loyal || self.world.clients.loyalty[away.client.index()] > Degree::ZERO)
            };
            let count = near + far.iter().filter(can_offer).count();
            names[self.machine_at(village, place)] += count.min(self.quota()) as u64;
        }
    }

    /// Sets what is in every machine's envelopes, whose brokers can make so many voters offers.
    pub fn price(&mut self, names: &[u64]) {
        let envelopes: Vec<Option<SmallMoney>> =
            self.machines.iter().zip(names).map(|(machine, &names)| self.envelope(machine, names)).collect();
        for (machine, envelope) in self.machines.iter_mut().zip(envelopes) {
            machine.envelope = envelope;
        }
    }

    /// What is in an envelope: what the money makes per name, drawn towards what rivals paid at the last election.
    fn envelope(&self, machine: &Machine, names: u64) -> Option<SmallMoney> {
        let campaign = self.campaign();
        if campaign.pricing == Pricing::Reservation || names == 0 {
            return None;
        }
        let own = machine.chest.gifts.to_s() * machine.leaves.0 / names as f64;
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

    /// What the way to a broker leaves of a machine's money.
    pub fn leaves(&self, machine: &Machine, broker: PatronId) -> f64 {
        leaves(self.politics, self.campaign(), machine.candidate, machine.chest.broker_keeps, broker)
    }
}
