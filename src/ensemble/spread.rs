//! Spreading work over threads without a moment in which all wait for the slowest.
//!
//! Every worker takes the next item as soon as it has finished one, so that items may take very different times. What they come to goes to
//! the calling thread through a bounded queue: memory does not grow with the number of items, and whoever takes results in may take many
//! at once (one wait for the disk for all of them).

use super::Crew;
use rayon::ThreadPoolBuildError;
use std::ops::ControlFlow;
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
/// in the order in which they end and as many at once as are there (at most `queue` and one per worker). `work` returns nothing for an item
/// that was given up; its worker then takes no other. If `take` breaks, [`Stop`] is set, no further item is begun, and what still comes is handed over too.
///
/// # Errors
/// If threads cannot be started.
pub fn spread<T: Send, R: Send>(
    items: impl Iterator<Item = T> + Send,
    crew: Crew,
    queue: usize,
    work: &(impl Fn(T, &Stop) -> Option<R> + Sync),
    mut take: impl FnMut(Vec<R>) -> ControlFlow<()>,
) -> Result<(), ThreadPoolBuildError> {
    let pools = crew.pools()?;
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let stop = Stop::default();
    let (sender, ended) = mpsc::sync_channel(queue);
    std::thread::scope(|scope| {
        for pool in &pools {
            let (sender, next, stop) = (sender.clone(), &next, &stop);
            scope.spawn(move || {
                while !stop.is_set()
                    && let Some(item) = next()
                    && let Some(result) = pool.install(|| work(item, stop))
                    && sender.send(result).is_ok()
                {}
            });
        }
        drop(sender);
        while let Ok(first) = ended.recv() {
            let all = std::iter::once(first).chain(ended.try_iter().take(queue)).collect();
            if take(all).is_break() {
                stop.set();
            }
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
                ControlFlow::Continue(())
            };
            spread(0..500, crew(workers), queue, &|item, _: &Stop| Some(item * 2), take).unwrap();
            taken.sort_unstable();
            assert_eq!(taken, (0..500).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn after_a_break_no_further_item_is_begun() {
        let begun = std::sync::atomic::AtomicU32::new(0);
        let work = |item: u32, stop: &Stop| {
            begun.fetch_add(1, Ordering::Relaxed);
            // The break comes while these are in progress.
            while item > 0 && !stop.is_set() {
                std::thread::yield_now();
            }
            Some(item)
        };
        let mut taken = 0;
        let take = |results: Vec<u32>| {
            taken += results.len();
            ControlFlow::Break(())
        };
        spread(0..1000, crew(2), 8, &work, take).unwrap();
        assert!(begun.into_inner() <= 4, "at most those in progress");
        assert!((2..=4).contains(&taken), "and what was in progress is handed over");
    }

    #[test]
    fn who_gives_up_an_item_takes_no_other() {
        let mut taken = Vec::new();
        let work = |item: u32, _: &Stop| (item < 3).then_some(item);
        let take = |results: Vec<u32>| {
            taken.extend(results);
            ControlFlow::Continue(())
        };
        spread(0..1000, crew(1), 4, &work, take).unwrap();
        assert_eq!(taken, [0, 1, 2]);
    }
}
