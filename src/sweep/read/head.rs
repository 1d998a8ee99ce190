//! What a sweep file says at its top: texts, replicates, draws, what is kept.

use super::FORM;
use crate::parameter::Word;
use crate::scenario::read::{Limits, Reader};
use crate::scenario::tree::Table;
use crate::sweep::{Draws, Keep};

/// The most replicates.
const MOST_REPLICATES: u32 = 1_000_000;

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
    let words = [("common", Draws::Common), ("own", Draws::Own)];
    let draws = word(reader, table, "draws", words, "Whether equal replicates of different points have the same luck.");
    let words = [("summary", Keep::Summary), ("rounds", Keep::Rounds)];
    let keep = word(reader, table, "keep", words, "What is kept of every run: one row, or also a row per round.");
    Some(Head { title: title?, question: question?, replicates: replicates?, draws: draws?, keep: keep? })
}

fn replicates(reader: &mut Reader<'_>, table: &mut Table) -> Option<u32> {
    let Some(entry) = table.remove("replicates") else { return Some(1) };
    let about = "How often every point runs. Default 1.".to_owned();
    let limits = Limits::new((1.0, f64::from(MOST_REPLICATES)), "replicates", about);
    u32::try_from(reader.whole("replicates", &entry.node, &limits)?).ok()
}

/// The choice that a word makes; the default where none is written.
fn word<T: Copy + Default, const N: usize>(
    reader: &mut Reader<'_>,
    table: &mut Table,
    name: &str,
    choices: [(&'static str, T); N],
    about: &str,
) -> Option<T> {
    let Some(entry) = table.remove(name) else { return Some(T::default()) };
    let words = choices.map(|(word, _)| Word { word, meaning: "" });
    let chosen = reader.choice(name, &entry.node, &words, about)?;
    choices.into_iter().find(|(word, _)| *word == chosen).map(|(_, choice)| choice)
}
