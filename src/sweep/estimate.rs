//! What a sweep will take: runs, rounds of clients, memory, disk.
//!
//! Points may differ in size, and a sweep may have millions: some of them, spread evenly over the design, stand for all.

use super::design::Points;
use super::finished::Row;
use super::{Keep, Sweep, one_line};

/// Points that are looked at.
const SAMPLE: u64 = 200;
/// What a client's round takes on one thread in nanoseconds, measures and laws included, as BENCHMARKS.md has it for small societies.
pub const NANOSECONDS: f64 = 250.0;
/// What a run takes besides, whatever its size \[s\]: its scenario, its society, its record.
pub const SECONDS_PER_RUN: f64 = 0.3e-3;

/// What a sweep will take.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Points.
    pub points: u64,
    /// Points times replicates.
    pub runs: u64,
    /// Rounds of clients in a run, on average over the points that were looked at.
    pub client_rounds: f64,
    /// The most memory that one of them takes \[bytes\].
    pub memory_each: u64,
    /// Bytes that a run leaves on the disk, journal and tables together.
    pub disk_each: f64,
    /// How many points were looked at.
    pub sampled: u64,
    /// How many of them are no valid scenarios: their runs will fail.
    pub invalid: u64,
    /// What is wrong with the first of these.
    pub why: Option<String>,
}

impl Estimate {
    /// The estimate for a sweep of these points.
    #[must_use]
    pub fn new(sweep: &Sweep, points: &Points) -> Self {
        let looked_at = points.len().min(SAMPLE);
        let runs = points.len() * u64::from(sweep.replicates);
        let (mut client_rounds, mut memory_each, mut rounds) = (0.0, 0, 0.0);
        let (mut invalid, mut why) = (0, None);
        for step in 0..looked_at {
            // The first and the last one are among them.
            let point = points.get(step * (points.len() - 1) / (looked_at - 1).max(1));
            match sweep.scenario(point.index, &point.given) {
                Ok(scenario) => {
                    client_rounds += f64::from(scenario.rounds) * f64::from(scenario.parameters.population.clients);
                    rounds += f64::from(scenario.rounds);
                    memory_each = memory_each.max(scenario.memory_needed(1));
                }
                Err(problems) => {
                    invalid += 1;
                    why.get_or_insert_with(|| one_line(&problems));
                }
            }
        }
        let valid = (looked_at - invalid).max(1) as f64;
        let disk_each = bytes(sweep, points, rounds / valid);
        let client_rounds = client_rounds / valid;
        Self { points: points.len(), runs, client_rounds, memory_each, disk_each, sampled: looked_at, invalid, why }
    }

    /// How long so many runs take on so many threads \[s\], if a run takes `each` on one thread, or else as it usually does.
    #[must_use]
    pub fn seconds(&self, runs: u64, threads: usize, each: Option<f64>) -> f64 {
        let each = each.unwrap_or(SECONDS_PER_RUN + self.client_rounds * NANOSECONDS * 1e-9);
        runs as f64 * each / threads.min(runs.max(1) as usize) as f64
    }
}

/// What a run leaves on the disk: its record in the journal, its rows in the tables.
fn bytes(sweep: &Sweep, points: &Points, rounds: f64) -> f64 {
    // A number as text with all its digits, and as a column of a table.
    const TEXT: &str = "0.1234567890123456";
    const CELL: f64 = 8.0;
    const RECORD_HEAD: f64 = 48.0;
    let given = if points.is_empty() { Vec::new() } else { points.get(0).given };
    let row = Row {
        given,
        seed: sweep.seed,
        values: vec![TEXT.parse().ok(); sweep.measures.len()],
        error: None,
        seconds: 0.123_456_789,
    };
    let columns = sweep.factors.len() + sweep.measures.len() + 4;
    let summary = RECORD_HEAD + row.piece().content.len() as f64 + CELL * columns as f64;
    match sweep.keep {
        Keep::Summary => summary,
        // In the journal and in the table, the former with the head of a file of its own.
        Keep::Rounds => {
            summary + 2.0 * CELL * rounds * (sweep.measures.len() + 1) as f64 + 300.0 * (sweep.measures.len() + 3) as f64
        }
    }
}
