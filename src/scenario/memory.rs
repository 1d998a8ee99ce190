//! How much memory a scenario needs, and how much there is.

use super::figures::memory as amount;
use super::{Scenario, StartTies};
use crate::ids::{ClientId, PartyId};
use crate::metrics::network;
use crate::phases::Parameters;
use crate::phases::campaign::Design as Sharing;
use crate::phases::vote::leaning::Booth;
use crate::world::politics::{Brokers, Election, Offers, Party, Places, Voters};
use crate::world::{Clients, Patrons, Ties, tally::Tally};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// What a run takes whatever its size in bytes: the program, its threads, tables of results, charts.
const FIXED: u64 = 64_000_000;
/// What phases hold for a while, one after the other, is counted once, as the largest of it. Per patron, in bytes: draws, funds, terms.
const PATRON_SCRATCH: u64 = 256;
/// The same per client while aid is asked for: 16 bytes for each of those who ask, a fifth of all in bad rounds of the scenarios that come with the
/// program.
const ASKING: u64 = 4;
/// First client, first patron, productivity and output of a village in bytes.
const VILLAGE: u64 = 32;
/// What a tie that a file lists takes while results are written in bytes: the tie, its row of a table, and what encodes it; 120 were
/// measured.
const LISTED_TIE: u64 = 130;
/// What a village that a table lists takes in bytes: its names, what the table says of it, and the row of a table while results are written.
const LISTED_VILLAGE: u64 = 400;
/// District, voters and polling stations of a village in bytes.
const POLITICAL_VILLAGE: u64 = 12;
/// What a village takes in bytes for each election while brokers make offers: what its voters find in the candidates.
const BOOTH: u64 = size_of::<Booth>() as u64;
/// What a client takes in bytes on an election day: its ballot, and of some a note of the patron who lives elsewhere.
const ELECTION_DAY: u64 = 2;
/// What an offer takes in bytes that is weighed against all others of its candidate, where budgets are pooled.
const WEIGHED_OFFER: u64 = 100;
/// What a politician takes in bytes, results and measures of its campaigns included.
const CANDIDATE: u64 = 1000;

/// What a client takes in bytes while families of candidates are found: how many know it, and its place among others.
const RANKED_CLIENT: u64 = 8;

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

/// What a scenario takes memory for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    clients: u64,
    patrons: u64,
    villages: u64,
    /// Ties that a file lists.
    listed_ties: u64,
    /// Whether a table lists the villages, in villages of it: all or none.
    listed_villages: u64,
    politics: Option<PoliticsSize>,
    /// Offers that a broker makes at most for one candidate; 0: as many as it likes.
    quota: u64,
    /// How money for gifts is shared out among brokers.
    sharing: Sharing,
}

/// What of politics takes memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PoliticsSize {
    /// Parties.
    pub parties: u64,
    /// Elections.
    pub elections: u64,
    /// Candidates in all of them.
    pub candidates: u64,
    /// Members of all their families, as far as there are clients for them.
    pub members: u64,
}

impl PoliticsSize {
    /// The size of politics with these parties, elections and clients.
    pub fn of<'a>(parties: &[Party], elections: impl Iterator<Item = &'a Election>, clients: u32) -> Self {
        let mut size = Self { parties: parties.len() as u64, ..Self::default() };
        for election in elections {
            let constituencies = election.constituencies.len() as u64;
            let family = |party: &PartyId| u64::from(parties[party.index()].family.min(clients));
            size.elections += 1;
            size.candidates += constituencies * election.parties.len() as u64;
            size.members += constituencies * election.parties.iter().map(family).sum::<u64>();
        }
        size
    }
}

impl Size {
    /// The size of a scenario with these keys and politics.
    pub fn new(parameters: &Parameters, ties: Option<&StartTies>, politics: PoliticsSize) -> Self {
        let population = &parameters.population;
        let villages = u64::from(population.villages);
        Self {
            clients: u64::from(population.clients),
            patrons: u64::from(population.patrons),
            villages,
            listed_ties: ties.map_or(0, |ties| ties.list.len() as u64),
            listed_villages: if population.table.is_empty() { 0 } else { villages },
            politics: (parameters.politics.every > 0).then_some(politics),
            quota: u64::from(parameters.campaign.quota),
            sharing: parameters.campaign.sharing,
        }
    }

    /// Memory that a world of this size needs while it runs on `threads` threads in bytes.
    pub fn memory(&self, threads: usize) -> u64 {
        let per_client = (Clients::BYTES + Ties::BYTES) as u64;
        let per_patron = (Patrons::BYTES + Tally::BYTES * threads) as u64;
        let for_a_while = [
            self.patrons.saturating_mul(PATRON_SCRATCH),
            self.clients.saturating_mul(ASKING),
            self.clients.saturating_mul(network::bytes_per_client(self.clients as usize) as u64),
            self.politics.map_or(0, |politics| self.of_election_day(politics)),
        ];
        let sums = [
            FIXED,
            for_a_while.into_iter().max().unwrap_or_default(),
            self.listed_ties.saturating_mul(LISTED_TIE),
            self.clients.saturating_mul(per_client),
            self.patrons.saturating_mul(per_patron),
            self.villages.saturating_mul(VILLAGE),
            self.listed_villages.saturating_mul(LISTED_VILLAGE),
            self.politics.map_or(0, |politics| self.of_politics(politics)),
        ];
        sums.into_iter().fold(0, u64::saturating_add)
    }

