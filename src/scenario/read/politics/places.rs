//! Which village belongs where: to which constituency of every election, and to which district.

use super::elections::Draft;
use crate::ids::{DistrictId, VillageId};
use crate::phases::Parameters;
use crate::scenario::Settlement;
use crate::scenario::figures::figure;
use crate::scenario::problems::Problem;
use crate::scenario::read::values::Reader;
use crate::scenario::source::Place;
use crate::world::Villages;
use crate::world::politics::polity::{even_districts, stations};
use std::collections::BTreeMap;

/// What a polity knows of villages, beside constituencies.
pub(super) struct Places {
    pub districts: Vec<String>,
    pub district_of: Vec<DistrictId>,
    pub voters: Vec<u32>,
    pub stations: Vec<u32>,
    pub leakage: Vec<f64>,
    pub group_of: Vec<u32>,
}

/// Districts, voters and polling stations, as the table of villages says, or as villages lie evenly.
pub(super) fn read(reader: &mut Reader<'_>, parameters: &Parameters, settlement: Option<&Settlement>) -> Option<Places> {
    let (population, calendar) = (&parameters.population, &parameters.politics);
    let n = population.villages as usize;
    let (districts, district_of) = match settlement.and_then(|settlement| settlement.districts.as_deref()) {
        Some(names) => {
            let (districts, of_each) = numbered(names);
            (districts, of_each.into_iter().map(DistrictId::new).collect())
        }
        None if calendar.districts as usize > n => {
            let title = format!("there are more districts ({}) than villages ({n})", calendar.districts);
            let keys = ["population.villages", "politics.districts"];
            reader.between(Problem::new(title), &keys, "", "lower `politics.districts`: every district has a village at least");
            return None;
        }
        None => even_districts(calendar.districts as usize, n),
    };
    let voters = settlement.map_or_else(
        || {
            let villages = Villages::spread(n, population.clients as usize, 0, population.village_spread);
            (0..n).map(|v| villages.clients_of(VillageId::new(v)).len() as u32).collect()
        },
        |settlement| settlement.clients.clone(),
    );
    let stations = match settlement.and_then(|settlement| settlement.stations.clone()) {
        Some(stations) => stations,
        None => voters.iter().map(|&voters| stations(voters, calendar.station_size)).collect(),
    };
    let leakage = settlement.and_then(|settlement| settlement.leakage.clone()).unwrap_or_default();
    let groups = settlement.and_then(|settlement| settlement.groups.as_deref());
    let group_of = groups.map_or(Vec::new(), |names| numbered(names).1.into_iter().map(|group| group as u32).collect());
    Some(Places { districts, district_of, voters, stations, leakage, group_of })
}

/// The names that there are, in the order in which they first occur, and which of them each is.
fn numbered(names: &[String]) -> (Vec<String>, Vec<usize>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let mut different: Vec<String> = Vec::new();
    let of_each = names.iter().map(|name| {
        *known.entry(name).or_insert_with(|| {
            different.push(name.clone());
            different.len() - 1
        })
    });
    let of_each = of_each.collect();
    (different, of_each)
}

/// The constituency of every village: as a column of the table of villages says, or else so many villages after so many others.
pub(super) fn constituency_of(
    reader: &mut Reader<'_>,
    draft: &Draft,
    villages: usize,
    column: Option<(&[u32], Place)>,
) -> Option<Vec<u32>> {
    match column {
        Some((column, place)) => of_column(reader, draft, column, place),
        None => {
            let sizes = sizes(reader, draft, villages)?;
            let of = |(k, size): (usize, u32)| std::iter::repeat_n(k as u32, size as usize);
            Some(sizes.into_iter().enumerate().flat_map(of).collect())
        }
    }
}

fn of_column(reader: &mut Reader<'_>, draft: &Draft, column: &[u32], file: Place) -> Option<Vec<u32>> {
    let name = &draft.election.name;
    if let Some((_, at)) = draft.written.villages.iter().flatten().next() {
        let title = format!("villages are counted here, but the table of villages has a column `{name}`");
        let help = "leave `villages` out of the constituencies, or the column out of the table";
        reader.report(Problem::new(title).at(*at, "").help(help));
        return None;
    }
    let mut found = vec![false; draft.election.constituencies.len()];
    column.iter().for_each(|&k| found[k as usize] = true);
    let empty = draft.election.constituencies.iter().zip(&found).filter(|(_, found)| !**found);
    let empty: Vec<&str> = empty.map(|(constituency, _)| constituency.name.as_str()).collect();
    for constituency in &empty {
        let title = format!("no village belongs to the constituency `{constituency}` of the election `{name}`");
        let problem = Problem::new(title).at(file, "").context(draft.written.at, "");
        reader.report(problem.help(format!("name it in column `{name}`, or take it out of the election")));
    }
    empty.is_empty().then(|| column.to_vec())
}

