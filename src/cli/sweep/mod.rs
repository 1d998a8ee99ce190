//! `patronage sweep`: a plan in; one scenario run at many points of its keys; tables, indices and phase diagrams out.

mod begin;
mod finish;
mod merge;
mod plan;
mod run;
mod status;
mod verify;

pub(super) use merge::{Args as MergeArgs, run as merge};
pub(super) use verify::verify;

use super::many::{ManyArgs, stem};
use super::{Exit, Failure, pool};
use crate::output::timing::Clock;
use crate::scenario::Machine;
use crate::sweep::folder::Folder;
use crate::sweep::plan::{Plan, Shard};
use crate::sweep::{Sweep, read};
use std::path::PathBuf;

const AFTER_HELP: &str = "\
A sweep file names a base scenario, a design (grid, latin_hypercube, sobol, saltelli, morris, random, list), factors (keys and their ranges) and measures.

Examples:
  patronage sweep my.toml --plan                  how many runs, how long, how much disk
  patronage sweep my.toml                         run it: tables, indices, charts in output/my/
  patronage sweep my.toml --resume                after power cuts, kills, Ctrl-C: what is missing
  patronage sweep my.toml --extend --replicates 20
                                                  more replicates (--size: more points)
  patronage sweep my.toml --shard 3/8             one of eight parts, on any machine; then
  patronage sweep-merge output/my                 the tables of all

Finished runs are in DIR/journal/ and are never lost. Runs that fail are rows with their error.";

/// Arguments of `sweep`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The sweep file (TOML)
    sweep: PathBuf,
    /// Folder for the results [default: output/NAME]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say how many runs, how long, how much disk and memory, and run nothing
    #[arg(long, conflicts_with_all = ["status", "shard", "resume", "extend", "force"])]
    plan: bool,
    /// Say what is done, failed and missing, and run nothing
    #[arg(long, conflicts_with_all = ["shard", "resume", "extend", "force"])]
    status: bool,
    /// Run only the K-th of N parts; `sweep-merge` makes the tables of all
    #[arg(long, value_name = "K/N", conflicts_with = "force")]
    shard: Option<Shard>,
    /// Add replicates or points to an earlier start of the same sweep; what is finished is not run again
    #[arg(long, conflicts_with_all = ["resume", "force"])]
    extend: bool,
    /// Run each point so many times, whatever the file says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    replicates: Option<u32>,
    /// Size of the design, whatever the file says: points, or samples, trajectories, hypercubes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    size: Option<u32>,
    /// Draw no charts (`patronage analyse DIR` draws them later)
    #[arg(long)]
    no_charts: bool,
    /// Print one JSON object instead of text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    many: ManyArgs,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let clock = Clock::start();
    let machine = Machine::this(pool::threads(args.many.threads));
    let sweep = sized(args, read::sweep(&args.sweep, &machine)?)?;
    let name = stem(&args.sweep);
    let folder = Folder::at(&args.out.clone().unwrap_or_else(|| PathBuf::from("output").join(&name)));
    let plan = Plan::new(&name, sweep);
    if args.plan {
        return plan::tell(args, &plan, &folder, machine);
    }
    if args.status {
        return status::tell(args, &plan, &folder, machine);
    }
    begin::begin(args, &folder, &plan)?;
    run::run(args, &folder, &plan, machine, clock)
}

/// The sweep with the sizes that the arguments say.
fn sized(args: &Args, mut sweep: Sweep) -> Result<Sweep, Failure> {
    sweep.replicates = args.replicates.unwrap_or(sweep.replicates);
    if let Some(size) = args.size {
        sweep = sweep.with_size(size).map_err(Failure::Usage)?;
        crate::sweep::design::check(&sweep.design, &sweep.factors)
            .map_err(|what| Failure::Usage(format!("--size {size}: {what}")))?;
    }
    Ok(sweep)
}
