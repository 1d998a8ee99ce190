//! The shipped claims, the results in `claims/` and CLAIMS.md.

use patronage::evidence::claims::document::document;
use patronage::evidence::claims::{Claim, read};
use patronage::output::claims::{ClaimInput, ClaimsManifest, Rows};
use patronage::scenario::Machine;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How the results are made.
const AGAIN: &str = "patronage claims --replicates 20 --format csv --out claims --no-charts --document CLAIMS.md";

fn claims() -> Vec<Claim> {
    match read::claims(&[PathBuf::from("scenarios/claims")], &Machine::UNLIMITED) {
        Ok(claims) => claims,
        Err(problems) => panic!("{problems}"),
    }
}

fn manifest() -> ClaimsManifest {
    ClaimsManifest::read(Path::new("claims")).unwrap_or_else(|why| panic!("{why}; make it with `{AGAIN}`"))
}

#[test]
fn there_is_a_claim_for_each_of_the_twenty_one_on_at_most_three_bases() {
    let claims = claims();
    let ids: Vec<String> = claims.iter().map(|claim| claim.id.to_string()).collect();
    let expected: Vec<String> = (1..=21).map(|number| format!("P{number}")).collect();
    assert_eq!(ids, expected);
    let bases: BTreeSet<String> = claims.iter().map(|claim| claim.inside(&claim.base.path)).collect();
    assert!(bases.len() <= 3, "no claim has a base made for it: {bases:?}");
    for (number, claim) in (1..).zip(&claims) {
        let name = claim.inside(&claim.file.path);
        assert!(name.starts_with(&format!("p{number:02}-")), "{name} is {}", claim.id);
        assert!(claim.mapping.split_whitespace().count() >= 20, "{} says how it maps to the model", claim.id);
    }
}

#[test]
fn committed_results_are_of_the_files_as_they_are() {
    let (manifest, claims) = (manifest(), claims());
    assert!(manifest.complete, "claims/ holds the results of a run that was broken off: `{AGAIN}`");
    let mut again = Vec::new();
    for claim in &claims {
        let entry = manifest.claims.iter().find(|entry| entry.claim == claim.id.to_string());
        let read: Vec<ClaimInput> = claim.inputs().into_iter().map(|(path, sha256)| ClaimInput { path, sha256 }).collect();
        let same_files = entry.is_some_and(|entry| entry.reads.iter().eq(read.iter().map(|input| &input.path)));
        let changed: Vec<&str> =
            read.iter().filter(|input| !manifest.inputs.contains(input)).map(|input| input.path.as_str()).collect();
        if !same_files || !changed.is_empty() {
            again.push(format!("{} (changed: {})", claim.id, changed.join(", ")));
        }
    }
    assert!(again.is_empty(), "these claims must be run again with `{AGAIN}`: {}", again.join("; "));
    assert_eq!(manifest.claims.len(), claims.len(), "claims/ has results of claims that are no more");
    for file in &manifest.files {
        let content = fs::read(Path::new("claims").join(&file.name)).unwrap_or_else(|why| panic!("{}: {why}", file.name));
        assert_eq!(patronage::output::manifest::digest(&content), file.sha256, "{} was changed by hand", file.name);
    }
}

#[test]
fn the_document_is_that_of_the_committed_results() {
    let rows = Rows::read(Path::new("claims")).unwrap_or_else(|why| panic!("{why}; make it with `{AGAIN}`"));
    let text = document(&manifest(), &rows, &claims());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write("CLAIMS.md", &text).expect("the folder can be written");
    }
    let written = fs::read_to_string("CLAIMS.md").unwrap_or_default().replace("\r\n", "\n");
    assert!(written == text, "CLAIMS.md is not current: `UPDATE_EXPECTED=1 cargo test --test claims`");
}
