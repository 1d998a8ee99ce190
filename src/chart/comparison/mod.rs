//! Charts of a comparison: several scenarios, its *members*, in the same replicates.
//!
//! A member has the same colour, dashes and marker in all of them: those of its place, the baseline first.

mod differences;
mod elections;
mod health;
mod lorenz;
mod over_time;
mod received_given;
mod standing;

use super::canvas::{Canvas, Frame, Type};
use super::font::{Weight, cut};
use super::page::{Sheet, WIDER};
use super::rows::where_word;
use super::series::replicates;
use super::theme::{GREY, LABEL, LOOKS, Look, MARGIN, TITLE, WIDTH};
use super::words::{Heading, Words};
use crate::output::{self, read_table};
use crate::table::Table;
use rayon::prelude::*;
use std::path::Path;

/// The tables of a comparison that charts are drawn from.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The names of the members, the baseline first.
    members: Vec<String>,
    rounds: Table,
    lorenz: Table,
    clients: Table,
    differences: Table,
}

/// A member, as charts show it.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// Its place among the members; 0 is the baseline.
    pub place: usize,
    /// Its name, without the key that all names share.
    pub name: &'a str,
    /// Its look in all charts.
    pub look: Look,
}

/// Draws one chart.
pub type Draw = fn(&Compared, &Words) -> String;

/// All charts with their names, in the order in which a reader wants them.
pub const CHARTS: [(&str, Draw); 5] = [
    ("health", health::health),
    ("over-time", over_time::over_time),
    ("differences", differences::differences),
    ("lorenz", lorenz::lorenz),
    ("received-given", received_given::received_given),
];

/// What is drawn besides where elections were held.
pub const ELECTIONS: (&str, Draw) = ("elections", elections::elections);

/// The charts' names with their SVG texts, in the order of [`CHARTS`].
#[must_use]
pub fn draw(compared: &Compared, words: &Words) -> Vec<(&'static str, String)> {
    let elections = elections::are_known(compared).then_some(ELECTIONS);
    let charts: Vec<_> = CHARTS.into_iter().chain(elections).collect();
    charts.par_iter().map(|(name, draw)| (*name, draw(compared, words))).collect()
}

impl Compared {
    /// Of the tables `rounds`, `lorenz` and `clients`, with a column `scenario`, and `comparison`.
    #[must_use]
    pub fn new(rounds: Table, lorenz: Table, clients: Table, differences: Table) -> Self {
        let mut members: Vec<String> = Vec::new();
        let named = [(&differences, "baseline"), (&rounds, "scenario"), (&differences, "scenario")];
        for name in named.iter().flat_map(|(table, column)| table.words(column).unwrap_or_default()).flatten() {
            if !members.contains(name) {
                members.push(name.clone());
            }
        }
        Self { members, rounds, lorenz, clients, differences }
    }

    /// Reads the folder of a comparison.
    ///
    /// # Errors
    /// If a table is missing or cannot be understood.
    pub fn read(folder: &Path) -> Result<Self, output::Error> {
        let of = |name| read_table(folder, name);
        Ok(Self::new(of("rounds")?, of("lorenz")?, of("clients")?, of("comparison")?))
    }

