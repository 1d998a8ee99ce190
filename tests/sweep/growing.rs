//! Growing: more points or replicates without running any again, to the bytes of a sweep that was so large from the start.

use super::{GRID, contents, differing, place, sampled};
use crate::common::ends;

fn grown(sweep: &str, from: &[&str], to: &[&str]) {
    let place = place(sweep);
    let with = |out: &'static str, sizes: &[&'static str], more: &[&'static str]| {
        [&["sweep", "sweep.toml", "--out", out, "--quiet", "--no-charts"], sizes, more].concat()
    };
    let leaked = |sizes: &[&str]| -> Vec<&'static str> { sizes.iter().map(|size| &*size.to_string().leak()).collect() };
    let (from, to) = (leaked(from), leaked(to));
    ends(&place, 0, &with("whole", &to, &[]));
    ends(&place, 0, &with("grown", &from, &[]));
    let before = std::fs::metadata(place.path().join("grown/journal/1-of-1.journal")).expect("a journal").len();
    ends(&place, 0, &with("grown", &to, &["--extend"]));
    let journal = place.path().join("grown/journal/1-of-1.journal");
    let whole = place.path().join("whole/journal/1-of-1.journal");
    let [after, whole] = [journal, whole].map(|path| std::fs::metadata(path).expect("a journal").len());
    assert!(before < after, "something was added");
    // Times in the journals have more digits or fewer; nothing is in them twice.
    assert!(after.abs_diff(whole) < whole / 20, "{after} and {whole} bytes");
    let [whole, grown] = ["whole", "grown"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&whole, &grown), Vec::<String>::new(), "{sweep}");
}

#[test]
fn replicates_are_added() {
    grown(GRID, &["--replicates", "1"], &["--replicates", "3"]);
}

#[test]
fn points_are_added_to_every_design_that_has_a_size() {
    for design in [
        "kind = \"random\"\npoints = 3",
        "kind = \"sobol\"\npoints = 4",
        "kind = \"saltelli\"\nsamples = 2",
        "kind = \"morris\"\ntrajectories = 2",
    ] {
        grown(&sampled(design), &["--size", "3"], &["--size", "6"]);
    }
    grown(
        &sampled("kind = \"latin_hypercube\"\npoints = 4"),
        &["--size", "1", "--replicates", "1"],
        &["--size", "3", "--replicates", "2"],
    );
}

#[test]
fn rows_are_added_to_a_list() {
    let place = place(
        "title = \"A list\"\nbase = \"base.toml\"\nmeasures = [\"coercion_mean\"]\n[design]\nkind = \"list\"\nfile = \"points.csv\"\n",
    );
    super::put(&place, "points.csv", "economy.outside,network.far_ties\n0.2,1\n0.4,2\n");
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "grown", "--quiet", "--no-charts"]);
    super::put(&place, "points.csv", "economy.outside,network.far_ties\n0.2,1\n0.4,2\n0.7,0\n");
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "grown", "--extend", "--quiet", "--no-charts"]);
    ends(&place, 0, &["sweep", "sweep.toml", "--out", "whole", "--quiet", "--no-charts"]);
    let [whole, grown] = ["whole", "grown"].map(|name| contents(&place.path().join(name)));
    assert_eq!(differing(&whole, &grown), Vec::<String>::new());
    // Rows that are there already must not change.
    super::put(&place, "points.csv", "economy.outside,network.far_ties\n0.3,1\n0.4,2\n0.7,0\n0.8,0\n");
    let error = crate::common::ends(&place, 1, &["sweep", "sweep.toml", "--out", "grown", "--extend"]);
    assert!(error.contains("rows of the list"), "{error}");
}
