//! The program as its users meet it: exit codes, files, what is printed where.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SMALL: &str = "
title = 'A small world'
question = 'Does it run?'
rounds = 6

[population]
clients = 600
patrons = 6
villages = 3

[[expect]]
measure = 'attached_share'
when = 'end'
at_least = 0.2
why = 'Most stay.'
source = 'assumed'
";

const FAILING: &str = "
[[expect]]
measure = 'loyalty_mean'
when = 'end'
at_least = 0.9999
why = 'Nobody is that loyal.'
";

const TABLES: [&str; 11] = [
    "clients",
    "exchanges",
    "lorenz",
    "moves",
    "patrons",
    "rounds",
    "villages",
    "network",
    "connectors",
    "network_clients",
    "ties",
];

/// A folder of its own, with the small scenario in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.put("small.toml", SMALL);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patronage"));
        command.args(arguments).current_dir(self.0.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs the program, which must end with `code`, and gives what it printed: standard output, standard error.
    fn ends(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{}\n{}", texts[0], texts[1]);
        let [out, err] = texts;
        (out, err)
    }
}

/// The names in a folder, hidden ones included.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_run_writes_every_file_and_ends_with_a_summary() {
    let place = Place::new();
    let (out, err) = place.ends(0, &["run", "small.toml"]);
    for word in ["A small world", "Does it run?", "✓ held", "1 held, 0 failed", "output/small", "attached_share"] {
        assert!(out.contains(word), "{word} is not in:\n{out}");
    }
    assert_eq!(err, "", "no terminal, no progress bar");
    let mut expected: Vec<String> = TABLES.iter().map(|table| format!("{table}.parquet")).collect();
    expected.extend(["charts", "manifest.json", "summary.md", "timing.json"].map(str::to_owned));
    expected.sort();
    assert_eq!(names(&place.path("output/small")), expected);
    assert!(!names(&place.path("output/small/charts")).is_empty());
    assert_eq!(names(&place.path("output")), ["small"], "nothing unfinished is left");
    assert!(place.text("output/small/summary.md").contains("**held**"));

    let manifest = place.json("output/small/manifest.json");
    assert_eq!(manifest["complete"], true);
    assert_eq!(manifest["scenario"], "small");
    assert_eq!(manifest["files"].as_array().unwrap().len(), TABLES.len());
    let timing = place.json("output/small/timing.json");
    assert!(timing["ns_per_client_round"]["phases"].as_f64().unwrap() > 0.0);
    assert!(timing["seconds"]["total"].as_f64() >= timing["seconds"]["phases"].as_f64());
}

#[test]
fn equal_runs_give_equal_bytes_on_any_number_of_threads() {
    let place = Place::new();
    let files: Vec<String> = TABLES.iter().map(|table| format!("{table}.parquet")).chain(["manifest.json".to_owned()]).collect();
    let bytes = |threads: &str| -> Vec<Vec<u8>> {
        place.ends(0, &["run", "small.toml", "--threads", threads, "--no-charts", "--quiet"]);
        files.iter().map(|file| fs::read(place.path("output/small").join(file)).unwrap()).collect()
    };
    let one = bytes("1");
    for threads in ["2", "3", "8"] {
        assert!(bytes(threads) == one, "{threads} threads");
    }
}

#[test]
fn csv_is_readable_as_it_is() {
    let place = Place::new();
    place.ends(0, &["run", "small.toml", "--format", "csv", "--out", "here", "--no-charts"]);
    let rounds = place.text("here/rounds.csv");
    assert!(rounds.starts_with("replicate,round,attached_share,"));
    assert_eq!(rounds.lines().count(), 1 + 7);
    assert!(!place.path("here/charts").exists());
    let (out, _) = place.ends(0, &["verify", "here"]);
    assert_eq!(out.matches("identical").count(), TABLES.len(), "{out}");
}

#[test]
fn json_is_all_there_is_on_standard_output() {
    let place = Place::new();
    let (out, err) = place.ends(0, &["run", "small.toml", "--json", "--no-charts"]);
    let summary: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(summary["scenario"], "small");
    assert_eq!(summary["expectations"][0]["verdict"], "held");
    assert_eq!(summary["measures"][0]["measure"], "attached_share");
    assert_eq!(err, "");
}

