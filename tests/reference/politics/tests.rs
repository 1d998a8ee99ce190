//! Societies with politics, in which the engine and the slow model must agree.

use crate::common;
use crate::society::{Booked, Society};
use patronage::ids::{DistrictId, ElectionId, PartyId};
use patronage::parameter::Value;
use patronage::phases::campaign::{Design, PaidBy, Pricing, Rule};
use patronage::phases::govern::ClubRule;
use patronage::phases::vote::{Compliance, MoneyUtility};
use patronage::scenario::{Event, InputFile, Scenario, Settlement};
use patronage::world::politics::polity::stations;
use patronage::world::politics::{Constituency, Election, Office, Party, Polity, SeatRule, Strategy};
use patronage::world::{Flow, Turn};
use std::path::PathBuf;
use std::sync::Arc;

/// Clients of each village; one has none.
const SIZES: [u32; 12] = [40, 22, 31, 0, 57, 18, 25, 36, 9, 44, 28, 30];

fn election(name: &str, office: Office, rule: SeatRule, seats: &[u32], constituency_of: impl Fn(usize) -> u32) -> Election {
    let constituency = |(k, &seats): (usize, &u32)| Constituency { name: format!("{name} {}", k + 1), seats };
    Election {
        name: name.to_owned(),
        office,
        after: 0,
        rule,
        threshold: 0.0,
        funds: 30.0,
        under: None,
        parties: (0..3).map(PartyId::new).collect(),
        constituencies: seats.iter().enumerate().map(constituency).collect(),
        constituency_of: (0..SIZES.len()).map(constituency_of).collect(),
    }
}

/// Three parties, a council under a provincial parliament, and an executive election two rounds later; four, two and three constituencies
/// and three districts that do not nest.
fn polity() -> Polity {
    let party = |name: &str, ideology, valence, funds| Party { valence, funds, ..Party::named(name, ideology) };
    // A small family in the middle, and one that is larger than some constituencies and not well known.
    let left = Party { family: 12, ..party("left", -0.6, 0.0, 1.0) };
    let middle = Party { family: 80, centrality: 0.2, ..party("middle", 0.1, 0.1, 0.5) };
    let mut council = election("council", Office::Legislature, SeatRule::SainteLague, &[2, 3, 1, 4], |v| v as u32 / 3);
    council.under = Some(ElectionId::new(1));
    let mut parliament = election("parliament", Office::Legislature, SeatRule::DHondt, &[3, 2], |v| v as u32 % 2);
    parliament.threshold = 0.1;
    parliament.funds = 60.0;
    let mut executive = election("executive", Office::Executive, SeatRule::Plurality, &[1, 1, 1], |v| (v as u32 + 1) / 5);
    executive.after = 2;
    executive.funds = 100.0;
    Polity {
        parties: vec![left, middle, party("right", 0.5, 0.0, 2.0)],
        elections: vec![council, parliament, executive],
        districts: vec!["a".to_owned(), "b".to_owned(), "c".to_owned()],
        district_of: (0..SIZES.len()).map(|v| DistrictId::new(v / 4)).collect(),
        stations: SIZES.iter().map(|&voters| stations(voters, 15.0)).collect(),
        voters: SIZES.to_vec(),
        // Two thirds are lost on the way to one village, and a tenth of the gifts arrives in another.
        leakage: [0.0, 0.15, 0.0, 0.0, 2.0 / 3.0, 0.03, 0.0, 0.9, 0.0, 0.3, 0.0, 0.0].to_vec(),
        group_of: (0..SIZES.len()).map(|v| v as u32 % 3).collect(),
        incumbent: PartyId::new(1),
    }
}

/// Twenty-six rounds of 340 clients and 34 patrons, with an election day every eight.
fn society(title: &str, seed: u64) -> Scenario {
    let mut scenario = common::scenario(title, 26, common::all_of_kind([0.6, 0.5, 0.4, 0.3, 0.5], 0.2));
    scenario.seed = seed;
    let p = &mut scenario.parameters;
    (p.population.clients, p.population.patrons, p.population.villages) = (SIZES.iter().sum(), 34, SIZES.len() as u32);
    (p.politics.every, p.politics.first) = (8, 8);
    (p.shocks.hazard, p.law.detection, p.economy.outside) = (0.3, 0.2, 0.5);
    (p.adaptation.share, p.population.attached) = (0.3, 0.9);
    p.voting.acceptance = 0.9;
    (p.government.posts, p.government.audit) = (0.05, 0.3);
    scenario.settlement = Some(Arc::new(Settlement {
        names: (1..=SIZES.len()).map(|v| format!("village {v}")).collect(),
        clients: SIZES.to_vec(),
        poverty: vec![0.0; SIZES.len()],
        skill: (0..SIZES.len()).map(|v| 0.9 + 0.02 * v as f64).collect(),
        districts: None,
        stations: None,
        leakage: None,
        groups: None,
        file: InputFile { written: String::new(), path: PathBuf::new(), bytes: 0, sha256: String::new() },
    }));
    scenario.polity = Some(Arc::new(polity()));
    scenario
}

