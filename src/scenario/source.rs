//! Where scenarios are read from: files, `--set` arguments, results folders; and where in them something is written.

use super::problems::Problem;
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::path::Path;

/// The largest scenario file that is read \[bytes\]: far above any real one, far below what would fill the memory.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A text that a scenario was read from, under the name it has in messages.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's path, or `--set`.
    pub name: String,
    /// The text; `None` where there is none to show (a file that cannot be read, a manifest).
    pub text: Option<String>,
}

/// A place in a source: which source, and which bytes of its text, if it can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The index of the source.
    pub source: usize,
    /// The first byte and the byte after the last; `None` is the source as a whole.
    pub span: Option<(usize, usize)>,
}

impl Place {
    /// A whole source.
    pub(crate) const fn whole(source: usize) -> Self {
        Self { source, span: None }
    }

    /// Some bytes of a source.
    pub(crate) const fn bytes(source: usize, start: usize, end: usize) -> Self {
        Self { source, span: Some((start, end)) }
    }
}

impl Source {
    /// A text in memory. A byte order mark before it is dropped.
    #[must_use]
    pub fn text(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: Some(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()) }
    }

    /// A source whose text cannot be shown.
    #[must_use]
    pub fn unshown(name: &str) -> Self {
        Self { name: name.to_owned(), text: None }
    }

    /// What is written at a place of this source.
    pub(crate) fn at(&self, place: Place) -> Option<&str> {
        let (start, end) = place.span?;
        self.text.as_deref()?.get(start..end)
    }
}

/// The SHA-256 digest of what a reader gives, in hexadecimal.
///
/// # Errors
/// If reading fails.
pub fn digest(mut reader: impl Read) -> io::Result<String> {
    let mut sha = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            read => sha.update(&buffer[..read]),
        }
    }
    Ok(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Reads a scenario file. If there is a problem with it, the source holds what can be shown of the file.
pub(crate) fn read(path: &Path) -> (Source, Option<Problem>) {
    let name = path.display().to_string();
    match bytes_of(path) {
        Ok(bytes) => decode(&name, bytes),
        Err(error) => {
            let problem = unreadable(path, &error);
            (Source::unshown(&name), Some(problem))
        }
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn decode(name: &str, bytes: Vec<u8>) -> (Source, Option<Problem>) {
    match String::from_utf8(bytes) {
        Ok(text) => (Source::text(name, &text), None),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[offset];
            let problem = not_utf8(byte, offset, error.as_bytes());
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            (Source { name: name.to_owned(), text: Some(text) }, Some(problem))
        }
    }
}

fn not_utf8(byte: u8, offset: usize, bytes: &[u8]) -> Problem {
    let line = bytes[..offset].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let shown = char::REPLACEMENT_CHARACTER.len_utf8();
    Problem::new(format!("the file is not UTF-8: byte 0x{byte:02X} at offset {offset}, line {line}"))
        .at(Place::bytes(0, offset, offset + shown), "this is not a character")
        .help("save the file as UTF-8 (in an editor: \"Save as\", encoding UTF-8)")
}

/// Why a file cannot be read, and what to do.
fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let problem = |why: &str| Problem::new(format!("the scenario cannot be read: {why}")).at(Place::whole(0), "");
    match error.kind() {
        io::ErrorKind::NotFound => problem("there is no such file").help(instead(path)),
        io::ErrorKind::IsADirectory => problem("it is a folder, not a file").help(one_of(path)),
        io::ErrorKind::PermissionDenied => problem("permission denied").help("allow yourself to read the file, or copy it"),
        io::ErrorKind::FileTooLarge => problem("it is larger than 16 MiB").help("name a scenario, which is a short TOML file"),
        _ => problem(&error.to_string()).help("check the path and the disk it is on"),
    }
}

/// The scenarios in a folder, sorted.
fn scenarios_in(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names
}

fn one_of(folder: &Path) -> String {
    match scenarios_in(folder).as_slice() {
        [] => "name a scenario, a TOML file; `patronage new NAME` writes one".to_owned(),
        names => format!("name one of its files: {}", names.join(", ")),
    }
}

/// What may have been meant by a path that does not exist.
fn instead(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let known = scenarios_in(folder);
    let with_ending = format!("{name}.toml");
    let meant = known.iter().find(|known| **known == with_ending);
    let meant = meant.map(String::as_str).or_else(|| super::names::nearest(&name, known.iter().map(String::as_str)));
    match (meant, known.is_empty()) {
        (Some(meant), _) => format!("did you mean `{}`?", folder.join(meant).display()),
        (None, false) => format!("scenarios there: {}", known.join(", ")),
        (None, true) => "check the path; `patronage new NAME` writes a scenario to start from".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_a_file_cannot_be_read_is_said() {
        for (kind, words) in [
            (io::ErrorKind::NotFound, "no such file"),
            (io::ErrorKind::IsADirectory, "it is a folder"),
            (io::ErrorKind::PermissionDenied, "permission denied"),
            (io::ErrorKind::FileTooLarge, "16 MiB"),
            (io::ErrorKind::TimedOut, "timed out"),
        ] {
            let problem = unreadable(Path::new("nowhere/x.toml"), &kind.into());
            assert!(problem.title().contains(words), "{problem:?}");
            assert!(problem.has_help(), "{problem:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(Source::text("x", "\u{feff}title = 1").text.as_deref(), Some("title = 1"));
    }
}
