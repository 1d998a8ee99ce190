//! `patronage claims` on small claims.

use patronage::evidence::claims::document::document;
use patronage::evidence::claims::read;
use patronage::output::claims::{ClaimsManifest, Rows};
use patronage::scenario::Machine;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const BASE: &str = "title = 'small'\nrounds = 6\n[population]\nclients = 240\npatrons = 6\nvillages = 3\n";

/// A claim with levels of the given changes and tests.
fn claim(id: &str, levels: &[&str], tests: &[&str]) -> String {
    let mut text = format!(
        "claim = '{id}'\ntitle = 'Title of {id}'\nstatement = 'It | is so.'\nsource = 'Somebody 1999'\nyear = 1999\n\
         base = 'bases/small.toml'\nat = 'mean:3'\nmapping = 'As | it is.'\ncomment = 'What we think.'\n"
    );
    for (number, set) in levels.iter().enumerate() {
        text += &format!("[[levels]]\nname = 'level {number}'\nset = {{ {set} }}\n");
    }
    for test in tests {
        text += &format!("[[tests]]\n{test}\n");
    }
    text
}

/// A folder with three claims: P1 holds by accounting, P2 is its contrary, P10 has levels of different size.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| fs::write(place.path().join(name), text).expect("a file");
    fs::create_dir_all(place.path().join("scenarios/claims/bases")).expect("folders");
    put("scenarios/claims/bases/small.toml", BASE);
    let shocks = ["'shocks.hazard' = 0.0", "'shocks.hazard' = 0.9"];
    let rises = "measure = 'hungry_share'\nexpect = 'rises'";
    put(
        "scenarios/claims/p01.toml",
        &claim("P1", &shocks, &[rises, "measure = 'attached_share'\nexpect = 'below'\nbound = 1.5"]),
    );
    put("scenarios/claims/p02.toml", &claim("P2", &shocks, &["measure = 'hungry_share'\nexpect = 'falls'"]));
    let sizes = ["", "'population.clients' = 360"];
    put("scenarios/claims/p10.toml", &claim("P10", &sizes, &["measure = 'attached_share'\nexpect = 'unchanged'\nmargin = 0.9"]));
    place
}

