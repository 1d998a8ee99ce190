//! Laws of comparing: what must hold of any samples, and that two scenarios come through it.

mod common;

use patronage::engine::Run;
use patronage::evidence::comparison::{Row, compare};
use patronage::evidence::samples::Member;
use patronage::evidence::{Comparison, Pairing, Replicates, Samples};
use patronage::metrics::Reported;
use patronage::output::{collect, tables};
use patronage::scenario::Scenario;
use patronage::scenario::expectation::When;
use patronage::statistics::{Interval, LEVEL, Sample};
use patronage::table::{Table, Values};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// A share, an amount, and a count.
const MEASURES: [&str; 3] = ["hungry_share", "output_mean", "components"];

type Known = BTreeMap<u32, f64>;

/// Replicates with some values missing; some measures do not vary, and some are as large as money can be.
fn values() -> impl Strategy<Value = Known> {
    let value = prop_oneof![4 => 0.0..1.0f64, 1 => Just(0.25), 1 => -1e6..1e6f64, 1 => Just(0.0)];
    let varied = prop::collection::btree_map(0..12u32, value, 0..10);
    let constant = (prop::collection::btree_set(0..12u32, 0..10), 0.0..1.0f64);
    let constant = constant.prop_map(|(replicates, value)| replicates.into_iter().map(|r| (r, value)).collect());
    prop_oneof![3 => varied, 1 => constant]
}

fn member(name: &'static str) -> impl Strategy<Value = Member> {
    prop::collection::vec(values(), MEASURES.len()).prop_map(move |values| named(name, values))
}

fn named(name: &str, values: Vec<Known>) -> Member {
    Member { name: name.into(), values: MEASURES.map(str::to_owned).into_iter().zip(values).collect() }
}

fn pairing() -> impl Strategy<Value = Pairing> {
    prop_oneof![Just(Pairing::Paired), Just(Pairing::Unpaired)]
}

fn compared(members: &[&Member], pairing: Pairing) -> Comparison {
    let samples = Samples { when: When::End, members: members.iter().map(|&member| member.clone()).collect() };
    compare(&samples, &vec![pairing; members.len()])
}

/// The rows by measure.
fn rows(comparison: &Comparison) -> BTreeMap<&'static str, &Row> {
    comparison.rows.iter().map(|row| (row.measure, row)).collect()
}

fn flipped(interval: Interval) -> Interval {
    Interval { low: -interval.high, high: -interval.low }
}

/// The numbers of a row that do not say which member comes first.
fn without_direction(row: &Row) -> [Option<f64>; 7] {
    let difference = row.difference;
    let test = row.wilcoxon;
    [
        difference.and_then(|d| d.standard_error),
        difference.and_then(|d| d.df),
        difference.and_then(|d| d.p),
        row.p_adjusted,
        test.map(|test| test.p),
        row.pairing_gain,
        row.size(),
    ]
}

