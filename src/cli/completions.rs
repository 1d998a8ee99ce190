//! `patronage completions`: completion scripts for shells.

use super::{Exit, Failure, arguments, terminal};
use clap_complete::Shell;

const AFTER_HELP: &str = "\
Examples:
  patronage completions bash > ~/.local/share/bash-completion/completions/patronage
  patronage completions zsh > ~/.zfunc/_patronage
  patronage completions fish > ~/.config/fish/completions/patronage.fish";

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut arguments(), "patronage", &mut script);
    terminal::say(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
