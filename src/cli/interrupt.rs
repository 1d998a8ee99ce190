//! Ctrl-C: the first asks to stop after the round, the second stops at once.

use super::{Exit, Failure, terminal};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the user asked to stop.
#[derive(Clone, Debug)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Watches for Ctrl-C from now on.
    pub(super) fn watch() -> Result<Self, Failure> {
        let asked = Arc::new(AtomicBool::new(false));
        let handler = Self(asked.clone());
        ctrlc::set_handler(move || {
            if handler.0.swap(true, Ordering::Relaxed) {
                std::process::exit(Exit::Interrupted.code().into());
            }
            terminal::warn("\nstopping after this round and writing what is finished; press Ctrl-C again to stop at once\n");
        })
        .map_err(|cause| Failure::Failed(format!("Ctrl-C cannot be watched for: {cause}")))?;
        Ok(Self(asked))
    }

    /// Breaks if the user asked to stop.
    pub(super) fn flow(&self) -> ControlFlow<()> {
        if self.0.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}
