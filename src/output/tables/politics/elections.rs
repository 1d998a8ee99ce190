//! `elections`: what every candidate won in every election.

use super::of_politicians;
use crate::ids::PoliticianId;
use crate::output::politics::{PoliticalRows, ResultRow};
use crate::output::tables::{count, index};
use crate::parameter::Choice;
use crate::table::Table;
use crate::world::politics::Office;
use std::collections::BTreeMap;

/// The words of offices in data files are those of scenarios.
fn office(office: Office) -> &'static str {
    Office::WORDS.iter().find(|(known, ..)| *known == office).map_or("", |(_, word, _)| word)
}

/// All votes of every constituency in every round, by round, election and constituency.
fn votes(rows: &PoliticalRows) -> BTreeMap<(u32, usize, u32), u64> {
    let mut votes = BTreeMap::new();
    for row in &rows.results {
        *votes.entry(place(rows, row)).or_default() += row.result.votes;
    }
    votes
}

fn place(rows: &PoliticalRows, row: &ResultRow) -> (u32, usize, u32) {
    let politician = row.result.politician.index();
    (row.round, rows.politicians.election[politician].index(), rows.politicians.constituency[politician])
}

pub(super) fn table(rows: &PoliticalRows, replicate: u32) -> Table {
    let results = &rows.results;
    let all_votes = votes(rows);
    let of: Vec<(u32, PoliticianId)> = results.iter().map(|row| (row.round, row.result.politician)).collect();
    let counts = |value: fn(&ResultRow) -> u64| results.iter().map(move |row| count(value(row)));
    let elections = || results.iter().map(|row| rows.polity.election(rows.politicians.election[row.result.politician.index()]));
    let share = |row: &ResultRow| {
        let all = all_votes.get(&place(rows, row)).copied().unwrap_or(0);
        (all > 0).then(|| row.result.votes as f64 / all as f64)
    };
    let seats = elections().zip(&of).map(|(election, &(_, politician))| {
        let constituency = rows.politicians.constituency[politician.index()];
        Some(election.constituencies[constituency as usize].seats.into())
    });
    let about = "One row per election that was held, constituency and candidate.";
    of_politicians("elections", about, replicate, rows, &of)
        .text(
            "office",
            "word",
            "What is elected: legislature or executive.",
            elections().map(|e| Some(office(e.office).to_owned())),
        )
        .int(
            "superior",
            "index",
            "The candidate of its party in the election above, from 0; missing if it has none.",
            of.iter().map(|&(_, p)| index(rows.politicians.superior[p.index()]?.index())),
        )
        .int("votes", "votes", "Votes for it.", counts(|row| row.result.votes))
        .float(
            "vote_share",
            "share of votes",
            "The same, of all votes of the constituency; missing without votes.",
            results.iter().map(share),
        )
        .int("seats", "seats", "Seats that it won.", counts(|row| row.result.seats.into()))
        .int("constituency_seats", "seats", "Seats of the constituency.", seats)
        .int("voters", "clients", "Voters of the constituency: all clients who live there.", counts(|row| row.result.voters))
        .int("turned_out", "clients", "Those of them who turned out.", counts(|row| row.result.turned_out))
        .int(
            "incumbent",
            "0 or 1",
            "1 if its party governed a district of the constituency, or held a seat there, until then, else 0.",
            counts(|row| row.result.incumbent.into()),
        )
        .int("elected", "0 or 1", "1 if it won a seat, else 0.", counts(|row| (row.result.seats > 0).into()))
        .int("brokers", "patrons", "Local patrons of the constituency who serve it.", counts(|row| row.result.brokers.into()))
        .float(
            "spent",
            "S",
            "What it spent in the round: gifts, what was kept on the way, and fees.",
            results.iter().map(|row| Some(row.result.spent.to_s())),
        )
        .int("spent_micros", "micro-S", "The same, exactly.", results.iter().map(|row| Some(row.result.spent.micros())))
        .float(
            "funds",
            "S",
            "Funds that are left to it at the end of the round.",
            results.iter().map(|row| Some(row.funds.to_s())),
        )
        .int("funds_micros", "micro-S", "The same, exactly.", results.iter().map(|row| Some(row.funds.micros())))
}
