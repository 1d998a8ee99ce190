//! `patronage run`: a scenario in; data, charts and a verdict out.

use super::checkpoints::Keeper;
use super::interrupt::{Interrupt, Kept};
use super::many::{ManyArgs, stem};
use super::progress::{Progress, Show};
use super::{Exit, Failure, pool, replicates, terminal};
use crate::chart;
use crate::checkpoint::Resumed;
use crate::engine::Run;
use crate::language::Language;
use crate::output::collect::Gathering;
use crate::output::folder::Draft;
use crate::output::summary::Summary;
use crate::output::tables::Maker;
use crate::output::timing::{Afterwards, Clock, Size, Timing};
use crate::output::{Collected, Entry, Format, Looks, Manifest, tables};
use crate::scenario::expectation::Verdict;
use crate::scenario::{Machine, Scenario};
use crate::world::clients::LARGEST_SAMPLE;
use crate::world::{Watch, World};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const AFTER_HELP: &str = "\
Examples:
  patronage run scenarios/healthy.toml
  patronage run scenarios/healthy.toml --rounds 20 --seed 7 --out output/short
  patronage run scenarios/healthy.toml --set economy.outside=0.2 --set population.clients=100000 --out output/large
  patronage run scenarios/healthy.toml --set network.start=preferential --out output/hubs
  patronage run scenarios/healthy.toml --set network.start=file --set network.file=ties.csv --out output/survey
                                                 start from ties in a file: from,to,strength
  patronage run scenarios/healthy.toml --replicates 20             means with intervals; expectations judged by them
  patronage run scenarios/healthy.toml --strict --quiet --force    for scripts: exit code 3 if an expectation fails
  patronage run scenarios/healthy.toml --json | jq .expectations
  patronage run national.toml --checkpoint 5                       keep the state every 5 rounds; after a crash or a kill,
  patronage run national.toml --checkpoint 5 --resume              the same with --resume goes on, to the same bytes

Ctrl-C finishes the current round and writes what there is; of several replicates, those that are finished. With
--checkpoint it also keeps the state, and --resume goes on from there. A checkpoint is a hidden file beside the results
folder; a run that has come to its end removes it.";

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The scenario file (TOML)
    pub(super) scenario: PathBuf,
    /// Run it so many times, each time with other draws
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=MOST_REPLICATES))]
    pub(super) replicates: u32,
    /// Run this many rounds instead of the scenario's; later events are skipped
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,
    /// Use this seed instead of the scenario's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    /// Set a key of the scenario, like `--set law.detection=0.1`; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Keep the state every K rounds, for --resume to go on from; twice its size must be free on the disk
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) checkpoint: Option<u32>,
    /// Folder for the results [default: output/NAME, with the scenario file's name]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Format of the data files
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: DataFormat,
    /// Exit with code 3 if an expectation failed
    #[arg(long)]
    pub(super) strict: bool,
    /// Draw no charts (`patronage chart DIR` draws them later)
    #[arg(long)]
    pub(super) no_charts: bool,
    /// Print the summary as one JSON object instead of text
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) many: ManyArgs,
}

/// More replicates than anybody needs: a slip of the keyboard.
pub(super) const MOST_REPLICATES: i64 = 1_000_000;

/// The formats, as they are called on the command line.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(super) enum DataFormat {
    /// Columns with unit and description, for pandas, polars, DuckDB, R
    #[default]
    Parquet,
    /// Comma-separated values
    Csv,
}

impl From<DataFormat> for Format {
    fn from(format: DataFormat) -> Self {
        match format {
            DataFormat::Parquet => Self::Parquet,
            DataFormat::Csv => Self::Csv,
        }
    }
}

/// What is to be run, and where its results go.
struct Job<'a> {
    args: &'a Args,
    clock: Clock,
    name: String,
    scenario: Scenario,
    notes: Vec<String>,
    folder: PathBuf,
    progress: Progress,
    watch: Arc<Watch>,
    interrupt: Interrupt,
}