#[test]
fn quiet_prints_nothing() {
    let place = Place::new();
    assert_eq!(place.ends(0, &["run", "small.toml", "--quiet"]), (String::new(), String::new()));
}

#[test]
fn a_failed_expectation_is_an_error_only_if_strict() {
    let place = Place::new();
    place.put("failing.toml", &format!("{SMALL}{FAILING}"));
    let (out, _) = place.ends(0, &["run", "failing.toml", "--no-charts"]);
    assert!(out.contains("✗ failed") && out.contains("Nobody is that loyal."), "{out}");
    let (out, _) = place.ends(3, &["run", "failing.toml", "--strict", "--no-charts"]);
    assert!(out.contains("1 held, 1 failed"), "{out}");
    assert!(place.path("output/failing/rounds.parquet").exists(), "results are written all the same");
    place.ends(0, &["run", "small.toml", "--strict", "--no-charts"]);
}

#[test]
fn usage_and_invalid_scenarios_exit_with_2_and_write_nothing() {
    let place = Place::new();
    place.put("broken.toml", "title = 'x'\nrounds = 3\n[economy]\noutsied = 0.2\n");
    for arguments in [
        vec!["run"],
        vec!["walk", "small.toml"],
        vec!["run", "small.toml", "--threads", "0"],
        vec!["run", "small.toml", "--rounds", "0"],
        vec!["run", "small.toml", "--seed", "-1"],
        vec!["run", "small.toml", "--format", "xls"],
        vec!["run", "small.toml", "--set", "economy.outside=9999"],
        vec!["run", "absent.toml"],
        vec!["run", "broken.toml"],
        vec!["check", "small.toml", "broken.toml"],
        vec!["check"],
        vec!["explain", "absent.toml"],
        vec!["new", "../evil"],
        vec!["completions", "dos"],
    ] {
        let (_, err) = place.ends(2, &arguments);
        assert!(err.contains("error"), "{arguments:?}: {err}");
        assert_eq!(names(place.0.path()), ["broken.toml", "small.toml"], "{arguments:?}");
    }
}

#[test]
fn only_results_of_the_same_scenario_are_replaced() {
    let place = Place::new();
    place.put("other.toml", SMALL);
    place.ends(0, &["run", "small.toml", "--no-charts", "--out", "results"]);
    place.ends(0, &["run", "small.toml", "--no-charts", "--out", "results", "--seed", "2"]);
    assert_eq!(place.json("results/manifest.json")["seed"], 2);

    let (_, err) = place.ends(1, &["run", "other.toml", "--no-charts", "--out", "results"]);
    assert!(err.contains("`small`") && err.contains("--force"), "{err}");
    assert_eq!(place.json("results/manifest.json")["scenario"], "small");
    place.ends(0, &["run", "other.toml", "--no-charts", "--out", "results", "--force"]);
    assert_eq!(place.json("results/manifest.json")["scenario"], "other");

    place.put("mine/diary.txt", "dear diary");
    let (_, err) = place.ends(1, &["run", "small.toml", "--no-charts", "--out", "mine"]);
    assert!(err.contains("--force"), "{err}");
    place.put("mine/manifest.json", "{\"scenario\": \"small\"}");
    place.ends(1, &["run", "small.toml", "--no-charts", "--out", "mine"]);
    place.ends(1, &["run", "small.toml", "--no-charts", "--out", "small.toml", "--force"]);
    place.ends(1, &["run", "small.toml", "--no-charts", "--out", ".", "--force"]);
    assert_eq!(place.text("mine/diary.txt"), "dear diary");
    assert_eq!(place.text("small.toml"), SMALL);
    assert_eq!(names(place.0.path()), ["mine", "other.toml", "results", "small.toml"], "nothing unfinished is left");
}

#[test]
fn fewer_rounds_skip_later_events_with_a_note() {
    let place = Place::new();
    let event = "\n[[events]]\nround = 5\nset = { economy.outside = 0.2 }\n";
    place.put("eventful.toml", &format!("{SMALL}{event}"));
    let (out, _) = place.ends(0, &["run", "eventful.toml", "--no-charts"]);
    assert!(!out.contains("skipped"), "{out}");
    let (out, _) = place.ends(0, &["run", "eventful.toml", "--rounds", "4", "--no-charts"]);
    assert!(out.contains("Note: the event of round 5 is skipped"), "{out}");
    let manifest = place.json("output/eventful/manifest.json");
    assert_eq!((&manifest["rounds"], &manifest["complete"]), (&4.into(), &true.into()));
    assert_eq!(manifest["notes"].as_array().unwrap().len(), 1);
    place.ends(0, &["verify", "output/eventful"]);
}

