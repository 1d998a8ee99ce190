//! Every way in which a claim file can be wrong, with the message a user sees.
//!
//! `tests/bad_claims/NAME.toml` is a claim that is refused, `NAME.txt` the whole message; the base scenarios are in `bases/`.
//! `UPDATE_EXPECTED=1 cargo test --test claim_errors` rewrites the messages: read the difference before you commit it.

#[path = "common/bad.rs"]
mod bad;

use bad::{MACHINE, every_message_has_a_fixture, messages_are_as_expected, problems_help};
use patronage::evidence::claims::read;
use patronage::scenario::Problems;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/bad_claims";
/// A claim with nothing wrong.
const GOOD: &str = r#"
claim = "P18"
title = "Exit improves the terms"
statement = "The more clients can leave, the better the terms."
source = "Scott 1972"
year = 1972
base = "bases/small.toml"
at = "mean:4"
mapping = "To leave is to live outside."

[[levels]]
name = "little"
[[levels]]
name = "much"
set = { "economy.outside" = 0.6, patrons = { "patron.wage" = 0.5 }, network.start = "random" }
[[levels]]
name = "more"
[levels.set]
economy.outside = 0.75
politics.every = 0

[[tests]]
measure = "exchange_rate_mean"
expect = "rises"
[[tests]]
measure = "loyalty_mean"
expect = "weaker"
to = "much"
than = ["little", "more"]
[[tests]]
measure = "loyalty_mean"
expect = "above"
bound = 0.1
"#;

fn problems(path: &Path) -> Problems {
    match read::claim(path, &MACHINE) {
        Ok(_) => panic!("{} is accepted", path.display()),
        Err(problems) => problems,
    }
}

#[test]
fn every_bad_claim_gets_its_message() {
    messages_are_as_expected(FOLDER, problems);
}

#[test]
fn every_expected_message_has_a_fixture_and_says_what_to_do() {
    every_message_has_a_fixture(FOLDER);
    problems_help(FOLDER, problems);
}

/// A folder with the bases and these files.
fn place(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("bases")).expect("a folder");
    for base in ["small.toml", "politics.toml", "broken.toml"] {
        fs::copy(Path::new(FOLDER).join("bases").join(base), place.path().join("bases").join(base)).expect("a base");
    }
    for (name, text) in files {
        fs::write(place.path().join(name), text).expect("a file");
    }
    place
}

fn read_all(place: &tempfile::TempDir) -> Result<Vec<patronage::evidence::claims::Claim>, String> {
    read::claims(&[place.path().to_owned()], &MACHINE).map_err(|problems| problems.to_string())
}

#[test]
fn changes_are_read_in_every_form() {
    let place = place(&[("p18.toml", GOOD)]);
    let claims = read_all(&place).expect("a good claim");
    let levels = &claims[0].levels;
    let changes: Vec<Vec<&str>> = levels.iter().map(|level| level.changes.iter().map(String::as_str).collect()).collect();
    assert_eq!(changes[0], [""; 0]);
    assert_eq!(changes[1], ["economy.outside=0.6", "network.start=random", "patrons.patron.wage=0.5"]);
    assert_eq!(changes[2], ["economy.outside=0.75", "politics.every=0"]);
    let base = Path::new(FOLDER).join("bases/small.toml");
    for level in levels {
        let same = patronage::scenario::Scenario::load_for(&base, &level.changes, &MACHINE).expect("changes are those of --set");
        assert_eq!(same, level.scenario, "{}", level.name);
    }
}

#[test]
fn folders_are_read_in_the_order_of_ids_without_their_folders() {
    let other = |id: &str| GOOD.replace("P18", id);
    let place = place(&[("a.toml", &other("P10")), ("b.toml", &other("P9")), ("c.txt", "no claim")]);
    let ids: Vec<String> = read_all(&place).expect("good claims").iter().map(|claim| claim.id.to_string()).collect();
    assert_eq!(ids, ["P9", "P10"]);
}

#[test]
fn inputs_are_all_files_that_are_read() {
    let table = "village,clients\nEast,100\nWest,150\nSouth,50\n";
    let text = GOOD.replace("\"economy.outside\" = 0.6", "\"economy.outside\" = 0.6, \"population.table\" = \"bases/v.csv\"");
    let place = place(&[("p18.toml", &text), ("bases/v.csv", table)]);
    let claims = read_all(&place).expect("a path that a level sets starts at the folder of the claim");
    let paths: Vec<String> = claims[0].inputs().into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["p18.toml", "bases/small.toml", "bases/v.csv"]);
    let sha = claims[0].inputs().pop().expect("inputs").1;
    assert_eq!(sha, patronage::output::manifest::digest(table.as_bytes()));
}

#[test]
fn two_claims_of_one_id_are_refused_with_both_places() {
    let place = place(&[("a.toml", GOOD), ("b.toml", GOOD)]);
    let message = read_all(&place).expect_err("two claims of one id");
    assert!(message.contains("two claims are called P18"), "{message}");
    assert!(message.contains("a.toml:2") && message.contains("b.toml:2"), "{message}");
}

#[test]
fn all_problems_of_all_files_come_at_once_and_those_of_a_base_once() {
    let broken = GOOD.replace("small.toml", "broken.toml");
    let wrong = GOOD.replace("\"rises\"", "\"rise\"");
    let place = place(&[("a.toml", &broken), ("b.toml", &broken.replace("P18", "P2")), ("c.toml", &wrong)]);
    let message = read_all(&place).expect_err("three wrong claims");
    assert_eq!(message.matches("unknown key `detecton`").count(), 1, "{message}");
    assert!(message.contains("did you mean \"rises\"?"), "{message}");
}

#[test]
fn folders_without_claims_are_refused() {
    let empty = tempfile::tempdir().expect("a folder");
    let message = read_all(&empty).expect_err("an empty folder");
    assert!(message.contains("there are no claims in this folder"), "{message}");
    let message = read::claims(&[PathBuf::from("no/such/place")], &MACHINE).expect_err("no folder").to_string();
    assert!(message.contains("there is no such file or folder"), "{message}");
}

#[test]
fn a_level_that_does_not_fit_into_memory_is_told_with_its_name() {
    let text = GOOD.replace("\"economy.outside\" = 0.6", "\"population.clients\" = 1_000_000_000");
    let place = place(&[("a.toml", &text)]);
    let message = read_all(&place).expect_err("too large");
    assert!(message.contains("memory") && message.contains("in this level"), "{message}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever is typed into a claim, and whatever is cut out of it, is read or refused with a message, never a panic.
    #[test]
    fn no_text_is_too_strange_to_be_explained(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), typed in "[\\[\\]{}=.,\"'#\\\\ \n\ta-z0-9_é−\u{feff}\u{0}-]{0,12}") {
        let chars: Vec<char> = GOOD.chars().collect();
        let (from, to) = (from.index(chars.len()), to.index(chars.len()));
        let to = from.max(to).min(from + 30);
        let changed: String = chars[..from].iter().copied().chain(typed.chars()).chain(chars[to..].iter().copied()).collect();
        let place = place(&[("changed.toml", &changed)]);
        if let Err(message) = read_all(&place) {
            prop_assert!(message.contains("changed.toml"), "{}", message);
        }
    }
}