/// What remains of a run once its world is gone.
struct Ended {
    collected: Collected,
    manifest: Manifest,
    size: Size,
    /// How long it took to write the data.
    writing: Duration,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let clock = Clock::start();
    let (scenario, notes) = scenario(args)?;
    if args.replicates > 1 {
        if args.checkpoint.is_some() {
            let what = "--checkpoint is for one run; of several replicates, --resume keeps those that are finished without it";
            return Err(Failure::Usage(what.to_owned()));
        }
        return replicates::run(args, scenario, notes, clock);
    }
    let name = stem(&args.scenario);
    let folder = args.out.clone().unwrap_or_else(|| Path::new("output").join(&name));
    let draft = args.many.draft(&folder, &name, [args.scenario.as_path()], [&scenario])?;
    let mut keeper = Keeper::open(args.checkpoint, &args.many, &folder, &scenario)?;
    let interrupt = Interrupt::watch(if keeper.keeps() { Kept::Checkpoint } else { Kept::Rounds })?;
    let show = if args.many.quiet { Show::Never } else { Show::OnTerminal };
    let watch = Arc::new(Watch::default());
    let progress = Progress::start(show, scenario.parameters.population.clients, Arc::clone(&watch));
    let job = Job { args, clock, name, scenario, notes, folder, progress, watch, interrupt };
    let done = pool::within(args.many.threads, || job.work(draft, &mut keeper))?;
    job.progress.end();
    let (summary, charts) = done?;
    job.tell(&summary)?;
    keeper.end(summary.complete)?;
    charts.map_err(|cause| Failure::undrawn(&job.folder, &cause))?;
    Ok(job.exit(&summary))
}

/// The scenario as the arguments change it, and notes on what that leaves out.
fn scenario(args: &Args) -> Result<(Scenario, Vec<String>), Failure> {
    let machine = Machine::this(pool::threads(args.many.threads));
    let mut scenario = Scenario::load_for(&args.scenario, &args.set, &machine)?;
    if let Some(seed) = args.seed {
        scenario = scenario.with_seed(seed);
    }
    Ok(match args.rounds {
        Some(rounds) => scenario.with_rounds(rounds),
        None => (scenario, Vec::new()),
    })
}

