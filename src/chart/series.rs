//! Series over rounds, taken from tables.

use crate::statistics::{LEVEL, Sample};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// A value per round, in the order of rounds; `None` where it is not known.
pub type Series = Vec<(f64, Option<f64>)>;

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

fn rounds_of(table: &Table) -> Vec<Option<i64>> {
    let rounds = table.numbers("round").unwrap_or_default();
    rounds.into_iter().map(|round| finite(round).map(|round| round as i64)).collect()
}

/// A mean over replicates, round by round, with its 95 % interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The mean of the replicates in which the value is known.
    pub mean: Series,
    /// The lower end of its interval; unknown where fewer than two replicates are known.
    pub low: Series,
    /// The upper end.
    pub high: Series,
}

impl Estimate {
    /// The estimates of what is known in each round.
    fn of(known: BTreeMap<i64, Vec<f64>>) -> Self {
        let mut all = Self::default();
        for (round, values) in known {
            let sample = Sample::of(&values);
            let interval = sample.and_then(|sample| sample.interval(LEVEL));
            let at = round as f64;
            all.mean.push((at, sample.map(|sample| sample.mean)));
            all.low.push((at, interval.map(|interval| interval.low)));
            all.high.push((at, interval.map(|interval| interval.high)));
        }
        all
    }

    /// The same means without intervals.
    #[must_use]
    pub fn without_interval(mut self) -> Self {
        self.low.iter_mut().chain(&mut self.high).for_each(|(_, value)| *value = None);
        self
    }

    /// The rounds in which the mean is known, alone.
    #[must_use]
    pub fn known(self) -> Self {
        let is_known: Vec<bool> = self.mean.iter().map(|(_, value)| value.is_some()).collect();
        let kept = |series: Series| series.into_iter().zip(&is_known).filter(|(_, known)| **known).map(|(at, _)| at).collect();
        Self { mean: kept(self.mean), low: kept(self.low), high: kept(self.high) }
    }
}

/// The column's values over the rounds of a table. A missing column is a series of unknown values.
#[must_use]
pub fn estimates(table: &Table, column: &str) -> Estimate {
    let values = table.numbers(column).unwrap_or_else(|| vec![None; table.rows()]);
    let mut known: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (round, value) in rounds_of(table).into_iter().zip(values) {
        let Some(round) = round else { continue };
        known.entry(round).or_default().extend(finite(value));
    }
    Estimate::of(known)
}

/// The means of the column over the rounds of a table.
#[must_use]
pub fn over_rounds(table: &Table, column: &str) -> Series {
    estimates(table, column).mean
}

/// The replicates of a table in order; none where it does not say.
fn numbers_of_replicates(table: &Table) -> BTreeSet<i64> {
    table.numbers("replicate").unwrap_or_default().into_iter().flatten().map(|replicate| replicate as i64).collect()
}

/// The number of replicates in a table; 1 where it does not say.
#[must_use]
pub fn replicates(table: &Table) -> usize {
    numbers_of_replicates(table).len().max(1)
}

/// How often one of these turns was taken in each of these rounds. A round in which none is counted has 0; round 0, before anything
/// happened, is not known, and no round is where the table is empty.
#[must_use]
pub fn turns(moves: &Table, turns: &[&str], rounds: &[f64]) -> Estimate {
    let (names, counts) = (moves.words("turn").unwrap_or_default(), moves.numbers("count").unwrap_or_default());
    let of = moves.numbers("replicate").unwrap_or_else(|| vec![None; moves.rows()]);
    let mut sums: BTreeMap<(i64, i64), f64> = BTreeMap::new();
    for (((round, of), name), count) in rounds_of(moves).into_iter().zip(of).zip(names).zip(counts) {
        let is_wanted = name.as_deref().is_some_and(|name| turns.contains(&name));
        if let (Some(round), Some(count), true) = (round, finite(count), is_wanted) {
            *sums.entry((round, of.map_or(0, |of| of as i64))).or_default() += count;
        }
    }
    let mut all = numbers_of_replicates(moves);
    if all.is_empty() && moves.rows() > 0 {
        all.insert(0);
    }
    let counted = |round: i64| all.iter().map(|&of| sums.get(&(round, of)).copied().unwrap_or(0.0)).collect();
    let in_round = |round: f64| if round > 0.0 { counted(round as i64) } else { Vec::new() };
    Estimate::of(rounds.iter().map(|&round| (round as i64, in_round(round))).collect())
}

