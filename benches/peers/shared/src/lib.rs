//! What the implementations of the matched model in Rust have in common: arguments, constants, who there is at the start, what is
//! measured at the end, and the line that `run` reads. None of it is timed.

pub mod constants;
pub mod measures;
pub mod rules;
pub mod start;

pub use constants::Constants;
pub use measures::{Ended, Seen, report};
pub use start::Start;

use std::time::Instant;

/// What `run` asks for: `CONSTANTS CLIENTS WARM_UP ROUNDS SEED THREADS`.
#[derive(Clone, Debug)]
pub struct Request {
    /// The constants of the model.
    pub constants: Constants,
    /// Number of clients.
    pub clients: usize,
    /// Rounds that come first and are not timed.
    pub warm_up: u32,
    /// Rounds that are timed.
    pub rounds: u32,
    /// The seed.
    pub seed: u64,
    /// Threads, where the implementation uses more than one.
    pub threads: usize,
}

impl Request {
    /// The request on the command line.
    ///
    /// # Errors
    /// What is missing or not a number.
    pub fn of_command_line() -> Result<Self, String> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        let [constants, numbers @ ..] = arguments.as_slice() else { return Err(USAGE.into()) };
        let numbers: Result<Vec<u64>, _> = numbers.iter().map(|number| number.parse()).collect();
        let numbers = numbers.map_err(|error| format!("{error}: {USAGE}"))?;
        let [clients, warm_up, rounds, seed, threads] = numbers.as_slice() else { return Err(USAGE.into()) };
        Ok(Self {
            constants: Constants::read(constants)?,
            clients: *clients as usize,
            warm_up: *warm_up as u32,
            rounds: *rounds as u32,
            seed: *seed,
            threads: *threads as usize,
        })
    }

    /// Number of patrons.
    #[must_use]
    pub fn patrons(&self) -> usize {
        ((self.clients as f64 * self.constants.patrons_per_client).round() as usize).max(1)
    }

    /// All rounds.
    #[must_use]
    pub fn all_rounds(&self) -> u32 {
        self.warm_up + self.rounds
    }
}

const USAGE: &str = "usage: CONSTANTS.json CLIENTS WARM_UP ROUNDS SEED THREADS";

/// Runs the rounds of the warm-up, then those that are timed, by a function that runs the round of a number from 1. Gives the
/// seconds that the latter took.
pub fn timed(request: &Request, mut round: impl FnMut(u32)) -> f64 {
    (1..=request.warm_up).for_each(&mut round);
    let started = Instant::now();
    (request.warm_up + 1..=request.all_rounds()).for_each(round);
    started.elapsed().as_secs_f64()
}
