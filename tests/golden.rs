//! A small run, pinned: the rounds of `first-steps` as a table of text, so that a change of any number is seen as a
//! difference of lines. The program promises the same bits on every platform; if this fails without a change of the
//! model, that promise is broken. `UPDATE_EXPECTED=1 cargo test --test golden` rewrites it; the changelog then says why.

mod common;

use patronage::engine::Run;
use patronage::output::{Format, collect, tables};
use std::ops::ControlFlow;
use std::path::Path;

#[test]
fn first_steps_are_as_they_were() {
    let scenario = common::shipped("first-steps");
    let mut run = Run::new(&scenario, 0);
    let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).expect("no law is broken");
    let kinds: Vec<&str> = scenario.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let tables = tables::build(&collected, &run.into_final_world(), &kinds, tables::Inputs::default());
    let rounds = tables.iter().find(|table| table.name == "rounds").expect("there is a table of rounds");
    let text = String::from_utf8(Format::Csv.encode(rounds).expect("a table can be written")).expect("CSV is text");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/first-steps-rounds.csv");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &text).expect("the file can be written");
    }
    let pinned = std::fs::read_to_string(&path).expect("the file is there");
    for (line, (is, was)) in text.lines().zip(pinned.lines()).enumerate() {
        assert_eq!(is, was, "line {} of the rounds changed", line + 1);
    }
    assert_eq!(text.lines().count(), pinned.lines().count());
}
