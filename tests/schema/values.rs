//! Which values there are: ranges, words and defaults are those of the program.

use super::{Kind, bad, json, resolved};
use patronage::parameter::{Allowed, CatalogueKey, Value};
use patronage::phases::{Parameters, catalogue};
use patronage::scenario::Scenario;
use serde_json::Value as Json;
use toml::Value as Toml;

fn keys() -> Vec<CatalogueKey<Parameters>> {
    catalogue().into_iter().flat_map(|section| section.keys).collect()
}

/// The two numbers just beyond a range, as TOML holds them; one that TOML cannot hold is left out.
fn beyond(allowed: &Allowed) -> Vec<Toml> {
    match *allowed {
        Allowed::Numbers(least, most) => vec![least.next_down().into(), most.next_up().into()],
        Allowed::Counts(least, most) => vec![(least as i64 - 1).into(), (most as i64 + 1).into()],
        Allowed::Words(_) => vec!["no such word".into(), 1.into()],
        Allowed::Text => vec![1.into()],
    }
}

fn ends(allowed: &Allowed) -> Vec<Toml> {
    match allowed {
        Allowed::Numbers(least, most) => vec![(*least).into(), (*most).into()],
        Allowed::Counts(least, most) => vec![(*least as i64).into(), (*most as i64).into()],
        Allowed::Words(words) => words.iter().map(|word| word.word.into()).collect(),
        Allowed::Text => vec!["".into(), "x".into()],
    }
}

fn scenario_with(key: &CatalogueKey<Parameters>, value: Toml) -> toml::Table {
    let section = toml::Table::from_iter([(key.name().to_owned(), value)]);
    let mut table: toml::Table = "title = 'x'\nrounds = 9".parse().expect("TOML");
    table.insert(key.section.to_owned(), section.into());
    table
}

/// Whether the program has something against the value of a key by itself.
fn refuses(key: &CatalogueKey<Parameters>, table: &toml::Table) -> bool {
    let problems = Kind::Scenario.problems_of(&table.to_string());
    let about = format!("`{}` ", key.path);
    let ways = ["is out of range", "must be", "is none of its choices", "is not a finite number", "is empty"];
    problems.iter().any(|title| ways.iter().any(|way| title.starts_with(&format!("{about}{way}"))))
}

#[test]
fn what_the_program_refuses_of_a_key_the_schema_refuses() {
    let validator = Kind::Scenario.validator();
    for key in keys() {
        let beyond = beyond(&key.allowed).into_iter().chain([true.into(), toml::Table::new().into()]);
        for value in beyond {
            let table = scenario_with(&key, value);
            assert!(refuses(&key, &table), "the program takes {table}");
            assert!(!validator.is_valid(&json(&table)), "the schema takes {table}");
        }
        for value in ends(&key.allowed) {
            let table = scenario_with(&key, value);
            assert!(!refuses(&key, &table), "the program refuses {table}");
            assert!(validator.is_valid(&json(&table)), "the schema refuses {table}");
        }
    }
}

#[test]
fn keys_have_the_defaults_of_the_program_and_are_described() {
    let schema = Kind::Scenario.schema();
    for key in keys() {
        let described = &schema["$defs"][&key.path];
        let same = match key.get(&mut Parameters::default()) {
            Value::Number(x) => described["default"].as_f64() == Some(x),
            Value::Count(n) => described["default"] == n,
            Value::Choice(word) => described["default"] == word,
            Value::Text(text) => described["default"] == text,
        };
        assert!(same, "{}: {described}", key.path);
        let about = described["description"].as_str().unwrap_or_default();
        let words: Vec<&str> =
            if let Allowed::Words(words) = &key.allowed { words.iter().map(|word| word.word).collect() } else { vec![] };
        for part in [key.meaning, key.unit, key.source].iter().chain(&words) {
            assert!(about.contains(part), "{}: {part} is not in: {about}", key.path);
        }
    }
}

/// Every default of a table's schema, written into the entry at hand where it says nothing.
fn write_defaults(document: &Json, schema: &Json, table: &mut toml::Table) -> usize {
    let properties = schema["properties"].as_object().expect("a table");
    let mut written = 0;
    for (name, property) in properties {
        let property = resolved(document, property);
        if let (Some(default), false) = (property.get("default"), table.contains_key(name)) {
            table.insert(name.clone(), Toml::try_from(default).expect("TOML"));
            written += 1;
        }
    }
    written
}

/// A scenario that writes down all defaults of its lists is the same scenario.
#[test]
fn lists_have_the_defaults_of_the_program() {
    let schema = Kind::Scenario.schema();
    let mut file = Kind::Scenario.example();
    file.insert("politics".to_owned(), toml::Table::from_iter([("every".to_owned(), Toml::Integer(8))]).into());
    file.insert("campaign".to_owned(), "purpose = 0\ndesign = 0\ngrow = 0".parse::<toml::Table>().expect("TOML").into());
    file["patrons"][0].as_table_mut().expect("an entry").remove("name");
    let read = |file: &toml::Table| {
        let text = file.to_string();
        Scenario::parse_for("x.toml", &text, &[], &bad::MACHINE).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
    };
    let before = read(&file);
    let mut written = write_defaults(&schema, &schema, &mut file);
    for list in ["patrons", "parties", "elections", "events", "expect"] {
        let items = &schema["properties"][list]["items"];
        written += write_defaults(&schema, items, file[list][0].as_table_mut().expect("an entry"));
    }
    assert!(written >= 17, "{written} defaults:\n{file}");
    assert_eq!(read(&file), before);
}

