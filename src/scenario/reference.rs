//! PARAMETERS.md: everything that can be written in a scenario, generated from the catalogue.

use super::fields::{CONSTITUENCIES, ELECTIONS, EVENTS, EXPECT, Field, PARTIES, PATRONS, TOP, VILLAGES};
use super::figures::{allowed, shown};
use crate::parameter::{Allowed, CatalogueKey, Settable, Word};
use crate::phases::{CatalogueSection, Parameters, catalogue};

const HEAD: &str = "\
# Parameters

Everything that can be written in a scenario. This file is generated from the catalogue that checks scenarios; a test keeps
it current (`UPDATE_EXPECTED=1 cargo test --test keys` rewrites it).

A key `name` of section `[section]` is `section.name` on the command line (`--set section.name=value`) and in events.
Everything but `title` and `rounds` has a default. Ranges include their ends; words and texts stand in
quotes. *Settable* says when a key may change: at the
*start* only, or in *any round* by `[[events]]`. A source is a publication, or *assumed* (a plausible value), or *calibrated*
(chosen to meet a figure). Symbols are those of MODEL.md. S is the subsistence unit: what keeps one client alive for a round.
";

/// The text of PARAMETERS.md.
#[must_use]
pub fn parameters_markdown() -> String {
    let mut text = HEAD.to_owned();
    text += &fields("The top of a scenario", "Written above the first `[table]`.", &TOP);
    text += &catalogue().iter().map(section).collect::<String>();
    let patrons = "One entry per kind of patrons at the start. Without any, there is one kind with the defaults. On the command \
                   line, `--set patrons.NAME.wage=0.6`, or the number of the entry for its name.";
    text += &fields("`[[patrons]]`", patrons, &PATRONS);
    text += &politics();
    text += &fields("`[[events]]`", "Keys that change from a round on.", &EVENTS);
    let expect = "What the scenario expects to see; a run says whether it held. An entry gives a band (`at_least`, `at_most` or \
                  both) or one comparison (`more_than` or `less_than`).";
    text += &fields("`[[expect]]`", expect, &EXPECT);
    let villages = "The columns of the file that `population.table` names, CSV (in UTF-8, with a first line of names) or Parquet, one row per \
                    village; columns of other names are passed over. Constituencies and districts group villages independently of one \
                    another. A copy of the table is part of the results (`start_villages`).";
    text + &fields("The table of villages", villages, &VILLAGES)
}

fn politics() -> String {
    let parties = "One entry per party, at most 32; they matter where there are elections (`politics.every` above 0). Without any, there are \
                   `left` (ideology -0.5) and `right` (0.5). On the command line, `--set parties.NAME.ideology=0.3`.";
    let elections = "One entry per election that is held on every election day or some rounds after it. Without any, there is one, \
                     `executive`, of one constituency. The first executive election, or else the first, makes the government. On the \
                     command line, `--set elections.NAME.funds=50`.";
    let constituencies = "The constituencies of the `[[elections]]` entry above, where they have names. Without a table of villages they take \
                          villages in order.";
    fields("`[[parties]]`", parties, &PARTIES)
        + &fields("`[[elections]]`", elections, &ELECTIONS)
        + &fields("`[[elections.constituencies]]`", constituencies, &CONSTITUENCIES)
}

fn section(section: &CatalogueSection) -> String {
    let head = format!(
        "\n## `[{}]`\n\n{} Phase: {}.\n\n\
         | key | unit | range | default | symbol | settable | meaning | source |\n\
         |---|---|---|---|---|---|---|---|\n",
        section.name, section.meaning, section.phase
    );
    head + &section.keys.iter().map(row).collect::<String>()
}

fn row(key: &CatalogueKey<Parameters>) -> String {
    let default = shown(&key.get(&mut Parameters::default()));
    let settable = match key.settable {
        Settable::AtStart => "start",
        Settable::AnyRound => "any round",
    };
    let meaning = key.meaning.to_owned() + &words(&key.allowed);
    cells(&[&code(key.name()), key.unit, &allowed(&key.allowed), &default, key.symbol, settable, &meaning, key.source])
}

/// What the words of a choice mean.
fn words(allowed: &Allowed) -> String {
    let Allowed::Words(words) = allowed else { return String::new() };
    let words: Vec<_> = words.iter().map(|Word { word, meaning }| format!("`{word}`: {meaning}")).collect();
    format!(" {}.", words.join("; "))
}

fn fields(title: &str, about: &str, fields: &[Field]) -> String {
    let head = format!("\n## {title}\n\n{about}\n\n| key | unit | allowed | default | meaning |\n|---|---|---|---|---|\n");
    let default = |field: &Field| if field.default.is_empty() { "must be given" } else { field.default };
    let rows = fields.iter().map(|field| cells(&[&code(field.name), field.unit, field.allowed, default(field), field.meaning]));
    head + &rows.collect::<String>()
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A row of a table; a bar within a cell is escaped.
fn cells(cells: &[&str]) -> String {
    let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}
