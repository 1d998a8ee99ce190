//! The results folder: made beside its final place, and moved there whole.
//!
//! Everything is written into a hidden folder next to the final one, which exists before the run starts, so that a place
//! that cannot be written to fails at once. When all is written, the two are swapped by renaming. Whatever fails before
//! that leaves the old results as they were and nothing under a final name.
//!
//! What a process that was killed leaves behind is hidden, and the next draft of the same folder clears it away: a folder in the making
//! that nobody holds a lock on, and results that were about to be replaced, which come back if nothing has taken their place.

use super::manifest::Head;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Which existing folder may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// One whose manifest shows that it holds results of the same scenario, or an empty one.
    SameScenario,
    /// Any.
    Anything,
}

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something other than a folder is there.
    #[error("{0} is not a folder; choose another place with --out")]
    NotAFolder(String),
    /// The folder has no manifest that can be read.
    #[error(
        "{folder} is not empty and holds no results of this scenario ({cause}); choose another place with --out, or replace it with --force"
    )]
    NoManifest {
        /// The folder.
        folder: String,
        /// What is wrong with the manifest.
        cause: String,
    },
    /// The folder holds other results.
    #[error(
        "{folder} holds results of the scenario `{theirs}`, not of `{ours}`; choose another place with --out, or replace them with --force"
    )]
    OtherScenario {
        /// The folder.
        folder: String,
        /// Whose results it holds.
        theirs: String,
        /// Whose results were to be written.
        ours: String,
    },
    /// Replacing the folder would delete something that is needed.
    #[error("{folder} contains {needed}, which replacing it would delete; choose another place with --out")]
    Needed {
        /// The folder.
        folder: String,
        /// What is needed.
        needed: String,
    },
    /// The file system refused.
    #[error("{path} cannot be written: {cause}")]
    Write {
        /// What could not be written.
        path: String,
        /// Why not.
        cause: io::Error,
    },
}

fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    |cause| Error::Write { path: path.display().to_string(), cause }
}

/// A new file beside this place, hidden, and where it is: for what gets its name once it is whole. Nobody else writes to it, not even on
/// a disk that several machines share, where the numbers of processes repeat (in containers, all may be 1).
///
/// # Errors
/// If the file system refuses.
///
/// # Panics
/// Never: numbers do not run out.
pub fn new_part(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let tried = |number: u32| {
        let part = path.with_file_name(format!(".{name}.{}-{number}{PART}", std::process::id()));
        File::create_new(&part).map(|file| (file, part))
    };
    let taken = |made: &io::Result<_>| matches!(made, Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists);
    (0..).map(tried).find(|made| !taken(made)).expect("numbers do not run out")
}

/// Waits until the names of a folder's files are on the disk, where the system can do that.
///
/// # Errors
/// If the file system refuses, other than because it knows no such thing.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, Unsupported};
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(cause) if [InvalidInput, Unsupported].contains(&cause.kind()) => Ok(()),
        synced => synced,
    }
}

/// What the names of files that are still written end in.
pub const PART: &str = ".part";

/// Writes a file into a folder that is there already, to the disk: it has its name once it is whole.
///
/// # Errors
/// If the file system refuses; what was there under that name is then still there.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let (mut file, part) = new_part(path)?;
    let mut write = || {
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&part, path)
    };
    write().inspect_err(|_| {
        // What is left of it is of no use; the first error is the one to tell.
        let _ = fs::remove_file(&part);
    })
}

/// A results folder in the making. Dropped unpublished, it leaves no trace.
#[derive(Debug)]
pub struct Draft {
    staging: PathBuf,
    target: PathBuf,
    /// The lock on the staging folder, where the system can lock folders: it says that the draft is alive.
    _lock: Option<File>,
}

