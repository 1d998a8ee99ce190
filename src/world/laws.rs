//! What must hold exactly, whatever the scenario (MODEL.md, Laws).
//!
//! - **Ledger**: all money of clients, patrons, politicians and treasuries changes by what flowed in less what flowed out, to the unit.
//! - Nobody's wealth, capital, debt or funds and no treasury is below zero, and no amount of a round is too large for its column.
//! - Every attached client is counted by exactly one patron, and that patron exists.
//! - Nobody in politics is his own superior.
//! - Loyalty, resentment and strategies lie in [0, 1]; nothing is NaN or infinite.

use super::clients::Degree;
use super::per_thread::PerThread;
use super::{BLOCK, World};
use crate::ids::PoliticianId;
use crate::quantity::{Money, SmallMoney};
use rayon::prelude::*;
use std::fmt;

/// All money of clients, patrons, politicians and treasuries at the start of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Books(Money);

impl Books {
    /// Adds up all money.
    #[must_use]
    pub fn open(world: &World) -> Self {
        Self(all_money(world))
    }
}

/// All money of clients, patrons, politicians and treasuries.
#[must_use]
pub fn all_money(world: &World) -> Money {
    let clients: Money = world.clients.wealth.par_chunks(BLOCK).map(|wealth| wealth.iter().copied().sum::<Money>()).sum();
    let politics = world.politics.as_ref().map_or(Money::ZERO, |politics| politics.money());
    clients + world.patrons.capital.iter().copied().sum() + politics
}

/// Whom a broken law concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agent {
    /// The client at this index.
    Client(usize),
    /// The patron at this index.
    Patron(usize),
    /// The politician at this index.
    Politician(usize),
    /// The district at this index.
    District(usize),
    /// Everybody: a sum is wrong.
    All,
}

impl fmt::Display for Agent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(index) => write!(f, "client {index}"),
            Self::Patron(index) => write!(f, "patron {index}"),
            Self::Politician(index) => write!(f, "politician {index}"),
            Self::District(index) => write!(f, "district {index}"),
            Self::All => write!(f, "all agents"),
        }
    }
}

/// A law that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Whom it concerns.
    pub agent: Agent,
    /// What is wrong.
    pub what: String,
}

impl Law {
    /// The broken law with the place in the schedule where it was found.
    #[must_use]
    pub fn at(self, round: u32, phase: &'static str) -> Broken {
        Broken { round, phase, law: self }
    }
}

/// A law broken in a run, which stops it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a law was broken in round {round}, after phase `{phase}`, by {}: {}", law.agent, law.what)]
pub struct Broken {
    /// The round.
    pub round: u32,
    /// The phase after which it was found; `end of round` if phases were not checked one by one.
    pub phase: &'static str,
    /// The law.
    pub law: Law,
}

/// Checks all laws of a round that began with `before`.
///
/// # Errors
/// The first law found broken: of patrons before clients, and of clients the one with the smallest index.
pub fn check(world: &World, before: Books) -> Result<(), Law> {
    check_patrons(world)?;
    check_politics(world)?;
    check_clients(world)?;
    let (now, booked) = (all_money(world), before.0 + world.flows.net());
    if now != booked {
        let what = format!("the ledger does not balance: {now} there, {booked} booked, {} too much", now - booked);
        return Err(Law { agent: Agent::All, what });
    }
    Ok(())
}

