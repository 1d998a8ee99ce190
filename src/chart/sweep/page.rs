//! The page around a chart of a sweep, and what its measures and factors are called.

use super::Swept;
use crate::chart::canvas::{Canvas, Frame, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::page::{FOOT_FROM, Sheet, TO_FOOT, UNDER_FOOT, WIDER, cut_foot};
use crate::chart::theme::{GREY, MARGIN, READING, SMALL, TITLE, WIDTH};
use crate::chart::words::Words;
use crate::language::Template;
use crate::output::sweep::{FactorEntry, MeasureEntry};

/// What is written around a chart of one measure.
pub struct Around<'a> {
    /// The title; `measure` in it is the measure.
    pub title: Template,
    /// One line that says how to read it.
    pub reading: &'a str,
    /// What is special about it; may be empty.
    pub note: &'a str,
    /// The observations that it rests on, by their words in `analysis.json`: if some of the first are not known it says so, else of the
    /// next.
    pub observed: &'a [&'a str],
    /// From top to bottom (pixels).
    pub height: f64,
}

/// Draws a page about a measure, with `paint` in the frame between what is above and what is below.
#[must_use]
pub fn page(
    swept: &Swept,
    measure: &MeasureEntry,
    around: &Around<'_>,
    words: &Words,
    paint: impl FnOnce(&Canvas<'_>, Frame),
) -> String {
    let said = &words.sweep;
    let room = (WIDTH - 2.0 * MARGIN) / WIDER;
    let title = cut(&around.title.with(&[("measure", &name(measure))]), TITLE, Weight::Bold, room);
    let unknown = swept.unknown(&measure.column, around.observed).map(|used| {
        let of = said.observations.iter().find(|(word, _)| *word == used.of).map_or(used.of.as_str(), |(_, said)| said);
        said.used.with(&[("used", &used.used.to_string()), ("planned", &used.planned.to_string()), ("of", of)])
    });
    let notes: Vec<&str> = unknown.as_deref().into_iter().chain([around.note]).filter(|note| !note.is_empty()).collect();
    let note = cut(&notes.join(" "), READING, Weight::Regular, room);
    let foot = cut_foot(&said.foot.with(&[("title", &swept.sweep.title)]));
    let reading = cut(around.reading, READING, Weight::Regular, room);
    Sheet { title: &title, reading: &reading, note: &note, foot: &foot, height: around.height }.draw(|canvas, frame| {
        let room = FOOT_FROM - TO_FOOT - MARGIN;
        let how = cut(&how(swept, measure, words), SMALL, Weight::Regular, room / WIDER);
        canvas.text(&how, (MARGIN, around.height - UNDER_FOOT), Type::regular(SMALL, GREY));
        paint(canvas, frame);
    })
}

/// How many points and replicates there are, and when the measure was taken.
fn how(swept: &Swept, measure: &MeasureEntry, words: &Words) -> String {
    let said = &words.sweep;
    let points = said.points.with(&[("points", &swept.sweep.points.to_string())]);
    let replicates = match swept.sweep.replicates {
        1 => said.one_replicate.to_owned(),
        n => said.replicates.with(&[("n", &n.to_string())]),
    };
    format!("{points}{replicates}; {}", when(&measure.at, words))
}

/// The measure in words.
#[must_use]
pub fn name(measure: &MeasureEntry) -> String {
    measure.measure.replace('_', " ")
}

/// The measure with its unit.
#[must_use]
pub fn with_unit(measure: &MeasureEntry) -> String {
    in_unit(&name(measure), &measure.unit)
}

/// A factor's key with its unit.
#[must_use]
pub fn factor(factor: &FactorEntry) -> String {
    in_unit(&factor.key, &factor.unit)
}

fn in_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() { name.to_owned() } else { format!("{name} [{unit}]") }
}

/// When a measure was taken, in words.
fn when(at: &str, words: &Words) -> String {
    let said = &words.sweep;
    match at.split_once(':') {
        Some(("mean", n)) => said.at_mean.with(&[("n", n)]),
        Some(("round", n)) => said.at_round.with(&[("n", n)]),
        _ if at == "end" => said.at_end.to_owned(),
        _ if at == "start" => said.at_start.to_owned(),
        _ => at.to_owned(),
    }
}

/// The text in lines no wider than `room` (pixels), broken at spaces; a word that is wider is cut.
#[must_use]
pub fn wrapped(text: &str, kind: Type, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if kind.width(&format!("{line} {word}")) * WIDER <= room => *line = format!("{line} {word}"),
            _ => lines.push(cut(word, kind.size, kind.weight, room / WIDER)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::theme::INK;
    use crate::chart::words::ENGLISH;

    #[test]
    fn times_are_said_in_words() {
        let said = ["end", "start", "mean:20", "round:7"].map(|at| when(at, &ENGLISH));
        assert_eq!(said, ["last round", "at the start", "mean of the last 20 rounds", "round 7"]);
    }

    #[test]
    fn texts_are_broken_at_spaces() {
        let kind = Type::regular(SMALL, INK);
        assert_eq!(wrapped("gini wealth clients", kind, kind.width("gini wealth") * WIDER + 1.0), ["gini wealth", "clients"]);
        assert!(wrapped("", kind, 50.0).is_empty());
        let cut = wrapped("incomprehensibilities", kind, 60.0);
        assert!(cut.len() == 1 && cut[0].ends_with('…'));
    }
}