proptest! {
    #[test]
    fn a_member_does_not_differ_from_itself(a in member("a"), pairing in pairing()) {
        let same = Member { name: "again".into(), ..a.clone() };
        for row in &compared(&[&a, &same], pairing).rows {
            let n = a.values[row.measure].len();
            let difference = row.difference.expect("a known measure");
            prop_assert_eq!(difference.difference, 0.0);
            prop_assert_eq!(row.of_baseline, row.of_scenario);
            prop_assert_eq!(row.size(), Some(0.0));
            prop_assert!(!row.is_clear());
            let known = |value: f64| (n > 1).then_some(value);
            prop_assert_eq!(difference.p, known(1.0));
            prop_assert_eq!(difference.t, known(0.0));
            prop_assert_eq!(row.p_adjusted, known(1.0));
            prop_assert_eq!(row.hedges_g, known(0.0));
            if pairing == Pairing::Paired {
                prop_assert_eq!(row.interval(), (n > 1).then_some(Interval { low: 0.0, high: 0.0 }));
                prop_assert_eq!(row.d_z, known(0.0));
                prop_assert_eq!(row.wilcoxon.map(|test| test.p), Some(1.0));
            }
        }
    }

    #[test]
    fn swapping_members_flips_signs(a in member("a"), b in member("b"), pairing in pairing()) {
        let (there, back) = (compared(&[&a, &b], pairing), compared(&[&b, &a], pairing));
        prop_assert_eq!(&there.unknown, &back.unknown);
        let (there, back) = (rows(&there), rows(&back));
        prop_assert_eq!(there.len(), back.len());
        for (measure, row) in there {
            let other = back[measure];
            prop_assert_eq!(row.of_baseline, other.of_scenario);
            prop_assert_eq!(row.of_scenario, other.of_baseline);
            let opposite = |there: Option<f64>, back: Option<f64>| there == back.map(|value| -value);
            let of = |row: &Row| row.difference.map(|d| d.difference);
            prop_assert!(opposite(of(row), of(other)));
            prop_assert!(opposite(row.difference.and_then(|d| d.t), other.difference.and_then(|d| d.t)));
            prop_assert!(opposite(row.hedges_g, other.hedges_g));
            prop_assert!(opposite(row.d_z, other.d_z));
            prop_assert_eq!(row.interval(), other.interval().map(flipped));
            prop_assert_eq!(without_direction(row), without_direction(other));
            prop_assert_eq!((row.rank, row.wilcoxon.map(|test| test.method)), (other.rank, other.wilcoxon.map(|test| test.method)));
        }
    }

    /// Rows of the table may come in any order, as replicates end in any order.
    #[test]
    fn the_order_of_replicates_does_not_matter(a in member("a"), b in member("b"), keys in prop::collection::vec(any::<u64>(), 24)) {
        let sorted: Vec<(&str, u32)> = ["a", "b"].into_iter().flat_map(|name| (0..12).map(move |r| (name, r))).collect();
        let mut shuffled: Vec<(u64, (&str, u32))> = keys.into_iter().zip(sorted.iter().copied()).collect();
        shuffled.sort();
        // The baseline is the member that comes first.
        let baseline = shuffled.iter().position(|(_, (name, _))| *name == "a").expect("it is there");
        shuffled.swap(0, baseline);
        let of_rows = |rows: &[(&str, u32)]| {
            let table = table_of(&[&a, &b], rows);
            compare(&Replicates::of(&table, 0).expect("a table of rounds").at(When::End), &[Pairing::Paired; 2])
        };
        let shuffled: Vec<(&str, u32)> = shuffled.into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(of_rows(&sorted), of_rows(&shuffled));
        prop_assert_eq!(of_rows(&sorted), compared(&[&a, &b], Pairing::Paired));
    }

    /// What one member does not know in a replicate, the other does not say either; other measures and replicates keep theirs.
    #[test]
    fn a_missing_value_drops_its_pair_only(a in member("a"), b in member("b"), replicate in 0..12u32) {
        let mut less = b.clone();
        less.values.get_mut(MEASURES[0]).expect("a measure").remove(&replicate);
        let mut neither = less.clone();
        neither.name = "a".into();
        neither.values = a.values.clone();
        neither.values.get_mut(MEASURES[0]).expect("a measure").remove(&replicate);
        let (whole, dropped, both) =
            (compared(&[&a, &b], Pairing::Paired), compared(&[&a, &less], Pairing::Paired), compared(&[&neither, &less], Pairing::Paired));
        let (whole, dropped, both) = (rows(&whole), rows(&dropped), rows(&both));
        let n = |row: &Row| row.of_baseline.map_or(0, |sample: Sample| sample.n);
        let n_of = |rows: &BTreeMap<&str, &Row>| rows.get(MEASURES[0]).map_or(0, |row| n(row));
        let pair = a.values[MEASURES[0]].contains_key(&replicate) && b.values[MEASURES[0]].contains_key(&replicate);
        prop_assert_eq!(n_of(&dropped), n_of(&whole) - usize::from(pair));
        prop_assert_eq!(n_of(&dropped), n_of(&both));
        for measure in &MEASURES[1..] {
            prop_assert_eq!(dropped.get(measure).map(|row| (row.of_baseline, row.difference)), whole.get(measure).map(|row| (row.of_baseline, row.difference)));
        }
    }

    #[test]
    fn tables_hold_no_infinities(a in member("a"), b in member("b"), pairing in pairing()) {
        for column in compared(&[&a, &b], pairing).table().columns {
            if let Values::Float(values) = column.values {
                prop_assert!(values.iter().flatten().all(|value| value.is_finite()), "{}", column.name);
            }
        }
    }
}

