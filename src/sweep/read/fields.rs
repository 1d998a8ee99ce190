//! What may be written in a sweep file.

use super::{design, factors, head, schema};
use crate::scenario::field::{Field, Holds, field};
use crate::scenario::fields::{ANY, TEXT, TIME, TIMES};
use crate::scenario::schema::changes;

/// The top of a sweep.
pub(super) const TOP: [Field; 12] = [
    field("title", "text", TEXT, "not empty", "", "What the sweep is called."),
    field("question", "text", TEXT, "not empty", "none", "What the sweep asks."),
    field("base", "path", TEXT, "a scenario file", "", "The scenario that varies; the path starts at the folder of the sweep."),
    field(
        "set",
        "table",
        Holds::Other(changes::changes),
        "keys of the scenario",
        "none",
        "What all points change in the base, for example `{ \"population.clients\" = 2000, rounds = 80 }`.",
    ),
    field(
        "replicates",
        "replicates",
        Holds::Whole(1.0, head::MOST_REPLICATES as f64),
        "1 to 1_000_000",
        "1",
        "How often every point runs.",
    ),
    field(
        "seed",
        "whole number",
        Holds::Whole(0.0, i64::MAX as f64),
        "0 to 2^63 - 1",
        "1",
        "Seed of all random numbers: equal seeds give equal results.",
    ),
    field(
        "draws",
        "word",
        Holds::Word(head::draws),
        "\"common\" or \"own\"",
        "\"common\"",
        "Whether equal replicates of different points have the same luck.",
    ),
    field(
        "measures",
        "list of texts",
        Holds::Other(schema::measures),
        "columns of rounds.parquet, each as \"name\" or \"name@time\"",
        "",
        "What is measured of every run.",
    ),
    field("at", "time", TIME, TIMES, "\"end\"", "When measures are taken, unless they say otherwise."),
    field(
        "keep",
        "word",
        Holds::Word(head::keep),
        "\"summary\" or \"rounds\"",
        "\"summary\"",
        "What is kept of every run: one row, or also a row per round.",
    ),
    field("design", "table", Holds::Other(schema::design), "its keys", "", "Which points are run."),
    field(
        "factor",
        "list of tables",
        Holds::Other(schema::factors),
        "one or more",
        "the columns of the file of a \"list\"",
        "The keys that vary, and their values.",
    ),
];

/// How many: as many as there may be points.
const MANY: Holds = Holds::Whole(1.0, design::MOST_POINTS as f64);

/// The table `[design]`.
pub(super) const DESIGN: [Field; 8] = [
    field("kind", "word", Holds::Word(design::kinds), "one of these words", "", "Which points are run."),
    field(
        "points",
        "points",
        MANY,
        "1 to 10_000_000",
        "needed where it is used",
        "How many points; of Latin hypercubes, of each.",
    ),
    field("blocks", "blocks", MANY, "1 to 10_000_000", "1", "How many Latin hypercubes, one after another."),
    field(
        "maximin",
        "true or false",
        Holds::Flag,
        "true or false",
        "false",
        "Whether, of many hypercubes, the one is taken whose closest points are farthest apart.",
    ),
    field(
        "samples",
        "samples",
        MANY,
        "1 to 10_000_000",
        "needed where it is used",
        "How many pairs of points A and B; best a power of two.",
    ),
    field(
        "trajectories",
        "trajectories",
        MANY,
        "1 to 10_000_000",
        "needed where it is used",
        "How many trajectories, each of (factors + 1) points.",
    ),
    field(
        "levels",
        "levels",
        Holds::Other(schema::even),
        "2 to 1000, an even number",
        "4",
        "How many values every factor takes, an even number.",
    ),
    field(
        "file",
        "path",
        TEXT,
        "a CSV file",
        "needed where it is used",
        "The rows of a list: its columns are keys, its lines points.",
    ),
];

/// An entry of `[[factor]]`.
pub(super) const FACTOR: [Field; 7] = [
    field("key", "key", Holds::Other(schema::key), "a key that `--set` can set", "", "The key that varies."),
    field("low", "as the key", ANY, "a number", "none: write `levels`", "The smallest value."),
    field("high", "as the key", ANY, "a number above `low`", "none: write `levels`", "The largest value."),
    field(
        "levels",
        "list of values",
        Holds::Other(schema::levels),
        "two or more",
        "none: write `low` and `high`",
        "The values, instead of `low` and `high`; words for keys that are choices.",
    ),
    field(
        "steps",
        "steps",
        Holds::Whole(2.0, factors::MOST_STEPS),
        "2 to 1_000_000",
        "needed in a grid without `levels`",
        "How many values the grid takes, evenly spaced, both ends included.",
    ),
    field(
        "scale",
        "word",
        Holds::Word(factors::scales),
        "\"linear\" or \"log\"",
        "\"linear\"",
        "Whether equal steps are equal differences (linear) or equal ratios (log).",
    ),
    field(
        "integer",
        "true or false",
        Holds::Flag,
        "true or false; true for keys that hold whole numbers",
        "as the key",
        "Whether only whole numbers are taken; true for keys that hold whole numbers.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::field::ranges_are_as_they_read;

    #[test]
    fn what_people_read_is_what_is_held() {
        [&TOP[..], &DESIGN, &FACTOR].into_iter().for_each(ranges_are_as_they_read);
    }
}