/// The last known value with its round.
#[must_use]
pub fn last(series: &[(f64, Option<f64>)]) -> Option<(f64, f64)> {
    series.iter().rev().find_map(|&(round, value)| value.map(|value| (round, value)))
}

/// The largest known value.
#[must_use]
pub fn largest(series: &[(f64, Option<f64>)]) -> Option<f64> {
    series.iter().filter_map(|&(_, value)| value).max_by(f64::total_cmp)
}

/// The parts of a series without unknown values in between.
#[must_use]
pub fn known_parts(series: &[(f64, Option<f64>)]) -> Vec<Vec<(f64, f64)>> {
    let parts = series.split(|(_, value)| value.is_none()).filter(|part| !part.is_empty());
    parts.map(|part| part.iter().filter_map(|&(round, value)| Some((round, value?))).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let replicate = [0, 0, 0, 1, 1, 1].map(Some);
        let round = [0, 1, 2, 0, 1, 2].map(Some);
        let x = [None, Some(1.0), Some(f64::NAN), None, Some(3.0), Some(5.0)];
        Table::new("rounds", "").int("replicate", "", "", replicate).int("round", "rounds", "", round).float("x", "", "", x)
    }

    #[test]
    fn replicates_are_averaged_and_unknown_values_left_out() {
        assert_eq!(over_rounds(&table(), "x"), [(0.0, None), (1.0, Some(2.0)), (2.0, Some(5.0))]);
        assert_eq!(over_rounds(&table(), "no such column"), [(0.0, None), (1.0, None), (2.0, None)]);
        assert!(over_rounds(&Table::new("rounds", ""), "x").is_empty());
        assert_eq!((replicates(&table()), replicates(&Table::new("rounds", ""))), (2, 1));
    }

    #[test]
    fn intervals_need_two_known_values() {
        // 1 and 3: mean 2, standard error 1, and t = 12.706 with one degree of freedom.
        let Estimate { low, high, .. } = estimates(&table(), "x");
        assert!((low[1].1.unwrap() - (2.0 - 12.706_204_736)).abs() < 1e-6 && (high[1].1.unwrap() - 14.706_204_736).abs() < 1e-6);
        assert_eq!((low[0], low[2], high[2]), ((0.0, None), (2.0, None), (2.0, None)));
        let bare = estimates(&table(), "x").without_interval();
        assert_eq!((bare.mean[1], bare.low[1], bare.high[1]), ((1.0, Some(2.0)), (1.0, None), (1.0, None)));
        let known = estimates(&table(), "x").known();
        assert_eq!((known.mean.len(), known.low.len(), known.high[0].0), (2, 2, 1.0));
    }

    #[test]
    fn turns_are_counted_per_replicate() {
        let turn = ["fled", "quit", "fled"].map(|turn| Some(turn.to_owned()));
        let moves = Table::new("moves", "")
            .int("replicate", "", "", [0, 0, 1].map(Some))
            .int("round", "rounds", "", [1, 1, 2].map(Some))
            .text("turn", "", "", turn)
            .int("count", "", "", [4, 8, 2].map(Some));
        let fled = turns(&moves, &["fled"], &[1.0, 2.0, 3.0]);
        assert_eq!(fled.mean, [(1.0, Some(2.0)), (2.0, Some(1.0)), (3.0, Some(0.0))]);
        assert_eq!(turns(&moves, &["fled", "quit"], &[0.0, 1.0]).mean, [(0.0, None), (1.0, Some(6.0))]);
        assert_eq!(turns(&Table::new("moves", ""), &["fled"], &[1.0]).mean, [(1.0, None)]);
    }

    #[test]
    fn gaps_part_a_series() {
        let series = [(0.0, None), (1.0, Some(1.0)), (2.0, Some(2.0)), (3.0, None), (4.0, Some(9.0)), (5.0, None)];
        assert_eq!(known_parts(&series), [vec![(1.0, 1.0), (2.0, 2.0)], vec![(4.0, 9.0)]]);
        assert_eq!((last(&series), largest(&series)), (Some((4.0, 9.0)), Some(9.0)));
        assert_eq!((last(&series[..1]), largest(&[])), (None, None));
        assert!(known_parts(&series[..1]).is_empty());
    }
}