fn run(place: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
    command.arg("claims").args(arguments).current_dir(place.path()).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn done(place: &TempDir, arguments: &[&str]) -> String {
    let output = run(place, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    said(&output)
}

#[test]
fn verdicts_are_told_and_written() {
    let place = place();
    let text = done(&place, &["--replicates", "4", "--no-charts"]);
    assert!(text.lines().all(|line| line.chars().count() <= 100 || line.starts_with("Results:")), "{text}");
    assert!(text.contains("3 claims: 2 supported, 1 contradicted, 0 undecided"), "{text}");
    let rows = Rows::read(&place.path().join("output/claims")).expect("tables");
    let verdicts: Vec<_> = rows.claims.iter().map(|row| (row.claim.as_str(), row.verdict.as_str())).collect();
    assert_eq!(verdicts, [("P1", "supported"), ("P2", "contradicted"), ("P10", "supported")]);
    let (up, down) = (&rows.tests[0], &rows.tests[2]);
    assert_eq!((up.effect, up.low, up.p), (down.effect, down.low, down.p));
    assert!(up.n == 4 && up.low.is_some_and(|low| low > 0.0), "{up:?}");
    assert_eq!(rows.levels.len(), 2 * 2 + 2 + 2);
    // Four scenarios run, not six: those of P1 are those of P2.
    let timing = fs::read_to_string(place.path().join("output/claims/timing.json")).expect("a file");
    let timing: serde_json::Value = serde_json::from_str(&timing).expect("JSON");
    assert_eq!(timing["runs"], 16);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let place = place();
    let files = |threads: &str| {
        let out = format!("out{threads}");
        done(&place, &["--replicates", "3", "--no-charts", "--threads", threads, "--out", &out, "--format", "csv", "--quiet"]);
        let read = |name: &str| fs::read(place.path().join(&out).join(name)).expect("a file");
        ["claims.csv", "claim_tests.csv", "claim_levels.csv", "manifest.json"].map(read)
    };
    assert!(files("1") == files("3"));
}

#[test]
fn the_document_is_that_of_the_files() {
    let place = place();
    let arguments =
        ["--replicates", "3", "--no-charts", "--format", "csv", "--out", "claims", "--document", "CLAIMS.md", "--quiet"];
    assert_eq!(done(&place, &arguments), "");
    let written = fs::read_to_string(place.path().join("CLAIMS.md")).expect("a document");
    let folder = place.path().join("claims");
    let claims = read::claims(&[place.path().join("scenarios/claims")], &Machine::UNLIMITED).expect("claims");
    let manifest = ClaimsManifest::read(&folder).expect("a manifest");
    assert_eq!(document(&manifest, &Rows::read(&folder).expect("tables"), &claims), written);
    assert!(written.contains("| [P2](#p2) | It \\| is so. | ✗ contradicted | `hungry_share` +"), "{written}");
    assert!(written.contains("**Verdict: ✗ contradicted.** What we think."), "{written}");
    assert!(written.contains("from “level 0” to “level 1”"), "{written}");
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    let tables = written.split("\n\n").filter(|part| part.starts_with('|'));
    for table in tables {
        assert!(table.lines().all(|line| columns(line) == columns(table.lines().next().expect("a line"))), "{table}");
    }
    let paths: Vec<&str> = manifest.inputs.iter().map(|input| input.path.as_str()).collect();
    assert_eq!(paths, ["p01.toml", "bases/small.toml", "p02.toml", "p10.toml"]);
    // A claim that is not in the results says so.
    let one = Rows { claims: Vec::new(), tests: Vec::new(), levels: Vec::new() };
    assert!(document(&manifest, &one, &claims).contains("**Verdict: not run yet.**"));
}

#[test]
fn some_claims_can_be_chosen_and_listed() {
    let place = place();
    let text = done(&place, &["--only", "p10,P2", "--list"]);
    assert!(text.contains("P2   Title of P2 (Somebody 1999)") && text.contains("“level 0”: the base as it is"), "{text}");
    assert!(!text.contains("Title of P1 ") && !place.path().join("output").exists(), "{text}");
    let json: serde_json::Value = serde_json::from_str(&done(&place, &["--list", "--json"])).expect("JSON");
    assert_eq!(json["claims"][2]["tests"][0]["expected"], "unchanged");
    let wrong = run(&place, &["--only", "p3"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("there is no claim P3; there are P1, P2, P10"), "{}", said(&wrong));
}

#[test]
fn a_contradicted_claim_fails_under_strict() {
    let place = place();
    let arguments = ["--replicates", "3", "--no-charts", "--quiet", "--strict", "--only"];
    let code = |only: &str, out: &str| run(&place, &[&arguments[..], &[only, "--out", out]].concat()).status.code();
    assert_eq!(code("p1", "one"), Some(0));
    assert_eq!(code("p1,p2", "two"), Some(3));
}

#[test]
fn results_of_other_claims_are_not_replaced_and_files_that_are_needed_never() {
    let place = place();
    let arguments = ["--replicates", "2", "--no-charts", "--quiet"];
    done(&place, &arguments);
    done(&place, &arguments);
    let refused = run(&place, &[&arguments[..], &["--only", "p1"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("`P1 P2 P10`"), "{}", said(&refused));
    let refused = run(&place, &[&arguments[..], &["--out", "scenarios", "--force"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(place.path().join("scenarios/claims/p01.toml").exists());
}

#[test]
fn wrong_claims_are_refused_before_anything_runs() {
    let place = place();
    let path: PathBuf = place.path().join("scenarios/claims/p02.toml");
    fs::write(&path, fs::read_to_string(&path).expect("a file").replace("'falls'", "'fall'")).expect("a file");
    let refused = run(&place, &[]);
    assert_eq!(refused.status.code(), Some(2));
    let text = said(&refused);
    assert!(text.contains("did you mean \"falls\"?") && text.contains("p02.toml"), "{text}");
    assert!(!Path::new(&place.path().join("output")).exists());
}
