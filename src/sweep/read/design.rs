//! `[design]`: which points.

use super::fields::DESIGN;
use super::list::List;
use super::{FORM, values};
use crate::parameter::Word;
use crate::scenario::based::{self, Part};
use crate::scenario::fields::named;
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::{Limits, Reader};
use crate::scenario::source::Place;
use crate::scenario::tree::Table;
use crate::sweep::design::{self, Choice};
use crate::sweep::{Design, Factor};

/// The most points: more would not be run, nor fit into a table that is read at once.
pub(super) const MOST_POINTS: u64 = 10_000_000;

/// The fewest and the most values that Morris' trajectories take of a factor.
pub(super) const LEVELS: (f64, f64) = (2.0, 1000.0);
/// How many they take where nothing is written.
pub(super) const USUAL_LEVELS: u32 = 4;

/// The kinds of designs.
pub(super) const KINDS: [Word; 7] = [
    Word { word: "grid", meaning: "every combination of the factors' values" },
    Word { word: "latin_hypercube", meaning: "every factor has one value in each of equally probable strata" },
    Word { word: "sobol", meaning: "points that fill the space evenly" },
    Word { word: "saltelli", meaning: "points for first-order and total Sobol' indices" },
    Word { word: "morris", meaning: "trajectories for elementary effects" },
    Word { word: "random", meaning: "independent points" },
    Word { word: "list", meaning: "the rows of a file" },
];

/// The kinds, as a list.
pub(super) fn kinds() -> Vec<Word> {
    KINDS.to_vec()
}

/// Which kinds have which of them.
pub(super) const PARTS: [Part; 7] = [
    ("points", &["latin_hypercube", "sobol", "random"], "points = 256"),
    ("blocks", &["latin_hypercube"], ""),
    ("maximin", &["latin_hypercube"], ""),
    ("samples", &["saltelli"], "samples = 256"),
    ("trajectories", &["morris"], "trajectories = 20"),
    ("levels", &["morris"], ""),
    ("file", &["list"], "file = \"points.csv\""),
];

/// A design as far as the file's table says it.
pub(super) struct Draft {
    /// Where it is written.
    pub at: Place,
    /// The design; of a list without its rows.
    pub design: Design,
    /// The file of a list, and where it is named.
    pub file: Option<(String, Place)>,
}

impl Draft {
    /// Whether it takes steps of its factors.
    pub fn is_grid(&self) -> bool {
        self.design == Design::Grid
    }

    /// Its word.
    pub fn word(&self) -> &'static str {
        design::word(&self.design)
    }

    /// The design, of a list with its rows.
    pub fn done(self, list: Option<List>) -> Design {
        list.map_or(self.design, |list| Design::List { rows: list.rows() })
    }
}

/// The design; nothing if something is wrong with it.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table) -> Option<Draft> {
    let entry = FORM.take(reader, table, "design", "[design]` and below it `kind = \"grid\"")?;
    let at = entry.key_at;
    let mut table = reader.table("design", entry.node, "write `[design]` and its keys below, for example `kind = \"grid\"`")?;
    let kind = reader.required(&mut table, "kind", " in [design]", at, "kind = \"grid\"");
    let kind = kind.and_then(|entry| reader.choice("kind", &entry.node, &KINDS, named(&DESIGN, "kind").meaning));
    let found = reader.problems.len();
    if let Some(kind) = kind {
        based::parts(reader, (at, " in [design]"), &mut table, kind, &PARTS);
    }
    let mut count = |reader: &mut Reader<'_>, name: &str| count(reader, &mut table, name);
    let points = count(reader, "points");
    let blocks = count(reader, "blocks");
    let samples = count(reader, "samples");
    let trajectories = count(reader, "trajectories");
    let levels = levels(reader, &mut table);
    let maximin = maximin(reader, &mut table);
    let file = table.remove("file");
    let file = file.and_then(|entry| Some((reader.text("file", &entry.node, "name a CSV file, in quotes")?, entry.node.at)));
    FORM.unknown_in(reader, &table, "design", &DESIGN);
    let kind = kind?;
    if reader.problems.len() > found {
        return None;
    }
    let design = match kind {
        "grid" => Design::Grid,
        "latin_hypercube" => Design::LatinHypercube { points: points?, blocks: blocks.unwrap_or(1), choice: maximin },
        "sobol" => Design::Sobol { points: points? },
        "saltelli" => Design::Saltelli { samples: samples? },
        "morris" => Design::Morris { trajectories: trajectories?, levels },
        "random" => Design::Random { points: points? },
        _ => Design::List { rows: Vec::new() },
    };
    Some(Draft { at, design, file })
}

