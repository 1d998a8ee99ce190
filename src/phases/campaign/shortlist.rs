//! Whom a broker need not look at twice: voters who cannot be among the best of those it knows.
//!
//! A broker who pays everybody the same, and is paid for votes, buys from the head of its list, and has money and names for a part of it only. How
//! good an offer is follows from chances, which take an exponential for every candidate; [`Odds`] tells them roughly at a fraction of
//! that, for several voters side by side. Who comes out behind by more than what that can move is left out. Nothing depends on it but time.

use super::PaidBy;
use super::know::Known;
use super::money::cost_of;
use super::shop::{Contest, Machine};
use crate::ids::{PartyId, PatronId, VillageId};
use crate::maths::single;
use crate::phases::vote::leaning::{Booth, Kin, noticed};
use crate::phases::vote::odds::{ABREAST, Column, ERROR, Estimate, MOST, Odds, Race, Stances};
use crate::phases::vote::{Compliance, MoneyUtility, Voting};
use crate::quantity::{Money, SmallMoney};
use crate::world::politics::Strategy;

/// By how much wrong odds and rounding move the rise of a payer's lead, at most. It is the difference of two differences of shares of odds, and odds that are
/// wrong by [`ERROR`] move none of these four by more than half of that.
const DOUBT: f32 = 2.0 * ERROR + 1e-6;
/// By how much more for every unit of what the gift is worth, in units of the noise. What brokers misjudge of consumption is a part of it that is wrong by at most
/// 2 in 10^5, which moves two of the shares by at most a quarter of that.
const DOUBT_OF_WORTH: f32 = 1e-5;
/// More than rounding to nine decimals moves a merit.
const LAST_DIGIT: f32 = 1e-9;

/// What a broker sees of some voters at a glance, for all elections of a day.
pub(super) struct Glances {
    stances: Stances,
    /// The parties that their patrons serve.
    parties: [Option<PartyId>; ABREAST],
    consumption: Column,
    norm: Column,
}

/// What is true of some voters, and what it takes to tell how brokers see it.
struct Told {
    position: Column,
    cost: Column,
    /// What patrons add to the utility of the candidates whom they serve.
    bond: Column,
    consumption: Column,
    /// Standard deviations of errors, and the words from which these follow.
    spread: Column,
    words: [[u32; ABREAST]; 3],
}

impl Told {
    /// The stances of the voters, and what they consume, as brokers see them.
    #[inline]
    fn as_seen(&self, voting: &Voting) -> (Stances, Column) {
        let [position, cost, misjudged] =
            self.words.map(|words| -> Column { std::array::from_fn(|k| self.spread[k] * single::normal_quantile(words[k])) });
        let position = Estimate { truth: self.position, error: position };
        let cost = Estimate { truth: self.cost, error: cost };
        let mut consumption = self.consumption;
        for k in 0..ABREAST {
            let is_told = misjudged[k].abs() <= MOST;
            consumption[k] *= if is_told { single::exp(misjudged[k]) } else { f32::NAN };
        }
        (Stances::of(voting.salience, voting.noise, &position, &cost, &self.bond), consumption)
    }
}

/// The races of some voters in one election.
struct Races {
    own: Column,
    rival: Column,
    all: Column,
    /// Chance that it is noticed what they do.
    noticed: Column,
}

