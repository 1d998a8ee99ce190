//! `patronage sweep-merge`: the journals of all shards in; the tables of the sweep out.

use super::finish::{Finish, finish};
use crate::cli::language::LangArg;
use crate::cli::{Exit, Failure, terminal};
use crate::sweep::finished::Finished;
use crate::sweep::folder::Folder;
use crate::sweep::merge::Missing;
use std::path::PathBuf;

const AFTER_HELP: &str = "\
Shards that share the folder need nothing else. If they ran on machines without a common disk, copy the files of their folders `journal` into that
of one of them first. The tables are the same, byte for byte, as those of one machine.";

/// Arguments of `sweep-merge`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The results folder of the sweep
    folder: PathBuf,
    /// Write tables of what is finished; runs that are missing are rows without measures
    #[arg(long)]
    partial: bool,
    /// Draw no charts (`patronage analyse DIR` draws them later)
    #[arg(long)]
    no_charts: bool,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Print nothing but errors
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    lang: LangArg,
}

/// Runs the command.
pub(in crate::cli) fn run(args: &Args) -> Result<Exit, Failure> {
    let folder = Folder::at(&args.folder);
    let plan = folder.plan().map_err(Failure::failed)?.ok_or_else(|| {
        Failure::Usage(format!("{} holds no sweep: `patronage sweep FILE --shard K/N` begins one", args.folder.display()))
    })?;
    let finished = Finished::read(&folder, &plan).map_err(Failure::failed)?;
    let missing = if args.partial { Missing::Rows } else { Missing::Refused };
    let points = plan.sweep.points();
    let how = Finish {
        folder: &folder,
        plan: &plan,
        points: &points,
        finished: &finished,
        missing,
        charts: !args.no_charts,
        language: args.lang.language(),
    };
    let text = finish(&how, None)?;
    if args.json {
        terminal::say(&(text.json.to_string() + "\n"))?;
    } else if !args.quiet {
        terminal::say(&text.text)?;
    }
    text.exit
}
