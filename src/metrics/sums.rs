//! Sums over clients at the end of a round, block by block.

use super::TieCounts;
use crate::phases::relate::Uses;
use crate::quantity::{Money, SmallMoney};
use crate::world::{BLOCK, World};

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
    pub(super) fn of_block(world: &World, uses: &Uses, block: usize) -> Self {
        let clients = &world.clients;
        let own = block * BLOCK..((block + 1) * BLOCK).min(clients.len());
        let ties = TieCounts::of(world.ties.strengths[own.clone()].as_flattened(), uses);
        let mut sums = Self { ties, ..Self::default() };
        for i in own {
            if clients.patron[i].is_some() {
                sums.attached += 1;
                sums.tenure += u64::from(clients.tenure[i]);
                sums.loyalty += f64::from(clients.loyalty[i]);
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

    pub(super) fn folded(blocks: Vec<Self>) -> Self {
        blocks.into_iter().fold(Self::default(), |sum, block| Self {
            attached: sum.attached + block.attached,
            indebted: sum.indebted + block.indebted,
            hungry: sum.hungry + block.hungry,
            unmet: sum.unmet + block.unmet,
            tenure: sum.tenure + block.tenure,
            loyalty: sum.loyalty + block.loyalty,
            resentment: sum.resentment + block.resentment,
            satisfaction: sum.satisfaction + block.satisfaction,
            skill: sum.skill + block.skill,
            ties: sum.ties.and(block.ties),
        })
    }
}
