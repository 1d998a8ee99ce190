//! The schemas are schemas, and what is shipped is valid.

use super::{KINDS, Kind, json};
use std::fs;
use std::path::PathBuf;

#[test]
fn every_schema_is_one() {
    for kind in KINDS {
        let schema = kind.schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
            panic!("{kind:?}: {error} at {}", error.instance_path());
        }
    }
}

fn shipped(kind: Kind) -> Vec<PathBuf> {
    let folders: &[&str] = match kind {
        Kind::Scenario => {
            &["scenarios", "scenarios/claims/bases", "tests/bad_sweeps/bases/small.toml", "tests/bad_claims/bases/politics.toml"]
        }
        Kind::Sweep => &["scenarios/sweeps"],
        Kind::Claim => &["scenarios/claims"],
    };
    let files = folders.iter().flat_map(|folder| match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| entry.expect("a readable folder").path()).collect(),
        Err(_) => vec![PathBuf::from(folder)],
    });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

#[test]
fn what_is_shipped_is_valid() {
    for kind in KINDS {
        let validator = kind.validator();
        let files = shipped(kind);
        assert!(files.len() > 3, "{files:?}");
        for path in files {
            let text = fs::read_to_string(&path).expect("a readable file");
            let found = json(&text.parse().expect("TOML"));
            let wrong: Vec<String> =
                validator.iter_errors(&found).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert!(wrong.is_empty(), "{}:\n{}", path.display(), wrong.join("\n"));
        }
    }
}

/// What `patronage new` writes, with every key and every example in it, is a scenario for the schema too.
#[test]
fn a_new_scenario_is_valid_with_all_that_is_commented_out() {
    let validator = Kind::Scenario.validator();
    let text = patronage::scenario::template::scenario("new", None);
    let is_key =
        |line: &str| line.split_once(" = ").is_some_and(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'));
    let line = |line: &str| match line.strip_prefix("# ") {
        Some(inside) if is_key(inside) || inside.starts_with("[[") => inside.to_owned(),
        _ => line.to_owned(),
    };
    let text = text.lines().map(|one| line(one) + "\n").collect::<String>();
    let found = json(&text.parse().unwrap_or_else(|error| panic!("{error}\n{text}")));
    assert!(found["law"]["detection"].is_number() && found["elections"][0]["constituencies"].is_array(), "{found:#}");
    let wrong: Vec<String> = validator.iter_errors(&found).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Changes may be written in every form that the program understands.
#[test]
fn changes_of_every_form_are_valid() {
    let validator = Kind::Claim.validator();
    let sets = [
        "set = { \"law.detection\" = 0.5, rounds = 12 }",
        "set.law = { detection = 0.5 }",
        "set.law.detection = 0.5",
        "set = { patrons = { patron = { wage = 0.5 } } }",
        "set = { patrons = { \"patron.wage\" = 0.5 } }",
        "set = { \"patrons.patron\" = { wage = 0.5 } }",
        "set = { \"patrons.1.wage\" = 0.5 }",
    ];
    let mut example = Kind::Claim.example();
    for set in sets {
        let level: toml::Table = format!("name = \"changed\"\n{set}").parse().expect("TOML");
        example["levels"][1] = level.into();
        let problems = Kind::Claim.problems_of(&example.to_string());
        assert!(problems.is_empty(), "{set}: {problems:?}");
        assert!(validator.is_valid(&json(&example)), "{set}");
    }
    for set in
        ["set = { \"law.detection\" = 5 }", "set.law.detektion = 0.5", "set = { \"patrons.1.wages\" = 0.5 }", "set.seed = 2"]
    {
        let level: toml::Table = format!("name = \"changed\"\n{set}").parse().expect("TOML");
        example["levels"][1] = level.into();
        assert!(!Kind::Claim.problems_of(&example.to_string()).is_empty() && !validator.is_valid(&json(&example)), "{set}");
    }
}
