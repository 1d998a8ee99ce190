//! What must hold between the keys of politics, at the start and after every event.

use super::Draft;
use crate::phases::Parameters;
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::values::{Later, Reader};

/// Two keys that limit each other in any round.
struct Pair {
    keys: [&'static str; 2],
    /// What is wrong with their values, if something is.
    wrong: fn(&Parameters) -> Option<String>,
    help: &'static str,
}

const PAIRS: [Pair; 2] = [
    Pair {
        keys: ["campaign.club", "campaign.fees"],
        wrong: |p| {
            let together = p.campaign.club + p.campaign.fees;
            let title = || format!("club goods and fees take more than the whole budget of a campaign: {}", figure(together));
            (together > 1.0).then(title)
        },
        help: "`campaign.club` and `campaign.fees` are together at most 1; the rest is for gifts",
    },
    Pair {
        keys: ["campaign.envelope_min", "campaign.envelope_max"],
        wrong: |p| {
            let (least, most) = (p.campaign.envelope_min, p.campaign.envelope_max);
            let title = || format!("the least price of an envelope ({}) is above the greatest ({})", figure(least), figure(most));
            (least > most).then(title)
        },
        help: "`campaign.envelope_min` is at most `campaign.envelope_max`",
    },
];

/// Whether pairs of keys agree at the start and after every event that changes one of them.
pub(in crate::scenario::read) fn over_time(reader: &mut Reader<'_>, parameters: &Parameters) {
    for pair in &PAIRS {
        if let Some(title) = (pair.wrong)(parameters) {
            reader.between(Problem::new(title), &pair.keys, "", pair.help);
        }
    }
    let mut later = std::mem::take(&mut reader.later);
    later.sort_by_key(|change| change.round);
    let at_start = reader.given.clone();
    let mut now = parameters.clone();
    for changes in later.chunk_by(|a, b| a.round == b.round) {
        after(reader, &mut now, changes);
    }
    reader.given = at_start;
}

/// What the events of one round make of the keys.
fn after(reader: &mut Reader<'_>, now: &mut Parameters, changes: &[Later]) {
    for Later { path, value, at, .. } in changes {
        let key = reader.catalogue.iter().flat_map(|section| &section.keys).find(|key| key.path == *path);
        key.expect("events set keys of the catalogue").set(now, value.clone());
        reader.given.insert(path.clone(), *at);
    }
    for pair in PAIRS.iter().filter(|pair| changes.iter().any(|change| pair.keys.contains(&change.path.as_str()))) {
        if let Some(title) = (pair.wrong)(now) {
            let from = changes[0].round;
            reader.between(Problem::new(title), &pair.keys, &format!("from round {from} on"), pair.help);
        }
    }
}

const PHASES: [&str; 3] = ["campaign.purpose", "campaign.design", "campaign.grow"];

/// Whether campaigns and elections fit into the calendar.
pub(super) fn calendar(reader: &mut Reader<'_>, parameters: &Parameters, elections: &[Draft]) {
    let (campaign, calendar) = (&parameters.campaign, &parameters.politics);
    let (purpose, design, grow) = (campaign.purpose, campaign.design, campaign.grow);
    if purpose < design || design < grow {
        let title = "the phases of a campaign do not follow one another";
        let label = format!("purpose {purpose}, design {design} and grow {grow} rounds before the election");
        let help = "machines find their purpose before they plan, and plan before they grow: write purpose >= design >= grow";
        reader.between(Problem::new(title), &PHASES, &label, help);
    }
    if calendar.every == 0 {
        return;
    }
    if purpose >= calendar.every {
        let title =
            format!("campaigns begin {purpose} rounds before an election, but elections come every {} rounds", calendar.every);
        let help = "lower `campaign.purpose` (and `design` and `grow`), or raise `politics.every`";
        reader.between(Problem::new(title), &[PHASES[0], "politics.every"], "", help);
    }
    let first = elections.iter().map(|draft| calendar.first.saturating_add(draft.election.after)).min();
    if first.is_some_and(|first| purpose >= first) {
        let first = first.unwrap_or_default();
        let title = format!("the first campaign would begin {purpose} rounds before the election of round {first}");
        let help = "it must begin in round 1 or later: raise `politics.first`, or lower `campaign.purpose`";
        reader.between(Problem::new(title), &[PHASES[0], "politics.first"], "", help);
    }
    for Draft { election, name_at, after_at, .. } in elections.iter().filter(|draft| draft.election.after >= calendar.every) {
        let title = format!("the election `{}` would be held after the next election day", election.name);
        let label = format!("`politics.every` is {}", calendar.every);
        let problem = Problem::new(title).at(after_at.unwrap_or(*name_at), label);
        reader.report(problem.help(format!("write `after` from 0 to {}, or raise `politics.every`", calendar.every - 1)));
    }
}
