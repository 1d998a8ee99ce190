//! `patronage check`: validates scenarios and sweeps without running them.

use super::{Exit, Failure, pool, terminal};
use crate::output::telling::counted;
use crate::scenario::figures::memory;
use crate::scenario::{Machine, Problems, Scenario, Settlement, StartTies};
use crate::sweep::{self, Sweep, design};
use crate::world::politics::Polity;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
Examples:
  patronage check scenarios/*.toml
  patronage check scenarios/healthy.toml --set network.start=random
  patronage check scenarios/sweeps/*.toml

Exit code 2 if any file is invalid.";

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The scenario or sweep files (TOML)
    #[arg(required = true)]
    scenarios: Vec<PathBuf>,
    /// Set a key of each scenario first; may be given several times (a sweep sets keys itself)
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for path in &args.scenarios {
        match checked(path, &args.set) {
            Ok(what) => terminal::say(&format!("{}: valid, {what}\n", path.display()))?,
            Err(problems) => exit = Failure::Scenario(problems).report(),
        }
    }
    Ok(exit)
}

/// What a file is that nothing is wrong with.
fn checked(path: &Path, sets: &[String]) -> Result<String, Problems> {
    // With `--set`, a sweep is read as a scenario, which says that it is none.
    if sets.is_empty() && sweep::read::is_sweep(path) {
        return sweep::read::sweep(path, &Machine::default()).map(|sweep| of_sweep(&sweep));
    }
    Scenario::load(path, sets).map(|scenario| what(&scenario))
}

fn of_sweep(sweep: &Sweep) -> String {
    let (points, replicates) = (sweep.points().len(), u64::from(sweep.replicates));
    let factors = counted(sweep.factors.len() as u64, "factor");
    let runs = [counted(points, "point"), counted(replicates, "replicate"), counted(points * replicates, "run")].join(", ");
    format!("a {} design of {factors}: {runs}", design::word(&sweep.design))
}

/// What was checked, in short.
fn what(scenario: &Scenario) -> String {
    let ties = |ties: &StartTies| format!(", {} ties from {}", ties.list.len(), ties.file.path.display());
    let ties = scenario.start_ties.as_deref().map_or_else(String::new, ties);
    let villages = |villages: &Settlement| format!(", {} villages from {}", villages.names.len(), villages.file.path.display());
    let villages = scenario.settlement.as_deref().map_or_else(String::new, villages);
    let polity = scenario.polity.as_deref().map_or_else(String::new, polity);
    let memory = memory(scenario.memory_needed(pool::threads(None)));
    format!("{} rounds{polity}{villages}{ties}, needs about {memory} of memory", scenario.rounds)
}

fn polity(polity: &Polity) -> String {
    let names: Vec<&str> = polity.elections.iter().map(|election| election.name.as_str()).collect();
    format!(", {} parties, elections: {}", polity.parties.len(), names.join(", "))
}
