//! Designs: which points of the factors' space are run.

use super::Given;
use serde::{Deserialize, Serialize};

/// Which points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Every combination of the factors' values. The last factor changes fastest.
    Grid,
    /// Latin hypercubes: in each, every factor has one value in each of `points` equally probable strata (McKay, Beckman and Conover 1979).
    LatinHypercube {
        /// Points of a hypercube.
        points: u32,
        /// Hypercubes, one after another; each depends on its number alone.
        blocks: u32,
        /// Which hypercube is taken.
        choice: Choice,
    },
    /// The first points of a scrambled Sobol' sequence (Owen 1995; Burley 2020).
    Sobol {
        /// Points, best a power of two.
        points: u32,
    },
    /// Pairs of points A and B of a scrambled Sobol' sequence, and A with one factor at a time from B (Saltelli et al. 2010):
    /// for first-order and total indices.
    Saltelli {
        /// Pairs, best a power of two. Points are (factors + 2) times as many.
        samples: u32,
    },
    /// Trajectories that change one factor at a time (Morris 1991): for elementary effects.
    Morris {
        /// Trajectories of (factors + 1) points.
        trajectories: u32,
        /// Levels of every factor, an even number.
        levels: u32,
    },
    /// Independent points.
    Random {
        /// Points.
        points: u32,
    },
    /// Points that a file lists, a row each, a value per factor.
    List {
        /// The rows.
        rows: Vec<Vec<Given>>,
    },
}

/// Which Latin hypercube is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// The first one that is drawn.
    #[default]
    Any,
    /// Of many, the one whose two closest points are farthest apart.
    Maximin,
}

/// What a point is for, in its design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// One among others.
    Plain,
    /// A row of a matrix of Saltelli's scheme.
    Saltelli {
        /// The pair it belongs to, from 0.
        sample: u32,
        /// Which matrix.
        matrix: Matrix,
    },
    /// A step of a trajectory.
    Morris {
        /// The trajectory, from 0.
        trajectory: u32,
        /// The step, from 0.
        step: u32,
        /// The factor that changed since the step before, and by how much in unit coordinates; nothing at the first step.
        moved: Option<(usize, f64)>,
    },
}

/// A matrix of Saltelli's scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matrix {
    /// A.
    A,
    /// B.
    B,
    /// A with the column of this factor from B.
    Ab(usize),
}
