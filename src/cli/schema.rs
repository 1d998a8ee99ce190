//! `patronage schema`: the JSON Schema of a kind of file, for editors.

use super::{Exit, Failure, terminal};
use crate::evidence::claims;
use crate::{scenario, sweep};
use clap::ValueEnum;

const AFTER_HELP: &str = "\
Example:
  patronage schema scenario > patronage.schema.json

With `#:schema ./patronage.schema.json` as the first line of a scenario, editors that know TOML (VS Code with Even Better TOML, and others
with taplo) complete keys, describe them, and show errors while you type. What a schema cannot see, `patronage check` finds.";

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The kind of file
    file: File,
}

/// The kinds of files that people write.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum File {
    /// What `patronage run` runs
    Scenario,
    /// What `patronage sweep` runs
    Sweep,
    /// What `patronage claims` tests
    Claim,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let schema = match args.file {
        File::Scenario => scenario::schema::scenario(),
        File::Sweep => sweep::read::schema(),
        File::Claim => claims::read::schema(),
    };
    terminal::say(&format!("{schema:#}\n"))?;
    Ok(Exit::Done)
}
