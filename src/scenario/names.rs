//! What may have been meant by a name that nobody knows.

use super::fields::Field;
use crate::parameter::CatalogueKey;
use crate::phases::CatalogueSection;
use crate::world::Strategy;

/// Top-level keys that hold one value.
pub(super) const TOP_LEVEL: [&str; 4] = ["title", "question", "rounds", "seed"];
/// Top-level lists of tables.
pub(super) const LISTS: [&str; 5] = ["patrons", "parties", "elections", "events", "expect"];

/// Names closer than this are suggested (Jaro-Winkler).
const CLOSE: f64 = 0.82;
/// What a name in the same table is ahead of one elsewhere.
const HOME_BONUS: f64 = 0.06;

/// The known name nearest to `name`, if any is near.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    best(name, known).map(|(_, name)| name)
}

fn best<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<(f64, &'a str)> {
    let scored = known.into_iter().map(|known| (likeness(name, known), known)).filter(|(score, _)| *score >= CLOSE);
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

/// How alike two names are, from 0 to 1: spelling mistakes count little, and so does a name that is part of the other.
fn likeness(name: &str, known: &str) -> f64 {
    let name = name.to_lowercase();
    let part = |long: &str, short: &str| short.len() >= 4 && long.split('_').any(|word| word == short);
    let spelling = strsim::jaro_winkler(&name, known).max(strsim::normalized_damerau_levenshtein(&name, known) + 0.1);
    // One slip in a short name is a large part of it.
    let slip = known.len() >= 3 && strsim::damerau_levenshtein(&name, known) == 1;
    if slip || part(known, &name) || part(&name, known) { spelling.max(0.85) } else { spelling }.min(1.0)
}

/// The table in which an unknown key was found.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Home<'a> {
    /// The top of the scenario.
    Top,
    /// A table of the catalogue, or of the `set` table of an event.
    Section(&'a str),
    /// An entry of a list, with the keys it has.
    Entry(&'a str, &'a [Field]),
    /// The `set` table of an event, in which tables are named.
    Changes,
}

/// What to do about the key `name`, which `home` does not have.
pub(super) fn advice(name: &str, home: Home<'_>, catalogue: &[CatalogueSection]) -> String {
    if let Some(advice) = belongs(name, home, catalogue) {
        return advice;
    }
    let own = own_names(home, catalogue);
    let here = best(name, own.iter().copied()).map(|(score, name)| (score + HOME_BONUS, name.to_owned()));
    let there = elsewhere(name, catalogue);
    let meant = match (here, there) {
        (Some(here), Some(there)) => Some(if there.0 > here.0 { there.1 } else { here.1 }),
        (here, there) => here.or(there).map(|(_, name)| name),
    };
    match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => list("known here", own),
    }
}

/// Names in lines of a length that people read.
pub(crate) fn list<'a>(what: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    const WIDTH: usize = 90;
    let mut lines = vec![format!("{what}:")];
    for (i, name) in names.into_iter().enumerate() {
        let line = lines.last_mut().expect("there is a first line");
        if i > 0 {
            line.push(',');
        }
        if line.len() + name.len() > WIDTH {
            lines.push(name.to_owned());
        } else {
            line.push(' ');
            line.push_str(name);
        }
    }
    lines.join("\n")
}

fn own_names<'a>(home: Home<'a>, catalogue: &'a [CatalogueSection]) -> Vec<&'a str> {
    let sections = || catalogue.iter().map(|section| section.name);
    match home {
        Home::Top => TOP_LEVEL.into_iter().chain(LISTS).chain(sections()).collect(),
        Home::Changes => sections().collect(),
        Home::Entry(_, fields) => fields.iter().map(|field| field.name).collect(),
        Home::Section(name) => {
            let section = catalogue.iter().find(|section| section.name == name);
            section.iter().flat_map(|section| &section.keys).map(CatalogueKey::name).collect()
        }
    }
}

/// Where a name that is known elsewhere belongs.
fn belongs(name: &str, home: Home<'_>, catalogue: &[CatalogueSection]) -> Option<String> {
    let keys = || catalogue.iter().flat_map(|section| &section.keys);
    if TOP_LEVEL.contains(&name) {
        return Some(format!("`{name}` is a key of the whole scenario: write it at the top, above the first [table]"));
    }
    if keys().any(|key| key.path == name) {
        return Some(format!("write {name} without quotes"));
    }
    let mut homes: Vec<String> = keys().filter(|key| key.name() == name).map(|key| format!("`{}`", key.path)).collect();
    let of_patrons = Strategy::PARTS.contains(&name) && !matches!(home, Home::Entry("patrons", _) | Home::Changes);
    if of_patrons {
        homes.push(format!("`{name}` in [[patrons]]"));
    }
    match homes.as_slice() {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        [most @ .., last] => Some(format!("did you mean {} or {last}?", most.join(", "))),
    }
}

/// The key of the catalogue, with its section, whose name or path is nearest.
fn elsewhere(name: &str, catalogue: &[CatalogueSection]) -> Option<(f64, String)> {
    let keys = catalogue.iter().flat_map(|section| &section.keys);
    let scored = keys.map(|key| (likeness(name, key.name()).max(likeness(name, &key.path)), key.path.clone()));
    scored.filter(|(score, _)| *score >= CLOSE).reduce(|best, next| if next.0 > best.0 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phases::catalogue;

    fn advice_on(name: &str, home: Home<'_>) -> String {
        advice(name, home, &catalogue())
    }

    #[test]
    fn the_nearest_name_is_suggested_wherever_it_is() {
        assert_eq!(advice_on("detecton", Home::Section("law")), "did you mean `detection`?");
        assert_eq!(advice_on("hysteresi", Home::Section("economy")), "did you mean `mobility.hysteresis`?");
        assert_eq!(advice_on("outside", Home::Top), "did you mean `economy.outside`?");
        assert_eq!(advice_on("titel", Home::Top), "did you mean `title`?");
        assert_eq!(advice_on("econmy", Home::Top), "did you mean `economy`?");
        assert_eq!(advice_on("lw", Home::Top), "did you mean `law`?");
        assert_eq!(advice_on("lwa", Home::Changes), "did you mean `law`?");
    }

    #[test]
    fn keys_of_the_whole_scenario_are_sent_to_the_top() {
        assert!(advice_on("rounds", Home::Section("population")).contains("above the first [table]"));
    }

    #[test]
    fn parts_of_strategies_are_sent_to_the_patrons() {
        assert_eq!(advice_on("wage", Home::Section("economy")), "did you mean `wage` in [[patrons]]?");
    }

    #[test]
    fn without_a_near_name_the_known_ones_are_listed() {
        assert_eq!(advice_on("xyz", Home::Section("law")), "known here: detection, fine");
    }
}