impl Contest<'_> {
    /// What a broker sees of the voters whom it knows, so many at a time.
    pub fn glance(&self, known: &[Known]) -> Vec<Glances> {
        known.chunks(ABREAST).map(|known| self.glance_at(known)).collect()
    }

    fn glance_at(&self, known: &[Known]) -> Glances {
        let (world, voting) = (self.world, &self.parameters.voting);
        let none = [0.0; ABREAST];
        let (mut position, mut cost, mut bond, mut consumption, mut norm) = (none, none, none, none, none);
        let (mut spread, mut words, mut parties) = (none, [[0; ABREAST]; 3], [None; ABREAST]);
        for (k, known) in known.iter().enumerate() {
            let (client, booth) = (known.client.index(), &self.booths[known.village.index()]);
            let seen = booth.look(world, self.politics, client);
            (position[k], cost[k]) = (seen.position as f32, seen.cost as f32);
            // What kin adds is left to exact arithmetic.
            bond[k] = if seen.kin == Kin::NONE { booth.bond(&seen) as f32 } else { f32::NAN };
            consumption[k] = Money::from(world.clients.consumed[client]).to_s() as f32;
            norm[k] = self.norm(known) as f32;
            parties[k] = world.clients.patron[client].and_then(|patron| self.politics.brokers.party[patron.index()]);
            spread[k] = known.bond.spread(self.campaign()) as f32;
            (0..3).for_each(|error| words[error][k] = known.words[error].bits());
        }
        let told = Told { position, cost, bond, consumption, spread, words };
        let (stances, consumption) = told.as_seen(voting);
        Glances { stances, parties, consumption, norm }
    }

    /// To how many voters a broker can make offers, where each costs the same and those of most merit come first; none where it is not so simple.
    pub fn room(&self, machine: &Machine, broker: PatronId, budget: Money) -> Option<usize> {
        let voting = &self.parameters.voting;
        let is_simple = self.campaign().paid_by == PaidBy::Votes && voting.compliance == Compliance::Norms && voting.noise > 0.0;
        let price = machine.envelope.filter(|_| is_simple && self.politics.politicians.family.is_empty())?;
        let cost = cost_of(self.world, self.politics, broker, price).micros();
        Some(usize::try_from(budget.micros() / cost).unwrap_or(0).min(self.quota()))
    }

    /// Of the voters known to a broker, who has room for some, those who may be among the best.
    pub fn shortlist(
        &self,
        (machine, place): (&Machine, usize),
        known: &[Known],
        glances: &[Glances],
        room: usize,
    ) -> Vec<Known> {
        if room == 0 {
            return Vec::new();
        }
        let Some(price) = machine.envelope.filter(|_| known.len() > room) else { return known.to_vec() };
        let mut rough = self.roughly(price, place, known, glances);
        if rough.len() > room {
            // Who is in doubt is kept, and puts nobody out.
            let mut least: Vec<f32> = rough.iter().map(|merit| merit.least).collect();
            let (_, &mut last, _) = least.select_nth_unstable_by(room - 1, |a, b| b.total_cmp(a));
            rough.retain(|merit| merit.most >= last);
        }
        rough.into_iter().map(|merit| known[merit.at as usize]).collect()
    }

    /// The voters to whom a broker can make an offer at a price, each with what it is good for.
    fn roughly(&self, price: SmallMoney, place: usize, known: &[Known], glances: &[Glances]) -> Vec<Merit> {
        let mut rough = Vec::with_capacity(known.len());
        let mut home = Home::of(self, &known[0], place);
        for (some, (known, glances)) in known.chunks(ABREAST).zip(glances).enumerate() {
            let none = [f32::NAN; ABREAST];
            let mut races = Races { own: none, rival: none, all: none, noticed: none };
            let mut can_offer = [false; ABREAST];
            for (k, known) in known.iter().enumerate() {
                if known.village != home.village {
                    home = Home::of(self, known, place);
                }
                can_offer[k] = home.votes;
                home.race(glances, k, &mut races);
            }
            let (merits, doubts) = self.merits(price, glances, &races);
            let merit = |k: usize| Merit::of((some * ABREAST + k) as u32, merits[k], doubts[k]);
            rough.extend((0..known.len()).filter(|&k| can_offer[k]).map(merit));
        }
        rough
    }

    /// What offers at a price are good for, not rounded, and by how much that may be wrong; NaN where it is not known.
    #[inline]
    fn merits(&self, price: SmallMoney, glances: &Glances, races: &Races) -> (Column, Column) {
        let voting = &self.parameters.voting;
        let gift = Money::from(price).to_s() as f32;
        let per_noise = (voting.money / voting.noise) as f32;
        let is_linear = voting.money_utility == MoneyUtility::Linear;
        let (mut worth, mut others) = ([per_noise * gift; ABREAST], [0.0; ABREAST]);
        let (mut merits, mut doubts) = ([0.0; ABREAST], [0.0; ABREAST]);
        if !is_linear {
            for (worth, &consumption) in worth.iter_mut().zip(&glances.consumption) {
                let consumption = if consumption < 0.5 { 0.5 } else { consumption };
                *worth = per_noise * single::ln_1p(gift / consumption);
            }
        }
        // What the gift leaves of the odds of all else. By itself, or the processor would work it out one by one.
        for k in 0..ABREAST {
            others[k] = single::exp(-worth[k]);
        }
        for k in 0..ABREAST {
            let (own, rival, all) = (races.own[k], races.rival[k], races.all[k]);
            let others = if worth[k] <= MOST { others[k] } else { f32::NAN };
            let binds = races.noticed[k] + (1.0 - races.noticed[k]) * glances.norm[k];
            // The payer's chance rises from own/all to own/with, its rival's falls.
            let with = own + (all - own) * others;
            merits[k] = binds * ((own - rival * others) / with - (own - rival) / all);
            doubts[k] = binds * (DOUBT + DOUBT_OF_WORTH * worth[k]) + LAST_DIGIT;
        }
        (merits, doubts)
    }
}