/// What a run must have seen, lest it compares nothing.
fn expect_all(society: &Society, flows: &[Flow], turns: &[Turn]) {
    for &flow in flows {
        assert!(society.ever.counts[flow as usize] > 0, "{flow:?} never flowed");
    }
    for &turn in turns {
        assert!(society.ever.turns[turn as usize] > 0, "{turn:?} never happened");
    }
}

const POLITICAL_FLOWS: [Flow; 17] = [
    Flow::Tax,
    Flow::Transfer,
    Flow::CampaignFunds,
    Flow::PublicFine,
    Flow::Penalty,
    Flow::Gift,
    Flow::Skim,
    Flow::BrokerSkim,
    Flow::BrokerFee,
    Flow::PrivateClub,
    Flow::Salary,
    Flow::Relief,
    Flow::Contract,
    Flow::Kickback,
    Flow::PublicGoods,
    Flow::PublicClub,
    Flow::Leak,
];

const POLITICAL_TURNS: [Turn; 5] = [Turn::Recruited, Turn::Defected, Turn::Appointed, Turn::Dismissed, Turn::Audited];

#[test]
fn envelopes() {
    for seed in 1..4 {
        let society = crate::agree(&society("envelopes", seed));
        expect_all(&society, &POLITICAL_FLOWS, &POLITICAL_TURNS);
    }
}

#[test]
fn envelopes_from_one_purse() {
    let mut scenario = society("envelopes from one purse", 4);
    let p = &mut scenario.parameters;
    (p.campaign.sharing, p.campaign.paid_by, p.campaign.matching) = (Design::Pooled, PaidBy::Names, 0.6);
    p.campaign.quota = 2;
    (p.government.club_rule, p.government.merit) = (ClubRule::Rank, 0.2);
    crate::agree(&scenario);
}

#[test]
fn envelopes_for_the_loyal() {
    let mut scenario = society("envelopes for the loyal", 5);
    let p = &mut scenario.parameters;
    (p.campaign.paid_by, p.campaign.quota, p.voting.compliance) = (PaidBy::Loyalty, 3, Compliance::Repeated);
    (p.government.merit, p.government.leak, p.campaign.skim) = (0.9, 0.3, 0.3);
    crate::agree(&scenario);
}

#[test]
fn reservations() {
    for (seed, paid_by) in [(6, PaidBy::Votes), (7, PaidBy::Names), (8, PaidBy::Loyalty)] {
        let mut scenario = society("reservations", seed);
        let p = &mut scenario.parameters;
        (p.campaign.pricing, p.campaign.paid_by, p.campaign.secrecy_premium) = (Pricing::Reservation, paid_by, 1.3);
        p.campaign.sharing = if seed == 7 { Design::Villages } else { Design::Pooled };
        crate::agree(&scenario);
    }
}

/// The benchmark: no chance, money is utility, nothing is hidden.
#[test]
fn without_chance() {
    for (seed, rule, sharing) in [(9, Rule::Optimum, Design::Pooled), (10, Rule::Published, Design::Villages)] {
        let mut scenario = society("without chance", seed);
        let p = &mut scenario.parameters;
        (p.campaign.pricing, p.campaign.rule, p.campaign.sharing) = (Pricing::Reservation, rule, sharing);
        (p.voting.noise, p.voting.money_utility, p.voting.money) = (0.0, MoneyUtility::Linear, 2.0);
        (p.campaign.knowledge_in, p.campaign.knowledge_out, p.campaign.reach) = (0.0, 0.0, 1.0);
        (p.voting.secrecy, p.voting.turnout_monitoring) = (0.0, 1.0);
        crate::agree(&scenario);
    }
}

#[test]
fn envelopes_without_chance() {
    for (seed, compliance) in [(11, Compliance::Norms), (12, Compliance::Repeated)] {
        let mut scenario = society("envelopes without chance", seed);
        let p = &mut scenario.parameters;
        (p.voting.noise, p.voting.compliance, p.campaign.broker_noise) = (0.0, compliance, 0.0);
        (p.voting.cost_mean, p.voting.compulsory) = (0.0, 0.1);
        crate::agree(&scenario);
    }
}

