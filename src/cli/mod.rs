//! The command line: one file per subcommand. Only this module prints.

mod analyse;
mod chart;
mod check;
mod checkpoints;
mod claims;
mod compare;
mod completions;
mod explain;
mod export;
mod interrupt;
mod language;
mod many;
mod new;
mod pool;
mod progress;
mod replicates;
mod report;
mod run;
mod schema;
mod sweep;
mod terminal;
mod verify;

use crate::scenario::Problems;
use clap::{CommandFactory, Parser, Subcommand};
use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

/// Simulates patron-client relations: a scenario in, data, charts and a verdict out.
#[derive(Debug, Parser)]
#[command(name = "patronage", version, about, long_about = LONG_ABOUT, after_help = AFTER_HELP, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const LONG_ABOUT: &str = "\
Simulates patron-client relations with agents. Clients work for patrons, who pay, protect, help, or use force; clients \
answer with loyalty, or leave if they can. A scenario is a TOML file that asks a question and says what it expects. A run \
writes data, charts and a summary that says whether the expectations held.";

const AFTER_HELP: &str = "\
Examples:
  patronage new village                          write village.toml, a commented scenario to edit
  patronage check village.toml                   say everything that is wrong with it
  patronage explain village.toml | less          every key: value, unit, range, meaning, source
  patronage run village.toml                     run it; results go to output/village/
  patronage run village.toml --set mobility.information=0.1 --out output/isolated
                                                 the same with less news of other patrons
  patronage compare village.toml --vary mobility.information=0.5,0.1
                                                 twenty replicates of both: differences with intervals
  patronage sweep scenarios/sweeps/exit-by-law.toml
                                                 many points of several keys: a phase diagram
  patronage report output/village                one page to read, print and cite; --lang id: in Indonesian
  patronage export output/village --graph graphml
                                                 the network, for Gephi and networkx
  patronage verify output/village                run it again and compare every byte

Exit codes: 0 done, 1 the run failed, 2 usage or invalid scenario,
            3 an expectation failed or a claim is contradicted under --strict, 130 interrupted.";

/// A subcommand with its arguments.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a scenario and write its results
    Run(run::Args),
    /// Test published claims: which of them the model bears out
    Claims(claims::Args),
    /// Compare scenarios on the same draws, or one with itself, one key changed
    Compare(compare::Args),
    /// Say what the runs of a sweep tell of its factors: tables, charts, findings
    Analyse(analyse::Args),
    /// Check scenarios without running them
    Check(check::Args),
    /// Show every key of a scenario: value, unit, range, default, meaning, source
    Explain(explain::Args),
    /// Write a new, commented scenario to edit
    New(new::Args),
    /// Print the JSON Schema of scenarios, sweeps or claims, for editors
    Schema(schema::Args),
    /// Run a scenario at many points of its keys: designs, sensitivity indices, phase diagrams
    Sweep(sweep::Args),
    /// Make the tables of a sweep that ran in shards
    SweepMerge(sweep::MergeArgs),
    /// Draw the charts of a results folder again
    Chart(chart::Args),
    /// Write one page about results: what was found, charts, tables, method, glossary
    Report(report::Args),
    /// Write the network of a results folder for Gephi, networkx and others
    Export(export::Args),
    /// Run a results folder's scenario again and compare all data files
    Verify(verify::Args),
    /// Print a completion script for a shell
    Completions(completions::Args),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// The run, or the command, failed.
    Failed,
    /// Wrong usage or an invalid scenario.
    Invalid,
    /// An expectation failed under `--strict`.
    Unexpected,
    /// The user broke it off.
    Interrupted,
}

impl Exit {
    /// The program's exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Invalid => 2,
            Self::Unexpected => 3,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
enum Failure {
    /// The scenario is invalid.
    Scenario(Problems),
    /// The arguments do not make sense.
    Usage(String),
    /// Something went wrong.
    Failed(String),
    /// The user broke it off before there was anything to write.
    Stopped(String),
}

impl Failure {
    fn failed(cause: impl std::fmt::Display) -> Self {
        Self::Failed(cause.to_string())
    }

    /// The charts of a results folder could not be drawn; its data are there.
    fn undrawn(folder: &Path, cause: &crate::chart::Error) -> Self {
        Self::Failed(format!("the data are in {}, but the charts could not be drawn: {cause}", folder.display()))
    }

    /// Says what is wrong.
    fn report(&self) -> Exit {
        match self {
            Self::Scenario(problems) => {
                terminal::warn(&format!("{}\n", problems.render(terminal::style()).trim_end()));
                Exit::Invalid
            }
            Self::Usage(what) => {
                terminal::warn(&format!("error: {what}\n"));
                Exit::Invalid
            }
            Self::Failed(what) => {
                terminal::warn(&format!("error: {what}\n"));
                Exit::Failed
            }
            Self::Stopped(what) => {
                terminal::warn(&format!("{what}\n"));
                Exit::Interrupted
            }
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Scenario(problems)
    }
}

/// The command that the program's arguments ask for.
///
/// # Errors
/// The exit code, after help or the error was printed.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, Exit> {
    Cli::try_parse_from(arguments).map(|cli| cli.command).map_err(|error| {
        // Help that nobody reads to its end is no error.
        let _ = error.print();
        if error.use_stderr() { Exit::Invalid } else { Exit::Done }
    })
}

/// Runs a command.
#[must_use]
pub fn dispatch(command: Command) -> Exit {
    let result = match command {
        Command::Run(args) => run::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Sweep(args) => sweep::run(&args),
        Command::SweepMerge(args) => sweep::merge(&args),
        Command::Analyse(args) => analyse::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::New(args) => new::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Chart(args) => chart::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    result.unwrap_or_else(|failure| failure.report())
}

/// The description of all arguments.
fn arguments() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_make_sense() {
        arguments().debug_assert();
    }
}
