//! What a run is at: told while it goes on, for whoever watches.
//!
//! Nothing depends on it. Whoever works says what it is at and how far it has come; whoever watches looks as often as it likes.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// What is being done, and how far it has come.
#[derive(Debug, Default)]
pub struct Watch {
    what: Mutex<&'static str>,
    done: AtomicU64,
    of: AtomicU64,
}

/// What a [`Watch`] shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What is being done; nothing before anything began.
    pub what: &'static str,
    /// How much of it is done.
    pub done: u64,
    /// How much there is to do; 0 if nobody counts.
    pub of: u64,
}

impl Watch {
    /// Something begins, of which so much is to be done; 0 if nobody counts.
    pub fn begin(&self, what: &'static str, of: u64) {
        *self.what.lock().unwrap_or_else(PoisonError::into_inner) = what;
        self.done.store(0, Relaxed);
        self.of.store(of, Relaxed);
    }

    /// So much more of it is done.
    pub fn add(&self, done: usize) {
        self.done.fetch_add(done as u64, Relaxed);
    }

    /// What is being done now.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let what = *self.what.lock().unwrap_or_else(PoisonError::into_inner);
        Seen { what, done: self.done.load(Relaxed), of: self.of.load(Relaxed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_starts_from_nothing() {
        let watch = Watch::default();
        assert_eq!(watch.seen(), Seen { what: "", done: 0, of: 0 });
        watch.begin("ties", 10);
        watch.add(4);
        watch.add(2);
        assert_eq!(watch.seen(), Seen { what: "ties", done: 6, of: 10 });
        watch.begin("networks", 0);
        assert_eq!(watch.seen(), Seen { what: "networks", done: 0, of: 0 });
    }
}
