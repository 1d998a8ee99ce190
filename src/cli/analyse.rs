//! `patronage analyse`: the results of a sweep in; effects, indices and correlations of its factors out.

use super::language::LangArg;
use super::run::draw;
use super::{Exit, Failure, terminal};
use crate::chart;
use crate::evidence::analysis::findings::Finding;
use crate::evidence::analysis::{self, Analysed, Asked, RESAMPLES, RULE, Unfit, findings, summary};
use crate::language::Language;
use crate::output::analysis::write;
use crate::output::folder::write_whole;
use crate::output::summary::Summary;
use crate::output::sweep::tables::{DESIGN, RESULTS};
use crate::output::sweep::{AnalysisManifest, Runs, SweepManifest, Used};
use crate::output::telling::{contents, grouped};
use crate::output::{Columns, VERSION};
use crate::scenario::source;
use crate::statistics::LEVEL;
use serde_json::json;
use std::fmt::Write;
use std::fs::File;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
The design of the sweep says how it is analysed: a grid by the means of levels and of pairs of levels, a saltelli design by Sobol
indices, a morris design by elementary effects, other designs by bins and partial rank correlations. Tables, analysis.json and charts
go into the sweep's folder. Runs that failed or were not run yet are left out by a rule that is told.

Examples:
  patronage analyse output/exit-by-law
  patronage analyse output/exit-by-law --measure coercion_mean --no-charts";

/// Arguments of `analyse`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The results folder of a sweep
    folder: PathBuf,
    /// How often samples are drawn anew for the intervals of indices and elementary effects
    #[arg(long, value_name = "N", default_value_t = RESAMPLES, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    resamples: u32,
    /// Only this measure, by its column in results; may be given several times
    #[arg(long = "measure", value_name = "NAME")]
    measures: Vec<String>,
    /// Draw no charts (`patronage chart DIR` draws them later)
    #[arg(long)]
    no_charts: bool,
    /// Print the findings as one JSON object instead of text
    #[arg(long)]
    json: bool,
    /// Print nothing but errors
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    lang: LangArg,
}

/// How an analysis is made.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The measures, by their columns in `results`; all if there are none.
    pub(super) measures: Vec<String>,
    /// Bootstrap resamples.
    pub(super) resamples: u32,
    /// Whether charts are drawn.
    pub(super) charts: bool,
    /// The language of charts and findings.
    pub(super) language: Language,
}

impl Default for Options {
    fn default() -> Self {
        Self { measures: Vec::new(), resamples: RESAMPLES, charts: true, language: Language::English }
    }
}

/// What came of an analysis.
pub(super) struct Report {
    folder: PathBuf,
    sweep: SweepManifest,
    manifest: AnalysisManifest,
    findings: Vec<Finding>,
    charts: Result<usize, chart::Error>,
    language: Language,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let options = Options {
        measures: args.measures.clone(),
        resamples: args.resamples,
        charts: !args.no_charts,
        language: args.lang.language(),
    };
    let report = analyse(&args.folder, &options)?;
    if args.json {
        terminal::say(&(report.whole_json().to_string() + "\n"))?;
    } else if !args.quiet {
        terminal::say(&(report.head() + "\n" + &report.text()))?;
    }
    report.end()
}

