//! `patronage claims`: published claims in; verdicts with intervals out.

use super::many::{Many, ManyArgs};
use super::run::{DataFormat, draw};
use super::{Exit, Failure, pool, terminal};
use crate::chart;
use crate::ensemble::{Outcome, jobs};
use crate::evidence::claims::plan::Plan;
use crate::evidence::claims::tables::{Tested, rows};
use crate::evidence::claims::verdict::Verdict;
use crate::evidence::claims::{Claim, Id, document, read, verdicts, words};
use crate::output::claims::{ClaimEntry, ClaimInput, ClaimsManifest, Rows};
use crate::output::folder::{Draft, write_whole};
use crate::output::manifest::Entry;
use crate::output::telling::contents;
use crate::output::timing::{Clock, Timing};
use crate::output::{Format, VERSION};
use crate::scenario::{DEFAULT_SEED, Machine};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;

const AFTER_HELP: &str = "\
A claim file names a base scenario, levels (the base with some keys changed), and tests of how a measure differs between levels.
Replicate r of all levels has the same draws. The 95 % interval of an effect decides: supported, contradicted or undecided.

Examples:
  patronage claims --list                        what is claimed, and by whom
  patronage claims --only p18,p3
  patronage claims my-claims/ --replicates 40 --out output/mine
  patronage claims --replicates 20 --format csv --out claims --document CLAIMS.md

Ctrl-C keeps the runs that are finished; the same command with --resume goes on.";

/// Arguments of `claims`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Claim files (TOML), or folders of them
    #[arg(default_value = "scenarios/claims")]
    claims: Vec<PathBuf>,
    /// Only these claims, like p18,p3
    #[arg(long, value_name = "IDS", value_delimiter = ',', value_parser = id)]
    only: Vec<Id>,
    /// Check the claims, print them and run nothing
    #[arg(long)]
    list: bool,
    /// Run each level so many times
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    replicates: u32,
    /// The seed of all draws; those of the base scenarios do not count
    #[arg(long, value_name = "N", default_value_t = DEFAULT_SEED, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: u64,
    /// Folder for the results
    #[arg(long, value_name = "DIR", default_value = "output/claims")]
    out: PathBuf,
    /// Format of the data files
    #[arg(long, value_enum, default_value_t)]
    format: DataFormat,
    /// Write a document of the claims and their verdicts to this file (Markdown)
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
    /// Exit with code 3 if a claim is contradicted
    #[arg(long)]
    strict: bool,
    /// Draw no charts (`patronage chart DIR` draws them later)
    #[arg(long)]
    no_charts: bool,
    /// Print the verdicts as one JSON object instead of text
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    many: ManyArgs,
}

fn id(text: &str) -> Result<Id, String> {
    Id::parse(text.trim()).ok_or_else(|| "expected names of claims, like p18,p3".to_owned())
}

/// Claims, about to be tested.
struct Work<'a> {
    args: &'a Args,
    claims: &'a [Claim],
    plan: Plan,
    many: Many,
}

/// What came of the claims.
struct Results {
    manifest: ClaimsManifest,
    rows: Rows,
    charts: Result<usize, chart::Error>,
    speed: String,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let clock = Clock::start();
    let claims = claims(args)?;
    if args.list {
        terminal::say(&if args.json { listed_json(&claims) } else { listed(&claims) })?;
        return Ok(Exit::Done);
    }
    let plan = Plan::new(&claims, args.seed);
    let draft = draft(args, &claims)?;
    let mut many = Many::start(&args.many, plan.members.clone(), &args.out, &plan.what(), clock)?;
    many.looks = plan.looks();
    let mut work = Work { args, claims: &claims, plan, many };
    let outcome = work.simulate()?;
    let results = work.write(draft)?;
    work.many.progress.end();
    work.tell(&results)?;
    work.document(&results)?;
    if outcome == Outcome::Complete {
        work.many.journal.remove().map_err(Failure::failed)?;
    }
    results.charts.map_err(|cause| Failure::undrawn(&args.out, &cause))?;
    if outcome == Outcome::BrokenOff {
        return Ok(Exit::Interrupted);
    }
    let contradicted = results.rows.claims.iter().any(|row| row.verdict == Verdict::Contradicted.word());
    Ok(if args.strict && contradicted { Exit::Unexpected } else { Exit::Done })
}

