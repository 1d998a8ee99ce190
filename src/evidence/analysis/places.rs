//! Where points stand on a factor: at which level, or in which bin.

use super::{Unfit, has_words};
use crate::output::sweep::FactorEntry;
use crate::table::{Table, Values};
use std::collections::BTreeMap;

/// The most distinct numbers of a list that are taken one by one; more go into bins.
const MOST_LISTED: usize = 12;

/// A level or a bin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// As written.
    pub(super) label: String,
    /// The level's value, or the middle of the bin on the factor's scale; missing for words.
    pub(super) value: Option<f64>,
    /// The smallest and the largest value of a bin; missing for levels.
    pub(super) ends: Option<(f64, f64)>,
}

/// The levels or bins of a factor, and where the points are.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Places {
    pub(super) factor: String,
    pub(super) places: Vec<Place>,
    /// The place of every point.
    pub(super) of: Vec<usize>,
    /// The factor's value at every point; nothing for words.
    pub(super) values: Option<Vec<f64>>,
}

impl Places {
    /// The levels of a factor that has some, or else at most so many bins of equal width on its scale.
    pub(super) fn of(design: &Table, factor: &FactorEntry, bins: u32) -> Result<Self, Unfit> {
        if has_words(factor) {
            return Self::of_words(design, factor);
        }
        let values = numbers(design, factor)?;
        let levels = match levels(factor, &values)? {
            Some(levels) => levels,
            None => return Ok(Self::of_bins(factor, &bins_of(factor, &values, bins), values)),
        };
        let order: BTreeMap<u64, usize> = levels.iter().enumerate().map(|(place, (level, _))| (bits(*level), place)).collect();
        let place = |value: &f64| order.get(&bits(*value)).copied().ok_or_else(|| unknown(factor, *value));
        let of = values.iter().map(place).collect::<Result<_, Unfit>>()?;
        let level = |(value, label): (f64, String)| Place { label, value: Some(value), ends: None };
        let places = levels.into_iter().map(level).collect();
        Ok(Self { factor: factor.key.clone(), places, of, values: Some(values) })
    }

    fn of_words(design: &Table, factor: &FactorEntry) -> Result<Self, Unfit> {
        let missing = || Unfit::NoColumn { table: "design", column: factor.key.clone() };
        let words = design.words(&factor.key).ok_or_else(missing)?;
        let words = words.iter().map(|word| word.as_deref().ok_or_else(missing)).collect::<Result<Vec<_>, _>>()?;
        let mut levels: Vec<&str> = factor.levels.iter().map(String::as_str).collect();
        if factor.scale == "listed" {
            words.iter().for_each(|word| {
                if !levels.contains(word) {
                    levels.push(word);
                }
            });
        }
        let unknown = |word: &str| Unfit::Value { factor: factor.key.clone(), value: word.to_owned() };
        // Among words, a number may be written in several ways.
        let same = |a: &str, b: &str| a == b || a.parse::<f64>().is_ok_and(|a| b.parse() == Ok(a));
        let place = |word: &&str| levels.iter().position(|level| same(level, word)).ok_or_else(|| unknown(word));
        let of = words.iter().map(place).collect::<Result<_, _>>()?;
        let places = levels.iter().map(|&level| Place { label: level.to_owned(), ..Place::default() }).collect();
        Ok(Self { factor: factor.key.clone(), places, of, values: None })
    }

    fn of_bins(factor: &FactorEntry, bins: &[(f64, f64)], values: Vec<f64>) -> Self {
        let of = values.iter().map(|value| bins.partition_point(|(start, _)| start <= value).saturating_sub(1)).collect();
        let place = |&(low, high): &(f64, f64)| Place {
            label: if low == high { brief(low) } else { format!("{} to {}", brief(low), brief(high)) },
            value: Some(if is_log(factor) { (low * high).sqrt() } else { f64::midpoint(low, high) }),
            ends: Some((low, high)),
        };
        Self { factor: factor.key.clone(), places: bins.iter().map(place).collect(), of, values: Some(values) }
    }
}

