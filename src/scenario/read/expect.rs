//! `[[expect]]`: what the scenario expects to see.

use super::calendar::Calendar;
use super::values::{Limits, Reader};
use crate::metrics::politics::Ballot;
use crate::metrics::{Needs, Reported};
use crate::scenario::Scenario;
use crate::scenario::expectation::{Bound, Expectation, When};
use crate::scenario::fields::{EXPECT, named};
use crate::scenario::names::{self, Home};
use crate::scenario::problems::Problem;
use crate::scenario::source::Place;
use crate::scenario::tree::{Entry, Table};

/// What is needed to judge a time: the measure, where known, and the rounds.
#[derive(Clone, Copy)]
struct Of<'a> {
    measure: Option<Reported>,
    calendar: &'a Calendar,
}

/// The expectations, in the order in which they are written.
pub(super) fn read(reader: &mut Reader<'_>, entry: Option<Entry>, calendar: &Calendar) -> Vec<Expectation> {
    let Some(entry) = entry else { return Vec::new() };
    let tables = reader.tables("expect", entry.node);
    tables.into_iter().filter_map(|(at, table)| expectation(reader, at, table, calendar)).collect()
}

fn expectation(reader: &mut Reader<'_>, at: Place, mut table: Table, calendar: &Calendar) -> Option<Expectation> {
    let measure = reader.required(&mut table, "measure", " in this expectation", at, "measure = \"loyalty_mean\"");
    let measure = measure.and_then(|entry| self::measure(reader, &entry, calendar));
    let of = Of { measure, calendar };
    let when_at = table.get("when").map(|entry| entry.node.at);
    let when = match table.remove("when") {
        None => {
            let problem = measure.and_then(|measure| unknown(measure, When::End, at, calendar));
            let known = problem.is_none();
            problem.into_iter().for_each(|problem| reader.report(problem));
            known.then_some(When::End)
        }
        Some(entry) => time(reader, "when", &entry, of),
    };
    let bound = bound(reader, at, &mut table, of);
    if let (Some(when), Some(Bound::MoreThan(other) | Bound::LessThan(other))) = (when, bound) {
        differs(reader, when_at.unwrap_or(at), when, other, calendar.rounds);
    }
    let mut text = |name: &str, about: &str| match table.remove(name) {
        None => Some(String::new()),
        Some(entry) => reader.text(name, &entry.node, about),
    };
    let why = text("why", "say why it is expected, in quotes, or leave it out");
    let source = text("source", "say who says so, in quotes, or leave it out");
    reader.unknown(&table, Home::Entry("expect", &EXPECT));
    Some(Expectation { measure: measure?.name().to_owned(), when: when?, bound: bound?, why: why?, source: source? })
}

fn measure(reader: &mut Reader<'_>, entry: &Entry, calendar: &Calendar) -> Option<Reported> {
    let measure = named_measure(reader, entry)?;
    let problem = never_known(measure, entry.node.at, calendar);
    let known = problem.is_none();
    problem.into_iter().for_each(|problem| reader.report(problem));
    known.then_some(measure)
}

/// The measure that an entry names; reports a name that is none.
pub(crate) fn named_measure(reader: &mut Reader<'_>, entry: &Entry) -> Option<Reported> {
    let name = reader.text("measure", &entry.node, "name a column of rounds.parquet, in quotes")?;
    measure_of(reader, &name, entry.node.at)
}

/// The measure of this name, which stands at a place; reports a name that is none.
pub(crate) fn measure_of(reader: &mut Reader<'_>, name: &str, at: Place) -> Option<Reported> {
    let measure = Reported::named(name);
    if measure.is_none() {
        let known = || Reported::all().map(Reported::name);
        let help = match names::nearest(name, known()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => names::list("measures", known()),
        };
        reader.report(Problem::new(format!("there is no measure `{name}`")).at(at, "").help(help));
    }
    measure
}

/// Why a measure is not known in a checked scenario at a time, or never, if that is so.
pub(in crate::scenario) fn lacks(scenario: &Scenario, measure: Reported, when: When, at: Place) -> Option<Problem> {
    let calendar = Calendar::new(&scenario.parameters, &scenario.events, Some(scenario.rounds), scenario.polity.clone());
    never_known(measure, at, &calendar).or_else(|| unknown(measure, when, at, &calendar))
}

