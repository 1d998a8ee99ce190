//! What the table says of two factors: a map of cells.

use super::Swept;
use super::hues::Hues;
use crate::chart::number::chosen;
use crate::output::analysis::PairCell;
use crate::output::sweep::FactorEntry;
use std::collections::BTreeMap;

/// The cells of a measure over two factors.
#[derive(Clone, Debug)]
pub struct Map<'a> {
    /// The factor across.
    pub x: FactorEntry,
    /// The factor up.
    pub y: FactorEntry,
    /// Its columns, from left to right.
    pub columns: Sides,
    /// Its rows, from bottom to top.
    pub rows: Sides,
    /// The cells, row by row; those that the table does not have are missing.
    pub cells: Vec<Option<&'a PairCell>>,
}

/// The levels or bins of a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// What is written at each.
    pub texts: Vec<String>,
    /// What these are.
    pub kind: Kind,
}

/// What levels are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers, in their order: there is something between two of them.
    Numbers,
    /// Words.
    Words,
}

/// The maps of a measure, in the order of the table.
#[must_use]
pub fn maps<'a>(swept: &'a Swept, measure: &str) -> Vec<Map<'a>> {
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    let of_measure = || swept.analysis.pairs.iter().filter(|cell| cell.measure == measure);
    for cell in of_measure() {
        let pair = (cell.factor_x.as_str(), cell.factor_y.as_str());
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    let of_pair = |(x, y)| of_measure().filter(|cell| cell.factor_x == x && cell.factor_y == y).collect::<Vec<_>>();
    pairs.into_iter().map(|pair| Map::of(swept, pair, &of_pair(pair))).collect()
}

impl<'a> Map<'a> {
    fn of(swept: &Swept, (x, y): (&str, &str), all: &[&'a PairCell]) -> Self {
        let across: BTreeMap<i64, _> = all.iter().map(|cell| (cell.place_x, (cell.label_x.as_str(), cell.value_x))).collect();
        let up: BTreeMap<i64, _> = all.iter().map(|cell| (cell.place_y, (cell.label_y.as_str(), cell.value_y))).collect();
        let found: BTreeMap<(i64, i64), &PairCell> = all.iter().map(|cell| ((cell.place_y, cell.place_x), *cell)).collect();
        let places = up.keys().flat_map(|y| across.keys().map(|x| (*y, *x)));
        Self {
            x: swept.factor(x),
            y: swept.factor(y),
            cells: places.map(|place| found.get(&place).copied()).collect(),
            columns: Sides::of(across.into_values()),
            rows: Sides::of(up.into_values()),
        }
    }

    /// Whether both factors have numbers, between which contours make sense.
    #[must_use]
    pub fn is_of_numbers(&self) -> bool {
        [&self.columns, &self.rows].into_iter().all(|sides| sides.kind == Kind::Numbers)
    }

    /// The means, row by row.
    #[must_use]
    pub fn means(&self) -> Vec<Option<f64>> {
        self.cells.iter().map(|cell| cell.and_then(|cell| cell.mean).filter(|mean| mean.is_finite())).collect()
    }

    /// The colours of its means; nothing without any.
    #[must_use]
    pub fn hues(&self) -> Option<Hues> {
        Hues::of(self.means().iter().flatten().copied())
    }

    /// By how much its means differ at most.
    #[must_use]
    pub fn span(&self) -> f64 {
        self.hues().map_or(-1.0, |hues| hues.range.1 - hues.range.0)
    }

    /// Half the widths of the intervals of its means, from narrow to wide.
    #[must_use]
    pub fn halves(&self) -> Vec<f64> {
        let mut halves: Vec<f64> = self.cells.iter().flatten().filter_map(|cell| half(cell)).collect();
        halves.sort_by(f64::total_cmp);
        halves
    }

    /// The fewest and the most observations in a cell that has any.
    #[must_use]
    pub fn observations(&self) -> Option<(i64, i64)> {
        let counts = || self.cells.iter().flatten().filter(|cell| cell.mean.is_some()).map(|cell| cell.n);
        Some((counts().min()?, counts().max()?))
    }
}

/// Half the width of a cell's interval.
#[must_use]
pub fn half(cell: &PairCell) -> Option<f64> {
    Some((cell.high? - cell.low?) / 2.0).filter(|half| half.is_finite())
}

impl Sides {
    /// Of labels and values: values are written in few letters; where one is missing, all are the words of their labels.
    fn of<'a>(sides: impl Iterator<Item = (&'a str, Option<f64>)>) -> Self {
        let (labels, values): (Vec<&str>, Vec<Option<f64>>) = sides.unzip();
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        if known.len() == values.len() {
            Self { texts: chosen(&known), kind: Kind::Numbers }
        } else {
            Self { texts: labels.into_iter().map(str::to_owned).collect(), kind: Kind::Words }
        }
    }
}
