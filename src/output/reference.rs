//! OUTPUTS.md: every file of a results folder, with every column.

mod sweeps;

pub use sweeps::{ANALYSIS, SWEEP};

use super::tables::{GOODS, Good, blank, judged, turn_words};
use crate::table::{Table, Values};
use crate::world::Turn;
use std::fmt::Write;

/// A field of a JSON file: name, unit, meaning.
type FieldDoc = (&'static str, &'static str, &'static str);

/// The fields of `manifest.json`.
pub const MANIFEST: [FieldDoc; 19] = [
    ("program", "", "The program that wrote the folder."),
    ("version", "", "Its version. Another version may give other results."),
    ("layout", "", "The version of the folder's layout."),
    ("kind", "", "What the folder holds: run."),
    ("scenario", "", "The scenario's name: its file's name without ending."),
    ("title", "", "The scenario's title."),
    ("complete", "", "Whether all rounds of all replicates were run; false after an interruption."),
    ("rounds", "rounds", "Rounds that were run."),
    ("seed", "", "The seed of all draws."),
    ("replicates", "", "Replicates in the data files."),
    ("clients_every", "clients", "Every how many-th client is in the table of clients; 1 is all of them."),
    ("sampling", "", "The same in words."),
    ("tie_sampling", "", "Whose ties are in the tables of ties, in words."),
    (
        "networks",
        "",
        "How the measures of networks were taken in the last round: measures; method (exact, classed: values that differ little are \
         taken as equal, sampled, not measured); sample, its clients; how, the method and its error in words.",
    ),
    ("gini_error", "index", "The largest possible error of the Gini indices; 0 where they are exact."),
    ("notes", "", "What a reader should know about this run."),
    (
        "inputs",
        "",
        "Files that the scenario read besides itself: key, file (as written), bytes, SHA-256 digest. Their ties are in start_ties and their villages in \
         start_villages, so that the folder needs no other file to be verified.",
    ),
    ("files", "", "The data files: name, rows, bytes, SHA-256 digest."),
    ("resolved", "", "The scenario as it ran, every key with its value."),
];

/// The fields of `timing.json`.
pub const TIMING: [FieldDoc; 9] = [
    ("started", "RFC 3339, UTC", "When the run began."),
    ("ended", "RFC 3339, UTC", "When it ended."),
    ("threads", "threads", "Threads it ran on."),
    ("clients", "clients", "Clients."),
    ("rounds", "rounds", "Rounds that were run; of a run that was gone on with, since then."),
    ("seconds", "s", "Wall time: creation, phases, laws, measures, network, checkpoints, output, charts, total."),
    ("ns_per_client_round", "ns", "Wall time per client and round: phases (together and each_phase), laws, measures."),
    (
        "memory",
        "bytes",
        "peak_bytes: the most the program held; columns_bytes_per_client: the state's columns, patrons included; \
         peak_bytes_per_client.",
    ),
    ("machine", "", "Operating system, processor, number of processors, memory in bytes."),
];

/// The fields of `manifest.json` of a comparison that a run's has not.
pub const COMPARISON: [FieldDoc; 4] = [
    ("kind", "", "What the folder holds: comparison."),
    ("at", "", "When measures were taken: start, end, round:T, or mean:K."),
    ("stopping", "", "By which rule replicates were added, if their number was not fixed beforehand."),
    (
        "members",
        "",
        "The scenarios, the baseline first: name, as tables have it; title; question; pairing, paired with the baseline or unpaired; seed; \
         inputs, the files that it read; resolved, every key with its value.",
    ),
];

/// The fields of `timing.json` of many runs.
pub const ENSEMBLE_TIMING: [FieldDoc; 11] = [
    ("started", "RFC 3339, UTC", "When the work began."),
    ("ended", "RFC 3339, UTC", "When it ended."),
    ("threads", "threads", "Threads it was done on."),
    ("workers", "runs", "Runs at once."),
    ("runs", "runs", "Runs that were done; those of an earlier start are not among them."),
    ("client_rounds", "client-rounds", "Rounds of clients of these runs."),
    ("running_seconds", "s", "Wall time of these runs, all they do included."),
    ("total_seconds", "s", "Wall time of everything."),
    ("ns_per_client_round", "ns", "Wall time of the runs per client and round."),
    ("peak_bytes", "bytes", "The most memory the program held."),
    ("machine", "", "Operating system, processor, number of processors, memory in bytes."),
];

/// The text of OUTPUTS.md.
#[must_use]
pub fn outputs() -> String {
    let mut text = String::from(INTRODUCTION);
    for table in blank() {
        section(&mut text, &table);
        match table.name.as_str() {
            "exchanges" => goods(&mut text),
            "moves" => turns(&mut text),
            _ => {}
        }
    }
    fields(&mut text, "manifest.json", MANIFEST_ABOUT, &MANIFEST);
    fields(&mut text, "timing.json", TIMING_ABOUT, &TIMING);
    text += COMPARISONS;
    for table in judged() {
        section(&mut text, &table);
    }
    fields(&mut text, "manifest.json of a comparison", COMPARISON_ABOUT, &COMPARISON);
    fields(&mut text, "timing.json of many runs", TIMING_ABOUT, &ENSEMBLE_TIMING);
    text += CLAIMS;
    for table in super::claims::blank() {
        section(&mut text, &table);
    }
    fields(&mut text, "manifest.json of claims", CLAIMS_ABOUT, &CLAIMS_MANIFEST);
    sweeps::part(&mut text);
    text
}

const CLAIMS: &str = "
# What tests of claims write

`patronage claims` writes one folder with the tables below, `manifest.json`, `timing.json` (as of many runs) and `charts/`.
";

const CLAIMS_ABOUT: &str = "What the folder holds, and what the claims were read from.";

const CLAIMS_MANIFEST: [(&str, &str, &str); 12] = [
    ("program", "", "The program that wrote the folder."),
    ("version", "", "Its version."),
    ("layout", "", "The version of the folder's layout."),
    ("kind", "", "`claims`."),
    ("scenario", "", "The names of the claims."),
    ("complete", "", "Whether all replicates that were asked for are in it."),
    ("replicates", "count", "Replicates of every level."),
    ("seed", "", "The seed of all draws."),
    ("notes", "", "What a reader should know about these results."),
    ("claims", "", "The claims, and which of the inputs each was read from."),
    ("inputs", "", "Claim files, base scenarios and tables, by path from the folder of the claims, with SHA-256 digests."),
    ("files", "", "The data files with rows, bytes and SHA-256 digests."),
];

const INTRODUCTION: &str = "\
# What a run writes

Generated from the code by `UPDATE_EXPECTED=1 cargo test --test output`; a test keeps it current.

A run writes one folder, `output/NAME/` or that given with `--out`:

- data files, one table each: `NAME.parquet`, or `NAME.csv` with `--format csv`;
- `manifest.json`: what the folder holds, and everything needed to make it again;
- `timing.json`: when, where and how fast the run was, the only file with a clock in it;
- `summary.md`: the key measures and the expectations, for reading;
- `charts/`: figures as SVG and PNG, drawn from the data files.

Equal runs give equal bytes in every data file, on any machine and any number of threads; `patronage verify FOLDER`
repeats the run and compares. Unknown values are missing (null in Parquet, an empty field in CSV), never zero. Money is in
S, the subsistence unit: 1 S keeps one client alive for one round. Columns in micro-S are exact whole numbers. Parquet
columns carry `unit` and `description` in their metadata. Indices count from 0 and are the same in all tables.
";

const COMPARISONS: &str = "
# What many runs write

`patronage run --replicates N` writes the tables above with the rows of all replicates, one replicate after another; what files said of the start, once.
`patronage compare` writes its members one after another into `rounds`, `lorenz` and `clients` (of replicate 0: replicate, client, received, given), each with a
column `scenario` in front, and the table `comparison`.
";

const COMPARISON_ABOUT: &str = "As that of a run, without what is said of one scenario alone; scenario holds the names of all, replicates counts those of each.";

const MANIFEST_ABOUT: &str = "What the folder holds, without clock or machine: equal runs give equal manifests.";

const TIMING_ABOUT: &str = "When, where and how fast. It differs from run to run.";

fn section(text: &mut String, table: &Table) {
    let _ =
        write!(text, "\n## {}\n\n{}\n\n| column | type | unit | meaning |\n|---|---|---|---|\n", table.name, table.description);
    for column in &table.columns {
        let kind = match column.values {
            Values::Int(_) => "whole",
            Values::Float(_) => "real",
            Values::Text(_) => "word",
        };
        let _ = writeln!(text, "| `{}` | {kind} | {} | {} |", column.name, column.unit, column.description);
    }
}

fn goods(text: &mut String) {
    *text += "\n| good | giver | receiver | channel | funds | meaning |\n|---|---|---|---|---|---|\n";
    for Good { name, giver, receiver, channel, funds, meaning, .. } in GOODS {
        let _ = writeln!(text, "| `{name}` | {giver} | {receiver} | {channel} | {funds} | {meaning} |");
    }
}

fn turns(text: &mut String) {
    *text += "\n| turn | kind | who |\n|---|---|---|\n";
    for (word, kind, meaning) in Turn::ALL.map(turn_words) {
        let _ = writeln!(text, "| `{word}` | {kind} | {meaning} |");
    }
}

fn fields(text: &mut String, file: &str, about: &str, fields: &[FieldDoc]) {
    let _ = write!(text, "\n## {file}\n\n{about}\n\n| field | unit | meaning |\n|---|---|---|\n");
    for (name, unit, meaning) in fields {
        let _ = writeln!(text, "| `{name}` | {unit} | {meaning} |");
    }
}
