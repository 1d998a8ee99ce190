//! What agents take in memory: the table in BENCHMARKS.md follows the columns' types.

use patronage::world::budget::{ALL, Column};
use std::fmt::Write;

/// Where the table is.
const DOCUMENT: &str = "BENCHMARKS.md";
const BEGIN: &str = "<!-- budget: made by UPDATE_EXPECTED=1 cargo test --test budget -->\n";
const END: &str = "<!-- end of budget -->\n";
/// Clients and patrons of `indonesia-2024`.
const CLIENTS: u64 = 204_807_222;
const PATRONS: u64 = 2_000_000;

fn agents(agent: &str) -> u64 {
    match agent {
        "patron" | "broker" => PATRONS,
        _ => CLIENTS,
    }
}

/// A row per column, and the sum of each agent's columns.
fn table() -> String {
    let mut text = "| of a | column | type | bytes | in the nation |\n|---|---|---|---|---|\n".to_owned();
    let mb = |bytes: u64| bytes.div_ceil(1_000_000);
    for (agent, columns) in ALL {
        for column in columns {
            let all = mb(column.bytes as u64 * agents(agent));
            writeln!(text, "| {agent} | `{}` | `{}` | {} | {all} MB |", column.name, column.kind(), column.bytes)
                .expect("text grows");
        }
        let sum: usize = columns.iter().map(|column: &Column| column.bytes).sum();
        writeln!(text, "| **{agent}** | all | | **{sum}** | **{} MB** |", mb(sum as u64 * agents(agent))).expect("text grows");
    }
    text
}

#[test]
fn the_budget_is_current() {
    let document = std::fs::read_to_string(DOCUMENT).expect("tests run in the package's folder");
    let start = document.find(BEGIN).expect("the budget has a beginning") + BEGIN.len();
    let end = start + document[start..].find(END).expect("the budget has an end");
    let current = table();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        let updated = format!("{}{current}{}", &document[..start], &document[end..]);
        std::fs::write(DOCUMENT, updated).expect("the document can be written");
        return;
    }
    assert!(document[start..end] == current, "{DOCUMENT} is not current: run UPDATE_EXPECTED=1 cargo test --test budget");
}
