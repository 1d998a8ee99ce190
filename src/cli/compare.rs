//! `patronage compare`: several scenarios on the same draws; differences with intervals out.

mod files;
mod members;

use super::many::{Many, ManyArgs, stem};
use super::run::{DataFormat, MOST_REPLICATES, draw};
use super::{Exit, Failure, terminal};
use crate::chart;
use crate::ensemble::{Member, Outcome, jobs};
use crate::evidence::precision::{self, Next, Width};
use crate::evidence::story::{Length, Story, lines};
use crate::evidence::{Comparison as Compared, Pairing, fit};
use crate::metrics::{Needs, Reported};
use crate::output::Format;
use crate::output::comparison::{ComparisonManifest, MemberEntry};
use crate::output::folder::Draft;
use crate::output::manifest::Entry;
use crate::output::summary::Summary;
use crate::output::telling::contents;
use crate::output::timing::{Clock, Timing};
use crate::scenario::When;
use crate::table::Table;
pub(super) use files::again;
use files::{files, pairings, pieces, samples};
use members::members;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
Replicate r of every scenario has the same draws, so that scenarios are compared in pairs: what differs is what was changed, not luck.
Where the agents differ (another number of clients, patrons or villages), means are compared instead (Welch).

Examples:
  patronage compare scenarios/healthy.toml scenarios/coercive-closed.toml
  patronage compare scenarios/healthy.toml --vary law.detection=0.02,0.5 --at mean:20
  patronage compare scenarios/coercive-closed.toml scenarios/coercive-open.toml scenarios/market.toml --replicates 40
  patronage compare scenarios/healthy.toml --vary economy.outside=0.45,0.6 --precision 0.02
                                                 as many replicates as it takes for intervals of ±0.02

Ctrl-C keeps the runs that are finished; the same command with --resume goes on.";

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Scenario files (TOML); the others are compared with the first
    #[arg(required = true)]
    scenarios: Vec<PathBuf>,
    /// Compare one scenario with itself, one key changed; the others are compared with the first value
    #[arg(long, value_name = "KEY=A,B[,C…]")]
    vary: Option<String>,
    /// Run each scenario so many times
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..=MOST_REPLICATES))]
    replicates: u32,
    /// When measures are taken: start, end, round:T, or mean:K (of the last K rounds)
    #[arg(long, value_name = "TIME", default_value = "end")]
    at: String,
    /// Add replicates until the intervals of the main measures are this narrow (±; of shares, else of the larger mean)
    #[arg(long, value_name = "WIDTH", value_parser = positive)]
    precision: Option<f64>,
    /// With --precision: at most so many replicates
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..=MOST_REPLICATES))]
    max_replicates: u32,
    /// Run this many rounds instead of the scenarios'; later events are skipped
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    rounds: Option<u32>,
    /// Use this seed instead of the first scenario's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    /// Set a key in all of them, like `--set law.detection=0.1`; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Folder for the results [default: output/compare-NAMES]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Format of the data files
    #[arg(long, value_enum, default_value_t)]
    format: DataFormat,
    /// Print every measure, not only those that tell most
    #[arg(long)]
    all: bool,
    /// Draw no charts (`patronage chart DIR` draws them later)
    #[arg(long)]
    no_charts: bool,
    /// Print the comparison as one JSON object instead of text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    many: ManyArgs,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(width) if width > 0.0 && width.is_finite() => Ok(width),
        _ => Err("expected a number above 0, like 0.02".to_owned()),
    }
}

/// A comparison, about to be made.
struct Comparison<'a> {
    args: &'a Args,
    at: When,
    folder: PathBuf,
    notes: Vec<String>,
    /// With --precision: how many replicates it took, and by which rule.
    stopping: Option<(u32, String)>,
    many: Many,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let clock = Clock::start();
    let at = When::parse(&args.at).map_err(Failure::Usage)?;
    let (members, notes) = members(args)?;
    fit::check(&members, at).map_err(Failure::Usage)?;
    let folder = args.out.clone().unwrap_or_else(|| default_folder(args, &members));
    let names = ComparisonManifest::head(members.iter().map(|member| member.name.as_str())).scenario;
    let read = args.scenarios.iter().map(PathBuf::as_path);
    let draft = args.many.draft(&folder, &names, read, members.iter().map(|member| &member.scenario))?;
    let many = Many::start(&args.many, members, &folder, "comparison", clock)?;
    let mut work = Comparison { args, at, folder, notes, stopping: None, many };
    let outcome = work.simulate()?;
    let (story, charts) = work.write(draft)?;
    work.many.progress.end();
    work.tell(&story)?;
    if outcome == Outcome::Complete {
        work.many.journal.remove().map_err(Failure::failed)?;
    }
    charts.map_err(|cause| Failure::undrawn(&work.folder, &cause))?;
    Ok(if outcome == Outcome::Complete { Exit::Done } else { Exit::Interrupted })
}

