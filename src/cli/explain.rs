//! `patronage explain`: every key of a scenario as resolved.

use super::{Exit, Failure, terminal};
use crate::scenario::{Scenario, explain};
use std::path::PathBuf;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  patronage explain scenarios/healthy.toml --set law.detection=0.1 | less")]
pub struct Args {
    /// The scenario file (TOML)
    scenario: PathBuf,
    /// Set a key of the scenario first; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let scenario = Scenario::load(&args.scenario, &args.set)?;
    terminal::say(&explain::explain(&scenario))?;
    Ok(Exit::Done)
}
