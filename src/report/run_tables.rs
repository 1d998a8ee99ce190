//! Tables of a run besides its measures: who connects others, and results of elections.

use super::Error;
use super::page::{Cell, DataTable, Heading};
use crate::chart;
use crate::language::Language;
use crate::output::read_table;
use crate::table::Table;
use std::collections::BTreeMap;
use std::path::Path;

/// The clients who connect others, of the first replicate.
pub fn connectors(folder: &Path, language: Language) -> Result<Option<DataTable>, Error> {
    const SHOWN: usize = 20;
    let table = chart::rows::of_first_replicate(&read_table(folder, "connectors")?);
    let columns = ["client", "village", "patron", "betweenness", "constraint", "neighbours"];
    let values: Vec<Vec<Option<f64>>> = columns.iter().filter_map(|column| table.numbers(column)).collect();
    let place = table.numbers("betweenness_rank").unwrap_or_default();
    let mut rows: Vec<usize> = (0..table.rows()).filter(|&row| place.get(row).copied().flatten().is_some()).collect();
    rows.sort_by(|&a, &b| place[a].unwrap_or(0.0).total_cmp(&place[b].unwrap_or(0.0)));
    rows.truncate(SHOWN);
    let is_share = |column: &str| ["betweenness", "constraint"].contains(&column);
    let cell = |(name, value): (&&str, Option<f64>)| if is_share(name) { Cell::number(value) } else { Cell::count(value) };
    let cells = |&row: &usize| columns.iter().zip(values.iter().map(|column| column[row])).map(cell).collect();
    Ok((!rows.is_empty() && values.len() == columns.len()).then(|| DataTable {
        id: "connectors".to_owned(),
        caption: language.text("table-connectors"),
        columns: columns.iter().map(|column| Heading::number(*column)).collect(),
        rows: rows.iter().map(cells).collect(),
        ..DataTable::default()
    }))
}

/// Votes and seats of parties in the last round in which each election was held, of the first replicate, constituencies together.
pub fn elections(table: &Table, language: Language) -> DataTable {
    let table = chart::rows::of_first_replicate(table);
    let words = |column: &str| table.words(column).unwrap_or_default();
    let numbers = |column: &str| table.numbers(column).unwrap_or_default();
    let (names, parties) = (words("election"), words("party"));
    let [rounds, votes, seats] = ["round", "votes", "seats"].map(numbers);
    let mut last: BTreeMap<&str, f64> = BTreeMap::new();
    let mut order: Vec<(&str, &str)> = Vec::new();
    let mut sums: BTreeMap<(&str, &str), (f64, f64)> = BTreeMap::new();
    for (name, round) in names.iter().flatten().zip(rounds.iter().flatten()) {
        let known = last.entry(name).or_insert(*round);
        *known = known.max(*round);
    }
    for row in 0..table.rows() {
        let (Some(name), Some(party)) = (names[row].as_deref(), parties[row].as_deref()) else { continue };
        if rounds[row] != last.get(name).copied() {
            continue;
        }
        let sum = sums.entry((name, party)).or_insert_with(|| {
            order.push((name, party));
            (0.0, 0.0)
        });
        *sum = (sum.0 + votes[row].unwrap_or(0.0), sum.1 + seats[row].unwrap_or(0.0));
    }
    let of_all = |name: &str| order.iter().filter(|(other, _)| *other == name).map(|key| sums[key].0).sum::<f64>();
    let row = |&(name, party): &(&str, &str)| {
        let (votes, seats) = sums[&(name, party)];
        let all = of_all(name);
        vec![
            Cell::text(name),
            Cell::count(last.get(name).copied()),
            Cell::text(party),
            Cell::count(Some(votes)),
            Cell::number((all > 0.0).then(|| votes / all)),
            Cell::count(Some(seats)),
        ]
    };
    let head = |id: &str| language.text(id);
    let columns = vec![
        Heading::text(head("column-election")),
        Heading::number(head("column-round")),
        Heading::text(head("column-party")),
        Heading::number(head("column-votes")),
        Heading::number(head("column-votes-share")),
        Heading::number(head("column-seats")),
    ];
    DataTable {
        id: "elections".to_owned(),
        caption: language.text("table-elections"),
        columns,
        rows: order.iter().map(row).collect(),
        ..DataTable::default()
    }
}