/// A number by which equal values are found: 0 and -0 are equal.
fn bits(value: f64) -> u64 {
    (value + 0.0).to_bits()
}

fn unknown(factor: &FactorEntry, value: f64) -> Unfit {
    Unfit::Value { factor: factor.key.clone(), value: value.to_string() }
}

fn is_log(factor: &FactorEntry) -> bool {
    factor.scale == "log"
}

fn is_whole(factor: &FactorEntry) -> bool {
    factor.values == "whole"
}

/// A factor's numbers at the points.
pub(super) fn numbers(design: &Table, factor: &FactorEntry) -> Result<Vec<f64>, Unfit> {
    let missing = || Unfit::NoColumn { table: "design", column: factor.key.clone() };
    design.numbers(&factor.key).and_then(|values| values.into_iter().collect()).ok_or_else(missing)
}

/// The whole numbers of a column that has one in every row.
pub(super) fn whole_numbers(table: &'static str, of: &Table, column: &str) -> Result<Vec<i64>, Unfit> {
    let whole = match of.column(column).map(|column| &column.values) {
        Some(Values::Int(values)) => values.iter().copied().collect::<Option<Vec<i64>>>(),
        _ => None,
    };
    whole.ok_or_else(|| Unfit::NoColumn { table, column: column.to_owned() })
}

/// The levels of a factor with numbers, each once, as numbers and as written; nothing if it has bins.
fn levels(factor: &FactorEntry, values: &[f64]) -> Result<Option<Vec<(f64, String)>>, Unfit> {
    if !factor.levels.is_empty() {
        let mut levels: Vec<(f64, String)> = Vec::new();
        for text in &factor.levels {
            let level = text.parse().map_err(|_| Unfit::Value { factor: factor.key.clone(), value: text.clone() })?;
            if !levels.iter().any(|(other, _)| *other == level) {
                levels.push((level, text.clone()));
            }
        }
        return Ok(Some(levels));
    }
    if factor.scale != "listed" {
        return Ok(None);
    }
    let mut distinct = values.to_vec();
    distinct.sort_by(f64::total_cmp);
    distinct.dedup();
    Ok((distinct.len() <= MOST_LISTED).then(|| distinct.into_iter().map(|level| (level, level.to_string())).collect()))
}

/// At most so many bins of equal width on the factor's scale, from its lowest to its highest value, as their smallest and largest values.
/// A whole number is in one bin only, so that there may be fewer.
fn bins_of(factor: &FactorEntry, values: &[f64], most: u32) -> Vec<(f64, f64)> {
    let smallest = || values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = || values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (factor.low.unwrap_or_else(smallest), factor.high.unwrap_or_else(largest));
    // A whole number stands for all real ones from it to the next, as it does where it is drawn.
    let top = if is_whole(factor) { high + 1.0 } else { high };
    let edge = |number: u32| {
        let part = f64::from(number) / f64::from(most);
        if is_log(factor) { low * libm::pow(top / low, part) } else { low + (top - low) * part }
    };
    let mut starts: Vec<f64> = (0..most).map(edge).collect();
    if is_whole(factor) {
        // Less a little, as an edge that is a whole number may come out slightly above it; and 0 is never -0.
        starts.iter_mut().for_each(|start| *start = (*start - 1e-9 * start.abs().max(1.0)).ceil() + 0.0);
        starts.retain(|&start| start <= high);
        starts.dedup();
    }
    starts[0] = low;
    let step = if is_whole(factor) { 1.0 } else { 0.0 };
    let ends = starts[1..].iter().map(|next| next - step).chain([high]);
    starts.iter().copied().zip(ends).collect()
}

/// A number with four digits at most.
pub(super) fn brief(value: f64) -> String {
    let rounded: f64 = format!("{value:.3e}").parse().expect("a number that was just written");
    if value == value.round() && value.abs() < 1e7 { value.to_string() } else { rounded.to_string() }
}