/// A table `rounds` of the round 0 of these replicates, in this order.
fn table_of(members: &[&Member], rows: &[(&str, u32)]) -> Table {
    let table = Table::new("rounds", "")
        .text("scenario", "", "", rows.iter().map(|(name, _)| Some((*name).to_owned())))
        .int("replicate", "", "", rows.iter().map(|(_, replicate)| Some(i64::from(*replicate))))
        .int("round", "", "", rows.iter().map(|_| Some(0)));
    MEASURES.iter().fold(table, |table, measure| {
        let value = |(name, replicate): &(&str, u32)| {
            let member = members.iter().find(|member| member.name == *name)?;
            member.values[*measure].get(replicate).copied()
        };
        table.float(measure, "", "", rows.iter().map(value))
    })
}

/// Those whose interval leaves 0 out come first, then the larger differences; for amounts, by their mean.
#[test]
fn the_most_telling_measures_come_first() {
    let known = |values: [f64; 4]| (0..).zip(values).collect::<Known>();
    let a = named("a", vec![known([0.1, 0.2, 0.1, 0.2]), known([10.0, 11.0, 12.0, 13.0]), known([7.0, 9.0, 8.0, 7.0])]);
    // The share differs a little, but always; the amount by 9 of 100; the count by a third, but not always in one direction.
    let b = named("b", vec![known([0.12, 0.22, 0.12, 0.221]), known([11.0, 12.0, 13.0, 14.5]), known([4.0, 10.0, 3.0, 9.0])]);
    let comparison = compared(&[&a, &b], Pairing::Paired);
    let order: Vec<(&str, usize, bool)> = comparison.rows.iter().map(|row| (row.measure, row.rank, row.is_clear())).collect();
    assert_eq!(order, [("output_mean", 1, true), ("hungry_share", 2, true), ("components", 3, false)]);
    assert_eq!(comparison.unknown.len(), Reported::all().count() - 3);
}

/// A measure that one member lacks has a row that says so.
#[test]
fn what_only_one_member_knows_has_no_difference() {
    let known: Known = [(0, 0.1), (1, 0.2)].into();
    let a = named("a", vec![known.clone(), known.clone(), Known::new()]);
    let b = named("b", vec![Known::new(), [(1, 0.3), (2, 0.1)].into(), Known::new()]);
    let paired = compared(&[&a, &b], Pairing::Paired).table();
    assert_eq!(paired.words("measure").expect("words"), ["output_mean", "hungry_share"].map(|m| Some(m.to_owned())));
    assert_eq!(paired.numbers("n_baseline"), Some(vec![Some(1.0), Some(0.0)]));
    assert_eq!(paired.numbers("n_scenario"), paired.numbers("n_baseline"));
    assert_eq!(paired.numbers("mean_baseline"), Some(vec![Some(0.2), None]));
    assert_eq!(paired.numbers("low"), Some(vec![None; 2]));
    let unpaired = compared(&[&a, &b], Pairing::Unpaired).table();
    assert_eq!(unpaired.numbers("n_baseline"), Some(vec![Some(2.0), Some(2.0)]));
    assert_eq!(unpaired.numbers("n_scenario"), Some(vec![Some(2.0), Some(0.0)]));
    for column in ["p_wilcoxon", "d_z", "pairing_gain"] {
        assert_eq!(unpaired.numbers(column), Some(vec![None; 2]), "{column}");
    }
}

#[test]
fn the_table_has_its_columns() {
    let member = named("a", vec![[(0, 0.1)].into(), Known::new(), Known::new()]);
    let table = compared(&[&member, &member], Pairing::Paired).table();
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let expected = "scenario baseline rank measure unit at pairing n_baseline n_scenario mean_baseline sd_baseline low_baseline \
                    high_baseline mean_scenario sd_scenario low_scenario high_scenario difference low high t df p p_adjusted \
                    p_wilcoxon wilcoxon hedges_g d_z pairing_gain";
    assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
    assert_eq!(table.words("at").expect("words"), [Some("end".to_owned())]);
}

const REPLICATES: u32 = 6;
const ROUNDS: u32 = 12;

