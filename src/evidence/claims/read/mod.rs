//! Claim files in: one or many, all problems at once.
//!
//! A file is TOML:
//!
//! ```toml
//! claim = "P18"
//! title = "Exit improves the terms of exchange"
//! statement = "The more clients can leave, the better the terms of exchange."
//! source = "Scott 1972"
//! year = 1972
//! base = "bases/village.toml"
//! at = "mean:20"
//! mapping = "How the claim maps to the model, and what is lost."
//! comment = "What is to be thought of the verdict; may be left out."
//!
//! [[levels]]
//! name = "little outside"
//! set = { "economy.outside" = 0.3 }
//! [[levels]]
//! name = "much outside"
//! set = { economy.outside = 0.6, "parties.left.ideology" = -0.8 }
//!
//! [[tests]]
//! measure = "exchange_rate_mean"
//! expect = "rises"
//! ```
//!
//! Every path in it, that of `base` as well as one that a level sets (`population.table`, `network.file`), starts at the folder of
//! the claim file; a path in the base starts at the folder of the base.

mod head;
mod levels;
mod many;
mod tests;

pub use many::claims;

use super::Claim;
use crate::scenario::problems::{Problem, Problems};
use crate::scenario::read::Reader;
use crate::scenario::source::{self, Place, Source};
use crate::scenario::tree::{self, Table};
use crate::scenario::{InputFile, Machine, When, names};
use std::path::Path;

/// The number of the claim file among the sources of its problems. The sources of a level's problems start with the base.
const FILE: usize = 1;
/// The keys of a claim.
const TOP: [&str; 11] = ["claim", "title", "statement", "source", "year", "base", "at", "mapping", "comment", "levels", "tests"];

/// A claim, and where its id is written in which text.
struct Whole {
    claim: Claim,
    source: Source,
    id_at: Place,
}

/// Reads a claim file and checks everything, also whether the worlds of its levels fit into a machine's memory.
///
/// # Errors
/// All problems, each with file, line and what to do.
pub fn claim(path: &Path, machine: &Machine) -> Result<Claim, Problems> {
    whole(path, machine).map(|whole| whole.claim)
}

fn whole(path: &Path, machine: &Machine) -> Result<Whole, Problems> {
    let (source, problem) = source::read(path);
    let mut sources = vec![Source::unshown(&source.name), source];
    let of_file = |problem: Problem| problem.moved(&[FILE]);
    let read = match (problem, sources[FILE].text.as_deref()) {
        (Some(problem), _) => Err(vec![of_file(problem)]),
        (None, text) => parse(text.unwrap_or_default()).and_then(|table| {
            let mut reader = Reader::new(&sources);
            let read = understand(&mut reader, table, path, machine);
            let Reader { problems, files, .. } = reader;
            match read {
                Some(read) if problems.is_empty() => Ok(read),
                _ => {
                    sources.extend(files);
                    Err(problems)
                }
            }
        }),
    };
    match read {
        Ok((claim, id_at)) => Ok(Whole { claim, source: sources.swap_remove(FILE), id_at }),
        Err(problems) => Err(Problems::new(sources, problems)),
    }
}

fn parse(text: &str) -> Result<Table, Vec<Problem>> {
    if text.trim().is_empty() {
        let help = "write a claim; its keys are `claim`, `title`, `statement`, `source`, `year`, `base`, `at`, `mapping`, and the lists [[levels]] and [[tests]]";
        return Err(vec![Problem::new("the claim is empty").at(Place::whole(FILE), "").help(help)]);
    }
    tree::parse(FILE, text)
}

/// The claim that a table describes, and where its id is written; nothing if something is wrong.
fn understand(reader: &mut Reader<'_>, mut table: Table, path: &Path, machine: &Machine) -> Option<(Claim, Place)> {
    let head = head::read(reader, &mut table);
    let base = head::base(reader, &mut table, path, machine);
    let levels = levels::read(reader, table.remove("levels"), base.as_ref(), machine);
    let at = head::at(reader, &mut table, &levels);
    let tests = tests::read(reader, table.remove("tests"), &levels, at);
    unknown(reader, &table, None, &TOP);
    let file = seen(reader, path, path)?;
    let head::Head { id, id_at, title, statement, source, year, mapping, comment } = head?;
    let base = base?.file;
    let levels = levels.into_iter().map(levels::Draft::done).collect::<Option<_>>()?;
    let at: When = at?;
    Some((Claim { id, title, statement, source, year, at, mapping, comment, file, base, levels, tests: tests? }, id_at))
}

/// What is kept of a file; reports one that cannot be read.
fn seen(reader: &mut Reader<'_>, path: &Path, written: &Path) -> Option<InputFile> {
    let read = || {
        let file = std::fs::File::open(path)?;
        Ok((file.metadata()?.len(), source::digest(file)?))
    };
    match read() {
        Ok((bytes, sha256)) => Some(InputFile { written: written.display().to_string(), path: path.to_owned(), bytes, sha256 }),
        Err(cause) => {
            let cause: std::io::Error = cause;
            let problem = Problem::new(format!("{} cannot be read: {cause}", path.display())).at(Place::whole(FILE), "");
            reader.report(problem.help("check the path and the disk it is on"));
            None
        }
    }
}

/// Reports the keys that nobody has taken from a table: the top, or an entry of a list.
fn unknown(reader: &mut Reader<'_>, table: &Table, list: Option<&str>, known: &[&str]) {
    for (name, entry) in table {
        let place = list.map(|list| format!(" in `{list}`")).unwrap_or_default();
        let help = match names::nearest(name, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if list.is_some() && TOP.contains(&name.as_str()) => {
                format!("`{name}` is a key of the whole claim: write it at the top, above the first [[levels]]")
            }
            None => names::list("known here", known.iter().copied()),
        };
        reader.report(Problem::new(format!("unknown key `{name}`{place}")).at(entry.key_at, "").help(help));
    }
}
