//! What the table of a comparison says of measures.

use super::{Compared, Member};
use crate::table::Table;

/// A mean over replicates with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: Option<f64>,
    /// The ends of its interval.
    pub ends: Option<(f64, f64)>,
}

/// A member against the baseline, in one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The member.
    pub scenario: String,
    /// The measure.
    pub measure: String,
    /// Its unit.
    pub unit: String,
    /// When it was taken.
    pub at: String,
    /// The place of the measure among those of this member, the most telling first.
    pub rank: f64,
    /// The baseline.
    pub baseline: Mean,
    /// The member.
    pub member: Mean,
    /// The member less the baseline.
    pub difference: Mean,
}

impl Row {
    /// What differences are divided by so that those of different units can be drawn on one axis: 1 for shares, indices and
    /// correlations, else the larger of both means, of money 1 S at least. (The same as `metrics::Scale`, by which measures are ranked;
    /// charts see files only.)
    #[must_use]
    pub fn scale(&self) -> Option<f64> {
        if !self.is_relative() {
            return Some(1.0);
        }
        let larger = self.baseline.mean?.abs().max(self.member.mean?.abs());
        let is_money = self.unit == "S" || self.unit.starts_with("S per ");
        let scale = if is_money { larger.max(1.0) } else { larger };
        (scale > 0.0).then_some(scale)
    }

    /// Whether that is not 1.
    #[must_use]
    pub fn is_relative(&self) -> bool {
        let unit = self.unit.as_str();
        !(["share", "index", "correlation", "difference of shares"].contains(&unit) || unit.starts_with("share of "))
    }

    /// The difference on that scale.
    #[must_use]
    pub fn scaled(&self) -> Mean {
        let Some(scale) = self.scale() else { return Mean::default() };
        let Mean { mean, ends } = self.difference;
        Mean { mean: mean.map(|mean| mean / scale), ends: ends.map(|(low, high)| (low / scale, high / scale)) }
    }
}

/// The rows of the table that name a member and a measure.
#[must_use]
pub fn rows(table: &Table) -> Vec<Row> {
    let numbers = |name: &str| table.numbers(name).unwrap_or_else(|| vec![None; table.rows()]);
    let words = |name: &str| table.words(name).map_or_else(|| vec![None; table.rows()], <[_]>::to_vec);
    let mean = |mean: &str, low: &str, high: &str| -> Vec<Mean> {
        let finite = |value: Option<f64>| value.filter(|value| value.is_finite());
        let ends = numbers(low).into_iter().zip(numbers(high)).map(|(low, high)| finite(low).zip(finite(high)));
        numbers(mean).into_iter().zip(ends).map(|(mean, ends)| Mean { mean: finite(mean), ends }).collect()
    };
    let texts = ["scenario", "measure", "unit", "at"].map(words);
    let means = [
        mean("mean_baseline", "low_baseline", "high_baseline"),
        mean("mean_scenario", "low_scenario", "high_scenario"),
        mean("difference", "low", "high"),
    ];
    let rank = numbers("rank");
    let row = |i: usize| {
        let [scenario, measure, unit, at] = texts.each_ref().map(|texts| texts[i].clone());
        let [baseline, member, difference] = means.each_ref().map(|means| means[i]);
        let (unit, at, rank) = (unit.unwrap_or_default(), at.unwrap_or_default(), rank[i].unwrap_or(f64::MAX));
        Some(Row { scenario: scenario?, measure: measure?, unit, at, rank, baseline, member, difference })
    };
    (0..table.rows()).filter_map(row).collect()
}

/// Where a member stands in a measure.
#[must_use]
pub fn of(rows: &[Row], compared: &Compared, member: Member<'_>, measure: &str) -> Mean {
    let mut of_measure = rows.iter().filter(|row| row.measure == measure);
    match member.place {
        0 => of_measure.next().map_or_else(Mean::default, |row| row.baseline),
        place => of_measure.find(|row| row.scenario == compared.members[place]).map_or_else(Mean::default, |row| row.member),
    }
}
