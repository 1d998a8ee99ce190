//! The shape of the program: imports go downward only, only the command line prints, and the submodels' files, the
//! schedule and MODEL.md name the same phases in the same order.

use patronage::phases::SCHEDULE;
use std::fs;
use std::path::{Path, PathBuf};

/// The parts of `src/` from the bottom up. A part may import those of lower layers, and files of its own.
const LAYERS: [&[&str]; 14] = [
    &["ids", "quantity", "maths", "random", "parameter", "table", "statistics", "stored", "language"],
    &["world"],
    &["phases"],
    &["metrics"],
    &["scenario"],
    &["engine"],
    &["output"],
    &["checkpoint"],
    &["ensemble"],
    &["sweep"],
    &["evidence"],
    &["chart"],
    &["report"],
    &["cli"],
];

/// Imports that go downward and are still wrong: charts and reports read output files, not the engine. (A report knows the catalogues of
/// keys and measures, and judges tables as evidence does.)
const FORBIDDEN: [(&str, &[&str]); 2] = [
    ("chart", &["world", "phases", "metrics", "scenario", "engine", "checkpoint", "ensemble", "sweep", "evidence"]),
    ("report", &["world", "phases", "engine", "checkpoint", "ensemble", "sweep"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files of `src/`, with their text, `lib.rs` and `main.rs` left out.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a readable file");
                let inside = path.strip_prefix(root().join("src")).expect("a file in src").to_owned();
                found.push((inside, text));
            }
        }
    }
    found.retain(|(path, _)| path != Path::new("lib.rs") && path != Path::new("main.rs"));
    found.sort();
    assert!(found.len() > 20, "the sources are found");
    found
}

/// The part of `src/` that a file belongs to: its folder, or its own name.
fn part(path: &Path) -> String {
    let first = path.components().next().expect("a path").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|parts| parts.contains(&part))
}

/// The parts that a text reaches by `crate::`, comments left out.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut parts = Vec::new();
    for line in code {
        for after in line.split("crate::").skip(1) {
            let listed = after.strip_prefix('{').map_or(after, |list| list.split('}').next().unwrap_or(list));
            let names = if after.starts_with('{') { listed.split(',').collect() } else { vec![listed] };
            let name = |path: &str| {
                path.trim().trim_start_matches("r#").split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned)
            };
            parts.extend(names.into_iter().filter_map(name));
        }
    }
    parts
}

#[test]
fn imports_go_downward() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = part(&path);
        let Some(own_layer) = layer(&own) else { panic!("src/{} has no place among the layers", path.display()) };
        for import in imports(&text) {
            let import_layer =
                layer(&import).unwrap_or_else(|| panic!("{} imports {import}, which has no layer", path.display()));
            let forbidden = FORBIDDEN.iter().any(|(part, not)| *part == own && not.contains(&import.as_str()));
            let same_floor = import_layer == 0 && own_layer == 0;
            let downward = import_layer < own_layer || same_floor || import == own;
            if !downward || forbidden {
                wrong.push(format!("src/{} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_seen() {
    let text = "use crate::world::{A, B};\n// crate::cli\nlet x: crate::ids::Id;\nuse crate::{engine::Run, r#phases};\n";
    assert_eq!(imports(text), ["world", "ids", "engine", "phases"]);
}

#[test]
fn only_the_command_line_prints() {
    let printers = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];
    let prints = |text: &str| {
        let code = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
        code.filter(|line| !line.trim_start().starts_with("//")).any(|line| printers.iter().any(|printer| line.contains(printer)))
    };
    let elsewhere: Vec<_> = sources().into_iter().filter(|(path, text)| part(path) != "cli" && prints(text)).collect();
    assert!(elsewhere.is_empty(), "printing in {:?}", elsewhere.iter().map(|(path, _)| path).collect::<Vec<_>>());
}

fn schedule() -> Vec<&'static str> {
    SCHEDULE.iter().map(|phase| phase.name).collect()
}

#[test]
fn phases_are_the_files_of_their_folder() {
    let mut files: Vec<String> = sources()
        .into_iter()
        .filter(|(path, _)| path.parent() == Some(Path::new("phases")) && !path.ends_with("mod.rs"))
        .map(|(path, _)| path.file_stem().expect("a file").to_string_lossy().into_owned())
        .collect();
    let mut scheduled: Vec<String> = schedule().into_iter().map(str::to_owned).collect();
    files.sort();
    scheduled.sort();
    assert_eq!(files, scheduled);
}

/// The submodels of MODEL.md have the phases' names and their order.
#[test]
fn phases_are_the_submodels_of_the_model() {
    let model = fs::read_to_string(root().join("MODEL.md")).expect("MODEL.md is there");
    let submodels = model.split("\n## ").find(|section| section.lines().next().is_some_and(|title| title.ends_with("Submodels")));
    let headings = submodels.expect("a section `Submodels`").lines().filter_map(|line| line.strip_prefix("### "));
    assert_eq!(headings.collect::<Vec<_>>(), schedule());
}

/// Every phase says in its head what it reads, writes and draws.
#[test]
fn phases_say_what_they_do() {
    for (path, text) in
        sources().into_iter().filter(|(path, _)| path.parent() == Some(Path::new("phases")) && !path.ends_with("mod.rs"))
    {
        let head: String = text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>().join(" ");
        for word in ["Writes", "Draws"] {
            assert!(head.contains(word), "the head of {} does not say `{word}`", path.display());
        }
    }
}
