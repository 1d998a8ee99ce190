//! `patronage analyse` as its users meet it.

use super::*;
use patronage::output::analysis::Analysis;
use patronage::output::sweep::AnalysisManifest;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;

/// A folder with a sweep in `sweep/`.
struct Place(TempDir);

impl Place {
    fn new(mut sweep: Synthetic, format: Format) -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(place.sweep()).expect("a folder");
        sweep.write(&place.sweep(), format);
        place
    }

    fn sweep(&self) -> PathBuf {
        self.0.path().join("sweep")
    }

    /// Runs `patronage analyse`, which must end with this code; gives what it printed on standard output and error.
    fn ends(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
        let output = command.arg("analyse").args(arguments).current_dir(self.0.path()).output().expect("the program runs");
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
        (out, err)
    }

    /// All files of the sweep's folder but charts.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(self.sweep()).expect("a folder").map(|entry| entry.expect("an entry"));
        let files = entries.filter(|entry| entry.file_type().expect("a type").is_file());
        files.map(|entry| (entry.file_name().into_string().expect("UTF-8"), fs::read(entry.path()).expect("readable"))).collect()
    }
}

fn grid() -> Synthetic {
    let factors = vec![
        levels("x", [Given::Whole(1), Given::Whole(2)]),
        spread("y", Spread::Real { low: 0.0, high: 1.0, scale: Scale::Linear, steps: Some(3) }),
    ];
    Synthetic::new(Design::Grid, factors, 3, |point, replicate| match (point.index, replicate) {
        (0, 0) => Ran::Failed,
        (5, 1) => Ran::Missing,
        _ => Ran::Done(Some(10.0 * number(&point.given[0]) + 0.01 * f64::from(replicate))),
    })
}

fn saltelli() -> Synthetic {
    let factors = vec![real("a", 0.0, 1.0), real("b", 0.0, 1.0)];
    Synthetic::new(Design::Saltelli { samples: 128 }, factors, 2, |point, replicate| {
        Ran::Done(Some(number(&point.given[0]) + f64::from(replicate) * number(&point.given[1])))
    })
}

#[test]
fn the_same_results_give_the_same_bytes_in_both_formats() {
    for (sweep, format) in [(grid(), Format::Csv), (saltelli(), Format::Parquet), (saltelli(), Format::Csv)] {
        let expected = sweep.analysed();
        let place = Place::new(sweep, format);
        place.ends(0, &["sweep", "--resamples", "200"]);
        let once = place.files();
        place.ends(0, &["sweep", "--resamples", "200", "--quiet"]);
        assert!(once == place.files(), "a second analysis gives other bytes");
        assert_eq!(Analysis::read(&place.sweep()).expect("tables"), expected.analysis);
        let manifest = AnalysisManifest::read(&place.sweep()).expect("readable").expect("there");
        assert_eq!((manifest.used, manifest.notes, manifest.resamples), (expected.used, expected.notes, expected.resamples));
        for file in manifest.files {
            assert_eq!(file, Entry::of(&file.name, file.rows as usize, &once[&file.name]));
        }
        assert!(once.keys().all(|name| !name.starts_with('.')), "{:?}", once.keys());
    }
}

