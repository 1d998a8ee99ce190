//! Which scenarios are compared: files, or one file with a key that varies; on which seeds.

use super::Args;
use crate::cli::many::stem;
use crate::cli::{Failure, pool};
use crate::ensemble::Member;
use crate::evidence::{Pairing, fit};
use crate::scenario::{Machine, Scenario};
use std::path::Path;

/// The scenarios as the arguments change them, the baseline first, with seeds by which they can be compared; and notes.
pub(super) fn members(args: &Args) -> Result<(Vec<Member>, Vec<String>), Failure> {
    let machine = Machine::this(pool::threads(args.many.threads));
    let mut wanted: Vec<(String, &Path, Vec<String>)> = Vec::new();
    match (&args.vary, args.scenarios.as_slice()) {
        (None, files) => wanted.extend(files.iter().map(|file| (stem(file), file.as_path(), args.set.clone()))),
        (Some(vary), [file]) => {
            for set in variants(vary).map_err(Failure::Usage)? {
                wanted.push((set.clone(), file, args.set.iter().cloned().chain([set]).collect()));
            }
        }
        (Some(_), _) => return Err(Failure::Usage("--vary compares one scenario with itself: give one file".to_owned())),
    }
    let (mut members, mut notes) = (Vec::new(), Vec::new());
    for (name, file, sets) in wanted {
        let mut scenario = Scenario::load_for(file, &sets, &machine)?;
        if let Some(rounds) = args.rounds {
            let (shorter, dropped) = scenario.with_rounds(rounds);
            scenario = shorter;
            notes.extend(dropped.into_iter().map(|note| format!("{name}: {note}")));
        }
        let name = distinct(name, &members);
        members.push(Member { name, scenario });
    }
    if let (Some(seed), Some(first)) = (args.seed, members.first_mut()) {
        first.scenario = first.scenario.clone().with_seed(seed);
    }
    let own: Vec<u64> = members.iter().map(|member| member.scenario.seed).collect();
    let members = fit::seeded(members);
    for (member, own) in members.iter().zip(own) {
        if fit::pairing(&members[0].scenario, &member.scenario) == Pairing::Unpaired {
            let baseline = &members[0].name;
            notes.push(format!(
                "`{}` has not the same agents as `{baseline}` (clients, patrons or villages): these two are compared unpaired (Welch), each on a seed of its own",
                member.name
            ));
        } else if own != member.scenario.seed && args.seed.is_none() {
            notes.push(format!(
                "`{}` runs with seed {}, that of `{}`, so that draws are the same",
                member.name, member.scenario.seed, members[0].name
            ));
        }
    }
    Ok((members, notes))
}

/// `KEY=A,B` as `KEY=A` and `KEY=B`; commas in brackets or quotes part nothing.
fn variants(vary: &str) -> Result<Vec<String>, String> {
    let form = "write --vary KEY=A,B, for example --vary law.detection=0.02,0.5";
    let Some((key, values)) = vary.split_once('=') else { return Err(format!("--vary without `=`; {form}")) };
    let (mut found, mut depth, mut quoted) = (vec![String::new()], 0_u32, false);
    for letter in values.chars() {
        match letter {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            ',' if depth == 0 && !quoted => {
                found.push(String::new());
                continue;
            }
            _ => {}
        }
        found.last_mut().expect("never empty").push(letter);
    }
    let found: Vec<String> = found.iter().map(|value| value.trim().to_owned()).collect();
    if found.len() < 2 {
        return Err(format!("--vary with one value has nothing to compare; {form}"));
    }
    if found.iter().any(String::is_empty) {
        return Err(format!("--vary with an empty value; {form}"));
    }
    Ok(found.into_iter().map(|value| format!("{}={value}", key.trim())).collect())
}

/// The name, with a number if another member has it.
fn distinct(name: String, members: &[Member]) -> String {
    let taken = |name: &str| members.iter().any(|member| member.name == name);
    if !taken(&name) {
        return name;
    }
    (2..).map(|number| format!("{name} ({number})")).find(|name| !taken(name)).expect("there are enough numbers")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_are_parted_by_commas_outside_brackets() {
        let all = |vary| variants(vary).expect("variants");
        assert_eq!(all("law.fine=1, 2,3"), ["law.fine=1", "law.fine=2", "law.fine=3"]);
        assert_eq!(all("elections.a.seats=[1,2],[3]"), ["elections.a.seats=[1,2]", "elections.a.seats=[3]"]);
        assert_eq!(all("population.table=\"a,b.csv\",c.csv"), ["population.table=\"a,b.csv\"", "population.table=c.csv"]);
        for wrong in ["law.fine", "law.fine=1", "law.fine=1,", "law.fine="] {
            assert!(variants(wrong).expect_err("no variants").contains("--vary"), "{wrong}");
        }
    }
}
