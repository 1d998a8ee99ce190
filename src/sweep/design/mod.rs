//! Designs: which points of the factors' space are run.
//!
//! [`Points`] makes the points, each on its own and when asked for. A point depends on the design, the seed and its index alone, and
//! never on how many points there are of what may grow (points of `sobol` and `random`, samples, trajectories, blocks): a
//! design that grows keeps its first points to the last bit. [`check()`] says what a design cannot do.

mod check;
mod grid;
mod latin_hypercube;
mod morris;
mod points;
mod saltelli;
mod sobol;

pub use check::check;
pub use points::{Point, Points};

use super::Given;
use crate::random::{Draws, Purpose, Words};
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

/// The word for the kind of design, as sweep files and manifests have it.
#[must_use]
pub fn word(design: &Design) -> &'static str {
    match design {
        Design::Grid => "grid",
        Design::LatinHypercube { .. } => "latin_hypercube",
        Design::Sobol { .. } => "sobol",
        Design::Saltelli { .. } => "saltelli",
        Design::Morris { .. } => "morris",
        Design::Random { .. } => "random",
        Design::List { .. } => "list",
    }
}

/// The words that place points: those of a part of the design (a block, a trajectory), in a stream of it, from the quota of number
/// `first` on.
fn words(seed: u64, part: u32, stream: u32, first: usize, quota: u32) -> Words {
    Draws { seed, replicate: part }.words(Purpose::Design, stream, first, quota)
}

/// The numbers below `n` in random order (Fisher and Yates, in Durstenfeld's form): `n` words.
fn shuffled(n: u32, words: &mut Words) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n as usize).collect();
    for last in (0..order.len()).rev() {
        order.swap(last, words.take::<1>()[0].below(last + 1));
    }
    order
}

/// Which Latin hypercube is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// The first one that is drawn.
    #[default]
    Any,
    /// Of a hundred that are drawn, the one whose two closest points are farthest apart in unit coordinates (Johnson, Moore and
    /// Ylvisaker 1990).
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