impl Job<'_> {
    /// Runs and writes everything; charts that fail do not take the data with them.
    fn work(&self, draft: Draft, keeper: &mut Keeper) -> Result<(Summary, Result<(), chart::Error>), Failure> {
        let Ended { collected, manifest, size, writing } = self.simulate(&draft, keeper)?;
        let mut afterwards = Afterwards { output: writing, checkpoints: keeper.spent(), ..Afterwards::default() };

        let watch = Clock::start();
        self.progress.afterwards("drawing charts");
        let charts = if self.args.no_charts { Ok(Vec::new()) } else { draw(draft.staging(), self.args.many.language()) };
        afterwards.charts = watch.elapsed();

        let timing = Timing::new(self.clock, &size, afterwards);
        let place = self.folder.display().to_string();
        let mut summary = Summary::new(&self.scenario, &collected, &manifest, &timing, &place);
        summary.language = self.args.many.language();
        summary.charts = charts.as_ref().map_or(0, Vec::len);
        draft.write(Timing::FILE, timing.to_text().as_bytes()).map_err(Failure::failed)?;
        draft.write(Summary::FILE, summary.to_markdown().as_bytes()).map_err(Failure::failed)?;
        draft.publish().map_err(Failure::failed)?;
        Ok((summary, charts.map(|_| ())))
    }

    /// Runs the world to its end, or until the user asks to stop, and writes what came of it.
    fn simulate(&self, draft: &Draft, keeper: &mut Keeper) -> Result<Ended, Failure> {
        let (mut run, mut gathering) = self.begin(keeper)?;
        let watch = |run: &mut Run, collected: &mut Collected| {
            self.progress.round(collected.last_round());
            let flow = self.interrupt.flow();
            keeper.watch(run, collected, flow, &self.progress);
            flow
        };
        gathering.go_on(&mut run, self.scenario.rounds, watch).map_err(Failure::failed)?;
        let collected = gathering.end(&mut run);
        let size = Size::of(&run);
        let watch = Clock::start();
        self.progress.afterwards("writing results");
        let manifest = self.write_data(draft, &collected, &run.into_final_world())?;
        Ok(Ended { collected, manifest, size, writing: watch.elapsed() })
    }

    /// Creates the world, or reads it from the checkpoint that is to be gone on with.
    fn begin(&self, keeper: &mut Keeper) -> Result<(Run, Gathering), Failure> {
        let Some(Resumed { run, collected, .. }) = keeper.resumed(&self.scenario, &self.progress)? else {
            let mut run = Run::watched(&self.scenario, 0, Arc::clone(&self.watch));
            self.progress.rounds(self.scenario.rounds);
            let gathering = Gathering::start(&mut run, Looks::ALL);
            return Ok((run, gathering));
        };
        let mut run = run.watched_by(Arc::clone(&self.watch));
        self.progress.rounds(self.scenario.rounds);
        self.progress.go_on_from(run.round());
        let gathering = Gathering::again(&mut run, collected, Looks::ALL).map_err(Failure::failed)?;
        Ok((run, gathering))
    }

    /// Writes the data files and the manifest.
    fn write_data(&self, draft: &Draft, collected: &Collected, world: &World) -> Result<Manifest, Failure> {
        let format = Format::from(self.args.format);
        let kinds: Vec<&str> = self.scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
        let write = |make: Maker<'_>| -> Result<Entry, Failure> {
            let table = make();
            let content = format.encode(&table).map_err(Failure::failed)?;
            let name = format.file_name(&table.name);
            draft.write(&name, &content).map_err(Failure::failed)?;
            Ok(Entry::of(&name, table.rows(), &content))
        };
        let makers = tables::makers(collected, world, &kinds, tables::Inputs::of(&self.scenario));
        // Side by side while that takes little memory, for files wait for the disk; in a large society one after another.
        let entries: Result<Vec<Entry>, Failure> = if world.clients.len() <= LARGEST_SAMPLE {
            makers.into_par_iter().map(write).collect()
        } else {
            makers.into_iter().map(write).collect()
        };
        let mut notes = self.notes.clone();
        if collected.last_round() < self.scenario.rounds {
            let (done, planned) = (collected.last_round(), self.scenario.rounds);
            notes.push(format!("the run was interrupted: {done} of {planned} rounds are finished"));
        }
        let manifest = Manifest::new(&self.name, &self.scenario, collected, notes, entries?);
        draft.write(Manifest::FILE, manifest.to_text().as_bytes()).map_err(Failure::failed)?;
        Ok(manifest)
    }

    /// Prints the summary as the user wants it.
    fn tell(&self, summary: &Summary) -> Result<(), Failure> {
        if self.args.json {
            terminal::say(&summary.to_json())
        } else if self.args.many.quiet {
            Ok(())
        } else {
            terminal::say(&summary.to_text())
        }
    }

    fn exit(&self, summary: &Summary) -> Exit {
        if !summary.complete {
            Exit::Interrupted
        } else if self.args.strict && summary.count(Verdict::Failed) > 0 {
            Exit::Unexpected
        } else {
            Exit::Done
        }
    }
}

/// Draws the charts; if that fails, half-drawn ones are taken away.
pub(super) fn draw(folder: &Path, language: Language) -> Result<Vec<PathBuf>, chart::Error> {
    let drawn = chart::draw_all(folder, language);
    if drawn.is_err() {
        let _ = std::fs::remove_dir_all(folder.join("charts"));
    }
    drawn
}
