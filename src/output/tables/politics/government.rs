//! `government`: who governs every district, what the money is spent on, and whom officials serve.

use super::start;
use crate::output::politics::{GovernmentRow, PoliticalRows};
use crate::output::tables::{count, index};
use crate::table::Table;
use crate::world::politics::Purse;

/// The column of each way of public money, and its meaning.
fn purse_words(purse: Purse) -> (&'static str, &'static str) {
    match purse {
        Purse::Tax => ("tax", "In: its part of the output."),
        Purse::Transfer => ("transfer", "In: from the central government."),
        Purse::Fine => ("fines", "In: fines of patrons."),
        Purse::Penalty => ("penalties", "In: penalties of politicians after an audit."),
        Purse::Salary => ("salaries", "Out: to officials."),
        Purse::PublicGoods => ("public_goods", "Out: for public goods, by rule."),
        Purse::Club => ("club", "Out: for club goods of villages."),
        Purse::Contract => ("contracts", "Out: for contracts with patrons who serve the governing party, before the kickback."),
        Purse::Kickback => ("kickbacks", "What these patrons returned to the governing politician: not the treasury's any more."),
        Purse::Leak => ("leak", "Out: stolen."),
        Purse::Relief => ("relief", "Out: to clients in misfortune."),
    }
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

pub(super) fn table(rows: &PoliticalRows, replicate: u32) -> Table {
    let about = "One row per round from 1 on and district. Runs without politics do not write this table.";
    let rounds = rows.government.iter().map(|row| Some(row.round.into()));
    let table = start("government", about, replicate, rows.government.len()).int("round", "rounds", "The round.", rounds);
    services(posts(money(who(table, rows), rows), rows), rows)
}

fn who(table: Table, rows: &PoliticalRows) -> Table {
    let all = &rows.government;
    let names = all.iter().map(|row| Some(rows.polity.districts[row.district.index()].clone()));
    table
        .int("district", "index", "The district, from 0.", all.iter().map(|row| index(row.district.index())))
        .text("name", "name", "Its name.", names)
        .int("clients", "clients", "Clients who live there.", all.iter().map(|row| count(rows.clients[row.district.index()])))
        .text(
            "party",
            "name",
            "The party that governs at the end of the round.",
            all.iter().map(|row| Some(rows.party_name(row.party).to_owned())),
        )
        .int("politician", "index", "Its politician, from 0.", all.iter().map(|row| index(row.politician.index())))
        .int(
            "changed",
            "0 or 1",
            "1 if another party came in in this round, else 0.",
            all.iter().map(|row| Some(row.is_new.into())),
        )
}

fn money(mut table: Table, rows: &PoliticalRows) -> Table {
    let all = &rows.government;
    for purse in Purse::ALL {
        let (name, meaning) = purse_words(purse);
        table = table.float(name, "S per round", meaning, all.iter().map(|row| Some(row.purse[purse as usize].to_s())));
    }
    table
        .float(
            "treasury",
            "S",
            "Public money that is left at the end of the round.",
            all.iter().map(|row| Some(row.treasury.to_s())),
        )
        .int("treasury_micros", "micro-S", "The same, exactly.", all.iter().map(|row| Some(row.treasury.micros())))
        .float("goods", "S per client", "Stock of public goods.", all.iter().map(|row| Some(row.goods)))
        .float(
            "goods_effect",
            "share",
            "Their effect: stock/(stock + government.goods_half).",
            all.iter().map(|row| Some(row.goods_effect)),
        )
}

fn posts(table: Table, rows: &PoliticalRows) -> Table {
    let all = &rows.government;
    let patronage = |row: &GovernmentRow| share(row.by_patronage.into(), row.officials.into());
    table
        .int("officials", "clients", "Public posts that are filled.", all.iter().map(|row| Some(row.officials.into())))
        .int("by_patronage", "clients", "Those of them held by patronage.", all.iter().map(|row| Some(row.by_patronage.into())))
        .float(
            "merit_posts_share",
            "share of posts",
            "Posts that are not held by patronage; missing without posts.",
            all.iter().map(|row| patronage(row).map(|share| 1.0 - share)),
        )
        .float(
            "capture",
            "share",
            "Posts held by patronage, which keeps audits away; 0 without posts.",
            all.iter().map(|row| Some(patronage(row).unwrap_or(0.0))),
        )
        .int(
            "audited",
            "0 or 1",
            "1 if the district was audited in the round, else 0.",
            all.iter().map(|row| Some(row.is_audited.into())),
        )
}

fn services(table: Table, rows: &PoliticalRows) -> Table {
    let all = &rows.government;
    let counts = |value: fn(&GovernmentRow) -> u64| all.iter().map(move |row| count(value(row)));
    let rate = |row: &GovernmentRow| {
        let service = row.service;
        [share(service.served_connected, service.asked_connected), share(service.served_others, service.asked_others)]
    };
    let partiality = |row: &GovernmentRow| match rate(row) {
        [Some(connected), Some(others)] if connected > 0.0 => Some(1.0 - others / connected),
        _ => None,
    };
    table
        .int(
            "asked_connected",
            "clients",
            "Connected clients who asked officials for help.",
            counts(|row| row.service.asked_connected),
        )
        .int("served_connected", "clients", "Those of them who were served.", counts(|row| row.service.served_connected))
        .int("asked_others", "clients", "Other clients who asked.", counts(|row| row.service.asked_others))
        .int("served_others", "clients", "Those of them who were served.", counts(|row| row.service.served_others))
        .float(
            "service_connected_share",
            "share of those who asked",
            "Connected clients who were served; missing if none asked.",
            all.iter().map(|row| rate(row)[0]),
        )
        .float(
            "service_others_share",
            "share of those who asked",
            "Others who were served; missing if none asked.",
            all.iter().map(|row| rate(row)[1]),
        )
        .float(
            "service_partiality",
            "share",
            "1 less the service of the unconnected by that of the connected: 0 where officials are impartial.",
            all.iter().map(partiality),
        )
}
