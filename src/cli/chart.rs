//! `patronage chart`: draws the charts of a results folder again.

use super::language::LangArg;
use super::{Exit, Failure, terminal};
use crate::chart;
use crate::output::manifest::Head;
use std::path::PathBuf;

/// Arguments of `chart`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  patronage chart output/healthy")]
pub struct Args {
    /// The results folder of a run, a comparison, claims or a sweep
    folder: PathBuf,
    #[command(flatten)]
    lang: LangArg,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    Head::read(&args.folder).map_err(Failure::Failed)?;
    let charts = chart::draw_all(&args.folder, args.lang.language()).map_err(Failure::failed)?;
    let list: String = charts.iter().map(|path| format!("{}\n", path.display())).collect();
    terminal::say(&list)?;
    Ok(Exit::Done)
}