impl Draft {
    /// A draft of the results folder `folder` of the scenario named `scenario`. `needed` are files and folders that must not
    /// be deleted, whatever is to be replaced.
    ///
    /// # Errors
    /// If the folder must not be replaced, or its place cannot be written to.
    pub fn open(folder: &Path, scenario: &str, replace: Replace, needed: &[&Path]) -> Result<Self, Error> {
        let target = if folder.exists() { folder.canonicalize() } else { std::path::absolute(folder) };
        let target = target.map_err(unwritable(folder))?;
        if target.exists() {
            may_replace(&target, folder, scenario, replace, needed)?;
        }
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(Error::NotAFolder(folder.display().to_string()));
        };
        fs::create_dir_all(parent).map_err(unwritable(parent))?;
        let prefix = format!(".{}{UNFINISHED}", name.to_string_lossy());
        clear_leftovers(parent, &prefix, &target);
        let staging = new_folder(parent, &prefix).map_err(unwritable(folder))?;
        let lock = File::open(&staging).ok().filter(|staging| staging.try_lock().is_ok());
        Ok(Self { staging, target, _lock: lock })
    }

    /// Where the draft is written for now.
    #[must_use]
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// Writes a file of the draft, to the disk.
    ///
    /// # Errors
    /// If the file system refuses, for instance because the disk is full.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), Error> {
        let write = || {
            let mut file = File::create_new(self.staging.join(name))?;
            file.write_all(content)?;
            file.sync_all()
        };
        write().map_err(unwritable(&self.target.join(name)))
    }

    /// Moves the draft to its final place, in exchange for what is there.
    ///
    /// # Errors
    /// If the file system refuses; what was there is then still there.
    pub fn publish(self) -> Result<(), Error> {
        let mut old = self.staging.clone().into_os_string();
        old.push(REPLACED);
        let old = PathBuf::from(old);
        let there = self.target.exists();
        if there {
            fs::rename(&self.target, &old).map_err(unwritable(&self.target))?;
        }
        if let Err(cause) = fs::rename(&self.staging, &self.target) {
            if there {
                fs::rename(&old, &self.target).map_err(unwritable(&self.target))?;
            }
            return Err(unwritable(&self.target)(cause));
        }
        if there {
            fs::remove_dir_all(&old).map_err(unwritable(&old))?;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Gone after publishing; and a draft that cannot be removed is hidden and has no final name.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// What comes between a folder's name and a number in the hidden names of its drafts.
const UNFINISHED: &str = ".unfinished-";
/// What the names of results that are about to be deleted end in.
const REPLACED: &str = ".replaced";

/// A new folder whose name starts so. Process numbers repeat, in containers even often: a number more then makes it new.
fn new_folder(parent: &Path, prefix: &str) -> io::Result<PathBuf> {
    let tried = |number: u32| {
        let again = if number == 0 { String::new() } else { format!("-{number}") };
        let folder = parent.join(format!("{prefix}{}{again}", std::process::id()));
        fs::create_dir(&folder).map(|()| folder)
    };
    let taken = |made: &io::Result<_>| matches!(made, Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists);
    (0..).map(tried).find(|made| !taken(made)).expect("numbers do not run out")
}

/// Clears away what killed processes left of drafts of `target`, as far as that can be known and done: nothing depends on it.
fn clear_leftovers(parent: &Path, prefix: &str, target: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix)).map(|entry| entry.path());
    for left in ours.filter(|left| is_abandoned(left)) {
        let is_old = left.to_string_lossy().ends_with(REPLACED);
        let _ = if is_old && !target.exists() { fs::rename(&left, target) } else { fs::remove_dir_all(&left) };
    }
}

/// Whether nobody holds a lock on a folder; where folders cannot be locked that is not known.
fn is_abandoned(folder: &Path) -> bool {
    File::open(folder).is_ok_and(|folder| folder.try_lock().is_ok())
}

