//! What every part of a page ends with: how to cite the results, and which files they are.

use super::digest_of_manifest;
use super::page::Cite;
use crate::language::{Language, Value};
use crate::output::manifest::Entry;
use std::path::Path;

/// The data files with their digests.
pub fn digests(files: &[Entry]) -> Vec<(String, String)> {
    files.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect()
}

/// How to cite results.
pub fn cite(folder: &Path, version: &str, what: &str, seed: &str, language: Language) -> Cite {
    // The year of this release, as in CITATION.cff: a report holds no clock.
    const YEAR: &str = "2026";
    let digest = digest_of_manifest(folder);
    let said = language.say("cite-digest", &[("digest", digest.as_str().into())]);
    let this = [("what", what), ("seed", seed), ("digest", &said)].map(|(name, text)| (name, Value::from(text)));
    let software = [("year", YEAR), ("version", version)].map(|(name, text)| (name, Value::from(text)));
    let bibtex = format!(
        "@software{{patronage,\n  title = {{patronage: agent-based simulation of patron-client relations}},\n  author = {{{{The patronage \
         developers}}}},\n  year = {{{YEAR}}},\n  version = {{{version}}},\n  note = {{{what}; seed {seed}; manifest SHA-256 {digest}}}\n}}"
    );
    Cite { software: language.say("cite-software", &software), this: language.say("cite-this", &this), bibtex }
}
