//! Who there is at the start, drawn with a generator of its own. This engine draws its own start, by the same distributions.

use crate::Request;
use rand::rngs::SmallRng;
use rand::seq::index;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, Gamma, LogNormal, Normal};

/// Ties of a client.
pub const TIES: usize = 8;

/// One client at the start.
#[derive(Clone, Copy, Debug)]
pub struct StartClient {
    /// Skill, of mean 1.
    pub skill: f64,
    /// What it values: wage, protection and support, 3 together.
    pub values: [f64; 3],
    /// Its patron, or none.
    pub patron: Option<u32>,
    /// Whom it knows.
    pub ties: [u32; TIES],
}

/// A patron's strategy: wage, protection, support, coercion.
pub type Strategy = [f64; 4];

/// All of them.
#[derive(Clone, Debug)]
pub struct Start {
    pub clients: Vec<StartClient>,
    pub patrons: Vec<Strategy>,
}

impl Start {
    /// The start of a request.
    ///
    /// # Panics
    /// If a constant makes no sense as the parameter of a distribution.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        let constants = &request.constants;
        let mut rng = SmallRng::seed_from_u64(request.seed);
        let sd = constants.skill_sd;
        let skill = LogNormal::new(-0.5 * sd * sd, sd).expect("the spread of skill is positive");
        let weights = [constants.values_wage, constants.values_protection, constants.values_support]
            .map(|shape| Gamma::new(shape, 1.0).expect("weights are positive"));
        let patrons = request.patrons();
        let client = |me: usize, rng: &mut SmallRng| {
            let weights = weights.map(|weight| weight.sample(rng));
            let scale = 3.0 / weights.iter().sum::<f64>();
            StartClient {
                skill: skill.sample(rng),
                values: weights.map(|weight| weight * scale),
                patron: rng.random_bool(constants.attached).then(|| rng.random_range(0..patrons as u32)),
                ties: ties(me, request.clients, rng),
            }
        };
        let clients = (0..request.clients).map(|me| client(me, &mut rng)).collect();
        let spread = Normal::new(0.0, constants.spread).expect("the spread is not negative");
        let strategy = |p: usize| {
            let mean = constants.kind(usize::from(2 * p >= patrons));
            mean.map(|mean| (mean + spread.sample(&mut rng)).clamp(0.0, 1.0))
        };
        Self { clients, patrons: (0..patrons).map(strategy).collect() }
    }
}

/// Eight different others.
fn ties(me: usize, clients: usize, rng: &mut SmallRng) -> [u32; TIES] {
    let mut ties = [0; TIES];
    for (tie, drawn) in ties.iter_mut().zip(index::sample(rng, clients - 1, TIES)) {
        *tie = (if drawn < me { drawn } else { drawn + 1 }) as u32;
    }
    ties
}
