//! What stands beside the map of a network: what its signs mean, and how many ties stay in the village and with the patron.

use super::paint::{DENSEST, Thread, WEAK, draw_client, draw_square, strong, strong_within, weak};
use super::society::{Home, Line, Society, numbers};
use crate::chart::Tables;
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::dash::Point;
use crate::chart::number::{count, percent};
use crate::chart::theme::{GREY, INK, LABEL, LOOKS, SMALL};
use crate::chart::words::Network;
use crate::table::Table;
use plotters::style::Color;

/// From one line of the key to the next (pixels).
const STEP: f64 = 25.0;
/// Width of the signs (pixels).
const SIGN: f64 = 30.0;

/// One line of the key: how the sign around a point is drawn, and what it means.
type Entry<'a> = (Box<dyn Fn(&Canvas<'_>, Point) + 'a>, &'a str);

/// Draws all of it.
pub(super) fn draw(canvas: &Canvas<'_>, frame: Frame, society: &Society, tables: &Tables, said: &Network) {
    let mut y = frame.top + 4.0;
    for (sign, meaning) in signs(society, said) {
        sign(canvas, (frame.left + SIGN / 2.0, y));
        canvas.text_beside(meaning, (frame.left + SIGN + 8.0, y), Type::regular(SMALL, INK));
        y += STEP;
    }
    y += 20.0;
    let shares = Shares::of(&tables.network_clients);
    if shares.ties == 0.0 {
        canvas.text_beside(said.no_ties, (frame.left, y), Type::regular(LABEL, INK));
        return;
    }
    draw_shares(canvas, Frame { top: y, ..frame }, &shares, society, said);
}

/// The signs that occur on the map.
fn signs<'a>(society: &Society, said: &'a Network) -> Vec<Entry<'a>> {
    let color = LOOKS[0].color;
    let client = move |patron, connects| move |canvas: &Canvas<'_>, point| draw_client(canvas, point, 4.5, patron, connects);
    let square = move |home| {
        move |canvas: &Canvas<'_>, (x, y): Point| {
            canvas.line(&[(x - 14.0, y + 3.0), (x, y), (x + 14.0, y + 3.0)], &Stroke::solid(color, 2.0));
            draw_square(canvas, (x, y), 5.5, color, home);
        }
    };
    let tie = |Thread(color, width): Thread| {
        move |canvas: &Canvas<'_>, (x, y): Point| canvas.veil(&[(x - 14.0, y), (x + 14.0, y)], color, width.max(1.25))
    };
    let stub = |canvas: &Canvas<'_>, (x, y): Point| canvas.veil(&[(x, y - 8.0), (x, y + 8.0)], WEAK.to_rgba(), 1.25);
    let lives = |home| society.villages.iter().flat_map(|village| &village.groups).any(|group| group.home == home);
    let within = |line: &Line| {
        let [a, b] = line.ends.map(|end| society.clients[end].patron);
        a.is_some() && a == b
    };
    let attached = society.clients.iter().any(|client| client.patron.is_some());
    let known = |wanted: bool, strong: bool| society.lines.iter().any(|line| line.strong == strong && within(line) == wanted);
    let entries: [(bool, Entry<'a>); 9] = [
        (attached, (Box::new(client(Some(color), false)), said.client)),
        (lives(Home::Nowhere), (Box::new(client(None, false)), said.unattached)),
        (society.clients.iter().any(|client| client.rank.is_some()), (Box::new(client(Some(color), true)), said.connector)),
        (lives(Home::Here), (Box::new(square(Home::Here)), said.patron)),
        (lives(Home::Elsewhere), (Box::new(square(Home::Elsewhere)), said.foreign)),
        (known(true, true), (Box::new(tie(strong_within(color))), said.strong_within)),
        (known(false, true), (Box::new(tie(strong(DENSEST))), said.strong)),
        (known(true, false) || known(false, false), (Box::new(tie(weak())), said.weak)),
        (society.hidden() > 0, (Box::new(stub), said.outward)),
    ];
    entries.into_iter().filter(|(occurs, _)| *occurs).map(|(_, entry)| entry).collect()
}

