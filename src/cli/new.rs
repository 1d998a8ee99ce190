//! `patronage new`: a commented scenario to edit.

use super::{Exit, Failure, terminal};
use crate::scenario::{Scenario, template};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
The file is written to scenarios/ if there is such a folder here, else to the current folder. An existing file is never
overwritten.

Examples:
  patronage new village
  patronage new harsh-village --from scenarios/coercive-closed.toml";

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The scenario's name: letters, digits, `-` and `_`
    name: String,
    /// Start from the values of this scenario instead of the defaults
    #[arg(long, value_name = "SCENARIO")]
    from: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if args.name.is_empty() || args.name.starts_with('-') || !args.name.chars().all(fits) {
        let name = &args.name;
        return Err(Failure::Usage(format!("`{name}` is no name for a scenario; use letters, digits, `-` and `_`")));
    }
    let mut from = args.from.as_deref().map(|path| Scenario::load(path, &[])).transpose()?;
    if let Some(from) = &mut from {
        name_files_from_anywhere(from)?;
    }
    let text = template::scenario(&args.name, from.as_ref());
    let folder = if Path::new("scenarios").is_dir() { "scenarios" } else { "" };
    let path = Path::new(folder).join(format!("{}.toml", args.name));
    write_new(&path, &text)?;
    let path = path.display();
    terminal::say(&format!("wrote {path}; edit it, then try `patronage check {path}` and `patronage run {path}`\n"))?;
    Ok(Exit::Done)
}

/// A relative path would start at the new scenario's folder, which may be another one.
fn name_files_from_anywhere(scenario: &mut Scenario) -> Result<(), Failure> {
    if let Some(ties) = &scenario.start_ties {
        let path = std::path::absolute(&ties.file.path).map_err(Failure::failed)?;
        scenario.parameters.network.file = path.display().to_string();
    }
    if let Some(settlement) = &scenario.settlement {
        let path = std::path::absolute(&settlement.file.path).map_err(Failure::failed)?;
        scenario.parameters.population.table = path.display().to_string();
    }
    Ok(())
}

/// Writes a file that is not there yet.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let refused = |cause: std::io::Error| {
        let path = path.display();
        Failure::Failed(match cause.kind() {
            std::io::ErrorKind::AlreadyExists => format!("{path} is already there; choose another name"),
            _ => format!("{path} cannot be written: {cause}"),
        })
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(refused)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|cause| {
        // A half-written scenario is worse than none.
        let _ = std::fs::remove_file(path);
        refused(cause)
    })
}
