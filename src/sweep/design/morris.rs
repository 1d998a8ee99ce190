//! Morris's trajectories (Morris 1991, Factorial sampling plans for preliminary computational experiments, Technometrics 33).
//!
//! Every factor has p levels 0, 1/(p - 1), …, 1 and moves by Δ = p/(2(p - 1)), half the levels. A trajectory starts at random: every
//! factor on a level of the lower half, to go up, or of the upper half, to go down, each with the same chance, so that all levels are
//! equally probable. Then each factor moves once, in random order.

use super::{Role, words};

/// What trajectories are made of.
#[derive(Debug)]
pub(super) struct Morris {
    pub seed: u64,
    /// Levels, an even number.
    pub levels: u32,
    pub factors: u32,
}

/// How a factor moves in a trajectory.
#[derive(Clone, Copy)]
struct Move {
    /// The level that it starts from.
    from: u32,
    /// The level that it goes to, half the levels away.
    to: u32,
}

impl Morris {
    /// The start, and a step for every factor.
    pub fn points_per_trajectory(&self) -> u64 {
        u64::from(self.factors) + 1
    }

    /// Where the point of this index lies in unit coordinates, and what it is.
    pub fn place(&self, index: u64) -> (Vec<f64>, Role) {
        let trajectory = (index / self.points_per_trajectory()) as u32;
        let step = (index % self.points_per_trajectory()) as usize;
        let (moves, order) = self.drawn(trajectory);
        let mut levels: Vec<u32> = moves.iter().map(|change| change.from).collect();
        order[..step].iter().for_each(|&factor| levels[factor] = moves[factor].to);
        let moved = step.checked_sub(1).map(|last| (order[last], self.change(moves[order[last]])));
        let unit = |level: u32| f64::from(level) / f64::from(self.levels - 1);
        (levels.into_iter().map(unit).collect(), Role::Morris { trajectory, step: step as u32, moved })
    }

    /// Δ, with its sign.
    fn change(&self, Move { from, to }: Move) -> f64 {
        let delta = f64::from(self.levels) / f64::from(2 * (self.levels - 1));
        if to > from { delta } else { -delta }
    }

    /// How the factors move in a trajectory, and in which order.
    fn drawn(&self, trajectory: u32) -> (Vec<Move>, Vec<usize>) {
        let mut words = words(self.seed, trajectory, 0, 0, 1);
        let half = self.levels / 2;
        let moves = (0..self.factors).map(|_| {
            let [level, direction] = words.take::<2>();
            let low = level.below(half as usize) as u32;
            if direction.happens(0.5) { Move { from: low, to: low + half } } else { Move { from: low + half, to: low } }
        });
        let moves = moves.collect();
        (moves, super::shuffled(self.factors, &mut words))
    }
}
