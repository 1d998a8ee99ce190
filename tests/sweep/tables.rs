//! What is in the tables, and that nothing but the plan decides it.

use super::{GRID, contents, differing, place, sampled};
use crate::common::ends;
use patronage::engine::Run;
use patronage::output::collect::collect;
use patronage::output::sweep::SweepManifest;
use patronage::output::{parquet, read_table};
use patronage::scenario::expectation::Gaps;
use patronage::scenario::{Scenario, When};
use patronage::table::Table;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

fn table(folder: &Path, name: &str) -> Table {
    let file = File::open(folder.join(format!("{name}.parquet"))).expect("a data file");
    parquet::decode(name, file, patronage::output::Columns::All).expect("a table")
}

#[test]
fn rows_are_the_runs_that_set_gives() {
    let place = place(&GRID.replace("at = ", "keep = \"rounds\"\nat = "));
    let text = ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--no-charts"]);
    assert!(text.contains("12 points, 2 replicates; 18 of 24 runs done, 6 failed, 0 not run yet"), "{text}");
    assert!(text.contains("6 of 24 runs failed: 12 ties per client are too many"), "{text}");
    let [design, results, rounds] = ["design", "results", "rounds"].map(|name| table(&place.path().join("out"), name));
    assert_eq!((design.rows(), results.rows(), rounds.rows()), (12, 24, 18 * 7));
    assert_eq!(design.numbers("economy.outside").expect("a column")[..4], [Some(0.1), Some(0.5), Some(0.9), Some(0.1)]);
    for (row, point) in [(0, 0), (9, 4), (13, 6)] {
        let value = |column: &str| results.numbers(column).expect("a column")[row];
        assert_eq!(value("point"), Some(f64::from(point)));
        let replicate = value("replicate").expect("known") as u32;
        let sets = ["network.village_ties", "network.far_ties", "economy.outside"]
            .map(|key| format!("{key}={}", value(key).expect("known")));
        let scenario = Scenario::parse("base", super::BASE, &sets).expect("a valid scenario");
        let collected = collect(&mut Run::new(&scenario, replicate), 6, |_| ControlFlow::Continue(())).expect("a run");
        let measured = |measure: &str, at: When| at.of(&collected.series(measure), Gaps::Unknown);
        assert_eq!(value("coercion_mean"), measured("coercion_mean", When::Mean(4)));
        assert_eq!(value("loyalty_mean_at_round_3"), measured("loyalty_mean", When::Round(3)));
        assert!(value("coercion_mean").is_some());
        let kept = |row: usize| {
            rounds.numbers("point").expect("points")[row] == Some(f64::from(point))
                && rounds.numbers("replicate").expect("replicates")[row] == Some(f64::from(replicate))
        };
        let kept: Vec<_> = (0..rounds.rows())
            .filter(|&row| kept(row))
            .map(|row| rounds.numbers("loyalty_mean").expect("loyalty")[row])
            .collect();
        assert_eq!(kept, collected.series("loyalty_mean"));
    }
    let words = |column: &str, row: usize| results.words(column).expect("words")[row].clone();
    assert_eq!(words("status", 0).as_deref(), Some("done"));
    assert_eq!((words("status", 23).as_deref(), words("error", 0)), (Some("failed"), None));
    assert!(words("error", 23).expect("an error").starts_with("12 ties per client are too many"));
    assert_eq!(results.numbers("coercion_mean").expect("a column")[23], None);
}

#[test]
fn the_same_bytes_on_any_number_of_threads() {
    let designs = [
        "kind = \"random\"\npoints = 9",
        "kind = \"saltelli\"\nsamples = 4",
        "kind = \"morris\"\ntrajectories = 3",
        "kind = \"latin_hypercube\"\npoints = 5\nblocks = 2",
    ];
    for design in designs {
        let place = place(&sampled(design));
        for threads in ["1", "2", "5"] {
            ends(&place, 0, &["sweep", "sweep.toml", "--out", threads, "--threads", threads, "--quiet", "--no-charts"]);
        }
        let [one, two, five] = ["1", "2", "5"].map(|name| contents(&place.path().join(name)));
        assert!(one.len() >= 4, "{:?}", one.keys());
        assert_eq!((differing(&one, &two), differing(&one, &five)), (Vec::new(), Vec::new()), "{design}");
    }
}

