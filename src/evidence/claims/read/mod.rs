//! Claim files in: one or many, all problems at once.
//!
//! A file is TOML:
//!
//! ```toml
//! claim = "P18"
//! title = "Exit improves the terms of exchange"
//! statement = "The more clients can leave, the better the terms of exchange."
//! source = "Scott 1972"
//! year = 1972
//! base = "bases/village.toml"
//! at = "mean:20"
//! mapping = "How the claim maps to the model, and what is lost."
//! comment = "What is to be thought of the verdict; may be left out."
//!
//! [[levels]]
//! name = "little outside"
//! set = { "economy.outside" = 0.3 }
//! [[levels]]
//! name = "much outside"
//! set = { economy.outside = 0.6, "parties.left.ideology" = -0.8 }
//!
//! [[tests]]
//! measure = "exchange_rate_mean"
//! expect = "rises"
//! ```
//!
//! Every path in it, that of `base` as well as one that a level sets (`population.table`, `network.file`), starts at the folder of
//! the claim file; a path in the base starts at the folder of the base.

mod fields;
mod head;
mod levels;
mod many;
mod schema;
mod tests;

pub use many::claims;
pub use schema::claim as schema;

use super::Claim;
use crate::scenario::based::{self, Form, seen};
use crate::scenario::kind::FileKind;
use crate::scenario::problems::Problems;
use crate::scenario::read::Reader;
use crate::scenario::source::{Place, Source};
use crate::scenario::tree::Table;
use crate::scenario::{Machine, When};
use std::path::Path;

/// The files of claims.
const FORM: Form = Form {
    kind: FileKind::Claim,
    top: &fields::TOP,
    empty: "write a claim; its keys are `claim`, `title`, `statement`, `source`, `year`, `base`, `at`, `mapping`, and the lists [[levels]] and [[tests]]",
};

/// A claim, and where its id is written in which text.
struct Whole {
    claim: Claim,
    source: Source,
    id_at: Place,
}

/// Reads a claim file and checks everything, also whether the worlds of its levels fit into a machine's memory.
///
/// # Errors
/// All problems, each with file, line and what to do.
pub fn claim(path: &Path, machine: &Machine) -> Result<Claim, Problems> {
    whole(path, machine).map(|whole| whole.claim)
}

fn whole(path: &Path, machine: &Machine) -> Result<Whole, Problems> {
    let ((claim, id_at), source) = FORM.read(path, |reader, table| understand(reader, table, path, machine))?;
    Ok(Whole { claim, source, id_at })
}

/// The claim that a table describes, and where its id is written; nothing if something is wrong.
fn understand(reader: &mut Reader<'_>, mut table: Table, path: &Path, machine: &Machine) -> Option<(Claim, Place)> {
    let head = head::read(reader, &mut table);
    let base = head::base(reader, &mut table, path, machine);
    let levels = levels::read(reader, table.remove("levels"), base.as_ref(), machine);
    let at = head::at(reader, &mut table, &levels);
    let tests = tests::read(reader, table.remove("tests"), &levels, at);
    FORM.unknown_at_top(reader, &table);
    let file = seen(reader, path, path)?;
    let head::Head { id, id_at, title, statement, source, year, mapping, comment } = head?;
    let based::Base { path, written, .. } = base?;
    let base = seen(reader, &path, Path::new(&written))?;
    let levels = levels.into_iter().map(levels::Draft::done).collect::<Option<_>>()?;
    let at: When = at?;
    Some((Claim { id, title, statement, source, year, at, mapping, comment, file, base, levels, tests: tests? }, id_at))
}
