//! What a checkpoint is of: everything that a run's results depend on.

use crate::engine::Run;
use crate::output::manifest::{Input, digest, inputs};
use crate::output::{Collected, PROGRAM, VERSION};
use crate::scenario::Scenario;
use crate::stored::{self, Layout, Passage};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// The first thing in a checkpoint's stream, as JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The program that wrote it.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The digest of the names and widths of all columns.
    pub columns: String,
    /// Every how many rounds the run was to be kept; 0 if that is not known.
    pub every: u32,
    /// Files that the scenario read besides itself.
    pub inputs: Vec<Input>,
    /// The scenario as it runs, every key with its value.
    pub resolved: Json,
}

/// Why a checkpoint is not one of a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// Another version of the program wrote it.
    #[error("version {theirs} wrote it, and this is version {VERSION}; go on with that version, or start anew with --force")]
    Version {
        /// The version that wrote it.
        theirs: String,
    },
    /// The same version wrote it, but a state of it with other columns.
    #[error("another build of this version wrote it, with other columns; go on with that build, or start anew with --force")]
    Columns,
    /// Another scenario.
    #[error(
        "it was begun with another scenario: `{key}` was {theirs} and is {ours}; go on with the scenario it was begun with, or start anew \
         with --force"
    )]
    Scenario {
        /// The first key that differs.
        key: String,
        /// Its value there.
        theirs: String,
        /// Its value now.
        ours: String,
    },
    /// An input file has changed.
    #[error(
        "{file}, which the scenario reads, has changed since it was begun; bring the old file back, or start anew with --force"
    )]
    Input {
        /// The file, as it is written in the scenario.
        file: String,
    },
}

impl Header {
    /// The header of a run of this scenario by this program.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let run = Run::blank(scenario, 0);
        let rows = Layout::of(Collected::blank(&run));
        let columns = digest((Layout::of(run).text + &rows.text).as_bytes());
        Self {
            program: PROGRAM.to_owned(),
            version: VERSION.to_owned(),
            columns,
            every: 0,
            inputs: inputs(scenario),
            resolved: scenario.resolved(),
        }
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of the stream.
    pub(super) fn write<P: Passage>(&self, passage: &mut P) -> Result<(), stored::Error> {
        let mut text = serde_json::to_string(self).expect("a header is valid JSON");
        passage.text(NAME, &mut text)
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// Those of the stream, or that it is no header.
    pub(super) fn read<P: Passage>(passage: &mut P) -> Result<Self, stored::Error> {
        let mut text = String::new();
        passage.text(NAME, &mut text)?;
        serde_json::from_str(&text).map_err(|_| stored::Error::Invalid(NAME))
    }

    /// Whether a checkpoint with this header is one of a run with the header `ours`.
    ///
    /// # Errors
    /// In what they differ.
    pub fn fits(&self, ours: &Self) -> Result<(), Mismatch> {
        if (&self.program, &self.version) != (&ours.program, &ours.version) {
            return Err(Mismatch::Version { theirs: self.version.clone() });
        }
        if let Some((key, [theirs, ours])) = difference("", &self.resolved, &ours.resolved) {
            return Err(Mismatch::Scenario { key, theirs, ours });
        }
        let changed = ours.inputs.iter().find(|&input| !self.inputs.iter().any(|theirs| theirs.sha256 == input.sha256));
        if let Some(input) = changed {
            return Err(Mismatch::Input { file: input.file.clone() });
        }
        if self.columns == ours.columns { Ok(()) } else { Err(Mismatch::Columns) }
    }
}

/// What the header is called in the stream.
const NAME: &str = "header";

/// The path of the first value that differs, and both values.
fn difference(path: &str, theirs: &Json, ours: &Json) -> Option<(String, [String; 2])> {
    let within = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let absent = &Json::Null;
    match (theirs, ours) {
        (Json::Object(theirs), Json::Object(ours)) => {
            let keys = theirs.keys().chain(ours.keys().filter(|key| !theirs.contains_key(*key)));
            let value = |of: &serde_json::Map<String, Json>, key: &str| of.get(key).unwrap_or(absent).clone();
            keys.into_iter().find_map(|key| difference(&within(key), &value(theirs, key), &value(ours, key)))
        }
        (Json::Array(theirs), Json::Array(ours)) => {
            let value = |of: &[Json], k: usize| of.get(k).unwrap_or(absent).clone();
            let all = 0..theirs.len().max(ours.len());
            all.into_iter().find_map(|k| difference(&within(&(k + 1).to_string()), &value(theirs, k), &value(ours, k)))
        }
        _ if theirs == ours => None,
        _ => Some((path.to_owned(), [theirs, ours].map(shown))),
    }
}

/// A value in a few words.
fn shown(value: &Json) -> String {
    match value {
        Json::Null => "nothing".to_owned(),
        Json::Object(_) => "something".to_owned(),
        Json::Array(list) => format!("a list of {}", list.len()),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_difference_is_found() {
        let of = |theirs: Json, ours: Json| {
            difference("", &theirs, &ours).map(|(key, [theirs, ours])| format!("{key}: {theirs}, {ours}"))
        };
        assert_eq!(of(json!({"a": {"b": [1, 2]}}), json!({"a": {"b": [1, 2]}})), None);
        assert_eq!(of(json!({"a": 1, "b": 2}), json!({"a": 1, "b": 3})).as_deref(), Some("b: 2, 3"));
        assert_eq!(of(json!({"law": {"fine": 0.5}}), json!({"law": {"fine": 1.0}})).as_deref(), Some("law.fine: 0.5, 1.0"));
        assert_eq!(of(json!({"a": [1]}), json!({"a": [1, {"x": 1}]})).as_deref(), Some("a.2: nothing, something"));
        assert_eq!(of(json!({}), json!({"question": "why?"})).as_deref(), Some("question: nothing, \"why?\""));
    }
}
