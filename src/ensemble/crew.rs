//! How the threads are shared out among runs.
//!
//! A run on one thread never waits for another thread, so as many runs as there are threads, each on one, is the fastest way as long as
//! there are enough runs, and their societies fit into memory at once (BENCHMARKS.md has the times). With fewer runs than threads, or less memory, each gets
//! several threads.

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

/// Who works: so many runs at once, on so many threads together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crew {
    /// Runs at once, at least 1.
    pub workers: usize,
    /// Threads of all of them together, at least as many.
    pub threads: usize,
}

impl Crew {
    /// The crew for so many jobs on so many threads, if each job needs so much memory and so much is free \[bytes\].
    #[must_use]
    pub fn new(jobs: usize, threads: usize, memory_each: u64, memory: u64) -> Self {
        let threads = threads.max(1);
        let fitting = memory / memory_each.max(1);
        let workers = threads.min(jobs).min(usize::try_from(fitting).unwrap_or(usize::MAX)).max(1);
        Self { workers, threads }
    }

    /// A pool of threads for each worker. What the division leaves over goes to the first ones.
    pub(super) fn pools(self) -> Result<Vec<ThreadPool>, ThreadPoolBuildError> {
        let (each, rest) = (self.threads / self.workers, self.threads % self.workers);
        let pool = |worker| ThreadPoolBuilder::new().num_threads(each + usize::from(worker < rest)).build();
        (0..self.workers).map(pool).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thread_has_work_as_long_as_there_are_jobs_and_memory() {
        let crew = |jobs, threads, memory| {
            let crew = Crew::new(jobs, threads, 100, memory);
            let threads: usize = crew.pools().unwrap().iter().map(ThreadPool::current_num_threads).sum();
            (crew.workers, threads)
        };
        assert_eq!(crew(60, 2, 1000), (2, 2));
        assert_eq!(crew(1, 4, 1000), (1, 4));
        assert_eq!(crew(3, 5, 1000), (3, 5));
        assert_eq!(crew(60, 4, 250), (2, 4));
        assert_eq!(crew(60, 2, 10), (1, 2));
        assert_eq!(crew(0, 0, 0), (1, 1));
    }
}
