//! The threads that a command works on.

use super::Failure;

/// Does `work` in a pool of `threads` threads, or of as many as there are processors.
pub(super) fn within<R: Send>(threads: Option<u16>, work: impl FnOnce() -> R + Send) -> Result<R, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    let pool = pool.map_err(|cause| Failure::Failed(format!("threads cannot be started: {cause}")))?;
    Ok(pool.install(work))
}

/// How many threads that will be.
pub(super) fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}
