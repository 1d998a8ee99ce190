//! Compares the slow model's politics with the engine's, after a round: exactly, but for sums of real numbers.

use super::Politics;
use crate::society::Society;
use patronage::world::World;
use patronage::world::politics::Purse;
use patronage::world::politics::record::{CampaignPhase, ElectionResult, MachineStep, OfferSum, Record};
use patronage::world::politics::voters::Mark;
use std::fmt::Debug;

/// What was not equal: what, engine, slow model.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    #[expect(clippy::needless_pass_by_value, reason = "values made for the comparison")]
    fn equal<T: PartialEq + Debug>(&mut self, what: impl Fn() -> String, engine: T, own: T) {
        if engine != own {
            self.0.push(format!("{}: {engine:?}, not {own:?}", what()));
        }
    }

    fn near(&mut self, what: impl Fn() -> String, engine: f64, own: f64) {
        let near = engine == own || (engine - own).abs() <= 1e-6 * own.abs().max(1e-3);
        if !near {
            self.0.push(format!("{}: {engine}, not {own}", what()));
        }
    }
}

/// Fails if anything political differs.
pub(crate) fn compare(world: &World, society: &Society, place: &str) {
    let (Some(engine), Some(own)) = (&world.politics, &society.politics) else {
        assert!(world.politics.is_none() && society.politics.is_none(), "{place}: only one of the models has politics");
        return;
    };
    let mut differences = Differences::default();
    compare_record(&engine.record, &own.record, &mut differences);
    compare_politicians(engine, own, &mut differences);
    compare_districts(engine, own, &mut differences);
    compare_offers(world, engine, own, &mut differences);
    compare_places(world, own, &mut differences);
    compare_agents(engine, own, &mut differences);
    let Differences(all) = differences;
    let first: Vec<&String> = all.iter().take(40).collect();
    assert!(all.is_empty(), "{place}: {} differences (engine, slow model): {first:#?}", all.len());
}

fn compare_politicians(engine: &patronage::world::Politics, own: &Politics, differences: &mut Differences) {
    let politicians = &engine.politicians;
    for (c, politician) in own.politicians.iter().enumerate() {
        let name = |what: &str| {
            let (e, k, p) = (politician.election, politician.constituency, politician.party);
            format!("{what} of politician {c} (election {e}, constituency {k}, party {p})")
        };
        differences.equal(|| name("funds"), politicians.funds[c], politician.funds);
        differences.equal(|| name("gift money"), politicians.plan[c].gifts, politician.plan.gifts);
        differences.equal(|| name("fees"), politicians.plan[c].fees, politician.plan.fees);
        differences.near(|| name("expected votes"), politicians.plan[c].expected, politician.plan.expected);
        differences.near(|| name("aim"), politicians.plan[c].aim, politician.plan.aim);
        differences.near(|| name("prospect"), politicians.plan[c].prospect, politician.plan.prospect);
        differences.equal(|| name("price known"), politicians.price[c].is_some(), politician.price.is_some());
        differences.near(|| name("price"), politicians.price[c].unwrap_or(0.0), politician.price.unwrap_or(0.0));
        let mut family = politician.family.clone();
        family.sort_unstable();
        let members = politicians.family.get(c).into_iter().flatten().map(|member| member.index());
        differences.equal(|| name("family"), members.collect(), family);
        differences.equal(|| name("votes"), politicians.votes[c], politician.votes);
        differences.equal(|| name("seats"), politicians.seats[c], politician.seats);
    }
}

fn compare_districts(engine: &patronage::world::Politics, own: &Politics, differences: &mut Differences) {
    let districts = &engine.districts;
    for (d, district) in own.districts.iter().enumerate() {
        let name = |what: &str| format!("{what} of district {d}");
        for purse in Purse::ALL {
            differences.equal(
                || format!("{purse:?} of district {d}"),
                districts.purse[d][purse as usize],
                district.purse[purse as usize],
            );
        }
        differences.equal(|| name("treasury"), districts.treasury[d], district.treasury);
        differences.equal(|| name("party"), districts.party[d].index(), district.party);
        differences.equal(|| name("politician"), districts.politician[d].index(), district.politician);
        differences.near(|| name("goods"), districts.goods[d], district.goods);
        differences.equal(|| name("stolen"), districts.stolen[d], district.stolen);
        differences.equal(|| name("service"), districts.service[d], district.service);
        differences.equal(|| name("service of term"), districts.service_of_term[d], district.service_of_term);
        differences.equal(|| name("audited"), districts.audited[d], district.audited);
        let lives_here = |i: &usize| own.district_of(own.villages_of_clients[*i]) == d;
        let here: Vec<usize> = (0..own.voters.len()).filter(lives_here).collect();
        let officials = here.iter().filter(|&&i| own.voters[i].official).count() as u32;
        let by_patronage = here.iter().filter(|&&i| own.voters[i].by_patronage).count() as u32;
        differences.equal(|| name("officials"), districts.officials[d], officials);
        differences.equal(|| name("officials by patronage"), districts.by_patronage[d], by_patronage);
    }
}

fn compare_places(world: &World, own: &Politics, differences: &mut Differences) {
    let engine = world.politics.as_ref().expect("politics");
    for (v, place) in own.places.iter().enumerate() {
        let village = patronage::ids::VillageId::new(v);
        for party in 0..place.support.len() {
            let name = |what: &str| format!("{what} of party {party} in village {v}");
            differences.equal(|| name("support"), engine.places.support(village)[party], place.support[party]);
            differences.near(|| name("club goods"), engine.places.club(village)[party].into(), place.club[party].into());
        }
        if own.polity.voters[v] == 0 {
            continue;
        }
        differences.near(|| format!("hazard of village {v}"), world.villages.hazard[v], own.hazard[v]);
        differences.near(|| format!("outside option of village {v}"), world.villages.outside[v], own.outside[v]);
    }
}

