//! Ties that a file lists: read, refused, run, and verified without the file.

mod common;

use common::ends;
use patronage::engine::Run;
use patronage::ids::ClientId;
use patronage::output::{Collected, Format, parquet, tables};
use patronage::scenario::{Copies, Scenario};
use patronage::world::Ties;
use patronage::world::start::{Listed, TieList};
use patronage::world::ties::Strength;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

fn list_of(rows: &[(usize, usize, u8)]) -> TieList {
    let tie =
        |&(from, to, steps)| Listed { from: ClientId::new(from), to: ClientId::new(to), strength: Strength::from_steps(steps) };
    TieList::new(rows.iter().map(tie).collect()).expect("a valid list")
}

/// A scenario of 40 clients that starts from a file.
fn text(file: &Path) -> String {
    format!(
        "title = \"x\"\nrounds = 3\n[population]\nclients = 40\npatrons = 4\nvillages = 2\n\
         [network]\nstart = \"file\"\nfile = '{}'\n",
        file.display()
    )
}

fn read(file: &Path) -> Scenario {
    Scenario::parse("x.toml", &text(file), &[]).unwrap_or_else(|problems| panic!("{problems}"))
}

fn put(folder: &tempfile::TempDir, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a writable folder");
    path
}

proptest! {
    #[test]
    fn a_list_comes_back_from_either_format_as_it_was_written(
        rows in prop::collection::btree_map((0usize..40, 0usize..40), 1u8..=255, 0..80),
    ) {
        let mut kept = [0; 40];
        let rows = rows.into_iter().filter(|((from, to), _)| from != to).filter(|((from, _), _)| {
            kept[*from] += 1;
            kept[*from] <= Ties::SLOTS
        });
        let rows: Vec<_> = rows.map(|((from, to), steps)| (from, to, steps)).collect();
        let list = list_of(&rows);
        let collected = Collected::new(0);
        let table = tables::start_ties(&collected, &list);
        let folder = tempfile::tempdir().expect("a folder");
        for format in Format::ALL {
            let path = put(&folder, &format.file_name("ties"), &format.encode(&table).expect("a table"));
            let scenario = read(&path);
            let ties = scenario.start_ties.as_deref().expect("ties");
            prop_assert_eq!(&ties.list, &list);
            let run = Run::new(&scenario, 0);
            for client in 0..40 {
                let wanted: Vec<_> = list.of(ClientId::new(client)).iter().map(|tie| (tie.to, tie.strength)).collect();
                let found: Vec<_> = run.world().ties.of(client).map(|tie| (tie.to, tie.strength)).collect();
                prop_assert_eq!(found, wanted);
            }
        }
    }
}

#[test]
fn what_a_file_holds_moves_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let ends = |name: &str, content: &str| Run::new(&read(&put(&folder, name, content.as_bytes())), 0).world().ties.ends.clone();
    assert_ne!(ends("a.csv", "from,to,strength\n0,1,1\n"), ends("b.csv", "from,to,strength\n0,2,1\n"));
}

#[test]
fn columns_may_stand_in_any_order_among_others_and_weak_ties_are_ties() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = put(&folder, "t.csv", "\u{feff}note, strength ,to,from\r\nx, 1e-9 ,3,2\r\n\r\n,1,2,3\r\n".as_bytes());
    let scenario = read(&path);
    let list = &scenario.start_ties.as_deref().expect("ties").list;
    assert_eq!(*list, list_of(&[(2, 3, 1), (3, 2, 255)]));
}

