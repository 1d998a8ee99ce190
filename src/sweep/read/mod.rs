//! Sweep files in: all problems at once.
//!
//! A file is TOML:
//!
//! ```toml
//! title = "Where does coercion survive?"
//! question = "What it asks; may be left out."
//! base = "../coercive-open.toml"
//! set = { "population.clients" = 2000, rounds = 80 }
//! replicates = 5
//! seed = 1
//! draws = "common"
//! measures = ["coercion_mean", "gini_wealth_clients@end"]
//! at = "mean:20"
//! keep = "summary"
//!
//! [design]
//! kind = "grid"
//!
//! [[factor]]
//! key = "economy.outside"
//! low = 0.1
//! high = 0.9
//! steps = 9
//! [[factor]]
//! key = "law.detection"
//! levels = [0.0, 0.1, 0.5]
//! ```
//!
//! Every path in it (that of `base`, that of a list of points, one that `set` or a level names) starts at the folder of the sweep file; a
//! path in the base starts at the folder of the base. What the base expects is not read: a sweep does not judge it.

mod design;
mod factors;
mod fields;
mod head;
mod keys;
mod list;
mod measures;
mod schema;
mod tries;
mod values;

pub use schema::sweep as schema;

use super::{Base, Factor, Sweep, Whereabouts};
use crate::output::manifest::{self, Input};
use crate::scenario::based::{self, Form, Trial};
use crate::scenario::kind::FileKind;
use crate::scenario::problems::Problems;
use crate::scenario::read::{Reader, seed};
use crate::scenario::sets::{Change, Expecting};
use crate::scenario::source;
use crate::scenario::tree::{self, Table};
use crate::scenario::{Machine, Scenario};
use std::path::Path;

/// The files of sweeps.
const FORM: Form = Form {
    kind: FileKind::Sweep,
    top: &fields::TOP,
    empty: "write a sweep; it needs `title`, `base`, `measures`, a table [design] and one [[factor]] or more",
};

/// Keys that `set` cannot change, and why.
const FIXED: [(&str, &str); 3] = [
    ("seed", "the sweep has a `seed` of its own, at the top"),
    ("title", "the sweep has a `title` of its own, at the top"),
    ("question", "the sweep has a `question` of its own, at the top"),
];

/// Reads a sweep file and checks everything that can be known before a run: the base with what is set for all points, every end or
/// level of every factor (a list's points one by one), the measures, the size of the design; also whether the worlds at the ends
/// fit into a machine's memory.
///
/// # Errors
/// All problems, each with file, line and what to do.
pub fn sweep(path: &Path, machine: &Machine) -> Result<Sweep, Problems> {
    let (sweep, _) = FORM.read(path, |reader, table| understand(reader, table, path, machine))?;
    Ok(sweep)
}

/// Whether a file is plainly a sweep; one that cannot be read is none.
#[must_use]
pub fn is_sweep(path: &Path) -> bool {
    let text = source::read(path).0.text;
    let table = text.and_then(|text| tree::parse(based::FILE, &text).ok());
    table.as_ref().and_then(FileKind::of).is_some_and(|(kind, _)| kind == FileKind::Sweep)
}

/// What a file says of its factors, as far as it could be read.
struct Plan {
    design: Option<design::Draft>,
    factors: Vec<factors::Draft>,
    list: Option<list::List>,
}

/// The sweep that a table describes; nothing if something is wrong.
fn understand(reader: &mut Reader<'_>, mut table: Table, path: &Path, machine: &Machine) -> Option<Sweep> {
    let head = head::read(reader, &mut table);
    let seed = seed(reader, &mut table);
    let base = based::base(reader, &FORM, &mut table, path, "base = \"../healthy.toml\"");
    let set = based::changes(reader, table.remove("set"));
    let set = set.inspect(|set| based::fixed(reader, set, "a sweep", &FIXED));
    let plan = plan(reader, &mut table, path);
    let measures = measures::read(reader, &mut table);
    FORM.unknown_at_top(reader, &table);
    let (base, set) = (base?, set?);
    let changes = set.iter().map(|change| based::words(change, reader.sources)).collect();
    let (scenarios, inputs) = check(reader, &base, &set, &plan, machine)?;
    let measures = measures.and_then(|measures| measures::known(reader, measures, &scenarios));
    let Plan { design, factors, list } = plan;
    let factors: Option<Vec<Factor>> = match list {
        Some(_) => list.as_ref().map(list::List::factors),
        None => factors.into_iter().map(factors::Draft::done).collect(),
    };
    // Without factors, or with a list that could not be read, that was told.
    let (design, factors) = (design?, factors.filter(|factors| !factors.is_empty())?);
    let design_at = design.at;
    let design = design.done(list);
    design::fits(reader, &design, &factors, design_at);
    let head::Head { title, question, replicates, draws, keep } = head?;
    let base = self::base(base, inputs);
    Some(Sweep { title, question, base, set: changes, factors, design, replicates, seed, draws, measures: measures?, keep })
}

/// The design and the factors, of a list the list.
fn plan(reader: &mut Reader<'_>, table: &mut Table, path: &Path) -> Plan {
    let design = design::read(reader, table);
    let factor = table.remove("factor");
    let list = design.as_ref().and_then(|design| design.file.as_ref());
    match list {
        Some(file) => {
            list::no_factors(reader, factor);
            let list = list::read(reader, file, path.parent().unwrap_or(Path::new("")));
            Plan { design, factors: Vec::new(), list }
        }
        None => {
            let factors = factors::read(reader, factor, design.as_ref());
            Plan { design, factors, list: None }
        }
    }
}

/// Tries the base with what is set, and then every value of every factor. Gives scenarios of the sweep, the base first, and the files
/// that any of them reads; nothing if something is wrong.
fn check(
    reader: &mut Reader<'_>,
    base: &based::Base,
    set: &[Change],
    plan: &Plan,
    machine: &Machine,
) -> Option<(Vec<Scenario>, Vec<Input>)> {
    let sources = reader.sources;
    let files = &sources[based::FILE..=based::FILE];
    let trial = Trial { base, files, expecting: Expecting::LeftOut, machine };
    let first = match trial.of(set) {
        Ok(scenario) => scenario,
        Err(problems) => {
            let problems = based::adopted(reader, problems, &[based::FILE]);
            problems.into_iter().for_each(|problem| reader.report(problem));
            return None;
        }
    };
    let before = reader.problems.len();
    keys::distinct(reader, plan, set, &first);
    let mut seen = tries::Seen::new(first);
    if reader.problems.len() == before {
        match &plan.list {
            Some(list) => list::check(reader, list, set, &trial, &mut seen),
            None => tries::factors(reader, &plan.factors, set, &trial, &mut seen),
        }
    }
    Some((seen.scenarios, seen.inputs))
}

/// What is kept of the base.
fn base(base: based::Base, inputs: Vec<Input>) -> Base {
    let whereabouts =
        Whereabouts { of_base: base.own_folder().to_owned(), of_sweep: base.folder.clone(), ties: None, villages: None };
    let text = base.source.text.unwrap_or_default();
    let sha256 = manifest::digest(text.as_bytes());
    Base { file: base.written, text, sha256, inputs, whereabouts }
}
