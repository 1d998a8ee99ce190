//! `timing.json`: when, where and how fast a run was. The only file with a clock in it.

use super::telling::speed;
use crate::engine::{Run, Times};
use crate::language::Language;
use crate::phases::SCHEDULE;
use crate::world::{Clients, Patrons, Ties};
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

/// A stopwatch that also knows the time of day.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    day: SystemTime,
    instant: Instant,
}

impl Clock {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "timing.json says when a run was; nothing else does")]
    #[must_use]
    pub fn start() -> Self {
        Self { day: SystemTime::now(), instant: Instant::now() }
    }

    /// Time since the start.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.instant.elapsed()
    }
}

/// Where a run took place.
#[derive(Clone, Debug, Serialize)]
pub struct Machine {
    /// Operating system.
    pub os: String,
    /// Processor architecture.
    pub arch: String,
    /// The processor's name; empty if unknown.
    pub cpu: String,
    /// Processors that the program may use.
    pub cpus: usize,
    /// Memory of the machine in bytes; missing if unknown.
    pub memory_bytes: Option<u64>,
}

impl Machine {
    /// This machine.
    #[must_use]
    pub fn this() -> Self {
        let kinds = sysinfo::RefreshKind::nothing()
            .with_cpu(sysinfo::CpuRefreshKind::nothing())
            .with_memory(sysinfo::MemoryRefreshKind::nothing().with_ram());
        let system = sysinfo::System::new_with_specifics(kinds).ok();
        let brand = system.as_ref().and_then(|system| Some(system.cpus().first()?.brand().trim().to_owned()));
        Self {
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
            cpu: brand.unwrap_or_default(),
            cpus: std::thread::available_parallelism().map_or(1, usize::from),
            memory_bytes: system.map(|system| system.total_memory()).filter(|&bytes| bytes > 0),
        }
    }
}

/// Wall time per part of a run in seconds.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Seconds {
    /// Creating the world.
    pub creation: f64,
    /// All phases of all rounds.
    pub phases: f64,
    /// Checking the laws after every round.
    pub laws: f64,
    /// Taking the measures.
    pub measures: f64,
    /// Measuring the networks.
    pub network: f64,
    /// Writing checkpoints.
    pub checkpoints: f64,
    /// Making and writing the data files.
    pub output: f64,
    /// Drawing the charts.
    pub charts: f64,
    /// Everything, from the program's start until `timing.json` was written.
    pub total: f64,
}

/// Wall time per client and round in nanoseconds; missing if no round was run.
#[derive(Clone, Debug, Serialize)]
pub struct PerClientRound {
    /// All phases together.
    pub phases: Option<f64>,
    /// Each phase by its name.
    pub each_phase: BTreeMap<&'static str, Option<f64>>,
    /// Checking the laws.
    pub laws: Option<f64>,
    /// Taking the measures.
    pub measures: Option<f64>,
}

/// Memory.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Memory {
    /// The most bytes the program ever held; missing where the system does not tell.
    pub peak_bytes: Option<u64>,
    /// Bytes of the state's columns per client, patrons included.
    pub columns_bytes_per_client: f64,
    /// Peak bytes per client.
    pub peak_bytes_per_client: Option<f64>,
}

/// The content of `timing.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Timing {
    /// When the run began (RFC 3339, UTC).
    pub started: String,
    /// When it ended (RFC 3339, UTC).
    pub ended: String,
    /// Threads.
    pub threads: usize,
    /// Clients.
    pub clients: u32,
    /// Rounds that were run.
    pub rounds: u32,
    /// Wall time per part.
    pub seconds: Seconds,
    /// Wall time per client and round.
    pub ns_per_client_round: PerClientRound,
    /// Memory.
    pub memory: Memory,
    /// The machine.
    pub machine: Machine,
}

/// Time spent on what is no part of a round.
#[derive(Clone, Copy, Debug, Default)]
pub struct Afterwards {
    /// Writing checkpoints.
    pub checkpoints: Duration,
    /// Making and writing the data files.
    pub output: Duration,
    /// Drawing the charts.
    pub charts: Duration,
}

/// What is known of a run's time and size once its world is no longer needed.
#[derive(Clone, Debug)]
pub struct Size {
    clients: u32,
    patrons: u32,
    rounds: u32,
    times: Times,
}

impl Size {
    /// Of a run.
    #[must_use]
    pub fn of(run: &Run) -> Self {
        let population = &run.scenario().parameters.population;
        let (clients, patrons) = (population.clients, population.patrons);
        Self { clients, patrons, rounds: run.rounds_run(), times: run.times().clone() }
    }

    fn per_client(&self, sum: f64) -> Option<f64> {
        (self.clients > 0).then(|| sum / f64::from(self.clients))
    }

    fn per_client_round(&self, time: Duration) -> Option<f64> {
        let rounds = f64::from(self.clients) * f64::from(self.rounds);
        (rounds > 0.0).then(|| time.as_secs_f64() * 1e9 / rounds)
    }
}

impl Timing {
    /// The file's name.
    pub const FILE: &str = "timing.json";