    /// The members that are drawn: as many as there are looks.
    fn shown<'a>(&'a self) -> Vec<Member<'a>> {
        let without_key = |name: &'a str| match self.common_key() {
            Some(key) => &name[key.len() + 1..],
            None => name,
        };
        let members = self.members.iter().zip(LOOKS).enumerate();
        members.map(|(place, (name, look))| Member { place, name: without_key(name), look }).collect()
    }

    /// The rows of a member in a table.
    fn rows(&self, table: &Table, member: Member<'_>) -> Table {
        where_word(table, "scenario", &self.members[member.place])
    }

    /// The key that all members are named by, as in `economy.outside=0.3`, if they are.
    fn common_key(&self) -> Option<&str> {
        let key = |name: &'_ String| name.split_once('=').map_or(0, |(key, _)| key.len());
        let (first, rest) = self.members.split_first()?;
        let (key, _) = first.split_at(key(first));
        let is_shared = rest.iter().all(|name| name.strip_prefix(key).is_some_and(|rest| rest.starts_with('=')));
        (!key.is_empty() && !rest.is_empty() && is_shared).then_some(key)
    }

    /// The name of the baseline; empty without members.
    fn baseline(&self) -> &str {
        self.members.first().map_or("", String::as_str)
    }

    /// Draws a page with the names of members below the heading, and `paint` in the frame between them and the foot.
    fn page(&self, heading: Heading, height: f64, words: &Words, paint: impl FnOnce(&Canvas<'_>, Frame)) -> String {
        self.page_titled(heading.title, heading.reading, height, words, paint)
    }

    /// The same, where the title depends on what is shown.
    fn page_titled(
        &self,
        title: &str,
        reading: &str,
        height: f64,
        words: &Words,
        paint: impl FnOnce(&Canvas<'_>, Frame),
    ) -> String {
        let said = &words.comparison;
        let foot = match replicates(&self.rounds) {
            1 => said.foot_single.to_owned(),
            n => said.foot.with(&[("n", &n.to_string())]),
        };
        let title = cut(title, TITLE, Weight::Bold, (WIDTH - 2.0 * MARGIN) / WIDER);
        Sheet { title: &title, reading, note: "", foot: &foot, height }.draw(|canvas, frame| {
            self.name_members(canvas, frame.top + KEY - 14.0, words);
            paint(canvas, Frame { top: frame.top + KEY, ..frame });
        })
    }

    /// Writes the members' names with their markers in a line, and how many are left out.
    fn name_members(&self, canvas: &Canvas<'_>, y: f64, words: &Words) {
        let shown = self.shown();
        let hidden = self.members.len() - shown.len();
        let key = self.common_key().map_or(String::new(), |key| format!("{key} ="));
        let more = if hidden > 0 { words.comparison.more.with(&[("n", &hidden.to_string())]) } else { String::new() };
        let (kind, bold) = (Type::regular(LABEL, GREY), Type::bold(LABEL, GREY));
        let width = |text: &str| if text.is_empty() { 0.0 } else { kind.width(text) * WIDER + AFTER_NAME };
        let widths: Vec<f64> = shown.iter().map(|member| bold.width(member.name) * WIDER).collect();
        let room = WIDTH - 2.0 * MARGIN - width(&key) - width(&more) - shown.len() as f64 * (BEFORE_NAME + AFTER_NAME);
        let most = fair_share(&widths, room);
        let mut x = MARGIN;
        canvas.text_unless_empty(&key, (x, y), kind);
        x += width(&key);
        for Member { name, look, .. } in shown {
            let name = cut(name, LABEL, Weight::Bold, most / WIDER);
            canvas.marker(look.marker, (x + 6.0, y - 6.0), look.color);
            canvas.text(&name, (x + BEFORE_NAME, y), Type::bold(LABEL, look.color));
            x += BEFORE_NAME + bold.width(&name) * WIDER + AFTER_NAME;
        }
        canvas.text_unless_empty(&more, (x, y), kind);
    }
}

/// How wide each may be so that all fit into `room`: as wide as it is, or, if it is among the widest, what the others leave.
fn fair_share(widths: &[f64], room: f64) -> f64 {
    let mut sorted = widths.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut left = room;
    for (i, &width) in sorted.iter().enumerate() {
        let share = left / (sorted.len() - i) as f64;
        if width > share {
            return share.max(0.0);
        }
        left -= width;
    }
    f64::INFINITY
}

/// Height of the line that names the members (pixels).
const KEY: f64 = 28.0;
/// Room for the marker before a name (pixels).
const BEFORE_NAME: f64 = 18.0;
/// Room behind a name (pixels).
const AFTER_NAME: f64 = 24.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_give_way_first() {
        assert_eq!(fair_share(&[10.0, 20.0, 30.0], 60.0), f64::INFINITY);
        assert_eq!(fair_share(&[10.0, 50.0, 90.0], 90.0), 40.0);
        assert_eq!(fair_share(&[50.0, 50.0], -5.0), 0.0);
        assert_eq!(fair_share(&[], 5.0), f64::INFINITY);
    }

    #[test]
    fn a_key_that_all_share_is_said_once() {
        let named = |names: &[&str]| {
            let words = names.iter().map(|name| Some((*name).to_owned()));
            let rounds = Table::new("rounds", "").text("scenario", "", "", words);
            Compared::new(rounds, Table::new("l", ""), Table::new("c", ""), Table::new("d", ""))
        };
        let same = named(&["law.x=1", "law.x=2"]);
        assert_eq!((same.common_key(), same.shown()[1].name), (Some("law.x"), "2"));
        let other = named(&["law.x=1", "law.xy=2"]);
        assert_eq!((other.common_key(), other.shown()[1].name), (None, "law.xy=2"));
        assert_eq!(named(&["healthy", "law.x=2"]).common_key(), None);
        assert_eq!((named(&[]).common_key(), named(&[]).baseline()), (None, ""));
    }
}
