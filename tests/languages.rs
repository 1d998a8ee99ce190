//! Messages: every language says the same things, with the same names in them, and all of them are asked for.

use patronage::language::Language;
use patronage::metrics::Reported;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn messages(language: Language) -> BTreeMap<String, Vec<String>> {
    let all = language.messages();
    let by_name: BTreeMap<_, _> = all.iter().cloned().collect();
    assert_eq!(by_name.len(), all.len(), "{language}: no message is there twice");
    by_name
}

#[test]
fn every_language_has_every_message_with_the_same_names() {
    let english = messages(Language::English);
    assert!(english.len() > 300, "the messages are found");
    for language in Language::ALL {
        let own = messages(language);
        let missing: Vec<&String> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{language} has no {missing:?}");
        let odd: Vec<&String> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(odd.is_empty(), "{language} alone has {odd:?}");
        for (id, names) in &english {
            assert_eq!(&own[id], names, "{language}: the names in `{id}`");
        }
    }
}

#[test]
fn messages_are_in_the_same_order_and_files() {
    let ids = |language: Language| language.messages().into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(ids(Language::English), ids(Language::Indonesian), "a translator reads both side by side");
}

/// All text of the program and its templates.
fn sources() -> String {
    let mut text = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "html") {
                text += &fs::read_to_string(path).expect("text");
            }
        }
    }
    text
}

/// Whether the program asks for a message: by its whole name, or by its name's beginning with a variable end (`"unit-{unit}"`).
fn is_asked_for(id: &str, sources: &str) -> bool {
    let quoted = |name: &str| sources.contains(&format!("\"{name}\""));
    let mut beginnings = id.match_indices('-').map(|(end, _)| &id[..=end]);
    let of_heading = id.strip_suffix("-title").or_else(|| id.strip_suffix("-reading"));
    quoted(id) || of_heading.is_some_and(quoted) || beginnings.any(|beginning| sources.contains(&format!("\"{beginning}{{")))
}

#[test]
fn every_message_is_asked_for() {
    let sources = sources();
    let unused: Vec<String> = messages(Language::English).into_keys().filter(|id| !is_asked_for(id, &sources)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

#[test]
fn every_measure_and_unit_has_a_name_and_nothing_else_does() {
    let measures: BTreeSet<String> = Reported::all().map(|measure| format!("measure-{}", measure.name())).collect();
    let known: BTreeSet<String> = messages(Language::English).into_keys().filter(|id| id.starts_with("measure-")).collect();
    assert_eq!(known, measures);
    for measure in Reported::all() {
        assert_eq!(
            Language::English.unit(measure.unit()),
            measure.unit(),
            "units are called in English as they are in data files"
        );
        let is_a_name = Language::Indonesian.unit(measure.unit());
        assert!(is_a_name != measure.unit() || ["S", "Rp"].contains(&measure.unit()), "{}", measure.unit());
    }
}

/// Verbs and adverbs that claim a difference.
const CLAIMS: [(Language, &[&str]); 2] = [
    (Language::English, &["higher", "lower", "larger", "smaller", "more", "less", "rises", "rose", "falls", "fell", "differs"]),
    (Language::Indonesian, &["lebih", "kurang", "naik", "turun", "bertambah", "berkurang", "berbeda", "meningkat", "menurun"]),
];

#[test]
fn what_is_open_is_not_told_as_a_difference() {
    for (language, claims) in CLAIMS {
        let values = [("measure", "M"), ("low", "-1"), ("high", "1")].map(|(name, value)| (name, value.into()));
        let said = language.say("found-undecided", &values).to_lowercase();
        let words: BTreeSet<&str> = said.split(|c: char| !c.is_alphabetic()).collect();
        let told: Vec<_> = claims.iter().filter(|claim| words.contains(**claim)).collect();
        assert!(told.is_empty(), "{language}: {said}: {told:?}");
        // And what is a difference is told as one, so that this test can fail.
        let values = ["measure", "size", "low", "high", "mean", "reference"].map(|name| (name, "1".into()));
        for id in ["found-higher", "found-lower"] {
            let said = language.say(id, &values).to_lowercase();
            assert!(claims.iter().any(|claim| said.contains(claim)), "{language}: {said}");
        }
    }
}

#[test]
fn numbers_choose_between_one_and_many() {
    let said = |language: Language, n: u64| language.say("settings-differ", &[("n", n.into())]);
    assert_eq!(said(Language::English, 1), "One key differs from its default.");
    assert_eq!(said(Language::English, 12_345), "12\u{2009}345 keys differ from their defaults.");
    assert_eq!(said(Language::Indonesian, 12_345).matches("12\u{2009}345").count(), 1);
}