/// Analyses the results in a sweep's folder, and writes tables, `analysis.json`, `summary.md` and charts into it. Charts that cannot be drawn do not take
/// the tables with them: [`Report::end`] tells of them.
pub(super) fn analyse(folder: &Path, options: &Options) -> Result<Report, Failure> {
    let sweep = sweep(folder)?;
    check(folder, &sweep, DESIGN)?;
    let results_sha256 = check(folder, &sweep, RESULTS)?;
    let Analysed { analysis, used, notes, resamples } = analysed(folder, &sweep, options)?;
    let manifest = AnalysisManifest {
        version: VERSION.to_owned(),
        results_sha256,
        resamples,
        level: LEVEL,
        rule: RULE.to_owned(),
        used,
        notes,
        files: Vec::new(),
    };
    let manifest = write(folder, sweep.format(), &analysis.tables(&sweep), manifest).map_err(Failure::failed)?;
    let findings = findings(&analysis, options.language);
    let text = summary(&sweep, &manifest, &findings);
    write_whole(&folder.join(Summary::FILE), text.as_bytes())
        .map_err(|cause| Failure::Failed(format!("{} cannot be written: {cause}", folder.join(Summary::FILE).display())))?;
    // Charts of an earlier analysis would show what is no longer in the tables. Those that cannot be deleted are drawn over.
    let _ = std::fs::remove_dir_all(folder.join("charts"));
    let charts = if options.charts { draw(folder, options.language).map(|charts| charts.len()) } else { Ok(0) };
    Ok(Report { folder: folder.to_owned(), sweep, manifest, findings, charts, language: options.language })
}

/// The manifest of a sweep that has results.
fn sweep(folder: &Path) -> Result<SweepManifest, Failure> {
    let (shown, has) = (folder.display(), |file: &str| folder.join(file).exists());
    if !folder.is_dir() {
        return Err(Failure::Failed(format!("there is no folder {shown}; give the results folder of a sweep")));
    }
    match (has(SweepManifest::FILE), has("plan.json")) {
        (true, _) => SweepManifest::read(folder).map_err(Failure::Failed),
        (false, true) => Err(Failure::Failed(format!(
            "{shown} holds a sweep without results yet; make them of the runs that are finished with `patronage sweep-merge {shown}`"
        ))),
        (false, false) => Err(Failure::Failed(format!(
            "{shown} holds no sweep: it has no {} and no plan.json; give the results folder of a sweep",
            SweepManifest::FILE
        ))),
    }
}

/// The digest of a table's file, which must be that of the manifest.
fn check(folder: &Path, sweep: &SweepManifest, table: &str) -> Result<String, Failure> {
    let name = sweep.format().file_name(table);
    let path = folder.join(&name);
    let again = format!("make it again with `patronage sweep-merge {}`", folder.display());
    let Some(entry) = sweep.files.iter().find(|file| file.name == name) else {
        return Err(Failure::Failed(format!("{} names no file {name}; {again}", folder.join(SweepManifest::FILE).display())));
    };
    let digest = File::open(&path).and_then(source::digest);
    let digest = digest.map_err(|cause| Failure::Failed(format!("{} cannot be read: {cause}; {again}", path.display())))?;
    if digest != entry.sha256 {
        let shown = path.display();
        return Err(Failure::Failed(format!("{shown} was changed: its SHA-256 digest is not that of the manifest; {again}")));
    }
    Ok(digest)
}

/// The analysis of the tables in a folder. Of results, only what is needed is read.
fn analysed(folder: &Path, sweep: &SweepManifest, options: &Options) -> Result<Analysed, Failure> {
    let design = sweep.table(folder, DESIGN, Columns::All).map_err(Failure::failed)?;
    let measures = sweep.measures.iter().map(|measure| &measure.column);
    let measures = measures.filter(|column| options.measures.is_empty() || options.measures.contains(column));
    let columns: Vec<&str> = ["point", "replicate"].into_iter().chain(measures.map(String::as_str)).collect();
    let results = sweep.table(folder, RESULTS, Columns::Named(&columns)).map_err(Failure::failed)?;
    let asked = Asked { measures: &options.measures, resamples: options.resamples };
    analysis::analyse(sweep, &design, &results, &asked).map_err(|unfit| match unfit {
        Unfit::NoMeasure { .. } => Failure::Usage(unfit.to_string()),
        other => Failure::Failed(format!("{}: {other}", folder.display())),
    })
}