    /// What politics adds to what the world holds.
    fn of_politics(&self, politics: PoliticsSize) -> u64 {
        let PoliticsSize { parties, elections, candidates, members } = politics;
        let per_village = POLITICAL_VILLAGE.saturating_add(elections * 4).saturating_add(parties * Places::BYTES as u64);
        let sums = [
            self.clients.saturating_mul(Voters::BYTES as u64),
            self.patrons.saturating_mul(Brokers::BYTES as u64),
            self.villages.saturating_mul(per_village),
            candidates.saturating_mul(CANDIDATE),
            members.saturating_mul(size_of::<ClientId>() as u64),
            if members > 0 { self.clients.saturating_mul(RANKED_CLIENT) } else { 0 },
        ];
        sums.into_iter().fold(0, u64::saturating_add)
    }

    /// What an election day takes for a while.
    fn of_election_day(&self, politics: PoliticsSize) -> u64 {
        let (PoliticsSize { parties, elections, .. }, quota) = (politics, self.quota);
        // Each election's brokers make offers for one candidate each, and no voter gets two from one party.
        let each = self.clients.saturating_mul(parties);
        let (each, offer) = match (self.sharing, quota) {
            (Sharing::Pooled, _) => (each, Offers::BYTES as u64 + WEIGHED_OFFER),
            (Sharing::Villages, 0) => (each, Offers::BYTES as u64),
            (Sharing::Villages, quota) => (each.min(self.patrons.saturating_mul(quota)), Offers::BYTES as u64),
        };
        let sums = [
            self.clients.saturating_mul(ELECTION_DAY),
            self.villages.saturating_mul(elections).saturating_mul(BOOTH),
            elections.saturating_mul(each).saturating_mul(offer),
        ];
        sums.into_iter().fold(0, u64::saturating_add)
    }
}

impl Scenario {
    /// Memory that a run on `threads` threads needs in bytes.
    #[must_use]
    pub fn memory_needed(&self, threads: usize) -> u64 {
        let clients = self.parameters.population.clients;
        let politics = self
            .polity
            .as_deref()
            .map_or_else(PoliticsSize::default, |polity| PoliticsSize::of(&polity.parties, polity.elections.iter(), clients));
        Size::new(&self.parameters, self.start_ties.as_deref(), politics).memory(threads)
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
    use crate::world::politics::Polity;

    /// A default society, changed, with politics or without.
    fn size(politics: Option<[u64; 4]>, change: fn(&mut Parameters)) -> Size {
        let mut parameters = Parameters::default();
        parameters.politics.every = if politics.is_some() { 8 } else { 0 };
        change(&mut parameters);
        let [parties, elections, candidates, members] = politics.unwrap_or_default();
        Size::new(&parameters, None, PoliticsSize { parties, elections, candidates, members })
    }

    #[test]
    fn memory_grows_with_every_kind_of_agent_and_with_threads() {
        for politics in [None, Some([2, 1, 2, 0])] {
            let base = size(politics, |_| ());
            for larger in [
                size(politics, |p| p.population.clients += 1000),
                size(politics, |p| p.population.patrons += 1000),
                size(politics, |p| p.population.villages += 1000),
                size(politics, |p| p.population.table = "villages.csv".to_owned()),
            ] {
                assert!(larger.memory(2) > base.memory(2), "{larger:?}");
            }
            assert_eq!(base.memory(3) - base.memory(2), base.patrons * Tally::BYTES as u64);
        }
    }

    #[test]
    fn politics_takes_memory_for_parties_elections_and_candidates() {
        let memory = |politics| size(Some(politics), |_| ()).memory(2);
        let base = memory([2, 1, 2, 0]);
        assert!(base > size(None, |_| ()).memory(2));
        for larger in [[3, 1, 2, 0], [2, 2, 2, 0], [2, 1, 3, 0], [2, 1, 2, 1]] {
            assert!(memory(larger) > base, "{larger:?}");
        }
        assert!(size(Some([2, 1, 2, 0]), |p| p.campaign.quota = 0).memory(2) > base);
    }

    #[test]
    fn families_are_counted_by_candidate_and_no_larger_than_the_society() {
        let mut polity = Polity::two_parties(vec![10; 4], 1, 240.0);
        let size = |polity: &Polity| PoliticsSize::of(&polity.parties, polity.elections.iter(), 40);
        assert_eq!(size(&polity), PoliticsSize { parties: 2, elections: 1, candidates: 2, members: 0 });
        (polity.parties[0].family, polity.parties[1].family) = (15, 100);
        let council = Election { parties: vec![PartyId::new(1)], ..polity.elections[0].clone() };
        polity.elections.push(council);
        assert_eq!(size(&polity), PoliticsSize { parties: 2, elections: 2, candidates: 3, members: 15 + 40 + 40 });
    }

    #[test]
    fn ten_million_clients_need_what_their_columns_take() {
        let million = |politics, change| size(politics, change).memory(2);
        let change = |n: u64, politics, bytes: usize| {
            let [one, eleven]: [fn(&mut Parameters); 2] =
                [|p| p.population.clients = 1_000_000, |p| p.population.clients = 11_000_000];
            assert_eq!(million(politics, eleven) - million(politics, one), n * bytes as u64);
        };
        let columns = Clients::BYTES + Ties::BYTES;
        change(10_000_000, None, columns + ASKING as usize);
        change(10_000_000, Some([2, 1, 2, 0]), columns + Voters::BYTES + ASKING as usize);
    }

    #[test]
    fn this_machine_has_some_memory() {
        let machine = Machine::default();
        assert!(machine.memory > 1_000_000, "{machine:?}");
        assert!(machine.threads >= 1);
    }
}
