//! Creating the society before the first round (MODEL.md, Initialization).
//!
//! Reads the `[population]` keys and the kinds of patrons; ties are made in [`super::start`]. Draws: [`Purpose::PopulateClients`],
//! [`Purpose::PopulatePatrons`], [`Purpose::PopulateIdeology`], all before the first round.

use super::clients::{Contacts, Degree, Exchanged, Ideology, Valuation, sampled_every};
use super::politics::{self, Electorate, Polity, Shape};
use super::start::{self, Network, TieList};
use super::{BLOCK, Clients, Flows, Patrons, Relations, Stage, Strategy, Villages, Watch, World, tally::Tally};
use crate::ids::{PatronId, VillageId};
use crate::parameter::{Key, Section};
use crate::quantity::{Money, SmallMoney};
use crate::random::{Draws, GAMMA_QUOTA, Purpose, Word, gamma};
use rayon::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32};

/// How many agents there are and what they start with.
#[derive(Clone, Debug, PartialEq)]
pub struct Population {
    /// Clients.
    pub clients: u32,
    /// Patrons.
    pub patrons: u32,
    /// Villages.
    pub villages: u32,
    /// Standard deviation of the logarithm of villages' sizes.
    pub village_spread: f64,
    /// The path of a table of villages; empty if villages are alike.
    pub table: String,
    /// Share of clients that start with a patron.
    pub attached: f64,
    /// Start wealth of a client \[S\].
    pub wealth: f64,
    /// Start loyalty of an attached client.
    pub loyalty: f64,
    /// Standard deviation of the logarithm of skill.
    pub skill_sd: f64,
    /// How ideology is spread.
    pub ideology_shape: Shape,
    /// Mean of ideology.
    pub ideology_mean: f64,
    /// Standard deviation (or half the width) of ideology, before it is clipped to [-1, 1].
    pub ideology_sd: f64,
    /// Share of the variance of ideology that lies between villages.
    pub ideology_village: f64,
    /// Dirichlet weight of the wage in valuations.
    pub values_wage: f64,
    /// Dirichlet weight of protection in valuations.
    pub values_protection: f64,
    /// Dirichlet weight of support in valuations.
    pub values_support: f64,
}

impl Default for Population {
    fn default() -> Self {
        Self {
            clients: 20_000,
            patrons: 200,
            villages: 100,
            village_spread: 0.0,
            table: String::new(),
            attached: 1.0,
            wealth: 1.0,
            loyalty: 0.5,
            skill_sd: 0.35,
            ideology_shape: Shape::Normal,
            ideology_mean: 0.0,
            ideology_sd: 0.4,
            ideology_village: 0.3,
            values_wage: 6.0,
            values_protection: 3.5,
            values_support: 2.5,
        }
    }
}

/// The keys of [`Population`].
pub const POPULATION: Section<Population> = Section {
    name: "population",
    meaning: "How many agents there are, and what they start with.",
    keys: &[
        Key::<Population>::count("clients", |p| &mut p.clients, 1.0, 1_000_000_000.0, "clients")
            .at_start()
            .means("Number of clients; with a table of villages, as many as it counts."),
        Key::<Population>::count("patrons", |p| &mut p.patrons, 0.0, 100_000_000.0, "patrons")
            .at_start()
            .means("Number of patrons, spread over the villages evenly, or in proportion to clients with a table of villages."),
        Key::<Population>::count("villages", |p| &mut p.villages, 1.0, 100_000_000.0, "villages")
            .at_start()
            .means("Number of villages, over which clients are spread evenly; with a table of villages, as many as it has rows."),
        Key::<Population>::number("village_spread", |p| &mut p.village_spread, 0.0, 3.0, "sd of ln(clients)")
            .at_start()
            .means("Spread of the sizes of villages, which are lognormal; 0: all alike. With a table of villages, the table counts."),
        Key::<Population>::text("table", |p| &mut p.table, "path")
            .at_start()
            .means("A table of villages, CSV or Parquet, with the columns of the last section; a path in a scenario starts at the scenario's folder."),
        Key::<Population>::number("attached", |p| &mut p.attached, 0.0, 1.0, "share")
            .at_start()
            .means("Share of clients that start with a patron, drawn at random in their village."),
        Key::<Population>::number("wealth", |p| &mut p.wealth, 0.0, 1000.0, "S")
            .at_start()
            .means("Wealth of a client at the start."),
        Key::<Population>::number("loyalty", |p| &mut p.loyalty, 0.0, 1.0, "share")
            .at_start()
            .symbol("L(0)")
            .means("Loyalty of a client at the start, if it has a patron."),
        Key::<Population>::number("skill_sd", |p| &mut p.skill_sd, 0.0, 1.0, "sd of ln(skill)")
            .at_start()
            .means("Spread of skill, which is lognormal with mean 1."),
        Key::<Population>::choice("ideology_shape", |p| &mut p.ideology_shape, "shape")
            .at_start()
            .means("How ideology is spread; what lies beyond -1 or 1 is clipped."),
        Key::<Population>::number("ideology_mean", |p| &mut p.ideology_mean, -1.0, 1.0, "ideology")
            .at_start()
            .means("Mean of ideology."),
        Key::<Population>::number("ideology_sd", |p| &mut p.ideology_sd, 0.0, 10.0, "sd of ideology")
            .at_start()
            .symbol("x")
            .means("Spread of ideology: the standard deviation, or how far it reaches to either side if it is uniform."),
        Key::<Population>::number("ideology_village", |p| &mut p.ideology_village, 0.0, 1.0, "share of variance")
            .at_start()
            .means("How much of the spread of ideology lies between villages: neighbours think alike."),
        Key::<Population>::number("values_wage", |p| &mut p.values_wage, 1.0, 1000.0, "Dirichlet weight")
            .at_start()
            .means("How much clients value the wage: the three valuations are Dirichlet, times 3."),
        Key::<Population>::number("values_protection", |p| &mut p.values_protection, 1.0, 1000.0, "Dirichlet weight")
            .at_start()
            .means("How much clients value protection."),
        Key::<Population>::number("values_support", |p| &mut p.values_support, 1.0, 1000.0, "Dirichlet weight")
            .at_start()
            .means("How much clients value support."),
    ],
};

