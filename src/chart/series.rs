//! Series over rounds, taken from tables.

use crate::table::Table;
use std::collections::BTreeMap;

/// A value per round, in the order of rounds; `None` where it is not known.
pub type Series = Vec<(f64, Option<f64>)>;

fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

fn rounds_of(table: &Table) -> Vec<Option<i64>> {
    let rounds = table.numbers("round").unwrap_or_default();
    rounds.into_iter().map(|round| finite(round).map(|round| round as i64)).collect()
}

/// The column's values over the rounds of a table, each the mean of the replicates in which it is known. A missing column
/// is a series of unknown values.
#[must_use]
pub fn over_rounds(table: &Table, column: &str) -> Series {
    let values = table.numbers(column).unwrap_or_else(|| vec![None; table.rows()]);
    let mut sums: BTreeMap<i64, (f64, u32)> = BTreeMap::new();
    for (round, value) in rounds_of(table).into_iter().zip(values) {
        let Some(round) = round else { continue };
        let sum = sums.entry(round).or_default();
        if let Some(value) = finite(value) {
            *sum = (sum.0 + value, sum.1 + 1);
        }
    }
    let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
    sums.into_iter().map(|(round, sum)| (round as f64, mean(sum))).collect()
}

/// The number of replicates in a table; 1 where it does not say.
#[must_use]
pub fn replicates(table: &Table) -> usize {
    let numbers = table.numbers("replicate").unwrap_or_default();
    let distinct: std::collections::BTreeSet<i64> = numbers.into_iter().flatten().map(|replicate| replicate as i64).collect();
    distinct.len().max(1)
}

/// How often one of these turns was taken in each of these rounds, per replicate. A round in which none is counted has 0; round
/// 0, before anything happened, is not known, and no round is where the table is empty.
#[must_use]
pub fn turns(moves: &Table, turns: &[&str], rounds: &[f64]) -> Series {
    if moves.rows() == 0 {
        return rounds.iter().map(|&round| (round, None)).collect();
    }
    let (names, counts) = (moves.words("turn").unwrap_or_default(), moves.numbers("count").unwrap_or_default());
    let mut sums: BTreeMap<i64, f64> = BTreeMap::new();
    for ((round, name), count) in rounds_of(moves).into_iter().zip(names).zip(counts) {
        let is_wanted = name.as_deref().is_some_and(|name| turns.contains(&name));
        if let (Some(round), Some(count), true) = (round, finite(count), is_wanted) {
            *sums.entry(round).or_default() += count;
        }
    }
    let replicates = replicates(moves) as f64;
    let in_round = |round: f64| (round > 0.0).then(|| sums.get(&(round as i64)).copied().unwrap_or(0.0) / replicates);
    rounds.iter().map(|&round| (round, in_round(round))).collect()
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
    fn turns_are_counted_per_replicate() {
        let turn = ["fled", "quit", "fled"].map(|turn| Some(turn.to_owned()));
        let moves = Table::new("moves", "")
            .int("replicate", "", "", [0, 0, 1].map(Some))
            .int("round", "rounds", "", [1, 1, 2].map(Some))
            .text("turn", "", "", turn)
            .int("count", "", "", [4, 8, 2].map(Some));
        assert_eq!(turns(&moves, &["fled"], &[1.0, 2.0, 3.0]), [(1.0, Some(2.0)), (2.0, Some(1.0)), (3.0, Some(0.0))]);
        assert_eq!(turns(&moves, &["fled", "quit"], &[0.0, 1.0]), [(0.0, None), (1.0, Some(6.0))]);
        assert_eq!(turns(&Table::new("moves", ""), &["fled"], &[1.0]), [(1.0, None)]);
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
