//! Reports: one page that needs nothing else, says what the tables say, and is the same in all languages but for its words.

use patronage::language::Language;
use patronage::report::report;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

const SOCIETY: &str = r#"
title = "A <b>small</b> world & its \"patrons\""
question = "Does it <last>?"
rounds = 12
[population]
clients = 400
patrons = 20
villages = 8
[politics]
every = 6
first = 5
[[expect]]
measure = "loyalty_mean"
at_least = 0.0
why = "It cannot be less."
source = "Nobody 1999"
[[expect]]
measure = "hungry_share"
at_least = 2.0
"#;

const SWEEP: &str = r#"
title = "Exit"
question = "Where?"
base = "society.toml"
replicates = 2
measures = ["loyalty_mean"]
[design]
kind = "grid"
[[factor]]
key = "economy.outside"
levels = [0.2, 0.6]
[[factor]]
key = "law.detection"
levels = [0.0, 0.4]
"#;

/// Runs the program, which must succeed.
fn patronage(place: &TempDir, arguments: &str) {
    let program = env!("CARGO_BIN_EXE_patronage");
    let arguments = arguments.split(' ').chain(["--no-charts", "--quiet"]);
    let output = Command::new(program).args(arguments).current_dir(place.path()).output().expect("the program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A folder with results of every kind.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("society.toml"), SOCIETY).expect("a writable folder");
    fs::write(place.path().join("sweep.toml"), SWEEP).expect("a writable folder");
    patronage(&place, "run society.toml --out run");
    patronage(&place, "run society.toml --replicates 3 --out replicates");
    patronage(&place, "compare society.toml --vary economy.outside=0.45,0.2 --replicates 3 --out comparison");
    patronage(&place, "sweep sweep.toml --out sweep");
    place
}

/// The claims that this repository keeps.
fn claims() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("claims")
}

fn page(folders: &[PathBuf], language: Language) -> String {
    report(folders, language).expect("a report")
}

/// Results of every kind, each as a page.
fn folders(place: &TempDir) -> Vec<PathBuf> {
    let made = ["run", "replicates", "comparison", "sweep"].map(|name| place.path().join(name));
    made.into_iter().chain([claims()]).collect()
}

/// The values of an attribute, in order.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(&start[..]).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

/// What a page is made of, without its words.
fn skeleton(page: &str) -> Vec<&str> {
    let body = page.split_once("<body>").expect("a body").1;
    let tags = body.split('<').skip(1).map(|tag| tag.split(['>', ' ', '\n']).next().unwrap_or_default());
    // Charts lay out their words by their length, and the glossary is in the order of the alphabet.
    let mut inside = 0;
    let mut outside = |tag: &&str| {
        inside += usize::from(*tag == "svg");
        let kept = inside == 0;
        inside -= usize::from(*tag == "/svg");
        kept
    };
    tags.filter(|tag| outside(tag)).filter(|tag| *tag != "cite" && *tag != "/cite").collect()
}

#[test]
fn pages_need_nothing_else_and_are_small_enough() {
    let place = place();
    for folder in folders(&place) {
        for language in Language::ALL {
            let page = page(std::slice::from_ref(&folder), language);
            let what = format!("{}, {language}", folder.display());
            assert!(page.len() < 3 << 20, "{what}: {} bytes", page.len());
            for link in attributes(&page, "href").into_iter().chain(attributes(&page, "src")) {
                assert!(link.starts_with('#'), "{what}: {link}");
            }
            assert!(!page.contains("@import") && !page.contains("url("), "{what}");
            assert_eq!(page.matches("<h1>").count(), 1, "{what}");
            assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{what}");
            assert!(!page.contains("NaN") && !page.contains("{ $"), "{what}");
        }
    }
}

#[test]
fn anchors_are_one_of_a_kind_and_links_lead_somewhere() {
    let place = place();
    for folders in [vec![place.path().join("run")], folders(&place)] {
        let page = page(&folders, Language::English);
        let ids = attributes(&page, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "anchors come once: {ids:?}");
        for link in attributes(&page, "href") {
            assert!(known.contains(&link[1..]), "{link} leads nowhere");
        }
    }
}

#[test]
fn languages_differ_in_words_alone() {
    let place = place();
    for folder in folders(&place) {
        let [english, indonesian] = Language::ALL.map(|language| page(std::slice::from_ref(&folder), language));
        assert_ne!(english, indonesian);
        assert_eq!(skeleton(&english), skeleton(&indonesian), "{}", folder.display());
    }
}

