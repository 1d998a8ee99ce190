//! Names of points in a plot, each as near to its point as it can be without meeting another name or point.

use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::page::WIDER;
use crate::chart::place::Taken;
use crate::chart::theme::{GREY, INK, PAPER, SMALL};

/// What names are written around.
pub struct Names {
    /// Where no name may be.
    texts: Taken,
    /// Where no line from a point to its name may be: it may cross other lines.
    leaders: Taken,
    /// What names cover only if they must.
    lines: Taken,
    frame: Frame,
}

/// A point that is to be named.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its place.
    pub point: Point,
    /// From where to where its whisker goes, to the left and to the right.
    pub whisker: (f64, f64),
    /// Its name.
    pub name: &'a str,
}

/// A name's place, and where the line to it ends.
type Place = (Frame, Point);

impl Names {
    /// No names yet, within a frame.
    #[must_use]
    pub fn within(frame: Frame) -> Self {
        let [texts, leaders, lines] = [(); 3].map(|()| Taken::within(frame));
        Self { texts, leaders, lines, frame }
    }

    /// Keeps a point free of names, and what is next to it of lines to them.
    pub fn keep_point(&mut self, point: Point) {
        self.texts.take(around(point, 5.0));
        self.leaders.take(around(point, 2.5));
    }

    /// Keeps a place free of everything.
    pub fn keep_free(&mut self, place: Frame) {
        self.texts.take(place);
        self.leaders.take(place);
    }

    /// Keeps a whisker free of names.
    pub fn keep_whisker(&mut self, from: Point, to: Point) {
        pieces(from, to).into_iter().for_each(|piece| self.texts.take(piece));
    }

    /// Keeps a line free of names that find room elsewhere.
    pub fn keep_line(&mut self, from: Point, to: Point) {
        pieces(from, to).into_iter().for_each(|piece| self.lines.take(piece));
    }

    /// Writes a name beside its point, or further off with a line to it; not at all if there is no room.
    pub fn write(&mut self, canvas: &Canvas<'_>, named: Named<'_>) {
        let kind = Type::regular(SMALL, INK).anchored(Anchor::Middle);
        let size = (kind.width(named.name) * WIDER, SMALL * 1.1);
        let beside: Vec<Place> = beside(named, size).into_iter().map(|place| (place, named.point)).collect();
        let found = self.free(named.point, &beside).or_else(|| self.free(named.point, &further(named.point, size, self.frame)));
        let Some((place, end)) = found else { return };
        if end != named.point {
            canvas.line(&[named.point, end], &Stroke::solid(GREY, 1.0));
        }
        if !self.lines.is_free(&place) {
            canvas.rectangle(place, PAPER);
        }
        canvas.text_beside(named.name, (place.center(), place.middle()), kind);
        leader(named.point, end).into_iter().chain([place]).for_each(|place| self.keep_free(place));
    }

    /// The first place that is free, better without a line through it.
    fn free(&self, point: Point, candidates: &[Place]) -> Option<Place> {
        let is_free = |(place, end): &&Place| {
            self.texts.is_free(place) && leader(point, *end).iter().all(|piece| self.leaders.is_free(piece))
        };
        let best = candidates.iter().find(|place| self.lines.is_free(&place.0) && is_free(place));
        best.or_else(|| candidates.iter().find(is_free)).copied()
    }
}

/// Places beside a point and its whisker.
fn beside(Named { point: (x, y), whisker: (low, high), .. }: Named<'_>, (width, height): (f64, f64)) -> Vec<Frame> {
    const NEAR: f64 = 8.0;
    const ABOVE: f64 = 17.0;
    let lefts = [x - width / 2.0, x + 2.0, x - width - 2.0];
    let sides = [(high + NEAR, y), (low - NEAR - width, y)];
    let above_below = [y - ABOVE, y + ABOVE].into_iter().flat_map(|middle| lefts.map(|left| (left, middle)));
    sides.into_iter().chain(above_below).map(|(left, middle)| framed(left, middle, (width, height))).collect()
}

