//! Files that are refused, beside the message they must give: `NAME.toml` and `NAME.txt`.

#![allow(dead_code, reason = "every test crate uses its own part")]

use patronage::scenario::{Machine, Problems, Style};
use std::fs;
use std::path::{Path, PathBuf};

/// A small machine, the same on every machine.
pub(crate) const MACHINE: Machine = Machine { threads: 2, memory: 4_000_000_000 };

/// The files of a folder that are refused.
pub(crate) fn fixtures(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("tests run in the package's folder");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect();
    paths.sort();
    paths
}

/// Holds the message of every file against the expected one, or rewrites these.
pub(crate) fn messages_are_as_expected(folder: &str, problems: impl Fn(&Path) -> Problems) {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for path in fixtures(folder) {
        let message = problems(&path).render(Style::Plain).replace('\\', "/") + "\n";
        let expected = path.with_extension("txt");
        if update {
            fs::write(&expected, &message).expect("the folder can be written");
        } else if fs::read_to_string(&expected).unwrap_or_default() != message {
            wrong.push(format!("{}:\n{message}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "these messages changed (see the head of this file):\n{}", wrong.join("\n"));
}

/// There are many of them, and no expected message is left over.
pub(crate) fn every_message_has_a_fixture(folder: &str) {
    let known = fixtures(folder);
    assert!(known.len() > 30, "only {} fixtures found", known.len());
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        assert!(path.is_dir() || known.contains(&path.with_extension("toml")), "{} is left over", path.display());
    }
}

/// Every problem says what to do, and starts in lower case.
pub(crate) fn problems_help(folder: &str, problems: impl Fn(&Path) -> Problems) {
    for path in fixtures(folder) {
        for problem in problems(&path).list() {
            assert!(problem.has_help(), "{}: {}", path.display(), problem.title());
            let first = problem.title().chars().next();
            assert!(first.is_some_and(|c| !c.is_uppercase()), "{}: {}", path.display(), problem.title());
        }
    }
}
