//! Sums over clients at the end of a round, block by block.

use super::TieCounts;
use crate::phases::relate::Uses;
use crate::quantity::{Money, SmallMoney};
use crate::world::politics::voters::Mark;
use crate::world::politics::{Politics, Purse};
use crate::world::{BLOCK, World};
use std::sync::atomic::Ordering::Relaxed;

/// Sums over clients at the end of a round.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Clients with a patron.
    pub attached: u64,
    /// Clients in debt.
    pub indebted: u64,
    /// Hungry clients.
    pub hungry: u64,
    /// What nobody could pay of misfortunes.
    pub unmet: Money,
    /// Tenure of attached clients \[rounds\].
    pub tenure: u64,
    /// Clients who kept their patron in the round: the others' income is from another than their patron.
    pub lasting: u64,
    /// What they earned from it.
    pub paid_lasting: Money,
    /// What those of them earned who had worked for it in an earlier round already.
    pub paid_older: Money,
    /// Part of their income that was from it.
    pub dependence: f64,
    /// Loyalty of attached clients.
    pub loyalty: f64,
    /// Resentment.
    pub resentment: f64,
    /// Satisfaction.
    pub satisfaction: f64,
    /// Skill.
    pub skill: f64,
    /// Ties, by what they are good for.
    pub ties: TieCounts,
}

impl Sums {
    pub(super) fn of_block(world: &World, salaries: &Salaries<'_>, uses: &Uses, block: usize) -> Self {
        let clients = &world.clients;
        let own = block * BLOCK..((block + 1) * BLOCK).min(clients.len());
        let ties = TieCounts::of(world.ties.strengths[own.clone()].as_flattened(), uses);
        let mut sums = Self { ties, ..Self::default() };
        for i in own {
            if clients.patron[i].is_some() {
                sums.attached += 1;
                sums.tenure += u64::from(clients.tenure[i]);
                sums.loyalty += f64::from(clients.loyalty[i]);
                sums.add_lasting(world, salaries, i);
            }
            sums.indebted += u64::from(clients.debt[i] > SmallMoney::ZERO);
            sums.hungry += u64::from(world.was_hungry(i));
            sums.unmet += clients.unmet[i].into();
            sums.resentment += f64::from(clients.resentment[i]);
            sums.satisfaction += f64::from(clients.satisfaction[i]);
            sums.skill += f64::from(clients.skill[i]);
        }
        sums
    }

    /// Adds the income of an attached client, if it kept its patron in the round.
    #[inline]
    fn add_lasting(&mut self, world: &World, salaries: &Salaries<'_>, client: usize) {
        let clients = &world.clients;
        let tenure = clients.tenure[client];
        if tenure == 0 {
            return;
        }
        let earned = Money::from(clients.earning[client]);
        self.lasting += 1;
        self.paid_lasting += earned;
        self.paid_older += if tenure > 1 { earned } else { Money::ZERO };
        let asked = clients.contacts[client].asked().is_some();
        let aid = if asked { f64::from(clients.aid[client].load(Relaxed)) / 1e6 } else { 0.0 };
        let other = aid + salaries.of_client(world, client);
        self.dependence += dependence(earned, other);
    }

    pub(super) fn folded(blocks: Vec<Self>) -> Self {
        blocks.into_iter().fold(Self::default(), |sum, block| Self {
            attached: sum.attached + block.attached,
            indebted: sum.indebted + block.indebted,
            hungry: sum.hungry + block.hungry,
            unmet: sum.unmet + block.unmet,
            tenure: sum.tenure + block.tenure,
            lasting: sum.lasting + block.lasting,
            paid_lasting: sum.paid_lasting + block.paid_lasting,
            paid_older: sum.paid_older + block.paid_older,
            dependence: sum.dependence + block.dependence,
            loyalty: sum.loyalty + block.loyalty,
            resentment: sum.resentment + block.resentment,
            satisfaction: sum.satisfaction + block.satisfaction,
            skill: sum.skill + block.skill,
            ties: sum.ties.and(block.ties),
        })
    }
}

/// The part of an income that was earned from the patron, where so much \[S\] came from others.
#[inline]
fn dependence(earned: Money, other: f64) -> f64 {
    // Most have nothing else: all or nothing needs no division.
    if other == 0.0 {
        return if earned > Money::ZERO { 1.0 } else { 0.0 };
    }
    let all = earned.to_s() + other;
    if all > 0.0 { earned.to_s() / all } else { 0.0 }
}

/// What officials were paid in the round, by district \[S\].
pub(super) struct Salaries<'a>(Option<(&'a Politics, Vec<f64>)>);

impl<'a> Salaries<'a> {
    pub(super) fn of(world: &'a World) -> Self {
        Self(world.politics.as_deref().map(|politics| {
            let districts = &politics.districts;
            let each = |d: usize| districts.purse[d][Purse::Salary as usize].to_s() / f64::from(districts.officials[d].max(1));
            (politics, (0..districts.len()).map(each).collect())
        }))
    }

    /// The salary of a client; 0 if it is no official.
    #[inline]
    fn of_client(&self, world: &World, client: usize) -> f64 {
        let Some((politics, salaries)) = &self.0 else { return 0.0 };
        if !politics.voters.marks[client].has(Mark::Official) {
            return 0.0;
        }
        salaries[politics.polity.district_of[world.villages.of_client(client).index()].index()]
    }
}