/// Other calendars, and pyramids of another shape.
#[test]
fn other_polities() {
    for seed in 13..17 {
        let mut scenario = society("other polities", seed);
        let mut polity = polity();
        match seed {
            13 => polity.elections[1].under = Some(ElectionId::new(2)),
            14 => (polity.elections[0].under, polity.elections[2].under) = (None, Some(ElectionId::new(1))),
            15 => {
                polity.elections[2].office = Office::Legislature;
                polity.elections[2].rule = SeatRule::Hare;
                polity.elections[2].constituencies.iter_mut().for_each(|constituency| constituency.seats = 4);
            }
            _ => polity.elections[1].parties = vec![PartyId::new(0), PartyId::new(2)],
        }
        let campaign = &mut scenario.parameters.campaign;
        (campaign.purpose, campaign.design, campaign.grow) = [(12, 9, 8), (3, 3, 3), (0, 0, 0), (2, 3, 4)][seed as usize - 13];
        scenario.polity = Some(Arc::new(polity));
        crate::agree(&scenario);
    }
}

/// An election in every round, in every second one, and one after the other; all phases of campaigns overlap.
#[test]
fn elections_without_end() {
    for (seed, every) in [(17, 1), (18, 2), (19, 3)] {
        let mut scenario = society("elections without end", seed);
        let mut polity = polity();
        polity.elections[2].after = every - 1;
        (scenario.parameters.politics.every, scenario.parameters.politics.first) = (every, 1 + seed as u32 % 3);
        scenario.polity = Some(Arc::new(polity));
        crate::agree(&scenario);
    }
}

/// One party, parties that stand nowhere but above, nobody to work for them, nobody who takes gifts, nothing to give.
#[test]
fn hardly_any_politics() {
    for seed in 20..25 {
        let mut scenario = society("hardly any politics", seed);
        let mut polity = polity();
        let p = &mut scenario.parameters;
        match seed {
            20 => polity.elections.iter_mut().for_each(|election| election.parties = vec![PartyId::new(1)]),
            21 => polity.elections[0].parties = vec![PartyId::new(0), PartyId::new(2)],
            22 => (p.population.patrons, p.campaign.pricing) = (0, Pricing::Reservation),
            23 => (p.voting.acceptance, p.government.penalty, p.government.audit) = (0.0, 50.0, 1.0),
            _ => {
                polity.elections.iter_mut().for_each(|election| election.funds = 0.0);
                (p.government.tax, p.government.transfer, p.voting.money) = (0.0, 0.0, 0.0);
            }
        }
        scenario.polity = Some(Arc::new(polity));
        crate::agree(&scenario);
    }
}

/// Keys change while officials hold their posts and campaigns run.
#[test]
fn reforms() {
    for seed in 25..28 {
        let mut scenario = society("reforms", seed);
        let event = |round, changes: &[(&str, Value)]| Event {
            round,
            note: String::new(),
            changes: changes.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect(),
        };
        scenario.events = vec![
            event(6, &[("campaign.pricing", Value::Choice("reservation")), ("campaign.paid_by", Value::Choice("names"))]),
            event(9, &[("government.merit", Value::Number(0.1)), ("government.posts", Value::Number(0.02))]),
            event(15, &[("campaign.sharing", Value::Choice("pooled")), ("voting.compliance", Value::Choice("repeated"))]),
            event(17, &[("government.merit", Value::Number(1.0)), ("government.posts", Value::Number(0.3))]),
            event(18, &[("government.club_rule", Value::Choice("rank")), ("government.salary", Value::Number(30.0))]),
            event(23, &[("voting.noise", Value::Number(0.0)), ("voting.fear", Value::Number(20.0))]),
        ];
        crate::agree(&scenario);
    }
}

const SEEDS: std::ops::Range<u64> = 200..270;

/// Every key drawn from its range.
#[test]
fn any_politics() {
    let mut ever = Booked::default();
    let mut strategies = Vec::new();
    for seed in SEEDS {
        let mut scenario = society("any politics", seed);
        let (population, calendar) = (scenario.parameters.population.clone(), scenario.parameters.politics.clone());
        let p = &mut scenario.parameters;
        common::randomise(p, seed);
        p.politics = calendar;
        (p.population.clients, p.population.patrons, p.population.villages) =
            (population.clients, population.patrons, population.villages);
        p.population.skill_sd = p.population.skill_sd.min(0.5);
        p.shocks.village_sd = p.shocks.village_sd.min(0.5);
        p.economy.productivity = p.economy.productivity.min(10.0);
        p.economy.capital_max = p.economy.capital_max.min(10.0);
        (p.campaign.purpose, p.campaign.design, p.campaign.grow) =
            (p.campaign.purpose % 8, p.campaign.design % 8, p.campaign.grow % 8);
        p.campaign.fees = p.campaign.fees.min(1.0 - p.campaign.club);
        let society = crate::agree(&scenario);
        ever.add(&society.ever);
        strategies.extend(society.politics.iter().flat_map(|politics| politics.strategies.clone()));
    }
    assert!(Flow::ALL.iter().all(|&flow| flow == Flow::Fine || ever.counts[flow as usize] > 0), "{:?}", ever.counts);
    assert!(Strategy::ALL.iter().all(|strategy| strategies.contains(strategy)), "a strategy was never compared");
}
