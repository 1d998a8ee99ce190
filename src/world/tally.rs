//! Sums per patron, added up by all threads at once.

use crate::ids::PatronId;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Sums of one patron in the making; a phase gives each place its meaning.
pub type Row = [i64; 3];

/// A row of sums per patron, once for every thread.
///
/// Each thread adds to rows of its own, and [`Tally::total`] adds these up. The sums are whole numbers, so neither
/// the share of work between threads nor their number changes the totals.
#[derive(Debug)]
pub struct Tally {
    lanes: Vec<Mutex<Vec<Row>>>,
}

impl Tally {
    /// Bytes per patron and thread.
    pub const BYTES: usize = size_of::<Row>();

    /// Rows for `patrons` patrons and the current thread pool.
    #[must_use]
    pub fn new(patrons: usize) -> Self {
        let lanes = rayon::current_num_threads().max(1);
        Self { lanes: (0..lanes).map(|_| Mutex::new(vec![Row::default(); patrons])).collect() }
    }

    /// The rows of the current thread, to add to while working on one block.
    pub fn lane(&self) -> MutexGuard<'_, Vec<Row>> {
        let lane = rayon::current_thread_index().unwrap_or(0) % self.lanes.len();
        self.lanes[lane].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sums of one patron over all threads.
    #[must_use]
    pub fn total(&mut self, patron: PatronId) -> Row {
        let mut total = Row::default();
        for lane in &mut self.lanes {
            let rows = lane.get_mut().unwrap_or_else(PoisonError::into_inner);
            for (sum, part) in total.iter_mut().zip(rows[patron.index()]) {
                *sum += part;
            }
        }
        total
    }

    /// Sets all sums to zero.
    pub fn clear(&mut self) {
        for lane in &mut self.lanes {
            lane.get_mut().unwrap_or_else(PoisonError::into_inner).fill(Row::default());
        }
    }
}
