//! From what is written to a [`Scenario`]: every value is checked here, once, and all problems are gathered.

mod calendar;
mod cells;
mod changes;
mod checks;
mod entries;
mod expect;
mod files;
mod kinds;
mod politics;
mod ties;
mod values;
mod villages;

use super::fields::{TOP, named};
use super::memory::{Machine, PoliticsSize, Size};
use super::names::Home;
use super::problems::Problem;
use super::source::{Place, Source};
use super::tree::Table;
use super::{Scenario, Settlement};
use crate::phases::Parameters;
use crate::world::politics::Polity;
pub(super) use expect::lacks;
pub(crate) use expect::{measure_of, named_measure, too_late};
pub(crate) use files::Whereabouts;
pub(super) use kinds::MOST_KINDS;
use politics::Written;
use std::sync::Arc;
pub(crate) use values::{Limits, Reader};
use villages::Listed;

/// The scenario that a tree describes. Files that it names become more sources.
///
/// # Errors
/// All problems, in no order.
pub(super) fn scenario(
    mut tree: Table,
    sources: &mut Vec<Source>,
    machine: &Machine,
    files: Whereabouts<'_>,
) -> Result<Scenario, Vec<Problem>> {
    let mut reader = Reader::new(sources);
    let title = title(&mut reader, &mut tree);
    let question = tree.remove("question").and_then(|entry| question(&mut reader, &entry.node));
    let rounds = rounds(&mut reader, &mut tree);
    let seed = seed(&mut reader, &mut tree);
    let before = reader.problems.len();
    let mut parameters = parameters(&mut reader, &mut tree);
    let written = politics::lists(&mut reader, tree.remove("parties"), tree.remove("elections"), &parameters);
    // Where keys or lists are wrong, rows would be held against what nobody meant.
    let mut is_sound = reader.problems.len() == before;
    let elections = written.as_ref().map_or(&[][..], |written| &written.elections);
    let listed = if is_sound { villages::read(&mut reader, &mut parameters, elections, files) } else { None };
    is_sound &= reader.problems.len() == before;
    let kinds = kinds::read(&mut reader, tree.remove("patrons"));
    let events = changes::read(&mut reader, tree.remove("events"), rounds);
    politics::over_time(&mut reader, &parameters);
    let expected = tree.remove("expect");
    reader.unknown(&tree, Home::Top);
    checks::population(&mut reader, &parameters);
    checks::ties(&mut reader, &parameters);
    let start_ties = if is_sound { ties::read(&mut reader, &parameters, files) } else { None };
    let size_of_politics =
        written.as_ref().map_or_else(PoliticsSize::default, |written| written.size(parameters.population.clients));
    let size = Size::new(&parameters, start_ties.as_ref(), size_of_politics);
    let fits = checks::memory(&mut reader, size, machine);
    let (settlement, polity) = if fits && is_sound { places(&mut reader, written, &parameters, listed) } else { (None, None) };
    let polity = polity.map(Arc::new);
    let calendar = calendar::Calendar::new(&parameters, &events, rounds, polity.clone());
    let expectations = expect::read(&mut reader, expected, &calendar);
    let Reader { problems, files, .. } = reader;
    sources.extend(files);
    match (title, rounds) {
        (Some(title), Some(rounds)) if problems.is_empty() => Ok(Scenario {
            title,
            question: question.unwrap_or_default(),
            rounds,
            seed,
            parameters,
            start_ties: start_ties.map(Arc::new),
            settlement: settlement.map(Arc::new),
            polity,
            kinds,
            events,
            expectations,
        }),
        _ => Err(problems),
    }
}

/// Where clients live and vote, as far as the scenario says.
fn places(
    reader: &mut Reader<'_>,
    written: Option<Written>,
    parameters: &Parameters,
    listed: Option<Listed>,
) -> (Option<Settlement>, Option<Polity>) {
    let polity = written.and_then(|written| politics::polity(reader, written, parameters, listed.as_ref()));
    (listed.map(|listed| listed.settlement), polity)
}

fn title(reader: &mut Reader<'_>, tree: &mut Table) -> Option<String> {
    let entry = reader.required(tree, "title", "", Place::whole(0), "title = \"What this scenario is about\"")?;
    reader.text("title", &entry.node, "say in a few words what the scenario is, in quotes")
}

fn question(reader: &mut Reader<'_>, node: &super::tree::Node) -> Option<String> {
    reader.text("question", node, "say in a sentence what the scenario asks, in quotes, or leave it out")
}

fn rounds(reader: &mut Reader<'_>, tree: &mut Table) -> Option<u32> {
    let entry = reader.required(tree, "rounds", "", Place::whole(0), "rounds = 80")?;
    let rounds = reader.whole("rounds", &entry.node, &Limits::of(named(&TOP, "rounds")))?;
    u32::try_from(rounds).ok()
}

/// `seed`; the default if it is missing or wrong.
pub(crate) fn seed(reader: &mut Reader<'_>, tree: &mut Table) -> u64 {
    let Some(entry) = tree.remove("seed") else { return super::DEFAULT_SEED };
    let field = named(&TOP, "seed");
    let about = format!("{} Default {}.", field.meaning, field.default);
    // As a float, the largest i64 rounds up to 2^63, which is one too many; i64 has the last word.
    let limits = Limits { range: (0.0, i64::MAX as f64), allowed: format!("from 0 to {}", i64::MAX), about };
    let seed = reader.whole("seed", &entry.node, &limits);
    if seed.is_some_and(|seed| i64::try_from(seed).is_err()) {
        let title = format!("`seed` is out of range: {}", entry.node.shown(reader.sources));
        reader.report(Problem::new(title).at(entry.node.at, format!("must be {}", limits.allowed)).help(limits.about));
    }
    seed.unwrap_or(super::DEFAULT_SEED)
}

/// The values of all keys: the defaults, and what the sections set.
fn parameters(reader: &mut Reader<'_>, tree: &mut Table) -> Parameters {
    let mut parameters = Parameters::default();
    let sections = std::mem::take(&mut reader.catalogue);
    let mut unknown = Vec::new();
    for section in &sections {
        let Some(entry) = tree.remove(section.name) else { continue };
        let about = format!("write `[{}]` and its keys below", section.name);
        let Some(mut table) = reader.table(section.name, entry.node, &about) else { continue };
        for key in &section.keys {
            let Some(entry) = table.remove(key.name()) else { continue };
            reader.given.insert(key.path.clone(), entry.node.at);
            if let Some(value) = reader.value(key, &entry.node) {
                key.set(&mut parameters, value);
            }
        }
        unknown.push((section.name, table));
    }
    reader.catalogue = sections;
    for (section, table) in unknown {
        reader.unknown(&table, Home::Section(section));
    }
    parameters
}
