//! CLAIMS.md: every claim with its verdict, from the data files of a stated run and the claim files.

use super::verdict::Verdict;
use super::words::{chance, effect, expected, interval, short, signed, source, time};
use super::{Claim, Test};
use crate::evidence::Pairing;
use crate::output::claims::{ClaimRow, ClaimsManifest, LevelRow, Rows, TestRow};
use std::fmt::Write;

/// The document of these claims, whose results are `rows`. Claims without results are in it too, and say so.
#[must_use]
pub fn document(manifest: &ClaimsManifest, rows: &Rows, claims: &[Claim]) -> String {
    let mut text = head(manifest, rows);
    text += &overview(rows, claims);
    for claim in claims {
        text += &section(rows, claim);
    }
    text
}

fn head(manifest: &ClaimsManifest, rows: &Rows) -> String {
    let ClaimsManifest { replicates, seed, head, .. } = manifest;
    let count = |verdict: Verdict| rows.claims.iter().filter(|row| row.verdict == verdict.word()).count();
    let counts = Verdict::ALL.map(|verdict| format!("{} {}", count(verdict), verdict.word())).join(", ");
    let mut text = format!(
        "# Published claims, tested\n\nWritten by `patronage claims`; do not edit. {} claims of the literature are run as experiments: \
         {counts}. A verdict is about this model, not about the world: it says whether the mechanisms that the model has are enough for \
         what is claimed. A contradicted claim stays contradicted until a reason from the literature changes the model.\n\n",
        rows.claims.len(),
    );
    let _ = write!(
        text,
        "Made with version {}, {replicates} replicates of every level, seed {seed}. Digest of the claim files and all they read: `{}`.\n\n",
        head.version,
        &manifest.digest()[..16],
    );
    for note in &manifest.notes {
        let _ = write!(text, "Note: {note}\n\n");
    }
    text += "How to read it: a claim has two or more *levels* (the base scenario with some keys changed) and *tests* of how a measure \
             differs between them. Replicate r of all levels has the same draws, so that differences are taken in pairs; where levels have \
             other agents, they are not paired. Intervals are 95 % t intervals over replicates, and they alone decide: what should rise or \
             fall is *supported* if the interval of the effect lies wholly on the claimed side of 0, *contradicted* if wholly on the other, \
             else *undecided*. A claim is supported if all its tests are, contradicted if any is. Among so many tests some intervals miss \
             the truth by chance, about one in twenty.\n\n";
    text
}

fn overview(rows: &Rows, claims: &[Claim]) -> String {
    let mut text = "## Verdicts\n\nThe main effect is that of a claim's first test.\n\n\
                    | claim | statement | verdict | main effect | source |\n|---|---|---|---|---|\n"
        .to_owned();
    for claim in claims {
        let verdict = claim_row(rows, claim).map_or("not run yet".to_owned(), |row| marked(&row.verdict));
        let first = test_row(rows, claim, 0).map_or("–".to_owned(), |row| format!("`{}` {}", row.measure, effect(row)));
        let id = claim.id.to_string();
        let _ = writeln!(
            text,
            "| [{id}](#{}) | {} | {verdict} | {} | {} |",
            id.to_lowercase(),
            cell(&claim.statement),
            cell(&first),
            cell(&source(&claim.source, claim.year.into()))
        );
    }
    text
}

fn section(rows: &Rows, claim: &Claim) -> String {
    let id = claim.id.to_string();
    let mut text = format!("\n<a id=\"{}\"></a>\n\n## {id}. {}\n\n", id.to_lowercase(), line(&claim.title));
    let _ = write!(text, "**Claim.** {} ({})\n\n", line(&claim.statement), source(&claim.source, claim.year.into()));
    let _ = write!(text, "**In the model.** {}\n\n", line(&claim.mapping));
    let base = claim.inside(&claim.base.path);
    let _ = write!(text, "Base: `{base}`. Measures are taken {}.\n\n", time(claim.at));
    text += &levels(rows, claim);
    text += &tests(rows, claim);
    let verdict = claim_row(rows, claim).map_or("not run yet".to_owned(), |row| marked(&row.verdict));
    let _ = write!(text, "\n**Verdict: {verdict}.**");
    if !claim.comment.is_empty() {
        let _ = write!(text, " {}", line(&claim.comment));
    }
    text.push('\n');
    text
}

