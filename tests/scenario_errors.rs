//! Every way in which a scenario can be wrong, with the message a user sees.
//!
//! `tests/bad/NAME.toml` is a scenario that is refused, `NAME.txt` the whole message; `NAME.args`, where there is one, holds one
//! `--set` argument a line. `UPDATE_EXPECTED=1 cargo test --test scenario_errors` rewrites the messages: read the
//! difference before you commit it.

#[path = "common/bad.rs"]
mod bad;

use bad::{MACHINE, every_message_has_a_fixture, fixtures, messages_are_as_expected, problems_help};
use patronage::scenario::{Problems, Scenario, Style};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const FOLDER: &str = "tests/bad";

fn sets_of(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path.with_extension("args")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

fn problems(path: &Path) -> Problems {
    match Scenario::load_for(path, &sets_of(path), &MACHINE) {
        Ok(_) => panic!("{} is accepted", path.display()),
        Err(problems) => problems,
    }
}

#[test]
fn every_bad_scenario_gets_its_message() {
    messages_are_as_expected(FOLDER, problems);
}

#[test]
fn every_expected_message_has_a_fixture() {
    every_message_has_a_fixture(FOLDER);
}

#[test]
fn every_problem_says_what_to_do_and_starts_in_lower_case() {
    problems_help(FOLDER, problems);
}

#[test]
fn colours_change_nothing_but_colours() {
    for path in fixtures(FOLDER) {
        let problems = problems(&path);
        let mut plain = String::new();
        let mut in_escape = false;
        for c in problems.render(Style::Colour).chars() {
            match c {
                '\u{1b}' => in_escape = true,
                'm' if in_escape => in_escape = false,
                _ if in_escape => {}
                c => plain.push(c),
            }
        }
        assert_eq!(plain, problems.render(Style::Plain), "{}", path.display());
    }
}

fn message_of(path: &Path) -> String {
    Scenario::load_for(path, &[], &MACHINE).expect_err("there is nothing to load").render(Style::Plain)
}

#[test]
fn a_missing_file_is_named_with_the_nearest_one() {
    let message = message_of(Path::new("scenarios/heathy.toml"));
    assert!(message.contains("there is no such file"), "{message}");
    assert!(message.contains("did you mean `scenarios/healthy.toml`?"), "{message}");
    let message = message_of(Path::new("scenarios/market"));
    assert!(message.contains("did you mean `scenarios/market.toml`?"), "{message}");
    let message = message_of(Path::new("no/such/folder/x.toml"));
    assert!(message.contains("patronage new"), "{message}");
}

#[test]
fn a_folder_is_no_scenario() {
    let message = message_of(Path::new("scenarios"));
    assert!(message.contains("it is a folder"), "{message}");
    assert!(message.contains("healthy.toml"), "{message}");
}

#[test]
fn a_file_too_large_to_be_a_scenario_is_not_read() {
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.as_file().set_len(16 * 1024 * 1024 + 1).expect("a sparse file");
    let message = message_of(file.path());
    assert!(message.contains("larger than 16 MiB"), "{message}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_welcome() {
    let text = "\u{feff}title = \"x\"\r\nrounds = 3\r\n\r\n[law]\r\ndetection = 0.25\r\n";
    let scenario = Scenario::parse("x.toml", text, &[]).expect("a valid scenario");
    assert_eq!(scenario.parameters.law.detection, 0.25);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Whatever is typed into a scenario, and whatever is cut out of it, is read or refused with a message, never a panic.
    #[test]
    fn no_text_is_too_strange_to_be_explained(which in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), typed in "[\\[\\]{}=.,\"'#\\\\ \n\r\ta-z0-9_é−\u{feff}\u{0}-]{0,12}") {
        let files = ["scenarios/first-steps.toml", "tests/data/politics.toml"];
        let text = fs::read_to_string(which.get(&files)).expect("a valid scenario");
        let chars: Vec<char> = text.chars().collect();
        let (from, to) = (from.index(chars.len()), to.index(chars.len()));
        let to = from.max(to).min(from + 30);
        let changed: String = chars[..from].iter().copied().chain(typed.chars()).chain(chars[to..].iter().copied()).collect();
        if let Err(problems) = Scenario::parse_for("changed.toml", &changed, &[], &MACHINE) {
            prop_assert!(!problems.list().is_empty());
            let message = problems.render(Style::Plain);
            // What is wrong may be how the table that the scenario names fits it.
            prop_assert!(message.contains("changed.toml") || message.contains("villages.csv"), "{}", message);
        }
    }

    #[test]
    fn no_argument_is_too_strange_to_be_explained(argument in "(patrons|parties|elections|law|title|expect|rounds|é)?[.]?(1|kind|left|executive|fine|é)?[.]?(wage|ideology|seats|under|x)?[ =]{0,2}[-+.0-9a-z\"'\\[\\]{}é_]{0,6}") {
        let text = "title = \"x\"\nrounds = 9\n[[patrons]]\nname = \"kind\"";
        if let Err(problems) = Scenario::parse("x.toml", text, std::slice::from_ref(&argument)) {
            let message = problems.render(Style::Plain);
            prop_assert!(message.contains("--set"), "{argument}: {message}");
        }
    }
}