/// What an offer to a voter is good for, as far as that is known.
struct Merit {
    /// The voter's place on the list.
    at: u32,
    least: f32,
    most: f32,
}

impl Merit {
    fn of(at: u32, merit: f32, doubt: f32) -> Self {
        if merit.is_nan() {
            return Self { at, least: f32::NEG_INFINITY, most: f32::INFINITY };
        }
        Self { at, least: merit - doubt, most: merit + doubt }
    }
}

/// The village where some voters live, as the brokers of one candidate see it.
struct Home<'a> {
    village: VillageId,
    booth: &'a Booth,
    /// None where all is in doubt.
    odds: Option<Odds>,
    /// Whether the candidate stands there.
    votes: bool,
    /// Chance that it is noticed whether somebody votes, and how.
    noticed: [f32; 2],
}

impl<'a> Home<'a> {
    /// The home of a voter.
    fn of(contest: &'a Contest<'_>, known: &Known, place: usize) -> Self {
        let (voting, booth) = (&contest.parameters.voting, &contest.booths[known.village.index()]);
        Self {
            village: known.village,
            booth,
            odds: Odds::new(booth, voting.noise, place),
            votes: contest.votes_for(known.village, known.broker),
            noticed: [Strategy::Turnout, Strategy::Vote].map(|strategy| noticed(voting, strategy, booth.monitoring) as f32),
        }
    }

    /// Puts down the race in the eyes of one of some voters; nothing where it is in doubt.
    #[inline]
    fn race(&self, glances: &Glances, voter: usize, races: &mut Races) {
        let Some(odds) = &self.odds else { return };
        let served = glances.parties[voter].and_then(|party| self.booth.served(party));
        let race = odds.race(&glances.stances, voter, served);
        if race.is_close() {
            return;
        }
        let Race { own, rival, all } = race;
        // Only for turning out it does not matter how somebody votes.
        let asks_turnout = (own > rival) & (own.max(rival) <= 1.0);
        races.noticed[voter] = self.noticed[usize::from(!asks_turnout)];
        (races.own[voter], races.rival[voter], races.all[voter]) = (own, rival, all);
    }
}

#[cfg(test)]
mod tests {
    use super::super::know::Look;
    use super::super::{Design, Pricing};
    use super::*;
    use crate::ids::{ElectionId, PoliticianId};
    use crate::phases::{Moment, Parameters};
    use crate::random::Draws;
    use crate::world::World;
    use crate::world::politics::Polity;
    use crate::world::politics::polity::Party;
    use crate::world::populate::{Endowment, Kind, Plans, StartNetwork, StartPolitics, populate};
    use proptest::prelude::{Just, any, prop_assert_eq, prop_oneof, proptest};
    use std::sync::Arc;

    const DRAWS: Draws = Draws { seed: 5, replicate: 0 };

    /// Two villages with eight patrons, who are brokers by turns of the candidates of four parties that stand here.
    fn society(parameters: &Parameters, ideologies: [f64; 4]) -> World {
        let mut polity = Polity::two_parties(vec![300; 2], 1, 240.0);
        polity.parties = ideologies.iter().zip(["A", "B", "C", "D"]).map(|(&x, name)| Party::named(name, x)).collect();
        polity.elections[0].parties = (0..4).map(PartyId::new).collect();
        let polity = Arc::new(polity);
        let mean = crate::world::Strategy::from_parts([0.6, 0.5, 0.5, 0.4, 0.5]);
        let plans = Plans {
            population: &parameters.population,
            settlement: None,
            network: StartNetwork { keys: &parameters.network, listed: None },
            kinds: &[Kind { name: "all".to_owned(), share: 1.0, mean, spread: 0.2 }],
            endowment: Endowment { capital_per_client: 3.0, satisfaction: 1.0 },
            politics: Some(StartPolitics { polity: &polity, electorate: parameters.voting.electorate() }),
        };
        let mut world = populate(&plans, DRAWS);
        for (client, consumed) in world.clients.consumed.iter_mut().enumerate() {
            *consumed = SmallMoney::from_micros(100_000 + 7_919 * client as u32);
        }
        let politics = world.politics.as_mut().expect("there is politics");
        for patron in 0..8 {
            politics.brokers.superior[patron] = Some(PoliticianId::new(patron % 4));
            politics.brokers.party[patron] = Some(PartyId::new(patron % 4));
        }
        for candidate in 0..4 {
            politics.politicians.plan[candidate].gifts = Money::nearest(20.0);
            politics.politicians.funds[candidate] = Money::nearest(20.0);
        }
        world
    }

