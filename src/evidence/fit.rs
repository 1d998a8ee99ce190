//! Whether scenarios can be compared, how, and in what they differ.

use super::comparison::Pairing;
use crate::ensemble::Member;
use crate::scenario::{Scenario, When};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// How a member is compared with the baseline.
#[must_use]
pub fn pairing(baseline: &Scenario, other: &Scenario) -> Pairing {
    let agents = |scenario: &Scenario| {
        let population = &scenario.parameters.population;
        let villages = scenario.settlement.as_deref().map(|settlement| settlement.clients.clone());
        (population.clients, population.patrons, population.villages, villages)
    };
    if agents(baseline) == agents(other) { Pairing::Paired } else { Pairing::Unpaired }
}

/// The members with seeds by which they can be compared: those whose agents are the baseline's have its seed, so that equal
/// replicates have the same draws; the others have seeds of their own, one more for every place, so that they share none.
#[must_use]
pub fn seeded(members: Vec<Member>) -> Vec<Member> {
    let Some(baseline) = members.first().map(|member| member.scenario.clone()) else { return members };
    let seed_of = |place: usize, scenario: &Scenario| match pairing(&baseline, scenario) {
        Pairing::Paired => baseline.seed,
        Pairing::Unpaired => (baseline.seed + place as u64) & i64::MAX as u64,
    };
    let seeded = |(place, Member { name, scenario }): (usize, Member)| {
        let seed = seed_of(place, &scenario);
        Member { name, scenario: scenario.with_seed(seed) }
    };
    members.into_iter().enumerate().map(seeded).collect()
}

/// Whether these members can be compared at that time.
///
/// # Errors
/// A sentence that says why not, and what to do.
pub fn check(members: &[Member], at: When) -> Result<(), String> {
    let Some((baseline, others)) = members.split_first() else { return Err("there is nothing to compare".to_owned()) };
    if others.is_empty() {
        return Err(format!(
            "there is nothing to compare `{}` with; give another scenario, or let one key of it vary with --vary KEY=A,B",
            baseline.name
        ));
    }
    for other in others {
        let [a, b] = [baseline, other].map(|member| (&member.name, member.scenario.rounds));
        if a.1 != b.1 {
            return Err(format!(
                "`{}` has {} rounds and `{}` has {}: only scenarios of equal length can be compared; give both the same with --rounds",
                a.0, a.1, b.0, b.1
            ));
        }
        let politics = |member: &Member| member.scenario.parameters.politics.every > 0;
        if politics(baseline) != politics(other) {
            let [with, without] = if politics(baseline) { [a.0, b.0] } else { [b.0, a.0] };
            return Err(format!(
                "`{with}` has elections and `{without}` has none, so that they have not the same measures; let both have politics, or \
                 neither with --set politics.every=0"
            ));
        }
    }
    let rounds = baseline.scenario.rounds;
    let beyond = match at {
        When::Start | When::End => false,
        When::Round(round) => round > rounds,
        When::Mean(last) => last > rounds,
    };
    if beyond {
        return Err(format!("measures cannot be taken at {at}: there are {rounds} rounds"));
    }
    Ok(())
}

/// A key in which members differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The key, as `--set` has it.
    pub key: String,
    /// Its value in each member, in their order; nothing where a member does not have it.
    pub values: Vec<Option<String>>,
}

/// The keys in which members differ, in the order in which scenarios have them. Titles, questions, seeds and expectations do not count.
///
/// Entries of a list are told by their names if all members have the same, as in `parties.left.ideology`; else by their numbers: what
/// a kind of patrons is called is then no difference.
#[must_use]
pub fn changed(members: &[Member]) -> Vec<Changed> {
    let resolved: Vec<Value> = members.iter().map(|member| member.scenario.resolved()).collect();
    let names = |list: &str| -> Vec<Vec<&str>> { resolved.iter().map(|scenario| names_in(scenario, list)).collect() };
    let by_name = |list: &str| names(list).windows(2).all(|pair| pair[0] == pair[1]);
    let mut order = Vec::new();
    let mut values: BTreeMap<String, Vec<Option<String>>> = BTreeMap::new();
    for (place, scenario) in resolved.iter().enumerate() {
        let mut flat = Vec::new();
        for (name, part) in scenario.as_object().into_iter().flatten() {
            if !LABELS.contains(&name.as_str()) {
                flatten(part, name, &by_name, &mut flat);
            }
        }
        for (key, value) in flat {
            let of_key = values.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                vec![None; members.len()]
            });
            of_key[place] = Some(value);
        }
    }
    let differs = |key: String| {
        let values = values.remove(&key)?;
        (!values.windows(2).all(|pair| pair[0] == pair[1])).then_some(Changed { key, values })
    };
    order.into_iter().filter_map(differs).collect()
}

