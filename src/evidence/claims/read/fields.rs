//! What may be written in a claim file.

use super::schema;
use crate::scenario::field::{Field, Holds, field};
use crate::scenario::fields::{ANY, MEASURE, TEXT, TIME, TIMES};
use crate::scenario::schema::changes;

/// The top of a claim.
pub(super) const TOP: [Field; 11] = [
    field("claim", "name", Holds::Text(r"^[A-Z][1-9][0-9]*$"), "a capital letter and a number", "", "The name of the claim."),
    field("title", "text", TEXT, "not empty", "", "What is claimed, in a few words."),
    field("statement", "text", TEXT, "not empty", "", "What is claimed."),
    field("source", "text", TEXT, "not empty", "", "Who claims it."),
    field("year", "year", Holds::Whole(1000.0, 9999.0), "1000 to 9999", "", "The year in which the claim was published."),
    field(
        "base",
        "path",
        TEXT,
        "a scenario file",
        "",
        "The scenario that the levels change; the path starts at the folder of the claim.",
    ),
    field("at", "time", TIME, TIMES, "", "When measures are taken."),
    field(
        "mapping",
        "text",
        TEXT,
        "not empty",
        "",
        "How the claim maps to the model: what the keys are in the author's words, what the measure is, and what is lost.",
    ),
    field("comment", "text", TEXT, "not empty", "none", "What is to be thought of the verdict."),
    field("levels", "list of tables", Holds::Other(schema::levels), "two or more", "", "The base with some keys changed."),
    field("tests", "list of tables", Holds::Other(schema::tests), "one or more", "", "Which measure is expected to do what."),
];

/// An entry of `[[levels]]`.
pub(super) const LEVELS: [Field; 2] = [
    field("name", "text", TEXT, "not empty", "", "What the level is called; no two levels share a name."),
    field(
        "set",
        "table",
        Holds::Other(changes::changes),
        "keys of the scenario",
        "none, of the first level",
        "What the level changes in the base, for example `{ \"economy.outside\" = 0.3 }`.",
    ),
];

/// An entry of `[[tests]]`.
pub(super) const TESTS: [Field; 7] = [
    field("measure", "text", MEASURE, "a column of rounds.parquet", "", "What is measured."),
    field(
        "expect",
        "word",
        Holds::Word(super::tests::words),
        "\"rises\", \"falls\", \"unchanged\", \"weaker\", \"above\" or \"below\"",
        "",
        "What the measure does from the first level to the second; or what it is at one level.",
    ),
    field("from", "text", TEXT, "a level", "the first level", "The first level."),
    field("to", "text", TEXT, "a level", "the last level", "The second level, or the only one."),
    field(
        "margin",
        "as the measure",
        Holds::Number(f64::MIN_POSITIVE, f64::MAX),
        "above 0",
        "needed with \"unchanged\"",
        "The largest difference that counts as none.",
    ),
    field(
        "bound",
        "as the measure",
        ANY,
        "a number",
        "needed with \"above\" and \"below\"",
        "What the mean at the level is held against.",
    ),
    field(
        "than",
        "list of two texts",
        Holds::Other(schema::pair),
        "two levels",
        "needed with \"weaker\"",
        "The levels between which the effect is claimed to be larger.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::field::ranges_are_as_they_read;

    #[test]
    fn what_people_read_is_what_is_held() {
        [&TOP[..], &LEVELS, &TESTS].into_iter().for_each(ranges_are_as_they_read);
    }
}