#[test]
fn own_draws_give_points_seeds_of_their_own() {
    let place = place(&sampled("kind = \"random\"\npoints = 3").replace("at = ", "draws = \"own\"\nat = "));
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--quiet", "--no-charts"]);
    let seeds = table(&place.path().join("out"), "results").numbers("seed").expect("seeds");
    assert_eq!(seeds[0], seeds[1], "replicates of a point");
    assert_ne!(seeds[0], seeds[2], "points");
    let manifest = SweepManifest::read(&place.path().join("out")).expect("a manifest");
    assert_eq!((manifest.draws.as_str(), manifest.runs.done), ("own", 6));
}

#[test]
fn verify_makes_rows_again_and_finds_what_was_changed() {
    let place = place(GRID);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--quiet", "--no-charts"]);
    let text = ends(&place, 0, &["verify", "out", "--sample", "5"]);
    assert_eq!(text.matches("run again: identical").count(), 5, "{text}");
    assert!(text.contains("design, made again: identical"), "{text}");
    // A forger who changes a result and its digest is found by running it again.
    let folder = place.path().join("out");
    let results = read_table(&folder, "results").expect("a table");
    let mut forged = results.clone();
    let column = forged.columns.iter_mut().find(|column| column.name == "coercion_mean").expect("a column");
    let patronage::table::Values::Float(values) = &mut column.values else { panic!("numbers") };
    values.iter_mut().flatten().for_each(|value| *value += 1e-9);
    let content = parquet::encode(&forged).expect("a file");
    std::fs::write(folder.join("results.parquet"), &content).expect("a writable file");
    assert!(ends(&place, 1, &["verify", "out"]).contains("results.parquet: differs from what the manifest says"));
    let mut manifest = SweepManifest::read(&folder).expect("a manifest");
    let entry = manifest.files.iter_mut().find(|file| file.name == "results.parquet").expect("an entry");
    entry.sha256 = patronage::output::manifest::digest(&content);
    std::fs::write(folder.join("manifest.json"), manifest.to_text()).expect("a writable file");
    let text = ends(&place, 1, &["verify", "out", "--sample", "24"]);
    assert_eq!(text.matches("differs from what the run gives now").count(), 18, "{text}");
}

#[test]
fn a_sweep_of_a_base_with_files_needs_nothing_but_its_folder() {
    let place = place(
        &sampled("kind = \"random\"\npoints = 3").replace("at = ", "set = { \"population.table\" = \"villages.csv\" }\nat = "),
    );
    super::put(&place, "base.toml", &super::BASE.replace("clients = 120\n", "").replace("villages = 3\n", ""));
    super::put(&place, "villages.csv", "village,clients\nMamala,50\nMorela,70\nHila,40\n");
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--quiet", "--no-charts"]);
    for file in ["villages.csv", "base.toml", "sweep.toml"] {
        std::fs::remove_file(place.path().join(file)).expect("a file");
    }
    let text = ends(&place, 0, &["verify", "out"]);
    assert_eq!(text.matches("run again: identical").count(), 5, "{text}");
}

/// A file that is gone or changed says nothing of a point: no row must hold it against the point for good.
#[test]
fn runs_whose_files_are_not_what_they_were_are_left_out() {
    let place = place(
        &sampled("kind = \"random\"\npoints = 3").replace("at = ", "set = { \"population.table\" = \"villages.csv\" }\nat = "),
    );
    super::put(&place, "base.toml", &super::BASE.replace("clients = 120\n", "").replace("villages = 3\n", ""));
    let table = "village,clients\nMamala,50\nMorela,70\nHila,40\n";
    super::put(&place, "villages.csv", table);
    let machine = patronage::scenario::Machine::UNLIMITED;
    let sweep = patronage::sweep::read::sweep(&place.path().join("sweep.toml"), &machine).expect("a sweep");
    let points = sweep.points();
    let work = patronage::sweep::work::Work { sweep: &sweep, points: &points, machine };
    let job = patronage::ensemble::Job { member: 1, replicate: 0 };
    let row = work.again(job).expect("a row");
    super::put(&place, "villages.csv", &table.replace("Hila,40", "Hila,41"));
    let why = work.again(job).expect_err("another file");
    assert!(why.contains("not what they were when the sweep began"), "{why}");
    std::fs::remove_file(place.path().join("villages.csv")).expect("a file");
    let why = work.again(job).expect_err("no file");
    assert!(why.contains("are gone"), "{why}");
    super::put(&place, "villages.csv", table);
    assert_eq!(work.again(job).expect("a row"), row);
}
