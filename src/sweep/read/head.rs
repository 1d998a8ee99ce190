//! What a sweep file says at its top: texts, replicates, draws, what is kept.

use super::FORM;
use super::fields::TOP;
use crate::parameter::Word;
use crate::scenario::fields::named;
use crate::scenario::read::{Limits, Reader};
use crate::scenario::tree::Table;
use crate::sweep::{Draws, Keep};

/// The most replicates.
pub(super) const MOST_REPLICATES: u32 = 1_000_000;

const DRAWS: [(&str, Draws); 2] = [("common", Draws::Common), ("own", Draws::Own)];
const KEEP: [(&str, Keep); 2] = [("summary", Keep::Summary), ("rounds", Keep::Rounds)];

/// The words for draws.
pub(super) fn draws() -> Vec<Word> {
    words(DRAWS)
}

/// The words for what is kept.
pub(super) fn keep() -> Vec<Word> {
    words(KEEP)
}

fn words<T, const N: usize>(choices: [(&'static str, T); N]) -> Vec<Word> {
    choices.map(|(word, _)| Word { word, meaning: "" }).to_vec()
}

/// What stands at the top.
pub(super) struct Head {
    pub title: String,
    pub question: String,
    pub replicates: u32,
    pub draws: Draws,
    pub keep: Keep,
}

/// What stands at the top; nothing if some of it is missing or wrong.
pub(super) fn read(reader: &mut Reader<'_>, table: &mut Table) -> Option<Head> {
    let title = FORM.take(reader, table, "title", "title = \"Where does coercion survive?\"");
    let title =
        title.and_then(|entry| reader.text("title", &entry.node, "say in a few words what the sweep is about, in quotes"));
    let question = table.remove("question").map_or(Some(String::new()), |entry| {
        reader.text("question", &entry.node, "say in a sentence what the sweep asks, in quotes, or leave it out")
    });
    let replicates = replicates(reader, table);
    let draws = word(reader, table, "draws", DRAWS);
    let keep = word(reader, table, "keep", KEEP);
    Some(Head { title: title?, question: question?, replicates: replicates?, draws: draws?, keep: keep? })
}

fn replicates(reader: &mut Reader<'_>, table: &mut Table) -> Option<u32> {
    let Some(entry) = table.remove("replicates") else { return Some(1) };
    u32::try_from(reader.whole("replicates", &entry.node, &Limits::of(named(&TOP, "replicates")))?).ok()
}

/// The choice that a word makes; the default where none is written.
fn word<T: Copy + Default, const N: usize>(
    reader: &mut Reader<'_>,
    table: &mut Table,
    name: &str,
    choices: [(&'static str, T); N],
) -> Option<T> {
    let Some(entry) = table.remove(name) else { return Some(T::default()) };
    let chosen = reader.choice(name, &entry.node, &words(choices), named(&TOP, name).meaning)?;
    choices.into_iter().find(|(word, _)| *word == chosen).map(|(_, choice)| choice)
}
