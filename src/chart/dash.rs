//! Cuts a line into dashes: the SVG backend draws solid lines only.

/// A point of the canvas (pixels).
pub type Point = (f64, f64);

/// The pieces of a line that are drawn, for lengths of dashes and gaps in turn. The pattern runs on around corners. An
/// empty pattern leaves the line whole.
#[must_use]
pub fn dashes(line: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    if pattern.is_empty() || line.len() < 2 {
        return vec![line.to_vec()];
    }
    let mut pen = Pen { pieces: vec![vec![line[0]]], pattern, stroke: 0, left: pattern[0] };
    for ends in line.windows(2) {
        pen.walk(ends[0], ends[1]);
    }
    pen.pieces.retain(|piece| piece.len() > 1);
    pen.pieces
}

/// Walks along a line; strokes of even number are drawn.
struct Pen<'a> {
    pieces: Vec<Vec<Point>>,
    pattern: &'a [f64],
    stroke: usize,
    left: f64,
}

impl Pen<'_> {
    fn walk(&mut self, from: Point, to: Point) {
        let length = libm::hypot(to.0 - from.0, to.1 - from.1);
        let mut gone = 0.0;
        while length - gone > self.left {
            gone += self.left;
            let part = gone / length;
            let point = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            self.reach(point);
            self.stroke = (self.stroke + 1) % self.pattern.len();
            self.left = self.pattern[self.stroke];
            if self.is_down() {
                self.pieces.push(vec![point]);
            }
        }
        self.left -= length - gone;
        self.reach(to);
    }

    fn is_down(&self) -> bool {
        self.stroke.is_multiple_of(2)
    }

    fn reach(&mut self, point: Point) {
        if self.is_down()
            && let Some(piece) = self.pieces.last_mut()
        {
            piece.push(point);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_cut_into_dashes() {
        let pieces = dashes(&[(0.0, 0.0), (10.0, 0.0)], &[3.0, 2.0]);
        assert_eq!(pieces, [vec![(0.0, 0.0), (3.0, 0.0)], vec![(5.0, 0.0), (8.0, 0.0)]]);
    }

    #[test]
    fn a_dash_goes_around_a_corner() {
        let pieces = dashes(&[(0.0, 0.0), (2.0, 0.0), (2.0, 4.0)], &[4.0, 1.0]);
        assert_eq!(pieces, [vec![(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)], vec![(2.0, 3.0), (2.0, 4.0)]]);
    }

    #[test]
    fn dashes_cover_their_part_of_the_length() {
        let line: Vec<Point> = (0..200).map(|i| (f64::from(i), 40.0 * libm::sin(f64::from(i) / 9.0))).collect();
        let length = |line: &[Point]| line.windows(2).map(|p| libm::hypot(p[1].0 - p[0].0, p[1].1 - p[0].1)).sum::<f64>();
        let drawn: f64 = dashes(&line, &[13.0, 4.0, 2.0, 4.0]).iter().map(|piece| length(piece)).sum();
        assert!((drawn / length(&line) - 15.0 / 23.0).abs() < 0.02, "{drawn} of {}", length(&line));
    }

    #[test]
    fn lines_without_length_and_whole_lines() {
        assert_eq!(dashes(&[(1.0, 1.0), (1.0, 1.0)], &[3.0, 2.0]).len(), 1);
        assert_eq!(dashes(&[(1.0, 1.0)], &[3.0, 2.0]), [[(1.0, 1.0)]]);
        assert_eq!(dashes(&[(0.0, 0.0), (9.0, 0.0)], &[]), [[(0.0, 0.0), (9.0, 0.0)]]);
    }
}