/// Why a measure is not known at any time, if that is so.
fn never_known(measure: Reported, at: Place, calendar: &Calendar) -> Option<Problem> {
    let name = measure.name();
    if let Reported::WithNetworks(network) = measure
        && let Some(most) = network.most_clients().filter(|&most| calendar.clients > most)
    {
        let title = format!("`{name}` is not known in a society of {} clients", calendar.clients);
        let problem = Problem::new(title).at(at, format!("it is measured in societies of up to {most} clients"));
        return Some(problem.help("lower `population.clients`, or expect something of another measure"));
    }
    let needs = measure.needs();
    let without = match needs {
        Needs::State | Needs::Round => None,
        _ if calendar.politics.every == 0 => Some((
            "there is no politics: `politics.every` is 0",
            "set `every` in [politics], or expect something of another measure",
        )),
        Needs::Election(ballot) if calendar.is_without(ballot) => {
            Some(("no legislature is elected", "add an [[elections]] entry for one, or expect something of another measure"))
        }
        _ => None,
    };
    without.map(|(why, help)| Problem::new(format!("`{name}` is never known in this scenario")).at(at, why).help(help))
}

/// A time at which the measure is known.
fn time(reader: &mut Reader<'_>, key: &str, entry: &Entry, of: Of<'_>) -> Option<When> {
    let about = "use \"start\", \"end\", \"round:T\" or \"mean:K\" (the last K rounds)";
    let text = reader.text(key, &entry.node, about)?;
    let at = entry.node.at;
    let Ok(when) = When::parse(&text) else {
        reader.report(Problem::new(format!("`{text}` is no time")).at(at, "").help(about));
        return None;
    };
    if let Some(problem) = too_late(when, at, of.calendar.rounds.unwrap_or(u32::MAX)) {
        reader.report(problem);
        return None;
    }
    let problem = of.measure.and_then(|measure| unknown(measure, when, at, of.calendar));
    let known = problem.is_none();
    problem.into_iter().for_each(|problem| reader.report(problem));
    known.then_some(when)
}

/// Why a time is none of a scenario's that runs `last` rounds, if that is so.
pub(crate) fn too_late(when: When, at: Place, last: u32) -> Option<Problem> {
    let (title, help) = match when {
        When::Round(round) if round > last => ("this round comes after the last one", "choose an earlier round"),
        When::Mean(count) if count > last => ("this mean is over more rounds than there are", "choose fewer rounds"),
        _ => return None,
    };
    let problem = Problem::new(format!("{title}: {when}")).at(at, format!("the scenario runs {last} rounds"));
    Some(problem.help(format!("{help}, or raise `rounds`")))
}

/// Why a measure is not known at a time, if it is not.
fn unknown(measure: Reported, when: When, at: Place, calendar: &Calendar) -> Option<Problem> {
    let name = measure.name();
    if matches!(measure.needs(), Needs::Round | Needs::Politics) && matches!(when, When::Start | When::Round(0)) {
        let title = format!("`{name}` is not known at the start");
        let problem = Problem::new(title).at(at, "before the first round nothing has flowed");
        return Some(problem.help("compare with a round from 1 on, for example \"round:1\""));
    }
    match measure.needs() {
        Needs::Election(ballot) => {
            return without(name, &calendar.elections(ballot)?.collect::<Vec<_>>(), OF_ELECTIONS, (when, at), calendar);
        }
        Needs::Brokers => {
            return without(name, &calendar.choices_of_brokers()?.collect::<Vec<_>>(), OF_BROKERS, (when, at), calendar);
        }
        Needs::Term => return before_election(name, when, at, calendar),
        _ => {}
    }
    let Reported::WithNetworks(_) = measure else { return None };
    let round = calendar.without_networks(when)?;
    let every = match calendar.every(round) {
        0 => "in the last round only".to_owned(),
        every => format!("every {every} rounds, and in the last one"),
    };
    let help = match when {
        When::Mean(_) => "set `every = 1` in [measures], or choose \"end\"".to_owned(),
        When::Start | When::End | When::Round(0) => {
            "set `every` in [measures], for example to the number of rounds, or choose \"end\"".to_owned()
        }
        When::Round(round) => format!("set `every` in [measures] to {round} or a divisor of it, or choose \"end\""),
    };
    let problem = Problem::new(format!("`{name}` is not measured in round {round}"));
    Some(problem.at(at, format!("networks are measured {every}")).help(help))
}

