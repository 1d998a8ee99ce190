//! `[[parties]]` and `[[elections]]`: who stands for election, for what, and where.

mod constituencies;
mod elections;
mod keys;
mod parties;
mod places;

use super::entries::instead;
use super::values::Reader;
use super::villages::Listed;
use crate::ids::PartyId;
use crate::phases::Parameters;
use crate::scenario::lists::default_entries;
use crate::scenario::memory::PoliticsSize;
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};
use crate::world::politics::polity::{Office, Party, Polity};
pub(super) use elections::Draft;
pub(super) use keys::over_time;

/// What the lists say, by itself and together with the keys; not yet where villages belong.
pub(super) struct Written {
    /// The parties.
    parties: Vec<Party>,
    /// The elections.
    pub elections: Vec<Draft>,
    incumbent: PartyId,
    /// Whether a scenario writes elections at all.
    own: bool,
}

impl Written {
    /// What it takes memory for, in a society of so many clients.
    pub fn size(&self, clients: u32) -> PoliticsSize {
        PoliticsSize::of(&self.parties, self.elections.iter().map(|draft| &draft.election), clients)
    }
}

/// The lists; nothing if there is a problem with them.
pub(super) fn lists(
    reader: &mut Reader<'_>,
    parties: Option<Entry>,
    elections: Option<Entry>,
    parameters: &Parameters,
) -> Option<Written> {
    let found = reader.problems.len();
    let own = elections.is_some();
    let parties = parties::read(reader, parties);
    // Without parties nobody could stand, and every name of one would be unknown.
    let parties_are_sound = reader.problems.len() == found;
    let elections = elections::read(reader, elections, parties_are_sound.then_some(&*parties));
    if reader.problems.len() > found {
        return None;
    }
    let incumbent = incumbent(reader, &parties, &elections, parameters)?;
    keys::calendar(reader, parameters, &elections);
    elections::money(reader, &parties, &elections);
    (reader.problems.len() == found).then_some(Written { parties, elections, incumbent, own })
}

/// The entries of a list, each with its place, or the default ones.
fn entries(reader: &mut Reader<'_>, list: &str, entry: Option<Entry>, most: usize) -> Vec<(Place, Table)> {
    let Some(entry) = entry else {
        let default = default_entries(list, Place::whole(0)).into_iter();
        return default.filter_map(|node| Some((node.at, reader.table(list, node, "")?))).collect();
    };
    let (at, found) = (entry.key_at, reader.problems.len());
    let tables = reader.tables(list, entry.node);
    if tables.is_empty() && reader.problems.len() == found {
        let help = format!("add a [[{list}]] entry, or leave the empty list out: then there are the default ones");
        reader.report(Problem::new(format!("there are no {list}")).at(at, "").help(help));
    }
    if tables.len() > most {
        let title = format!("there are {} {list}", tables.len());
        reader.report(Problem::new(title).at(at, "").help(format!("write at most {most}")));
    }
    tables
}

/// Who governs before the first election: a party that stands for government.
fn incumbent(reader: &mut Reader<'_>, parties: &[Party], elections: &[Draft], parameters: &Parameters) -> Option<PartyId> {
    let name = &parameters.politics.incumbent;
    let executive = elections.iter().find(|draft| draft.election.office == Office::Executive);
    let makes = executive.or(elections.first())?;
    if name.is_empty() {
        return makes.election.parties.first().copied();
    }
    let names = || parties.iter().map(|party| party.name.as_str());
    let Some(incumbent) = names().position(|known| known == name).map(PartyId::new) else {
        let problem = Problem::new(format!("there is no party `{name}` to govern before the first election"));
        reader.between(problem, &["politics.incumbent"], "", &instead(name, "parties", names()));
        return None;
    };
    if !makes.election.parties.contains(&incumbent) {
        let title = format!("the party `{name}`, which governs before the first election, does not stand for government");
        let label = "this election makes the government";
        let problem = Problem::new(title).at(makes.name_at, label);
        reader.report(problem.help("name another party as `incumbent` in [politics], or let this one stand"));
        return None;
    }
    Some(incumbent)
}

/// The polity, if there is politics: with every village in its place.
pub(super) fn polity(
    reader: &mut Reader<'_>,
    written: Written,
    parameters: &Parameters,
    listed: Option<&Listed>,
) -> Option<Polity> {
    let there_is_politics = parameters.politics.every > 0;
    if !there_is_politics && !written.own {
        return None;
    }
    let villages = parameters.population.villages as usize;
    let mut elections = Vec::new();
    for (index, draft) in written.elections.into_iter().enumerate() {
        let column = listed.and_then(|listed| listed.column(index));
        let constituency_of = places::constituency_of(reader, &draft, villages, column);
        elections.push(constituency_of.map(|constituency_of| draft.with_places(constituency_of)));
    }
    let elections: Option<Vec<_>> = elections.into_iter().collect();
    if !there_is_politics {
        return None;
    }
    let places = places::read(reader, parameters, listed.map(|listed| &listed.settlement))?;
    Some(Polity {
        parties: written.parties,
        elections: elections?,
        districts: places.districts,
        district_of: places.district_of,
        voters: places.voters,
        stations: places.stations,
        leakage: places.leakage,
        group_of: places.group_of,
        incumbent: written.incumbent,
    })
}