/// What of a scenario does not make it another experiment.
const LABELS: [&str; 4] = ["title", "question", "seed", "expect"];

/// The names of the entries of a list.
fn names_in<'a>(scenario: &'a Value, list: &str) -> Vec<&'a str> {
    let entries = scenario.get(list).and_then(Value::as_array);
    entries.into_iter().flatten().filter_map(|entry| entry.get("name")?.as_str()).collect()
}

/// The leaves of a part of a resolved scenario by their keys.
fn flatten(value: &Value, path: &str, by_name: &dyn Fn(&str) -> bool, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                flatten(part, &format!("{path}.{name}"), by_name, into);
            }
        }
        Value::Array(entries) if entries.iter().any(Value::is_object) => {
            let by_name = by_name(path);
            for (i, entry) in entries.iter().enumerate() {
                let number = (i + 1).to_string();
                let name = entry.get("name").and_then(Value::as_str).filter(|_| by_name).unwrap_or(&number);
                for (part, value) in entry.as_object().into_iter().flatten().filter(|(part, _)| *part != "name") {
                    flatten(value, &format!("{path}.{name}.{part}"), &|_: &str| true, into);
                }
            }
        }
        Value::String(text) => into.push((path.to_owned(), text.clone())),
        leaf => into.push((path.to_owned(), leaf.to_string())),
    }
}

/// The changed keys as lines of text, `key: value → value`.
#[must_use]
pub fn changed_lines(changed: &[Changed]) -> Vec<String> {
    let line = |Changed { key, values }: &Changed| {
        let mut text = format!("{key}: ");
        for (i, value) in values.iter().enumerate() {
            let between = if i > 0 { " → " } else { "" };
            let _ = write!(text, "{between}{}", value.as_deref().filter(|value| !value.is_empty()).unwrap_or("none"));
        }
        text
    };
    changed.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, sets: &[&str]) -> Member {
        let text =
            "title = \"t\"\nrounds = 8\n[population]\nclients = 40\npatrons = 4\nvillages = 2\n[[patrons]]\nname = \"a\"\n";
        let sets: Vec<String> = sets.iter().map(|&set| set.to_owned()).collect();
        Member { name: name.to_owned(), scenario: Scenario::parse(name, text, &sets).expect("a valid scenario") }
    }

    fn refused(a: &[&str], b: &[&str], at: When) -> String {
        check(&[member("a", a), member("b", b)], at).expect_err("they do not fit")
    }

    #[test]
    fn what_does_not_fit_together_says_why() {
        assert!(check(&[member("a", &[]), member("b", &["law.fine=1"])], When::End).is_ok());
        assert!(refused(&[], &["rounds=9"], When::End).contains("`a` has 8 rounds and `b` has 9"));
        assert!(refused(&["politics.every=8"], &[], When::End).starts_with("`a` has elections and `b` has none"));
        assert!(refused(&[], &["politics.every=8"], When::End).starts_with("`b` has elections and `a` has none"));
        assert!(refused(&[], &[], When::Mean(9)).contains("there are 8 rounds"));
        assert!(check(&[member("a", &[])], When::End).is_err());
    }

    #[test]
    fn agents_decide_on_pairs_and_seeds() {
        let of = |sets: &[&str]| pairing(&member("a", &[]).scenario, &member("b", sets).scenario);
        assert_eq!(of(&["coercion.cost=1", "seed=7"]), Pairing::Paired);
        for sets in ["population.clients=41", "population.patrons=5", "population.villages=1"] {
            assert_eq!(of(&[sets]), Pairing::Unpaired);
        }
        let members = vec![member("a", &["seed=5"]), member("b", &["seed=9"]), member("c", &["population.clients=41"])];
        let seeds: Vec<u64> = seeded(members).iter().map(|member| member.scenario.seed).collect();
        assert_eq!(seeds, [5, 5, 7]);
    }

    #[test]
    fn what_differs_is_named_as_it_is_set() {
        let members = [member("a", &[]), member("b", &["law.fine=1", "patrons.a.wage=0.5", "seed=4", "title=other"])];
        let lines = changed_lines(&changed(&members));
        assert_eq!(lines, ["law.fine: 3.0 → 1.0", "patrons.a.wage: 0.7 → 0.5"]);
        assert!(changed(&[member("a", &[]), member("b", &[])]).is_empty());
        let renamed = [member("a", &[]), member("b", &["patrons.a.wage=0.5", "patrons.a.name=z"])];
        assert_eq!(changed_lines(&changed(&renamed)), ["patrons.1.wage: 0.7 → 0.5"]);
    }
}