/// The folder of a comparison that names none.
fn default_folder(args: &Args, members: &[Member]) -> PathBuf {
    let names = match &args.vary {
        Some(vary) => format!("{}-{}", stem(&args.scenarios[0]), vary.split('=').next().unwrap_or_default().trim()),
        None => members.iter().map(|member| member.name.replace(' ', "")).collect::<Vec<_>>().join("-"),
    };
    Path::new("output").join(format!("compare-{names}"))
}

impl Comparison<'_> {
    /// Runs all replicates, or as many as the precision takes.
    fn simulate(&mut self) -> Result<Outcome, Failure> {
        let members = self.many.members.len();
        let Some(width) = self.args.precision else {
            let outcome = self.many.run(&jobs(members, 0..self.args.replicates), &pieces)?;
            self.need_two()?;
            return Ok(outcome);
        };
        let most = self.args.max_replicates;
        let mut count = self.args.replicates.max(precision::FIRST_LOOK).min(most);
        loop {
            let outcome = self.many.run(&jobs(members, 0..count), &pieces)?;
            self.need_two()?;
            if outcome == Outcome::BrokenOff {
                return Ok(outcome);
            }
            let widest = precision::widest(&samples(&self.many, count, self.at)?, &pairings(&self.many), &WATCHED);
            let half_width = widest.as_ref().map_or(0.0, |widest| widest.half_width);
            match precision::next(count, half_width, width, most) {
                Next::Run(more) => count = more,
                end @ (Next::Reached | Next::Capped) => {
                    self.stopping = Some((count, stopping(width, count, end, widest.as_ref())));
                    return Ok(outcome);
                }
            }
        }
    }

    /// There is no interval without two replicates.
    fn need_two(&self) -> Result<(), Failure> {
        if self.many.replicates() >= 2 {
            return Ok(());
        }
        self.many.progress.end();
        let what = "fewer than two replicates of each scenario are finished: there is nothing to compare yet; --resume goes on";
        Err(Failure::Stopped(what.to_owned()))
    }

    /// Writes data, charts and summary of what is finished; charts that fail do not take the data with them.
    fn write(&mut self, draft: Draft) -> Result<(Story, Result<(), chart::Error>), Failure> {
        self.many.progress.afterwards("writing results");
        let planned = self.stopping.as_ref().map(|(count, _)| *count);
        let planned = planned.or_else(|| self.args.precision.is_none().then_some(self.args.replicates));
        // Where a precision was asked for and not reached, nobody knows how many it takes.
        let count = self.many.replicates().min(planned.unwrap_or(u32::MAX));
        let complete = planned == Some(count);
        if !complete {
            self.notes.push(format!(
                "the comparison was broken off: {count} replicates of each scenario are finished; --resume goes on"
            ));
        }
        let write = |name: &str, content: &[u8]| draft.write(name, content).map_err(Failure::failed);
        let (entries, compared) = files(&self.many, count, self.at, Format::from(self.args.format), write)?;
        self.note_unknown(&compared);
        let manifest = self.manifest(count, complete, entries);
        draft.write(ComparisonManifest::FILE, manifest.to_text().as_bytes()).map_err(Failure::failed)?;
        self.many.progress.afterwards("drawing charts");
        let charts = if self.args.no_charts { Ok(Vec::new()) } else { draw(draft.staging(), self.args.many.language()) };
        let timing = self.many.timing();
        let story =
            self.story(&compared.table(), &manifest, timing.pace(self.args.many.language()), charts.as_ref().map_or(0, Vec::len));
        draft.write(Timing::FILE, timing.to_text().as_bytes()).map_err(Failure::failed)?;
        draft.write(Summary::FILE, story.to_markdown().as_bytes()).map_err(Failure::failed)?;
        draft.publish().map_err(Failure::failed)?;
        Ok((story, charts.map(|_| ())))
    }

    /// Says which measures were left out because nobody knows them at that time.
    fn note_unknown(&mut self, compared: &Compared) {
        let politics = self.many.members[0].scenario.parameters.politics.every > 0;
        let unknown: Vec<Reported> = compared.unknown.iter().filter_map(|name| Reported::named(name)).collect();
        let (networks, others): (Vec<Reported>, Vec<Reported>) =
            unknown.into_iter().partition(|measure| matches!(measure, Reported::WithNetworks(_)));
        let at = self.at;
        if !networks.is_empty() && at != When::End {
            self.notes.push(format!(
                "measures of networks are not known at {at} ({}): they are taken in every measures.every-th round and the last",
                networks.len()
            ));
        }
        // Without politics nobody misses its measures.
        let missed = |measure: &Reported| politics || matches!(measure.needs(), Needs::State | Needs::Round);
        let missed = others.iter().filter(|measure| missed(measure)).count();
        if missed > 0 {
            let why = match at {
                When::Start => ": before the first round nothing has happened",
                _ if politics => {
                    "; those of elections are known in their rounds: --at mean:K takes the mean over those of the last K"
                }
                _ => "",
            };
            self.notes.push(format!("measures that are not known at {at} in any scenario: {missed}{why}"));
        }
    }

    fn manifest(&self, count: u32, complete: bool, files: Vec<Entry>) -> ComparisonManifest {
        let entries = self.many.members.iter().zip(pairings(&self.many));
        ComparisonManifest {
            head: ComparisonManifest::head(self.many.members.iter().map(|member| member.name.as_str())),
            complete,
            replicates: count,
            at: self.at.to_string(),
            stopping: self.stopping.as_ref().map(|(_, rule)| rule.clone()),
            notes: self.notes.clone(),
            members: entries.map(|(member, pairing)| MemberEntry::new(&member.name, &member.scenario, pairing.word())).collect(),
            files,
        }
    }

    fn story(&self, comparison: &Table, manifest: &ComparisonManifest, speed: String, charts: usize) -> Story {
        let members = &self.many.members;
        let language = self.args.many.language();
        let is_partly_unpaired = pairings(&self.many).contains(&Pairing::Unpaired);
        let how = language.text(if is_partly_unpaired { "tell-unpaired" } else { "tell-paired" });
        let [n, at, seed] = [manifest.replicates.to_string(), self.at.to_string(), members[0].scenario.seed.to_string()];
        let mut notes = self.notes.clone();
        notes.extend(self.stopping.as_ref().map(|(_, rule)| rule.clone()));
        let files: Vec<String> = manifest.files.iter().map(|file| file.name.clone()).collect();
        Story {
            members: members.iter().map(|member| (member.name.clone(), member.scenario.title.clone())).collect(),
            facts: language.fill("tell-compared", &[("n", &n), ("how", how), ("at", &at), ("seed", &seed)]),
            changed: fit::changed_lines(&fit::changed(members)),
            lines: lines(comparison),
            notes,
            results: self.folder.display().to_string(),
            contents: contents(language, &files, charts),
            speed,
            language,
        }
    }

    fn tell(&self, story: &Story) -> Result<(), Failure> {
        if self.args.json {
            terminal::say(&story.to_json())
        } else if self.args.many.quiet {
            Ok(())
        } else {
            terminal::say(&story.to_text(if self.args.all { Length::Everything } else { Length::Short }))
        }
    }
}

/// By which rule replicates were added, and what came of it.
fn stopping(width: f64, count: u32, end: Next, widest: Option<&Width>) -> String {
    let widest = match widest {
        None => "none of the main measures is known".to_owned(),
        Some(Width { measure, half_width, .. }) => format!("the widest interval is that of {measure}, ±{half_width:.4}"),
    };
    let came_out = match end {
        Next::Capped => format!("it took more than {count}, the most that --max-replicates allows"),
        Next::Reached | Next::Run(_) => format!("it took {count}"),
    };
    format!(
        "replicates were to be added until the 95 % intervals of {} are at most ±{width}: {came_out}; {widest}. As one looks again and \
         again, such intervals are a little too narrow (Chow and Robbins 1965)",
        WATCHED.join(", ")
    )
}

/// The main measures: those that --precision watches.
const WATCHED: [&str; 6] =
    ["health_index", "loyalty_mean", "reciprocity_mean", "hungry_share", "resentment_mean", "gini_wealth_clients"];