/// Places further off, the nearest first, each with the points of its edge where a line to it may end.
fn further(point: Point, (width, height): (f64, f64), frame: Frame) -> Vec<Place> {
    const EACH: f64 = 12.0;
    const FARTHEST: f64 = 300.0;
    let steps = |room: f64| (0..=(room.max(0.0) / EACH) as usize).map(|i| i as f64 * EACH);
    let corners =
        steps(frame.width() - width).flat_map(|x| steps(frame.height() - height).map(move |y| (frame.left + x, frame.top + y)));
    let ends = |place: Frame| {
        let Frame { left, top, right, bottom } = place;
        let corners =
            [(left, bottom), (right, bottom), (left, top), (right, top), (left, place.middle()), (right, place.middle())];
        corners.into_iter().chain([nearest(point, place)]).map(move |end| (place, end))
    };
    let frames = corners.map(|(left, top)| Frame { left, top, right: left + width, bottom: top + height });
    let length = |end: Point| libm::hypot(end.0 - point.0, end.1 - point.1);
    let is_near = |(place, end): &Place| length(*end) <= FARTHEST && nearest(point, *place) != point;
    let mut places: Vec<Place> = frames.flat_map(ends).filter(is_near).collect();
    places.sort_by(|a, b| length(a.1).total_cmp(&length(b.1)));
    places
}

fn framed(left: f64, middle: f64, (width, height): (f64, f64)) -> Frame {
    Frame { left, top: middle - height / 2.0, right: left + width, bottom: middle + height / 2.0 }
}

/// The point of a frame that is nearest to another.
fn nearest((x, y): Point, place: Frame) -> Point {
    (x.clamp(place.left, place.right), y.clamp(place.top, place.bottom))
}

/// The pieces of the line from a point to where it ends at a name, without what lies under the point's marker.
fn leader((x, y): Point, (to_x, to_y): Point) -> Vec<Frame> {
    const UNDER: f64 = 10.0;
    const NEXT: f64 = 4.0;
    let length = libm::hypot(to_x - x, to_y - y);
    let at = |gone: f64| (x + (to_x - x) * gone / length, y + (to_y - y) * gone / length);
    if length <= UNDER + NEXT { Vec::new() } else { pieces(at(UNDER), at(length - NEXT)) }
}

/// A line as small frames.
fn pieces((x, y): Point, (to_x, to_y): Point) -> Vec<Frame> {
    const EACH: f64 = 4.0;
    let count = (libm::hypot(to_x - x, to_y - y) / EACH).ceil().max(1.0);
    let at = |i: f64| (x + (to_x - x) * i / count, y + (to_y - y) * i / count);
    (0..=count as usize).map(|i| around(at(i as f64), 0.5)).collect()
}

/// The frame around a point, so far to each side (pixels).
fn around((x, y): Point, half: f64) -> Frame {
    Frame { left: x - half, top: y - half, right: x + half, bottom: y + half }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_names_end_before_them() {
        assert!(leader((95.0, 50.0), (100.0, 50.0)).is_empty());
        let pieces = leader((50.0, 50.0), (100.0, 50.0));
        assert!(pieces.iter().all(|piece| piece.left > 59.0 && piece.right < 97.0), "{pieces:?}");
    }

    #[test]
    fn places_without_a_line_through_them_are_better() {
        let mut names = Names::within(Frame { left: 0.0, top: 0.0, right: 500.0, bottom: 100.0 });
        names.keep_line((0.0, 50.0), (200.0, 50.0));
        names.keep_whisker((400.0, 0.0), (400.0, 100.0));
        let at = |left: f64| (framed(left, 50.0, (50.0, 17.0)), (10.0, 10.0));
        let left = |candidates: &[Place]| names.free((10.0, 10.0), candidates).map(|(place, _)| place.left);
        assert_eq!(left(&[at(100.0), at(380.0), at(300.0)]), Some(300.0));
        assert_eq!(left(&[at(100.0), at(380.0)]), Some(100.0));
        assert_eq!(left(&[at(380.0), at(470.0)]), None);
    }

    #[test]
    fn the_nearest_places_come_first_and_none_covers_the_point() {
        let point = (300.0, 300.0);
        let places = further(point, (80.0, 17.0), Frame { left: 0.0, top: 0.0, right: 800.0, bottom: 500.0 });
        let length = |(_, end): &Place| libm::hypot(end.0 - point.0, end.1 - point.1);
        assert!(places.windows(2).all(|pair| length(&pair[0]) <= length(&pair[1])) && length(&places[0]) < 20.0);
        assert!(places.iter().all(|(place, _)| nearest(point, *place) != point && place.right <= 800.0));
    }
}
