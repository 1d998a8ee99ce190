//! `base`: the scenario that a file builds on.

use super::{FILE, Form};
use crate::scenario::InputFile;
use crate::scenario::problems::Problem;
use crate::scenario::read::Reader;
use crate::scenario::source::{self, Place, Source};
use crate::scenario::tree::Table;
use std::path::{Path, PathBuf};

/// A base scenario, not checked yet.
pub(crate) struct Base {
    /// Its path as it is written.
    pub written: String,
    /// Where it was found.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// The folder of the file that builds on it.
    pub folder: PathBuf,
}

impl Base {
    /// The folder in which it is.
    pub fn own_folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }
}

/// The base of the file `path`; reports one that cannot be read.
pub(crate) fn base(reader: &mut Reader<'_>, form: &Form, table: &mut Table, path: &Path, example: &str) -> Option<Base> {
    let entry = form.take(reader, table, "base", example)?;
    let about = format!("name a scenario file; the path starts at the folder of the {}", form.kind.word());
    let written = reader.text("base", &entry.node, &about)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let path = folder.join(&written);
    let (source, problem) = source::read(&path);
    match problem {
        None => Some(Base { written, path, source, folder }),
        Some(problem) if source.text.is_none() => {
            // There is nothing of the file to show: what names it is shown.
            reader.report(problem.at(entry.node.at, format!("looked for {}", path.display())));
            None
        }
        Some(problem) => {
            let place = reader.add_file(source);
            reader.report(problem.moved(&[place.source]));
            None
        }
    }
}

/// What is kept of a file; reports one that cannot be read.
pub(crate) fn seen(reader: &mut Reader<'_>, path: &Path, written: &Path) -> Option<InputFile> {
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
