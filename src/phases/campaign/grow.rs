//! Grow: local patrons choose a politician to serve, or leave one; machines count in how many villages they have a broker.
//!
//! Everybody chooses in the time of the lowest election, of whose candidates one is to be the superior. Draws: [`Purpose::Grow`], for
//! each patron one word per party, in the order of parties, and one for serving nobody.
//!
//! Reads ideologies, plans and who governs. Writes superiors. No money moves.

use super::{Campaign, note};
use crate::ids::{ElectionId, PartyId, PatronId, PoliticianId, VillageId};
use crate::phases::{Moment, Parameters};
use crate::random::{Purpose, Word, Words};
use crate::world::politics::record::{CampaignPhase, Turnover};
use crate::world::{BLOCK, Politics, Turn, World};
use rayon::prelude::*;

/// Runs the phase for the elections for which it is due.
pub(super) fn run(world: &mut World, politics: &mut Politics, parameters: &Parameters, moment: Moment, due: &[ElectionId]) {
    if due.contains(&politics.polity.lowest_election()) {
        let superiors = choose_all(world, politics, &parameters.campaign, moment);
        serve(world, politics, &superiors);
    }
    for &election in due {
        let villages = politics.polity.election(election).villages();
        for (k, villages) in villages.iter().enumerate() {
            let inhabited: Vec<_> =
                villages.iter().copied().filter(|&village| !world.villages.patrons_of(village).is_empty()).collect();
            for candidate in politics.polity.candidates(election, k as u32) {
                let party = Some(politics.politicians.party[candidate]);
                let has_broker =
                    |village: &&VillageId| politics.brokers.party[world.villages.patrons_of(**village)].contains(&party);
                let reached = inhabited.iter().filter(has_broker).count();
                note(politics, candidate, CampaignPhase::Grow, inhabited.len() as f64, reached as f64);
            }
        }
    }
}

/// What every patron chooses.
fn choose_all(world: &World, politics: &Politics, campaign: &Campaign, moment: Moment) -> Vec<Option<PoliticianId>> {
    let money = money(world, politics);
    let quota = politics.polity.parties.len() + 1;
    let blocks = world.patrons.village.par_chunks(BLOCK).enumerate().flat_map_iter(|(block, villages)| {
        let first = block * BLOCK;
        let mut words = moment.draws.words(Purpose::Grow, moment.round, first, quota as u32);
        let choose = |(i, &village): (usize, &VillageId)| {
            let chances = take(&mut words, quota);
            choose(politics, campaign, &money, PatronId::new(first + i), village, &chances)
        };
        villages.iter().enumerate().map(choose).collect::<Vec<_>>()
    });
    blocks.collect()
}

fn take(words: &mut Words, quota: usize) -> Vec<Word> {
    (0..quota).map(|_| words.take::<1>()[0]).collect()
}

/// Whom a patron chooses among the candidates of its village: the best, the first of equals, nobody last.
fn choose(
    politics: &Politics,
    campaign: &Campaign,
    money: &[f64],
    patron: PatronId,
    village: VillageId,
    chances: &[Word],
) -> Option<PoliticianId> {
    let (politicians, brokers) = (&politics.politicians, &politics.brokers);
    let governing = politics.governing(village);
    let worth = |candidate: PoliticianId| {
        let party = politicians.party[candidate.index()];
        let place = politics.polity.parties[party.index()].ideology;
        let stays = brokers.superior[patron.index()] == Some(candidate);
        -campaign.conviction * (f64::from(brokers.ideology[patron.index()]) - place).abs()
            + campaign.greed * libm::log1p(money[candidate.index()])
            + if party == governing { campaign.spoils } else { 0.0 }
            + if stays { campaign.inertia } else { 0.0 }
            + campaign.broker_noise * chances[party.index()].gumbel()
    };
    let candidates = politics.polity.candidates_in(politics.polity.lowest_election(), village);
    let all = candidates.map(PoliticianId::new).map(|candidate| (candidate, worth(candidate)));
    let (best, most) = all.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let aloof = campaign.aloof + campaign.broker_noise * chances[politics.polity.parties.len()].gumbel();
    (most >= aloof).then_some(best)
}

/// The gift money that a broker of each politician can hope to pass down \[S\]: that of the politician and of all above it, each
/// shared out among the local patrons of its constituency as if they served all its candidates alike.
fn money(world: &World, politics: &Politics) -> Vec<f64> {
    let each = of_each(world, politics);
    let chain = |politician| politics.politicians.chain(PoliticianId::new(politician));
    (0..politics.politicians.len()).map(|politician| chain(politician).map(|above| each[above.index()]).sum()).collect()
}

/// The gift money of every politician per local patron whom it can hope to have \[S\]; nothing where there are no patrons.
fn of_each(world: &World, politics: &Politics) -> Vec<f64> {
    let mut each = vec![0.0; politics.politicians.len()];
    for (e, election) in politics.polity.elections() {
        for (k, villages) in election.villages().iter().enumerate() {
            let patrons: usize = villages.iter().map(|&village| world.villages.patrons_of(village).len()).sum();
            let hoped = patrons as f64 / election.parties.len() as f64;
            for candidate in politics.polity.candidates(e, k as u32).filter(|_| patrons > 0) {
                each[candidate] = politics.politicians.plan[candidate].gifts.to_s() / hoped;
            }
        }
    }
    each
}

/// Patrons serve whom they chose from now on.
fn serve(world: &mut World, politics: &mut Politics, superiors: &[Option<PoliticianId>]) {
    let party_of = |superior: Option<PoliticianId>| superior.map(|s: PoliticianId| politics.politicians.party[s.index()]);
    let parties: Vec<Option<PartyId>> = superiors.iter().copied().map(party_of).collect();
    for (before, now) in politics.brokers.superior.iter().zip(superiors) {
        match before {
            None if now.is_some() => world.flows.count(Turn::Recruited),
            Some(_) if before != now => world.flows.count(Turn::Defected),
            _ => {}
        }
    }
    politics.record.turnover = turnover(politics.polity.parties.len(), &politics.brokers.party, &parties);
    politics.brokers.superior.copy_from_slice(superiors);
    politics.brokers.party = parties;
}

/// How many served each of so many parties before, and how many of them do no more.
fn turnover(parties: usize, before: &[Option<PartyId>], now: &[Option<PartyId>]) -> Vec<Turnover> {
    let mut turnover = vec![Turnover::default(); parties];
    for (before, now) in before.iter().zip(now) {
        if let Some(party) = before {
            let of_party = &mut turnover[party.index()];
            of_party.before += 1;
            of_party.left += u64::from(before != now);
        }
    }
    turnover
}
