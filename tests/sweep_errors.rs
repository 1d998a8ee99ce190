//! Every way in which a sweep file can be wrong, with the message a user sees.
//!
//! `tests/bad_sweeps/NAME.toml` is a sweep that is refused, `NAME.txt` the whole message; the base scenarios are in `bases/`, lists of
//! points in `lists/`. `UPDATE_EXPECTED=1 cargo test --test sweep_errors` rewrites the messages: read the difference before you
//! commit it.

#[path = "common/bad.rs"]
mod bad;

use bad::{MACHINE, every_message_has_a_fixture, messages_are_as_expected, problems_help};
use patronage::scenario::Problems;
use patronage::sweep::read;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/bad_sweeps";
/// A sweep with nothing wrong.
const GOOD: &str = r#"
title = "Where does coercion survive?"
question = "Which of the two matters?"
base = "bases/small.toml"
set = { rounds = 10, "population.patrons" = 5, patrons = { "patron.wage" = 0.5 } }
replicates = 3
seed = 7
draws = "own"
measures = ["loyalty_mean", "coercion_mean@round:3"]
at = "mean:4"
keep = "rounds"

[design]
kind = "grid"

[[factor]]
key = "economy.outside"
low = 0.1
high = 0.9
steps = 3
scale = "log"
[[factor]]
key = "network.start"
levels = ["villages", "random"]
[[factor]]
key = "adaptation.every"
low = 1
high = 9
steps = 3
integer = true
"#;

fn problems(path: &Path) -> Problems {
    match read::sweep(path, &MACHINE) {
        Ok(_) => panic!("{} is accepted", path.display()),
        Err(problems) => problems,
    }
}

#[test]
fn every_bad_sweep_gets_its_message() {
    messages_are_as_expected(FOLDER, problems);
}

#[test]
fn every_expected_message_has_a_fixture_and_says_what_to_do() {
    every_message_has_a_fixture(FOLDER);
    problems_help(FOLDER, problems);
}

#[test]
fn all_problems_come_at_once() {
    let place = tempfile::tempdir().expect("a folder");
    let text =
        GOOD.replace("\"own\"", "\"none\"").replace("0.9", "9").replace("\"random\"", "\"randm\"").replace("loyalty", "loylty");
    let message = read_in(place.path(), &text).expect_err("four mistakes");
    for part in
        ["`draws` is none", "`economy.outside` is out of range: 9", "did you mean \"random\"?", "did you mean `loyalty_mean`?"]
    {
        assert!(message.contains(part), "{part}: {message}");
    }
}

fn read_in(folder: &Path, text: &str) -> Result<patronage::sweep::Sweep, String> {
    let bases = folder.join("bases");
    fs::create_dir_all(&bases).expect("a folder");
    fs::copy(Path::new(FOLDER).join("bases/small.toml"), bases.join("small.toml")).expect("a base");
    let path = folder.join("changed.toml");
    fs::write(&path, text).expect("a file");
    read::sweep(&path, &MACHINE).map_err(|problems| problems.to_string())
}

#[test]
fn the_good_sweep_is_good() {
    let place = tempfile::tempdir().expect("a folder");
    read_in(place.path(), GOOD).expect("nothing is wrong");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever is typed into a sweep, and whatever is cut out of it, is read or refused with a message, never a panic.
    #[test]
    fn no_text_is_too_strange_to_be_explained(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), typed in "[\\[\\]{}=.,\"'#\\\\ \n\ta-z0-9_é−\u{feff}\u{0}-]{0,12}") {
        let chars: Vec<char> = GOOD.chars().collect();
        let (from, to) = (from.index(chars.len()), to.index(chars.len()));
        let to = from.max(to).min(from + 30);
        let changed: String = chars[..from].iter().copied().chain(typed.chars()).chain(chars[to..].iter().copied()).collect();
        let place = tempfile::tempdir().expect("a folder");
        if let Err(message) = read_in(place.path(), &changed) {
            prop_assert!(message.contains("changed.toml"), "{}", message);
        }
    }

    /// The same of a list of points.
    #[test]
    fn no_list_is_too_strange_to_be_explained(lines in prop::collection::vec("[a-z.,\"0-9 \r\té\u{feff}-]{0,30}", 0..6)) {
        let place = tempfile::tempdir().expect("a folder");
        let text = format!("economy.outside,network.start\n{}", lines.join("\n"));
        fs::write(place.path().join("points.csv"), text).expect("a file");
        let head = GOOD.split("[design]").next().expect("a head");
        let sweep = format!("{head}[design]\nkind = \"list\"\nfile = \"points.csv\"\n");
        if let Err(message) = read_in(place.path(), &sweep) {
            prop_assert!(message.contains("points.csv"), "{}", message);
        }
    }
}
