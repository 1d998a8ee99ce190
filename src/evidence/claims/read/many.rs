//! Many claim files, or folders of them.

use super::{Whole, whole};
use crate::evidence::claims::Claim;
use crate::scenario::Machine;
use crate::scenario::problems::{Problem, Problems, Style};
use crate::scenario::source::{Place, Source};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Reads claim files, in the order of their ids. Of a folder, all its `.toml` files are read, but not its folders: they may hold the
/// base scenarios.
///
/// # Errors
/// All problems of all files; two claims of one id are one.
pub fn claims(paths: &[PathBuf], machine: &Machine) -> Result<Vec<Claim>, Problems> {
    let mut found = Found::default();
    let mut read = Vec::new();
    for path in paths.iter().flat_map(|path| found.files(path)).collect::<Vec<_>>() {
        match whole(&path, machine) {
            Ok(claim) => read.push(claim),
            Err(problems) => found.add(problems),
        }
    }
    read.sort_by_key(|whole| whole.claim.id);
    for pair in read.windows(2).filter(|pair| pair[0].claim.id == pair[1].claim.id) {
        found.twice(&pair[0], &pair[1]);
    }
    if found.problems.is_empty() {
        Ok(read.into_iter().map(|whole| whole.claim).collect())
    } else {
        Err(Problems::new(found.sources, found.problems))
    }
}

/// What is wrong with the files so far.
#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    problems: Vec<Problem>,
    /// Each problem as people read it: what is wrong with a base is told once, not with every claim that has it.
    told: BTreeSet<String>,
}

impl Found {
    /// The claim files that a path names.
    fn files(&mut self, path: &Path) -> Vec<PathBuf> {
        if path.is_file() {
            return vec![path.to_owned()];
        }
        let help = match path.is_dir() {
            true => "a claim file ends in .toml",
            false => "name a claim file or a folder of them; those that are shipped are in scenarios/claims",
        };
        let entries = std::fs::read_dir(path);
        let files = entries.map(|entries| {
            let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            files.retain(|file| file.is_file() && file.extension().is_some_and(|ending| ending == "toml"));
            files.sort();
            files
        });
        let why = match files {
            Ok(files) if !files.is_empty() => return files,
            Ok(_) => "there are no claims in this folder".to_owned(),
            Err(_) if !path.exists() => "there is no such file or folder".to_owned(),
            Err(cause) => cause.to_string(),
        };
        let place = self.source(Source::unshown(&path.display().to_string()));
        self.problems.push(Problem::new(format!("no claims can be read: {why}")).at(place, "").help(help));
        Vec::new()
    }

    fn source(&mut self, source: Source) -> Place {
        self.sources.push(source);
        Place::whole(self.sources.len() - 1)
    }

    /// Adds what is wrong with a file.
    fn add(&mut self, problems: Problems) {
        let (sources, problems) = problems.into_parts();
        let to: Vec<usize> = sources.iter().map(|source| self.source(source.clone()).source).collect();
        for problem in problems {
            let text = Problems::new(sources.clone(), vec![problem.clone()]).render(Style::Plain);
            if self.told.insert(text) {
                self.problems.push(problem.moved(&to));
            }
        }
    }

    /// Adds that two files have claims of one id.
    fn twice(&mut self, one: &Whole, other: &Whole) {
        let mut place = |whole: &Whole| {
            let source = self.source(whole.source.clone()).source;
            Place { source, ..whole.id_at }
        };
        let (first, second) = (place(one), place(other));
        let problem = Problem::new(format!("two claims are called {}", other.claim.id)).at(second, "").context(first, "");
        self.problems.push(problem.help("give each claim an id of its own, or read only one of the two files"));
    }
}
