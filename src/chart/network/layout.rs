//! Where everything is on the map of a network: villages are rings of clients, the clients of one patron next to each other.
//! Places follow from numbers alone, without search or chance.

use super::society::{Group, Society, Village};
use crate::chart::canvas::Frame;
use crate::chart::dash::Point;
use std::f64::consts::{PI, TAU};

/// Room for labels above and below a ring (pixels).
const ABOVE: f64 = 32.0;
/// The most room that labels get beside a ring, of half the width of its cell.
const BESIDE: f64 = 0.38;
/// From the ring of clients to the arcs of patrons (pixels).
pub(super) const ARC: f64 = 9.0;
/// The least radius of a ring at which there is room for names and numbers (pixels).
pub(super) const LABELLED: f64 = 34.0;

/// The clients of a patron on a ring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Arc {
    /// Where it begins and ends (radians, clockwise from the right).
    pub(super) angles: (f64, f64),
}

impl Arc {
    /// Its middle.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.angles.0, self.angles.1)
    }
}

/// A village as a ring.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ring {
    /// The width of its room (pixels).
    pub(super) room: f64,
    /// Where its name begins: its baseline.
    pub(super) name: Point,
    /// Its center.
    pub(super) center: Point,
    /// Its radius (pixels).
    pub(super) radius: f64,
    /// The radius of the dots of clients (pixels).
    pub(super) dot: f64,
    /// An arc for each group.
    pub(super) arcs: Vec<Arc>,
}

impl Ring {
    /// The point in a direction, so far from the center.
    pub(super) fn at(&self, angle: f64, distance: f64) -> Point {
        (self.center.0 + distance * libm::cos(angle), self.center.1 + distance * libm::sin(angle))
    }
}

/// Where a client is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Which ring.
    pub(super) ring: usize,
    /// Which group of that village.
    pub(super) group: usize,
    /// In which direction from the center (radians).
    pub(super) angle: f64,
    /// Its point.
    pub(super) point: Point,
}

/// The whole map.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// A ring for each village.
    pub(super) rings: Vec<Ring>,
    /// A place for each client.
    pub(super) places: Vec<Place>,
}

impl Layout {
    /// The map of a society within a frame.
    ///
    /// Beside rings that are large enough, up to `beside` pixels are kept free for labels.
    pub(super) fn of(society: &Society, frame: Frame, beside: f64) -> Self {
        let nowhere = Place { ring: 0, group: 0, angle: 0.0, point: (0.0, 0.0) };
        let mut layout = Self { rings: Vec::new(), places: vec![nowhere; society.clients.len()] };
        for (village, cell) in society.villages.iter().zip(cells(frame, society.villages.len(), beside)) {
            layout.add(village, cell, beside);
        }
        layout
    }

    /// Adds a village: clients stand at equal distances on its ring, with a gap between groups. Every second group runs the
    /// other way: clients with near numbers know each other, so their ties then run side by side instead of crossing.
    fn add(&mut self, village: &Village, cell: Frame, beside: f64) {
        let gap = gap(village);
        let slots: f64 = village.groups.iter().map(|group| width(group) + gap).sum();
        let mut ring = ring(cell, slots, beside);
        // The first group begins at the top.
        let mut next = -PI / 2.0 + gap / 2.0 / slots * TAU;
        for (index, group) in village.groups.iter().enumerate() {
            let end = next + width(group) / slots * TAU;
            for (i, &client) in group.clients.iter().enumerate() {
                let way = if index.is_multiple_of(2) { i } else { group.clients.len() - 1 - i };
                let angle = next + (way as f64 + 0.5) / slots * TAU;
                let point = ring.at(angle, ring.radius);
                self.places[client] = Place { ring: self.rings.len(), group: index, angle, point };
            }
            ring.arcs.push(Arc { angles: (next, end) });
            next = end + gap / slots * TAU;
        }
        self.rings.push(ring);
    }
}

/// How many clients' room a group takes: a patron without clients takes that of one.
fn width(group: &Group) -> f64 {
    group.clients.len().max(1) as f64
}

/// The gap between groups, in clients' room.
fn gap(village: &Village) -> f64 {
    let clients: usize = village.groups.iter().map(|group| group.clients.len()).sum();
    (clients as f64 * 0.02).max(0.8)
}