#[test]
fn verify_finds_what_was_changed() {
    let place = Place::new();
    place.ends(0, &["run", "small.toml", "--no-charts", "--set", "economy.outside=0.3"]);
    let (out, _) = place.ends(0, &["verify", "output/small", "--threads", "3"]);
    assert_eq!(out.matches("identical").count(), TABLES.len(), "{out}");

    let mut bytes = fs::read(place.path("output/small/moves.parquet")).unwrap();
    bytes[100] ^= 1;
    fs::write(place.path("output/small/moves.parquet"), bytes).unwrap();
    fs::remove_file(place.path("output/small/lorenz.parquet")).unwrap();
    let (out, _) = place.ends(1, &["verify", "output/small"]);
    assert!(out.contains("moves.parquet: differs") && out.contains("lorenz.parquet: cannot be read"), "{out}");
    assert_eq!(out.matches("identical").count(), TABLES.len() - 2, "{out}");

    let manifest = place.text("output/small/manifest.json");
    place.put("output/small/manifest.json", &manifest.replace("\"outside\": 0.3", "\"outside\": 0.31"));
    let (out, _) = place.ends(1, &["verify", "output/small"]);
    assert!(out.contains("rounds.parquet: differs from what the run gives now"), "{out}");
    let (_, err) = place.ends(1, &["verify", "."]);
    assert!(err.contains("manifest.json cannot be read"), "{err}");
}

#[test]
fn charts_can_be_drawn_later() {
    let place = Place::new();
    place.ends(0, &["run", "small.toml", "--no-charts"]);
    let (out, _) = place.ends(0, &["chart", "output/small"]);
    assert!(out.lines().count() > 0 && out.lines().all(|path| place.path(path).exists()), "{out}");
    place.ends(1, &["chart", "absent"]);
}

#[test]
fn new_scenarios_are_valid_and_overwrite_nothing() {
    let place = Place::new();
    place.ends(0, &["new", "mine"]);
    place.ends(0, &["check", "mine.toml"]);
    place.put("mine.toml", "# precious\n");
    let (_, err) = place.ends(1, &["new", "mine"]);
    assert!(err.contains("mine.toml is already there"), "{err}");
    assert_eq!(place.text("mine.toml"), "# precious\n");
    fs::create_dir(place.path("scenarios")).unwrap();
    place.ends(0, &["new", "mine", "--from", "small.toml"]);
    place.ends(0, &["check", "scenarios/mine.toml"]);
}

#[test]
fn sweeps_are_checked_like_scenarios() {
    let place = Place::new();
    let sweep = "title = \"Exit\"\nbase = \"small.toml\"\nmeasures = [\"loyalty_mean\"]\nreplicates = 3\n[design]\nkind = \"grid\"\n\
                 [[factor]]\nkey = \"economy.outside\"\nlow = 0.1\nhigh = 0.9\nsteps = 5\n[[factor]]\nkey = \"law.detection\"\nlevels = [0.0, 0.1]\n";
    place.put("sweep.toml", sweep);
    let (out, _) = place.ends(0, &["check", "small.toml", "sweep.toml"]);
    assert!(out.contains("sweep.toml: valid, a grid design of 2 factors: 10 points, 3 replicates, 30 runs"), "{out}");
    let (_, err) = place.ends(2, &["check", "sweep.toml", "--set", "law.fine=1"]);
    assert!(err.contains("this is a sweep, not a scenario"), "{err}");
    place.put("sweep.toml", &sweep.replace("0.9", "9"));
    let (_, err) = place.ends(2, &["check", "sweep.toml"]);
    assert!(err.contains("`economy.outside` is out of range: 9"), "{err}");
}

