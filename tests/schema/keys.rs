//! Which keys there are: the schemas name those that the readers take, and no others.

use super::{Kind, resolved};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use toml::Value as Toml;

type Names = BTreeSet<String>;

/// Every word that stands in quotes in the readers' sources, and every name in a schema: what a key might be called.
fn candidates() -> Names {
    let mut folders: Vec<PathBuf> =
        ["src/scenario/read", "src/sweep/read", "src/evidence/claims/read", "src/scenario/based"].map(PathBuf::from).into();
    folders.push(PathBuf::from("src/scenario"));
    let mut found = Names::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).expect("a readable file");
                let is_name = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                found.extend(text.split('"').filter(is_name).map(str::to_owned));
            }
        }
    }
    for schema in super::KINDS.map(Kind::schema) {
        found.extend(schema["$defs"].as_object().expect("definitions").keys().filter(|key| !key.contains('.')).cloned());
    }
    assert!(found.len() > 150 && found.contains("threshold") && found.contains("trajectories"), "{}", found.len());
    found
}

/// The names that the program calls unknown.
fn unknown(kind: Kind, file: &toml::Table) -> Names {
    let problems = kind.problems_of(&file.to_string());
    let name = |title: &String| {
        let rest = title.strip_prefix("unknown key `").or(title.strip_prefix("unknown table `"))?;
        Some(rest.split('`').next()?.to_owned())
    };
    problems.iter().filter_map(name).collect()
}

fn properties(table: &Json) -> Names {
    assert_eq!(table["additionalProperties"], false, "{table}");
    table["properties"].as_object().expect("a table").keys().cloned().collect()
}

fn inserted(table: &mut toml::Table, name: &str) {
    if !table.contains_key(name) {
        table.insert(name.to_owned(), Toml::Integer(0));
    }
}

#[test]
fn the_top_of_every_file_has_the_keys_of_its_schema() {
    for kind in super::KINDS {
        let known = properties(&kind.schema());
        for name in &candidates() {
            let mut file = kind.example();
            inserted(&mut file, name);
            let refused = unknown(kind, &file).contains(name);
            assert_eq!(refused, !known.contains(name), "{name} at the top of a {kind:?}");
        }
    }
}

/// Holds a table of the example, found by `table`, against its schema: all candidates at once.
fn compare(kind: Kind, what: &str, schema: &Json, table: impl Fn(&mut toml::Table) -> &mut toml::Table) {
    let (mut file, candidates, known) = (kind.example(), candidates(), properties(schema));
    candidates.iter().chain(&known).for_each(|name| inserted(table(&mut file), name));
    let refused = unknown(kind, &file);
    let accepted: Names = table(&mut file).keys().filter(|name| !refused.contains(*name)).cloned().collect();
    assert_eq!(accepted, known, "{what}");
}

#[test]
fn every_section_has_the_keys_of_its_schema() {
    let schema = Kind::Scenario.schema();
    for section in patronage::phases::catalogue() {
        let table = resolved(&schema, &schema["properties"][section.name]);
        compare(Kind::Scenario, section.name, table, |file| {
            let section = file.entry(section.name).or_insert_with(|| Toml::Table(toml::Table::new()));
            section.as_table_mut().expect("a table")
        });
    }
}

#[test]
fn every_list_has_the_keys_of_its_schema() {
    let lists = [
        (Kind::Scenario, &["patrons", "parties", "elections", "events", "expect"][..]),
        (Kind::Sweep, &["factor"]),
        (Kind::Claim, &["levels", "tests"]),
    ];
    for (kind, names) in lists {
        let schema = kind.schema();
        for name in names {
            compare(kind, name, &schema["properties"][*name]["items"], |file| file[*name][0].as_table_mut().expect("an entry"));
        }
    }
    let constituencies = &Kind::Scenario.schema()["properties"]["elections"]["items"]["properties"]["constituencies"]["items"];
    compare(Kind::Scenario, "constituencies", constituencies, |file| {
        file["elections"][0]["constituencies"][0].as_table_mut().expect("an entry")
    });
    compare(Kind::Sweep, "design", &Kind::Sweep.schema()["properties"]["design"], |file| {
        file["design"].as_table_mut().expect("a table")
    });
}