/// Whether what is at `target` may be replaced; `folder` is how the user calls it.
fn may_replace(target: &Path, folder: &Path, scenario: &str, replace: Replace, needed: &[&Path]) -> Result<(), Error> {
    let folder = folder.display().to_string();
    if !target.is_dir() {
        return Err(Error::NotAFolder(folder));
    }
    let inside = |path: &&&Path| path.canonicalize().is_ok_and(|path| path.starts_with(target));
    if let Some(needed) = needed.iter().find(inside) {
        return Err(Error::Needed { folder, needed: needed.display().to_string() });
    }
    let empty = fs::read_dir(target).map_err(unwritable(target))?.next().is_none();
    if empty || replace == Replace::Anything {
        return Ok(());
    }
    match Head::read(target) {
        Err(cause) => Err(Error::NoManifest { folder, cause }),
        Ok(head) if head.scenario != scenario => {
            Err(Error::OtherScenario { folder, theirs: head.scenario, ours: scenario.to_owned() })
        }
        Ok(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_is_hidden_until_published_and_leaves_no_trace_when_dropped() {
        let place = tempfile::tempdir().unwrap();
        let results = place.path().join("deep/results");
        let draft = Draft::open(&results, "s", Replace::SameScenario, &[]).unwrap();
        draft.write("a", b"1").unwrap();
        assert!(!results.exists());
        drop(draft);
        assert_eq!(names(&place.path().join("deep")), [""; 0]);

        let draft = Draft::open(&results, "s", Replace::SameScenario, &[]).unwrap();
        draft.write("a", b"1").unwrap();
        draft.publish().unwrap();
        assert_eq!(names(&place.path().join("deep")), ["results"]);
        assert_eq!(names(&results), ["a"]);
    }

    /// As processes of one number on several machines would.
    #[test]
    fn writers_of_one_file_do_not_disturb_each_other() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("plan.json");
        std::thread::scope(|scope| {
            for number in 0..4u8 {
                let path = &path;
                scope.spawn(move || {
                    for _ in 0..20 {
                        write_whole(path, &[number; 100_000]).unwrap();
                        let read = fs::read(path).unwrap();
                        assert!(read.len() == 100_000 && read.iter().all(|byte| *byte == read[0]), "a file is whole");
                    }
                });
            }
        });
        assert_eq!(names(place.path()), ["plan.json"]);
    }

    #[test]
    fn old_results_stay_until_new_ones_are_complete() {
        let place = tempfile::tempdir().unwrap();
        let results = place.path().join("results");
        fs::create_dir(&results).unwrap();
        fs::write(results.join("old"), "").unwrap();
        let refused = Draft::open(&results, "s", Replace::SameScenario, &[]).unwrap_err();
        assert!(refused.to_string().contains("--force"), "{refused}");

        let draft = Draft::open(&results, "s", Replace::Anything, &[]).unwrap();
        draft.write("new", b"").unwrap();
        assert_eq!(names(&results), ["old"]);
        draft.publish().unwrap();
        assert_eq!(names(place.path()), ["results"]);
        assert_eq!(names(&results), ["new"]);
    }

    #[cfg(unix)]
    #[test]
    fn leftovers_of_killed_processes_are_cleared_away_and_replaced_results_come_back() {
        let place = tempfile::tempdir().unwrap();
        let results = place.path().join("results");
        let alive = Draft::open(&results, "s", Replace::SameScenario, &[]).unwrap();
        for (left, content) in
            [(".results.unfinished-1", "new"), (".results.unfinished-2.replaced", "old"), (".other.unfinished-1", "x")]
        {
            fs::create_dir(place.path().join(left)).unwrap();
            fs::write(place.path().join(left).join(content), "").unwrap();
        }
        let draft = Draft::open(&results, "s", Replace::Anything, &[]).unwrap();
        assert_eq!(names(&results), ["old"], "a process was killed before new results took their place");
        let (own, other) = (draft.staging.clone(), alive.staging.clone());
        assert!(own != other && own.exists() && other.exists(), "who is alive is left alone");
        drop((draft, alive));
        fs::create_dir(place.path().join(".results.unfinished-2.replaced")).unwrap();
        drop(Draft::open(&results, "s", Replace::Anything, &[]).unwrap());
        assert_eq!(names(place.path()), [".other.unfinished-1", "results"]);
        assert_eq!(names(&results), ["old"]);
    }

    #[test]
    fn nothing_needed_is_deleted_even_by_force() {
        let place = tempfile::tempdir().unwrap();
        let scenario = place.path().join("in.toml");
        fs::write(&scenario, "").unwrap();
        let refused = Draft::open(place.path(), "in", Replace::Anything, &[&scenario]).unwrap_err();
        assert!(matches!(refused, Error::Needed { .. }), "{refused}");
        let refused = Draft::open(&scenario, "in", Replace::Anything, &[]).unwrap_err();
        assert!(matches!(refused, Error::NotAFolder(_)), "{refused}");
        assert_eq!(names(place.path()), ["in.toml"]);
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let place = tempfile::tempdir().unwrap();
        let draft = Draft::open(place.path(), "s", Replace::SameScenario, &[]).unwrap();
        draft.write("a", b"").unwrap();
        draft.publish().unwrap();
        assert_eq!(names(place.path()), ["a"]);
    }
}