/// The claims that are asked for, in their order.
fn claims(args: &Args) -> Result<Vec<Claim>, Failure> {
    let machine = Machine::this(pool::threads(args.many.threads));
    let mut claims = read::claims(&args.claims, &machine)?;
    if let Some(missing) = args.only.iter().find(|id| !claims.iter().any(|claim| claim.id == **id)) {
        let known: Vec<String> = claims.iter().map(|claim| claim.id.to_string()).collect();
        return Err(Failure::Usage(format!("there is no claim {missing}; there are {}", known.join(", "))));
    }
    claims.retain(|claim| args.only.is_empty() || args.only.contains(&claim.id));
    Ok(claims)
}

fn names(claims: &[Claim]) -> Vec<String> {
    claims.iter().map(|claim| claim.id.to_string()).collect()
}

fn draft(args: &Args, claims: &[Claim]) -> Result<Draft, Failure> {
    let files = claims.iter().flat_map(|claim| [claim.file.path.as_path(), claim.base.path.as_path()]);
    let scenarios = claims.iter().flat_map(|claim| claim.levels.iter().map(|level| &level.scenario));
    let name = ClaimsManifest::head(&names(claims)).scenario;
    args.many.draft(&args.out, &name, files, scenarios)
}

/// What is claimed, and by whom.
fn listed(claims: &[Claim]) -> String {
    let mut text = String::new();
    for claim in claims {
        let _ =
            writeln!(text, "{:<5}{} ({})", claim.id.to_string(), claim.title, words::source(&claim.source, claim.year.into()));
        let _ = writeln!(text, "     base {}, measures {}", claim.inside(&claim.base.path), words::time(claim.at));
        for level in &claim.levels {
            let changes = if level.changes.is_empty() { "the base as it is".to_owned() } else { level.changes.join(", ") };
            let _ = writeln!(text, "     “{}”: {changes}", level.name);
        }
        for test in &claim.tests {
            let _ = writeln!(text, "     - {} {}", test.measure, words::expected(claim, test));
        }
    }
    text
}

fn listed_json(claims: &[Claim]) -> String {
    let level = |level: &crate::evidence::claims::Level| json!({ "name": level.name, "changes": level.changes });
    let claim = |claim: &Claim| {
        let tests: Vec<_> = claim
            .tests
            .iter()
            .map(
                |test| json!({ "measure": test.measure, "expected": test.expected.word(), "text": words::expected(claim, test) }),
            )
            .collect();
        json!({
            "claim": claim.id.to_string(), "title": claim.title, "statement": claim.statement, "source": claim.source,
            "year": claim.year, "base": claim.inside(&claim.base.path), "at": claim.at.to_string(),
            "levels": claim.levels.iter().map(level).collect::<Vec<_>>(), "tests": tests,
        })
    };
    json!({ "claims": claims.iter().map(claim).collect::<Vec<_>>() }).to_string() + "\n"
}