/// The same of a sweep.
#[test]
fn sweeps_have_the_defaults_of_the_program() {
    let schema = Kind::Sweep.schema();
    let read = |file: &toml::Table| {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("x.toml");
        std::fs::write(&path, file.to_string()).expect("a file");
        let mut sweep =
            patronage::sweep::read::sweep(&path, &bad::MACHINE).unwrap_or_else(|problems| panic!("{problems}\n{file}"));
        sweep.base.whereabouts.of_sweep = std::path::PathBuf::new();
        sweep
    };
    for design in ["kind = 'grid'", "kind = 'latin_hypercube'\npoints = 8", "kind = 'morris'\ntrajectories = 3"] {
        let mut file = Kind::Sweep.example();
        file["design"] = design.parse::<toml::Table>().expect("TOML").into();
        if !design.contains("grid") {
            file["factor"][0].as_table_mut().expect("an entry").remove("steps");
        }
        let before = read(&file);
        let mut written = write_defaults(&schema, &schema, &mut file);
        written += write_defaults(
            &schema,
            &schema["properties"]["factor"]["items"],
            file["factor"][0].as_table_mut().expect("an entry"),
        );
        let mut own = file["design"].as_table().expect("a table").clone();
        write_defaults(&schema, &schema["properties"]["design"], &mut own);
        let of_this = |name: &str| match design {
            _ if design.contains("latin") => ["kind", "points", "blocks", "maximin"].contains(&name),
            _ if design.contains("morris") => ["kind", "trajectories", "levels"].contains(&name),
            _ => name == "kind",
        };
        own.retain(|name, _| of_this(name));
        file["design"] = own.into();
        assert!(written >= 6, "{written} defaults:\n{file}");
        assert_eq!(read(&file), before);
        assert!(Kind::Sweep.validator().is_valid(&json(&file)), "{file}");
    }
}

/// Numbers of fields just beyond their ranges are refused by the program and the schema, and their ends by neither.
#[test]
fn fields_have_the_ranges_of_the_program() {
    type Find = fn(&mut toml::Table) -> &mut toml::Table;
    let tables: [(Kind, &str, Find); 12] = [
        (Kind::Scenario, "", |file| file),
        (Kind::Scenario, "/properties/patrons/items", |file| file["patrons"][0].as_table_mut().expect("an entry")),
        (Kind::Scenario, "/properties/parties/items", |file| file["parties"][0].as_table_mut().expect("an entry")),
        (Kind::Scenario, "/properties/elections/items", |file| file["elections"][0].as_table_mut().expect("an entry")),
        (Kind::Scenario, "/properties/elections/items/properties/constituencies/items", |file| {
            file["elections"][0]["constituencies"][0].as_table_mut().expect("an entry")
        }),
        (Kind::Scenario, "/properties/events/items", |file| file["events"][0].as_table_mut().expect("an entry")),
        (Kind::Sweep, "", |file| file),
        (Kind::Sweep, "/properties/design", |file| design(file, "latin_hypercube")),
        (Kind::Sweep, "/properties/design", |file| design(file, "morris")),
        (Kind::Sweep, "/properties/factor/items", |file| file["factor"][0].as_table_mut().expect("an entry")),
        (Kind::Claim, "", |file| file),
        (Kind::Claim, "/properties/tests/items", |file| {
            let test = file["tests"][0].as_table_mut().expect("an entry");
            test.insert("expect".to_owned(), "unchanged".into());
            test
        }),
    ];
    let mut tried = 0;
    for (kind, pointer, find) in tables {
        let (schema, validator) = (kind.schema(), kind.validator());
        for (name, property) in schema.pointer(pointer).expect("a table")["properties"].as_object().expect("properties") {
            let property = resolved(&schema, property);
            for (end, step) in [("minimum", -1), ("maximum", 1)] {
                let Some((inside, outside)) = around(property, end, step) else { continue };
                let told = |value: Toml| {
                    let mut file = kind.example();
                    find(&mut file).insert(name.clone(), value);
                    let problems = kind.problems_of(&file.to_string());
                    let told = |what: &str| problems.iter().any(|title| title.starts_with(&format!("`{name}` {what}")));
                    (told("is out of range"), told("has no meaning"), validator.is_valid(&json(&file)))
                };
                let (is_out, is_useless, valid) = told(outside);
                assert!((is_out || is_useless) && !valid, "{name} beyond its {end}");
                assert!(!told(inside).0, "{name} at its {end}");
                tried += usize::from(is_out);
            }
        }
    }
    assert!(tried > 50, "{tried} ends");
}

fn design<'a>(file: &'a mut toml::Table, kind: &str) -> &'a mut toml::Table {
    let design = file["design"].as_table_mut().expect("a table");
    design.insert("kind".to_owned(), kind.into());
    design
}

/// The end of a range, and the next number beyond it; nothing if TOML cannot hold that.
fn around(property: &Json, end: &str, step: i64) -> Option<(Toml, Toml)> {
    let limit = property.get(end)?;
    if property["type"] == "integer" {
        let whole = limit.as_i64()?;
        return Some((whole.into(), whole.checked_add(step)?.into()));
    }
    let real = limit.as_f64()?;
    Some((real.into(), if step > 0 { real.next_up() } else { real.next_down() }.into()))
}