impl Report {
    /// What was swept, for people.
    pub(super) fn head(&self) -> String {
        let SweepManifest { head, title, question, design, factors, points, replicates, .. } = &self.sweep;
        let mut text = format!("{}: {title}\n", head.scenario);
        if !question.is_empty() {
            let _ = writeln!(text, "{question}");
        }
        let counted = |id: &str, n: u64| self.language.say(id, &[("n", n.into()), ("text", grouped(n).into())]);
        let texts = [
            ("design", design.clone()),
            ("factors", counted("tell-factors", factors.len() as u64)),
            ("points", counted("tell-points", *points)),
            ("replicates", counted("tell-each", (*replicates).into())),
            ("runs", runs(self.language, self.sweep.runs)),
        ];
        let _ =
            writeln!(text, "{}", self.language.fill("tell-swept", &texts.each_ref().map(|(name, text)| (*name, text.as_str()))));
        text
    }

    /// What was found, for people.
    pub(super) fn text(&self) -> String {
        let fill = |id: &str, texts: &[(&'static str, &str)]| self.language.fill(id, texts);
        let mut text = format!("{}\n", self.language.text("tell-findings"));
        for finding in &self.findings {
            let _ = writeln!(text, "  {finding}");
        }
        if self.findings.is_empty() {
            let _ = writeln!(text, "  {}", self.language.text("tell-findings-none"));
        }
        text.push('\n');
        let short: Vec<&Used> = self.manifest.used.iter().filter(|used| used.used < used.planned).collect();
        for Used { measure, of, planned, used } in &short {
            let [used, planned] = [used, planned].map(|n| grouped(*n));
            let texts = [("measure", measure.as_str()), ("used", &used), ("planned", &planned), ("of", of)];
            let _ = writeln!(text, "{}", fill("tell-used", &texts));
        }
        if !short.is_empty() {
            let _ = writeln!(text, "{}", fill("tell-rule", &[("rule", RULE)]));
        }
        for note in &self.manifest.notes {
            let _ = writeln!(text, "{}", fill("tell-note", &[("note", note)]));
        }
        let place = self.folder.display().to_string();
        let _ = writeln!(text, "{}", fill("tell-analysis", &[("place", &place), ("contents", &self.contents())]));
        text
    }

    fn contents(&self) -> String {
        let tables = self.manifest.files.iter().map(|file| file.name.clone());
        let files: Vec<String> = tables.chain([AnalysisManifest::FILE.to_owned()]).collect();
        contents(self.language, &files, *self.charts.as_ref().unwrap_or(&0))
    }

    /// What was found, for machines.
    pub(super) fn json(&self) -> serde_json::Value {
        let AnalysisManifest { resamples, level, rule, used, notes, files, .. } = &self.manifest;
        json!({
            "resamples": resamples, "level": level, "rule": rule, "used": used, "notes": notes, "findings": self.findings.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "files": files,
        })
    }

    /// The same, with what was swept.
    fn whole_json(&self) -> serde_json::Value {
        let sweep = &self.sweep;
        json!({
            "version": VERSION, "sweep": sweep.head.scenario, "design": sweep.design, "points": sweep.points,
            "replicates": sweep.replicates, "complete": sweep.complete, "runs": sweep.runs, "analysis": self.json(),
            "results": self.folder.display().to_string(),
        })
    }

    /// How it ended.
    pub(super) fn end(&self) -> Result<Exit, Failure> {
        match &self.charts {
            Ok(_) => Ok(Exit::Done),
            Err(cause) => Err(Failure::undrawn(&self.folder, cause)),
        }
    }
}

/// How many runs there are, and what became of them.
fn runs(language: Language, Runs { planned, done, failed, missing }: Runs) -> String {
    let texts =
        [("planned", planned), ("done", done), ("failed", failed), ("missing", missing)].map(|(name, n)| (name, grouped(n)));
    let texts = texts.each_ref().map(|(name, text)| (*name, text.as_str()));
    if failed + missing == 0 {
        return language.fill("tell-runs-all", &[("n", texts[0].1)]);
    }
    language.fill("tell-runs-some", &texts)
}
