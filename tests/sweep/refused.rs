//! What a sweep refuses, and the words for it.

use super::{GRID, contents, differing, place, sampled};
use crate::common::ends;

#[test]
fn finished_runs_are_not_lost_by_mistake() {
    let place = place(GRID);
    let sweep = ["sweep", "sweep.toml", "--out", "out", "--no-charts"];
    let with = |more: &[&'static str]| [&sweep[..], more].concat();
    ends(&place, 0, &with(&["--quiet"]));
    let error = ends(&place, 1, &with(&[]));
    assert!(error.contains("holds this sweep, finished") && error.contains("--extend"), "{error}");
    std::fs::remove_file(place.path().join("out/manifest.json")).expect("a manifest");
    let error = ends(&place, 1, &with(&[]));
    assert!(error.contains("24 runs of an earlier start") && error.contains("--resume"), "{error}");
    let error = ends(&place, 1, &with(&["--resume", "--replicates", "3"]));
    assert!(error.contains("--extend"), "{error}");
    let error = ends(&place, 1, &with(&["--extend", "--replicates", "1"]));
    assert!(error.contains("it can grow, not shrink"), "{error}");
    super::put(
        &place,
        "sweep.toml",
        &GRID.replace("high = 0.9", "high = 0.8").replace("replicates = 2", "replicates = 2\nseed = 7"),
    );
    for go_on in ["--resume", "--extend"] {
        let error = ends(&place, 1, &with(&[go_on]));
        assert!(error.contains("another plan (factors, seed differ)"), "{error}");
    }
    let text = ends(&place, 0, &with(&["--status"]));
    assert!(text.contains("24 runs: 18 done, 6 failed, 0 missing") && text.contains("factors, seed differ"), "{text}");
    ends(&place, 0, &with(&["--force", "--quiet"]));
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "other", "--no-charts", "--quiet"]);
    let [out, other] = ["out", "other"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&out, &other), Vec::<String>::new());
}

#[test]
fn folders_of_something_else_are_left_alone() {
    let place = place(GRID);
    ends(&place, 0, &["run", "base.toml", "--out", "run", "--quiet", "--no-charts"]);
    for force in [None, Some("--force")] {
        let arguments = ["sweep", "sweep.toml", "--out", "run"].into_iter().chain(force).collect::<Vec<_>>();
        let error = ends(&place, 1, &arguments);
        assert!(error.contains("holds something other than a sweep"), "{error}");
    }
    let error = ends(&place, 1, &["sweep-merge", "run"]);
    assert!(error.contains("holds something other than a sweep"), "{error}");
    let error = ends(&place, 2, &["sweep-merge", "nowhere"]);
    assert!(error.contains("holds no sweep"), "{error}");
    let error = ends(&place, 1, &["sweep", "sweep.toml", "--out", "base.toml"]);
    assert!(error.contains("base.toml"), "{error}");
}

#[test]
fn sizes_and_shards_that_cannot_be() {
    let place = place(GRID);
    let error = ends(&place, 2, &["sweep", "sweep.toml", "--shard", "9/8"]);
    assert!(error.contains("there is no shard 9 of 8"), "{error}");
    let error = ends(&place, 2, &["sweep", "sweep.toml", "--size", "4"]);
    assert!(error.contains("a grid has as many points as its factors' values make"), "{error}");
    super::put(&place, "saltelli.toml", &sampled("kind = \"saltelli\"\nsamples = 4"));
    let error = ends(&place, 2, &["sweep", "saltelli.toml", "--size", "100000"]);
    assert!(error.contains("--size 100000"), "{error}");
    assert!(!place.path().join("output").exists(), "nothing was written");
}

#[test]
fn a_plan_is_told_and_nothing_runs() {
    let place = place(&sampled("kind = \"saltelli\"\nsamples = 16"));
    let text = ends(&place, 0, &["sweep", "sweep.toml", "--plan"]);
    for word in ["64 points in 2 replicates: 128 runs", "time", "memory", "disk", "economy.outside: 0.1 to 0.9"] {
        assert!(text.contains(word), "{word}: {text}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&ends(&place, 0, &["sweep", "sweep.toml", "--plan", "--json"])).expect("JSON");
    assert_eq!((&json["runs"], &json["points_invalid"]), (&128.into(), &0.into()));
    assert!(!place.path().join("output").exists());
    let error = ends(&place, 1, &["sweep", "sweep.toml", "--status"]);
    assert!(error.contains("holds no sweep yet"), "{error}");
}

/// A disk that is full is told; what was finished before stays, and the sweep goes on once there is room.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_costs_nothing_that_is_finished() {
    let place = place(&sampled("kind = \"random\"\npoints = 60"));
    let program = env!("CARGO_BIN_EXE_patronage");
    // Files of more than 8 KiB cannot be written, and whoever tries is told so instead of being killed.
    let script = format!("trap '' XFSZ; ulimit -f 8; exec {program} sweep sweep.toml --out out --quiet --no-charts");
    let output = std::process::Command::new("bash").current_dir(place.path()).args(["-c", &script]).output().expect("a shell");
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("cannot be written or read") && error.contains("--resume"), "{error}");
    let text = ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--status"]);
    let done: u32 =
        text.split(": ").nth(1).and_then(|rest| rest.split(' ').next()).and_then(|count| count.parse().ok()).expect("a count");
    assert!((1..120).contains(&done), "{text}");
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--resume", "--quiet", "--no-charts"]);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
    let [whole, out] = ["whole", "out"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&whole, &out), Vec::<String>::new());
}
