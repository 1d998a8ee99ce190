//! Several replicates of a run, and comparisons, as their users meet them: files, words, errors, Ctrl-C and going on.

mod common;

use common::ends;
use patronage::output::{Columns, read_columns, read_table};
use patronage::table::Table;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const SMALL: &str = "\
title = \"A small society\"
rounds = 8
[population]
clients = 300
patrons = 6
villages = 3
[[expect]]
measure = \"attached_share\"
at_least = 0.5
[[expect]]
measure = \"hungry_share\"
at_least = 0.9
[[expect]]
measure = \"loyalty_mean\"
more_than = \"round:2\"
";

fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    put(&place, "small.toml", SMALL);
    put(
        &place,
        "harsh.toml",
        &SMALL
            .replace("A small", "A harsh")
            .replace("[[expect]]", "[[patrons]]\nname = \"harsh\"\nwage = 0.4\ncoercion = 0.7\n[[expect]]")
            .replacen("[[patrons]]\nname = \"harsh\"\nwage = 0.4\ncoercion = 0.7\n", "", 2),
    );
    put(&place, "elections.toml", &SMALL.replace("[population]", "[politics]\nevery = 8\nfirst = 8\n[population]"));
    place
}

fn put(place: &TempDir, name: &str, text: &str) {
    fs::write(place.path().join(name), text).expect("a writable file");
}

/// The content of every data file and the manifest.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("results").map(|entry| entry.expect("an entry").path());
    let files = entries
        .filter(|path| path.extension().is_some_and(|end| end == "parquet" || end == "csv" || path.ends_with("manifest.json")));
    files
        .map(|path| (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file")))
        .collect()
}

fn json(folder: &Path, name: &str) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join(name)).expect("a file")).expect("JSON")
}

/// The rows of one replicate of a table, every column's values as text, without the replicate.
fn rows_of(table: &Table, replicate: f64) -> Vec<Vec<String>> {
    let replicates = table.numbers("replicate").expect("replicates");
    let columns = || table.columns.iter().filter(|column| column.name != "replicate");
    let value = |column: &patronage::table::Column, row: usize| match &column.values {
        patronage::table::Values::Int(values) => format!("{:?}", values[row]),
        patronage::table::Values::Float(values) => format!("{:?}", values[row].map(f64::to_bits)),
        patronage::table::Values::Text(values) => format!("{:?}", values[row]),
    };
    let rows = (0..table.rows()).filter(|&row| replicates[row] == Some(replicate));
    rows.map(|row| columns().map(|column| value(column, row)).collect()).collect()
}

