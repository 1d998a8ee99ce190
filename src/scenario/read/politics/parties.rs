//! `[[parties]]`.

use super::entries;
use crate::scenario::fields::{PARTIES, named};
use crate::scenario::names::Home;
use crate::scenario::read::entries::{unique, usable};
use crate::scenario::read::values::{Limits, Reader};
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::world::politics::polity::{MOST_PARTIES, Party};

/// The parties; those without a name are left out.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>) -> Vec<Party> {
    let tables = entries(reader, "parties", entry, MOST_PARTIES);
    let parties: Vec<(Party, Place)> = tables.into_iter().filter_map(|(at, table)| party(reader, at, table)).collect();
    let names: Vec<_> = parties.iter().map(|(party, at)| (party.name.as_str(), *at)).collect();
    unique(reader, ("parties", "party"), &names);
    parties.into_iter().map(|(party, _)| party).collect()
}

fn party(reader: &mut Reader<'_>, at: Place, mut table: Table) -> Option<(Party, Place)> {
    let name = reader.required(&mut table, "name", " in this party", at, "name = \"reform\"");
    let name = name.and_then(|entry| {
        let at = entry.node.at;
        let name = reader.text("name", &entry.node, "name the party, in quotes")?;
        Some((usable(reader, ("a party", "parties.NAME.ideology=0.3"), name, at)?, at))
    });
    let ideology = reader.required(&mut table, "ideology", " in this party", at, "ideology = 0.3");
    let limits = |name: &str| Limits::of(named(&PARTIES, name));
    let number = |reader: &mut Reader<'_>, name: &str, entry: Option<Entry>| reader.number(name, &entry?.node, &limits(name));
    let ideology = number(reader, "ideology", ideology);
    let valence = number(reader, "valence", table.remove("valence"));
    let funds = number(reader, "funds", table.remove("funds"));
    let family =
        table.remove("family").and_then(|entry| u32::try_from(reader.whole("family", &entry.node, &limits("family"))?).ok());
    let centrality = number(reader, "centrality", table.remove("centrality"));
    reader.unknown(&table, Home::Entry("parties", &PARTIES));
    let (name, at) = name?;
    // What is wrong has been told: any number stands in for it.
    let usual = Party::named(&name, ideology.unwrap_or(0.0));
    let party = Party {
        valence: valence.unwrap_or(usual.valence),
        funds: funds.unwrap_or(usual.funds),
        family: family.unwrap_or(usual.family),
        centrality: centrality.unwrap_or(usual.centrality),
        ..usual
    };
    Some((party, at))
}
