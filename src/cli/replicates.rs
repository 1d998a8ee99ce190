//! `patronage run --replicates N`: the same scenario with other draws, N times; means with intervals out.

use super::many::{Many, stem};
use super::run::{Args, draw};
use super::{Exit, Failure, terminal};
use crate::chart;
use crate::ensemble::{Job, Journal, Member, Outcome, Piece, jobs, merge};
use crate::evidence::findings::Findings;
use crate::output::folder::Draft;
use crate::output::manifest::Account;
use crate::output::timing::{Clock, Timing};
use crate::output::{self, Collected, Entry, Format, Manifest, summary::Summary, tables};
use crate::scenario::Scenario;
use crate::scenario::expectation::Verdict;
use crate::table::Table;
use crate::world::World;
use std::path::{Path, PathBuf};

/// The piece that says how a replicate's tables came about.
const ACCOUNT: &str = "account";

/// Several replicates of a scenario.
struct Replicates<'a> {
    args: &'a Args,
    name: String,
    notes: Vec<String>,
    folder: PathBuf,
    many: Many,
}

/// Runs the command.
pub(super) fn run(args: &Args, scenario: Scenario, notes: Vec<String>, clock: Clock) -> Result<Exit, Failure> {
    let name = stem(&args.scenario);
    let folder = args.out.clone().unwrap_or_else(|| Path::new("output").join(&name));
    let draft = args.many.draft(&folder, &name, [args.scenario.as_path()], [&scenario])?;
    let members = vec![Member { name: name.clone(), scenario }];
    let many = Many::start(&args.many, members, &folder, "all tables", clock)?;
    let mut work = Replicates { args, name, notes, folder, many };
    let outcome = work.simulate()?;
    let (findings, charts) = work.write(draft)?;
    work.many.progress.end();
    work.tell(&findings)?;
    let strict = args.strict;
    if outcome == Outcome::Complete {
        work.many.journal.remove().map_err(Failure::failed)?;
    }
    charts.map_err(|cause| Failure::undrawn(&work.folder, &cause))?;
    Ok(match outcome {
        Outcome::BrokenOff => Exit::Interrupted,
        Outcome::Complete if strict && findings.count(Verdict::Failed) > 0 => Exit::Unexpected,
        Outcome::Complete => Exit::Done,
    })
}

impl Replicates<'_> {
    fn simulate(&mut self) -> Result<Outcome, Failure> {
        let scenario = self.many.members[0].scenario.clone();
        let keep = |_: Job, collected: &Collected, world: &World| pieces(&scenario, collected, world);
        let outcome = self.many.run(&jobs(1, 0..self.args.replicates), &keep)?;
        if self.many.replicates() == 0 {
            self.many.progress.end();
            return Err(Failure::Stopped("no replicate is finished yet: there is nothing to write".to_owned()));
        }
        Ok(outcome)
    }

    /// Writes data, charts and summary of what is finished; charts that fail do not take the data with them.
    fn write(&mut self, draft: Draft) -> Result<(Findings, Result<(), chart::Error>), Failure> {
        self.many.progress.afterwards("writing results");
        let count = self.many.replicates().min(self.args.replicates);
        let jobs = jobs(1, 0..count);
        let write = |name: &str, content: &[u8]| draft.write(name, content).map_err(Failure::failed);
        let entries = files(&self.many.journal, &jobs, Format::from(self.args.format), write)?;
        if count < self.args.replicates {
            let asked = self.args.replicates;
            self.notes.push(format!("the run was broken off: {count} of {asked} replicates are finished; --resume goes on"));
        }
        let account = account(&self.many.journal, &jobs)?;
        let scenario = &self.many.members[0].scenario;
        let mut manifest = Manifest::of_replicates(&self.name, scenario, account, count, self.notes.clone(), entries);
        manifest.complete = count == self.args.replicates;
        draft.write(Manifest::FILE, manifest.to_text().as_bytes()).map_err(Failure::failed)?;
        self.many.progress.afterwards("drawing charts");
        let charts = if self.args.no_charts { Ok(Vec::new()) } else { draw(draft.staging(), self.args.many.language()) };
        let rounds = output::read_table(draft.staging(), "rounds").map_err(Failure::failed)?;
        let timing = self.many.timing();
        let place = self.folder.display().to_string();
        let mut findings = Findings::new(scenario, &rounds, &manifest, timing.pace(self.args.many.language()), &place)
            .map_err(Failure::failed)?;
        findings.language = self.args.many.language();
        findings.replicates_planned = self.args.replicates;
        findings.charts = charts.as_ref().map_or(0, Vec::len);
        draft.write(Timing::FILE, timing.to_text().as_bytes()).map_err(Failure::failed)?;
        draft.write(Summary::FILE, findings.to_markdown().as_bytes()).map_err(Failure::failed)?;
        draft.publish().map_err(Failure::failed)?;
        Ok((findings, charts.map(|_| ())))
    }

    fn tell(&self, findings: &Findings) -> Result<(), Failure> {
        if self.args.json {
            terminal::say(&findings.to_json())
        } else if self.args.many.quiet {
            Ok(())
        } else {
            terminal::say(&findings.to_text())
        }
    }
}