#[test]
fn what_scenarios_say_is_text_not_markup() {
    let place = place();
    let page = page(&[place.path().join("run")], Language::English);
    assert!(!page.contains("<b>small") && page.contains("&lt;b&gt;small&lt;&#x2f;b&gt; world &amp; its"), "the title");
    assert!(page.contains("Does it &lt;last&gt;?"), "the question");
}

#[test]
fn a_single_run_tells_no_difference_and_replicates_their_intervals() {
    let place = place();
    let [one, many] = ["run", "replicates"].map(|name| page(&[place.path().join(name)], Language::English));
    let found = |page: &str| {
        let section = page.split_once("-found\">\n<h2>").expect("findings").1;
        section.split_once("</section>").expect("its end").0.to_owned()
    };
    assert!(found(&one).contains("This is one run") && !found(&one).contains("higher"), "{}", found(&one));
    assert!(found(&many).contains("over 3 replicates") && found(&many).contains(" to "), "{}", found(&many));
    for page in [&one, &many] {
        assert!(page.contains("1 held, 1 failed, 0 undecided, 0 unknown"));
        assert!(page.contains("It cannot be less. <cite>Nobody 1999</cite>"));
    }
}

#[test]
fn a_comparison_tells_what_was_changed_and_what_differs() {
    let place = place();
    let page = page(&[place.path().join("comparison")], Language::English);
    assert!(page.contains("The scenarios differ in one key.") && page.contains("<code>economy.outside</code>"));
    assert!(page.contains("How does economy.outside=0.2 differ from economy.outside=0.45?"));
    // Differences whose interval has 0 in it are in the table, not among the findings.
    let table = patronage::output::read_table(&place.path().join("comparison"), "comparison").expect("a table");
    let [low, high] = ["low", "high"].map(|column| table.numbers(column).expect("numbers"));
    let clear = low
        .iter()
        .zip(&high)
        .filter(|(low, high)| low.is_some_and(|low| low > 0.0) || high.is_some_and(|high| high < 0.0))
        .count();
    assert!(page.contains(&format!("{clear} of {} measures differ", table.rows())), "as the table says");
}

#[test]
fn scenarios_whose_patrons_differ_are_not_called_the_same() {
    let place = tempfile::tempdir().expect("a folder");
    for (name, wage) in [("kind", 0.7), ("mean", 0.3)] {
        let text = format!("{SOCIETY}[[patrons]]\nname = \"all\"\nwage = {wage}\n");
        fs::write(place.path().join(name).with_extension("toml"), text).expect("a writable folder");
    }
    patronage(&place, "compare kind.toml mean.toml --replicates 2 --out comparison");
    let page = page(&[place.path().join("comparison")], Language::English);
    assert!(page.contains("The scenarios differ in one key.") && page.contains("<code>patrons.1.wage</code>"));
}

#[test]
fn several_results_make_one_page_and_the_same_one_again() {
    let place = place();
    let folders = folders(&place);
    let both = page(&folders, Language::Indonesian);
    assert_eq!(both, page(&folders, Language::Indonesian));
    assert_eq!(both.matches("<article ").count(), folders.len());
    assert_eq!(both.matches("id=\"glossary\"").count(), 1);
}

#[test]
fn the_program_is_cited_as_its_citation_file_says() {
    let file = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("CITATION.cff")).expect("a file");
    let year = file.split_once("date-released: ").expect("a date").1[..4].to_owned();
    let version = file.split_once("\nversion: ").expect("a version").1.lines().next().expect("a line").to_owned();
    let page = page(&[claims()], Language::English);
    assert!(
        page.contains(&format!("The patronage developers ({year})")) && page.contains(&format!("version {version} [software]"))
    );
}

#[test]
fn what_is_no_results_folder_is_an_error() {
    let place = tempfile::tempdir().expect("a folder");
    let error = |folder: &Path| report(&[folder.to_owned()], Language::English).expect_err("no results").to_string();
    assert!(error(place.path()).contains("manifest.json"), "{}", error(place.path()));
    fs::write(place.path().join("manifest.json"), "{}").expect("a writable folder");
    assert!(error(place.path()).contains("is no manifest of patronage"), "{}", error(place.path()));
}