impl Work<'_> {
    /// Runs every distinct scenario in all replicates.
    fn simulate(&mut self) -> Result<Outcome, Failure> {
        let jobs = jobs(self.many.members.len(), 0..self.args.replicates);
        let plan = &self.plan;
        let outcome = self.many.run(&jobs, &|job, collected, _| plan.keep(job, collected))?;
        if self.many.replicates() >= 2 {
            return Ok(outcome);
        }
        self.many.progress.end();
        let what = "fewer than two replicates of every level are finished: there is nothing to judge yet; --resume goes on";
        Err(Failure::Stopped(what.to_owned()))
    }

    /// Writes data and charts of what is finished; charts that fail do not take the data with them.
    fn write(&mut self, draft: Draft) -> Result<Results, Failure> {
        self.many.progress.afterwards("writing results");
        let replicates = self.many.replicates().min(self.args.replicates);
        let kept = self.plan.values(&self.many.journal, replicates).map_err(Failure::failed)?;
        let tested = |(index, claim)| Tested::new(claim, |measure| kept.of(index, claim, measure));
        let rows = rows(&self.claims.iter().enumerate().map(tested).collect::<Vec<_>>());
        let format = Format::from(self.args.format);
        let mut entries = Vec::new();
        for table in rows.tables() {
            let content = format.encode(&table).map_err(Failure::failed)?;
            let name = format.file_name(&table.name);
            draft.write(&name, &content).map_err(Failure::failed)?;
            entries.push(Entry::of(&name, table.rows(), &content));
        }
        let manifest = self.manifest(replicates, entries);
        draft.write(ClaimsManifest::FILE, manifest.to_text().as_bytes()).map_err(Failure::failed)?;
        self.many.progress.afterwards("drawing charts");
        let charts =
            if self.args.no_charts { Ok(0) } else { draw(draft.staging(), self.args.many.language()).map(|charts| charts.len()) };
        let timing = self.many.timing();
        draft.write(Timing::FILE, timing.to_text().as_bytes()).map_err(Failure::failed)?;
        draft.publish().map_err(Failure::failed)?;
        Ok(Results { manifest, rows, charts, speed: timing.pace(self.args.many.language()) })
    }

    fn manifest(&self, replicates: u32, files: Vec<Entry>) -> ClaimsManifest {
        let complete = replicates == self.args.replicates;
        let mut notes = Vec::new();
        if !complete {
            notes.push(format!(
                "the tests were broken off: {replicates} replicates of every level are finished; --resume goes on"
            ));
        }
        let mut inputs: Vec<ClaimInput> = Vec::new();
        let mut entries = Vec::new();
        for claim in self.claims {
            let read = claim.inputs();
            entries.push(ClaimEntry { claim: claim.id.to_string(), reads: read.iter().map(|(path, _)| path.clone()).collect() });
            let new = read.into_iter().map(|(path, sha256)| ClaimInput { path, sha256 });
            for input in new {
                if !inputs.contains(&input) {
                    inputs.push(input);
                }
            }
        }
        let head = ClaimsManifest::head(&names(self.claims));
        ClaimsManifest { head, complete, replicates, seed: self.args.seed, notes, claims: entries, inputs, files }
    }

    /// Prints the verdicts as the user wants them.
    fn tell(&self, results: &Results) -> Result<(), Failure> {
        if self.args.json {
            return terminal::say(&(self.json(results) + "\n"));
        }
        if self.args.many.quiet {
            return Ok(());
        }
        let Results { manifest, rows, charts, speed } = results;
        let ClaimsManifest { replicates, seed, notes, files, .. } = manifest;
        let scenarios = self.many.members.len();
        let language = self.args.many.language();
        let [scenarios, n, seed] = [scenarios.to_string(), replicates.to_string(), seed.to_string()];
        let run = language.fill("tell-claims-run", &[("scenarios", &scenarios), ("n", &n), ("seed", &seed)]);
        let mut text = format!("{run}\n\n{}", verdicts::text(rows, language));
        for note in notes {
            let _ = writeln!(text, "{}", language.fill("tell-note", &[("note", note)]));
        }
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let there = contents(language, &names, charts.as_ref().copied().unwrap_or(0));
        let place = self.args.out.display().to_string();
        let _ = writeln!(text, "{}", language.fill("tell-results", &[("place", &place), ("contents", &there)]));
        let _ = writeln!(text, "{}", language.fill("tell-speed", &[("speed", speed)]));
        terminal::say(&text)
    }

    fn json(&self, results: &Results) -> String {
        let Results { manifest, rows, speed, .. } = results;
        json!({
            "version": VERSION, "complete": manifest.complete, "replicates": manifest.replicates, "seed": manifest.seed,
            "notes": manifest.notes, "claims": rows.claims, "tests": rows.tests, "levels": rows.levels,
            "results": self.args.out.display().to_string(), "speed": speed,
        })
        .to_string()
    }

    /// Writes the document, if it is asked for.
    fn document(&self, results: &Results) -> Result<(), Failure> {
        let Some(path) = &self.args.document else { return Ok(()) };
        let text = document::document(&results.manifest, &results.rows, self.claims);
        let written = write_whole(path, text.as_bytes());
        written.map_err(|cause| Failure::Failed(format!("{} cannot be written: {cause}", path.display())))
    }
}