#[test]
fn help_teaches_and_completions_complete() {
    let place = Place::new();
    let (out, _) = place.ends(0, &["--help"]);
    assert!(out.contains("Examples:") && out.contains("Exit codes:"), "{out}");
    for command in ["run", "check", "explain", "new", "chart", "export", "verify", "completions"] {
        let (out, _) = place.ends(0, &[command, "--help"]);
        assert!(out.contains("Example"), "{command}: {out}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.ends(0, &["completions", shell]).0.contains("verify"), "{shell}");
    }
}

#[test]
fn an_unwritable_place_fails_before_the_run() {
    let place = Place::new();
    place.put("long.toml", &SMALL.replace("rounds = 6", "rounds = 1000000"));
    let (_, err) = place.ends(1, &["run", "long.toml", "--out", "small.toml/results"]);
    assert!(err.contains("cannot be written") || err.contains("not a folder"), "{err}");
}

#[cfg(unix)]
mod unix {
    use super::*;

    /// Waits for a child, but not for ever.
    fn code(child: &mut Child) -> Option<i32> {
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code();
            }
            if started.elapsed() > Duration::from_secs(120) {
                child.kill().unwrap();
                panic!("the program did not end");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn shell(place: &Place, script: &str) -> Output {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).env("PATRONAGE", env!("CARGO_BIN_EXE_patronage")).current_dir(place.0.path());
        shell.output().unwrap()
    }

    #[test]
    fn a_reader_that_stops_reading_is_no_error() {
        let place = Place::new();
        for arguments in [vec!["explain", "small.toml"], vec!["completions", "zsh"], vec!["--help"], vec!["run", "small.toml"]] {
            let mut child = place.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            drop(child.stdout.take());
            let ended = code(&mut child);
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            assert_eq!((ended, err.as_str()), (Some(0), ""), "{arguments:?}");
        }
    }

    #[test]
    fn a_full_disk_leaves_old_results_as_they_were() {
        let place = Place::new();
        place.ends(0, &["run", "small.toml", "--no-charts"]);
        let before = fs::read(place.path("output/small/clients.parquet")).unwrap();
        // Files cannot grow beyond 8 blocks, as on a disk with no more room; the signal that would say so is ignored.
        let output = shell(&place, "trap '' XFSZ; ulimit -f 8; exec \"$PATRONAGE\" run small.toml --seed 2 --no-charts");
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains("cannot be written"), "{err}");
        assert_eq!(names(&place.path("output")), ["small"], "nothing unfinished is left");
        assert!(fs::read(place.path("output/small/clients.parquet")).unwrap() == before);
        place.ends(0, &["verify", "output/small"]);
    }

    #[test]
    fn an_interrupted_run_leaves_its_finished_rounds() {
        let place = Place::new();
        let expected = "\n[[expect]]\nmeasure = \"resentment_mean\"\nat_least = 0.0\n";
        place.put("long.toml", &(SMALL.replace("rounds = 6", "rounds = 1000000") + expected));
        let mut child =
            place.command(&["run", "long.toml", "--no-charts"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // It watches for Ctrl-C before it creates its draft's world; the draft's folder says that it got that far.
        while !place.path("output").exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(500));
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        assert_eq!(code(&mut child), Some(130));
        let mut out = String::new();
        child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
        assert!(out.contains("interrupted after") && out.contains("of 1000000 rounds"), "{out}");
        assert!(out.contains("resentment_mean at end is not known"), "the end was not reached: {out}");
        let manifest = place.json("output/long/manifest.json");
        assert_eq!(manifest["complete"], false);
        let rounds = manifest["rounds"].as_u64().unwrap();
        assert!(rounds > 0 && rounds < 1_000_000);
        let rows = patronage::output::read_table(&place.path("output/long"), "rounds").unwrap().rows();
        assert_eq!(rows as u64, rounds + 1);
        place.ends(0, &["verify", "output/long"]);
    }

    #[test]
    fn a_second_interruption_ends_at_once() {
        let place = Place::new();
        let huge = SMALL.replace("rounds = 6", "rounds = 1000000").replace("clients = 600", "clients = 3000000");
        place.put("huge.toml", &huge);
        let mut child =
            place.command(&["run", "huge.toml", "--no-charts"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        while !place.path("output").exists() {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(100));
        let interrupt = || assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        interrupt();
        std::thread::sleep(Duration::from_millis(50));
        interrupt();
        assert_eq!(code(&mut child), Some(130));
        assert!(!place.path("output/huge").exists());
    }
}