    proptest! {
        /// What a broker buys from its shortlist is what it would buy from its list.
        #[test]
        fn a_shortlist_changes_no_purchase(
            noise in prop_oneof![0.05..2.0f64, Just(0.001)], money in prop_oneof![0.2..20.0f64, Just(2000.0)], salience in 0.0..4.0f64,
            knowledge in 0.0..1.5f64, price in 0.01..2.0f64, linear in any::<bool>(), room in 1_usize..40, round in 1_u32..50,
        ) {
            let mut parameters = Parameters::default();
            let population = &mut parameters.population;
            (population.clients, population.patrons, population.villages) = (600, 8, 2);
            let voting = &mut parameters.voting;
            (voting.noise, voting.money, voting.salience, voting.performance) = (noise, money, salience, 0.0);
            voting.money_utility = if linear { MoneyUtility::Linear } else { MoneyUtility::Log };
            let campaign = &mut parameters.campaign;
            (campaign.knowledge_in, campaign.knowledge_out, campaign.reach) = (knowledge, knowledge, 0.5);
            (campaign.pricing, campaign.sharing, campaign.paid_by) = (Pricing::Envelope, Design::Villages, PaidBy::Votes);
            let mut world = society(&parameters, [-0.6, 0.1, 0.1, 0.7]);
            let politics = world.politics.take().expect("there is politics");
            let mut contest = Contest::new(&world, &politics, &parameters, ElectionId::new(0));
            let price = SmallMoney::saturating(Money::nearest(price));
            contest.machines.iter_mut().for_each(|machine| machine.envelope = Some(price));
            let look = Look::new(&world, &politics, &parameters.campaign, Moment { draws: DRAWS, round });
            let mut lists = Vec::new();
            for village in (0..2).map(VillageId::new) {
                look.known_in(village, &mut lists);
                for list in lists.iter().filter(|list| !list.is_empty()) {
                    let (machine, place) = contest.machine_of(list[0].broker).expect("everybody is a broker");
                    let bought = |known: &[Known]| -> Vec<_> {
                        let mut prospects = contest.prospects(known);
                        // As purchases go where all cost the same: the best first, of equals the first.
                        prospects.sort_by(|a, b| b.merit.total_cmp(&a.merit).then(a.client.cmp(&b.client)));
                        prospects.into_iter().take(room).map(|prospect| (prospect.client, prospect.promised)).collect()
                    };
                    let shortlist = contest.shortlist((machine, place), list, &contest.glance(list), room);
                    prop_assert_eq!(bought(list), bought(&shortlist), "of {}, {}", list.len(), shortlist.len());
                }
            }
        }
    }

    /// Where nothing is out of the ordinary, hardly anybody is looked at twice who cannot be bought.
    #[test]
    fn a_shortlist_is_short() {
        let mut parameters = Parameters::default();
        let population = &mut parameters.population;
        (population.clients, population.patrons, population.villages) = (600, 8, 2);
        parameters.campaign.pricing = Pricing::Envelope;
        let mut world = society(&parameters, [-0.6, -0.1, 0.2, 0.7]);
        let politics = world.politics.take().expect("there is politics");
        let contest = Contest::new(&world, &politics, &parameters, ElectionId::new(0));
        let price = Some(SmallMoney::from_micros(50_000));
        let look = Look::new(&world, &politics, &parameters.campaign, Moment { draws: DRAWS, round: 1 });
        let (mut lists, mut known, mut shortlisted) = (Vec::new(), 0, 0);
        for village in (0..2).map(VillageId::new) {
            look.known_in(village, &mut lists);
            for list in lists.iter().filter(|list| list.len() > 10) {
                let (machine, place) = contest.machine_of(list[0].broker).expect("everybody is a broker");
                let machine = Machine { envelope: price, ..machine.clone() };
                known += list.len();
                shortlisted += contest.shortlist((&machine, place), list, &contest.glance(list), 10).len() - 10;
            }
        }
        assert!(known > 400 && shortlisted < known / 50, "{shortlisted} of {known}");
    }
}
