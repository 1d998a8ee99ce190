//! What sweeps write.

use super::{FieldDoc, fields, section};
use crate::output::analysis;
use crate::output::sweep::tables::{design, results, rounds};
use crate::output::sweep::{FactorEntry, MeasureEntry};
use crate::table::Table;

/// The fields of `manifest.json` of a sweep.
pub const SWEEP: [FieldDoc; 21] = [
    ("program", "", "The program that wrote the folder."),
    ("version", "", "Its version. Another version may give other results."),
    ("layout", "", "The version of the folder's layout."),
    ("kind", "", "What the folder holds: sweep."),
    ("scenario", "", "The sweep's name: its file's name without ending."),
    ("title", "", "The sweep's title."),
    ("question", "", "What it asks; may be empty."),
    ("complete", "", "Whether no run is missing; runs that failed are not missing."),
    (
        "plan",
        "",
        "SHA-256 digest of the plan: all of plan.json but the numbers of points and replicates, which may grow. Equal plans have equal runs.",
    ),
    ("base", "", "The base scenario's file, as the sweep file names it."),
    ("base_sha256", "", "SHA-256 digest of the base scenario's text."),
    ("design", "", "grid, latin_hypercube, sobol, saltelli, morris, random or list."),
    ("points", "points", "Points of the design."),
    ("replicates", "", "Replicates of every point."),
    ("seed", "", "The seed of the design and of all runs."),
    ("draws", "", "common, if replicate r of every point has the same draws; own, if every point has draws of its own."),
    (
        "factors",
        "",
        "The keys that vary, in the order of their columns: key; unit; meaning; scale (linear, log, levels or listed); values (real, whole or word); \
         low and high, the ends of a linear or logarithmic factor; levels, the values of a factor with levels, or those that a \
         grid takes.",
    ),
    (
        "measures",
        "",
        "What was taken of every run, in the order of the columns: column of results; measure; unit; at, when: end, start, round:T, or mean:K.",
    ),
    ("runs", "runs", "planned, points times replicates; done; failed; missing, not run yet."),
    ("notes", "", "What a reader should know about these results."),
    ("files", "", "The data files: name, rows, bytes, SHA-256 digest."),
];

/// The fields of `analysis.json`.
pub const ANALYSIS: [FieldDoc; 8] = [
    ("version", "", "The version of the program that made the analysis."),
    (
        "results_sha256",
        "",
        "SHA-256 digest of the results that were analysed: that of results in manifest.json, unless they were made anew since.",
    ),
    ("resamples", "", "Bootstrap resamples of intervals of indices and elementary effects; 0 where none were needed."),
    ("level", "share", "The level of all intervals."),
    ("rule", "", "How runs that failed, were not run, or do not know a measure were handled."),
    (
        "used",
        "",
        "How much could be used, by measure: of what (runs; points; samples of saltelli whose A and B are known; elementary effects), how many were \
         planned, how many used.",
    ),
    ("notes", "", "What a reader should know about the analysis."),
    ("files", "", "The tables of the analysis: name, rows, bytes, SHA-256 digest."),
];

const ABOUT: &str = "
# What sweeps write

`patronage sweep` writes one folder, `output/NAME/` or that given with `--out`:

- `design`, `results` and, with `keep = \"rounds\"`, `rounds`: one table each, as `.parquet` or `.csv`. Their columns depend on the sweep: in what follows,
  FACTOR stands for a column per key that varies, under the key's name (`economy.outside`), with whole numbers, real numbers or words
  as the key has them; MEASURE stands for a column per measure;
- `manifest.json`: what the folder holds, without clock or machine;
- `plan.json`: the whole plan, with the text of the base scenario. Who has the folder can go on with the sweep, merge its shards, or verify it without
  the sweep file;
- what `patronage analyse` adds: the tables `main_effects`, `pairs`, `sobol_indices`, `elementary_effects` and `rank_correlations`, as far as they belong
  to the design; `analysis.json`; `summary.md`, the findings for reading; and `charts/`.

Equal sweeps give equal bytes in every data file, in however many parts and on however many machines they were run.
";

const SWEEP_ABOUT: &str = "What the folder holds, without clock or machine: equal sweeps give equal manifests.";
const ANALYSIS_ABOUT: &str = "How the tables of the analysis were made.";

/// The part of OUTPUTS.md on sweeps.
pub(super) fn part(text: &mut String) {
    *text += ABOUT;
    for table in tables().iter().chain(&analysis::blank()) {
        section(text, table);
    }
    fields(text, "manifest.json of a sweep", SWEEP_ABOUT, &SWEEP);
    fields(text, "analysis.json", ANALYSIS_ABOUT, &ANALYSIS);
}

/// The tables of any sweep.
fn tables() -> [Table; 3] {
    let factor = FactorEntry {
        key: "FACTOR".to_owned(),
        unit: "its own".to_owned(),
        meaning: "The value of the factor.".to_owned(),
        scale: "linear".to_owned(),
        values: "real".to_owned(),
        low: None,
        high: None,
        levels: Vec::new(),
    };
    let word = || "MEASURE".to_owned();
    let measure =
        MeasureEntry { column: word(), measure: word(), unit: "its own".to_owned(), at: "a time of its own".to_owned() };
    let mut points = design("saltelli", &[]);
    // The first column, the point, is there already.
    points.columns.extend(design("morris", std::slice::from_ref(&factor)).columns.into_iter().skip(1));
    let factors = [factor];
    let measures = [measure];
    [points, results(&factors, &measures), rounds(&measures)]
}
