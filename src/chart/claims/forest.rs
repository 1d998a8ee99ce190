//! Chart `forest`: the effect of every test with its interval, grouped by claim, against what the claim expects.

use super::Tables;
use super::tests_of::{Claim, Test, claims};
use crate::chart::canvas::{Anchor, Canvas, Frame, Stroke, Type};
use crate::chart::font::{Weight, cut};
use crate::chart::number::short;
use crate::chart::page::{Numbers, Plot, Sheet, WIDER};
use crate::chart::theme::{GREY, GRID, HEIGHT, INK, LABEL, LOOKS, MARGIN, Marker, PAPER, SMALL, WIDTH};
use crate::chart::words::Words;
use plotters::style::{Color, RGBColor};

/// Height of a claim's heading (pixels).
const HEADING: f64 = 36.0;
/// Height of a test (pixels).
const TEST: f64 = 42.0;
/// Where the plot begins and ends (pixels).
const PLOT: (f64, f64) = (392.0, 672.0);
/// Where the verdicts begin (pixels).
const VERDICTS: f64 = PLOT.1 + 24.0;
/// Above and below the rows: headings, axes and the foot (pixels).
const AROUND: f64 = 240.0;
/// The ground of what is expected.
const EXPECTED: RGBColor = LOOKS[0].color;

/// Draws the chart: as high as its rows need.
#[must_use]
pub fn forest(tables: &Tables, words: &Words) -> String {
    let said = &words.claims;
    let claims = claims(tables);
    let tests: usize = claims.iter().map(|claim| claim.tests.len()).sum();
    let rows = claims.len() as f64 * HEADING + tests as f64 * TEST;
    let height = (rows + AROUND).max(HEIGHT);
    let foot = said.foot.with(&[("claims", &claims.len().to_string()), ("tests", &tests.to_string())]);
    let sheet = Sheet { title: said.heading.title, reading: said.heading.reading, note: said.note, foot: &foot, height };
    sheet.draw(|canvas, frame| {
        let top = frame.top + 46.0;
        let bottom = if tests > 0 { top + rows } else { frame.bottom - 56.0 };
        let plot = Plot::new(Frame { left: PLOT.0, top, right: PLOT.1, bottom }, (-1.0, 1.0), (0.0, 1.0));
        let mut y = top;
        for claim in &claims {
            y += HEADING;
            for test in &claim.tests {
                draw_ground(canvas, &plot, y, test);
                y += TEST;
            }
        }
        draw_axes(canvas, &plot, words);
        y = top;
        for (i, claim) in claims.iter().enumerate() {
            draw_heading(canvas, y, claim, i, words);
            y += HEADING;
            for test in &claim.tests {
                draw_test(canvas, &plot, y + TEST / 2.0, test, words);
                y += TEST;
            }
        }
        if tests == 0 {
            plot.note(canvas, words.no_data);
        }
    })
}

/// How a verdict looks: colour, marker and word.
fn look(verdict: &str, words: &Words) -> (RGBColor, Marker, String) {
    let [supported, contradicted, undecided] = words.claims.verdicts;
    match verdict {
        _ if verdict == supported.0 => (LOOKS[0].color, Marker::Circle, supported.1.to_owned()),
        _ if verdict == contradicted.0 => (LOOKS[1].color, Marker::Square, contradicted.1.to_owned()),
        _ if verdict == undecided.0 => (GREY, Marker::Ring, undecided.1.to_owned()),
        _ => (GREY, Marker::Cross, verdict.to_owned()),
    }
}

/// Writes a claim's name, title, source and verdict, under a line from the claim before.
fn draw_heading(canvas: &Canvas<'_>, top: f64, claim: &Claim, index: usize, words: &Words) {
    // Lines of the axis would run through the words.
    canvas.rectangle(Frame { left: MARGIN, top: top + 1.0, right: WIDTH - MARGIN, bottom: top + HEADING }, PAPER);
    if index > 0 {
        canvas.line(&[(MARGIN, top + 5.0), (WIDTH - MARGIN, top + 5.0)], &Stroke::solid(GRID, 1.25));
    }
    let y = top + 27.0;
    let (color, _, word) = look(&claim.verdict, words);
    let bold = Type::bold(LABEL, INK);
    canvas.text_unless_empty(&word, (WIDTH - MARGIN, y), Type { color, ..bold }.anchored(Anchor::End));
    let room = WIDTH - 2.0 * MARGIN - bold.width(&word) * WIDER - 16.0;
    let title = format!("{} {}", claim.id, claim.title);
    let title = cut(title.trim(), LABEL, Weight::Bold, room / WIDER);
    canvas.text_unless_empty(&title, (MARGIN, y), bold);
    let after = MARGIN + bold.width(&title) * WIDER + 10.0;
    let source = cut(&claim.source, SMALL, Weight::Regular, (MARGIN + room - after).max(0.0) / WIDER);
    // Half a name says nothing.
    if !source.is_empty() && source == claim.source {
        canvas.text(&source, (after, y), Type::regular(SMALL, GREY));
    }
}