/// How many villages belong to each constituency, in their order. Those that say nothing share what others leave in proportion to seats.
fn sizes(reader: &mut Reader<'_>, draft: &Draft, villages: usize) -> Option<Vec<u32>> {
    let (name, all) = (&draft.election.name, draft.election.constituencies.len());
    if all > villages {
        let title = format!("the election `{name}` has more constituencies ({all}) than there are villages ({villages})");
        let problem = Problem::new(title).at(draft.written.at, "");
        reader.report(problem.help("a constituency has a village at least: join some, or raise `population.villages`"));
        return None;
    }
    let written = &draft.written.villages;
    let counted: u64 = written.iter().flatten().map(|(count, _)| u64::from(*count)).sum();
    let open: Vec<u32> = (0..all).filter(|&k| written[k].is_none()).map(|k| draft.election.constituencies[k].seats).collect();
    let left = (villages as u64).checked_sub(counted).and_then(|left| u32::try_from(left).ok());
    let left = left.filter(|&left| if open.is_empty() { left == 0 } else { left as usize >= open.len() });
    let Some(left) = left else {
        do_not_add_up(reader, draft, villages as u64, counted, open.len());
        return None;
    };
    let mut shares = share_out(left, &open).into_iter();
    let size = |count: &Option<(u32, Place)>| count.map(|(count, _)| count).or_else(|| shares.next());
    written.iter().map(size).collect()
}

/// Villages that belong to no constituency, or to two.
fn do_not_add_up(reader: &mut Reader<'_>, draft: &Draft, villages: u64, counted: u64, open: usize) {
    let number = |n: u64| figure(n as f64);
    let title = format!("the villages of the constituencies of the election `{}` do not add up", draft.election.name);
    let mut places: Vec<Place> = draft.written.villages.iter().flatten().map(|(_, at)| *at).collect();
    let last = places.pop().unwrap_or(draft.written.at);
    let label = format!("together {} of {} villages", number(counted), number(villages));
    let problem = places.into_iter().fold(Problem::new(title).at(last, label), |problem, at| problem.context(at, ""));
    let help = match villages.checked_sub(counted) {
        Some(left) if open == 0 => {
            format!("villages that belong to none: {}; correct the numbers, or leave one of them out", number(left))
        }
        Some(left) => {
            format!("villages left for other constituencies ({open}): {}; each of them needs one at least", number(left))
        }
        None => format!("lower the numbers by {}", number(counted - villages)),
    };
    reader.report(problem.help(help));
}

/// Villages for each constituency in proportion to seats, as far as whole numbers allow, at least one each.
fn share_out(villages: u32, seats: &[u32]) -> Vec<u32> {
    let all: u64 = seats.iter().map(|&seats| u64::from(seats)).sum();
    let (mut seats_so_far, mut end) = (0, 0);
    let share = |(k, own): (usize, &u32)| {
        seats_so_far += u64::from(*own);
        let start = end;
        let others = (seats.len() - 1 - k) as u64;
        let fair = u128::from(villages) * u128::from(seats_so_far) / u128::from(all);
        end = (fair as u64).max(start + 1).min(u64::from(villages) - others);
        (end - start) as u32
    };
    seats.iter().enumerate().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn villages_are_shared_out_by_seats_and_nobody_goes_without(seats in prop::collection::vec(1u32..50, 1..20), more in 0u32..500) {
            let villages = seats.len() as u32 + more;
            let shares = share_out(villages, &seats);
            prop_assert_eq!(shares.iter().sum::<u32>(), villages);
            prop_assert!(shares.iter().all(|&share| share >= 1));
            let all: u32 = seats.iter().sum();
            let fair = |own: u32| f64::from(villages) * f64::from(own) / f64::from(all);
            // Where everybody's fair share is a village or more, shares are fair to one village and what others are lifted by.
            if seats.iter().all(|&own| fair(own) >= 2.0) {
                for (share, own) in shares.iter().zip(&seats) {
                    prop_assert!((f64::from(*share) - fair(*own)).abs() <= 1.0, "{shares:?} of {seats:?}");
                }
            }
        }
    }

    #[test]
    fn names_stand_in_the_order_in_which_they_occur() {
        let names = ["b", "a", "b", "c"].map(str::to_owned);
        let (different, of_each) = numbered(&names);
        assert_eq!(different, ["b", "a", "c"]);
        assert_eq!(of_each, [0, 1, 0, 2]);
    }
}
