//! Shards: in any order, with any division, to the bytes of one machine.

use super::{GRID, contents, differing, place, sampled};
use crate::common::ends;
use std::fs;

#[test]
fn shards_in_any_order_give_the_tables_of_one_machine() {
    for design in [GRID.to_owned(), sampled("kind = \"saltelli\"\nsamples = 4")] {
        let place = place(&design);
        ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
        for shard in ["3/4", "1/4", "4/4", "2/4"] {
            ends(&place, 0, &["sweep", "sweep.toml", "--out", "shards", "--shard", shard, "--no-charts"]);
            assert!(!place.path().join("shards/manifest.json").exists(), "tables are made by sweep-merge");
        }
        ends(&place, 0, &["sweep-merge", "shards", "--quiet", "--no-charts"]);
        let [whole, shards] = ["whole", "shards"].map(|name| contents(&place.path().join(name)));
        assert_eq!(differing(&whole, &shards), Vec::<String>::new());
    }
}

#[test]
fn shards_of_machines_without_a_common_disk_are_put_together() {
    let place = place(GRID);
    for (shard, folder) in [("1/2", "here"), ("2/2", "there")] {
        ends(&place, 0, &["sweep", "sweep.toml", "--out", folder, "--shard", shard, "--quiet"]);
    }
    let error = ends(&place, 1, &["sweep-merge", "here"]);
    assert!(error.contains("shard 2/2 is missing: none of its 12 runs"), "{error}");
    fs::copy(place.path().join("there/journal/2-of-2.journal"), place.path().join("here/journal/2-of-2.journal"))
        .expect("a copy");
    ends(&place, 0, &["sweep-merge", "here", "--quiet", "--no-charts"]);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
    let [whole, here] = ["whole", "here"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&whole, &here), Vec::<String>::new());
}

#[test]
fn a_merge_says_which_shards_are_missing() {
    let place = place(GRID);
    for shard in ["1/5", "4/5"] {
        ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--shard", shard, "--quiet"]);
    }
    let path = place.path().join("out/journal/4-of-5.journal");
    let whole = fs::read(&path).expect("a journal");
    fs::write(&path, &whole[..whole.len() - 5]).expect("a journal cut short");
    let error = ends(&place, 1, &["sweep-merge", "out"]);
    for word in
        ["shard 2/5 is missing", "shard 3/5 is missing", "shard 5/5 is missing", "shard 4/5 is not finished: 1 of its 5 runs"]
    {
        assert!(error.contains(word), "{word}: {error}");
    }
    assert!(!error.contains("shard 1/5"), "{error}");
    // What is there can be looked at all the same; and another division finishes what is missing.
    let text = ends(&place, 0, &["sweep-merge", "out", "--partial", "--no-charts"]);
    assert!(text.contains("15 of 24 runs are missing"), "{text}");
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--resume", "--quiet", "--no-charts"]);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
    let [whole, out] = ["whole", "out"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&whole, &out), Vec::<String>::new());
}

#[test]
fn results_that_contradict_one_another_are_refused() {
    let place = place(GRID);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--shard", "1/2", "--quiet"]);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "out", "--shard", "2/2", "--quiet"]);
    // As if another machine had come to other results: its journal is written by the same program, but of another base.
    super::put(&place, "base.toml", &super::BASE.replace("rounds = 6", "rounds = 7"));
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "other", "--shard", "1/3", "--quiet"]);
    let [ours, theirs] = ["out/journal/1-of-2.journal", "other/journal/1-of-3.journal"]
        .map(|name| fs::read(place.path().join(name)).expect("a journal"));
    fs::write(place.path().join("out/journal/1-of-3.journal"), &theirs).expect("a file");
    let error = ends(&place, 1, &["sweep-merge", "out"]);
    assert!(error.contains("1-of-3.journal belongs to another plan"), "{error}");
    let head = |journal: &[u8]| journal.iter().position(|&byte| byte == b'\n').expect("a head") + 1;
    let forged = [&ours[..head(&ours)], &theirs[head(&theirs)..]].concat();
    fs::write(place.path().join("out/journal/1-of-3.journal"), forged).expect("a file");
    let error = ends(&place, 1, &["sweep-merge", "out"]);
    assert!(error.contains("with different results"), "{error}");
}
