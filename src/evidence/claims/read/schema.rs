//! The JSON Schema of claim files.

use super::fields::{LEVELS, TESTS, TOP};
use super::tests::{PARTS, words};
use crate::scenario::fields::TEXT;
use crate::scenario::schema::{document, shape, values};
use serde_json::Value as Json;

/// The schema of claim files.
#[must_use]
pub fn claim() -> Json {
    let about = "What somebody has published, and how it is tested in the model: what `patronage claims` tests.";
    document("A claim for patronage", about, shape::table(&TOP))
}

/// `[[levels]]`.
pub(super) fn levels() -> Json {
    shape::list(&shape::table(&LEVELS), 2, None)
}

/// `[[tests]]`.
pub(super) fn tests() -> Json {
    shape::list(&shape::table_with(&TESTS, &shape::parts("expect", &words(), &PARTS)), 1, None)
}

/// Two levels.
pub(super) fn pair() -> Json {
    shape::list(&values::holds(&TEXT), 2, Some(2))
}