/// One kind of patron at the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Its name.
    pub name: String,
    /// Its share of all patrons; the shares of all kinds add up to 1.
    pub share: f64,
    /// The mean strategy. A part of mean 0 is exactly 0 for every patron of the kind.
    pub mean: Strategy,
    /// Standard deviation of every part before it is clipped to [0, 1].
    pub spread: f64,
}

/// What agents start with that follows from the economy.
#[derive(Clone, Copy, Debug)]
pub struct Endowment {
    /// Capital k0 of a patron per client \[S\].
    pub capital_per_client: f64,
    /// Satisfaction A·o of every client: what it could have by itself [S per round and unit of skill].
    pub satisfaction: f64,
}

/// The ties that a society starts with: how they come about, and those that a file lists, if it is one.
#[derive(Clone, Copy, Debug)]
pub struct StartNetwork<'a> {
    /// The keys of `[network]`.
    pub keys: &'a Network,
    /// The ties of the file.
    pub listed: Option<&'a TieList>,
}

/// Where clients live, if villages are not all alike.
#[derive(Clone, Copy, Debug)]
pub struct Settlement<'a> {
    /// Clients of each village; together `population.clients`.
    pub sizes: &'a [u32],
    /// By what the skill of each village's clients is multiplied.
    pub skill: &'a [f64],
}

/// The politics that a society starts with.
#[derive(Clone, Copy, Debug)]
pub struct StartPolitics<'a> {
    /// Parties, elections and places.
    pub polity: &'a Arc<Polity>,
    /// What voters differ in.
    pub electorate: Electorate,
}

/// What a society is made of.
#[derive(Clone, Copy, Debug)]
pub struct Plans<'a> {
    /// The keys of `[population]`.
    pub population: &'a Population,
    /// Its villages, if they are not all alike.
    pub settlement: Option<Settlement<'a>>,
    /// Its ties.
    pub network: StartNetwork<'a>,
    /// Its kinds of patrons.
    pub kinds: &'a [Kind],
    /// What agents start with.
    pub endowment: Endowment,
    /// Its politics, if there is any.
    pub politics: Option<StartPolitics<'a>>,
}

/// A society as the scenario asks for it.
#[must_use]
pub fn populate(plans: &Plans<'_>, draws: Draws) -> World {
    populate_watched(plans, draws, &Watch::default())
}

/// The same while somebody watches: what takes longest is counted in clients.
#[must_use]
pub fn populate_watched(plans: &Plans<'_>, draws: Draws, watch: &Watch) -> World {
    let Plans { population, settlement, network, kinds, endowment, politics } = *plans;
    let [clients, patrons, villages] = [population.clients, population.patrons, population.villages].map(|n| n as usize);
    let villages = match settlement {
        Some(settlement) => Villages::of_sizes(settlement.sizes, patrons),
        None => Villages::spread(villages, clients, patrons, population.village_spread),
    };
    // Everything that is made of every client: ties, its attributes and its ideology, and what it is as a voter.
    let parts = if politics.is_some() { 4 } else { 3 };
    watch.begin("creating", clients as u64 * parts);
    // Ties come first: what some start networks need for a while then adds nothing to the most memory ever held.
    let ties = start::ties_watched(network.keys, network.listed, &villages, draws, watch);
    let mut patrons = patrons_of_kinds(&villages, kinds, draws);
    let mut clients = clients_of_villages(population, &villages, endowment, draws, watch);
    if let Some(settlement) = settlement {
        scale_skill(&mut clients, &villages, settlement.skill);
    }
    for patron in clients.patron.iter().flatten() {
        patrons.clients[patron.index()] += 1;
    }
    for (capital, &clients) in patrons.capital.iter_mut().zip(&patrons.clients) {
        *capital = Money::nearest(endowment.capital_per_client * f64::from(clients));
    }
    let tally = Tally::new(patrons.len());
    let politics = politics.map(|start| Box::new(politics::populate(&start, population, (&villages, &ties), draws, watch)));
    World { clients, ties, patrons, villages, tally, flows: Flows::default(), relations: Relations::default(), politics }
}

