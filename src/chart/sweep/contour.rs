//! Contour lines of a field of values by marching squares.

use crate::chart::dash::Point;
use std::collections::BTreeMap;

/// Values at the crossings of a grid, row by row from the lowest; some may not be known.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The values.
    pub values: &'a [Option<f64>],
    /// How many there are in a row.
    pub columns: usize,
}

/// A side of a square: where it starts, and whether it goes to the right or up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    x: usize,
    y: usize,
    way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Right,
    Up,
}

impl Field<'_> {
    /// The lines along which the field has this value, between values on both sides of it, as points in columns and rows. A line ends
    /// where the field does and at squares with a corner that is not known.
    #[must_use]
    pub fn contours(&self, level: f64) -> Vec<Vec<Point>> {
        let rows = self.values.len().checked_div(self.columns).unwrap_or(0);
        let squares = (1..rows).flat_map(|y| (1..self.columns).map(move |x| (x - 1, y - 1)));
        let segments: Vec<[Side; 2]> = squares.flat_map(|(x, y)| self.segments((x, y), level)).collect();
        joined(&segments).iter().map(|line| line.iter().map(|side| self.crossing(*side, level)).collect()).collect()
    }

    fn at(&self, x: usize, y: usize) -> Option<f64> {
        self.values[y * self.columns + x]
    }

    /// The parts of lines within a square, each from one of its sides to another.
    fn segments(&self, (x, y): (usize, usize), level: f64) -> Vec<[Side; 2]> {
        let corners = [self.at(x, y), self.at(x + 1, y), self.at(x + 1, y + 1), self.at(x, y + 1)];
        let [Some(a), Some(b), Some(c), Some(d)] = corners else { return Vec::new() };
        let bottom = Side { x, y, way: Way::Right };
        let top = Side { x, y: y + 1, way: Way::Right };
        let left = Side { x, y, way: Way::Up };
        let right = Side { x: x + 1, y, way: Way::Up };
        let is_above = [a, b, c, d].map(|corner| corner >= level);
        let sides = [bottom, right, top, left];
        let crossed: Vec<Side> = (0..4).filter(|&i| is_above[i] != is_above[(i + 1) % 4]).map(|i| sides[i]).collect();
        match crossed[..] {
            [from, to] => vec![[from, to]],
            // A saddle: what is in the middle connects the corners on its side of the level.
            [_, _, _, _] if ((a + b + c + d) / 4.0 >= level) == is_above[0] => vec![[bottom, right], [top, left]],
            [_, _, _, _] => vec![[bottom, left], [right, top]],
            _ => Vec::new(),
        }
    }

    /// Where a side has the level, between its ends.
    fn crossing(&self, Side { x, y, way }: Side, level: f64) -> Point {
        let (dx, dy) = if way == Way::Right { (1, 0) } else { (0, 1) };
        let (from, to) = (self.at(x, y).unwrap_or(level), self.at(x + dx, y + dy).unwrap_or(level));
        let part = if to == from { 0.5 } else { (level - from) / (to - from) };
        (x as f64 + part * dx as f64, y as f64 + part * dy as f64)
    }
}

