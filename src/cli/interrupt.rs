//! Ctrl-C: the first asks to stop soon and keep what is finished, the second stops at once.

use super::{Exit, Failure, terminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user asked to stop.
#[derive(Clone, Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

/// What is kept when the user asks to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// The rounds that are finished.
    Rounds,
    /// The rounds that are finished, and the state, so that the run can go on.
    Checkpoint,
    /// The runs that are finished, and results are made of them.
    Runs,
    /// The runs that are finished, in journals.
    Journals,
}

impl Kept {
    fn message(self) -> &'static str {
        match self {
            Self::Rounds => "stopping after this round and writing what is finished; press Ctrl-C again to stop at once",
            Self::Checkpoint => {
                "stopping after this round, keeping a checkpoint and writing what is finished; press Ctrl-C again to stop at once"
            }
            Self::Runs => {
                "giving up the runs in progress and writing those that are finished; press Ctrl-C again to stop at once (they are \
                 kept even so)"
            }
            Self::Journals => {
                "giving up the runs in progress; those that are finished are kept (press Ctrl-C again to stop at once)"
            }
        }
    }
}

impl Interrupt {
    /// Watches for Ctrl-C from now on.
    pub(super) fn watch(kept: Kept) -> Result<Self, Failure> {
        let asked = Arc::new(AtomicBool::new(false));
        let handler = Self(asked.clone());
        ctrlc::set_handler(move || {
            if handler.0.swap(true, Ordering::Relaxed) {
                std::process::exit(Exit::Interrupted.code().into());
            }
            terminal::warn(&format!("\n{}\n", kept.message()));
        })
        .map_err(|cause| Failure::Failed(format!("Ctrl-C cannot be watched for: {cause}")))?;
        Ok(Self(asked))
    }

    /// Breaks if the user asked to stop.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
