//! Sums per patron, added up by all threads at once.

use super::per_patron::PerPatron;
use super::per_thread::PerThread;
use crate::ids::PatronId;
use std::sync::MutexGuard;

/// Sums of one patron in the making; a phase gives each place its meaning.
pub type Row = [i64; 3];

/// A row of sums per patron, and one for nobody, once for every thread.
#[derive(Debug)]
pub struct Tally(PerThread<PerPatron<Row>>);

impl Tally {
    /// Bytes per patron and thread.
    pub const BYTES: usize = size_of::<Row>();

    /// Rows for `patrons` patrons and the current thread pool.
    #[must_use]
    pub fn new(patrons: usize) -> Self {
        Self(PerThread::new(|| PerPatron::new(Row::default(), std::iter::repeat_n(Row::default(), patrons))))
    }

    /// The rows of the current thread, to add to while working on one block.
    pub fn lane(&self) -> MutexGuard<'_, PerPatron<Row>> {
        self.0.own()
    }

    /// The sums of one patron over all threads.
    #[must_use]
    pub fn total(&mut self, patron: PatronId) -> Row {
        let mut total = Row::default();
        for rows in self.0.all() {
            for (sum, part) in total.iter_mut().zip(rows.of(Some(patron))) {
                *sum += part;
            }
        }
        total
    }

    /// Sets all sums to zero.
    pub fn clear(&mut self) {
        self.0.all().for_each(|rows| rows.fill(Row::default()));
    }
}