/// Everything that is kept of a replicate.
fn pieces(scenario: &Scenario, collected: &Collected, world: &World) -> Result<Vec<Piece>, output::Error> {
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    // What files said of the start is the same in all replicates.
    let inputs = if collected.replicate == 0 { tables::Inputs::of(scenario) } else { tables::Inputs::default() };
    let account = serde_json::to_vec(&Account::of(collected)).expect("an account is valid JSON");
    let account = Piece { name: ACCOUNT.to_owned(), content: account };
    let tables = tables::each(collected, world, &kinds, inputs).map(|table| merge::piece(&table));
    std::iter::once(Ok(account)).chain(tables).collect()
}

/// The data files of these jobs of one scenario: each goes to `sink` with its name.
fn files(
    journal: &Journal,
    jobs: &[Job],
    format: Format,
    mut sink: impl FnMut(&str, &[u8]) -> Result<(), Failure>,
) -> Result<Vec<Entry>, Failure> {
    let names = jobs.first().map(|&job| journal.records().pieces(job)).transpose().map_err(Failure::failed)?.unwrap_or_default();
    let mut entries = Vec::new();
    for table in names.iter().filter(|name| *name != ACCOUNT) {
        let unchanged = |_, table: Table| table;
        let Some((content, rows)) = merge::file(journal, jobs, table, format, unchanged).map_err(Failure::failed)? else {
            continue;
        };
        let name = format.file_name(table);
        sink(&name, &content)?;
        entries.push(Entry::of(&name, rows, &content));
    }
    Ok(entries)
}

/// The data files that so many replicates of the only member give now.
pub(super) fn again(many: &mut Many, replicates: u32, format: Format) -> Result<Vec<Entry>, Failure> {
    let jobs = jobs(1, 0..replicates);
    let scenario = many.members[0].scenario.clone();
    let keep = |_: Job, collected: &Collected, world: &World| pieces(&scenario, collected, world);
    many.run_all(&jobs, &keep)?;
    files(&many.journal, &jobs, format, |_, _| Ok(()))
}

/// The account of the first of these jobs, with the largest error of all.
fn account(journal: &Journal, jobs: &[Job]) -> Result<Account, Failure> {
    let mut accounts = Vec::new();
    for &job in jobs {
        let piece = journal.records().piece(job, ACCOUNT).map_err(Failure::failed)?.unwrap_or_default();
        accounts.push(serde_json::from_slice::<Account>(&piece).map_err(Failure::failed)?);
    }
    let largest = accounts.iter().map(|account| account.gini_error).fold(0.0, f64::max);
    let first = accounts.into_iter().next().ok_or_else(|| Failure::Failed("no replicate is finished".to_owned()))?;
    Ok(Account { gini_error: largest, ..first })
}
