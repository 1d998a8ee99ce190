//! The end of a sweep: tables, manifest, analysis.

use super::Failure;
use crate::cli::{Exit, analyse};
use crate::language::Language;
use crate::output::timing::{EnsembleTiming, Timing};
use crate::sweep::design::Points;
use crate::sweep::finished::Finished;
use crate::sweep::folder::Folder;
use crate::sweep::manifest::manifest;
use crate::sweep::merge::{Merge, Missing};
use crate::sweep::plan::Plan;
use serde_json::json;
use std::fmt::Write;

/// What tables are made of.
pub(in crate::cli) struct Finish<'a> {
    /// The folder.
    pub folder: &'a Folder,
    /// The plan.
    pub plan: &'a Plan,
    /// Its points.
    pub points: &'a Points,
    /// What is finished.
    pub finished: &'a Finished,
    /// What is done with runs that are missing.
    pub missing: Missing,
    /// Whether charts are drawn.
    pub charts: bool,
    /// The language of charts and findings.
    pub language: Language,
}

/// What there is to tell.
pub(in crate::cli) struct Text {
    pub text: String,
    pub json: serde_json::Value,
    /// How the command ends: the tables are there even if the analysis or the charts failed.
    pub exit: Result<Exit, Failure>,
}

/// Makes the tables, then the analysis.
pub(in crate::cli) fn finish(how: &Finish<'_>, timing: Option<&EnsembleTiming>) -> Result<Text, Failure> {
    let Finish { folder, plan, points, finished, missing, charts, language } = *how;
    let merged = Merge { folder, plan, points, finished }.tables(missing).map_err(Failure::failed)?;
    let manifest = manifest(plan, points.len(), &merged);
    if let Some(timing) = timing {
        folder.write(Timing::FILE, timing.to_text().as_bytes()).map_err(Failure::failed)?;
    }
    folder.write("manifest.json", manifest.to_text().as_bytes()).map_err(Failure::failed)?;
    let notes = manifest.notes.iter().map(|note| language.fill("tell-note", &[("note", note)]) + "\n").collect::<String>();
    let mut json = json!({
        "sweep": plan.name, "plan": plan.digest, "design": manifest.design, "points": manifest.points, "replicates": manifest.replicates,
        "runs": manifest.runs, "notes": manifest.notes, "results": folder.path().display().to_string(),
    });
    let options = analyse::Options { charts, language, ..analyse::Options::default() };
    let (mut text, exit) = match analyse::analyse(folder.path(), &options) {
        Ok(report) => {
            json["analysis"] = report.json();
            (format!("{}{notes}\n{}", report.head(), report.text()), report.end())
        }
        Err(Failure::Failed(what) | Failure::Usage(what)) => {
            let place = folder.path().display();
            (notes, Err(Failure::Failed(format!("the tables are in {place}, but they could not be analysed: {what}"))))
        }
        Err(other) => (notes, Err(other)),
    };
    let files: Vec<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    let place = folder.path().display().to_string();
    let _ = writeln!(text, "{}", language.fill("tell-results", &[("place", &place), ("contents", &files.join(", "))]));
    if let Some(timing) = timing {
        let _ = writeln!(text, "{}", language.fill("tell-speed", &[("speed", &timing.pace(language))]));
    }
    Ok(Text { text, json, exit })
}