fn count(reader: &mut Reader<'_>, table: &mut Table, name: &str) -> Option<u32> {
    let entry = table.remove(name)?;
    u32::try_from(reader.whole(name, &entry.node, &Limits::of(named(&DESIGN, name)))?).ok()
}

fn levels(reader: &mut Reader<'_>, table: &mut Table) -> u32 {
    let Some(entry) = table.remove("levels") else { return USUAL_LEVELS };
    let about = format!("{} Default {USUAL_LEVELS}.", named(&DESIGN, "levels").meaning);
    let limits = Limits::new(LEVELS, "levels", about.clone());
    let levels = reader.whole("levels", &entry.node, &limits).unwrap_or(u64::from(USUAL_LEVELS));
    if !levels.is_multiple_of(2) {
        let title = format!("`levels` must be even: {levels}");
        reader.report(Problem::new(title).at(entry.node.at, format!("write {} or {}", levels - 1, levels + 1)).help(about));
    }
    u32::try_from(levels).unwrap_or(USUAL_LEVELS)
}

fn maximin(reader: &mut Reader<'_>, table: &mut Table) -> Choice {
    let about = named(&DESIGN, "maximin").about();
    let wanted = table.remove("maximin").and_then(|entry| values::flag(reader, "maximin", &entry.node, &about));
    if wanted == Some(true) { Choice::Maximin } else { Choice::Any }
}

/// Reports a design that cannot be made of these factors, or has too many points.
pub(super) fn fits(reader: &mut Reader<'_>, design: &Design, factors: &[Factor], at: Place) {
    if let Err(sentence) = design::check(design, factors) {
        let (title, help) = sentence.rsplit_once(": ").unwrap_or((&sentence, "change the design or its factors"));
        reader.report(Problem::new(title).at(at, "").help(help));
        return;
    }
    let points = size(design, factors);
    if points > MOST_POINTS {
        let shown = if points == u64::MAX { "far too many".to_owned() } else { figure(points as f64) };
        let problem = Problem::new(format!("the design has too many points: {shown}"));
        let problem = problem.at(at, format!("at most {}", figure(MOST_POINTS as f64)));
        reader.report(problem.help(match design {
            Design::Grid => "take fewer steps, levels or factors, or a design that samples, like \"sobol\"",
            _ => "take fewer points or factors",
        }));
    }
}

/// How many points a checked design has.
fn size(design: &Design, factors: &[Factor]) -> u64 {
    let factors_and = |more: u64| factors.len() as u64 + more;
    match design {
        Design::Grid => factors.iter().fold(1, |product: u64, factor| product.saturating_mul(factor.steps().unwrap_or(1).into())),
        Design::LatinHypercube { points, blocks, .. } => u64::from(*points) * u64::from(*blocks),
        Design::Sobol { points } | Design::Random { points } => u64::from(*points),
        Design::Saltelli { samples } => factors_and(2).saturating_mul(u64::from(*samples)),
        Design::Morris { trajectories, .. } => factors_and(1).saturating_mul(u64::from(*trajectories)),
        Design::List { rows } => rows.len() as u64,
    }
}
