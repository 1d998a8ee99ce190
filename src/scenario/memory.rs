//! How much memory a scenario needs, and how much there is.

use super::figures::memory as amount;
use super::{Scenario, StartTies};
use crate::world::populate::Population;
use crate::world::{Clients, Patrons, Ties, tally::Tally};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// What a run takes whatever its size in bytes: the program, its threads, tables of results, charts.
const FIXED: u64 = 64_000_000;
/// What phases hold per patron for a while, beside its columns in bytes: draws, funds, terms.
const PATRON_SCRATCH: u64 = 256;
/// First client, first patron, productivity and output of a village in bytes.
const VILLAGE: u64 = 32;
/// What a tie that a file lists takes while results are written in bytes: the tie, its row of a table, and what encodes it; 120 were
/// measured.
const LISTED_TIE: u64 = 130;

/// The machine that a scenario is to run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Threads that the run will use.
    pub threads: usize,
    /// Memory that is free for it, in bytes.
    pub memory: u64,
}

impl Machine {
    /// A machine on which everything fits.
    pub const UNLIMITED: Self = Self { threads: 1, memory: u64::MAX };

    /// This machine, with the memory that is free now within the limits of this process's control group.
    #[must_use]
    pub fn this(threads: usize) -> Self {
        Self { threads, memory: available().unwrap_or(u64::MAX) }
    }

    /// Whether a scenario fits into the memory.
    ///
    /// # Errors
    /// A sentence that says how much is needed and how much there is.
    pub fn fits(&self, scenario: &Scenario) -> Result<(), String> {
        let needed = scenario.memory_needed(self.threads);
        if needed <= self.memory {
            return Ok(());
        }
        Err(format!("this needs about {} of memory, and {} are free", amount(needed), amount(self.memory)))
    }
}

impl Default for Machine {
    fn default() -> Self {
        Self::this(std::thread::available_parallelism().map_or(1, usize::from))
    }
}

/// Memory that a world of this size needs while it runs on `threads` threads in bytes.
pub(super) fn needed(population: &Population, ties: Option<&StartTies>, threads: usize) -> u64 {
    let per_client = (Clients::BYTES + Ties::BYTES) as u64;
    let per_patron = (Patrons::BYTES + Tally::BYTES * threads) as u64 + PATRON_SCRATCH;
    let agents = |count: u32, bytes: u64| u64::from(count).saturating_mul(bytes);
    let clients = agents(population.clients, per_client);
    let patrons = agents(population.patrons, per_patron);
    let listed = ties.map_or(0, |ties| ties.list.len() as u64 * LISTED_TIE);
    FIXED
        .saturating_add(listed)
        .saturating_add(clients)
        .saturating_add(patrons)
        .saturating_add(agents(population.villages, VILLAGE))
}

impl Scenario {
    /// Memory that a run on `threads` threads needs in bytes.
    #[must_use]
    pub fn memory_needed(&self, threads: usize) -> u64 {
        needed(&self.parameters.population, self.start_ties.as_deref(), threads)
    }
}

/// Memory that this process can still take in bytes; `None` where the system does not say.
fn available() -> Option<u64> {
    let mut system = System::new().ok()?;
    system.refresh_memory();
    let free = Some(system.available_memory()).filter(|&bytes| bytes > 0);
    let own = sysinfo::get_current_pid().ok().and_then(|pid| {
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&[pid]), false, ProcessRefreshKind::nothing());
        system.process(pid)?.cgroup_limits()
    });
    // Files that the system keeps in memory count as used by the group, but make way: what programs hold counts.
    let groups = [own, system.cgroup_limits()].into_iter().flatten();
    let of_groups = groups.map(|limits| limits.total_memory.saturating_sub(limits.rss));
    of_groups.chain(free).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_grows_with_every_kind_of_agent_and_with_threads() {
        let base = Population::default();
        let small = needed(&base, None, 2);
        for larger in [
            Population { clients: base.clients + 1000, ..base.clone() },
            Population { patrons: base.patrons + 1000, ..base.clone() },
            Population { villages: base.villages + 1000, ..base.clone() },
        ] {
            assert!(needed(&larger, None, 2) > small, "{larger:?}");
        }
        assert_eq!(needed(&base, None, 3) - small, u64::from(base.patrons) * Tally::BYTES as u64);
    }

    #[test]
    fn ten_million_clients_need_what_their_columns_take() {
        let million = |n: u32| needed(&Population { clients: n * 1_000_000, ..Population::default() }, None, 2);
        assert_eq!(million(11) - million(1), 10_000_000 * (Clients::BYTES + Ties::BYTES) as u64);
    }

    #[test]
    fn this_machine_has_some_memory() {
        let machine = Machine::default();
        assert!(machine.memory > 1_000_000, "{machine:?}");
        assert!(machine.threads >= 1);
    }
}