#[test]
fn whole_numbers_of_any_width_are_read_from_parquet() {
    use arrow_array::{ArrayRef, Float32Array, Int64Array, RecordBatch, UInt8Array, UInt32Array, UInt64Array};
    use std::sync::Arc;
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, columns: Vec<(&str, ArrayRef)>| {
        let batch = RecordBatch::try_from_iter(columns).expect("a batch");
        let mut writer = ::parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("rows");
        put(&folder, name, &writer.into_inner().expect("bytes"))
    };
    let from: [ArrayRef; 3] = [
        Arc::new(UInt8Array::from(vec![5, 6])),
        Arc::new(UInt32Array::from(vec![5, 6])),
        Arc::new(UInt64Array::from(vec![5, 6])),
    ];
    for (i, from) in from.into_iter().enumerate() {
        let to: ArrayRef = Arc::new(Int64Array::from(vec![6, 7]));
        let strength: ArrayRef = Arc::new(Float32Array::from(vec![1.0, 0.2]));
        let path = write(&format!("{i}.parquet"), vec![("strength", strength), ("from", from), ("to", to)]);
        assert_eq!(read(&path).start_ties.as_deref().expect("ties").list, list_of(&[(5, 6, 255), (6, 7, 51)]));
    }
    let missing: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None]));
    let real: ArrayRef = Arc::new(Float32Array::from(vec![0.5, 0.5]));
    let path = write(
        "null.parquet",
        vec![("from", missing.clone()), ("to", Arc::new(UInt8Array::from(vec![0, 1]))), ("strength", real.clone())],
    );
    let message = refused(&path);
    assert!(message.contains("data row 2: `from` is empty"), "{message}");
    let path = write("real.parquet", vec![("from", real.clone()), ("to", missing), ("strength", real)]);
    let message = refused(&path);
    assert!(message.contains("column `from` of the file of ties holds Float32, not whole numbers"), "{message}");
}

fn refused(path: &Path) -> String {
    Scenario::parse("x.toml", &text(path), &[]).expect_err("it is wrong").to_string()
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content, words) in [
        ("t.parquet", b"from,to,strength\n".as_slice(), "no Parquet file that can be read"),
        ("t.txt", b"from,to,strength\n", "neither .csv nor .parquet"),
        ("none.csv", b"", "no column `from`, `to`, `strength`"),
        ("semi.csv", b"from;to;strength\n0;1;0,5\n", "columns found: from;to;strength"),
        ("latin.csv", b"from,to,strength\n0,\xe4,1\n", "data row 1: this is not UTF-8"),
        ("comma.csv", b"from,to,strength\n0,1,0,5\n", "data row 1: fields: 4, columns: 3"),
    ] {
        let path = put(&folder, name, content);
        let message = refused(&path);
        assert!(message.contains(words), "{name}: {message}");
    }
    let message = refused(&folder.path().join("nowhere.csv"));
    assert!(message.contains("there is no such file") && message.contains("nowhere.csv"), "{message}");
    assert!(refused(folder.path()).contains("it is a folder"));
}

#[test]
fn only_the_first_of_many_problems_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: String = (0..1000).map(|row| format!("{row},{row},x\n")).collect();
    let message = refused(&put(&folder, "t.csv", format!("from,to,strength\n{rows}").as_bytes()));
    assert_eq!(message.matches("error: data row ").count(), 20, "{message}");
    assert!(message.contains("more is wrong with this file"), "{message}");
}

#[test]
fn reading_ends_where_no_client_has_a_slot_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "0,1,1\n".repeat(100_000);
    let message = refused(&put(&folder, "t.csv", format!("from,to,strength\n{rows}").as_bytes()));
    assert!(message.contains("data row 2: client 0 is tied to client 1 twice"), "{message}");
    assert!(!message.contains("data row 22:"), "{message}");
}

#[test]
fn a_path_starts_at_the_scenario_or_on_the_command_line_at_the_current_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "t.csv", b"from,to,strength\n0,1,1\n0,2,1\n");
    let scenario = put(&folder, "s.toml", text(Path::new("t.csv")).as_bytes());
    let ties = |sets: &[String]| Scenario::load(&scenario, sets).map(|scenario| scenario.start_ties.expect("ties").list.len());
    assert_eq!(ties(&[]).expect("beside the scenario"), 2);
    assert_eq!(ties(&["network.file=tests/data/ties.csv".to_owned()]).expect("in the package's folder"), 3);
    assert!(ties(&["network.file=t.csv".to_owned()]).is_err());
}