    /// Of a run that began with `clock` and ends now. Call it in the thread pool of the run.
    #[must_use]
    pub fn new(clock: Clock, size: &Size, afterwards: Afterwards) -> Self {
        let Size { times, .. } = size;
        let phases: Duration = times.phases.iter().sum();
        let each = SCHEDULE.iter().zip(times.phases).map(|(phase, time)| (phase.name, size.per_client_round(time)));
        Self {
            started: rfc3339(clock.day),
            ended: rfc3339(clock.day + clock.elapsed()),
            threads: rayon::current_num_threads(),
            clients: size.clients,
            rounds: size.rounds,
            seconds: Seconds {
                creation: times.creation.as_secs_f64(),
                phases: phases.as_secs_f64(),
                laws: times.laws.as_secs_f64(),
                measures: times.measures.as_secs_f64(),
                network: times.network.as_secs_f64(),
                checkpoints: afterwards.checkpoints.as_secs_f64(),
                output: afterwards.output.as_secs_f64(),
                charts: afterwards.charts.as_secs_f64(),
                total: clock.elapsed().as_secs_f64(),
            },
            ns_per_client_round: PerClientRound {
                phases: size.per_client_round(phases),
                each_phase: each.collect(),
                laws: size.per_client_round(times.laws),
                measures: size.per_client_round(times.measures),
            },
            memory: memory(size),
            machine: Machine::this(),
        }
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: it is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("timing is valid JSON") + "\n"
    }
}

/// The content of `timing.json` of many runs.
#[derive(Clone, Debug, Serialize)]
pub struct EnsembleTiming {
    /// When the work began (RFC 3339, UTC).
    pub started: String,
    /// When it ended (RFC 3339, UTC).
    pub ended: String,
    /// Threads.
    pub threads: usize,
    /// Runs at once.
    pub workers: usize,
    /// Runs that were done now; those of an earlier start are not among them.
    pub runs: u64,
    /// Rounds of clients of these runs.
    pub client_rounds: u64,
    /// Wall time of these runs in seconds, all they do included.
    pub running_seconds: f64,
    /// Wall time of everything in seconds.
    pub total_seconds: f64,
    /// Wall time of the runs per client and round in nanoseconds; missing if there was none.
    pub ns_per_client_round: Option<f64>,
    /// The most memory the program ever held in bytes; missing where the system does not tell.
    pub peak_bytes: Option<u64>,
    /// The machine.
    pub machine: Machine,
}

impl EnsembleTiming {
    /// Of work that began with `clock` and ends now: so many runs and rounds of clients in `running`, by a crew of `workers` on
    /// `threads` threads.
    #[must_use]
    pub fn new(clock: Clock, running: Duration, (runs, client_rounds): (u64, u64), (workers, threads): (usize, usize)) -> Self {
        Self {
            started: rfc3339(clock.day),
            ended: rfc3339(clock.day + clock.elapsed()),
            threads,
            workers,
            runs,
            client_rounds,
            running_seconds: running.as_secs_f64(),
            total_seconds: clock.elapsed().as_secs_f64(),
            ns_per_client_round: (client_rounds > 0).then(|| running.as_secs_f64() * 1e9 / client_rounds as f64),
            peak_bytes: peak_memory(),
            machine: Machine::this(),
        }
    }

    /// The text of the file.
    ///
    /// # Panics
    /// Never: it is valid JSON.
    #[must_use]
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("timing is valid JSON") + "\n"
    }

    /// How fast it was, in words.
    #[must_use]
    pub fn pace(&self, language: Language) -> String {
        let threads = language.count("tell-threads", self.threads as u64);
        let texts = [("runs", self.runs.to_string()), ("seconds", format!("{:.1}", self.total_seconds)), ("threads", threads)];
        let pace = language.fill("tell-pace-of-runs", &texts.each_ref().map(|(name, text)| (*name, text.as_str())));
        speed(language, pace, self.ns_per_client_round, self.peak_bytes)
    }
}

fn memory(size: &Size) -> Memory {
    let peak_bytes = peak_memory();
    let patrons = f64::from(size.patrons) * Patrons::BYTES as f64;
    Memory {
        peak_bytes,
        columns_bytes_per_client: (Clients::BYTES + Ties::BYTES) as f64 + size.per_client(patrons).unwrap_or(0.0),
        peak_bytes_per_client: peak_bytes.and_then(|bytes| size.per_client(bytes as f64)),
    }
}

/// The most memory this process ever held in bytes, where `/proc` tells.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// A time of day in UTC, to the second: `2026-01-31T23:59:59Z`. Times before 1970 are given as its start.
#[must_use]
pub fn rfc3339(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let (day, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

/// Year, month and day of the `days`th day after 1970-01-01, in the Gregorian calendar.
///
/// Years are counted from 1 March, so that the leap day comes last: then the months before any of them have
/// `(153·month + 2)/5` days, and 400 years always have 146,097.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468; // from 0000-03-01
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_right_around_leap_days() {
        let at = |seconds| rfc3339(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(951_782_399), "2000-02-28T23:59:59Z");
        assert_eq!(at(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(at(1_709_251_199), "2024-02-29T23:59:59Z");
        assert_eq!(at(1_767_225_599), "2025-12-31T23:59:59Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00Z");
    }

    #[test]
    fn this_machine_is_known() {
        let machine = Machine::this();
        assert!(machine.cpus >= 1 && !machine.os.is_empty() && !machine.arch.is_empty());
        if cfg!(target_os = "linux") {
            assert!(peak_memory() > Some(1 << 16));
            assert!(machine.memory_bytes > peak_memory());
        }
    }
}
