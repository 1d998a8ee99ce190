//! The measures of many replicates: a table `rounds` taken apart by member and replicate, and the value of each measure at one time.

use crate::metrics::Reported;
use crate::scenario::expectation::{Gaps, When};
use crate::table::Table;
use std::collections::BTreeMap;

/// Why a table of rounds says nothing of replicates.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// A column is not there, or holds something else.
    #[error("the table rounds has no column `{0}` with a value in every row; is it the table of a run or a comparison?")]
    NoColumn(&'static str),
    /// Two rows for one round.
    #[error(
        "the table rounds has round {round} of replicate {replicate}{} twice; give every scenario a name of its own",
        of(member)
    )]
    Twice {
        /// The member's name; empty where the table has no column `scenario`.
        member: String,
        /// The replicate.
        replicate: u32,
        /// The round.
        round: u32,
    },
    /// A row after the end.
    #[error("the table rounds has round {round}, but the runs were meant to have {planned}; give the number of rounds they had")]
    Beyond {
        /// The round.
        round: u32,
        /// How many rounds there should be.
        planned: u32,
    },
}

fn of(member: &str) -> String {
    if member.is_empty() { String::new() } else { format!(" of `{member}`") }
}

/// The rows of one replicate: at index t that of round t, if there is one.
type Rows = Vec<Option<usize>>;

/// A table `rounds`, taken apart by member and replicate.
#[derive(Clone, Debug)]
pub struct Replicates<'a> {
    table: &'a Table,
    /// In the order in which they come in the table.
    members: Vec<(String, BTreeMap<u32, Rows>)>,
}

impl<'a> Replicates<'a> {
    /// The members and replicates of a table with the columns `replicate`, `round` and, if it has several members, `scenario`, whose runs
    /// were meant to have `planned` rounds. In rounds that are not there, everything is unknown.
    ///
    /// # Errors
    /// If a column is missing, a round comes twice, or one comes after the last.
    pub fn of(table: &'a Table, planned: u32) -> Result<Self, Unfit> {
        let number = |column: &'static str| whole_numbers(table, column).ok_or(Unfit::NoColumn(column));
        let names = match table.column("scenario") {
            None => vec![""; table.rows()],
            Some(_) => every_word(table, "scenario").ok_or(Unfit::NoColumn("scenario"))?,
        };
        let places = number("replicate")?.into_iter().zip(number("round")?);
        let mut members: Vec<(String, BTreeMap<u32, Rows>)> = Vec::new();
        for (row, (name, (replicate, round))) in names.into_iter().zip(places).enumerate() {
            let at = members.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
                members.push((name.to_owned(), BTreeMap::new()));
                members.len() - 1
            });
            let rows = members[at].1.entry(replicate).or_insert_with(|| vec![None; planned as usize + 1]);
            let place = rows.get_mut(round as usize).ok_or(Unfit::Beyond { round, planned })?;
            if place.replace(row).is_some() {
                return Err(Unfit::Twice { member: name.to_owned(), replicate, round });
            }
        }
        Ok(Self { table, members })
    }

    /// The names of the members, the baseline first. A table without a column `scenario` has one without a name.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_str())
    }

    /// How many replicates a member has.
    #[must_use]
    pub fn count(&self, member: &str) -> usize {
        self.rows_of(member).map_or(0, BTreeMap::len)
    }

    /// The series of a measure (its value in round t at index t) in every replicate of a member, and what unknown values do to means of
    /// it. Empty if there is no such member.
    #[must_use]
    pub fn series(&self, member: &str, measure: &str) -> BTreeMap<u32, (Vec<Option<f64>>, Gaps)> {
        let values = self.table.numbers(measure).unwrap_or_else(|| vec![None; self.table.rows()]);
        let reported = Reported::named(measure);
        let of = |(&replicate, rows): (&u32, &Rows)| (replicate, (series(rows, &values), gaps(reported, rows)));
        self.rows_of(member).into_iter().flatten().map(of).collect()
    }

    /// The known values of a measure at this time, by replicate.
    #[must_use]
    pub fn values(&self, member: &str, measure: &str, when: When) -> BTreeMap<u32, f64> {
        let known =
            |(replicate, (series, gaps)): (u32, (Vec<Option<f64>>, Gaps))| Some((replicate, finite(when.of(&series, gaps))?));
        self.series(member, measure).into_iter().filter_map(known).collect()
    }

    /// Every measure at this time.
    #[must_use]
    pub fn at(&self, when: When) -> Samples {
        let mut members: Vec<Member> =
            self.members.iter().map(|(name, _)| Member { name: name.clone(), values: BTreeMap::new() }).collect();
        for measure in Reported::all() {
            let Some(values) = self.table.numbers(measure.name()) else { continue };
            for (member, (_, replicates)) in members.iter_mut().zip(&self.members) {
                let value = |rows: &Rows| finite(when.of(&series(rows, &values), gaps(Some(measure), rows)));
                let known = replicates.iter().filter_map(|(&replicate, rows)| Some((replicate, value(rows)?)));
                member.values.insert(measure.name().to_owned(), known.collect());
            }
        }
        Samples { when, members }
    }

    fn rows_of(&self, member: &str) -> Option<&BTreeMap<u32, Rows>> {
        self.members.iter().find(|(name, _)| name == member).map(|(_, replicates)| replicates)
    }
}

fn series(rows: &Rows, values: &[Option<f64>]) -> Vec<Option<f64>> {
    rows.iter().map(|row| values[(*row)?]).collect()
}