#[test]
fn the_resolved_scenario_is_read_with_the_table_of_the_results() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = put(&folder, "t.csv", b"from,to,strength\n3,1,0.25\n0,2,1\n");
    let scenario = read(&path);
    let list = scenario.start_ties.as_deref().expect("ties").list.clone();
    let table = tables::start_ties(&Collected::new(0), &list);
    let kept = put(&folder, "start_ties.parquet", &parquet::encode(&table).expect("a table"));
    std::fs::remove_file(&path).expect("the file was there");
    let again =
        Scenario::from_resolved(&scenario.resolved(), Copies { ties: Some(&kept), villages: None }).expect("a valid scenario");
    assert_eq!(again.start_ties.as_deref().expect("ties").list, list);
    assert_eq!(again.parameters, scenario.parameters);
    assert!(Scenario::from_resolved(&scenario.resolved(), Copies::default()).is_err());
}

#[test]
fn results_are_verified_without_the_file_they_started_from() {
    for format in ["parquet", "csv"] {
        let folder = tempfile::tempdir().expect("a folder");
        let rows: String = (0..40).map(|client| format!("{client},{},0.8\n", (client + 7) % 40)).collect();
        let list = put(&folder, "t.csv", format!("from,to,strength\n{rows}").as_bytes());
        put(&folder, "s.toml", text(Path::new("t.csv")).as_bytes());
        let checked = ends(&folder, 0, &["check", "s.toml"]);
        assert!(checked.contains("40 ties from t.csv"), "{checked}");
        let explained = ends(&folder, 0, &["explain", "s.toml"]);
        assert!(explained.contains("40 ties read from t.csv"), "{explained}");
        ends(&folder, 0, &["run", "s.toml", "--no-charts", "--format", format]);
        let manifest = std::fs::read_to_string(folder.path().join("output/s/manifest.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_str(&manifest).expect("JSON");
        let content = std::fs::read(&list).expect("the file");
        assert_eq!(manifest["inputs"][0]["file"], "t.csv");
        assert_eq!(manifest["inputs"][0]["sha256"], patronage::output::manifest::digest(&content));
        assert_eq!(manifest["resolved"]["network"]["file"], "t.csv");
        std::fs::remove_file(&list).expect("the file was there");
        let verified = ends(&folder, 0, &["verify", "output/s"]);
        assert!(verified.contains(&format!("start_ties.{format}: identical")), "{verified}");

        let kept = folder.path().join(format!("output/s/start_ties.{format}"));
        let mut changed = std::fs::read(&kept).expect("a table");
        let last = changed.len() - 2;
        changed[last] ^= 1;
        std::fs::write(&kept, changed).expect("a writable folder");
        let verified = ends(&folder, 1, &["verify", "output/s"]);
        assert!(verified.contains("differs from what the manifest says was written"), "{verified}");
    }
}

#[test]
fn the_table_of_a_run_starts_another_and_is_not_deleted_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "t.csv", b"from,to,strength\n0,1,0.8\n1,0,0.4\n");
    put(&folder, "s.toml", text(Path::new("t.csv")).as_bytes());
    ends(&folder, 0, &["run", "s.toml", "--no-charts"]);
    let again = "network.file=output/s/start_ties.parquet";
    ends(&folder, 0, &["run", "s.toml", "--no-charts", "--out", "again", "--set", again]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("a table");
    assert!(read("again/clients.parquet") == read("output/s/clients.parquet"));
    let refused = ends(&folder, 1, &["run", "s.toml", "--no-charts", "--force", "--set", again]);
    assert!(refused.contains("which replacing it would delete"), "{refused}");
    // A scenario made from this one finds the file from wherever it is.
    std::fs::create_dir(folder.path().join("scenarios")).expect("a folder");
    ends(&folder, 0, &["new", "made", "--from", "s.toml"]);
    ends(&folder, 0, &["check", "scenarios/made.toml"]);
}