/// Multiplies skill by what each village's clients have more or less of it.
fn scale_skill(clients: &mut Clients, villages: &Villages, factors: &[f64]) {
    clients.skill.par_chunks_mut(BLOCK).enumerate().for_each(|(block, skill)| {
        let first = block * BLOCK;
        for (village, part) in villages.within(first..first + skill.len()) {
            for own in &mut skill[part.start - first..part.end - first] {
                *own *= factors[village.index()] as f32;
            }
        }
    });
}

/// Words that one client owns: attached or not, patron, skill, and three gamma variates.
const CLIENT_QUOTA: usize = 3 + 3 * GAMMA_QUOTA;

fn clients_of_villages(
    population: &Population,
    villages: &Villages,
    endowment: Endowment,
    draws: Draws,
    watch: &Watch,
) -> Clients {
    let n = population.clients as usize;
    let mut clients = Clients {
        skill: vec![1.0; n],
        valuation: vec![Valuation::default(); n],
        ideology: ideologies(population, villages, draws, watch),
        wealth: vec![Money::nearest(population.wealth); n],
        debt: vec![SmallMoney::ZERO; n],
        patron: vec![None; n],
        loyalty: vec![Degree::ZERO; n],
        resentment: vec![Degree::ZERO; n],
        satisfaction: vec![endowment.satisfaction as f32; n],
        tenure: vec![0; n],
        prospect: vec![None; n],
        stage: vec![Stage::None; n],
        earning: vec![SmallMoney::ZERO; n],
        loss: vec![SmallMoney::ZERO; n],
        unmet: vec![SmallMoney::ZERO; n],
        contacts: vec![Contacts::default(); n],
        aid: (0..n).into_par_iter().map(|_| AtomicU32::new(0)).collect(),
        helped: (0..n).into_par_iter().map(|_| AtomicU8::new(0)).collect(),
        consumed: vec![SmallMoney::ZERO; n],
        exchanged: vec![Exchanged::default(); n.div_ceil(sampled_every(n))],
    };
    let columns = (
        clients.skill.par_chunks_mut(BLOCK),
        clients.valuation.par_chunks_mut(BLOCK),
        clients.patron.par_chunks_mut(BLOCK),
        clients.loyalty.par_chunks_mut(BLOCK),
    );
    columns.into_par_iter().enumerate().for_each(|(block, (skill, valuation, patron, loyalty))| {
        let first = block * BLOCK;
        let mut words = draws.words(Purpose::PopulateClients, 0, first, CLIENT_QUOTA as u32);
        for (village, part) in villages.within(first..first + skill.len()) {
            for client in part.start - first..part.end - first {
                let own = words.take::<CLIENT_QUOTA>();
                patron[client] = first_patron(population, villages, village, own[0], own[1]);
                loyalty[client] = if patron[client].is_some() { Degree::nearest(population.loyalty) } else { Degree::ZERO };
                skill[client] = own[2].lognormal(population.skill_sd) as f32;
                valuation[client] = first_valuation(population, &own[3..]);
            }
        }
        watch.add(skill.len());
    });
    clients
}

/// Ideologies: what a village has in common, and what is a client's own.
fn ideologies(population: &Population, villages: &Villages, draws: Draws, watch: &Watch) -> Vec<Ideology> {
    let common = population.ideology_sd * population.ideology_village.sqrt();
    let own = population.ideology_sd * (1.0 - population.ideology_village).sqrt();
    let mut words = draws.words(Purpose::PopulateIdeology, 0, 0, 1);
    let of_village: Vec<f64> = (0..villages.len()).map(|_| common * words.take::<1>()[0].normal()).collect();
    let mut ideologies = vec![Ideology::default(); population.clients as usize];
    ideologies.par_chunks_mut(BLOCK).enumerate().for_each(|(block, ideologies)| {
        let first = block * BLOCK;
        // The villages' words come first in the stream of round 0; the clients' are in that of round 1, which no phase uses.
        let mut words = draws.words(Purpose::PopulateIdeology, 1, first, 1);
        for (village, part) in villages.within(first..first + ideologies.len()) {
            for client in part {
                let [word] = words.take::<1>();
                let mean = population.ideology_mean + of_village[village.index()];
                ideologies[client - first] = Ideology::nearest(population.ideology_shape.draw(mean, own, word));
            }
        }
        watch.add(ideologies.len());
    });
    ideologies
}

