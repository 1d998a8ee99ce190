//! Two small runs, pinned: the rounds of `first-steps`, and the tables of `data/politics.toml`, as tables of text, so that a change of any
//! number is seen as a difference of lines. The program promises the same bits on every platform; if this fails without a change of the
//! model, that promise is broken. `UPDATE_EXPECTED=1 cargo test --test golden` rewrites it; the changelog then says why.

mod common;

use patronage::engine::Run;
use patronage::output::{Format, collect, tables};
use patronage::scenario::Scenario;
use std::ops::ControlFlow;
use std::path::Path;

/// A run's tables of these names are as they are pinned in files that begin with `prefix`.
fn is_as_it_was(scenario: &Scenario, prefix: &str, names: &[&str]) {
    let mut run = Run::new(scenario, 0);
    let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).expect("no law is broken");
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let tables = tables::build(&collected, &run.into_final_world(), &kinds, tables::Inputs::default());
    for &name in names {
        let table = tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("there is no table `{name}`"));
        let text = String::from_utf8(Format::Csv.encode(table).expect("a table can be written")).expect("CSV is text");
        compare(&text, &format!("{prefix}-{name}.csv"));
    }
}

fn compare(text: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, text).expect("the file can be written");
    }
    let pinned = std::fs::read_to_string(&path).expect("the file is there");
    for (line, (is, was)) in text.lines().zip(pinned.lines()).enumerate() {
        assert_eq!(is, was, "line {} of {file} changed", line + 1);
    }
    assert_eq!(text.lines().count(), pinned.lines().count(), "{file}");
}

#[test]
fn first_steps_are_as_they_were() {
    is_as_it_was(&common::shipped("first-steps"), "first-steps", &["rounds"]);
}

/// Three elections one above the other, campaigns with money of their own, and two districts with public money.
#[test]
fn politics_are_as_they_were() {
    let text = include_str!("data/politics.toml");
    let scenario = Scenario::parse("tests/data/politics.toml", text, &[]).expect("a valid scenario");
    is_as_it_was(&scenario, "politics", &["rounds", "elections", "offers", "machines", "government"]);
}