fn in_unit(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

fn check_patrons(world: &World) -> Result<(), Law> {
    let patrons = &world.patrons;
    for p in 0..patrons.len() {
        let what = if patrons.capital[p] < Money::ZERO {
            format!("capital of {} is below zero", patrons.capital[p])
        } else if !patrons.strategy[p].parts().into_iter().all(in_unit) {
            format!("strategy {:?} is not within [0, 1]", patrons.strategy[p])
        } else if !patrons.capital_effect[p].is_finite() {
            format!("capital effect {} is not a number", patrons.capital_effect[p])
        } else {
            continue;
        };
        return Err(Law { agent: Agent::Patron(p), what });
    }
    Ok(())
}

/// Checks politicians and treasuries, and that nobody is his own superior.
fn check_politics(world: &World) -> Result<(), Law> {
    let Some(politics) = &world.politics else { return Ok(()) };
    let politicians = &politics.politicians;
    for index in 0..politicians.len() {
        let what = if politicians.funds[index] < Money::ZERO {
            format!("funds of {} are below zero", politicians.funds[index])
        } else if politicians.chain(PoliticianId::new(index)).nth(politics.polity.elections.len()).is_some() {
            "the chain of its superiors has no end".to_owned()
        } else {
            continue;
        };
        return Err(Law { agent: Agent::Politician(index), what });
    }
    let broke = politics.districts.treasury.iter().position(|&treasury| treasury < Money::ZERO);
    broke.map_or(Ok(()), |d| {
        let what = format!("treasury of {} is below zero", politics.districts.treasury[d]);
        Err(Law { agent: Agent::District(d), what })
    })
}

/// Checks every client, and that patrons count their clients right.
fn check_clients(world: &World) -> Result<(), Law> {
    let World { clients, patrons, .. } = world;
    let mut counted = PerThread::new(|| vec![0_u32; patrons.len()]);
    let blocks = clients.patron.par_chunks(BLOCK).enumerate().map(|(block, patron)| {
        let mut counts = counted.own();
        for (i, patron) in patron.iter().enumerate() {
            if let Some(p) = patron {
                match counts.get_mut(p.index()) {
                    Some(count) => *count += 1,
                    None => return Some(broken(block * BLOCK + i, format!("patron {p} does not exist"))),
                }
            }
        }
        (block * BLOCK..block * BLOCK + patron.len()).find_map(|i| check_client(world, i).map(|what| broken(i, what)))
    });
    if let Some(law) = blocks.find_first(Option::is_some).flatten() {
        return Err(law);
    }
    let mut counts = vec![0; patrons.len()];
    for part in counted.all() {
        counts.iter_mut().zip(part).for_each(|(sum, part)| *sum += *part);
    }
    for (p, (count, said)) in counts.iter().zip(&patrons.clients).enumerate() {
        if count != said {
            let what = format!("it counts {said} clients, but {count} are attached to it");
            return Err(Law { agent: Agent::Patron(p), what });
        }
    }
    Ok(())
}

fn broken(client: usize, what: String) -> Law {
    Law { agent: Agent::Client(client), what }
}

#[inline]
fn check_client(world: &World, i: usize) -> Option<String> {
    let clients = &world.clients;
    let fine = clients.wealth[i] >= Money::ZERO
        && clients.satisfaction[i].is_finite()
        && (clients.patron[i].is_some() || (clients.loyalty[i] == Degree::ZERO && clients.debt[i] == SmallMoney::ZERO))
        && clients.earning[i] < SmallMoney::TOO_MUCH
        && clients.loss[i] < SmallMoney::TOO_MUCH
        && clients.consumed[i] < SmallMoney::TOO_MUCH;
    if fine { None } else { Some(what_is_wrong(world, i)) }
}

#[cold]
fn what_is_wrong(world: &World, i: usize) -> String {
    let clients = &world.clients;
    let too_much = |amount: SmallMoney| amount == SmallMoney::TOO_MUCH;
    if clients.wealth[i] < Money::ZERO {
        return format!("wealth of {} is below zero", clients.wealth[i]);
    }
    if too_much(clients.earning[i]) || too_much(clients.loss[i]) || too_much(clients.consumed[i]) {
        let most = Money::from(SmallMoney::TOO_MUCH);
        return format!(
            "its output, loss or consumption reached {most}, the most a client's round can hold; lower productivity or losses"
        );
    }
    if clients.patron[i].is_none() && (clients.loyalty[i] != Degree::ZERO || clients.debt[i] != SmallMoney::ZERO) {
        return "it has no patron, but loyalty or debt".to_owned();
    }
    format!("satisfaction {} must be a number", clients.satisfaction[i])
}
