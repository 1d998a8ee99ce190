//! `patronage report`: one page about results folders, for reading, printing and citing.

use super::language::LangArg;
use super::{Exit, Failure, terminal};
use crate::language::Language;
use crate::output::folder::write_whole;
use crate::output::manifest::Head;
use crate::report::report;
use std::path::{Path, PathBuf};

const AFTER_HELP: &str = "\
The page needs nothing but itself: it opens from disk, without network, prints well, and can be sent by mail.

Examples:
  patronage report output/healthy                     output/healthy/report.html
  patronage report output/healthy --lang id           output/healthy/report.id.html, in Indonesian
  patronage report output/healthy output/market --out both.html";

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Results folders of runs, comparisons, claims or sweeps
    #[arg(required = true)]
    folders: Vec<PathBuf>,
    /// The file to write [default: report.html in the folder; of several, in the current folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Print nothing but errors
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    lang: LangArg,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    for folder in &args.folders {
        Head::read(folder).map_err(Failure::Failed)?;
    }
    let language = args.lang.language();
    let path = args.out.clone().unwrap_or_else(|| default_path(&args.folders, language));
    if path.is_dir() {
        return Err(Failure::Usage(format!("{} is a folder; --out takes a file, like report.html", path.display())));
    }
    let page = report(&args.folders, language).map_err(Failure::failed)?;
    write_whole(&path, page.as_bytes())
        .map_err(|cause| Failure::Failed(format!("{} cannot be written: {cause}", path.display())))?;
    if !args.quiet {
        terminal::say(&format!("{}\n", path.display()))?;
    }
    Ok(Exit::Done)
}

/// Where the page goes if nothing is said: a page in another language does not replace the English one.
fn default_path(folders: &[PathBuf], language: Language) -> PathBuf {
    let folder = match folders {
        [one] => one.as_path(),
        _ => Path::new(""),
    };
    folder.join(match language {
        Language::English => "report.html".to_owned(),
        other => format!("report.{}.html", other.code()),
    })
}