/// The radius of a ring in a cell of this size: the largest that leaves room for labels, or nearly the largest without.
fn radius((width, height): (f64, f64), beside: f64) -> f64 {
    let labelled = (width / 2.0 - beside.min(BESIDE * width / 2.0)).min(height / 2.0 - ABOVE);
    if labelled > LABELLED { labelled } else { (0.44 * width.min(height)).clamp(1.0, LABELLED) }
}

fn ring(cell: Frame, slots: f64, beside: f64) -> Ring {
    let radius = radius((cell.width(), cell.height()), beside);
    let dot = (0.42 * TAU * radius / slots).clamp(1.0, 5.5);
    let center = (cell.center(), cell.middle());
    // In the corner that the ring leaves free.
    let name = ((center.0 - radius - 34.0).max(cell.left), center.1 - radius - ARC - 5.0);
    Ring { room: cell.width(), name, center, radius, dot, arcs: Vec::new() }
}

/// So many cells in rows, of the size that allows the largest rings; a last row that is not full stands in the middle. Two rows
/// are worth somewhat smaller rings: in one row, ties to farther villages lead through those between.
fn cells(frame: Frame, n: usize, beside: f64) -> Vec<Frame> {
    let size = |columns: usize| {
        let rows = n.div_ceil(columns);
        let radius = radius((frame.width() / columns as f64, frame.height() / rows as f64), beside);
        if rows == 1 && n > 2 { radius * 0.8 } else { radius }
    };
    let Some(columns) = (1..=n).max_by(|&a, &b| size(a).total_cmp(&size(b)).then(b.cmp(&a))) else { return Vec::new() };
    let rows = n.div_ceil(columns);
    let (width, height) = (frame.width() / columns as f64, frame.height() / rows as f64);
    let cell = |i: usize| {
        let (row, column) = (i / columns, i % columns);
        let in_row = if row + 1 == rows { n - row * columns } else { columns };
        let left = frame.left + (columns - in_row) as f64 * width / 2.0 + column as f64 * width;
        let top = frame.top + row as f64 * height;
        Frame { left, top, right: left + width, bottom: top + height }
    };
    (0..n).map(cell).collect()
}

/// A smooth line from one point to another that is drawn towards two others on its way.
pub(super) fn curve([from, first, second, to]: [Point; 4]) -> Vec<Point> {
    const STEPS: u32 = 14;
    let at = |step: u32| {
        let t = f64::from(step) / f64::from(STEPS);
        let weights = [(1.0 - t) * (1.0 - t) * (1.0 - t), 3.0 * t * (1.0 - t) * (1.0 - t), 3.0 * t * t * (1.0 - t), t * t * t];
        let of = |part: fn(Point) -> f64| {
            weights.iter().zip([from, first, second, to]).map(|(weight, point)| weight * part(point)).sum::<f64>()
        };
        (of(|point| point.0), of(|point| point.1))
    };
    (0..=STEPS).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_fill_the_frame_without_overlap() {
        let frame = Frame { left: 10.0, top: 20.0, right: 650.0, bottom: 480.0 };
        for n in 0..60 {
            let cells = cells(frame, n, 40.0);
            assert_eq!(cells.len(), n);
            for (i, a) in cells.iter().enumerate() {
                assert!(a.left >= frame.left - 1e-9 && a.right <= frame.right + 1e-9 && a.bottom <= frame.bottom + 1e-9);
                for b in &cells[i + 1..] {
                    let apart = a.right <= b.left + 1e-9 || b.right <= a.left + 1e-9 || a.bottom <= b.top + 1e-9;
                    assert!(apart, "{n}: {a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn curves_go_from_end_to_end() {
        let line = curve([(0.0, 0.0), (0.0, 9.0), (9.0, 9.0), (9.0, 0.0)]);
        assert_eq!((line.first(), line.last()), (Some(&(0.0, 0.0)), Some(&(9.0, 0.0))));
        assert!(line.iter().all(|&(x, y)| (0.0..=9.0).contains(&x) && (0.0..=9.0).contains(&y)));
    }
}
