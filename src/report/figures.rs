//! Charts as figures of a report: drawn in its language, with a caption that says what to look for.

use super::page::Figure;
use crate::language::Language;

/// Charts take at most so many bytes of a page; the rest is counted and left in the folder.
const MOST_BYTES: usize = 2_200_000;

/// The charts of a folder, as far as there is room on the page, and how many are left out.
pub fn figures<Name: AsRef<str>>(drawn: Vec<(Name, String)>, part: &str, language: Language) -> (Vec<Figure>, usize) {
    let all = drawn.len();
    let mut room = MOST_BYTES;
    let fitting = drawn.into_iter().map_while(|(name, svg)| {
        room = room.checked_sub(svg.len())?;
        Some(figure(name.as_ref(), &svg, part, language))
    });
    let figures: Vec<Figure> = fitting.collect();
    let left_out = all - figures.len();
    (figures, left_out)
}

/// Says how many charts are left out.
pub fn more(left_out: usize, language: Language) -> String {
    if left_out == 0 { String::new() } else { language.say("figure-more", &[("n", (left_out as u64).into())]) }
}

fn figure(name: &str, svg: &str, part: &str, language: Language) -> Figure {
    let title = svg.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map_or("", |(title, _)| title);
    Figure {
        id: format!("{part}-{name}").replace(['.', '_'], "-"),
        // It stands between tags again: what was escaped there is written as it is.
        title: title.to_owned(),
        caption: caption(name, language),
        svg: svg.to_owned(),
    }
}

/// What to look for in a chart; of a sweep's charts by their kind, which their names begin with.
fn caption(name: &str, language: Language) -> String {
    let kinds = ["phase", "effects", "sobol", "morris-rank", "morris", "correlations"];
    let own = format!("figure-{name}");
    if language.has(&own) {
        return language.text(&own).to_owned();
    }
    let kind = kinds.into_iter().find(|kind| name.strip_prefix(kind).is_some_and(|rest| rest.starts_with('-')));
    kind.map_or_else(String::new, |kind| language.text(&format!("figure-{kind}")).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{CHARTS, POLITICAL_CHARTS, comparison};

    #[test]
    fn every_chart_has_a_caption() {
        let names = CHARTS.iter().chain(&POLITICAL_CHARTS).map(|chart| chart.name);
        let names = names.chain(comparison::CHARTS.iter().map(|(name, _)| *name)).chain(["elections", "forest"]);
        let sweeps = ["phase-loyalty_mean-a-b", "effects-x", "sobol-x", "morris-x", "morris-rank-x", "correlations-x"];
        for name in names.chain(sweeps) {
            assert!(!caption(name, Language::English).is_empty(), "{name}");
        }
        assert_ne!(caption("morris-rank-x", Language::English), caption("morris-x", Language::English));
    }

    #[test]
    fn a_page_has_room_for_so_many_charts() {
        let svg = |n: usize| ("health", format!("<svg><title>A &amp; b</title>{}", " ".repeat(n)));
        let (shown, left_out) = figures(vec![svg(10), svg(MOST_BYTES), svg(10)], "part-1", Language::English);
        assert_eq!((shown.len(), left_out), (1, 2));
        assert_eq!((shown[0].title.as_str(), shown[0].id.as_str()), ("A &amp; b", "part-1-health"));
    }
}
