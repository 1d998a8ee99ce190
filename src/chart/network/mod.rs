//! Chart `network`: who knows whom, at the end.
//!
//! Up to 420 clients are drawn one by one, each village as a ring. Of more, whole villages are: that of the client who
//! connects most and those with most ties to it; the chart says so, and how many of their ties lead elsewhere. Beside the
//! map stands what holds for all: how many strong and weak ties stay in the village, and with the same patron.

mod key;
mod labels;
mod layout;
mod paint;
mod society;

use super::Tables;
use super::canvas::{Anchor, Canvas, Frame, Type};
use super::font::{Weight, cut};
use super::number::count;
use super::page::{FOOT, Shown, page_read_as};
use super::theme::{GREY, LABEL, MARGIN, SMALL, WIDTH};
use super::words::{Network, Words};
use layout::Layout;
use society::{Choice, Society};

/// Width of what stands beside the map (pixels).
const ASIDE: f64 = 226.0;

/// Draws the chart.
#[must_use]
pub fn network(tables: &Tables, words: &Words) -> String {
    let tables = &tables.of_first_replicate();
    let society = Society::of(tables);
    let said = &words.network;
    page_read_as(said.title, &reading(&society, said), Shown::First, tables, words, |canvas, frame| {
        if society.clients.is_empty() {
            let kind = Type::regular(LABEL, GREY).anchored(Anchor::Middle);
            canvas.text_beside(words.no_data, (frame.center(), frame.middle()), kind);
            return;
        }
        let map = Frame { right: frame.right - ASIDE - 14.0, ..frame };
        let layout = Layout::of(&society, map, paint::room_for_labels(&society));
        paint::paint(canvas, map, &society, &layout, said);
        let beside = Frame { left: frame.right - ASIDE, top: frame.top + 8.0, ..frame };
        key::draw(canvas, beside, &society, tables, said);
        say_choice(canvas, &society, said);
    })
}

/// How to read the chart.
fn reading(society: &Society, said: &Network) -> String {
    let number = |n: usize| count(n as f64);
    let villages = |n: usize| if n == 1 { said.one_village.to_owned() } else { said.villages.with(&[("n", &number(n))]) };
    let [all_villages, _] = society.all;
    let (template, shown, all) = match (society.choice, society.cut) {
        (Choice::All, _) => (said.whole, villages(society.villages.len()), all_villages),
        (_, Some(size)) => (said.cut, String::new(), size),
        (_, None) if society.hidden() == 0 => (said.part_alone, number(society.villages.len()), all_villages),
        (_, None) => (said.part, number(society.villages.len()), all_villages),
    };
    let all = if society.cut.is_some() { number(all) } else { villages(all) };
    template.with(&[
        ("clients", &number(society.clients.len())),
        ("villages", &shown),
        ("all", &all),
        ("hidden", &number(society.hidden())),
    ])
}

/// Says below the map why these villages are drawn and no others.
fn say_choice(canvas: &Canvas<'_>, society: &Society, said: &Network) {
    let text = match (society.choice, society.cut) {
        (Choice::All, _) | (_, Some(_)) => return,
        (Choice::Connector, None) => said.chosen_by_connector.to_owned(),
        (Choice::First, None) if society.lines.is_empty() => said.chosen_without_ties.to_owned(),
        (Choice::First, None) => said.chosen_first.with(&[("village", &society.first.to_string())]),
    };
    let text = cut(&text, SMALL, Weight::Regular, WIDTH / 2.0 - MARGIN);
    canvas.text(&text, (MARGIN, FOOT), Type::regular(SMALL, GREY));
}