/// The levels with their changes and the means of all measures.
fn levels(rows: &Rows, claim: &Claim) -> String {
    let measures = claim.measures();
    let mut text = "| level | changes |".to_owned();
    for measure in &measures {
        let unit = claim.tests.iter().find(|test| test.measure == *measure).map_or("", |test| &test.unit);
        let _ = write!(text, " `{measure}` ({}) |", cell(unit));
    }
    let _ = write!(text, "\n|---|---|{}\n", "---|".repeat(measures.len()));
    for level in &claim.levels {
        let changes: Vec<String> = level.changes.iter().map(|change| format!("`{}`", cell(change))).collect();
        let changes = if changes.is_empty() { "none".to_owned() } else { changes.join(", ") };
        let _ = write!(text, "| {} | {changes} |", cell(&level.name));
        for measure in &measures {
            let row = rows
                .levels
                .iter()
                .find(|row| row.claim == claim.id.to_string() && row.level == level.name && row.measure == *measure);
            let _ = write!(text, " {} |", row.map_or("–".to_owned(), mean));
        }
        text.push('\n');
    }
    text.push('\n');
    text
}

/// A mean with its interval.
fn mean(row: &LevelRow) -> String {
    match (row.low, row.high) {
        (Some(_), Some(_)) => format!("{} [{}, {}]", short(row.mean), short(row.low), short(row.high)),
        _ => short(row.mean),
    }
}

fn tests(rows: &Rows, claim: &Claim) -> String {
    let mut text = "| test | effect | 95 % interval | relative | p | n | |\n|---|---:|---|---:|---:|---:|---|\n".to_owned();
    for (index, test) in claim.tests.iter().enumerate() {
        let _ = match test_row(rows, claim, index) {
            None => writeln!(text, "| {} | – | – | – | – | – | not run yet |", what(claim, test)),
            Some(row) => writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                what(claim, test),
                signed(row.effect),
                interval(row.low, row.high),
                row.relative.map_or("–".to_owned(), |relative| format!("{:+.0} %", 100.0 * relative)),
                chance(row.p),
                row.n,
                marked(&row.verdict)
            ),
        };
    }
    text
}

/// What a test expects, and whether it could not be tested in pairs.
fn what(claim: &Claim, test: &Test) -> String {
    let unpaired = test.expected.from().is_some() && claim.pairing(test.expected) == Pairing::Unpaired;
    let how = if unpaired { " (other agents: unpaired, Welch)" } else { "" };
    format!("`{}` {}{how}", test.measure, cell(&expected(claim, test)))
}

fn claim_row<'a>(rows: &'a Rows, claim: &Claim) -> Option<&'a ClaimRow> {
    rows.claims.iter().find(|row| row.claim == claim.id.to_string())
}

/// The result of the test at this place, if it is of this test: claim files may have changed since.
fn test_row<'a>(rows: &'a Rows, claim: &Claim, index: usize) -> Option<&'a TestRow> {
    let row = rows.tests.iter().find(|row| row.claim == claim.id.to_string() && row.test == index as i64 + 1)?;
    let test = &claim.tests[index];
    (row.measure == test.measure && row.expected == test.expected.word()).then_some(row)
}

/// A verdict's word with its sign.
fn marked(word: &str) -> String {
    Verdict::of_word(word).map_or(word.to_owned(), |verdict| format!("{} {}", verdict.mark(), verdict.word()))
}

/// Text of a claim file as one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same in a table.
fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}
