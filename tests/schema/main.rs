//! The schemas for editors: they refuse nothing that the program accepts, refuse what one value shows, and say what the program says.

#[path = "../common/bad.rs"]
mod bad;
mod files;
mod fixtures;
mod keys;
mod values;

use jsonschema::Validator;
use patronage::evidence::claims;
use patronage::scenario::{self, Problems, Scenario};
use patronage::sweep;
use serde_json::Value as Json;
use std::path::Path;

/// A kind of file that people write.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Scenario,
    Sweep,
    Claim,
}

const KINDS: [Kind; 3] = [Kind::Scenario, Kind::Sweep, Kind::Claim];

impl Kind {
    fn schema(self) -> Json {
        match self {
            Self::Scenario => scenario::schema::scenario(),
            Self::Sweep => sweep::read::schema(),
            Self::Claim => claims::read::schema(),
        }
    }

    fn validator(self) -> Validator {
        jsonschema::validator_for(&self.schema()).expect("a schema")
    }

    /// The titles of the problems that the program has with a file.
    fn problems(self, path: &Path) -> Vec<String> {
        let problems = match self {
            Self::Scenario => Scenario::load_for(path, &[], &bad::MACHINE).err(),
            Self::Sweep => sweep::read::sweep(path, &bad::MACHINE).err(),
            Self::Claim => claims::read::claim(path, &bad::MACHINE).err(),
        };
        problems.iter().flat_map(Problems::list).map(|problem| problem.title().to_owned()).collect()
    }

    /// The same of a text that is no file yet. Paths in it are absolute.
    fn problems_of(self, text: &str) -> Vec<String> {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("x.toml");
        std::fs::write(&path, text).expect("a file");
        self.problems(&path)
    }

    /// A file of this kind that has every table that there may be, and nothing that makes the program give up early.
    fn example(self) -> toml::Table {
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_sweeps/bases/small.toml");
        let text = match self {
            Self::Scenario => include_str!("example-scenario.toml"),
            Self::Sweep => include_str!("example-sweep.toml"),
            Self::Claim => include_str!("example-claim.toml"),
        };
        text.replace("BASE", &base.display().to_string()).parse().expect("TOML")
    }
}

/// TOML as a validator sees it.
fn json(table: &toml::Table) -> Json {
    serde_json::to_value(table).expect("a table is an object")
}

/// The schema that a schema of `document` refers to, or itself.
fn resolved<'a>(document: &'a Json, schema: &'a Json) -> &'a Json {
    let name = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix("#/$defs/"));
    name.map_or(schema, |name| &document["$defs"][name])
}
