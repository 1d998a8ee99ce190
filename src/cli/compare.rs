//! `patronage compare`: several scenarios on the same draws; differences with intervals out.

use super::many::{Many, ManyArgs, needed, stem};
use super::run::{DataFormat, MOST_REPLICATES, draw};
use super::{Exit, Failure, pool, terminal};
use crate::chart;
use crate::ensemble::{Job, Member, Outcome, Piece, jobs, merge};
use crate::evidence::comparison::compare;
use crate::evidence::precision::{self, Next, Width};
use crate::evidence::samples::Member as Measured;
use crate::evidence::story::{Length, Story, lines};
use crate::evidence::{Comparison as Compared, Pairing, Replicates, Samples, fit};
use crate::metrics::{Needs, Reported};
use crate::output::comparison::{ComparisonManifest, MemberEntry};
use crate::output::folder::{Draft, Replace};
use crate::output::manifest::Entry;
use crate::output::summary::Summary;
use crate::output::timing::{Clock, Timing};
use crate::output::{self, Collected, Format, tables};
use crate::scenario::{Machine, Scenario, When};
use crate::table::Table;
use crate::world::World;
use std::collections::BTreeMap;
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
    let replace = if args.many.force { Replace::Anything } else { Replace::SameScenario };
    let needed = needed(args.scenarios.iter().map(PathBuf::as_path), members.iter().map(|member| &member.scenario));
    let needed: Vec<&Path> = needed.iter().map(PathBuf::as_path).collect();
    let names = ComparisonManifest::head(members.iter().map(|member| member.name.as_str())).scenario;
    let draft = Draft::open(&folder, &names, replace, &needed).map_err(Failure::failed)?;
    let many = Many::start(&args.many, members, &folder, "comparison", clock)?;
    let mut work = Comparison { args, at, folder, notes, stopping: None, many };
    let outcome = work.simulate()?;
    let (story, charts) = work.write(draft)?;
    work.many.progress.end();
    work.tell(&story)?;
    if outcome == Outcome::Complete {
        work.many.journal.remove().map_err(Failure::failed)?;
    }
    charts.map_err(|cause| {
        let folder = work.folder.display();
        Failure::Failed(format!("the data are in {folder}, but the charts could not be drawn: {cause}"))
    })?;
    Ok(if outcome == Outcome::Complete { Exit::Done } else { Exit::Interrupted })
}

/// The scenarios as the arguments change them, the baseline first, with seeds by which they can be compared; and notes.
fn members(args: &Args) -> Result<(Vec<Member>, Vec<String>), Failure> {
    let machine = Machine::this(pool::threads(args.many.threads));
    let mut wanted: Vec<(String, &Path, Vec<String>)> = Vec::new();
    match (&args.vary, args.scenarios.as_slice()) {
        (None, files) => wanted.extend(files.iter().map(|file| (stem(file), file.as_path(), args.set.clone()))),
        (Some(vary), [file]) => {
            for set in variants(vary).map_err(Failure::Usage)? {
                wanted.push((set.clone(), file, args.set.iter().cloned().chain([set]).collect()));
            }
        }
        (Some(_), _) => return Err(Failure::Usage("--vary compares one scenario with itself: give one file".to_owned())),
    }
    let (mut members, mut notes) = (Vec::new(), Vec::new());
    for (name, file, sets) in wanted {
        let mut scenario = Scenario::load_for(file, &sets, &machine)?;
        if let Some(rounds) = args.rounds {
            let (shorter, dropped) = scenario.with_rounds(rounds);
            scenario = shorter;
            notes.extend(dropped.into_iter().map(|note| format!("{name}: {note}")));
        }
        let name = distinct(name, &members);
        members.push(Member { name, scenario });
    }
    if let (Some(seed), Some(first)) = (args.seed, members.first_mut()) {
        first.scenario = first.scenario.clone().with_seed(seed);
    }
    let own: Vec<u64> = members.iter().map(|member| member.scenario.seed).collect();
    let members = fit::seeded(members);
    for (member, own) in members.iter().zip(own) {
        if fit::pairing(&members[0].scenario, &member.scenario) == Pairing::Unpaired {
            let baseline = &members[0].name;
            notes.push(format!(
                "`{}` has not the same agents as `{baseline}` (clients, patrons or villages): these two are compared unpaired (Welch), each on a seed of its own",
                member.name
            ));
        } else if own != member.scenario.seed && args.seed.is_none() {
            notes.push(format!(
                "`{}` runs with seed {}, that of `{}`, so that draws are the same",
                member.name, member.scenario.seed, members[0].name
            ));
        }
    }
    Ok((members, notes))
}