/// Shades where the effect is expected.
fn draw_ground(canvas: &Canvas<'_>, plot: &Plot, top: f64, test: &Test) {
    let Some((from, to)) = test.expected_range() else { return };
    // A margin of almost nothing is still to be seen.
    let (left, right) = (plot.x.place(from), plot.x.place(to).max(plot.x.place(from) + 2.0));
    let (top, bottom) = (top + 2.0, top + TEST - 2.0);
    canvas.area(&[(left, top), (right, top), (right, bottom), (left, bottom)], EXPECTED.mix(0.13));
}

/// Draws the lines up from the ticks, and their numbers above and below the rows: the chart is high.
fn draw_axes(canvas: &Canvas<'_>, plot: &Plot, words: &Words) {
    const TICKS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];
    plot.draw_x(canvas, &TICKS, Numbers::Shown);
    let Frame { top, bottom, .. } = plot.frame;
    for (tick, text) in TICKS.iter().zip(crate::chart::number::tick_texts(&TICKS)) {
        canvas.text(&text, (plot.x.place(*tick), top - 9.0), Type::regular(SMALL, INK).anchored(Anchor::Middle));
    }
    let zero = plot.x.place(0.0);
    canvas.line(&[(zero, top), (zero, bottom)], &Stroke::solid(GREY, 1.5));
    let kind = Type::regular(LABEL, INK).anchored(Anchor::Middle);
    canvas.text(words.claims.axis, (plot.frame.center(), bottom + 48.0), kind);
}

/// Draws a test: what is tested on the left, the effect in the plot, the verdict on the right.
fn draw_test(canvas: &Canvas<'_>, plot: &Plot, middle: f64, test: &Test, words: &Words) {
    let said = &words.claims;
    let room = PLOT.0 - MARGIN - 28.0;
    let reference = test.reference.map_or(String::new(), short);
    let expected = said.expected.iter().find(|(word, _)| *word == test.expected);
    let expected = expected.map_or_else(|| test.expected.clone(), |(_, said)| said.with(&[("reference", &reference)]));
    let claim = format!("{} {expected}", test.measure.replace('_', " "));
    let x = MARGIN + 14.0;
    canvas.text_unless_empty(&cut(&claim, SMALL, Weight::Regular, room / WIDER), (x, middle - 4.0), Type::regular(SMALL, INK));
    let [from, to] = &test.levels;
    let levels = if from.is_empty() { to.clone() } else { said.levels.with(&[("from", from), ("to", to)]) };
    canvas.text_unless_empty(&cut(&levels, SMALL, Weight::Regular, room / WIDER), (x, middle + 15.0), Type::regular(SMALL, GREY));
    let (color, marker, word) = look(&test.verdict, words);
    draw_effect(canvas, plot, middle, test, (color, marker));
    canvas.marker(marker, (VERDICTS, middle - 10.0), color);
    canvas.text_unless_empty(&word, (VERDICTS + 14.0, middle - 4.0), Type::regular(SMALL, color));
    let text = effect(test, words);
    canvas.text(
        &cut(&text, SMALL, Weight::Regular, WIDTH - MARGIN - VERDICTS - 14.0),
        (VERDICTS + 14.0, middle + 15.0),
        Type::regular(SMALL, INK),
    );
}

/// The effect in the unit of the measure.
fn effect(test: &Test, words: &Words) -> String {
    let said = &words.claims;
    match (test.effect, test.ends) {
        (None, _) => words.no_data.to_owned(),
        (Some(effect), None) => said.effect_alone.with(&[("effect", &short(effect))]),
        (Some(effect), Some([low, high])) => {
            said.effect.with(&[("effect", &short(effect)), ("low", &short(low)), ("high", &short(high))])
        }
    }
}

/// Draws the effect with its interval; what lies beyond the plot becomes an arrow at its edge.
fn draw_effect(canvas: &Canvas<'_>, plot: &Plot, y: f64, test: &Test, (color, marker): (RGBColor, Marker)) {
    let Some(relative) = test.relative else { return };
    if let Some([low, high]) = test.relative_ends {
        let ends = [low, high].map(|end| plot.x.place(end.clamp(-1.0, 1.0)));
        let stroke = Stroke::solid(color, 2.5);
        canvas.line(&[(ends[0], y), (ends[1], y)], &stroke);
        for (end, x) in [low, high].into_iter().zip(ends) {
            if end.abs() <= 1.0 {
                canvas.line(&[(x, y - 5.0), (x, y + 5.0)], &stroke);
            } else {
                draw_arrow(canvas, (x, y), end.signum(), color);
            }
        }
    }
    if relative.abs() <= 1.0 {
        canvas.marker(marker, (plot.x.place(relative), y), color);
    } else {
        draw_arrow(canvas, (plot.x.place(relative.signum()), y), relative.signum(), color);
    }
}

/// Draws the head of an arrow with its tip at a point, to the right (1) or left (-1).
fn draw_arrow(canvas: &Canvas<'_>, (x, y): (f64, f64), side: f64, color: RGBColor) {
    canvas.area(&[(x, y), (x - side * 9.0, y - 6.0), (x - side * 9.0, y + 6.0)], color.to_rgba());
}
