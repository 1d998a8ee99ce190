//! Spreading work over threads without a moment in which all wait for the slowest.
//!
//! Every worker takes the next item as soon as it has finished one, so that items may take very different times. What they come to goes to
//! the calling thread through a bounded queue: memory does not grow with the number of items, and whoever takes results in may take many
//! at once (one wait for the disk for all of them).

use super::{Crew, Outcome};
use rayon::ThreadPoolBuildError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

/// Whether work in progress shall be given up.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

impl Stop {
    /// Whether it shall.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Works off `items` in their order, several at once, each in a pool of threads of its own, and hands what each comes to over to `take`,
/// in the order in which they end and as many at once as are there (at most `queue` and one more). `work` returns nothing for an item
/// that was given up; its worker then takes no other.
///
/// # Errors
/// If threads cannot be started, or the first error of `take`: then [`Stop`] is set and no further item is begun; what still comes is
/// handed over too.
pub fn spread<T: Send, R: Send, E: From<ThreadPoolBuildError>>(
    items: impl Iterator<Item = T> + Send,
    crew: Crew,
    queue: usize,
    work: &(impl Fn(T, &Stop) -> Option<R> + Sync),
    mut take: impl FnMut(Vec<R>) -> Result<(), E>,
) -> Result<Outcome, E> {
    let pools = crew.pools()?;
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let (stop, given_up) = (Stop::default(), AtomicBool::new(false));
    let (sender, ended) = mpsc::sync_channel(queue);
    let mut failure = None;
    std::thread::scope(|scope| {
        for pool in &pools {
            let (sender, next, stop, given_up) = (sender.clone(), &next, &stop, &given_up);
            scope.spawn(move || {
                while !stop.is_set()
                    && let Some(item) = next()
                {
                    let result = pool.install(|| work(item, stop));
                    given_up.fetch_or(result.is_none(), Ordering::Relaxed);
                    let Some(Ok(())) = result.map(|result| sender.send(result)) else { break };
                }
            });
        }
        drop(sender);
        while let Ok(first) = ended.recv() {
            let all = std::iter::once(first).chain(ended.try_iter().take(queue)).collect();
            if let Err(error) = take(all) {
                failure.get_or_insert(error);
                stop.set();
            }
        }
    });
    let outcome = if given_up.into_inner() { Outcome::BrokenOff } else { Outcome::Complete };
    failure.map_or(Ok(outcome), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What can go wrong.
    #[derive(Debug, PartialEq)]
    struct Failed;

    impl From<ThreadPoolBuildError> for Failed {
        fn from(_: ThreadPoolBuildError) -> Self {
            Self
        }
    }

    fn crew(workers: usize) -> Crew {
        Crew { workers, threads: workers }
    }

    #[test]
    fn every_item_is_worked_off_once() {
        for (workers, queue) in [(1, 1), (3, 1), (4, 50)] {
            let mut taken = Vec::new();
            let take = |results: Vec<u32>| {
                assert!(!results.is_empty() && results.len() <= queue + 1);
                taken.extend(results);
                Ok::<(), Failed>(())
            };
            let outcome = spread(0..500, crew(workers), queue, &|item, _: &Stop| Some(item * 2), take);
            assert_eq!(outcome, Ok(Outcome::Complete));
            taken.sort_unstable();
            assert_eq!(taken, (0..500).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn after_a_failure_no_further_item_is_begun() {
        let begun = std::sync::atomic::AtomicU32::new(0);
        let work = |item: u32, stop: &Stop| {
            begun.fetch_add(1, Ordering::Relaxed);
            // The failure comes while these are in progress.
            while item > 0 && !stop.is_set() {
                std::thread::yield_now();
            }
            Some(item)
        };
        let mut taken = 0;
        let take = |results: Vec<u32>| {
            taken += results.len();
            Err(Failed)
        };
        assert_eq!(spread(0..1000, crew(2), 8, &work, take), Err(Failed));
        assert!(begun.into_inner() <= 4, "at most those in progress");
        assert!((2..=4).contains(&taken), "and what was in progress is handed over");
    }

    #[test]
    fn who_gives_up_an_item_takes_no_other() {
        let mut taken = Vec::new();
        let work = |item: u32, _: &Stop| (item < 3).then_some(item);
        let take = |results: Vec<u32>| {
            taken.extend(results);
            Ok::<(), Failed>(())
        };
        assert_eq!(spread(0..1000, crew(1), 4, &work, take), Ok(Outcome::BrokenOff));
        assert_eq!(taken, [0, 1, 2]);
    }
}