#[test]
fn findings_rule_and_counts_are_told() {
    let place = Place::new(grid(), Format::Parquet);
    let (out, err) = place.ends(0, &["sweep", "--no-charts"]);
    assert_eq!(err, "");
    for wanted in [
        "synthetic: A synthetic sweep\n",
        "grid: 2 factors, 6 points, 3 replicates; 16 of 18 runs done, 1 failed, 1 not run yet",
        "m: by x, lowest at 1: 10",
        "m: 16 of 18 runs could be used",
        "Rule: Runs that failed",
        "Note: Of 18 runs, 1 failed and 1 were not run yet.",
        "main_effects.parquet, pairs.parquet, analysis.json, no charts",
    ] {
        assert!(out.contains(wanted), "{wanted}:\n{out}");
    }
    assert!(!place.sweep().join("charts").exists());
    assert_eq!(place.ends(0, &["sweep", "--no-charts", "--quiet"]).0, "");
    let (json, _) = place.ends(0, &["sweep", "--no-charts", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("one object");
    assert_eq!((json["design"].as_str(), json["runs"]["failed"].as_u64()), (Some("grid"), Some(1)));
    assert_eq!(json["analysis"]["used"][0]["used"].as_u64(), Some(16));
    assert!(json["analysis"]["findings"][0].as_str().expect("a text").starts_with("m: by x"));
}

#[test]
fn what_an_earlier_analysis_left_is_taken_away() {
    let place = Place::new(saltelli(), Format::Csv);
    fs::write(place.sweep().join("pairs.csv"), "old").expect("written");
    fs::write(place.sweep().join("main_effects.parquet"), "old").expect("written");
    place.ends(0, &["sweep", "--no-charts"]);
    let names: Vec<String> = place.files().into_keys().collect();
    let wanted = ["analysis.json", "design.csv", "main_effects.csv", "manifest.json", "rank_correlations.csv", "results.csv"];
    assert_eq!(names[..6], wanted);
    assert_eq!(names[6..], ["sobol_indices.csv", "summary.md"]);
}

#[test]
fn only_measures_that_are_asked_for() {
    let mut sweep = grid();
    let mut other = sweep.results.columns.last().expect("a measure").clone();
    other.name = "other".to_owned();
    sweep.results.columns.push(other);
    let entry = sweep.sweep.measures[0].clone();
    sweep.sweep.measures.push(patronage::output::sweep::MeasureEntry { column: "other".to_owned(), ..entry });
    let place = Place::new(sweep, Format::Parquet);
    let measures = || {
        let mut names: Vec<String> =
            Analysis::read(&place.sweep()).expect("tables").main_effects.into_iter().map(|row| row.measure).collect();
        names.dedup();
        names
    };
    place.ends(0, &["sweep", "--no-charts"]);
    assert_eq!(measures(), ["m", "other"]);
    place.ends(0, &["sweep", "--no-charts", "--measure", "other"]);
    assert_eq!(measures(), ["other"]);
    let (_, err) = place.ends(2, &["sweep", "--measure", "wealth"]);
    assert_eq!(err, "error: the sweep has no measure `wealth`; it has m, other\n");
}

#[test]
fn what_is_no_sweep_with_results_says_what_to_do() {
    let place = Place::new(grid(), Format::Csv);
    let error = |arguments: &[&str]| place.ends(1, arguments).1;
    assert!(error(&["nowhere"]).contains("there is no folder nowhere"));
    fs::create_dir(place.0.path().join("empty")).expect("a folder");
    assert!(error(&["empty"]).contains("empty holds no sweep: it has no manifest.json and no plan.json"));
    fs::write(place.0.path().join("empty/plan.json"), "{}").expect("written");
    assert!(error(&["empty"]).contains("with `patronage sweep-merge empty`"));
    let other = fs::read_to_string(place.sweep().join("manifest.json")).expect("text").replace("\"sweep\"", "\"run\"");
    fs::write(place.0.path().join("empty/manifest.json"), other).expect("written");
    assert!(error(&["empty"]).contains("empty holds the results of a run, not of a sweep"));

    let results = place.sweep().join("results.csv");
    let text = fs::read_to_string(&results).expect("text");
    fs::write(&results, text.replace("10", "11")).expect("written");
    let told = error(&["sweep"]);
    assert!(told.contains("results.csv was changed") && told.contains("patronage sweep-merge sweep"), "{told}");
    fs::remove_file(&results).expect("removed");
    assert!(error(&["sweep"]).contains("results.csv cannot be read"));
    assert!(!place.sweep().join("analysis.json").exists());
    assert!(place.ends(2, &["sweep", "--resamples", "5"]).1.contains("5 is not in 100"));
}