/// Means of what happens now and then leave other rounds out, but only where the run came to its end: what is still to come is not a gap.
fn gaps(measure: Option<Reported>, rows: &Rows) -> Gaps {
    let complete = rows.iter().all(Option::is_some);
    let leaves_gaps = measure.is_some_and(|measure| measure.needs().leaves_gaps());
    if complete && leaves_gaps { Gaps::LeftOut } else { Gaps::Unknown }
}

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

/// The whole numbers of a column without gaps.
fn whole_numbers(table: &Table, column: &str) -> Option<Vec<u32>> {
    let whole =
        |value: Option<f64>| value.filter(|x| x.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(x)).map(|x| x as u32);
    table.numbers(column)?.into_iter().map(whole).collect()
}

/// The words of a column without gaps.
fn every_word<'a>(table: &'a Table, column: &str) -> Option<Vec<&'a str>> {
    table.words(column)?.iter().map(|word| word.as_deref()).collect()
}

/// The measures of several members at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// When they were taken.
    pub when: When,
    /// The members, the baseline first.
    pub members: Vec<Member>,
}

/// The measures of one member.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// By measure, then by replicate, the values that are known. They are finite.
    pub values: BTreeMap<String, BTreeMap<u32, f64>>,
}

impl Member {
    /// The known values of a measure, in the order of replicates.
    #[must_use]
    pub fn values_of(&self, measure: &str) -> Vec<f64> {
        self.values.get(measure).into_iter().flatten().map(|(_, &value)| value).collect()
    }

    /// The values of a measure in the replicates in which both members know it: this one's, and those of the other.
    #[must_use]
    pub fn pairs_with(&self, other: &Self, measure: &str) -> (Vec<f64>, Vec<f64>) {
        let others = other.values.get(measure);
        let pair = |(replicate, &value): (&u32, &f64)| Some((value, *others?.get(replicate)?));
        self.values.get(measure).into_iter().flatten().filter_map(pair).unzip()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Needs;

    /// Rows of scenario, replicate, round, loyalty.
    fn table(rows: &[(&str, i64, i64, Option<f64>)]) -> Table {
        Table::new("rounds", "")
            .text("scenario", "", "", rows.iter().map(|row| Some(row.0.to_owned())))
            .int("replicate", "", "", rows.iter().map(|row| Some(row.1)))
            .int("round", "", "", rows.iter().map(|row| Some(row.2)))
            .float("loyalty_mean", "", "", rows.iter().map(|row| row.3))
    }

    #[test]
    fn members_come_in_the_order_of_the_table_and_replicates_by_number() {
        let table = table(&[("b", 3, 0, Some(0.3)), ("b", 1, 0, Some(0.1)), ("a", 1, 0, Some(0.2)), ("a", 2, 0, None)]);
        let replicates = Replicates::of(&table, 0).expect("a table of rounds");
        assert_eq!(replicates.members().collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(["b", "a", "c"].map(|member| replicates.count(member)), [2, 2, 0]);
        let samples = replicates.at(When::End);
        assert_eq!(samples.members[0].values_of("loyalty_mean"), [0.1, 0.3]);
        assert_eq!(samples.members[1].values_of("loyalty_mean"), [0.2]);
        assert_eq!(samples.members[0].pairs_with(&samples.members[1], "loyalty_mean"), (vec![0.1], vec![0.2]));
        assert_eq!(replicates.values("b", "loyalty_mean", When::End), BTreeMap::from([(1, 0.1), (3, 0.3)]));
    }

    #[test]
    fn rounds_that_were_not_reached_are_unknown() {
        let table = table(&[("a", 0, 0, Some(0.5)), ("a", 0, 1, Some(0.7))]);
        let replicates = Replicates::of(&table, 2).expect("a table of rounds");
        assert_eq!(replicates.values("a", "loyalty_mean", When::Round(1)).len(), 1);
        assert!(replicates.values("a", "loyalty_mean", When::End).is_empty());
        assert!(replicates.at(When::Mean(2)).members[0].values_of("loyalty_mean").is_empty());
    }

    /// Elections are held now and then; but what an interrupted run did not reach is no gap between them.
    #[test]
    fn means_of_elections_leave_out_rounds_without_one() {
        let measure = Reported::all().find(|measure| matches!(measure.needs(), Needs::Election(_))).expect("elections");
        let table = Table::new("rounds", "")
            .int("replicate", "", "", [0, 0, 0, 1, 1].map(Some))
            .int("round", "", "", [0, 1, 2, 0, 1].map(Some))
            .float(measure.name(), "", "", [None, Some(0.25), None, None, Some(0.75)]);
        let replicates = Replicates::of(&table, 2).expect("a table of rounds");
        assert_eq!(replicates.values("", measure.name(), When::Mean(2)), BTreeMap::from([(0, 0.25)]));
        assert_eq!(replicates.at(When::Mean(2)).members[0].values_of(measure.name()), [0.25]);
    }

    #[test]
    fn tables_that_do_not_fit_are_refused() {
        let twice = table(&[("a", 0, 0, None), ("a", 0, 0, None)]);
        let error = Replicates::of(&twice, 5).expect_err("a round twice");
        assert_eq!(
            error.to_string(),
            "the table rounds has round 0 of replicate 0 of `a` twice; give every scenario a name of its own"
        );
        let beyond = table(&[("a", 0, 6, None)]);
        assert_eq!(Replicates::of(&beyond, 5).expect_err("too long"), Unfit::Beyond { round: 6, planned: 5 });
        let negative = table(&[("a", -1, 0, None)]);
        assert_eq!(Replicates::of(&negative, 5).expect_err("no replicate"), Unfit::NoColumn("replicate"));
        assert_eq!(Replicates::of(&Table::new("rounds", ""), 5).expect_err("no columns"), Unfit::NoColumn("replicate"));
    }
}