/// What a measure is of that is known in some rounds only; what to say where there is no such round, and before those that there are.
type OfSomeRounds = [&'static str; 3];
const OF_ELECTIONS: OfSomeRounds = ["elections", "none is held", "they are held in"];
const OF_BROKERS: OfSomeRounds = ["brokers' choices", "they never choose", "they choose in"];

/// Why a measure that is known in these rounds is not known at a time without any of them.
fn without(
    name: &str,
    rounds: &[u32],
    [what, never, known]: OfSomeRounds,
    (when, at): (When, Place),
    calendar: &Calendar,
) -> Option<Problem> {
    let (first, last) = calendar.span(when)?;
    if rounds.iter().any(|round| (first..=last).contains(round)) {
        return None;
    }
    let title = if first == last {
        format!("`{name}` is not known in round {last}: it is of {what}")
    } else {
        format!("`{name}` is not known in rounds {first} to {last}: it is of {what}")
    };
    let (held, help) = match rounds {
        [] => (never.to_owned(), "raise `rounds`, or lower `first` in [politics]".to_owned()),
        [.., latest] => {
            let help = format!(
                "choose one of these rounds, like \"round:{latest}\", or a mean over enough of them, like \"mean:{}\"",
                calendar.rounds? + 1 - latest
            );
            (format!("{known} {}", listed(rounds)), help)
        }
    };
    Some(Problem::new(title).at(at, held).help(help))
}

/// Rounds for people: all of them, or the first and the last of many.
fn listed(rounds: &[u32]) -> String {
    let words = |rounds: &[u32]| rounds.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    match rounds {
        [only] => format!("round {only}"),
        [first @ .., last] if first.len() < 8 => format!("rounds {} and {last}", words(first)),
        [first, second, third, .., last] => format!("rounds {}, … and {last}", words(&[*first, *second, *third])),
        _ => "no round".to_owned(),
    }
}

/// Why a measure of what hangs on the vote is not known at a time before the first election of the government.
fn before_election(name: &str, when: When, at: Place, calendar: &Calendar) -> Option<Problem> {
    let (first, _) = calendar.span(when)?;
    let known_from = calendar.elections(Ballot::Governing)?.next();
    if known_from.is_some_and(|election| first >= election) {
        return None;
    }
    let problem = Problem::new(format!("`{name}` is not known in round {first}: it hangs on the vote"));
    Some(match known_from {
        None => problem.at(at, "no government is elected").help("raise `rounds`, or lower `first` in [politics]"),
        Some(election) => {
            let problem = problem.at(at, format!("the first government is elected in round {election}"));
            problem.help(format!("choose a time from round {election} on"))
        }
    })
}

/// What the measure is held against: a band or a comparison.
fn bound(reader: &mut Reader<'_>, at: Place, table: &mut Table, of: Of<'_>) -> Option<Bound> {
    let found = reader.problems.len();
    let places = ["at_least", "more_than", "less_than"].map(|key| table.get(key).map(|entry| entry.key_at));
    let given: Vec<Place> =
        [places[0].or(table.get("at_most").map(|entry| entry.key_at)), places[1], places[2]].into_iter().flatten().collect();
    let low_at = table.get("at_least").map(|entry| entry.node.at);
    let high_at = table.get("at_most").map(|entry| entry.node.at);
    let at_least = table.remove("at_least").and_then(|entry| limit(reader, "at_least", &entry));
    let at_most = table.remove("at_most").and_then(|entry| limit(reader, "at_most", &entry));
    let more_than = table.remove("more_than").and_then(|entry| time(reader, "more_than", &entry, of));
    let less_than = table.remove("less_than").and_then(|entry| time(reader, "less_than", &entry, of));
    match given.as_slice() {
        [] => {
            let help = "add `at_least = …` and/or `at_most = …`, or `more_than = \"start\"`, or `less_than = \"start\"`";
            reader.report(Problem::new("this expectation says nothing about its measure").at(at, "").help(help));
        }
        [_] => {}
        [first, rest @ ..] => {
            let problem = Problem::new("this expectation says more than one thing").at(rest[rest.len() - 1], "");
            let problem = problem.context(*first, "");
            reader.report(problem.help("keep a band (at_least, at_most) or one comparison, and write another [[expect]]"));
        }
    }
    if let (Some(low), Some(high), Some(low_at), Some(high_at)) = (at_least, at_most, low_at, high_at)
        && low > high
    {
        let problem = Problem::new(format!("`at_least` is above `at_most`: {low} > {high}")).at(low_at, "");
        reader.report(problem.context(high_at, "").help("exchange the two"));
    }
    if reader.problems.len() > found {
        return None;
    }
    Some(match (more_than, less_than) {
        (Some(when), _) => Bound::MoreThan(when),
        (_, Some(when)) => Bound::LessThan(when),
        _ => Bound::Band { at_least, at_most },
    })
}

fn limit(reader: &mut Reader<'_>, name: &str, entry: &Entry) -> Option<f64> {
    let about = named(&EXPECT, name).meaning.to_owned();
    let allowed = "in the unit of the measure".to_owned();
    reader.number(name, &entry.node, &Limits { range: (f64::MIN, f64::MAX), allowed, about })
}

/// Reports a comparison of a time with itself, which never holds.
fn differs(reader: &mut Reader<'_>, at: Place, when: When, other: When, rounds: Option<u32>) {
    let same = |when: When| match when {
        When::Start => When::Round(0),
        When::End => rounds.map_or(When::End, When::Round),
        When::Mean(1) => rounds.map_or(When::Mean(1), When::Round),
        when => when,
    };
    if same(when) == same(other) {
        let title = format!("this compares the measure at `{when}` with itself");
        reader.report(Problem::new(title).at(at, "").help("compare two different times"));
    }
}