/// How many ties of the clients whose ties are known stay where, of all of them.
struct Shares {
    clients: usize,
    ties: f64,
    /// Shares of strong and weak ties that stay in the village.
    village: [Option<f64>; 2],
    /// Shares of strong and weak ties of clients with a patron that lead to clients of the same patron.
    patron: [Option<f64>; 2],
}

impl Shares {
    fn of(clients: &Table) -> Self {
        let column = |name: &str| numbers(clients, name, clients.rows());
        let all = column("ties").into_iter().zip(column("strong_ties"));
        let village = column("ties_village").into_iter().zip(column("strong_ties_village"));
        let patron = column("ties_patron").into_iter().zip(column("strong_ties_patron"));
        // Sums of strong and weak ties: all, in the village; all of clients with a patron, to clients of the same patron.
        let mut sums = [[0.0; 2]; 4];
        for ((all, village), patron) in all.zip(village).zip(patron) {
            let Some(all) = strong_and_weak(all) else { continue };
            add(&mut sums[0], all);
            add(&mut sums[1], strong_and_weak(village).unwrap_or_default());
            if let Some(patron) = strong_and_weak(patron) {
                add(&mut sums[2], all);
                add(&mut sums[3], patron);
            }
        }
        let shares = |part: [f64; 2], of: [f64; 2]| [0, 1].map(|i| (of[i] > 0.0).then(|| (part[i] / of[i]).clamp(0.0, 1.0)));
        Self {
            clients: clients.rows(),
            ties: sums[0].iter().sum(),
            village: shares(sums[1], sums[0]),
            patron: shares(sums[3], sums[2]),
        }
    }
}

/// The strong ties among all, and the others.
fn strong_and_weak((all, strong): (Option<f64>, Option<f64>)) -> Option<[f64; 2]> {
    let (all, strong) = (all?, strong?);
    (all.is_finite() && strong >= 0.0 && strong <= all).then_some([strong, all - strong])
}

fn add(sum: &mut [f64; 2], more: [f64; 2]) {
    sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
}

/// Draws how many ties stay in the village and with the patron, and of which ties that is told.
fn draw_shares(canvas: &Canvas<'_>, frame: Frame, shares: &Shares, society: &Society, said: &Network) {
    let mut y = frame.top;
    canvas.text(said.stay, (frame.left, y), Type::bold(LABEL, INK));
    let of = if shares.clients == society.all[1] {
        said.of_all.with(&[("ties", &count(shares.ties))])
    } else {
        said.of_sample.with(&[("clients", &count(shares.clients as f64))])
    };
    for (name, shares) in [(said.in_village, shares.village), (said.with_patron, shares.patron)] {
        if shares == [None; 2] {
            continue;
        }
        y += 25.0;
        canvas.text(name, (frame.left, y), Type::regular(SMALL, INK));
        for (kind, share) in [said.strong_ties, said.weak_ties].into_iter().zip(shares) {
            let Some(share) = share else { continue };
            y += 20.0;
            draw_bar(canvas, Frame { top: y, ..frame }, kind, share);
        }
    }
    canvas.text(&of, (frame.left, y + 27.0), Type::regular(SMALL, GREY));
}

/// Draws one share as a bar, with its name before and its number behind it.
fn draw_bar(canvas: &Canvas<'_>, frame: Frame, name: &str, share: f64) {
    let (start, whole, half) = (frame.left + 58.0, 102.0, 5.0);
    let y = frame.top - 5.0;
    canvas.text_beside(name, (frame.left + 6.0, y), Type::regular(SMALL, GREY));
    let bar = |to: f64| Frame { left: start, top: y - half, right: to, bottom: y + half };
    canvas.line(&[(start, y + half), (start + whole, y + half)], &Stroke::solid(GREY, 0.75));
    canvas.rectangle(bar(start + (whole * share).max(1.0)), INK);
    canvas.text_beside(&percent(share), (frame.right, y), Type::regular(SMALL, INK).anchored(Anchor::End));
}
