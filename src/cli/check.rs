//! `patronage check`: validates scenarios without running them.

use super::{Exit, Failure, terminal};
use crate::scenario::{Scenario, Settlement, StartTies};
use crate::world::politics::Polity;
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Examples:
  patronage check scenarios/*.toml
  patronage check scenarios/healthy.toml --set network.start=random

Exit code 2 if any scenario is invalid.";

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The scenario files (TOML)
    #[arg(required = true)]
    scenarios: Vec<PathBuf>,
    /// Set a key of each scenario first; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut exit = Exit::Done;
    for path in &args.scenarios {
        match Scenario::load(path, &args.set) {
            Ok(scenario) => terminal::say(&format!("{}: valid, {}\n", path.display(), what(&scenario)))?,
            Err(problems) => exit = Failure::Scenario(problems).report(),
        }
    }
    Ok(exit)
}

/// What was checked, in short.
fn what(scenario: &Scenario) -> String {
    let ties = |ties: &StartTies| format!(", {} ties from {}", ties.list.len(), ties.file.path.display());
    let ties = scenario.start_ties.as_deref().map_or_else(String::new, ties);
    let villages = |villages: &Settlement| format!(", {} villages from {}", villages.names.len(), villages.file.path.display());
    let villages = scenario.settlement.as_deref().map_or_else(String::new, villages);
    let polity = scenario.polity.as_deref().map_or_else(String::new, polity);
    format!("{} rounds{polity}{villages}{ties}", scenario.rounds)
}

fn polity(polity: &Polity) -> String {
    let names: Vec<&str> = polity.elections.iter().map(|election| election.name.as_str()).collect();
    format!(", {} parties, elections: {}", polity.parties.len(), names.join(", "))
}