/// The tables `rounds` of all replicates of these scenarios, one under the other, with their names before.
fn rounds(members: &[(&str, &Scenario)]) -> Table {
    let parts: Vec<(&str, Table)> = members
        .iter()
        .flat_map(|(name, scenario)| (0..REPLICATES).map(move |replicate| (*name, rounds_of(scenario, replicate))))
        .collect();
    let names = parts.iter().flat_map(|(name, table)| vec![Some((*name).to_owned()); table.rows()]);
    let table = Table::new("rounds", "").text("scenario", "", "", names);
    parts[0].1.columns.iter().fold(table, |table, column| {
        let values = parts.iter().flat_map(|(_, part)| part.numbers(&column.name).expect("numbers"));
        table.float(&column.name, &column.unit, &column.description, values)
    })
}

fn rounds_of(scenario: &Scenario, replicate: u32) -> Table {
    let mut run = Run::new(scenario, replicate);
    let collected = collect(&mut run, scenario.rounds, |_| ControlFlow::Continue(())).expect("no law is broken");
    let world = run.into_final_world();
    tables::each(&collected, &world, &[], tables::Inputs::of(scenario)).find(|table| table.name == "rounds").expect("it is there")
}

fn small(coercion: f64, wage: f64) -> Scenario {
    let mut scenario = common::scenario("small", ROUNDS, common::all_of_kind([wage, 0.8, 0.6, coercion, 0.5], 0.02));
    let population = &mut scenario.parameters.population;
    (population.clients, population.patrons, population.villages) = (200, 8, 2);
    scenario
}

/// Two scenarios through all of it, from the run to the table.
#[test]
fn two_scenarios_are_compared() {
    let (healthy, slightly, harsh) = (small(0.05, 0.7), small(0.05, 0.69), small(0.6, 0.35));
    let table = rounds(&[("healthy", &healthy), ("slightly", &slightly), ("harsh", &harsh)]);
    let samples = Replicates::of(&table, ROUNDS).expect("a table of rounds").at(When::Mean(6));
    let comparison = compare(&samples, &[Pairing::Paired; 3]);
    let row = |scenario: &str, measure: &str| {
        let mut rows = comparison.rows.iter().filter(|row| row.scenario == scenario);
        rows.find(|row| row.measure == measure).unwrap_or_else(|| panic!("a row for {measure} of {scenario}"))
    };
    // The same misfortunes hit the same clients in replicate r of both, whose rules hardly differ: what is hunger in one is hunger in the
    // other, the two vary together, and v₁ + v₂ is larger than v₁ + v₂ - 2·covariance.
    let gain = row("slightly", "hungry_share").pairing_gain.expect("it varies");
    assert!(gain > 1.5, "{gain}");
    // What hits clients does not depend on what patrons do: to the last client, the same in all members.
    let misfortune = row("harsh", "misfortune_share");
    assert_eq!(misfortune.difference.map(|d| (d.difference, d.p)), Some((0.0, Some(1.0))));
    assert_eq!((misfortune.hedges_g, misfortune.pairing_gain), (Some(0.0), None));
    // Half the wage, and force: all of it beyond doubt, and told first.
    let wage = row("harsh", "wage_mean");
    assert!(wage.difference.is_some_and(|d| (d.difference + 0.35).abs() < 0.05), "{wage:?}");
    assert!(wage.is_clear() && wage.p_adjusted.is_some_and(|p| p < 0.001) && wage.hedges_g.is_some_and(|g| g < -1.0));
    assert_eq!(wage.wilcoxon.map(|test| test.p), Some(2.0 / 64.0), "six of six differences are negative");
    let mut clear = comparison.rows.iter().filter(|row| row.scenario == "harsh").map(Row::is_clear);
    assert!(clear.by_ref().take_while(|&clear| clear).count() > 10 && !clear.any(|clear| clear), "clear differences come first");
    // A run without politics knows nothing of votes, in no member.
    assert!(comparison.unknown.contains(&"turnout"));
    assert_eq!(comparison.rows.len(), 2 * (Reported::all().count() - comparison.unknown.len()));
    let baseline = row("slightly", "hungry_share").of_baseline.expect("known");
    assert_eq!(baseline.n, REPLICATES as usize);
    assert!(baseline.interval(LEVEL).is_some_and(|interval| interval.contains(baseline.mean)));
}
