//! Files that the program refuses: the schemas refuse them too, but for those listed here, each with the reason.

use super::{Kind, bad, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Files that a schema lets pass, and why.
type Unseen = &'static [(&'static str, &'static [&'static str])];

const NO_TOML: &str = "no TOML, which its own grammar refuses";
const OTHER_FILES: &str = "about another file, which a schema does not read";
const TOGETHER: &str = "about values that must agree with one another";
const NAMES: &str = "about names that refer to one another, or must differ";
const ARGUMENTS: &str = "about arguments of the command line";
const KNOWN: &str = "about when a measure is known, which other keys decide";

const SCENARIOS: Unseen = &[
    (NO_TOML, &["duplicate-key", "not-utf8", "not-utf8-later", "syntax", "syntax-quote", "utf16"]),
    ("about numbers for which TOML's own types have no room", &["not-finite", "seed-too-large"]),
    (ARGUMENTS, &["choice-sets", "politics-sets", "sets"]),
    ("about the memory of this machine", &["beyond-memory"]),
    (KNOWN, &["expect-elections", "expect-elections-too-late", "expect-politics"]),
    (NAMES, &["circle", "duplicate-elections", "duplicate-kinds", "incumbent", "incumbent-does-not-stand", "under"]),
    (
        TOGETHER,
        &[
            "budget",
            "budget-later",
            "calendar",
            "file-without-start",
            "more-constituencies-than-villages",
            "more-districts-than-villages",
            "no-patrons",
            "shares",
            "shares-missing",
            "start-without-file",
            "too-many-ties",
            "too-many-ties-by-default",
            "too-much-money",
            "villages-of-none",
        ],
    ),
    (
        OTHER_FILES,
        &[
            "constituency-without-village",
            "no-such-ties",
            "no-such-villages",
            "ties-columns",
            "too-many-wrong-villages",
            "villages-columns",
            "villages-counted-twice",
            "villages-deserted",
            "villages-differ",
            "villages-empty",
            "villages-slip",
            "villages-too-poor",
            "villages-too-skilled",
            "villages-without-election",
            "wrong-leakage",
            "wrong-ties",
            "wrong-villages",
        ],
    ),
];

const SWEEPS: Unseen = &[
    (NO_TOML, &["syntax"]),
    ("about the memory of this machine", &["too-large-for-memory"]),
    (KNOWN, &["measure-between-elections", "measure-of-politics", "measure-too-late"]),
    (NAMES, &["factor-also-set", "factor-twice", "measure-twice"]),
    (TOGETHER, &["ends-go-together", "grid-too-large", "low-above-high", "maximin-too-large", "sobol-too-large"]),
    (
        OTHER_FILES,
        &[
            "base-is-a-folder",
            "base-is-a-sweep",
            "broken-base",
            "empty-list",
            "list-columns",
            "list-lines",
            "list-many",
            "list-missing",
            "list-out-of-range",
            "list-twice",
            "list-values",
            "list-without-rows",
            "no-such-base",
            "set-file",
        ],
    ),
];

const CLAIMS: Unseen = &[
    (NO_TOML, &["syntax"]),
    (KNOWN, &["at-beyond", "at-start", "measure-between-elections", "measure-of-politics"]),
    (NAMES, &["levels-of-one-name", "no-such-level"]),
    (TOGETHER, &["equal-levels", "level-between", "levels-of-other-length", "levels-with-and-without-politics"]),
    (OTHER_FILES, &["base-is-a-folder", "broken-base", "level-file", "no-such-base"]),
];

/// Whether a schema refuses a file; one that is no TOML it never meets.
fn is_caught(validator: &jsonschema::Validator, path: &Path) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let table = text.trim_start_matches('\u{feff}').parse::<toml::Table>();
    table.is_ok_and(|table| !validator.is_valid(&json(&table)))
}

fn compare(kind: Kind, folder: &str, unseen: Unseen) {
    let validator = kind.validator();
    let mut reasons = BTreeMap::new();
    for (why, names) in unseen {
        names.iter().for_each(|name| assert_eq!(reasons.insert(*name, *why), None, "{name} is listed twice"));
    }
    let mut wrong = Vec::new();
    for path in bad::fixtures(folder) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        match (is_caught(&validator, &path), reasons.remove(name.as_str())) {
            (true, Some(why)) => wrong.push(format!("{name} is refused by the schema, and listed as {why}")),
            (false, None) => wrong.push(format!("{name} is not refused by the schema")),
            _ => {}
        }
    }
    wrong.extend(reasons.keys().map(|name| format!("{name} is listed, but there is no such file")));
    assert!(wrong.is_empty(), "{folder}:\n{}", wrong.join("\n"));
}

#[test]
fn bad_scenarios_are_refused() {
    compare(Kind::Scenario, "tests/bad", SCENARIOS);
}

#[test]
fn bad_sweeps_are_refused() {
    compare(Kind::Sweep, "tests/bad_sweeps", SWEEPS);
}

#[test]
fn bad_claims_are_refused() {
    compare(Kind::Claim, "tests/bad_claims", CLAIMS);
}
