//! Labels of the map of a network: each as near to what it names as it can be without meeting another or a ring.

use super::layout::{ARC, Ring};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::page::WIDER;
use crate::chart::theme::{GREY, PAPER};

/// How far letters reach below the baseline, in sizes.
const DESCENT: f64 = 0.24;
/// The room that is kept free between labels (pixels).
const AIR: f64 = 3.0;

/// How far from what it names a label may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Beside it.
    Near,
    /// Some way off: it is wanted more.
    Far,
}

/// The labels that have a place so far.
pub(super) struct Labels<'a> {
    frame: Frame,
    rings: &'a [Ring],
    taken: Vec<Frame>,
}

impl<'a> Labels<'a> {
    /// No labels yet, within a frame and outside these rings.
    pub(super) fn new(frame: Frame, rings: &'a [Ring]) -> Self {
        Self { frame, rings, taken: Vec::new() }
    }

    /// Keeps a place free.
    pub(super) fn take(&mut self, place: Frame) {
        self.taken.push(place);
    }

    /// Writes a label outside a ring, for what is in the direction `angle` at the distance `from` of its center; not at all if
    /// there is no room nearby.
    pub(super) fn outside(
        &mut self,
        canvas: &Canvas<'_>,
        ring: &Ring,
        (angle, from): (f64, f64),
        text: &str,
        reach: Reach,
        kind: Type,
    ) {
        const TURNS: [f64; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36];
        const STEPS: [f64; 3] = [0.0, 9.0, 18.0];
        let (turns, steps) = if reach == Reach::Near { (&TURNS[..5], &STEPS[..1]) } else { (&TURNS[..], &STEPS[..]) };
        let size = (kind.width(text) * WIDER, kind.size);
        let candidates = steps.iter().flat_map(|&step| turns.iter().map(move |&turn| (step, turn)));
        let mut boxes = candidates.map(|(step, turn)| {
            // How far a box's edge is from its middle in this direction.
            let (cos, sin) = (libm::cos(angle + turn), libm::sin(angle + turn));
            let reach = libm::fabs(cos) * size.0 / 2.0 + libm::fabs(sin) * size.1 / 2.0;
            around(ring.at(angle + turn, ring.radius + ARC + 8.0 + step + reach), size)
        });
        let Some(place) = boxes.find(|place| self.is_free(place)) else { return };
        let anchor = ring.at(angle, from);
        let near = (anchor.0.clamp(place.left, place.right), anchor.1.clamp(place.top, place.bottom));
        canvas.line(&[anchor, near], &Stroke::solid(GREY, 1.0));
        canvas.rectangle(grown(place, 1.5), PAPER);
        canvas.text(text, (place.center(), place.bottom - DESCENT * kind.size), kind.anchored(Anchor::Middle));
        self.take(place);
    }

    fn is_free(&self, place: &Frame) -> bool {
        let Frame { left, top, right, bottom } = self.frame;
        let inside = place.left >= left && place.top >= top && place.right <= right && place.bottom <= bottom;
        let apart = |other: &Frame| {
            let grown = grown(*other, AIR);
            place.right <= grown.left || grown.right <= place.left || place.bottom <= grown.top || grown.bottom <= place.top
        };
        let off = |ring: &Ring| {
            let near = (ring.center.0.clamp(place.left, place.right), ring.center.1.clamp(place.top, place.bottom));
            libm::hypot(near.0 - ring.center.0, near.1 - ring.center.1) >= ring.radius + ARC + 4.0
        };
        inside && self.taken.iter().all(apart) && self.rings.iter().all(off)
    }
}

/// A box around its middle.
pub(super) fn around((x, y): Point, (width, height): (f64, f64)) -> Frame {
    Frame { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
}

fn grown(place: Frame, by: f64) -> Frame {
    Frame { left: place.left - by, top: place.top - by, right: place.right + by, bottom: place.bottom + by }
}