fn compare_agents(engine: &patronage::world::Politics, own: &Politics, differences: &mut Differences) {
    for (p, broker) in own.brokers.iter().enumerate() {
        let brokers = &engine.brokers;
        differences.equal(
            || format!("superior of patron {p}"),
            brokers.superior[p].map(patronage::ids::PoliticianId::index),
            broker.superior,
        );
        differences.equal(|| format!("party of patron {p}"), brokers.party[p].map(patronage::ids::PartyId::index), broker.party);
        differences.equal(|| format!("names of patron {p}"), brokers.names[p], broker.names);
    }
    for (i, voter) in own.voters.iter().enumerate() {
        let marks = [
            (Mark::Official, voter.official),
            (Mark::ByPatronage, voter.by_patronage),
            (Mark::Accepts, voter.accepts),
            (Mark::Offered, voter.offered),
            (Mark::Supporter, voter.supporter),
            (Mark::Voted, voter.voted),
            (Mark::Benefited, voter.benefited),
        ];
        for (mark, own) in marks {
            differences.equal(|| format!("{mark:?} of client {i}"), engine.voters.marks[i].has(mark), own);
        }
        let favour = (engine.voters.favour[i].to_s() * 1000.0).round() as u32;
        differences.equal(|| format!("favour of client {i}"), favour, voter.favour);
    }
}

/// Who made them and what they promise shows in the names of brokers and in the steps of machines.
fn compare_offers(world: &World, engine: &patronage::world::Politics, own: &Politics, differences: &mut Differences) {
    let of_engine = |offer: patronage::world::politics::Offer| {
        let village = world.villages.of_client(offer.client.index());
        let politician = engine.polity.candidates_in(offer.election, village).start + offer.candidate;
        ((politician, offer.client.index()), (offer.strategy, patronage::quantity::Money::from(offer.price), offer.accepted))
    };
    let of_own = |offer: &super::Offer| ((offer.politician, offer.client), (offer.strategy, offer.price, offer.accepted));
    let mut theirs: Vec<_> = engine.offers.iter().map(of_engine).collect();
    let mut ours: Vec<_> = own.offers.iter().map(of_own).collect();
    theirs.sort_by_key(|offer| offer.0);
    ours.sort_by_key(|offer| offer.0);
    differences.equal(|| "number of offers".to_owned(), theirs.len(), ours.len());
    for one in theirs.iter().filter(|one| ours.binary_search_by_key(&one.0, |other| other.0).is_err()) {
        differences.0.push(format!("only the engine offers (politician, client) {one:?}"));
    }
    for other in &ours {
        let Ok(place) = theirs.binary_search_by_key(&other.0, |one| one.0) else {
            differences.0.push(format!("only the slow model offers (politician, client) {other:?}"));
            continue;
        };
        differences.equal(|| format!("offer (politician, client) {:?}", other.0), theirs[place].1, other.1);
    }
}

fn compare_record(engine: &Record, own: &Record, differences: &mut Differences) {
    differences.equal(|| "reach".to_owned(), engine.reach, own.reach);
    differences.equal(|| "gifts by group".to_owned(), engine.by_group, own.by_group);
    differences.equal(|| "turnover of brokers".to_owned(), engine.turnover.clone(), own.turnover.clone());
    differences.equal(|| "contingency".to_owned(), engine.contingency, own.contingency);
    let results = |record: &Record| -> Vec<ElectionResult> {
        let mut results = record.results.clone();
        results.sort_by_key(|result| result.politician);
        results
    };
    let (theirs, ours) = (results(engine), results(own));
    differences.equal(|| "number of results".to_owned(), theirs.len(), ours.len());
    for (one, other) in theirs.into_iter().zip(ours) {
        differences.equal(|| format!("result of {}", other.politician), one, other);
    }
    let machines = |record: &Record| -> Vec<MachineStep> {
        let mut machines = record.machines.clone();
        let phases = [CampaignPhase::Purpose, CampaignPhase::Design, CampaignPhase::Grow, CampaignPhase::Perform];
        machines.sort_by_key(|step| (phases.iter().position(|phase| *phase == step.phase), step.politician));
        machines
    };
    let (theirs, ours) = (machines(engine), machines(own));
    differences.equal(|| "number of machine steps".to_owned(), theirs.len(), ours.len());
    for (one, other) in theirs.into_iter().zip(ours) {
        let name = |what: &str| format!("{what} of {} in {}", other.politician, other.phase.word());
        differences.equal(|| name("step"), (one.politician, one.phase), (other.politician, other.phase));
        differences.near(|| name("wanted"), one.wanted, other.wanted);
        differences.near(|| name("reached"), one.reached, other.reached);
        differences.equal(|| name("completion known"), one.completion.is_some(), other.completion.is_some());
        differences.near(|| name("completion"), one.completion.unwrap_or(0.0), other.completion.unwrap_or(0.0));
    }
    compare_sums(engine, own, differences);
}

fn compare_sums(engine: &Record, own: &Record, differences: &mut Differences) {
    let sums = |record: &Record| -> Vec<OfferSum> {
        let mut sums = record.offers.clone();
        sums.sort_by_key(|sum| (sum.politician, sum.strategy, sum.attitude));
        sums
    };
    let (theirs, ours) = (sums(engine), sums(own));
    differences.equal(|| "number of sums of offers".to_owned(), theirs.len(), ours.len());
    for (one, other) in theirs.into_iter().zip(ours) {
        differences.equal(|| format!("offers of {}", other.politician), one, other);
    }
}