/// Lines made of segments that share their ends: open ones first, then those that are closed.
fn joined(segments: &[[Side; 2]]) -> Vec<Vec<Side>> {
    let mut at: BTreeMap<Side, Vec<usize>> = BTreeMap::new();
    for (i, ends) in segments.iter().enumerate() {
        ends.iter().for_each(|side| at.entry(*side).or_default().push(i));
    }
    let mut is_used = vec![false; segments.len()];
    let ends = at.iter().filter(|(_, touching)| touching.len() == 1).map(|(side, _)| *side);
    let starts: Vec<Side> = ends.chain(segments.iter().map(|ends| ends[0])).collect();
    let mut lines = Vec::new();
    for start in starts {
        let mut line = vec![start];
        while let Some(&next) = line.last().and_then(|side| at[side].iter().find(|&&i| !is_used[i])) {
            is_used[next] = true;
            let [from, to] = segments[next];
            line.push(if line.last() == Some(&from) { to } else { from });
        }
        if line.len() > 1 {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn known(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    fn contours(values: &[Option<f64>], columns: usize, level: f64) -> Vec<Vec<Point>> {
        Field { values, columns }.contours(level)
    }

    #[test]
    fn a_slope_has_a_straight_line() {
        let values = known(&[0.0, 1.0, 2.0, 0.0, 1.0, 2.0, 0.0, 1.0, 2.0]);
        let lines = contours(&values, 3, 0.25);
        assert_eq!(lines, [vec![(0.25, 0.0), (0.25, 1.0), (0.25, 2.0)]]);
        assert!(contours(&values, 3, 2.5).is_empty() && contours(&values, 3, -1.0).is_empty());
    }

    #[test]
    fn a_peak_has_a_closed_line() {
        let mut values = vec![Some(0.0); 25];
        values[12] = Some(1.0);
        let lines = contours(&values, 5, 0.5);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].len(), lines[0][0]), (5, lines[0][4]));
        assert!(lines[0].iter().all(|(x, y)| (x - 2.0).abs() + (y - 2.0).abs() == 0.5));
    }

    #[test]
    fn what_is_not_known_breaks_lines() {
        let mut values = known(&[0.0, 1.0].repeat(4));
        assert_eq!(contours(&values, 2, 0.5).len(), 1);
        values[2] = None;
        // Two squares touch the missing corner; one is left.
        assert_eq!(contours(&values, 2, 0.5), [vec![(0.5, 2.0), (0.5, 3.0)]]);
        assert!(contours(&[None, None, None, None], 2, 0.5).is_empty());
    }

    #[test]
    fn saddles_connect_what_the_middle_is_like() {
        let high = contours(&known(&[1.0, 0.0, 0.0, 1.0]), 2, 0.4);
        assert_eq!(high.len(), 2);
        // The corners that are high are connected: each line cuts off a low corner.
        assert!(high.iter().any(|line| line.iter().all(|(x, y)| x - y > 0.0)), "{high:?}");
        let low = contours(&known(&[1.0, 0.0, 0.0, 1.0]), 2, 0.6);
        assert!(low.iter().any(|line| line.iter().all(|(x, y)| x + y < 1.0)), "{low:?}");
    }

    #[test]
    fn fields_too_small_for_squares() {
        assert!(contours(&[], 0, 0.5).is_empty());
        assert!(contours(&known(&[0.0, 1.0]), 2, 0.5).is_empty() && contours(&known(&[0.0, 1.0]), 1, 0.5).is_empty());
    }

    proptest! {
        #[test]
        fn lines_lie_between_low_and_high(values in prop::collection::vec(prop::option::weighted(0.9, -1.0..1.0f64), 30), level in -0.9..0.9f64) {
            let field = Field { values: &values, columns: 6 };
            let mut crossings = 0;
            for (x, y) in field.contours(level).into_iter().flatten() {
                let corner = |x: f64, y: f64| field.at(x as usize, y as usize).unwrap();
                let (from, to) = (corner(x.floor(), y.floor()), corner(x.ceil(), y.ceil()));
                prop_assert!((from - level) * (to - level) <= 0.0);
                prop_assert!(x.fract() == 0.0 || y.fract() == 0.0);
                crossings += 1;
            }
            let is_known = |x: usize, y: usize| field.at(x, y).is_some() && field.at(x + 1, y).is_some() && field.at(x, y + 1).is_some() && field.at(x + 1, y + 1).is_some();
            let mixed = |x: usize, y: usize| {
                let corners = [field.at(x, y), field.at(x + 1, y), field.at(x, y + 1), field.at(x + 1, y + 1)].map(|v| v.unwrap() >= level);
                corners.contains(&true) && corners.contains(&false)
            };
            let squares = (0..4).flat_map(|y| (0..5).map(move |x| (x, y))).filter(|&(x, y)| is_known(x, y) && mixed(x, y)).count();
            prop_assert!(crossings >= squares.min(2) && (squares > 0) == (crossings > 0));
        }
    }
}