#[test]
fn replicates_are_in_the_same_tables_and_the_first_is_the_run() {
    let place = place();
    let text = ends(&place, 0, &["run", "small.toml", "--replicates", "3", "--out", "three"]);
    assert!(text.contains("3 replicates of 8 rounds") && text.contains("95 % interval"), "{text}");
    assert!(text.contains("✓ held") && text.contains("✗ failed"), "{text}");
    ends(&place, 0, &["run", "small.toml", "--out", "one", "--no-charts", "--quiet"]);
    let [three, one] = ["three", "one"].map(|name| place.path().join(name));
    for table in [
        "rounds",
        "patrons",
        "villages",
        "clients",
        "exchanges",
        "moves",
        "lorenz",
        "network",
        "connectors",
        "network_clients",
        "ties",
    ] {
        let [three, one] = [&three, &one].map(|folder| read_table(folder, table).expect("a table"));
        assert_eq!(rows_of(&three, 0.0), rows_of(&one, 0.0), "{table}");
        assert!(!rows_of(&three, 2.0).is_empty() && rows_of(&three, 3.0).is_empty(), "{table}");
    }
    let rounds = read_table(&three, "rounds").expect("rounds");
    assert_ne!(rows_of(&rounds, 0.0), rows_of(&rounds, 1.0));
    assert_eq!(json(&three, "manifest.json")["replicates"], 3);
    assert!(three.join("charts/reciprocity.svg").exists() && three.join("timing.json").exists());
    let names: Vec<_> =
        fs::read_dir(place.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{names:?}");
    let verified = ends(&place, 0, &["verify", "three"]);
    assert!(verified.lines().all(|line| line.ends_with("identical")), "{verified}");
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let place = place();
    let many: [&[&str]; 2] = [
        &["run", "small.toml", "--replicates", "5", "--no-charts", "--quiet", "--format", "csv"],
        &["compare", "small.toml", "harsh.toml", "--replicates", "5", "--no-charts", "--quiet"],
    ];
    for command in many {
        for threads in ["1", "2", "7"] {
            ends(&place, 0, &[command, &["--threads", threads, "--out", threads]].concat());
        }
        let [one, two, seven] = ["1", "2", "7"].map(|threads| contents(&place.path().join(threads)));
        assert!(one.len() >= 4 && one == two && one == seven, "{command:?}");
        for threads in ["1", "2", "7"] {
            fs::remove_dir_all(place.path().join(threads)).expect("results");
        }
    }
}

#[test]
fn a_comparison_tells_the_differences() {
    let place = place();
    let text = ends(&place, 0, &["compare", "small.toml", "harsh.toml", "--replicates", "6"]);
    assert!(text.contains("small: A small society") && text.contains("harsh: A harsh society"), "{text}");
    assert!(text.contains("patrons.1.coercion: 0.05 → 0.7") && text.contains("no force"), "{text}");
    let folder = place.path().join("output/compare-small-harsh");
    let table = read_table(&folder, "comparison").expect("a table");
    let row = table.words("measure").expect("measures").iter().position(|measure| measure.as_deref() == Some("loyalty_mean"));
    let [difference, high, n] =
        ["difference", "high", "n_baseline"].map(|name| table.numbers(name).expect("numbers")[row.expect("loyalty")]);
    assert!(difference < high && high < Some(0.0) && n == Some(6.0), "{difference:?} {high:?} {n:?}");
    for (table, columns) in [("rounds", 3), ("lorenz", 3), ("clients", 5)] {
        let table = read_table(&folder, table).expect("a table");
        assert_eq!(table.columns[0].name, "scenario");
        assert!(table.columns.len() >= columns);
    }
    let manifest = json(&folder, "manifest.json");
    assert_eq!((&manifest["kind"], &manifest["members"][1]["name"]), (&"comparison".into(), &"harsh".into()));
    assert!(fs::read_dir(folder.join("charts")).expect("charts").count() >= 8);
    let verified = ends(&place, 0, &["verify", "output/compare-small-harsh"]);
    assert_eq!(verified.matches("identical").count(), 4, "{verified}");
    let drawn = ends(&place, 0, &["chart", "output/compare-small-harsh"]);
    assert!(drawn.contains("charts"), "{drawn}");
    // A file that was changed is found.
    let rounds = folder.join("rounds.parquet");
    let mut bytes = fs::read(&rounds).expect("rounds");
    bytes[100] ^= 1;
    fs::write(&rounds, bytes).expect("rounds");
    assert!(ends(&place, 1, &["verify", "output/compare-small-harsh"]).contains("differs from what the manifest says"));
}

#[test]
fn one_scenario_with_itself_differs_in_nothing() {
    let place = place();
    let text = ends(
        &place,
        0,
        &["compare", "small.toml", "small.toml", "--replicates", "4", "--format", "csv", "--no-charts", "--json"],
    );
    let story: serde_json::Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    let lines = story["lines"].as_array().expect("lines");
    assert!(lines.len() > 50);
    for line in lines {
        assert_eq!((&line["difference"], &line["interval"]), (&0.0.into(), &serde_json::json!([0.0, 0.0])), "{line}");
    }
    // CSV files are read back as Parquet ones are.
    let folder = place.path().join("output/compare-small-small(2)");
    assert!(ends(&place, 0, &["chart", "output/compare-small-small(2)"]).contains("differences.svg"));
    let rounds = read_columns(&folder, "rounds", Columns::Named(&["scenario", "replicate"])).expect("rounds");
    assert_eq!(rounds.words("scenario").expect("names").last(), Some(&Some("small (2)".to_owned())));
    assert_eq!(read_table(&folder, "comparison").expect("a comparison").rows(), lines.len());
}

#[test]
fn one_key_is_varied_and_precision_adds_replicates() {
    let place = place();
    let vary = ["compare", "small.toml", "--vary", "law.fine=0,3", "--no-charts"];
    let text = ends(&place, 0, &[&vary[..], &["--precision", "0.05", "--replicates", "2", "--max-replicates", "30"]].concat());
    assert!(text.contains("law.fine: 0.0 → 3.0") && text.contains(": it took ") && !text.contains("it took more"), "{text}");
    let manifest = json(&place.path().join("output/compare-small-law.fine"), "manifest.json");
    assert!(manifest["replicates"].as_u64() >= Some(10), "{}", manifest["replicates"]);
    let capped = ends(&place, 0, &[&vary[..], &["--precision", "0.000001", "--max-replicates", "11", "--force"]].concat());
    assert!(capped.contains("it took more than 11, the most that --max-replicates allows"), "{capped}");
}

#[test]
fn other_agents_are_compared_unpaired() {
    let place = place();
    let text =
        ends(&place, 0, &["compare", "small.toml", "--vary", "population.clients=300,240", "--replicates", "5", "--no-charts"]);
    assert!(text.contains("unpaired (Welch)"), "{text}");
    let table = read_table(&place.path().join("output/compare-small-population.clients"), "comparison").expect("a table");
    assert!(table.words("pairing").expect("words").iter().all(|word| word.as_deref() == Some("unpaired")));
    assert!(table.numbers("pairing_gain").expect("numbers").iter().all(Option::is_none));
    assert!(table.numbers("p_wilcoxon").expect("numbers").iter().all(Option::is_none));
}

#[test]
fn what_does_not_fit_together_is_said_before_anything_runs() {
    let place = place();
    put(&place, "long.toml", &SMALL.replace("rounds = 8", "rounds = 9"));
    let cases: [(&[&str], &str); 8] = [
        (&["small.toml", "long.toml"], "`small` has 8 rounds and `long` has 9"),
        (&["small.toml", "elections.toml"], "`elections` has elections and `small` has none"),
        (&["small.toml"], "nothing to compare `small` with"),
        (&["small.toml", "--vary", "law.fine=1"], "--vary with one value"),
        (&["small.toml", "harsh.toml", "--vary", "law.fine=1,2"], "give one file"),
        (&["small.toml", "harsh.toml", "--at", "mean:9"], "there are 8 rounds"),
        (&["small.toml", "harsh.toml", "--at", "later"], "`later` is no time"),
        (&["small.toml", "--vary", "law.fin=1,2"], "unknown key `fin` in `law`"),
    ];
    for (arguments, what) in cases {
        let text = ends(&place, 2, &[&["compare"], arguments].concat());
        assert!(text.contains(what), "{arguments:?}\n{text}");
    }
    assert!(!place.path().join("output").exists());
    assert!(ends(&place, 2, &["run", "small.toml", "--resume"]).contains("of several replicates"));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::process::{Child, Command, Stdio};
    use std::time::Duration;

    /// A comparison that takes a while.
    const LONG: [&str; 8] =
        ["compare", "small.toml", "harsh.toml", "--replicates", "24", "--no-charts", "--set", "population.clients=3000"];

    fn start(place: &TempDir, out: &str, more: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
        command.args(LONG).args(["--out", out]).args(more).current_dir(place.path());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Waits until a journal has some finished runs, or the program has ended.
    fn wait_for(journal: &Path, bytes: u64, child: &mut Child) {
        while child.try_wait().expect("a child").is_none() && fs::metadata(journal).map_or(0, |file| file.len()) < bytes {
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn interrupted(place: &TempDir, signal: &str) -> Option<i32> {
        let mut child = start(place, "broken", &["--force"]);
        wait_for(&place.path().join(".broken.journal"), 700_000, &mut child);
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
        assert!(sent.success(), "the program was still running");
        child.wait().expect("an end").code()
    }

    #[test]
    fn what_is_broken_off_goes_on_to_the_same_bytes() {
        let place = place();
        assert!(start(&place, "whole", &[]).wait().expect("an end").success());
        let whole = contents(&place.path().join("whole"));
        // Ctrl-C: what is finished is there as results, and says so.
        assert_eq!(interrupted(&place, "-INT"), Some(130));
        let broken = place.path().join("broken");
        let manifest = json(&broken, "manifest.json");
        assert_eq!(manifest["complete"], false);
        assert!(manifest["notes"].to_string().contains("--resume"), "{}", manifest["notes"]);
        // Without a word, finished runs are not thrown away; with one, they are gone on with.
        let refused = ends(&place, 1, &[&LONG[..], &["--out", "broken"]].concat());
        assert!(refused.contains("--resume") && refused.contains("--force"), "{refused}");
        ends(&place, 0, &[&LONG[..], &["--out", "broken", "--resume", "--quiet"]].concat());
        assert!(contents(&broken) == whole);
        assert!(!place.path().join(".broken.journal").exists());
        // A process that is killed leaves its journal too.
        assert_eq!(interrupted(&place, "-KILL"), None);
        let other = ends(&place, 1, &[&LONG[..], &["--out", "broken", "--resume", "--seed", "9"]].concat());
        assert!(other.contains("another seed"), "{other}");
        ends(&place, 0, &[&LONG[..], &["--out", "broken", "--resume", "--quiet"]].concat());
        assert!(contents(&broken) == whole);
    }
}
