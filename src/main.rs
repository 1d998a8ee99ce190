//! The `patronage` program: parses its arguments, runs the command, sets the exit code.

use patronage::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = match cli::parse(std::env::args_os()) {
        Ok(command) => cli::dispatch(command),
        Err(exit) => exit,
    };
    exit.into()
}