fn first_patron(
    population: &Population,
    villages: &Villages,
    village: VillageId,
    attached: Word,
    which: Word,
) -> Option<PatronId> {
    let patrons = villages.patrons_of(village);
    let starts_attached = attached.happens(population.attached) && !patrons.is_empty();
    starts_attached.then(|| PatronId::new(patrons.start + which.below(patrons.len())))
}

/// A Dirichlet variate times 3, from gamma variates.
fn first_valuation(population: &Population, words: &[Word]) -> Valuation {
    let shapes = [population.values_wage, population.values_protection, population.values_support];
    let (quotas, _) = words.as_chunks::<GAMMA_QUOTA>();
    let weights: [f64; 3] = std::array::from_fn(|k| gamma(shapes[k], &quotas[k]));
    let scale = 3.0 / (weights[0] + weights[1] + weights[2]);
    Valuation::nearest(weights[0] * scale, weights[1] * scale)
}

/// Words that one patron owns: its place in the order of kinds, and the parts of its strategy.
const PATRON_QUOTA: usize = 6;

fn patrons_of_kinds(villages: &Villages, kinds: &[Kind], draws: Draws) -> Patrons {
    let n = villages.patron_start[villages.len()];
    let mut words = draws.words(Purpose::PopulatePatrons, 0, 0, PATRON_QUOTA as u32);
    let own: Vec<[Word; PATRON_QUOTA]> = (0..n).map(|_| words.take()).collect();
    let kind = kinds_in_random_order(kinds, &own);
    let strategy = (0..n).map(|p| start_strategy(&kinds[usize::from(kind[p])], &own[p])).collect();
    let village = (0..villages.len()).flat_map(|v| villages.patrons_of(VillageId::new(v)).map(move |_| VillageId::new(v)));
    Patrons {
        village: village.collect(),
        kind,
        strategy,
        capital: vec![Money::ZERO; n],
        clients: vec![0; n],
        vacant: vec![0; n],
        capital_effect: vec![1.0; n],
        terms: vec![super::patrons::Terms::default(); n],
        profit: vec![Money::ZERO; n],
        consumed: vec![Money::ZERO; n],
    }
}

/// Kinds in their exact shares (each count rounded so that they add up), given to patrons in random order.
fn kinds_in_random_order(kinds: &[Kind], own: &[[Word; PATRON_QUOTA]]) -> Vec<u16> {
    let mut order: Vec<usize> = (0..own.len()).collect();
    order.sort_by(|&a, &b| own[a][0].uniform().total_cmp(&own[b][0].uniform()).then(a.cmp(&b)));
    let mut kind = vec![0; own.len()];
    let mut start = 0;
    let mut share = 0.0;
    for (k, entry) in kinds.iter().enumerate() {
        share += entry.share;
        let last = k + 1 == kinds.len();
        let end = if last { own.len() } else { ((share * own.len() as f64 + 0.5).floor() as usize).clamp(start, own.len()) };
        for &patron in &order[start..end] {
            kind[patron] = u16::try_from(k).expect("validated: at most 65535 kinds");
        }
        start = end;
    }
    kind
}

fn start_strategy(kind: &Kind, own: &[Word; PATRON_QUOTA]) -> Strategy {
    let mean = kind.mean.parts();
    let part = |k: usize| if mean[k] > 0.0 { (mean[k] + kind.spread * own[k + 1].normal()).clamp(0.0, 1.0) } else { 0.0 };
    Strategy::from_parts(std::array::from_fn(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    proptest! {
        #[test]
        fn kinds_come_in_their_shares(patrons in 1usize..300, first in 0.0f64..1.0) {
            let kind = |share| Kind { name: String::new(), share, mean: crate::world::Strategy::default(), spread: 0.0 };
            let mut words = Draws { seed: 1, replicate: 0 }.words(Purpose::PopulatePatrons, 0, 0, PATRON_QUOTA as u32);
            let own: Vec<_> = (0..patrons).map(|_| words.take()).collect();
            let kinds = kinds_in_random_order(&[kind(first), kind(1.0 - first)], &own);
            let of_first = kinds.iter().filter(|&&k| k == 0).count() as f64;
            prop_assert!((of_first - first * patrons as f64).abs() <= 0.5 + 1e-9);
        }
    }
}
