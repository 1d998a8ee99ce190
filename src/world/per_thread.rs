//! Sums that all threads add up at once, each thread into one of its own.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// One value per thread of the current pool.
///
/// For sums of whole numbers only: their total depends neither on the number of threads nor on how work is shared out.
#[derive(Debug)]
pub struct PerThread<T> {
    lanes: Vec<Mutex<T>>,
}

impl<T> PerThread<T> {
    /// A value for every thread of the current pool.
    #[must_use]
    pub fn new(make: impl Fn() -> T) -> Self {
        let threads = rayon::current_num_threads().max(1);
        Self { lanes: (0..threads).map(|_| Mutex::new(make())).collect() }
    }

    /// The current thread's value, to add to while working on one block.
    pub fn own(&self) -> MutexGuard<'_, T> {
        let thread = rayon::current_thread_index().unwrap_or(0) % self.lanes.len();
        self.lanes[thread].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All threads' values.
    pub fn all(&mut self) -> impl Iterator<Item = &mut T> {
        self.lanes.iter_mut().map(|lane| lane.get_mut().unwrap_or_else(PoisonError::into_inner))
    }
}