/// `KEY=A,B` as `KEY=A` and `KEY=B`; commas in brackets or quotes part nothing.
fn variants(vary: &str) -> Result<Vec<String>, String> {
    let form = "write --vary KEY=A,B, for example --vary law.detection=0.02,0.5";
    let Some((key, values)) = vary.split_once('=') else { return Err(format!("--vary without `=`; {form}")) };
    let (mut found, mut depth, mut quoted) = (vec![String::new()], 0_u32, false);
    for letter in values.chars() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !quoted => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().expect("never empty").push(letter);
    }
    let found: Vec<String> = found.iter().map(|value| value.trim().to_owned()).collect();
    if found.len() < 2 {
        return Err(format!("--vary with one value has nothing to compare; {form}"));
    }
    if found.iter().any(String::is_empty) {
        return Err(format!("--vary with an empty value; {form}"));
    }
    Ok(found.into_iter().map(|value| format!("{}={value}", key.trim())).collect())
}

/// The name, with a number if another member has it.
fn distinct(name: String, members: &[Member]) -> String {
    let taken = |name: &str| members.iter().any(|member| member.name == name);
    if !taken(&name) {
        return name;
    }
    (2..).map(|number| format!("{name} ({number})")).find(|name| !taken(name)).expect("there are enough numbers")
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
        let charts = if self.args.no_charts { Ok(Vec::new()) } else { draw(draft.staging()) };
        let timing = self.many.timing();
        let story = self.story(&compared.table(), &manifest, timing.pace(), charts.as_ref().map_or(0, Vec::len));
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
                "{} measures of networks are not known at {at}: they are taken in every measures.every-th round and the last",
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
            self.notes.push(format!("{missed} measures are not known at {at} in any scenario{why}"));
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
        let how = if pairings(&self.many).contains(&Pairing::Unpaired) {
            "see the notes for who is paired"
        } else {
            "paired by common random numbers"
        };
        let mut notes = self.notes.clone();
        notes.extend(self.stopping.as_ref().map(|(_, rule)| rule.clone()));
        let files: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
        let charts = if charts == 0 { "no charts".to_owned() } else { format!("charts/ with {charts} files") };
        Story {
            members: members.iter().map(|member| (member.name.clone(), member.scenario.title.clone())).collect(),
            facts: format!(
                "{} replicates of each, {how}; measures at {}; seed {}",
                manifest.replicates, self.at, members[0].scenario.seed
            ),
            changed: fit::changed_lines(&fit::changed(members)),
            lines: lines(comparison),
            notes,
            results: format!("{} ({}, {charts})", self.folder.display(), files.join(", ")),
            speed,
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
    let reached = match widest {
        None => "none of the main measures is known".to_owned(),
        Some(Width { measure, half_width, .. }) => format!("the widest is that of {measure}, ±{half_width:.4}"),
    };
    let cap = if end == Next::Capped { ", the most that --max-replicates allows" } else { "" };
    format!(
        "replicates were added until the 95 % intervals of {} were at most ±{width} (of shares; else of the larger mean): {count}{cap}; \
         {reached}. As one looks again and again, such intervals are a little too narrow (Chow and Robbins 1965)",
        WATCHED.join(", ")
    )
}

/// The main measures: those that --precision watches.
const WATCHED: [&str; 6] =
    ["health_index", "loyalty_mean", "reciprocity_mean", "hungry_share", "resentment_mean", "gini_wealth_clients"];

/// What is kept of each run: measures, Lorenz curves, and of replicate 0 what clients received and gave.
pub(super) fn pieces(job: Job, collected: &Collected, world: &World) -> Result<Vec<Piece>, output::Error> {
    let mut kept = vec![merge::piece(&tables::rounds(collected))?, merge::piece(&tables::lorenz(collected))?];
    if job.replicate == 0 {
        let mut clients = tables::clients(collected, world);
        clients.columns.retain(|column| ["replicate", "client", "received", "given"].contains(&column.name.as_str()));
        kept.push(merge::piece(&clients)?);
    }
    Ok(kept)
}

/// The data files of so many replicates of the members, whose measures are taken at `at`: each goes to `sink` with its name. And the
/// rows of the comparison.
fn files(
    many: &Many,
    count: u32,
    at: When,
    format: Format,
    mut sink: impl FnMut(&str, &[u8]) -> Result<(), Failure>,
) -> Result<(Vec<Entry>, Compared), Failure> {
    let mut jobs = jobs(many.members.len(), 0..count);
    jobs.sort_unstable();
    let named = |job: Job, table| merge::of_scenario(&many.members[job.member as usize].name, table);
    let mut entries = Vec::new();
    let mut put = |table: &str, content: &[u8], rows: usize| {
        let name = format.file_name(table);
        sink(&name, content)?;
        entries.push(Entry::of(&name, rows, content));
        Ok::<(), Failure>(())
    };
    for table in ["rounds", "lorenz", "clients"] {
        let file = merge::file(&many.journal, &jobs, table, format, named).map_err(Failure::failed)?;
        let Some((content, rows)) = file else { continue };
        put(table, &content, rows)?;
    }
    let compared = compare(&samples(many, count, at)?, &pairings(many));
    let table = compared.table();
    put(&table.name, &format.encode(&table).map_err(Failure::failed)?, table.rows())?;
    Ok((entries, compared))
}

/// The data files that a comparison gives now.
pub(super) fn again(many: &mut Many, manifest: &ComparisonManifest) -> Result<Vec<Entry>, Failure> {
    let at = When::parse(&manifest.at).map_err(Failure::Failed)?;
    many.run_all(&jobs(many.members.len(), 0..manifest.replicates), &pieces)?;
    let (entries, _) = files(many, manifest.replicates, at, manifest.format(), |_, _| Ok(()))?;
    Ok(entries)
}

/// How each member is compared with the baseline.
fn pairings(many: &Many) -> Vec<Pairing> {
    let baseline = &many.members[0].scenario;
    many.members.iter().map(|member| fit::pairing(baseline, &member.scenario)).collect()
}

/// What so many replicates of every member measured. One table of rounds is in memory at a time.
fn samples(many: &Many, count: u32, when: When) -> Result<Samples, Failure> {
    let of_member = |(place, member): (u32, &Member)| {
        let mut measured = Measured { name: member.name.clone(), values: BTreeMap::new() };
        for replicate in 0..count {
            let job = Job { member: place, replicate };
            let Some(table) = merge::table(&many.journal, job, "rounds").map_err(Failure::failed)? else { continue };
            let one = Replicates::of(&table, member.scenario.rounds).map_err(Failure::failed)?.at(when);
            for (measure, values) in one.members.into_iter().flat_map(|one| one.values) {
                measured.values.entry(measure).or_default().extend(values);
            }
        }
        Ok(measured)
    };
    let members = (0..).zip(&many.members).map(of_member).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Samples { when, members })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_parted_by_commas_outside_brackets() {
        let all = |vary| variants(vary).expect("variants");
        assert_eq!(all("law.fine=1, 2,3"), ["law.fine=1", "law.fine=2", "law.fine=3"]);
        assert_eq!(all("elections.a.seats=[1,2],[3]"), ["elections.a.seats=[1,2]", "elections.a.seats=[3]"]);
        assert_eq!(all("population.table=\"a,b.csv\",c.csv"), ["population.table=\"a,b.csv\"", "population.table=c.csv"]);
        for wrong in ["law.fine", "law.fine=1", "law.fine=1,", "law.fine="] {
            assert!(variants(wrong).expect_err("no variants").contains("--vary"), "{wrong}");
        }
    }
}
