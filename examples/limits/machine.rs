//! What the machine can do.

use patronage::random::{Draws, Purpose};
use rayon::ThreadPool;
use rayon::prelude::*;
use std::hint::black_box;
use std::time::Instant;

/// Words of the arrays that are copied: 1 GiB each.
const COPIED: usize = 1 << 27;
/// Lines of the table that is read at random: 1 GiB.
const LINES: usize = 1 << 24;
/// Numbers in a line.
const LINE: usize = 16;
/// Random reads of a measurement.
const READS: usize = 1 << 22;
/// Agents who draw in a measurement, and the words of each.
const AGENTS: usize = 1 << 21;
const QUOTA: usize = 8;
/// Agents of a block, for which a stream of words is positioned once.
const BLOCK: usize = 2048;
/// Every measurement is the best of so many: what other work takes away is no limit of the machine.
const TRIALS: usize = 5;

/// Measured limits.
pub(crate) struct Machine {
    /// Bytes read and written by one thread that copies \[GB/s, which is bytes per ns\].
    pub copying_alone: f64,
    /// The same of all threads together.
    pub copying: f64,
    /// Time of a random word, if all threads draw \[ns per thread\].
    pub word: f64,
    /// Time of a random read that the next one waits for \[ns\].
    pub waiting: f64,
    /// Time of a random read, if all threads read and nothing waits \[ns, all threads together\].
    pub read: f64,
}

impl Machine {
    /// This machine's, with the threads of a pool.
    pub(crate) fn measured(pool: &ThreadPool) -> Self {
        let (copying_alone, copying) = copying(pool);
        let lines = lines();
        let (waiting, read) = (waiting(&lines), reading(pool, &lines));
        Self { copying_alone, copying, word: drawing(pool), waiting, read }
    }
}

/// The shortest of several times [ns].
fn best(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let started = Instant::now();
        work();
        started.elapsed().as_nanos() as f64
    };
    (0..TRIALS).map(time).fold(f64::INFINITY, f64::min)
}

fn copying(pool: &ThreadPool) -> (f64, f64) {
    // No zeros, of which the system might keep one page for all.
    let from: Vec<u64> = (0..COPIED as u64).collect();
    let mut to = vec![1_u64; COPIED];
    let bytes = 2.0 * size_of_val(from.as_slice()) as f64;
    let alone = best(|| to.copy_from_slice(black_box(&from)));
    let part = COPIED.div_ceil(pool.current_num_threads());
    let together = best(|| {
        pool.install(|| {
            to.par_chunks_mut(part).zip(black_box(&from).par_chunks(part)).for_each(|(to, from)| to.copy_from_slice(from));
        });
    });
    black_box(to);
    (bytes / alone, bytes / together)
}

fn drawing(pool: &ThreadPool) -> f64 {
    let draws = Draws { seed: 1, replicate: 0 };
    let time = best(|| {
        pool.broadcast(|thread| {
            for first in (0..AGENTS).step_by(BLOCK) {
                let mut words = draws.words(Purpose::Relate, thread.index() as u32, first, QUOTA as u32);
                for _ in 0..BLOCK {
                    black_box(words.take::<QUOTA>());
                }
            }
        });
    });
    time / (AGENTS * QUOTA) as f64
}

/// Lines of which each leads to another, so that all are on one round trip in random order (Sattolo 1986).
fn lines() -> Vec<[u32; LINE]> {
    let mut words = Draws { seed: 2, replicate: 0 }.words(Purpose::Relate, 0, 0, 1);
    let mut next: Vec<u32> = (0..LINES as u32).collect();
    for last in (1..LINES).rev() {
        let [word] = words.take::<1>();
        next.swap(last, word.below(last));
    }
    next.into_iter().map(|next| [next; LINE]).collect()
}

fn waiting(lines: &[[u32; LINE]]) -> f64 {
    let mut at = 0;
    let time = best(|| {
        for _ in 0..READS {
            at = lines[at as usize][0];
        }
    });
    black_box(at);
    time / READS as f64
}

fn reading(pool: &ThreadPool, lines: &[[u32; LINE]]) -> f64 {
    let time = best(|| {
        pool.broadcast(|thread| {
            let mut sum = 0_u32;
            for read in 0..READS {
                // The golden ratio jumps about evenly (Knuth 1973, 6.4): no two reads are near each other.
                let place = (read * 2 + thread.index()).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
                sum = sum.wrapping_add(lines[place % LINES][0]);
            }
            black_box(sum);
        });
    });
    time / (READS * pool.current_num_threads()) as f64
}
