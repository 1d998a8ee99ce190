//! Draws the map of a network.

use super::labels::{Labels, Reach, around};
use super::layout::{ARC, LABELLED, Layout, Place, Ring, curve};
use super::society::{Group, Home, Line, Society};
use crate::chart::canvas::{Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::page::WIDER;
use crate::chart::theme::{GREY, INK, LABEL, LOOKS, PAPER, SMALL};
use crate::chart::words::Network;
use plotters::style::{Color, RGBAColor, RGBColor};

/// The colours of patrons, in turn: those of lines but for the last, which is that of text.
const COLORS: usize = LOOKS.len() - 1;
/// How far labels may stand aside of the map, in its margins (pixels).
const ASIDE: f64 = 14.0;
/// Weak ties.
pub(super) const WEAK: RGBColor = RGBColor(0x8A, 0x8A, 0x8A);

/// How a tie is drawn: colour and width (pixels).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Thread(pub(super) RGBAColor, pub(super) f64);

/// A weak tie.
pub(super) fn weak() -> Thread {
    Thread(WEAK.mix(0.5), 0.75)
}

/// A strong tie between clients of two patrons, or of none, so dense.
pub(super) fn strong(density: f64) -> Thread {
    Thread(INK.mix(density), 1.0)
}

/// A strong tie between clients of one patron, who is shown in a colour.
pub(super) fn strong_within(color: RGBColor) -> Thread {
    Thread(color.mix(0.7), 1.0)
}

/// How dense strong ties between patrons are drawn at the most.
pub(super) const DENSEST: f64 = 0.5;

/// How dense they are drawn in each ring: the more there are for its size, the more each lets through.
fn densities(society: &Society, layout: &Layout) -> Vec<f64> {
    let mut counts = vec![0.0; layout.rings.len()];
    for line in society.lines.iter().filter(|line| line.strong) {
        counts[layout.places[line.ends[0]].ring] += 1.0;
    }
    layout.rings.iter().zip(counts).map(|(ring, count)| (1.6 * ring.radius / count).clamp(0.12, DENSEST)).collect()
}

/// The colour of a group, given which it is of how many in its village: neighbours differ.
pub(super) fn color(index: usize, groups: &[Group]) -> RGBColor {
    if groups[index].home == Home::Nowhere {
        return GREY;
    }
    let last = groups.iter().rposition(|group| group.home != Home::Nowhere);
    // The ring closes: the last group is next to the first.
    let shift = usize::from(index > 0 && last == Some(index) && index.is_multiple_of(COLORS));
    LOOKS[(index + 2 * shift) % COLORS].color
}

/// Draws the map within a frame.
pub(super) fn paint(canvas: &Canvas<'_>, frame: Frame, society: &Society, layout: &Layout, said: &Network) {
    let densities = densities(society, layout);
    let is = |strong: bool| move |line: &&Line| line.strong == strong;
    for line in society.lines.iter().filter(is(false)).chain(society.lines.iter().filter(is(true))) {
        draw_tie(canvas, society, layout, line, &densities);
    }
    for (client, place) in society.clients.iter().zip(&layout.places).filter(|(client, _)| client.outward > 0) {
        draw_stub(canvas, &layout.rings[place.ring], place, client.outward);
    }
    for (village, ring) in society.villages.iter().zip(&layout.rings) {
        for (index, group) in village.groups.iter().enumerate() {
            draw_patron(canvas, ring, index, group, color(index, &village.groups));
        }
    }
    for (client, place) in society.clients.iter().zip(&layout.places) {
        let (ring, village) = (&layout.rings[place.ring], &society.villages[place.ring]);
        let color = color(place.group, &village.groups);
        draw_client(canvas, place.point, ring.dot, client.patron.map(|_| color), client.rank.is_some());
    }
    draw_labels(canvas, frame, society, layout, said);
}

/// Draws a tie: within a village towards the middles of both groups, so that ties of the same two groups run together; between
/// villages towards their centers.
fn draw_tie(canvas: &Canvas<'_>, society: &Society, layout: &Layout, line: &Line, densities: &[f64]) {
    let [a, b] = line.ends.map(|end| layout.places[end]);
    let [one, other] = [a, b].map(|place| &layout.rings[place.ring]);
    let same_patron = {
        let [a, b] = line.ends.map(|end| society.clients[end].patron);
        a.is_some() && a == b
    };
    let Thread(color, width) = match (line.strong, same_patron) {
        (false, _) => weak(),
        (true, false) => strong(densities[a.ring]),
        (true, true) => strong_within(color(a.group, &society.villages[a.ring].groups)),
    };
    let points = if a.ring != b.ring {
        let bend = bend(one.center, other.center);
        let by = |point: Point| (point.0 + bend.0, point.1 + bend.1);
        [a.point, by(one.center), by(other.center), b.point]
    } else if a.group == b.group {
        // The farther apart, the deeper into the ring.
        let depth = (1.0 - 0.75 * libm::fabs(libm::sin((a.angle - b.angle) / 2.0))).min(0.9) * one.radius;
        [a.point, one.at(a.angle, depth), one.at(b.angle, depth), b.point]
    } else {
        let towards = |place: Place| one.at(f64::midpoint(place.angle, one.arcs[place.group].middle()), one.radius * 0.45);
        [a.point, towards(a), towards(b), b.point]
    };
    canvas.veil(&curve(points), color, width);
}

/// How far a tie between two villages bends aside (pixels): ties to farther villages pass by those between.
fn bend(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (-0.12 * dy, 0.12 * dx)
}

/// Draws the ties of a client to clients that are not drawn: a stroke outward, the longer the more there are.
fn draw_stub(canvas: &Canvas<'_>, ring: &Ring, place: &Place, ties: usize) {
    let from = ring.radius + ring.dot + 1.0;
    let length = 2.0 + 2.0 * ties.min(8) as f64;
    canvas.veil(&[ring.at(place.angle, from), ring.at(place.angle, from + ARC + length)], WEAK.to_rgba(), 1.0);
}

/// Draws a patron as a square on an arc over its clients.
fn draw_patron(canvas: &Canvas<'_>, ring: &Ring, index: usize, group: &Group, color: RGBColor) {
    if group.home == Home::Nowhere {
        return;
    }
    let arc = ring.arcs[index];
    let distance = ring.radius + ring.dot + ARC / 2.0;
    let steps = 2 + ((arc.angles.1 - arc.angles.0) / 0.04) as usize;
    let angle = |step: usize| arc.angles.0 + (arc.angles.1 - arc.angles.0) * step as f64 / steps as f64;
    let points: Vec<Point> = (0..=steps).map(|step| ring.at(angle(step), distance)).collect();
    canvas.line(&points, &Stroke::solid(color, 2.0));
    draw_square(canvas, ring.at(arc.middle(), distance), (ring.radius / 12.0).clamp(2.5, 6.0), color, group.home);
}

/// Draws the square of a patron: filled where it lives, hollow elsewhere.
pub(super) fn draw_square(canvas: &Canvas<'_>, point: Point, half: f64, color: RGBColor, home: Home) {
    let side = |half: f64| around(point, (2.0 * half, 2.0 * half));
    canvas.rectangle(side(half + 1.0), PAPER);
    canvas.rectangle(side(half), color);
    if home == Home::Elsewhere {
        canvas.rectangle(side((half - 1.75).max(0.5)), PAPER);
    }
}

/// Draws a client: a dot in its patron's colour, hollow without patron; with a ring around it if it connects others.
pub(super) fn draw_client(canvas: &Canvas<'_>, point: Point, dot: f64, color: Option<RGBColor>, connects: bool) {
    if connects {
        canvas.disc(point, dot + 4.0, INK.to_rgba());
        canvas.disc(point, dot + 2.25, PAPER.to_rgba());
    }
    canvas.disc(point, dot, color.unwrap_or(GREY).to_rgba());
    if color.is_none() {
        canvas.disc(point, (dot - 1.25).max(dot * 0.4), PAPER.to_rgba());
    }
}

/// Writes the names of villages, then the numbers of connectors and of patrons as far as there is room.
fn draw_labels(canvas: &Canvas<'_>, frame: Frame, society: &Society, layout: &Layout, said: &Network) {
    // Labels may stand in the margins of the map.
    let wider = Frame { left: frame.left - ASIDE, top: frame.top - 6.0, right: frame.right + ASIDE, ..frame };
    let mut labels = Labels::new(wider, &layout.rings);
    for (village, ring) in society.villages.iter().zip(&layout.rings) {
        name_village(canvas, &mut labels, ring, &said.village.with(&[("village", &village.id.to_string())]));
    }
    let mut connectors: Vec<usize> = (0..society.clients.len()).filter(|&i| society.clients[i].rank.is_some()).collect();
    connectors.sort_by_key(|&i| society.clients[i].rank);
    for client in connectors {
        let place = layout.places[client];
        let ring = &layout.rings[place.ring];
        if ring.radius >= LABELLED {
            let text = format!("c{}", society.clients[client].id);
            labels.outside(canvas, ring, (place.angle, ring.radius + ring.dot + 3.0), &text, Reach::Far, Type::bold(SMALL, INK));
        }
    }
    for (village, ring) in society.villages.iter().zip(&layout.rings).filter(|(_, ring)| ring.radius >= LABELLED) {
        for (index, group) in village.groups.iter().enumerate() {
            let Some(patron) = group.patron else { continue };
            let kind = Type::bold(SMALL, color(index, &village.groups));
            let place = (ring.arcs[index].middle(), ring.radius + ring.dot + ARC);
            labels.outside(canvas, ring, place, &format!("p{patron}"), Reach::Near, kind);
        }
    }
}

/// Writes the name of a village above its ring if it fits there.
fn name_village(canvas: &Canvas<'_>, labels: &mut Labels<'_>, ring: &Ring, name: &str) {
    let kind = Type::bold(LABEL, INK);
    let width = kind.width(name) * WIDER;
    // Where even the name is too wide, rings are too many to be named.
    if width + 8.0 > ring.room {
        return;
    }
    let (left, baseline) = ring.name;
    canvas
        .rectangle(Frame { left: left - 2.0, top: baseline - LABEL * 0.85, right: left + width, bottom: baseline + 4.0 }, PAPER);
    canvas.text(name, (left, baseline), kind);
    labels.take(Frame { left, top: baseline - LABEL, right: left + width, bottom: baseline + 5.0 });
}

/// The room that the widest label takes beside a ring, less what it finds in the margin (pixels).
pub(super) fn room_for_labels(society: &Society) -> f64 {
    let largest = |numbers: &mut dyn Iterator<Item = u32>| numbers.max().unwrap_or(0);
    let connectors = society.clients.iter().filter(|client| client.rank.is_some()).map(|client| client.id);
    let patrons = society.villages.iter().flat_map(|village| &village.groups).filter_map(|group| group.patron);
    let texts = [largest(&mut { connectors }), largest(&mut { patrons })].map(|number| format!("c{number}"));
    let width = |text: &String| Type::bold(SMALL, INK).width(text) * WIDER;
    texts.iter().map(width).fold(0.0, f64::max) + ARC + 12.0 - ASIDE
}
