//! Keys that vary: what they hold, and that no two factors are of one.

use super::Plan;
use crate::parameter::Allowed;
use crate::scenario::Scenario;
use crate::scenario::problems::Problem;
use crate::scenario::read::Reader;
use crate::scenario::sets::Change;
use crate::scenario::source::Place;
use std::collections::BTreeMap;

/// Keys of a scenario that cannot vary, and why.
const FIXED: [(&str, &str); 5] = [
    ("seed", "replicates and `draws` say which draws a run has"),
    (
        "rounds",
        "with other numbers of rounds, measures would be taken at other times; set it for all points: `set = { rounds = 80 }`",
    ),
    ("title", "it changes no run"),
    ("question", "it changes no run"),
    ("population.table", FILE),
];
const FILE: &str = "it names a file, and points differ by values only; sweep each file by itself, with `set`";

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Real numbers.
    Real,
    /// Whole numbers.
    Whole,
    /// Words or names.
    Words,
    /// A key that is not of the catalogue, or none: its values tell.
    Anything,
}

/// What a key is.
pub(super) struct Key {
    /// Its name, without spaces around its parts.
    pub path: String,
    /// What it holds.
    pub holds: Holds,
    /// Its unit; empty if it is not of the catalogue.
    pub unit: String,
}

/// The key that is written at a place; reports one that cannot vary.
pub(super) fn key(reader: &mut Reader<'_>, written: &str, at: Place) -> Option<Key> {
    let path = written.split('.').map(str::trim).collect::<Vec<_>>().join(".");
    let (holds, unit) = {
        let known = reader.catalogue.iter().flat_map(|section| &section.keys).find(|key| key.path == path);
        let holds = known.map(|key| match key.allowed {
            Allowed::Numbers(..) => Holds::Real,
            Allowed::Counts(..) => Holds::Whole,
            Allowed::Words(_) | Allowed::Text => Holds::Words,
        });
        (holds.unwrap_or_else(|| of_list(&path)), known.map_or(String::new(), |key| key.unit.to_owned()))
    };
    if let Err(why) = can_vary(&path, &unit) {
        let problem = Problem::new(format!("`{path}` cannot be a factor")).at(at, "");
        reader.report(problem.help(format!("leave it out: {why}")));
        return None;
    }
    Some(Key { path, holds, unit })
}

/// Whether a key of this unit can vary; why not.
pub(super) fn can_vary(path: &str, unit: &str) -> Result<(), &'static str> {
    let why = FIXED.iter().find(|(name, _)| *name == path).map(|(_, why)| *why);
    // The other keys for paths; text that is none, like the name of a party, may vary.
    why.or((unit == "path").then_some(FILE)).map_or(Ok(()), Err)
}

/// What the part of a list's entry holds.
fn of_list(path: &str) -> Holds {
    match path.split('.').collect::<Vec<_>>().as_slice() {
        ["parties", _, "family"] | ["elections", _, "after"] => Holds::Whole,
        ["patrons" | "parties" | "elections", _, "name" | "office" | "rule" | "under"] => Holds::Words,
        ["patrons" | "parties" | "elections", ..] => Holds::Real,
        _ => Holds::Anything,
    }
}

/// Reports keys that vary twice, or that vary and are set for all points.
pub(super) fn distinct(reader: &mut Reader<'_>, plan: &Plan, set: &[Change], base: &Scenario) {
    let mut known: BTreeMap<String, (Place, &str)> = BTreeMap::new();
    for change in set {
        known.insert(one_name(&change.path, base), (change.key_at, "set for all points"));
    }
    let of_factors = plan.factors.iter().filter_map(|factor| Some((factor.key.as_ref()?, factor.key_at)));
    let of_list = plan.list.iter().flat_map(|list| list.columns.iter().map(|column| (&column.key, column.at)));
    for (key, at) in of_factors.chain(of_list) {
        let name = one_name(&key.path, base);
        let Some((first, what)) = known.get(&name) else {
            known.insert(name, (at, "the first one"));
            continue;
        };
        let problem = match *what {
            "the first one" => Problem::new(format!("two factors have the key `{name}`")).help("keep one of the two"),
            _ => Problem::new(format!("`{name}` is a factor, and is also set for all points")).help("keep one of the two"),
        };
        reader.report(problem.at(at, "").context(*first, *what));
    }
}

/// The name of a key that may be named in two ways: entries of lists by number or by name.
fn one_name(path: &str, base: &Scenario) -> String {
    let parts: Vec<&str> = path.split('.').map(str::trim).collect();
    let [list, which, part] = parts.as_slice() else { return parts.join(".") };
    let polity = base.polity.as_deref();
    let names: Vec<&str> = match *list {
        "patrons" => base.kinds.iter().map(|kind| kind.name.as_str()).collect(),
        "parties" => polity.map(|p| p.parties.iter().map(|party| party.name.as_str()).collect()).unwrap_or_default(),
        "elections" => polity.map(|p| p.elections.iter().map(|election| election.name.as_str()).collect()).unwrap_or_default(),
        _ => Vec::new(),
    };
    let number = which.parse::<usize>().ok().filter(|_| !names.contains(which));
    let name = number.and_then(|number| names.get(number.checked_sub(1)?)).unwrap_or(which);
    format!("{list}.{name}.{part}")
}
